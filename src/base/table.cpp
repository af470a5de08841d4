// SPDX-License-Identifier: Apache-2.0
#include "base/table.h"

#include "base/ascii.h"
#include "base/utf8.h"

namespace raven::base {

std::vector<std::string_view> TableRow::list(std::size_t column) const {
  std::vector<std::string_view> values;
  if (cells[column].empty()) return values;
  for (std::string_view piece : split(cells[column], '|'))
    if (const std::string_view value = trim(piece); !value.empty()) values.push_back(value);
  return values;
}

Error Table::fault(const TableRow& row, std::string message) const {
  return {ErrorCode::BadKnowledge, std::move(message), name_ + ":" + std::to_string(row.line)};
}

Result<Table> Table::parse(std::string_view name, std::string_view bytes,
                           std::span<const std::string_view> columns) {
  Table table;
  table.name_ = name;
  struct Place {
    std::uint32_t line;
    std::size_t first;
  };
  std::vector<Place> places;
  bool headed = false;
  std::uint32_t line_number = 0;
  while (!bytes.empty()) {
    ++line_number;
    const std::size_t end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty() || line[0] == '#') continue;
    const TableRow here{line_number, {}};
    if (!is_valid_utf8(line)) return table.fault(here, "is not UTF-8");
    std::vector<std::string_view> cells = split(line, '\t');
    if (!headed) {
      headed = true;
      bool same = cells.size() == columns.size();
      for (std::size_t i = 0; same && i < cells.size(); ++i) same = trim(cells[i]) == columns[i];
      if (!same) {
        std::string wanted;
        for (std::string_view column : columns) (wanted += wanted.empty() ? "" : " ") += column;
        return table.fault(here, "the columns should be: " + wanted);
      }
      continue;
    }
    if (cells.size() != columns.size())
      return table.fault(here, "has " + std::to_string(cells.size()) + " cells, should have " +
                                   std::to_string(columns.size()));
    places.push_back({line_number, table.cells_.size()});
    for (std::string_view cell : cells) {
      cell = trim(cell);
      table.cells_.push_back(cell == "-" ? std::string_view() : cell);
    }
  }
  if (!headed) return Error{ErrorCode::BadKnowledge, "has no line that names its columns", table.name_};
  table.rows_.reserve(places.size());
  for (const Place& place : places)
    table.rows_.push_back({place.line, std::span(table.cells_).subspan(place.first, columns.size())});
  return table;
}

}  // namespace raven::base
