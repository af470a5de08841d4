// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Second step of a sentence's clauses: verbs with their auxiliaries, negation, voice, tense and modality
/// (see verb_groups.cpp for the rules).

#include "code/clauses.h"
#include "code/sentence_view.h"

namespace raven::code {

/// Fills `parts.verbs`, `verb_at` and `clause_at`; the noun groups must be there.
void find_verb_groups(const SentenceView& read, const SentenceTree& tree, SentenceParts& parts);

}  // namespace raven::code
