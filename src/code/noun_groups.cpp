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
  std::uint32_t begin = sentence.first_word;
  while (begin < sentence.last_word && analysis.words[begin].span.end <= span.begin) ++begin;
  std::uint32_t end = begin;
  while (end < sentence.last_word && analysis.words[end].span.begin < span.end) ++end;
  return {begin, end};
}

/// One past "more than", "at least", "up to", "about" and the like when a number follows; else `w`.
std::uint32_t past_quantifier(const SentenceView& read, std::uint32_t w) {
  static const WordSet kSingle = {"about", "around",  "over",          "nearly", "almost",
                                  "some",  "roughly", "approximately", "under",  "only"};
  static const WordSet kFirst = {"more", "less", "fewer", "at", "up", "close", "no"};
  static const WordSet kSecond = {"than", "least", "most", "to"};
  if (!read.in(w)) return w;
  const std::string first = read.low(w);
  if (is_one_of(first, kSingle) && read.tag(w) != Tag::Det && read.tag(w + 1) == Tag::Num) return w + 1;
  if (is_one_of(first, kFirst) && is_one_of(read.low(w + 1), kSecond) && read.tag(w + 2) == Tag::Num)
    return w + 2;
  if (first == "as" && read.low(w + 1) == "many" && read.low(w + 2) == "as" && read.tag(w + 3) == Tag::Num)
    return w + 3;
  if (first == "no" && read.low(w + 1) == "fewer" && read.tag(w + 3) == Tag::Num) return w + 3;
  return w;
}

}  // namespace

/// Base noun phrases: determiner, modifiers and nouns up to the last noun; a mention counts as one nominal
/// whatever stands in it ("Ministry of Foreign Affairs"); a possessive mark joins the owner to what it owns.
void find_noun_groups(const SentenceView& read, const Analysis& analysis, SentenceParts& parts) {
  const std::uint32_t count = read.last() - read.first();
  // The longest mention that covers each word, and where it ends.
  std::vector<std::uint32_t> cover(count, kNone), cover_begin(count, 0), cover_end(count, 0);
  const auto of_sentence = std::equal_range(
      analysis.mentions.begin(), analysis.mentions.end(), Mention{.sentence = parts.sentence},
      [](const Mention& a, const Mention& b) { return a.sentence < b.sentence; });
  for (auto mention = of_sentence.first; mention != of_sentence.second; ++mention) {
    const auto m = static_cast<std::uint32_t>(mention - analysis.mentions.begin());
    const auto [begin, end] = mention_words(analysis, analysis.sentences[parts.sentence], m);
    for (std::uint32_t w = begin; w < end; ++w) {
      const std::uint32_t i = w - read.first();
      if (cover[i] == kNone || end - begin > cover_end[i] - cover_begin[i]) {
        cover[i] = m;
        cover_begin[i] = begin;
        cover_end[i] = end;
      }
    }
  }
  const auto mention_at = [&](std::uint32_t w) { return read.in(w) ? cover[w - read.first()] : kNone; };
  const auto mention_end = [&](std::uint32_t w) { return cover_end[w - read.first()]; };

  const auto can_modify = [&](std::uint32_t w) {
    switch (read.tag(w)) {
      case Tag::Adj:
      case Tag::Num:
      case Tag::Noun:
      case Tag::Propn:
      case Tag::Sym:
        return true;
      case Tag::Verb:  // a participle before a noun: "armed forces", "exiled leader"
        return (read.fine(w) == "VBN" || read.fine(w) == "VBG") &&
               (read.is_noun(w + 1) || (read.tag(w + 1) == Tag::Adj && read.is_noun(w + 2)));
      case Tag::Adv:
        return read.tag(w + 1) == Tag::Adj || read.tag(w + 1) == Tag::Num;
      case Tag::Part:
        return read.fine(w) == "POS" || read.form(w) == "'" || read.form(w) == "\u2019";
      case Tag::Cconj:  // "military and economic aid"
        return read.tag(w - 1) == Tag::Adj && read.tag(w + 1) == Tag::Adj &&
               (read.is_noun(w + 2) || read.tag(w + 2) == Tag::Adj);
      case Tag::Punct:
        return read.form(w) == "-" && w + 1 < read.last() && w > read.first() &&
               read.word(w).span.begin == read.word(w - 1).span.end &&
               read.word(w).span.end == read.word(w + 1).span.begin;
      default:
        return false;
    }
  };
  const auto can_begin = [&](std::uint32_t w) {
    if (mention_at(w) != kNone && cover_begin[w - read.first()] == w) return true;
    const Tag tag = read.tag(w);
    if (tag == Tag::Verb) {
      // "Kenya | praised Uganda": behind a noun it is a verb of its own.
      if (w > read.first() && (read.is_noun(w - 1) || mention_at(w - 1) != kNone)) return false;
      // "denied | attacking Ukraine": a gerund behind a verb is its complement.
      if (read.fine(w) == "VBG" && w > read.first() && read.is_verb(w - 1)) return false;
      // After an auxiliary it is the verb itself: "was given tanks", "has opposed efforts".
      std::uint32_t before = w;
      while (before > read.first() && (read.tag(before - 1) == Tag::Adv ||
                                       (read.tag(before - 1) == Tag::Part && read.fine(before - 1) != "POS")))
        --before;
      if (before > read.first() && read.tag(before - 1) == Tag::Aux) return false;
    }
    if (tag == Tag::Det) return read.low(w) != "that" || read.tag(w + 1) == Tag::Noun;
    if (tag == Tag::Pron) return !is_one_of(read.low(w), kRelatives) || read.fine(w) == "DT";
    return tag != Tag::Cconj && tag != Tag::Part && tag != Tag::Punct && can_modify(w);
  };

  std::uint32_t w = read.first();
  while (w < read.last()) {
    if (!can_begin(w) && past_quantifier(read, w) == w) {
      ++w;
      continue;
    }
    const std::uint32_t begin = w;
    std::uint32_t head = kNone;
    std::uint32_t end = begin;
    bool pronoun = false;
    w = past_quantifier(read, w);
    if (read.tag(w) == Tag::Det) {
      ++w;
      if (read.tag(w) == Tag::Det) ++w;  // "all the", "both the"
    } else if (read.tag(w) == Tag::Pron && mention_at(w) == kNone) {
      // A possessive pronoun opens a group; any other is one.
      if (read.fine(w) == "PRP$" || read.fine(w) == "WP$") {
        ++w;
      } else {
        head = w++;
        end = w;
        pronoun = true;
      }
    } else if (read.tag(w) == Tag::Pron) {
      head = w;
      w = mention_end(w);
      end = w;
      pronoun = read.fine(head) != "PRP$";
      if (!pronoun) head = kNone;
    }
    while (!pronoun && w < read.last()) {
      if (mention_at(w) != kNone && cover_begin[w - read.first()] == w) {
        // A second party straight after a first without a mark between them opens a group of its own
        // ("gave Kyiv the tanks"), but "Russian" and the like go with what follows.
        const std::uint32_t mention_last = mention_end(w) - 1;
        if (head != kNone && mention_at(head) != kNone && mention_at(head) != mention_at(w) &&
            read.tag(begin) != Tag::Adj && read.tag(w) == Tag::Det)
          break;
        w = mention_end(w);
        for (std::uint32_t at = mention_last + 1; at-- > begin;)
          if (read.is_noun(at) || read.tag(at) == Tag::Adj || read.tag(at) == Tag::Num) {
            head = mention_last;
            break;
          }
        if (head == kNone) head = mention_last;
        head = std::max(head, mention_last);
        end = w;
        continue;
      }
      if (!can_modify(w)) break;
      // "sent troops to the Philippines | next month": when is a group of its own.
      if (head != kNone && is_one_of(read.low(w + 1), kTimeNouns) && is_one_of(read.low(w), kTimeModifiers))
        break;
      // A participle behind a noun is the verb: "the commander promised revenge".
      if (read.is_verb(w) && head != kNone) break;
      // "Thai and Cambodian troops": two parties, not one.
      if (read.tag(w) == Tag::Cconj && mention_at(w - 1) != kNone && mention_at(w + 1) != kNone) break;
      // "lent Kenya | $750m", "sent Kyiv | 20 tanks": a number behind a party opens the next group.
      if (head != kNone && mention_at(head) != kNone &&
          (read.tag(w) == Tag::Sym || read.tag(w) == Tag::Num) && read.is_noun(head) &&
          !is_one_of(read.low(head), kTimeNouns))
        break;
      if (read.is_noun(w) || read.tag(w) == Tag::Num || read.tag(w) == Tag::Adj) {
        if (read.is_noun(w) || head == kNone) head = w;
        if (read.is_noun(w) || read.tag(w) == Tag::Num) end = w + 1;
      }
      ++w;
    }
    if (head == kNone || end <= begin) {
      w = std::max(w, begin + 1);
      continue;
    }
    w = end;
    NounGroup group;
    group.first = begin;
    group.last = end;
    group.is_pronoun = pronoun;
    // The head is the last noun that is not a bare time word: "the army Monday".
    head = end - 1;
    while (head > begin && !read.is_noun(head) && mention_at(head) == kNone && read.tag(head) != Tag::Num &&
           read.tag(head) != Tag::Pron)
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
    group.is_time = group.mention == kNone && is_one_of(group.head_lemma, kTimeNouns);
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
      owner.head_lemma = base::lowered(read.lemma(owner.head));
      owner.head_form = read.low(owner.head);
      parts.nouns[g].owner_groups.push_back(static_cast<std::uint32_t>(parts.nouns.size()));
      parts.nouns.push_back(std::move(owner));
    }
  }
}

}  // namespace raven::code
