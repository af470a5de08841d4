// SPDX-License-Identifier: Apache-2.0
#include "language/readability.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace raven::language {
namespace {

using base::equals_ignoring_case;

bool is_judged(ParagraphRole role) {
  return role == ParagraphRole::Body || role == ParagraphRole::Quotation || role == ParagraphRole::Correction;
}

bool is_finite(const Word& word) {
  return word.fine_tag == "VBD" || word.fine_tag == "VBP" || word.fine_tag == "VBZ" || word.fine_tag == "MD";
}

// Words that a name never is and that news titles inside a sentence ("The Hague", "A Few Good Men") hardly
// begin with.
constexpr std::array<std::string_view, 18> kNeverNames = {"On",   "In", "At",   "By", "For",   "From",
                                                          "With", "Of", "To",   "Is", "Are",   "Was",
                                                          "Were", "It", "They", "He", "There", "However"};

bool is_opening_quote(std::string_view mark) {
  return mark == "\xE2\x80\x9C" || mark == "\"" || mark == "\xE2\x80\x9E" || mark == "\xC2\xAB" ||
         mark == "``";
}
bool is_quote(std::string_view mark) {
  return is_opening_quote(mark) || mark == "\xE2\x80\x9D" || mark == "\xC2\xBB" || mark == "''";
}

bool has_letter_or_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
  });
}

class Judge {
 public:
  Judge(const Article& article, const Analysis& analysis) : article_(article), analysis_(analysis) {}

  /// The sign that makes the sentence unreadable; empty if it can be read.
  std::string_view judge(std::size_t number) const {
    const Sentence& sentence = analysis_.sentences[number];
    const std::size_t from = sentence.first_word;
    const std::size_t to = sentence.last_word;
    if (from >= to) return {};
    const std::string_view text = text_of(article_, sentence.span);
    if (lost_characters(text)) return "lost_characters";
    std::size_t worded = 0, finite = 0, long_words = 0, capitals = 0;
    for (std::size_t i = from; i < to; ++i) {
      const std::string_view form = word(i);
      worded += has_letter_or_digit(form);
      finite += is_finite(analysis_.words[i]);
      if (form.size() >= 4 && base::is_letter(form[0])) {
        ++long_words;
        capitals += base::is_upper(form[0]);
      }
    }
    const std::size_t count = to - from;
    if (count >= 12 && worded * 4 <= count) return "signs_for_words";
    if (open_fragment(number, from, to, finite)) return "open_fragment";
    const bool prose = capitals * 2 <= long_words;
    const bool stopped = word(to - 1) == ".";
    if (prose && stopped && existence_of_nothing(from, to)) return "existence_of_nothing";
    if (circular_list(from, to)) return "circular_list";
    if (stopped && count >= 4 && ends_with_article(to - 2)) return "cut_before_noun";
    std::size_t row = 0;
    std::size_t odd_capitals = 0, twice = 0;
    for (std::size_t i = from; i < to; ++i) {
      const std::string& tag = analysis_.words[i].fine_tag;
      row = (tag == "DT" && is_article(word(i))) || tag == "PRP$" ? row + 1 : 0;
      if (row == 3) return "determiner_row";
      if (i == from) continue;
      if (prose && odd_capital(i)) ++odd_capitals;
      if (is_function_word(i) && equals_ignoring_case(word(i), word(i - 1))) ++twice;
    }
    const bool verbless = finite == 0 && count >= 12 && stopped;
    if (std::min<std::size_t>(odd_capitals, 2) + std::min<std::size_t>(twice, 1) + (verbless ? 1 : 0) >= 2)
      return "several_breaks";
    return {};
  }

 private:
  std::string_view word(std::size_t at) const { return text_of(article_, analysis_.words[at].span); }

  static bool lost_characters(std::string_view text) {
    std::size_t lost = 0;
    for (std::size_t at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos;
         at = text.find("\xEF\xBF\xBD", at + 3))
      ++lost;
    return lost >= 3 && lost * 10 >= text.size() - 2 * lost;
  }

  bool open_fragment(std::size_t number, std::size_t from, std::size_t to, std::size_t finite) const {
    if (number == 0 || analysis_.sentences[number - 1].paragraph != analysis_.sentences[number].paragraph)
      return false;
    if (finite != 0 || to - from > 5 || to - from < 2 || !is_opening_quote(word(from)) || word(to - 1) != ".")
      return false;
    // The paragraph must end without another mark: what is closed later is a quotation of several sentences.
    const std::uint32_t end = article_.paragraphs.empty()
                                  ? static_cast<std::uint32_t>(article_.text.size())
                                  : article_.paragraphs[analysis_.sentences[number].paragraph].span.end.value;
    if (word(from) == "\"")
      return number + 1 == analysis_.sentences.size() ||
             analysis_.sentences[number + 1].paragraph != analysis_.sentences[number].paragraph;
    const std::uint32_t after = analysis_.words[from].span.end.value;
    const std::string_view rest =
        std::string_view(article_.text)
            .substr(after, std::min<std::uint32_t>(end > after ? end - after : 0, 4000));
    return rest.find("\xE2\x80\x9D") == std::string_view::npos && rest.find('"') == std::string_view::npos &&
           rest.find("\xC2\xBB") == std::string_view::npos &&
           rest.find("\xE2\x80\x9C") == std::string_view::npos && rest.find("''") == std::string_view::npos;
  }

  bool existence_of_nothing(std::size_t from, std::size_t to) const {
    if (to - from < 4) return false;
    const std::size_t be = to - 2;
    const std::size_t there = to - 3;
    return there > from && word(there) == "There" &&
           (word(be) == "is" || word(be) == "are" || word(be) == "was" || word(be) == "were") &&
           !is_quote(word(there - 1)) && word(there - 1) != ":";
  }

  bool circular_list(std::size_t from, std::size_t to) const {
    // "X, including … , including X": the name before the first "including" is what the last one lists.
    std::size_t first = 0, last = 0;
    for (std::size_t i = from + 2; i + 1 < to; ++i)
      if (word(i) == "including" && word(i - 1) == ",") {
        if (first == 0) first = i;
        last = i;
      }
    if (first == 0 || first == last) return false;
    const std::string_view whole = word(first - 2);
    return equals_ignoring_case(whole, word(last + 1)) && base::is_upper(whole[0]);
  }

  static bool is_article(std::string_view form) {
    return equals_ignoring_case(form, "the") || equals_ignoring_case(form, "a") ||
           equals_ignoring_case(form, "an");
  }

  /// "the", or "a" and "an" as words of their own (not the grade or the letter).
  bool ends_with_article(std::size_t at) const {
    const std::string_view form = word(at);
    return (form == "the" || form == "an" || form == "a") && analysis_.words[at].fine_tag == "DT";
  }

  bool is_function_word(std::size_t at) const {
    const Tag tag = analysis_.words[at].tag;
    return tag == Tag::Adp || tag == Tag::Det || tag == Tag::Cconj || analysis_.words[at].fine_tag == "TO";
  }

  bool odd_capital(std::size_t at) const {
    const std::string_view form = word(at);
    if (std::find(kNeverNames.begin(), kNeverNames.end(), form) == kNeverNames.end()) return false;
    const std::string_view before = word(at - 1);
    // After a mark other than a comma a new clause, quotation or title may begin.
    if (before != "," && !has_letter_or_digit(before)) return false;
    // In a title of a work the next word has a capital too, and so has the one before.
    return !(at + 1 < analysis_.words.size() && base::is_upper(word(at + 1)[0]) &&
             base::is_upper(before[0]) && form != "On" && form != "In") &&
           before != ".";
  }

  const Article& article_;
  const Analysis& analysis_;
};

constexpr std::string_view kNoteCode = "unreadable_sentence";

struct Reason {
  std::string_view sign;
  std::string_view words;
};
constexpr Reason kReasons[] = {
    {"open_fragment", "a fragment in a quotation that is never closed"},
    {"existence_of_nothing", "it ends before saying what there is"},
    {"circular_list", "something is listed as a part of itself"},
    {"cut_before_noun", "it ends with an article"},
    {"determiner_row", "articles and possessives stand in a row"},
    {"lost_characters", "many characters were lost in decoding"},
    {"signs_for_words", "most of it is neither letters nor figures"},
    {"several_breaks", "several breaks of grammar meet in it"},
};

std::string message_of(std::string_view sign) {
  for (const Reason& reason : kReasons)
    if (reason.sign == sign)
      return "The sentence cannot be understood: " + std::string(reason.words) + " (" + std::string(sign) +
             ").";
  return {};
}

}  // namespace

void rescue_readable_heads(const Article& article, Analysis& analysis) {
  /// A head of fewer words says too little to stand alone.
  constexpr std::uint32_t kShortestHead = 8;
  std::vector<Sentence> sentences;
  bool cut_any = false;
  for (const Sentence& sentence : analysis.sentences) {
    sentences.push_back(sentence);
    if (sentence.readability == Readability::Readable) continue;
    // From the last mark backwards, so that as much as can be read is kept; one try for each mark, few of
    // them.
    int tries = 0;
    for (std::uint32_t w = sentence.last_word - 1; w-- > sentence.first_word + kShortestHead && tries < 4;) {
      const std::string_view mark = text_of(article, analysis.words[w].span);
      if (mark != ":" && mark != ";") continue;
      Sentence head = sentence, tail = sentence;
      head.last_word = w + 1;
      head.span.end = analysis.words[w].span.end;
      head.readability = Readability::Readable;
      tail.first_word = w + 1;
      tail.span.begin = analysis.words[w + 1].span.begin;
      // The judge looks at whole sentences, so the head is judged in an analysis of its own.
      Analysis alone;
      alone.words.assign(analysis.words.begin() + head.first_word, analysis.words.begin() + head.last_word);
      alone.sentences = {
          {head.span, 0, head.last_word - head.first_word, head.paragraph, Readability::Readable}};
      const bool finite = std::any_of(alone.words.begin(), alone.words.end(), is_finite);
      ++tries;
      if (!finite || !Judge(article, alone).judge(0).empty()) continue;
      sentences.back() = head;
      sentences.push_back(tail);
      cut_any = true;
      for (Note& note : analysis.notes)
        if (note.code == kNoteCode && note.span == sentence.span) note.span = tail.span;
      break;
    }
  }
  if (cut_any) analysis.sentences = std::move(sentences);
}

void judge_readability(const Article& article, Analysis& analysis) {
  for (std::size_t number = 0; number < analysis.sentences.size(); ++number) {
    Sentence& sentence = analysis.sentences[number];
    sentence.readability = Readability::Readable;
    if (sentence.paragraph < article.paragraphs.size() &&
        !is_judged(article.paragraphs[sentence.paragraph].role))
      continue;
    const std::string_view sign = Judge(article, analysis).judge(number);
    if (sign.empty()) continue;
    sentence.readability = Readability::Unreadable;
    analysis.notes.push_back({std::string(kNoteCode), message_of(sign), sentence.span});
  }
}

}  // namespace raven::language
