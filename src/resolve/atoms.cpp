// SPDX-License-Identifier: Apache-2.0
#include "resolve/atoms.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace raven::resolve {
namespace {

// Where the next atom begins, ends, and how it is written; `at` stands on a byte that is no blank.
struct Cut {
  std::size_t end = 0;
  Shape shape = Shape::Mark;
  bool ascii = true;
};

bool is_mark_character(char32_t c) {  // accents that combine belong to the letter before
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) || (c >= 0x64B && c <= 0x65F);
}

Cut cut_atom(std::string_view text, std::size_t at) {
  Cut cut;
  std::size_t i = at;
  unsigned letters = 0, capitals = 0, digits = 0;
  bool first_capital = false;
  while (i < text.size()) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (base::is_letter(c)) {
        if (base::is_upper(c)) {
          ++capitals;
          if (letters == 0 && digits == 0) first_capital = true;
        }
        ++letters;
        ++i;
        continue;
      }
      if (base::is_digit(c)) {
        ++digits;
        ++i;
        continue;
      }
      // Separators inside a number belong to it: 15,000 and 3.5.
      if ((c == ',' || c == '.') && digits > 0 && letters == 0 && i + 1 < text.size() &&
          base::is_digit(text[i + 1])) {
        ++i;
        continue;
      }
      break;
    }
    const base::CodePoint point = base::decode_utf8(text, i);
    if (point.length == 0) break;
    if (base::is_letter_character(point.value)) {
      cut.ascii = false;
      if (base::is_upper_character(point.value)) {
        ++capitals;
        if (letters == 0 && digits == 0) first_capital = true;
      }
      ++letters;
      i += point.length;
      continue;
    }
    if (i > at && is_mark_character(point.value)) {
      cut.ascii = false;
      i += point.length;
      continue;
    }
    break;
  }
  if (i == at) {
    const base::CodePoint point = base::decode_utf8(text, at);
    cut.end = at + (point.length == 0 ? 1 : point.length);
    cut.ascii = point.length <= 1;
    return cut;
  }
  cut.end = i;
  if (letters == 0)
    cut.shape = Shape::Number;
  else if (capitals == 0)
    cut.shape = digits > 0 && base::is_digit(text[at]) ? Shape::Number : Shape::Lower;
  else if (capitals == letters && letters > 1)
    cut.shape = Shape::Capitals;
  else if (first_capital && capitals == 1)
    cut.shape = Shape::Capital;
  else
    cut.shape = Shape::Mixed;
  return cut;
}

bool is_apostrophe(std::string_view mark) {
  return mark == "'" || mark == "’" || mark == "‘" || mark == "ʼ" || mark == "`";
}

// The spelling that look-ups use: apostrophes made one, letters without marks, capitals kept.
void spell(std::string_view text, Shape shape, bool ascii, std::string& name) {
  if (shape == Shape::Mark) {
    name = is_apostrophe(text) ? std::string_view("'") : is_hyphen(text) ? std::string_view("-") : text;
    return;
  }
  if (ascii) {
    name = text;
    return;
  }
  name = base::folded(text);
  if (shape == Shape::Capital || shape == Shape::Mixed) {
    if (!name.empty()) name[0] = base::to_upper(name[0]);
  } else if (shape == Shape::Capitals) {
    for (char& c : name) c = base::to_upper(c);
  }
}

void lower_into(std::string_view name, std::string& lower) {
  lower = name;
  for (char& c : lower) c = base::to_lower(c);
}

}  // namespace

bool is_hyphen(std::string_view mark) {
  return mark == "-" || mark == "‐" || mark == "‑";
}

Vocabulary::Vocabulary() : entries_(1), slots_(1u << 12) {
  arena_.reserve(1u << 16);
}

std::string_view Vocabulary::text(std::uint32_t id) const {
  return std::string_view(arena_).substr(entries_[id].offset, entries_[id].length);
}

std::uint32_t Vocabulary::find(std::string_view text) const {
  const auto hash = static_cast<std::uint32_t>(base::hash64(text));
  const std::uint32_t mask = static_cast<std::uint32_t>(slots_.size()) - 1;
  for (std::uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t id = slots_[slot];
    if (id == 0) return 0;
    if (entries_[id].hash == hash && this->text(id) == text) return id;
  }
}

std::uint32_t Vocabulary::intern(std::string_view text) {
  if (const std::uint32_t known = find(text)) return known;
  if ((entries_.size() + 1) * 2 > slots_.size()) grow();
  Entry entry;
  entry.offset = static_cast<std::uint32_t>(arena_.size());
  entry.length = static_cast<std::uint32_t>(text.size());
  entry.hash = static_cast<std::uint32_t>(base::hash64(text));
  arena_ += text;
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(entry);
  const std::uint32_t mask = static_cast<std::uint32_t>(slots_.size()) - 1;
  std::uint32_t slot = entry.hash & mask;
  while (slots_[slot] != 0) slot = (slot + 1) & mask;
  slots_[slot] = id;
  return id;
}

void Vocabulary::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 4);
  const std::uint32_t mask = static_cast<std::uint32_t>(wider.size()) - 1;
  for (std::uint32_t id = 1; id < entries_.size(); ++id) {
    std::uint32_t slot = entries_[id].hash & mask;
    while (wider[slot] != 0) slot = (slot + 1) & mask;
    wider[slot] = id;
  }
  slots_ = std::move(wider);
}

void Vocabulary::mark(std::string_view text, std::uint32_t flags, std::int32_t value) {
  const std::uint32_t id = intern(text);
  entries_[id].flags |= flags;
  if (value != 0) entries_[id].value = value;
}

void append_atoms(std::string_view text, std::uint32_t offset, const Vocabulary& words,
                  std::vector<Atom>& atoms) {
  std::string name, lower;
  std::size_t last_end = text.size() + 1;
  for (std::size_t i = 0; i < text.size();) {
    if (base::is_space(text[i])) {
      ++i;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      const base::CodePoint point = base::decode_utf8(text, i);
      if (base::is_space_character(point.value)) {
        i += point.length;
        continue;
      }
    }
    const Cut cut = cut_atom(text, i);
    Atom atom;
    atom.begin = offset + static_cast<std::uint32_t>(i);
    atom.end = offset + static_cast<std::uint32_t>(cut.end);
    atom.shape = cut.shape;
    atom.glued = last_end == i;
    const std::string_view raw = text.substr(i, cut.end - i);
    // A very long run is no word of any table; hashing it once is all it may cost.
    if (raw.size() <= 64) {
      if (cut.ascii && (cut.shape == Shape::Lower || cut.shape == Shape::Number)) {
        atom.name = atom.word = words.find(raw);
      } else {
        spell(raw, cut.shape, cut.ascii, name);
        atom.name = words.find(name);
        // A name that is shouted is the same name: "KABUL". Short ones would take words for abbreviations.
        if (atom.name == 0 && cut.shape == Shape::Capitals && name.size() >= 4) {
          for (std::size_t k = 1; k < name.size(); ++k) name[k] = base::to_lower(name[k]);
          atom.name = words.find(name);
        }
        lower_into(name, lower);
        atom.word = words.find(lower);
      }
    }
    atom.flags = words.flags(atom.word) & ~static_cast<std::uint32_t>(kStartsName);
    if (words.flags(atom.name) & kStartsName) atom.flags |= kStartsName;
    atoms.push_back(atom);
    last_end = i = cut.end;
  }
}

std::vector<std::uint32_t> intern_atoms(std::string_view text, Vocabulary& words) {
  std::vector<std::uint32_t> ids;
  std::string name;
  std::size_t last_end = text.size() + 1;
  for (std::size_t i = 0; i < text.size();) {
    if (base::is_space(text[i])) {
      ++i;
      continue;
    }
    const Cut cut = cut_atom(text, i);
    const std::string_view raw = text.substr(i, cut.end - i);
    const bool joins = cut.shape == Shape::Mark && is_hyphen(raw) && last_end == i && cut.end < text.size() &&
                       !base::is_space(text[cut.end]);
    last_end = i = cut.end;
    if (joins) continue;
    spell(raw, cut.shape, cut.ascii, name);
    ids.push_back(words.intern(name));
  }
  return ids;
}

}  // namespace raven::resolve
