// SPDX-License-Identifier: Apache-2.0
#include "read/page/dates.h"

#include "read/read_test_tables.h"

#include <utility>
#include <vector>

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

TEST(Dates, ReadsTheLanguagesOfTheNews) {
  const std::vector<std::pair<std::string_view, std::string_view>> lines = {
      {"en", "Saturday, 10 December 2022"},
      {"de", "Samstag, 10. Dezember 2022"},
      {"fr", "samedi 10 décembre 2022"},
      {"es", "sábado, 10 de diciembre de 2022"},
      {"pt", "10 de dezembro de 2022"},
      {"it", "10 dicembre 2022"},
      {"nl", "10 december 2022"},
      {"sv", "10 december 2022"},
      {"da", "10. december 2022"},
      {"no", "10. desember 2022"},
      {"fi", "10. joulukuuta 2022"},
      {"et", "10. detsember 2022"},
      {"lv", "2022. gada 10. decembris"},
      {"lt", "2022 m. gruodžio 10 d."},
      {"pl", "10 grudnia 2022"},
      {"cs", "10. prosince 2022"},
      {"sk", "10. decembra 2022"},
      {"sl", "10. decembra 2022"},
      {"hu", "2022. december 10."},
      {"ro", "10 decembrie 2022"},
      {"bg", "10 декември 2022"},
      {"ru", "10 декабря 2022 г."},
      {"uk", "10 грудня 2022"},
      {"be", "10 снежня 2022"},
      {"sr", "10. децембар 2022."},
      {"hr", "10. prosinca 2022."},
      {"mk", "10 декември 2022"},
      {"sq", "10 dhjetor 2022"},
      {"el", "10 Δεκεμβρίου 2022"},
      {"tr", "10 Aralık 2022"},
      {"az", "10 dekabr 2022"},
      {"kk", "2022 жылғы 10 желтоқсан"},
      {"ka", "10 დეკემბერი 2022"},
      {"hy", "10 դեկտեմբերի 2022"},
      {"ar", "10 ديسمبر 2022"},
      {"ar", "١٠ ديسمبر ٢٠٢٢"},
      {"ar", "10 كانون الأول/ديسمبر 2022"},
      {"he", "10 בדצמבר 2022"},
      {"fa", "۱۰ دسامبر ۲۰۲۲"},
      {"fa", "شنبه ۱۹ آذر ۱۴۰۱"},
      {"fa", "۱۴۰۱/۰۹/۱۹"},
      {"ur", "10 دسمبر 2022"},
      {"hi", "10 दिसंबर 2022"},
      {"hi", "१० दिसंबर २०२२"},
      {"mr", "१० डिसेंबर २०२२"},
      {"bn", "১০ ডিসেম্বর ২০২২"},
      {"ta", "10 டிசம்பர் 2022"},
      {"te", "10 డిసెంబర్ 2022"},
      {"th", "10 ธันวาคม 2565"},
      {"th", "10 ธ.ค. 2565"},
      {"th", "๑๐ ธันวาคม พ.ศ. ๒๕๖๕"},
      {"vi", "10 tháng 12, 2022"},
      {"vi", "ngày 10/12/2022"},
      {"id", "10 Desember 2022"},
      {"ms", "10 Disember 2022"},
      {"tl", "Disyembre 10, 2022"},
      {"sw", "10 Desemba 2022"},
      {"zh", "2022年12月10日"},
      {"zh", "民國111年12月10日"},
      {"ja", "令和4年12月10日"},
      {"ja", "2022年12月10日(土)"},
      {"ko", "2022. 12. 10."},
      {"ca", "10 de desembre de 2022"},
      {"eu", "2022ko abenduaren 10a"},
      {"gl", "10 de decembro de 2022"},
      {"is", "10. desember 2022"},
      {"af", "10 Desember 2022"},
  };
  for (const auto& [language, line] : lines)
    EXPECT_EQ(found(line, language), "2022-12-10") << language << " " << line;
}

TEST(Dates, OtherCalendarsYieldToAGregorianDateBesideThem) {
  EXPECT_EQ(found("السبت 16 جمادى الأولى 1444 هـ - 10 ديسمبر 2022", "ar"), "2022-12-10");
  EXPECT_EQ(found("16 جمادى الأولى 1444", "ar"), "2022-12");  // the day hangs on the moon
  EXPECT_EQ(found("平成31年4月30日", "ja"), "2019-04-30");
  EXPECT_EQ(found("令和元年5月1日", "ja"), "2019-05-01");
  EXPECT_EQ(found("10/12/2565", "th"), "2022-12-10");
  EXPECT_EQ(found("10 December 2565", "en"), "none");
}

TEST(Dates, TellsBothReadingsOfANumericDate) {
  const std::optional<FoundDate> date = test_tables().dates().find("03/04/2022", "en");
  ASSERT_TRUE(date);
  EXPECT_EQ(date->day_first.iso, "2022-04-03");
  EXPECT_EQ(date->month_first.iso, "2022-03-04");
  const auto ordered = [](DateOrder order) {
    return test_tables().dates().find("03/04/2022", "en", order)->moment.iso;
  };
  EXPECT_EQ(ordered(DateOrder::DayFirst), "2022-04-03");
  EXPECT_EQ(ordered(DateOrder::MonthFirst), "2022-03-04");
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
  EXPECT_EQ(url_moment("https://courier.example/2022/december/10/talks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/202212/10/talks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/2022-12/10/content_1.htm").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example%2Fa%2F2022-12-10%2Btalks").iso, "2022-12-10");
  EXPECT_EQ(url_moment("https://courier.example/id/2022121012345").iso, "");
  EXPECT_EQ(url_moment("https://courier.example/id/20229999").iso, "");
  EXPECT_EQ(url_moment("https://courier.example").iso, "");
}

TEST(Dates, KnowsWhatIsPlausible) {
  EXPECT_TRUE(is_plausible(machine_moment("2022-12-10"), test_today()));
  EXPECT_TRUE(is_plausible(machine_moment("2026-11-25"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("2026-11-27"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("1970-01-01"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("1994-12-31"), test_today()));
  EXPECT_FALSE(is_plausible(machine_moment("2027"), test_today()));
}

}  // namespace
}  // namespace raven::read
