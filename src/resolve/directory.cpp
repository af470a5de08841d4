// SPDX-License-Identifier: Apache-2.0
#include "resolve/directory.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/table.h"
#include "resolve/own_actors.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace raven::resolve {
namespace {

template <class Number>
bool parse_number(std::string_view text, Number& value) {
  const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
  return done.ec == std::errc() && done.ptr == text.data() + text.size();
}

enum class TermEnd { From, To };

// "2012", "2012-05" or "2012-05-07" as yyyymmdd; nothing if it is none of these.
std::optional<std::uint32_t> parse_term(std::string_view text, TermEnd end) {
  if (text.empty()) return end == TermEnd::From ? 0u : 99999999u;
  std::uint32_t year = 0, month = end == TermEnd::From ? 0 : 99, day = end == TermEnd::From ? 0 : 99;
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if (!parse_number(text.substr(0, 4), year)) return std::nullopt;
  if (text.size() >= 7 &&
      (text[4] != '-' || !parse_number(text.substr(5, 2), month) || month < 1 || month > 12))
    return std::nullopt;
  if (text.size() == 10 && (text[7] != '-' || !parse_number(text.substr(8, 2), day) || day < 1 || day > 31))
    return std::nullopt;
  return year * 10000 + month * 100 + day;
}

// "former state, 2003-02-04 to 2006-06-05": the last day told is the last of the state, one before "to" the
// first.
void read_former_days(std::string_view note, StateRow& state) {
  if (!note.starts_with("former state")) return;
  state.former = true;
  for (std::size_t i = 0; i + 10 <= note.size(); ++i) {
    if (!base::is_digit(note[i]) || (i > 0 && base::is_digit(note[i - 1]))) continue;
    const std::optional<std::uint32_t> day = parse_term(note.substr(i, 10), TermEnd::To);
    if (!day) continue;
    state.to = *day;
    if (note.substr(i + 10).starts_with(" to ")) state.from = *day;
  }
}

std::string_view first_value(const base::TableRow& row, std::size_t column) {
  const std::string_view cell = row[column];
  return base::trim(cell.substr(0, cell.find('|')));
}

}  // namespace

Result<std::string_view> Directory::text_of(const base::Knowledge& knowledge, std::string_view name) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(name));
  texts_.push_back(std::make_unique<std::string>(bytes));
  return std::string_view(*texts_.back());
}

Result<Done> Directory::read_own(const std::string& path) {
  RAVEN_TRY(const std::string bytes, base::read_file(path, 64u << 20));
  RAVEN_TRY(std::vector<OwnTable> tables, read_own_actors(path, bytes));
  for (OwnTable& table : tables) {
    texts_.push_back(std::make_unique<std::string>(std::move(table.bytes)));
    own_.emplace_back(table.name, Source{path, *texts_.back(), true});
  }
  return Done{};
}

Result<std::vector<Directory::Source>> Directory::sources_of(const base::Knowledge& knowledge,
                                                             std::string_view name) {
  std::vector<Source> sources;
  for (const auto& [table, source] : own_)
    if (table == name) sources.push_back(source);
  RAVEN_TRY(const std::string_view bytes, text_of(knowledge, name));
  sources.push_back({std::string(name), bytes, false});
  return sources;
}

void Directory::add_name(std::string_view name, EntryKind kind, std::size_t index) {
  const std::vector<std::uint32_t> ids = intern_atoms(name, words);
  if (ids.empty()) return;
  words.mark(ids[0], kStartsName);
  names.add(ids, {kind, static_cast<std::uint32_t>(index)});
}

void Directory::add_role(std::string_view name, EntryKind kind, std::size_t index) {
  const std::vector<std::uint32_t> ids = intern_atoms(base::lowered(name), words);
  if (ids.empty()) return;
  words.mark(ids[0], kStartsRole);
  roles.add(ids, {kind, static_cast<std::uint32_t>(index)});
}

Result<Done> Directory::load_states(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "actors/states.tsv";
  RAVEN_TRY(const std::string_view bytes, text_of(knowledge, kFile));
  RAVEN_TRY(const base::Table table, base::Table::parse(kFile, bytes,
                                                        {"code", "name", "aliases", "adjectives", "people",
                                                         "capital", "government", "cameo", "fips", "note"}));
  for (const base::TableRow& row : table.rows()) {
    if (row[0].size() != 3) return table.fault(row, "the code of a state has three letters");
    if (row[1].empty()) return table.fault(row, "a state needs a name");
    const std::size_t index = states.size();
    states.push_back({row[0], row[1], first_value(row, 4), row[2]});
    read_former_days(row[9], states.back());
    state_codes_.emplace_back(row[0], static_cast<std::uint32_t>(index));
    add_name(row[1], EntryKind::State, index);
    for (const std::string_view alias : row.list(2)) add_name(alias, EntryKind::State, index);
    for (const std::string_view adjective : row.list(3)) add_name(adjective, EntryKind::Adjective, index);
    for (const std::string_view demonym : row.list(4)) add_name(demonym, EntryKind::PeopleOf, index);
    for (const std::string_view capital : row.list(5)) {
      add_name(capital, EntryKind::Capital, index);
      capitals_.emplace_back(capital, static_cast<std::uint32_t>(index));
    }
    for (const std::string_view seat : row.list(6))
      add_name(seat.starts_with("the ") ? seat.substr(4) : seat, EntryKind::Government, index);
  }
  std::sort(state_codes_.begin(), state_codes_.end());
  return Done{};
}

Result<Done> Directory::load_organisations(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "actors/organisations.tsv";
  RAVEN_TRY(const std::vector<Source> sources, sources_of(knowledge, kFile));
  for (const Source& source : sources) {
    RAVEN_TRY(const base::Table table,
              base::Table::parse(source.file, source.bytes,
                                 {"id", "name", "aliases", "kind", "country", "sectors", "note"}));
    for (const base::TableRow& row : table.rows()) {
      if (row[0].empty() || row[1].empty()) return table.fault(row, "an organisation needs an id and a name");
      const std::size_t index = organisations.size();
      organisations.push_back({row[0], row[1], row[3], row[4], first_value(row, 5), row[2], row[5]});
      add_name(row[1].starts_with("the ") || row[1].starts_with("The ") ? row[1].substr(4) : row[1],
               EntryKind::Organisation, index);
      for (const std::string_view alias : row.list(2)) add_name(alias, EntryKind::Organisation, index);
    }
  }
  return Done{};
}

Result<Done> Directory::load_people(const base::Knowledge& knowledge) {
  constexpr std::string_view kPeople = "actors/people.tsv";
  RAVEN_TRY(const std::vector<Source> sources, sources_of(knowledge, kPeople));
  std::unordered_map<std::string_view, std::uint32_t>& by_id = person_ids_;
  std::size_t own_people = 0;
  const auto add_surname = [&](std::string_view name, std::size_t index) {
    const std::vector<std::uint32_t> ids = intern_atoms(name, words);
    if (!ids.empty()) surnames_.emplace_back(ids.back(), static_cast<std::uint32_t>(index));
  };
  for (const Source& source : sources) {
    RAVEN_TRY(const base::Table table,
              base::Table::parse(source.file, source.bytes,
                                 {"id", "name", "aliases", "country", "sectors", "note"}));
    for (const base::TableRow& row : table.rows()) {
      if (row[0].empty() || row[1].empty()) return table.fault(row, "a person needs an id and a name");
      const std::size_t index = people.size();
      if (const auto [at, fresh] = by_id.emplace(row[0], static_cast<std::uint32_t>(index)); !fresh) {
        // A row of the user's stands in for that of the table.
        if (!source.own && at->second < own_people) continue;
        return table.fault(row, "the person " + std::string(row[0]) + " stands twice");
      }
      if (source.own) own_people = index + 1;
      people.push_back({row[0], row[1], row[3], first_value(row, 4), 0, 0, row[2], row[4]});
      add_name(row[1], EntryKind::Person, index);
      add_surname(row[1], index);
      for (const std::string_view alias : row.list(2)) {
        add_name(alias, EntryKind::Person, index);
        add_surname(alias, index);
      }
      by_country.push_back(static_cast<std::uint32_t>(index));
    }
  }
  std::sort(surnames_.begin(), surnames_.end());
  surnames_.erase(std::unique(surnames_.begin(), surnames_.end()), surnames_.end());
  std::stable_sort(by_country.begin(), by_country.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return people[a].country < people[b].country; });

  constexpr std::string_view kOffices = "actors/offices.tsv";
  RAVEN_TRY(const std::vector<Source> office_sources, sources_of(knowledge, kOffices));
  std::vector<std::pair<std::uint32_t, OfficeRow>> terms;
  for (const Source& source : office_sources) {
    RAVEN_TRY(const base::Table office_table,
              base::Table::parse(source.file, source.bytes,
                                 {"person", "office", "country", "sector", "from", "to", "sure"}));
    for (const base::TableRow& row : office_table.rows()) {
      const auto person = by_id.find(row[0]);
      if (person == by_id.end())
        return office_table.fault(row, "people.tsv has no person " + std::string(row[0]));
      const std::optional<std::uint32_t> from = parse_term(row[4], TermEnd::From),
                                         to = parse_term(row[5], TermEnd::To);
      double sure = 1;
      if (!from || !to) return office_table.fault(row, "a date is written 2012, 2012-05 or 2012-05-07");
      if (!row[6].empty() && !parse_number(row[6], sure))
        return office_table.fault(row, "sure is a number from 0 to 1");
      terms.push_back({person->second, {row[1], row[2], row[3], *from, *to, sure}});
    }
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [person, office] : terms) {
    if (people[person].last_office == 0)
      people[person].first_office = static_cast<std::uint32_t>(offices.size());
    offices.push_back(office);
    people[person].last_office = static_cast<std::uint32_t>(offices.size());
  }
  return Done{};
}

Result<Done> Directory::load_roles(const base::Knowledge& knowledge) {
  constexpr std::string_view kAgents = "actors/agents.tsv";
  RAVEN_TRY(const std::vector<Source> sources, sources_of(knowledge, kAgents));
  for (const Source& source : sources) {
    RAVEN_TRY(const base::Table table,
              base::Table::parse(source.file, source.bytes, {"word", "plural", "sector", "note"}));
    for (const base::TableRow& row : table.rows()) {
      if (row[0].empty() && row[1].empty()) return table.fault(row, "an agent needs a word");
      const std::size_t index = agents.size();
      agents.push_back({row[0].empty() ? row[1] : row[0], row[2]});
      for (const std::string_view word : row.list(0)) add_role(word, EntryKind::Agent, index);
      for (const std::string_view word : row.list(1)) add_role(word, EntryKind::AgentPlural, index);
    }
  }
  constexpr std::string_view kTitles = "actors/titles.tsv";
  RAVEN_TRY(const std::vector<Source> title_sources, sources_of(knowledge, kTitles));
  for (const Source& source : title_sources) {
    RAVEN_TRY(const base::Table title_table,
              base::Table::parse(source.file, source.bytes, {"title", "sector", "note"}));
    for (const base::TableRow& row : title_table.rows()) {
      if (row[0].empty()) return title_table.fault(row, "a title needs words");
      titles.push_back({row[0], row[1]});
      add_role(row[0], EntryKind::Title, titles.size() - 1);
    }
  }
  return Done{};
}

Result<Done> Directory::load_given_names(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "actors/given_names.tsv";
  RAVEN_TRY(const std::string_view bytes, text_of(knowledge, kFile));
  RAVEN_TRY(const base::Table table, base::Table::parse(kFile, bytes, {"name", "gender"}));
  for (const base::TableRow& row : table.rows()) {
    if (row[1] != "m" && row[1] != "f") return table.fault(row, "gender is m or f");
    const std::vector<std::uint32_t> ids = intern_atoms(base::lowered(row[0]), words);
    if (ids.size() == 1) words.mark(ids[0], row[1] == "m" ? kManName : kWomanName);
  }
  return Done{};
}

Result<Done> Directory::load_countries(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "places/countries.tsv";
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kFile));
  RAVEN_TRY(const base::Table table, base::Table::parse(kFile, bytes, {"country", "geonames"}));
  for (const base::TableRow& row : table.rows()) {
    const std::uint32_t state = state_of(row[0]);
    if (state == kNone) return table.fault(row, "states.tsv has no " + std::string(row[0]));
    if (!parse_number(row[1], states[state].geonames)) return table.fault(row, "geonames is a number");
  }
  return Done{};
}

Result<Done> Directory::load_cities(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "places/cities.tsv";
  RAVEN_TRY(const std::string_view bytes, text_of(knowledge, kFile));
  RAVEN_TRY(const base::Table table, base::Table::parse(kFile, bytes,
                                                        {"geonames", "name", "ascii", "country", "admin",
                                                         "feature", "population", "lat", "lon"}));
  cities.reserve(table.rows().size());
  names.reserve(table.rows().size() * 2);
  std::unordered_map<std::uint64_t, std::uint32_t> by_id;
  by_id.reserve(table.rows().size());
  for (const base::TableRow& row : table.rows()) {
    CityRow city{row[1], row[3], row[5]};
    city.admin = row[4];
    if (!parse_number(row[0], city.geonames)) return table.fault(row, "geonames is a number");
    if (!row[6].empty() && !parse_number(row[6], city.population))
      return table.fault(row, "population is a number");
    if (!parse_number(row[7], city.latitude) || !parse_number(row[8], city.longitude))
      return table.fault(row, "lat and lon are numbers");
    const std::size_t index = cities.size();
    cities.push_back(city);
    by_id.emplace(city.geonames, static_cast<std::uint32_t>(index));
    const std::string_view name = row[2].empty() ? row[1] : row[2];
    if (name.size() > 2) add_name(name, EntryKind::City, index);
    if (row[1] != name && row[1].size() > 2) add_name(row[1], EntryKind::City, index);
  }

  constexpr std::string_view kExonyms = "places/exonyms.tsv";
  RAVEN_TRY(const std::string_view exonym_bytes, text_of(knowledge, kExonyms));
  RAVEN_TRY(const base::Table exonyms, base::Table::parse(kExonyms, exonym_bytes, {"name", "geonames"}));
  for (const base::TableRow& row : exonyms.rows()) {
    std::uint64_t id = 0;
    if (!parse_number(row[1], id)) return exonyms.fault(row, "geonames is a number");
    const auto city = by_id.find(id);
    if (city == by_id.end()) return exonyms.fault(row, "cities.tsv has no row " + std::string(row[1]));
    add_name(row[0], EntryKind::City, city->second);
  }

  // The city of each capital: the seat of government by any of its names, else the largest place by one of
  // them.
  std::vector<Atom> atoms;
  for (const auto& [name, state] : capitals_) {
    atoms.clear();
    append_atoms(name, 0, words, atoms);
    const Phrases::Match match =
        names.longest(atoms, 0, static_cast<std::uint32_t>(atoms.size()), Spelling::AsWritten);
    if (match.end != atoms.size()) continue;
    std::uint32_t best = states[state].capital_city;
    for (std::uint32_t at = match.entry; at != 0; at = names.entry(at).next) {
      const Entry& entry = names.entry(at);
      if (entry.kind != EntryKind::City || cities[entry.index].country != states[state].code) continue;
      const auto rank = [&](std::uint32_t city) {
        return std::pair(cities[city].feature == "PPLC", cities[city].population);
      };
      if (best == kNone || rank(best) < rank(entry.index)) best = entry.index;
    }
    states[state].capital_city = best;
  }
  return Done{};
}

Result<Done> Directory::load_places(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "places/places.tsv";
  RAVEN_TRY(const std::string_view bytes, text_of(knowledge, kFile));
  RAVEN_TRY(const base::Table table,
            base::Table::parse(kFile, bytes, {"name", "aliases", "kind", "country", "lat", "lon"}));
  for (const base::TableRow& row : table.rows()) {
    if (row[0].empty()) return table.fault(row, "a place needs a name");
    PlaceRow place{row[0], row[2], first_value(row, 3), std::nullopt, std::nullopt};
    double latitude = 0, longitude = 0;
    if (!row[4].empty() && !row[5].empty()) {
      if (!parse_number(row[4], latitude) || !parse_number(row[5], longitude))
        return table.fault(row, "lat and lon are numbers");
      place.latitude = latitude;
      place.longitude = longitude;
    }
    const std::size_t index = places.size();
    places.push_back(place);
    add_name(row[0].starts_with("the ") ? row[0].substr(4) : row[0], EntryKind::Place, index);
    for (const std::string_view alias : row.list(1)) add_name(alias, EntryKind::Place, index);
  }
  return Done{};
}

Result<std::unique_ptr<const Directory>> Directory::load(const base::Knowledge& knowledge,
                                                         const std::string& own_actors) {
  std::unique_ptr<Directory> directory(new Directory);
  if (!own_actors.empty()) {
    RAVEN_TRY([[maybe_unused]] const Done own, directory->read_own(own_actors));
  }
  add_grammar_words(directory->words);
  RAVEN_TRY([[maybe_unused]] const Done states, directory->load_states(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done organisations, directory->load_organisations(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done people, directory->load_people(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done roles, directory->load_roles(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done given, directory->load_given_names(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done countries, directory->load_countries(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done cities, directory->load_cities(knowledge));
  RAVEN_TRY([[maybe_unused]] const Done places, directory->load_places(knowledge));
  return std::unique_ptr<const Directory>(std::move(directory));
}

std::uint32_t Directory::state_on(std::uint32_t list, EntryKind kind, std::uint32_t day) const {
  std::uint32_t best = kNone;
  int best_rank = -1;
  for (std::uint32_t at = list; at != 0; at = names.entry(at).next) {
    const Entry& entry = names.entry(at);
    if (entry.kind != kind) continue;
    const StateRow& state = states[entry.index];
    const bool there = state.former && day != 0 && state.from <= day && day <= state.to;
    const int rank = there ? 2 : state.former ? 0 : 1;
    if (rank > best_rank) best = entry.index, best_rank = rank;
  }
  return best;
}

std::uint32_t Directory::person_of(std::string_view id) const {
  const auto at = person_ids_.find(id);
  return at == person_ids_.end() ? kNone : at->second;
}

std::uint32_t Directory::state_of(std::string_view code) const {
  const auto at =
      std::lower_bound(state_codes_.begin(), state_codes_.end(), code,
                       [](const auto& row, std::string_view wanted) { return row.first < wanted; });
  return at != state_codes_.end() && at->first == code ? at->second : kNone;
}

std::pair<const std::pair<std::uint32_t, std::uint32_t>*, const std::pair<std::uint32_t, std::uint32_t>*>
Directory::surnamed(std::uint32_t name) const {
  const auto begin = std::lower_bound(surnames_.begin(), surnames_.end(), std::pair(name, 0u));
  auto end = begin;
  while (end != surnames_.end() && end->first == name) ++end;
  return {surnames_.data() + (begin - surnames_.begin()), surnames_.data() + (end - surnames_.begin())};
}

std::pair<std::size_t, std::size_t> Directory::people_of(std::string_view country) const {
  const auto low = std::lower_bound(
      by_country.begin(), by_country.end(), country,
      [&](std::uint32_t person, std::string_view wanted) { return people[person].country < wanted; });
  auto high = low;
  while (high != by_country.end() && people[*high].country == country) ++high;
  return {static_cast<std::size_t>(low - by_country.begin()),
          static_cast<std::size_t>(high - by_country.begin())};
}

}  // namespace raven::resolve
