// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Numbers as news writes them: "15,000", "2.5 million", "twenty-four", "a hundred", "dozens", "hundreds of
/// thousands". English digit grouping: a comma before three digits groups, a point is decimal.
///
///     read_number(atoms, i, end, article.text)    // {low, high, one past the last atom}
///
/// Linear: at most a few atoms are looked at from each place.

#include "resolve/atoms.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace raven::resolve {

/// What a number word does; kept in the vocabulary's value as kind * 1000 + small value.
enum class NumberKind : std::uint8_t { Unit = 1, Tens = 2, Scale = 3, Vague = 4 };

void add_number_words(Vocabulary& words);

struct ReadNumber {
  double low = 0;
  std::optional<double> high;  ///< only for vague numbers ("dozens": 24 to 99)
  std::uint32_t end = 0;       ///< one past its last atom
  bool vague = false;
  bool has_digits = false;
};

/// The number that begins at `from`; nothing if none does. Values above 1e15 are not believed.
std::optional<ReadNumber> read_number(std::span<const Atom> atoms, std::uint32_t from, std::uint32_t end,
                                      std::string_view text, const Vocabulary& words);

/// The value of digits with grouping commas and a decimal point; nothing for anything else.
std::optional<double> parse_digits(std::string_view text);

}  // namespace raven::resolve
