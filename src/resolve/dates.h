// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The days that a text names.
///
///     find_dates(article, atoms, sentences, words, analysis);    // fills analysis.dates
///
/// Rules, with the page's date as "today":
///  - "on Monday": the latest Monday on or before the page's day; with "next", or when the nearest verb
///  before it is
///    one of the future ("will meet on Monday"), the first after it; so too for "until Monday" and
///    "by Monday" without a verb of the past before. "last Monday": on or before the day before.
///  - today, yesterday, tomorrow, tonight; "two days ago", "a week ago" (precision of the unit);
///    last / this / next / past week, month, year (weeks begin on Monday); "earlier this month".
///  - "the past three days", "recent weeks": from that long ago to the page's day; recent means four days,
///  weeks,
///    months or three years.
///  - "August 16", "16 August", "in August": the latest such on or before the page's day, or the next one
///  when the
///    nearest verb before it is one of the future. "early", "mid", "late" take a third of the month.
///  - "August 16, 2021", "16 August 2021", "16.08.2021" (day first: the only reading with points),
///  "2021-08-16",
///    "16/08/2021" only when one number is above 12 or both are equal, "August 2021", "in 2001", "the 1980s",
///    "1979-1989", "between 1979 and 1989", "August 16-18".
///  - "since X": from X to the page's day.
///  - "the day before", "two days later", "the next day", "the same day": from the day that the text named
///  last.
/// Basis: "page date" for what is reckoned from it, "content" for what the text says whole, "unknown" when it
/// is relative and the page has no date: then there is no `from`. Nothing is guessed beyond these rules.

#include "resolve/atoms.h"

#include <raven/record.h>

#include <cstdint>
#include <span>
#include <utility>

namespace raven::resolve {

void find_dates(const Article& article, std::span<const Atom> atoms,
                std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences, const Vocabulary& words,
                Analysis& analysis);

}  // namespace raven::resolve
