// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Bytes as ASCII, whatever the locale: classes, case, trimming, splitting. Bytes above 0x7F are letters of
/// nothing and stay as they are, so all of it is safe on UTF-8. For Unicode's idea of case see utf8.h.
///
///     base::trim("  a b\n")                     // "a b"
///     base::split("x|y|z", '|')                  // {"x", "y", "z"}
///     base::starts_with_ignoring_case("Read More: …", "read more")   // true

#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_alphanumeric(char c) {
  return is_letter(c) || is_digit(c);
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 32) : c;
}

std::string lowered(std::string_view text);
std::string_view trim(std::string_view text);

/// The pieces between separators; an empty text is one empty piece. Views into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The words between white space; none for an empty text. Views into `text`.
std::vector<std::string_view> split_words(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool ends_with_ignoring_case(std::string_view text, std::string_view suffix);

/// Where `needle` first stands in `text`, from `from` on, ignoring case; npos if nowhere.
std::size_t find_ignoring_case(std::string_view text, std::string_view needle, std::size_t from = 0);

/// `text` with every run of white space made one blank, none at the ends.
std::string collapse_space(std::string_view text);

}  // namespace raven::base
