// SPDX-License-Identifier: Apache-2.0
#include "learn/perceptron.h"

#include <algorithm>
#include <cmath>

namespace raven::learn {

Perceptron::Perceptron(std::size_t label_count, float margin)
    : label_count_(label_count),
      stride_((label_count + 7) / 8 * 8),
      margin_(margin),
      slots_(1u << 16),
      scores_(stride_) {}

std::uint32_t Perceptron::row_of(std::uint32_t feature) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = feature & mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) return 0;
    if (features_[slots_[at] - 1] == feature) return slots_[at];
  }
}

void Perceptron::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 2);
  const std::size_t mask = wider.size() - 1;
  for (std::uint32_t row = 0; row < features_.size(); ++row) {
    std::size_t at = features_[row] & mask;
    while (wider[at] != 0) at = (at + 1) & mask;
    wider[at] = row + 1;
  }
  slots_ = std::move(wider);
}

std::uint32_t Perceptron::made_row(std::uint32_t feature) {
  if (const std::uint32_t row = row_of(feature); row != 0) return row - 1;
  if (features_.size() * 2 >= slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = feature & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  features_.push_back(feature);
  slots_[at] = static_cast<std::uint32_t>(features_.size());
  weights_.resize(features_.size() * stride_);
  drift_.resize(features_.size() * stride_);
  return static_cast<std::uint32_t>(features_.size() - 1);
}

void Perceptron::sum(std::span<const std::uint32_t> features) {
  std::fill(scores_.begin(), scores_.end(), 0.0F);
  for (const std::uint32_t feature : features) {
    const std::uint32_t row = row_of(feature);
    if (row == 0) continue;
    const float* weights = weights_.data() + static_cast<std::size_t>(row - 1) * stride_;
    for (std::size_t label = 0; label < stride_; ++label) scores_[label] += weights[label];
  }
}

std::size_t Perceptron::predict(std::span<const std::uint32_t> features) {
  sum(features);
  return static_cast<std::size_t>(std::max_element(scores_.begin(), scores_.begin() + label_count_) -
                                  scores_.begin());
}

void Perceptron::move(std::uint32_t row, std::size_t label, float step) {
  const std::size_t at = static_cast<std::size_t>(row) * stride_ + label;
  weights_[at] += step;
  drift_[at] += static_cast<float>(step * examples_);
}

std::size_t Perceptron::learn(std::span<const std::uint32_t> features, std::size_t truth) {
  const std::size_t guess = predict(features);
  std::size_t rival = guess;
  if (guess == truth) {
    rival = truth == 0 ? 1 : 0;
    for (std::size_t label = 0; label < label_count_; ++label)
      if (label != truth && scores_[label] > scores_[rival]) rival = label;
  }
  if (scores_[truth] - scores_[rival] < margin_) {
    for (const std::uint32_t feature : features) {
      const std::uint32_t row = made_row(feature);
      move(row, truth, 1.0F);
      move(row, rival, -1.0F);
    }
  }
  examples_ += 1;
  return guess;
}

std::vector<SparseRow> Perceptron::rows(double reach) const {
  std::vector<float> averages(weights_.size());
  double squares = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    averages[i] = static_cast<float>(weights_[i] - drift_[i] / examples_);
    if (averages[i] != 0.0F) {
      squares += static_cast<double>(averages[i]) * averages[i];
      ++kept;
    }
  }
  const double deviation = kept == 0 ? 1 : std::sqrt(squares / static_cast<double>(kept));
  const double scale = 127 / (reach * deviation);
  std::vector<SparseRow> rows;
  for (std::size_t row = 0; row < features_.size(); ++row) {
    SparseRow sparse{features_[row], {}};
    for (std::size_t label = 0; label < label_count_; ++label) {
      const double value = std::clamp(std::round(averages[row * stride_ + label] * scale), -127.0, 127.0);
      if (value != 0)
        sparse.weights.emplace_back(static_cast<std::uint8_t>(label), static_cast<std::int8_t>(value));
    }
    if (!sparse.weights.empty()) rows.push_back(std::move(sparse));
  }
  return rows;
}

}  // namespace raven::learn
