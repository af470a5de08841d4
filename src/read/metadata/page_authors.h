// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Who wrote a page, from all that the page says of it.
///
///     // {"author": {"@type": "Person", "name": "admin"}} … <h1>Talks resume</h1> <p>By Ann Lee and Bo
///     Ek</p> Byline byline = page_authors(document, signs, data, title, tables); byline.authors   // {"Ann
///     Lee", "Bo Ek"}
///
/// Witnesses, in the order of trust:
///   1. JSON-LD authors that are persons, or of no stated kind. Organisations are agencies or nobody.
///   2. meta elements: author, article:author, parsely-author, sailthru.author, dc.creator, citation_author
///   and
///      the like. Names in citation_author and dc.creator may be written "Lee, Ann".
///   3. The byline near the heading: a line that an introducing word begins ("By", "von", "بقلم", "文/"),
///   else
///      rel=author and itemprop=author, class words of authors, links to the page of an author.
///   4. The same signs farther away, then a credit at the end ("Reporting by …; editing by …").
/// The line near the heading overrules 1 and 2 when it names somebody else, and completes them when it names
/// them and more: what readers see is looked after, what machines see is often a default. A name that is the
/// site's is a person only if JSON-LD says so and no word of it is a word of papers ("Courier").
/// Thread safety: pure.

#include "read/metadata/linked_data.h"
#include "read/metadata/page_signs.h"
#include "read/metadata/page_title.h"
#include "read/page/authors.h"

namespace raven::read {

Byline page_authors(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                    const TitleFacts& title, const ReadingTables& tables);

/// The texts around the heading, where bylines and date lines stand: from a few before it to where the
/// article's long text begins. Half-open range of `signs.texts`.
struct NearHeading {
  std::uint32_t begin = 0;
  std::uint32_t heading = 0;  ///< first text of the heading; `begin` where there is none
  std::uint32_t end = 0;
};
NearHeading near_heading(const html::Document& document, const MetadataSigns& signs, const TitleFacts& title);

}  // namespace raven::read
