// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/calendars.h"

namespace raven::read {
namespace {

bool is_solar_leap(int year) {
  const int place = year % 33;
  return place == 1 || place == 5 || place == 9 || place == 13 || place == 17 || place == 22 || place == 26 ||
         place == 30;
}

}  // namespace

std::optional<base::Day> solar_hijri_day(int year, int month, int day) {
  if (year < 1343 || year > 1472 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const int length = month <= 6 ? 31 : month <= 11 || is_solar_leap(year) ? 30 : 29;
  if (day > length) return std::nullopt;
  // 1 Farvardin 1400 was 21 March 2021.
  const base::Day anchor = *base::make_day(2021, 3, 21);
  int days = 0;
  for (int y = 1400; y < year; ++y) days += is_solar_leap(y) ? 366 : 365;
  for (int y = year; y < 1400; ++y) days -= is_solar_leap(y) ? 366 : 365;
  days += month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  return base::add_days(anchor, days + day - 1);
}

std::optional<base::Day> hijri_day_about(int year, int month, int day) {
  if (year < 1300 || year > 1500 || month < 1 || month > 12 || day < 1 || day > 30) return std::nullopt;
  // 1 Muharram 1400 was 21 November 1979; 11 of 30 years have a day more, the odd months 30 days.
  const auto days_before = [](int y) { return 354 * (y - 1) + (3 + 11 * y) / 30; };
  const base::Day anchor = *base::make_day(1979, 11, 21);
  const int days = days_before(year) - days_before(1400) + 29 * (month - 1) + month / 2 + day - 1;
  return base::add_days(anchor, days);
}

std::optional<int> buddhist_year(int year) {
  if (year < 2484 || year > 2742) return std::nullopt;
  return year - 543;
}

}  // namespace raven::read
