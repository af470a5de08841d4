// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Which place on earth a name means.
///
///     find_places(directory, article, atoms, sentences, findings, analysis);    // fills analysis.places
///
/// Rules, in order:
///  1. A state's or region's name is that state or region.
///  2. "Paris, Texas", "Tripoli, Lebanon": the country or region named after the comma decides ("clause").
///  3. One candidate: that ("only candidate").
///  4. Among several: those in countries that the article names go before others ("country of the article"),
///  a
///     capital of a state before other towns of its name, then the most populous ("most populous").
///  5. A town without a word of place before it ("in", "near", "from", …) and without support by 2 or 4 is
///  told
///     only from 300,000 inhabitants, since many small towns bear the names of people and things; as the
///     first word of a sentence that is not tagged as a name, from a million.
///  6. A word of no table after "in", "at", "near" is a place as written, without country ("as written").
///  7. The place of the dateline has the basis "dateline".
/// `sure` is low where population alone decided.

#include "resolve/directory.h"
#include "resolve/names.h"

#include <raven/record.h>

#include <span>
#include <utility>

namespace raven::resolve {

void find_places(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                 std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                 const NameFindings& findings, Analysis& analysis);

}  // namespace raven::resolve
