// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// When, where, how many and how real: what surrounds an event in its sentence.
///
/// Dates: the expression nearest to the predicate inside its clause, then in its sentence; with none, the
/// page's day with precision "unknown". Places: a place that stands behind a locative preposition in the
/// sentence and is no party or source of the event; else the dateline. Rules are written at the functions.
/// Thread safety: pure functions.

#include "code/clauses.h"
#include "code/lexicon.h"
#include "code/sentence_view.h"

#include <raven/record.h>

#include <optional>
#include <vector>

namespace raven::code {

DateRange event_date(const Article& article, const Analysis& analysis, const SentenceView& view,
                     TextSpan clause, TextSpan trigger);

std::optional<Place> event_place(const Analysis& analysis, const SentenceView& view, TextSpan trigger,
                                 const std::vector<Party>& actors, const std::vector<Party>& recipients,
                                 const std::vector<Attribution>& sources);

/// Killed, wounded, arrested and the like that the sentence counts.
std::vector<Quantity> event_quantities(const Analysis& analysis, const SentenceView& view, EventType type);

/// Whether a date lies so far before the article that the sentence tells history: more than a year before the
/// page's day, or a year or decade given as such before the page's own year.
bool is_background(const Article& article, const DateRange& date);

/// What the verb group itself says: negation, modality, a condition in front.
Factuality verb_factuality(const VerbGroup& verb, const Clause& clause);

}  // namespace raven::code
