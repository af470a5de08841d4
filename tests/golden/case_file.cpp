// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/case_file.h"

#include <algorithm>

namespace golden {
namespace {

constexpr std::size_t kIndent = 7;  // where values begin, after "name", "why", "text", "----"

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Cells between bars; nothing where the number of cells is wrong.
bool split_row(std::string_view line, Row& row) {
  std::size_t cell = 0;
  while (true) {
    const std::size_t bar = line.find('|');
    if (cell == row.size()) return false;
    row[cell++] = trimmed(line.substr(0, bar));
    if (bar == std::string_view::npos) return cell == row.size();
    line.remove_prefix(bar + 1);
  }
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

raven::Result<Case> parse_case(std::string_view bytes, const std::string& file) {
  Case given;
  enum class Part { Head, Text, Table } part = Part::Head;
  bool paragraph_open = false;
  int number = 0;
  const auto wrong = [&](std::string message) {
    return raven::Error{raven::ErrorCode::BadFormat, std::move(message), file + ":" + std::to_string(number)};
  };
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    const std::string_view content = trimmed(line);
    if (line.starts_with("----")) {
      Row head;
      if (!split_row(line.substr(4), head) || !std::equal(head.begin(), head.end(), kColumns.begin()))
        return wrong("the table's head is not: who | did | whom | where | when | said by | factuality");
      part = Part::Table;
      continue;
    }
    if (part == Part::Text) {
      if (content.empty()) {
        paragraph_open = false;
      } else if (paragraph_open) {
        given.text.back() += ' ';
        given.text.back() += content;
      } else {
        given.text.emplace_back(content);
        paragraph_open = true;
      }
      continue;
    }
    if (content.empty()) continue;
    if (part == Part::Table) {
      Row row;
      if (!split_row(line, row)) return wrong("a row has not seven cells");
      given.rows.push_back(std::move(row));
      continue;
    }
    const std::size_t blank = content.find(' ');
    const std::string_view key = content.substr(0, blank);
    const std::string_view value = blank == std::string_view::npos ? "" : trimmed(content.substr(blank));
    if (key == "name")
      given.name = value;
    else if (key == "why")
      given.why = value;
    else if (key == "origin")
      given.origin = value;
    else if (key == "text") {
      const std::size_t gap = value.find(' ');
      given.language = value.substr(0, gap);
      if (gap != std::string_view::npos) given.date = trimmed(value.substr(gap));
      part = Part::Text;
    } else
      return wrong("unknown word '" + std::string(key) + "'");
  }
  if (given.name.empty() || given.why.empty() || given.origin.empty() || given.text.empty() ||
      part != Part::Table)
    return wrong("a case has name, why, origin, text and a table");
  return given;
}

std::string write_rows(const std::vector<Row>& rows) {
  std::array<std::size_t, kColumns.size()> widths{};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    widths[i] = kColumns[i].size();
    for (const Row& row : rows) widths[i] = std::max(widths[i], characters(row[i]));
  }
  std::string out;
  const auto line = [&](std::string start, const auto& cells) {
    start.resize(kIndent, ' ');
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      if (i) start += " | ";
      start += cells[i];
      start.append(widths[i] - characters(cells[i]), ' ');
    }
    start.erase(start.find_last_not_of(' ') + 1);
    out += start + "\n";
  };
  line("----", kColumns);
  for (const Row& row : rows) line("", row);
  return out;
}

std::string write_case(const Case& given) {
  std::string out = "name   " + given.name + "\nwhy    " + given.why + "\norigin " + given.origin +
                    "\ntext   " + given.language;
  if (!given.date.empty()) out += " " + given.date;
  out += "\n";
  for (std::size_t i = 0; i < given.text.size(); ++i) {
    if (i) out += "\n";
    // Lines of about 110 characters, broken at blanks.
    std::string line = " ";
    std::string_view text = given.text[i];
    while (!text.empty()) {
      const std::size_t blank = std::min(text.find(' '), text.size());
      if (line.size() + 1 + blank > 112 && line != " ") {
        out += line + "\n";
        line = " ";
      }
      line += ' ';
      line += text.substr(0, blank);
      text.remove_prefix(std::min(blank + 1, text.size()));
    }
    out += line + "\n";
  }
  return out + write_rows(given.rows);
}

bool rows_match(const std::vector<Row>& expected, const std::vector<Row>& found) {
  if (expected.size() != found.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i)
    for (std::size_t k = 0; k < kColumns.size(); ++k)
      if (expected[i][k] != "*" && expected[i][k] != found[i][k]) return false;
  return true;
}

}  // namespace golden
