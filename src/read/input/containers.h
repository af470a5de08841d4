// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What can hold several documents, behind one face: `next` gives them one by one. InputStream chooses which
/// of them reads a file.
///
///     std::unique_ptr<Container> container = open_warc(stream, {.path = "crawl.warc.gz", .limit_bytes = 64
///     << 20}); while (std::optional<RawDocument> raw = container->next(stream)) …
///
/// Not thread safe.

#include "read/input/byte_stream.h"
#include "read/input/input_stream.h"

#include <memory>
#include <optional>

namespace raven::read {

struct ContainerSettings {
  std::string path;               ///< as given
  std::uint64_t limit_bytes = 0;  ///< of one document
  BytesKind kind = BytesKind::Auto;
  std::string media_type;  ///< told by the file's name
};

class Container {
 public:
  virtual ~Container() = default;
  virtual std::optional<RawDocument> next(ByteStream& stream) = 0;
  std::uint64_t passed_over() const { return passed_over_; }

 protected:
  std::uint64_t passed_over_ = 0;
};

/// The whole stream as one document.
std::unique_ptr<Container> open_single(ContainerSettings settings);
/// One JSON object a line; blank lines are passed over.
std::unique_ptr<Container> open_json_lines(ContainerSettings settings);
/// JSON objects one after another or in an array, over any number of lines.
std::unique_ptr<Container> open_json_values(ContainerSettings settings);
/// WARC 1.0 and 1.1 (ISO 28500), with the faults that archives really have: wrong lengths, wrong or missing
/// chunks, encodings that are not there, missing ends. Records that hold no page are counted in
/// `passed_over`.
std::unique_ptr<Container> open_warc(ContainerSettings settings);
/// RSS 2.0, Atom (RFC 4287), RDF (RSS 1.0). Entities and document types are not processed.
std::unique_ptr<Container> open_feed(ContainerSettings settings);

/// CoNLL-U, one document for each "# newdoc" line; its words are given, there is nothing to read.
std::unique_ptr<Container> open_treebank(ContainerSettings settings);

/// Fills the fields of the source from the hint, reckons size and hash of the bytes.
void complete(RawDocument& raw);
/// A document that is only an error.
RawDocument failed_document(const ContainerSettings& settings, std::uint64_t record, Error error);

/// Whether a text begins as a feed does: its first element is rss, feed or rdf:RDF.
bool looks_like_feed(std::string_view head);

}  // namespace raven::read
