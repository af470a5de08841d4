// SPDX-License-Identifier: Apache-2.0
#include "read/html/decode.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <unicode/ucnv.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/utf8.h"
#include "read/html/encodings.h"

namespace raven::read::html {
namespace {

constexpr std::size_t kLargestPage = 1U << 30;
constexpr std::string_view kUtf8 = "utf-8";
constexpr std::string_view kWindows1252 = "windows-1252";

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::size_t ascii_run(std::string_view bytes, std::size_t at) {
#if defined(__SSE2__)
  while (bytes.size() - at >= 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
    if (_mm_movemask_epi8(block) != 0) break;
    at += 16;
  }
#endif
  while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
  return at;
}

// One character of UTF-8 that is not ASCII: how many bytes it takes, or, if `is_valid` is not set, how many
// bytes one U+FFFD stands for (Encoding standard, 8.1.1: the longest start of a valid sequence).
struct Utf8Step {
  std::size_t size;
  bool is_valid;
};

Utf8Step utf8_step(std::string_view bytes, std::size_t at) {
  const unsigned char lead = byte_at(bytes, at);
  std::size_t needed = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed = 1;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    needed = 2;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    needed = 3;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {1, false};
  }
  for (std::size_t i = 1; i <= needed; ++i) {
    if (at + i >= bytes.size()) return {i, false};
    const unsigned char next = byte_at(bytes, at + i);
    if (next < low || next > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {needed + 1, true};
}

struct Utf8Census {
  std::size_t characters = 0;  // beyond ASCII and valid
  bool is_valid = true;
};

Utf8Census take_census(std::string_view bytes) {
  Utf8Census census;
  std::size_t at = 0;
  while (true) {
    at = ascii_run(bytes, at);
    if (at >= bytes.size()) break;
    const Utf8Step step = utf8_step(bytes, at);
    if (step.is_valid) {
      ++census.characters;
    } else {
      census.is_valid = false;
    }
    at += step.size;
  }
  return census;
}

// Collects decoded characters and where they came from.
class Writer {
 public:
  explicit Writer(Decoded& out) : out_(out) { out_.is_made = true; }

  void put(char32_t character, std::size_t source_begin, std::size_t source_size) {
    const std::size_t begin = out_.made.size();
    if (character < 0x80) {
      out_.made.push_back(static_cast<char>(character));
    } else {
      base::append_utf8(out_.made, character);
    }
    if (character == 0xFFFD) ++out_.replaced;
    out_.offsets.add(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out_.made.size() - begin),
                     static_cast<std::uint32_t>(source_begin), static_cast<std::uint32_t>(source_size));
  }

  // A stretch of ASCII, the same on both sides.
  void put_ascii(std::string_view bytes, std::size_t begin, std::size_t end) {
    if (begin == end) return;
    out_.offsets.add(static_cast<std::uint32_t>(out_.made.size()), 1, static_cast<std::uint32_t>(begin), 1);
    out_.made.append(bytes.substr(begin, end - begin));
  }

 private:
  Decoded& out_;
};

void decode_utf8(std::string_view bytes, std::size_t start, Decoded& out) {
  const std::string_view rest = bytes.substr(start);
  if (take_census(rest).is_valid) {
    out.kept = rest;
    if (start != 0 && !rest.empty()) {
      out.offsets.add(0, 1, static_cast<std::uint32_t>(start), 1);
    }
    return;
  }
  Writer writer(out);
  out.made.reserve(bytes.size() + bytes.size() / 16);
  std::size_t at = start;
  while (true) {
    const std::size_t next = ascii_run(bytes, at);
    writer.put_ascii(bytes, at, next);
    at = next;
    if (at >= bytes.size()) break;
    const Utf8Step step = utf8_step(bytes, at);
    if (step.is_valid) {
      out.offsets.add(static_cast<std::uint32_t>(out.made.size()), 1, static_cast<std::uint32_t>(at), 1);
      out.made.append(bytes.substr(at, step.size));
    } else {
      writer.put(0xFFFD, at, step.size);
    }
    at += step.size;
  }
}

enum class ByteOrder : std::uint8_t { Little, Big };

void decode_utf16(std::string_view bytes, std::size_t start, ByteOrder order, Decoded& out) {
  const bool little = order == ByteOrder::Little;
  Writer writer(out);
  out.made.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const std::uint32_t first = byte_at(bytes, at);
    const std::uint32_t second = byte_at(bytes, at + 1);
    return little ? first | (second << 8) : (first << 8) | second;
  };
  std::size_t at = start;
  for (; at + 1 < bytes.size();) {
    const std::uint32_t high = unit(at);
    const bool is_high = high >= 0xD800 && high <= 0xDBFF;
    // Half a character and half a unit at the end are one error.
    if (is_high && at + 3 == bytes.size()) break;
    if (is_high && at + 3 < bytes.size()) {
      const std::uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        writer.put(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), at, 4);
        at += 4;
        continue;
      }
    }
    writer.put(high >= 0xD800 && high <= 0xDFFF ? char32_t{0xFFFD} : char32_t{high}, at, 2);
    at += 2;
  }
  if (at < bytes.size()) writer.put(0xFFFD, at, bytes.size() - at);
}

void decode_single_byte(std::string_view bytes, const char16_t* table, Decoded& out) {
  if (ascii_run(bytes, 0) == bytes.size()) {
    out.kept = bytes;
    return;
  }
  Writer writer(out);
  out.made.reserve(bytes.size() + bytes.size() / 4);
  std::size_t at = 0;
  while (true) {
    const std::size_t next = ascii_run(bytes, at);
    writer.put_ascii(bytes, at, next);
    at = next;
    if (at >= bytes.size()) break;
    const unsigned char byte = byte_at(bytes, at);
    // No table: x-user-defined, whose upper half lies in the private use area (14.5).
    writer.put(table == nullptr ? char32_t{0xF700} + byte : char32_t{table[byte - 0x80U]}, at, 1);
    ++at;
  }
}

const char* converter_name(std::string_view encoding) {
  if (encoding == "gbk" || encoding == "gb18030") return "gb18030";
  if (encoding == "big5") return "Big5-HKSCS";
  if (encoding == "euc-jp") return "EUC-JP";
  if (encoding == "iso-2022-jp") return "ISO-2022-JP";
  if (encoding == "shift_jis") return "windows-31j";
  return "windows-949";
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

void decode_multi_byte(std::string_view bytes, std::string_view encoding, Decoded& out) {
  if (bytes.empty() || (encoding != "iso-2022-jp" && ascii_run(bytes, 0) == bytes.size())) {
    out.kept = bytes;
    return;
  }
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(converter_name(encoding), &error));
  if (U_FAILURE(error) != 0) {
    // An ICU built without this converter: the ASCII of the page can still be read.
    decode_single_byte(bytes, single_byte_table(kWindows1252), out);
    return;
  }
  Writer writer(out);
  out.made.reserve(bytes.size() + bytes.size() / 2);
  constexpr std::size_t kUnits = 4096;
  UChar units[kUnits];
  std::int32_t offsets[kUnits];
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  // A character is written when the next one, and with it its own end in the source, is known.
  char32_t pending = 0;
  std::size_t pending_begin = 0;
  bool has_pending = false;
  char32_t high = 0;
  std::size_t high_begin = 0;
  const auto put = [&](char32_t character, std::size_t begin) {
    if (has_pending) writer.put(pending, pending_begin, std::max(begin, pending_begin) - pending_begin);
    pending = character;
    pending_begin = has_pending ? std::max(begin, pending_begin) : begin;
    has_pending = true;
  };
  do {
    error = U_ZERO_ERROR;
    const auto base = static_cast<std::size_t>(source - bytes.data());
    UChar* target = units;
    ucnv_toUnicode(converter.get(), &target, units + kUnits, &source, source_end, offsets, 1, &error);
    const auto count = static_cast<std::size_t>(target - units);
    for (std::size_t i = 0; i < count; ++i) {
      // ICU tells no offset for what it held back from an earlier block.
      const std::size_t begin =
          std::min(base + static_cast<std::size_t>(std::max(offsets[i], 0)), bytes.size() - 1);
      char32_t unit = units[i];
      // ICU writes the substitute character, or one for private use, for a single meaningless byte; the
      // standard has U+FFFD, and lets Shift_JIS's 0x80 through.
      if ((unit == 0x1A && bytes[begin] != '\x1A') || (unit >= 0xF8F0 && unit <= 0xF8F7)) {
        unit = encoding == "shift_jis" && bytes[begin] == '\x80' ? 0x80 : 0xFFFD;
      }
      if (unit >= 0xD800 && unit <= 0xDBFF) {
        high = unit;
        high_begin = begin;
      } else if (unit >= 0xDC00 && unit <= 0xDFFF && high != 0) {
        put(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), high_begin);
        high = 0;
      } else {
        put(unit, begin);
      }
    }
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (has_pending) writer.put(pending, pending_begin, bytes.size() - pending_begin);
}

// ---- the prescan
// ---------------------------------------------------------------------------------------------------

bool is_space(char c) {
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}
bool is_letter(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_at(std::string_view bytes, std::size_t at, std::string_view lower_case) {
  if (bytes.size() - at < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (lower(bytes[at + i]) != lower_case[i]) return false;
  }
  return true;
}

struct PrescanAttribute {
  std::string name;
  std::string value;
};

enum class AttributeResult : std::uint8_t { Found, NoMore, EndOfBytes };

// "Get an attribute" (HTML, 13.2.3.2). Leaves `at` behind it.
AttributeResult get_attribute(std::string_view bytes, std::size_t& at, PrescanAttribute& out) {
  const auto at_end = [&] { return at >= bytes.size(); };
  while (!at_end() && (is_space(bytes[at]) || bytes[at] == '/')) ++at;
  if (at_end()) return AttributeResult::EndOfBytes;
  if (bytes[at] == '>') return AttributeResult::NoMore;
  out.name.clear();
  out.value.clear();
  while (true) {
    if (at_end()) return AttributeResult::EndOfBytes;
    const char c = bytes[at];
    if (c == '=' && !out.name.empty()) break;
    if (is_space(c)) {
      while (!at_end() && is_space(bytes[at])) ++at;
      if (at_end()) return AttributeResult::EndOfBytes;
      if (bytes[at] != '=') return AttributeResult::Found;
      break;
    }
    if (c == '/' || c == '>') return AttributeResult::Found;
    out.name.push_back(lower(c));
    ++at;
  }
  ++at;
  while (!at_end() && is_space(bytes[at])) ++at;
  if (at_end()) return AttributeResult::EndOfBytes;
  const char quote = bytes[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t close = bytes.find(quote, at + 1);
    if (close == std::string_view::npos) {
      at = bytes.size();
      return AttributeResult::EndOfBytes;
    }
    for (std::size_t i = at + 1; i < close; ++i) out.value.push_back(lower(bytes[i]));
    at = close + 1;
    return AttributeResult::Found;
  }
  while (!at_end() && !is_space(bytes[at]) && bytes[at] != '>') out.value.push_back(lower(bytes[at++]));
  return at_end() ? AttributeResult::EndOfBytes : AttributeResult::Found;
}

// "Extracting a character encoding from a meta element" (HTML, "urls and fetching"): the charset inside a
// content attribute.
std::string_view charset_in_content(std::string_view content) {
  std::size_t at = 0;
  while (true) {
    at = content.find("charset", at);
    if (at == std::string_view::npos) return {};
    at += 7;
    while (at < content.size() && is_space(content[at])) ++at;
    if (at < content.size() && content[at] == '=') break;
  }
  ++at;
  while (at < content.size() && is_space(content[at])) ++at;
  if (at >= content.size()) return {};
  const char quote = content[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t close = content.find(quote, at + 1);
    if (close == std::string_view::npos) return {};
    return encoding_for_label(content.substr(at + 1, close - at - 1));
  }
  std::size_t end = at;
  while (end < content.size() && !is_space(content[end]) && content[end] != ';') ++end;
  return encoding_for_label(content.substr(at, end - at));
}

// What a page cannot mean when its own declaration could be read as ASCII.
std::string_view as_declared(std::string_view encoding) {
  if (encoding == "utf-16le" || encoding == "utf-16be") return kUtf8;
  if (encoding == "x-user-defined") return kWindows1252;
  return encoding;
}

// The encoding that the meta element whose attributes begin at `at` declares, or empty.
std::string_view meta_encoding(std::string_view bytes, std::size_t& at) {
  enum class Pragma : std::uint8_t { Unknown, Needed, NotNeeded };
  Pragma pragma = Pragma::Unknown;
  bool got_pragma = false;
  bool has_charset = false;
  bool has_http_equiv = false;
  bool has_content = false;
  bool has_charset_attribute = false;
  std::string_view charset;
  PrescanAttribute attribute;
  while (true) {
    const AttributeResult result = get_attribute(bytes, at, attribute);
    if (result == AttributeResult::EndOfBytes) return {};
    if (result == AttributeResult::NoMore) break;
    if (attribute.name == "http-equiv" && !has_http_equiv) {
      has_http_equiv = true;
      got_pragma = attribute.value == "content-type";
    } else if (attribute.name == "content" && !has_content) {
      has_content = true;
      const std::string_view found = charset_in_content(attribute.value);
      if (!found.empty() && !has_charset) {
        has_charset = true;
        charset = found;
        pragma = Pragma::Needed;
      }
    } else if (attribute.name == "charset" && !has_charset_attribute) {
      has_charset_attribute = true;
      has_charset = true;
      charset = encoding_for_label(attribute.value);
      pragma = Pragma::NotNeeded;
    }
  }
  if (pragma == Pragma::Unknown || (pragma == Pragma::Needed && !got_pragma)) return {};
  return as_declared(charset);
}

constexpr std::size_t kStandardPrescan = 1024;

}  // namespace

std::uint32_t OffsetMap::to_source(std::uint32_t utf8_offset) const {
  if (runs_.empty()) return utf8_offset;
  auto run = std::upper_bound(runs_.begin(), runs_.end(), utf8_offset,
                              [](std::uint32_t value, const Run& r) { return value < r.utf8_begin; });
  if (run == runs_.begin()) return utf8_offset;
  --run;
  return run->source_begin + (utf8_offset - run->utf8_begin) / run->utf8_step * run->source_step;
}

void OffsetMap::add(std::uint32_t utf8_begin, std::uint32_t utf8_size, std::uint32_t source_begin,
                    std::uint32_t source_size) {
  const auto utf8_step = static_cast<std::uint8_t>(std::min<std::uint32_t>(utf8_size, 255));
  const auto source_step = static_cast<std::uint8_t>(std::min<std::uint32_t>(source_size, 255));
  if (!runs_.empty()) {
    const Run& last = runs_.back();
    if (last.utf8_step == utf8_step && last.source_step == source_step &&
        last.source_begin + (utf8_begin - last.utf8_begin) / utf8_step * source_step == source_begin) {
      return;
    }
  } else if (utf8_begin == source_begin && utf8_step == 1 && source_step == 1) {
    return;  // The text is the same as the source so far.
  }
  runs_.push_back({utf8_begin, source_begin, utf8_step, source_step});
}

std::string_view declared_encoding(std::string_view bytes, std::size_t limit_bytes) {
  const std::string_view page = bytes.substr(0, limit_bytes);
  PrescanAttribute attribute;
  std::size_t at = 0;
  while (true) {
    at = page.find('<', at);
    if (at == std::string_view::npos) return {};
    if (starts_at(page, at, "<!--")) {
      const std::size_t close = page.find("-->", at + 2);
      if (close == std::string_view::npos) return {};
      at = close + 3;
      continue;
    }
    if (starts_at(page, at, "<meta") && at + 5 < page.size() &&
        (is_space(page[at + 5]) || page[at + 5] == '/')) {
      at += 5;
      const std::string_view encoding = meta_encoding(page, at);
      if (!encoding.empty()) return encoding;
      continue;
    }
    const std::size_t name = at + 1 < page.size() && page[at + 1] == '/' ? at + 2 : at + 1;
    if (name < page.size() && is_letter(page[name])) {
      const bool may_be_raw = at >= kStandardPrescan && name == at + 1;
      const std::string_view raw_end = !may_be_raw                       ? std::string_view{}
                                       : starts_at(page, name, "script") ? std::string_view("</script")
                                       : starts_at(page, name, "style")  ? std::string_view("</style")
                                                                         : std::string_view{};
      while (at < page.size() && !is_space(page[at]) && page[at] != '>') ++at;
      while (get_attribute(page, at, attribute) == AttributeResult::Found) {
      }
      if (!raw_end.empty()) {
        while (at < page.size() && !starts_at(page, at, raw_end)) {
          at = std::min(page.find('<', at + 1), page.size());
        }
      }
      continue;
    }
    if (at + 1 < page.size() && (page[at + 1] == '!' || page[at + 1] == '/' || page[at + 1] == '?')) {
      at = page.find('>', at);
      if (at == std::string_view::npos) return {};
      continue;
    }
    ++at;
  }
}

Decoded decode(std::string_view bytes, std::string_view http_charset) {
  bytes = bytes.substr(0, kLargestPage);
  Decoded out;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out.encoding = kUtf8;
    out.declared = kUtf8;
    out.basis = EncodingBasis::ByteOrderMark;
    decode_utf8(bytes, 3, out);
    return out;
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const bool is_little = bytes[0] == '\xFF';
    out.encoding = is_little ? "utf-16le" : "utf-16be";
    out.declared = out.encoding;
    out.basis = EncodingBasis::ByteOrderMark;
    decode_utf16(bytes, 2, is_little ? ByteOrder::Little : ByteOrder::Big, out);
    return out;
  }

  std::string_view encoding = encoding_for_label(http_charset);
  out.basis = EncodingBasis::HttpHeader;
  const std::string_view meta =
      encoding.empty() || encoding == kUtf8 ? declared_encoding(bytes) : std::string_view{};
  if (encoding.empty() && !meta.empty()) {
    encoding = meta;
    out.basis = EncodingBasis::MetaElement;
  }
  out.declared = encoding;
  const bool is_utf16 = encoding == "utf-16le" || encoding == "utf-16be";
  if (!is_utf16) {
    const Utf8Census census = take_census(bytes);
    // Two bytes of another double-byte encoding may look like UTF-8 by chance; a handful of characters do
    // not.
    const bool is_single_byte = encoding.empty() || single_byte_table(encoding) != nullptr;
    const std::size_t enough = is_single_byte ? 1 : 4;
    if (census.is_valid && census.characters >= enough && encoding != kUtf8) {
      encoding = kUtf8;
      out.basis = EncodingBasis::ValidUtf8;
    } else if (encoding == kUtf8 && !census.is_valid) {
      if (out.basis == EncodingBasis::HttpHeader && !meta.empty() && meta != kUtf8) {
        encoding = meta;
        out.basis = EncodingBasis::MetaElement;
      } else if (census.characters == 0) {
        encoding = kWindows1252;
        out.basis = EncodingBasis::ValidUtf8;
      }
    }
  }
  if (encoding.empty()) {
    encoding = kWindows1252;
    out.basis = EncodingBasis::Default;
  }
  out.encoding = encoding;

  if (encoding == kUtf8) {
    decode_utf8(bytes, 0, out);
  } else if (is_utf16) {
    decode_utf16(bytes, 0, encoding == "utf-16le" ? ByteOrder::Little : ByteOrder::Big, out);
  } else if (encoding == "replacement") {
    Writer writer(out);
    if (!bytes.empty()) writer.put(0xFFFD, 0, bytes.size());
  } else if (encoding == "x-user-defined" || single_byte_table(encoding) != nullptr) {
    decode_single_byte(bytes, single_byte_table(encoding), out);
  } else {
    decode_multi_byte(bytes, encoding, out);
  }
  return out;
}

}  // namespace raven::read::html
