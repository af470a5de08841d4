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

// ------------------------------------------------------------------------------------------ subjects

/// The noun group that a chain of prepositional phrases ending before `w` hangs from, or kNone:
/// "the spokesman for the group in Kabul |" -> "the spokesman".
std::uint32_t chain_head(const SentenceView& read, const SentenceParts& parts, const Walker& walk,
                         std::uint32_t w) {
  std::uint32_t at = w;
  // "After the Taliban captured Kabul": what looks like a preposition opens the clause.
  std::uint32_t opened = kNone;
  const std::uint32_t limit = w > read.first() + kReach ? w - kReach : read.first();
  while (at > limit) {
    const std::uint32_t group = walk.noun(at - 1);
    if (group == kNone) return opened;
    const std::uint32_t begin = parts.nouns[group].first;
    std::uint32_t before = begin;
    while (before > limit && walk.skips(before - 1)) --before;
    const bool under_preposition = before > limit && walk.is_preposition(before - 1);
    if (!under_preposition) {
      if (!parts.nouns[group].is_time) return group;
      at = before;
      continue;
    }
    if (is_one_of(read.low(before - 1), kConditionMarkers) && !parts.nouns[group].is_time) opened = group;
    at = before - 1;
    while (at > limit && walk.is_preposition(at - 1)) --at;
    while (at > limit && walk.skips(at - 1)) --at;
    if (at > limit && walk.noun(at - 1) == kNone) return opened;
  }
  return opened;
}

/// All members of the coordination that ends in `group`, if it ends in one: "Russia and [China]".
std::vector<std::uint32_t> coordination_ending_in(const SentenceView& read, const SentenceParts& parts,
                                                  const Walker& walk, std::uint32_t group) {
  std::vector<std::uint32_t> list = {group};
  std::uint32_t at = parts.nouns[group].first;
  while (at > read.first() + 1 && walk.skips(at - 1)) --at;
  bool conjunction = false;
  while (at > read.first() + 1 && list.size() < 12) {
    std::uint32_t before = at;
    if (!conjunction) {
      if (!read.is_and(before - 1)) break;
      --before;
      if (before > read.first() && read.is_comma(before - 1)) {
        // "…, and police took him": a comma before "and" opens a clause, unless a list leads up to it ("A, B,
        // and C").
        const std::uint32_t previous = before > read.first() + 1 ? walk.noun(before - 2) : kNone;
        const bool in_list = previous != kNone && parts.nouns[previous].first > read.first() &&
                             read.is_comma(parts.nouns[previous].first - 1);
        if (!in_list) break;
        --before;
      }
    } else {
      if (!read.is_comma(before - 1)) break;
      --before;
    }
    if (before == read.first()) break;
    std::uint32_t other = walk.noun(before - 1);
    if (other == kNone || parts.nouns[other].is_time || parts.nouns[other].last != before) break;
    // "the ministers of Chad and Niger": a member under a preposition belongs to that phrase; take its head.
    const std::uint32_t head = chain_head(read, parts, walk, before);
    if (head != kNone && head != other) other = head;
    conjunction = true;
    list.insert(list.begin(), other);
    at = parts.nouns[other].first;
  }
  return list;
}

/// The subject of the finite verb group that begins at word `first`. Rules, in order:
///   1. a relative pronoun before it: its antecedent;
///   2. "and" or a comma before it and no noun between: the subject of the verb before (handled by the
///   caller);
///   3. a comma before it: the noun before the insertion that the comma ends (apposition, relative clause);
///   4. the head of the chain of prepositional phrases before it.
struct SubjectFound {
  std::vector<std::uint32_t> groups;
  bool relative = false;
  bool shared = false;  ///< take the subject of the clause before
};

SubjectFound find_subject(const SentenceView& read, const SentenceParts& parts, std::uint32_t first) {
  const Walker walk(read, parts);
  SubjectFound found;
  std::uint32_t at = first;
  const std::uint32_t limit = first > read.first() + kReach ? first - kReach : read.first();
  while (at > limit && (walk.skips(at - 1) || read.form(at - 1) == ")")) {
    --at;
    if (read.form(at) == ")") {
      while (at > limit && read.form(at) != "(") --at;
    }
  }
  if (at == limit) return found;

  const auto antecedent = [&](std::uint32_t pronoun) {
    std::uint32_t end = pronoun;
    if (end > limit && read.is_comma(end - 1)) --end;
    if (end > limit && walk.is_preposition(end - 1)) --end;
    if (end > limit && read.is_comma(end - 1)) --end;
    if (end == limit || walk.noun(end - 1) == kNone) return;
    const std::uint32_t nearest = walk.noun(end - 1);
    const std::uint32_t head = chain_head(read, parts, walk, end);
    // "the leader of the group, who …": the head when it is a party, else the nearest noun.
    const std::uint32_t chosen = head != kNone && parts.nouns[head].mention != kNone ? head : nearest;
    found.groups = {chosen};
  };

  if (is_one_of(read.low(at - 1), kRelatives) && walk.noun(at - 1) == kNone &&
      (read.fine(at - 1) == "WDT" || read.fine(at - 1) == "WP" || read.tag(at - 1) == Tag::Pron ||
       read.tag(at - 1) == Tag::Sconj)) {
    if (read.tag(at - 1) == Tag::Sconj) return found;  // "that" as a conjunction: no subject to its left
    antecedent(at - 1);
    found.relative = true;
    return found;
  }
  if (read.is_and(at - 1) || (read.tag(at - 1) == Tag::Cconj && read.low(at - 1) == "but")) {
    found.shared = true;
    return found;
  }
  if (read.is_comma(at - 1) || read.form(at - 1) == "\u2013" || read.form(at - 1) == "\u2014") {
    // Back over the insertion to the comma that opens it.
    std::uint32_t open = at - 1;
    bool finite = false, relative = false;
    while (open > limit) {
      --open;
      if (walk.verb(open) != kNone && parts.verbs[walk.verb(open)].form == VerbForm::Finite) finite = true;
      if (is_one_of(read.low(open), kRelatives) && walk.noun(open) == kNone) relative = true;
      const bool mark = read.is_comma(open) || read.form(open) == "\u2013" || read.form(open) == "\u2014";
      if (mark && (!finite || relative)) {
        // A list inside the insertion goes on to the next comma.
        if (open > limit && walk.noun(open - 1) != kNone) {
          const std::uint32_t head = chain_head(read, parts, walk, open);
          if (head != kNone) {
            found.groups = coordination_ending_in(read, parts, walk, head);
            return found;
          }
        }
        break;
      }
      if (finite && !relative && read.is_comma(open)) break;
    }
    found.shared = true;
    return found;
  }
  const std::uint32_t group = walk.noun(at - 1);
  if (group == kNone) return found;
  std::uint32_t head = chain_head(read, parts, walk, at);
  if (head == kNone) return found;
  found.groups = coordination_ending_in(read, parts, walk, head);
  return found;
}

/// Where the scan for a complement may begin: one past the last argument of a clause.
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
  ClauseFinder(const SentenceView& read, SentenceParts& parts)
      : read_(read), parts_(parts), walk_(read, parts) {}

  void run() {
    surface_.resize(parts_.verbs.size());
    for (std::uint32_t v = 0; v < parts_.verbs.size(); ++v) parts_.clauses.push_back(make_clause(v));
    // A participle at the head of a sentence takes the subject of the verb that follows it.
    for (std::uint32_t v = 0; v + 1 < parts_.clauses.size(); ++v) {
      Clause& clause = parts_.clauses[v];
      if (parts_.verbs[v].form != VerbForm::Participle || clause.argument("subj") || surface_[v + 1].empty())
        continue;
      if (clause.parent == kNone)
        clause.arguments.push_back({"subj", surface_[v + 1], parts_.verbs[v].first});
    }
  }

 private:
  Clause make_clause(std::uint32_t v) {
    const VerbGroup& verb = parts_.verbs[v];
    Clause clause;
    clause.verb = v;
    clause.arguments = arguments_after(read_, parts_, verb.last, What::ObjectsToo);
    std::vector<std::uint32_t> subject;
    switch (verb.form) {
      case VerbForm::Finite:
        subject = finite_subject(v, clause);
        break;
      case VerbForm::Infinitive:
        subject = infinitive_subject(v, clause);
        break;
      case VerbForm::Participle:
        subject = participle_subject(v, clause);
        break;
      case VerbForm::PastParticiple:
        subject = reduced_relative_subject(v, clause);
        break;
    }
    surface_[v] = subject;
    clause.surface_subject = std::move(subject);
    place_subject(parts_, clause);
    return clause;
  }

  std::vector<std::uint32_t> finite_subject(std::uint32_t v, Clause& clause) {
    const VerbGroup& verb = parts_.verbs[v];
    // A bare verb after "to praise and …" goes on with the infinitive.
    if (v > 0 && read_.fine(verb.head) == "VB" && verb.modality == Modality::Plain &&
        verb.first == verb.head && verb.first > read_.first() && read_.tag(verb.first - 1) == Tag::Cconj &&
        parts_.verbs[v - 1].form == VerbForm::Infinitive) {
      clause.parent = parts_.clauses[v - 1].parent;
      clause.link = parts_.clauses[v - 1].link;
      return surface_[v - 1];
    }
    const SubjectFound found = find_subject(read_, parts_, verb.first);
    std::vector<std::uint32_t> subject = found.groups;
    if (found.relative) clause.link = "relative";
    if (subject.empty() && found.shared) {
      for (std::uint32_t other = v; other-- > 0;) {
        if (parts_.verbs[other].form == VerbForm::PastParticiple || parts_.clauses[other].link == "relative")
          continue;
        if (parts_.verbs[other].form != VerbForm::Finite && parts_.clauses[other].parent != kNone) continue;
        subject = surface_[other];
        clause.link = "and";
        if (parts_.clauses[other].link == "that") {
          clause.parent = parts_.clauses[other].parent;
          clause.link = "that";
        }
        break;
      }
    }
    std::uint32_t begin = verb.first;
    for (std::uint32_t group : subject)
      if (parts_.nouns[group].first < begin && !found.relative && clause.link.empty())
        begin = std::min(begin, parts_.nouns[group].first);
    while (begin > read_.first() && (walk_.skips(begin - 1) && !read_.is_quote(begin - 1))) --begin;
    if (begin > read_.first()) {
      const std::string before = read_.low(begin - 1);
      if (is_one_of(before, kConditionMarkers)) clause.marker = before;
      // "the base which Russia has built": the antecedent is the object.
      if (!found.relative && !subject.empty() &&
          (before == "which" || before == "whom" || before == "that") && walk_.noun(begin - 1) == kNone &&
          begin > read_.first() + 1 && !clause.argument("obj")) {
        std::uint32_t end = begin - 1;
        if (read_.is_comma(end - 1)) --end;
        if (end > read_.first() && walk_.noun(end - 1) != kNone) {
          clause.arguments.push_back({"obj", {walk_.noun(end - 1)}, parts_.nouns[walk_.noun(end - 1)].first});
          clause.link = "relative";
        }
      }
    }
    if (v > 0 && clause.link.empty()) link_to_reporter(v, begin, clause);
    return subject;
  }

  /// A finite clause straight after a verb and its objects is that verb's complement: "said (that) X
  /// attacked".
  void link_to_reporter(std::uint32_t v, std::uint32_t begin, Clause& clause) {
    const Clause& before = parts_.clauses[v - 1];
    const std::uint32_t end = before.last;
    if (begin < parts_.verbs[v - 1].last) return;
    bool that = false;
    for (std::uint32_t w = std::min(end, begin); w < begin; ++w) {
      const std::string low = read_.low(w);
      if (low == "that" || low == "how" || low == "whether") {
        that = true;
      } else if (walk_.noun(w) != kNone && parts_.nouns[walk_.noun(w)].is_time) {
        continue;  // "said Monday that"
      } else if (walk_.is_preposition(w)) {
        continue;
      } else if (!read_.is_quote(w) && !walk_.skips(w) && !(that && read_.tag(w) != Tag::Verb) &&
                 !read_.is_comma(w) && low != ":") {
        return;
      } else if (read_.is_comma(w) && !that) {
        const bool quoted = w + 1 < begin && read_.is_quote(w + 1);
        if (!quoted) return;
      }
    }
    if (!clause.marker.empty() && clause.marker != "whether" && clause.marker != "that") return;
    clause.parent = v - 1;
    clause.link = "that";
  }

  std::vector<std::uint32_t> infinitive_subject(std::uint32_t v, Clause& clause) {
    if (v == 0) return {};
    std::uint32_t parent = v - 1;
    // "agreed to meet and to sign": both hang on the first verb.
    const std::uint32_t first = parts_.verbs[v].first;
    if (parts_.verbs[parent].form == VerbForm::Infinitive && first > read_.first() &&
        read_.tag(first - 1) == Tag::Cconj && parts_.clauses[parent].parent != kNone)
      parent = parts_.clauses[parent].parent;
    clause.parent = parent;
    clause.link = "inf";
    const Clause& above = parts_.clauses[parent];
    // "urged the army to withdraw": the object acts; "promised to help": the subject does.
    for (const Argument& argument : above.arguments)
      if (argument.slot == "obj" && has_party(parts_, argument.groups) &&
          parts_.verbs[parent].voice == Voice::Active)
        return argument.groups;
    // "was urged to withdraw": the surface subject acts.
    return surface_[parent];
  }

  std::vector<std::uint32_t> participle_subject(std::uint32_t v, Clause& clause) {
    const std::uint32_t first = parts_.verbs[v].first;
    std::uint32_t at = first;
    while (at > read_.first() && walk_.skips(at - 1)) --at;
    if (at == read_.first() || v == 0) {
      if (at > read_.first() && walk_.noun(at - 1) != kNone) return {walk_.noun(at - 1)};
      return {};
    }
    clause.parent = v - 1;
    clause.link = "ing";
    if (walk_.is_preposition(at - 1)) {
      clause.link = read_.low(at - 1);
      const Argument* object = parts_.clauses[v - 1].argument("obj");
      const std::uint32_t before = at > read_.first() + 1 ? walk_.noun(at - 2) : kNone;
      const bool behind_object = object && before != kNone && object->groups.back() == before;
      // "accused the army of killing": the object acts; "answered the strike by shelling": the subject does.
      if (behind_object)
        return clause.link == "of" || clause.link == "from" || clause.link == "for" ? object->groups
                                                                                    : surface_[v - 1];
      // "with the aim of overthrowing": it hangs on a noun that says nothing of who acts.
      if (before != kNone && clause.link != "by" && clause.link != "after" && clause.link != "before" &&
          clause.link != "without") {
        clause.parent = kNone;
        return {};
      }
      return surface_[v - 1];
    }
    if (const std::uint32_t group = walk_.noun(at - 1); group != kNone && parts_.nouns[group].last == at) {
      // "troops fighting rebels"; but "left the city, praising" has a comma and takes the subject.
      clause.link = "relative";
      clause.parent = kNone;
      return {group};
    }
    return surface_[v - 1];
  }

  std::vector<std::uint32_t> reduced_relative_subject(std::uint32_t v, Clause& clause) {
    std::uint32_t at = parts_.verbs[v].first;
    clause.link = "relative";
    while (at > read_.first() && walk_.skips(at - 1)) --at;
    if (at > read_.first() && read_.is_comma(at - 1)) --at;
    if (at > read_.first() && walk_.noun(at - 1) != kNone) return {walk_.noun(at - 1)};
    return {};
  }

  const SentenceView& read_;
  SentenceParts& parts_;
  Walker walk_;
  std::vector<std::vector<std::uint32_t>> surface_;  // the surface subject of each verb
};

}  // namespace

Clause clause_from(const SentenceView& view, const SentenceParts& parts, const Clause& clause,
                   std::uint32_t word) {
  Clause again = clause;
  again.arguments = arguments_after(view, parts, word, What::ObjectsToo);
  place_subject(parts, again);
  return again;
}

SentenceParts find_clauses(const SentenceView& view, const Analysis& analysis) {
  SentenceParts parts;
  parts.sentence = view.sentence();
  parts.first_word = view.first();
  parts.last_word = view.last();
  parts.noun_at.assign(view.last() - view.first(), kNone);
  parts.verb_at.assign(view.last() - view.first(), kNone);
  find_noun_groups(view, analysis, parts);
  find_verb_groups(view, parts);
  ClauseFinder(view, parts).run();
  return parts;
}

}  // namespace raven::code
