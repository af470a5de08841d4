// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The arithmetic of a small network, written once and compiled for several instruction sets, of which the
/// best that the processor has is chosen when the program runs. All of them give the same bits: matrices are
/// multiplied in integers; everything in floating point is done in the same order, sixteen lanes wide,
/// without fused operations.
///
///     const learn::KernelFunctions& kernel = learn::kernel_functions(learn::best_kernel());
///     kernel.quantise(parts, 1, 128, bytes, &scale);
///     kernel.multiply(bytes, &scale, 1, linear, sums, stride);
///
/// Rows of floats begin anywhere (cache lines are faster) and their widths are multiples of 16. No function
/// allocates. What a function reads must be finite.
/// Thread safety: pure functions.

#include <cstddef>
#include <cstdint>

namespace raven::learn {

/// Plain: what every machine has. Avx2: x86-64-v3. Avx512: with AVX-512 F, BW, DQ, VL and VNNI.
enum class Kernel : std::uint8_t { Plain, Avx2, Avx512 };

/// Whether this build has it and this processor runs it.
bool can_run(Kernel kernel);

/// The fastest that can run.
Kernel best_kernel();

/// A matrix as `KernelFunctions::multiply` takes it (made by `QuantisedLinear`, learn/quantised_linear.h).
struct LinearView {
  /// By blocks of 16 outputs; in a block by groups of four inputs; in a group 16 times four weights,
  /// -127..127.
  const std::int8_t* weights = nullptr;
  const std::int32_t* corrections = nullptr;  ///< of each output: -128 times the sum of its weights
  const float* scales = nullptr;              ///< of each output
  const float* biases = nullptr;              ///< of each output
  std::uint32_t inputs = 0;                   ///< a multiple of 4
  std::uint32_t blocks = 0;                   ///< outputs / 16, rounded up; what is too much has weights of 0
};

struct KernelFunctions {
  /// out[0, width) = scale * the sum of the table's rows named.
  void (*sum_rows)(const std::int8_t* table, std::uint32_t width, const std::uint32_t* rows,
                   std::uint32_t count, float scale, float* out);

  /// One row, put together from parts of `width` floats, as bytes: scale = greatest magnitude / 127, each
  /// value divided by it and rounded, half to even. A magnitude below 1e-30 is nought. The bytes are what
  /// `multiply` of the same kernel takes and nothing else.
  void (*quantise)(const float* const* parts, std::uint32_t part_count, std::uint32_t width,
                   std::uint8_t* bytes, float* scale);

  /// The same for a row of which what is negative counts as nought.
  void (*quantise_rectified)(const float* row, std::uint32_t width, std::uint8_t* bytes, float* scale);

  /// For each of `count` rows of bytes (`linear.inputs` wide, one behind the other):
  /// out = sum * (scale of the row * scale of the output) + bias. Writes 16 * blocks floats for each row,
  /// rows `stride` floats apart.
  void (*multiply)(const std::uint8_t* bytes, const float* scales, std::size_t count,
                   const LinearView& linear, float* out, std::size_t stride);

  /// row = normalised(row + added) * gain + bias: mean 0, variance 1 (1e-5 is added to it). Ba, Kiros and
  /// Hinton 2016, "Layer Normalization". `added` may be nullptr.
  void (*normalise)(float* row, const float* added, std::uint32_t width, const float* gain,
                    const float* bias);

  /// The same with what is negative in `added` counting as nought.
  void (*normalise_rectified)(float* row, const float* added, std::uint32_t width, const float* gain,
                              const float* bias);

  /// A simple recurrent unit (Lei, Zhang, Wang, Dai and Artzi 2018, "Simple Recurrent Units for Highly
  /// Parallelizable Recurrence") over `count` steps. `gates` holds for each step z, f, r, p of `width`
  /// floats; steps lie `gate_stride` floats apart, outputs `out_stride`; both strides are negative to go
  /// backwards.
  ///   f = sigmoid(f + forget * c'), r = sigmoid(r + reset * c'), c = f * c' + (1 - f) * z,
  ///   out = r * c + (1 - r) * p, where c' is the c of the step before, at first 0.
  void (*recur)(const float* gates, std::ptrdiff_t gate_stride, std::size_t count, std::uint32_t width,
                const float* forget, const float* reset, float* out, std::ptrdiff_t out_stride);

  /// out[row][column] = sum over k of left[row][k] * right[k][column], k from 0 up. `columns` is a multiple
  /// of 16; left rows are `left_stride` apart, right and out rows `columns`.
  void (*products)(const float* left, std::size_t left_stride, std::size_t rows, std::uint32_t inner,
                   const float* right, std::uint32_t columns, float* out);

  /// out[0, width) and out[width, 2 width) = the rows without what is negative, out[2 width, 3 width) = their
  /// products.
  void (*pair_rectified)(const float* left, const float* right, std::uint32_t width, float* out);

  /// The place of the greatest of row[0, count), count >= 1; the first of equals.
  std::uint32_t (*greatest)(const float* row, std::uint32_t count);

  /// The share that row[place] has when exponentials are taken of row[0, count) * sharpness: 0 to 1.
  float (*share)(const float* row, std::uint32_t count, std::uint32_t place, float sharpness);
};

/// `kernel` must be one that can run.
const KernelFunctions& kernel_functions(Kernel kernel);

}  // namespace raven::learn
