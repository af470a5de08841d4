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

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace raven::resolve {

/// The city that the capital's entry in a list of `Directory::names` stands for; kNone if the list has none.
std::uint32_t capital_named(const Directory& directory, std::uint32_t list);

/// Whether that city is meant by another spelling of its name ("Washington"): not where a town of the same
/// state that is half as large bears it, as Lagos, which was a capital and is a town.
bool seat_is_meant(const Directory& directory, std::uint32_t list, std::uint32_t capital);

/// How much speaks for a city before the article is looked at: half the logarithm of its population to the
/// base of ten, one more for a capital. A region goes before cities under `kLargeCity` inhabitants.
double prior_of(const CityRow& city, bool is_capital);
constexpr std::uint32_t kLargeCity = 300000;

/// "region", or "point" for a base or camp.
std::string_view precision_of(const PlaceRow& place);

void find_places(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                 std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                 const NameFindings& findings, Analysis& analysis);

}  // namespace raven::resolve
