// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Dates in forms made for machines (ISO 8601, RFC 5322, seconds since 1970, addresses), and the making of
/// moments of a stated precision. No day is ever guessed: what a date leaves open stays open.
///
///     machine_moment("Sat, 10 Dec 2022 14:03:00 GMT").iso   // "2022-12-10T14:03:00+00:00"
///     url_moment("https://courier.example/2022/12/10/a").iso  // "2022-12-10"
///
/// Pure functions. A moment that could not be made is unknown: its `iso` is empty.

#include "base/calendar.h"

#include <raven/record.h>

#include <optional>
#include <string>
#include <string_view>

namespace raven::read {

/// A time of day with an optional distance from UTC in minutes; `hour` is -1 where there is none.
struct Clock {
  int hour = -1, minute = 0, second = -1;
  std::optional<int> zone;
};

/// Moments of a precision; unknown if the day, month or year does not exist. Years 1 to 9999.
Moment day_moment(int year, int month, int day, const Clock& clock = {});
Moment month_moment(int year, int month);
Moment year_moment(int year);

/// A date in a form made for machines; an unknown moment if it is none of them. `basis` is left empty.
Moment machine_moment(std::string_view text);

/// The date in the path of an address: "/2022/12/10/", "/2022-12-10-", "/202212/10/", "/20221210"; the month
/// alone: "/2022/12/". Percent-encoded slashes and hyphens are read as such.
Moment url_moment(std::string_view url);

/// Whether a page can have been published then: from 1995, when papers first went online, to the day after
/// `today`.
bool is_plausible(const Moment& moment, base::Day today);

/// Whether `a` says the same day as `b`, as far as both are known.
bool same_day(const Moment& a, const Moment& b);

/// The UTC distance of a zone's name in minutes ("EST", "MESZ"). Names that mean several zones in the world
/// are left out.
std::optional<int> zone_named(std::string_view name);

/// "+02:00", "-0500", "+02", "Z" at `at`; moves `at` past it.
std::optional<int> zone_at(std::string_view text, std::size_t& at);

/// "14:03", "14:03:22.123" at `at`; moves `at` past it and fills `clock` if there is one.
bool clock_at(std::string_view text, std::size_t& at, Clock& clock);

}  // namespace raven::read
