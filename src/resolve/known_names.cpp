// SPDX-License-Identifier: Apache-2.0
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

Chunk NameFinder::known_chunk(std::uint32_t p) {
  Chunk chunk;
  const Piece& piece = pieces_[p];
  chunk.first = piece.first;
  chunk.last = piece.last;
  chunk.end = p + 1;
  chunk.entry = piece.entry;
  const Phrases& names = directory_.names;
  const auto entry_of = [&](EntryKind kind) -> const Entry* {
    const std::uint32_t at = names.first_of(piece.entry, kind);
    return at == 0 ? nullptr : &names.entry(at);
  };
  const auto be_state = [&](const StateRow& state, double sure, std::string made_by) {
    chunk.key = "state:" + std::string(state.code);
    chunk.id = state.code;
    chunk.name = state.name;
    chunk.country = state.code;
    chunk.sector = "GOV";
    chunk.kind = MentionKind::State;
    chunk.sure = sure;
    chunk.made_by = std::move(made_by);
  };
  const auto state_of = [&](EntryKind kind) -> const StateRow* {
    const std::uint32_t row = directory_.state_on(piece.entry, kind, day_);
    return row == kNone ? nullptr : &directory_.states[row];
  };
  const StateRow* adjective = state_of(EntryKind::Adjective);
  const StateRow* people = state_of(EntryKind::PeopleOf);
  const StateRow* state = state_of(EntryKind::State);
  if (state != nullptr) {
    chunk.form = Form::State;
    be_state(*state, 0.95, "actors:states.tsv");
    // "US" is as often an adjective as a name.
    if (adjective != nullptr && has(p + 1, PieceKind::Lower) && !(flags(p + 1) & kClosed))
      chunk.form = Form::Adjective;
  } else if (const Entry* organisation = entry_of(EntryKind::Organisation); organisation != nullptr) {
    const OrganisationRow& row = directory_.organisations[organisation->index];
    chunk.form = Form::Organisation;
    chunk.key = "organisation:" + std::string(row.id);
    chunk.id = row.id;
    chunk.name = row.name;
    chunk.country = row.country;
    chunk.sector = row.sector;
    chunk.kind = MentionKind::Organisation;
    chunk.armed = row.kind == "armed_group";
    chunk.sure = 0.95;
    chunk.made_by = "actors:organisations.tsv";
    // "Congress": whose it is, an owner or the article tells.
    if (const std::string written = collapse(chunk.first, chunk.last); is_common_institution(written)) {
      chunk.institution = organisation->index;
      chunk.key = "institution:" + written;
      chunk.name = written;
      chunk.id.clear();
      chunk.country.clear();
      chunk.sure = 0.7;
    }
  } else if (adjective != nullptr || people != nullptr) {
    const StateRow& row = adjective != nullptr ? *adjective : *people;
    const bool followed =
        p + 1 < piece_end_ &&
        (pieces_[p + 1].kind == PieceKind::Lower ? !(flags(p + 1) & kClosed)
                                                 : pieces_[p + 1].kind != PieceKind::Mark) &&
        !(pieces_[p + 1].kind == PieceKind::Lower && atoms_[pieces_[p + 1].first].tag == Tag::Verb);
    if (adjective != nullptr && (people == nullptr || followed || shared_role(p + 1) != kNone)) {
      chunk.form = Form::Adjective;
      be_state(row, 0.5, "adjective of " + std::string(row.name));
    } else {
      chunk.form = Form::People;
      chunk.key = "people:" + std::string(row.code);
      chunk.name = row.people.empty() ? std::string(raw(piece.first, piece.last)) : std::string(row.people);
      chunk.country = row.code;
      chunk.sector = "CVL";
      chunk.kind = MentionKind::Group;
      chunk.sure = 0.8;
      chunk.made_by = "actors:states.tsv";
    }
  } else if (const Entry* seat = entry_of(EntryKind::Government); seat != nullptr) {
    chunk.form = Form::Seat;
    be_state(directory_.states[seat->index], 0.9, "seat of government");
  } else if (const Entry* person = entry_of(EntryKind::Person); person != nullptr) {
    const PersonRow& row = directory_.people[person->index];
    chunk.form = Form::Person;
    chunk.key = "person:" + std::string(row.id);
    chunk.id = row.id;
    chunk.name = row.name;
    chunk.country = row.country;
    chunk.sector = row.sector;
    chunk.kind = MentionKind::Person;
    chunk.sure = piece.last - piece.first > 1 ? 0.95 : 0.8;
    chunk.made_by = "actors:people.tsv";
  } else if (const StateRow* capital = state_of(EntryKind::Capital); capital != nullptr) {
    chunk.form = Form::Seat;
    chunk.capital_city = true;
    be_state(*capital, 0.8, "capital as government");
  } else {
    chunk.form = Form::Unknown;  // a town or a region: a place, no party
    chunk.sure = 0;
    if (const Entry* place = entry_of(EntryKind::Place); place != nullptr)
      chunk.country = directory_.places[place->index].country;
  }
  return chunk;
}

bool NameFinder::known_surname(const Chunk& chunk) const {
  if (chunk.last != chunk.first + 1) return false;
  const auto [low, high] = directory_.surnamed(atoms_[chunk.first].name);
  return high - low == 1 && directory_.names.first_of(chunk.entry, EntryKind::City) == 0;
}

}  // namespace raven::resolve
