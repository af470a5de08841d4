// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Under which spellings the tables may know a verb: "carry_out", "hold_responsible", "test-fire", "carry".
///
///     for (const code::Spelling& spelling : code::spellings_of(c, context)) lexicon.frames(spelling.lemma,
///     …);
///
/// The longest comes first and the bare lemma last; a verb with a particle has no bare one where a longer is
/// known, or none at all where no table knows it with that particle. Pure functions.

#include "code/frame_match.h"

#include <cstdint>
#include <string>
#include <vector>

namespace raven::code {

/// A spelling of a verb in the tables, and the word where its arguments then begin.
struct Spelling {
  std::string lemma;
  std::uint32_t end = 0;
};

/// The spellings of the verb of clause `c`.
std::vector<Spelling> spellings_of(std::uint32_t c, const MatchContext& context);

}  // namespace raven::code
