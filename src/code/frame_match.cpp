// SPDX-License-Identifier: Apache-2.0
#include "code/frame_match.h"

#include "code/arguments.h"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace raven::code {
namespace {

/// Nouns that only measure what follows "of": "dozens of protesters", "a new round of talks".
const std::unordered_set<std::string_view> kMeasures = {
    "dozen",       "hundred", "thousand", "million", "number",   "series",  "batch",   "round",    "group",
    "lot",         "handful", "score",    "ton",     "tonne",    "package", "wave",    "shipment", "delivery",
    "consignment", "pair",    "couple",   "member",  "majority", "most",    "some",    "all",      "many",
    "several",     "part",    "string",   "set",     "convoy",   "crowd",   "remnant", "rest",     "unit",
    "column",      "team",    "supply",   "load",    "fleet",    "one",     "two",     "three",    "four",
    "five",        "six",     "seven",    "eight",   "nine",     "ten",     "plenty",  "array",    "campaign",
    "type",        "kind",    "form"};

std::uint32_t of_group(std::uint32_t group, const MatchContext& context) {
  return of_phrase(context.view, context.tree, context.parts, group);
}

/// Below this a mention names a place or a thing rather than a party ("in Moscow").
constexpr double kWeakestMention = 0.3;
/// A noun that only modifies ("army patrol") is told as weak, and is just what an owner is.
constexpr double kWeakestOwner = 0.21;
constexpr double kAskedMention = 0.15;

bool is_actor(const Actor& actor) {
  if (actor.kind == MentionKind::Place) return false;
  if (actor.kind == MentionKind::Other) return !actor.country.empty() || !actor.sector.empty();
  return true;
}

void add_mention(std::uint32_t mention, const MatchContext& context, std::vector<Party>& parties,
                 double weakest = kWeakestMention) {
  const Mention& found = context.analysis.mentions[mention];
  if (found.actor == kNone || found.sure < weakest) return;
  const Actor& actor = context.analysis.actors[found.actor];
  if (!is_actor(actor)) return;
  for (const Party& party : parties)
    if (party.actor == found.actor) return;
  Party party;
  party.span = found.span;
  party.text = text_of(context.article, found.span);
  party.actor = found.actor;
  party.name = actor.name;
  party.country = actor.country;
  party.sector = actor.sector;
  party.role = actor.role;
  party.sure = std::min(found.sure, actor.sure);
  parties.push_back(std::move(party));
}

/// "the two countries", "both sides": the last states that were named side by side, as many as are counted.
void add_counted_states(const NounGroup& group, const MatchContext& context, std::vector<Party>& parties) {
  static const std::unordered_set<std::string_view> kCounted = {
      "country",  "nation",   "state", "government", "neighbour",
      "neighbor", "republic", "army",  "force",      "side"};
  std::size_t wanted = 0;
  std::uint32_t noun = kNone;
  for (std::uint32_t w = group.first; w < group.last; ++w) {
    const std::string low = context.view.low(w);
    if (low == "two" || low == "both") wanted = 2;
    if (low == "three") wanted = 3;
    if (kCounted.contains(base::lowered(context.view.lemma(w))) && noun == kNone && wanted) noun = w;
  }
  if (!wanted || noun == kNone) return;
  // Walk back over the mentions before this group; states no further than a short list apart belong together.
  const TextByte begin = context.analysis.words[group.first].span.begin;
  std::vector<std::uint32_t> back;
  TextByte edge{0};
  for (auto m = context.analysis.mentions.size(); m-- > 0 && back.size() < wanted;) {
    const Mention& mention = context.analysis.mentions[m];
    if (mention.span.end > begin || mention.actor == kNone) continue;
    if (context.analysis.actors[mention.actor].kind != MentionKind::State) continue;
    if (!back.empty() && mention.span.end.value + 12 < edge.value) back.clear();
    const auto same = [&](std::uint32_t other) {
      return context.analysis.mentions[other].actor == mention.actor;
    };
    if (std::any_of(back.begin(), back.end(), same)) continue;
    back.push_back(static_cast<std::uint32_t>(m));
    edge = mention.span.begin;
  }
  if (back.size() != wanted) return;
  const std::size_t before = parties.size();
  for (auto m = back.rbegin(); m != back.rend(); ++m) add_mention(*m, context, parties);
  static const std::unordered_set<std::string_view> kForces = {"army", "force", "troop", "military",
                                                               "soldier"};
  for (std::size_t i = before; i < parties.size(); ++i) {
    parties[i].span = {begin, context.analysis.words[group.last - 1].span.end};
    parties[i].text = text_of(context.article, parties[i].span);
    if (kForces.contains(group.head_lemma)) parties[i].sector = "MIL";
    parties[i].sure = std::min(parties[i].sure, 0.7);
  }
}

/// "an army patrol", "American interrogators", "Turkish jets": those who act for an owner are the owner
/// acting.
void add_instrument(const NounGroup& group, const MatchContext& context, std::vector<Party>& parties) {
  if (group.owners.empty()) return;
  static const std::string kInstrument = "instrument";
  const auto instrument = context.lexicon.class_named(kInstrument);
  if (!instrument) return;
  const bool fits =
      context.lexicon.is_in_class(group.head_lemma, *instrument) ||
      std::any_of(group.compounds.begin(), group.compounds.end(), [&](const std::string& compound) {
        return context.lexicon.is_in_class(compound, *instrument);
      });
  if (!fits) return;
  // The owner nearest to the head: "the Turkish army's patrol" is the army's.
  add_mention(group.owners.back(), context, parties, kWeakestOwner);
  for (Party& party : parties) {
    party.span = {context.analysis.words[group.first].span.begin,
                  context.analysis.words[group.head].span.end};
    party.text = text_of(context.article, party.span);
    party.sure *= 0.9;
  }
}

/// Whose a thing is: the parties in possessive, adjectival or of-position of a group.
std::vector<Party> owners_of(std::uint32_t group, const MatchContext& context) {
  std::vector<Party> parties;
  // "its army" belongs to whoever acts, and to no recipient.
  if (context.view.fine(context.parts.nouns[group].first) == "PRP$") return parties;
  for (std::uint32_t mention : context.parts.nouns[group].owners)
    add_mention(mention, context, parties, kWeakestOwner);
  if (!parties.empty()) return parties;
  if (const std::uint32_t of = of_group(group, context); of != kNone) {
    parties = parties_of(of, context);
    if (parties.empty())
      for (std::uint32_t mention : context.parts.nouns[of].owners) add_mention(mention, context, parties);
  }
  if (parties.empty()) add_counted_states(context.parts.nouns[group], context, parties);
  // "French troops" is one party; asked whose they are, it answers itself.
  if (parties.empty() && context.parts.nouns[group].mention != kNone) {
    add_mention(context.parts.nouns[group].mention, context, parties);
    if (!parties.empty() && parties[0].country.empty()) parties.clear();
  }
  return parties;
}

/// Acts of material conflict and help are done to whatever the words name, be it known or not: "bombed a
/// depot", "fined the bakery". In words alone a thing is no party.
bool takes_unknown(EventType type) {
  return type == EventType::Assault || type == EventType::Coerce || type == EventType::Sanction ||
         type == EventType::Retreat || type == EventType::Aid;
}

constexpr double kUnknownParty = 0.4;

bool has_kind(const Slot& slot) {
  return !slot.classes.empty() || !slot.literals.empty();
}

/// Whether what stands in a slot without a role is what an attack is aimed at: a place or thing, and not the
/// weapon ("fired pellets").
bool takes_aim(const Slot& slot, std::string_view path, const MatchContext& context) {
  const bool owned = path == "of";  // "the siege of Gaza"
  if (path != "obj" && path != "on" && path != "against" && path != "at" && !owned) return false;
  if (!has_kind(slot)) return !owned;
  static const std::string kAims[] = {"building", "infrastructure", "position", "town",     "territory",
                                      "ship",     "vehicle",        "convoy",   "property", "road",
                                      "border",   "aircraft",       "website"};
  return std::any_of(slot.classes.begin(), slot.classes.end(), [&](std::uint32_t id) {
    return std::any_of(std::begin(kAims), std::end(kAims),
                       [&](const std::string& aim) { return context.lexicon.class_named(aim) == id; });
  });
}

enum class Unknown { People, Anything };

/// Whether a group names people or a body of people, known or not.
bool is_people(const NounGroup& noun, const MatchContext& context) {
  static const std::unordered_set<std::string_view> kPersonal = {"he", "she", "they", "we", "him", "them"};
  if (noun.is_pronoun) return kPersonal.contains(noun.head_form);
  const TextSpan head = context.view.word(noun.head).span;
  if (context.view.tag(noun.head) == Tag::Propn) {
    const auto place =
        std::upper_bound(context.analysis.places.begin(), context.analysis.places.end(), head.begin,
                         [](TextByte at, const Place& found) { return at < found.span.end; });
    return place == context.analysis.places.end() || !place->span.overlaps(head);
  }
  static const std::string kHuman = "human";
  const auto human = context.lexicon.class_named(kHuman);
  return human && context.lexicon.is_in_class(noun.head_lemma, *human);
}

/// Whether a mention is a name that stands for somebody of whom nothing is known: "the Maoists", "Kurds".
bool is_nobody_known(std::uint32_t mention, const MatchContext& context) {
  const std::uint32_t actor = context.analysis.mentions[mention].actor;
  return actor != kNone && context.analysis.actors[actor].kind == MentionKind::Other &&
         !is_actor(context.analysis.actors[actor]);
}

/// The group as it is written, resolved to nobody; its country is its owner's ("Mexico's security minister").
/// None for times, bare numbers, and words that tell an event themselves.
void add_unknown(std::uint32_t group, const MatchContext& context, Unknown wanted,
                 std::vector<Party>& parties) {
  const NounGroup& noun = context.parts.nouns[group];
  if (noun.is_time || (noun.mention != kNone && !is_nobody_known(noun.mention, context))) return;
  const bool people = is_people(noun, context);
  if (!people) {
    const Tag tag = context.view.tag(noun.head);
    if (wanted == Unknown::People || noun.is_pronoun || (tag != Tag::Noun && tag != Tag::Propn)) return;
    if (!context.lexicon.frames(noun.head_lemma, PartOfSpeech::Noun).empty()) return;
  }
  Party party;
  std::uint32_t first = noun.first;
  if (context.view.tag(first) == Tag::Det && first < noun.head) ++first;
  party.span = {context.view.word(first).span.begin, context.view.word(noun.last - 1).span.end};
  party.text = text_of(context.article, party.span);
  party.name = party.text;
  party.sure = kUnknownParty;
  if (noun.mention != kNone) party.actor = context.analysis.mentions[noun.mention].actor;
  std::uint32_t owner = noun.owners.empty() ? kNone : noun.owners.front();
  if (const std::uint32_t of = of_group(group, context); owner == kNone && of != kNone)
    owner = context.parts.nouns[of].mention;
  if (owner != kNone && context.analysis.mentions[owner].actor != kNone)
    party.country = context.analysis.actors[context.analysis.mentions[owner].actor].country;
  parties.push_back(std::move(party));
}

void append(std::vector<Party>& to, std::vector<Party> from) {
  for (Party& party : from) {
    const bool known = std::any_of(to.begin(), to.end(), [&](const Party& other) {
      return other.actor == party.actor && (party.actor != kNone || other.span == party.span);
    });
    if (!known) to.push_back(std::move(party));
  }
}

/// The words that stand in a slot, for whoever asks why a frame did not hold: ` ("the bay")`.
std::string words_in(const Predicate& predicate, std::string_view slot, const MatchContext& context) {
  for (const Argument& argument : predicate.arguments) {
    if (argument.slot != slot || argument.groups.empty()) continue;
    const NounGroup& noun = context.parts.nouns[argument.groups[0]];
    const TextSpan span{context.view.word(noun.first).span.begin, context.view.word(noun.last - 1).span.end};
    return " (\"" + std::string(text_of(context.article, span)) + "\")";
  }
  return {};
}

bool is_kind(const std::string& lemma, const Slot& slot, const Lexicon& lexicon) {
  if (std::find(slot.literals.begin(), slot.literals.end(), lemma) != slot.literals.end()) return true;
  return std::any_of(slot.classes.begin(), slot.classes.end(),
                     [&](std::uint32_t wanted) { return lexicon.is_in_class(lemma, wanted); });
}

/// Names as members of a class: parties by kind and sector, places as towns and territories.
bool is_named_kind(const NounGroup& noun, const Slot& slot, const MatchContext& context) {
  if (slot.classes.empty()) return false;
  if (noun.mention != kNone) {
    const std::uint32_t index = context.analysis.mentions[noun.mention].actor;
    if (index != kNone) {
      const Actor& actor = context.analysis.actors[index];
      for (std::uint32_t wanted : slot.classes)
        if (context.lexicon.is_party_class(wanted, actor.kind, actor.sector)) return true;
    }
  }
  const bool wants_place = std::any_of(slot.classes.begin(), slot.classes.end(),
                                       [&](std::uint32_t id) { return context.lexicon.is_place_class(id); });
  if (!wants_place) return false;
  const TextSpan head = context.view.word(noun.head).span;
  const auto place =
      std::upper_bound(context.analysis.places.begin(), context.analysis.places.end(), head.begin,
                       [](TextByte at, const Place& found) { return at < found.span.end; });
  return place != context.analysis.places.end() && place->span.contains(head) &&
         place->precision != "country";
}

}  // namespace

bool is_kind_of(std::uint32_t group, const Slot& slot, const MatchContext& context) {
  for (int steps = 0; steps < 4 && group != kNone; ++steps) {
    const NounGroup& noun = context.parts.nouns[group];
    for (const std::string& compound : noun.compounds)
      if (is_kind(compound, slot, context.lexicon)) return true;
    if (is_kind(noun.head_lemma, slot, context.lexicon) || is_kind(noun.head_form, slot, context.lexicon))
      return true;
    if (is_named_kind(noun, slot, context)) return true;
    if (!kMeasures.contains(noun.head_lemma)) return false;
    group = of_group(group, context);
  }
  return false;
}

std::vector<Party> parties_of(std::uint32_t group, const MatchContext& context) {
  return parties_of(group, context, kWeakestMention);
}

std::vector<Party> parties_of(std::uint32_t group, const MatchContext& context, double weakest) {
  std::vector<Party> parties;
  for (int steps = 0; steps < 3 && group != kNone; ++steps) {
    const NounGroup& noun = context.parts.nouns[group];
    // "the two countries' armed forces" are named as forces, but of those two countries.
    add_counted_states(noun, context, parties);
    if (!parties.empty()) return parties;
    if (noun.mention != kNone) {
      add_mention(noun.mention, context, parties, weakest);
      return parties;
    }
    add_instrument(noun, context, parties);
    if (!parties.empty()) return parties;
    if (!kMeasures.contains(noun.head_lemma)) return parties;
    group = of_group(group, context);
  }
  return parties;
}

namespace {

/// Who else is meant by one plural subject: Sweden in "the ministers of Norway and Sweden".
std::vector<Party> partners_of(const Predicate& predicate, const MatchContext& context) {
  std::vector<Party> parties;
  for (const Argument& argument : predicate.arguments) {
    if (argument.slot != "subj" || argument.groups.size() != 1) continue;
    const NounGroup& noun = context.parts.nouns[argument.groups[0]];
    for (std::uint32_t w = noun.first; w < noun.last; ++w)
      for (const std::uint32_t child : context.tree.children(w))
        if (child >= noun.last && context.tree.is(child, "conj"))
          for (const std::uint32_t group : noun_groups_at(context.view, context.tree, context.parts, child))
            append(parties, parties_of(group, context, kAskedMention));
  }
  return parties;
}

/// The slots in which a recipient may be told that the frame does not ask for, the likeliest first: "agreed
/// to help Chad", "pledged money to Africa", "threatened to cut off gas to Europe".
std::span<const std::string_view> likely_slots(EventType type) {
  static constexpr std::string_view kTowards[] = {"to", "with", "toward", "towards", "for"};
  static constexpr std::string_view kAgainst[] = {"against", "on", "at", "to"};
  switch (type) {
    case EventType::Agree:
    case EventType::Support:
    case EventType::Concede:
    case EventType::Cooperate:
    case EventType::Aid:
    case EventType::Reject:
      return kTowards;
    case EventType::Protest:
    case EventType::Threaten:
    case EventType::Sanction:
    case EventType::Assault:
    case EventType::Coerce:
    case EventType::Mobilize:
      return kAgainst;
    default:
      return {};
  }
}

/// The parties that such a slot of the predicate, or of what it promises, threatens or refuses to do, holds.
std::vector<Party> likely_recipients(const Frame& frame, const Predicate& predicate,
                                     const MatchContext& context) {
  std::vector<Party> parties;
  const auto take = [&](const std::vector<Argument>& arguments, std::string_view slot) {
    for (const Argument& argument : arguments)
      if (argument.slot == slot)
        for (const std::uint32_t group : argument.groups)
          append(parties, parties_of(group, context, kAskedMention));
    return !parties.empty();
  };
  const bool speaks = frame.type == EventType::Agree || frame.type == EventType::Threaten ||
                      frame.type == EventType::Reject || frame.type == EventType::Concede;
  for (const std::string_view slot : likely_slots(frame.type))
    if (take(predicate.arguments, slot)) return parties;
  if (!speaks) return parties;
  for (const Complement& complement : predicate.complements) {
    if (complement.link != "inf") continue;
    if (take(complement.arguments, "obj")) return parties;
    for (const std::string_view slot : likely_slots(frame.type))
      if (take(complement.arguments, slot)) return parties;
  }
  return parties;
}

}  // namespace

Match match(const Frame& frame, const Predicate& predicate, const MatchContext& context) {
  Match result;
  std::vector<Party> each;
  std::vector<Party> things;   // parties in slots without a role: "an attack on a military base"
  std::vector<Party> unknown;  // things that are nobody's and nobody
  std::vector<Party> owners;   // and those whom such a thing belongs to: "looted the party's offices"
  for (const Slot& slot : frame.slots) {
    // The first part of a path may lead into a complement clause; a last part "of" asks for owners.
    std::string_view path = slot.name;
    const std::vector<Argument>* arguments = &predicate.arguments;
    bool satisfied = false;
    bool present = false;
    const std::string_view first = path.substr(0, path.find('.'));
    if (first == "inf" || first == "that" || first == "ing" || first == "comp") {
      const auto complement = std::find_if(predicate.complements.begin(), predicate.complements.end(),
                                           [&](const Complement& found) { return found.link == first; });
      if (first == path) {
        present = complement != predicate.complements.end();
        satisfied = present && (!has_kind(slot) || is_kind(complement->lemma, slot, context.lexicon));
        arguments = nullptr;
      } else if (complement != predicate.complements.end()) {
        arguments = &complement->arguments;
        path.remove_prefix(first.size() + 1);
      } else {
        arguments = nullptr;
      }
    }
    const bool asks_owner = path.ends_with(".of");
    if (asks_owner) path.remove_suffix(3);
    if (const std::size_t dot = path.find('.'); dot != std::string_view::npos)
      path.remove_prefix(dot + 1);  // "obj.for"
    if (arguments) {
      for (const Argument& argument : *arguments) {
        if (argument.slot != path) continue;
        if (slot.presence == Slot::Presence::Absent) {
          // "!with" rules the slot out; "!with={team}" only such a head in it.
          present = present || !has_kind(slot) ||
                    std::any_of(argument.groups.begin(), argument.groups.end(),
                                [&](std::uint32_t group) { return is_kind_of(group, slot, context); });
          continue;
        }
        present = true;
        std::vector<Party> parties;
        bool kind = !has_kind(slot);
        for (std::uint32_t group : argument.groups) {
          if (asks_owner) {
            append(parties, owners_of(group, context));
            // "asked Paris for time": where nobody need own the thing, it may be somebody itself.
            if (parties.empty() && slot.presence == Slot::Presence::Optional && path == "obj")
              append(parties, parties_of(group, context));
          } else {
            // A frame that asks for a party behind "in" or "at" ("arrive in Damascus") or "extradite to
            // France") overrules the sign that these words name a place.
            // So does the tree where a place stands as subject.
            const bool asked = path != "obj" && path != "obj2" && path != "by";
            std::vector<Party> found = parties_of(group, context, asked ? kAskedMention : kWeakestMention);
            if (asked)
              for (Party& party : found) party.sure = std::max(party.sure, 0.6);
            // What one asks of one's own is an order within the house: "urged its citizens".
            const bool own = context.view.fine(context.parts.nouns[group].first) == "PRP$";
            if (own && slot.role == SlotRole::Recipient && frame.type == EventType::Request) continue;
            if (slot.role != SlotRole::None && found.empty() && !has_kind(slot))
              add_unknown(group, context,
                          slot.role == SlotRole::Recipient && path == "obj" && takes_unknown(frame.type)
                              ? Unknown::Anything
                              : Unknown::People,
                          found);
            if (slot.role != SlotRole::None) {
              append(parties, std::move(found));
            } else if (has_kind(slot)) {
              append(things, std::move(found));
              // Troops that are sent are the sender's own.
              if (frame.type != EventType::Mobilize || path != "obj")
                append(owners, owners_of(group, context));
            }
            if (slot.role == SlotRole::None && takes_aim(slot, path, context)) {
              add_unknown(group, context, Unknown::Anything, unknown);
              // "Shelled Monrovia": a town or land is whom an attack hits, though it acts for nobody here.
              if (unknown.empty()) append(unknown, parties_of(group, context, kAskedMention));
            }
            kind = kind || is_kind_of(group, slot, context);
          }
        }
        if (!kind) continue;
        if (slot.role == SlotRole::None) {
          satisfied = true;
        } else if (!parties.empty()) {
          satisfied = true;
          if (slot.role == SlotRole::Actor) append(result.actors, std::move(parties));
          if (slot.role == SlotRole::Recipient) append(result.recipients, std::move(parties));
          if (slot.role == SlotRole::Each) append(each, std::move(parties));
        }
        if (satisfied) break;
      }
    }
    if (!satisfied && slot.name == "obj2" && slot.presence != Slot::Presence::Absent) {
      // "gave Ukraine tanks" looks like one noun group; a name before the head that is no adjective is the
      // receiver.
      for (const Argument& argument : predicate.arguments) {
        if (argument.slot != "obj" || argument.groups.size() != 1) continue;
        const NounGroup& noun = context.parts.nouns[argument.groups[0]];
        for (std::uint32_t owner : noun.owner_groups) {
          const NounGroup& receiver = context.parts.nouns[owner];
          if (context.view.tag(receiver.head) == Tag::Adj || context.view.fine(receiver.last) == "POS")
            continue;
          std::vector<Party> parties = parties_of(owner, context);
          if (parties.empty()) continue;
          satisfied = true;
          append(slot.role == SlotRole::Recipient ? result.recipients : result.actors, std::move(parties));
        }
      }
    }
    if (!satisfied && slot.name == "obj" && slot.role == SlotRole::None && has_kind(slot)) {
      // "stopped fighting": a gerund where the table names the noun.
      for (const Complement& complement : predicate.complements)
        if (complement.link == "ing" && is_kind(complement.form, slot, context.lexicon))
          satisfied = present = true;
    }
    if (!satisfied && slot.role == SlotRole::None && slot.presence != Slot::Presence::Absent) {
      // A preposition may hold a gerund in place of a noun: "accused the army of shelling the town".
      for (const Complement& complement : predicate.complements) {
        if (complement.link != slot.name) continue;
        present = true;
        satisfied = !has_kind(slot) || is_kind(complement.lemma, slot, context.lexicon);
      }
    }
    if (slot.presence == Slot::Presence::Absent) {
      if (!present) continue;
      result.missing = "no " + slot.name + " allowed";
      return result;
    }
    if (satisfied || slot.presence == Slot::Presence::Optional) continue;
    // A passive without "by", or an event noun without a doer, may leave the actor open where the frame
    // allows it.
    const bool doer = slot.role == SlotRole::Actor && !present && (slot.name == "subj" || slot.name == "by");
    if (doer && frame.agentless && (predicate.voice == Voice::Passive || predicate.noun != kNone)) continue;
    result.missing =
        slot.name + words_in(predicate, path, context) +
        (present ? (slot.role != SlotRole::None ? " is no party that fits" : " is of another kind")
                 : " is missing");
    return result;
  }
  if (each.size() == 1) append(each, partners_of(predicate, context));
  if (!each.empty()) {
    if (each.size() < 2) {
      result.missing = "only one party";
      return result;
    }
    result.actors.push_back(each.front());
    result.recipients.insert(result.recipients.end(), each.begin() + 1, each.end());
  }
  // A frame that names a thing and no recipient is done to the thing's owner, if he is told; with nobody in
  // its roles it is told of the thing itself. "Sent troops to the border" is not done to the troops.
  if (result.recipients.empty() && each.empty()) {
    if (result.actors.empty()) append(owners, std::move(things));
    result.recipients = std::move(owners);
    if (result.recipients.empty() && !result.actors.empty() &&
        (frame.type == EventType::Assault || frame.type == EventType::Coerce))
      result.recipients = std::move(unknown);
    if (result.recipients.empty() && !result.actors.empty() && !frame.symmetric)
      result.recipients = likely_recipients(frame, predicate, context);
  }
  // Nobody does something to himself; a party on both sides is a sign of a wrong reading.
  for (const Party& actor : result.actors)
    std::erase_if(result.recipients, [&](const Party& recipient) {
      return recipient.actor == actor.actor || recipient.span.overlaps(actor.span);
    });
  const bool wants_recipient = std::any_of(frame.slots.begin(), frame.slots.end(), [](const Slot& slot) {
    return slot.presence == Slot::Presence::Needed &&
           (slot.role == SlotRole::Recipient || slot.role == SlotRole::Each);
  });
  // With nobody who did it and a thing to which it was done nothing political is told: "a jaguar was shot".
  if (result.actors.empty() && !result.recipients.empty() &&
      std::all_of(result.recipients.begin(), result.recipients.end(), [](const Party& party) {
        return party.actor == kNone && party.country.empty() && party.sector.empty();
      })) {
    result.missing = "nobody in it is known";
    return result;
  }
  if (wants_recipient && result.recipients.empty()) {
    result.missing = "actor and recipient are the same";
    return result;
  }
  result.holds = true;
  return result;
}

}  // namespace raven::code
