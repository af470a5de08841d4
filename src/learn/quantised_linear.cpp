// SPDX-License-Identifier: Apache-2.0
#include "learn/quantised_linear.h"

#include "base/assert.h"

#include <bit>
#include <cmath>

namespace raven::learn {
namespace {

constexpr std::uint32_t kBlock = 16;
constexpr std::uint32_t kGroup = 4;
constexpr std::size_t kLine = 64;

}  // namespace

Result<std::vector<float>> load_floats(const ModelFile& file, const std::string& name, std::size_t count) {
  RAVEN_TRY(const std::string_view bytes, file.section(name));
  if (bytes.size() != count * 4)
    return file.fault("should have " + std::to_string(count) + " numbers in section " + name + " and has " +
                      std::to_string(bytes.size() / 4));
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = std::bit_cast<float>(static_cast<std::uint32_t>(number_at(bytes, i * 4, 4)));
    if (!(std::fabs(values[i]) <= kGreatestNumber))
      return file.fault("has a number out of range in section " + name);
  }
  return values;
}

Result<QuantisedLinear> QuantisedLinear::load(const ModelFile& file, const std::string& name,
                                              std::uint32_t inputs, std::uint32_t outputs) {
  RAVEN_ASSERT(inputs % kBlock == 0);
  RAVEN_TRY(const std::string_view bytes, file.section(name + ".w"));
  if (bytes.size() != static_cast<std::size_t>(inputs) * outputs)
    return file.fault("should have " + std::to_string(outputs) + " x " + std::to_string(inputs) +
                      " weights in section " + name + ".w and has " + std::to_string(bytes.size()));
  QuantisedLinear layer;
  layer.inputs_ = inputs;
  layer.outputs_ = outputs;
  RAVEN_TRY(layer.scales_, load_floats(file, name + ".s", outputs));
  if (file.has(name + ".b")) {
    RAVEN_TRY(layer.biases_, load_floats(file, name + ".b", outputs));
  }
  const std::uint32_t padded = (outputs + kBlock - 1) / kBlock * kBlock;
  layer.scales_.resize(padded, 0.0F);
  layer.biases_.resize(padded, 0.0F);
  layer.corrections_.resize(padded, 0);
  layer.weights_.resize(static_cast<std::size_t>(padded) * inputs + kLine, 0);
  layer.begin_ = kLine - reinterpret_cast<std::uintptr_t>(layer.weights_.data()) % kLine;
  std::int8_t* const packed = layer.weights_.data() + layer.begin_;
  for (std::uint32_t output = 0; output < outputs; ++output) {
    std::int32_t sum = 0;
    for (std::uint32_t input = 0; input < inputs; ++input) {
      const auto weight = static_cast<std::int8_t>(bytes[static_cast<std::size_t>(output) * inputs + input]);
      if (weight == -128) return file.fault("has a weight of -128 in section " + name + ".w");
      sum += weight;
      const std::size_t group =
          (static_cast<std::size_t>(output / kBlock) * inputs + input / kGroup * kGroup) * kBlock;
      packed[group + output % kBlock * kGroup + input % kGroup] = weight;
    }
    layer.corrections_[output] = -128 * sum;
  }
  return layer;
}

LinearView QuantisedLinear::view() const {
  return {weights_.data() + begin_, corrections_.data(), scales_.data(), biases_.data(), inputs_,
          stride() / kBlock};
}

}  // namespace raven::learn
