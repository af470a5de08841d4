// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Words that are written with a full stop and go on after it: "Mr.", "Sept.", "Inc.", "No. 5". Read from
/// knowledge/language/abbreviations.tsv, which explains its columns.
///
///     RAVEN_TRY(Abbreviations abbreviations, Abbreviations::make(knowledge));
///     if (const Abbreviation* found = abbreviations.find("Mr.")) use(found->kind);
///
/// Thread safety: `const` methods may be called from many threads.

#include "base/knowledge.h"

#include <raven/result.h>

#include <string_view>
#include <unordered_map>

namespace raven::language {

/// What an abbreviation stands for; it decides whether a sentence may end with it.
enum class AbbreviationKind {
  Title,
  Suffix,
  Month,
  Day,
  Organisation,
  Place,
  Number,
  Unit,
  Latin,
  Time,
  Common
};

/// In what surroundings the letters are read as an abbreviation and not as a word that ends a sentence.
enum class AbbreviationUse { Always, NeverEnds, BeforeNumber, AfterNumber, BeforeCapital, BeforeSmall };

struct Abbreviation {
  AbbreviationKind kind = AbbreviationKind::Common;
  AbbreviationUse use = AbbreviationUse::Always;
};

/// The table. Views into the knowledge, which must outlive it.
class Abbreviations {
 public:
  /// BadKnowledge for a kind or use that does not exist, NotFound without the table.
  static Result<Abbreviations> make(const base::Knowledge& knowledge);

  /// The row for `written` ("Mr.", with its stop), also when it has a capital where the row has none; nullptr
  /// if there is none. Constant time; anything over 16 bytes is no abbreviation.
  const Abbreviation* find(std::string_view written) const;

  std::size_t size() const { return rows_.size(); }

 private:
  std::unordered_map<std::string_view, Abbreviation> rows_;
};

}  // namespace raven::language
