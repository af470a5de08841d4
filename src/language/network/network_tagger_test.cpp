// SPDX-License-Identifier: Apache-2.0
#include "language/network/network_tagger.h"

#include "base/knowledge.h"
#include "language/language.h"
#include "language/network/random_model.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

const std::string& model_bytes() {
  static const std::string bytes =
      make_random_model({.width = 64, .recurrent_layers = 2, .seed = 21, .transitions = true}).file();
  return bytes;
}

/// The built-in knowledge with the random network laid over it.
class NetworkRoom {
 public:
  explicit NetworkRoom(const std::string& bytes) {
    folder_ = std::filesystem::temp_directory_path() /
              ("raven_network_" + std::to_string(std::hash<std::string>{}(bytes)) + "_" +
               std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_ / "models");
    std::ofstream(folder_ / Network::kFile, std::ios::binary) << bytes;
    knowledge_ = *base::Knowledge::open(folder_.string());
  }
  NetworkRoom(const NetworkRoom&) = delete;
  NetworkRoom& operator=(const NetworkRoom&) = delete;
  ~NetworkRoom() { std::filesystem::remove_all(folder_); }

  Result<Language> language() const { return Language::make(knowledge_); }

 private:
  std::filesystem::path folder_;
  base::Knowledge knowledge_;
};

Article article_of(std::string_view text) {
  Article article;
  article.text = text;
  return article;
}

void expect_trees(const Article& article, const Analysis& analysis) {
  for (const Sentence& sentence : analysis.sentences) {
    std::size_t roots = 0;
    for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at) {
      const Word& word = analysis.words[at];
      EXPECT_FALSE(word.relation.empty());
      EXPECT_FALSE(word.fine_tag.empty());
      EXPECT_FALSE(word.lemma.empty());
      if (word.head == kNone) {
        ++roots;
        continue;
      }
      EXPECT_GE(word.head, sentence.first_word);
      EXPECT_LT(word.head, sentence.last_word);
      // Up to the root in no more steps than there are words.
      std::uint32_t up = at;
      std::uint32_t steps = 0;
      while (analysis.words[up].head != kNone && steps <= sentence.last_word - sentence.first_word) {
        up = analysis.words[up].head;
        ++steps;
      }
      EXPECT_EQ(analysis.words[up].head, kNone);
    }
    EXPECT_EQ(roots, 1u);
  }
  std::uint32_t end = 0;
  for (const Name& name : analysis.names) {
    EXPECT_GE(name.first_word, end);
    EXPECT_LT(name.first_word, name.last_word);
    EXPECT_LE(name.last_word, analysis.words.size());
    EXPECT_EQ(name.span.begin, analysis.words[name.first_word].span.begin);
    EXPECT_EQ(name.span.end, analysis.words[name.last_word - 1].span.end);
    EXPECT_LE(name.span.end.value, article.text.size());
    EXPECT_FALSE(name.type.empty());
    end = name.last_word;
  }
}

std::string news() {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "The president of Velmora met envoys from Tarsk on " + std::to_string(i) +
            " May. \u201CWe can't go on,\u201D she said; talks resume in Minsk. ";
  return text;
}

TEST(NetworkTagger, GivesTreesAndNames) {
  const NetworkRoom room(model_bytes());
  const Result<Language> language = room.language();
  ASSERT_TRUE(language) << describe(language.error());
  const Article article = article_of(news());
  Analysis analysis;
  language->annotate(article, analysis);
  ASSERT_GT(analysis.sentences.size(), 100u);
  expect_trees(article, analysis);
  EXPECT_FALSE(analysis.names.empty());
}

TEST(NetworkTagger, ReadsSentencesOfAnyLength) {
  const NetworkRoom room(model_bytes());
  const Result<Language> language = room.language();
  ASSERT_TRUE(language);
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "word" + std::to_string(i) + " ";
  const Article article = article_of(text);
  Analysis analysis;
  language->split(article, analysis);
  // One sentence, whatever the splitter thinks of it.
  Sentence sentence = analysis.sentences.front();
  sentence.last_word = static_cast<std::uint32_t>(analysis.words.size());
  sentence.span.end = analysis.words.back().span.end;
  analysis.sentences = {sentence};
  language->tag(article, analysis);
  expect_trees(article, analysis);
  std::size_t later = 0;
  for (const Word& word : analysis.words) later += word.relation == "parataxis";
  EXPECT_EQ(later, 3u);
}

TEST(NetworkTagger, IsTheSameOnManyThreads) {
  const NetworkRoom room(model_bytes());
  const Result<Language> language = room.language();
  ASSERT_TRUE(language);
  const Article article = article_of(news());
  Analysis alone;
  language->annotate(article, alone);
  std::vector<Analysis> found(8);
  std::vector<std::thread> threads;
  for (Analysis& analysis : found)
    threads.emplace_back([&] {
      // Another article first: what a thread read before must not matter.
      Analysis other;
      language->annotate(article_of("Rain fell. " + std::to_string(&analysis - found.data())), other);
      language->annotate(article, analysis);
    });
  for (std::thread& thread : threads) thread.join();
  for (const Analysis& analysis : found) {
    ASSERT_EQ(analysis.words.size(), alone.words.size());
    for (std::size_t i = 0; i < alone.words.size(); ++i) {
      const Word &a = alone.words[i], &b = analysis.words[i];
      ASSERT_TRUE(a.tag == b.tag && a.fine_tag == b.fine_tag && a.features == b.features &&
                  a.head == b.head && a.relation == b.relation && a.lemma == b.lemma)
          << i;
    }
    ASSERT_EQ(analysis.names.size(), alone.names.size());
    for (std::size_t i = 0; i < alone.names.size(); ++i)
      ASSERT_TRUE(alone.names[i].span == analysis.names[i].span &&
                  alone.names[i].type == analysis.names[i].type &&
                  alone.names[i].sure == analysis.names[i].sure)
          << i;
  }
}

TEST(NetworkTagger, TaggingAgainReplaces) {
  const NetworkRoom room(model_bytes());
  const Result<Language> language = room.language();
  ASSERT_TRUE(language);
  const Article article = article_of(news());
  Analysis analysis;
  language->annotate(article, analysis);
  const std::size_t names = analysis.names.size();
  language->tag(article, analysis);
  EXPECT_EQ(analysis.names.size(), names);
}

TEST(NetworkTagger, AFaultyModelIsTold) {
  const NetworkRoom room(model_bytes().substr(0, 5000));
  const Result<Language> language = room.language();
  ASSERT_FALSE(language);
  EXPECT_EQ(language.error().code, ErrorCode::BadKnowledge);
  EXPECT_NE(describe(language.error()).find("models/language.model"), std::string::npos);
}

}  // namespace
}  // namespace raven::language
