// SPDX-License-Identifier: Apache-2.0
// The kernel for processors with AVX-512 and VNNI; cmake/raven_kernels.cmake gives this file its flags.
#include "learn/kernel_tables.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)

#include <immintrin.h>

namespace raven::learn {
namespace {

/// `vpdpbusd` takes values as unsigned bytes: 128 is added to each, and what that adds to a sum, 128 times
/// the sum of the weights, is in `LinearView::corrections`.
constexpr int kActivationOffset = 128;

template <int kRows, int kBlocks>
inline __attribute__((always_inline)) void multiply_tile(const std::uint8_t* bytes, const float* scales,
                                                         const LinearView& linear, std::uint32_t block,
                                                         float* out, std::size_t stride) {
  __m512i sums[kRows][kBlocks];
#pragma GCC unroll 8
  for (int b = 0; b < kBlocks; ++b) {
    const __m512i correction =
        _mm512_loadu_si512(linear.corrections + (block + static_cast<std::uint32_t>(b)) * 16);
#pragma GCC unroll 8
    for (int row = 0; row < kRows; ++row) sums[row][b] = correction;
  }
  const std::size_t block_size = static_cast<std::size_t>(linear.inputs) * 16;
  const std::int8_t* weights = linear.weights + block * block_size;
  for (std::uint32_t k = 0; k < linear.inputs; k += 4, weights += 64) {
    __m512i weight[kBlocks];
#pragma GCC unroll 8
    for (int b = 0; b < kBlocks; ++b)
      weight[b] = _mm512_loadu_si512(weights + static_cast<std::size_t>(b) * block_size);
#pragma GCC unroll 8
    for (int row = 0; row < kRows; ++row) {
      std::int32_t four;
      __builtin_memcpy(&four, bytes + static_cast<std::size_t>(row) * linear.inputs + k, sizeof four);
      const __m512i values = _mm512_set1_epi32(four);
#pragma GCC unroll 8
      for (int b = 0; b < kBlocks; ++b) sums[row][b] = _mm512_dpbusd_epi32(sums[row][b], values, weight[b]);
    }
  }
  // By way of memory: with more to do for each sum here, the compiler keeps the sums in memory above as well.
  std::int32_t whole[kRows * kBlocks * 16];
#pragma GCC unroll 8
  for (int row = 0; row < kRows; ++row)
#pragma GCC unroll 8
    for (int b = 0; b < kBlocks; ++b) _mm512_storeu_si512(whole + (row * kBlocks + b) * 16, sums[row][b]);
  const float* const output_scales = linear.scales + std::size_t{block} * 16;
  const float* const biases = linear.biases + std::size_t{block} * 16;
  for (int row = 0; row < kRows; ++row) {
    const __m512 scale = _mm512_set1_ps(scales[row]);
    float* const to = out + static_cast<std::size_t>(row) * stride + std::size_t{block} * 16;
    for (int at = 0; at < kBlocks * 16; at += 16) {
      const __m512i sum = _mm512_loadu_si512(whole + row * kBlocks * 16 + at);
      const __m512 factor = _mm512_mul_ps(scale, _mm512_loadu_ps(output_scales + at));
      const __m512 product = _mm512_mul_ps(_mm512_maskz_cvtepi32_ps(0xFFFF, sum), factor);
      _mm512_storeu_ps(to + at, _mm512_add_ps(product, _mm512_loadu_ps(biases + at)));
    }
  }
}

template <int kBlocks>
void multiply_blocks(const std::uint8_t* bytes, const float* scales, std::size_t count,
                     const LinearView& linear, std::uint32_t block, float* out, std::size_t stride) {
  std::size_t row = 0;
  // Six rows by four blocks: 24 sums, 4 weights and the values make 29 of the 32 registers.
  for (; row + 6 <= count; row += 6)
    multiply_tile<6, kBlocks>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride,
                              stride);
  for (; row + 2 <= count; row += 2)
    multiply_tile<2, kBlocks>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride,
                              stride);
  for (; row < count; ++row)
    multiply_tile<1, kBlocks>(bytes + row * linear.inputs, scales + row, linear, block, out + row * stride,
                              stride);
}

void multiply(const std::uint8_t* bytes, const float* scales, std::size_t count, const LinearView& linear,
              float* out, std::size_t stride) {
  std::uint32_t block = 0;
  for (; block + 4 <= linear.blocks; block += 4)
    multiply_blocks<4>(bytes, scales, count, linear, block, out, stride);
  for (; block < linear.blocks; ++block) multiply_blocks<1>(bytes, scales, count, linear, block, out, stride);
}

inline __attribute__((always_inline)) Floats greater(Floats a, Floats b) {
  return a > b ? a : b;
}

inline __attribute__((always_inline)) Floats lesser(Floats a, Floats b) {
  return a < b ? a : b;
}

inline __attribute__((always_inline)) void store_bytes(std::uint8_t* to, Integers whole) {
  __m512i all;
  __builtin_memcpy(&all, &whole, sizeof whole);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_maskz_cvtepi32_epi8(0xFFFF, all));
}

#include "learn/kernel_source.inl"

}  // namespace

const KernelFunctions* avx512_kernel() {
  return &kFunctions;
}

}  // namespace raven::learn

#else

namespace raven::learn {

const KernelFunctions* avx512_kernel() {
  return nullptr;
}

}  // namespace raven::learn

#endif
