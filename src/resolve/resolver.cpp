// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolver.h"

#include "resolve/atoms.h"
#include "resolve/dates.h"
#include "resolve/directory.h"
#include "resolve/likely_countries.h"
#include "resolve/lookup.h"
#include "resolve/names.h"
#include "resolve/places.h"
#include "resolve/quantities.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace raven::resolve {

Resolver::Resolver(std::unique_ptr<const Directory> directory) : directory_(std::move(directory)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Result<Resolver> Resolver::make(const base::Knowledge& knowledge, const std::string& own_actors) {
  RAVEN_TRY(std::unique_ptr<const Directory> directory, Directory::load(knowledge, own_actors));
  return Resolver(std::move(directory));
}

void Resolver::resolve(const Article& article, Analysis& analysis) const {
  analysis.actors.clear();
  analysis.mentions.clear();
  analysis.places.clear();
  analysis.dates.clear();
  analysis.quantities.clear();

  std::vector<Atom> atoms;
  atoms.reserve(analysis.words.size() + analysis.words.size() / 4);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sentences;
  sentences.reserve(analysis.sentences.size());
  std::size_t word = 0;
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    const TextSpan span = analysis.sentences[s].span;
    const auto first = static_cast<std::uint32_t>(atoms.size());
    append_atoms(text_of(article, span), span.begin.value, directory_->words, atoms);
    const auto last = static_cast<std::uint32_t>(atoms.size());
    for (std::uint32_t i = first; i < last; ++i) {
      atoms[i].sentence = s;
      // The tag of the word that an atom is part of.
      while (word < analysis.words.size() && analysis.words[word].span.end.value <= atoms[i].begin) ++word;
      if (word < analysis.words.size() && analysis.words[word].span.begin.value <= atoms[i].begin)
        atoms[i].tag = analysis.words[word].tag, atoms[i].in_word = static_cast<std::uint32_t>(word);
    }
    sentences.emplace_back(first, last);
  }

  const NameFindings findings = find_names(*directory_, article, atoms, sentences, analysis);
  find_places(*directory_, article, atoms, sentences, findings, analysis);
  settle_countries(*directory_, findings, analysis);
  if (article.language.empty() || article.language.starts_with("en")) {
    find_dates(article, atoms, sentences, directory_->words, analysis);
    find_quantities(article, atoms, sentences, directory_->words, analysis);
  }
  std::stable_sort(
      analysis.mentions.begin(), analysis.mentions.end(), [](const Mention& a, const Mention& b) {
        return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : b.span.end < a.span.end;
      });
}

std::vector<ActorMeaning> Resolver::actors_named(std::string_view name,
                                                 std::optional<std::chrono::year_month_day> day) const {
  return resolve::actors_named(*directory_, name, day);
}

std::vector<PlaceMeaning> Resolver::places_named(std::string_view name) const {
  return resolve::places_named(*directory_, name);
}

}  // namespace raven::resolve
