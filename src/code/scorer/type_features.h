// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the scorer of event types sees of two parties in their sentence: the words of the tree between and
/// around them, what the lexicon allows there, what kind of parties they are. Hashed features and word lists;
/// the numbers of the templates are part of the model file's layout.
///
///     TypeFeatures features(lexicon);
///     TypeEvidence evidence;
///     features.collect(article, analysis, candidate, evidence);
///
/// Linear in the words of the sentence, of which the first 400 are looked at.
/// Thread safety: `const` methods may be called from many threads.

#include "code/lexicon.h"

#include <raven/record.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace raven::code {

/// Words [first, last) of `Analysis::words` with the one that the others hang on.
struct WordGroup {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t head = kNone;  ///< kNone: the party does not stand in the sentence
};

/// A question to the scorer: what does the actor do to the recipient in this sentence?
struct Candidate {
  std::uint32_t sentence = 0;
  WordGroup actor;
  WordGroup recipient;
  std::uint32_t trigger = kNone;  ///< the word that tells it, where that is known
};

/// Word lists whose vectors are averaged, one average each.
enum class WordList : std::uint8_t {
  Predicates,  ///< all words that may tell the event
  Way,         ///< words on the way between the parties
  Objects,     ///< nouns that hang on the predicates
  Between,     ///< words between the parties
  Sentence     ///< all of the sentence
};
inline constexpr std::size_t kWordLists = 5;

struct TypeEvidence {
  std::vector<std::uint32_t> features;                       ///< hashed; each at most once
  std::array<std::vector<std::uint64_t>, kWordLists> words;  ///< hashes of lower-case forms
  std::uint64_t predicate = 0;                               ///< hash of the main predicate's lemma
  std::optional<EventType> lexicon_type;  ///< of the frame that fits best; nothing if no word has a frame
};

class TypeFeatures {
 public:
  /// `lexicon` must outlive the object.
  explicit TypeFeatures(const Lexicon& lexicon) : lexicon_(lexicon) {}

  /// What stood in `evidence` is replaced.
  void collect(const Article& article, const Analysis& analysis, const Candidate& candidate,
               TypeEvidence& evidence) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace raven::code
