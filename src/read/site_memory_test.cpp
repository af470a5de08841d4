// SPDX-License-Identifier: Apache-2.0
#include "read/site_memory.h"

#include "read/read_test_tables.h"

#include <chrono>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

const std::string kBox = "The Courier of Kelm is read on both sides of the strait and costs nothing at all.";

/// Sentences that no other number has.
std::string body(int number, int sentences = 3) {
  std::string text;
  for (int i = 0; i < sentences; ++i) {
    if (i > 0) text += "\n\n";
    text += "Report " + std::to_string(number) + " tells in its part " + std::to_string(i) +
            " that skipper number " + std::to_string(number * 31 + i) + " sailed to island " +
            std::to_string(number * 7 + i) + " with nets and a crew of some.";
  }
  return text;
}

Article article_of(const std::string& text, const std::string& url) {
  Article article;
  article.source.uri = url;
  article.text = text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    article.paragraphs.push_back({text_span(begin, end), ParagraphRole::Body});
    // As if it stood on a page 1000 bytes further on.
    article.origins.push_back({{static_cast<std::uint32_t>(begin)},
                               static_cast<std::uint32_t>(end - begin),
                               {1000 + begin},
                               static_cast<std::uint32_t>(end - begin)});
    begin = end + 2;
  }
  return article;
}

std::string url_of(int number) {
  return "https://www.courier.example/" + std::to_string(number);
}

Article pass(SiteMemory& memory, Article article) {
  memory.learn(article);
  memory.clean(article);
  return article;
}

TEST(SiteMemory, TakesOutWhatStandsOnThreeArticlesOfAHost) {
  SiteMemory memory;
  for (int i = 0; i < 6; ++i) {
    const Article article = pass(memory, article_of(body(i) + "\n\n" + kBox, url_of(i)));
    if (i < 2) {
      EXPECT_TRUE(article.text.ends_with(kBox));
    } else {
      EXPECT_EQ(article.text, body(i));
      ASSERT_EQ(article.dropped.size(), 1u);
      EXPECT_EQ(article.dropped[0].reason, "site_boilerplate");
      EXPECT_EQ(article.dropped[0].text, kBox);
      EXPECT_EQ(article.paragraphs.size(), 3u);
    }
  }
}

TEST(SiteMemory, ABoxOfAThirdOfTheTextIsABox) {
  SiteMemory memory;
  Article last;
  for (int i = 0; i < 4; ++i) last = pass(memory, article_of(body(i, 2) + "\n\n" + kBox, url_of(i)));
  EXPECT_EQ(last.text, body(3, 2));
}

TEST(SiteMemory, HostsAreKeptApart) {
  SiteMemory memory;
  for (int i = 0; i < 6; ++i) {
    const std::string url = "https://paper" + std::to_string(i) + ".example/a";
    EXPECT_TRUE(pass(memory, article_of(body(i) + "\n\n" + kBox, url)).dropped.empty());
  }
  EXPECT_EQ(memory.sites(), 6u);
}

TEST(SiteMemory, CopiesOfAnArticleLoseNothing) {
  SiteMemory memory;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(pass(memory, article_of(body(1, 5), url_of(i))).text, body(1, 5));
}

TEST(SiteMemory, VersionsOfAnArticleLoseNothing) {
  SiteMemory memory;
  for (int i = 0; i < 12; ++i) {
    // A new lead each time over the same text.
    const std::string text = body(100 + i, 1) + "\n\n" + body(1, 4);
    EXPECT_EQ(pass(memory, article_of(text, url_of(i))).text, text) << i;
  }
}

TEST(SiteMemory, AStandingParagraphOfBackgroundStays) {
  const std::string background =
      "The strait has been closed to boats from the north since the accord of Hallen ended a year ago.";
  SiteMemory memory;
  for (int i = 0; i < 20; ++i) {
    // On four of twenty articles, amid the text.
    const std::string text =
        i % 5 == 0 ? body(i, 2) + "\n\n" + background + "\n\n" + body(1000 + i, 2) : body(i, 4);
    EXPECT_EQ(pass(memory, article_of(text, url_of(i))).text, text) << i;
  }
}

TEST(SiteMemory, CountersAreOneLine) {
  SiteMemory memory;
  Article last;
  for (int i = 0; i < 5; ++i)
    last = pass(memory, article_of(std::to_string(10 + i) + " readers like this\n\n" + body(i), url_of(i)));
  EXPECT_EQ(last.text, body(4));
}

TEST(SiteMemory, OriginsAndNotesMoveAlong) {
  SiteMemory memory;
  for (int i = 0; i < 3; ++i) memory.learn(article_of(kBox + "\n\n" + body(i), url_of(i)));
  Article article = article_of(kBox + "\n\n" + body(3), url_of(3));
  const std::size_t island = article.text.find("island");
  article.notes.push_back({"odd", "", text_span(island, island + 6)});
  article.notes.push_back({"odd", "", text_span(4, 11)});
  memory.learn(article);
  ASSERT_EQ(memory.clean(article), 1u);
  EXPECT_EQ(article.text, body(3));
  EXPECT_EQ(text_of(article, article.notes[0].span), "island");
  EXPECT_TRUE(article.notes[1].span.empty());
  const std::size_t now = article.text.find("island");
  EXPECT_EQ(source_of(article, text_span(now, now + 6)), source_span(1000 + island, 1006 + island));
  EXPECT_EQ(article.dropped[0].span, source_span(1000, 1000 + kBox.size()));
}

TEST(SiteMemory, DatelinesStay) {
  SiteMemory memory;
  Article last;
  for (int i = 0; i < 6; ++i) {
    last = article_of("KELM (AP) —\n\n" + body(i), url_of(i));
    last.paragraphs[0].role = ParagraphRole::Dateline;
    last = pass(memory, std::move(last));
  }
  EXPECT_TRUE(last.text.starts_with("KELM"));
}

TEST(SiteMemory, WorksOnDumpsWithoutMarkup) {
  SiteMemory memory;
  Document last;
  for (int i = 0; i < 4; ++i) {
    last = test_reader().read("Pier " + std::to_string(i) + " to close\n\n" + body(i) + "\n\n" + kBox + "\n",
                              {.uri = "dumps/" + std::to_string(i) + ".txt", .media_type = "text/plain"});
    ASSERT_NE(last.article.text.find(kBox), std::string::npos);
    last.article = pass(memory, std::move(last.article));
  }
  EXPECT_EQ(last.article.text.find(kBox), std::string::npos);
}

TEST(SiteMemory, TheHost) {
  const auto host = [](const std::string& uri, const std::string& canonical, const std::string& site) {
    Article article;
    article.source.uri = uri;
    article.canonical_url = canonical;
    article.site = site;
    return host_of_article(article);
  };
  EXPECT_EQ(host("https://WWW.Courier.example:8080/a", "", ""), "courier.example");
  EXPECT_EQ(host("http://user@courier.example?x", "", ""), "courier.example");
  EXPECT_EQ(host("pages/a.html", "https://courier.example/a", "The Courier"), "courier.example");
  EXPECT_EQ(host("pages/a.txt", "", "The  Courier"), "the courier");
  EXPECT_EQ(host("pages/a.txt", "", ""), "folder:pages");
  EXPECT_EQ(host("a.txt", "", ""), "folder:.");
  EXPECT_EQ(host("", "", ""), "");
}

TEST(SiteMemory, GoesOnFromTheShelf) {
  std::map<std::string, std::string> kept;
  const SiteShelf shelf{.load = [&](const std::string& host) -> std::optional<std::string> {
                          const auto found = kept.find(host);
                          return found == kept.end() ? std::nullopt : std::optional(found->second);
                        },
                        .save =
                            [&](const std::string& host, std::uint32_t articles, std::string memory) {
                              EXPECT_GT(articles, 0u);
                              kept[host] = std::move(memory);
                            }};
  for (int i = 0; i < 4; ++i) {
    SiteMemory memory(shelf);
    const Article article = pass(memory, article_of(body(i) + "\n\n" + kBox, url_of(i)));
    EXPECT_EQ(article.dropped.size(), i < 2 ? 0u : 1u);
    memory.put_away();
  }
  const std::string whole = kept.at("courier.example");
  // A file is never believed.
  for (std::size_t size = 0; size < whole.size(); ++size) {
    kept["courier.example"] = whole.substr(0, size);
    SiteMemory memory(shelf);
    EXPECT_TRUE(pass(memory, article_of(body(9) + "\n\n" + kBox, url_of(9))).dropped.empty());
  }
  kept["courier.example"] = std::string(whole.size(), '\xff');
  SiteMemory memory(shelf);
  EXPECT_TRUE(pass(memory, article_of(body(9) + "\n\n" + kBox, url_of(9))).dropped.empty());
}

TEST(SiteMemory, IsBoundedAndLinear) {
  SiteMemory memory;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 3000; ++i) {
    memory.learn(article_of(body(i, 40) + "\n\n" + kBox, url_of(i)));
    EXPECT_LE(memory.blocks(), SiteMemory::kBlocksOfSite);
  }
  Article last = article_of(body(5000) + "\n\n" + kBox, url_of(5000));
  EXPECT_EQ(memory.clean(last), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace raven::read
