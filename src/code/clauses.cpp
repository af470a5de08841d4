// SPDX-License-Identifier: Apache-2.0
#include "code/clauses.h"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.h"

namespace raven::code {
namespace {

/// No scan looks further than this many words: longer reaches are wrong more often than right.
constexpr std::uint32_t kReach = 60;

using WordSet = std::unordered_set<std::string_view>;

bool is_one_of(std::string_view word, const WordSet& set) { return set.contains(word); }

const WordSet kBeForms = {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"};
const WordSet kTimeNouns = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
                            "tomorrow", "tonight", "week", "month", "year", "day", "morning", "afternoon", "evening", "night",
                            "hour", "weekend", "january", "february", "march", "april", "may", "june", "july", "august",
                            "september", "october", "november", "december", "decade", "summer", "winter", "spring", "autumn"};
const WordSet kTimeAdverbs = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
                              "yesterday", "tomorrow", "tonight", "overnight"};
const WordSet kRelatives = {"who", "which", "whom", "whose", "that"};
const WordSet kConditionMarkers = {"if", "unless", "whether", "when", "while", "after", "before", "since", "because", "although",
                                   "though", "until", "as", "where", "once", "so", "lest", "provided"};

// ------------------------------------------------------------------------------------------ noun groups

/// Mentions that begin at each word of the sentence, the longest one (a mention may hold others).
std::vector<std::pair<std::uint32_t, std::uint32_t>> mention_words(const Analysis& analysis, const Sentence& sentence,
                                                                   std::uint32_t mention) {
  const TextSpan span = analysis.mentions[mention].span;
  std::uint32_t begin = kNone, end = kNone;
  for (std::uint32_t w = sentence.first_word; w < sentence.last_word; ++w) {
    if (!analysis.words[w].span.overlaps(span)) continue;
    if (begin == kNone) begin = w;
    end = w + 1;
  }
  if (begin == kNone) return {};
  return {{begin, end}};
}

/// One past "more than", "at least", "up to", "about" and the like when a number follows; else `w`.
std::uint32_t past_quantifier(const SentenceView& read, std::uint32_t w) {
  static const WordSet kSingle = {"about", "around", "over", "nearly", "almost", "some", "roughly", "approximately", "under", "only"};
  static const WordSet kFirst = {"more", "less", "fewer", "at", "up", "close", "no"};
  static const WordSet kSecond = {"than", "least", "most", "to"};
  if (!read.in(w)) return w;
  const std::string first = read.low(w);
  if (is_one_of(first, kSingle) && read.tag(w) != Tag::Det && read.tag(w + 1) == Tag::Num) return w + 1;
  if (is_one_of(first, kFirst) && is_one_of(read.low(w + 1), kSecond) && read.tag(w + 2) == Tag::Num) return w + 2;
  if (first == "as" && read.low(w + 1) == "many" && read.low(w + 2) == "as" && read.tag(w + 3) == Tag::Num) return w + 3;
  if (first == "no" && read.low(w + 1) == "fewer" && read.tag(w + 3) == Tag::Num) return w + 3;
  return w;
}

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
    for (const auto& [begin, end] : mention_words(analysis, analysis.sentences[parts.sentence], m))
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
      case Tag::Adj: case Tag::Num: case Tag::Noun: case Tag::Propn: case Tag::Sym: return true;
      case Tag::Verb:  // a participle before a noun: "armed forces", "exiled leader"
        return (read.fine(w) == "VBN" || read.fine(w) == "VBG") && (read.is_noun(w + 1) || (read.tag(w + 1) == Tag::Adj && read.is_noun(w + 2)));
      case Tag::Adv: return read.tag(w + 1) == Tag::Adj || read.tag(w + 1) == Tag::Num;
      case Tag::Part: return read.fine(w) == "POS" || read.form(w) == "'" || read.form(w) == "\u2019";
      case Tag::Cconj:  // "military and economic aid"
        return read.tag(w - 1) == Tag::Adj && read.tag(w + 1) == Tag::Adj && (read.is_noun(w + 2) || read.tag(w + 2) == Tag::Adj);
      case Tag::Punct: return read.form(w) == "-" && w + 1 < read.last() && w > read.first() &&
                              read.word(w).span.begin == read.word(w - 1).span.end && read.word(w).span.end == read.word(w + 1).span.begin;
      default: return false;
    }
  };
  const auto can_begin = [&](std::uint32_t w) {
    if (mention_at(w) != kNone && cover_begin[w - read.first()] == w) return true;
    const Tag tag = read.tag(w);
    if (tag == Tag::Verb) {
      // After an auxiliary it is the verb itself: "was given tanks", "has opposed efforts".
      std::uint32_t before = w;
      while (before > read.first() && (read.tag(before - 1) == Tag::Adv || (read.tag(before - 1) == Tag::Part && read.fine(before - 1) != "POS"))) --before;
      if (before > read.first() && read.tag(before - 1) == Tag::Aux) return false;
    }
    if (tag == Tag::Det) return read.low(w) != "that" || read.is_noun(w + 1) || read.tag(w + 1) == Tag::Adj;
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
        if (head != kNone && mention_at(head) != kNone && mention_at(head) != mention_at(w) && read.tag(begin) != Tag::Adj &&
            read.tag(w) == Tag::Det)
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
      // A participle behind a noun is the verb: "the commander promised revenge".
      if (read.is_verb(w) && head != kNone) break;
      // "Thai and Cambodian troops": two parties, not one.
      if (read.tag(w) == Tag::Cconj && mention_at(w - 1) != kNone && mention_at(w + 1) != kNone) break;
      // "lent Kenya | $750m", "sent Kyiv | 20 tanks": a number behind a party opens the next group.
      if (head != kNone && mention_at(head) != kNone && (read.tag(w) == Tag::Sym || read.tag(w) == Tag::Num) && read.is_noun(head) &&
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
    while (head > begin && !read.is_noun(head) && mention_at(head) == kNone && read.tag(head) != Tag::Num && read.tag(head) != Tag::Pron) --head;
    while (head > begin + 1 && mention_at(head) == kNone && is_one_of(read.low(head), kTimeAdverbs) && read.is_noun(head - 1)) --head;
    group.head = head;
    group.mention = mention_at(head);
    group.head_lemma = base::lowered(read.lemma(head));
    group.head_form = read.low(head);
    std::string compound = group.head_lemma;
    for (std::uint32_t at = head; at > begin && at + 3 > head && read.tag(at - 1) != Tag::Det && read.fine(at - 1) != "POS"; --at) {
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

// ------------------------------------------------------------------------------------------ verb groups

Tense tense_of(std::string_view fine) {
  if (fine == "VBD") return Tense::Past;
  if (fine == "VBP" || fine == "VBZ") return Tense::Present;
  return Tense::None;
}

/// Past tense and past participle look alike, and taggers confuse them. A bare participle with an object is a finite
/// verb; and a sentence without a finite verb has one after all: a participle that follows a noun, no "by" behind it.
void mend_lone_participles(const SentenceView& read, SentenceParts& parts) {
  const bool finite = std::any_of(parts.verbs.begin(), parts.verbs.end(), [](const VerbGroup& verb) { return verb.form == VerbForm::Finite; });
  for (VerbGroup& verb : parts.verbs) {
    if (verb.form != VerbForm::PastParticiple || verb.first == read.first()) continue;
    const std::uint32_t before = verb.first - 1;
    const bool behind_noun = parts.noun_at[before - read.first()] != kNone || read.tag(before) == Tag::Adv;
    const std::uint32_t object = read.in(verb.last) ? parts.noun_at[verb.last - read.first()] : kNone;
    // "generals dissolved parliament", "and detained three lawyers": a participle clause takes no object.
    const bool takes_object = object != kNone && parts.nouns[object].first == verb.last && !parts.nouns[object].is_time;
    if (takes_object && (behind_noun || read.tag(before) == Tag::Cconj)) {
      verb.form = VerbForm::Finite;
      verb.voice = Voice::Active;
      verb.tense = Tense::Past;
      continue;
    }
    if (finite || !behind_noun) continue;
    if (read.low(verb.last) == "by") {
      const std::uint32_t doer = read.in(verb.last + 1) ? parts.noun_at[verb.last + 1 - read.first()] : kNone;
      if (doer != kNone && parts.nouns[doer].mention != kNone) continue;
    }
    verb.form = VerbForm::Finite;
    verb.voice = Voice::Active;
    verb.tense = Tense::Past;
  }
}

/// Auxiliaries, adverbs and negation up to the verb. The form of the first word gives the tense, "be" before a
/// past participle the passive, a modal the modality.
void find_verb_groups(const SentenceView& read, SentenceParts& parts) {
  std::uint32_t w = read.first();
  while (w < read.last()) {
    const bool opens = (read.tag(w) == Tag::Aux || read.is_verb(w) ||
                        (read.tag(w) == Tag::Part && read.low(w) == "to" && (read.is_verb(w + 1) || read.tag(w + 1) == Tag::Aux ||
                                                                            (read.tag(w + 1) == Tag::Adv && read.is_verb(w + 2))))) &&
                       parts.noun_at[w - read.first()] == kNone;
    if (!opens) {
      ++w;
      continue;
    }
    VerbGroup group;
    group.first = w;
    bool has_to = false, has_be = false, has_have = false, past_have = false, decided = false;
    std::uint32_t head = kNone;
    const auto decide_tense = [&](std::uint32_t at) {
      if (decided) return;
      decided = true;
      group.tense = tense_of(read.fine(at));
    };
    for (; w < read.last() && w < group.first + 12 && parts.noun_at[w - read.first()] == kNone; ++w) {
      const std::string low = read.low(w);
      if (read.tag(w) == Tag::Part && low == "to" && head == kNone) {
        has_to = true;
        continue;
      }
      if (low == "not" || low == "n't" || low == "n\u2019t" || low == "never") {
        group.polarity = Polarity::Negative;
        continue;
      }
      if (read.tag(w) == Tag::Aux) {
        if (head != kNone) break;
        if (read.fine(w) == "MD") {
          decided = true;
          group.tense = Tense::Present;
          if (low == "will" || low == "'ll" || low == "shall" || low == "wo" || low == "\u2019ll") {
            group.modality = Modality::Future;
            group.tense = Tense::Future;
          } else if (low == "must" || low == "should" || low == "ought") {
            group.modality = Modality::Obliged;
          } else {
            group.modality = Modality::Possible;
          }
        } else if (is_one_of(low, kBeForms) || read.lemma(w) == "be") {
          has_be = true;
          decide_tense(w);
        } else if (read.lemma(w) == "get") {
          has_be = true;
          decide_tense(w);
        } else if (read.lemma(w) == "have") {
          has_have = true;
          past_have = read.fine(w) == "VBD" || low == "had";
          decide_tense(w);
        } else {
          decide_tense(w);
        }
        continue;
      }
      if (read.tag(w) == Tag::Adv) {
        // An adverb belongs to the group only if the verb is still to come.
        if (head != kNone) break;
        std::uint32_t ahead = w + 1;
        while (read.in(ahead) && (read.tag(ahead) == Tag::Adv || (read.tag(ahead) == Tag::Part && read.low(ahead) != "to")) && ahead < w + 4) ++ahead;
        if (!read.is_verb(ahead) && read.tag(ahead) != Tag::Aux) break;
        continue;
      }
      if (read.is_verb(w)) {
        if (head != kNone) break;
        head = w;
        ++w;
        break;
      }
      break;
    }
    group.last = w;
    if (head == kNone) {
      if (!has_be) {
        w = std::max(w, group.first + 1);
        if (has_have) {  // "Russia has troops": have as a full verb
          group.last = w;
          group.head = w - 1;
          group.form = has_to ? VerbForm::Infinitive : VerbForm::Finite;
        } else {
          continue;
        }
      } else {
        group.is_copula = true;
        group.head = group.last - 1;
        while (group.head > group.first && read.tag(group.head) != Tag::Aux) --group.head;
        group.form = has_to ? VerbForm::Infinitive : (read.fine(group.first) == "VBG" ? VerbForm::Participle : VerbForm::Finite);
      }
    } else {
      group.head = head;
      const std::string_view fine = read.fine(head);
      if (has_be && (fine == "VBN" || fine == "VBD")) group.voice = Voice::Passive;
      if (has_to) {
        group.form = VerbForm::Infinitive;
        if (group.tense == Tense::None || group.first + 1 == head) group.tense = Tense::None;
      } else if (!has_be && !has_have && group.modality == Modality::Plain) {
        if (fine == "VBG") group.form = VerbForm::Participle;
        if (fine == "VBN") {
          group.form = VerbForm::PastParticiple;
          group.voice = Voice::Passive;
        }
        if (!decided) group.tense = tense_of(fine);
      }
      if (has_have && past_have) group.is_perfect_past = true;
      if (has_have && group.tense == Tense::Present && group.modality == Modality::Plain) group.tense = Tense::Past;
      // "is going to attack", "are to meet": future.
      if (read.lemma(head) == "go" && fine == "VBG" && has_be && read.low(head + 1) == "to" && read.is_verb(head + 2)) {
        group.head = head + 2;
        group.last = w = head + 3;
        group.modality = Modality::Future;
        group.tense = Tense::Future;
      }
    }
    const auto index = static_cast<std::uint32_t>(parts.verbs.size());
    for (std::uint32_t at = group.first; at < group.last; ++at) parts.verb_at[at - read.first()] = index;
    parts.verbs.push_back(group);
  }
  mend_lone_participles(read, parts);
}

// ------------------------------------------------------------------------------------------ arguments

/// Walks over the words of a sentence in units of groups.
class Walker {
 public:
  Walker(const SentenceView& read, const SentenceParts& parts) : read_(read), parts_(parts) {}

  std::uint32_t noun(std::uint32_t w) const { return read_.in(w) ? parts_.noun_at[w - read_.first()] : kNone; }
  std::uint32_t verb(std::uint32_t w) const { return read_.in(w) ? parts_.verb_at[w - read_.first()] : kNone; }
  bool is_preposition(std::uint32_t w) const {
    if (noun(w) != kNone || verb(w) != kNone) return false;
    if (read_.tag(w) == Tag::Adp) return true;
    // Universal Dependencies tags a preposition before a gerund as a conjunction: "accused of attacking".
    static const WordSet kBeforeGerunds = {"of", "by", "for", "from", "in", "with", "without", "on", "about", "into", "against",
                                           "at", "upon", "through", "between", "over", "despite", "after", "before", "since"};
    return read_.tag(w) == Tag::Sconj && read_.fine(w + 1) == "VBG" && is_one_of(read_.low(w), kBeforeGerunds);
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

  /// The groups coordinated with the noun group at word `w` ("A, B and C"), and one past their last word. A list
  /// needs its "and"; a group that a finite verb follows is that verb's subject, not part of an object's list.
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

std::vector<Argument> scan_right(const SentenceView& read, const SentenceParts& parts, std::uint32_t word, What what) {
  const Walker walk(read, parts);
  std::vector<Argument> found;
  bool objects_open = what == What::ObjectsToo;
  std::uint32_t w = word;
  const std::uint32_t limit = std::min(read.last(), word + kReach);
  while (w < limit) {
    if (walk.skips(w)) {
      ++w;
      continue;
    }
    const std::uint32_t group = walk.noun(w);
    if (group != kNone) {
      if (!objects_open && !parts.nouns[group].is_time) break;
      if (parts.nouns[group].is_time) {
        w = parts.nouns[group].last;
        continue;
      }
      // "said the army attacked": the group is the subject of the next clause.
      std::uint32_t end;
      std::vector<std::uint32_t> list = walk.coordination(w, &end, false);
      std::uint32_t after = end;
      if (walk.followed_by_finite_verb(after) && !walk.is_finite_verb(w)) break;
      const bool second = !found.empty() && found.back().slot == "obj" && found.back().at < w && found.size() == 1;
      if (second) {
        found.back().slot = "obj2";
        found.push_back({"obj", std::move(list), w});
        objects_open = false;
      } else {
        found.push_back({"obj", std::move(list), w});
      }
      w = end;
      continue;
    }
    if (walk.verb(w) != kNone) break;
    if (walk.is_preposition(w)) {
      std::string preposition = read.low(w);
      std::uint32_t next = w + 1;
      // "as part of", "along with", "out of": the last preposition before the noun counts.
      while (walk.is_preposition(next) && next < w + 3) preposition = read.low(next++);
      while (walk.skips(next)) ++next;
      const std::uint32_t object = walk.noun(next);
      if (object == kNone) {
        if (walk.verb(next) != kNone) break;  // "of attacking": a clause of its own
        ++w;                                  // a particle: "pulled troops out"
        continue;
      }
      std::uint32_t end;
      // "between" needs both: the second party is never the subject of what follows.
      std::vector<std::uint32_t> list = walk.coordination(next, &end, preposition == "between");
      if (!parts.nouns[object].is_time) found.push_back({std::move(preposition), std::move(list), next});
      objects_open = false;
      w = end;
      continue;
    }
    if (read.is_comma(w)) {
      // An insertion between commas that holds no verb is passed over ("met, on Monday, with"); otherwise only a
      // preposition may go on after a comma.
      if (walk.is_preposition(w + 1) && !(walk.noun(w + 2) == kNone)) {
        objects_open = false;
        ++w;
        continue;
      }
      break;
    }
    if (read.is_and(w) && walk.is_preposition(w + 1)) {
      ++w;
      continue;
    }
    if (read.form(w) == "(") {
      while (w < limit && read.form(w) != ")") ++w;
      ++w;
      continue;
    }
    if (read.tag(w) == Tag::Adj && !found.empty()) {
      ++w;
      continue;
    }
    if (read.tag(w) == Tag::Adj || read.tag(w) == Tag::Part) {
      ++w;
      continue;
    }
    break;
  }
  return found;
}

// ------------------------------------------------------------------------------------------ subjects

/// The noun group that a chain of prepositional phrases ending before `w` hangs from, or kNone:
/// "the spokesman for the group in Kabul |" -> "the spokesman".
std::uint32_t chain_head(const SentenceView& read, const SentenceParts& parts, const Walker& walk, std::uint32_t w) {
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
std::vector<std::uint32_t> coordination_ending_in(const SentenceView& read, const SentenceParts& parts, const Walker& walk,
                                                  std::uint32_t group) {
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
        // "…, and police took him": a comma before "and" opens a clause, unless a list leads up to it ("A, B, and C").
        const std::uint32_t previous = before > read.first() + 1 ? walk.noun(before - 2) : kNone;
        const bool in_list = previous != kNone && parts.nouns[previous].first > read.first() && read.is_comma(parts.nouns[previous].first - 1);
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
///   2. "and" or a comma before it and no noun between: the subject of the verb before (handled by the caller);
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
      (read.fine(at - 1) == "WDT" || read.fine(at - 1) == "WP" || read.tag(at - 1) == Tag::Pron || read.tag(at - 1) == Tag::Sconj)) {
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
  if (group == kNone) {
    // "soldiers wounded in the raid died": pass over a reduced relative clause.
    return found;
  }
  std::uint32_t head = chain_head(read, parts, walk, at);
  if (head == kNone) return found;
  // Pass over a participle clause that hangs on a noun before it: "troops sent to Mali withdrew".
  const std::uint32_t begin = parts.nouns[head].first;
  static_cast<void>(begin);
  found.groups = coordination_ending_in(read, parts, walk, head);
  // "which Russia has praised": the relative pronoun before the subject is the object; see the caller.
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
  return std::any_of(groups.begin(), groups.end(), [&](std::uint32_t g) { return parts.nouns[g].mention != kNone; });
}

/// Turns a passive round: what stands as subject is the object, "by" names the doer.
void undo_passive(const SentenceParts& parts, std::vector<std::uint32_t> surface, Clause& clause) {
  for (Argument& argument : clause.arguments)
    if (argument.slot == "by" && has_party(parts, argument.groups)) argument.slot = "subj";
  if (surface.empty()) return;
  const bool has_object = clause.argument("obj") != nullptr;  // "was given arms": the subject is the receiver
  clause.arguments.push_back({has_object ? "obj2" : "obj", std::move(surface), parts.verbs[clause.verb].first});
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
  ClauseFinder(const SentenceView& read, SentenceParts& parts) : read_(read), parts_(parts), walk_(read, parts) {}

  void run() {
    surface_.resize(parts_.verbs.size());
    for (std::uint32_t v = 0; v < parts_.verbs.size(); ++v) parts_.clauses.push_back(make_clause(v));
    // A participle at the head of a sentence takes the subject of the verb that follows it.
    for (std::uint32_t v = 0; v + 1 < parts_.clauses.size(); ++v) {
      Clause& clause = parts_.clauses[v];
      if (parts_.verbs[v].form != VerbForm::Participle || clause.argument("subj") || surface_[v + 1].empty()) continue;
      if (clause.parent == kNone) clause.arguments.push_back({"subj", surface_[v + 1], parts_.verbs[v].first});
    }
  }

 private:
  Clause make_clause(std::uint32_t v) {
    const VerbGroup& verb = parts_.verbs[v];
    Clause clause;
    clause.verb = v;
    clause.arguments = scan_right(read_, parts_, verb.last, What::ObjectsToo);
    std::vector<std::uint32_t> subject;
    switch (verb.form) {
      case VerbForm::Finite: subject = finite_subject(v, clause); break;
      case VerbForm::Infinitive: subject = infinitive_subject(v, clause); break;
      case VerbForm::Participle: subject = participle_subject(v, clause); break;
      case VerbForm::PastParticiple: subject = reduced_relative_subject(v, clause); break;
    }
    surface_[v] = subject;
    clause.surface_subject = std::move(subject);
    place_subject(parts_, clause);
    return clause;
  }

  std::vector<std::uint32_t> finite_subject(std::uint32_t v, Clause& clause) {
    const VerbGroup& verb = parts_.verbs[v];
    // A bare verb after "to praise and …" goes on with the infinitive.
    if (v > 0 && read_.fine(verb.head) == "VB" && verb.modality == Modality::Plain && verb.first == verb.head &&
        verb.first > read_.first() && read_.tag(verb.first - 1) == Tag::Cconj && parts_.verbs[v - 1].form == VerbForm::Infinitive) {
      clause.parent = parts_.clauses[v - 1].parent;
      clause.link = parts_.clauses[v - 1].link;
      return surface_[v - 1];
    }
    const SubjectFound found = find_subject(read_, parts_, verb.first);
    std::vector<std::uint32_t> subject = found.groups;
    if (found.relative) clause.link = "relative";
    if (subject.empty() && found.shared) {
      for (std::uint32_t other = v; other-- > 0;) {
        if (parts_.verbs[other].form == VerbForm::PastParticiple || parts_.clauses[other].link == "relative") continue;
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
      if (parts_.nouns[group].first < begin && !found.relative && clause.link.empty()) begin = std::min(begin, parts_.nouns[group].first);
    while (begin > read_.first() && (walk_.skips(begin - 1) && !read_.is_quote(begin - 1))) --begin;
    if (begin > read_.first()) {
      const std::string before = read_.low(begin - 1);
      if (is_one_of(before, kConditionMarkers)) clause.marker = before;
      // "the base which Russia has built": the antecedent is the object.
      if (!found.relative && !subject.empty() && (before == "which" || before == "whom" || before == "that") &&
          walk_.noun(begin - 1) == kNone && begin > read_.first() + 1 && !clause.argument("obj")) {
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

  /// A finite clause straight after a verb and its objects is that verb's complement: "said (that) X attacked".
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
      } else if (!read_.is_quote(w) && !walk_.skips(w) && !(that && read_.tag(w) != Tag::Verb) && !read_.is_comma(w) && low != ":") {
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
    if (parts_.verbs[parent].form == VerbForm::Infinitive && first > read_.first() && read_.tag(first - 1) == Tag::Cconj &&
        parts_.clauses[parent].parent != kNone)
      parent = parts_.clauses[parent].parent;
    clause.parent = parent;
    clause.link = "inf";
    const Clause& above = parts_.clauses[parent];
    // "urged the army to withdraw": the object acts; "promised to help": the subject does.
    for (const Argument& argument : above.arguments)
      if (argument.slot == "obj" && has_party(parts_, argument.groups) && parts_.verbs[parent].voice == Voice::Active)
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
      if (behind_object) return clause.link == "of" || clause.link == "from" || clause.link == "for" ? object->groups : surface_[v - 1];
      // "with the aim of overthrowing": it hangs on a noun that says nothing of who acts.
      if (before != kNone && clause.link != "by" && clause.link != "after" && clause.link != "before" && clause.link != "without") {
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

Clause clause_from(const SentenceView& view, const SentenceParts& parts, const Clause& clause, std::uint32_t word) {
  Clause again = clause;
  again.arguments = scan_right(view, parts, word, What::ObjectsToo);
  place_subject(parts, again);
  return again;
}

std::vector<Argument> arguments_after(const SentenceView& view, const SentenceParts& parts, std::uint32_t word, What what) {
  return scan_right(view, parts, word, what);
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
