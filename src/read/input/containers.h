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
  const PassedOver& passed_over() const { return passed_over_; }

 protected:
  PassedOver passed_over_;
};

/// The whole stream as one document.
std::unique_ptr<Container> open_single(ContainerSettings settings);
/// One JSON object a line; blank lines are passed over.
std::unique_ptr<Container> open_json_lines(ContainerSettings settings);
/// JSON objects one after another or in an array, over any number of lines.
std::unique_ptr<Container> open_json_values(ContainerSettings settings);
/// WARC 1.0 and 1.1 (ISO 28500) and the drafts before, with the faults that archives really have: wrong
/// lengths, wrong or missing chunks, encodings that are not there, missing ends, damaged parts. Records that
/// hold no page are counted in `passed_over`.
std::unique_ptr<Container> open_warc(ContainerSettings settings);
/// ARC files, versions 1 and 2, with the same faults.
std::unique_ptr<Container> open_arc(ContainerSettings settings);
/// RSS 0.9 to 2.0, Atom (RFC 4287), RDF (RSS 1.0), JSON Feed, sitemaps and indexes of them, OPML, NITF,
/// NewsML-G2. Document types are not processed.
std::unique_ptr<Container> open_feed(ContainerSettings settings);
/// A mail (RFC 5322, MIME), a page saved as MHTML, or a mailbox (mbox).
std::unique_ptr<Container> open_mail(ContainerSettings settings);

/// CoNLL-U, one document for each "# newdoc" line; its words are given, there is nothing to read.
std::unique_ptr<Container> open_treebank(ContainerSettings settings);

/// Fills the fields of the source from the hint, reckons size and hash of the bytes.
void complete(RawDocument& raw);
/// A document that is only an error.
RawDocument failed_document(const ContainerSettings& settings, std::uint64_t record, Error error);

/// Whether a text begins as one of the XML files that open_feed reads does.
bool looks_like_feed(std::string_view head);
/// Whether a text begins as a JSON Feed does: an object with the version's address near its beginning.
bool looks_like_json_feed(std::string_view head);
/// Whether a text begins with the line of an ARC file's first record.
bool looks_like_arc(std::string_view head);

}  // namespace raven::read
