// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The learned scorer's word on events that a frame of the lexicon made: one between two parties of a
/// sentence that it finds most improbable is rejected, with that reason.
///
///     coder.code(article, analysis);
///     code::reject_improbable_events(article, analysis, scorer);
///
/// Events with one party alone are left as they are: the scorer is asked after two. Linear in the events and
/// the words of their sentences. Thread safety: pure but for `analysis`.

#include "code/scorer/type_scorer.h"

#include <raven/record.h>

namespace raven::code {

/// Below this probability of the event's own type, given that there is an event, it is rejected.
inline constexpr float kLeastShare = 0.05F;
/// Below this probability that the two are parties of an event at all, likewise.
inline constexpr float kLeastEvent = 0.05F;

void reject_improbable_events(const Article& article, Analysis& analysis, const TypeScorer& scorer);

}  // namespace raven::code
