// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the tables know of a name, asked without an article.
///
///     actors_named(directory, "Mohammad bin Salman", std::nullopt);   // Mohammed bin Salman, as a variant
///     actors_named(directory, "Moscow", day);            // Russia, "capital as government"
///     places_named(directory, "Tripoli");                // of Libya, of Lebanon, of Greece
///
/// Parties, in order: the state, the organisation, the people of the state or the state by its adjective, the
/// state by its seat of government, the persons of the name, the state by its capital, the persons with the
/// last name, agents. Only if all of these are empty, persons whose last name is a variant (variants.h) and
/// whose given names do not contradict, the nearest spelling first. States that were not there on the day are
/// left out, unless nothing else is there.
/// Places, in order: the state; then a region and the cities, the city first only from `kLargeCity`
/// inhabitants; cities by `prior_of`.
/// An article changes this order by what else it names: people.h, places.h.
/// Thread safety: pure. Time: the length of the name, for variants times the number of people.

#include "resolve/directory.h"

#include <raven/record.h>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace raven::resolve {

/// The day says which offices and states count; without one the latest office does, and the states of today.
std::vector<ActorMeaning> actors_named(const Directory& directory, std::string_view name,
                                       std::optional<std::chrono::year_month_day> day);

std::vector<PlaceMeaning> places_named(const Directory& directory, std::string_view name);

}  // namespace raven::resolve
