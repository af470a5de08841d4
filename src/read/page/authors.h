// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Takes bylines apart: "By Ann Lee and Bo Ek, Reuters" is two persons and an agency.
///
///     Byline byline = read_byline("By Ann Lee and Bo Ek, Reuters", tables, "Harbor Courier");
///     byline.authors   // {"Ann Lee", "Bo Ek"}
///     byline.agency    // "Reuters"
///
/// The words that are told apart stand in knowledge/reading/author_noise.tsv and agencies.tsv. Left out are
/// roles ("Staff Writer"), degrees ("M.D."), desks and staffs, addresses, handles, dates, the site's own
/// name, and people who did something else ("Photos by …", "editing by …"). Pure functions.

#include "read/reading_tables.h"

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct Byline {
  std::vector<std::string> authors;
  std::string agency;
};

/// How sure it is that the text names authors: a line that looks like a byline must hold names as they are
/// usually written, with capitals; what a page declares as its author may be written as it likes.
enum class BylineTrust { Line, Declared };

/// The persons and the agency of a byline; none if nothing in it looks like a name. `site` is never an
/// author. A line end parts as a comma does, and ends a role. At most 300 bytes are looked at.
Byline read_byline(std::string_view text, const ReadingTables& tables, std::string_view site,
                   BylineTrust trust = BylineTrust::Line);

/// Whether a line is a byline: it begins with an introducing word ("By", "von") and holds a name and little
/// else.
bool is_byline(std::string_view line, const ReadingTables& tables);

/// The writers of a credit at the end of a text: "(Reporting by Ann Lee in Oslo and Bo Ek; Editing by Cy
/// Dow)" names Ann Lee and Bo Ek. None if the line is no such credit.
Byline read_end_credit(std::string_view line, const ReadingTables& tables, std::string_view site);

/// Whether two names mean the same person: the same words without case and marks, or all words of the shorter
/// in the longer ("Dr. Ann B. Lee", "Ann Lee").
bool is_same_name(std::string_view a, std::string_view b);

/// Adds what is new of `more` to `byline`; names are compared without case and marks.
void merge_byline(Byline& byline, const Byline& more);

}  // namespace raven::read
