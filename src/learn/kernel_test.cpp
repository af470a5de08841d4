// SPDX-License-Identifier: Apache-2.0
// Every kernel that this machine runs, against plain arithmetic and against each other.
#include "learn/kernel.h"

#include "learn/arena.h"
#include "learn/key_index.h"
#include "learn/model_file.h"
#include "learn/quantised_linear.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::learn {
namespace {

std::vector<Kernel> kernels() {
  std::vector<Kernel> found;
  for (const Kernel kernel : {Kernel::Plain, Kernel::Avx2, Kernel::Avx512})
    if (can_run(kernel)) found.push_back(kernel);
  return found;
}

class Numbers {
 public:
  explicit Numbers(unsigned seed) : random_(seed) {}
  int whole(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }
  float real(float reach) { return (static_cast<float>(random_()) / 2147483648.0F - 1.0F) * reach; }
  std::vector<float> reals(std::size_t count, float reach) {
    std::vector<float> values(count);
    for (float& value : values) value = real(reach);
    return values;
  }

 private:
  std::mt19937 random_;
};

std::string bytes_of(const std::vector<float>& values) {
  std::string bytes;
  for (const float value : values) append_number(bytes, std::bit_cast<std::uint32_t>(value), 4);
  return bytes;
}

/// Bit for bit.
void expect_same(const std::vector<float>& a, const std::vector<float>& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    ASSERT_EQ(std::bit_cast<std::uint32_t>(a[i]), std::bit_cast<std::uint32_t>(b[i]))
        << what << " at " << i << ": " << a[i] << ", " << b[i];
}

Result<QuantisedLinear> layer_of(std::uint32_t inputs, std::uint32_t outputs,
                                 const std::vector<std::int8_t>& weights, const std::vector<float>& scales,
                                 const std::vector<float>& biases) {
  ModelWriter writer("test", 1);
  writer.add("l.w", {reinterpret_cast<const char*>(weights.data()), weights.size()});
  writer.add("l.s", bytes_of(scales));
  if (!biases.empty()) writer.add("l.b", bytes_of(biases));
  const std::string bytes = std::move(writer).finish();
  auto file = ModelFile::parse("m", bytes, "test", 1);
  if (!file) return file.error();
  return QuantisedLinear::load(*file, "l", inputs, outputs);
}

TEST(Kernel, TheBestCanRun) {
  EXPECT_TRUE(can_run(Kernel::Plain));
  EXPECT_TRUE(can_run(best_kernel()));
}

TEST(Kernel, MultipliesExactly) {
  Numbers numbers(1);
  for (int round = 0; round < 60; ++round) {
    const auto inputs = static_cast<std::uint32_t>(16 * numbers.whole(1, 24));
    const auto outputs = static_cast<std::uint32_t>(numbers.whole(1, 90));
    const auto rows = static_cast<std::size_t>(numbers.whole(1, 14));
    // At times the greatest values alone, so that what can overflow does.
    const bool greatest = round % 3 == 0;
    const auto value = [&] {
      return greatest ? (numbers.whole(0, 9) ? 127 : -127) : numbers.whole(-127, 127);
    };
    std::vector<std::int8_t> weights(std::size_t{inputs} * outputs);
    for (std::int8_t& weight : weights) weight = static_cast<std::int8_t>(value());
    const std::vector<float> scales = numbers.reals(outputs, 0.01F), biases = numbers.reals(outputs, 1);
    const auto layer = layer_of(inputs, outputs, weights, scales, round % 2 ? biases : std::vector<float>());
    ASSERT_TRUE(layer);
    std::vector<float> values(rows * inputs);
    for (float& each : values) each = static_cast<float>(value());
    for (std::size_t row = 0; row < rows; ++row) values[row * inputs] = 127;  // then a step is 1
    for (const Kernel kernel : kernels()) {
      const KernelFunctions& functions = kernel_functions(kernel);
      std::vector<std::uint8_t> bytes(values.size());
      std::vector<float> steps(rows), out(rows * layer->stride());
      for (std::size_t row = 0; row < rows; ++row) {
        const float* const part = values.data() + row * inputs;
        functions.quantise(&part, 1, inputs, bytes.data() + row * inputs, &steps[row]);
        ASSERT_EQ(steps[row], 1.0F);
      }
      functions.multiply(bytes.data(), steps.data(), rows, layer->view(), out.data(), layer->stride());
      for (std::size_t row = 0; row < rows; ++row)
        for (std::uint32_t output = 0; output < outputs; ++output) {
          std::int32_t sum = 0;
          for (std::uint32_t i = 0; i < inputs; ++i)
            sum += static_cast<std::int32_t>(values[row * inputs + i]) * weights[output * inputs + i];
          const float product = static_cast<float>(sum) * (1.0F * scales[output]);
          const float expected = product + (round % 2 ? biases[output] : 0.0F);
          ASSERT_EQ(out[row * layer->stride() + output], expected)
              << static_cast<int>(kernel) << ' ' << row << ' ' << output;
        }
    }
  }
}

/// Values as a layer with the identity for weights gives them back.
std::vector<float> quantised(const KernelFunctions& kernel, const std::vector<float>& row, float& step) {
  const auto width = static_cast<std::uint32_t>(row.size());
  std::vector<std::int8_t> weights(row.size() * row.size(), 0);
  for (std::size_t i = 0; i < row.size(); ++i) weights[i * row.size() + i] = 1;
  const auto layer = layer_of(width, width, weights, std::vector<float>(width, 1.0F), {});
  std::vector<std::uint8_t> bytes(width);
  const float* const part = row.data();
  kernel.quantise(&part, 1, width, bytes.data(), &step);
  std::vector<float> out(width);
  const float one = 1.0F;
  kernel.multiply(bytes.data(), &one, 1, layer->view(), out.data(), width);
  return out;
}

TEST(Kernel, RoundsHalfToEven) {
  std::vector<float> row(16, 0.0F);
  row[0] = -127;
  row[1] = 0.5F;
  row[2] = 1.5F;
  row[3] = 2.5F;
  row[4] = -0.5F;
  row[5] = -1.5F;
  row[6] = 2.51F;
  for (const Kernel kernel : kernels()) {
    float step = 0;
    const std::vector<float> whole = quantised(kernel_functions(kernel), row, step);
    EXPECT_EQ(step, 1.0F);
    EXPECT_EQ(std::vector<float>(whole.begin(), whole.begin() + 7),
              (std::vector<float>{-127, 0, 2, 2, 0, -2, 3}));
  }
}

TEST(Kernel, NothingIsNought) {
  for (const Kernel kernel : kernels()) {
    float step = 7;
    EXPECT_EQ(quantised(kernel_functions(kernel), std::vector<float>(32, -1e-38F), step),
              std::vector<float>(32, 0.0F));
    EXPECT_EQ(step, 0.0F);
  }
}

TEST(Kernel, QuantisedRowsArePutTogetherFromParts) {
  Numbers numbers(3);
  const std::vector<float> row = numbers.reals(96, 5);
  std::vector<float> negative = row;
  for (float& value : negative) value = std::max(value, 0.0F);
  for (const Kernel kernel : kernels()) {
    const KernelFunctions& functions = kernel_functions(kernel);
    const float* const whole = row.data();
    const float* const parts[3] = {row.data(), row.data() + 32, row.data() + 64};
    const float* const without = negative.data();
    std::vector<std::uint8_t> a(96), b(96), c(96), d(96);
    float steps[4] = {};
    functions.quantise(&whole, 1, 96, a.data(), &steps[0]);
    functions.quantise(parts, 3, 32, b.data(), &steps[1]);
    EXPECT_EQ(a, b);
    EXPECT_EQ(steps[0], steps[1]);
    functions.quantise_rectified(whole, 96, c.data(), &steps[2]);
    functions.quantise(&without, 1, 96, d.data(), &steps[3]);
    EXPECT_EQ(c, d);
    EXPECT_EQ(steps[2], steps[3]);
  }
}

TEST(Kernel, SumsRows) {
  Numbers numbers(4);
  std::vector<std::int8_t> table(64 * 48);
  for (std::int8_t& value : table) value = static_cast<std::int8_t>(numbers.whole(-127, 127));
  std::vector<std::uint32_t> rows(80);
  for (std::uint32_t& row : rows) row = static_cast<std::uint32_t>(numbers.whole(0, 63));
  for (const Kernel kernel : kernels()) {
    std::vector<float> out(48);
    kernel_functions(kernel).sum_rows(table.data(), 48, rows.data(), 80, 0.5F, out.data());
    for (std::size_t k = 0; k < 48; ++k) {
      int sum = 0;
      for (const std::uint32_t row : rows) sum += table[row * 48 + k];
      EXPECT_EQ(out[k], 0.5F * static_cast<float>(sum));
    }
  }
}

TEST(Kernel, Normalises) {
  Numbers numbers(5);
  for (const std::uint32_t width : {16u, 96u, 160u}) {
    const std::vector<float> row = numbers.reals(width, 3), added = numbers.reals(width, 2);
    const std::vector<float> gain = numbers.reals(width, 2), bias = numbers.reals(width, 1);
    for (const bool rectified : {false, true}) {
      std::vector<double> sums;
      double mean = 0, variance = 0;
      for (std::size_t i = 0; i < width; ++i) {
        const double more = rectified ? std::max(added[i], 0.0F) : added[i];
        sums.push_back(static_cast<double>(row[i]) + more);
        mean += sums.back() / width;
      }
      for (const double value : sums) variance += (value - mean) * (value - mean) / width;
      for (const Kernel kernel : kernels()) {
        std::vector<float> out = row;
        const KernelFunctions& functions = kernel_functions(kernel);
        (rectified ? functions.normalise_rectified : functions.normalise)(out.data(), added.data(), width,
                                                                          gain.data(), bias.data());
        for (std::size_t i = 0; i < width; ++i)
          EXPECT_NEAR(out[i], (sums[i] - mean) / std::sqrt(variance + 1e-5) * gain[i] + bias[i], 1e-5);
      }
    }
  }
}

TEST(Kernel, RecursForwardsAndBackwards) {
  Numbers numbers(6);
  for (const std::uint32_t width : {16u, 64u, 80u, 96u}) {
    constexpr std::size_t kSteps = 30;
    // Wide enough that sigmoids come near 0 and 1.
    const std::vector<float> gates = numbers.reals(kSteps * 4 * width, 20);
    // Small, for otherwise a step makes more of the rounding of the step before.
    const std::vector<float> forget = numbers.reals(width, 0.1F), reset = numbers.reals(width, 0.1F);
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
    for (const bool back : {false, true}) {
      std::vector<double> state(width, 0.0), expected(kSteps * width);
      for (std::size_t step = 0; step < kSteps; ++step) {
        const std::size_t at = back ? kSteps - 1 - step : step;
        const float* const gate = gates.data() + at * 4 * width;
        for (std::size_t k = 0; k < width; ++k) {
          const double f = sigmoid(gate[width + k] + forget[k] * state[k]);
          const double r = sigmoid(gate[2 * width + k] + reset[k] * state[k]);
          state[k] = f * state[k] + (1 - f) * gate[k];
          expected[at * width + k] = r * state[k] + (1 - r) * gate[3 * width + k];
        }
      }
      for (const Kernel kernel : kernels()) {
        std::vector<float> out(kSteps * width);
        const auto stride = static_cast<std::ptrdiff_t>(4 * width), step = static_cast<std::ptrdiff_t>(width);
        kernel_functions(kernel).recur(gates.data() + (back ? (kSteps - 1) * 4 * width : 0),
                                       back ? -stride : stride, kSteps, width, forget.data(), reset.data(),
                                       out.data() + (back ? (kSteps - 1) * width : 0), back ? -step : step);
        for (std::size_t i = 0; i < out.size(); ++i) ASSERT_NEAR(out[i], expected[i], 2e-4) << i;
      }
    }
  }
}

TEST(Kernel, FindsTheFirstOfTheGreatest) {
  Numbers numbers(7);
  for (int round = 0; round < 300; ++round) {
    const auto count = static_cast<std::uint32_t>(numbers.whole(1, 70));
    std::vector<float> row(count);
    for (float& value : row) value = static_cast<float>(numbers.whole(-3, 3));
    row.push_back(100);  // what lies beyond does not count
    const auto expected =
        static_cast<std::uint32_t>(std::max_element(row.begin(), row.end() - 1) - row.begin());
    double sum = 0;
    for (std::uint32_t i = 0; i < count; ++i) sum += std::exp(0.7 * (row[i] - row[count / 2]));
    for (const Kernel kernel : kernels()) {
      EXPECT_EQ(kernel_functions(kernel).greatest(row.data(), count), expected);
      EXPECT_NEAR(kernel_functions(kernel).share(row.data(), count, count / 2, 0.7F), 1 / sum, 1e-6);
    }
  }
}

TEST(Kernel, AllGiveTheSameBits) {
  Numbers numbers(8);
  for (int round = 0; round < 40; ++round) {
    const auto width = static_cast<std::uint32_t>(16 * numbers.whole(1, 20));
    const std::vector<float> row = numbers.reals(width, 50), added = numbers.reals(width, 9);
    const std::vector<float> gain = numbers.reals(width, 2), bias = numbers.reals(width, 1);
    const std::vector<float> gates = numbers.reals(std::size_t{12} * 4 * width, 30);
    const std::vector<float> right = numbers.reals(std::size_t{width} * 32, 3);
    const auto run = [&](const KernelFunctions& kernel) {
      std::vector<float> all;
      const auto keep = [&](const std::vector<float>& values) {
        all.insert(all.end(), values.begin(), values.end());
      };
      std::vector<float> out = row;
      kernel.normalise(out.data(), added.data(), width, gain.data(), bias.data());
      keep(out);
      kernel.normalise_rectified(out.data(), added.data(), width, gain.data(), bias.data());
      keep(out);
      kernel.normalise(out.data(), nullptr, width, gain.data(), bias.data());
      keep(out);
      out.resize(std::size_t{12} * width);
      kernel.recur(gates.data(), 4 * static_cast<std::ptrdiff_t>(width), 12, width, gain.data(), bias.data(),
                   out.data(), static_cast<std::ptrdiff_t>(width));
      keep(out);
      out.resize(std::size_t{11} * 32);
      kernel.products(gates.data(), width, 11, width, right.data(), 32, out.data());
      keep(out);
      out.resize(std::size_t{3} * width);
      kernel.pair_rectified(row.data(), added.data(), width, out.data());
      keep(out);
      keep({kernel.share(row.data(), width - 3, width / 2, 0.3F), kernel.share(row.data(), 5, 1, 0.01F)});
      float step = 0;
      keep(quantised(kernel, row, step));
      keep({step});
      return all;
    };
    const std::vector<float> plain = run(kernel_functions(Kernel::Plain));
    for (const Kernel kernel : kernels())
      expect_same(plain, run(kernel_functions(kernel)), std::to_string(static_cast<int>(kernel)));
  }
}

TEST(Kernel, ProductsAreSums) {
  Numbers numbers(9);
  const std::vector<float> left = numbers.reals(7 * 40, 2), right = numbers.reals(32 * 48, 2);
  std::vector<float> out(7 * 48);
  kernel_functions(best_kernel()).products(left.data(), 40, 7, 32, right.data(), 48, out.data());
  for (std::size_t row = 0; row < 7; ++row)
    for (std::size_t column = 0; column < 48; ++column) {
      double sum = 0;
      for (std::size_t k = 0; k < 32; ++k)
        sum += static_cast<double>(left[row * 40 + k]) * static_cast<double>(right[k * 48 + column]);
      EXPECT_NEAR(out[row * 48 + column], sum, 1e-4);
    }
}

TEST(QuantisedLinear, RefusesWhatDoesNotFit) {
  const std::vector<std::int8_t> weights(32, 1);
  EXPECT_TRUE(layer_of(16, 2, weights, {1, 1}, {}));
  EXPECT_FALSE(layer_of(16, 3, weights, {1, 1, 1}, {}));
  EXPECT_FALSE(layer_of(16, 2, weights, {1}, {}));
  EXPECT_FALSE(layer_of(16, 2, weights, {1, 1}, {0}));
  EXPECT_FALSE(layer_of(16, 2, weights, {1, INFINITY}, {}));
  EXPECT_FALSE(layer_of(16, 2, weights, {1, 1}, {0, NAN}));
  EXPECT_FALSE(layer_of(16, 2, std::vector<std::int8_t>(32, -128), {1, 1}, {}));
}

Result<KeyIndex> index_of(const std::vector<std::uint64_t>& keys) {
  ModelWriter writer("test", 1);
  std::string bytes;
  for (const std::uint64_t key : keys) append_number(bytes, key, 8);
  writer.add("keys", bytes);
  const std::string file_bytes = std::move(writer).finish();
  auto file = ModelFile::parse("m", file_bytes, "test", 1);
  if (!file) return file.error();
  return KeyIndex::load(*file, "keys");
}

TEST(KeyIndex, FindsItsKeysAndNoOthers) {
  std::mt19937_64 random(5);
  for (const std::size_t count : {0u, 1u, 2u, 7u, 1000u}) {
    std::vector<std::uint64_t> keys(count);
    for (std::uint64_t& key : keys) key = count == 7 ? random() >> 40 : random();  // 7: all in one part
    std::sort(keys.begin(), keys.end());
    const auto index = index_of(keys);
    ASSERT_TRUE(index);
    for (std::uint32_t i = 0; i < count; ++i) {
      EXPECT_EQ(index->find(keys[i]), i);
      EXPECT_EQ(index->find(keys[i] + 1), kNoKey);
    }
    EXPECT_EQ(index->find(0), kNoKey);
    EXPECT_EQ(index->find(UINT64_MAX), kNoKey);
  }
  EXPECT_EQ(KeyIndex().find(3), kNoKey);
  EXPECT_EQ(index_of({0, UINT64_MAX})->find(UINT64_MAX), 1u);
  EXPECT_FALSE(index_of({5, 5}));
  EXPECT_FALSE(index_of({5, 4}));
}

TEST(Arena, KeepsWhatItGrewTo) {
  Arena arena;
  for (int round = 0; round < 4; ++round) {
    arena.reset();
    for (std::size_t count = 1; count < 50000; count *= 3) {
      auto* const values = arena.take<float>(count);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(values) % 64, 0u);
      std::fill(values, values + count, static_cast<float>(round));
    }
  }
  const std::size_t size = arena.size();
  arena.reset();
  arena.take<std::uint8_t>(size - 64);
  EXPECT_EQ(arena.size(), size);
}

}  // namespace
}  // namespace raven::learn
