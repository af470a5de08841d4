// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Whether two spellings can be one name. Translation and transliteration change vowels, voice ("Samir",
/// "Zamir"), doubled letters and endings ("Kapulo", "Kabulov"); they rarely change the skeleton of
/// consonants.
///
///     consonant_key("kapulov")                   // "KPLF": p/b, f/v/w, t/d, k/g/c/q, s/z/j and so on fall
///     together are_variants("kapilov", "kabulov")         // true
///
/// All names are folded (lower case, no marks: base::folded) and at most 32 bytes are compared. Distances are
/// Damerau and Levenshtein's restricted form (Damerau 1964), where a swap of letters that sound alike costs
/// half.

#include <string>
#include <string_view>

namespace raven::resolve {

std::string consonant_key(std::string_view folded_name);

/// Edits between two names: 1 for a letter, 0.5 for letters that sound alike, two vowels, or an h more or
/// less. At least `limit` + 0.5
/// is returned when it is more than `limit`.
double spelling_distance(std::string_view a, std::string_view b, double limit);

/// A name with the letters made one that transliterations of one sound differ in: "mnatsakanyan" and
/// "mnazakanjan" are both "mnazakanan", "medwedew" and "medvedev" "medvedev".
std::string romanised(std::string_view folded_name);

/// Same name, spelt differently, as written or romanised: the first sounds agree and the distance is small
/// for the length (1 from five letters, 2 from seven). Equal names are variants; names of under five letters
/// only if equal.
bool are_variants(std::string_view a, std::string_view b);

/// A looser bar, for use where role or country and the given name agree: one edit more, from six letters.
bool could_be_variants(std::string_view a, std::string_view b);

}  // namespace raven::resolve
