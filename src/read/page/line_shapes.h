// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a line of a page without markup is by its shape alone: running text, a menu, a wire's slug, a page
/// number, an end mark, a credit under a picture, a line of addresses, a line of dates.
///
///     is_menu("Home | World | Politics | Sport")            // true
///     is_photo_credit("A ship at the pier. (Photo: AFP)", tables)   // true
///
/// All are pure and linear in the line.

#include "read/page/dates.h"
#include "read/reading_tables.h"

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

/// The number of words; in scripts without blanks, two characters count as one.
std::size_t count_words(std::string_view text);

/// Whether the text has upper case letters and none in lower case.
bool is_capitals(std::string_view text);

/// Whether the text is running text: a sentence of some length.
bool is_prose(std::string_view text);

/// What stands between bars, bullets, arrows and wide gaps.
std::vector<std::string_view> menu_pieces(std::string_view text);

/// "Home | World | Politics | Sport": four short pieces or more.
bool is_menu(std::string_view text);

/// "World > Asia > Belmar": three short pieces or more between arrows or slashes.
bool is_breadcrumb(std::string_view text);

/// "MPA-VELMORA-TARSK 3rd Ld-Writethru", "AP-US--Storm", "MPA/jk/or": marks of a wire service.
bool is_wire_slug(std::string_view text);

/// "###", "-30-", "(END)", "ENDS", "* * *": the text ends here, or a part of it does. "***" alone parts only.
bool is_end_mark(std::string_view text);

/// No letter and no digit: rules and ornaments.
bool is_rule(std::string_view text);

/// "12", "- 12 -", "3/7", "Page 3 of 7" as far as no word is needed; a year is none.
bool is_page_number(std::string_view text);

/// A caption that ends in its credit: "… (Photo: AFP)", "… / Getty Images", "… [AP Photo/Ann Orr]", or begins
/// with the mark of an archive ("FILE - "). A sentence that ends in a bare agency ("… (AFP)") is none.
bool is_photo_credit(std::string_view text, const ReadingTables& tables);

/// A line that holds little but an e-mail address, a handle ("@annorr"), a telephone number or a web address.
bool is_contact_line(std::string_view text);

/// A date of a line and what it is said to be.
struct DateLine {
  Moment moment;
  ReadingTables::DateLabel label = ReadingTables::DateLabel::None;
};

/// All dates of a line when the line is nothing else: labels, weekdays, clock times and a byline may stand
/// with them. `rest` receives what is not a date.
std::vector<DateLine> date_line(std::string_view text, const ReadingTables& tables, std::string_view language,
                                std::string& rest);

}  // namespace raven::read
