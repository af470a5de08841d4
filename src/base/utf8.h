// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// UTF-8 as the Unicode Standard defines it (chapter 3, table 3-7): validity, decoding, encoding, counting,
/// and the few Unicode properties that the rooms share. Everything is linear in the input.
///
///     base::is_valid_utf8(bytes);
///     for (base::Utf8Cursor at(text); !at.done(); at.next()) use(at.code_point(), at.offset());
///
/// Thread safety: pure functions.

#include <raven/record.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

/// One decoded code point; `length` is 0 only at the end of the text. Ill-formed input decodes to U+FFFD with
/// the length of the maximal ill-formed part (the Unicode Standard's recommended practice).
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};
/// The same for what is no ASCII, and for the end of the text.
CodePoint decode_utf8_beyond_ascii(std::string_view text, std::size_t at);
inline CodePoint decode_utf8(std::string_view text, std::size_t at) {
  if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    return {static_cast<unsigned char>(text[at]), 1};
  return decode_utf8_beyond_ascii(text, at);
}

bool is_valid_utf8(std::string_view text);

/// Appends `value` as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& text, char32_t value);

/// `text` with every ill-formed part replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

/// Number of code points; ill-formed bytes are counted one by one.
std::size_t count_characters(std::string_view text);

/// Walks over the code points of a text.
class Utf8Cursor {
 public:
  explicit Utf8Cursor(std::string_view text) : text_(text), current_(decode_utf8(text, 0)) {}
  bool done() const { return current_.length == 0; }
  char32_t code_point() const { return current_.value; }
  std::size_t offset() const { return offset_; }
  std::uint32_t length() const { return current_.length; }
  void next() {
    offset_ += current_.length;
    current_ = decode_utf8(text_, offset_);
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  CodePoint current_;
};

/// Turns byte offsets of one text into character offsets: built once in linear time, then each look-up costs
/// at most 64 bytes of counting.
class CharacterIndex {
 public:
  explicit CharacterIndex(std::string_view text);
  std::uint32_t character(TextByte at) const;
  CharacterSpan span(TextSpan span) const { return {character(span.begin), character(span.end)}; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> blocks_;  // characters before each block; empty when the text is ASCII
};

// Unicode properties (by ICU).
bool is_letter_character(char32_t c);
bool is_upper_character(char32_t c);
bool is_lower_character(char32_t c);
bool is_space_character(char32_t c);  ///< White_Space, and U+200B, U+FEFF
bool is_punctuation_character(char32_t c);
char32_t lower_character(char32_t c);
char32_t upper_character(char32_t c);

/// Lower case, character by character (no context rules), the same text for ASCII as ascii.h gives.
std::string lowered_utf8(std::string_view text);

/// Letters without marks, in lower case: "Élysée" -> "elysee", "Đinđić" -> "dindic". For look-ups.
std::string folded(std::string_view text);

}  // namespace raven::base
