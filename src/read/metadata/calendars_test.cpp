// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/calendars.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

std::string iso(const std::optional<base::Day>& day) {
  return day ? base::iso_day(*day) : "none";
}

TEST(Calendars, SolarHijriDays) {
  EXPECT_EQ(iso(solar_hijri_day(1401, 9, 19)), "2022-12-10");
  EXPECT_EQ(iso(solar_hijri_day(1400, 1, 1)), "2021-03-21");
  EXPECT_EQ(iso(solar_hijri_day(1403, 12, 30)), "2025-03-20");  // a leap year
  EXPECT_EQ(iso(solar_hijri_day(1402, 12, 30)), "none");
  EXPECT_EQ(iso(solar_hijri_day(1357, 11, 22)), "1979-02-11");
  EXPECT_EQ(iso(solar_hijri_day(2022, 1, 1)), "none");
}

TEST(Calendars, HijriDaysWithinTwo) {
  const std::optional<base::Day> day = hijri_day_about(1444, 5, 16);
  ASSERT_TRUE(day);
  EXPECT_LE(std::abs(base::days_between(*day, *base::make_day(2022, 12, 10))), 2);
  const std::optional<base::Day> fast = hijri_day_about(1445, 9, 1);
  ASSERT_TRUE(fast);
  EXPECT_LE(std::abs(base::days_between(*fast, *base::make_day(2024, 3, 11))), 2);
  EXPECT_FALSE(hijri_day_about(1444, 13, 1));
}

TEST(Calendars, BuddhistYears) {
  EXPECT_EQ(buddhist_year(2565), 2022);
  EXPECT_FALSE(buddhist_year(2022));
}

}  // namespace
}  // namespace raven::read
