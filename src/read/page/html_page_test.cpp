// SPDX-License-Identifier: Apache-2.0
#include "read/page/html_page.h"

#include "base/utf8.h"
#include "read/read_test_tables.h"

#include <algorithm>
#include <ctime>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

Article read(std::string_view page, ReadHint hint = {}) {
  hint.kind = BytesKind::Html;
  Document document = test_reader().read(page, hint);
  EXPECT_FALSE(document.failure);
  return document.article;
}

std::string reason_of(const Article& article, std::string_view words) {
  for (const Dropped& dropped : article.dropped)
    if (dropped.text.find(words) != std::string::npos) return dropped.reason;
  return "kept";
}

constexpr std::string_view kOne =
    "The government of Belmar expelled six diplomats on Monday, the foreign ministry said in the capital.";
constexpr std::string_view kTwo =
    "The ambassador was summoned in the evening, and two consulates will be closed before the end of the "
    "month.";

std::string page_of(std::string_view head, std::string_view body) {
  return "<!doctype html><html lang=\"en\"><head>" + std::string(head) + "</head><body>" + std::string(body) +
         "</body></html>";
}
std::string p(std::string_view text) {
  return "<p>" + std::string(text) + "</p>";
}

TEST(HtmlPage, FindsTheTextAmongTheRest) {
  const std::string page = page_of(
      "<title>Belmar expels six | Harbor Courier</title><meta property=\"og:site_name\" content=\"Harbor "
      "Courier\">",
      "<nav><a href=/>Home</a> <a href=/w>World news of today and more</a></nav><main><article><h1>Belmar "
      "expels six</h1>"
      "<div class=\"share-bar\"><a href=#>Share on that and this</a></div>" +
          p(kOne) +
          "<figure><img src=x><figcaption>The embassy on Monday. Photo: A. Lee</figcaption></figure>"
          "<h2>A long quarrel</h2>" +
          p(kTwo) +
          "<p>See also: Ten soups of the north and what is in them</p><ul><li><a href=/1>First related story "
          "of today</a></li></ul>"
          "</article><aside><p>Most read stories of this day, with many words in them, and a "
          "comma.</p></aside></main>"
          "<footer><p>Copyright 2024 Harbor Courier. All rights reserved by the paper.</p></footer>");
  const Article article = read(page);
  EXPECT_EQ(article.title, "Belmar expels six");
  EXPECT_EQ(article.site, "Harbor Courier");
  EXPECT_EQ(article.text, std::string(kOne) + "\n\nA long quarrel\n\n" + std::string(kTwo));
  ASSERT_EQ(article.paragraphs.size(), 3u);
  EXPECT_EQ(article.paragraphs[1].role, ParagraphRole::Heading);
  EXPECT_EQ(reason_of(article, "See also"), "cross_promotion");
  EXPECT_EQ(reason_of(article, "The embassy on Monday"), "caption");
  EXPECT_EQ(article.language, "en");
}

TEST(HtmlPage, SplitBodiesStayWhole) {
  const std::string page =
      page_of("<title>T</title>", "<div id=wrap><div class=\"article-body\">" + p(kOne) +
                                      "</div><div class=\"promo\"><p>Buy our paper, and read it.</p></div>"
                                      "<div class=\"article-body\">" +
                                      p(kTwo) + "</div></div>");
  EXPECT_EQ(read(page).text, std::string(kOne) + "\n\n" + std::string(kTwo));
}

TEST(HtmlPage, AJunkWordOnTheWholePageNamesTheLayout) {
  const std::string page =
      page_of("<title>T</title>", "<div class=\"sidebar\">" + p(kOne) + p(kTwo) + "</div>");
  EXPECT_EQ(read(page).text, std::string(kOne) + "\n\n" + std::string(kTwo));
}

TEST(HtmlPage, EveryParagraphLeadsBack) {
  const std::string page =
      page_of("<title>T</title>", p(kOne) + p("An &amp; in caf&eacute; life, <b>bold</b>  words\nand a break "
                                              "of lines, said the minister on Monday."));
  const Article article = read(page);
  ASSERT_EQ(article.paragraphs.size(), 2u);
  EXPECT_EQ(text_of(article, article.paragraphs[1].span),
            "An & in café life, bold words and a break of lines, said the minister on Monday.");
  for (const OriginRun& run : article.origins) {
    const std::string_view text = std::string_view(article.text).substr(run.text.value, run.text_length);
    const std::string_view source = std::string_view(page).substr(run.source.value, run.source_length);
    if (run.text_length == run.source_length) {
      EXPECT_EQ(text, source);
    }
  }
  const SourceSpan span = source_of(article, article.paragraphs[0].span);
  EXPECT_EQ(page.substr(span.begin.value, span.size()), kOne);
  const std::size_t amp = article.text.find('&');
  const SourceSpan entity = source_of(article, text_span(amp, amp + 1));
  EXPECT_EQ(page.substr(entity.begin.value, entity.size()), "&amp;");
}

TEST(HtmlPage, OffsetsCountBytesOfOtherEncodings) {
  const std::string page =
      page_of("<meta charset=iso-8859-1><title>T</title>",
              p("Le caf\xE9 de l'\xE9t\xE9 ferme lundi, a d\xE9"
                "clar\xE9 le ministre devant la presse, apr\xE8s des mois de querelles."));
  const Article article = read(page);
  EXPECT_EQ(article.source.charset, "windows-1252");
  ASSERT_EQ(article.paragraphs.size(), 1u);
  const std::size_t at = article.text.find("ministre");
  ASSERT_NE(at, std::string::npos);
  const SourceSpan word = source_of(article, text_span(at, at + 8));
  EXPECT_EQ(page.substr(word.begin.value, word.size()), "ministre");
  const std::size_t accent = article.text.find("é");
  const SourceSpan letter = source_of(article, text_span(accent, accent + 2));
  EXPECT_EQ(page.substr(letter.begin.value, letter.size()), "\xE9");
}

TEST(HtmlPage, AByteOrderMarkShiftsOffsets) {
  const std::string page = "\xEF\xBB\xBF" + page_of("<title>T</title>", p(kOne));
  const Article article = read(page);
  const SourceSpan span = source_of(article, article.paragraphs.at(0).span);
  EXPECT_EQ(page.substr(span.begin.value, span.size()), kOne);
}

TEST(HtmlPage, JsonLdIsReadEverywhere) {
  const std::string page = page_of(
      "<title>Belmar expels six - Harbor Courier</title>"
      "<script type=\"application/ld+json\">{\"@type\": \"WebSite\", \"name\": \"Harbor Courier\"}</script>"
      "<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"Person\", \"@id\": \"#1\", \"name\": "
      "\"Ann Lee\"}, {\"@type\": [\"NewsArticle\"], \"headline\": \"Belmar\n expels six\","
      " \"datePublished\": \"2024-03-12T06:40:00Z\", \"dateModified\": \"2024-03-13T06:40:00Z\", \"author\": "
      "[{\"@id\": \"#1\"}, {\"name\": \"Bo Ek\"}],"
      " \"publisher\": {\"name\": \"Harbor Courier\"}, \"articleSection\": \"World\",}]}</script>",
      p(kOne) + p(kTwo));
  const Article article = read(page);
  EXPECT_EQ(article.title, "Belmar expels six");
  EXPECT_EQ(article.authors, (std::vector<std::string>{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(article.published.iso, "2024-03-12T06:40:00+00:00");
  EXPECT_EQ(article.published.basis, "json-ld");
  EXPECT_EQ(article.modified.iso, "2024-03-13T06:40:00+00:00");
  EXPECT_EQ(article.section, "World");
  EXPECT_EQ(article.site, "Harbor Courier");
  EXPECT_TRUE(std::any_of(article.notes.begin(), article.notes.end(),
                          [](const Note& note) { return note.code == "json_ld_mended"; }));
}

TEST(HtmlPage, DatesInOrderOfTrust) {
  const std::string text = p(kOne) + p(kTwo);
  EXPECT_EQ(read(page_of("<meta property=\"article:published_time\" content=\"2024-03-12\">", text))
                .published.basis,
            "meta");
  const Article timed =
      read(page_of("", "<h1>T</h1><time datetime=\"2024-03-12T10:00\">today</time>" + text));
  EXPECT_EQ(timed.published.iso, "2024-03-12T10:00");
  EXPECT_EQ(timed.published.basis, "time element");
  const Article by_url = read(page_of("", text), {.uri = "https://c.example/2024/03/12/a"});
  EXPECT_EQ(by_url.published.iso, "2024-03-12");
  EXPECT_EQ(by_url.published.basis, "url");
  const Article line = read(
      page_of("", "<h1>Belmar expels</h1><div>Updated March 13, 2024</div><div>March 12, 2024</div>" + text));
  EXPECT_EQ(line.published.iso, "2024-03-12");
  EXPECT_EQ(line.published.basis, "date line");
  EXPECT_EQ(line.modified.iso, "2024-03-13");
  EXPECT_EQ(read(page_of("<meta name=date content=\"2031-01-01\">", text)).published.iso, "");
  const Article month = read(page_of("", text), {.uri = "https://c.example/2024/03/a"});
  EXPECT_EQ(month.published.iso, "2024-03");
  EXPECT_EQ(month.published.precision, Precision::Month);
}

TEST(HtmlPage, BylinesAreTakenApart) {
  const std::string text = p(kOne) + p(kTwo);
  const Article meta = read(page_of("<meta name=author content=\"By Ann Lee and Bo Ek, Reuters\">", text));
  EXPECT_EQ(meta.authors, (std::vector<std::string>{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(meta.agency, "Reuters");
  const Article line = read(page_of("", "<h1>Belmar expels</h1><p>By <a href=/ann>Ann Lee</a></p>" + text));
  EXPECT_EQ(line.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(line.text.find("Ann Lee"), std::string::npos);
}

TEST(HtmlPage, AListOfLinksIsAFrontPage) {
  std::string body = "<h1>Harbor Courier</h1>";
  for (int i = 0; i < 30; ++i)
    body += "<div class=card><h3><a href=/" + std::to_string(i) + ">A headline of some words, number " +
            std::to_string(i) + "</a></h3><p>Short.</p></div>";
  const Article article = read(page_of("<title>Harbor Courier</title>", body), {.uri = "https://c.example/"});
  EXPECT_EQ(article.kind, "front_page");
  EXPECT_TRUE(article.text.empty());
}

TEST(HtmlPage, RepeatedBlocksAndSectionsBelowJunkHeadingsGo) {
  const std::string page = page_of(
      "<title>T</title>",
      "<article>" + p(kOne) + p(kTwo) + p(kOne) +
          "<h3>Related stories</h3><p>The mayor resigned over a contract for gulls on Monday.</p><h3>Why it "
          "matters</h3>" +
          p("It is the first time in ten years that diplomats were sent home, and neighbours are uneasy.") +
          "</article>");
  const Article article = read(page);
  EXPECT_EQ(article.text.find("gulls"), std::string::npos);
  EXPECT_NE(article.text.find("It is the first time"), std::string::npos);
  EXPECT_EQ(article.paragraphs.size(), 4u);
}

TEST(HtmlPage, HostilePagesAreReadInLinearTime) {
  const auto repeated = [](std::string_view unit, int count) {
    std::string page = "<!doctype html><body>" + p(kOne);
    for (int i = 0; i < count; ++i) page += unit;
    return page;
  };
  for (const std::string_view unit :
       {"<div>", "<p>a", "<div class='related share'>x, y. ", "<br><br>a", "<a href=x>b",
        "<li>December 10, 2022 ", "<time>May 1, 2020</time>", "<b><table><td>",
        "<meta name=author content=x>", "<script type=application/ld+json>{\"a\":[", "&amp;",
        "<h1>a - b | c</h1>", "<span>By </span>"}) {
    const auto time_of = [&](int count) {
      const std::string page = repeated(unit, count);
      const std::clock_t begin = std::clock();  // processor time: other programs must not decide
      const Article article = read(page);
      EXPECT_TRUE(base::is_valid_utf8(article.text));
      return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const double small = std::min(time_of(4000), time_of(4000)),
                 large = std::min(time_of(16000), time_of(16000));
    EXPECT_LT(large, 10 * small + 0.05) << unit;
  }
}

TEST(HtmlPage, AnyBytesGiveValidText) {
  for (const std::string_view page :
       {std::string_view("<p>\xff\xfe\x80 words"),
        std::string_view("<p>a\0b, and many more words that stand in this page", 52), std::string_view("<"),
        std::string_view("<html"), std::string_view("<p>&#0;&#xD800;&nosuch;")}) {
    const Article article = read(page);
    EXPECT_TRUE(base::is_valid_utf8(article.text));
  }
}

}  // namespace
}  // namespace raven::read
