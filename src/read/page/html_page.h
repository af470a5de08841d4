// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// An HTML page -> Article: parses it, reads its metadata (metadata.h), finds its main text (extract.h) and
/// builds the article (article_builder.h). Fields of the article that are filled already are kept.
///
///     read_html_page(page, tables, today, article);
///
/// Thread safety: pure. The offsets of the article count bytes of the page as it came.

#include "base/calendar.h"
#include "read/input/page_bytes.h"
#include "read/reading_tables.h"

namespace raven::read {

void read_html_page(const PageBytes& page, const ReadingTables& tables, base::Day today, Article& article);

}  // namespace raven::read
