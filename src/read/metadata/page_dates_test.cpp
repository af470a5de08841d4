// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_dates.h"

#include "read/metadata/metadata_test_page.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

constexpr std::string_view kHeading = "<h1>Talks resume in Belmar</h1>";

PageFacts page(std::string_view head, std::string_view body, std::string_view url = {},
               std::string_view language = "en") {
  return facts_of("<title>Talks resume in Belmar</title>" + std::string(head),
                  std::string(kHeading) + std::string(body), url, language);
}
std::string stamps(std::string_view published, std::string_view modified = "") {
  return linked(R"({"@type":"NewsArticle","headline":"Talks resume in Belmar","datePublished":")" +
                std::string(published) + R"(","dateModified":")" + std::string(modified) + "\"}");
}

TEST(PageDates, KeepTheOffsetAndTheBasis) {
  const PageFacts facts = page(stamps("2022-12-10T23:30:00-05:00", "2022-12-11T08:00:00-05:00"), "");
  EXPECT_EQ(facts.published.iso, "2022-12-10T23:30:00-05:00");
  EXPECT_EQ(facts.published.basis, "json-ld");
  EXPECT_EQ(facts.published.precision, Precision::Second);
  EXPECT_EQ(facts.modified.iso, "2022-12-11T08:00:00-05:00");
}

TEST(PageDates, MetaElementsOfManyNames) {
  for (const std::string_view name :
       {"article:published_time", "date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "pubdate",
        "citation_publication_date", "w-published-date"})
    EXPECT_EQ(page("<meta name='" + std::string(name) + "' content='2022-12-10'>", "").published.iso,
              "2022-12-10")
        << name;
  EXPECT_EQ(
      page("<meta property=article:modified_time content='2022-12-12'><meta name=date content='2022-12-10'>",
           "")
          .modified.iso,
      "2022-12-12");
}

TEST(PageDates, TheShownDayIsThePublishersOwn) {
  const std::string stamp = stamps("2022-12-11T02:30:00Z", "2022-12-12T02:30:00Z");
  const PageFacts shown = page(stamp, "<p>December 10, 2022</p>");
  EXPECT_EQ(shown.published.iso, "2022-12-10");
  EXPECT_EQ(shown.published.basis, "date line");
  EXPECT_EQ(count_notes(shown, "date_conflict"), 0U);
  EXPECT_EQ(page(stamp, "", "https://courier.example/2022/12/10/talks").published.iso, "2022-12-10");
  // No zone makes the tenth of a time at noon.
  EXPECT_EQ(
      page(stamps("2022-12-11T13:30:00Z", "2022-12-12T02:30:00Z"), "<p>December 10, 2022</p>").published.iso,
      "2022-12-11T13:30:00+00:00");
}

TEST(PageDates, AStampOfTheLastSaveYieldsToTheDateShown) {
  const PageFacts saved =
      page(stamps("2022-12-10T09:00:00Z", "2022-12-10T09:00:00Z"), "<p>August 16, 2021</p>");
  EXPECT_EQ(saved.published.iso, "2021-08-16");
  EXPECT_EQ(count_notes(saved, "date_conflict"), 1U);
  const PageFacts changed =
      page(stamps("2022-12-10T09:00:00Z", "2022-12-14T09:00:00Z"), "<p>August 16, 2021</p>");
  EXPECT_EQ(changed.published.iso, "2022-12-10T09:00:00+00:00");
  const PageFacts labelled =
      page(stamps("2022-12-10T09:00:00Z", "2022-12-14T09:00:00Z"), "<p>Published August 16, 2021</p>");
  EXPECT_EQ(labelled.published.iso, "2021-08-16");
}

TEST(PageDates, PublishedAndUpdatedAreToldApart) {
  const PageFacts two = page("", "<p>Published: Dec 10, 2022 | Updated: Dec 12, 2022</p>");
  EXPECT_EQ(two.published.iso, "2022-12-10");
  EXPECT_EQ(two.modified.iso, "2022-12-12");
  const PageFacts apart = page(
      "",
      "<div>Updated</div><time datetime=2022-12-12>Monday</time><time datetime=2022-12-10>Saturday</time>");
  EXPECT_EQ(apart.published.iso, "2022-12-10");
  EXPECT_EQ(apart.modified.iso, "2022-12-12");
  const PageFacts german =
      page("", "<p>Veröffentlicht am 10.12.2022, aktualisiert am 12.12.2022</p>", {}, "de");
  EXPECT_EQ(german.published.iso, "2022-12-10");
  EXPECT_EQ(german.modified.iso, "2022-12-12");
  const PageFacts only = page("", "<p>Last updated: December 12, 2022</p>");
  EXPECT_EQ(only.published.iso, "2022-12-12");
  EXPECT_EQ(only.published.basis, "modified");
}

TEST(PageDates, NumericDatesAreReadByEvidence) {
  const PageFacts open = page("", "<p>03/04/2022</p>");
  EXPECT_EQ(open.published.iso, "2022");
  EXPECT_EQ(open.published.precision, Precision::Year);
  EXPECT_EQ(count_notes(open, "date_ambiguous"), 1U);
  EXPECT_EQ(page("", "<p>03/04/2022</p>", {}, "en-GB").published.iso, "2022-04-03");
  EXPECT_EQ(page("", "<p>03/04/2022</p>", {}, "fr").published.iso, "2022-04-03");
  EXPECT_EQ(page("", "<p>03/04/2022</p><div>Older: 02/27/2022</div>").published.iso, "2022-03-04");
  EXPECT_EQ(
      page("<meta property=article:modified_time content='2022-04-03T10:00:00+01:00'>", "<p>03/04/2022</p>")
          .published.iso,
      "2022-04-03");
}

TEST(PageDates, ADateInRunningTextIsNone) {
  const PageFacts facts =
      page("", "<p>The treaty of August 16, 2021 was signed by both, and nobody has read it.</p>");
  EXPECT_EQ(facts.published.iso, "");
}

TEST(PageDates, TheFirstDateBelowTheHeadingIsThePages) {
  const PageFacts facts =
      page("", "<p>by Ann Lee · December 10, 2022</p><p>Released: June 17, 2022 by Courier Books</p>");
  EXPECT_EQ(facts.published.iso, "2022-12-10");
  EXPECT_EQ(count_notes(facts, "date_conflict"), 0U);
}

TEST(PageDates, TheAddressHelpsAndContradicts) {
  EXPECT_EQ(page("", "", "https://courier.example/2022/12/10/talks").published.basis, "url");
  EXPECT_EQ(page("", "", "https://courier.example/2022/12/talks").published.iso, "2022-12");
  const auto conflicts = [](std::string_view published, std::string_view url) {
    return count_notes(page(stamps(published, "2026-01-01"), "", url), "date_conflict");
  };
  EXPECT_EQ(conflicts("2022-12-10", "https://courier.example/2021/08/16/talks"), 1U);
  EXPECT_EQ(conflicts("2022-12-10", "https://courier.example/2022/12/09/talks"), 0U);
  EXPECT_EQ(conflicts("2022-12-10", "https://courier.example/2021/08/talks"), 1U);
  EXPECT_EQ(conflicts("2022-12-01", "https://courier.example/2022/11/talks"), 0U);
}

TEST(PageDates, ADatelineOfAnotherTimeIsTold) {
  const std::string line =
      "<p>KABUL, 16 August 2021 (Reuters) - Fighters took the palace in the capital after the president had "
      "left, and people ran to the airport to find a way out of the country.</p>";
  EXPECT_EQ(count_notes(page(stamps("2022-12-10", "2022-12-11"), line), "date_conflict"), 1U);
  EXPECT_EQ(count_notes(page(stamps("2021-08-16", "2022-12-11"), line), "date_conflict"), 0U);
  const std::string yearless =
      "<p>KABUL, Dec 31 (Reuters) - Fighters took the palace in the capital after the president had left, "
      "and people ran to the airport to find a way out of the country.</p>";
  EXPECT_EQ(count_notes(page(stamps("2022-12-10", "2022-12-11"), yearless), "date_conflict"), 1U);
  EXPECT_EQ(count_notes(page(stamps("2022-01-01", "2022-12-11"), yearless), "date_conflict"), 0U);
}

TEST(PageDates, AnAsideHoldsTheDayWhereNothingElseDoes) {
  const auto aside = [](std::string_view dates) {
    return "<aside><div>" + std::string(dates) + "</div></aside><h1>Belmar expels six diplomats</h1>";
  };
  EXPECT_EQ(page("", aside("<p class=date>May 25, 2022</p>")).published.iso, "2022-05-25");
  // Rows of dates are those of other pages, but for one behind a label.
  EXPECT_EQ(page("", aside("<p class=date>May 25, 2022</p><p class=date>May 27, 2022</p>")).published.iso,
            "");
  EXPECT_EQ(page("", aside("<p class=date>May 25, 2022</p><p class=date>Published: May 27, 2022</p>"))
                .published.iso,
            "2022-05-27");
}

TEST(PageDates, AreWithinBounds) {
  EXPECT_EQ(page("<meta name=date content='1970-01-01'>", "").published.iso, "");
  EXPECT_EQ(page("<meta name=date content='2031-01-01'>", "").published.iso, "");
}

TEST(PageDates, LinesOfManyLanguages) {
  const std::vector<std::tuple<std::string_view, std::string_view>> lines = {
      {"fa", "شنبه ۱۹ آذر ۱۴۰۱ - ۱۴:۰۳"},   {"ar", "نشر في: ١٠ ديسمبر ٢٠٢٢"},
      {"th", "10 ธันวาคม 2565 14:03 น."},    {"ja", "2022年12月10日 14時03分"},
      {"zh", "发布时间：2022-12-10 14:03"}, {"ko", "입력 2022.12.10. 14:03"},
      {"hi", "प्रकाशित: 10 दिसंबर 2022"},     {"ru", "Опубликовано 10 декабря 2022, 14:03"},
      {"pl", "Opublikowano: 10.12.2022"},   {"el", "Δημοσιεύτηκε: 10 Δεκεμβρίου 2022"}};
  for (const auto& [language, line] : lines)
    EXPECT_EQ(page("", "<div>" + std::string(line) + "</div>", {}, language).published.iso.substr(0, 10),
              "2022-12-10")
        << line;
}

}  // namespace
}  // namespace raven::read
