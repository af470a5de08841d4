// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"
#include "resolve/name_finder.h"
#include "resolve/variants.h"
#include "resolve/word_kinds.h"

#include <algorithm>

namespace raven::resolve {

std::uint32_t NameFinder::actor_for(const Chunk& chunk) {
  const auto [at, fresh] = by_key_.emplace(chunk.key, static_cast<std::uint32_t>(analysis_.actors.size()));
  if (fresh) {
    Actor actor;
    actor.id = chunk.id;
    actor.name = chunk.name;
    actor.country = chunk.country;
    actor.sector = chunk.sector;
    actor.role = chunk.role;
    actor.kind = chunk.kind;
    actor.sure = chunk.sure;
    actor.made_by = chunk.made_by;
    analysis_.actors.push_back(std::move(actor));
    keys_.push_back(chunk.key);
  } else {
    Actor& actor = analysis_.actors[at->second];
    if (actor.id.empty()) actor.id = chunk.id;
    if (actor.country.empty()) actor.country = chunk.country;
    if (actor.sector.empty()) actor.sector = chunk.sector;
    if (actor.role.empty()) actor.role = chunk.role;
    actor.sure = std::max(actor.sure, chunk.sure);
    if (chunk.kind == MentionKind::Person && actor.kind == MentionKind::Other) actor.kind = chunk.kind;
  }
  return at->second;
}

std::uint32_t NameFinder::add_mention(std::uint32_t first, std::uint32_t last, std::uint32_t actor,
                                      double sure, std::string made_by) {
  Mention mention;
  mention.span = text_span(atoms_[first].begin, atoms_[last - 1].end);
  mention.sentence = sentence_;
  mention.actor = actor;
  mention.sure = sure;
  mention.made_by = std::move(made_by);
  analysis_.mentions.push_back(std::move(mention));
  return static_cast<std::uint32_t>(analysis_.mentions.size() - 1);
}

void NameFinder::candidate(const Chunk& chunk, std::uint32_t mention) {
  Standing standing = standing_of(chunk);
  if (chunk.kind == MentionKind::Place) standing = Standing::Where;  // its own words say that it is one
  findings_.places.push_back({chunk.first, chunk.last, chunk.entry, sentence_, standing, mention});
}

std::uint32_t NameFinder::emit(Chunk& chunk) {
  if (chunk.form == Form::None) return kNone;
  if (chunk.form == Form::Unknown && chunk.key.empty()) {  // a town or region
    candidate(chunk, kNone);
    return kNone;
  }
  double sure = chunk.sure;
  const Standing standing = chunk.form == Form::Role || chunk.form == Form::Organisation ||
                                    chunk.form == Form::People || chunk.form == Form::Adjective
                                ? Standing::Open
                                : standing_of(chunk);
  if (chunk.form == Form::Unknown) {
    if (!worth_telling(chunk)) return kNone;
    if (is_named(chunk.first, chunk.last, 'P')) {
      chunk.form = Form::Person;
      chunk.kind = MentionKind::Person;
      sure = std::max(sure, 0.5);
    } else if (is_named(chunk.first, chunk.last, 'O')) {
      chunk.form = Form::Organisation;
      chunk.kind = MentionKind::Organisation;
      sure = std::max(sure, 0.5);
    }
  }
  if (chunk.form == Form::Unknown) {
    if (standing == Standing::Where) {
      candidate(chunk, kNone);
      return kNone;
    }
    if (persons_by_surname_.contains(chunk.name) || known_surname(chunk)) {
      chunk.form = Form::Person;
      chunk.kind = MentionKind::Person;
      sure = 0.6;
    }
  }
  std::string made_by = chunk.made_by;
  if (after_envoy_ != 0 && pieces_[after_envoy_ < pieces_.size() ? after_envoy_ : 0].first == chunk.first &&
      (chunk.form == Form::State || chunk.form == Form::Organisation)) {
    sure = 0.25;
    made_by = "where an envoy is sent";
  }
  if (chunk.form == Form::Seat && chunk.capital_city &&
      (standing == Standing::Where || standing == Standing::Toward)) {
    sure = standing == Standing::Where ? 0.2 : 0.4;
    made_by = "capital as place";
  } else if (chunk.form == Form::State && standing == Standing::Where) {
    sure = std::min(sure, 0.4);
  } else if (chunk.form == Form::State && standing == Standing::Toward) {
    sure = std::min(sure, 0.5);
  }
  if (chunk.form == Form::Person && chunk.id.empty() && chunk.role.empty() && standing == Standing::Where &&
      !is_named(chunk.first, chunk.last, 'P') && chunk.made_by == "as written" &&
      !persons_by_surname_.contains(raw(chunk.last - 1))) {
    candidate(chunk, kNone);  // "in San Velmor": where, not who
    return kNone;
  }
  if (chunk.form == Form::Person) return emit_person(chunk, sure);
  const std::uint32_t actor = actor_for(chunk);
  if (chunk.institution != kNone && chunk.country.empty())
    findings_.institutions.emplace_back(actor, chunk.institution);
  const std::uint32_t mention = add_mention(chunk.first, chunk.last, actor, sure, std::move(made_by));
  // A lone unknown name may be a person's last name in another spelling; that is settled at the end.
  if (chunk.form == Form::Unknown && chunk.last == chunk.first + 1)
    persons_.push_back({mention, actor, chunk.first, chunk.last});
  if ((chunk.form == Form::State || (chunk.form == Form::Seat && chunk.capital_city)) &&
      chunk.first + 1 <= chunk.last)
    candidate(chunk, mention);
  // A place where something is does nothing: "it" is not it.
  const Recent thing_before = last_thing_;
  remember(chunk, actor);
  if (standing == Standing::Where) last_thing_ = thing_before;
  // "the envoy": settled once all persons are known.
  if (chunk.form == Form::Role && chunk.titled && !chunk.plural &&
      chunk.first > sentences_[sentence_].first) {
    const std::string_view before = raw(chunk.first - 1);
    if (before == "the" || before == "The" || !chunk.country.empty()) definite_roles_.push_back(mention);
  }
  return actor;
}

// A single unknown capitalised word is told only where it is clearly no ordinary word in a capital.
bool NameFinder::worth_telling(const Chunk& chunk) const {
  if (atoms_[chunk.first].end - atoms_[chunk.first].begin < 2) return false;
  if (chunk.last == chunk.first + 1 && (atoms_[chunk.first].flags & kDirection)) return false;
  if (chunk.first != sentences_[sentence_].first && !headline_[sentence_] && !opens(chunk.first - 1))
    return true;
  if (atoms_[chunk.first].tag == Tag::Propn || network_[chunk.first] != 0) return true;
  if (seen_inside_.contains(raw(chunk.first))) return true;
  // Another spelling of somebody's last name; a few are tried, so that the cost stays bounded.
  if (chunk.last != chunk.first + 1 || atoms_[chunk.first].end - atoms_[chunk.first].begin < 5) return false;
  const std::string folded = base::folded(raw(chunk.first));
  int tried = 0;
  for (const auto& [surname, actor] : persons_by_surname_) {
    if (++tried > 64) break;
    if (are_variants(folded, base::folded(surname))) return true;
  }
  return false;
}

std::uint32_t NameFinder::emit_person(Chunk& chunk, double sure) {
  if (chunk.id.empty() && chunk.first == sentences_[sentence_].first && chunk.role.empty() &&
      !headline_[sentence_]) {
    // "Struggling Kenya": the first word of a sentence has its capital from its place.
    if (atoms_[chunk.first].tag != Tag::Propn && atoms_[chunk.first].tag != Tag::Other) {
      if (!seen_inside_.contains(raw(chunk.first))) sure = std::min(sure, 0.3);
    }
  }
  if (chunk.id.empty() && headline_[sentence_] && chunk.role.empty() &&
      !seen_inside_.contains(raw(chunk.last - 1)) && !surnames_.contains(base::folded(raw(chunk.last - 1))))
    return kNone;
  chunk.sure = sure;
  const std::uint32_t actor = actor_for(chunk);
  const std::uint32_t mention = add_mention(chunk.first, chunk.last, actor, sure, chunk.made_by);
  persons_.push_back({mention, actor, chunk.first, chunk.last});
  persons_by_surname_.emplace(raw(chunk.last - 1), actor);
  // The given name says who may be "she"; a last name alone says what its full name said.
  const std::uint32_t given = chunk.last > chunk.first + 1 ? atoms_[chunk.first].flags : 0;
  if ((given & (kManName | kWomanName)) != 0) genders_[actor] = (given & kManName) != 0 ? 'm' : 'f';
  meet_person(actor);
  return actor;
}

// An unknown name that comes again and again is a party of the story, whatever it is.
void NameFinder::lift_repeated() {
  std::vector<unsigned> times(analysis_.actors.size(), 0);
  for (const Mention& mention : analysis_.mentions) ++times[mention.actor];
  for (Mention& mention : analysis_.mentions) {
    Actor& actor = analysis_.actors[mention.actor];
    if (actor.kind != MentionKind::Other || times[mention.actor] < 3) continue;
    actor.sure = std::max(actor.sure, 0.45);
    mention.sure = std::max(mention.sure, 0.45);
  }
}

}  // namespace raven::resolve
