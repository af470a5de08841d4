// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The dictionary form of a word, from the word and its Penn tag: irregular forms by table
/// (knowledge/language/lemmas.tsv), the rest by the rules of English inflection. Lemmas are in lower case but
/// for names, as in UD English: "captured" VBD -> "capture", "’s" VBZ -> "be", "Talibans" NNPS -> "Taliban".
///
///     RAVEN_TRY(Lemmatiser lemmatiser, Lemmatiser::make(knowledge));
///     lemmatiser.lemma("embassies", Tag::Noun, "NNS");   // "embassy"
///
/// Thread safety: `const` methods may be called from many threads.

#include "base/knowledge.h"

#include <raven/record.h>
#include <raven/result.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace raven::language {

/// Whether a capital says anything where the word stands: not at the beginning of a sentence, not in a
/// headline.
enum class Capital { Telling, Silent };

/// The capitals of a sentence: headlines are told from prose, so that a capital means what it can.
enum class Casing : std::uint8_t { Prose, AllCapitals, NoCapitals, Headline };

/// Told from the letters of all words together.
Casing casing_of(std::span<const std::string_view> words);

class Lemmatiser {
 public:
  /// BadKnowledge or NotFound if the table cannot be used. Views into the knowledge.
  static Result<Lemmatiser> make(const base::Knowledge& knowledge);

  /// `fine_tag` is the Penn tag. Words over 100 bytes are their own lemma.
  std::string lemma(std::string_view word, Tag tag, std::string_view fine_tag,
                    Capital capital = Capital::Silent) const;

 private:
  std::string verb(const std::string& form, std::string_view fine_tag) const;
  std::string noun(const std::string& form) const;
  std::string compared(const std::string& form, std::string_view fine_tag) const;
  std::string without_ending(std::string_view stem) const;
  const std::string_view* irregular(char kind, const std::string& form) const;

  std::unordered_map<std::string, std::string_view> irregular_;  // kind and form -> lemma
  std::unordered_set<std::string_view> stems_;  // verbs that end as if something had been cut off
};

}  // namespace raven::language
