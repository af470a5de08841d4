// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"

#include "base/ascii.h"
#include "resolve/people.h"
#include "resolve/places.h"
#include "resolve/variants.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace raven::resolve {
namespace {

std::string_view without_article(std::string_view name) {
  name = base::trim(name);
  return name.starts_with("the ") || name.starts_with("The ") ? name.substr(4) : name;
}

// The list of entries that the whole of a name has in an automaton; 0 if none.
std::uint32_t list_of(const Phrases& phrases, const std::vector<Atom>& atoms, Spelling spelling) {
  const auto end = static_cast<std::uint32_t>(atoms.size());
  const Phrases::Match match = phrases.longest(atoms, 0, end, spelling);
  return match.end == end ? match.entry : 0;
}

std::vector<std::string> values_of(std::string_view cell) {
  std::vector<std::string> values;
  if (cell.empty()) return values;
  for (const std::string_view value : base::split(cell, '|')) values.emplace_back(base::trim(value));
  return values;
}

// yyyymmdd as precise as it is known; empty where a term is open.
std::string term_day(std::uint32_t number) {
  if (number == 0 || number == 99999999) return {};
  const std::uint32_t parts[] = {number / 100 % 100, number % 100};
  std::string text = std::to_string(number / 10000);
  for (const std::uint32_t part : parts) {
    if (part == 0 || part == 99) break;
    text += part < 10 ? "-0" : "-";
    text += std::to_string(part);
  }
  return text;
}

std::uint32_t number_of(const std::optional<std::chrono::year_month_day>& day) {
  if (!day || !day->ok()) return 0;
  return static_cast<std::uint32_t>(static_cast<int>(day->year())) * 10000 +
         static_cast<unsigned>(day->month()) * 100 + static_cast<unsigned>(day->day());
}

class ActorLookup {
 public:
  ActorLookup(const Directory& directory, std::string_view name, std::uint32_t day)
      : directory_(directory), name_(without_article(name)), day_(day) {}

  std::vector<ActorMeaning> run() {
    append_atoms(name_, 0, directory_.words, atoms_);
    if (atoms_.empty()) return {};
    named();
    last_name();
    agents();
    if (found_.empty()) variants();
    return std::move(found_);
  }

 private:
  void named() {
    const Phrases& names = directory_.names;
    const std::uint32_t list = list_of(names, atoms_, Spelling::AsWritten);
    constexpr std::array kOrder = {EntryKind::State,    EntryKind::Organisation, EntryKind::Adjective,
                                   EntryKind::PeopleOf, EntryKind::Government,   EntryKind::Person,
                                   EntryKind::Capital};
    for (const EntryKind kind : kOrder) {
      // A former state goes before the present one while it was there, else it is not meant.
      const bool of_states = kind != EntryKind::Organisation && kind != EntryKind::Person;
      const std::uint32_t first = of_states ? directory_.state_on(list, kind, day_) : kNone;
      if (first != kNone) state(directory_.states[first], kind);
      for (std::uint32_t at = list; at != 0; at = names.entry(at).next) {
        const Entry& entry = names.entry(at);
        if (entry.kind != kind) continue;
        if (kind == EntryKind::Organisation)
          organisation(directory_.organisations[entry.index]);
        else if (kind == EntryKind::Person)
          person(entry.index, "actors:people.tsv");
        else if (entry.index != first && !directory_.states[entry.index].former)
          state(directory_.states[entry.index], kind);
      }
    }
  }

  void state(const StateRow& row, EntryKind kind) {
    const bool people = kind == EntryKind::PeopleOf;
    if (!seen_.insert((people ? "people " : "state ") + std::string(row.code)).second) return;
    ActorMeaning meaning;
    meaning.id = people ? std::string_view() : row.code;
    meaning.name = people && !row.people.empty() ? row.people : row.name;
    meaning.kind = people ? MentionKind::Group : MentionKind::State;
    meaning.country = row.code;
    meaning.sectors = {people ? "CVL" : "GOV"};
    if (!people) meaning.other_names = values_of(row.aliases);
    meaning.made_by = kind == EntryKind::Capital      ? "capital as government"
                      : kind == EntryKind::Government ? "seat of government"
                      : kind == EntryKind::Adjective  ? "adjective of " + std::string(row.name)
                                                      : "actors:states.tsv";
    found_.push_back(std::move(meaning));
  }

  void organisation(const OrganisationRow& row) {
    ActorMeaning meaning;
    meaning.id = row.id;
    meaning.name = row.name;
    meaning.kind = MentionKind::Organisation;
    meaning.type = row.kind;
    meaning.country = row.country;
    meaning.sectors = values_of(row.sectors);
    meaning.other_names = values_of(row.aliases);
    meaning.made_by = "actors:organisations.tsv";
    found_.push_back(std::move(meaning));
  }

  // The office of the day decides, as in people.h.
  void person(std::uint32_t index, std::string made_by) {
    const PersonRow& row = directory_.people[index];
    if (!seen_.insert("person " + std::string(row.id)).second) return;
    ActorMeaning meaning;
    meaning.id = row.id;
    meaning.name = row.name;
    meaning.kind = MentionKind::Person;
    meaning.country = row.country;
    meaning.sectors = values_of(row.sectors);
    meaning.other_names = values_of(row.aliases);
    meaning.made_by = std::move(made_by);
    const auto lead = [&](std::string_view sector) {
      std::erase(meaning.sectors, sector);
      meaning.sectors.emplace(meaning.sectors.begin(), sector);
    };
    if (const OfficeRow* office = office_between(directory_, row, day_, day_); office != nullptr) {
      meaning.role = office->office;
      if (!office->country.empty()) meaning.country = office->country;
      if (!office->sector.empty()) lead(office->sector);
    } else if (day_ != 0 && row.sector == "GOV" && offices_are_over(directory_, row, day_)) {
      std::erase(meaning.sectors, "GOV");
      lead("ELI");
    }
    for (std::uint32_t i = row.first_office; i < row.last_office; ++i) {
      const OfficeRow& office = directory_.offices[i];
      meaning.offices.push_back({std::string(office.office), std::string(office.country),
                                 std::string(office.sector), term_day(office.from), term_day(office.to),
                                 office.sure});
    }
    found_.push_back(std::move(meaning));
  }

  void last_name() {
    if (atoms_.size() != 1) return;
    const auto [low, high] = directory_.surnamed(atoms_[0].name);
    for (const auto* at = low; at != high; ++at) person(at->second, "last name");
  }

  void agents() {
    const Phrases& roles = directory_.roles;
    std::vector<std::string> sectors;
    std::string_view word;
    for (std::uint32_t at = list_of(roles, atoms_, Spelling::LowerCase); at != 0; at = roles.entry(at).next) {
      const Entry& entry = roles.entry(at);
      const AgentRow& row =
          entry.kind == EntryKind::Title ? directory_.titles[entry.index] : directory_.agents[entry.index];
      if (word.empty()) word = row.word;
      if (!row.sector.empty() && std::find(sectors.begin(), sectors.end(), row.sector) == sectors.end())
        sectors.emplace_back(row.sector);
    }
    if (word.empty()) return;
    ActorMeaning meaning;
    meaning.name = word;
    meaning.kind = MentionKind::Agent;
    meaning.sectors = std::move(sectors);
    meaning.made_by = "actors:agents.tsv";
    found_.push_back(std::move(meaning));
  }

  void variants() {
    const NameParts mine = parts_of(name_);
    std::vector<std::pair<double, std::uint32_t>> near;
    for (std::uint32_t i = 0; i < directory_.people.size(); ++i) {
      const NameParts theirs = parts_of(directory_.people[i].name);
      if (!are_variants(mine.surname, theirs.surname) || given_contradict(mine.given, theirs.given)) continue;
      near.emplace_back(spelling_distance(mine.surname, theirs.surname, 4) +
                            spelling_distance(mine.given, theirs.given, 4) / 4,
                        i);
    }
    std::sort(near.begin(), near.end());
    for (const auto& [distance, index] : near)
      person(index, "variant of " + std::string(directory_.people[index].name));
  }

  const Directory& directory_;
  std::string_view name_;
  std::uint32_t day_;  // yyyymmdd; 0 if none was asked for
  std::vector<Atom> atoms_;
  std::unordered_set<std::string> seen_;
  std::vector<ActorMeaning> found_;
};

PlaceMeaning city_meaning(const CityRow& city) {
  PlaceMeaning meaning;
  meaning.geonames = city.geonames;
  meaning.name = city.name;
  meaning.precision = "city";
  meaning.type = city.feature;
  meaning.country = city.country;
  meaning.admin = city.admin;
  meaning.latitude = city.latitude;
  meaning.longitude = city.longitude;
  if (city.population != 0) meaning.population = city.population;
  meaning.made_by = "places:cities.tsv";
  return meaning;
}

PlaceMeaning state_meaning(const StateRow& state) {
  PlaceMeaning meaning;
  meaning.geonames = state.geonames;
  meaning.name = state.name;
  meaning.precision = "country";
  meaning.country = state.code;
  meaning.made_by = "actors:states.tsv";
  return meaning;
}

PlaceMeaning region_meaning(const PlaceRow& row) {
  PlaceMeaning meaning;
  meaning.name = row.name;
  meaning.precision = precision_of(row);
  meaning.type = row.kind;
  meaning.country = row.country;
  meaning.latitude = row.latitude;
  meaning.longitude = row.longitude;
  meaning.made_by = "places:places.tsv";
  return meaning;
}

}  // namespace

std::vector<ActorMeaning> actors_named(const Directory& directory, std::string_view name,
                                       std::optional<std::chrono::year_month_day> day) {
  return ActorLookup(directory, name, number_of(day)).run();
}

std::vector<PlaceMeaning> places_named(const Directory& directory, std::string_view name) {
  std::vector<Atom> atoms;
  append_atoms(without_article(name), 0, directory.words, atoms);
  const Phrases& names = directory.names;
  const std::uint32_t list = atoms.empty() ? 0 : list_of(names, atoms, Spelling::AsWritten);
  const std::uint32_t capital = capital_named(directory, list);
  std::vector<std::uint32_t> cities;
  if (seat_is_meant(directory, list, capital)) cities.push_back(capital);
  std::vector<PlaceMeaning> found, regions;
  for (std::uint32_t at = list; at != 0; at = names.entry(at).next) {
    const Entry& entry = names.entry(at);
    if (entry.kind == EntryKind::State && !directory.states[entry.index].former)
      found.push_back(state_meaning(directory.states[entry.index]));
    if (entry.kind == EntryKind::Place) regions.push_back(region_meaning(directory.places[entry.index]));
    if (entry.kind == EntryKind::City && std::find(cities.begin(), cities.end(), entry.index) == cities.end())
      cities.push_back(entry.index);
  }
  std::stable_sort(cities.begin(), cities.end(), [&](std::uint32_t a, std::uint32_t b) {
    return prior_of(directory.cities[a], a == capital) > prior_of(directory.cities[b], b == capital);
  });
  const bool city_first = !cities.empty() && directory.cities[cities.front()].population >= kLargeCity;
  if (!city_first) found.insert(found.end(), regions.begin(), regions.end());
  for (const std::uint32_t city : cities) found.push_back(city_meaning(directory.cities[city]));
  if (city_first) found.insert(found.end(), regions.begin(), regions.end());
  return found;
}

}  // namespace raven::resolve
