// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Trains a linear classifier over hashed features by the averaged perceptron (Freund and Schapire 1999;
/// Collins 2002), with a margin: weights move when the right label does not lead by it. Same examples in the
/// same order give the same model, bit for bit.
///
///     learn::Perceptron perceptron(labels.size());
///     perceptron.learn(features, truth);                 // for each example, several times over
///     std::vector<learn::SparseRow> rows = perceptron.rows(0.02);
///
/// Thread safety: none; one thread trains.

#include "learn/linear_model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace raven::learn {

class Perceptron {
 public:
  explicit Perceptron(std::size_t label_count, float margin = 1.0F);

  /// The label that the present weights give.
  std::size_t predict(std::span<const std::uint32_t> features);

  /// Predicts, moves the weights if that was wrong or too narrow, and gives the prediction.
  std::size_t learn(std::span<const std::uint32_t> features, std::size_t truth);

  /// The averaged weights, scaled so that the greatest fits 8 bits at `reach` times the deviation. Weights
  /// that round to nought are left out.
  std::vector<SparseRow> rows(double reach) const;

 private:
  std::uint32_t row_of(std::uint32_t feature) const;
  std::uint32_t made_row(std::uint32_t feature);
  void grow();
  void sum(std::span<const std::uint32_t> features);
  void move(std::uint32_t row, std::size_t label, float step);

  std::size_t label_count_;
  std::size_t stride_;
  float margin_;
  double examples_ = 1;
  std::vector<std::uint32_t> slots_;     // open addressing: row + 1, or 0
  std::vector<std::uint32_t> features_;  // of each row
  std::vector<float> weights_;           // row * stride_ + label
  std::vector<float> drift_;             // sum of step * example number: average = weight - drift / examples
  std::vector<float> scores_;
};

}  // namespace raven::learn
