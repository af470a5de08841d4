// SPDX-License-Identifier: Apache-2.0
#include "language/tokeniser.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace raven::language {
namespace {

using base::equals_ignoring_case;
using base::is_alphanumeric;
using base::is_digit;
using base::is_letter;
using base::is_lower;
using base::is_upper;

enum class Class : std::uint8_t { End, Space, Letter, Digit, Other };

bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x483 && c <= 0x489) ||
         (c >= 0x591 && c <= 0x5C7) || (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) ||
         c == 0x670 || (c >= 0x6D6 && c <= 0x6ED) || (c >= 0x900 && c <= 0xDFF) ||
         (c >= 0xE31 && c <= 0xEFF) || c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

// Affixes that stay with what follows their hyphen. Both treebanks keep them; every other hyphen is a word of
// its own.
constexpr std::array<std::string_view, 43> kPrefixes = {
    "e",       "a",     "co",    "ex",     "re",    "de",    "un",    "anti",   "pro",     "non",   "pre",
    "post",    "mid",   "neo",   "sub",    "pan",   "bi",    "tri",   "semi",   "multi",   "inter", "intra",
    "counter", "mini",  "socio", "psycho", "quasi", "micro", "macro", "geo",    "electro", "agro",  "arch",
    "uber",    "trans", "infra", "over",   "afro",  "extra", "hyper", "pseudo", "proto",   "para"};

constexpr std::array<std::string_view, 29> kUnitsAfterFigure = {
    "am",  "pm",   "km", "kg", "cm", "mm", "m",  "mg", "lb", "lbs", "ft",  "mph", "kph", "hrs", "hr",
    "min", "mins", "gb", "mb", "tb", "bn", "mn", "tn", "mw", "kw",  "ghz", "mhz", "yo",  "k"};

// Endings of names on the web. Country codes that are also English words or their beginnings are left out:
// "said.it" is far oftener a lost blank than an address.
constexpr std::array<std::string_view, 48> kWebEndings = {
    "com", "org",  "net", "gov",  "edu", "mil", "int", "info", "biz",  "tv",  "io",  "co",
    "uk",  "de",   "fr",  "ru",   "ca",  "au",  "eu",  "cn",   "jp",   "ua",  "ir",  "pk",
    "af",  "il",   "br",  "mx",   "za",  "ke",  "ng",  "nl",   "html", "htm", "php", "pdf",
    "doc", "docx", "xls", "xlsx", "jpg", "png", "gif", "txt",  "zip",  "exe", "csv", "mp3"};

constexpr std::array<std::string_view, 24> kEmoticons = {
    ":)",  ":(", ";)", ":-)", ":-(", ";-)", ":D", ":-D", ":P", ":-P", ":p", ":/",
    ":-/", ":|", "=)", "=(",  ":'(", "<3",  ":o", ":O",  "(:", "8-)", "=D", ";-("};

// Words that hold two: the length of the first part.
struct Fused {
  std::string_view whole;
  std::uint8_t first;
};
constexpr std::array<Fused, 34> kFused = {{
    {"cannot", 3}, {"gonna", 3},  {"wanna", 3},  {"gotta", 3},   {"gimme", 3},   {"lemme", 3},
    {"dunno", 2},  {"dont", 2},   {"didnt", 3},  {"doesnt", 4},  {"isnt", 2},    {"wasnt", 3},
    {"arent", 3},  {"werent", 4}, {"cant", 2},   {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6},
    {"havent", 4}, {"hasnt", 3},  {"hadnt", 3},  {"aint", 2},    {"im", 1},      {"ive", 1},
    {"youre", 3},  {"theyre", 4}, {"youve", 3},  {"thats", 4},   {"whats", 4},   {"theres", 5},
    {"itll", 2},   {"youll", 3},  {"theyll", 4}, {"hes", 2},
}};

// Words that begin with an apostrophe, after it.
constexpr std::array<std::string_view, 9> kAfterApostrophe = {"em",   "cause", "til",   "till", "tis",
                                                              "twas", "bout",  "round", "n"};

constexpr std::array<std::string_view, 11> kClitics = {"s", "m", "d", "re", "ve", "ll",
                                                       "S", "M", "D", "RE", "VE"};

template <std::size_t count>
bool holds(const std::array<std::string_view, count>& list, std::string_view word) {
  for (std::string_view entry : list)
    if (equals_ignoring_case(entry, word)) return true;
  return false;
}

/// Length of the apostrophe at `at`: ' ’ ‘ ` ´ ʼ; 0 if there is none.
std::uint32_t apostrophe_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'' || text[at] == '`') return 1;
  if (text.substr(at, 3) == "\xE2\x80\x99" || text.substr(at, 3) == "\xE2\x80\x98") return 3;
  if (text.substr(at, 2) == "\xC2\xB4" || text.substr(at, 2) == "\xCA\xBC") return 2;
  return 0;
}

struct Piece {
  std::uint32_t begin;
  std::uint32_t end;
};

class Scanner {
 public:
  Scanner(std::string_view text, const Abbreviations& abbreviations, std::vector<Token>& tokens)
      : text_(text), abbreviations_(abbreviations), tokens_(tokens), first_(tokens.size()) {}

  void run() {
    Gap gap = Gap::None;
    std::size_t at = 0;
    while (at < text_.size()) {
      std::uint32_t length = 0;
      if (classify(at, length) == Class::Space) {
        if (text_[at] == '\n' || text_[at] == '\r')
          gap = Gap::LineBreak;
        else if (gap == Gap::None)
          gap = Gap::Blank;
        at += length;
        continue;
      }
      std::size_t end = at;
      while (end < text_.size() && classify(end, length) != Class::Space) end += length;
      gap_ = gap;
      scan_chunk(at, end);
      gap = Gap::None;
      at = end;
    }
  }

 private:
  Class classify(std::size_t at, std::uint32_t& length) const {
    if (at >= text_.size()) {
      length = 0;
      return Class::End;
    }
    const char c = text_[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      length = 1;
      if (is_letter(c)) return Class::Letter;
      if (is_digit(c)) return Class::Digit;
      if (base::is_space(c)) return Class::Space;
      return Class::Other;
    }
    const base::CodePoint point = base::decode_utf8(text_, at);
    length = point.length;
    if (base::is_letter_character(point.value) || is_mark(point.value)) return Class::Letter;
    if (base::is_space_character(point.value)) return Class::Space;
    return Class::Other;
  }

  Class class_at(std::size_t at) const {
    std::uint32_t length = 0;
    return at < end_ ? classify(at, length) : Class::End;
  }
  bool letter_at(std::size_t at) const { return class_at(at) == Class::Letter; }
  bool word_character_at(std::size_t at) const {
    const Class c = class_at(at);
    return c == Class::Letter || c == Class::Digit || (at < end_ && text_[at] == '_');
  }
  char byte_at(std::size_t at) const { return at < end_ ? text_[at] : '\0'; }

  void push(std::size_t begin, std::size_t end, TokenKind kind, Stop stop = Stop::None,
            AbbreviationKind abbreviation = AbbreviationKind::Common) {
    tokens_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind, stop, gap_, abbreviation});
    gap_ = Gap::None;
  }

  // ------------------------------------------------------------------------------------ addresses

  static bool is_mail_character(char c) {
    return is_alphanumeric(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
  }

  /// Finds what must stay whole in the chunk: addresses of pages, of people, and names on the web. One pass
  /// each.
  void find_addresses() {
    addresses_.clear();
    const std::string_view chunk = text_.substr(begin_, end_ - begin_);
    if (chunk.size() < 4 || chunk.find_first_of(".@:") == std::string_view::npos) return;
    const bool opens = chunk.find('(') != std::string_view::npos;
    const auto trimmed = [&](std::size_t from, std::size_t to) {
      while (to > from && std::string_view(".,;:!?'\")]}>").find(chunk[to - 1]) != std::string_view::npos) {
        if (chunk[to - 1] == ')' && opens) break;
        --to;
      }
      while (to - from > 3 &&
             (chunk.substr(to - 3, 3) == "\xE2\x80\x9D" || chunk.substr(to - 3, 3) == "\xE2\x80\x99"))
        to -= 3;
      return to;
    };
    std::size_t slashes = chunk.find("://");
    if (slashes != std::string_view::npos) {
      std::size_t from = slashes;
      while (from > 0 && is_letter(chunk[from - 1])) --from;
      if (from < slashes) {
        add_address(from, trimmed(from, chunk.size()));
        return;
      }
    }
    if (const std::size_t at = chunk.find('@'); at != std::string_view::npos && at > 0) {
      std::size_t from = at;
      while (from > 0 && is_mail_character(chunk[from - 1])) --from;
      std::size_t to = at + 1;
      while (to < chunk.size() && is_mail_character(chunk[to])) ++to;
      to = trimmed(from, to);
      if (from < at && to > at + 1) {
        add_address(from, to);
        return;
      }
    }
    find_web_names(chunk, trimmed);
  }

  template <class Trim>
  void find_web_names(std::string_view chunk, const Trim& trimmed) {
    std::size_t at = 0;
    while (at < chunk.size()) {
      if (!is_alphanumeric(chunk[at])) {
        ++at;
        continue;
      }
      std::size_t to = at;
      std::size_t last_dot = 0;
      int dots = 0;
      while (to < chunk.size() &&
             (is_alphanumeric(chunk[to]) || chunk[to] == '-' || chunk[to] == '_' ||
              (chunk[to] == '.' && to + 1 < chunk.size() && is_alphanumeric(chunk[to + 1])))) {
        if (chunk[to] == '.') {
          last_dot = to;
          ++dots;
        }
        ++to;
      }
      if (dots > 0 && last_dot > at) {
        const std::string_view name = chunk.substr(at, to - at);
        const std::string_view ending = chunk.substr(last_dot + 1, to - last_dot - 1);
        const bool one_case = std::all_of(ending.begin(), ending.end(), is_lower) ||
                              std::none_of(name.begin(), name.end(), is_lower);
        const bool www = base::starts_with_ignoring_case(name, "www.");
        const bool group =
            dots >= 2 && name.size() >= 9 &&
            std::none_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_digit(c); }) &&
            name.find('.') >= 2 && ending.size() >= 2;
        if (www || group || (one_case && last_dot - at > 1 && holds(kWebEndings, ending))) {
          std::size_t end = to;
          if (end < chunk.size() && (chunk[end] == '/' || chunk[end] == '?')) end = trimmed(at, chunk.size());
          end = std::max(end, to);
          add_address(at, end);
          at = end;
          continue;
        }
      }
      at = to;
    }
  }

  void add_address(std::size_t from, std::size_t to) {
    if (to > from)
      addresses_.push_back(
          {static_cast<std::uint32_t>(begin_ + from), static_cast<std::uint32_t>(begin_ + to)});
  }

  // ------------------------------------------------------------------------------------ chunks

  void scan_chunk(std::size_t begin, std::size_t end) {
    begin_ = begin;
    end_ = end;
    if (end - begin <= 4) {
      for (std::string_view face : kEmoticons)
        if (text_.substr(begin, end - begin) == face) {
          push(begin, end, TokenKind::Symbol);
          return;
        }
    }
    find_addresses();
    std::size_t next_address = 0;
    std::size_t at = begin;
    while (at < end) {
      if (next_address < addresses_.size() && addresses_[next_address].begin == at) {
        at = addresses_[next_address].end;
        push(addresses_[next_address].begin, at, TokenKind::Web);
        ++next_address;
        continue;
      }
      limit_ = next_address < addresses_.size() ? addresses_[next_address].begin : end;
      at = scan_token(at);
      while (next_address < addresses_.size() && addresses_[next_address].begin < at) ++next_address;
    }
  }

  std::size_t run_of(std::size_t at, std::string_view set) const {
    while (at < limit_ && set.find(text_[at]) != std::string_view::npos) ++at;
    return at;
  }

  std::size_t scan_token(std::size_t at) {
    std::uint32_t length = 0;
    const Class kind = classify(at, length);
    if (kind == Class::Digit) return scan_number(at);
    if (kind == Class::Letter) return scan_word(at);
    const char c = text_[at];
    switch (c) {
      case '.':
        if (is_digit(byte_at(at + 1)) && (at == begin_ || !is_alphanumeric(text_[at - 1])))
          return scan_number(at);
        [[fallthrough]];
      case '!':
      case '?': {
        std::size_t to = run_of(at, ".!?");
        // A stop before a row of marks stands alone: "etc.?" was cut before; "end.…" has its own.
        push(at, to, TokenKind::Punctuation);
        return to;
      }
      case '-':
      case '=':
      case '*':
      case '~':
      case '<':
      case '>':
      case '|':
      case '+':
      case '_': {
        if (c == '+' && is_digit(byte_at(at + 1)) && at == begin_) return scan_number(at);
        if (c == '_') {
          const std::size_t underscores = run_of(at, "_");
          if (word_character_at(underscores) && underscores == at + 1) return scan_word(at);
          push(at, underscores, TokenKind::Symbol);
          return underscores;
        }
        const std::size_t to = run_of(at, std::string_view(&text_[at], 1));
        push(at, to, c == '-' ? TokenKind::Punctuation : TokenKind::Symbol);
        return to;
      }
      case '#':
      case '@':
        if (letter_at(at + 1) && (at == begin_ || !word_character_at(at - 1))) {
          std::size_t to = at + 1;
          while (to < limit_ && word_character_at(to)) {
            classify(to, length);
            to += length;
          }
          push(at, to, TokenKind::Web);
          return to;
        }
        {
          const std::size_t to = run_of(at, std::string_view(&text_[at], 1));
          push(at, to, TokenKind::Symbol);
          return to;
        }
      case '\'':
      case '`':
      case '"': {
        if (c != '"' && byte_at(at + 1) == c) {
          push(at, at + 2, TokenKind::Punctuation);
          return at + 2;
        }
        if (c == '\'') {
          if (const std::size_t to = elided_word(at, 1); to != 0) return to;
        }
        push(at, at + 1, TokenKind::Punctuation);
        return at + 1;
      }
      case '(':
      case ')':
      case '[':
      case ']':
      case '{':
      case '}':
      case ':':
      case ';':
        if (at == begin_) {
          for (std::string_view face : kEmoticons) {
            const std::size_t to = at + face.size();
            if (face.size() < 2 || to > limit_ || text_.substr(at, face.size()) != face ||
                word_character_at(to) || byte_at(to) == '/')
              continue;
            if (to < limit_ && byte_at(to) == face.back()) continue;
            push(at, to, TokenKind::Symbol);
            return to;
          }
        }
        [[fallthrough]];
      case ',':
      case '/':
      case '\\':
        push(at, at + 1, TokenKind::Punctuation);
        return at + 1;
      default:
        break;
    }
    if (length == 1) {
      // A row of one control character is one symbol, so that a damaged stretch is not thousands.
      const bool alone = is_symbol_alone(c) || static_cast<unsigned char>(c) >= 0x80;
      const std::size_t to = alone ? at + 1 : run_of(at, std::string_view(&text_[at], 1));
      push(at, to, TokenKind::Symbol);
      return to;
    }
    if (apostrophe_length(text_, at) == 3) {
      if (const std::size_t to = elided_word(at, 3); to != 0) return to;
      if (text_.substr(at + 3, 3) == text_.substr(at, 3) && at + 6 <= limit_) {
        push(at, at + 6, TokenKind::Punctuation);
        return at + 6;
      }
    }
    std::size_t to = at + length;
    const char32_t point = base::decode_utf8(text_, at).value;
    if (point == 0x2026) {
      while (to < limit_ && (text_.substr(to, 3) == "\xE2\x80\xA6" || text_[to] == '.'))
        to += text_[to] == '.' ? 1 : 3;
    } else {
      // Marks, joiners and skin tones stay with the sign before them; so does the sign after a joiner.
      while (to < limit_) {
        const base::CodePoint next = base::decode_utf8(text_, to);
        const bool joined = to >= 3 && text_.substr(to - 3, 3) == "\xE2\x80\x8D";
        if (!is_mark(next.value) && !(next.value >= 0x1F3FB && next.value <= 0x1F3FF) && !joined) break;
        if (next.length == 0) break;
        to += next.length;
      }
    }
    push(at, to, base::is_punctuation_character(point) ? TokenKind::Punctuation : TokenKind::Symbol);
    return to;
  }

  static bool is_symbol_alone(char c) { return c == '$' || c == '%' || c == '&' || c == '^'; }

  /// "'em", "'90s": the end of a word that begins with an apostrophe, pushed; 0 if it is a mark.
  std::size_t elided_word(std::size_t at, std::uint32_t apostrophe) {
    const std::size_t from = at + apostrophe;
    std::size_t to = from;
    if (is_digit(byte_at(from)) && is_digit(byte_at(from + 1)) && !is_digit(byte_at(from + 2))) {
      to = from + 2;
      if (byte_at(to) == 's') ++to;
      if (word_character_at(to) || apostrophe_length(text_, to) != 0 || to > limit_) return 0;
      push(at, to, TokenKind::Number);
      return to;
    }
    while (to < limit_ && is_letter(text_[to])) ++to;
    const std::string_view letters = text_.substr(from, to - from);
    if (letters.empty() || word_character_at(to)) return 0;
    // After a word, this is its clitic: "the '90s'|s", "\"Kabul\"'s".
    if (at > begin_ && holds(kClitics, letters)) {
      push(at, to, TokenKind::Word);
      return to;
    }
    if (at == begin_ || !word_character_at(at - 1)) {
      if (holds(kAfterApostrophe, letters) && apostrophe_length(text_, to) == 0) {
        push(at, to, TokenKind::Word);
        return to;
      }
    }
    return 0;
  }

  // ------------------------------------------------------------------------------------ numbers

  std::size_t digits(std::size_t at) const {
    while (at < limit_ && is_digit(text_[at])) ++at;
    return at;
  }

  /// The end of figures joined by `joint` whose group lengths are one of the `shapes`; 0 if none fits.
  std::size_t grouped(std::size_t at, char joint, std::initializer_list<std::string_view> shapes) const {
    std::array<char, 5> groups{};
    std::size_t count = 0;
    std::size_t to = at;
    while (count < groups.size()) {
      const std::size_t next = digits(to);
      const std::size_t length = next - to;
      if (length == 0 || length > 9) return 0;
      groups[count++] = static_cast<char>('0' + length);
      to = next;
      if (to >= limit_ || text_[to] != joint || !is_digit(byte_at(to + 1))) break;
      ++to;
    }
    const std::string_view shape(groups.data(), count);
    for (std::string_view wanted : shapes)
      if (shape == wanted) return to;
    return 0;
  }

  std::size_t scan_number(std::size_t at) {
    std::size_t to = at;
    if (text_[at] == '+' || text_[at] == '.') ++to;
    // Telephone numbers and dates keep their hyphens and strokes.
    if (const std::size_t whole =
            grouped(to, '-', {"334", "34", "14", "1334", "422", "224", "124", "114", "222", "54", "325"});
        whole != 0 && !word_character_at(whole)) {
      push(at, whole, TokenKind::Number);
      return whole;
    }
    if (const std::size_t whole = grouped(to, '/',
                                          {"11", "12", "21", "22", "112", "122", "212", "222", "114", "124",
                                           "214", "224", "422", "411", "44"});
        whole != 0 && !word_character_at(whole)) {
      push(at, whole, TokenKind::Number);
      return whole;
    }
    to = digits(to);
    while (to < limit_ && (text_[to] == ',' || text_[to] == '.' || text_[to] == ':') &&
           is_digit(byte_at(to + 1)))
      to = digits(to + 1);
    const std::size_t figures_end = to;
    // Letters that belong to it: "1980s", "19th", "B2B"; a unit is a word of its own.
    while (to < limit_ && word_character_at(to)) {
      std::uint32_t length = 0;
      classify(to, length);
      to += length;
    }
    const std::string_view letters = text_.substr(figures_end, to - figures_end);
    if (!letters.empty() && holds(kUnitsAfterFigure, letters)) {
      push(at, figures_end, TokenKind::Number);
      return figures_end;
    }
    if (letters.empty() || letters == "s") {
      // "the 80's", "the 1980's": a decade, not a possessive.
      const std::uint32_t apostrophe = apostrophe_length(text_, to);
      const std::size_t size = figures_end - at;
      if (letters.empty() && apostrophe != 0 && byte_at(to + apostrophe) == 's' &&
          !word_character_at(to + apostrophe + 1) && (size == 2 || size == 4) &&
          text_[figures_end - 1] == '0' && to + apostrophe + 1 <= limit_)
        to += apostrophe + 1;
    }
    push(at, to, TokenKind::Number);
    return to;
  }

  // ------------------------------------------------------------------------------------ words

  std::size_t letters_and_digits(std::size_t at) const {
    std::uint32_t length = 0;
    while (at < limit_) {
      const char c = text_[at];
      if (static_cast<unsigned char>(c) < 0x80) {
        if (!is_alphanumeric(c) && c != '_') break;
        ++at;
        continue;
      }
      if (classify(at, length) != Class::Letter) break;
      at += length;
    }
    return at;
  }

  /// "U.S.", "e.g.", "Ph.D.": the end of letters each followed by a stop; 0 if that is not what stands here.
  std::size_t acronym(std::size_t at) const {
    std::size_t to = at;
    std::size_t pairs = 0;
    while (to + 1 < limit_ && is_letter(text_[to]) && text_[to + 1] == '.' &&
           !(to + 2 < limit_ && text_[to + 2] == '.')) {
      to += 2;
      ++pairs;
    }
    if (pairs < 1) return 0;
    if (to < limit_ && is_letter(text_[to])) {
      // "U.S" without its last stop; "J.Smith" is an initial and a name.
      if (!word_character_at(to + 1) && is_upper(text_[to]) == is_upper(text_[at])) return to + 1;
    }
    return pairs >= 2 ? to : 0;
  }

  /// The first letter or figure after white space at `at`, and after opening marks; 0 at the end.
  char following(std::size_t at) const {
    std::size_t steps = 0;
    while (at < text_.size() && steps < 64) {
      std::uint32_t length = 0;
      const Class kind = classify(at, length);
      if (kind != Class::Space) return text_[at];
      at += length;
      ++steps;
    }
    return '\0';
  }

  bool fits(const Abbreviation& row, std::size_t begin, std::size_t end) const {
    const char next = following(end);
    switch (row.use) {
      case AbbreviationUse::Always:
      case AbbreviationUse::NeverEnds:
        return true;
      case AbbreviationUse::BeforeNumber:
        return is_digit(next);
      case AbbreviationUse::AfterNumber:
        return tokens_.size() > first_ && tokens_.back().kind == TokenKind::Number &&
               tokens_.back().end <= begin && !is_upper(next) && next != '\0';
      case AbbreviationUse::BeforeCapital:
        return is_upper(next);
      case AbbreviationUse::BeforeSmall:
        return is_lower(next) || is_digit(next);
    }
    return false;
  }

  /// Pushes [begin, end), a word with its stop if it is an abbreviation. Gives the end of what was pushed.
  std::size_t push_word(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (end < limit_ && text_[end] == '.' && byte_at(end + 1) != '.') {
      const char after = byte_at(end + 1);
      const bool glued = is_alphanumeric(after);
      if (!glued || after != '\0') {
        const Abbreviation* row = abbreviations_.find(text_.substr(begin, end + 1 - begin));
        if (row != nullptr &&
            (!glued || row->kind == AbbreviationKind::Title || row->kind == AbbreviationKind::Month ||
             is_digit(after)) &&
            fits(*row, begin, end + 1)) {
          push(begin, end + 1, TokenKind::Word, Stop::Abbreviation, row->kind);
          return end + 1;
        }
      }
      if (word.size() == 1 && is_upper(word[0]) && initial_at(begin, end)) {
        push(begin, end + 1, TokenKind::Word, Stop::Initial);
        return end + 1;
      }
    }
    push(begin, end, TokenKind::Word);
    return end;
  }

  /// Whether the single capital before the stop at `stop` is somebody's initial: a name follows it, and it is
  /// not the pronoun or a letter that names something ("Plan B. The", "and I. He").
  bool initial_at(std::size_t begin, std::size_t stop) const {
    const char next = following(stop + 1);
    if (!is_upper(next) && static_cast<unsigned char>(next) < 0x80) return false;
    if (tokens_.size() == first_ || gap_ == Gap::LineBreak) return true;
    const Token& before = tokens_.back();
    const std::string_view word = text_.substr(before.begin, before.end - before.begin);
    if (before.stop == Stop::Initial || before.abbreviation == AbbreviationKind::Title) return true;
    if (text_[begin] == 'I') return is_upper(word[0]);
    for (std::string_view names :
         {"plan", "vitamin", "hepatitis", "group", "class", "type", "grade", "section", "part", "team",
          "appendix", "schedule", "exhibit", "option", "point", "phase", "block"})
      if (equals_ignoring_case(names, word)) return false;
    return true;
  }

  std::size_t scan_word(std::size_t at) {
    if (const std::size_t to = acronym(at); to != 0) {
      const std::string_view whole = text_.substr(at, to - at);
      const Abbreviation* row = abbreviations_.find(whole);
      // Two people's initials run together ("J.K. Rowling") are read as an acronym too; neither ends a
      // sentence there.
      push(at, to, TokenKind::Word,
           row != nullptr         ? Stop::Abbreviation
           : text_[to - 1] == '.' ? Stop::Acronym
                                  : Stop::None,
           row != nullptr ? row->kind : AbbreviationKind::Common);
      return to;
    }
    std::size_t to = letters_and_digits(at);
    if (to == at) {
      std::uint32_t length = 0;
      classify(at, length);
      to = at + length;
    }
    // Joints inside a word.
    while (to < limit_) {
      const char c = text_[to];
      if (c == '&' && to - at <= 3 && is_upper(text_[to - 1]) && is_upper(byte_at(to + 1))) {
        to = letters_and_digits(to + 1);
        continue;
      }
      if (c == '/' && to - at == 1 && letter_at(to + 1) && !word_character_at(to + 2)) {
        to = to + 2;
        continue;
      }
      if (c == '-' && word_character_at(to + 1) &&
          holds(kPrefixes, text_.substr(last_part(at, to), to - last_part(at, to)))) {
        to = letters_and_digits(to + 1);
        continue;
      }
      // "Ph.D", "Gov't." and the like are found by their row.
      if (c == '.' && to - at <= 8) {
        const std::size_t longer = longer_abbreviation(at, to);
        if (longer != 0) {
          const Abbreviation* row = abbreviations_.find(text_.substr(at, longer - at));
          push(at, longer, TokenKind::Word, Stop::Abbreviation, row->kind);
          return longer;
        }
      }
      const std::uint32_t apostrophe = apostrophe_length(text_, to);
      if (apostrophe == 0 || to + apostrophe >= limit_ || !letter_at(to + apostrophe)) break;
      const std::size_t tail = to + apostrophe;
      const std::size_t tail_end = letters_and_digits(tail);
      const std::string_view letters = text_.substr(tail, tail_end - tail);
      if (equals_ignoring_case(letters, "t") && to - at >= 2 && base::to_lower(text_[to - 1]) == 'n') {
        push(at, to - 1, TokenKind::Word);
        push(to - 1, tail_end, TokenKind::Word);
        return tail_end;
      }
      if (holds(kClitics, letters) || equals_ignoring_case(letters, "ll")) {
        push_fused(at, to);
        push(to, tail_end, TokenKind::Word);
        return tail_end;
      }
      // "gov't.", "int'l." are abbreviations, "O’Brien" and "Shi'ite" names; a quotation inside a chunk is
      // neither.
      if (c == '`') break;
      to = tail_end;
    }
    if (const std::size_t first = fused_length(text_.substr(at, to - at)); first != 0) {
      push_fused(at, to);
      return to;
    }
    return push_word(at, to);
  }

  std::size_t last_part(std::size_t at, std::size_t to) const {
    // Only the last 8 bytes can hold an affix.
    std::size_t from = to;
    while (from > at && to - from < 8 && text_[from - 1] != '-') --from;
    return from;
  }

  std::size_t longer_abbreviation(std::size_t at, std::size_t to) const {
    std::size_t end = to + 1;
    if (!letter_at(end)) return 0;
    while (end < limit_ && end - at < 12 && (is_letter(text_[end]) || text_[end] == '.')) ++end;
    if (abbreviations_.find(text_.substr(at, end - at)) == nullptr) return 0;
    return end;
  }

  static std::size_t fused_length(std::string_view word) {
    if (word.size() > 8 || word.size() < 2) return 0;
    for (const Fused& fused : kFused)
      if (equals_ignoring_case(fused.whole, word)) {
        // "IM", "CANT" are as likely something else in capitals.
        if (word.size() < 4 && is_upper(word[1])) return 0;
        return fused.first;
      }
    return 0;
  }

  void push_fused(std::size_t at, std::size_t to) {
    const std::size_t first = fused_length(text_.substr(at, to - at));
    if (first == 0) {
      push(at, to, TokenKind::Word);
      return;
    }
    push(at, at + first, TokenKind::Word);
    push(at + first, to, TokenKind::Word);
  }

  std::string_view text_;
  const Abbreviations& abbreviations_;
  std::vector<Token>& tokens_;
  std::size_t first_;
  std::vector<Piece> addresses_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t limit_ = 0;  // where the next address begins, or the chunk's end
  Gap gap_ = Gap::None;
};

}  // namespace

void Tokeniser::tokenise(std::string_view text, std::vector<Token>& tokens) const {
  Scanner(text, *abbreviations_, tokens).run();
}

}  // namespace raven::language
