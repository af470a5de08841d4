// SPDX-License-Identifier: Apache-2.0
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

std::string_view NameFinder::role_sector(std::uint32_t list) const {
  for (std::uint32_t at = list; at != 0; at = directory_.roles.entry(at).next) {
    const Entry& entry = directory_.roles.entry(at);
    const std::string_view sector = entry.kind == EntryKind::Title ? directory_.titles[entry.index].sector
                                                                   : directory_.agents[entry.index].sector;
    if (!sector.empty() && sector != "UNK") return sector;
  }
  return {};
}

// The role that a state, adjective or owner at the pieces before `piece` belongs to, with at most two
// common words between ("Israeli far right ministers"); kNone if there is none.
std::uint32_t NameFinder::role_after(std::uint32_t piece, int fillers) const {
  for (int skipped = 0; piece < piece_end_; ++piece) {
    const Piece& at = pieces_[piece];
    if (at.kind == PieceKind::Role) return piece;
    if (at.kind == PieceKind::Number && skipped < fillers) {
      ++skipped;
      continue;
    }
    if (at.kind == PieceKind::Mark && skipped > 0 && is_hyphen(raw(at.first)) && atoms_[at.first].glued)
      continue;
    if (at.kind != PieceKind::Lower || (atoms_[at.first].flags & (kClosed | kSaying | kWeekday)) ||
        skipped >= fillers)
      return kNone;
    const Tag tag = atoms_[at.first].tag;
    if (tag == Tag::Verb && !raw(at.first).ends_with("ing") && !raw(at.first).ends_with("ed")) return kNone;
    ++skipped;
  }
  return kNone;
}

Owner NameFinder::owner_of(const Chunk& chunk) {
  Owner owner;
  owner.there = true;
  owner.organisation = chunk.form == Form::Organisation;
  owner.armed = chunk.armed;
  owner.person = chunk.form == Form::Person || chunk.form == Form::Role;
  owner.first = chunk.first;
  owner.id = chunk.id;
  owner.country = chunk.country;
  owner.sector = chunk.sector;
  owner.name = chunk.name;
  owner.key = chunk.key;
  owner.sure = chunk.form == Form::Unknown ? 0.4 : 0.9;
  return owner;
}

// Titles and agents from `p` on, with the owner before them, and a name after them.
Chunk NameFinder::role_chunk(std::uint32_t p, const Owner& owner, int depth) {
  Chunk chunk;
  std::uint32_t end = p + 1;
  while (has(end, PieceKind::Role) && !(headline_[sentence_] && end - p >= 2)) ++end;
  const std::uint32_t head = end - 1;
  chunk.form = Form::Role;
  chunk.kind = MentionKind::Agent;
  chunk.first = owner.there && !owner.person ? owner.first : pieces_[p].first;
  chunk.last = pieces_[head].last;
  chunk.end = end;
  chunk.country = owner.country;
  chunk.plural = role_has(head, EntryKind::AgentPlural) && !role_has(head, EntryKind::Agent);
  for (std::uint32_t q = p; q <= head; ++q)
    if (role_has(q, EntryKind::Title)) chunk.titled = true;
  const std::string role = base::lowered(collapse(pieces_[p].first, chunk.last));
  chunk.sector = role_sector(pieces_[head].entry);
  // "opposition leader", "rebel commander": a head that fits any sector takes that of the word before.
  if (head > p) {
    const std::string_view before = role_sector(pieces_[head - 1].entry);
    if (chunk.sector.empty() || before == "OPP" || before == "REB" || before == "MIL" || before == "COP" ||
        before == "PTY" || before == "LAB" || before == "REL") {
      if (!before.empty()) chunk.sector = before;
    }
  }
  // A name after a title: a person.
  const bool singular = !chunk.plural;
  if (singular && (known_person(end) ||
                   (has(end, PieceKind::Capital) && atoms_[pieces_[end].first].shape != Shape::Number))) {
    Chunk name = known_person(end) ? known_chunk(end) : capital_chunk(end);
    const bool fits = name.form == Form::Person || (name.form == Form::Unknown && !headline_[sentence_]) ||
                      (name.form == Form::Organisation && name.made_by == "as written");
    // "the rebel Northern Dawn Front", "the opposition Civic League"
    if (name.form == Form::Organisation && name.id.empty() && name.made_by != "as written" &&
        (chunk.sector == "REB" || chunk.sector == "OPP" || chunk.sector == "PTY")) {
      name.sector = chunk.sector;
      name.armed = chunk.sector == "REB";
      if (name.country.empty()) name.country = owner.country;
      return name;
    }
    const bool body = is_body(base::lowered(raw(chunk.last - 1)));
    if (body && fits && name.id.empty()) {
      name.form = Form::Organisation;
      name.kind = MentionKind::Organisation;
    }
    if (name.form == Form::Organisation && fits) {  // "state news agency DOS"
      if (name.sector.empty()) name.sector = chunk.sector;
      if (name.country.empty()) name.country = owner.country;
      name.sure = 0.6;
      name.made_by = "kind told before its name";
      return name;
    }
    if (fits && !(name.form == Form::Unknown && !chunk.titled)) {
      name.form = Form::Person;
      name.kind = MentionKind::Person;
      name.role = role;
      if (name.id.empty()) {
        name.country = owner.country;
        if (chunk.titled || owner.there) name.sure = std::max(name.sure, 0.75);
        name.made_by = "title and name";
        name.key = "name:" + name.name;
      }
      if (!chunk.sector.empty()) name.sector = chunk.sector;
      return name;
    }
  }
  // "chief of defence", "head of intelligence": the common noun after it says of what.
  if (!chunk.plural && is_word(end, "of") && has(end + 1, PieceKind::Lower) &&
      !(flags(end + 1) & (kClosed | kAnaphor)) && (chunk.sector.empty() || chunk.titled)) {
    const std::string_view of = raw(pieces_[end + 1].first);
    const std::string_view field = of == "defence" || of == "defense" || of == "staff" || of == "operations"
                                       ? "MIL"
                                   : of == "intelligence" || of == "espionage" ? "SPY"
                                   : of == "police"                            ? "COP"
                                                                               : "GOV";
    if (chunk.sector.empty()) chunk.sector = field;
    end += 2;
    chunk.end = end;
    chunk.last = pieces_[end - 1].last;
    chunk.titled = true;
    chunk.role = base::lowered(collapse(pieces_[p].first, chunk.last));
  }
  if (chunk.titled && chunk.role.empty()) chunk.role = role;
  chunk.made_by = "actors:agents.tsv";
  std::string owner_key = owner.key;
  // After the role: whose it is.
  Owner later = owner;
  if (depth < 2 && (is_word(end, "of") || is_word(end, "for"))) {
    std::uint32_t inner_at = end + 1;
    if (inner_at < piece_end_ && has(inner_at, PieceKind::Lower) && (flags(inner_at) & kDeterminer))
      ++inner_at;
    Chunk inner = anaphor(inner_at);
    if (inner.form == Form::None) inner = noun_chunk(inner_at, depth + 1);
    const bool usable = inner.form != Form::None && inner.form != Form::Adjective &&
                        !(inner.form == Form::Role && is_word(end, "for"));
    if (usable) {
      if (!owner.there) {
        later = owner_of(inner);
        chunk.country = inner.country;
        owner_key = inner.key;
        if (inner.form == Form::Organisation && !inner.sector.empty() &&
            (chunk.sector.empty() || chunk.titled || inner.armed))
          chunk.sector = inner.sector;
        if (inner.form == Form::Role && !inner.sector.empty()) chunk.sector = inner.sector;
      }
      if (inner.form == Form::State && !owner.there && is_state_word(p)) {  // "the state of Kenya"
        inner.first = chunk.first;
        return inner;
      }
      if (inner.form == Form::Person)
        emit(inner);
      else
        chunk.last = inner.last;
      if (inner.form == Form::Unknown && pieces_[inner.end - 1].kind == PieceKind::Known)
        candidate(inner, kNone);
      chunk.end = inner.end;
      if (const std::uint32_t letters = short_form(inner); letters != kNone) {
        chunk.end = letters + 2;
        if (const std::uint32_t actor = actor_for(inner); actor != kNone)
          add_mention(pieces_[letters].first, pieces_[letters].last, actor, 0.8, "short form");
      }
    }
  } else if ((is_word(end, "to") || is_word(end, "at")) && chunk.titled) {
    after_envoy_ = end + 1;  // "ambassador to Kenya": Kenya is where he goes, not who acts
  } else if ((is_word(end, "in") || is_word(end, "from")) && chunk.country.empty() &&
             has(end + 1, PieceKind::Known)) {
    const Chunk inner = known_chunk(end + 1);
    if (inner.form == Form::State || inner.form == Form::Seat) {
      chunk.country = inner.country;
      later.sure = 0.7;
      owner_key = inner.key;
    }
  }
  if (later.organisation && (later.armed || chunk.titled || chunk.sector.empty())) {
    if (!later.sector.empty()) chunk.sector = later.sector;
  }
  chunk.name = collapse(chunk.first, chunk.last);
  if (later.armed && !chunk.titled) {  // "Taliban fighters" are the Taliban
    chunk.key = later.key;
    chunk.id = later.id;
    chunk.name = later.name;
    chunk.sure = 0.8;
    chunk.kind = MentionKind::Organisation;
    chunk.made_by = "members of the group";
    return chunk;
  }
  const Entry& row = directory_.roles.entry(pieces_[head].entry);
  const std::string_view word =
      row.kind == EntryKind::Title ? directory_.titles[row.index].word : directory_.agents[row.index].word;
  chunk.key = "agent:" + owner_key + ":" + chunk.country + ":" + chunk.sector + ":" + std::string(word);
  // "military exercises": the agent only says of what kind the next noun is.
  const bool modifies =
      chunk.end == end && has(end, PieceKind::Lower) && !(flags(end) & kClosed) &&
      chunk.last == atoms_before(end) &&
      (atoms_[pieces_[end].first].tag == Tag::Noun || atoms_[pieces_[head].last - 1].tag == Tag::Adj);
  chunk.sure =
      owner.there || later.there ? 0.85 * (later.sure > 0 ? std::max(0.6, later.sure) / 0.9 : 1) : 0.6;
  if (chunk.sector.empty()) chunk.sure *= 0.7;
  if (modifies) chunk.sure = std::min(chunk.sure, 0.25);
  return chunk;
}

bool NameFinder::is_state_word(std::uint32_t p) const {
  const std::string_view word = raw(pieces_[p].first, pieces_[p].last);
  return word == "state" || word == "nation" || word == "people";
}

// One noun chunk from `p`: owners, roles, names. Form::None when none begins here.
Chunk NameFinder::noun_chunk(std::uint32_t p, int depth) {
  Owner owner;
  Chunk chunk;
  // Each round takes one owner; a chain of owners is as long as people write them.
  for (int round = 0; round < 6; ++round) {
    if (p >= piece_end_) return chunk;
    switch (pieces_[p].kind) {
      case PieceKind::Known:
        chunk = known_chunk(p);
        break;
      case PieceKind::Capital:
        chunk = capital_chunk(p);
        break;
      case PieceKind::Role:
        chunk = role_chunk(p, owner, depth);
        break;
      default:
        return {};
    }
    if (hyphen_modifier(chunk)) chunk.sure = std::min(chunk.sure, 0.15);
    const std::uint32_t possessed = after_possessive(chunk.end);
    const bool possessive = possessed != chunk.end;
    std::uint32_t role = kNone;
    if (chunk.form == Form::Role && !possessive) return chunk;
    // "Peru's Congress", "the Honduran Congress": that state's, not the famous one.
    if (!chunk.country.empty() && (possessive || chunk.form == Form::Adjective) &&
        has(possessed, PieceKind::Known)) {
      Chunk body = known_chunk(possessed);
      if (body.institution != kNone) {
        const OrganisationRow& row = directory_.organisations[body.institution];
        body.country = chunk.country;
        body.first = chunk.first;
        body.institution = kNone;
        if (row.country == chunk.country) {
          body.id = row.id;
          body.name = row.name;
          body.key = "organisation:" + std::string(row.id);
        } else {
          body.name = chunk.name + " " + body.name;
          body.key += ":" + body.country;
        }
        body.sure = 0.85;
        return body;
      }
    }
    if (possessive)
      role = role_after(possessed, 2);
    else if (chunk.sure <= 0.15 && chunk.form == Form::Adjective)
      role = kNone;
    else if (chunk.form == Form::Adjective)
      role = role_after(chunk.end, 2);
    else if (chunk.form == Form::State || chunk.form == Form::Organisation || chunk.form == Form::Seat)
      role = has(chunk.end, PieceKind::Role) ? chunk.end : kNone;
    else if (chunk.form == Form::Unknown && chunk.end == p + 1)
      role = has(chunk.end, PieceKind::Role) && !role_has(chunk.end, EntryKind::Title) &&
                     pieces_[p].kind == PieceKind::Capital
                 ? chunk.end
                 : kNone;
    if (role == kNone && chunk.form == Form::Adjective && !possessive) {
      if (const std::uint32_t shared = shared_role(chunk.end); shared != kNone) {
        const Owner own = owner_of(chunk);
        Chunk one = chunk;
        one.form = Form::Role;
        one.kind = MentionKind::Agent;
        const std::string word = collapse(pieces_[shared].first, pieces_[shared].last);
        one.sector = role_sector(pieces_[shared].entry);
        one.name = chunk.name + " " + word;
        one.key = "agent:" + own.key + ":" + one.country + ":" + one.sector + ":" + word;
        one.sure = 0.75;
        one.made_by = "shares the noun after “and”";
        one.id.clear();
        return one;
      }
      // "Russian Olga Petrova", "Velmoran Liberation Front"
      if (has(chunk.end, PieceKind::Capital) && !headline_[sentence_]) {
        Chunk name = capital_chunk(chunk.end);
        if (name.form == Form::Organisation && name.sure >= 0.6) {
          name.first = chunk.first;
          name.name = collapse(name.first, name.last);
          name.key = "name:" + name.name;
          name.country = chunk.country;
          return name;
        }
      }
      return chunk;
    }
    if (role == kNone) return chunk;
    if (chunk.form == Form::Person || chunk.form == Form::Role) emit(chunk);
    owner = owner_of(chunk);
    p = role;
  }
  return chunk;
}

// After an adjective: ", X and Y <role>" with more adjectives. The role, or kNone.
std::uint32_t NameFinder::shared_role(std::uint32_t p) const {
  for (int hops = 0; hops < 4 && p + 1 < piece_end_; ++hops) {
    if (!is_word(p, "and") && !is_word(p, "or") && !is_mark(p, ",")) return kNone;
    if (is_mark(p, ",") && is_word(p + 1, "and")) ++p;
    ++p;
    const bool adjective =
        has(p, PieceKind::Known)
            ? directory_.names.first_of(pieces_[p].entry, EntryKind::Adjective) != 0
            : has(p, PieceKind::Capital) && made_up_adjectives_.contains(raw(pieces_[p].first));
    if (!adjective) return kNone;
    if (const std::uint32_t role = role_after(p + 1, 1); role != kNone) return role;
    ++p;
  }
  return kNone;
}

bool NameFinder::hyphen_modifier(const Chunk& chunk) const {
  const auto [begin, end] = sentences_[sentence_];
  if (chunk.first >= begin + 2 && atoms_[chunk.first].glued && is_hyphen(raw(chunk.first - 1)) &&
      is_modifier_head(raw(chunk.first - 2)))
    return true;
  return chunk.last + 1 < end && atoms_[chunk.last].glued && is_hyphen(raw(chunk.last)) &&
         atoms_[chunk.last + 1].glued && is_modifier_tail(raw(chunk.last + 1));
}

}  // namespace raven::resolve
