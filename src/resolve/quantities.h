// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Numbers that count something.
///
///     find_quantities(article, atoms, sentences, words, analysis);    // fills analysis.quantities
///
/// `what` is told by the nearest word of harm in the clause, then by the noun: killed, wounded, arrested,
/// detained, displaced, abducted, missing, expelled, released, troops, money, distance, percent, weapons, and
/// "count" for any other noun. `text` is the number with what qualifies it ("more than 15,000", "up to $2.5
/// billion"); `of` is the noun phrase counted, as written. Ends: "about N": low = N, no high. "at least",
/// "more than", "over" N: low = N, no high. "up to", "fewer than" N: high = N, no low. "between A and B", "A
/// to B", "A-B": both. A plain number: low = N, no high (it is exact). Vague words: dozens 24 to 99, scores
/// 40 to 99, hundreds 200 to 999, thousands 2,000 to 9,999, and so on. Numbers that are dates, ages
/// ("34-year-old", "aged 34"), scores or parts of names are left out.

#include "resolve/atoms.h"

#include <raven/record.h>

#include <cstdint>
#include <span>
#include <utility>

namespace raven::resolve {

/// `analysis.dates` must be there: numbers inside dates are no quantities.
void find_quantities(const Article& article, std::span<const Atom> atoms,
                     std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                     const Vocabulary& words, Analysis& analysis);

}  // namespace raven::resolve
