// SPDX-License-Identifier: Apache-2.0
#include "resolve/places.h"

#include "base/ascii.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace raven::resolve {
namespace {

class PlaceFinder {
 public:
  PlaceFinder(const Directory& directory, const Article& article, std::span<const Atom> atoms,
              std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
              const NameFindings& findings, Analysis& analysis)
      : directory_(directory),
        article_(article),
        atoms_(atoms),
        sentences_(sentences),
        findings_(findings),
        analysis_(analysis) {}

  void run() {
    count_countries();
    for (const Paragraph& paragraph : article_.paragraphs)
      paragraph_starts_.insert(paragraph.span.begin.value);
    for (std::size_t i = 0; i < findings_.places.size(); ++i) {
      const PlaceCandidate& candidate = findings_.places[i];
      const PlaceCandidate* after = i + 1 < findings_.places.size() ? &findings_.places[i + 1] : nullptr;
      settle(candidate, after);
    }
    dateline();
  }

 private:
  std::string_view raw(std::uint32_t first, std::uint32_t last) const {
    return std::string_view(article_.text)
        .substr(atoms_[first].begin, atoms_[last - 1].end - atoms_[first].begin);
  }

  // How often each country is named, as a party or as a place.
  void count_countries() {
    for (const Mention& mention : analysis_.mentions)
      if (mention.actor != kNone && !analysis_.actors[mention.actor].country.empty() && mention.sure >= 0.3)
        ++countries_[analysis_.actors[mention.actor].country];
    for (const PlaceCandidate& candidate : findings_.places)
      if (const std::string_view country = state_of(candidate.entry); !country.empty()) ++countries_[country];
  }

  std::string_view state_of(std::uint32_t entry) const {
    const std::uint32_t at = entry == 0 ? 0 : directory_.names.first_of(entry, EntryKind::State);
    return at == 0 ? std::string_view() : directory_.states[directory_.names.entry(at).index].code;
  }

  // The country that a name after a comma stands for: "…, Kenya", "…, northern Kenya".
  std::string_view named_after(const PlaceCandidate& candidate, const PlaceCandidate* after) const {
    if (after == nullptr || after->sentence != candidate.sentence || after->first > candidate.last + 3)
      return {};
    if (candidate.last >= sentences_[candidate.sentence].second ||
        raw(candidate.last, candidate.last + 1) != ",")
      return {};
    if (const std::string_view state = state_of(after->entry); !state.empty()) return state;
    const std::uint32_t at =
        after->entry == 0 ? 0 : directory_.names.first_of(after->entry, EntryKind::Place);
    return at == 0 ? std::string_view() : directory_.places[directory_.names.entry(at).index].country;
  }

  // How much of a place's certainty is left by the way that its name stands.
  static double standing_weight(const PlaceCandidate& candidate, bool dateline) {
    if (dateline || candidate.standing == Standing::Where) return 1;
    if (candidate.standing == Standing::Toward) return 0.85;
    if (candidate.mention == kNone && candidate.standing != Standing::Qualifies) return 0.75;
    return 0.5;
  }

  // The tree or the sentence made something of it: no chance match of a word with a small town.
  static bool in_tree(const PlaceCandidate& candidate) { return candidate.standing == Standing::Acts; }

  Place begin_place(const PlaceCandidate& candidate) const {
    Place place;
    place.span = text_span(atoms_[candidate.first].begin, atoms_[candidate.last - 1].end);
    place.text = std::string(raw(candidate.first, candidate.last));
    return place;
  }

  // "KABUL (Reuters) —" at the beginning of a paragraph.
  bool opens_dateline(const PlaceCandidate& candidate) const {
    const auto [begin, end] = sentences_[candidate.sentence];
    if (candidate.first > begin + 3 || !paragraph_starts_.contains(atoms_[begin].begin)) return false;
    unsigned words = 0;
    for (std::uint32_t i = candidate.last; i < end && i < candidate.last + 12; ++i) {
      if (atoms_[i].shape == Shape::Mark) {
        const std::string_view mark = raw(i, i + 1);
        if ((mark == "—" || mark == "–" || mark == "-") && !atoms_[i].glued) return true;
        continue;
      }
      if (atoms_[i].shape == Shape::Lower && ++words > 1) return false;
    }
    return false;
  }

  void settle(const PlaceCandidate& candidate, const PlaceCandidate* after) {
    Place place = begin_place(candidate);
    const bool dateline = opens_dateline(candidate);
    if (dateline) seen_dateline_ = true;
    if (candidate.entry == 0) {
      if (candidate.standing != Standing::Where) return;
      place.name = base::collapse_space(place.text);
      place.basis = "as written";
      place.sure = 0.5;
      analysis_.places.push_back(std::move(place));
      return;
    }
    if (!identify(candidate.entry, named_after(candidate, after), place)) return;
    const bool state = place.precision == "country";
    const double position = standing_weight(candidate, dateline);
    // A town that acts for nobody is a place unless it qualifies a noun ("the Misrata fighters").
    const bool open =
        candidate.standing != Standing::Where && candidate.standing != Standing::Toward && !dateline;
    if (place.precision == "city" && open && candidate.mention == kNone && !in_tree(candidate) &&
        place.basis != "clause" && place.basis != "country of the article" && population_ < 300000)
      return;
    // The first word of a sentence has its capital from there: "Reading is a virtue".
    if (place.precision == "city" && open && place.basis != "clause" && population_ < 1000000 &&
        candidate.mention == kNone && candidate.last == candidate.first + 1 &&
        candidate.first == sentences_[candidate.sentence].first && atoms_[candidate.first].tag != Tag::Propn)
      return;
    place.sure *= candidate.mention != kNone || !state ? position : 1;
    if (candidate.mention != kNone && candidate.standing == Standing::Toward)
      place.sure = std::max(place.sure, analysis_.mentions[candidate.mention].sure);
    if (dateline) {
      place.basis = "dateline";
      place.sure = std::max(place.sure, 0.8);
      if (candidate.mention != kNone) {
        analysis_.mentions[candidate.mention].sure =
            std::min(analysis_.mentions[candidate.mention].sure, 0.1);
        analysis_.mentions[candidate.mention].made_by = "place of the dateline";
      }
    }
    analysis_.places.push_back(std::move(place));
  }

  void be_city(const CityRow& city, Place& place) {
    place.name = city.name;
    place.country = city.country;
    place.geonames = city.geonames;
    place.latitude = city.latitude;
    place.longitude = city.longitude;
    place.precision = "city";
    population_ = city.population;
  }

  bool identify(std::uint32_t list, std::string_view told, Place& place) {
    const Phrases& names = directory_.names;
    const CityRow* best = nullptr;
    double best_score = -1;
    std::size_t cities = 0;
    bool by_country = false, by_told = false;
    const PlaceRow* region = nullptr;
    const StateRow* state = nullptr;
    for (std::uint32_t at = list; at != 0; at = names.entry(at).next) {
      const Entry& entry = names.entry(at);
      if (entry.kind == EntryKind::State && state == nullptr) state = &directory_.states[entry.index];
      if (entry.kind == EntryKind::Place && region == nullptr) region = &directory_.places[entry.index];
    }
    const std::uint32_t capital = capital_named(directory_, list);
    const bool seat_meant = seat_is_meant(directory_, list, capital);
    for (std::uint32_t at = list; at != 0; at = names.entry(at).next) {
      const Entry& entry = names.entry(at);
      const bool stands_in = entry.kind == EntryKind::Capital && seat_meant &&
                             directory_.states[entry.index].capital_city == capital;
      if (entry.kind != EntryKind::City && !stands_in) continue;
      const std::uint32_t index = stands_in ? capital : entry.index;
      const CityRow& city = directory_.cities[index];
      const bool seat = index == capital;
      if (!stands_in || &city != best) ++cities;
      const auto votes = countries_.find(city.country);
      const bool here = city.country == told && !told.empty();
      double score = prior_of(city, seat);
      if (votes != countries_.end()) score += 2;
      if (here) score += 8;
      if (score > best_score) {
        best_score = score;
        best = &city;
        by_country = votes != countries_.end();
        by_told = here;
      }
    }
    if (state != nullptr && !(by_told && state->code != told)) {
      place.name = state->name;
      place.country = state->code;
      place.geonames = state->geonames;
      place.precision = "country";
      place.basis = "only candidate";
      place.sure = 0.95;
      return true;
    }
    if (region != nullptr && (best == nullptr || best->population < kLargeCity) && !by_told) {
      place.name = region->name;
      place.country = region->country;
      place.latitude = region->latitude;
      place.longitude = region->longitude;
      place.precision = precision_of(*region);
      place.basis = "only candidate";
      place.sure = best == nullptr ? 0.9 : 0.75;
      return true;
    }
    if (best == nullptr) return false;
    be_city(*best, place);
    if (by_told)
      place.basis = "clause", place.sure = 0.95;
    else if (cities == 1)
      place.basis = "only candidate", place.sure = 0.9;
    else if (by_country)
      place.basis = "country of the article", place.sure = 0.85;
    else
      place.basis = "most populous",
      place.sure = best->population >= 1000000 || best->feature == "PPLC" ? 0.8 : 0.6;
    return true;
  }

  // The dateline that reading took off the text.
  void dateline() {
    if (article_.dateline.empty() || seen_dateline_) return;
    std::vector<Atom> atoms;
    append_atoms(article_.dateline, 0, directory_.words, atoms);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(atoms.size(), 12));
    for (std::uint32_t i = 0; i < end; ++i) {
      const Phrases::Match match = directory_.names.longest(atoms, i, end, Spelling::AsWritten);
      if (match.entry == 0) continue;
      Place place;
      place.text = article_.dateline.substr(atoms[i].begin, atoms[match.end - 1].end - atoms[i].begin);
      std::string_view told;
      if (match.end + 1 < end)
        if (const Phrases::Match next =
                directory_.names.longest(atoms, match.end + 1, end, Spelling::AsWritten);
            next.entry != 0)
          told = state_of(next.entry);
      if (!identify(match.entry, told, place)) continue;
      place.basis = "dateline";
      place.sure = std::max(place.sure, 0.8);
      analysis_.places.push_back(std::move(place));
      return;
    }
  }

  const Directory& directory_;
  const Article& article_;
  std::span<const Atom> atoms_;
  std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences_;
  const NameFindings& findings_;
  Analysis& analysis_;
  std::unordered_map<std::string_view, unsigned> countries_;
  std::unordered_set<std::uint32_t> paragraph_starts_;
  std::uint32_t population_ = 0;
  bool seen_dateline_ = false;
};

}  // namespace

std::uint32_t capital_named(const Directory& directory, std::uint32_t list) {
  for (std::uint32_t at = list; at != 0; at = directory.names.entry(at).next) {
    const Entry& entry = directory.names.entry(at);
    if (entry.kind != EntryKind::Capital) continue;
    if (const std::uint32_t city = directory.states[entry.index].capital_city; city != kNone) return city;
  }
  return kNone;
}

bool seat_is_meant(const Directory& directory, std::uint32_t list, std::uint32_t capital) {
  if (capital == kNone) return false;
  const CityRow& seat = directory.cities[capital];
  for (std::uint32_t at = list; at != 0; at = directory.names.entry(at).next) {
    const Entry& entry = directory.names.entry(at);
    if (entry.kind != EntryKind::City || entry.index == capital) continue;
    const CityRow& town = directory.cities[entry.index];
    if (town.country == seat.country && town.population >= seat.population / 2) return false;
  }
  return true;
}

std::string_view precision_of(const PlaceRow& place) {
  return place.kind == "base" || place.kind == "camp" ? "point" : "region";
}

double prior_of(const CityRow& city, bool is_capital) {
  return std::log10(static_cast<double>(city.population) + 1) / 2 +
         (city.feature == "PPLC" || is_capital ? 1 : 0);
}

void find_places(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                 std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                 const NameFindings& findings, Analysis& analysis) {
  PlaceFinder(directory, article, atoms, sentences, findings, analysis).run();
}

}  // namespace raven::resolve
