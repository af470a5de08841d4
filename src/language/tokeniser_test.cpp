// SPDX-License-Identifier: Apache-2.0
#include "language/tokeniser.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

const Abbreviations& abbreviations() {
  static const base::Knowledge knowledge;
  static const Abbreviations table = *Abbreviations::make(knowledge);
  return table;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  Tokeniser(abbreviations()).tokenise(text, tokens);
  return tokens;
}

/// The words, joined by blanks.
std::string cut(std::string_view text) {
  std::string joined;
  for (const Token& token : tokens_of(text)) {
    if (!joined.empty()) joined += ' ';
    joined += text.substr(token.begin, token.end - token.begin);
  }
  return joined;
}

TEST(Tokeniser, Clitics) {
  EXPECT_EQ(cut("Russia's envoy didn't go; he'll wait."), "Russia 's envoy did n't go ; he 'll wait .");
  EXPECT_EQ(cut("Russia\u2019s envoy can\u2019t, won't, they\u2019ve"),
            "Russia \u2019s envoy ca n\u2019t , wo n't , they \u2019ve");
  EXPECT_EQ(cut("DON'T I'M we're I'd"), "DO N'T I 'M we 're I 'd");
  EXPECT_EQ(cut("cannot gonna dont"), "can not gon na do nt");
  EXPECT_EQ(cut("the countries' forces"), "the countries ' forces");
  EXPECT_EQ(cut("O'Brien O\u2019Neill's Shi'ite o'clock"), "O'Brien O\u2019Neill 's Shi'ite o'clock");
}

TEST(Tokeniser, Hyphens) {
  EXPECT_EQ(cut("Russian-made anti-tank al-Qaeda 1,300-kilometer"),
            "Russian - made anti-tank al - Qaeda 1,300 - kilometer");
  EXPECT_EQ(cut("non-anti-war ex-president e-mail"), "non-anti-war ex-president e-mail");
  EXPECT_EQ(cut("U.S.-led short- and long-term"), "U.S. - led short - and long - term");
  EXPECT_EQ(cut("peace--or war\u2014now"), "peace -- or war \u2014 now");
}

TEST(Tokeniser, Numbers) {
  EXPECT_EQ(cut("1,300.50 10:30 3.5% $5.2m \u20AC40bn"), "1,300.50 10:30 3.5 % $ 5.2 m \u20AC 40 bn");
  EXPECT_EQ(cut("9/11 08/16/2000 2022-12-10 713-853-3989"), "9/11 08/16/2000 2022-12-10 713-853-3989");
  EXPECT_EQ(cut("1999-2001 10-15"), "1999 - 2001 10 - 15");
  EXPECT_EQ(cut("the 1980s, the '90s, the 80's, the 19th"), "the 1980s , the '90s , the 80's , the 19th");
  EXPECT_EQ(cut("5km 10am 3-0"), "5 km 10 am 3 - 0");
  EXPECT_EQ(cut("killed 5."), "killed 5 .");
}

TEST(Tokeniser, Addresses) {
  EXPECT_EQ(cut("(see https://example.org/a?b=c#d)."), "( see https://example.org/a?b=c#d ) .");
  EXPECT_EQ(cut("write a.b@example.co.uk, now"), "write a.b@example.co.uk , now");
  EXPECT_EQ(cut("www.example.net and Example.com."), "www.example.net and Example.com .");
  EXPECT_EQ(cut("@kremlin #MeToo #1"), "@kremlin #MeToo # 1");
}

TEST(Tokeniser, Abbreviations) {
  EXPECT_EQ(cut("Mr. Putin of the U.S. and Sen. J. Smith Jr. met."),
            "Mr. Putin of the U.S. and Sen. J. Smith Jr. met .");
  EXPECT_EQ(cut("No. 5 is no. He said no."), "No. 5 is no . He said no .");
  EXPECT_EQ(cut("on Sept. 11 at 5 a.m. in Washington, D.C."), "on Sept. 11 at 5 a.m. in Washington , D.C.");
  EXPECT_EQ(cut("10 ft. high, J.K. Rowling, Ph.D."), "10 ft. high , J.K. Rowling , Ph.D.");
  EXPECT_EQ(cut("He sat. Then"), "He sat . Then");
  EXPECT_EQ(cut("AT&T Q&A R&D"), "AT&T Q&A R&D");
}

TEST(Tokeniser, LostBlanks) {
  EXPECT_EQ(cut("in Asia.military men"), "in Asia . military men");
  EXPECT_EQ(cut("he said.The war,which"), "he said . The war , which");
}

TEST(Tokeniser, MarksInRows) {
  EXPECT_EQ(cut("What?! No... yes\u2026"), "What ?! No ... yes \u2026");
  EXPECT_EQ(cut("\u201CYes,\u201D \"no\" ''so'' \u201Ethus\u201C \u00ABainsi\u00BB"),
            "\u201C Yes , \u201D \" no \" '' so '' \u201E thus \u201C \u00AB ainsi \u00BB");
  EXPECT_EQ(cut("===== and/or (IS)"), "===== and / or ( IS )");
}

TEST(Tokeniser, OtherScripts) {
  EXPECT_EQ(cut("Zażółć Путин. \u00C9lys\u00E9e's"), "Zażółć Путин . \u00C9lys\u00E9e 's");
  EXPECT_EQ(cut("caf\u0065\u0301s"), "caf\u0065\u0301s");  // a combining mark stays in its word
  EXPECT_EQ(cut("a\u00A0b\u200Bc"), "a b c");
}

TEST(Tokeniser, SaysWhatStandsBefore) {
  const std::vector<Token> tokens = tokens_of("a b\n\nc, d");
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_EQ(tokens[0].gap, Gap::None);
  EXPECT_EQ(tokens[1].gap, Gap::Blank);
  EXPECT_EQ(tokens[2].gap, Gap::LineBreak);
  EXPECT_EQ(tokens[3].gap, Gap::None);
}

TEST(Abbreviations, TableHoldsWhatItPromises) {
  EXPECT_GE(abbreviations().size(), 300u);
  ASSERT_NE(abbreviations().find("Mr."), nullptr);
  EXPECT_EQ(abbreviations().find("Mr.")->kind, AbbreviationKind::Title);
  ASSERT_NE(abbreviations().find("SEPT."), nullptr);
  EXPECT_EQ(abbreviations().find("SEPT.")->kind, AbbreviationKind::Month);
  EXPECT_EQ(abbreviations().find("Kabul."), nullptr);
  EXPECT_EQ(abbreviations().find(""), nullptr);
  EXPECT_EQ(abbreviations().find(std::string(100, 'a') + "."), nullptr);
}

}  // namespace
}  // namespace raven::language
