// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The line that begins a record of an ARC file, the format of web archives before WARC (Internet Archive,
/// ARC_FileFormat versions 1 and 2).
///
///     std::optional<ArcLine> line = read_arc_line(
///         "http://courier.example/ 192.0.2.1 20140216050221 text/html 1591");
///     line->url, line->length                                  // "http://courier.example/", 1591
///
/// Thread safety: pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace raven::read {

struct ArcLine {
  std::string_view url;  ///< may hold blanks, as crawlers wrote it
  std::string_view media_type;
  std::string fetched;                  ///< ISO 8601; empty if the digits are no moment
  std::optional<std::uint64_t> length;  ///< nothing if it is no number
};

/// Version 1: URL, IP address, date, type, length. Version 2: URL, IP address, date, type, result code,
/// checksum, location, offset, file name, length. Nothing if the line is neither.
std::optional<ArcLine> read_arc_line(std::string_view line);

}  // namespace raven::read
