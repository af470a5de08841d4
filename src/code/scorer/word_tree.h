// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One sentence's dependency tree (Universal Dependencies 2) as the scorer walks it: lemmas in lower case,
/// the words that hang on each word, the slots that they fill, the way between two words. Where a sentence
/// has no tree every word is a root.
///
///     const WordTree tree(article, analysis, sentence);
///     for (const TreeSlot& slot : tree.slots(predicate)) use(slot.name, slot.word);
///
/// Words are numbered from 0 within the sentence. Thread safety: `const` methods from many threads.

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::code {

/// What fills a slot of a predicate, in the lexicon's names: "subj", "obj", "obj2", "inf", "that", "comp",
/// "by" (the doer at a noun), or a preposition. Passives are turned round.
struct TreeSlot {
  std::string name;
  std::uint32_t word = 0;
};

class WordTree {
 public:
  /// Longer sentences are looked at as far as this.
  static constexpr std::uint32_t kMostWords = 400;
  /// No way up is followed further.
  static constexpr std::uint32_t kMostSteps = 64;

  WordTree(const Article& article, const Analysis& analysis, std::uint32_t sentence);

  std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  /// The word's number in the sentence, kNone if it does not stand in it.
  std::uint32_t local(std::uint32_t word) const {
    return word != kNone && word >= first_ && word - first_ < size() ? word - first_ : kNone;
  }
  const Word& word(std::uint32_t w) const { return *words_[w]; }
  const std::string& lemma(std::uint32_t w) const { return lemmas_[w]; }
  const std::string& form(std::uint32_t w) const { return forms_[w]; }  ///< lower case
  std::uint32_t head(std::uint32_t w) const { return heads_[w]; }       ///< kNone for a root
  std::string_view relation(std::uint32_t w) const { return words_[w]->relation; }
  Tag tag(std::uint32_t w) const { return words_[w]->tag; }
  const std::vector<std::uint32_t>& children(std::uint32_t w) const { return children_[w]; }

  bool is_noun(std::uint32_t w) const { return tag(w) == Tag::Noun || tag(w) == Tag::Propn; }
  bool is_verb(std::uint32_t w) const { return tag(w) == Tag::Verb; }
  bool is_content(std::uint32_t w) const {
    return tag(w) == Tag::Noun || tag(w) == Tag::Verb || tag(w) == Tag::Adj || tag(w) == Tag::Adv;
  }

  /// The preposition or mark that stands with a word; empty if there is none.
  std::string_view case_of(std::uint32_t w) const;
  /// A child with this relation; kNone if there is none.
  std::uint32_t child(std::uint32_t w, std::string_view relation) const;
  bool is_passive(std::uint32_t w) const;

  /// What stands around a predicate, its own and what it shares with the words it hangs on: the subject of a
  /// coordinated or controlled verb, the subject of the verb that lends an event noun its doer.
  std::vector<TreeSlot> slots(std::uint32_t predicate) const;

  /// The word and those through which it stands for a party: what it is coordinated or in apposition with.
  std::vector<std::uint32_t> lifted(std::uint32_t w) const;

  /// The nearest verb above a word; kNone if there is none.
  std::uint32_t verb_above(std::uint32_t w) const;

  /// From a to b: up to the word that is above both (`top`), then down. Empty, with `top` kNone, where no
  /// word is above both.
  struct Way {
    std::vector<std::uint32_t> up;    ///< from a's head on, without the top
    std::vector<std::uint32_t> down;  ///< towards b, without the top and b
    std::uint32_t top = kNone;
  };
  Way way(std::uint32_t a, std::uint32_t b) const;

 private:
  void add_own_slots(std::uint32_t predicate, std::vector<TreeSlot>& slots) const;
  std::uint32_t first_ = 0;
  std::vector<const Word*> words_;
  std::vector<std::string> lemmas_;
  std::vector<std::string> forms_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::vector<std::uint32_t>> children_;
};

}  // namespace raven::code
