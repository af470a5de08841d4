// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What single words say about the names that they stand in or beside.
///
///     head_sector("ministry")      // "GOV"
///     is_place_head("river")       // true
///
/// All words in lower case. Thread safety: all functions may be called from many threads.

#include <string_view>

namespace raven::resolve {

/// The sector of a capitalised sequence with this word in it ("front": REB); empty if it makes none.
std::string_view head_sector(std::string_view word);

/// Whether the word makes a capitalised sequence a place.
bool is_place_head(std::string_view word);

/// Whether an agent is a body and no person: a name after it is the body's.
bool is_body(std::string_view word);

/// Whether a name before this word and a hyphen does not act but says by whom or of what kind ("-backed").
bool is_modifier_tail(std::string_view word);

/// Whether a name after this word and a hyphen does not act ("anti-").
bool is_modifier_head(std::string_view word);

/// Whether "of" and a place's name after this word say where: "outskirts", "town", "airport".
bool is_place_noun(std::string_view word);

/// Whether what this verb (lemma) is done to is a place where its object may be one: "capture", "shell".
bool is_done_to_places(std::string_view lemma);

/// Whether the verb (lemma) is one of going, coming and bringing.
bool is_movement(std::string_view lemma);

/// Whether a place as subject of this verb (lemma) is the place: "fall", "burn".
bool is_fate_of_places(std::string_view lemma);

/// Whether many states have a body of this name: "Congress", "Supreme Court".
bool is_common_institution(std::string_view name);

}  // namespace raven::resolve
