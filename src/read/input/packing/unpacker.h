// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// How bytes were packed, and the machine that unpacks them step by step: gzip (RFC 1952), Zstandard (RFC
/// 8878, with the dictionary frame of WARC files), LZ4 frames, xz, bzip2.
///
///     const Packing packing = packing_of(head);
///     std::unique_ptr<Unpacker> unpacker = make_unpacker(packing);
///     Unpacker::Step step = unpacker->step(packed, room, room_size);
///
/// An unpacker does not know where a file ends: it takes bytes, makes bytes, and says when a part (a member
/// of gzip, a frame of zstd or LZ4, a stream of xz or bzip2) is whole or damaged. Memory: at most 128 MiB
/// each, for the windows that formats may ask for. Thread safety: one thread for each object.

#include <cstddef>
#include <memory>
#include <string_view>

namespace raven::read {

enum class Packing { None, Gzip, Zstd, Lz4, Xz, Bzip2 };

/// What the bytes say that they are packed with; at least 10 bytes are needed to tell.
Packing packing_of(std::string_view head);

/// Where the next part of this packing may begin in `bytes`, from `from` on; npos if nowhere. Both the mark
/// and the bits after it that are always the same must be there, so that packed bytes rarely look like one.
std::size_t find_part(Packing packing, std::string_view bytes, std::size_t from);

/// How many bytes find_part needs to know a part's beginning.
constexpr std::size_t kPartMark = 10;

class Unpacker {
 public:
  enum class State { Going, PartEnded, Damaged };
  struct Step {
    std::size_t taken = 0;  ///< packed bytes that were used
    std::size_t made = 0;   ///< bytes that were written
    State state = State::Going;
  };

  virtual ~Unpacker() = default;
  /// Takes from `in`, writes at most `room` bytes to `out`.
  virtual Step step(std::string_view in, char* out, std::size_t room) = 0;
  /// Forgets the part that was begun; the next byte begins one.
  virtual void restart() = 0;
  /// Takes a dictionary for all parts that follow; only zstd has a use for it.
  virtual void use_dictionary(std::string_view) {}
};

/// Null for Packing::None, or if memory is short.
std::unique_ptr<Unpacker> make_unpacker(Packing packing);

/// Unpacks one whole gzip member that stands at the beginning of `in` in one go, which is twice as fast as
/// step by step. Damaged also when the member is not whole in `in`; Going if `room` is too small.
class WholeGzip {
 public:
  WholeGzip();
  ~WholeGzip();
  Unpacker::Step unpack(std::string_view in, char* out, std::size_t room);

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace raven::read
