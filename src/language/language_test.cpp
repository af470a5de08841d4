// SPDX-License-Identifier: Apache-2.0
#include "language/language.h"

#include "base/utf8.h"
#include "language/treebank.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

const base::Knowledge& knowledge() {
  static const base::Knowledge tables;
  return tables;
}

const Language& language() {
  static const Language room = *Language::make(knowledge());
  return room;
}

Article article_of(std::string_view text) {
  Article article;
  article.text = text;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find("\n\n", begin);
    if (end == std::string_view::npos) end = text.size();
    article.paragraphs.push_back({text_span(begin, end)});
    begin = end + 2;
  }
  return article;
}

Analysis analysis_of(const Article& article) {
  Analysis analysis;
  language().annotate(article, analysis);
  return analysis;
}

std::string tags_of(std::string_view text) {
  const Article article = article_of(text);
  std::string tags;
  for (const Word& word : analysis_of(article).words) {
    if (!tags.empty()) tags += ' ';
    tags += word.fine_tag;
  }
  return tags;
}

void expect_sound(const Article& article, const Analysis& analysis) {
  std::uint32_t word = 0;
  std::uint32_t at = 0;
  for (const Sentence& sentence : analysis.sentences) {
    ASSERT_EQ(sentence.first_word, word);
    ASSERT_LT(sentence.first_word, sentence.last_word);
    ASSERT_LE(sentence.last_word, analysis.words.size());
    ASSERT_EQ(sentence.span.begin, analysis.words[sentence.first_word].span.begin);
    ASSERT_EQ(sentence.span.end, analysis.words[sentence.last_word - 1].span.end);
    if (!article.paragraphs.empty()) {
      ASSERT_LT(sentence.paragraph, article.paragraphs.size());
      ASSERT_TRUE(article.paragraphs[sentence.paragraph].span.contains(sentence.span));
    }
    word = sentence.last_word;
  }
  ASSERT_EQ(word, analysis.words.size());
  const auto only_space = [&](std::uint32_t from, std::uint32_t to) {
    for (base::Utf8Cursor cursor(std::string_view(article.text).substr(from, to - from)); !cursor.done();
         cursor.next())
      if (!base::is_space_character(cursor.code_point())) return false;
    return true;
  };
  for (const Word& found : analysis.words) {
    ASSERT_LE(at, found.span.begin.value);
    ASSERT_LT(found.span.begin, found.span.end);
    ASSERT_LE(found.span.end.value, article.text.size());
    ASSERT_TRUE(only_space(at, found.span.begin.value));
    ASSERT_FALSE(found.fine_tag.empty());
    ASSERT_FALSE(found.lemma.empty());
    at = found.span.end.value;
  }
  ASSERT_TRUE(only_space(at, static_cast<std::uint32_t>(article.text.size())));
}

TEST(Language, SpansHold) {
  const Article article = article_of(
      "Russia\u2019s envoy left Kabul. \u201CI can't stay,\u201D he said.\n\nA heading\n\n\n\nThe U.S. is "
      "out.");
  const Analysis analysis = analysis_of(article);
  expect_sound(article, analysis);
  ASSERT_EQ(analysis.sentences.size(), 4u);
  EXPECT_EQ(text_of(article, analysis.sentences[1].span), "\u201CI can't stay,\u201D he said.");
  EXPECT_EQ(analysis.sentences[2].paragraph, 1u);
  EXPECT_EQ(text_of(article, analysis.words[0].span), "Russia");
  EXPECT_EQ(analysis.words[3].lemma, "leave");
}

TEST(Language, EmptyArticlesAreEmpty) {
  Article article;
  EXPECT_TRUE(analysis_of(article).words.empty());
  article.text = " \n\t ";
  EXPECT_TRUE(analysis_of(article).sentences.empty());
}

TEST(Language, TextWithoutParagraphsIsOne) {
  Article article;
  article.text = "One is here. Two is there.";
  const Analysis analysis = analysis_of(article);
  EXPECT_EQ(analysis.sentences.size(), 2u);
  expect_sound(article, analysis);
}

TEST(Language, AnnotatingAgainReplaces) {
  const Article article = article_of("One is here. Two is there.");
  Analysis analysis;
  language().annotate(article, analysis);
  const std::size_t words = analysis.words.size();
  language().annotate(article, analysis);
  EXPECT_EQ(analysis.words.size(), words);
}

TEST(Language, TagsWhatTheNewsSays) {
  EXPECT_EQ(tags_of("Russia praises the Taliban ."), "NNP VBZ DT NNP .");
  EXPECT_EQ(tags_of("Police arrested 12 protesters in Minsk on Monday ."), "NNS VBD CD NNS IN NNP IN NNP .");
  EXPECT_EQ(tags_of("He did n't want to meet the president ."), "PRP VBD RB VB TO VB DT NN .");
  EXPECT_EQ(tags_of("Two soldiers were killed by a bomb ."), "CD NNS VBD VBN IN DT NN .");
}

TEST(Language, TagsHeadlinesInCapitals) {
  EXPECT_EQ(tags_of("POLICE SAID FIVE PEOPLE DIED IN BAGHDAD"), "NNS VBD CD NNS VBD IN NNP");
}

TEST(Language, TagsGivenWords) {
  const Result<Treebank> bank = read_treebank("t",
                                              "1\tHe\t_\tPRON\tPRP\t_\t_\t_\t_\t_\n2\tleft\t_\tVERB\tVBD\t_"
                                              "\t_\t_\t_\tSpaceAfter=No\n3\t.\t_\tPUNCT\t.\t_\t_\t_\t_\t_\n");
  ASSERT_TRUE(bank);
  EXPECT_EQ(bank->article.text, "He left.");
  Analysis analysis = bank->analysis;
  for (Word& word : analysis.words) word.fine_tag.clear();
  language().tag(bank->article, analysis);
  ASSERT_EQ(analysis.words.size(), 3u);
  EXPECT_EQ(analysis.words[1].fine_tag, "VBD");
  EXPECT_EQ(analysis.words[1].lemma, "leave");
  EXPECT_EQ(analysis.words[0].tag, Tag::Pron);
}

TEST(Treebank, ReadsParagraphsAndMultiwordTokens) {
  const Result<Treebank> bank = read_treebank(
      "t",
      "# newdoc id = a\n# "
      "newpar\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tdo\tdo\tAUX\tVB\t_\t_\t_\t_\t_\n2\tn'"
      "t\tnot\tPART\tRB\t_\t_\t_\t_\t_\n"
      "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n3\t!\t!\tPUNCT\t.\t_\t_\t_\t_\t_\n\n1\tGo\tgo\tVERB\tVB\t_\t_\t_\t_"
      "\t_\n\n# newpar\n1\tNow\tnow\tADV\tRB\t_\t_\t_\t_\t_\n");
  ASSERT_TRUE(bank);
  EXPECT_EQ(bank->article.text, "don't! Go\n\nNow");
  ASSERT_EQ(bank->analysis.words.size(), 5u);
  EXPECT_EQ(text_of(bank->article, bank->analysis.words[1].span), "n't");
  ASSERT_EQ(bank->analysis.sentences.size(), 3u);
  EXPECT_EQ(bank->analysis.sentences[2].paragraph, 1u);
  EXPECT_EQ(bank->analysis.words[1].lemma, "not");
  EXPECT_EQ(read_treebank("bad.conllu", "1\tx\n").error().where, "bad.conllu:1");
}

std::vector<std::string> unreadable(std::string_view text) {
  const Article article = article_of(text);
  const Analysis analysis = analysis_of(article);
  std::vector<std::string> found;
  for (const Sentence& sentence : analysis.sentences)
    if (sentence.readability == Readability::Unreadable) found.emplace_back(text_of(article, sentence.span));
  EXPECT_EQ(std::count_if(analysis.notes.begin(), analysis.notes.end(),
                          [](const Note& note) { return note.code == "unreadable_sentence"; }),
            static_cast<std::ptrdiff_t>(found.size()));
  return found;
}

TEST(Readability, TellsDestroyedSentences) {
  EXPECT_EQ(unreadable("They closed the border, for instance, There is.").size(), 1u);
  EXPECT_EQ(unreadable("The army left the city. \u201CFighting.").size(), 1u);
  EXPECT_EQ(unreadable("He named the League, including all of the state, including the League of them. "
                       "Others blamed Iran, including the south, including Iran.")
                .size(),
            1u);
  EXPECT_EQ(unreadable("The minister went to the.").size(), 1u);
  EXPECT_EQ(unreadable("They saw the his a house.").size(), 1u);
  EXPECT_EQ(unreadable("\uFFFD\uFFFDse\uFFFD in \uFFFDe t\uFFFDwn.").size(), 1u);
  EXPECT_EQ(unreadable("* | * | * | * | * | * | * | a").size(), 1u);
}

TEST(Readability, LeavesOrdinarySentences) {
  for (const char* text : {"There is.", "He knew what there is.", "Great food!", "No.",
                           "\u201CWe fight on,\u201D he said. \u201CAlways.\u201D",
                           "The Hague is a city. He saw A Few Good Men On Monday.", "Vitamin A.",
                           "Five countries, including Iran, signed, including some from Asia.",
                           "Officials said that that was so.", "\u201CStop. Now."})
    EXPECT_TRUE(unreadable(text).empty()) << text;
}

TEST(Readability, HeadingsNeedNoVerb) {
  Article article = article_of("The minister went to the.");
  article.paragraphs[0].role = ParagraphRole::Title;
  EXPECT_EQ(analysis_of(article).sentences[0].readability, Readability::Readable);
}

TEST(Language, HostileTextIsCutInLinearTime) {
  std::vector<std::string> texts;
  for (const char* unit : {"a",
                           ".",
                           "'",
                           "\u2019",
                           "(",
                           "\"",
                           "\u201C",
                           "1",
                           "-",
                           "1-",
                           "a.",
                           "a.1",
                           "/",
                           "@",
                           "a@",
                           "://",
                           ":)",
                           "\n",
                           "\u2022 ",
                           ". A",
                           "?\u201D ",
                           "A. ",
                           "n't",
                           "a-b",
                           "a'",
                           "'s",
                           "U.S. ",
                           "\xE2\x80\xA6",
                           "1,",
                           "www.",
                           "a.b.c",
                           "http://a)",
                           "\xF0\x9F\x98\x80\xE2\x80\x8D",
                           "e\xCC\x81",
                           "non-",
                           "&A",
                           "There is. "}) {
    std::string text;
    while (text.size() < (1u << 17)) text += unit;
    texts.push_back(std::move(text));
  }
  texts.emplace_back(1u << 20, '\0');
  texts.emplace_back(1u << 20, '\xFF');
  for (const std::string& text : texts) {
    Article article;
    article.text = text;
    Analysis analysis;
    const auto start = std::chrono::steady_clock::now();
    language().split(article, analysis);
    // Takes a tenth of a second, in checked builds some ten times that; quadratic time would be minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30)) << text.substr(0, 12);
    // The network reads long sentences in pieces of bounded length, so a shorter text shows as much.
    Article shorter;
    shorter.text = text.substr(0, 1 << 13);
    language().annotate(shorter, analysis);
    expect_sound(shorter, analysis);
  }
}

TEST(Language, RandomBytesKeepTheSpans) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a",   "B",   " ",    ".",    "'",      "\u2019",   "\"",    "1",
                                     "-",   "\n",  "\n\n", "U.S.", "\xFF",   "\xE2\x80", "n't",   "@",
                                     "://", "Mr.", "(",    ")",    "\u201C", "\u201D",   "\u2026"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint32_t i = random() % 40; i > 0; --i) text += pieces[random() % std::size(pieces)];
    const Article article = article_of(text);
    expect_sound(article, analysis_of(article));
  }
}

TEST(Language, ThreadsShareIt) {
  const Article article = article_of("Russia praises the Taliban. The army left the city on Monday.");
  const Analysis alone = analysis_of(article);
  std::vector<Analysis> found(4);
  std::vector<std::thread> threads;
  for (Analysis& analysis : found)
    threads.emplace_back([&article, &analysis] {
      for (int i = 0; i < 50; ++i) language().annotate(article, analysis);
    });
  for (std::thread& thread : threads) thread.join();
  for (const Analysis& analysis : found)
    for (std::size_t i = 0; i < alone.words.size(); ++i)
      EXPECT_EQ(analysis.words[i].fine_tag, alone.words[i].fine_tag);
}

}  // namespace
}  // namespace raven::language
