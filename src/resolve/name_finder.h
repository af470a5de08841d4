// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The walk behind names.h, told to the files that each hold one part of it: pieces.cpp cuts a sentence into
/// pieces, known_names.cpp and unknown_names.cpp read a name at a piece, role_names.cpp titles and agents
/// with their owners, coreference.cpp pronouns and "the group", mentions.cpp gives actors and mentions out,
/// names.cpp walks. Private to the room.
///
///     NameFindings findings = NameFinder(directory, article, atoms, sentences, analysis).run();
///
/// Thread safety: an object serves one article on one thread.

#include "base/ascii.h"
#include "resolve/directory.h"
#include "resolve/names.h"
#include "resolve/people.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace raven::resolve {

/// What stands at a piece of a sentence.
enum class PieceKind : std::uint8_t { Mark, Lower, Number, Capital, Known, Role };

/// A run of atoms that is read as one.
struct Piece {
  std::uint32_t first = 0, last = 0;  // atoms
  std::uint32_t entry = 0;            // list in names (Known) or roles (Role)
  PieceKind kind = PieceKind::Lower;
};

/// Words of the closed classes.
constexpr std::uint32_t kClosed =
    kDeterminer | kPreposition | kPronoun | kPossessive | kConjunction | kAuxiliary | kAdverb;

/// What a chunk of the sentence stands for.
enum class Form : std::uint8_t { None, State, Adjective, People, Seat, Organisation, Person, Role, Unknown };

/// A stretch of the sentence that names one party or place.
struct Chunk {
  Form form = Form::None;
  std::uint32_t first = 0, last = 0;  // atoms of the mention
  std::uint32_t end = 0;              // piece after it
  std::uint32_t entry = 0;            // list in names
  std::string key;                    // what makes two actors of one article the same
  std::string id, name, country, sector, role, made_by;
  MentionKind kind = MentionKind::Other;
  double sure = 0;
  bool armed = false;  // an armed group, whose fighters are the group itself
  bool capital_city = false;
  std::uint32_t institution = kNone;  // row of organisations.tsv whose name states share ("Congress")
  bool plural = false;
  bool titled = false;  // the role is an office of one person
};

/// Whose a role is: "Russia's", "its".
struct Owner {
  bool there = false;
  bool organisation = false;
  bool armed = false;
  bool person = false;
  std::uint32_t first = 0;
  std::string id, country, sector, name, key;
  double sure = 0;
};

/// An actor and the sentence that named it last.
struct Recent {
  std::uint32_t actor = kNone;
  std::uint32_t sentence = 0;
};

/// Finds the parties of one article.
class NameFinder {
 public:
  NameFinder(const Directory& directory, const Article& article, std::span<const Atom> atoms,
             std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences, Analysis& analysis);
  NameFindings run();

 private:
  std::string_view raw(std::uint32_t atom) const {
    return text_.substr(atoms_[atom].begin, atoms_[atom].end - atoms_[atom].begin);
  }
  std::string_view raw(std::uint32_t first, std::uint32_t last) const {
    return text_.substr(atoms_[first].begin, atoms_[last - 1].end - atoms_[first].begin);
  }
  bool is_word(std::uint32_t piece, std::string_view word) const {
    return piece < piece_end_ && pieces_[piece].kind == PieceKind::Lower && raw(pieces_[piece].first) == word;
  }
  bool is_mark(std::uint32_t piece, std::string_view mark) const {
    return piece < piece_end_ && pieces_[piece].kind == PieceKind::Mark && raw(pieces_[piece].first) == mark;
  }
  std::uint32_t flags(std::uint32_t piece) const { return atoms_[pieces_[piece].first].flags; }
  bool has(std::uint32_t piece, PieceKind kind) const {
    return piece < piece_end_ && pieces_[piece].kind == kind;
  }
  bool capital_role(std::uint32_t piece) const {
    return has(piece, PieceKind::Role) && atoms_[pieces_[piece].first].shape != Shape::Lower;
  }
  std::uint32_t after_possessive(std::uint32_t piece) const;
  void cut(std::uint32_t sentence);
  bool town_only(std::uint32_t first, std::uint32_t end) const;
  bool opens_name(std::uint32_t first, std::uint32_t list) const;
  bool opens(std::uint32_t i) const;
  bool plain_capital(std::uint32_t i) const;
  bool only_places(std::uint32_t list) const;
  bool believable(const Phrases::Match& match, std::uint32_t first, const Phrases::Match& role) const;
  void find_made_up_states();
  std::string_view role_sector(std::uint32_t list) const;
  bool role_has(std::uint32_t piece, EntryKind kind) const {
    return directory_.roles.first_of(pieces_[piece].entry, kind) != 0;
  }
  std::uint32_t role_after(std::uint32_t piece, int fillers) const;
  Chunk known_chunk(std::uint32_t p);
  std::uint32_t run_end(std::uint32_t p) const;
  bool is_link(std::uint32_t piece) const { return (flags(piece) & kNameLink) != 0; }
  Chunk made_up_state(std::string_view state, std::uint32_t first, std::uint32_t end) const;
  Chunk capital_chunk(std::uint32_t p);
  bool title_before_name(std::uint32_t piece) const;
  bool known_person(std::uint32_t piece) const {
    return has(piece, PieceKind::Known) &&
           directory_.names.first_of(pieces_[piece].entry, EntryKind::Person) != 0;
  }
  std::string collapse(std::uint32_t first, std::uint32_t last) const {
    return base::collapse_space(raw(first, last));
  }
  static Owner owner_of(const Chunk& chunk);
  Chunk role_chunk(std::uint32_t p, const Owner& owner, int depth);
  std::uint32_t atoms_before(std::uint32_t piece) const { return pieces_[piece - 1].last; }
  bool is_state_word(std::uint32_t p) const;
  Chunk anaphor(std::uint32_t p);
  bool is_the(std::uint32_t piece) const {
    if (!has(piece, PieceKind::Lower)) return false;
    const std::string_view word = raw(pieces_[piece].first);
    return word == "the" || word == "The" || word == "this" || word == "This" || word == "that";
  }
  std::uint32_t recent_organisation(std::string_view word) const;
  Chunk noun_chunk(std::uint32_t p, int depth);
  std::uint32_t shared_role(std::uint32_t p) const;
  bool hyphen_modifier(const Chunk& chunk) const;
  std::uint32_t actor_for(const Chunk& chunk);
  std::uint32_t add_mention(std::uint32_t first, std::uint32_t last, std::uint32_t actor, double sure,
                            std::string made_by);
  Standing standing_of(const Chunk& chunk);
  Standing standing_before(std::uint32_t first) const;
  Standing standing_in_tree(const Chunk& chunk) const;
  bool is_named(std::uint32_t first, std::uint32_t last, char type) const;
  void read_network_names();
  void candidate(const Chunk& chunk, std::uint32_t mention);
  std::uint32_t emit(Chunk& chunk);
  bool known_surname(const Chunk& chunk) const;
  bool worth_telling(const Chunk& chunk) const;
  std::uint32_t emit_person(Chunk& chunk, double sure);
  void meet_person(std::uint32_t actor);
  std::uint32_t person_meant(char gender, std::uint32_t reach) const;
  void meet_thing(std::uint32_t actor);
  void remember(const Chunk& chunk, std::uint32_t actor);
  void lift_repeated();
  void walk(std::uint32_t p);
  bool role_stands(const Chunk& chunk, std::uint32_t p) const;
  std::uint32_t owned(Chunk& chunk);
  std::uint32_t finish(Chunk& chunk);
  std::uint32_t short_form(const Chunk& chunk);
  std::uint32_t finish_once(Chunk& chunk);
  bool is_former(std::uint32_t p) const;
  Owner pronoun_owner(std::uint32_t p);
  std::uint32_t recent(const Recent& last, std::uint32_t reach) const {
    return last.actor != kNone && last.sentence + reach >= sentence_ ? last.actor : kNone;
  }
  std::uint32_t lower(std::uint32_t p);
  const Directory& directory_;
  std::string_view text_;
  const Article& article_;
  std::span<const Atom> atoms_;
  std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences_;
  Analysis& analysis_;
  bool english_;  // elsewhere capitals mean other things: only known names are told
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> sentence_pieces_{0};
  std::vector<char> headline_;
  std::uint32_t sentence_ = 0;
  std::uint32_t piece_end_ = 0;
  std::uint32_t after_envoy_ = 0;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<std::string> keys_;
  std::unordered_map<std::string_view, std::string_view> made_up_, made_up_adjectives_;
  std::unordered_set<std::string_view> seen_inside_;
  std::unordered_map<std::string_view, std::string> acronyms_;
  std::unordered_map<std::string_view, std::uint32_t> persons_by_surname_;
  std::vector<PersonMention> persons_;
  std::vector<std::uint32_t> definite_roles_;
  NameFindings findings_;
  std::uint32_t last_state_ = kNone, last_state_sentence_ = 0, last_organisation_ = kNone,
                last_ministry_ = kNone;
  std::uint32_t last_company_ = kNone, last_agency_ = kNone, last_party_ = kNone, last_group_ = kNone,
                last_armed_ = kNone;
  std::vector<char> network_;                 // by atom: the type of the name that it is part of, or 0
  std::unordered_set<std::string> surnames_;  // folded, of the persons that the network names in full
  std::uint32_t inherited_end_ = 0;           // atom after the last place name, for "Belgrade and Pristina"
  std::uint32_t standing_known_for_ = 0;      // atom after the first of the chunk that was asked for last
  Standing inherited_ = Standing::Open;
  std::uint32_t day_ = 0;                            // of the article, yyyymmdd; 0 if it is not known
  std::unordered_map<std::uint32_t, char> genders_;  // of persons, by actor
  Recent last_man_, last_woman_;
  Recent last_person_, last_plural_, last_thing_;
};

}  // namespace raven::resolve
