// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// All that the tables of knowledge/actors and knowledge/places say, ready for look-up: rows as plain records
/// and two automata, one over names (as written) and one over agents and titles (in lower case).
///
///     RAVEN_TRY(std::unique_ptr<const Directory> directory, Directory::load(knowledge));
///     const Phrases::Match match = directory->names.longest(atoms, i, end, Spelling::AsWritten);
///
/// A fault in a table is BadKnowledge with "file:line". Rows own nothing: their texts live in the directory.
/// Thread safety: read-only after `load`.

#include "base/knowledge.h"
#include "resolve/phrases.h"

#include <raven/record.h>
#include <raven/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace raven::resolve {

struct StateRow {
  std::string_view code, name, people;
  std::string_view aliases;            ///< the cell, with | between
  std::uint32_t capital_city = kNone;  ///< index into cities
  std::uint64_t geonames = 0;          ///< GeoNames id; 0 if it has none
  bool former = false;
  std::uint32_t from = 0, to = 99999999;  ///< days that a former state was there, yyyymmdd
};

struct OrganisationRow {
  std::string_view id, name, kind, country, sector;
  std::string_view aliases, sectors;  ///< the cells, with | between
};

struct PersonRow {
  std::string_view id, name, country, sector;
  std::uint32_t first_office = 0, last_office = 0;  ///< into offices
  std::string_view aliases, sectors;                ///< the cells, with | between
};

/// Days as yyyymmdd; an unknown month or day is 00 at the beginning of a term and 99 at its end.
struct OfficeRow {
  std::string_view office, country, sector;
  std::uint32_t from = 0;
  std::uint32_t to = 99999999;
  double sure = 1;
};

struct AgentRow {
  std::string_view word, sector;
};

struct CityRow {
  std::string_view name, country, feature;
  std::uint64_t geonames = 0;
  std::uint32_t population = 0;
  float latitude = 0, longitude = 0;
  std::string_view admin;  ///< GeoNames' first order division
};

struct PlaceRow {
  std::string_view name, kind, country;
  std::optional<double> latitude, longitude;
};

class Directory {
 public:
  /// `own_actors`: a file of the user's (own_actors.h) whose rows go before those of the tables; empty: none.
  static Result<std::unique_ptr<const Directory>> load(const base::Knowledge& knowledge,
                                                       const std::string& own_actors = {});

  Vocabulary words;
  Phrases names{words.intern("-")};
  Phrases roles{words.intern("-")};
  std::vector<StateRow> states;
  std::vector<OrganisationRow> organisations;
  std::vector<PersonRow> people;
  std::vector<OfficeRow> offices;
  std::vector<AgentRow> agents;
  std::vector<AgentRow> titles;
  std::vector<CityRow> cities;
  std::vector<PlaceRow> places;

  /// The row of states.tsv that an entry of this kind in the list means on a day (yyyymmdd; 0: not known):
  /// a former state only while it was there, then before the present one. kNone if the list has no such
  /// entry.
  std::uint32_t state_on(std::uint32_t list, EntryKind kind, std::uint32_t day) const;
  /// Index of the person with this id; kNone if there is none.
  std::uint32_t person_of(std::string_view id) const;
  /// Index of the state with this code; kNone if there is none.
  std::uint32_t state_of(std::string_view code) const;
  /// The people whose last name has this id, as indices; sorted.
  std::pair<const std::pair<std::uint32_t, std::uint32_t>*, const std::pair<std::uint32_t, std::uint32_t>*>
  surnamed(std::uint32_t name) const;
  /// The people of a country (alpha-3), as [begin, end) of `by_country`.
  std::pair<std::size_t, std::size_t> people_of(std::string_view country) const;
  std::vector<std::uint32_t> by_country;  ///< people, sorted by country

 private:
  Directory() = default;
  /// One text of a table: the user's own, then that of the knowledge.
  struct Source {
    std::string file;
    std::string_view bytes;
    bool own = false;
  };
  Result<Done> read_own(const std::string& path);
  Result<std::vector<Source>> sources_of(const base::Knowledge& knowledge, std::string_view name);
  Result<Done> load_states(const base::Knowledge& knowledge);
  Result<Done> load_organisations(const base::Knowledge& knowledge);
  Result<Done> load_people(const base::Knowledge& knowledge);
  Result<Done> load_roles(const base::Knowledge& knowledge);
  Result<Done> load_given_names(const base::Knowledge& knowledge);
  Result<Done> load_countries(const base::Knowledge& knowledge);
  Result<Done> load_cities(const base::Knowledge& knowledge);
  Result<Done> load_places(const base::Knowledge& knowledge);
  Result<std::string_view> text_of(const base::Knowledge& knowledge, std::string_view name);
  void add_name(std::string_view name, EntryKind kind, std::size_t index);
  void add_role(std::string_view name, EntryKind kind, std::size_t index);

  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<std::pair<std::string_view, Source>> own_;           // (table that it goes before, text)
  std::vector<std::pair<std::uint32_t, std::uint32_t>> surnames_;  // (name id, person), sorted
  std::unordered_map<std::string_view, std::uint32_t> person_ids_;
  std::vector<std::pair<std::string_view, std::uint32_t>> state_codes_;
  std::vector<std::pair<std::string_view, std::uint32_t>> capitals_;  // (name, state)
};

/// Puts the closed classes of English into a vocabulary: what atoms.h lists as flags.
void add_grammar_words(Vocabulary& words);

}  // namespace raven::resolve
