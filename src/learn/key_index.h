// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Where a 64-bit hash stands in a sorted list of hashes. Their upper bits say nearly where: a table of these
/// leaves one or two to look at.
///
///     RAVEN_TRY(KeyIndex index, KeyIndex::load(file, "vectors.keys"));
///     std::uint32_t row = index.find(learn::hash_part("kabul"));   // kNoKey if it is not there
///
/// Thread safety: `const` methods may be called from many threads.

#include "learn/model_file.h"

#include <raven/result.h>

#include <cstdint>
#include <string>
#include <vector>

namespace raven::learn {

inline constexpr std::uint32_t kNoKey = 0xFFFFFFFF;

class KeyIndex {
 public:
  /// Knows no key.
  KeyIndex() = default;

  /// The section's 8-byte keys. BadKnowledge if they are not in ascending order, each once.
  static Result<KeyIndex> load(const ModelFile& file, const std::string& section);

  std::size_t size() const { return keys_.size(); }

  /// The number of the key in the list, or `kNoKey`.
  std::uint32_t find(std::uint64_t key) const;

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> starts_;  // by the upper bits
  std::uint32_t shift_ = 63;
};

}  // namespace raven::learn
