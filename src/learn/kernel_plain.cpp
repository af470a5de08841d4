// SPDX-License-Identifier: Apache-2.0
// The kernel for every machine.
#include "learn/kernel_tables.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace raven::learn {
namespace {

constexpr int kActivationOffset = 0;

// `sum_block`: sums of one block of 16 outputs for `kRows` rows, in integers: sums[row][output].
#if defined(__SSE2__)

/// Bytes 0 to 7 as 16-bit numbers.
inline __attribute__((always_inline)) __m128i widened_low(__m128i bytes) {
  return _mm_unpacklo_epi8(bytes, _mm_cmpgt_epi8(_mm_setzero_si128(), bytes));
}

/// Every x86-64 processor has SSE2. Half a block at a time: 4 sums for each of 3 rows, 2 weights and what is
/// under way fit the 16 registers.
template <int kRows>
inline __attribute__((always_inline)) void sum_block(const std::uint8_t* bytes, std::uint32_t inputs,
                                                     const std::int8_t* weights, std::int32_t sums[][16]) {
  for (int half = 0; half < 2; ++half) {
    __m128i parts[kRows][4];
    for (int row = 0; row < kRows; ++row)
      for (int i = 0; i < 4; ++i) parts[row][i] = _mm_setzero_si128();
    const std::int8_t* weight = weights + 32 * half;
    for (std::uint32_t k = 0; k < inputs; k += 4, weight += 64) {
      const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weight));
      const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weight + 16));
      const __m128i wide[4] = {widened_low(first), widened_low(_mm_unpackhi_epi64(first, first)),
                               widened_low(second), widened_low(_mm_unpackhi_epi64(second, second))};
#pragma GCC unroll 4
      for (int row = 0; row < kRows; ++row) {
        std::int32_t four;
        __builtin_memcpy(&four, bytes + static_cast<std::size_t>(row) * inputs + k, sizeof four);
        const __m128i values = widened_low(_mm_set1_epi32(four));
#pragma GCC unroll 4
        for (int i = 0; i < 4; ++i)
          parts[row][i] = _mm_add_epi32(parts[row][i], _mm_madd_epi16(wide[i], values));
      }
    }
    // Each part holds the sums of two outputs, each as two numbers side by side.
    for (int row = 0; row < kRows; ++row)
      for (int i = 0; i < 4; ++i) {
        std::int32_t four[4];
        _mm_storeu_si128(reinterpret_cast<__m128i*>(four), parts[row][i]);
        sums[row][8 * half + 2 * i] = four[0] + four[1];
        sums[row][8 * half + 2 * i + 1] = four[2] + four[3];
      }
  }
}

inline __attribute__((always_inline)) Floats greater(Floats a, Floats b) {
  __m128 left[4], right[4];
  __builtin_memcpy(left, &a, sizeof a);
  __builtin_memcpy(right, &b, sizeof b);
  for (int i = 0; i < 4; ++i) left[i] = _mm_max_ps(left[i], right[i]);
  __builtin_memcpy(&a, left, sizeof a);
  return a;
}

inline __attribute__((always_inline)) Floats lesser(Floats a, Floats b) {
  __m128 left[4], right[4];
  __builtin_memcpy(left, &a, sizeof a);
  __builtin_memcpy(right, &b, sizeof b);
  for (int i = 0; i < 4; ++i) left[i] = _mm_min_ps(left[i], right[i]);
  __builtin_memcpy(&a, left, sizeof a);
  return a;
}

inline __attribute__((always_inline)) void store_bytes(std::uint8_t* to, Integers whole) {
  __m128i parts[4];
  __builtin_memcpy(parts, &whole, sizeof whole);
  const __m128i bytes =
      _mm_packs_epi16(_mm_packs_epi32(parts[0], parts[1]), _mm_packs_epi32(parts[2], parts[3]));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
}

#else

Floats greater(Floats a, Floats b) {
  return a > b ? a : b;
}

Floats lesser(Floats a, Floats b) {
  return a < b ? a : b;
}

void store_bytes(std::uint8_t* to, Integers whole) {
  for (int lane = 0; lane < 16; ++lane) to[lane] = static_cast<std::uint8_t>(whole[lane]);
}

template <int kRows>
void sum_block(const std::uint8_t* bytes, std::uint32_t inputs, const std::int8_t* weights,
               std::int32_t sums[][16]) {
  for (int row = 0; row < kRows; ++row) {
    for (int output = 0; output < 16; ++output) sums[row][output] = 0;
    const std::int8_t* weight = weights;
    for (std::uint32_t k = 0; k < inputs; k += 4)
      for (int output = 0; output < 16; ++output, weight += 4)
        for (std::uint32_t i = 0; i < 4; ++i)
          sums[row][output] +=
              weight[i] * static_cast<std::int8_t>(bytes[static_cast<std::size_t>(row) * inputs + k + i]);
  }
}

#endif

template <int kRows>
void multiply_rows(const std::uint8_t* bytes, const float* scales, const LinearView& linear,
                   std::uint32_t block, float* out, std::size_t stride) {
  std::int32_t sums[kRows][16];
  sum_block<kRows>(bytes, linear.inputs,
                   linear.weights + static_cast<std::size_t>(block) * 16 * linear.inputs, sums);
  for (int row = 0; row < kRows; ++row)
    for (std::uint32_t output = 0; output < 16; ++output) {
      const std::uint32_t at = block * 16 + output;
      out[static_cast<std::size_t>(row) * stride + at] =
          static_cast<float>(sums[row][output]) * (scales[row] * linear.scales[at]) + linear.biases[at];
    }
}

void multiply(const std::uint8_t* bytes, const float* scales, std::size_t count, const LinearView& linear,
              float* out, std::size_t stride) {
  for (std::uint32_t block = 0; block < linear.blocks; ++block) {
    std::size_t row = 0;
    for (; row + 3 <= count; row += 3)
      multiply_rows<3>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride, stride);
    for (; row < count; ++row)
      multiply_rows<1>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride, stride);
  }
}

#include "learn/kernel_source.inl"

}  // namespace

const KernelFunctions* plain_kernel() {
  return &kFunctions;
}

}  // namespace raven::learn
