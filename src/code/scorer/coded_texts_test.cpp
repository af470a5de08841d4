// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/coded_texts.h"

#include <gtest/gtest.h>

namespace raven::code {
namespace {

constexpr std::string_view kBlock =
    "# a comment\n\nid      t-1\ndate    2023-04-17\nregion  asia\nkind    agency\n"
    "text    Police beat strikers; Chile and Peru met.\n"
    "event   ASSAULT/beat | Police | strikers; two priests | alleged | a bishop | human_rights;legal | 182\n"
    "event   CONSULT/visit | Chile; Peru | = | asserted | -\n\n"
    "id      t-2\ntext    Snow fell.\nnone    weather\n";

std::string blocks(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "id t-" + std::to_string(i) + "\ntext Snow fell.\nnone weather\n\n";
  return text;
}

TEST(CodedTexts, CellsOfAnEvent) {
  const auto texts = read_coded_texts("some.txt", kBlock);
  ASSERT_TRUE(texts) << describe(texts.error());
  ASSERT_EQ(texts->size(), 2u);
  const CodedText& text = (*texts)[0];
  EXPECT_EQ(text.id, "t-1");
  EXPECT_EQ(text.date, "2023-04-17");
  EXPECT_EQ(text.line, 3u);
  ASSERT_EQ(text.events.size(), 2u);
  EXPECT_EQ(text.events[0].type, EventType::Assault);
  EXPECT_EQ(text.events[0].mode, "beat");
  EXPECT_EQ(text.events[0].recipients, (std::vector<std::string>{"strikers", "two priests"}));
  EXPECT_EQ(text.events[0].factuality, Factuality::Alleged);
  EXPECT_EQ(text.events[0].source, "a bishop");
  EXPECT_EQ(text.events[0].contexts, (std::vector<std::string>{"human_rights", "legal"}));
  EXPECT_EQ(text.events[0].cameo, "182");
  EXPECT_TRUE(text.events[1].mutual);
  EXPECT_EQ(text.events[1].source, "");
}

TEST(CodedTexts, EveryFifthIsUnseenAndEveryTenthOfTheOthersServesForChoosing) {
  const auto texts = read_coded_texts("some.txt", blocks(50));
  ASSERT_TRUE(texts);
  int unseen = 0, choose = 0;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    EXPECT_EQ((*texts)[i].part == Part::Unseen, (i + 1) % 5 == 0) << i;
    unseen += (*texts)[i].part == Part::Unseen;
    choose += (*texts)[i].part == Part::Choose;
  }
  EXPECT_EQ(unseen, 10);
  EXPECT_EQ(choose, 4);
  const auto held = read_coded_texts("held_out.txt", blocks(3));
  ASSERT_TRUE(held);
  for (const CodedText& text : *held) EXPECT_EQ(text.part, Part::Unseen);
}

TEST(CodedTexts, FaultsAreToldWithTheirLine) {
  const auto cells = read_coded_texts("a.txt", "id x\ntext T\nevent ASSAULT | a | b | asserted\n");
  ASSERT_FALSE(cells);
  EXPECT_EQ(cells.error().where, "a.txt:3");
  const auto type = read_coded_texts("a.txt", "id x\ntext T\nevent LOVE | a | b | asserted | -\n");
  ASSERT_FALSE(type);
  EXPECT_NE(type.error().message.find("LOVE"), std::string::npos);
  EXPECT_FALSE(read_coded_texts("a.txt", "id x\nnone weather\n"));
  EXPECT_FALSE(read_coded_texts("a.txt", "id x\ntext T\nplace y\n"));
}

TEST(CodedTexts, QuestionsHaveOneAnswer) {
  const auto texts = read_coded_texts(
      "a.txt",
      "id x\ntext T\nevent ASSAULT | a | b | asserted | -\nevent COERCE/arrest | a | b | asserted | -\n"
      "event ACCUSE | b | a | asserted | -\nevent CONSULT | c; d | = | asserted | -\nevent AID | - | e | "
      "asserted | -\n");
  ASSERT_TRUE(texts) << describe(texts.error());
  std::vector<CodedPair> pairs;
  add_pairs((*texts)[0], 4, pairs);
  ASSERT_EQ(pairs.size(), 3u);
  EXPECT_EQ(pairs[0].actor, "b");
  EXPECT_EQ(pairs[0].type, EventType::Accuse);
  EXPECT_EQ(pairs[1].recipient, "d");
  EXPECT_EQ(pairs[2].recipient, "c");
  EXPECT_EQ(pairs[2].text, 4u);
}

}  // namespace
}  // namespace raven::code
