// SPDX-License-Identifier: Apache-2.0
#include "code/verb_spellings.h"

#include "base/ascii.h"

#include <algorithm>

namespace raven::code {
namespace {

/// One past the words if they stand from `word` on, determiners passed over; else kNone.
std::uint32_t words_end(const SentenceView& view, std::uint32_t word,
                        const std::vector<std::string>& wanted) {
  for (const std::string& next : wanted) {
    while (view.in(word) &&
           (view.tag(word) == Tag::Det || (view.fine(word) == "PRP$" && next != view.low(word))))
      ++word;
    if (!view.in(word) || (view.low(word) != next && base::lowered(view.lemma(word)) != next)) return kNone;
    ++word;
  }
  return word;
}

}  // namespace

std::vector<Spelling> spellings_of(std::uint32_t c, const MatchContext& context) {
  const SentenceView& view = context.view;
  const SentenceTree& tree = context.tree;
  const SentenceParts& parts = context.parts;
  const Clause& clause = parts.clauses[c];
  const VerbGroup& verb = parts.verbs[clause.verb];
  const std::string lemma = base::lowered(view.lemma(verb.head));
  std::vector<Spelling> found;
  for (const Multiword& multiword : context.lexicon.multiwords(lemma)) {
    // Straight after the verb ("carried out an attack") …
    if (const std::uint32_t end = words_end(view, verb.last, multiword.rest); end != kNone) {
      found.push_back({multiword.lemma, end});
      continue;
    }
    // … behind its object ("pulled its troops out", "held the army responsible") …
    const Argument* object = clause.argument("obj");
    const std::uint32_t behind = object ? parts.nouns[object->groups.back()].last : kNone;
    // "Out of Mali" stands together and still belongs to the verb; "for masks" does not.
    const bool own = behind != kNone && (!tree.is(behind, "case") || tree.is(behind + 1, "case"));
    if (object && object->at >= verb.last && own && words_end(view, behind, multiword.rest) != kNone) {
      found.push_back({multiword.lemma, verb.last});
      continue;
    }
    if (multiword.rest.size() != 1) continue;
    // … or among its dependents: a particle, or a preposition with its phrase ("called again on Iran").
    const std::string& wanted = multiword.rest[0];
    const auto hangs = [&](std::uint32_t child) {
      return (tree.is(child, "compound:prt") || tree.is(child, "advmod") || tree.is(child, "xcomp")) &&
             (view.low(child) == wanted || view.lemma(child) == wanted);
    };
    const auto below = tree.children(verb.node);
    if (std::any_of(below.begin(), below.end(), hangs)) {
      found.push_back({multiword.lemma, verb.last});
    } else if (const Argument* phrase = clause.argument(wanted);
               phrase && phrase->at > verb.last && (!object || object->at > phrase->at)) {
      found.push_back({multiword.lemma, phrase->at});
    }
  }
  // "test-fired", "re-elected".
  if (verb.head > view.first() + 1 && view.form(verb.head - 1) == "-")
    found.push_back({view.low(verb.head - 2) + "-" + lemma, verb.last});
  // A verb with a particle that no table knows is another verb: "killed off the hosts".
  if (!found.empty() || tree.child(verb.node, "compound:prt") == kNone) found.push_back({lemma, verb.last});
  return found;
}
}  // namespace raven::code
