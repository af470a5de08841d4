// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/word_tree.h"

#include "base/ascii.h"

#include <algorithm>

namespace raven::code {
namespace {

bool is_subject(std::string_view relation) {
  return relation.starts_with("nsubj") || relation.starts_with("csubj");
}

bool has_subject(const std::vector<TreeSlot>& slots) {
  return std::any_of(slots.begin(), slots.end(), [](const TreeSlot& slot) { return slot.name == "subj"; });
}

}  // namespace

WordTree::WordTree(const Article& article, const Analysis& analysis, std::uint32_t sentence) {
  const Sentence& at = analysis.sentences[sentence];
  first_ = at.first_word;
  const std::uint32_t count = std::min(at.last_word - at.first_word, kMostWords);
  words_.reserve(count);
  lemmas_.reserve(count);
  forms_.reserve(count);
  heads_.reserve(count);
  children_.resize(count);
  for (std::uint32_t w = 0; w < count; ++w) {
    const Word& word = analysis.words[first_ + w];
    words_.push_back(&word);
    forms_.push_back(base::lowered(form_of(article, word)));
    lemmas_.push_back(word.lemma.empty() ? forms_.back() : base::lowered(word.lemma));
    heads_.push_back(word.head == kNone || word.head < first_ || word.head - first_ >= count ||
                             word.head - first_ == w
                         ? kNone
                         : word.head - first_);
  }
  for (std::uint32_t w = 0; w < count; ++w)
    if (heads_[w] != kNone) children_[heads_[w]].push_back(w);
}

std::string_view WordTree::case_of(std::uint32_t w) const {
  for (const std::uint32_t c : children_[w])
    if (relation(c) == "case" || relation(c) == "mark") return lemmas_[c];
  return {};
}

std::uint32_t WordTree::child(std::uint32_t w, std::string_view wanted) const {
  for (const std::uint32_t c : children_[w])
    if (relation(c) == wanted) return c;
  return kNone;
}

bool WordTree::is_passive(std::uint32_t w) const {
  bool has_auxiliary = false;
  for (const std::uint32_t c : children_[w]) {
    if (relation(c) == "nsubj:pass" || relation(c) == "aux:pass" || relation(c) == "csubj:pass") return true;
    if (relation(c).starts_with("aux") || relation(c) == "obj") has_auxiliary = true;
  }
  return words_[w]->fine_tag == "VBN" && !has_auxiliary && !is_subject(relation(w));
}

void WordTree::add_own_slots(std::uint32_t predicate, std::vector<TreeSlot>& slots) const {
  const bool passive = is_passive(predicate);
  const bool nominal = !is_verb(predicate);
  for (const std::uint32_t c : children_[predicate]) {
    const std::string_view r = relation(c);
    if (r == "nsubj:pass" || r == "csubj:pass" || (passive && r == "nsubj")) {
      slots.push_back({"obj", c});
    } else if (is_subject(r)) {
      slots.push_back({"subj", c});
    } else if (r == "obj") {
      slots.push_back({"obj", c});
      // A preposition that hangs on the object may be the verb's.
      for (const std::uint32_t inner : children_[c])
        if (relation(inner).starts_with("nmod"))
          if (const std::string_view preposition = case_of(inner);
              !preposition.empty() && preposition != "of")
            slots.push_back({std::string(preposition), inner});
    } else if (r == "iobj") {
      slots.push_back({"obj2", c});
    } else if (r == "obl:agent") {
      slots.push_back({"subj", c});
    } else if (r == "nmod:poss" || (nominal && (r == "amod" || r == "compound"))) {
      slots.push_back({"by", c});
    } else if (r.starts_with("obl") || r.starts_with("nmod")) {
      const std::string_view preposition = case_of(c);
      if (passive && preposition == "by")
        slots.push_back({"subj", c});
      else
        slots.push_back({preposition.empty() ? "bare" : std::string(preposition), c});
    } else if (r == "xcomp" || r == "ccomp") {
      slots.push_back({r == "ccomp" ? "that" : is_verb(c) ? "inf" : "comp", c});
    } else if (r == "advcl" || r == "acl") {
      const std::string_view mark = case_of(c);
      slots.push_back({mark == "to" || mark.empty() ? "inf" : std::string(mark), c});
    }
  }
}

std::vector<TreeSlot> WordTree::slots(std::uint32_t predicate) const {
  std::vector<TreeSlot> found;
  add_own_slots(predicate, found);
  const std::uint32_t above = heads_[predicate];
  if (above == kNone) return found;
  const std::string_view r = relation(predicate);
  std::vector<TreeSlot> shared;
  if (is_verb(predicate) && !has_subject(found)) {
    if (r == "conj" || r == "parataxis") {
      add_own_slots(above, shared);
      for (const TreeSlot& slot : shared)
        if (slot.name == "subj" || (slot.name == "obj" && is_passive(above) && is_passive(predicate)))
          found.push_back({slot.name, slot.word});
    } else if (r == "xcomp" || r == "advcl" || r == "ccomp") {
      // The object of "urged X to do" does it; else the subject.
      add_own_slots(above, shared);
      std::uint32_t doer = kNone;
      for (const TreeSlot& slot : shared)
        if (slot.name == "subj" || (slot.name == "obj" && r == "xcomp")) doer = slot.word;
      if (doer != kNone) found.push_back({is_passive(predicate) ? "obj" : "subj", doer});
    } else if (r == "acl" || r == "acl:relcl") {
      found.push_back({is_passive(predicate) ? "obj" : "subj", above});
    }
  } else if (!is_verb(predicate) && is_verb(above)) {
    // "launched an attack on", "held talks with": the verb lends its subject and prepositions.
    if (r == "obj" || r == "nsubj:pass" || r.starts_with("obl")) {
      add_own_slots(above, shared);
      for (const TreeSlot& slot : shared) {
        if (slot.word == predicate) continue;
        if (slot.name == "subj")
          found.push_back({"by", slot.word});
        else if (slot.name != "obj" && slot.name != "inf" && slot.name != "that" && slot.name != "comp")
          found.push_back({slot.name, slot.word});
      }
    }
  }
  return found;
}

std::vector<std::uint32_t> WordTree::lifted(std::uint32_t w) const {
  std::vector<std::uint32_t> words = {w};
  for (int steps = 0; steps < 6; ++steps) {
    const std::uint32_t at = words.back();
    const std::string_view r = relation(at);
    if (heads_[at] == kNone) break;
    const bool passes = r == "conj" || r == "appos" || r == "flat" || r.starts_with("flat:") ||
                        (r == "nmod" && case_of(at) == "of") || (r == "dep" && is_noun(at));
    if (!passes || !(is_noun(heads_[at]) || tag(heads_[at]) == Tag::Num || tag(heads_[at]) == Tag::Pron))
      break;
    words.push_back(heads_[at]);
  }
  return words;
}

std::uint32_t WordTree::verb_above(std::uint32_t w) const {
  std::uint32_t at = heads_[w];
  for (std::uint32_t steps = 0; at != kNone && steps < kMostSteps; ++steps, at = heads_[at])
    if (is_verb(at)) return at;
  return kNone;
}

WordTree::Way WordTree::way(std::uint32_t a, std::uint32_t b) const {
  Way way;
  std::vector<std::uint32_t> above_a, above_b;
  for (std::uint32_t at = a, steps = 0; at != kNone && steps < kMostSteps; at = heads_[at], ++steps)
    above_a.push_back(at);
  for (std::uint32_t at = b, steps = 0; at != kNone && steps < kMostSteps; at = heads_[at], ++steps)
    above_b.push_back(at);
  // Both end in the same root where they meet: the common end is cut off.
  if (above_a.back() != above_b.back()) return way;
  std::size_t i = above_a.size(), j = above_b.size();
  while (i > 0 && j > 0 && above_a[i - 1] == above_b[j - 1]) --i, --j;
  way.top = above_a[i];
  for (std::size_t k = 1; k < i; ++k) way.up.push_back(above_a[k]);
  for (std::size_t k = j; k-- > 1;) way.down.push_back(above_b[k]);
  return way;
}

}  // namespace raven::code
