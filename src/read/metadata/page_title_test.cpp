// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_title.h"

#include "read/metadata/metadata_test_page.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

constexpr std::string_view kUrl = "https://www.harborcourier.example/world/talks";

std::string title(std::string_view head, std::string_view body = "", std::string_view url = kUrl) {
  return facts_of(head, body, url).title;
}

TEST(PageTitle, LosesTheSiteInAnySeparator) {
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", "｜"})
    EXPECT_EQ(title("<title>Talks resume in Belmar" + std::string(mark) + "Harbor Courier</title>"),
              "Talks resume in Belmar")
        << mark;
  EXPECT_EQ(title("<title>Harbor Courier: Talks resume</title>"), "Harbor Courier: Talks resume");
  EXPECT_EQ(title("<title>Harbor Courier | Talks resume in Belmar</title>"), "Talks resume in Belmar");
  EXPECT_EQ(title("<title>Talks - Belmar - Harbor Courier</title>"), "Talks - Belmar");
  EXPECT_EQ(title("<meta property=og:site_name content='港口日报'><title>贝尔马谈判重启_港口日报</title>"),
            "贝尔马谈判重启");
}

TEST(PageTitle, LosesSectionsPageNumbersAndBylines) {
  EXPECT_EQ(title("<meta property=article:section content=Shipping>"
                  "<title>Talks resume in Belmar - Shipping - Harbor Courier</title>"),
            "Talks resume in Belmar");
  EXPECT_EQ(title("<title>Talks resume in Belmar - World News - Harbor Courier</title>"),
            "Talks resume in Belmar");
  EXPECT_EQ(title("<title>Talks resume in Belmar - Page 2 - Harbor Courier</title>"),
            "Talks resume in Belmar");
  EXPECT_EQ(title("<title>Gespräche gehen weiter – Seite 3 von 4</title>"), "Gespräche gehen weiter");
  EXPECT_EQ(title("<title>Talks resume in Belmar | By Ann Lee</title>"), "Talks resume in Belmar");
  EXPECT_EQ(title("<title>Talks resume in Belmar - Page of history</title>"),
            "Talks resume in Belmar - Page of history");
}

TEST(PageTitle, IsTheHeadingThatTheHeadRepeats) {
  EXPECT_EQ(title("<title>Talks resume in Belmar | Harbor Courier</title>",
                  "<h1>Harbor Courier</h1><h1>Talks resume in Belmar</h1>"),
            "Talks resume in Belmar");
  EXPECT_EQ(title("<meta property=og:title content='Belmar: talks resume after a year'>", "<h1>World</h1>"),
            "Belmar: talks resume after a year");
  EXPECT_EQ(title("<title>Talks resume – Harbor Courier</title>", "<h1>Talks resume – Harbor Courier</h1>"),
            "Talks resume");
}

TEST(PageTitle, IsCompletedWhereItWasCut) {
  EXPECT_EQ(
      title(
          "<meta property=og:title content='Talks resume in the capital of…'>" +
          linked("{\"@type\":\"NewsArticle\",\"headline\":\"Talks resume in the capital of Belmar today\"}")),
      "Talks resume in the capital of Belmar today");
}

TEST(PageTitle, LosesFlagsThatNoOtherTitleHas) {
  EXPECT_EQ(title("<meta property=og:title content='Talks resume in Belmar'>",
                  "<h1>BREAKING NEWS: Talks resume in Belmar</h1>"),
            "Talks resume in Belmar");
  EXPECT_EQ(title("<meta property=og:title content='Watch: Talks resume in Belmar'>",
                  "<h1>Watch: Talks resume in Belmar</h1>"),
            "Watch: Talks resume in Belmar");
  EXPECT_EQ(title("<meta property=og:title content='Talks resume in Belmar'>",
                  "<h1>Talks resume in Belmar (VIDEO)</h1>"),
            "Talks resume in Belmar");
}

TEST(PageTitle, ResolvesEntitiesThatWereEscapedTwice) {
  EXPECT_EQ(title("<meta property=og:title content='Lee &amp;amp; Ek&amp;#8217;s talks &amp;ndash; again'>"),
            "Lee & Ek’s talks – again");
}

TEST(PageTitle, TheSiteIsNamedByTheHeadOrTheHost) {
  EXPECT_EQ(facts_of("<meta property=og:site_name content='Harbor Courier'>", "").site, "Harbor Courier");
  EXPECT_EQ(facts_of("<title>Talks resume | Harbor Courier</title>", "", kUrl).site, "Harbor Courier");
  EXPECT_EQ(facts_of(linked("{\"@type\":\"WebSite\",\"name\":\"Harbor Courier\"}"), "").site,
            "Harbor Courier");
  const PageFacts facts =
      facts_of("<meta property=og:site_name content='Harbor Courier - Ports since 1901'>", "");
  EXPECT_EQ(facts.site, "Harbor Courier");
  EXPECT_EQ(facts.slogan, "Ports since 1901");
}

TEST(PageTitle, HostsOfAddresses) {
  EXPECT_EQ(host_of("https://www.Courier.example:8080/a"), "courier.example");
  EXPECT_EQ(host_of("/a/b"), "");
}

}  // namespace
}  // namespace raven::read
