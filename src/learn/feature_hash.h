// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Features as 32-bit numbers: a hash of a template's number and of the parts it joins. No dictionary of
/// feature names is kept; at the sizes used here (a million features) two that share a number are rare.
///
///     std::uint64_t word = learn::hash_part("kabul");
///     std::uint32_t feature = learn::feature(3, word, previous_tag);
///
/// The values are part of the model file's layout: changing them needs a new layout version and new training.
/// Thread safety: pure functions.

#include "base/hash.h"

#include <cstdint>
#include <string_view>

namespace raven::learn {

/// The hash of a part that is text.
inline std::uint64_t hash_part(std::string_view text) {
  return base::hash64(text);
}

/// Spreads the bits of a number (the finaliser of MurmurHash3, by Austin Appleby, public domain).
constexpr std::uint64_t spread(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDull;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53ull;
  return value ^ value >> 33;
}

/// The feature of a template and one, two or three parts.
constexpr std::uint32_t feature(std::uint32_t number, std::uint64_t a = 0, std::uint64_t b = 0,
                                std::uint64_t c = 0) {
  std::uint64_t value = a + 0x9E3779B97F4A7C15ull * (number + 1);
  value = (value ^ value >> 32) * 0xD6E8FEB86659FD93ull + b;
  value = (value ^ value >> 32) * 0xA24BAED4963EE407ull + c;
  return static_cast<std::uint32_t>(spread(value) >> 32);
}

}  // namespace raven::learn
