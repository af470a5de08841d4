// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Atoms: the letters-or-digits runs and single marks that names are matched by. They do not depend on how
/// the words were cut ("U.S.", "al-Qaeda" and "Russia's" come out the same from any tokeniser), and they
/// carry the look of the word and the ids under which the tables know it.
///
///     const Vocabulary& words = …;                       // filled from the tables
///     std::vector<Atom> atoms;
///     append_atoms("Russia’s U.S. envoy", 0, words, atoms);   // Russia ' s U . S . envoy
///
/// Thread safety: `Vocabulary` is built by one thread, then read by any number.

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::resolve {

/// How a word is written. Mixed: a capital after the first letter that is not all ("McCain", "eBay").
enum class Shape : std::uint8_t { Lower, Capital, Capitals, Mixed, Number, Mark };

/// What the closed classes of English say about a word; a set of bits.
enum WordFlag : std::uint32_t {
  kDeterminer = 1u << 0,
  kPreposition = 1u << 1,  ///< any
  kPlaceAt = 1u << 2,      ///< "in", "at", "near": what follows is where
  kPlaceToward = 1u << 3,  ///< "from", "to", "into": what follows is where, or a party
  kPronoun = 1u << 4,
  kPossessive = 1u << 5,  ///< "its", "his"
  kConjunction = 1u << 6,
  kAuxiliary = 1u << 7,
  kAdverb = 1u << 8,             ///< common ones that open sentences
  kMonth = 1u << 9,              ///< value 1 to 12
  kWeekday = 1u << 10,           ///< value 0 (Sunday) to 6
  kNumberWord = 1u << 11,        ///< value: see numbers.h
  kTimeUnit = 1u << 12,          ///< value: days in it, 1 7 30 365 3650
  kOrganisationHead = 1u << 13,  ///< "ministry", "front"; value: index of a sector
  kStateHead = 1u << 14,         ///< "republic", "kingdom"
  kNameLink = 1u << 15,          ///< "de", "bin", "al": may stand inside a person's name
  kDirection = 1u << 16,         ///< "northern", "south"
  kSaying = 1u << 17,            ///< "said", "told"
  kFuture = 1u << 18,            ///< "will", "scheduled"
  kAnaphor = 1u << 19,           ///< "group", "ministry": with "the", an organisation named before
  kPersonNoun = 1u << 20,        ///< "people", "civilians": what casualty counts count
  kHarm = 1u << 21,              ///< "killed", "arrested"; value: index of what it counts
  kApproximate = 1u << 22,       ///< "about", "least"
  kNewsWord = 1u << 23,    ///< capital in headlines and at sentence ends, never a name: "News", "Update"
  kDateWord = 1u << 24,    ///< "today", "last", "ago", "early" …
  kManName = 1u << 25,     ///< a given name of men
  kWomanName = 1u << 26,   ///< a given name of women
  kStartsName = 1u << 30,  ///< some name of the tables begins with it
  kStartsRole = 1u << 31,  ///< some agent or title begins with it
};

/// The words that the tables and rules know, each with an id above 0, its flags and a small value.
class Vocabulary {
 public:
  Vocabulary();
  /// The id of `text`, made if need be.
  std::uint32_t intern(std::string_view text);
  /// The id of `text`; 0 if nothing knows it.
  std::uint32_t find(std::string_view text) const;
  std::uint32_t flags(std::uint32_t id) const { return entries_[id].flags; }
  std::int32_t value(std::uint32_t id) const { return entries_[id].value; }
  std::string_view text(std::uint32_t id) const;
  void mark(std::uint32_t id, std::uint32_t flags) { entries_[id].flags |= flags; }
  void mark(std::string_view text, std::uint32_t flags, std::int32_t value = 0);

 private:
  struct Entry {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t flags = 0;
    std::int32_t value = 0;
    std::uint32_t hash = 0;
  };
  void grow();

  std::string arena_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;
};

struct Atom {
  std::uint32_t begin = 0;  ///< bytes of the article's text
  std::uint32_t end = 0;
  std::uint32_t name = 0;   ///< id of the word as written, marks off its letters
  std::uint32_t word = 0;   ///< id of the word in lower case
  std::uint32_t flags = 0;  ///< of `word`
  std::uint32_t sentence = 0;
  std::uint32_t in_word = kNone;  ///< index of the word that it is part of, in `Analysis::words`
  Shape shape = Shape::Lower;
  bool glued = false;  ///< nothing stands between it and the atom before
  Tag tag = Tag::Other;
};

/// Appends the atoms of `text`; offsets count from `offset`. Linear.
void append_atoms(std::string_view text, std::uint32_t offset, const Vocabulary& words,
                  std::vector<Atom>& atoms);

/// The ids of the atoms of a name of the tables, interned; hyphens inside it are left out, as in matching.
std::vector<std::uint32_t> intern_atoms(std::string_view name, Vocabulary& words);

/// A hyphen or dash that joins (not the long dashes that part).
bool is_hyphen(std::string_view mark);

}  // namespace raven::resolve
