// SPDX-License-Identifier: Apache-2.0
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

// "the group", "the ministry": an organisation that was named before. Form::None if it is not one.
Chunk NameFinder::anaphor(std::uint32_t p) {
  Chunk chunk;
  if (p >= piece_end_ || p == 0 ||
      (pieces_[p].kind != PieceKind::Lower && pieces_[p].kind != PieceKind::Role))
    return chunk;
  if (!(flags(p) & kAnaphor) || pieces_[p].last != pieces_[p].first + 1) return chunk;
  if (!is_the(p - 1)) return chunk;
  const std::uint32_t after = after_possessive(p + 1);
  if (after == p + 1 && (has(p + 1, PieceKind::Capital) || has(p + 1, PieceKind::Role))) return chunk;
  const std::string_view word = raw(pieces_[p].first);
  const bool state =
      word == "country" || word == "kingdom" || word == "republic" || word == "nation" || word == "state";
  if (word == "government" || word == "republic") return chunk;
  const std::uint32_t actor = state ? last_state_ : recent_organisation(word);
  if (actor == kNone) return chunk;
  const Actor& known = analysis_.actors[actor];
  chunk.form = state ? Form::State : Form::Organisation;
  chunk.first = pieces_[p].first;
  chunk.last = pieces_[p].last;
  chunk.end = p + 1;
  chunk.key = keys_[actor];
  chunk.id = known.id;
  chunk.name = known.name;
  chunk.country = known.country;
  chunk.sector = known.sector;
  chunk.kind = known.kind;
  chunk.armed = known.sector == "REB" || known.sector == "UAF";
  chunk.sure = 0.6;
  chunk.made_by = "“the " + std::string(word) + "” for the last one named";
  return chunk;
}

std::uint32_t NameFinder::recent_organisation(std::string_view word) const {
  if (word == "ministry") return last_ministry_;
  if (word == "gang" || word == "cartel" || word == "guerrillas" || word == "insurgents" ||
      word == "militants" || word == "rebels")
    return last_armed_;
  if (word == "company") return last_company_;
  if (word == "agency") return last_agency_;
  if (word == "party" || word == "bloc" || word == "coalition")
    return last_party_ != kNone ? last_party_ : last_organisation_;
  if (word == "organisation" || word == "organization" || word == "alliance") return last_organisation_;
  return last_group_;
}

// Whom "he" means: the first person of the same sentence, else of the one before; subjects come first in
// news.
void NameFinder::meet_person(std::uint32_t actor) {
  if (const auto gender = genders_.find(actor); gender != genders_.end()) {
    Recent& last = gender->second == 'm' ? last_man_ : last_woman_;
    if (last.actor == kNone || last.sentence != sentence_) last = {actor, sentence_};
  }
  if (last_person_.actor != kNone && last_person_.sentence == sentence_) return;
  last_person_ = {actor, sentence_};
}

// Whom "he" (m) or "she" (f) means: the person met last, unless the given name says otherwise.
std::uint32_t NameFinder::person_meant(char gender, std::uint32_t reach) const {
  const std::uint32_t person = recent(last_person_, reach);
  if (person == kNone) return kNone;
  const auto known = genders_.find(person);
  if (known == genders_.end() || known->second == gender) return person;
  return recent(gender == 'm' ? last_man_ : last_woman_, reach + 2);
}

// What "it" means: likewise the first state, body or group.
void NameFinder::meet_thing(std::uint32_t actor) {
  if (last_thing_.actor != kNone && last_thing_.sentence == sentence_) return;
  last_thing_ = {actor, sentence_};
}

void NameFinder::remember(const Chunk& chunk, std::uint32_t actor) {
  if (chunk.sure < 0.45) return;
  if (chunk.form == Form::State || chunk.form == Form::Seat) {
    last_state_ = actor;
    last_state_sentence_ = sentence_;
  }
  if (chunk.form == Form::Organisation || chunk.made_by == "members of the group") {
    const Actor& known = analysis_.actors[actor];
    last_organisation_ = actor;
    if (known.sector == "PTY" || known.sector == "OPP")
      last_party_ = actor;
    else if (known.sector == "BUS")
      last_company_ = actor;
    else if (known.sector == "JRN" || known.sector == "SPY")
      last_agency_ = actor;
    else if (known.sector != "GOV")
      last_group_ = actor;
    if (known.sector == "REB" || known.sector == "UAF" || known.sector == "PRM" || known.sector == "CRM")
      last_armed_ = actor;
    if (known.name.find("inistry") != std::string::npos) last_ministry_ = actor;
  }
  if (chunk.form == Form::Role) {
    if (chunk.name.find("inistry") != std::string::npos) last_ministry_ = actor;
    const std::size_t blank = chunk.name.rfind(' ');
    const std::string head =
        base::lowered(blank == std::string::npos ? chunk.name : chunk.name.substr(blank + 1));
    if (is_body(head))
      meet_thing(actor);
    else if (!chunk.plural)
      meet_person(actor);
  }
  if (chunk.plural || chunk.armed || chunk.form == Form::People) last_plural_ = {actor, sentence_};
  if (chunk.form == Form::State || chunk.form == Form::Organisation || chunk.form == Form::Seat)
    meet_thing(actor);
}

std::uint32_t NameFinder::owned(Chunk& chunk) {
  const std::uint32_t possessed = after_possessive(chunk.end);
  if (possessed != chunk.end) {
    if (const std::uint32_t role = role_after(possessed, 2); role != kNone) {
      Owner owner = owner_of(chunk);
      owner.sure = 0.6;
      Chunk made = role_chunk(role, owner, 0);
      return finish(made);
    }
  }
  emit(chunk);
  return chunk.end;
}

Owner NameFinder::pronoun_owner(std::uint32_t p) {
  Owner owner;
  const std::string_view word = raw(pieces_[p].first);
  std::uint32_t actor = kNone;
  if (word == "its" || word == "Its")
    actor = recent(last_thing_, 1);
  else if (word == "his" || word == "her" || word == "His" || word == "Her")
    actor = person_meant(word == "his" || word == "His" ? 'm' : 'f', 2);
  else if (word == "their" || word == "Their")
    actor = recent(last_plural_, 1);
  if (actor == kNone) return owner;
  const Actor& known = analysis_.actors[actor];
  owner.there = true;
  owner.organisation = known.kind == MentionKind::Organisation;
  owner.person = true;  // the owner's own words stay out of the span
  owner.id = known.id;
  owner.country = known.country;
  owner.sector = known.sector;
  owner.name = known.name;
  owner.key = keys_[actor];
  owner.sure = 0.5;
  return owner;
}

// A lower-case word: pronouns, "its ambassador", "the group".
std::uint32_t NameFinder::lower(std::uint32_t p) {
  const std::uint32_t flag = flags(p);
  if (flag & kPossessive) {
    const std::uint32_t role = role_after(p + 1, 1);
    if (role != kNone) {
      const Owner owner = pronoun_owner(p);
      if (owner.there) {
        Chunk chunk = role_chunk(role, owner, 0);
        // "their" often points at a plural that is no party ("other countries closed their embassies").
        chunk.sure = std::min(
            chunk.sure, raw(pieces_[p].first) == "their" || raw(pieces_[p].first) == "Their" ? 0.35 : 0.6);
        if (chunk.form == Form::Role)
          chunk.name =
              (owner.name.empty() ? std::string() : owner.name + " ") + collapse(chunk.first, chunk.last);
        return finish(chunk);
      }
    }
    return p + 1;
  }
  if (flag & kPronoun) {
    const std::string_view word = raw(pieces_[p].first);
    std::uint32_t actor = kNone;
    double sure = 0.5;
    if (word == "he" || word == "she" || word == "He" || word == "She")
      actor = person_meant(word == "he" || word == "He" ? 'm' : 'f', 2), sure = 0.6;
    else if (word == "him")
      actor = person_meant('m', 1);
    else if (word == "they" || word == "They" || word == "them")
      actor = recent(last_plural_, 2), sure = 0.45;
    else if (word == "it" || word == "It")
      actor = recent(last_thing_, 1), sure = 0.4;
    if (actor != kNone) {
      add_mention(pieces_[p].first, pieces_[p].last, actor, sure, "pronoun");
      if (actor == last_person_.actor) meet_person(actor);
    }
    return p + 1;
  }
  if (flag & kAnaphor) {
    if (Chunk chunk = anaphor(p); chunk.form != Form::None) return owned(chunk);
  }
  return p + 1;
}

}  // namespace raven::resolve
