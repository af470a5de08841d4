// SPDX-License-Identifier: Apache-2.0
#include "code/arguments.h"

#include "code/clause_words.h"

#include <algorithm>
#include <utility>

namespace raven::code {
namespace {

/// Phrases below phrases are followed so far: "sent troops to the border with Chad near the lake".
constexpr int kDeepest = 4;
/// No list of parties is longer.
constexpr std::size_t kLongestList = 24;

std::uint32_t group_at(const SentenceParts& parts, std::uint32_t word) {
  if (word < parts.first_word || word >= parts.last_word) return kNone;
  const std::uint32_t group = parts.noun_at[word - parts.first_word];
  if (group == kNone || parts.nouns[group].node == word) return group;
  // A word inside a group that is a party of its own: "gave | Kyiv | tanks".
  for (std::uint32_t owner : parts.nouns[group].owner_groups)
    if (word >= parts.nouns[owner].first && word < parts.nouns[owner].last) return owner;
  return group;
}

bool is_relative_pronoun(const SentenceView& view, std::uint32_t word) {
  const std::string_view fine = view.fine(word);
  return (fine == "WDT" || fine == "WP") && is_one_of(view.low(word), kRelatives);
}

/// The noun that the relative clause around a pronoun hangs on, or kNone.
std::uint32_t antecedent_of(const SentenceTree& tree, std::uint32_t pronoun) {
  std::uint32_t at = tree.head(pronoun);
  for (int steps = 0; steps < kDeepest && at != kNone; ++steps) {
    if (tree.is(at, "acl:relcl")) return tree.head(at);
    at = tree.head(at);
  }
  return kNone;
}

void add_phrase(const SentenceView& view, const SentenceTree& tree, const SentenceParts& parts,
                std::uint32_t node, std::vector<Argument>& found) {
  const std::string slot = preposition_of(view, tree, node);
  if (slot.empty()) return;
  std::vector<std::uint32_t> groups = noun_groups_at(view, tree, parts, node);
  if (groups.empty() || parts.nouns[groups[0]].is_time) return;
  const std::uint32_t at = std::min(parts.nouns[groups[0]].first, node);
  found.push_back({slot, std::move(groups), at});
}

/// The phrases that hang on a node and on those in turn, from left to right. `seen` guards against a
/// coordination that is reached twice.
void add_phrases_below(const SentenceView& view, const SentenceTree& tree, const SentenceParts& parts,
                       std::uint32_t node, std::vector<Argument>& found) {
  struct Step {
    std::uint32_t node;
    int depth;
  };
  std::vector<Step> open = {{node, 0}};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Step step = open[i];
    for (std::uint32_t child : tree.children(step.node)) {
      const bool member = tree.is(child, "conj") || tree.is(child, "appos");
      const bool phrase = tree.is(child, "nmod") || tree.is(child, "obl");
      if (!member && !phrase) continue;
      if (phrase && child < step.node) continue;
      if (phrase) add_phrase(view, tree, parts, child, found);
      if (step.depth < kDeepest) open.push_back({child, step.depth + 1});
    }
  }
}

}  // namespace

std::string preposition_of(const SentenceView& view, const SentenceTree& tree, std::uint32_t node) {
  std::string preposition;
  for (std::uint32_t child : tree.children(node)) {
    if (child > node && view.fine(child) == "POS") continue;
    if (!tree.is(child, "case") && !(tree.is(child, "mark") && child < node)) continue;
    if (child > node) continue;
    preposition = view.low(child);
    for (std::uint32_t part : tree.children(child))
      if (tree.is(part, "fixed")) preposition = view.low(part);
  }
  return preposition;
}

std::vector<std::uint32_t> coordination(const SentenceTree& tree, const SentenceParts& parts,
                                        std::uint32_t node) {
  std::vector<std::uint32_t> groups;
  const auto add = [&](std::uint32_t group) {
    if (group != kNone && groups.size() < kLongestList &&
        std::find(groups.begin(), groups.end(), group) == groups.end())
      groups.push_back(group);
  };
  std::vector<std::uint32_t> open = {node};
  for (std::size_t i = 0; i < open.size() && i < kLongestList; ++i) {
    const std::uint32_t group = group_at(parts, open[i]);
    // "Thai and | Cambodian troops": the first adjective is a party, and so is the phrase.
    for (std::uint32_t child : tree.children(open[i])) {
      if (child > open[i] || (!tree.is(child, "amod") && !tree.is(child, "compound"))) continue;
      const std::uint32_t other = group_at(parts, child);
      if (other != group && other != kNone && parts.nouns[other].mention != kNone) add(other);
    }
    add(group);
    for (std::uint32_t child : tree.children(open[i]))
      if (tree.is(child, "conj") && (group_at(parts, child) != group || group == kNone))
        open.push_back(child);
  }
  std::erase_if(groups, [&](std::uint32_t group) { return groups.size() > 1 && parts.nouns[group].is_time; });
  return groups;
}

std::vector<std::uint32_t> noun_groups_at(const SentenceView& view, const SentenceTree& tree,
                                          const SentenceParts& parts, std::uint32_t node) {
  if (is_relative_pronoun(view, node)) {
    const std::uint32_t antecedent = antecedent_of(tree, node);
    if (antecedent == kNone) return {};
    const std::uint32_t group = group_at(parts, antecedent);
    if (group == kNone) return {};
    return {group};
  }
  std::vector<std::uint32_t> groups = coordination(tree, parts, node);
  for (std::uint32_t child : tree.children(node)) {
    if (groups.size() != 1 || parts.nouns[groups[0]].mention != kNone || !tree.is(child, "appos")) continue;
    const std::uint32_t named = group_at(parts, child);
    if (named != kNone && parts.nouns[named].mention != kNone && !parts.nouns[groups[0]].is_time)
      groups[0] = named;
  }
  return groups;
}

std::vector<Argument> verb_arguments(const SentenceView& view, const SentenceTree& tree,
                                     const SentenceParts& parts, const VerbGroup& verb) {
  std::vector<Argument> found;
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t child : tree.children(verb.node)) {
    const bool object = tree.is(child, "obj");
    const bool receiver = tree.is(child, "iobj");
    if (object || receiver) {
      std::vector<std::uint32_t> groups = noun_groups_at(view, tree, parts, child);
      if (groups.empty() || parts.nouns[groups[0]].is_time) continue;
      const std::uint32_t at = parts.nouns[groups[0]].first;
      found.push_back({receiver ? "obj2" : "obj", std::move(groups), at});
      nodes.push_back(child);
      continue;
    }
    const bool phrase = tree.is(child, "obl") || tree.is(child, "nmod");
    if (!phrase || (verb.is_copula && child < verb.node)) continue;
    add_phrase(view, tree, parts, child, found);
    nodes.push_back(child);
  }
  // A receiver without a thing is the object: "told Iran", "asked Geneva for masks".
  if (std::none_of(found.begin(), found.end(), [](const Argument& other) { return other.slot == "obj"; }))
    for (Argument& argument : found)
      if (argument.slot == "obj2") argument.slot = "obj";
  for (std::uint32_t node : nodes) add_phrases_below(view, tree, parts, node, found);
  return found;
}

std::vector<Argument> arguments_behind(const Clause& clause, const SentenceParts& parts, std::uint32_t end) {
  std::vector<Argument> found;
  const VerbGroup& verb = parts.verbs[clause.verb];
  for (const Argument& argument : clause.arguments) {
    if (argument.at >= verb.last && argument.at < end) {
      // A word of the verb itself, or, for words that reach into a group, what follows them in it.
      continue;
    }
    found.push_back(argument);
    const bool straight_behind = argument.at == end && argument.slot != "subj" && argument.slot != "obj2";
    if (straight_behind) found.back().slot = "obj";
  }
  return found;
}

std::vector<Argument> noun_arguments(const SentenceView& view, const SentenceTree& tree,
                                     const SentenceParts& parts, std::uint32_t group) {
  const NounGroup& noun = parts.nouns[group];
  std::vector<Argument> found;
  add_phrases_below(view, tree, parts, noun.node, found);
  // What the parse hung on the verb instead, as long as it goes on without a gap.
  std::uint32_t end = noun.last;
  for (const Argument& argument : found)
    for (std::uint32_t other : argument.groups) end = std::max(end, parts.nouns[other].last);
  const std::uint32_t governor = tree.head(noun.node);
  if (governor == kNone) return found;
  for (std::uint32_t child : tree.children(governor)) {
    if (child < end || (!tree.is(child, "obl") && !tree.is(child, "nmod"))) continue;
    const std::size_t before = found.size();
    add_phrase(view, tree, parts, child, found);
    if (found.size() == before) continue;
    add_phrases_below(view, tree, parts, child, found);
  }
  return found;
}

std::uint32_t of_phrase(const SentenceView& view, const SentenceTree& tree, const SentenceParts& parts,
                        std::uint32_t group) {
  const NounGroup& noun = parts.nouns[group];
  for (std::uint32_t child : tree.children(noun.node))
    if (child >= noun.last && tree.is(child, "nmod") && preposition_of(view, tree, child) == "of")
      return group_at(parts, child);
  // Where the parse hung it higher it still stands straight behind.
  if (view.low(noun.last) != "of" || !view.in(noun.last + 1)) return kNone;
  const std::uint32_t next = parts.noun_at[noun.last + 1 - view.first()];
  return next != kNone && parts.nouns[next].first == noun.last + 1 ? next : kNone;
}

}  // namespace raven::code
