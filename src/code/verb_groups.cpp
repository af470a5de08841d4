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

bool is_negation(const SentenceView& read, std::uint32_t w) {
  const std::string low = read.low(w);
  return low == "not" || low == "n't" || low == "n\u2019t" || low == "never" ||
         (low == "longer" && w > read.first() && read.low(w - 1) == "no");
}

/// What hangs on the verb and stands for a part of it.
struct Auxiliaries {
  bool has_to = false, has_be = false, has_have = false, has_other = false, past_have = false;
  bool any() const { return has_be || has_have || has_other; }
};

class VerbReader {
 public:
  VerbReader(const SentenceView& read, const SentenceTree& tree, SentenceParts& parts)
      : read_(read), tree_(tree), parts_(parts) {}

  void run() {
    const std::uint32_t last = read_.last();
    headline_ = last > read_.first() && read_.tag(last - 1) != Tag::Punct;
    for (std::uint32_t w : tree_.downwards()) read_verb(w);
    // In the order of the sentence.
    std::sort(parts_.verbs.begin(), parts_.verbs.end(),
              [](const VerbGroup& a, const VerbGroup& b) { return a.head < b.head; });
    for (std::uint32_t v = 0; v < parts_.verbs.size(); ++v) {
      const VerbGroup& verb = parts_.verbs[v];
      for (std::uint32_t w = verb.first; w < verb.last; ++w) parts_.verb_at[w - read_.first()] = v;
      parts_.clause_at[verb.node - read_.first()] = v;
    }
  }

 private:
  bool is_auxiliary(std::uint32_t w) const { return tree_.is(w, "aux") || tree_.is(w, "cop"); }
  bool is_subject(std::uint32_t w) const { return tree_.is(w, "nsubj") || tree_.is(w, "csubj"); }

  void read_verb(std::uint32_t w) {
    const Tag tag = read_.tag(w);
    const bool copula =
        tree_.is(w, "cop") || (tag == Tag::Aux && !tree_.is(w, "aux") && read_.lemma(w) == "be");
    if (!copula && tag != Tag::Verb && tag != Tag::Aux) return;
    if (!copula && (is_auxiliary(w) || parts_.noun_at[w - read_.first()] != kNone)) return;
    if (tree_.is(w, "case") || tree_.is(w, "fixed")) return;  // "according to", "including"
    VerbGroup group;
    group.head = w;
    group.node = tree_.is(w, "cop") ? tree_.head(w) : w;
    if (parts_.clause_at[group.node - read_.first()] != kNone) return;  // a second "be" of the same word
    group.is_copula = copula;
    group.last = w + 1;
    const Auxiliaries found = read_auxiliaries(group);
    // Back over auxiliaries, negation and the adverbs between them.
    group.first = w;
    while (group.first > read_.first() && belongs(group.first - 1, group.node)) --group.first;
    decide_form(group, found);
    if (!found.any() && tree_.is(group.node, "conj")) share_auxiliaries(group);
    parts_.clause_at[group.node - read_.first()] = static_cast<std::uint32_t>(parts_.verbs.size());
    parts_.verbs.push_back(group);
  }

  bool belongs(std::uint32_t w, std::uint32_t node) const {
    if (tree_.head(w) != node || parts_.noun_at[w - read_.first()] != kNone) return false;
    return is_auxiliary(w) || tree_.is(w, "advmod") || (tree_.is(w, "mark") && read_.low(w) == "to");
  }

  Auxiliaries read_auxiliaries(VerbGroup& group) const {
    Auxiliaries found;
    bool decided = false;
    for (std::uint32_t w : tree_.children(group.node)) {
      if (is_negation(read_, w)) group.polarity = Polarity::Negative;
      if (tree_.is(w, "mark")) {
        if (read_.low(w) == "to") found.has_to = true;
        if (read_.low(w) == "without") group.polarity = Polarity::Negative;
        continue;
      }
      if (!is_auxiliary(w) && !(group.is_copula && w == group.head)) continue;
      const std::string low = read_.low(w);
      if (read_.fine(w) == "MD") {
        decided = true;
        found.has_other = true;
        group.tense = Tense::Present;
        if (low == "will" || low == "'ll" || low == "shall" || low == "wo" || low == "\u2019ll") {
          group.modality = Modality::Future;
          group.tense = Tense::Future;
        } else if (low == "would" || low == "'d") {
          group.modality = Modality::Future;  // the future as somebody told it: "said that it would send"
        } else if (low == "must" || low == "should" || low == "ought") {
          group.modality = Modality::Obliged;
        } else if (low != "did" && low != "do" && low != "does") {
          group.modality = Modality::Possible;
        }
        continue;
      }
      if (w == group.head) continue;
      const std::string_view lemma = read_.lemma(w);
      if (lemma == "be" || lemma == "get" || is_one_of(low, kBeForms)) {
        found.has_be = true;
      } else if (lemma == "have") {
        found.has_have = true;
        found.past_have = read_.fine(w) == "VBD" || low == "had";
      } else {
        found.has_other = true;
      }
      if (!decided) group.tense = tense_of(read_.fine(w));
      decided = true;
    }
    if (!decided) group.tense = tense_of(read_.fine(group.head));
    return found;
  }

  void decide_form(VerbGroup& group, const Auxiliaries& found) const {
    const std::string_view fine = read_.fine(group.head);
    if (found.has_have && found.past_have) group.is_perfect_past = true;
    if (found.has_have && group.tense == Tense::Present && group.modality == Modality::Plain)
      group.tense = Tense::Past;
    if (found.has_to && found.has_be && !group.is_copula && fine == "VB") {
      group.modality = Modality::Future;  // "are to meet"
      group.tense = Tense::Future;
      return;
    }
    if (found.has_to) {
      group.form = VerbForm::Infinitive;
      group.tense = Tense::None;
      if (is_going_to(group)) group.modality = Modality::Future;
      if (is_headline_future(group)) {
        group.form = VerbForm::Finite;
        group.modality = Modality::Future;
        group.tense = Tense::Future;
      }
    }
    if (group.is_copula) {
      if (fine == "VBG") group.form = VerbForm::Participle;
      return;
    }
    const bool past_form = fine == "VBN" || fine == "VBD";
    bool subject = false, passive_subject = false, object = false, agent = false;
    for (std::uint32_t w : tree_.children(group.node)) {
      subject = subject || is_subject(w);
      passive_subject = passive_subject || tree_.is(w, "nsubj:pass");
      object = object || tree_.is(w, "obj");
      agent = agent || tree_.is(w, "obl:agent");
    }
    if (past_form && found.has_be && !(found.has_have && !passive_subject && object))
      group.voice = Voice::Passive;
    if (found.has_to || found.any()) return;
    group.is_bare = true;
    if (fine == "VBG") {
      group.form = VerbForm::Participle;
    } else if (past_form && passive_subject && (headline_ || agent)) {
      group.voice = Voice::Passive;  // "Two killed in blast"
    } else if (fine == "VBN" && subject && !tree_.is(group.node, "acl")) {
      // Past tense and past participle look alike, and taggers confuse them. With a subject it is finite,
      // and active but in a headline without object: "generals dissolved parliament", "Minister arrested".
      group.tense = Tense::Past;
      if (!object && headline_) group.voice = Voice::Passive;
    } else if (fine == "VBN" || (fine == "VBD" && hangs_on_noun(group.node) && !subject && !object)) {
      group.form = VerbForm::PastParticiple;
      group.voice = Voice::Passive;
      group.tense = Tense::None;
    }
  }

  /// A past form that hangs on a noun: "prisoners seized by the army".
  bool hangs_on_noun(std::uint32_t node) const {
    return tree_.is(node, "acl") && !tree_.is(node, "acl:relcl");
  }

  /// "is going to attack".
  bool is_going_to(const VerbGroup& group) const {
    const std::uint32_t above = tree_.head(group.node);
    return tree_.is(group.node, "xcomp") && read_.low(above) == "going";
  }

  /// "Russia to send troops": an infinitive with a subject, or below the first noun, of a sentence without
  /// end mark.
  bool is_headline_future(const VerbGroup& group) const {
    if (!headline_) return false;
    if (tree_.head(group.node) == kNone) return true;
    const std::uint32_t above = tree_.head(group.node);
    return tree_.is(group.node, "acl") && tree_.head(above) == kNone && above < group.node;
  }

  /// "was arrested and charged", "will attack and destroy", "did not attack or arrest": what stands before
  /// the first holds for all.
  void share_auxiliaries(VerbGroup& group) const {
    for (std::uint32_t w : tree_.children(group.node))
      if (is_subject(w)) return;
    const std::uint32_t above = parts_.clause_at[tree_.head(group.node) - read_.first()];
    if (above == kNone || group.is_copula) return;
    const VerbGroup& first = parts_.verbs[above];
    if (first.is_copula) return;
    const std::string_view fine = read_.fine(group.head);
    const std::string_view first_fine = read_.fine(first.head);
    const bool past = fine == "VBN" || fine == "VBD";
    const bool object = tree_.child(group.node, "obj") != kNone;
    if (fine == "VBN" && first.is_bare && first.form == VerbForm::Finite) {
      // "gave tanks and called on Iran": the tagger's participle is a past tense.
      group.form = VerbForm::Finite;
      group.voice = first.voice == Voice::Passive && !object ? Voice::Passive : Voice::Active;
      group.tense = Tense::Past;
      return;
    }
    const bool same = fine == first_fine || (fine == "VBN" && first_fine == "VBD") ||
                      (past && first.voice == Voice::Passive && !object);
    if (!same || (fine == "VBD" && first.voice != Voice::Passive) || first.is_bare) return;
    group.voice = first.voice;
    group.form = first.form;
    group.tense = first.tense;
    group.modality = first.modality;
    group.is_perfect_past = first.is_perfect_past;
    group.is_bare = false;
    if (group.polarity == Polarity::Positive) group.polarity = first.polarity;
  }

  const SentenceView& read_;
  const SentenceTree& tree_;
  SentenceParts& parts_;
  bool headline_ = false;
};

}  // namespace

/// A verb that is no auxiliary and stands in no noun group; and each "be" with what it says of its subject.
/// The form of the first auxiliary gives the tense, "be" before a past participle the passive, a modal the
/// modality.
void find_verb_groups(const SentenceView& read, const SentenceTree& tree, SentenceParts& parts) {
  VerbReader(read, tree, parts).run();
}

}  // namespace raven::code
