// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The words of titles and names as they are compared: without entities that were escaped twice, without
/// marks, without case.
///
///     plain_words("Lee &amp; Ek  win")   // "Lee & Ek win"
///     folded_words("Élan: 3 days!")      // "elan 3 days"
///
/// Pure functions.

#include <string>
#include <string_view>

namespace raven::read {

/// Blanks joined, and character references resolved that a page escaped once too often: named ones of five
/// common marks, quotation marks and dashes, and all numeric ones.
std::string plain_words(std::string_view text);

/// Letters and digits in lower case without marks, words parted by one blank.
std::string folded_words(std::string_view text);

/// `folded_words` without the blanks: how names of sites and hosts are compared.
std::string compact_words(std::string_view text);

/// How many of the words of `a` stand in `b`, 0 to 1. Both are `folded_words`.
double shared_words(std::string_view a, std::string_view b);

}  // namespace raven::read
