// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/block_model.h"

#include "base/table.h"
#include "read/main_text/block_features.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace raven::read {
Result<BlockModel> BlockModel::make(std::string_view name, std::string_view bytes) {
  RAVEN_TRY(base::Table table, base::Table::parse(name, bytes, {"feature", "value", "weight"}));
  BlockModel model;
  model.weights_.assign(feature_count(), 0);
  std::vector<std::uint8_t> seen(feature_count() + kBlockSteps * 4, 0);
  const std::span<const FeatureKind> kinds = feature_kinds();
  for (const base::TableRow& row : table.rows()) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
    if (error != std::errc() || end != row[1].data() + row[1].size())
      return table.fault(row, "the value is a number");
    const std::string digits(row[2]);
    char* rest = nullptr;
    const float weight = std::strtof(digits.c_str(), &rest);
    if (rest == digits.c_str() || *rest != '\0' || !std::isfinite(weight) || std::fabs(weight) > 100)
      return table.fault(row, "the weight is a number between -100 and 100");
    std::size_t number = 0;
    if (row[0].starts_with("class:")) {
      const std::size_t before = model.parts_.size();
      if (value != 0 || row[0].size() == 6) return table.fault(row, "the value of a class is 0");
      if (before >= 10000) return table.fault(row, "there are too many classes");
      model.parts_.add(row[0].substr(6));
      if (model.parts_.size() == before) return table.fault(row, "the value stands twice");
      model.weights_.push_back(weight);
      continue;
    }
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const FeatureKind& k) { return k.name == row[0]; });
    if (kind != kinds.end()) {
      if (value >= kind->values) return table.fault(row, "the feature has no such value");
      number = feature_offset(static_cast<std::size_t>(kind - kinds.begin())) + value;
      model.weights_[number] = weight;
    } else {
      std::size_t place = 0;
      while (place < kBlockSteps && block_step_name(static_cast<BlockStep>(place)) != row[0]) ++place;
      if (place == kBlockSteps) return table.fault(row, "there is no such feature");
      if (value >= 4) return table.fault(row, "the feature has no such value");
      number = feature_count() + place * 4 + value;
      model.steps_[place][value] = weight;
    }
    if (seen[number] != 0) return table.fault(row, "the value stands twice");
    seen[number] = 1;
  }
  return model;
}

float BlockModel::score(const BlockFeatures& features, std::size_t block) const {
  float sum = 0;
  for (const std::uint16_t value : features.values_of(block)) sum += weights_[value];
  return sum;
}

std::string_view BlockModel::strongest_against(const BlockFeatures& features, std::size_t block) const {
  const std::span<const std::uint16_t> values = features.values_of(block);
  if (values.empty()) return "rules alone";
  std::size_t lowest = 0;
  for (std::size_t kind = 1; kind < feature_kinds().size(); ++kind)
    if (weights_[values[kind]] < weights_[values[lowest]]) lowest = kind;
  return feature_kinds()[lowest].name;
}

std::vector<std::uint8_t> BlockModel::decide(const BlockFeatures& features) const {
  std::vector<std::uint8_t> kept =
      features.is_without_values() ? std::vector<std::uint8_t>(features.size(), 0) : best_row(features);
  double all = 0, got = 0;
  bool any = false;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    all += features.prose(i);
    got += kept[i] ? features.prose(i) : 0;
    any = any || (kept[i] && !features.cue(i).is_never_kept);
  }
  if (!any || got < kGuardShare * all)
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = features.cue(i).is_kept_by_rules ? 1 : 0;
  return kept;
}

std::vector<std::uint8_t> BlockModel::best_row(const BlockFeatures& features) const {
  const std::size_t count = features.size();
  std::vector<std::uint8_t> kept(count, 0);
  if (count == 0) return kept;
  // For each block and decision: the better decision about the block before it.
  std::vector<std::array<std::uint8_t, 2>> before(count);
  std::array<float, 2> best = {0, score(features, 0)};
  for (std::size_t i = 1; i < count; ++i) {
    const std::array<float, 4>& step = steps_[static_cast<std::size_t>(features.step_to(i))];
    const float own = score(features, i);
    std::array<float, 2> next{};
    for (std::size_t to = 0; to < 2; ++to) {
      const float from_dropped = best[0] + step[to], from_kept = best[1] + step[2 + to];
      before[i][to] = from_kept > from_dropped ? 1 : 0;
      next[to] = std::max(from_dropped, from_kept) + (to == 1 ? own : 0);
    }
    best = next;
  }
  std::uint8_t decision = best[1] > best[0] ? 1 : 0;
  for (std::size_t i = count; i-- > 0;) {
    kept[i] = decision;
    decision = before[i][decision];
  }
  return kept;
}

}  // namespace raven::read
