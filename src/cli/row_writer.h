// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Writes the rows of a query's answer.
///   table  columns aligned by the first 500 rows (later, wider cells are written in full and stand out), and
///   the
///          number of rows; NULL is "-"; tabs and line ends inside a cell are shown as ␉ and ␤
///   jsonl  one object a row; every value is text, NULL is null
///   csv    RFC 4180 with a header; NULL is an empty cell
///   tsv    a header; a tab, line end or backslash inside a cell is \t, \n, \r, \\; NULL is an empty cell
/// No cell is ever shortened. Thread safety: one thread at a time.

#include "cli/output.h"

#include <raven/raven.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::cli {

enum class RowFormat { Table, JsonLines, Csv, Tsv };
std::optional<RowFormat> row_format_named(std::string_view name);

class RowWriter {
 public:
  RowWriter(RowFormat format, Output& out) : format_(format), out_(out) {}
  Result<Done> write(const std::vector<std::string>& columns, const std::vector<Cell>& row);
  /// Writes what is held back, and the count under a table.
  Result<Done> finish();

 private:
  Result<Done> flush_table();
  std::string table_line(const std::vector<std::string>& cells) const;

  RowFormat format_;
  Output& out_;
  std::uint64_t rows_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> held_;  ///< rows of a table whose widths are still being measured
  std::vector<std::size_t> widths_;
};

/// Columns that `text` takes in a terminal: code points, without combining marks, East Asian wide ones twice.
std::size_t display_width(std::string_view text);

}  // namespace raven::cli
