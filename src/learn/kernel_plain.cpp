// SPDX-License-Identifier: Apache-2.0
// The kernel for every machine.
#include "learn/kernel_tables.h"

namespace raven::learn {
namespace {

constexpr int kActivationOffset = 0;

void multiply(const std::uint8_t* bytes, const float* scales, std::size_t count, const LinearView& linear,
              float* out, std::size_t stride) {
  for (std::uint32_t block = 0; block < linear.blocks; ++block) {
    const std::int8_t* const weights = linear.weights + static_cast<std::size_t>(block) * 16 * linear.inputs;
    for (std::size_t row = 0; row < count; ++row) {
      const std::uint8_t* const values = bytes + row * linear.inputs;
      std::int32_t sums[16] = {};
      const std::int8_t* weight = weights;
      for (std::uint32_t k = 0; k < linear.inputs; k += 4, weight += 64) {
        std::int16_t four[4];
        for (int i = 0; i < 4; ++i)
          four[i] = static_cast<std::int8_t>(values[k + static_cast<std::uint32_t>(i)]);
        for (int output = 0; output < 16; ++output) {
          const std::int8_t* const w = weight + 4 * output;
          sums[output] += w[0] * four[0] + w[1] * four[1] + w[2] * four[2] + w[3] * four[3];
        }
      }
      for (std::uint32_t output = 0; output < 16; ++output) {
        const std::uint32_t at = block * 16 + output;
        out[row * stride + at] =
            static_cast<float>(sums[output]) * (scales[row] * linear.scales[at]) + linear.biases[at];
      }
    }
  }
}

#include "learn/kernel_source.inl"

}  // namespace

const KernelFunctions* plain_kernel() {
  return &kFunctions;
}

}  // namespace raven::learn
