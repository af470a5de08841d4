// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// From the dependents of a verb or noun in the tree to named slots: subject, objects, prepositions. Used by
/// clauses.cpp; what other files need stands in clauses.h.
///
/// An attachment that the parse may have missed is tried too: a phrase that hangs on a verb's object stands
/// among the verb's own arguments, behind them ("imposed sanctions | on Mali").

#include "code/clauses.h"
#include "code/sentence_tree.h"
#include "code/sentence_view.h"

#include <cstdint>
#include <string>
#include <vector>

namespace raven::code {

/// The preposition that a phrase hangs by, lower case; the last of several ("out of": "of"). Empty if none.
std::string preposition_of(const SentenceView& view, const SentenceTree& tree, std::uint32_t node);

/// The noun groups that a node stands for. A relative pronoun stands for its antecedent; a common noun with
/// a name in apposition for the name ("the leader, Omar Sadiq"); else the node's coordination.
std::vector<std::uint32_t> noun_groups_at(const SentenceView& view, const SentenceTree& tree,
                                          const SentenceParts& parts, std::uint32_t node);

/// Objects and prepositions of a verb, each behind the one that it hangs on; no subject.
std::vector<Argument> verb_arguments(const SentenceView& view, const SentenceTree& tree,
                                     const SentenceParts& parts, const VerbGroup& verb);

}  // namespace raven::code
