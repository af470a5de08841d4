// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A golden case: a small text that a journalist can read, and the events that must come out of it.
/// docs/case-file.md describes the format.
///
///     raven::Result<golden::Case> read = golden::parse_case(bytes, "code/denial.case");
///     if (read) std::cout << golden::write_case(*read);

#include <raven/result.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace golden {

inline constexpr std::array<std::string_view, 7> kColumns = {"who",  "did",     "whom",      "where",
                                                             "when", "said by", "factuality"};
using Row = std::array<std::string, kColumns.size()>;

struct Case {
  std::string name;
  std::string why;
  std::string origin;
  std::string language;
  std::string date;               ///< the page's date, ISO 8601; empty if it has none
  std::vector<std::string> text;  ///< its paragraphs
  std::vector<Row> rows;
};

/// Fails with BadFormat, naming the line.
raven::Result<Case> parse_case(std::string_view bytes, const std::string& file);

/// The case as a file, its table aligned.
std::string write_case(const Case& given);

/// Whether what came out is what was asked for. A cell "*" of `expected` stands for anything.
bool rows_match(const std::vector<Row>& expected, const std::vector<Row>& found);

/// The table alone.
std::string write_rows(const std::vector<Row>& rows);

}  // namespace golden
