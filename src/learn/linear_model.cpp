// SPDX-License-Identifier: Apache-2.0
#include "learn/linear_model.h"

#include "base/ascii.h"
#include "base/assert.h"

#include <algorithm>
#include <array>

namespace raven::learn {
namespace {

constexpr std::size_t kBuckets = 65536;

template <class Number>
std::vector<Number> numbers(std::string_view bytes) {
  std::vector<Number> values(bytes.size() / sizeof(Number));
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<Number>(number_at(bytes, i * sizeof(Number), sizeof(Number)));
  return values;
}

}  // namespace

Result<LinearModel> LinearModel::load(const ModelFile& file, const std::string& prefix) {
  RAVEN_TRY(const std::string_view labels, file.section(prefix + "labels"));
  RAVEN_TRY(const std::string_view buckets, file.section(prefix + "buckets"));
  RAVEN_TRY(const std::string_view keys, file.section(prefix + "keys"));
  RAVEN_TRY(const std::string_view rows, file.section(prefix + "rows"));
  RAVEN_TRY(const std::string_view weights, file.section(prefix + "weights"));
  LinearModel model;
  for (std::string_view name : base::split(labels, '\n'))
    if (!name.empty()) model.labels_.emplace_back(name);
  if (model.labels_.empty() || model.labels_.size() > 255) return file.fault("names no labels, or too many");
  if (buckets.size() != (kBuckets + 1) * 4 || keys.size() % 2 != 0 || weights.size() % 2 != 0 ||
      rows.size() != (keys.size() / 2 + 1) * 4)
    return file.fault("has sections whose sizes do not fit each other");
  model.buckets_ = numbers<std::uint32_t>(buckets);
  model.keys_ = numbers<std::uint16_t>(keys);
  model.rows_ = numbers<std::uint32_t>(rows);
  const std::size_t weight_count = weights.size() / 2;
  if (model.buckets_.front() != 0 || !std::is_sorted(model.buckets_.begin(), model.buckets_.end()) ||
      model.buckets_.back() != model.keys_.size() || model.rows_.front() != 0 ||
      !std::is_sorted(model.rows_.begin(), model.rows_.end()) || model.rows_.back() != weight_count)
    return file.fault("has an index that does not fit its weights");
  model.weights_.resize(weight_count);
  for (std::size_t i = 0; i < weight_count; ++i) {
    const auto label = static_cast<std::uint8_t>(weights[2 * i]);
    if (label >= model.labels_.size()) return file.fault("gives weight to a label that it does not name");
    model.weights_[i] = {label, static_cast<std::int8_t>(weights[2 * i + 1])};
  }
  return model;
}

void LinearModel::score(std::span<const std::uint32_t> features, std::int32_t* scores) const {
  // In three sweeps over a handful of features, so that the cache misses of one sweep overlap: the tables are
  // larger than the caches near the core, and waiting for each in turn took most of the time.
  constexpr std::size_t kBatch = 64;
  struct Place {
    std::uint32_t from;
    std::uint32_t to;
  };
  std::array<Place, kBatch> places;
  while (!features.empty()) {
    const std::size_t count = std::min(features.size(), kBatch);
    for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(&buckets_[features[i] >> 16]);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t bucket = features[i] >> 16;
      places[i] = {buckets_[bucket], buckets_[bucket + 1]};
      __builtin_prefetch(keys_.data() + places[i].from);
    }
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto key = static_cast<std::uint16_t>(features[i]);
      for (std::uint32_t row = places[i].from; row < places[i].to; ++row) {
        if (keys_[row] != key) continue;
        places[found++].from = row;
        __builtin_prefetch(rows_.data() + row);
        break;
      }
    }
    for (std::size_t i = 0; i < found; ++i) {
      const std::uint32_t row = places[i].from;
      places[i] = {rows_[row], rows_[row + 1]};
      __builtin_prefetch(weights_.data() + places[i].from);
    }
    for (std::size_t i = 0; i < found; ++i) {
      const Weight* const end = weights_.data() + places[i].to;
      for (const Weight* weight = weights_.data() + places[i].from; weight != end; ++weight)
        scores[weight->label] += weight->value;
    }
    features = features.subspan(count);
  }
}

std::size_t best_of(std::span<const std::int32_t> scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

void add_linear_model(ModelWriter& writer, const std::string& prefix, std::span<const std::string> labels,
                      std::vector<SparseRow> rows) {
  RAVEN_ASSERT(labels.size() <= 255);
  std::sort(rows.begin(), rows.end(),
            [](const SparseRow& a, const SparseRow& b) { return a.feature < b.feature; });
  std::string names;
  for (const std::string& label : labels) names += label + '\n';
  std::string buckets;
  std::string keys;
  std::string starts;
  std::string weights;
  std::size_t row = 0;
  for (std::size_t bucket = 0; bucket <= kBuckets; ++bucket) {
    while (row < rows.size() && (rows[row].feature >> 16) < bucket) ++row;
    append_number(buckets, row, 4);
  }
  for (const SparseRow& sparse : rows) {
    append_number(keys, sparse.feature & 0xFFFF, 2);
    append_number(starts, weights.size() / 2, 4);
    for (const auto& [label, value] : sparse.weights) {
      weights += static_cast<char>(label);
      weights += static_cast<char>(value);
    }
  }
  append_number(starts, weights.size() / 2, 4);
  writer.add(prefix + "labels", std::move(names));
  writer.add(prefix + "buckets", std::move(buckets));
  writer.add(prefix + "keys", std::move(keys));
  writer.add(prefix + "rows", std::move(starts));
  writer.add(prefix + "weights", std::move(weights));
}

}  // namespace raven::learn
