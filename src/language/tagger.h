// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Gives each word of a sentence its part of speech: the universal tag and the English (Penn) tag, chosen
/// together, so that the two never contradict each other. A linear model over hashed features
/// (learn/linear_model.h) reads the sentence twice: first from left to right, then again with the tags of
/// both neighbours known.
///
///     RAVEN_TRY(Tagger tagger, Tagger::make(knowledge));
///     std::vector<TagPair> tags;
///     tagger.tag({"Russia", "praises", "the", "Taliban"}, tags);   // PROPN/NNP VERB/VBZ DET/DT PROPN/NNPS
///
/// The model is knowledge/models/tagger.model; its README names the corpora, the licence and the scores.
/// Thread safety: `const` methods may be called from many threads.

#include "base/knowledge.h"
#include "language/lemmatiser.h"
#include "learn/linear_model.h"

#include <raven/record.h>
#include <raven/result.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::language {

struct TagPair {
  Tag tag = Tag::Other;
  std::string_view fine_tag;  ///< lives as long as the tagger
};

/// The tags that a form had in training, as a small number; 0 for a form that it saw once or never.
class TagDictionary {
 public:
  static Result<TagDictionary> load(const learn::ModelFile& file);
  std::uint8_t find(std::uint64_t lowered_hash) const;

  /// From rows sorted by key (the upper half of the lowered form's hash).
  static TagDictionary of(std::vector<std::pair<std::uint32_t, std::uint8_t>> rows);
  /// The model's section.
  std::string bytes() const;

 private:
  std::vector<std::pair<std::uint32_t, std::uint8_t>> rows_;  // sorted by key
  std::vector<std::uint32_t> starts_;                         // by the upper 12 bits
  void index();
};

/// What the features of one word are made of, computed once for each sentence.
struct WordForm {
  std::uint64_t exact = 0;
  std::uint64_t lowered = 0;
  std::uint64_t suffix[5] = {};
  std::uint64_t prefix[4] = {};
  std::uint64_t shape = 0;
  std::uint64_t dictionary = 0;
};

/// The key of a form in the dictionary: lower case, figures as noughts.
std::uint64_t lowered_hash(std::string_view word);

struct SentenceForms {
  std::vector<WordForm> words;
  Casing casing = Casing::Prose;
};

/// Reads a sentence for `features_of`.
void read_forms(std::span<const std::string_view> words, const TagDictionary& dictionary,
                SentenceForms& forms);

/// Label numbers are as in the model; `kNoTag` stands before the beginning and after the end.
inline constexpr std::uint32_t kNoTag = 0xFFFF;
inline constexpr std::size_t kMostFeatures = 80;

/// The features of word `at`. First reading: `tags` holds the labels left of it. Second reading: `tags` left
/// of it are those of the second reading, `before` all those of the first. Gives how many were written to
/// `out`.
std::size_t first_features(const SentenceForms& forms, std::size_t at, std::span<const std::uint32_t> tags,
                           std::uint32_t* out);
std::size_t second_features(const SentenceForms& forms, std::size_t at, std::span<const std::uint32_t> tags,
                            std::span<const std::uint32_t> before, std::uint32_t* out);

class Tagger {
 public:
  static constexpr std::string_view kKind = "tagger";
  static constexpr std::uint32_t kVersion = 1;

  /// Loads models/tagger.model. BadKnowledge or NotFound with the reason if that cannot be.
  static Result<Tagger> make(const base::Knowledge& knowledge);
  static Result<Tagger> load(std::string_view name, std::string_view bytes);

  /// One pair for each word, in `tags` (replaced). Time is linear in the words.
  void tag(std::span<const std::string_view> words, std::vector<TagPair>& tags) const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

}  // namespace raven::language
