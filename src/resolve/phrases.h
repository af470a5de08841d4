// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One automaton for all known names and one for all agents and titles: a trie over atom ids, walked from
/// each place of a sentence for the longest phrase. A walk costs one hash probe an atom and is bounded by the
/// longest phrase of the tables, so matching is linear in the text.
///
///     Phrases names;
///     names.add(intern_atoms("Islamic State", words), {EntryKind::Organisation, 17});
///     const Phrases::Match match = names.longest(atoms, i, end, Spelling::AsWritten);
///
/// Thread safety: built by one thread, then read by any number.

#include "resolve/atoms.h"

#include <cstdint>
#include <span>
#include <vector>

namespace raven::resolve {

/// What a phrase names; `index` counts in the table of that kind.
enum class EntryKind : std::uint8_t {
  State,
  Adjective,
  PeopleOf,
  Capital,
  Government,
  Organisation,
  Person,
  City,
  Place,
  Title,
  Agent,
  AgentPlural
};

struct Entry {
  EntryKind kind = EntryKind::State;
  std::uint32_t index = 0;
  std::uint32_t next = 0;  ///< the next entry of the same phrase; 0 = none
};

/// Which id of an atom is followed.
enum class Spelling { AsWritten, LowerCase };

class Phrases {
 public:
  struct Match {
    std::uint32_t end = 0;    ///< one past the last atom; equal to the start when nothing matched
    std::uint32_t entry = 0;  ///< index into `entry`; 0 = none
  };

  /// `hyphen` is the id of "-", which matching passes over inside a phrase.
  explicit Phrases(std::uint32_t hyphen);
  void reserve(std::size_t edges);
  /// An empty phrase is ignored; the same kind and index is kept once for a phrase.
  void add(std::span<const std::uint32_t> ids, Entry entry);
  Match longest(std::span<const Atom> atoms, std::uint32_t from, std::uint32_t end, Spelling spelling) const;
  const Entry& entry(std::uint32_t index) const { return entries_[index]; }
  /// The first entry of `kind` in the list that begins at `list`; 0 if there is none.
  std::uint32_t first_of(std::uint32_t list, EntryKind kind) const;

 private:
  std::uint32_t step(std::uint32_t node, std::uint32_t id) const;
  std::uint32_t step_or_add(std::uint32_t node, std::uint32_t id);
  void grow(std::size_t slots);

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> lists_;  // by node: its first entry
  std::vector<Entry> entries_;
  std::size_t edges_ = 0;
  std::uint32_t hyphen_ = 0;
};

}  // namespace raven::resolve
