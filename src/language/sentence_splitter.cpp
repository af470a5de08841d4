// SPDX-License-Identifier: Apache-2.0
#include "language/sentence_splitter.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::language {
namespace {

using base::is_digit;
using base::is_lower;
using base::is_upper;

// Words that begin sentences far oftener than they go on a name after an abbreviation. Sorted.
constexpr std::array<std::string_view, 96> kOpeners = {
    "a",         "about",   "according", "after",   "all",     "also",   "although", "among",   "an",
    "and",       "another", "as",        "at",      "because", "before", "both",     "but",     "by",
    "despite",   "during",  "each",      "earlier", "even",    "every",  "few",      "first",   "following",
    "for",       "from",    "he",        "her",     "here",    "his",    "how",      "however", "i",
    "if",        "in",      "instead",   "is",      "it",      "its",    "last",     "later",   "many",
    "meanwhile", "more",    "most",      "my",      "near",    "no",     "nobody",   "none",    "not",
    "now",       "of",      "officials", "on",      "once",    "one",    "only",     "or",      "other",
    "our",       "over",    "people",    "police",  "she",     "since",  "so",       "some",    "still",
    "such",      "that",    "the",       "their",   "then",    "there",  "these",    "they",    "this",
    "those",     "though",  "thus",      "to",      "today",   "two",    "under",    "until",   "we",
    "what",      "when",    "while",     "who",     "with",    "you"};

// Words that no line ends with unless it was wrapped. Sorted.
constexpr std::array<std::string_view, 16> kDangling = {"a",   "an",   "and",  "at",     "but", "by",
                                                        "for", "from", "in",   "of",     "on",  "or",
                                                        "the", "to",   "with", "without"};

constexpr std::array<std::string_view, 30> kSaying = {
    "added",     "adds",      "answered", "argued",   "asked", "asks",  "cried",   "declared",
    "explained", "exclaimed", "he",       "insisted", "joked", "noted", "pleaded", "quipped",
    "recalled",  "remarked",  "repeated", "replied",  "said",  "says",  "she",     "shouted",
    "stated",    "they",      "told",     "wondered", "wrote", "yelled"};

template <std::size_t count>
bool in_sorted(const std::array<std::string_view, count>& list, std::string_view word) {
  if (word.size() > 12) return false;
  const std::string lowered = base::lowered(word);
  return std::binary_search(list.begin(), list.end(), std::string_view(lowered));
}

enum class Begins { Capital, Small, Figure, Opening, Other };

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens, std::vector<std::uint32_t>& ends)
      : text_(text), tokens_(tokens), ends_(ends) {}

  void run() {
    const std::size_t count = tokens_.size();
    std::size_t at = 0;
    while (at < count) {
      follow(at);
      const std::size_t end = boundary_after(at);
      if (end != 0 && end < count) {
        for (std::size_t i = at + 1; i < end; ++i) follow(i);
        close(end);
        at = end;
        continue;
      }
      if (at + 1 < count && line_ends_sentence(at + 1)) close(at + 1);
      ++at;
    }
    if (count > start_) close(count);
  }

 private:
  std::string_view word(std::size_t at) const {
    return text_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin);
  }

  void close(std::size_t end) {
    ends_.push_back(static_cast<std::uint32_t>(end));
    start_ = end;
    depth_ = 0;
    opened_at_start_ = false;
    straight_open_ = straight_open_ && end < tokens_.size();
  }

  /// Keeps count of brackets and straight quotation marks.
  void follow(std::size_t at) {
    const std::string_view mark = word(at);
    if (mark == "(" || mark == "[") {
      if (at == start_) opened_at_start_ = true;
      ++depth_;
      bracket_ = at;
    } else if ((mark == ")" || mark == "]") && depth_ > 0) {
      --depth_;
      if (depth_ == 0) opened_at_start_ = false;
    } else if (mark == "\"") {
      straight_open_ = !straight_open_;
    }
  }

  bool is_terminal(std::size_t at) const {
    const Token& token = tokens_[at];
    if (token.kind != TokenKind::Punctuation) return false;
    const std::string_view mark = word(at);
    return mark.front() == '.' || mark.front() == '?' || mark.front() == '!' ||
           mark.starts_with("\xE2\x80\xA6") || mark == "\xE3\x80\x82" || mark == "\xD8\x9F" ||
           mark == "\xE0\xA5\xA4";
  }

  bool is_ellipsis(std::string_view mark) const {
    return mark.starts_with("\xE2\x80\xA6") ||
           (mark.size() > 1 && mark.find_first_not_of('.') == std::string_view::npos);
  }

  /// Whether the token closes what stands before it, coming straight after it.
  bool closes(std::size_t at) const {
    const std::string_view mark = word(at);
    if (mark == ")" || mark == "]" || mark == "\xE2\x80\x9D" || mark == "\xC2\xBB" || mark == "''")
      return true;
    const bool glued = tokens_[at].gap == Gap::None;
    const bool last = at + 1 >= tokens_.size() || tokens_[at + 1].gap != Gap::None;
    if (mark == "\xE2\x80\x99" || mark == "\xE2\x80\x9C" || mark == "'" || mark == "\xE2\x80\x98" ||
        mark == "\xE2\x80\x99\xE2\x80\x99")
      return glued && (last || closes_more(at + 1));
    if (mark == "\"") return glued ? (last || straight_open_) : straight_open_ && last;
    return false;
  }
  bool closes_more(std::size_t at) const {
    const std::string_view mark = word(at);
    return tokens_[at].gap == Gap::None && (mark == "\xE2\x80\x9D" || mark == "\"" || mark == ")");
  }

  Begins begins(std::size_t at) const {
    const std::string_view mark = word(at);
    const char c = mark.front();
    if (tokens_[at].kind == TokenKind::Web) return Begins::Figure;
    if (is_upper(c)) return Begins::Capital;
    if (is_lower(c)) {
      // "iPhone", "al-Qaeda": a capital inside or after the hyphen.
      if (mark.size() > 1 && is_upper(mark[1])) return Begins::Capital;
      if (at + 2 < tokens_.size() && mark.size() <= 3 && word(at + 1) == "-" &&
          is_upper(word(at + 2).front()))
        return Begins::Capital;
      return Begins::Small;
    }
    if (is_digit(c)) return Begins::Figure;
    if (c == '(' || c == '[' || c == '"' || c == '`' || c == '\'' || mark == "\xE2\x80\x9C" ||
        mark == "\xE2\x80\x98" || mark == "\xE2\x80\x9E" || mark == "\xC2\xAB" || mark == "\xE2\x80\x9A" ||
        mark == "\xE2\x80\xB9" || mark == "''")
      return Begins::Opening;
    if (c == '$' || c == '#' || c == '@' || c == '*' || mark == "\xC2\xA3" || mark == "\xE2\x82\xAC")
      return Begins::Figure;
    if (static_cast<unsigned char>(c) >= 0x80) {
      const char32_t point = base::decode_utf8(mark, 0).value;
      if (base::is_upper_character(point)) return Begins::Capital;
      if (base::is_lower_character(point)) return Begins::Small;
      if (is_bullet(mark)) return Begins::Figure;
      if (base::is_letter_character(point)) return Begins::Capital;
    }
    return Begins::Other;
  }

  static bool is_bullet(std::string_view mark) {
    return mark == "\xE2\x80\xA2" || mark == "\xC2\xB7" || mark == "\xE2\x96\xAA" || mark == "\xE2\x97\x8F" ||
           mark == "\xE2\x96\xA0" || mark == "\xE2\x97\xA6" || mark == "\xE2\x80\xA3" ||
           mark == "\xE2\x96\xBA";
  }

  /// What stands at `at` after opening marks; the kind of its beginning, and its place.
  Begins begins_after_marks(std::size_t& at) const {
    Begins kind = begins(at);
    for (int i = 0; i < 3 && kind == Begins::Opening && at + 1 < tokens_.size(); ++i) kind = begins(++at);
    return kind;
  }

  bool reported_after(std::size_t at) const {
    // "he asked", "Smith said", "President Bush told": a reporting word within four words, no mark before it.
    for (std::size_t i = at; i < std::min(at + 4, tokens_.size()); ++i) {
      if (tokens_[i].kind == TokenKind::Punctuation) return false;
      const std::string_view current = word(i);
      if (in_sorted(kSaying, current) && current != "They" && current != "He" && current != "She")
        return true;
    }
    return false;
  }

  /// The index after the sentence that ends with the token at `at` (its closers included); 0 if it does not
  /// end here.
  std::size_t boundary_after(std::size_t at) {
    const Token& token = tokens_[at];
    const bool terminal = is_terminal(at);
    if (!terminal && token.stop == Stop::None) return 0;
    std::size_t next = at + 1;
    bool quoted = false;
    bool bracketed = false;
    const bool straight = straight_open_;
    while (next < tokens_.size() && closes(next)) {
      const std::string_view mark = word(next);
      if (mark == ")" || mark == "]") {
        if (depth_ == 0 || bracketed) break;
        bracketed = true;
      } else {
        quoted = true;
        if (mark == "\"") straight_open_ = false;
      }
      ++next;
    }
    straight_open_ = straight;
    // The number of a note ("in 1805.[6]") belongs to what it follows.
    while (next + 2 < tokens_.size() && word(next) == "[" && tokens_[next + 1].kind == TokenKind::Number &&
           word(next + 2) == "]")
      next += 3;
    if (next >= tokens_.size()) return 0;
    if (is_terminal(next) && tokens_[next].gap == Gap::None) return 0;  // the later mark decides
    // Inside a bracket that began within the sentence nothing ends, and its end does not either.
    if (depth_ > 0 && !opened_at_start_ && at - bracket_ < 60 && (bracketed || closes_ahead(next))) return 0;

    std::size_t first = next;
    const Begins kind = begins_after_marks(first);
    const bool glued = tokens_[next].gap == Gap::None;
    if (kind == Begins::Other) return dash_begins(at, next) ? next : 0;

    if (!terminal) return abbreviation_ends(at, next, first, kind) ? next : 0;

    const std::string_view mark = word(at);
    if (is_ellipsis(mark)) {
      if (glued && !quoted) return 0;
      return kind == Begins::Capital ? next : 0;
    }
    if (mark.front() != '.') {  // ? !
      if (kind == Begins::Small) return !quoted && !glued && !is_brand(at) ? next : 0;
      if (quoted && reported_after(first)) return 0;
      if (glued && !quoted && kind != Begins::Capital) return 0;
      return next;
    }
    if (kind == Begins::Small) {
      if (glued && !quoted) return lost_blank(at, first) ? next : 0;
      return !quoted && starts_informally(at, first) ? next : 0;
    }
    if (glued && !quoted && !bracketed) return kind == Begins::Capital && lost_blank(at, first) ? next : 0;
    // "1. First": the number of a list item begins its sentence.
    if (at == start_ + 1 && tokens_[start_].kind == TokenKind::Number && word(start_).size() <= 3) return 0;
    return next;
  }

  /// Whether the bracket that is open is closed within the next few words.
  bool closes_ahead(std::size_t at) const {
    for (std::size_t i = at; i < std::min(at + 40, tokens_.size()); ++i) {
      const std::string_view mark = word(i);
      if (mark == ")" || mark == "]") return true;
      if (mark == "(" || mark == "[") return false;
    }
    return false;
  }

  /// A small letter begins a sentence in careless writing, after a word that is none of the abbreviations
  /// that the table may lack: those are short or hold a capital.
  bool starts_informally(std::size_t at, std::size_t first) const {
    const std::string_view opener = word(first);
    if (opener == "i" || in_sorted(kOpeners, opener)) return true;
    if (at == 0 || tokens_[at].gap != Gap::None) return false;
    const std::string_view before = word(at - 1);
    return before.size() >= 3 && std::all_of(before.begin(), before.end(), is_lower) &&
           before.find_first_of("aeiouy") != std::string_view::npos;
  }

  /// "Yahoo! and AOL": a name in the middle of a sentence that has the mark in it.
  bool is_brand(std::size_t at) const {
    if (word(at) != "!" || at < start_ + 2) return false;
    const std::string_view before = word(at - 1);
    return is_upper(before.front()) && std::any_of(before.begin(), before.end(), is_lower);
  }

  /// ". -- Posted by": a dash and a capital after a stop begin a line of their own.
  bool dash_begins(std::size_t at, std::size_t next) const {
    const std::string_view mark = word(next);
    const bool dash = mark == "--" || mark == "-" || mark == "\xE2\x80\x94" || mark == "\xE2\x80\x93";
    return dash && word(at) == "." && tokens_[next].gap != Gap::None && next + 1 < tokens_.size() &&
           begins(next + 1) == Begins::Capital;
  }

  /// "Asia.military", "said.The": a real word on both sides of a stop without a blank.
  bool lost_blank(std::size_t at, std::size_t first) const {
    if (at == 0 || tokens_[at].gap != Gap::None || word(at) != ".") return false;
    const Token& before = tokens_[at - 1];
    const Token& after = tokens_[first];
    return before.kind == TokenKind::Word && after.kind == TokenKind::Word &&
           before.end - before.begin >= 2 &&
           (after.end - after.begin >= 2 || word(first) == "A" || word(first) == "I");
  }

  bool abbreviation_ends(std::size_t at, std::size_t next, std::size_t first, Begins kind) const {
    const Token& token = tokens_[at];
    if (kind != Begins::Capital) return false;
    if (tokens_[next].gap == Gap::None && next == at + 1) return false;
    const bool opener = in_sorted(kOpeners, word(first)) && first < tokens_.size();
    if (token.stop == Stop::Initial) return false;
    if (token.stop == Stop::Acronym) return opener && token.end - token.begin > 2;
    switch (token.abbreviation) {
      case AbbreviationKind::Title:
      case AbbreviationKind::Number:
        return false;
      case AbbreviationKind::Latin:
        return opener && (word(at) == "etc." || word(at) == "al.");
      case AbbreviationKind::Time:
      case AbbreviationKind::Unit:
        return opener || (first > next) || !is_zone(word(first));
      default:
        return opener || first > next;
    }
  }

  static bool is_zone(std::string_view name) {
    return (name.size() >= 2 && name.size() <= 4 && std::all_of(name.begin(), name.end(), is_upper)) ||
           name == "Eastern" || name == "Central" || name == "Pacific" || name == "Mountain" ||
           name == "Monday" || name == "Tuesday" || name == "Wednesday" || name == "Thursday" ||
           name == "Friday" || name == "Saturday" || name == "Sunday" || name == "Moscow" ||
           name == "January" || name == "February" || name == "March" || name == "April" || name == "May" ||
           name == "June" || name == "July" || name == "August" || name == "September" || name == "October" ||
           name == "November" || name == "December";
  }

  /// Whether a line break before the token ends the sentence.
  bool line_ends_sentence(std::size_t at) const {
    if (is_bullet(word(at)) && at > start_) return true;
    if (tokens_[at].gap != Gap::LineBreak || depth_ > 0) return false;
    const std::size_t length = tokens_[at - 1].end - tokens_[start_].begin;
    const Begins kind = begins(at);
    if (kind == Begins::Small || kind == Begins::Other) return false;
    const std::string_view before = word(at - 1);
    if (before == "," || before == "-" || before == "\xE2\x80\x93" || before == "\xE2\x80\x94" ||
        in_sorted(kDangling, before))
      return false;
    // A long line that was wrapped goes on; a short one was ended.
    return length < 60;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<std::uint32_t>& ends_;
  std::size_t start_ = 0;
  std::size_t bracket_ = 0;
  std::size_t depth_ = 0;
  bool opened_at_start_ = false;
  bool straight_open_ = false;
};

}  // namespace

void split_sentences(std::string_view text, const std::vector<Token>& tokens,
                     std::vector<std::uint32_t>& ends) {
  Splitter(text, tokens, ends).run();
}

}  // namespace raven::language
