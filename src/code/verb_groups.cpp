// SPDX-License-Identifier: Apache-2.0
#include "code/verb_groups.h"

#include "code/clause_words.h"

#include <algorithm>

namespace raven::code {
namespace {

Tense tense_of(std::string_view fine) {
  if (fine == "VBD") return Tense::Past;
  if (fine == "VBP" || fine == "VBZ") return Tense::Present;
  return Tense::None;
}

/// Auxiliaries as tagged, and "had" or "was" taken for a full verb before a participle.
bool is_auxiliary(const SentenceView& read, std::uint32_t w) {
  if (read.tag(w) == Tag::Aux) return true;
  if (!read.is_verb(w) || (read.lemma(w) != "have" && read.lemma(w) != "be")) return false;
  std::uint32_t next = w + 1;
  while (read.tag(next) == Tag::Adv) ++next;
  return read.is_verb(next) && read.fine(next) == "VBN";
}

/// Past tense and past participle look alike, and taggers confuse them. A bare participle with an object is a
/// finite verb; and a sentence without a finite verb has one after all: a participle that follows a noun, no
/// "by" behind it.
void mend_lone_participles(const SentenceView& read, SentenceParts& parts) {
  const bool finite = std::any_of(parts.verbs.begin(), parts.verbs.end(),
                                  [](const VerbGroup& verb) { return verb.form == VerbForm::Finite; });
  for (VerbGroup& verb : parts.verbs) {
    if (verb.form != VerbForm::PastParticiple || verb.first == read.first()) continue;
    const std::uint32_t before = verb.first - 1;
    const bool behind_noun = parts.noun_at[before - read.first()] != kNone || read.tag(before) == Tag::Adv;
    const std::uint32_t object = read.in(verb.last) ? parts.noun_at[verb.last - read.first()] : kNone;
    // "generals dissolved parliament", "and detained three lawyers": a participle clause takes no object.
    const bool takes_object =
        object != kNone && parts.nouns[object].first == verb.last && !parts.nouns[object].is_time;
    if (takes_object && (behind_noun || read.tag(before) == Tag::Cconj)) {
      verb.form = VerbForm::Finite;
      verb.voice = Voice::Active;
      verb.tense = Tense::Past;
      continue;
    }
    if (finite || !behind_noun) continue;
    if (read.low(verb.last) == "by") {
      const std::uint32_t doer = read.in(verb.last + 1) ? parts.noun_at[verb.last + 1 - read.first()] : kNone;
      if (doer != kNone && parts.nouns[doer].mention != kNone) continue;
    }
    verb.form = VerbForm::Finite;
    verb.voice = Voice::Active;
    verb.tense = Tense::Past;
  }
}

}  // namespace

/// Auxiliaries, adverbs and negation up to the verb. The form of the first word gives the tense, "be" before
/// a past participle the passive, a modal the modality.
void find_verb_groups(const SentenceView& read, SentenceParts& parts) {
  std::uint32_t w = read.first();
  while (w < read.last()) {
    const bool opens = (is_auxiliary(read, w) || read.is_verb(w) ||
                        (read.tag(w) == Tag::Part && read.low(w) == "to" &&
                         (read.is_verb(w + 1) || read.tag(w + 1) == Tag::Aux ||
                          (read.tag(w + 1) == Tag::Adv && read.is_verb(w + 2))))) &&
                       parts.noun_at[w - read.first()] == kNone;
    if (!opens) {
      ++w;
      continue;
    }
    VerbGroup group;
    group.first = w;
    bool has_to = false, has_be = false, has_have = false, past_have = false, decided = false;
    std::uint32_t head = kNone;
    const auto decide_tense = [&](std::uint32_t at) {
      if (decided) return;
      decided = true;
      group.tense = tense_of(read.fine(at));
    };
    for (; w < read.last() && w < group.first + 12 && parts.noun_at[w - read.first()] == kNone; ++w) {
      const std::string low = read.low(w);
      if (read.tag(w) == Tag::Part && low == "to" && head == kNone) {
        has_to = true;
        continue;
      }
      if (low == "not" || low == "n't" || low == "n\u2019t" || low == "never") {
        group.polarity = Polarity::Negative;
        continue;
      }
      if (is_auxiliary(read, w)) {
        if (head != kNone) break;
        if (read.fine(w) == "MD") {
          decided = true;
          group.tense = Tense::Present;
          if (low == "will" || low == "'ll" || low == "shall" || low == "wo" || low == "\u2019ll") {
            group.modality = Modality::Future;
            group.tense = Tense::Future;
          } else if (low == "must" || low == "should" || low == "ought") {
            group.modality = Modality::Obliged;
          } else {
            group.modality = Modality::Possible;
          }
        } else if (is_one_of(low, kBeForms) || read.lemma(w) == "be") {
          has_be = true;
          decide_tense(w);
        } else if (read.lemma(w) == "get") {
          has_be = true;
          decide_tense(w);
        } else if (read.lemma(w) == "have") {
          has_have = true;
          past_have = read.fine(w) == "VBD" || low == "had";
          decide_tense(w);
        } else {
          decide_tense(w);
        }
        continue;
      }
      if (read.tag(w) == Tag::Adv) {
        // An adverb belongs to the group only if the verb is still to come.
        if (head != kNone) break;
        std::uint32_t ahead = w + 1;
        while (read.in(ahead) &&
               (read.tag(ahead) == Tag::Adv || (read.tag(ahead) == Tag::Part && read.low(ahead) != "to")) &&
               ahead < w + 4)
          ++ahead;
        if (!read.is_verb(ahead) && read.tag(ahead) != Tag::Aux) break;
        continue;
      }
      if (read.is_verb(w)) {
        if (head != kNone) break;
        head = w;
        ++w;
        break;
      }
      break;
    }
    group.last = w;
    if (head == kNone) {
      if (!has_be) {
        w = std::max(w, group.first + 1);
        if (has_have) {  // "Russia has troops": have as a full verb
          group.last = w;
          group.head = w - 1;
          group.form = has_to ? VerbForm::Infinitive : VerbForm::Finite;
        } else {
          continue;
        }
      } else {
        group.is_copula = true;
        group.head = group.last - 1;
        while (group.head > group.first && read.tag(group.head) != Tag::Aux) --group.head;
        group.form = has_to ? VerbForm::Infinitive
                            : (read.fine(group.first) == "VBG" ? VerbForm::Participle : VerbForm::Finite);
      }
    } else {
      group.head = head;
      const std::string_view fine = read.fine(head);
      if (has_be && (fine == "VBN" || fine == "VBD")) group.voice = Voice::Passive;
      if (has_to) {
        group.form = VerbForm::Infinitive;
        if (group.tense == Tense::None || group.first + 1 == head) group.tense = Tense::None;
      } else if (!has_be && !has_have && group.modality == Modality::Plain) {
        if (fine == "VBG") group.form = VerbForm::Participle;
        if (fine == "VBN") {
          group.form = VerbForm::PastParticiple;
          group.voice = Voice::Passive;
        }
        if (!decided) group.tense = tense_of(fine);
      }
      if (has_have && past_have) group.is_perfect_past = true;
      if (has_have && group.tense == Tense::Present && group.modality == Modality::Plain)
        group.tense = Tense::Past;
      // "is going to attack", "are to meet": future.
      if (read.lemma(head) == "go" && fine == "VBG" && has_be && read.low(head + 1) == "to" &&
          read.is_verb(head + 2)) {
        group.head = head + 2;
        group.last = w = head + 3;
        group.modality = Modality::Future;
        group.tense = Tense::Future;
      }
    }
    // "Iraq never attacked": the adverb stands before the group when no auxiliary opens it.
    if (group.first > read.first() && read.low(group.first - 1) == "never")
      group.polarity = Polarity::Negative;
    const auto index = static_cast<std::uint32_t>(parts.verbs.size());
    for (std::uint32_t at = group.first; at < group.last; ++at) parts.verb_at[at - read.first()] = index;
    parts.verbs.push_back(group);
  }
  mend_lone_participles(read, parts);
}

}  // namespace raven::code
