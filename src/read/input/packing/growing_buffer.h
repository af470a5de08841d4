// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Bytes that come in at one end and go out at the other, without being set to zero first, as a string would
/// do it.
///
///     GrowingBuffer buffer;
///     buffer.grew(read(file, buffer.room(4096), 4096));
///     use(buffer.view());
///     buffer.drop(buffer.view().size());
///
/// What goes in costs constant time for each byte, however it is dropped. Thread safety: one thread.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace raven::read {

class GrowingBuffer {
 public:
  /// What is in it. Valid until the next `room`.
  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  std::size_t size() const { return end_ - begin_; }

  /// Where `size` bytes may be written behind the last one.
  char* room(std::size_t size) {
    if (begin_ == end_) begin_ = end_ = 0;
    if (capacity_ - end_ < size) {
      // Bytes are moved only if at least as many were dropped since, so that each is paid for once.
      if (begin_ >= this->size() && capacity_ >= this->size() + size) {
        std::memmove(bytes_.get(), bytes_.get() + begin_, this->size());
      } else {
        capacity_ = std::max(capacity_ * 2, this->size() + size);
        std::unique_ptr<char[]> larger(new char[capacity_]);
        if (this->size() > 0) std::memcpy(larger.get(), bytes_.get() + begin_, this->size());
        bytes_ = std::move(larger);
      }
      end_ -= begin_;
      begin_ = 0;
    }
    return bytes_.get() + end_;
  }
  /// Says that `size` of the bytes asked for were written.
  void grew(std::size_t size) { end_ += size; }
  /// Forgets the first `size` bytes.
  void drop(std::size_t size) { begin_ += std::min(size, this->size()); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t begin_ = 0, end_ = 0, capacity_ = 0;
};

}  // namespace raven::read
