// SPDX-License-Identifier: Apache-2.0
// The floating-point half of a kernel (learn/kernel.h): included by one file for each instruction set, in its
// unnamed namespace. Those files are compiled with the flags of their instruction set. So nothing here may
// call an inline function of a library: the linker keeps one copy of such a function for the whole program,
// and might keep the one with instructions that a processor lacks.
//
// Before it is included, `kActivationOffset` says what is added to a quantised value to make it a byte, and there
// are three functions that compilers do badly at for vectors wider than the machine's: `greater(a, b)` and
// `lesser(a, b)`, lane by lane, b where they are equal; `store_bytes(to, whole)`, which stores the lowest byte of
// each of 16 whole numbers that are within its range.

using Floats8 = float __attribute__((vector_size(32)));
using Floats4 = float __attribute__((vector_size(16)));
using SignedBytes = std::int8_t __attribute__((vector_size(16)));
using Shorts = std::int16_t __attribute__((vector_size(32)));

constexpr std::uint32_t kLanes = 16;

#define RAVEN_INLINE static inline __attribute__((always_inline))

RAVEN_INLINE Floats load(const float* from) {
  Floats value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

RAVEN_INLINE void store(float* to, Floats value) {
  __builtin_memcpy(to, &value, sizeof value);
}

RAVEN_INLINE Floats all(float value) {
  return Floats{} + value;
}

RAVEN_INLINE Floats magnitude(Floats value) {
  Integers bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  bits &= 0x7FFFFFFF;
  __builtin_memcpy(&value, &bits, sizeof bits);
  return value;
}

RAVEN_INLINE Floats rectified(Floats value) {
  return greater(value, Floats{});
}

/// Lanes k and k + 8, then k and k + 4, k + 2, k + 1.
RAVEN_INLINE float sum_of_lanes(Floats v) {
  const Floats8 a = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
                    __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  const Floats4 b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  return (b[0] + b[2]) + (b[1] + b[3]);
}

RAVEN_INLINE float greatest_lane(Floats v) {
  const Floats8 low = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
  const Floats8 high = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  const Floats8 a = low > high ? low : high;
  const Floats4 c = __builtin_shufflevector(a, a, 0, 1, 2, 3);
  const Floats4 d = __builtin_shufflevector(a, a, 4, 5, 6, 7);
  const Floats4 b = c > d ? c : d;
  const float x = b[0] > b[2] ? b[0] : b[2];
  const float y = b[1] > b[3] ? b[1] : b[3];
  return x > y ? x : y;
}

// Adding it to a float below 2^22 leaves the whole number nearest to it, half to even, in the lowest bits.
constexpr float kRounder = 12582912.0F;  // 1.5 * 2^23

RAVEN_INLINE Floats rounded(Floats value) {
  return (value + kRounder) - kRounder;
}

/// e^x, to about two units in the last place: x = n ln 2 + r, |r| <= ln 2 / 2, the series of e^r to the sixth
/// power, times 2^n. ln 2 is taken in two parts, of which n times the first is exact.
RAVEN_INLINE Floats exponential(Floats x) {
  x = greater(x, all(-87.0F));
  x = lesser(x, all(88.0F));
  const Floats n = rounded(x * 1.44269504F);
  const Floats r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  const Floats square = r * r;
  const Floats low = (1.0F + r) + square * (0.5F + r * 0.166666667F);
  const Floats high = (0.0416666667F + r * 0.00833333333F) + square * 0.00138888889F;
  const Floats series = low + (square * square) * high;
  const Integers power = (__builtin_convertvector(n, Integers) + 127) << 23;
  Floats scale;
  __builtin_memcpy(&scale, &power, sizeof scale);
  return series * scale;
}

RAVEN_INLINE Floats sigmoid(Floats x) {
  return 1.0F / (1.0F + exponential(-x));
}

void sum_rows(const std::int8_t* table, std::uint32_t width, const std::uint32_t* rows, std::uint32_t count,
              float scale, float* out) {
  // Sums of up to 256 rows fit 16 bits; more never come together in one token (its features are counted).
  for (std::uint32_t at = 0; at < width; at += kLanes) {
    Shorts sum{};
    for (std::uint32_t i = 0; i < count; ++i) {
      SignedBytes row;
      __builtin_memcpy(&row, table + static_cast<std::size_t>(rows[i]) * width + at, sizeof row);
      sum += __builtin_convertvector(row, Shorts);
    }
    store(out + at, __builtin_convertvector(__builtin_convertvector(sum, Integers), Floats) * scale);
  }
}

constexpr float kSmallest = 1e-30F;

RAVEN_INLINE void store_quantised(std::uint8_t* to, Floats value, float scale) {
  store_bytes(to, __builtin_convertvector(rounded(value / scale), Integers) + kActivationOffset);
}

void quantise(const float* const* parts, std::uint32_t part_count, std::uint32_t width, std::uint8_t* bytes,
              float* scale) {
  Floats most{};
  for (std::uint32_t p = 0; p < part_count; ++p)
    for (std::uint32_t at = 0; at < width; at += kLanes) most = greater(magnitude(load(parts[p] + at)), most);
  const float greatest = greatest_lane(most);
  if (greatest < kSmallest) {
    __builtin_memset(bytes, kActivationOffset, static_cast<std::size_t>(part_count) * width);
    *scale = 0;
    return;
  }
  *scale = greatest / 127.0F;
  for (std::uint32_t p = 0; p < part_count; ++p)
    for (std::uint32_t at = 0; at < width; at += kLanes, bytes += kLanes)
      store_quantised(bytes, load(parts[p] + at), *scale);
}

void quantise_rectified(const float* row, std::uint32_t width, std::uint8_t* bytes, float* scale) {
  Floats most{};
  for (std::uint32_t at = 0; at < width; at += kLanes) most = greater(load(row + at), most);
  const float greatest = greatest_lane(most);
  if (greatest < kSmallest) {
    __builtin_memset(bytes, kActivationOffset, width);
    *scale = 0;
    return;
  }
  *scale = greatest / 127.0F;
  for (std::uint32_t at = 0; at < width; at += kLanes)
    store_quantised(bytes + at, rectified(load(row + at)), *scale);
}

RAVEN_INLINE void normalise_sum(float* row, std::uint32_t width, const float* gain, const float* bias,
                                Floats sum) {
  const float mean = sum_of_lanes(sum) / static_cast<float>(width);
  Floats squares{};
  for (std::uint32_t at = 0; at < width; at += kLanes) {
    const Floats off = load(row + at) - mean;
    squares += off * off;
  }
  const float variance = sum_of_lanes(squares) / static_cast<float>(width);
  const float factor = 1.0F / __builtin_sqrtf(variance + 1e-5F);
  for (std::uint32_t at = 0; at < width; at += kLanes)
    store(row + at, ((load(row + at) - mean) * factor) * load(gain + at) + load(bias + at));
}

void normalise(float* row, const float* added, std::uint32_t width, const float* gain, const float* bias) {
  Floats sum{};
  for (std::uint32_t at = 0; at < width; at += kLanes) {
    Floats value = load(row + at);
    if (added) {
      value += load(added + at);
      store(row + at, value);
    }
    sum += value;
  }
  normalise_sum(row, width, gain, bias, sum);
}

void normalise_rectified(float* row, const float* added, std::uint32_t width, const float* gain,
                         const float* bias) {
  Floats sum{};
  for (std::uint32_t at = 0; at < width; at += kLanes) {
    const Floats value = load(row + at) + rectified(load(added + at));
    store(row + at, value);
    sum += value;
  }
  normalise_sum(row, width, gain, bias, sum);
}

/// `kVectors` times 16 units through all steps. What a step needs of the step before stays in registers.
template <int kVectors>
RAVEN_INLINE void recur_units(const float* gates, std::ptrdiff_t gate_stride, std::size_t count,
                              std::uint32_t width, const float* forget, const float* reset, float* out,
                              std::ptrdiff_t out_stride) {
  Floats state[kVectors];
  for (int v = 0; v < kVectors; ++v) state[v] = Floats{};
  for (std::size_t step = 0; step < count; ++step) {
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) {
      const float* const gate = gates + v * static_cast<int>(kLanes);
      const Floats z = load(gate);
      const Floats f = sigmoid(load(gate + width) + load(forget + v * static_cast<int>(kLanes)) * state[v]);
      const Floats r =
          sigmoid(load(gate + 2 * width) + load(reset + v * static_cast<int>(kLanes)) * state[v]);
      const Floats p = load(gate + 3 * width);
      state[v] = f * state[v] + (1.0F - f) * z;
      store(out + v * static_cast<int>(kLanes), r * state[v] + (1.0F - r) * p);
    }
    gates += gate_stride;
    out += out_stride;
  }
}

/// All units, `kVectors` vectors at a time, and one at a time what is left.
template <int kVectors>
RAVEN_INLINE void recur_all(const float* gates, std::ptrdiff_t gate_stride, std::size_t count,
                            std::uint32_t width, const float* forget, const float* reset, float* out,
                            std::ptrdiff_t out_stride) {
  constexpr std::uint32_t kTogether = kVectors * kLanes;
  std::uint32_t at = 0;
  for (; at + kTogether <= width; at += kTogether)
    recur_units<kVectors>(gates + at, gate_stride, count, width, forget + at, reset + at, out + at, out_stride);
  for (; at < width; at += kLanes)
    recur_units<1>(gates + at, gate_stride, count, width, forget + at, reset + at, out + at, out_stride);
}

void recur(const float* gates, std::ptrdiff_t gate_stride, std::size_t count, std::uint32_t width,
           const float* forget, const float* reset, float* out, std::ptrdiff_t out_stride) {
  // A step waits for the one before: several vectors at a time fill the wait.
  if (width % (5 * kLanes) == 0) {
    recur_all<5>(gates, gate_stride, count, width, forget, reset, out, out_stride);
  } else if (width % (3 * kLanes) == 0) {
    recur_all<3>(gates, gate_stride, count, width, forget, reset, out, out_stride);
  } else {
    recur_all<4>(gates, gate_stride, count, width, forget, reset, out, out_stride);
  }
}

template <int kRows>
RAVEN_INLINE void product_rows(const float* left, std::size_t left_stride, std::uint32_t inner,
                               const float* right, std::uint32_t columns, float* out) {
  for (std::uint32_t at = 0; at < columns; at += kLanes) {
    Floats sums[kRows];
    for (int row = 0; row < kRows; ++row) sums[row] = Floats{};
    const float* from = right + at;
    for (std::uint32_t k = 0; k < inner; ++k, from += columns) {
      const Floats values = load(from);
#pragma GCC unroll 4
      for (int row = 0; row < kRows; ++row)
        sums[row] += left[static_cast<std::size_t>(row) * left_stride + k] * values;
    }
    for (int row = 0; row < kRows; ++row)
      store(out + static_cast<std::size_t>(row) * columns + at, sums[row]);
  }
}

void products(const float* left, std::size_t left_stride, std::size_t rows, std::uint32_t inner,
              const float* right, std::uint32_t columns, float* out) {
  std::size_t row = 0;
  for (; row + 4 <= rows; row += 4)
    product_rows<4>(left + row * left_stride, left_stride, inner, right, columns, out + row * columns);
  for (; row < rows; ++row)
    product_rows<1>(left + row * left_stride, left_stride, inner, right, columns, out + row * columns);
}

void pair_rectified(const float* left, const float* right, std::uint32_t width, float* out) {
  for (std::uint32_t at = 0; at < width; at += kLanes) {
    const Floats a = rectified(load(left + at));
    const Floats b = rectified(load(right + at));
    store(out + at, a);
    store(out + width + at, b);
    store(out + 2 * width + at, a * b);
  }
}

RAVEN_INLINE float greatest_value(const float* row, std::uint32_t count) {
  float most = row[0];
  std::uint32_t at = 0;
  if (count >= kLanes) {
    Floats best = load(row);
    for (at = kLanes; at + kLanes <= count; at += kLanes) best = greater(load(row + at), best);
    most = greatest_lane(best);
  }
  for (; at < count; ++at) most = row[at] > most ? row[at] : most;
  return most;
}

std::uint32_t greatest(const float* row, std::uint32_t count) {
  const float most = greatest_value(row, count);
  std::uint32_t at = 0;
  while (at + 1 < count && row[at] != most) ++at;
  return at;
}

float share(const float* row, std::uint32_t count, std::uint32_t place, float sharpness) {
  const float most = greatest_value(row, count);
  Floats sum{};
  std::uint32_t at = 0;
  for (; at + kLanes <= count; at += kLanes) sum += exponential((load(row + at) - most) * sharpness);
  if (at < count) {
    Floats rest = all(most);
    __builtin_memcpy(&rest, row + at, (count - at) * sizeof(float));
    const Floats exponentials = exponential((rest - most) * sharpness);
    for (std::uint32_t lane = 0; lane < count - at; ++lane) sum[lane] += exponentials[lane];
  }
  return exponential(all((row[place] - most) * sharpness))[0] / sum_of_lanes(sum);
}

constexpr KernelFunctions kFunctions = {
    sum_rows, quantise, quantise_rectified, multiply, normalise, normalise_rectified,
    recur,    products, pair_rectified,     greatest, share};

#undef RAVEN_INLINE
