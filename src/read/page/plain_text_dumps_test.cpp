// SPDX-License-Identifier: Apache-2.0
// Dumps of damaged pages, made from the articles of tests/reading/: what is kept, in words, against the
// article.
#include "base/ascii.h"
#include "base/utf8.h"
#include "read/page/plain_text.h"
#include "read/read_test_tables.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

struct Story {
  std::string language, title;
  std::vector<std::string> paragraphs;
};

std::vector<Story> stories() {
  std::vector<Story> all;
  std::ifstream in(std::string(RAVEN_SOURCE_DIR) + "/tests/reading/articles.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("=== "))
      all.push_back({line.substr(4), {}, {}});
    else if (all.back().title.empty())
      all.back().title = line;
    else
      all.back().paragraphs.push_back(line);
  }
  return all;
}

/// The junk lines of each language.
std::map<std::string, std::vector<std::string>> junk_lines() {
  std::map<std::string, std::vector<std::string>> lines;
  std::ifstream in(std::string(RAVEN_SOURCE_DIR) + "/tests/reading/junk_lines.tsv");
  for (std::string row; std::getline(in, row);) {
    const std::size_t tab = row.find('\t');
    if (tab != std::string::npos && row != "line\tlanguage")
      lines[row.substr(tab + 1)].push_back(row.substr(0, tab));
  }
  return lines;
}

/// Words and, in scripts without blanks, single characters.
std::map<std::string, int> words_of(std::string_view text) {
  std::map<std::string, int> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) ++words[word];
    word.clear();
  };
  for (base::Utf8Cursor at(text); !at.done(); at.next()) {
    const char32_t c = at.code_point();
    const std::string_view bytes = text.substr(at.offset(), at.length());
    const bool is_part = base::is_letter_character(c) || (c < 128 && base::is_digit(static_cast<char>(c))) ||
                         (c >= 0x300 && c < 0x370) || (c >= 0x900 && c < 0xE00);
    if (c >= 0x3040 && c < 0xA000) {
      end();
      ++words[std::string(bytes)];
    } else if (is_part) {
      word.append(bytes);
    } else {
      end();
    }
  }
  end();
  return words;
}

struct Score {
  std::size_t common = 0, kept = 0, wanted = 0;
  double precision() const {
    return static_cast<double>(common) / static_cast<double>(std::max<std::size_t>(kept, 1));
  }
  double recall() const {
    return static_cast<double>(common) / static_cast<double>(std::max<std::size_t>(wanted, 1));
  }
};

Score score_of(std::string_view kept, const Story& story) {
  std::string wanted;
  for (const std::string& paragraph : story.paragraphs) wanted += paragraph + "\n";
  const std::map<std::string, int> have = words_of(kept), want = words_of(wanted);
  Score score;
  for (const auto& [word, count] : have) score.kept += static_cast<std::size_t>(count);
  for (const auto& [word, count] : want) {
    score.wanted += static_cast<std::size_t>(count);
    const auto found = have.find(word);
    if (found != have.end()) score.common += static_cast<std::size_t>(std::min(count, found->second));
  }
  return score;
}

std::string wrapped(const std::string& paragraph) {
  std::string result;
  std::size_t column = 0;
  for (const std::string_view word : base::split_words(paragraph)) {
    if (column > 0 && column + word.size() > 70) {
      result += '\n';
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
  }
  return result;
}

/// A line of fixed numbers, so that every run makes the same pages.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}
  std::size_t below(std::size_t limit) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 8) % limit;
  }

 private:
  std::uint32_t state_;
};

struct Dump {
  std::string text;
  std::string title;
};

Dump dump_of(const std::vector<Story>& all, std::size_t number, std::uint32_t seed,
             const std::map<std::string, std::vector<std::string>>& junk) {
  const Story& story = all[number];
  Dice dice(seed * 97 + static_cast<std::uint32_t>(number));
  const std::vector<std::string>& own = junk.at(story.language);
  const auto any_junk = [&] { return own[dice.below(own.size())]; };
  std::string text;
  const auto line = [&](const std::string& words, std::string_view end = "\n\n") {
    text += words + std::string(end);
  };
  if (dice.below(2) == 0) line("Home | World | Politics | Sport | Culture", "\n");
  if (dice.below(2) == 0) line("Home > World > Belmar", "\n");
  line("North Lantern", "\n");
  for (std::size_t i = dice.below(3); i > 0; --i) line(any_junk(), "\n");
  text += '\n';
  line(story.title);
  if (dice.below(2) == 0) line("By Ann Orr", "\n");
  line("14.04.2024 10:15");
  for (std::size_t i = 0; i < story.paragraphs.size(); ++i) {
    std::string paragraph = story.paragraphs[i];
    if (i == 0 && base::is_upper(paragraph[0]) && base::is_lower(paragraph[1]) && dice.below(2) == 0)
      paragraph.insert(0, 1, paragraph[0]);
    if (seed % 3 == 0 && story.language != "zh" && story.language != "ja") paragraph = wrapped(paragraph);
    line(paragraph);
    if (i + 1 < story.paragraphs.size())
      for (std::size_t n = dice.below(3); n > 0; --n) line(any_junk());
    if (i == 1 && dice.below(4) == 0) line(paragraph);
  }
  if (dice.below(3) == 0) line("###");
  for (std::size_t n = 2 + dice.below(5); n > 0; --n) line(any_junk(), "\n");
  text += '\n';
  if (dice.below(2) == 0) {
    line("Related stories", "\n");
    for (std::size_t n = 3; n > 0; --n) line(all[dice.below(all.size())].title, "\n");
    text += '\n';
  }
  if (seed % 2 == 0) {
    const Story& other = all[(number + 3 + dice.below(all.size() - 6)) % all.size()];
    line(other.title, "\n");
    line("By Ben Ek", "\n");
    line("13.04.2024");
    for (const std::string& paragraph : other.paragraphs) line(paragraph);
  }
  line("© 2024 North Lantern. All rights reserved.");
  return {text, story.title};
}

TEST(PlainTextDumps, WordsOfDamagedPages) {
  const std::vector<Story> all = stories();
  ASSERT_GE(all.size(), 30U);
  const std::map<std::string, std::vector<std::string>> junk = junk_lines();
  Score sum;
  std::size_t pages = 0, titles = 0, perfect = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Dump dump = dump_of(all, i, seed, junk);
      ReadHint hint;
      hint.kind = BytesKind::Text;
      const Article article = test_reader().read(dump.text, hint).article;
      std::string kept;
      for (const Paragraph& paragraph : article.paragraphs)
        kept += std::string(text_of(article, paragraph.span)) + "\n";
      const Score score = score_of(kept, all[i]);
      sum.common += score.common;
      sum.kept += score.kept;
      sum.wanted += score.wanted;
      ++pages;
      if (article.title == dump.title) ++titles;
      if (score.common == score.kept && score.common == score.wanted) ++perfect;
      EXPECT_GE(score.recall(), 0.6) << dump.text << "\n---\n" << kept;
      EXPECT_GE(score.precision(), 0.6) << dump.text << "\n---\n" << kept;
    }
  }
  RecordProperty("precision", std::to_string(sum.precision()));
  RecordProperty("recall", std::to_string(sum.recall()));
  const std::string figures = std::to_string(pages) + " pages, precision " + std::to_string(sum.precision()) +
                              ", recall " + std::to_string(sum.recall()) + ", titles " +
                              std::to_string(titles) + ", without a fault " + std::to_string(perfect);
  EXPECT_GE(sum.precision(), 0.99) << figures;
  EXPECT_GE(sum.recall(), 0.99) << figures;
  EXPECT_GE(titles * 100, pages * 95) << figures;
  std::printf("%s\n", figures.c_str());
}

}  // namespace
}  // namespace raven::read
