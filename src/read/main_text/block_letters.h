// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the bytes of a block tell: its letters, digits and marks, its runs of three words, and whether it
/// ends as a sentence does.
///
///     const Letters letters = letters_of("He said: 3 times");  // letters.digits == 1, letters.upper == 1
///
/// Linear in the text. Thread safety: pure.

#include "base/ascii.h"

#include <cstdint>
#include <string_view>

namespace raven::read {

/// What one walk over a block's bytes tells.
struct Letters {
  std::uint32_t upper = 0, lower = 0, other = 0, digits = 0, commas = 0, code = 0;
  bool quotes = false, at = false, address = false, copyright = false, bar = false;
  bool starts_lower = false, starts_letter = false;
};
/// Of UTF-8 text; `other` counts the letters that are not of ASCII.
Letters letters_of(std::string_view text);

/// Hashes of runs of three words, letters and digits alone, ASCII in lower case.
template <class Use>
void for_each_triple(std::string_view text, const Use& use) {
  std::uint64_t one = 0, two = 0, word = 0;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80) {
      word = (word ^ static_cast<unsigned char>(base::to_lower(c))) * 0x100000001B3ULL + 1;
    } else if (word != 0) {
      ++count;
      if (count >= 3) use((one * 31 + two) * 0x9E3779B97F4A7C15ULL + word);
      one = two;
      two = word;
      word = 0;
    }
  }
}

}  // namespace raven::read
