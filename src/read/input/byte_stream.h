// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The bytes of a file or of standard input, unpacked on the way (gzip, zstd with the dictionary frame that
/// web archives use, LZ4, xz, bzip2, each with any number of parts one after another), looked at through a
/// window that its user makes as wide as needed.
///
///     RAVEN_TRY(std::unique_ptr<ByteStream> stream, ByteStream::open("pages.warc.gz"));
///     while (stream->fill(1)) { use(stream->window()); stream->consume(stream->window().size()); }
///     if (stream->trouble()) …                           // cut short, damaged, a bomb
///
/// A part that is damaged or clipped gives what it holds up to there; the next part is looked for behind its
/// beginning, so that no whole part is lost, and the damage is told as trouble. What unpacks to more than 1
/// GiB and more than 250 times its size is taken for a bomb and ends there (TooLarge).
///
/// Memory: the window and a few buffers of at most 4 MiB. gzip parts that are whole in the buffer are
/// unpacked in one go (libdeflate), others step by step (zlib). Not thread safe.

#include "read/input/packing/growing_buffer.h"
#include "read/input/packing/unpacker.h"

#include <raven/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

class ByteStream {
 public:
  /// Opens a file, or standard input for "-". NotFound, Unreadable.
  static Result<std::unique_ptr<ByteStream>> open(const std::string& path);
  /// Reads bytes in memory, which must outlive the stream.
  static std::unique_ptr<ByteStream> over(std::string_view bytes);
  ~ByteStream();

  /// What can be seen without reading on. Valid until the next `fill`.
  std::string_view window() const { return buffer_.view(); }
  /// Widens the window to `size` bytes; false if the input ends before.
  bool fill(std::size_t size);
  void consume(std::size_t size);

  /// Where the window begins in the unpacked bytes.
  std::uint64_t offset() const { return offset_; }
  /// Bytes read of the file itself.
  std::uint64_t raw_bytes() const { return raw_bytes_; }
  bool is_compressed() const { return packing_ != Packing::None; }
  /// What went wrong: the first thing, and how often it did.
  std::optional<Error> trouble() const;
  /// Whether a damaged part ended between two offsets of the unpacked bytes.
  bool broke_between(std::uint64_t begin, std::uint64_t end) const;

 private:
  ByteStream();
  bool read_raw();      // one more buffer of the file; false at its end
  bool produce();       // more unpacked bytes into the window; false at the end
  bool produce_part();  // as produce, of what is packed
  bool begin_part();    // to the next part's first byte; false at the end
  bool load_dictionary();
  bool unpack_whole();  // the part that begins, in one go; false if it must be done step by step
  void end_part();
  void break_part(ErrorCode code, const char* message);
  void fail(ErrorCode code, std::string message);

  std::string path_;
  int file_ = -1;
  std::string_view memory_;
  GrowingBuffer raw_;
  std::size_t used_ = 0;  // bytes of raw_ that are unpacked already
  bool raw_ended_ = false;
  bool ended_ = false;
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t unpacked_ = 0;
  GrowingBuffer buffer_;
  std::uint64_t offset_ = 0;

  bool is_told_ = false;  // packing_ is known
  Packing packing_ = Packing::None;
  std::unique_ptr<Unpacker> unpacker_;
  std::unique_ptr<WholeGzip> whole_;
  bool in_part_ = false;
  bool part_kept_ = false;    // raw_ still holds the part from its beginning
  bool after_break_ = false;  // the part before was damaged: what stands before the next is no news
  bool tried_whole_ = false;
  std::uint64_t looked_again_ = 0;  // packed bytes gone through more than once

  std::optional<Error> trouble_;
  std::uint64_t troubles_ = 0;
  std::vector<std::uint64_t> breaks_;  // offsets where damaged parts ended
};

}  // namespace raven::read
