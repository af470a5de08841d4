// SPDX-License-Identifier: Apache-2.0
// The kernel for processors with AVX2; cmake/raven_kernels.cmake gives this file its flags.
#include "learn/kernel_tables.h"

#ifdef __AVX2__

#include <immintrin.h>

namespace raven::learn {
namespace {

constexpr int kActivationOffset = 0;

/// `vpmaddubsw` multiplies unsigned by signed bytes and adds pairs in 16 bits. With the magnitude of the
/// value and the weight with the value's sign, a pair is at most 2 * 127 * 127 = 32,258: it never saturates.
template <int kRows>
inline __attribute__((always_inline)) void multiply_rows(const std::uint8_t* bytes, const float* scales,
                                                         const LinearView& linear, std::uint32_t block,
                                                         float* out, std::size_t stride) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i low[kRows], high[kRows];
  for (int row = 0; row < kRows; ++row) low[row] = high[row] = _mm256_setzero_si256();
  const std::int8_t* weights = linear.weights + static_cast<std::size_t>(block) * 16 * linear.inputs;
  for (std::uint32_t k = 0; k < linear.inputs; k += 4, weights += 64) {
    const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights));
    const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + 32));
#pragma GCC unroll 4
    for (int row = 0; row < kRows; ++row) {
      std::int32_t four;
      __builtin_memcpy(&four, bytes + static_cast<std::size_t>(row) * linear.inputs + k, sizeof four);
      const __m256i values = _mm256_set1_epi32(four);
      const __m256i magnitudes = _mm256_abs_epi8(values);
      const __m256i pairs_low = _mm256_maddubs_epi16(magnitudes, _mm256_sign_epi8(first, values));
      const __m256i pairs_high = _mm256_maddubs_epi16(magnitudes, _mm256_sign_epi8(second, values));
      low[row] = _mm256_add_epi32(low[row], _mm256_madd_epi16(pairs_low, ones));
      high[row] = _mm256_add_epi32(high[row], _mm256_madd_epi16(pairs_high, ones));
    }
  }
  // By way of memory: with more to do for each sum here, the compiler keeps the sums in memory above as well.
  std::int32_t whole[kRows * 16];
#pragma GCC unroll 4
  for (int row = 0; row < kRows; ++row) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(whole + row * 16), low[row]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(whole + row * 16 + 8), high[row]);
  }
  const std::size_t first_output = static_cast<std::size_t>(block) * 16;
  for (int row = 0; row < kRows; ++row) {
    const __m256 scale = _mm256_set1_ps(scales[row]);
    for (std::size_t at = 0; at < 16; at += 8) {
      const __m256i sum = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(whole + row * 16 + at));
      const __m256 factor = _mm256_mul_ps(scale, _mm256_loadu_ps(linear.scales + first_output + at));
      const __m256 product = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), factor);
      _mm256_storeu_ps(out + static_cast<std::size_t>(row) * stride + first_output + at,
                       _mm256_add_ps(product, _mm256_loadu_ps(linear.biases + first_output + at)));
    }
  }
}

void multiply(const std::uint8_t* bytes, const float* scales, std::size_t count, const LinearView& linear,
              float* out, std::size_t stride) {
  for (std::uint32_t block = 0; block < linear.blocks; ++block) {
    std::size_t row = 0;
    // Three rows: 6 sums, 2 weights, the ones and what is under way fit the 16 registers.
    for (; row + 3 <= count; row += 3)
      multiply_rows<3>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride, stride);
    for (; row < count; ++row)
      multiply_rows<1>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride, stride);
  }
}

inline __attribute__((always_inline)) Floats greater(Floats a, Floats b) {
  __m256 left[2], right[2];
  __builtin_memcpy(left, &a, sizeof a);
  __builtin_memcpy(right, &b, sizeof b);
  for (int i = 0; i < 2; ++i) left[i] = _mm256_max_ps(left[i], right[i]);
  __builtin_memcpy(&a, left, sizeof a);
  return a;
}

inline __attribute__((always_inline)) Floats lesser(Floats a, Floats b) {
  __m256 left[2], right[2];
  __builtin_memcpy(left, &a, sizeof a);
  __builtin_memcpy(right, &b, sizeof b);
  for (int i = 0; i < 2; ++i) left[i] = _mm256_min_ps(left[i], right[i]);
  __builtin_memcpy(&a, left, sizeof a);
  return a;
}

inline __attribute__((always_inline)) void store_bytes(std::uint8_t* to, Integers whole) {
  __m256i halves[2];
  __builtin_memcpy(halves, &whole, sizeof whole);
  // Packing works on each half of a register by itself; what comes out is put in order after it.
  const __m256i pairs = _mm256_permute4x64_epi64(_mm256_packs_epi32(halves[0], halves[1]), 0xD8);
  const __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
}

#include "learn/kernel_source.inl"

}  // namespace

const KernelFunctions* avx2_kernel() {
  return &kFunctions;
}

}  // namespace raven::learn

#else

namespace raven::learn {

const KernelFunctions* avx2_kernel() {
  return nullptr;
}

}  // namespace raven::learn

#endif
