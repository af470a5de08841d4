// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Days of the proleptic Gregorian calendar (std::chrono) and their ISO 8601 spelling.
///
///     base::parse_iso_day("2022-12-10T14:03:00+02:00")   // 2022-12-10, the publisher's own day
///     base::iso_day(day)                                 // "2022-12-10"
///
/// Thread safety: pure functions, but `today`, which reads the clock.

#include <raven/record.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace raven::base {

using Day = std::chrono::year_month_day;

/// The day at the beginning of an ISO 8601 date or date and time; nothing if there is none or it does not
/// exist.
std::optional<Day> parse_iso_day(std::string_view text);

/// "2022-12-10"; years are four digits.
std::string iso_day(Day day);

/// A year, month and day if they make a day that exists, with a year from 1 to 9999.
std::optional<Day> make_day(int year, unsigned month, unsigned day);

Day add_days(Day day, int days);
int days_between(Day from, Day to);

/// 0 = Sunday, as std::chrono counts.
unsigned weekday_of(Day day);

/// The system's day in UTC.
Day today();

/// The day a moment names, when it is known at least to the day.
std::optional<Day> day_of(const Moment& moment);

}  // namespace raven::base
