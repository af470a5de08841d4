// SPDX-License-Identifier: Apache-2.0
#include "language/lemmatiser.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

std::string lemma(std::string_view word, Tag tag, std::string_view fine_tag,
                  Capital capital = Capital::Silent) {
  static const base::Knowledge knowledge;
  static const Lemmatiser lemmatiser = *Lemmatiser::make(knowledge);
  return lemmatiser.lemma(word, tag, fine_tag, capital);
}

TEST(Lemmatiser, RegularVerbs) {
  const std::pair<const char*, const char*> past[] = {
      {"captured", "capture"}, {"closed", "close"},        {"wanted", "want"},        {"expelled", "expel"},
      {"supplied", "supply"},  {"praised", "praise"},      {"agreed", "agree"},       {"stopped", "stop"},
      {"created", "create"},   {"defeated", "defeat"},     {"visited", "visit"},      {"invited", "invite"},
      {"needed", "need"},      {"conceded", "concede"},    {"provided", "provide"},   {"arranged", "arrange"},
      {"called", "call"},      {"killed", "kill"},         {"controlled", "control"}, {"argued", "argue"},
      {"used", "use"},         {"threatened", "threaten"}, {"died", "die"},           {"fired", "fire"},
      {"repaired", "repair"},  {"announced", "announce"},  {"settled", "settle"},     {"combined", "combine"},
      {"joined", "join"},      {"hoped", "hope"},          {"developed", "develop"},  {"attacked", "attack"},
      {"targeted", "target"},  {"completed", "complete"},  {"re-elected", "re-elect"}};
  for (const auto& [form, wanted] : past) EXPECT_EQ(lemma(form, Tag::Verb, "VBD"), wanted);
  const std::pair<const char*, const char*> going[] = {
      {"making", "make"}, {"meeting", "meet"}, {"sitting", "sit"},   {"lying", "lie"},
      {"seeing", "see"},  {"eating", "eat"},   {"planning", "plan"}, {"urging", "urge"}};
  for (const auto& [form, wanted] : going) EXPECT_EQ(lemma(form, Tag::Verb, "VBG"), wanted);
  const std::pair<const char*, const char*> third[] = {
      {"goes", "go"},  {"says", "say"},    {"tries", "try"}, {"watches", "watch"},
      {"uses", "use"}, {"passes", "pass"}, {"dies", "die"},  {"praises", "praise"}};
  for (const auto& [form, wanted] : third) EXPECT_EQ(lemma(form, Tag::Verb, "VBZ"), wanted);
}

TEST(Lemmatiser, IrregularVerbs) {
  EXPECT_EQ(lemma("was", Tag::Aux, "VBD"), "be");
  EXPECT_EQ(lemma("\u2019s", Tag::Aux, "VBZ"), "be");
  EXPECT_EQ(lemma("ca", Tag::Aux, "MD"), "can");
  EXPECT_EQ(lemma("wo", Tag::Aux, "MD"), "will");
  EXPECT_EQ(lemma("said", Tag::Verb, "VBD"), "say");
  EXPECT_EQ(lemma("found", Tag::Verb, "VBD"), "find");
  EXPECT_EQ(lemma("found", Tag::Verb, "VB"), "found");
  EXPECT_EQ(lemma("overthrew", Tag::Verb, "VBD"), "overthrow");
  EXPECT_EQ(lemma("FOUGHT", Tag::Verb, "VBD"), "fight");
}

TEST(Lemmatiser, Nouns) {
  const std::pair<const char*, const char*> plural[] = {{"embassies", "embassy"},
                                                        {"soldiers", "soldier"},
                                                        {"men", "man"},
                                                        {"policemen", "policeman"},
                                                        {"children", "child"},
                                                        {"crises", "crisis"},
                                                        {"lives", "life"},
                                                        {"houses", "house"},
                                                        {"viruses", "virus"},
                                                        {"clashes", "clash"},
                                                        {"heroes", "hero"},
                                                        {"movies", "movie"},
                                                        {"troops", "troops"},
                                                        {"series", "series"},
                                                        {"boxes", "box"},
                                                        {"losses", "loss"},
                                                        {"taxis", "taxi"},
                                                        {"1980s", "1980s"},
                                                        {"grandchildren", "grandchild"}};
  for (const auto& [form, wanted] : plural) EXPECT_EQ(lemma(form, Tag::Noun, "NNS"), wanted);
}

TEST(Lemmatiser, NamesKeepTheirCapitals) {
  EXPECT_EQ(lemma("Kabul", Tag::Propn, "NNP"), "Kabul");
  EXPECT_EQ(lemma("Americans", Tag::Propn, "NNPS"), "American");
  EXPECT_EQ(lemma("Taliban", Tag::Propn, "NNPS"), "Taliban");
  EXPECT_EQ(lemma("Palestinian", Tag::Adj, "JJ", Capital::Telling), "Palestinian");
  EXPECT_EQ(lemma("Great", Tag::Adj, "JJ", Capital::Silent), "great");
  EXPECT_EQ(lemma("GDP", Tag::Noun, "NN", Capital::Telling), "GDP");
}

TEST(Lemmatiser, SmallWordsAndSigns) {
  EXPECT_EQ(lemma("n\u2019t", Tag::Part, "RB"), "not");
  EXPECT_EQ(lemma("them", Tag::Pron, "PRP"), "they");
  EXPECT_EQ(lemma("I", Tag::Pron, "PRP"), "I");
  EXPECT_EQ(lemma("these", Tag::Det, "DT"), "this");
  EXPECT_EQ(lemma("an", Tag::Det, "DT"), "a");
  EXPECT_EQ(lemma("\u201C", Tag::Punct, "``"), "\"");
  EXPECT_EQ(lemma("15,000", Tag::Num, "CD"), "15000");
  EXPECT_EQ(lemma("larger", Tag::Adj, "JJR"), "large");
  EXPECT_EQ(lemma("biggest", Tag::Adj, "JJS"), "big");
  EXPECT_EQ(lemma("happier", Tag::Adj, "JJR"), "happy");
  EXPECT_EQ(lemma("better", Tag::Adv, "RBR"), "well");
}

TEST(Lemmatiser, OddInputComesBack) {
  EXPECT_EQ(lemma("xs", Tag::Verb, "VBG"), "xs");
  EXPECT_EQ(lemma("ed", Tag::Verb, "VBD"), "ed");
  EXPECT_EQ(lemma("ing", Tag::Verb, "VBG"), "ing");
  EXPECT_EQ(lemma("er", Tag::Adj, "JJR"), "er");
  EXPECT_EQ(lemma("s", Tag::Noun, "NNS"), "s");
  const std::string lengthy(5000, 'x');
  EXPECT_EQ(lemma(lengthy, Tag::Noun, "NN"), lengthy);
}

}  // namespace
}  // namespace raven::language
