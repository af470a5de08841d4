// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The ontologies as tables: PLOVER's types, modes, contexts and scores, CAMEO's codes with Goldstein scores
/// and quad classes. Loaded from knowledge/ontology/, which names the manuals they come from.
///
///     RAVEN_TRY(code::Ontology ontology, code::Ontology::make(knowledge));
///     ontology.plover(EventType::Assault, "aerial")->score;   // -9.5
///     ontology.cameo("195")->goldstein;                       // -10
///
/// Thread safety: `const` methods may be called from many threads.

#include "base/knowledge.h"

#include <raven/record.h>
#include <raven/result.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace raven::code {

/// A PLOVER type with a mode (or without: mode is empty).
struct PloverEntry {
  EventType type = EventType::Agree;
  std::string mode;
  double score = 0;  ///< -10 to 10
  int quad = 0;      ///< 1 to 4
  bool requires_recipient = false;
};

/// A CAMEO code.
struct CameoEntry {
  std::string code;
  std::string label;
  double goldstein = 0;           ///< -10 to 10, of the nearest ancestor that has one
  int quad = 0;                   ///< GDELT's class, 1 to 4
  std::optional<EventType> type;  ///< the PLOVER type it comes closest to
};

class Ontology {
 public:
  static Result<Ontology> make(const base::Knowledge& knowledge);

  /// Nothing if the type has no such mode.
  const PloverEntry* plover(EventType type, std::string_view mode) const;
  /// Nothing if there is no such code.
  const CameoEntry* cameo(std::string_view code) const;
  bool has_context(std::string_view name) const { return contexts_.contains(name); }

  const std::vector<PloverEntry>& plover_entries() const { return plover_; }

 private:
  std::vector<PloverEntry> plover_;
  std::map<std::string, CameoEntry, std::less<>> cameo_;
  std::set<std::string, std::less<>> contexts_;
};

}  // namespace raven::code
