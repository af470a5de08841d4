// SPDX-License-Identifier: Apache-2.0
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

// States that no table knows are told by the article itself: "the Republic of X", "X's army", or a word X
// beside an adjective of it ("Velmora", "the Velmoran parliament").
void NameFinder::find_made_up_states() {
  std::unordered_set<std::string_view> capitals, qualifying;
  piece_end_ = static_cast<std::uint32_t>(pieces_.size());
  for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
    if (pieces_[p].kind != PieceKind::Capital) continue;
    const std::uint32_t atom = pieces_[p].first;
    if (atoms_[atom].shape != Shape::Capital || atoms_[atom].end - atoms_[atom].begin < 4) continue;
    capitals.insert(raw(atom));
    if ((atoms_[atom].flags & kStateHead) && is_word(p + 1, "of") && has(p + 2, PieceKind::Capital) &&
        !has(p + 3, PieceKind::Capital))
      made_up_.emplace(raw(pieces_[p + 2].first), raw(pieces_[p + 2].first));
    if (has(p + 1, PieceKind::Role) || (has(p + 1, PieceKind::Lower) && !(flags(p + 1) & kClosed)))
      qualifying.insert(raw(atom));
    // "Prime Minister Henrik Staal of Tarsk"
    if (p >= 3 && is_word(p - 1, "of") && pieces_[p - 2].kind == PieceKind::Capital &&
        !has(p + 1, PieceKind::Capital)) {
      std::uint32_t title = p - 2;
      while (title > 0 && p - title < 6 && pieces_[title].kind == PieceKind::Capital) --title;
      if (capital_role(title) && role_has(title, EntryKind::Title) &&
          role_sector(pieces_[title].entry) == "GOV")
        made_up_.emplace(raw(atom), raw(atom));
    }
    const std::uint32_t q = after_possessive(p + 1);
    if (q != p + 1 && has(q, PieceKind::Role) && (p == 0 || pieces_[p - 1].kind != PieceKind::Capital)) {
      const std::string_view sector = role_sector(pieces_[q].entry);
      const std::string word = base::lowered(raw(pieces_[q].first, pieces_[q].last));
      if (sector == "LEG" || word == "government" || word == "army" || word == "president" ||
          word == "prime minister" || word == "foreign minister" || word == "foreign ministry" ||
          word == "embassy" || word == "ambassador" || word == "military" || word == "king" ||
          word == "armed forces")
        made_up_.emplace(raw(atom), raw(atom));
    }
  }
  std::string stem;
  constexpr std::string_view kEndings[][2] = {{"n", ""},     {"an", ""},  {"ian", ""},     {"ian", "a"},
                                              {"ian", "ia"}, {"i", ""},   {"i", "a"},      {"ese", ""},
                                              {"ese", "a"},  {"ish", ""}, {"ish", "land"}, {"ic", "land"},
                                              {"er", ""},    {"an", "e"}, {"an", "o"},     {"ian", "y"}};
  for (const std::string_view word : qualifying) {
    for (const auto& [ending, put] : kEndings) {
      if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
      stem.assign(word.substr(0, word.size() - ending.size()));
      stem += put;
      const auto state = capitals.find(stem);
      if (state == capitals.end() || *state == word) continue;
      if ((ending == "er" || ending == "i") && !made_up_.contains(*state)) continue;
      made_up_.emplace(*state, *state);
      made_up_adjectives_.emplace(word, *state);
      break;
    }
  }
  // An adjective is no state of its own, whatever else pointed to it.
  for (const auto& [adjective, state] : made_up_adjectives_) made_up_.erase(adjective);
}

// The atoms of an unknown capitalised sequence, with the links that names have inside.
std::uint32_t NameFinder::run_end(std::uint32_t p) const {
  std::uint32_t q = p + 1;
  for (int length = 1; q < piece_end_ && length < 8; ++length) {
    if (has(q, PieceKind::Capital)) {
      ++q;
      continue;
    }
    const bool initial = atoms_[pieces_[q - 1].first].end - atoms_[pieces_[q - 1].first].begin == 1;
    if (is_mark(q, ".") && initial && has(q + 1, PieceKind::Capital)) {
      q += 2;
      continue;
    }
    if (pieces_[q].kind == PieceKind::Mark && atoms_[pieces_[q].first].glued && q + 1 < piece_end_ &&
        atoms_[pieces_[q + 1].first].glued &&
        (has(q + 1, PieceKind::Capital) || (has(q + 1, PieceKind::Lower) && q >= p + 1 &&
                                            is_hyphen(raw(pieces_[q].first)) && is_link(q - 1)))) {
      const std::string_view sign = raw(pieces_[q].first);
      if (is_hyphen(sign) || sign == "'" || sign == "’") {
        q += 2;
        continue;
      }
    }
    if (has(q, PieceKind::Lower) && (flags(q) & kNameLink)) {
      std::uint32_t next = q + 1;
      while (next < piece_end_ && next < q + 3 &&
             ((has(next, PieceKind::Lower) && (flags(next) & kNameLink)) ||
              (pieces_[next].kind == PieceKind::Mark && is_hyphen(raw(pieces_[next].first)))))
        ++next;
      if (has(next, PieceKind::Capital)) {
        q = next + 1;
        continue;
      }
    }
    break;
  }
  return q;
}

Chunk NameFinder::made_up_state(std::string_view state, std::uint32_t first, std::uint32_t end) const {
  Chunk chunk;
  chunk.form = Form::State;
  chunk.first = first;
  chunk.last = pieces_[end - 1].last;
  chunk.end = end;
  chunk.key = "state:" + std::string(state);
  chunk.name = state;
  chunk.sector = "GOV";
  chunk.kind = MentionKind::State;
  chunk.sure = 0.75;
  chunk.made_by = "state named by the article";
  return chunk;
}

// An unknown capitalised sequence: a state of the article, an organisation by its head word, or a name.
Chunk NameFinder::capital_chunk(std::uint32_t p) {
  Chunk chunk;
  const std::uint32_t first = pieces_[p].first;
  if ((atoms_[first].flags & kStateHead) && is_word(p + 1, "of") && has(p + 2, PieceKind::Capital)) {
    const auto state = made_up_.find(raw(pieces_[p + 2].first));
    if (state != made_up_.end()) return made_up_state(state->second, first, p + 3);
  }
  std::uint32_t end = run_end(p);
  const bool single = end == p + 1;
  if (single) {
    if (const auto state = made_up_.find(raw(first)); state != made_up_.end())
      return made_up_state(state->second, first, end);
  }
  if (const auto of = made_up_adjectives_.find(raw(first));
      of != made_up_adjectives_.end() && single && !(capital_role(end) && has(end + 1, PieceKind::Capital))) {
    chunk = made_up_state(of->second, first, p + 1);
    chunk.form = Form::Adjective;
    chunk.sure = 0.5;
    return chunk;
  }
  chunk.first = first;
  // Organisation: a head word inside the run or a capitalised agent right after it.
  std::string_view sector;
  for (std::uint32_t q = p; q < end; ++q)
    if (pieces_[q].kind == PieceKind::Capital)
      if (const std::string_view found = head_sector(base::lowered(raw(pieces_[q].first))); !found.empty())
        sector = found;
  while (capital_role(end) && !headline_[sentence_] && (role_sector(pieces_[end].entry).size() > 0) &&
         !title_before_name(end)) {
    sector = role_sector(pieces_[end].entry);
    if (const std::string_view found = head_sector(base::lowered(raw(pieces_[end].last - 1))); !found.empty())
      sector = found;
    ++end;
    while (has(end, PieceKind::Capital)) {
      if (const std::string_view found = head_sector(base::lowered(raw(pieces_[end].first))); !found.empty())
        sector = found;
      ++end;
    }
  }
  if (!sector.empty() && (end > p + 1)) {
    chunk.form = Form::Organisation;
    chunk.last = pieces_[end - 1].last;
    chunk.end = end;
    chunk.name = collapse(first, chunk.last);
    chunk.key = "name:" + chunk.name;
    chunk.sector = sector;
    chunk.armed = sector == "REB";
    chunk.kind = MentionKind::Organisation;
    chunk.sure = 0.6;
    chunk.made_by = "organisation by its head word";
    return chunk;
  }
  chunk.last = pieces_[end - 1].last;
  chunk.end = end;
  chunk.name = collapse(first, chunk.last);
  chunk.made_by = "as written";
  if (!single &&
      ((atoms_[first].flags & kDirection) || is_place_head(base::lowered(raw(pieces_[end - 1].first))))) {
    chunk.form = Form::Unknown;  // "the Ashel River", "South Carolina": without a key it is a place only
    chunk.kind = MentionKind::Place;
    return chunk;
  }
  chunk.key = "name:" + chunk.name;
  if (atoms_[first].shape == Shape::Capitals && single && atoms_[first].end - atoms_[first].begin >= 2) {
    chunk.form = Form::Organisation;
    chunk.kind = MentionKind::Organisation;
    chunk.sure = 0.35;
    if (const auto known = acronyms_.find(raw(first)); known != acronyms_.end()) {
      chunk.key = known->second;
      chunk.sure = 0.8;
    }
    return chunk;
  }
  unsigned capitals = 0, shouted = 0;
  for (std::uint32_t q = p; q < end; ++q) {
    capitals += pieces_[q].kind == PieceKind::Capital;
    shouted += pieces_[q].kind == PieceKind::Capital && atoms_[pieces_[q].first].shape == Shape::Capitals;
  }
  if (capitals >= 2 && shouted == capitals) {  // "ALSO READ"
    chunk.form = Form::Unknown;
    chunk.key.clear();
    chunk.kind = MentionKind::Other;
    return chunk;
  }
  chunk.form = capitals >= 2 && capitals <= 5 ? Form::Person : Form::Unknown;
  chunk.kind = chunk.form == Form::Person ? MentionKind::Person : MentionKind::Other;
  chunk.sure = chunk.form == Form::Person ? 0.45 : 0.3;
  return chunk;
}

// "Foreign Minister Marek Ostrander": a capitalised title with a name after it is no part of the name
// before.
bool NameFinder::title_before_name(std::uint32_t piece) const {
  return role_has(piece, EntryKind::Title) &&
         (has(piece + 1, PieceKind::Capital) || has(piece + 1, PieceKind::Role) || known_person(piece + 1));
}

}  // namespace raven::resolve
