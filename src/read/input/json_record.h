// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One JSON object that holds an article, in the layouts that other programs write: trafilatura's,
/// news-please's, and any with the usual names ("id", "title", "text", "url", "date", "source").
///
///     JsonRecord record = read_json_record(line);
///     if (record.fault.empty()) use(record.facts.title, record.text.text());
///
/// Thread safety: pure.

#include "base/origin_map.h"
#include "read/input/record_facts.h"

#include <string>
#include <string_view>

namespace raven::read {

struct JsonRecord {
  RecordFacts facts;
  base::OriginText text;  ///< the article's text, its way back counted in bytes of the object
  bool is_html = false;   ///< the text is HTML ("content_html")
  std::string fault;      ///< what is wrong with the JSON; empty if nothing
};

JsonRecord read_json_record(std::string_view bytes);

/// Whether the bytes look like a JSON object that read_json_record can take.
bool looks_like_json_object(std::string_view bytes);

}  // namespace raven::read
