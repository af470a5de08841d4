// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A user's own actors, from one file in either of two forms:
///  - a table with the columns of organisations.tsv, people.tsv, offices.tsv, agents.tsv or titles.tsv of
///    knowledge/actors; the line of columns says which;
///  - a dictionary as PETRARCH and TABARI read them: a name in capitals with _ between its words, more names
///    under it, then its codes in brackets, each for some time or always:
///
///        DAWN_FRONT_ ; a comment
///        +FRONT_OF_THE_DAWN_
///            [MLIREB]
///        MARY_EXAMPLE_  [KENGOV >190301] [KENELI <190301]
///
/// Rules of a dictionary:
///  1. Names that stand together before a code all bear it; `#` and `;` begin a comment, `[---]` is no code.
///  2. A code is groups of three letters: the country (alpha-3, CAMEO's own for three states, or IGO, NGO,
///     IMG, MNC, ISM), then functions, of which those that PLOVER has a sector for count.
///  3. Dates are YYMMDD (30 and later: of the last century) or YYYYMMDD; `<` until, `>` from, `-` between.
///     An entry with a date in it is a person with these offices; one without is an organisation.
///  4. A name all in capitals also stands with first capitals alone ("Front of the Dawn"), unless it is one
///     word of up to three letters.
///
/// Errors: BadKnowledge with "file:line". Thread safety: pure.

#include <raven/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::resolve {

/// The text of a table in the form of knowledge/actors; `name` is that of the table it goes before.
struct OwnTable {
  std::string_view name;  ///< "actors/people.tsv"
  std::string bytes;
};

Result<std::vector<OwnTable>> read_own_actors(std::string_view file, std::string_view bytes);

}  // namespace raven::resolve
