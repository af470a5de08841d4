// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Shallow clauses: who stands where around each verb of a sentence. Words and tags in; noun groups, verb
/// groups and, for each verb, a clause with its subject, objects, prepositions, complements, voice, tense,
/// negation and modality out. The rules are written at the functions that carry them out. A syntactic tree
/// can later fill the same records; nothing above this file looks at word order.
///
///     const code::SentenceView view(article, analysis, sentence_index);
///     code::SentenceParts parts = code::find_clauses(view, analysis);
///     for (const code::Clause& clause : parts.clauses) …
///
/// Linear in the words of the sentence (each scan is bounded by kReach). Thread safety: pure functions.

#include "code/sentence_view.h"

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::code {

/// A base noun phrase: "the two countries' armed forces". Word indices are those of `Analysis::words`.
struct NounGroup {
  std::uint32_t first = 0;
  std::uint32_t last = 0;                   ///< one past its last word
  std::uint32_t head = 0;                   ///< its last noun
  std::uint32_t mention = kNone;            ///< the mention that covers the head: the group is this party
  std::vector<std::uint32_t> owners;        ///< mentions in possessive or adjectival place before the head
  std::vector<std::uint32_t> owner_groups;  ///< the same as indices into SentenceParts::nouns
  bool is_pronoun = false;
  bool is_time = false;    ///< "Monday", "last week"
  std::string head_lemma;  ///< lower case
  std::string head_form;   ///< lower case, as it stands: some classes name plurals ("arms")
  /// The head with the one, two or three words before it ("peace deal", "air defence system"), longest first.
  std::vector<std::string> compounds;
};

enum class Voice { Active, Passive };
enum class Polarity { Positive, Negative };
enum class Modality { Plain, Future, Possible, Obliged };
enum class VerbForm { Finite, Infinitive, Participle, PastParticiple };

/// Auxiliaries, negation and head of a verb: "has not been praised".
struct VerbGroup {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t head = 0;
  Voice voice = Voice::Active;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Plain;
  VerbForm form = VerbForm::Finite;
  Tense tense = Tense::Present;
  bool is_copula = false;        ///< "be" without a verb after it
  bool is_perfect_past = false;  ///< "had attacked": before what the text tells
};

/// One argument: the noun groups of a coordination ("Tajikistan and Uzbekistan").
struct Argument {
  std::string slot;                   ///< "subj", "obj", "obj2", a preposition
  std::vector<std::uint32_t> groups;  ///< indices into SentenceParts::nouns
  std::uint32_t at = 0;               ///< word where the argument begins
};

struct Clause {
  std::uint32_t verb = 0;             ///< index into SentenceParts::verbs
  std::uint32_t first = 0, last = 0;  ///< words it reaches over
  std::vector<Argument> arguments;
  std::vector<std::uint32_t> surface_subject;  ///< before a passive is turned round
  std::uint32_t parent = kNone;                ///< the clause that holds this one as a complement
  std::string link;    ///< how: "inf", "that", "ing", a preposition + "ing", "relative", "and"
  std::string marker;  ///< "if", "after", "because" … before it
  const Argument* argument(std::string_view slot) const {
    for (const Argument& found : arguments)
      if (found.slot == slot) return &found;
    return nullptr;
  }
};

struct SentenceParts {
  std::uint32_t sentence = 0;
  std::uint32_t first_word = 0, last_word = 0;
  /// The noun groups in order, and behind them (from `owners_begin` on) one for each owner, so that a party
  /// in possessive or adjectival place can stand in a slot like any other.
  std::vector<NounGroup> nouns;
  std::uint32_t owners_begin = 0;
  std::vector<VerbGroup> verbs;
  std::vector<Clause> clauses;         ///< one for each verb group, in order
  std::vector<std::uint32_t> noun_at;  ///< for each word of the sentence its noun group, or kNone
  std::vector<std::uint32_t> verb_at;
};

SentenceParts find_clauses(const SentenceView& view, const Analysis& analysis);

/// The same clause with its objects and prepositions read from `word` on: past the particle of a verb of
/// several words ("carried out | an attack on …").
Clause clause_from(const SentenceView& view, const SentenceParts& parts, const Clause& clause,
                   std::uint32_t word);

/// The arguments to the right of `word` (one past a verb, particle or noun): objects and prepositions, until
/// the clause ends. With `What::PrepositionsOnly` for nouns.
enum class What { ObjectsToo, PrepositionsOnly };
std::vector<Argument> arguments_after(const SentenceView& view, const SentenceParts& parts,
                                      std::uint32_t word, What what);

}  // namespace raven::code
