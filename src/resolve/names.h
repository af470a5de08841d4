// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Finds the parties that an article names and says who they are: states, capitals and seats as governments,
/// organisations, people with their role and country, agents ("Russian police"), pronouns and "the group".
///
///     find_names(directory, article, atoms, sentences, analysis);   // fills actors and mentions
///
/// One walk over each sentence cuts it into pieces (known names by longest match, agents and titles, unknown
/// capitalised words, marks); a second walk joins pieces into noun chunks by stated patterns and gives each
/// chunk an actor. Neither ever looks back further than a fixed distance: linear in the text.

#include "resolve/directory.h"

#include <raven/record.h>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace raven::resolve {

/// How a name of a place stands in its sentence: where something is ("in Moscow", "captured Goma"), to or
/// from where ("to Moscow"), as one that acts or is acted on ("Moscow said"), as what qualifies a noun ("the
/// Moscow government"), or none of these for sure.
enum class Standing : std::uint8_t { Open, Where, Toward, Acts, Qualifies };

/// A capitalised unknown word or known place name that stands where a place stands ("in Kelm").
struct PlaceCandidate {
  std::uint32_t first = 0, last = 0;  ///< atoms
  std::uint32_t entry = 0;            ///< list in `Directory::names`; 0 = unknown to the tables
  std::uint32_t sentence = 0;
  Standing standing = Standing::Open;
  std::uint32_t mention = kNone;  ///< the mention of the same words, if there is one
};

/// What the walk leaves for the rest of the room.
struct NameFindings {
  std::vector<PlaceCandidate> places;
  /// Actors that are "Congress" and the like without a state, with the row of the table that bears the name.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> institutions;
};

/// In an article of another language than English (`Article::language`) only names of the tables are told.
/// `sentences[i]` is the range of atoms of `analysis.sentences[i]`.
NameFindings find_names(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                        std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                        Analysis& analysis);

}  // namespace raven::resolve
