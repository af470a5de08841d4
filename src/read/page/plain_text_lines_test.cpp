// SPDX-License-Identifier: Apache-2.0
// Junk lines of many languages must go, sentences that look like them must stay (tests/reading/).
#include "base/ascii.h"
#include "read/page/plain_text.h"
#include "read/read_test_tables.h"

#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

struct Line {
  std::string text, language;
};

std::vector<Line> lines_of(const std::string& name) {
  std::vector<Line> lines;
  std::ifstream in(std::string(RAVEN_SOURCE_DIR) + "/tests/reading/" + name);
  bool names_seen = false;
  for (std::string row; std::getline(in, row);) {
    if (row.empty() || row[0] == '#') {
      // "###" is a line of its own.
      if (!row.starts_with("###")) continue;
    }
    const std::size_t tab = row.find('\t');
    if (tab == std::string::npos) continue;
    if (names_seen) lines.push_back({row.substr(0, tab), row.substr(tab + 1)});
    names_seen = true;
  }
  return lines;
}

/// A page in which the line stands between paragraphs.
Article read_with(const std::string& line) {
  const std::string page =
      "Harbour of Belmar closed after strike\n\n"
      "The harbour of Belmar was closed on Monday after the strike, the port authority said in a "
      "statement.\n\n" +
      line +
      "\n\nTwo ships were sent to the north of the island to wait there until the harbour opens again.\n\n"
      "The union said the strike would go on until the government gave way to what it asked for.\n";
  ReadHint hint;
  hint.kind = BytesKind::Text;
  return test_reader().read(page, hint).article;
}

/// The line as the text would hold it: blanks joined, what nobody sees left out.
std::string plain(std::string_view text) {
  std::string result;
  for (const std::string_view word : base::split_words(text)) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

TEST(PlainTextLines, JunkGoes) {
  const std::vector<Line> lines = lines_of("junk_lines.tsv");
  ASSERT_GE(lines.size(), 600U);
  std::size_t kept = 0;
  for (const Line& line : lines) {
    const Article article = read_with(line.text);
    EXPECT_GE(article.paragraphs.size(), 3U) << line.text;
    if (article.paragraphs.size() == 3 && article.text.find(line.text) == std::string::npos) continue;
    ++kept;
    ADD_FAILURE() << line.language << " kept: " << line.text;
  }
  EXPECT_EQ(kept, 0U) << "of " << lines.size();
}

TEST(PlainTextLines, HeadingsAndTitlesStay) {
  const std::vector<Line> lines = lines_of("heading_lines.tsv");
  ASSERT_GE(lines.size(), 60U);
  for (const Line& line : lines) {
    const Article article = read_with(line.text);
    EXPECT_NE(article.text.find(plain(line.text)), std::string::npos)
        << line.language << " "
        << (article.dropped.empty() ? "" : article.dropped.back().reason + " " + article.dropped.back().rule);
  }
}

TEST(PlainTextLines, ProseStays) {
  const std::vector<Line> lines = lines_of("prose_lines.tsv");
  ASSERT_GE(lines.size(), 150U);
  std::size_t lost = 0;
  for (const Line& line : lines) {
    const Article article = read_with(line.text);
    if (article.paragraphs.size() == 4 && article.text.find(plain(line.text)) != std::string::npos) continue;
    ++lost;
    ADD_FAILURE() << line.language << " lost: " << line.text << " "
                  << (article.dropped.empty()
                          ? ""
                          : article.dropped.back().reason + " " + article.dropped.back().rule);
  }
  EXPECT_EQ(lost, 0U) << "of " << lines.size();
}

}  // namespace
}  // namespace raven::read
