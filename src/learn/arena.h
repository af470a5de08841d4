// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Memory for one round of work: taken piece by piece, given back all at once. After the first rounds nothing
/// is allocated any more.
///
///     arena.reset();                               // all that was taken is gone
///     float* row = arena.take<float>(128);         // at a cache line; not set to anything
///
/// Thread safety: none; one thread has one arena.

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace raven::learn {

class Arena {
 public:
  /// Room for `count` values. At the beginning of a cache line (64 bytes), and holds whatever was there.
  template <class Value>
  Value* take(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<Value> && alignof(Value) <= kLine);
    return static_cast<Value*>(take_bytes(count * sizeof(Value)));
  }

  /// Takes all back. Where one block was too small, one as large as all together replaces them.
  void reset();

  /// Bytes held.
  std::size_t size() const;

 private:
  static constexpr std::size_t kLine = 64;
  struct Free {
    void operator()(std::byte* bytes) const;
  };
  struct Block {
    std::unique_ptr<std::byte, Free> bytes;
    std::size_t size = 0;
  };
  void* take_bytes(std::size_t size);
  void add_block(std::size_t size);

  std::vector<Block> blocks_;  // the last is the one taken from
  std::size_t used_ = 0;       // of the last
};

}  // namespace raven::learn
