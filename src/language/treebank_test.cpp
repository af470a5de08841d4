// SPDX-License-Identifier: Apache-2.0
#include "language/treebank.h"

#include <gtest/gtest.h>

namespace raven::language {
namespace {

constexpr std::string_view kBank =
    "# newdoc id = wire-7\n"
    "# sent_id = wire-7-1\n"
    "# text = Tajikistan doesn't sign.\n"
    "1\tTajikistan\tTajikistan\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-LOC\n"
    "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdoes\tdo\tAUX\tVBZ\tTense=Pres|VerbForm=Fin\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\tsign\tsign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# sent_id = wire-7-2\n"
    "# text = Zamir Kabulov left\n"
    "1\tZamir\tZamir\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tNER=B-PER\n"
    "2\tKabulov\tKabulov\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tNER=I-PER\n"
    "3\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n"
    "\n";

TEST(Treebank, KeepsTreesNamesAndTokens) {
  const Result<Treebank> bank = read_treebank("wire.conllu", kBank);
  ASSERT_TRUE(bank) << bank.error().message;
  const Analysis& analysis = bank->analysis;
  EXPECT_EQ(bank->article.id, "wire-7");
  EXPECT_EQ(bank->article.text, "Tajikistan doesn't sign. Zamir Kabulov left");
  ASSERT_EQ(analysis.words.size(), 8u);
  EXPECT_EQ(analysis.words[0].head, 3u);
  EXPECT_EQ(analysis.words[3].head, kNone);
  EXPECT_EQ(analysis.words[6].head, 5u);
  EXPECT_EQ(analysis.words[6].relation, "flat");
  EXPECT_EQ(analysis.words[1].features, "Tense=Pres|VerbForm=Fin");
  EXPECT_EQ(analysis.words[1].token_words, 2);
  EXPECT_EQ(analysis.words[2].token_words, 0);
  EXPECT_EQ(text_of(bank->article, analysis.words[2].span), "n't");
  ASSERT_EQ(analysis.names.size(), 2u);
  EXPECT_EQ(analysis.names[1].type, "PER");
  EXPECT_EQ(text_of(bank->article, analysis.names[1].span), "Zamir Kabulov");
}

TEST(Treebank, WritesWhatItRead) {
  const Result<Treebank> bank = read_treebank("wire.conllu", kBank);
  ASSERT_TRUE(bank);
  EXPECT_EQ(treebank_text(bank->article, bank->analysis), kBank);
}

TEST(Treebank, WordsWithoutATreeHangOnTheFirst) {
  Result<Treebank> bank = read_treebank("wire.conllu", kBank);
  ASSERT_TRUE(bank);
  for (Word& word : bank->analysis.words) word.relation.clear();
  const std::string text = treebank_text(bank->article, bank->analysis);
  EXPECT_NE(text.find("\t0\troot\t_\tNER=B-LOC\n"), std::string::npos);
  EXPECT_NE(text.find("Kabulov\tKabulov\tPROPN\tNNP\tNumber=Sing\t1\tdep\t"), std::string::npos);
}

TEST(Treebank, RefusesAHeadOutsideItsSentence) {
  const Result<Treebank> bank = read_treebank("odd.conllu", "1\ta\ta\tDET\tDT\t_\t9\tdet\t_\t_\n\n");
  ASSERT_FALSE(bank);
  EXPECT_EQ(bank.error().where, "odd.conllu:2");
}

TEST(Treebank, AFormThatTheTextSpellsOtherwiseIsKept) {
  const Result<Treebank> bank = read_treebank("its.conllu",
                                              "1-2\tits\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                              "1\tit\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
                                              "2\t's\tbe\tAUX\tVBZ\t_\t0\troot\t_\t_\n\n");
  ASSERT_TRUE(bank);
  EXPECT_EQ(bank->analysis.words[0].form, "");
  EXPECT_EQ(bank->analysis.words[1].form, "'s");
  EXPECT_EQ(form_of(bank->article, bank->analysis.words[1]), "'s");
}

}  // namespace
}  // namespace raven::language
