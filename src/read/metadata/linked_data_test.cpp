// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/linked_data.h"

#include "read/metadata/metadata_test_page.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

using Names = std::vector<std::string>;

LinkedData data_of(std::string_view head) {
  const std::string page = "<title>Talks resume in Belmar</title>" + std::string(head);
  const html::Document document = html::parse(page);
  const MetadataSigns signs = metadata_signs(document, test_tables());
  return read_linked_data(document, signs);
}
Names authors_of(std::string_view json) {
  Names names;
  for (const NamedParty& party : data_of(linked(json)).authors) names.push_back(party.name);
  return names;
}

TEST(LinkedData, AuthorsInEveryForm) {
  EXPECT_EQ(authors_of(R"({"@type":"NewsArticle","author":"Ann Lee"})"), (Names{"Ann Lee"}));
  EXPECT_EQ(authors_of(R"({"@type":"NewsArticle","author":["Ann Lee","Bo Ek"]})"),
            (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(authors_of(R"({"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Lee"}})"),
            (Names{"Ann Lee"}));
  EXPECT_EQ(authors_of(R"({"@type":"NewsArticle","author":{"@type":"Person","name":["Ann Lee","Bo Ek"]}})"),
            (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(authors_of(R"({"@type":"NewsArticle","author":{"givenName":"Ann","familyName":"Lee"}})"),
            (Names{"Ann Lee"}));
  EXPECT_EQ(
      authors_of(R"([{"@type":"BreadcrumbList"},{"@type":"NewsArticle","creator":[{"name":"Ann Lee"}]}])"),
      (Names{"Ann Lee"}));
}

TEST(LinkedData, IdsAreResolvedInEveryBlock) {
  const LinkedData data = data_of(
      linked(
          R"({"@graph":[{"@type":"Article","headline":"Talks resume in Belmar","author":{"@id":"#a"}}]})") +
      linked(R"({"@type":"Person","@id":"#a","name":"Ann Lee"})"));
  ASSERT_EQ(data.authors.size(), 1U);
  EXPECT_EQ(data.authors[0].name, "Ann Lee");
  EXPECT_EQ(data.authors[0].kind, NamedKind::Person);
}

TEST(LinkedData, OtherArticlesAreLinks) {
  const LinkedData data = data_of(linked(
      R"([{"@type":"NewsArticle","headline":"Ten soups of the north","author":"Cy Dow","datePublished":"2021-01-01"},)"
      R"({"@type":"NewsArticle","headline":"Talks resume in Belmar","author":"Ann Lee","datePublished":"2022-12-10"}])"));
  EXPECT_EQ(data.headline, "Talks resume in Belmar");
  EXPECT_EQ(data.published, "2022-12-10");
  ASSERT_EQ(data.authors.size(), 1U);
  EXPECT_EQ(data.authors[0].name, "Ann Lee");
}

TEST(LinkedData, BrokenBlocksAreMended) {
  const LinkedData data = data_of(
      linked("{\"@type\":\"NewsArticle\",\"headline\":\"Talks resume in Belmar\",\"author\":\"Ann\tLee\",}"));
  EXPECT_TRUE(data.was_mended);
  EXPECT_EQ(data.headline, "Talks resume in Belmar");
  const LinkedData quoted = data_of(linked(
      "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Talks resume in Belmar&quot;}"));
  EXPECT_EQ(quoted.headline, "Talks resume in Belmar");
  EXPECT_FALSE(quoted.was_mended);
}

TEST(LinkedData, PublisherSectionLanguageSite) {
  const LinkedData data = data_of(linked(
      R"({"@graph":[{"@type":"WebSite","name":"Harbor Courier"},{"@type":["NewsArticle"],"headline":"Talks resume in Belmar",)"
      R"("publisher":{"@type":"Organization","name":"Courier Press"},"articleSection":["World","Ports"],"inLanguage":"en-GB"}]})"));
  EXPECT_EQ(data.site, "Harbor Courier");
  EXPECT_EQ(data.publisher.name, "Courier Press");
  EXPECT_EQ(data.publisher.kind, NamedKind::Organization);
  EXPECT_EQ(data.section, "World");
  EXPECT_EQ(data.language, "en-GB");
  EXPECT_TRUE(data.is_article);
}

}  // namespace
}  // namespace raven::read
