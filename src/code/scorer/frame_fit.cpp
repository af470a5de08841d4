// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/frame_fit.h"

#include <algorithm>
#include <string>

namespace raven::code::frame_fit {
namespace {

/// The slots in which a party stands: "obj", "to", and for an owner of what stands there "obj.of".
class PartySlots {
 public:
  PartySlots(const WordTree& tree, std::uint32_t party) {
    if (party == kNone) return;
    lifted_ = tree.lifted(party);
    // Whose a thing is: "Iran's ships", "the leader of Iran", "Iranian ships".
    std::uint32_t at = lifted_.back();
    for (int steps = 0; steps < 2; ++steps) {
      const std::string_view r = tree.relation(at);
      const bool owns = r == "nmod:poss" || r == "amod" || r == "compound" || r.starts_with("nmod");
      if (!owns || tree.head(at) == kNone) break;
      at = tree.head(at);
      owned_.push_back(at);
    }
  }

  bool is_there() const { return !lifted_.empty(); }
  bool stands_in(std::string_view name, const TreeSlot& slot, std::string_view prefix) const {
    if (!name.starts_with(prefix)) return false;
    name.remove_prefix(prefix.size());
    const bool asks_owner = name.ends_with(".of");
    if (asks_owner) name.remove_suffix(3);
    if (name != slot.name) return false;
    const auto& where = asks_owner ? owned_ : lifted_;
    return std::find(where.begin(), where.end(), slot.word) != where.end();
  }

 private:
  std::vector<std::uint32_t> lifted_, owned_;
};

bool is_kind(const WordTree& tree, const Lexicon& lexicon, const Slot& slot, std::uint32_t word) {
  const std::string& lemma = tree.lemma(word);
  if (std::find(slot.literals.begin(), slot.literals.end(), lemma) != slot.literals.end()) return true;
  return std::any_of(slot.classes.begin(), slot.classes.end(), [&](std::uint32_t wanted) {
    return lexicon.is_in_class(lemma, wanted) || lexicon.is_in_class(tree.form(word), wanted);
  });
}

struct Around {
  std::vector<TreeSlot> own, inner;  // inner: of the complement
};

bool is_filled(const WordTree& tree, const Lexicon& lexicon, const Slot& slot, const Around& around) {
  const bool has_kind = !slot.classes.empty() || !slot.literals.empty();
  std::string_view name = slot.name;
  const std::vector<TreeSlot>* where = &around.own;
  if (name.starts_with("inf.")) {
    name.remove_prefix(4);
    where = &around.inner;
  }
  if (name.ends_with(".of")) name.remove_suffix(3);
  return std::any_of(where->begin(), where->end(), [&](const TreeSlot& found) {
    return found.name == name && (!has_kind || is_kind(tree, lexicon, slot, found.word));
  });
}

bool party_stands(const PartySlots& party, const Slot& slot, const Around& around) {
  const auto stands = [&](std::string_view prefix) {
    return [&, prefix](const TreeSlot& found) { return party.stands_in(slot.name, found, prefix); };
  };
  return std::any_of(around.own.begin(), around.own.end(), stands("")) ||
         std::any_of(around.inner.begin(), around.inner.end(), stands("inf."));
}

int level_of(const WordTree& tree, const Lexicon& lexicon, const Frame& frame, const PartySlots& actor,
             const PartySlots& recipient, const Around& around) {
  int parties = 0;
  bool whole = true;
  for (const Slot& slot : frame.slots) {
    if (slot.presence == Slot::Presence::Absent) {
      whole = whole && !is_filled(tree, lexicon, slot, around);
      continue;
    }
    if (slot.role == SlotRole::None) {
      whole = whole && (slot.presence == Slot::Presence::Optional || is_filled(tree, lexicon, slot, around));
      continue;
    }
    if (slot.role == SlotRole::Each) {
      if (party_stands(actor, slot, around) && party_stands(recipient, slot, around)) parties += 2;
      continue;
    }
    const PartySlots& party = slot.role == SlotRole::Actor ? actor : recipient;
    if (party.is_there() && party_stands(party, slot, around)) ++parties;
  }
  if (frame.symmetric && parties < 2) {
    // The other way round as well.
    int turned = 0;
    for (const Slot& slot : frame.slots) {
      if (slot.role == SlotRole::Actor && party_stands(recipient, slot, around)) ++turned;
      if (slot.role == SlotRole::Recipient && party_stands(actor, slot, around)) ++turned;
    }
    parties = std::max(parties, turned);
  }
  if (parties >= 2) return whole ? kWhole : kBothParties;
  return parties == 1 ? kOneParty : kAllowed;
}

}  // namespace

bool stands_at(const WordTree& tree, std::uint32_t predicate, const Multiword& multiword) {
  std::uint32_t at = predicate + 1;
  bool straight = true;
  for (const std::string& wanted : multiword.rest) {
    while (at < tree.size() && tree.tag(at) == Tag::Det) ++at;
    if (at >= tree.size() || (tree.form(at) != wanted && tree.lemma(at) != wanted)) {
      straight = false;
      break;
    }
    ++at;
  }
  if (straight) return true;
  if (multiword.rest.size() != 1) return false;
  return std::any_of(tree.children(predicate).begin(), tree.children(predicate).end(), [&](std::uint32_t c) {
    return c > predicate && (tree.form(c) == multiword.rest[0] || tree.lemma(c) == multiword.rest[0]) &&
           tree.relation(c) != "nsubj";
  });
}

Fits fits_at(const WordTree& tree, const Lexicon& lexicon, std::uint32_t predicate, std::uint32_t actor,
             std::uint32_t recipient) {
  Fits fits;
  const PartySlots actor_slots(tree, actor), recipient_slots(tree, recipient);
  Around around;
  around.own = tree.slots(predicate);
  for (const TreeSlot& slot : around.own)
    if (slot.name == "inf") {
      around.inner = tree.slots(slot.word);
      break;
    }
  const auto judge = [&](const std::string& lemma, PartOfSpeech part) {
    for (const Frame* frame : lexicon.frames(lemma, part)) {
      const int level = level_of(tree, lexicon, *frame, actor_slots, recipient_slots, around);
      int& known = fits.levels[static_cast<std::size_t>(frame->type)];
      known = std::max(known, level);
      // Frames come heaviest first.
      if (level > fits.best_level) {
        fits.best_level = level;
        fits.best_frame = frame;
      }
    }
  };
  const Tag tag = tree.tag(predicate);
  const PartOfSpeech part = tag == Tag::Verb  ? PartOfSpeech::Verb
                            : tag == Tag::Adj ? PartOfSpeech::Adjective
                                              : PartOfSpeech::Noun;
  for (const Multiword& multiword : lexicon.multiwords(tree.lemma(predicate)))
    if (stands_at(tree, predicate, multiword)) judge(multiword.lemma, part);
  if (part == PartOfSpeech::Noun && predicate > 0 && tree.is_content(predicate - 1)) {
    // Compound nouns: "air strike" stands as one lemma.
    judge(tree.lemma(predicate - 1) + "_" + tree.lemma(predicate), part);
  }
  judge(tree.lemma(predicate), part);
  return fits;
}

}  // namespace raven::code::frame_fit
