// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// First step of a sentence's clauses: base noun phrases (see noun_groups.cpp for the rules).

#include "code/clauses.h"
#include "code/sentence_view.h"

#include <raven/record.h>

namespace raven::code {

/// Fills `parts.nouns`, `owners_begin` and `noun_at`, which must have one entry for each word.
void find_noun_groups(const SentenceView& read, const SentenceTree& tree, const Analysis& analysis,
                      SentenceParts& parts);

}  // namespace raven::code
