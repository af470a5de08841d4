// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Walks over inputs and hands out one document after another: files, folders (in order of path), "-"
/// (standard input). What a file is, its bytes say and not its name: pages, text, JSON Lines, JSON arrays,
/// web archives (WARC, WET, ARC), feeds (RSS, Atom, RDF, JSON Feed), sitemaps, OPML, agencies' files (NITF,
/// NewsML-G2), mails and mailboxes, each plain or packed with gzip, zstd, LZ4, xz or bzip2.
///
///     InputStream inputs({"news/", "crawl.warc.gz"}, InputFormat::Auto, 64 << 20);
///     while (std::optional<RawDocument> raw = inputs.next()) use(reader.read(*raw));
///
/// Nothing stops the walk: an input that is missing, empty, binary, damaged, over the limit, or a folder
/// without pages comes out as one document with its `error`; the rest goes on. Pictures, programs, style
/// sheets and other things of a folder that are no pages are passed over and counted. Memory is bounded by
/// one document (a whole feed counts as one). Not thread safe: one thread calls `next`.

#include "read/input/record_facts.h"

#include <raven/raven.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace raven::read {

/// One document as it came, with all that its container says of it.
struct RawDocument {
  Source source;  ///< uri, container, record, bytes, media type, hash
  std::string bytes;
  ReadHint hint;               ///< for Reader::read
  std::optional<Error> error;  ///< why there is nothing to read
};

class InputStream {
 public:
  /// `limit_bytes`: a larger document fails with TooLarge.
  InputStream(std::vector<std::string> inputs, InputFormat format, std::uint64_t limit_bytes);
  ~InputStream();
  InputStream(const InputStream&) = delete;
  InputStream& operator=(const InputStream&) = delete;

  /// The next document; nothing at the end of the last input.
  std::optional<RawDocument> next();

  /// Bytes of the files read so far, as they stand on the disk.
  std::uint64_t bytes_read() const;
  /// Bytes of all files; 0 if standard input is among the inputs.
  std::uint64_t bytes_total() const;
  /// Archive records and files of folders that hold no page and were passed over, so far.
  PassedOver passed_over() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace raven::read
