// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Walking over a sentence in units of groups: what is coordinated, what a preposition is, whether a finite
/// verb follows. The ground for subjects (clauses.cpp) and for the objects and prepositions behind a word
/// (arguments.cpp).

#include "code/clause_words.h"
#include "code/clauses.h"
#include "code/sentence_view.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace raven::code {

/// Walks over the words of a sentence in units of groups.
class Walker {
 public:
  Walker(const SentenceView& read, const SentenceParts& parts) : read_(read), parts_(parts) {}

  std::uint32_t noun(std::uint32_t w) const {
    return read_.in(w) ? parts_.noun_at[w - read_.first()] : kNone;
  }
  std::uint32_t verb(std::uint32_t w) const {
    return read_.in(w) ? parts_.verb_at[w - read_.first()] : kNone;
  }
  bool is_preposition(std::uint32_t w) const {
    if (noun(w) != kNone || verb(w) != kNone) return false;
    if (read_.tag(w) == Tag::Adp) return true;
    // Universal Dependencies tags a preposition before a gerund as a conjunction: "accused of attacking".
    static const WordSet kBeforeGerunds = {
        "of",      "by", "for",  "from",    "in",      "with", "without", "on",    "about",  "into",
        "against", "at", "upon", "through", "between", "over", "despite", "after", "before", "since"};
    return read_.tag(w) == Tag::Sconj && read_.fine(w + 1) == "VBG" &&
           is_one_of(read_.low(w), kBeforeGerunds);
  }
  bool is_finite_verb(std::uint32_t w) const {
    const std::uint32_t v = verb(w);
    return v != kNone && parts_.verbs[v].first == w && parts_.verbs[v].form == VerbForm::Finite;
  }
  bool skips(std::uint32_t w) const {
    return noun(w) == kNone && verb(w) == kNone &&
           (read_.tag(w) == Tag::Adv || read_.is_quote(w) || read_.tag(w) == Tag::Intj ||
            (read_.tag(w) == Tag::Cconj && (read_.low(w) == "both" || read_.low(w) == "either")));
  }

  /// The groups coordinated with the noun group at word `w` ("A, B and C"), and one past their last word. A
  /// list needs its "and"; a group that a finite verb follows is that verb's subject, not part of an object's
  /// list.
  std::vector<std::uint32_t> coordination(std::uint32_t w, std::uint32_t* end, bool subject_side) const {
    std::vector<std::uint32_t> list = {noun(w)};
    std::uint32_t at = parts_.nouns[list[0]].last;
    std::uint32_t sure_end = at;
    std::size_t sure_count = 1;
    bool conjunction = false;
    while (at < read_.last() && at < w + kReach) {
      std::uint32_t next = at;
      bool here = false;
      if (read_.is_comma(next)) ++next;
      if (read_.is_and(next)) {
        here = true;
        ++next;
        while (skips(next) && !read_.is_quote(next)) ++next;
        if (read_.low(next) == "both" || read_.low(next) == "also") ++next;
      } else if (next == at) {
        break;
      }
      const std::uint32_t group = noun(next);
      if (group == kNone || parts_.nouns[group].first != next || parts_.nouns[group].is_time) break;
      const std::uint32_t after = parts_.nouns[group].last;
      if (!subject_side && here && followed_by_finite_verb(after)) break;
      list.push_back(group);
      at = after;
      if (here) {
        conjunction = true;
        sure_end = at;
        sure_count = list.size();
        break;
      }
    }
    list.resize(conjunction ? sure_count : 1);
    if (end) *end = conjunction ? sure_end : parts_.nouns[list[0]].last;
    return list;
  }

  /// Whether a finite verb follows after the prepositional phrases that may stand between.
  bool followed_by_finite_verb(std::uint32_t w) const {
    const std::uint32_t limit = std::min(read_.last(), w + 16);
    while (w < limit) {
      if (is_finite_verb(w)) return true;
      if (verb(w) != kNone || is_one_of(read_.low(w), kConditionMarkers)) return false;
      if (skips(w)) {
        ++w;
      } else if (is_preposition(w) && noun(w + 1) != kNone) {
        w = parts_.nouns[noun(w + 1)].last;
      } else {
        return false;
      }
    }
    return false;
  }

 private:
  const SentenceView& read_;
  const SentenceParts& parts_;
};

}  // namespace raven::code
