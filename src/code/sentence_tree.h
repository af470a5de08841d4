// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The dependency tree of one sentence as the coder asks for it: the dependents of a word in order, its
/// governor, and the relation between them (Universal Dependencies 2).
///
///     const code::SentenceTree tree(view);
///     for (std::uint32_t child : tree.children(word)) if (tree.is(child, "obj")) …
///
/// Word indices are those of `Analysis::words`. Any index may be asked for; one outside the sentence has
/// no governor and no dependents. Holds the view; it lives no longer. Linear to build. Thread safety: `const`
/// methods from many threads.

#include "code/sentence_view.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace raven::code {

class SentenceTree {
 public:
  explicit SentenceTree(const SentenceView& view);

  /// False where no parser has seen the sentence.
  bool exists() const { return exists_; }
  /// The words that hang on this one, from left to right.
  std::span<const std::uint32_t> children(std::uint32_t word) const;
  /// The governor; kNone for a root.
  std::uint32_t head(std::uint32_t word) const {
    return view_.in(word) ? heads_[word - view_.first()] : kNone;
  }
  /// The relation to the governor without what stands behind its colon: "nsubj" of "nsubj:pass".
  std::string_view relation(std::uint32_t word) const;
  /// Whether the relation is this one; "nsubj" covers "nsubj:pass", "nsubj:pass" only itself.
  bool is(std::uint32_t word, std::string_view relation) const;
  /// The first dependent with this relation, or kNone.
  std::uint32_t child(std::uint32_t word, std::string_view relation) const;
  /// All words, each behind its governor.
  const std::vector<std::uint32_t>& downwards() const { return downwards_; }

 private:
  const SentenceView& view_;
  bool exists_ = false;
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint32_t> begin_;  // for each word where its dependents begin in dependents_
  std::vector<std::uint32_t> dependents_;
  std::vector<std::uint32_t> downwards_;
};

}  // namespace raven::code
