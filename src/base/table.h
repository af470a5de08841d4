// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads the text tables of knowledge/: UTF-8, tab-separated, '#' begins a comment line, the first other line
/// names the columns, '-' is an empty cell, '|' separates several values of one cell. Every fault is told
/// with file and line.
///
///     RAVEN_TRY(base::Table table, base::Table::parse("actors/agents.tsv", bytes, {"word", "plural",
///     "sector", "note"})); for (const base::TableRow& row : table.rows()) use(row[0], row.list(1));
///
/// Rows view into the bytes given, which must outlive the table.

#include <raven/result.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

struct TableRow {
  std::uint32_t line = 0;  ///< line in the file, from 1
  std::span<const std::string_view> cells;
  /// The cell, empty where the table has '-'.
  std::string_view operator[](std::size_t column) const { return cells[column]; }
  /// The '|'-separated values of a cell, trimmed; none for an empty cell.
  std::vector<std::string_view> list(std::size_t column) const;
};

class Table {
 public:
  /// BadKnowledge with "file:line" if the columns are not `columns`, a row has another number of cells, or
  /// the bytes are not UTF-8.
  static Result<Table> parse(std::string_view name, std::string_view bytes,
                             std::span<const std::string_view> columns);
  static Result<Table> parse(std::string_view name, std::string_view bytes,
                             std::initializer_list<std::string_view> columns) {
    return parse(name, bytes, std::span<const std::string_view>(columns.begin(), columns.size()));
  }

  const std::vector<TableRow>& rows() const { return rows_; }
  /// An error that points at a row of this table.
  Error fault(const TableRow& row, std::string message) const;

 private:
  std::string name_;
  std::vector<std::string_view> cells_;
  std::vector<TableRow> rows_;
};

}  // namespace raven::base
