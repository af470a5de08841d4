// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

// The piece after a possessive ending at `piece` ("'s", or "'" after s); `piece` itself if there is none.
std::uint32_t NameFinder::after_possessive(std::uint32_t piece) const {
  if (piece >= piece_end_ || pieces_[piece].kind != PieceKind::Mark) return piece;
  const Atom& mark = atoms_[pieces_[piece].first];
  const std::string_view sign = raw(pieces_[piece].first);
  if (!mark.glued || (sign != "'" && sign != "’")) return piece;
  if (is_word(piece + 1, "s") && atoms_[pieces_[piece + 1].first].glued) return piece + 2;
  const char before = mark.begin > 0 ? text_[mark.begin - 1] : ' ';
  return before == 's' ? piece + 1 : piece;
}

void NameFinder::cut(std::uint32_t sentence) {
  const auto [begin, end] = sentences_[sentence];
  if (sentence_pieces_.empty()) sentence_pieces_.push_back(0);
  unsigned lower = 0, capital = 0, shouted = 0, letters = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const Atom& atom = atoms_[i];
    if (atom.end - atom.begin < 3 || atom.shape == Shape::Mark || atom.shape == Shape::Number) continue;
    if (atom.shape == Shape::Lower && !(atom.flags & kClosed)) ++lower;
    if (atom.end - atom.begin < 4) continue;
    ++letters;
    if (atom.shape == Shape::Capitals) ++shouted;
    if (atom.flags & kClosed) continue;
    if (atom.shape != Shape::Lower) ++capital;
  }
  const bool headline = lower == 0 && capital >= 2;
  const bool shouting = shouted >= 3 && shouted == letters;
  headline_.push_back(headline);

  for (std::uint32_t i = begin; i < end;) {
    const Atom& atom = atoms_[i];
    Piece piece{i, i + 1, 0, PieceKind::Lower};
    if (atom.shape == Shape::Mark)
      piece.kind = PieceKind::Mark;
    else if (atom.shape == Shape::Number)
      piece.kind = PieceKind::Number;
    Phrases::Match name{i, 0}, role{i, 0};
    if (atom.flags & kStartsName) name = directory_.names.longest(atoms_, i, end, Spelling::AsWritten);
    if (atom.flags & kStartsRole) role = directory_.roles.longest(atoms_, i, end, Spelling::LowerCase);
    if (name.entry != 0 && !believable(name, i, role)) name = {i, 0};
    if (shouting && name.entry != 0 && name.end == i + 1 && atom.end - atom.begin <= 3) name = {i, 0};
    if (name.entry != 0 && name.end >= role.end) {
      piece.last = name.end;
      piece.entry = name.entry;
      piece.kind = PieceKind::Known;
    } else if (role.entry != 0 && !(atom.flags & (kPronoun | kPreposition | kAuxiliary))) {
      piece.last = role.end;
      piece.entry = role.entry;
      piece.kind = PieceKind::Role;
    } else if (plain_capital(i)) {
      piece.kind = PieceKind::Capital;
    }
    // A town's name that is the last name of somebody ("Lopez", "Ortega").
    if (piece.kind == PieceKind::Known && piece.last == i + 1 && town_only(i, end) && english_ &&
        atom.shape != Shape::Lower &&
        (network_[i] == 'P' || (network_[i] == 0 && surnames_.contains(base::folded(raw(i)))))) {
      piece.entry = 0;
      piece.kind = PieceKind::Capital;
    }
    // A place's or state's name beside an unknown capitalised word is part of a longer name: "Michael
    // Jordan".
    if (piece.kind == PieceKind::Known && !headline && only_places(piece.entry)) {
      const bool before = i > begin && !pieces_.empty() && pieces_.back().last == i &&
                          pieces_.size() > sentence_pieces_.back() &&
                          pieces_.back().kind == PieceKind::Capital &&
                          (pieces_.back().first > begin || opens_name(begin, piece.entry)) &&
                          !(atoms_[pieces_.back().first].flags & kStateHead) &&
                          (!(atoms_[pieces_.back().first].flags & kDirection) || town_only(i, end));
      const bool after = piece.last < end && plain_capital(piece.last) &&
                         !(atoms_[piece.last].flags & kStartsRole) &&
                         atoms_[piece.last].shape == Shape::Capital &&
                         (!(atoms_[piece.last].flags & kStartsName) || town_only(piece.last, end));
      if (before || after) {
        piece.last = i + 1;
        piece.entry = 0;
        piece.kind = PieceKind::Capital;
      }
    }
    if (piece.kind == PieceKind::Capital && i > begin && !headline && !opens(i - 1))
      seen_inside_.insert(raw(i));
    pieces_.push_back(piece);
    i = piece.last;
  }
  sentence_pieces_.push_back(static_cast<std::uint32_t>(pieces_.size()));
}

// Whether the names that begin at an atom are only towns, or none: "Georgia Harlow" is no state beside a
// town.
bool NameFinder::town_only(std::uint32_t first, std::uint32_t end) const {
  const Phrases::Match match = directory_.names.longest(atoms_, first, end, Spelling::AsWritten);
  for (std::uint32_t at = match.entry; at != 0; at = directory_.names.entry(at).next)
    if (directory_.names.entry(at).kind != EntryKind::City) return false;
  return true;
}

// Whether the first word of a sentence may begin a name that goes on with a town's name ("Marta Elgin").
// Before the name of a state or capital it is more often an ordinary word ("Meanwhile Kenya").
bool NameFinder::opens_name(std::uint32_t first, std::uint32_t list) const {
  const Tag tag = atoms_[first].tag;
  if (tag != Tag::Propn && tag != Tag::Other) return false;
  return tag == Tag::Propn || (directory_.names.first_of(list, EntryKind::State) == 0 &&
                               directory_.names.first_of(list, EntryKind::Capital) == 0);
}

// A mark after which any word has a capital.
bool NameFinder::opens(std::uint32_t i) const {
  const std::string_view mark = raw(i);
  return mark == "“" || mark == "\"" || mark == "‘" || mark == ":" || mark == "(" || mark == "." ||
         mark == "«" || mark == "„" || mark == "…" || mark == "!" || mark == "?" || mark == "—" ||
         mark == "#" || mark == "*" || mark == "[" || mark == "•" || mark == "|" ||
         (mark == "-" && !atoms_[i].glued);
}

bool NameFinder::plain_capital(std::uint32_t i) const {
  const Atom& atom = atoms_[i];
  if (!english_) return false;
  if (atom.shape != Shape::Capital && atom.shape != Shape::Capitals && atom.shape != Shape::Mixed)
    return false;
  if (atom.flags & (kMonth | kWeekday | kNewsWord | kNumberWord)) return false;
  if (atom.flags & kClosed)
    return atom.shape == Shape::Capitals && atom.end - atom.begin >= 2 && (atom.flags & kPronoun) == 0;
  return true;
}

bool NameFinder::only_places(std::uint32_t list) const {
  for (std::uint32_t at = list; at != 0; at = directory_.names.entry(at).next) {
    const EntryKind kind = directory_.names.entry(at).kind;
    if (kind != EntryKind::State && kind != EntryKind::City && kind != EntryKind::Capital &&
        kind != EntryKind::Place)
      return false;
  }
  return true;
}

// Whether a match of the name tables can be meant. Names of towns that are words of every day are not
// believed.
bool NameFinder::believable(const Phrases::Match& match, std::uint32_t first,
                            const Phrases::Match& role) const {
  if (match.end != first + 1) return true;
  const Atom& atom = atoms_[first];
  if (atom.shape == Shape::Lower) return directory_.names.first_of(match.entry, EntryKind::City) == 0;
  for (std::uint32_t at = match.entry; at != 0; at = directory_.names.entry(at).next)
    if (directory_.names.entry(at).kind != EntryKind::City)
      return !(atom.flags & kPronoun) || atom.shape == Shape::Capitals;
  // Only a town: not when the word has another use.
  return role.entry == 0 && !(atom.flags & (kClosed | kMonth | kWeekday | kNumberWord | kNewsWord |
                                            kStateHead | kDirection | kTimeUnit));
}

}  // namespace raven::resolve
