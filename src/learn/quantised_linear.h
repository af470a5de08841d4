// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A linear layer with 8-bit weights, one scale for each output, packed for the kernels (learn/kernel.h). In
/// the model file a layer NAME is three sections: "NAME.w", int8 [outputs][inputs], -127..127; "NAME.s", a
/// float32 for each output; "NAME.b", the same, absent where the layer adds nothing.
///
///     RAVEN_TRY(QuantisedLinear layer, QuantisedLinear::load(file, "conv0", 384, 128));
///     kernel.multiply(bytes, scales, rows, layer.view(), out, layer.stride());
///
/// Thread safety: `const` methods may be called from many threads.

#include "learn/kernel.h"
#include "learn/model_file.h"

#include <raven/result.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace raven::learn {

/// Greater widths and numbers than these are refused, so that no sum that a network makes of them can leave
/// the range of a float: loaded numbers are finite, and so is everything computed from them.
inline constexpr std::uint32_t kGreatestWidth = 1024;
inline constexpr float kGreatestNumber = 1000.0F;

/// The float32 numbers of a section, of which there must be `count`. BadKnowledge where there are more or
/// less, or one is not finite or beyond `kGreatestNumber`.
Result<std::vector<float>> load_floats(const ModelFile& file, const std::string& name, std::size_t count);

class QuantisedLinear {
 public:
  /// `inputs` is a multiple of 16. BadKnowledge if a section is missing, has another size, or holds a weight
  /// or number out of range.
  static Result<QuantisedLinear> load(const ModelFile& file, const std::string& name, std::uint32_t inputs,
                                      std::uint32_t outputs);

  LinearView view() const;
  std::uint32_t inputs() const { return inputs_; }
  std::uint32_t outputs() const { return outputs_; }
  /// Floats that one row of results takes: the outputs, rounded up to a multiple of 16.
  std::uint32_t stride() const { return static_cast<std::uint32_t>(scales_.size()); }

 private:
  std::uint32_t inputs_ = 0;
  std::uint32_t outputs_ = 0;
  std::vector<std::int8_t> weights_;
  std::size_t begin_ = 0;  // of the weights, at a cache line
  std::vector<std::int32_t> corrections_;
  std::vector<float> scales_;
  std::vector<float> biases_;
};

}  // namespace raven::learn
