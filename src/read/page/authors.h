// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Takes bylines apart: "By Ann Lee and Bo Ek, Reuters" is two persons and an agency.
///
///     Byline byline = read_byline("By Ann Lee and Bo Ek, Reuters", tables, "Harbor Courier");
///     byline.authors   // {"Ann Lee", "Bo Ek"}
///     byline.agency    // "Reuters"
///
/// Roles ("Staff Writer"), addresses, handles, dates and the site's own name are left out. Pure functions.

#include "read/reading_tables.h"

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct Byline {
  std::vector<std::string> authors;
  std::string agency;
};

/// The persons and the agency of a byline; none if nothing in it looks like a name. `site` is never an
/// author.
Byline read_byline(std::string_view text, const ReadingTables& tables, std::string_view site);

/// Whether a line is a byline: it begins with an introducing word ("By", "von") and holds a name and little
/// else.
bool is_byline(std::string_view line, const ReadingTables& tables);

/// Adds what is new of `more` to `byline`; names are compared without case and marks.
void merge_byline(Byline& byline, const Byline& more);

}  // namespace raven::read
