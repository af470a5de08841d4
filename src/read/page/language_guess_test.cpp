// SPDX-License-Identifier: Apache-2.0
#include "read/page/language_guess.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

TEST(LanguageGuess, CodesOfTags) {
  EXPECT_EQ(language_code("pt-BR"), "pt");
  EXPECT_EQ(language_code(" EN_us"), "en");
  EXPECT_EQ(language_code("deu"), "de");
  EXPECT_EQ(language_code("x"), "");
  EXPECT_EQ(language_code(""), "");
}

TEST(LanguageGuess, ALongTextOverrulesWhatIsDeclared) {
  const std::string text =
      "Die Regierung hat am Montag sechs Diplomaten ausgewiesen, wie das Außenministerium in der Hauptstadt "
      "mitteilte. "
      "Der Botschafter wurde am Abend einbestellt, und zwei Konsulate werden noch vor dem Ende des Monats "
      "geschlossen. "
      "Der Handel zwischen beiden Ländern war zehn Jahre lang gewachsen.";
  EXPECT_EQ(guess_language(text, "en"), "de");
  EXPECT_EQ(guess_language("Kurz.", "fr"), "fr");
  EXPECT_EQ(guess_language("", ""), "");
}

}  // namespace
}  // namespace raven::read
