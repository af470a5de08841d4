// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Articles whose actors, places, dates and quantities people wrote down, and how the engine's are held
/// against them. The form is that of knowledge/corpus/resolve: blocks of lines, each a word that says what
/// the line is, then its cells parted by "|"; words of the text are told with their occurrence
/// ("Moscow#2"), counted in title and text together.
///
///     RAVEN_TRY(const std::vector<Score> scores, score_resolving(engine, "knowledge/corpus/resolve/dev"));
///
/// What is compared with what:
///  - a mention with the one of the engine that covers most of it (at least half of both together, or the
///    same last word);
///  - "actors: country and sector": both equal; a cell that is "-" is not compared;
///  - "places: GeoNames id" where the gold has one; "places: country" where it has one;
///  - "metonymy": each place name of the gold, whether it is told as where something is or as what acts or
///    qualifies: the engine says "where" when the place is at least 0.5 sure and not less than the mention;
///  - "coreference": pronouns and descriptions that stand for an actor named elsewhere, whether the engine
///    gives them the actor of one of those names;
///  - "variants": pairs of spellings, gold from the lines `variant`, found from the names given one person;
///    names of two chains with one person are wrong (lines `apart` say which were meant to tempt);
///  - "dates": both days; an open end ("-") is not compared;
///  - "quantities": what is counted, and both ends.
///
/// Errors: NotFound; BadFormat with file and line. `misses`, if given, takes one line for each fault.

#include <raven/raven.h>

#include <string>
#include <vector>

namespace raven {

Result<std::vector<Score>> score_resolving(const Raven& engine, const std::string& path,
                                           std::vector<std::string>* misses);

}  // namespace raven
