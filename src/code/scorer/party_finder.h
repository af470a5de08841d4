// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Where in an article a party stands that is given by its words: as written, in other letters, in part,
/// damaged, or under another name of the same actor ("US" for "the United States").
///
///     std::vector<FoundParty> found = find_party(article, analysis, "the Taliban", {});
///
/// Linear in the article's words. Thread safety: pure functions.

#include <raven/record.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::code {

/// One place where a party stands. Word indices are those of `Analysis::words`.
struct FoundParty {
  std::uint32_t sentence = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;  ///< one past its last word
  std::uint32_t head = 0;  ///< the word that the others hang on
  double likeness = 0;     ///< 1: as written; less: in part, damaged, another name
};

/// What is known of the party from its words alone, for finding it under another name: the actors that these
/// words resolve to by themselves.
using KnownActors = std::vector<Actor>;

/// The places of greatest likeness, in the order of the text, at most `kMostPlaces`; none if the words are
/// not there in any shape.
inline constexpr std::size_t kMostPlaces = 12;
/// Words in part count before another name only where most of them are there.
std::vector<FoundParty> find_party(const Article& article, const Analysis& analysis, std::string_view words,
                                   const KnownActors& known);

/// The two places that are most likely meant when both are asked after at once: in one sentence, near each
/// other in the tree, the actor before the recipient where there is a choice. Either may be nullptr where
/// there is none.
struct PartyPlaces {
  const FoundParty* actor = nullptr;
  const FoundParty* recipient = nullptr;
};
PartyPlaces nearest_places(const Analysis& analysis, const std::vector<FoundParty>& actors,
                           const std::vector<FoundParty>& recipients);

}  // namespace raven::code
