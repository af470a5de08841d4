// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Tells which words are written as one token by the treebanks' counting: a clitic and what it leans on
/// ("do|n't", "Kabul|'s", "they|'ve"), and the few pairs that are written together ("can|not", "gon|na").
/// Words that merely touch, as around a hyphen, stay tokens of their own.
///
///     join_multiword_tokens(article, analysis);   // "don't": token_words is 2 at "do", 0 at "n't"
///
/// Source: the guidelines of UD English EWT (since release 2.8). Thread safety: pure.

#include <raven/record.h>

namespace raven::language {

/// Sets `Word::token_words` of all words from their letters and tags.
void join_multiword_tokens(const Article& article, Analysis& analysis);

}  // namespace raven::language
