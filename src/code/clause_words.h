// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The closed word classes that the rules for clauses rest on, and how far up the tree they look. Lower case.

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace raven::code {

/// No rule looks further than this many words or steps up the tree: longer reaches are wrong more often than
/// right.
inline constexpr std::uint32_t kReach = 60;

using WordSet = std::unordered_set<std::string_view>;

inline bool is_one_of(std::string_view word, const WordSet& set) {
  return set.contains(word);
}

inline const WordSet kBeForms = {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"};
inline const WordSet kTimeNouns = {
    "monday",    "tuesday",  "wednesday", "thursday", "friday",  "saturday",  "sunday",   "today",
    "yesterday", "tomorrow", "tonight",   "week",     "month",   "year",      "day",      "morning",
    "afternoon", "evening",  "night",     "hour",     "weekend", "january",   "february", "march",
    "april",     "may",      "june",      "july",     "august",  "september", "october",  "november",
    "december",  "decade",   "summer",    "winter",   "spring",  "autumn"};
inline const WordSet kTimeAdverbs = {"monday", "tuesday", "wednesday", "thursday", "friday",  "saturday",
                                     "sunday", "today",   "yesterday", "tomorrow", "tonight", "overnight"};
inline const WordSet kRelatives = {"who", "which", "whom", "whose", "that"};

}  // namespace raven::code
