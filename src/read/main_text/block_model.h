// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Which blocks of a page are text, decided for all of them together: each block's features have weights for
/// keeping it, each pair of neighbours has weights for keeping both, dropping both, or beginning or ending
/// the text between them. The best row of decisions is found by Viterbi's method (A. J. Viterbi, IEEE Trans.
/// Inf. Theory 13, 1967); the weights are those of a linear-chain conditional random field (Lafferty,
/// McCallum, Pereira, ICML 2001), made by tools/train_text_blocks.cpp and kept as
/// knowledge/reading/text_blocks.tsv.
///
///     RAVEN_TRY(BlockModel model, BlockModel::make("reading/text_blocks.tsv", bytes));
///     const std::vector<std::uint8_t> kept = model.decide(features);
///
/// Linear in the blocks. Thread safety: `const` methods may be called from many threads.

#include <raven/result.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

class BlockFeatures;

/// Looks words up without making strings of them.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};
using WordMap = std::unordered_map<std::string, std::uint16_t, WordHash, std::equal_to<>>;

/// The parts of class and id names that have weights of their own ("related" in "post-related"). Their
/// numbers follow those of the features.
class ClassParts {
 public:
  /// Adds a part and gives its number; the number that it has if it is there already.
  std::uint16_t add(std::string_view part);
  std::size_t size() const { return numbers_.size(); }
  const WordMap& numbers() const { return numbers_; }

 private:
  WordMap numbers_;
};

/// If the weights would keep less than this share of what is surely prose, the stated rules decide alone: a
/// page that looks like nothing the weights were made from still has its text.
inline constexpr double kGuardShare = 0.4;

class BlockModel {
 public:
  /// BadKnowledge, naming table and line, if a feature or value is unknown or stands twice.
  static Result<BlockModel> make(std::string_view name, std::string_view bytes);

  /// For each block 1 if it is text, else 0.
  std::vector<std::uint8_t> decide(const BlockFeatures& features) const;

  /// What speaks for keeping a block by itself; against it, if below 0.
  float score(const BlockFeatures& features, std::size_t block) const;
  /// The parts of class names that it knows.
  const ClassParts& parts() const { return parts_; }

  /// The name of the feature that speaks most against a block; static.
  std::string_view strongest_against(const BlockFeatures& features, std::size_t block) const;

 private:
  std::vector<std::uint8_t> best_row(const BlockFeatures& features) const;

  ClassParts parts_;
  std::vector<float> weights_;                      // by the number of the feature's value
  std::array<std::array<float, 4>, 8> steps_ = {};  // by step, then 2 * (before kept) + (this one kept)
};

}  // namespace raven::read
