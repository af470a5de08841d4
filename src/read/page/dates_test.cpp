// SPDX-License-Identifier: Apache-2.0
#include "read/page/dates.h"

#include "read/read_test_tables.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

std::string found(std::string_view text, std::string_view language = "en") {
  const std::optional<FoundDate> date = test_tables().dates().find(text, language);
  return date ? date->moment.iso : std::string("none");
}

TEST(Dates, ReadsMachineForms) {
  EXPECT_EQ(machine_moment("2022-12-10").iso, "2022-12-10");
  EXPECT_EQ(machine_moment("2022-12-10T14:03:00+02:00").iso, "2022-12-10T14:03:00+02:00");
  EXPECT_EQ(machine_moment("2022-12-10T14:03:00.123Z").iso, "2022-12-10T14:03:00+00:00");
  EXPECT_EQ(machine_moment("2022-12-10 14:03").iso, "2022-12-10T14:03");
  EXPECT_EQ(machine_moment("20221210").iso, "2022-12-10");
  EXPECT_EQ(machine_moment("20221210T140300-0500").iso, "2022-12-10T14:03:00-05:00");
  EXPECT_EQ(machine_moment("Sat, 10 Dec 2022 14:03:00 GMT").iso, "2022-12-10T14:03:00+00:00");
  EXPECT_EQ(machine_moment("10 Dec 22 14:03 +0100").iso, "2022-12-10T14:03+01:00");
  EXPECT_EQ(machine_moment("1670680980").iso, "2022-12-10T14:03:00+00:00");
  EXPECT_EQ(machine_moment("1670680980000").iso, "2022-12-10T14:03:00+00:00");
  EXPECT_EQ(machine_moment("2022-12").precision, Precision::Month);
  EXPECT_EQ(machine_moment("2022").precision, Precision::Year);
}

TEST(Dates, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(machine_moment("2022-02-30").iso, "");
  EXPECT_EQ(machine_moment("2022-13-01").iso, "");
  EXPECT_EQ(machine_moment("soon").iso, "");
  EXPECT_EQ(machine_moment("").iso, "");
  EXPECT_EQ(found("31 June 2022"), "none");
}

TEST(Dates, ReadsDatesForPeople) {
  EXPECT_EQ(found("December 10, 2022"), "2022-12-10");
  EXPECT_EQ(found("Saturday, December 10th, 2022"), "2022-12-10");
  EXPECT_EQ(found("10 December 2022"), "2022-12-10");
  EXPECT_EQ(found("Dec. 10, 2022 3:05 PM EST"), "2022-12-10T15:05-05:00");
  EXPECT_EQ(found("Updated 10:12 on nothing"), "none");
  EXPECT_EQ(found("10. Dezember 2022, 18:30 Uhr", "de"), "2022-12-10T18:30");
  EXPECT_EQ(found("10 de diciembre de 2022", "es"), "2022-12-10");
  EXPECT_EQ(found("le 10 décembre 2022", "fr"), "2022-12-10");
  EXPECT_EQ(found("10 декабря 2022", "ru"), "2022-12-10");
  EXPECT_EQ(found("2022年12月10日", "zh"), "2022-12-10");
  EXPECT_EQ(found("2022년 12월 10일", "ko"), "2022-12-10");
  EXPECT_EQ(found("December 2022"), "2022-12");
}

TEST(Dates, NeverGuessesADay) {
  EXPECT_EQ(found("03/04/2022", "en"), "2022");        // 3 April or 4 March
  EXPECT_EQ(found("03/04/2022", "fr"), "2022-04-03");  // day first
  EXPECT_EQ(found("12/31/2022", "en"), "2022-12-31");
  EXPECT_EQ(found("04/04/2022", "en"), "2022-04-04");
  EXPECT_EQ(found("10.12.2022", "de"), "2022-12-10");
}

TEST(Dates, TellsWhereTheDateStands) {
  const std::string text = "Published: Saturday, December 10, 2022 at 3:05 pm by Ann";
  const std::optional<FoundDate> date = test_tables().dates().find(text, "en");
  ASSERT_TRUE(date);
  EXPECT_EQ(text.substr(date->begin, date->end - date->begin), "Saturday, December 10, 2022 at 3:05 pm");
}

TEST(Dates, ReadsAddresses) {
  EXPECT_EQ(url_moment("https://courier.example/2022/12/10/talks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/world/2022-12-10-talks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/news-20221210.html").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/2022/12/talks").iso, "2022-12");
  EXPECT_EQ(url_moment("https://courier.example/2022/dec/10/talks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/id/20229999").iso, "");
  EXPECT_EQ(url_moment("https://courier.example").iso, "");
}

TEST(Dates, KnowsWhatIsPlausible) {
  EXPECT_TRUE(is_plausible(machine_moment("2022-12-10"), test_today()));
  EXPECT_TRUE(is_plausible(machine_moment("2026-11-25"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("2026-11-27"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("1970-01-01"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("2027"), test_today()));
}

}  // namespace
}  // namespace raven::read
