// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Looks again at where sentences end. The rules of sentence_splitter.h know marks; what was written without
/// them (headings, greetings, lists, lines that lost their breaks) and abbreviations that no table has are
/// weighed by a linear model over the words on both sides, with the rules' own answer as one of its features.
///
///     split_sentences(text, tokens, ends);
///     model.revise(text, tokens, ends);
///
/// Only gaps that can be an end are weighed: those where the rules end a sentence, after a mark, at a line
/// break, and before a word that begins as sentences do; not after a colon or dash. Where no mark stands, an
/// end needs a clear majority, so that capitals inside of headlines and names do not cut them; and so does
/// taking back an end that the rules found.
///
/// The model is knowledge/models/sentences.model; its README names corpora, licence and scores. Thread
/// safety: `const` methods may be called from many threads. Time is linear in the tokens.

#include "base/knowledge.h"
#include "language/tokeniser.h"
#include "learn/linear_model.h"

#include <raven/result.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace raven::language {

/// The tokens of one paragraph as the features see them.
class BoundaryContext {
 public:
  static constexpr std::size_t kMostFeatures = 40;

  /// `ends` are those of the rules. All must outlive the object.
  BoundaryContext(std::string_view text, std::span<const Token> tokens, std::span<const std::uint32_t> ends);

  /// Whether a sentence may end before token `at` (0 < at < tokens).
  bool is_candidate(std::size_t at) const;
  /// Whether the rules end one there.
  bool rules_end(std::size_t at) const { return ends_[at] != 0; }
  /// Whether a mark that ends sentences stands before it.
  bool has_mark(std::size_t at) const { return marked_[at] != 0; }
  /// The features of the gap before `at`, when the sentence began at token `start`. Gives their number.
  std::size_t features(std::size_t at, std::size_t start, std::uint32_t* out) const;

 private:
  std::size_t size_;
  std::span<const Token> tokens_;
  std::vector<std::uint8_t> ends_;
  std::vector<std::uint8_t> marked_;
  std::vector<std::uint8_t> opens_;     // the token can begin a sentence by its first letter
  std::vector<std::uint8_t> leads_on_;  // a colon or dash stands before it
  std::vector<std::uint8_t> small_;     // begins with a small letter
  std::vector<std::uint8_t> in_brackets_;
  std::vector<std::uint64_t> lowered_;  // hash of the form in small letters, figures as noughts
  std::vector<std::uint64_t> shape_;    // hash of its letters' kinds
};

class BoundaryModel {
 public:
  static constexpr std::string_view kKind = "sentences";
  static constexpr std::uint32_t kVersion = 1;

  static Result<BoundaryModel> make(const base::Knowledge& knowledge);
  static Result<BoundaryModel> load(std::string_view name, std::string_view bytes);

  /// Replaces `ends` (as split_sentences gives them, for the same tokens) by better ones.
  void revise(std::string_view text, std::span<const Token> tokens, std::vector<std::uint32_t>& ends) const;

 private:
  learn::LinearModel model_;
  std::int32_t majority_ = 0;
};

}  // namespace raven::language
