// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What is known of a document before its bytes are read: by the caller, by the archive, feed or table that
/// held it. Facts that were given win over anything the reader would guess.
///
///     ReadHint hint;
///     hint.uri = "https://courier.example/a";
///     hint.facts.title = "Talks resume";

#include <raven/record.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

/// What a container says of one of its documents; empty where it says nothing. Dates stand as they were
/// given.
struct RecordFacts {
  std::string id;
  std::string url;
  std::string title;
  std::string site;
  std::string language;
  std::string section;
  std::string published;
  std::string modified;
  std::vector<std::string> authors;
  std::string basis;    ///< "input" or "feed": becomes `Moment::basis` of the dates
  std::string kind;     ///< "feed_item" for what is only a summary, "link_list" for a list of addresses
  std::string fetched;  ///< when an archive fetched the page: no page is dated later
};

/// The media type of CoNLL-U, by which the engine knows that words and sentences are given.
inline constexpr std::string_view kTreebankType = "text/x-conllu";

/// How the bytes are to be taken. Facts: they hold no text, all that is known stands in the facts. Lines:
/// each line is a paragraph as it stands, in no language.
enum class BytesKind { Auto, Html, Text, Json, Facts, Lines };

/// All that the reader is told beside the bytes. All may be empty.
struct ReadHint {
  std::string uri;
  std::string media_type;
  std::string charset;  ///< of the HTTP header
  std::string id;
  std::string container;         ///< see raven::Source
  std::uint64_t record = 0;      ///< see raven::Source
  std::uint64_t first_line = 1;  ///< of the document in its container, for faults that are told by line
  std::string hash;              ///< of the bytes, when it was reckoned already
  BytesKind kind = BytesKind::Auto;
  RecordFacts facts;
  std::vector<Note> notes;  ///< what the container met on the way: "record_truncated", …
};

}  // namespace raven::read
