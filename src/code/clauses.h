// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Clauses from the dependency tree: who stands where around each verb of a sentence. Words with heads and
/// relations in; noun groups, verb groups and, for each verb, a clause with its subject, objects,
/// prepositions, complements, voice, tense, negation and modality out. The rules are written at the functions
/// that carry them out.
///
///     const code::SentenceView view(article, analysis, sentence_index);
///     const code::SentenceTree tree(view);
///     code::SentenceParts parts = code::find_clauses(view, tree, analysis);
///     for (const code::Clause& clause : parts.clauses) …
///
/// Linear in the words of the sentence. Thread safety: pure functions.

#include "code/sentence_tree.h"
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
  std::uint32_t node = 0;                   ///< the word on which its dependents hang in the tree
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
  std::uint32_t node = 0;  ///< the word on which arguments hang: the head, or what "be" says of the subject
  Voice voice = Voice::Active;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Plain;
  VerbForm form = VerbForm::Finite;
  Tense tense = Tense::Present;
  bool is_copula = false;        ///< "be" without a verb after it
  bool is_perfect_past = false;  ///< "had attacked": before what the text tells
  bool is_bare = false;          ///< no auxiliary: a headline's "killed" may be either voice
};

/// One argument: the noun groups of a coordination ("Tajikistan and Uzbekistan").
struct Argument {
  std::string slot;                   ///< "subj", "obj", "obj2", a preposition
  std::vector<std::uint32_t> groups;  ///< indices into SentenceParts::nouns
  std::uint32_t at = 0;               ///< word where the argument begins, behind its preposition
};

struct Clause {
  std::uint32_t verb = 0;             ///< index into SentenceParts::verbs
  std::uint32_t first = 0, last = 0;  ///< words it reaches over
  std::vector<Argument> arguments;
  std::vector<std::uint32_t> surface_subject;  ///< before a passive is turned round
  std::uint32_t parent = kNone;                ///< the clause that holds this one as a complement
  std::uint32_t above = kNone;                 ///< the next clause up the tree, however it hangs there
  std::uint32_t noun = kNone;                  ///< the noun group on which it hangs
  /// How it hangs on `parent`: "inf", "that", "ing" (complements); a preposition + gerund; "as"; "free" (a
  /// participle beside the main verb); "noun" (an infinitive below a noun); and "relative" and "and".
  std::string link;
  std::string marker;          ///< "if", "after", "because" … before it
  bool has_condition = false;  ///< an "if" or "unless" clause hangs on it
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
  std::vector<Clause> clauses;           ///< one for each verb group, in order
  std::vector<std::uint32_t> downwards;  ///< the clauses, each behind the one above it
  std::vector<std::uint32_t> noun_at;    ///< for each word of the sentence its noun group, or kNone
  std::vector<std::uint32_t> verb_at;
  std::vector<std::uint32_t> clause_at;  ///< for the node of each clause the clause, else kNone
};

SentenceParts find_clauses(const SentenceView& view, const SentenceTree& tree, const Analysis& analysis);

/// The arguments of a clause as a verb of several words sees them, which reach up to `end`: what stands
/// behind its last preposition is the object ("called on | Iran", "carried out | an attack"), and its own
/// nouns are none ("came to the defence | of Iran").
std::vector<Argument> arguments_behind(const Clause& clause, const SentenceParts& parts, std::uint32_t end);

/// The prepositions that hang on a noun group, and on those of them in turn; and the phrases that stand
/// straight behind these but which the parse hung on the verb: "launched an attack | on the base".
std::vector<Argument> noun_arguments(const SentenceView& view, const SentenceTree& tree,
                                     const SentenceParts& parts, std::uint32_t group);

/// The noun group at a node of the tree with those coordinated with it.
std::vector<std::uint32_t> coordination(const SentenceTree& tree, const SentenceParts& parts,
                                        std::uint32_t node);

/// The noun group that hangs on this one behind "of", or kNone: "dozens | of protesters".
std::uint32_t of_phrase(const SentenceView& view, const SentenceTree& tree, const SentenceParts& parts,
                        std::uint32_t group);

}  // namespace raven::code
