// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// From what an archive stored of an answer of a web server to the page itself: the HTTP head read (RFC 9110,
/// 9112), chunks joined, codings undone, with the faults that archives really have. A label that does not fit
/// the bytes is disbelieved, not obeyed.
///
///     RawDocument raw = …;                                       // uri, container, record are set
///     if (take_archived(block, "application/http", limit, raw) == Archived::Page) use(raw.bytes);
///
/// Thread safety: pure.

#include "read/input/containers.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace raven::read {

enum class Archived {
  Page,         ///< `raw` holds it
  Failed,       ///< it should be a page; `raw.error` says why it cannot be had
  OtherMedia,   ///< a picture, a script, a feed
  OtherStatus,  ///< a redirection, an error page
};

/// Takes an archive's block: an HTTP message if `content_type` says so or it begins as one, else the body
/// itself. Fills bytes, media type, charset and notes. `limit`: bytes that a page may unpack to.
Archived take_archived(std::string_view block, std::string_view content_type, std::uint64_t limit,
                       RawDocument& raw);

/// What becomes of it: a document, complete; or nothing, and it is counted in `passed_over`.
std::optional<RawDocument> finish_archived(Archived archived, RawDocument raw, const std::string& path,
                                           PassedOver& passed_over);

enum class Chunks { Whole, Cut, Broken, NotChunked };

/// Undoes chunked transfer coding (RFC 9112, 7.1). Cut: the body ends within a chunk. Broken: what should be
/// a chunk's size is not; all from there on is appended as it stands. NotChunked: `out` is not touched.
Chunks unchunk(std::string_view body, std::string& out);

}  // namespace raven::read
