// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A linear classifier over hashed features with 8-bit weights: for each label, the sum of the weights that
/// the features present give to it. Weights of nought are not kept.
///
///     RAVEN_TRY(learn::LinearModel model, learn::LinearModel::load(file, ""));
///     std::vector<std::int32_t> scores(model.label_count());
///     model.score(features, scores.data());
///     std::size_t best = learn::best_of(scores);
///
/// Layout of its sections (each name after the prefix given): "labels", one name a line; "buckets", 65,537
/// u32: where the rows begin whose feature has these upper 16 bits; "keys", the lower 16 bits of each row's
/// feature; "rows", u32: where each row's weights begin, and the end; "weights", pairs of label (u8) and
/// weight (i8). All little-endian. Everything is checked when it is loaded, so that scoring need not. Thread
/// safety: `const` methods may be called from many threads.

#include "learn/model_file.h"

#include <raven/result.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::learn {

class LinearModel {
 public:
  /// BadKnowledge if a section is missing or does not fit the others. Copies what it needs.
  static Result<LinearModel> load(const ModelFile& file, const std::string& prefix);

  std::size_t label_count() const { return labels_.size(); }
  const std::string& label(std::size_t number) const { return labels_[number]; }

  /// Adds to scores[0, label_count) what the features give. A feature that the model does not know adds
  /// nothing.
  void score(std::span<const std::uint32_t> features, std::int32_t* scores) const;

 private:
  struct Weight {
    std::uint8_t label;
    std::int8_t value;
  };
  std::vector<std::string> labels_;
  std::vector<std::uint32_t> buckets_;
  std::vector<std::uint16_t> keys_;
  std::vector<std::uint32_t> rows_;
  std::vector<Weight> weights_;
};

/// The index of the greatest; the first of equals.
std::size_t best_of(std::span<const std::int32_t> scores);

/// One feature with its weights, as a trainer leaves them: (label, weight), weight not nought.
struct SparseRow {
  std::uint32_t feature = 0;
  std::vector<std::pair<std::uint8_t, std::int8_t>> weights;
};

/// Writes the sections that `LinearModel::load` reads. `rows` may be in any order; at most 255 labels.
void add_linear_model(ModelWriter& writer, const std::string& prefix, std::span<const std::string> labels,
                      std::vector<SparseRow> rows);

}  // namespace raven::learn
