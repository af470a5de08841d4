// SPDX-License-Identifier: Apache-2.0
#include "language/boundary_model.h"

#include "language/abbreviations.h"
#include "language/sentence_splitter.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

/// The sentences of a text, parted by " | ".
std::string cut(std::string_view text) {
  static const base::Knowledge knowledge;
  static const Result<Abbreviations> abbreviations = Abbreviations::make(knowledge);
  static const Result<BoundaryModel> model = BoundaryModel::make(knowledge);
  EXPECT_TRUE(abbreviations);
  EXPECT_TRUE(model) << describe(model.error());
  std::vector<Token> tokens;
  std::vector<std::uint32_t> ends;
  Tokeniser(*abbreviations).tokenise(text, tokens);
  split_sentences(text, tokens, ends);
  model->revise(text, tokens, ends);
  std::string out;
  std::size_t first = 0;
  for (const std::uint32_t end : ends) {
    if (!out.empty()) out += " | ";
    out += text.substr(tokens[first].begin, tokens[end - 1].end - tokens[first].begin);
    first = end;
  }
  return out;
}

TEST(BoundaryModel, KeepsWhatTheRulesKnow) {
  EXPECT_EQ(cut("Mr. Kofi Annan met Dr. Sayeed. They spoke for an hour."),
            "Mr. Kofi Annan met Dr. Sayeed. | They spoke for an hour.");
  EXPECT_EQ(cut("The U.S. Navy left the port. Nobody was hurt."),
            "The U.S. Navy left the port. | Nobody was hurt.");
  EXPECT_EQ(cut("\"We will not go back,\" she said. \"Never.\""),
            "\"We will not go back,\" she said. | \"Never.\"");
}

TEST(BoundaryModel, ColonsAndHeadlinesAreNotCut) {
  EXPECT_EQ(cut("Turkey: Troops Will Leave Northern Syria"), "Turkey: Troops Will Leave Northern Syria");
  EXPECT_EQ(cut("Three Dead After Bomb Blast Hits Market In Eastern Town"),
            "Three Dead After Bomb Blast Hits Market In Eastern Town");
  EXPECT_EQ(cut("Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Geneva"),
            "Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Geneva");
}

TEST(BoundaryModel, FindsEndsWithoutMarks) {
  EXPECT_EQ(cut("Updated: December 9, 2024 If you live near the river, you must leave your home."),
            "Updated: December 9, 2024 | If you live near the river, you must leave your home.");
}

TEST(BoundaryModel, ADamagedFileIsRefused) {
  const Result<BoundaryModel> model = BoundaryModel::load("models/sentences.model", "not a model");
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::BadKnowledge);
}

TEST(BoundaryModel, NothingAndOneWordAreLeftAlone) {
  EXPECT_EQ(cut(""), "");
  EXPECT_EQ(cut("Kabul"), "Kabul");
}

}  // namespace
}  // namespace raven::language
