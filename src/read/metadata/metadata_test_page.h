// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A small page with the metadata under test, read as one of this room.
///
///     PageFacts facts = facts_of("<title>T</title>", "<h1>T</h1>", "https://courier.example/a");

#include "read/html/document.h"
#include "read/page/metadata.h"
#include "read/read_test_tables.h"

#include <string>
#include <string_view>

namespace raven::read {

/// Two paragraphs that are long enough to be a text.
inline constexpr std::string_view kTestText =
    "<p>The government of Belmar expelled six diplomats after a quarrel over the harbour, the foreign "
    "ministry said "
    "in the capital, and the ambassador was called in to be told the reasons and the day by which they must "
    "be "
    "gone, which he said was too soon.</p>"
    "<p>Two consulates will be closed before the end of the month, and trade between the two countries, "
    "which had "
    "grown for a decade, is expected to fall by a third if the quarrel is not settled by the mediators who "
    "have "
    "been asked to come.</p>";

/// What a page of this head and body (the text follows it) says of itself.
inline PageFacts facts_of(std::string_view head, std::string_view body, std::string_view url = {},
                          std::string_view language = "en") {
  const std::string page = "<!doctype html><html lang=\"" + std::string(language) + "\"><head>" +
                           std::string(head) + "</head><body>" + std::string(body) + std::string(kTestText) +
                           "</body></html>";
  const html::Document document = html::parse(page);
  return read_metadata(document, test_tables(), url, test_today());
}

/// A block of JSON-LD.
inline std::string linked(std::string_view json) {
  return "<script type=\"application/ld+json\">" + std::string(json) + "</script>";
}

/// How often a note of this code stands among the facts.
inline std::size_t count_notes(const PageFacts& facts, std::string_view code) {
  std::size_t count = 0;
  for (const Note& note : facts.notes) count += note.code == code ? 1 : 0;
  return count;
}

}  // namespace raven::read
