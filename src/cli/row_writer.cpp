// SPDX-License-Identifier: Apache-2.0
#include "cli/row_writer.h"

#include "cli/json_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace raven::cli {
namespace {

constexpr std::size_t kMeasuredRows = 500;

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string tsv_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string table_cell(std::string_view text) {
  std::string out;
  for (const char c : valid_utf8(text)) {
    if (c == '\t')
      out += "␉";
    else if (c == '\n')
      out += "␤";
    // Control characters must not reach a terminal: a page could hold escape sequences.
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += "\xEF\xBF\xBD";
    else
      out += c;
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-+e") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::optional<RowFormat> row_format_named(std::string_view name) {
  if (name == "table") return RowFormat::Table;
  if (name == "jsonl") return RowFormat::JsonLines;
  if (name == "csv") return RowFormat::Csv;
  if (name == "tsv") return RowFormat::Tsv;
  return std::nullopt;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = first < 0x80 ? first : first & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    i += length;
    if ((point >= 0x300 && point <= 0x36F) || point == 0x200B || point == 0x200D ||
        (point >= 0xFE00 && point <= 0xFE0F))
      continue;
    const bool wide = (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
                      (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
                      (point >= 0xFF00 && point <= 0xFF60) || (point >= 0x1F300 && point <= 0x1FAFF) ||
                      (point >= 0x20000 && point <= 0x3FFFD);
    width += wide ? 2 : 1;
  }
  return width;
}

Result<Done> RowWriter::write(const std::vector<std::string>& columns, const std::vector<Cell>& row) {
  const bool first = rows_++ == 0;
  std::string line;
  switch (format_) {
    case RowFormat::Table: {
      if (first) columns_ = columns;
      std::vector<std::string> cells;
      cells.reserve(row.size());
      for (const Cell& cell : row) cells.push_back(cell ? table_cell(*cell) : "-");
      if (rows_ > kMeasuredRows) {
        if (!held_.empty()) {
          RAVEN_TRY([[maybe_unused]] const Done flushed, flush_table());
        }
        return out_.write(table_line(cells));
      }
      held_.push_back(std::move(cells));
      return Done{};
    }
    case RowFormat::JsonLines:
      line = "{";
      for (std::size_t i = 0; i < row.size(); ++i)
        line +=
            fmt::format("{}{}:{}", i ? "," : "", json_text(columns[i]), row[i] ? json_text(*row[i]) : "null");
      return out_.write(line + "}\n");
    case RowFormat::Csv:
    case RowFormat::Tsv: {
      const char separator = format_ == RowFormat::Csv ? ',' : '\t';
      const auto cell = [&](std::string_view text) {
        return format_ == RowFormat::Csv ? csv_cell(text) : tsv_cell(text);
      };
      const char* end = format_ == RowFormat::Csv ? "\r\n" : "\n";
      if (first) {
        for (std::size_t i = 0; i < columns.size(); ++i)
          line += (i ? std::string(1, separator) : "") + cell(columns[i]);
        line += end;
      }
      for (std::size_t i = 0; i < row.size(); ++i)
        line += (i ? std::string(1, separator) : "") + (row[i] ? cell(*row[i]) : std::string());
      return out_.write(line + end);
    }
  }
  return Done{};
}

std::string RowWriter::table_line(const std::vector<std::string>& cells) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t width = display_width(cells[i]);
    const std::string blanks(widths_[i] > width ? widths_[i] - width : 0, ' ');
    if (i) line += "  ";
    line += is_number(cells[i]) ? blanks + cells[i] : cells[i] + blanks;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

Result<Done> RowWriter::flush_table() {
  widths_.assign(columns_.size(), 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) widths_[i] = display_width(columns_[i]);
  for (const auto& row : held_)
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], display_width(row[i]));
  std::string text = table_line(columns_);
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    if (i) text += "  ";
    for (std::size_t k = 0; k < widths_[i]; ++k) text += "─";
  }
  text += '\n';
  for (const auto& row : held_) text += table_line(row);
  held_.clear();
  return out_.write(text);
}

Result<Done> RowWriter::finish() {
  if (format_ != RowFormat::Table) return Done{};
  if (!held_.empty()) {
    RAVEN_TRY([[maybe_unused]] const Done flushed, flush_table());
  }
  return out_.write(rows_ == 1 ? "(1 row)\n" : fmt::format("({} rows)\n", rows_));
}

}  // namespace raven::cli
