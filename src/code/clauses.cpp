// SPDX-License-Identifier: Apache-2.0
#include "code/clauses.h"

#include "code/arguments.h"
#include "code/clause_words.h"
#include "code/noun_groups.h"
#include "code/verb_groups.h"

#include <algorithm>
#include <utility>

namespace raven::code {
namespace {

/// Where the words of a clause end: one past its last argument.
std::uint32_t end_of(const SentenceParts& parts, const Clause& clause) {
  std::uint32_t end = parts.verbs[clause.verb].last;
  for (const Argument& argument : clause.arguments)
    for (std::uint32_t group : argument.groups) end = std::max(end, parts.nouns[group].last);
  return end;
}

bool has_party(const SentenceParts& parts, const std::vector<std::uint32_t>& groups) {
  return std::any_of(groups.begin(), groups.end(),
                     [&](std::uint32_t g) { return parts.nouns[g].mention != kNone; });
}

/// Turns a passive round: what stands as subject is the object, "by" names the doer.
void undo_passive(const SentenceParts& parts, std::vector<std::uint32_t> surface, Clause& clause) {
  for (Argument& argument : clause.arguments)
    if (argument.slot == "by" && has_party(parts, argument.groups)) argument.slot = "subj";
  if (surface.empty()) return;
  const bool has_object = clause.argument("obj") != nullptr;  // "was given arms": the subject is the receiver
  clause.arguments.push_back(
      {has_object ? "obj2" : "obj", std::move(surface), parts.verbs[clause.verb].first});
}

/// Puts the surface subject in its place among the arguments and reckons how far the clause reaches.
void place_subject(const SentenceParts& parts, Clause& clause) {
  const VerbGroup& verb = parts.verbs[clause.verb];
  if (verb.voice == Voice::Passive) {
    undo_passive(parts, clause.surface_subject, clause);
  } else if (!clause.surface_subject.empty()) {
    clause.arguments.insert(clause.arguments.begin(), {"subj", clause.surface_subject, verb.first});
  }
  clause.first = verb.first;
  clause.last = end_of(parts, clause);
  for (std::uint32_t group : clause.surface_subject)
    if (parts.nouns[group].last <= verb.first && verb.first - parts.nouns[group].first < kReach)
      clause.first = std::min(clause.first, parts.nouns[group].first);
}

class ClauseFinder {
 public:
  ClauseFinder(const SentenceView& read, const SentenceTree& tree, SentenceParts& parts)
      : read_(read), tree_(tree), parts_(parts) {}

  void run() {
    parts_.clauses.resize(parts_.verbs.size());
    for (std::uint32_t word : tree_.downwards())
      if (const std::uint32_t v = clause_of(word); v != kNone) parts_.downwards.push_back(v);
    for (std::uint32_t v : parts_.downwards) make_clause(v);
    for (std::uint32_t v : parts_.downwards) share_object(v);
  }

 private:
  std::uint32_t clause_of(std::uint32_t node) const {
    return read_.in(node) ? parts_.clause_at[node - read_.first()] : kNone;
  }

  /// The next clause up the tree.
  std::uint32_t clause_above(std::uint32_t node) const {
    std::uint32_t at = tree_.head(node);
    for (std::uint32_t steps = 0; at != kNone && steps < kReach; ++steps) {
      if (clause_of(at) != kNone) return clause_of(at);
      at = tree_.head(at);
    }
    return kNone;
  }

  void make_clause(std::uint32_t v) {
    const VerbGroup& verb = parts_.verbs[v];
    Clause& clause = parts_.clauses[v];
    clause.verb = v;
    clause.above = clause_above(verb.node);
    read_markers(clause, verb.node);
    clause.arguments = verb_arguments(read_, tree_, parts_, verb);
    bool own = false;
    for (std::uint32_t child : tree_.children(verb.node)) {
      if (!tree_.is(child, "nsubj")) continue;
      // Of two the one nearest before the verb.
      if (own && child > verb.node) continue;
      std::vector<std::uint32_t> groups = groups_at(child);
      if (groups.empty()) continue;
      clause.surface_subject = std::move(groups);
      own = true;
    }
    if (!own && verb.form == VerbForm::Finite && !tree_.is(verb.node, "acl")) {
      // "…, and police arrested two": a party straight before the verb that the parse hung elsewhere.
      const std::uint32_t before = verb.first > read_.first() ? verb.first - 1 : kNone;
      const std::uint32_t group = before == kNone ? kNone : parts_.noun_at[before - read_.first()];
      own = group != kNone && stands_free(parts_.nouns[group]) && !tree_.is(parts_.nouns[group].node, "obj");
      if (own) clause.surface_subject = {group};
    }
    hang(v, clause, own);
    if (tree_.is(verb.node, "acl:relcl")) fill_gap(clause, verb, own);
    place_subject(parts_, clause);
  }

  /// A party behind no preposition.
  bool stands_free(const NounGroup& noun) const {
    return noun.mention != kNone && !noun.is_time &&
           (noun.first == read_.first() || read_.tag(noun.first - 1) != Tag::Adp);
  }

  /// The groups at a node; a relative pronoun stands for what its clause hangs on.
  std::vector<std::uint32_t> groups_at(std::uint32_t node) const {
    return noun_groups_at(read_, tree_, parts_, node);
  }

  void read_markers(Clause& clause, std::uint32_t node) const {
    for (std::uint32_t child : tree_.children(node)) {
      const std::string low = read_.low(child);
      const bool marks = tree_.is(child, "mark") || (tree_.is(child, "advmod") && read_.fine(child) == "WRB");
      if (marks && low != "to" && low != "that" && clause.marker.empty()) clause.marker = low;
      if (!tree_.is(child, "advcl")) continue;
      const std::uint32_t mark = tree_.child(child, "mark");
      const std::string opens = read_.low(mark);
      clause.has_condition = clause.has_condition || opens == "if" || opens == "unless";
    }
  }

  /// What the clause is to the one above it, and whose subject it takes when it has none of its own.
  void hang(std::uint32_t v, Clause& clause, bool own) {
    const VerbGroup& verb = parts_.verbs[v];
    const std::uint32_t node = verb.node;
    const std::uint32_t above = clause.above;
    const Clause* upper = above == kNone ? nullptr : &parts_.clauses[above];
    const std::uint32_t head = tree_.head(node);
    if (tree_.is(node, "conj") && upper && clause_of(head) == above) {
      // "said X attacked and killed": the second hangs where the first does.
      clause.parent = upper->parent;
      clause.noun = upper->noun;
      clause.link = upper->link.empty() ? "and" : upper->link;
      if (clause.marker.empty()) clause.marker = upper->marker;
      if (!own) clause.surface_subject = upper->surface_subject;
      return;
    }
    const bool clausal = tree_.is(node, "ccomp") || tree_.is(node, "xcomp");
    if (clausal && upper && clause_of(head) == above) {
      clause.parent = above;
      clause.link = verb.form == VerbForm::Infinitive                              ? "inf"
                    : verb.form == VerbForm::Participle && tree_.is(node, "xcomp") ? "ing"
                    : tree_.is(node, "xcomp")                                      ? "comp"
                                                                                   : "that";
      if (verb.form == VerbForm::Participle && !clause.marker.empty()) clause.link = clause.marker;
      // What somebody says with a finite verb has a subject of its own, or none that is known.
      if (!own && (verb.form != VerbForm::Finite || tree_.is(node, "xcomp")))
        clause.surface_subject = controlled_subject(*upper);
      return;
    }
    if (tree_.is(node, "acl") && !tree_.is(node, "acl:relcl")) {
      clause.noun = read_.in(head) ? parts_.noun_at[head - read_.first()] : kNone;
      if (verb.form == VerbForm::Infinitive) {
        // "announced a plan to withdraw": who owns the plan, or who announces it.
        clause.parent = above;
        clause.link = "noun";
        if (own || clause.noun == kNone) return;
        if (!parts_.nouns[clause.noun].owner_groups.empty()) {
          clause.surface_subject = {parts_.nouns[clause.noun].owner_groups.front()};
        } else if (upper) {
          clause.surface_subject = controlled_subject(*upper);
        }
        return;
      }
      if (verb.form == VerbForm::Finite && tree_.child(node, "mark") != kNone) {
        clause.link = "noun";  // "the claim that X attacked"
        clause.parent = above;
        return;
      }
      clause.link = "relative";
      const bool under_preposition = !clause.marker.empty() && verb.form == VerbForm::Participle;
      if (under_preposition && upper) {
        // "accused the army of killing", hung on the army by the parse.
        clause.link = clause.marker;
        clause.parent = above;
      }
      if (!own && clause.noun != kNone) clause.surface_subject = groups_at(head);
      return;
    }
    if (tree_.is(node, "acl:relcl")) {
      clause.link = "relative";
      clause.noun = read_.in(head) ? parts_.noun_at[head - read_.first()] : kNone;
      return;
    }
    if (!upper) return;
    const bool adverbial = tree_.is(node, "advcl") || tree_.is(node, "obl") || tree_.is(node, "nmod");
    if (!adverbial) {
      // "Officers seize power, put the president under arrest"; but not "… , said the army".
      if (!own && (tree_.is(node, "parataxis") || tree_.is(node, "dep")) && node > head)
        clause.surface_subject = upper->surface_subject;
      return;
    }
    if (verb.form == VerbForm::Infinitive) {
      clause.parent = above;
      clause.link = "inf";
      if (!own) clause.surface_subject = controlled_subject(*upper);
    } else if (verb.form == VerbForm::Participle && !clause.marker.empty()) {
      // A gerund below a preposition keeps the preposition's name: "accused X of | attacking".
      clause.parent = above;
      clause.link = clause.marker;
      if (own) return;
      const Argument* object = upper->argument("obj");
      const bool object_acts = object && (clause.link == "of" || clause.link == "from" ||
                                          (clause.link == "for" && has_party(parts_, object->groups)));
      clause.surface_subject = object_acts ? object->groups : upper->surface_subject;
    } else if (verb.form == VerbForm::Participle || verb.form == VerbForm::PastParticiple) {
      clause.parent = verb.form == VerbForm::Participle ? above : kNone;
      clause.link = "free";
      if (!own) clause.surface_subject = upper->surface_subject;
    }
  }

  /// Who acts in a complement without a subject: "urged the army to withdraw", the object; "called on Iran
  /// to withdraw", the one called; "promised to help", "was urged to withdraw", the surface subject.
  std::vector<std::uint32_t> controlled_subject(const Clause& upper) const {
    const VerbGroup& verb = parts_.verbs[upper.verb];
    if (verb.voice == Voice::Passive) return upper.surface_subject;
    for (const Argument& argument : upper.arguments)
      if ((argument.slot == "obj" || argument.slot == "obj2") && has_party(parts_, argument.groups))
        return argument.groups;
    static const WordSet kAddress = {"call", "appeal", "plead", "prevail", "lean"};
    if (is_one_of(base::lowered(read_.lemma(verb.head)), kAddress))
      for (const Argument& argument : upper.arguments)
        if (argument.slot == "on" || argument.slot == "to" || argument.slot == "upon" ||
            argument.slot == "with" || argument.slot == "for")
          return argument.groups;
    return upper.surface_subject;
  }

  /// "the base which Russia has built", "the base Russia has built": the antecedent is the object where the
  /// pronoun is none of its arguments.
  void fill_gap(Clause& clause, const VerbGroup& verb, bool own) {
    const std::uint32_t antecedent = tree_.head(verb.node);
    if (!own) {
      clause.surface_subject = groups_at(antecedent);
      return;
    }
    const bool is_antecedent =
        clause.noun != kNone && std::find(clause.surface_subject.begin(), clause.surface_subject.end(),
                                          clause.noun) != clause.surface_subject.end();
    if (is_antecedent || verb.is_copula || verb.voice == Voice::Passive || clause.argument("obj")) return;
    for (const Argument& argument : clause.arguments)
      if (std::find(argument.groups.begin(), argument.groups.end(), clause.noun) != argument.groups.end())
        return;
    std::vector<std::uint32_t> groups = groups_at(antecedent);
    if (!groups.empty()) clause.arguments.push_back({"obj", std::move(groups), read_.first()});
  }

  /// "attacked and killed the rebels": one object for both verbs.
  void share_object(std::uint32_t v) {
    const VerbGroup& verb = parts_.verbs[v];
    if (!tree_.is(verb.node, "conj") || verb.voice != Voice::Active || verb.is_copula) return;
    const std::uint32_t first = clause_of(tree_.head(verb.node));
    if (first == kNone || parts_.verbs[first].voice != Voice::Active) return;
    Clause& earlier = parts_.clauses[first];
    Clause& later = parts_.clauses[v];
    if (earlier.argument("obj") && !later.argument("obj") && earlier.argument("obj")->at >= verb.last) {
      later.arguments.push_back(*earlier.argument("obj"));
      later.last = std::max(later.last, end_of(parts_, later));
    } else if (later.argument("obj") && !earlier.argument("obj") &&
               verb.first <= parts_.verbs[first].last + 1 && later.argument("obj")->at >= verb.last) {
      earlier.arguments.push_back(*later.argument("obj"));
    }
  }

  const SentenceView& read_;
  const SentenceTree& tree_;
  SentenceParts& parts_;
};

}  // namespace

SentenceParts find_clauses(const SentenceView& view, const SentenceTree& tree, const Analysis& analysis) {
  SentenceParts parts;
  parts.sentence = view.sentence();
  parts.first_word = view.first();
  parts.last_word = view.last();
  const std::uint32_t count = view.last() - view.first();
  parts.noun_at.assign(count, kNone);
  parts.verb_at.assign(count, kNone);
  parts.clause_at.assign(count, kNone);
  find_noun_groups(view, tree, analysis, parts);
  find_verb_groups(view, tree, parts);
  ClauseFinder(view, tree, parts).run();
  return parts;
}

}  // namespace raven::code
