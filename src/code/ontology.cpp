// SPDX-License-Identifier: Apache-2.0
#include "code/ontology.h"

#include "base/table.h"

#include <charconv>

namespace raven::code {
namespace {

std::optional<double> number_in(std::string_view cell) {
  double value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<Ontology> Ontology::make(const base::Knowledge& knowledge) {
  Ontology ontology;

  RAVEN_TRY(const std::string_view plover_bytes, knowledge.file("ontology/plover.tsv"));
  RAVEN_TRY(const base::Table plover,
            base::Table::parse("ontology/plover.tsv", plover_bytes,
                               {"type", "mode", "score", "quad", "requires_recipient"}));
  for (const base::TableRow& row : plover.rows()) {
    const auto type = event_type_named(row[0]);
    if (!type) return plover.fault(row, "no such event type: " + std::string(row[0]));
    const auto score = number_in(row[2]);
    const auto quad = number_in(row[3]);
    if (!score || *score < -10 || *score > 10)
      return plover.fault(row, "the score should be a number from -10 to 10");
    if (!quad || *quad < 1 || *quad > 4) return plover.fault(row, "the quad class should be 1, 2, 3 or 4");
    ontology.plover_.push_back({*type, std::string(row[1]), *score, static_cast<int>(*quad), row[4] == "1"});
  }

  RAVEN_TRY(const std::string_view cameo_bytes, knowledge.file("ontology/cameo.tsv"));
  RAVEN_TRY(const base::Table cameo,
            base::Table::parse("ontology/cameo.tsv", cameo_bytes,
                               {"code", "label", "goldstein", "goldstein_phoenix", "quad_gdelt",
                                "quad_phoenix", "type", "mode", "contexts"}));
  for (const base::TableRow& row : cameo.rows()) {
    CameoEntry entry;
    entry.code = row[0];
    entry.label = row[1];
    // A code without a score of its own takes that of the code it stands under.
    for (std::size_t length = entry.code.size(); length-- > 2;)
      if (const CameoEntry* above = ontology.cameo(entry.code.substr(0, length))) {
        entry.goldstein = above->goldstein;
        break;
      }
    if (!row[2].empty()) {
      const auto goldstein = number_in(row[2]);
      if (!goldstein) return cameo.fault(row, "the Goldstein score should be a number");
      entry.goldstein = *goldstein;
    }
    const auto quad = number_in(row[4]);
    if (!quad || *quad < 1 || *quad > 4) return cameo.fault(row, "GDELT's quad class should be 1, 2, 3 or 4");
    entry.quad = static_cast<int>(*quad);
    if (!row[6].empty()) {
      entry.type = event_type_named(row[6]);
      if (!entry.type) return cameo.fault(row, "no such event type: " + std::string(row[6]));
    }
    std::string code = entry.code;
    if (!ontology.cameo_.emplace(std::move(code), std::move(entry)).second)
      return cameo.fault(row, "the code stands twice");
  }

  RAVEN_TRY(const std::string_view context_bytes, knowledge.file("ontology/contexts.tsv"));
  RAVEN_TRY(const base::Table contexts,
            base::Table::parse("ontology/contexts.tsv", context_bytes, {"context", "meaning"}));
  for (const base::TableRow& row : contexts.rows()) ontology.contexts_.emplace(row[0]);
  return ontology;
}

const PloverEntry* Ontology::plover(EventType type, std::string_view mode) const {
  for (const PloverEntry& entry : plover_)
    if (entry.type == type && entry.mode == mode) return &entry;
  return nullptr;
}

const CameoEntry* Ontology::cameo(std::string_view code) const {
  const auto found = cameo_.find(code);
  return found == cameo_.end() ? nullptr : &found->second;
}

}  // namespace raven::code
