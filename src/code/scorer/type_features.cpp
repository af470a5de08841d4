// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/type_features.h"

#include "base/ascii.h"
#include "code/scorer/frame_fit.h"
#include "code/scorer/word_tree.h"
#include "learn/feature_hash.h"

#include <algorithm>
#include <string>

namespace raven::code {
namespace {

/// The templates. Numbers are part of the model file's layout.
enum Template : std::uint32_t {
  kAlways,
  kMissing,
  kTop,
  kTopArms,
  kTopActorArm,
  kTopRecipientArm,
  kWayRelations,
  kActorVerb,
  kRecipientVerb,
  kBothVerbs,
  kActorHead,
  kRecipientHead,
  kRecipientHeadCase,
  kOnWay,
  kOnWaySide,
  kChild,
  kChildOfKey,
  kGrandchild,
  kGrandchildOfKey,
  kNegated,
  kAuxiliary,
  kPassive,
  kBetween,
  kBefore,
  kBehind,
  kAnywhere,
  kPairBetween,
  kPairAnywhere,
  kBeginning,
  kEnding,
  kKeyFits,
  kKeyFitsMode,
  kKeyOnlyType,
  kKeyTopFit,
  kZoneType,
  kZoneOnlyType,
  kObjectClass,
  kKeyObjectClass,
  kAnyClass,
  kActorSector,
  kRecipientSector,
  kSectors,
  kKeyRecipientSector,
  kActorWord,
  kRecipientWord,
  kSameCountry,
  kKinds,
  kOrder,
  kDistance,
  kHeadline,
  kKeyForm,
  kMultiword,
  kTopObject,
  kActorSlot,
  kRecipientSlot,
  kBothSlots,
  kBothSlotsKey,
  kVerbChain,
};

std::uint64_t part(std::string_view text) {
  return learn::hash_part(text);
}

class Collector {
 public:
  Collector(const Article& article, const Analysis& analysis, const Lexicon& lexicon,
            const Candidate& candidate, TypeEvidence& evidence)
      : analysis_(analysis),
        lexicon_(lexicon),
        candidate_(candidate),
        evidence_(evidence),
        tree_(article, analysis, candidate.sentence),
        actor_(tree_.local(candidate.actor.head)),
        recipient_(tree_.local(candidate.recipient.head)),
        is_party_(tree_.size(), false) {
    mark(candidate.actor, actor_);
    mark(candidate.recipient, recipient_);
  }

  void run() {
    evidence_.features.clear();
    for (auto& list : evidence_.words) list.clear();
    evidence_.predicate = 0;
    evidence_.lexicon_type.reset();
    if (tree_.size() == 0) return;
    add(kAlways);
    add(kMissing, (actor_ == kNone ? 1U : 0U) + (recipient_ == kNone ? 2U : 0U));
    find_way();
    find_keys();
    tell_way();
    for (const std::uint32_t key : keys_) tell_key(key);
    tell_fits();
    tell_words();
    tell_parties();
    std::sort(evidence_.features.begin(), evidence_.features.end());
    evidence_.features.erase(std::unique(evidence_.features.begin(), evidence_.features.end()),
                             evidence_.features.end());
  }

 private:
  void add(std::uint32_t number, std::uint64_t a = 0, std::uint64_t b = 0, std::uint64_t c = 0) {
    evidence_.features.push_back(learn::feature(number, a, b, c));
  }
  void list(WordList which, std::uint32_t w) {
    auto& words = evidence_.words[static_cast<std::size_t>(which)];
    words.push_back(part(tree_.lemma(w)));
  }

  void mark(const WordGroup& group, std::uint32_t head) {
    if (head == kNone) return;
    for (std::uint32_t w = group.first; w < group.last; ++w)
      if (const std::uint32_t at = tree_.local(w); at != kNone) is_party_[at] = true;
  }

  // ---------------------------------------------------------------------------------- the way between

  void find_way() {
    if (actor_ != kNone && recipient_ != kNone) way_ = tree_.way(actor_, recipient_);
    actor_verb_ = actor_ == kNone ? kNone : tree_.verb_above(actor_);
    recipient_verb_ = recipient_ == kNone ? kNone : tree_.verb_above(recipient_);
    actor_head_ = actor_ == kNone ? kNone : head_outside(actor_);
    recipient_head_ = recipient_ == kNone ? kNone : head_outside(recipient_);
  }

  /// The word that a party hangs on, past what it is coordinated with.
  std::uint32_t head_outside(std::uint32_t w) const {
    const std::vector<std::uint32_t> lifted = tree_.lifted(w);
    return tree_.head(lifted.back());
  }

  /// The words that may tell the event, the likeliest first, each once.
  void find_keys() {
    const auto key = [&](std::uint32_t w) {
      if (w == kNone || is_party_[w] || keys_.size() >= 10) return;
      if (std::find(keys_.begin(), keys_.end(), w) == keys_.end()) keys_.push_back(w);
    };
    key(tree_.local(candidate_.trigger));
    key(way_.top);
    for (const std::uint32_t w : way_.down)
      if (tree_.is_content(w)) key(w);
    key(recipient_head_);
    key(recipient_verb_);
    key(actor_head_);
    key(actor_verb_);
    for (const std::uint32_t w : way_.up)
      if (tree_.is_content(w)) key(w);
    if (keys_.empty())
      for (std::uint32_t w = 0; w < tree_.size(); ++w)
        if (tree_.head(w) == kNone && (tree_.is_verb(w) || tree_.is_noun(w))) key(w);
    // What hangs on them as complement or object often tells it: "launched | an attack", "vowed | to strike".
    const std::size_t count = keys_.size();
    for (std::size_t i = 0; i < count; ++i)
      for (const std::uint32_t c : tree_.children(keys_[i])) {
        const std::string_view r = tree_.relation(c);
        if (r == "xcomp" || r == "obj" || r == "ccomp" || r == "nsubj:pass") key(c);
      }
    if (!keys_.empty()) evidence_.predicate = part(tree_.lemma(keys_.front()));
  }

  std::string arm(std::uint32_t w, std::uint32_t top) const {
    // The relation by which the way from w comes into the top.
    std::uint32_t at = w;
    for (std::uint32_t steps = 0; steps < WordTree::kMostSteps && at != kNone; ++steps) {
      if (at == top) return "self";
      if (tree_.head(at) == top)
        return std::string(tree_.relation(at)) + "/" + std::string(tree_.case_of(at));
      at = tree_.head(at);
    }
    return {};
  }

  void tell_way() {
    if (way_.top != kNone) {
      const std::uint64_t lemma = part(tree_.lemma(way_.top));
      const std::uint64_t a = part(arm(actor_, way_.top)), r = part(arm(recipient_, way_.top));
      const bool party = is_party_[way_.top];
      if (!party) {
        add(kTop, lemma);
        add(kTopActorArm, lemma, a);
        add(kTopRecipientArm, lemma, r);
        add(kTopArms, lemma, a, r);
      }
      std::string relations;
      std::uint32_t at = actor_;
      for (std::uint32_t steps = 0; at != way_.top && steps < 6; ++steps, at = tree_.head(at))
        (relations += tree_.relation(at)) += '<';
      relations += '|';
      at = recipient_;
      for (std::uint32_t steps = 0; at != way_.top && steps < 6; ++steps, at = tree_.head(at))
        ((relations += tree_.relation(at)) += tree_.case_of(at)) += '>';
      add(kWayRelations, part(relations));
      const auto on_way = [&](std::uint32_t w, std::uint64_t side) {
        if (is_party_[w] || !tree_.is_content(w)) return;
        add(kOnWay, part(tree_.lemma(w)));
        add(kOnWaySide, part(tree_.lemma(w)), side);
        list(WordList::Way, w);
      };
      for (const std::uint32_t w : way_.up) on_way(w, 1);
      for (const std::uint32_t w : way_.down) on_way(w, 2);
      on_way(way_.top, 3);
      std::string chain;
      for (const std::uint32_t w : way_.up)
        if (tree_.is_verb(w)) (chain += tree_.lemma(w)) += ' ';
      if (tree_.is_verb(way_.top)) (chain += tree_.lemma(way_.top)) += ' ';
      for (const std::uint32_t w : way_.down)
        if (tree_.is_verb(w)) (chain += tree_.lemma(w)) += ' ';
      add(kVerbChain, part(chain));
    }
    const auto lemma_of = [&](std::uint32_t w) { return w == kNone ? 0 : part(tree_.lemma(w)); };
    if (actor_verb_ != kNone) add(kActorVerb, lemma_of(actor_verb_), part(tree_.relation(actor_)));
    if (recipient_verb_ != kNone)
      add(kRecipientVerb, lemma_of(recipient_verb_), part(tree_.relation(recipient_)));
    add(kBothVerbs, lemma_of(actor_verb_), lemma_of(recipient_verb_));
    if (actor_head_ != kNone) {
      add(kActorHead, lemma_of(actor_head_));
      add(kActorSlot, part(tree_.relation(actor_)));
    }
    if (recipient_head_ != kNone) {
      add(kRecipientHead, lemma_of(recipient_head_));
      add(kRecipientHeadCase, lemma_of(recipient_head_), part(tree_.case_of(recipient_)));
      add(kRecipientSlot, part(tree_.relation(recipient_)), part(tree_.case_of(recipient_)));
    }
  }

  // ---------------------------------------------------------------------------------- around a predicate

  void tell_key(std::uint32_t key) {
    const std::uint64_t lemma = part(tree_.lemma(key));
    add(kKeyForm, lemma, static_cast<std::uint64_t>(tree_.tag(key)));
    const std::string& text = tree_.lemma(key);
    if (text.size() > 5) {
      add(kBeginning, part(std::string_view(text).substr(0, 5)));
      add(kEnding, part(std::string_view(text).substr(text.size() - 4)));
    }
    list(WordList::Predicates, key);
    if (tree_.is_passive(key)) add(kPassive, lemma);
    std::string actor_slot = "-", recipient_slot = "-";
    for (const TreeSlot& slot : tree_.slots(key)) {
      if (is_lifted(slot.word, actor_)) actor_slot = slot.name;
      if (is_lifted(slot.word, recipient_)) recipient_slot = slot.name;
    }
    add(kBothSlots, part(actor_slot), part(recipient_slot));
    add(kBothSlotsKey, lemma, part(actor_slot), part(recipient_slot));
    for (const std::uint32_t c : tree_.children(key)) {
      const std::string_view r = tree_.relation(c);
      if (r == "advmod" && (tree_.lemma(c) == "not" || tree_.lemma(c) == "never")) add(kNegated, lemma);
      if (tree_.tag(c) == Tag::Part && (tree_.form(c) == "not" || tree_.form(c) == "n't"))
        add(kNegated, lemma);
      if (r == "aux") add(kAuxiliary, part(tree_.lemma(c)));
      if (r == "punct" || r == "aux" || r == "aux:pass" || r == "det" || is_party_[c]) continue;
      add(kChild, part(r), part(tree_.lemma(c)));
      add(kChildOfKey, lemma, part(tree_.lemma(c)));
      if (tree_.is_noun(c)) {
        list(WordList::Objects, c);
        tell_classes(lemma, c);
      }
      if (r == "obj" || r == "nsubj:pass") add(kTopObject, lemma, part(tree_.lemma(c)));
      for (const std::uint32_t inner : tree_.children(c)) {
        if (is_party_[inner] || !tree_.is_content(inner)) continue;
        add(kGrandchild, part(tree_.lemma(inner)));
        add(kGrandchildOfKey, lemma, part(tree_.lemma(inner)));
      }
    }
    for (const Multiword& multiword : lexicon_.multiwords(tree_.lemma(key)))
      if (frame_fit::stands_at(tree_, key, multiword)) add(kMultiword, part(multiword.lemma));
  }

  bool is_lifted(std::uint32_t slot, std::uint32_t party) const {
    if (party == kNone) return false;
    const std::vector<std::uint32_t> lifted = tree_.lifted(party);
    return std::find(lifted.begin(), lifted.end(), slot) != lifted.end();
  }

  void tell_classes(std::uint64_t lemma, std::uint32_t noun) {
    for (const std::uint32_t noun_class : lexicon_.classes_of(tree_.lemma(noun))) {
      add(kObjectClass, noun_class);
      add(kKeyObjectClass, lemma, noun_class);
    }
  }

  // ---------------------------------------------------------------------------------- what the lexicon
  // allows

  void tell_fits() {
    std::array<int, kEventTypeCount> best{};
    int most = 0;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const frame_fit::Fits fits = frame_fit::fits_at(tree_, lexicon_, keys_[i], actor_, recipient_);
      if (fits.best_level > most) {
        most = fits.best_level;
        evidence_.lexicon_type = fits.best_frame->type;
      }
      if (fits.best_frame) {
        add(kKeyTopFit, static_cast<std::uint64_t>(fits.best_frame->type),
            static_cast<std::uint64_t>(fits.best_level));
        add(kKeyFitsMode, static_cast<std::uint64_t>(fits.best_frame->type), part(fits.best_frame->mode),
            static_cast<std::uint64_t>(fits.best_level));
      }
      for (std::size_t t = 0; t < kEventTypeCount; ++t) best[t] = std::max(best[t], fits.levels[t]);
      if (i == 0) {
        int types = 0;
        std::size_t last = 0;
        for (std::size_t t = 0; t < kEventTypeCount; ++t)
          if (fits.levels[t] > 0) ++types, last = t;
        if (types == 1) add(kKeyOnlyType, last);
      }
    }
    const int top = *std::max_element(best.begin(), best.end());
    const auto leaders = std::count(best.begin(), best.end(), top);
    for (std::size_t t = 0; t < kEventTypeCount; ++t) {
      if (best[t] == 0) continue;
      add(kKeyFits, t, static_cast<std::uint64_t>(best[t]),
          best[t] == top ? static_cast<std::uint64_t>(std::min<std::ptrdiff_t>(leaders, 3)) : 0);
    }
  }

  // ---------------------------------------------------------------------------------- the sentence's words

  void tell_words() {
    const std::uint32_t a = actor_ == kNone ? 0 : actor_, r = recipient_ == kNone ? tree_.size() : recipient_;
    const std::uint32_t low = std::min(a, r), high = std::max(a, r);
    std::uint64_t before = 0;
    bool before_between = false;
    for (std::uint32_t w = 0; w < tree_.size(); ++w) {
      const bool between = w > low && w < high;
      std::uint64_t token = 0;
      if (w == actor_ || w == recipient_) {
        token = w == actor_ ? 1 : 2;
      } else if (is_party_[w] || tree_.tag(w) == Tag::Propn || tree_.tag(w) == Tag::Punct ||
                 tree_.tag(w) == Tag::Det) {
        continue;
      } else {
        token = part(tree_.lemma(w));
      }
      if (before != 0) {
        add(kPairAnywhere, before, token);
        if (between || before_between) add(kPairBetween, before, token);
      }
      before = token;
      before_between = between;
      if (token <= 2 || !(tree_.is_content(w) || (between && tree_.tag(w) == Tag::Adp))) continue;
      add(between ? kBetween : w < low ? kBefore : kBehind, token);
      if (!tree_.is_content(w)) continue;
      add(kAnywhere, token);
      list(WordList::Sentence, w);
      if (between) list(WordList::Between, w);
      tell_word_types(w, between ? 1U : w < low ? 2U : 3U);
      if (tree_.is_noun(w))
        for (const std::uint32_t noun_class : lexicon_.classes_of(tree_.lemma(w))) add(kAnyClass, noun_class);
    }
  }

  void tell_word_types(std::uint32_t w, std::uint64_t zone) {
    const PartOfSpeech part_of_speech = tree_.is_verb(w)           ? PartOfSpeech::Verb
                                        : tree_.tag(w) == Tag::Adj ? PartOfSpeech::Adjective
                                                                   : PartOfSpeech::Noun;
    std::uint32_t seen = 0;
    for (const Frame* frame : lexicon_.frames(tree_.lemma(w), part_of_speech))
      seen |= 1U << static_cast<unsigned>(frame->type);
    if (seen == 0) return;
    const bool only = (seen & (seen - 1)) == 0;
    for (std::uint32_t t = 0; t < kEventTypeCount; ++t)
      if (seen & 1U << t) {
        add(kZoneType, t, zone);
        if (only) add(kZoneOnlyType, t);
      }
  }

  // ---------------------------------------------------------------------------------- the parties

  const Actor* actor_at(const WordGroup& group) const {
    if (group.head == kNone || group.head >= analysis_.words.size()) return nullptr;
    const TextSpan head = analysis_.words[group.head].span;
    // Mentions are sorted; the last that begins at or before the head and covers it.
    auto found =
        std::upper_bound(analysis_.mentions.begin(), analysis_.mentions.end(), head.begin,
                         [](TextByte at, const Mention& mention) { return at < mention.span.begin; });
    for (int steps = 0; steps < 4 && found != analysis_.mentions.begin(); ++steps) {
      --found;
      if (found->span.contains(head) && found->actor != kNone) return &analysis_.actors[found->actor];
    }
    return nullptr;
  }

  void tell_parties() {
    const Actor* actor = actor_at(candidate_.actor);
    const Actor* recipient = actor_at(candidate_.recipient);
    const std::uint64_t a = actor ? part(actor->sector) : 1, r = recipient ? part(recipient->sector) : 1;
    add(kActorSector, a);
    add(kRecipientSector, r);
    add(kSectors, a, r);
    add(kKinds, actor ? static_cast<std::uint64_t>(actor->kind) : 9,
        recipient ? static_cast<std::uint64_t>(recipient->kind) : 9);
    if (actor && recipient && !actor->country.empty() && !recipient->country.empty())
      add(kSameCountry, actor->country == recipient->country ? 1U : 2U);
    if (!keys_.empty()) add(kKeyRecipientSector, part(tree_.lemma(keys_.front())), r);
    if (actor_ != kNone && tree_.tag(actor_) == Tag::Noun) tell_party_word(kActorWord, actor_);
    if (recipient_ != kNone && tree_.tag(recipient_) == Tag::Noun)
      tell_party_word(kRecipientWord, recipient_);
    if (actor_ != kNone && recipient_ != kNone) {
      add(kOrder, actor_ < recipient_ ? 1U : 2U);
      const std::uint32_t distance = actor_ < recipient_ ? recipient_ - actor_ : actor_ - recipient_;
      add(kDistance, distance < 3 ? 1U : distance < 6 ? 2U : distance < 12 ? 3U : 4U);
    }
    const std::string& last = tree_.form(tree_.size() - 1);
    add(kHeadline, last == "." || last == "!" || last == "?" || last == "\"" ? 1U : 2U);
  }

  void tell_party_word(std::uint32_t number, std::uint32_t w) {
    add(number, part(tree_.lemma(w)));
    for (const std::uint32_t noun_class : lexicon_.classes_of(tree_.lemma(w))) add(number, noun_class, 7);
  }

  const Analysis& analysis_;
  const Lexicon& lexicon_;
  const Candidate& candidate_;
  TypeEvidence& evidence_;
  const WordTree tree_;
  std::uint32_t actor_, recipient_;
  std::vector<bool> is_party_;
  WordTree::Way way_;
  std::uint32_t actor_verb_ = kNone, recipient_verb_ = kNone, actor_head_ = kNone, recipient_head_ = kNone;
  std::vector<std::uint32_t> keys_;
};

}  // namespace

void TypeFeatures::collect(const Article& article, const Analysis& analysis, const Candidate& candidate,
                           TypeEvidence& evidence) const {
  if (candidate.sentence >= analysis.sentences.size()) {
    evidence = {};
    return;
  }
  Collector(article, analysis, lexicon_, candidate, evidence).run();
}

}  // namespace raven::code
