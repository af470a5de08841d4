// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The block of a record in an archive whose lengths cannot be trusted: it ends where its length says only if
/// another record begins there, or the archive ends; else where the next record begins.
///
///     const RecordBlock block = look_at_block(stream, length, limit, marks);
///     use(block.bytes);
///     stream.consume(block.bytes.size());
///
/// Memory: the block, at most `limit` bytes. Linear in the size of what is looked at. Thread safety: one
/// thread.

#include "read/input/byte_stream.h"
#include "read/input/containers.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace raven::read {

/// How an archive's records are told from other bytes.
struct RecordMarks {
  /// Where a record begins in `text`, from `from` on; npos if nowhere.
  std::size_t (*find)(std::string_view text, std::size_t from);
  /// Bytes in which a record's beginning can be told.
  std::size_t size;
};

struct RecordBlock {
  std::string_view bytes;        ///< in the stream's window, not consumed
  bool is_cut = false;           ///< the archive ends, or is damaged, before the block does
  bool is_length_wrong = false;  ///< it was taken up to the next record
};

/// `length` as the record says; nothing if it says nothing sensible. At most `limit` bytes are taken.
RecordBlock look_at_block(ByteStream& stream, std::optional<std::uint64_t> length, std::uint64_t limit,
                          const RecordMarks& marks);

/// Passes over a block that is longer than any page may be, and ends early where another record begins.
void skip_block(ByteStream& stream, std::uint64_t length, const RecordMarks& marks);

/// Moves to the next record's first byte; false at the end.
bool find_record(ByteStream& stream, const RecordMarks& marks);

/// Tells in notes what was wrong with a block.
void note_faults(const RecordBlock& block, std::vector<Note>& notes);

/// Named fields of a head (WARC, HTTP, mail), looked up without case. Lines that begin with a blank go on
/// with the line before (RFC 9112, 5.2; RFC 5322, 2.2.3). Views into the text.
class HeadFields {
 public:
  /// Reads the lines after the first one.
  explicit HeadFields(std::string_view text);
  std::string_view first_line() const { return first_line_; }
  /// The first field of that name; empty if there is none.
  std::string_view operator[](std::string_view name) const;

 private:
  std::string_view first_line_;
  std::vector<std::pair<std::string_view, std::string_view>> fields_;
};

/// The end of a head: after its blank line; npos if there is none in `text`.
std::size_t head_end(std::string_view text);

/// A number and nothing else; nothing if it is none.
std::optional<std::uint64_t> whole_number(std::string_view text);

}  // namespace raven::read
