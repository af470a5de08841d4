// SPDX-License-Identifier: Apache-2.0
#include "learn/arena.h"

#include <algorithm>
#include <new>

namespace raven::learn {
namespace {

constexpr std::size_t kSmallestBlock = 1 << 16;

}  // namespace

void Arena::Free::operator()(std::byte* bytes) const {
  ::operator delete (bytes, std::align_val_t{kLine});
}

void Arena::add_block(std::size_t size) {
  blocks_.push_back(
      {{static_cast<std::byte*>(::operator new (size, std::align_val_t{kLine})), Free{}}, size});
  used_ = 0;
}

void* Arena::take_bytes(std::size_t size) {
  size = (size + kLine - 1) / kLine * kLine;
  if (blocks_.empty() || blocks_.back().size - used_ < size) add_block(std::max(size, kSmallestBlock));
  std::byte* const taken = blocks_.back().bytes.get() + used_;
  used_ += size;
  return taken;
}

void Arena::reset() {
  used_ = 0;
  if (blocks_.size() <= 1) return;
  const std::size_t all = size();
  blocks_.clear();
  add_block(all);
}

std::size_t Arena::size() const {
  std::size_t sum = 0;
  for (const Block& block : blocks_) sum += block.size;
  return sum;
}

}  // namespace raven::learn
