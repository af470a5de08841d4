// SPDX-License-Identifier: Apache-2.0
#include "learn/key_index.h"

#include <algorithm>
#include <bit>

namespace raven::learn {

Result<KeyIndex> KeyIndex::load(const ModelFile& file, const std::string& section) {
  RAVEN_TRY(const std::string_view bytes, file.section(section));
  if (bytes.size() % 8 != 0 || bytes.size() / 8 >= kNoKey)
    return file.fault("has broken keys in section " + section);
  KeyIndex index;
  index.keys_.resize(bytes.size() / 8);
  for (std::size_t i = 0; i < index.keys_.size(); ++i) {
    index.keys_[i] = number_at(bytes, i * 8, 8);
    if (i > 0 && index.keys_[i] <= index.keys_[i - 1])
      return file.fault("has keys out of order in section " + section);
  }
  const auto bits = static_cast<std::uint32_t>(
      std::clamp<int>(static_cast<int>(std::bit_width(index.keys_.size())), 1, 24));
  index.shift_ = 64 - bits;
  index.starts_.assign((std::size_t{1} << bits) + 1, 0);
  for (const std::uint64_t key : index.keys_) ++index.starts_[(key >> index.shift_) + 1];
  for (std::size_t i = 1; i < index.starts_.size(); ++i) index.starts_[i] += index.starts_[i - 1];
  return index;
}

std::uint32_t KeyIndex::find(std::uint64_t key) const {
  if (keys_.empty()) return kNoKey;
  const std::size_t part = key >> shift_;
  // By halves, in case a list was made whose keys share their upper bits.
  const auto from = keys_.begin() + starts_[part];
  const auto to = keys_.begin() + starts_[part + 1];
  const auto found = std::lower_bound(from, to, key);
  return found != to && *found == key ? static_cast<std::uint32_t>(found - keys_.begin()) : kNoKey;
}

}  // namespace raven::learn
