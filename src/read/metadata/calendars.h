// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Days of the calendars that news pages use beside the Gregorian one, as Gregorian days.
///
///     solar_hijri_day(1401, 9, 19)   // 2022-12-10
///     buddhist_year(2565)            // 2022
///
/// Sources: the Solar Hijri calendar by its 33-year cycle of leap years, which agrees with the official one
/// from 1343 to 1472 (1964 to 2093); Thai years since 1941 are 543 ahead of the Gregorian ones. The lunar
/// Hijri calendar is begun by sight of the moon, so its day is known to about two days only; the arithmetical
/// calendar ("civil" in Unicode CLDR) is used for the month. Pure functions.

#include "base/calendar.h"

#include <optional>

namespace raven::read {

/// A day of the Solar Hijri calendar (Iran, Afghanistan), years 1343 to 1472; nothing if it does not exist.
std::optional<base::Day> solar_hijri_day(int year, int month, int day);

/// The day of the arithmetical lunar Hijri calendar, years 1300 to 1500; the day by sight may be two off.
std::optional<base::Day> hijri_day_about(int year, int month, int day);

/// The Gregorian year of a Thai year (2484 and later); nothing for other numbers.
std::optional<int> buddhist_year(int year);

}  // namespace raven::read
