// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Hashes of bytes by XXH3 (not cryptographic: for identity, not for trust). The values are stable across
/// machines and versions; stores and event ids rest on them.

#include <cstdint>
#include <string>
#include <string_view>

namespace raven::base {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// 32 hex digits of the 128-bit hash.
std::string hash128_hex(std::string_view bytes);

/// 16 hex digits, lower case.
std::string hex16(std::uint64_t value);

}  // namespace raven::base
