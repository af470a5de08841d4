// SPDX-License-Identifier: Apache-2.0
#include "language/sentence_splitter.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

/// The sentences, joined by " | ".
std::string cut(std::string_view text) {
  static const base::Knowledge knowledge;
  static const Abbreviations abbreviations = *Abbreviations::make(knowledge);
  std::vector<Token> tokens;
  std::vector<std::uint32_t> ends;
  Tokeniser(abbreviations).tokenise(text, tokens);
  split_sentences(text, tokens, ends);
  std::string joined;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    if (!joined.empty()) joined += " | ";
    joined += text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin);
    begin = end;
  }
  EXPECT_EQ(begin, tokens.size());
  return joined;
}

struct Case {
  const char* text;
  const char* sentences;
};

class Sentences : public testing::TestWithParam<Case> {};

TEST_P(Sentences, AreCut) {
  EXPECT_EQ(cut(GetParam().text), GetParam().sentences);
}

const Case kCases[] = {
    {"", ""},
    {"One headline without a stop", "One headline without a stop"},
    {"He left. She came.", "He left. | She came."},
    {"Mr. Putin met Gov. Smith and J. R. Jones.", "Mr. Putin met Gov. Smith and J. R. Jones."},
    {"He lives in the U.S. The war began.", "He lives in the U.S. | The war began."},
    {"He told U.S. President Joe Biden.", "He told U.S. President Joe Biden."},
    {"It came on Sept. 11. In Oct. the war began.", "It came on Sept. 11. | In Oct. the war began."},
    {"At 5 p.m. Monday he left. At 6 p.m. He came.", "At 5 p.m. Monday he left. | At 6 p.m. | He came."},
    {"He works for Gazprom Inc. The firm is big.", "He works for Gazprom Inc. | The firm is big."},
    {"Acme Corp. Chairman Bob left.", "Acme Corp. Chairman Bob left."},
    {"\u201CI will go.\u201D He went.", "\u201CI will go.\u201D | He went."},
    {"\"I will go.\" He went. \"Did you?\"", "\"I will go.\" | He went. | \"Did you?\""},
    {"He said: \u201CGo. Now.\u201D Then he left.", "He said: \u201CGo. | Now.\u201D | Then he left."},
    {"\u201EIch gehe.\u201C He left.", "\u201EIch gehe.\u201C | He left."},
    {"\u00ABJe pars.\u00BB He left.", "\u00ABJe pars.\u00BB | He left."},
    {"\u201CWill you go?\u201D he asked. \u201CNo!\u201D Smith said.",
     "\u201CWill you go?\u201D he asked. | \u201CNo!\u201D Smith said."},
    {"He left (at last!) and went home. It rained.", "He left (at last!) and went home. | It rained."},
    {"He left. (It rained.) She came.", "He left. | (It rained.) | She came."},
    {"Wait... What? No!! Yes.", "Wait... | What? | No!! | Yes."},
    {"He waited ... and left.", "He waited ... and left."},
    {"They are in Asia.military men said.The end.", "They are in Asia. | military men said. | The end."},
    {"KABUL (Reuters) \u2014 The war ended. It began anew.",
     "KABUL (Reuters) \u2014 The war ended. | It began anew."},
    {"See www.example.com. It is there.", "See www.example.com. | It is there."},
    {"It rose 3.5 percent. 12 people died.", "It rose 3.5 percent. | 12 people died."},
    {"1. Open the door.", "1. Open the door."},
    {"First line here\nSecond line here", "First line here | Second line here"},
    {"a line that was wrapped by a narrow page goes on and on until\nIran",
     "a line that was wrapped by a narrow page goes on and on until\nIran"},
    {"\u2022 one thing \u2022 another thing", "\u2022 one thing | \u2022 another thing"},
    {"He left Yahoo! and AOL.", "He left Yahoo! and AOL."},
    {"The iPhone sold. iPhones are phones.", "The iPhone sold. | iPhones are phones."},
    {"He met e.g. Smith vs. Jones et al. in No. 10.", "He met e.g. Smith vs. Jones et al. in No. 10."},
    {"It ended in 1805.[6] Then [7] it began.", "It ended in 1805.[6] | Then [7] it began."},
    {"HE MET GEN. SMITH AND DR. JONES.", "HE MET GEN. SMITH AND DR. JONES."},
    {"Vitamin C. He took it.", "Vitamin C. | He took it."},
    {"It was so. \u201CYes,\u201D he said.", "It was so. | \u201CYes,\u201D he said."},
};
INSTANTIATE_TEST_SUITE_P(Rules, Sentences, testing::ValuesIn(kCases));

}  // namespace
}  // namespace raven::language
