// SPDX-License-Identifier: Apache-2.0
#include "read/page/page_kind.h"

#include "read/read_test_tables.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

Article read_page(const std::string& html, const std::string& uri = "https://kelm.example/x/4711") {
  return test_reader().read(html, {.uri = uri, .media_type = "text/html"}).article;
}

Article read_text(const std::string& text) {
  return test_reader().read(text, {.uri = "dump.txt", .media_type = "text/plain"}).article;
}

bool has_note(const Article& article, std::string_view code) {
  for (const Note& note : article.notes)
    if (note.code == code) return true;
  return false;
}

const std::string kReport =
    "<p>The harbour council of Kelm voted on Tuesday to close the northern pier for repairs, a decision that "
    "will keep forty boats ashore until the autumn, its chair said after the meeting.</p>"
    "<p>Skippers who had come to protest said that they would ask a court to stop the closure, and that the "
    "council had promised them another berth in the spring of last year.</p>";

TEST(PageKind, AReportIsAnArticle) {
  EXPECT_EQ(read_page("<title>Pier to close</title><h1>Pier to close</h1>" + kReport).kind, "article");
  EXPECT_EQ(read_page("<meta property=og:type content=article><title>Search for survivors ends</title>"
                      "<h1>Search for survivors ends</h1>" +
                      kReport)
                .kind,
            "article");
}

TEST(PageKind, AReportAboutAnErrorIsAnArticle) {
  const std::string longer =
      kReport +
      "<p>Reporters of three papers were turned away at the door, where a guard showed them a list of names "
      "on "
      "which none of theirs stood, though two of them had been invited by the clerk in writing.</p>"
      "<p>The chair said later that the room was too small for guests, and that minutes would be sent to all "
      "who had asked for them in time.</p>";
  EXPECT_EQ(
      read_page("<title>Access denied: reporters kept out of the hall</title><h1>Access denied</h1>" + longer)
          .kind,
      "article");
}

TEST(PageKind, ErrorPagesInSeveralLanguages) {
  for (const char* words :
       {"Page not found", "Seite nicht gefunden", "Page introuvable", "Página no encontrada",
        "Страница не найдена", "Sayfa bulunamadı", "ページが見つかりません", "الصفحة غير موجودة"}) {
    const Article page =
        read_page(std::string("<meta charset=utf-8><title>") + words + "</title><p>" + words + ".</p>");
    EXPECT_EQ(page.kind, "error_page") << words;
    EXPECT_TRUE(has_note(page, "page_kind"));
  }
}

TEST(PageKind, ShopsForumsManuals) {
  EXPECT_EQ(read_page("<title>Oak table</title><body class='single-product'><h1>Oak table</h1><p>A table of "
                      "solid oak for six, with a drawer at each end and brass feet.</p><button>Add to cart"
                      "</button>")
                .kind,
            "product");
  EXPECT_EQ(
      read_page("<script type='application/ld+json'>{\"@graph\": [{\"@type\": [\"DiscussionForumPosting\"]}]}"
                "</script><title>Which rope for the mast?</title>" +
                kReport)
          .kind,
      "forum");
  EXPECT_EQ(read_page("<meta name=generator content='Docusaurus v3'><title>Install</title>" + kReport).kind,
            "documentation");
  std::string goods;
  for (int i = 0; i < 14; ++i)
    goods += "<div><h3><a href=/g/" + std::to_string(i) + ">Oak chair number " + std::to_string(i) +
             "</a></h3><span class=price>€ 4" + std::to_string(i) + "</span></div>";
  EXPECT_EQ(read_page("<title>Chairs</title><h1>Chairs</h1>" + goods).kind, "listing");
}

TEST(PageKind, ATypeDeepInTheDataSaysNothing) {
  EXPECT_EQ(
      read_page(
          "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"about\": {\"@type\": \"Thing\","
          "\"offers\": {\"@type\": \"Product\", \"x\": {\"@type\": \"ProductGroup\"}}}}</script>"
          "<title>Pier to close</title>" +
          kReport)
          .kind,
      "article");
}

TEST(PageKind, DoorsAndWalls) {
  EXPECT_EQ(read_page("<title>Log in</title><h1>Log in</h1><form><input type=password></form><p>Welcome back "
                      "to the Courier.</p>")
                .kind,
            "login");
  EXPECT_EQ(read_page("<title>The Courier</title><p>We value your privacy.</p><p>We and our partners store "
                      "and read what is on your device.</p><button>Accept all</button>")
                .kind,
            "cookie_wall");
}

TEST(PageKind, LiveBlogsStayNews) {
  const Article page = read_page(
      "<script type='application/ld+json'>{\"@type\": \"LiveBlogPosting\", \"headline\": \"Vote in "
      "Kelm\"}</script>"
      "<title>Vote in Kelm</title>" +
      kReport);
  EXPECT_EQ(page.kind, "live_blog");
  EXPECT_FALSE(page.text.empty());
}

TEST(PageKind, APayWallIsNotedAndTheArticleStays) {
  const Article page = read_page("<title>Pier to close</title><h1>Pier to close</h1>" + kReport +
                                 "<p>Subscribe to continue reading.</p>");
  EXPECT_EQ(page.kind, "article");
  EXPECT_TRUE(has_note(page, "paywalled"));
  EXPECT_FALSE(has_note(read_page("<title>Pier to close</title>" + kReport), "paywalled"));
}

TEST(PageKind, TextWithoutMarkup) {
  EXPECT_EQ(read_text("404 Not Found\n\nThe page you are looking for does not exist.\n").kind, "error_page");
  EXPECT_EQ(read_text("Pier to close\n\nThe harbour council of Kelm voted on Tuesday to close the northern "
                      "pier for repairs, a decision that will keep forty boats ashore until the autumn.\n")
                .kind,
            "article");
}

TEST(PageKind, ABrokenTableIsNamed) {
  const Result<base::Table> table =
      base::Table::parse("page_kinds.tsv", "kind\twhere\nnewspaper\tpath\n", {"kind", "where"});
  ASSERT_TRUE(table.ok());
  EXPECT_FALSE(PageKindTable::make(*table).ok());
}

}  // namespace
}  // namespace raven::read
