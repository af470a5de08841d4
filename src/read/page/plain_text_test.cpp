// SPDX-License-Identifier: Apache-2.0
#include "read/page/plain_text.h"

#include "read/read_test_tables.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

Article read(std::string_view text, ReadHint hint = {}) {
  hint.kind = BytesKind::Text;
  Document document = test_reader().read(text, hint);
  EXPECT_FALSE(document.failure);
  return document.article;
}

const Dropped* dropped(const Article& article, std::string_view reason) {
  const auto found = std::find_if(article.dropped.begin(), article.dropped.end(),
                                  [&](const Dropped& d) { return d.reason == reason; });
  return found == article.dropped.end() ? nullptr : &*found;
}

bool has_note(const Article& article, std::string_view code) {
  return std::any_of(article.notes.begin(), article.notes.end(),
                     [&](const Note& n) { return n.code == code; });
}

constexpr std::string_view kDump =
    "December 10, 2022\n\nNorth Lantern\n\nAll the World at Noon\n\nBelmar praises the rebels and arms "
    "itself\n\n"
    "AAfter the rebels took the harbour, other countries closed their embassies in Belmar and left as soon "
    "as they could.\n\n"
    "The minister said the rebels would not harm the port.Talks go on in the capital, he said.\n\n"
    "The borders get new guards\n\n"
    "See also  Ohio: Goat parade out of control! 5 hurt - News Abroad\n\n"
    "Belmar supplies arms to its neighbours and trains with their armies near the border. It was “afraid of "
    "nothing. \n";

TEST(PlainText, ReadsADumpOfAPage) {
  const Article article = read(kDump);
  EXPECT_EQ(article.site, "North Lantern");
  EXPECT_EQ(article.slogan, "All the World at Noon");
  EXPECT_EQ(article.title, "Belmar praises the rebels and arms itself");
  EXPECT_EQ(article.published.iso, "2022-12-10");
  EXPECT_EQ(article.published.basis, "date line");
  EXPECT_EQ(article.published.precision, Precision::Day);
  ASSERT_EQ(article.paragraphs.size(), 4u);
  EXPECT_TRUE(text_of(article, article.paragraphs[0].span).starts_with("After the rebels"));
  EXPECT_EQ(article.paragraphs[2].role, ParagraphRole::Heading);
  ASSERT_NE(dropped(article, "cross_promotion"), nullptr);
  EXPECT_TRUE(dropped(article, "cross_promotion")->text.starts_with("See also Ohio"));
  EXPECT_EQ(article.text.find("Ohio"), std::string::npos);
  EXPECT_TRUE(has_note(article, "drop_cap_mended"));
  EXPECT_TRUE(has_note(article, "glued_words_parted"));
  EXPECT_TRUE(has_note(article, "quotation_unbalanced"));
  EXPECT_NE(article.text.find("port. Talks"), std::string::npos);
  EXPECT_EQ(article.language, "en");
}

TEST(PlainText, EveryByteLeadsBack) {
  const Article article = read(kDump);
  // The mended letter stands for both that were there.
  const SourceSpan cap = source_of(article, text_span(0, 1));
  EXPECT_EQ(kDump.substr(cap.begin.value, cap.size()), "AA");
  for (const OriginRun& run : article.origins) {
    if (run.text_length != run.source_length) continue;
    EXPECT_EQ(article.text.substr(run.text.value, run.text_length),
              kDump.substr(run.source.value, run.source_length));
  }
  for (const Dropped& piece : article.dropped) {
    const std::string_view source = kDump.substr(piece.span.begin.value, piece.span.size());
    EXPECT_EQ(source.substr(0, 5), piece.text.substr(0, 5));
  }
  // The blank that was put in has no source.
  const std::size_t blank = article.text.find("port. Talks") + 5;
  EXPECT_TRUE(source_of(article, text_span(blank, blank + 1)).empty());
}

TEST(PlainText, CutsTheDateline) {
  const Article article = read(
      "Belmar signs accord\n\nKABUL, Aug 16 (Reuters) - Belmar signed an accord with its neighbour on "
      "Monday, officials said in the capital.\n\n"
      "The accord ends a dispute of ten years over the river, and both sides praised it.\n");
  EXPECT_EQ(article.dateline, "KABUL");
  EXPECT_EQ(article.agency, "Reuters");
  ASSERT_GE(article.paragraphs.size(), 2u);
  EXPECT_EQ(article.paragraphs[0].role, ParagraphRole::Dateline);
  EXPECT_EQ(text_of(article, article.paragraphs[0].span), "KABUL, Aug 16 (Reuters) -");
  EXPECT_TRUE(text_of(article, article.paragraphs[1].span).starts_with("Belmar signed"));
}

TEST(PlainText, OtherDatelines) {
  const auto dateline = [](std::string_view beginning) {
    return read("Belmar signs accord at last\n\n" + std::string(beginning) +
                "Belmar signed an accord with its neighbour on Monday, officials said in the capital. It is "
                "the first of its kind.\n")
        .dateline;
  };
  EXPECT_EQ(dateline("MOSCOW (AP) — "), "MOSCOW");
  EXPECT_EQ(dateline("BEIJING, Dec. 10 (Xinhua) -- "), "BEIJING");
  EXPECT_EQ(dateline("Oslo – "), "Oslo");
  EXPECT_EQ(dateline("The president – a former general – "), "");
  EXPECT_EQ(dateline("On Monday (local time) "), "");
}

TEST(PlainText, TakesBylinesAndMenus) {
  const Article article = read(
      "Evening Sheet\nHome | World | Politics | Sport\n\nRebels blow up power station near the pass\n\n"
      "By Jon Aster, Staff Reporter | Published: April 14, 2024 19:12 | Updated: April 15, 2024 20:40\n\n"
      "Rebels attacked a power station near the pass late on Saturday, killing three guards, the ministry "
      "said.\n\n"
      "ADVERTISEMENT\n\nThe attackers came in four trucks and blew up two of three transformers before they "
      "fled.\n\n"
      "Related stories\nCurfew: what you may do\nCandles sell out\n");
  EXPECT_EQ(article.title, "Rebels blow up power station near the pass");
  ASSERT_EQ(article.authors.size(), 1u);
  EXPECT_EQ(article.authors[0], "Jon Aster");
  EXPECT_EQ(article.published.iso, "2024-04-14T19:12");
  EXPECT_EQ(article.modified.iso, "2024-04-15T20:40");
  EXPECT_NE(dropped(article, "advertisement"), nullptr);
  EXPECT_EQ(article.paragraphs.size(), 2u);
  EXPECT_EQ(article.text.find("Candles"), std::string::npos);
}

TEST(PlainText, JoinsWrappedLines) {
  const Article article = read(
      "Talks resume in the capital\n\n"
      "The governments of Belmar and its neighbour resumed talks about the\n"
      "border on Monday, two weeks after they had been broken off by the\n"
      "president, who said that nothing could be gained from them at all.\n\n"
      "They will go on until Friday, the foreign minister said in the\n"
      "evening, and then be moved to another city that has not been named.\n");
  ASSERT_EQ(article.paragraphs.size(), 2u);
  EXPECT_NE(article.text.find("about the border on Monday"), std::string::npos);
}

TEST(PlainText, LeavesAddressesAndNumbersAlone) {
  const std::string body =
      "The ministry of example.com said on 3.Five that U.S.military aid of 1.5 million came by "
      "www.Belmar.example, and more.";
  const Article article = read("A title of a page\n\n" + body + "\n");
  EXPECT_NE(article.text.find("example.com said"), std::string::npos);
  EXPECT_NE(article.text.find("1.5 million"), std::string::npos);
  EXPECT_NE(article.text.find("www.Belmar.example"), std::string::npos);
}

TEST(PlainText, MendsDropCapsAndOnlyThose) {
  const auto first = [](std::string_view paragraph) {
    const Article article = read("A title of this page\n\n" + std::string(paragraph) + "\n");
    return article.text.substr(0, article.text.find(' ', 4));
  };
  EXPECT_EQ(
      first("TThe talks went on in the capital until late in the evening, officials said on Monday there."),
      "The talks");
  EXPECT_EQ(
      first("G unmen attacked the capital in the evening before the talks began, officials said on Monday."),
      "Gunmen");
  EXPECT_EQ(
      first("A man attacked the capital in the evening before the talks began, officials said on Monday."),
      "A man");
  EXPECT_EQ(
      first("Aaron attacked the proposal in the evening before the talks began, officials said on Monday."),
      "Aaron");
}

TEST(PlainText, WhatTheInputGaveWins) {
  ReadHint hint;
  hint.facts.title = "The given title";
  hint.facts.published = "2020-01-02";
  hint.facts.site = "Given Site";
  hint.facts.basis = "input";
  const Article article = read(kDump, hint);
  EXPECT_EQ(article.title, "The given title");
  EXPECT_EQ(article.site, "Given Site");
  EXPECT_EQ(article.published.iso, "2020-01-02");
  EXPECT_EQ(article.published.basis, "input");
}

TEST(PlainText, OddTextsDoNoHarm) {
  EXPECT_EQ(read("word").text, "word");
  EXPECT_EQ(read("\n\n\n one line only, no end\n\n").paragraphs.size(), 1u);
  read(std::string(100000, 'A') + "\n");
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "A| b| c| d|\n";
  read(lines);
  std::string stops;
  for (int i = 0; i < 50000; ++i) stops += "a.B";
  read(stops);
}

}  // namespace
}  // namespace raven::read
