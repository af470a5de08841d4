// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// How well the frames of the lexicon fit two given parties in a tree, whether or not they resolve to
/// political actors: not a verdict but evidence for the scorer, which sees also what fits by half.
///
///     frame_fit::Fits fits = frame_fit::fits_at(tree, lexicon, predicate, actor, recipient);
///     if (fits.best_frame) use(fits.best_frame->type, fits.best_level);
///
/// Thread safety: pure functions.

#include "code/lexicon.h"
#include "code/scorer/word_tree.h"

#include <raven/record.h>

#include <array>
#include <cstdint>

namespace raven::code::frame_fit {

/// Levels, the better the higher: the word has a frame of the type; one of the parties stands where the frame
/// wants it; both do; and everything else that the frame asks for is there too.
inline constexpr int kAllowed = 1, kOneParty = 2, kBothParties = 3, kWhole = 4;

struct Fits {
  std::array<int, kEventTypeCount> levels{};  ///< for each type the best level of its frames; 0: no frame
  const Frame* best_frame = nullptr;          ///< of the best level, the heaviest
  int best_level = 0;
};

/// Parties are words of the tree, kNone where one is not there.
Fits fits_at(const WordTree& tree, const Lexicon& lexicon, std::uint32_t predicate, std::uint32_t actor,
             std::uint32_t recipient);

/// Whether the further words of a lemma of several words stand with the predicate: straight behind it, or as
/// a particle or object that hangs on it.
bool stands_at(const WordTree& tree, std::uint32_t predicate, const Multiword& multiword);

}  // namespace raven::code::frame_fit
