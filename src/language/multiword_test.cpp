// SPDX-License-Identifier: Apache-2.0
#include "language/multiword.h"

#include "language/language.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

/// Token sizes of a text, one figure a word.
std::string sizes(const std::string& text) {
  static const base::Knowledge knowledge;
  static const Result<Language> language = Language::make(knowledge);
  EXPECT_TRUE(language);
  Article article;
  article.text = text;
  Analysis analysis;
  language->annotate(article, analysis);
  std::string out;
  for (const Word& word : analysis.words) out += std::to_string(word.token_words);
  return out;
}

TEST(MultiwordTokens, CliticsLeanOnTheWordBefore) {
  EXPECT_EQ(sizes("They don't sign."), "12011");
  EXPECT_EQ(sizes("Kabul’s envoy cannot go."), "2012011");
  EXPECT_EQ(sizes("They'd've gone."), "30011");
}

TEST(MultiwordTokens, WordsThatOnlyTouchStayApart) {
  EXPECT_EQ(sizes("Russian-made arms came."), "111111");
  EXPECT_EQ(sizes("He said: \"Go.\""), "1111111");
}

}  // namespace
}  // namespace raven::language
