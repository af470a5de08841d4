// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What an HTML page says of itself: title, site, authors, dates, language, section, address. The walk over
/// the page is page_signs.h, JSON-LD linked_data.h; how witnesses are weighed stands in page_title.h,
/// page_authors.h and page_dates.h, all in read/metadata.
///
///     PageFacts facts = read_metadata(document, tables, "https://courier.example/2022/12/10/a", today);
///     facts.published.basis   // "json-ld"
///
/// Linear in the page. Thread safety: pure.

#include "base/calendar.h"
#include "read/html/document.h"
#include "read/reading_tables.h"

#include <raven/record.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct PageFacts {
  std::string title;
  std::vector<std::string> titles;  ///< every title that the page gives itself
  std::string site;
  std::string slogan;  ///< what stands beside the site's name
  std::vector<std::string> authors;
  std::string agency;
  Moment published;
  Moment modified;
  std::string language;  ///< as declared
  std::string canonical_url;
  std::string section;
  std::string type;         ///< og:type or the schema.org type
  std::string description;  ///< the page's summary of itself, blanks joined
  std::string
      body;  ///< the text as the page's own data have it (schema.org articleBody): a witness, never the text
  std::vector<Note> notes;
};

/// `url`: where the page came from, if that is known.
PageFacts read_metadata(const html::Document& document, const ReadingTables& tables, std::string_view url,
                        base::Day today);

}  // namespace raven::read
