// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// When a page was published and last changed, from all that it says of it. Each moment carries the precision
/// that the page gives and, in `basis`, what it rests on: "json-ld", "meta", "microdata", "time element",
/// "date line", "url", and "modified" where the page tells only when it was last changed.
///
///     // <meta property="article:published_time" content="2022-12-11T02:30:00Z"> … <p>December 10, 2022</p>
///     DateFacts facts = page_dates(document, signs, data, near, tables, "https://courier.example/a", today);
///     facts.published.iso     // "2022-12-10": the reader's line tells the publisher's own day
///
/// Rules
///   1. JSON-LD, then meta elements, then microdata; then time elements and date lines near the heading; then
///      the address; then date lines elsewhere. What a label calls updated is the modified date.
///   2. A stamp in UTC whose day the page shows as its neighbour, by a time that some zone explains, yields
///   to
///      the day shown: that is the publisher's own. The time of day is given up with it.
///   3. A published stamp that is no earlier than the modified one is what a system wrote when it last saved
///      the page. A date line near the heading, or another stamp, that names an earlier day wins.
///   4. A line that calls an earlier day published wins over a stamp.
///   5. "03/04/2022" is read by the language's region ("en-GB"), by a date of the page that can be read one
///   way
///      only, or by the day that a stamp or the address names; else only its year is taken, with the note
///      `date_ambiguous`.
///   6. Dates before 1995 or after `today` are none.
///   7. The note `date_conflict` tells that the address, the dateline, or a stamp that rule 3 or 4 overruled
///      names another time than `published`: days apart by more than 2, for a dateline 3; another month in an
///      address without day.
/// Linear in the page. Thread safety: pure.

#include "base/calendar.h"
#include "read/html/document.h"
#include "read/metadata/linked_data.h"
#include "read/metadata/page_authors.h"
#include "read/metadata/page_signs.h"
#include "read/reading_tables.h"

#include <raven/record.h>

#include <string_view>
#include <vector>

namespace raven::read {

struct DateFacts {
  Moment published;
  Moment modified;
  std::vector<Note> notes;
};

/// `url`: where the page came from; empty if that is not known.
DateFacts page_dates(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                     const NearHeading& near, const ReadingTables& tables, std::string_view url,
                     base::Day today);

}  // namespace raven::read
