// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_authors.h"

#include "read/metadata/metadata_test_page.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view kHead =
    "<title>Talks resume in Belmar</title><meta property=og:site_name content='Harbor Courier'>";

Names authors(std::string_view head, std::string_view body, std::string_view language = "en") {
  return facts_of(std::string(kHead) + std::string(head),
                  "<h1>Talks resume in Belmar</h1>" + std::string(body), {}, language)
      .authors;
}
std::string article_by(std::string_view author) {
  return linked(R"({"@type":"NewsArticle","headline":"Talks resume in Belmar","author":)" +
                std::string(author) + "}");
}

TEST(PageAuthors, MetaElementsOfManyNames) {
  for (const std::string_view name : {"author", "article:author", "dc.creator", "parsely-author",
                                      "sailthru.author", "citation_author", "byl", "dcterms.creator"})
    EXPECT_EQ(authors("<meta name='" + std::string(name) + "' content='Ann Lee'>", ""), (Names{"Ann Lee"}))
        << name;
  EXPECT_EQ(
      authors("<meta name=citation_author content='Lee, Ann'><meta name=citation_author content='Ek, Bo'>",
              ""),
      (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(
      authors("<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Ina Vogt'>",
              ""),
      (Names{"Ina Vogt"}));
  EXPECT_EQ(authors("<meta property=article:author content='https://face.example/annlee'>", ""), Names{});
}

TEST(PageAuthors, OrganisationsAreNobodyOrAnAgency) {
  EXPECT_EQ(authors(article_by(R"({"@type":"Organization","name":"Courier Labs"})"), ""), Names{});
  const PageFacts facts = facts_of(
      article_by(R"([{"@type":"Organization","name":"Reuters"},{"@type":"Person","name":"Ann Lee"}])"), "");
  EXPECT_EQ(facts.authors, (Names{"Ann Lee"}));
  EXPECT_EQ(facts.agency, "Reuters");
}

TEST(PageAuthors, TheLineNearTheHeadingOverrulesADefault) {
  EXPECT_EQ(authors(article_by(R"({"@type":"Person","name":"Cy Dow"})"), "<p>By <a href=/a>Ann Lee</a></p>"),
            (Names{"Ann Lee"}));
  EXPECT_EQ(authors(article_by("\"Ann Lee\""), "<p>By Ann Lee and Bo Ek</p>"), (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(authors(article_by(R"(["Ann Lee","Bo Ek"])"), "<p>By Ann Lee</p>"), (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(authors("<meta name=author content=admin>", "<p>By Ann Lee</p>"), (Names{"Ann Lee"}));
}

TEST(PageAuthors, TheLineMayStandInPieces) {
  EXPECT_EQ(authors("",
                    "<div><span>By</span> <a href=/a>Ann Lee</a>, <a href=/b>Bo Ek</a> and <a href=/c>Cy "
                    "Dow</a></div>"),
            (Names{"Ann Lee", "Bo Ek", "Cy Dow"}));
  EXPECT_EQ(
      authors("",
              "<div><div>Written by</div><div><button>Ann Lee</button></div><div>Port reporter</div></div>"),
      (Names{"Ann Lee"}));
  EXPECT_EQ(authors("", "<div>10 December 2022 by <a href=/a>Ann Lee</a></div>"), (Names{"Ann Lee"}));
}

TEST(PageAuthors, ClassesLinksAndMicrodata) {
  EXPECT_EQ(authors("", "<div class=post-hero__authorname>Ann Lee</div>"), (Names{"Ann Lee"}));
  EXPECT_EQ(authors("", "<div><a href=/authors/ann-lee>Ann Lee</a> <span>Port reporter</span></div>"),
            (Names{"Ann Lee"}));
  EXPECT_EQ(authors("", "<span itemprop=author itemscope><meta itemprop=name content='Ann Lee'></span>"),
            (Names{"Ann Lee"}));
  EXPECT_EQ(authors("", "<a rel=author href=/x>Ann Lee</a>"), (Names{"Ann Lee"}));
  EXPECT_EQ(authors("", "<div class=author-bio>Read more</div>"), Names{});
  EXPECT_EQ(
      authors(
          "",
          "<div class=author-name>Ann Lee</div><div>Fact checked by</div><div class=author-name>Bo Ek</div>"),
      (Names{"Ann Lee"}));
}

TEST(PageAuthors, AuthorsOfTeasersAreNotOfThePage) {
  EXPECT_EQ(authors("", std::string(kTestText) +
                            "<aside><p>By Cy Dow</p></aside><nav><a href=/author/cy-dow>Cy Dow</a></nav>"),
            Names{});
}

TEST(PageAuthors, ACreditAtTheEnd) {
  const std::string text(kTestText);
  EXPECT_EQ(authors("", text + text + "<p>(Reporting by Ann Lee and Bo Ek; Editing by Cy Dow)</p>"),
            (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(authors("", text + text + "<p>Written by Ann Lee</p>"), (Names{"Ann Lee"}));
}

TEST(PageAuthors, ASiteIsAPersonOnlyIfItSaysSo) {
  const auto of_site = [](std::string_view site, std::string_view author) {
    return facts_of("<title>On knots</title><meta property=og:site_name content='" + std::string(site) +
                        "'>" +
                        linked(R"({"@type":"BlogPosting","headline":"On knots","author":)" +
                               std::string(author) + "}"),
                    "<h1>On knots</h1>")
        .authors;
  };
  EXPECT_EQ(of_site("Ann Lee", R"({"@type":"Person","name":"Ann Lee"})"), (Names{"Ann Lee"}));
  EXPECT_EQ(of_site("Ann Lee", R"("Ann Lee")"), Names{});
  EXPECT_EQ(of_site("Harbor Courier", R"({"@type":"Person","name":"Harbor Courier"})"), Names{});
}

TEST(PageAuthors, AMetaElementNamesTheWriterOfAPersonalSite) {
  const auto of_site = [](std::string_view site, std::string_view author) {
    return authors("<meta property=og:site_name content='" + std::string(site) +
                       "'><meta name=author content='" + std::string(author) + "'>",
                   "<h1>Belmar expels six diplomats</h1>", "en");
  };
  EXPECT_EQ(of_site("Ann Lee", "Ann Lee"), (Names{"Ann Lee"}));
  EXPECT_EQ(of_site("Harbor Courier", "Harbor Courier"), Names{});
}

TEST(PageAuthors, ALabelInAnAsideNamesTheAuthorWhereNothingElseDoes) {
  const std::string aside = "<aside><h3>Author</h3><p>Cy Dow</p></aside>";
  EXPECT_EQ(authors("", "<h1>Belmar expels six diplomats</h1>" + aside, "en"), (Names{"Cy Dow"}));
  EXPECT_EQ(authors("", "<h1>Belmar expels six diplomats</h1><p>By Ann Lee</p>" + aside, "en"),
            (Names{"Ann Lee"}));
}

TEST(PageAuthors, BylinesOfManyLanguages) {
  const std::vector<std::tuple<std::string_view, std::string_view, std::string_view>> lines = {
      {"de", "Von Ina Vogt", "Ina Vogt"},
      {"fr", "Par Élise Morin", "Élise Morin"},
      {"es", "Por Ana Ruiz", "Ana Ruiz"},
      {"it", "di Carla Conti", "Carla Conti"},
      {"nl", "Door Jan Visser", "Jan Visser"},
      {"ru", "Автор: Ирина Белова", "Ирина Белова"},
      {"ar", "بقلم سليم حداد", "سليم حداد"},
      {"zh", "记者 王小明", "王小明"},
      {"zh", "文/李静", "李静"},
      {"id", "Oleh Budi Santosa", "Budi Santosa"},
      {"tr", "Yazan: Ayşe Demir", "Ayşe Demir"},
      {"pt", "Por Rui Matos", "Rui Matos"},
      {"he", "מאת דנה לוי", "דנה לוי"},
      {"th", "โดย สมชาย ใจดี", "สมชาย ใจดี"},
  };
  for (const auto& [language, line, name] : lines)
    EXPECT_EQ(authors("", "<p class=x>" + std::string(line) + "</p>", language), (Names{std::string(name)}))
        << line;
}

}  // namespace
}  // namespace raven::read
