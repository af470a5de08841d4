// SPDX-License-Identifier: Apache-2.0
#include "code/noun_groups.h"

#include "base/ascii.h"
#include "code/clause_words.h"

#include <algorithm>
#include <utility>

namespace raven::code {
namespace {

/// The words [first, second) that a mention covers; both the same if it covers none of the sentence.
std::pair<std::uint32_t, std::uint32_t> mention_words(const Analysis& analysis, const Sentence& sentence,
                                                      std::uint32_t mention) {
  const TextSpan span = analysis.mentions[mention].span;
  const auto first = analysis.words.begin() + sentence.first_word;
  const auto last = analysis.words.begin() + sentence.last_word;
  const auto begin =
      std::partition_point(first, last, [&](const Word& word) { return word.span.end <= span.begin; });
  const auto end =
      std::partition_point(begin, last, [&](const Word& word) { return word.span.begin < span.end; });
  return {static_cast<std::uint32_t>(begin - analysis.words.begin()),
          static_cast<std::uint32_t>(end - analysis.words.begin())};
}

bool is_year(const SentenceView& read, std::uint32_t w) {
  const std::string_view form = read.form(w);
  return read.tag(w) == Tag::Num && form.size() == 4 && (form.starts_with("19") || form.starts_with("20"));
}

bool is_nominal(Tag tag) {
  return tag == Tag::Noun || tag == Tag::Propn || tag == Tag::Num || tag == Tag::Adj || tag == Tag::Pron ||
         tag == Tag::Sym;
}

/// The longest mention over each word of the sentence.
struct Cover {
  std::vector<std::uint32_t> mention, begin, end;
};

Cover cover_of(const SentenceView& read, const Analysis& analysis, std::uint32_t sentence) {
  const std::uint32_t count = read.last() - read.first();
  Cover cover{std::vector<std::uint32_t>(count, kNone), std::vector<std::uint32_t>(count, 0),
              std::vector<std::uint32_t>(count, 0)};
  const auto of_sentence =
      std::equal_range(analysis.mentions.begin(), analysis.mentions.end(), Mention{.sentence = sentence},
                       [](const Mention& a, const Mention& b) { return a.sentence < b.sentence; });
  for (auto mention = of_sentence.first; mention != of_sentence.second; ++mention) {
    const auto m = static_cast<std::uint32_t>(mention - analysis.mentions.begin());
    const auto [begin, end] = mention_words(analysis, analysis.sentences[sentence], m);
    for (std::uint32_t w = begin; w < end; ++w) {
      const std::uint32_t i = w - read.first();
      if (cover.mention[i] != kNone && end - begin <= cover.end[i] - cover.begin[i]) continue;
      cover.mention[i] = m;
      cover.begin[i] = begin;
      cover.end[i] = end;
    }
  }
  return cover;
}

/// Whether a word belongs to the noun phrase of its governor: determiners, numbers, adjectives, compounds,
/// parts of names, titles, owners; what only modifies one of these; never a phrase behind the noun.
bool joins_governor(const SentenceView& read, const SentenceTree& tree, const Cover& cover, std::uint32_t w) {
  const std::uint32_t head = tree.head(w);
  if (head == kNone) return false;
  if (tree.is(w, "flat") || tree.is(w, "fixed") || tree.is(w, "goeswith")) return is_nominal(read.tag(head));
  if (tree.is(w, "case")) {
    // "Russia | 's"; "at | least nine".
    return read.fine(w) == "POS" || (tree.is(head, "nmod") && read.tag(tree.head(head)) == Tag::Num);
  }
  if (w > head) {
    // "military and | economic aid", but "Thai and | Cambodian troops" are two parties.
    return tree.is(w, "conj") && (tree.is(head, "amod") || tree.is(head, "compound")) &&
           w < tree.head(head) && cover.mention[w - read.first()] == kNone;
  }
  if (!is_nominal(read.tag(head))) return false;
  if (tree.is(w, "advmod"))
    return read.tag(head) == Tag::Num || (read.tag(head) == Tag::Adj && tree.is(head, "amod"));
  if (tree.is(w, "compound:prt")) return false;
  return tree.is(w, "det") || tree.is(w, "nummod") || tree.is(w, "amod") || tree.is(w, "compound") ||
         tree.is(w, "nmod:poss") || tree.is(w, "nmod:desc") ||
         (tree.is(w, "nmod") && read.tag(head) == Tag::Num);
}

/// For each word the head of the noun phrase that it stands in.
std::vector<std::uint32_t> phrase_heads(const SentenceView& read, const SentenceTree& tree,
                                        const Cover& cover) {
  const std::uint32_t first = read.first();
  const std::uint32_t count = read.last() - first;
  std::vector<std::uint32_t> top(count);
  for (std::uint32_t i = 0; i < count; ++i) top[i] = first + i;
  for (std::uint32_t w : tree.downwards())
    if (joins_governor(read, tree, cover, w)) top[w - first] = top[tree.head(w) - first];
  // A mention is one nominal whatever stands in it ("Ministry of Foreign Affairs"): all of it goes with the
  // word that hangs outside.
  for (std::uint32_t w = first; w < read.last();) {
    const std::uint32_t i = w - first;
    if (cover.mention[i] == kNone || cover.begin[i] != w) {
      ++w;
      continue;
    }
    const std::uint32_t end = cover.end[i];
    std::uint32_t outer = end - 1;
    for (std::uint32_t at = w; at < end; ++at) {
      const std::uint32_t head = tree.head(at);
      if (head != kNone && head >= w && head < end) continue;
      if (!is_nominal(read.tag(at))) continue;
      outer = at;
      break;
    }
    const std::uint32_t shared = top[outer - first];
    for (std::uint32_t at = w; at < end; ++at) top[at - first] = shared;
    w = end;
  }
  for (std::uint32_t i = 0; i < count; ++i) top[i] = top[top[i] - first];
  // Hyphens, quotation marks and "and" inside a phrase belong to it.
  for (std::uint32_t i = 1; i + 1 < count; ++i) {
    const Tag tag = read.tag(first + i);
    if ((tag == Tag::Punct || tag == Tag::Cconj || tag == Tag::Part) && top[i - 1] == top[i + 1])
      top[i] = top[i - 1];
  }
  return top;
}

/// Whether a phrase with this head is a noun group at all.
bool heads_group(const SentenceView& read, const SentenceTree& tree, std::uint32_t top) {
  const std::string_view fine = read.fine(top);
  switch (read.tag(top)) {
    case Tag::Noun:
    case Tag::Propn:
    case Tag::Num:
    case Tag::Sym:
      return true;
    case Tag::Pron:  // relative pronouns stand for their antecedent
      return fine != "WDT" && fine != "WP" && fine != "WP$" && !tree.is(top, "expl");
    case Tag::Adj:  // "the wounded"
    case Tag::Det:  // "both met"
      return tree.is(top, "nsubj") || tree.is(top, "obj") || tree.is(top, "obl") || tree.is(top, "nmod");
    default:
      return false;
  }
}

}  // namespace

/// Base noun phrases: the words that modify a noun, with it; a mention counts as one nominal whatever stands
/// in it; a possessive mark joins the owner to what it owns.
void find_noun_groups(const SentenceView& read, const SentenceTree& tree, const Analysis& analysis,
                      SentenceParts& parts) {
  const Cover cover = cover_of(read, analysis, parts.sentence);
  const auto mention_at = [&](std::uint32_t w) {
    return read.in(w) ? cover.mention[w - read.first()] : kNone;
  };
  const std::vector<std::uint32_t> top = phrase_heads(read, tree, cover);
  std::uint32_t w = read.first();
  while (w < read.last()) {
    const std::uint32_t node = top[w - read.first()];
    const std::uint32_t begin = w;
    bool named = false;
    while (w < read.last() && top[w - read.first()] == node) named = mention_at(w++) != kNone || named;
    std::uint32_t end = w;
    if (!named && !heads_group(read, tree, node)) continue;
    // A stray piece of a phrase that something parts from its noun.
    if (!named && (node < begin || node >= end)) continue;
    const bool pronoun = !named && read.tag(node) == Tag::Pron;
    NounGroup group;
    group.first = begin;
    group.last = end;
    group.node = node;
    group.is_pronoun = pronoun;
    // The head is the last noun that is not a bare time word: "the army Monday".
    std::uint32_t head = read.tag(node) == Tag::Adj && node >= begin && node < end ? node : end - 1;
    while (head > begin && head != node && !read.is_noun(head) && mention_at(head) == kNone &&
           read.tag(head) != Tag::Num && read.tag(head) != Tag::Pron)
      --head;
    while (head > begin && mention_at(head) == kNone && is_one_of(read.low(head), kTimeAdverbs) &&
           read.is_noun(head - 1))
      --head;
    group.head = head;
    group.mention = mention_at(head);
    group.head_lemma = base::lowered(read.lemma(head));
    group.head_form = read.low(head);
    std::string compound = group.head_lemma;
    for (std::uint32_t at = head;
         at > begin && at + 3 > head && read.tag(at - 1) != Tag::Det && read.fine(at - 1) != "POS"; --at) {
      // UD splits hyphens off; the tables spell "sit-in" as one writes it.
      if (read.form(at - 1) == "-") {
        if (at < begin + 2) break;
        compound = read.low(at - 2) + "-" + compound;
        group.compounds.insert(group.compounds.begin(), compound);
        --at;
        continue;
      }
      compound = read.low(at - 1) + " " + compound;
      group.compounds.insert(group.compounds.begin(), compound);
    }
    group.is_time =
        group.mention == kNone && (is_one_of(group.head_lemma, kTimeNouns) || is_year(read, head));
    std::uint32_t seen = group.mention;
    for (std::uint32_t at = begin; at < head; ++at) {
      const std::uint32_t m = mention_at(at);
      if (m == kNone || m == seen || m == group.mention) continue;
      group.owners.push_back(m);
      seen = m;
    }
    const auto index = static_cast<std::uint32_t>(parts.nouns.size());
    for (std::uint32_t at = begin; at < end; ++at) parts.noun_at[at - read.first()] = index;
    parts.nouns.push_back(std::move(group));
  }
  parts.owners_begin = static_cast<std::uint32_t>(parts.nouns.size());
  for (std::uint32_t g = 0; g < parts.owners_begin; ++g) {
    for (std::size_t i = 0; i < parts.nouns[g].owners.size(); ++i) {
      NounGroup owner;
      owner.mention = parts.nouns[g].owners[i];
      owner.first = kNone;
      for (std::uint32_t at = parts.nouns[g].first; at < parts.nouns[g].last; ++at) {
        if (mention_at(at) != owner.mention) continue;
        if (owner.first == kNone) owner.first = at;
        owner.head = at;
        owner.last = at + 1;
      }
      owner.node = owner.head;
      owner.head_lemma = base::lowered(read.lemma(owner.head));
      owner.head_form = read.low(owner.head);
      parts.nouns[g].owner_groups.push_back(static_cast<std::uint32_t>(parts.nouns.size()));
      parts.nouns.push_back(std::move(owner));
    }
  }
}

}  // namespace raven::code
