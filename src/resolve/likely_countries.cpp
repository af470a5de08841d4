// SPDX-License-Identifier: Apache-2.0
#include "resolve/likely_countries.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace raven::resolve {
namespace {

constexpr std::size_t kMostCountries = 12;
constexpr float kLeastVotes = 2;  // a state that is named once says nothing of where the rest lies
using Votes = std::array<float, kMostCountries>;

// Only states have votes: a page about the UN is not in it.
bool is_state(const Directory& directory, std::string_view country) {
  return directory.state_of(country) != kNone;
}

// Parties of these sectors belong to some state, and what they are says nothing of which.
bool takes_country(const Actor& actor) {
  if (!actor.country.empty()) return false;
  if (actor.kind == MentionKind::Agent) return !actor.sector.empty();
  if (actor.kind == MentionKind::Person) return true;
  if (actor.kind != MentionKind::Organisation) return false;
  return actor.id.empty() && !actor.sector.empty();
}

}  // namespace

void settle_countries(const Directory& directory, const NameFindings& findings, Analysis& analysis) {
  // What votes: (sentence, country, weight).
  struct Vote {
    std::uint32_t sentence;
    std::string_view country;
    float weight;
  };
  std::vector<Vote> cast;
  for (const Mention& mention : analysis.mentions) {
    const Actor& actor = analysis.actors[mention.actor];
    if (actor.country.empty() || mention.made_by == "pronoun" || !is_state(directory, actor.country))
      continue;
    cast.push_back({mention.sentence, actor.country, mention.sure >= 0.3 ? 1.0F : 0.5F});
  }
  std::uint32_t sentence = 0;
  for (const Place& place : analysis.places) {
    if (place.country.empty() || place.sure < 0.5 || !is_state(directory, place.country)) continue;
    while (sentence + 1 < analysis.sentences.size() &&
           analysis.sentences[sentence].span.end.value <= place.span.begin.value)
      ++sentence;
    cast.push_back(
        {place.span.size() == 0 ? 0 : sentence, place.country, place.basis == "dateline" ? 3.0F : 2.0F});
  }
  std::unordered_map<std::string_view, float> totals;
  float all = 0;
  for (const Vote& vote : cast) totals[vote.country] += vote.weight, all += vote.weight;
  std::vector<std::pair<float, std::string>> ordered;
  for (const auto& [country, total] : totals)
    if (total >= kLeastVotes) ordered.emplace_back(total, country);
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (ordered.size() > kMostCountries) ordered.resize(kMostCountries);
  if (ordered.empty()) return;
  std::unordered_map<std::string_view, std::size_t> number;
  for (std::size_t i = 0; i < ordered.size(); ++i) number.emplace(ordered[i].second, i);
  std::vector<Votes> by_sentence(analysis.sentences.size(), Votes{});
  for (const Vote& vote : cast)
    if (const auto at = number.find(vote.country); at != number.end() && vote.sentence < by_sentence.size())
      by_sentence[vote.sentence][at->second] += vote.weight;

  std::vector<std::uint32_t> first(analysis.actors.size(), kNone);
  for (const Mention& mention : analysis.mentions)
    first[mention.actor] = std::min(first[mention.actor], mention.sentence);
  const auto likely = [&](std::uint32_t at) -> const std::string& {
    std::size_t best = 0;
    float best_score = -1;
    for (std::size_t c = 0; c < ordered.size(); ++c) {
      float score = 6 * ordered[c].first / all;
      if (at < by_sentence.size()) score += 4 * std::min(by_sentence[at][c], 3.0F);
      if (at > 0 && at <= by_sentence.size()) score += 2 * std::min(by_sentence[at - 1][c], 3.0F);
      if (score > best_score) best = c, best_score = score;
    }
    return ordered[best].second;
  };
  for (std::uint32_t i = 0; i < analysis.actors.size(); ++i) {
    Actor& actor = analysis.actors[i];
    if (first[i] == kNone || !takes_country(actor)) continue;
    actor.country = likely(first[i]);
    if (actor.kind == MentionKind::Agent) {
      actor.sure = std::min(actor.sure, 0.45);
      actor.made_by = "country of the article";
    }
  }
  // A place that no table knows lies most likely where the text around it does.
  sentence = 0;
  for (Place& place : analysis.places) {
    if (!place.country.empty() || place.basis != "as written") continue;
    while (sentence + 1 < analysis.sentences.size() &&
           analysis.sentences[sentence].span.end.value <= place.span.begin.value)
      ++sentence;
    place.country = likely(sentence);
  }
  for (const auto& [actor, row] : findings.institutions) {
    Actor& body = analysis.actors[actor];
    const OrganisationRow& known = directory.organisations[row];
    if (!body.id.empty() || body.country != known.country) continue;
    body.id = known.id;
    body.name = known.name;
  }
}

}  // namespace raven::resolve
