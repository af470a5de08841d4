// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Gives a country to parties whose own words tell none ("police", "the interior ministry", "Governor Pete
/// Wilson"): the one that the text around speaks of. Such an actor's `sure` is at most 0.45 and its `made_by`
/// says so, where it was no name of the tables.
///
///     settle_countries(directory, findings, analysis);   // after names and places
///
/// Each sentence votes for the countries of its places (2; in the dateline 3) and of its states and known
/// parties (1). An actor takes the country with most votes: those of the sentence of its first mention count
/// four times, of the one before twice, those of the whole article by their share, times six. A place as
/// written takes its country in the same way, its `sure` stays 0.5. "Congress" whose country turns out to be
/// that of the table's row becomes that row's organisation. Linear in the text for a bounded number of
/// countries (the 12 most often named); one with fewer than two votes in all gives nothing its name.

#include "resolve/directory.h"
#include "resolve/names.h"

#include <raven/record.h>

namespace raven::resolve {

void settle_countries(const Directory& directory, const NameFindings& findings, Analysis& analysis);

}  // namespace raven::resolve
