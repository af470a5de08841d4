// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Finds where sentences end among the tokens of one paragraph, by rule. A paragraph always ends a sentence;
/// inside one, a sentence ends after a stop, a mark of question or exclamation or an ellipsis, with the
/// quotation marks and brackets that close there, when what follows can begin a sentence.
///
///     std::vector<std::uint32_t> ends = …;
///     split_sentences(text, tokens, ends);   // ends[i]: index after the last token of sentence i
///
/// Rules, in the order tried:
///   - titles ("Mr."), initials ("J. Smith") and abbreviations such as "e.g." never end a sentence;
///   - other abbreviations and acronyms ("U.S.", "a.m.", "Inc.") end one only before a word that often begins
///   one;
///   - a stop before a small letter ends no sentence, unless a blank was lost ("Asia.military");
///   - "?” he asked" and "!” Smith said" go on;
///   - a bracket opened inside a sentence keeps it open until it is closed;
///   - a line break ends a sentence when the next line begins like one; a bullet begins one.
///
/// Thread safety: pure functions.

#include "language/tokeniser.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::language {

/// Appends to `ends`, for each sentence, the index just past its last token. Nothing for no tokens.
void split_sentences(std::string_view text, const std::vector<Token>& tokens,
                     std::vector<std::uint32_t>& ends);

}  // namespace raven::language
