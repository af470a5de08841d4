// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The bytes of a file or of standard input, decompressed on the way (gzip with any number of members, zstd
/// with the dictionary frame that web archives use), looked at through a window that its user makes as wide
/// as needed.
///
///     RAVEN_TRY(std::unique_ptr<ByteStream> stream, ByteStream::open("pages.warc.gz"));
///     while (stream->fill(1)) { use(stream->window()); stream->consume(stream->window().size()); }
///     if (stream->trouble()) …                           // cut short, damaged, a bomb
///
/// Memory: the window and two buffers. A damaged gzip member is passed over up to the next one and told as
/// trouble. What unpacks to more than 1 GiB and more than 250 times its size is taken for a bomb and ends
/// there (TooLarge). Not thread safe.

#include <raven/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace raven::read {

class ByteStream {
 public:
  /// Opens a file, or standard input for "-". NotFound, Unreadable.
  static Result<std::unique_ptr<ByteStream>> open(const std::string& path);
  /// Reads bytes in memory, which must outlive the stream.
  static std::unique_ptr<ByteStream> over(std::string_view bytes);
  ~ByteStream();

  /// What can be seen without reading on. Valid until the next `fill`.
  std::string_view window() const { return std::string_view(buffer_).substr(begin_); }
  /// Widens the window to `size` bytes; false if the input ends before.
  bool fill(std::size_t size);
  void consume(std::size_t size);

  /// Where the window begins in the unpacked bytes.
  std::uint64_t offset() const { return offset_; }
  /// Bytes read of the file itself.
  std::uint64_t raw_bytes() const { return raw_bytes_; }
  bool is_compressed() const;
  /// The first thing that went wrong.
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  ByteStream();
  struct Codec;
  bool read_raw();  // one more buffer of the file; false at its end
  bool produce();   // more unpacked bytes into the window; false at the end
  bool produce_gzip();
  bool produce_zstd();
  void fail(ErrorCode code, std::string message);

  std::string path_;
  int file_ = -1;
  std::string_view memory_;
  std::string raw_;
  std::size_t raw_begin_ = 0;
  bool raw_ended_ = false;
  bool ended_ = false;
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t unpacked_ = 0;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::uint64_t offset_ = 0;
  std::optional<Error> trouble_;
  std::unique_ptr<Codec> codec_;
};

/// Unpacks a whole gzip, zlib, raw deflate or zstd stream of at most `limit` bytes. TooLarge, BadFormat; what
/// is cut short gives what there is, with `truncated` set.
Result<std::string> unpack(std::string_view bytes, std::string_view encoding, std::uint64_t limit,
                           bool& truncated);

}  // namespace raven::read
