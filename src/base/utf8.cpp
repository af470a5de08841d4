// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include "base/ascii.h"

#include <cstring>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace raven::base {
namespace {

constexpr std::size_t kBlock = 64;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t chunk;
    std::memcpy(&chunk, text.data() + i, 8);
    if (chunk & 0x8080808080808080u) return false;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  return true;
}

}  // namespace

CodePoint decode_utf8_beyond_ascii(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};

  // The allowed range of the second byte rules out overlong forms, surrogates and values beyond U+10FFFF.
  unsigned char low = 0x80, high = 0xBF;
  std::uint32_t length;
  char32_t value;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    value = first & 0x1F;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    value = first & 0x0F;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    value = first & 0x07;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1};
  }
  for (std::uint32_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return {0xFFFD, i};
    value = (value << 6) | (byte(at + i) & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length};
}

bool is_valid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      std::uint64_t chunk;
      std::memcpy(&chunk, text.data() + at, 8);
      if (!(chunk & 0x8080808080808080u)) {
        at += 8;
        continue;
      }
    }
    const CodePoint point = decode_utf8(text, at);
    // A well-formed U+FFFD is three bytes beginning with EF; anything else that decodes to it is ill-formed.
    if (point.value == 0xFFFD && (point.length != 3 || static_cast<unsigned char>(text[at]) != 0xEF))
      return false;
    at += point.length;
  }
  return true;
}

void append_utf8(std::string& text, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0 | (value >> 6));
    text += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0 | (value >> 12));
    text += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (value >> 18));
    text += static_cast<char>(0x80 | ((value >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (value & 0x3F));
  }
}

std::string repaired_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (Utf8Cursor at(text); !at.done(); at.next()) append_utf8(result, at.code_point());
  return result;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += !is_continuation(c);
  return count;
}

CharacterIndex::CharacterIndex(std::string_view text) : text_(text) {
  if (is_ascii(text)) return;
  blocks_.reserve(text.size() / kBlock + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) blocks_.push_back(count);
    count += !is_continuation(text[i]);
  }
}

std::uint32_t CharacterIndex::character(TextByte at) const {
  if (blocks_.empty()) return at.value;
  const std::size_t end = std::min<std::size_t>(at.value, text_.size());
  const std::size_t block = std::min(end / kBlock, blocks_.size() - 1);
  std::uint32_t count = blocks_[block];
  for (std::size_t i = block * kBlock; i < end; ++i) count += !is_continuation(text_[i]);
  return count;
}

bool is_letter_character(char32_t c) {
  return c < 0x80 ? is_letter(static_cast<char>(c)) : u_isalpha(static_cast<UChar32>(c));
}
bool is_upper_character(char32_t c) {
  return c < 0x80 ? is_upper(static_cast<char>(c)) : u_isUUppercase(static_cast<UChar32>(c));
}
bool is_lower_character(char32_t c) {
  return c < 0x80 ? is_lower(static_cast<char>(c)) : u_isULowercase(static_cast<UChar32>(c));
}
bool is_space_character(char32_t c) {
  if (c < 0x80) return is_space(static_cast<char>(c));
  // No white space stands among the letters of Europe and of the Near East, and none behind U+3000.
  if ((c > 0xA0 && c < 0x1680) || (c > 0x3000 && c != 0xFEFF)) return false;
  return c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c));
}
bool is_punctuation_character(char32_t c) {
  return u_ispunct(static_cast<UChar32>(c));
}
char32_t lower_character(char32_t c) {
  if (c >= 0x2E80 && c < 0xA640) return c;  // Chinese, Japanese: no cases
  return c < 0x80 ? static_cast<char32_t>(to_lower(static_cast<char>(c)))
                  : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}
char32_t upper_character(char32_t c) {
  return c < 0x80 ? static_cast<char32_t>(to_upper(static_cast<char>(c)))
                  : static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

std::string lowered_utf8(std::string_view text) {
  if (is_ascii(text)) return lowered(text);
  std::string result;
  result.reserve(text.size());
  for (Utf8Cursor at(text); !at.done(); at.next()) append_utf8(result, lower_character(at.code_point()));
  return result;
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) return lowered(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return lowered_utf8(text);
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  const icu::UnicodeString apart = decomposer->normalize(wide, status);
  if (U_FAILURE(status)) return lowered_utf8(text);
  std::string result;
  result.reserve(text.size());
  for (int i = 0; i < apart.length();) {
    const UChar32 c = apart.char32At(i);
    i += U16_LENGTH(c);
    const int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK) continue;
    switch (c) {  // letters with a stroke or ligatures have no decomposition
      case 0x0141:
      case 0x0142:
        result += 'l';
        break;
      case 0x00D8:
      case 0x00F8:
        result += 'o';
        break;
      case 0x0110:
      case 0x0111:
      case 0x00D0:
      case 0x00F0:
        result += 'd';
        break;
      case 0x0131:
        result += 'i';
        break;
      case 0x00DF:
        result += "ss";
        break;
      case 0x00C6:
      case 0x00E6:
        result += "ae";
        break;
      case 0x0152:
      case 0x0153:
        result += "oe";
        break;
      case 0x00DE:
      case 0x00FE:
        result += "th";
        break;
      case 0x2018:
      case 0x2019:
      case 0x02BC:
        result += '\'';
        break;
      case 0x2010:
      case 0x2011:
      case 0x2013:
        result += '-';
        break;
      default:
        append_utf8(result, static_cast<char32_t>(u_tolower(c)));
    }
  }
  return result;
}

}  // namespace raven::base
