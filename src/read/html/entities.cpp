// SPDX-License-Identifier: Apache-2.0
#include "read/html/entities.h"

#include <array>
#include <cstddef>
#include <iterator>

namespace raven::read::html {
namespace {

struct EntityRow {
  std::uint16_t offset;
  std::uint8_t size;
  std::uint32_t first;
  std::uint16_t second;
};

#include "read/html/entities.inc"

constexpr std::size_t kEntityCount = std::size(kEntityRows);

std::string_view name_of(std::size_t row) {
  return {kEntityNames + kEntityRows[row].offset, kEntityRows[row].size};
}

constexpr std::array<std::uint16_t, 32> kWindows1252Upper = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hexadecimal_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

CharacterReference read_number(std::string_view input) {
  std::size_t at = 2;
  const bool hexadecimal = at < input.size() && (input[at] == 'x' || input[at] == 'X');
  if (hexadecimal) ++at;
  const std::size_t digits = at;
  std::uint32_t value = 0;
  while (at < input.size()) {
    const int digit = hexadecimal_value(input[at]);
    if (digit < 0 || (!hexadecimal && digit > 9)) break;
    // Held just above the last code point, so that any number of digits cannot overflow.
    if (value <= 0x10FFFF) {
      value = value * (hexadecimal ? 16U : 10U) + static_cast<std::uint32_t>(digit);
    }
    ++at;
  }
  if (at == digits) return {};
  if (at < input.size() && input[at] == ';') ++at;
  char32_t character = value;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    character = 0xFFFD;
  } else if (value >= 0x80 && value <= 0x9F) {
    character = windows_1252_character(static_cast<unsigned char>(value));
  }
  return {static_cast<std::uint32_t>(at), character, 0};
}

}  // namespace

char32_t windows_1252_character(unsigned char byte) {
  if (byte >= 0x80 && byte <= 0x9F) return kWindows1252Upper[byte - 0x80U];
  return byte;
}

CharacterReference read_character_reference(std::string_view input, ReferencePlace place) {
  if (input.size() < 2) return {};
  if (input[1] == '#') return read_number(input);
  // The rows are sorted; each further byte narrows the range of rows that begin with what was read so far. A
  // row that ends where we are is always the first of its range.
  std::size_t low = 0;
  std::size_t high = kEntityCount;
  std::size_t matched = kEntityCount;
  for (std::size_t depth = 0; low < high; ++depth) {
    if (depth > 0 && name_of(low).size() == depth) {
      matched = low;
      ++low;
    }
    if (depth + 1 >= input.size()) break;
    const char wanted = input[depth + 1];
    if (!is_alphanumeric(wanted) && wanted != ';') break;
    const auto first_row = [&](std::size_t from, std::size_t to, char bound) {
      while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (name_of(middle)[depth] < bound) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    };
    low = first_row(low, high, wanted);
    high = first_row(low, high, static_cast<char>(wanted + 1));
  }
  if (matched == kEntityCount) return {};
  const EntityRow& row = kEntityRows[matched];
  const std::size_t size = std::size_t{row.size} + 1;
  if (place == ReferencePlace::AttributeValue && input[size - 1] != ';' && size < input.size() &&
      (input[size] == '=' || is_alphanumeric(input[size]))) {
    return {};
  }
  return {static_cast<std::uint32_t>(size), row.first, row.second};
}

}  // namespace raven::read::html
