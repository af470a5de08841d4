// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace raven::read::html {

/// The first place in [at, end) that holds one of the four bytes, or `end`. Sixteen bytes a step where the
/// machine has SSE2; never reads outside the range. Used to run over text, attribute values and comments.
template <char kA, char kB, char kC, char kD>
inline const char* find_any(const char* at, const char* end) {
#if defined(__SSE2__)
  const __m128i a = _mm_set1_epi8(kA);
  const __m128i b = _mm_set1_epi8(kB);
  const __m128i c = _mm_set1_epi8(kC);
  const __m128i d = _mm_set1_epi8(kD);
  while (end - at >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, a), _mm_cmpeq_epi8(bytes, b)),
                                      _mm_or_si128(_mm_cmpeq_epi8(bytes, c), _mm_cmpeq_epi8(bytes, d)));
    const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
    if (mask != 0) return at + std::countr_zero(mask);
    at += 16;
  }
#endif
  while (at < end && *at != kA && *at != kB && *at != kC && *at != kD) ++at;
  return at;
}

}  // namespace raven::read::html
