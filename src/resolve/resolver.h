// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Names become actors, places, dates and quantities.
///
///     RAVEN_TRY(resolve::Resolver resolver, resolve::Resolver::make(knowledge));
///     resolver.resolve(document.article, document.analysis);   // needs the words and sentences
///
/// What stands in the analysis afterwards:
///  - `actors`: one for each party, however often and however spelt it is named; `sector` is PLOVER's, `role`
///  the
///    office at the article's date.
///  - `mentions`, sorted by place. A named person's span is the name alone ("Valery Gerasimov"), without
///  titles;
///    the title and the state before it have no mention of their own, and a role in apposition ("Russia's
///    envoy, …") is a mention of the same actor. An agent's span goes from its owner to what says whose it is
///    ("Russian police", "spokesman for the ministry"), without the article. A possessive 's is never in the
///    span. Spans may nest where an owner is a person.
///  - A capital that may be its government is a mention and a place; after "in", "at", "near" the mention's
///  `sure`
///    is at most 0.2, after "from", "to", "into" 0.5, elsewhere 0.8, and the place's the other way round.
///    A mention with `sure` under 0.3 should not be made a party without further evidence.
///  - A party whose own words tell no country has that of the text around it (likely_countries.h), with a
///  `sure` of
///    the actor of at most 0.45 where it is an agent; a former state stands for its names on the days it was
///    there.
///  - The rules are English. In an article of another language only names of the tables are found, and
///  neither dates
///    nor quantities.
///  - `places`, `dates`, `quantities`: see places.h, dates.h, quantities.h.
///
/// Errors: `make` fails with BadKnowledge (file and line) or NotFound (a table). `resolve` cannot fail.
/// Thread safety: `resolve` may be called from many threads at once. Time is linear in the text.

#include "base/knowledge.h"

#include <raven/record.h>
#include <raven/result.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::resolve {

class Directory;

class Resolver {
 public:
  /// `own_actors`: a file of the user's whose rows go before those of the tables (own_actors.h); empty: none.
  static Result<Resolver> make(const base::Knowledge& knowledge, const std::string& own_actors = {});
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  /// Fills actors, mentions, places, dates and quantities from the sentences; what stood in them is replaced.
  void resolve(const Article& article, Analysis& analysis) const;

  /// What `Raven::actors_named` and `Raven::places_named` of <raven/raven.h> give; see lookup.h.
  std::vector<ActorMeaning> actors_named(std::string_view name,
                                         std::optional<std::chrono::year_month_day> day) const;
  std::vector<PlaceMeaning> places_named(std::string_view name) const;

 private:
  explicit Resolver(std::unique_ptr<const Directory> directory);
  std::unique_ptr<const Directory> directory_;
};

}  // namespace raven::resolve
