// SPDX-License-Identifier: Apache-2.0
#include "language/abbreviations.h"

#include "base/ascii.h"
#include "base/table.h"

#include <array>
#include <optional>
#include <utility>

namespace raven::language {
namespace {

constexpr std::string_view kTableName = "language/abbreviations.tsv";
constexpr std::size_t kLongest = 16;

template <class Value, std::size_t count>
std::optional<Value> named(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == name) return static_cast<Value>(i);
  return std::nullopt;
}

constexpr std::array<std::string_view, 11> kKindNames = {
    "title", "suffix", "month", "day", "organisation", "place", "number", "unit", "latin", "time", "common"};
constexpr std::array<std::string_view, 6> kUseNames = {"always",       "never_ends",     "before_number",
                                                       "after_number", "before_capital", "before_small"};

}  // namespace

Result<Abbreviations> Abbreviations::make(const base::Knowledge& knowledge) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kTableName));
  RAVEN_TRY(const base::Table table, base::Table::parse(kTableName, bytes, {"abbreviation", "kind", "when"}));
  Abbreviations abbreviations;
  for (const base::TableRow& row : table.rows()) {
    const auto kind = named<AbbreviationKind>(kKindNames, row[1]);
    const auto use = named<AbbreviationUse>(kUseNames, row[2]);
    if (!kind) return table.fault(row, "no such kind of abbreviation: " + std::string(row[1]));
    if (!use) return table.fault(row, "no such use of an abbreviation: " + std::string(row[2]));
    if (!row[0].ends_with('.') || row[0].size() > kLongest)
      return table.fault(row, "an abbreviation ends with a stop and has at most 16 bytes");
    abbreviations.rows_.emplace(row[0], Abbreviation{*kind, *use});
  }
  return abbreviations;
}

const Abbreviation* Abbreviations::find(std::string_view written) const {
  if (written.size() > kLongest || written.empty()) return nullptr;
  if (const auto found = rows_.find(written); found != rows_.end()) return &found->second;
  if (!base::is_upper(written[0])) return nullptr;
  char lowered[kLongest];
  bool all_capitals = written.size() >= 3;
  for (std::size_t i = 0; i < written.size(); ++i) {
    lowered[i] = base::to_lower(written[i]);
    if (base::is_lower(written[i])) all_capitals = false;
  }
  if (all_capitals) {
    // "MR." and "SEPT." of a headline; a word in capitals is not taken for a rare abbreviation.
    lowered[0] = written[0];
    const auto found = rows_.find(std::string_view(lowered, written.size()));
    if (found != rows_.end() && (found->second.kind <= AbbreviationKind::Month ||
                                 found->second.kind == AbbreviationKind::Organisation))
      return &found->second;
    lowered[0] = base::to_lower(written[0]);
  }
  // "Approx." at the beginning of a sentence.
  const auto found = rows_.find(std::string_view(lowered, written.size()));
  return found == rows_.end() ? nullptr : &found->second;
}

}  // namespace raven::language
