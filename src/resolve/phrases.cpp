// SPDX-License-Identifier: Apache-2.0
#include "resolve/phrases.h"

namespace raven::resolve {
namespace {

std::uint64_t key_of(std::uint32_t node, std::uint32_t id) {
  return (std::uint64_t{node} << 32) | id;
}

std::size_t place_of(std::uint64_t key, std::size_t mask) {
  key *= 0x9E3779B97F4A7C15u;
  return static_cast<std::size_t>(key >> 29) & mask;
}

}  // namespace

Phrases::Phrases(std::uint32_t hyphen) : slots_(1u << 10), lists_(1), entries_(1), hyphen_(hyphen) {}

void Phrases::reserve(std::size_t edges) {
  std::size_t slots = slots_.size();
  while (slots < edges * 2) slots *= 2;
  if (slots > slots_.size()) grow(slots);
}

void Phrases::grow(std::size_t slots) {
  std::vector<Slot> wider(slots);
  for (const Slot& slot : slots_) {
    if (slot.node == 0) continue;
    std::size_t at = place_of(slot.key, slots - 1);
    while (wider[at].node != 0) at = (at + 1) & (slots - 1);
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

std::uint32_t Phrases::step(std::uint32_t node, std::uint32_t id) const {
  const std::uint64_t key = key_of(node, id);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = place_of(key, mask);; at = (at + 1) & mask) {
    if (slots_[at].node == 0) return 0;
    if (slots_[at].key == key) return slots_[at].node;
  }
}

std::uint32_t Phrases::step_or_add(std::uint32_t node, std::uint32_t id) {
  if (const std::uint32_t there = step(node, id)) return there;
  if ((edges_ + 1) * 2 > slots_.size()) grow(slots_.size() * 2);
  const std::uint64_t key = key_of(node, id);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = place_of(key, mask);
  while (slots_[at].node != 0) at = (at + 1) & mask;
  const auto made = static_cast<std::uint32_t>(lists_.size());
  lists_.push_back(0);
  slots_[at] = {key, made};
  ++edges_;
  return made;
}

void Phrases::add(std::span<const std::uint32_t> ids, Entry entry) {
  if (ids.empty()) return;
  std::uint32_t node = 0;
  for (const std::uint32_t id : ids) node = step_or_add(node, id);
  std::uint32_t last = 0;
  for (std::uint32_t at = lists_[node]; at != 0; at = entries_[at].next) {
    if (entries_[at].kind == entry.kind && entries_[at].index == entry.index) return;
    last = at;
  }
  entry.next = 0;
  const auto made = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(entry);
  if (last == 0)
    lists_[node] = made;
  else
    entries_[last].next = made;
}

std::uint32_t Phrases::first_of(std::uint32_t list, EntryKind kind) const {
  for (; list != 0; list = entries_[list].next)
    if (entries_[list].kind == kind) return list;
  return 0;
}

Phrases::Match Phrases::longest(std::span<const Atom> atoms, std::uint32_t from, std::uint32_t end,
                                Spelling spelling) const {
  Match best{from, 0};
  std::uint32_t node = 0;
  for (std::uint32_t i = from; i < end; ++i) {
    const Atom& atom = atoms[i];
    // A hyphen inside a name is passed over, so that "al-Qaeda" and "al Qaeda" are one.
    if (atom.shape == Shape::Mark && i > from && atom.glued && i + 1 < end && atoms[i + 1].glued &&
        atom.name == hyphen_)
      continue;
    const std::uint32_t id = spelling == Spelling::AsWritten ? atom.name : atom.word;
    if (id == 0) break;
    node = step(node, id);
    if (node == 0) break;
    if (lists_[node] != 0) best = {i + 1, lists_[node]};
  }
  return best;
}

}  // namespace raven::resolve
