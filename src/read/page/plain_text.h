// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads a page that lost its markup: a dump of everything that stood on it, line after line. Finds title,
/// site, slogan, dates, authors, dateline and headings by position, shape and the phrases of
/// knowledge/reading/.
///
///     read_plain_text(draft, tables, today, article);   // fills title, site, published, text, dropped, …
///
/// Two zones: what stands before the first prose paragraph is looked at line by line (date line, byline,
/// menu, masthead, slogan, title); after it only what matches a phrase or a strict shape is dropped. Nothing
/// is lost: all that is left out stands in `Article::dropped`. Fields of the article that are filled already
/// are kept: what the input gave wins.
///
/// Linear in the text. Thread safety: pure.

#include "base/calendar.h"
#include "base/origin_map.h"
#include "read/reading_tables.h"

namespace raven::read {

/// Whether the text is a dump of a whole page or a text that another program has taken out of one already.
enum class TextOrigin { PageDump, Extracted };

void read_plain_text(const base::OriginText& draft, const ReadingTables& tables, base::Day today,
                     TextOrigin origin, Article& article);

}  // namespace raven::read
