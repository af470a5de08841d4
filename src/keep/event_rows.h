// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Events as rows of tables: CSV (RFC 4180) and the 61 columns of GDELT 2.0's export file.
/// `raven::event_header`, `event_row`, `event_format_named` and `gdelt2_column_names` of <raven/raven.h> are
/// defined here. docs/formats.md describes the columns.
///
///     out << event_header(EventFormat::Csv);
///     for (const Event& event : document.analysis.events) out << event_row(EventFormat::Csv, document,
///     event);
///
/// Sources: RFC 4180; the GDELT Event Database Format Codebook 2.0 (order and meaning of the columns); the
/// CAMEO manual 1.1b3, chapter 3 (codes of actors); FIPS 10-4 (countries of places). Thread safety: pure.

#include "keep/country_codes.h"

#include <raven/raven.h>

#include <string>
#include <string_view>

namespace raven::keep {

/// One row of RFC 4180 with its CRLF. Several parties, contexts, sources or quantities share a cell, "; "
/// between.
std::string csv_row(const Document& document, const Event& event);

/// One row of 61 cells, the first actor against the first recipient, with its line feed.
std::string gdelt2_row(const Document& document, const Event& event, const CountryCodes& countries);

/// CAMEO's code for a PLOVER sector: "MED" (health) is "HLH", "JRN" is "MED" (media). Empty if CAMEO has
/// none.
std::string_view cameo_sector(std::string_view sector);

/// An event's id as GDELT's kind of number: 1 to 2^63 - 1, the same on every run.
std::uint64_t gdelt2_id(std::string_view event_id);

/// The moment in UTC as YYYYMMDDHHMMSS, zeros for what is finer than its precision; empty if not even the day
/// is known.
std::string gdelt2_moment(const Moment& moment);

}  // namespace raven::keep
