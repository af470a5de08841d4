// SPDX-License-Identifier: Apache-2.0
#include "read/page/dates.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/metadata/calendars.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using base::is_digit;

enum class TokenKind { Number, Word, Mark };
struct Token {
  TokenKind kind = TokenKind::Mark;
  std::size_t begin = 0, end = 0;
  int number = -1;         // of a Number of one to four digits
  std::size_t digits = 0;  // of a Number
  std::string lower;       // of a Word
  char32_t mark = 0;
};
using Tokens = std::vector<Token>;

constexpr std::size_t kMaxTokens = 400;  // a date stands early in what may be a date line

/// The value of a decimal digit of a script that news pages write numbers in; -1 for other characters.
int digit_value(char32_t c) {
  if (c < 0x80) return is_digit(static_cast<char>(c)) ? static_cast<int>(c - U'0') : -1;
  // Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Thai, Lao, Burmese,
  // Khmer, full width.
  static constexpr std::array<char32_t, 14> kZeros = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xBE6,
                                                      0xC66, 0xCE6, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10};
  for (const char32_t zero : kZeros)
    if (c >= zero && c <= zero + 9) return static_cast<int>(c - zero);
  return -1;
}

bool is_cjk(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF);
}

/// Whether there is any digit: without one there is no date, and most texts have none.
bool has_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      if (is_digit(text[at])) return true;
      ++at;
      continue;
    }
    const base::CodePoint c = base::decode_utf8(text, at);
    if (digit_value(c.value) >= 0) return true;
    at += c.length;
  }
  return false;
}

Tokens tokens_of(std::string_view text) {
  Tokens tokens;
  for (std::size_t at = 0; at < text.size() && tokens.size() < kMaxTokens;) {
    const base::CodePoint c = base::decode_utf8(text, at);
    // Marks of direction stand between the parts of Arabic and Hebrew dates.
    if (base::is_space_character(c.value) || c.value == 0x200E || c.value == 0x200F) {
      at += c.length;
      continue;
    }
    Token token;
    token.begin = at;
    if (digit_value(c.value) >= 0) {
      int number = 0;
      for (base::CodePoint next = c; next.length > 0 && digit_value(next.value) >= 0;) {
        if (token.digits < 5) number = number * 10 + digit_value(next.value);
        ++token.digits;
        at += next.length;
        next = base::decode_utf8(text, at);
      }
      token.kind = TokenKind::Number;
      if (token.digits <= 4) token.number = number;
    } else if (base::is_letter_character(c.value)) {
      // East Asian date marks are words of their own: 2022年12月10日.
      if (is_cjk(c.value)) {
        at += c.length;
      } else {
        while (at < text.size()) {
          const base::CodePoint next = base::decode_utf8(text, at);
          // Combining marks belong to their word (Hindi, Arabic).
          const bool is_mark = next.value >= 0x300 && !base::is_space_character(next.value) &&
                               !base::is_punctuation_character(next.value) && digit_value(next.value) < 0;
          if (!base::is_letter_character(next.value) && !is_mark) break;
          if (is_cjk(next.value)) break;
          at += next.length;
        }
      }
      token.kind = TokenKind::Word;
      token.lower = base::lowered_utf8(text.substr(token.begin, at - token.begin));
    } else {
      token.mark = c.value;
      at += c.length;
    }
    token.end = at;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool is_mark(const Tokens& tokens, std::size_t at, char32_t mark) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Mark && tokens[at].mark == mark;
}
bool is_word(const Tokens& tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Word && tokens[at].lower == word;
}
int number_at(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number ? tokens[at].number : -1;
}
std::size_t width(const Token& token) {
  return token.digits;
}

bool is_year(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number && width(tokens[at]) == 4 &&
         tokens[at].number >= 1900 && tokens[at].number <= 2199;
}
/// A year of four digits in any calendar that is read.
bool is_any_year(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number && width(tokens[at]) == 4 &&
         tokens[at].number >= 1300 && tokens[at].number <= 2742;
}
bool is_day(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number && width(tokens[at]) <= 2 &&
         tokens[at].number >= 1 && tokens[at].number <= 31;
}

/// Small words that may stand between the parts of a date.
bool is_joint(const Tokens& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 40> kJoints = {
      "of", "de", "del", "do",  "da", "st", "nd", "rd",   "th",  "er",    "a",    "º",  "ª",  "den",
      "i",  "г",  "e",   "the", "أ",  "พ",  "ศ",  "ค",    "năm", "của",   "ngày", "d",  "di", "des",
      "la", "ता", "का",  "m",   "mh", "के",  "से",  "gada", "ko",  "жылғы", "жыл",  "yil"};
  if (at >= tokens.size()) return false;
  if (tokens[at].kind == TokenKind::Mark)
    return tokens[at].mark == U',' || tokens[at].mark == U'.' || tokens[at].mark == U'º' ||
           tokens[at].mark == U'،' || tokens[at].mark == U'-' || tokens[at].mark == U'/';
  return tokens[at].kind == TokenKind::Word &&
         std::find(kJoints.begin(), kJoints.end(), tokens[at].lower) != kJoints.end();
}

std::size_t past_joints(const Tokens& tokens, std::size_t at) {
  for (int i = 0; i < 5 && is_joint(tokens, at); ++i) ++at;
  return at;
}

/// The time of day after a date, its zone included; moves `at` past it.
Clock clock_after(std::string_view text, const std::vector<Token>& tokens, std::size_t& at) {
  static constexpr std::array<std::string_view, 32> kBefore = {
      "at",    "um",  "à",    "a",    "las",    "às",   "alle", "ore", "kl",  "o",    "godz",
      "в",     "om",  "as",   "saat", "t",      "klo",  "ob",   "u",   "lúc", "στις", "la",
      "pukul", "jam", "เวลา", "ora",  "الساعة", "ساعت", "בשעה", "the", "le",  "о"};
  std::size_t next = at;
  for (int skipped = 0; next < tokens.size() && skipped < 4; ++skipped, ++next) {
    const Token& token = tokens[next];
    if (token.kind == TokenKind::Number) break;
    const bool passes =
        token.kind == TokenKind::Mark
            ? (token.mark == U',' || token.mark == U'-' || token.mark == U'–' || token.mark == U'—' ||
               token.mark == U'|' || token.mark == U'/' || token.mark == U'.' || token.mark == U'·' ||
               token.mark == U'•' || token.mark == U'(')
            : std::find(kBefore.begin(), kBefore.end(), token.lower) != kBefore.end();
    if (!passes) return {};
  }
  if (next >= tokens.size() || tokens[next].kind != TokenKind::Number || width(tokens[next]) > 2) return {};
  Clock clock;
  std::size_t byte = tokens[next].begin;
  const bool with_minutes = clock_at(text, byte, clock);
  if (!with_minutes) {
    if (tokens[next].number > 12 || tokens[next].number < 1) return {};
    byte = tokens[next].end;
    clock.hour = tokens[next].number;
  }
  std::size_t after = next;
  while (after < tokens.size() && tokens[after].begin < byte) ++after;
  // "am", "p.m.", then a zone.
  bool has_half = false;
  if (after < tokens.size() && tokens[after].kind == TokenKind::Word) {
    std::string half = tokens[after].lower;
    std::size_t past = after + 1;
    if ((half == "a" || half == "p") && is_mark(tokens, after + 1, U'.') && is_word(tokens, after + 2, "m")) {
      half += "m";
      past = after + 3;
      if (is_mark(tokens, past, U'.')) ++past;
    }
    if (half == "am" || half == "pm") {
      if (clock.hour > 12) return {};
      clock.hour = clock.hour % 12 + (half == "pm" ? 12 : 0);
      has_half = true;
      after = past;
    } else if (half == "uhr" || half == "h") {
      after = past;
    }
  }
  if (!with_minutes && !has_half) return {};
  if (is_mark(tokens, after, U',')) ++after;
  if (is_mark(tokens, after, U'(')) ++after;
  if (after < tokens.size() && tokens[after].kind == TokenKind::Word && tokens[after].lower.size() <= 4) {
    if (const std::optional<int> zone = zone_named(tokens[after].lower)) {
      clock.zone = zone;
      ++after;
      if (is_mark(tokens, after, U')')) ++after;
    }
  }
  if (!clock.zone || *clock.zone == 0) {
    if (is_mark(tokens, after, U'+') || (is_mark(tokens, after, U'-') && number_at(tokens, after + 1) >= 0 &&
                                         tokens[after].end == tokens[after + 1].begin)) {
      std::size_t zone_byte = tokens[after].begin;
      if (const std::optional<int> zone = zone_at(text, zone_byte)) {
        clock.zone = zone;
        while (after < tokens.size() && tokens[after].begin < zone_byte) ++after;
      }
    }
  }
  at = after;
  return clock;
}

/// The tokens `first` to `past` as names of months are looked up: lower case, blanks where there were any.
std::string key_of(const Tokens& tokens, std::size_t first, std::size_t past) {
  std::string key;
  for (std::size_t i = first; i < past; ++i) {
    if (i > first && tokens[i - 1].end != tokens[i].begin) key += ' ';
    if (tokens[i].kind == TokenKind::Word)
      key += tokens[i].lower;
    else if (tokens[i].kind == TokenKind::Number)
      key += std::to_string(tokens[i].number);
    else
      base::append_utf8(key, tokens[i].mark);
  }
  return key;
}

}  // namespace

/// One search for a date in one text.
class DateSearch {
 public:
  DateSearch(const DateReader& reader, std::string_view text, std::string_view language, DateOrder order)
      : reader_(reader), text_(text), language_(language), order_(order), tokens_(tokens_of(text)) {}

  std::optional<FoundDate> find() {
    std::optional<FoundDate> other;  // of another calendar: a Gregorian date beside it is surer
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      is_converted_ = false;
      std::optional<FoundDate> found = tokens_[i].kind == TokenKind::Word     ? at_word(i)
                                       : tokens_[i].kind == TokenKind::Number ? at_number(i)
                                                                              : std::nullopt;
      if (!found) continue;
      if (!is_converted_) return found;
      if (!other) other = std::move(found);
    }
    return other;
  }

  /// The month whose name begins at a token; `past` receives the token behind it. 0: none, -1: languages
  /// differ.
  struct Month {
    int value = 0;
    DateReader::Calendar calendar = DateReader::Calendar::Gregorian;
    std::size_t past = 0;
  };
  Month month_at(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::Word) return {};
    const auto starts = reader_.month_tokens_.find(tokens_[at].lower);
    if (starts == reader_.month_tokens_.end()) return {};
    for (std::size_t past = std::min(tokens_.size(), at + starts->second); past > at; --past) {
      const auto found = reader_.months_.find(key_of(tokens_, at, past));
      if (found == reader_.months_.end()) continue;
      Month month{0, found->second.front().calendar, past};
      for (const DateReader::Name& name : found->second) {
        if (!language_.empty() && name.language == language_) return {name.value, name.calendar, past};
        month.value = month.value == 0 || month.value == name.value ? name.value : -1;
      }
      return month;
    }
    return {};
  }

 private:
  using Calendar = DateReader::Calendar;

  std::optional<FoundDate> finish(std::size_t first, std::size_t past, Moment moment) const {
    if (moment.precision == Precision::Unknown) return std::nullopt;
    while (first > 0 && ((tokens_[first - 1].kind == TokenKind::Word && is_weekday(first - 1)) ||
                         (first > 1 && tokens_[first - 1].kind == TokenKind::Mark &&
                          (tokens_[first - 1].mark == U',' || tokens_[first - 1].mark == U'.') &&
                          tokens_[first - 2].kind == TokenKind::Word && is_weekday(first - 2))))
      --first;
    FoundDate found;
    found.moment = std::move(moment);
    found.begin = tokens_[first].begin;
    found.end = tokens_[past - 1].end;
    return found;
  }

  bool is_weekday(std::size_t at) const { return reader_.weekdays_.contains(tokens_[at].lower); }

  /// A date that was read: year, month (below 1: open), day (below 1: open) of a calendar. Moves `past` past
  /// a time of day.
  Moment moment_of(int year, int month, int day, Calendar calendar, std::size_t& past) {
    if (calendar == Calendar::Gregorian) {
      if (const std::optional<int> thai = buddhist_year(year); thai && language_ == "th") year = *thai;
      if (year < 1900 || year > 2199) return {};
      if (month < 1) return year_moment(year);
      if (day < 1) return month_moment(year, month);
      const Clock clock = clock_after(text_, tokens_, past);
      return day_moment(year, month, day, clock);
    }
    is_converted_ = true;
    if (month < 1) return {};
    if (calendar == Calendar::SolarHijri) {
      if (day < 1) return {};  // its months begin in the middle of ours
      const std::optional<base::Day> solar = solar_hijri_day(year, month, day);
      if (!solar) return {};
      const Clock clock = clock_after(text_, tokens_, past);
      return day_moment(static_cast<int>(solar->year()),
                        static_cast<int>(static_cast<unsigned>(solar->month())),
                        static_cast<int>(static_cast<unsigned>(solar->day())), clock);
    }
    const std::optional<base::Day> about = hijri_day_about(year, month, day < 1 ? 15 : day);
    if (!about) return {};
    const base::Day early = base::add_days(*about, day < 1 ? -16 : -2),
                    late = base::add_days(*about, day < 1 ? 16 : 2);
    if (early.year() != late.year()) return {};
    const int gregorian = static_cast<int>(about->year());
    return early.month() == late.month()
               ? month_moment(gregorian, static_cast<int>(static_cast<unsigned>(about->month())))
               : year_moment(gregorian);
  }

  bool fits(std::size_t at, Calendar calendar) const {
    if (!is_any_year(tokens_, at)) return false;
    const int year = tokens_[at].number;
    if (calendar != Calendar::Gregorian) return year < 1500;
    return is_year(tokens_, at) || (language_ == "th" && buddhist_year(year));
  }

  std::optional<FoundDate> at_word(std::size_t i) {
    const Month month = month_at(i);
    if (month.value == 0) return at_era(i);
    const Calendar calendar = month.calendar;
    std::size_t after = month.past;
    if (is_mark(tokens_, after, U'.')) ++after;
    // "كانون الأول/ديسمبر": the month in two tongues.
    if (is_mark(tokens_, after, U'/'))
      if (const Month again = month_at(after + 1); again.value == month.value) after = again.past;
    const auto with = [&](std::size_t first, std::size_t past, int year, int day) {
      const Moment moment = moment_of(year, month.value, month.value < 0 ? -1 : day, calendar, past);
      return finish(first, past, moment);
    };
    if (i > 0) {
      std::size_t back = i;
      for (int steps = 0; steps < 4 && back > 0 && is_joint(tokens_, back - 1); ++steps) --back;
      if (back > 0 && is_day(tokens_, back - 1)) {  // D. MONTH YYYY
        const std::size_t year = past_joints(tokens_, after);
        if (fits(year, calendar))
          return with(back - 1, year + 1, tokens_[year].number, tokens_[back - 1].number);
      }
      if (back > 0 && is_day(tokens_, back - 1)) {  // YYYY. gada D. MONTH
        std::size_t before = back - 1;
        for (int steps = 0; steps < 3 && before > 0 && is_joint(tokens_, before - 1); ++steps) --before;
        if (before > 0 && fits(before - 1, calendar))
          return with(before - 1, after, tokens_[before - 1].number, tokens_[back - 1].number);
      }
      if (back > 0 && fits(back - 1, calendar) && is_day(tokens_, after))  // YYYY MONTH D
        return with(back - 1, after + 1, tokens_[back - 1].number, tokens_[after].number);
    }
    if (is_day(tokens_, after)) {  // MONTH D, YYYY
      const std::size_t year = past_joints(tokens_, after + 1);
      if (fits(year, calendar)) return with(i, year + 1, tokens_[year].number, tokens_[after].number);
      return std::nullopt;
    }
    const std::size_t year = past_joints(tokens_, after);  // MONTH YYYY
    if (fits(year, calendar) && tokens_[i].lower.size() >= 3)
      return with(i, year + 1, tokens_[year].number, -1);
    return std::nullopt;
  }

  /// 令和4年12月10日, 民國111年12月10日
  std::optional<FoundDate> at_era(std::size_t i) {
    if (i + 3 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::Word) return std::nullopt;
    const auto era = reader_.eras_.find(tokens_[i].lower + tokens_[i + 1].lower);
    if (era == reader_.eras_.end()) return std::nullopt;
    const int number = is_word(tokens_, i + 2, "元") ? 1 : number_at(tokens_, i + 2);
    if (number < 1 || number > 200 || !is_word(tokens_, i + 3, "年")) return std::nullopt;
    return east_asian(i, i + 3, era->second + number);
  }

  /// From the word for "year" at `mark` on: 年12月10日.
  std::optional<FoundDate> east_asian(std::size_t first, std::size_t mark, int year) {
    if (!is_day(tokens_, mark + 1) || !(is_word(tokens_, mark + 2, "月") || is_word(tokens_, mark + 2, "월")))
      return std::nullopt;
    const int month = tokens_[mark + 1].number;
    std::size_t past = mark + 3;
    int day = -1;
    if (is_day(tokens_, mark + 3) && (is_word(tokens_, mark + 4, "日") || is_word(tokens_, mark + 4, "일") ||
                                      is_word(tokens_, mark + 4, "号"))) {
      day = tokens_[mark + 3].number;
      past = mark + 5;
      // 12月10日(土) 14:05, 12月10日（星期六）14:05
      std::size_t behind = past;
      while (behind < tokens_.size() && behind < past + 5 && tokens_[behind].kind != TokenKind::Number)
        ++behind;
      if (is_mark(tokens_, past, U'(') || is_mark(tokens_, past, U'（')) past = behind;
    }
    const Moment moment = moment_of(year, month, day, Calendar::Gregorian, past);
    return finish(first, past, moment);
  }

  std::optional<FoundDate> at_number(std::size_t i) {
    if (i + 4 >= tokens_.size() && !(i + 3 < tokens_.size() && is_year(tokens_, i))) return std::nullopt;
    const auto glued = [&](std::size_t n) { return tokens_[n].end == tokens_[n + 1].begin; };
    // 2022年12月10日 and 2022년 12월 10일
    if (is_year(tokens_, i) && (is_word(tokens_, i + 1, "年") || is_word(tokens_, i + 1, "년")))
      return east_asian(i, i + 1, tokens_[i].number);
    if (i + 4 >= tokens_.size()) return std::nullopt;
    const Token& mark = tokens_[i + 1];
    if (mark.kind != TokenKind::Mark || !is_mark(tokens_, i + 3, mark.mark)) return std::nullopt;
    if (mark.mark != U'-' && mark.mark != U'/' && mark.mark != U'.' && mark.mark != U'／')
      return std::nullopt;
    // "10. 12. 2022" is Czech, Slovak, Slovene, Korean ("2022. 12. 10."); else the parts touch.
    const bool is_spaced = mark.mark == U'.' && glued(i) && glued(i + 2) && !glued(i + 1) && !glued(i + 3);
    if (!is_spaced && (!glued(i) || !glued(i + 1) || !glued(i + 2) || !glued(i + 3))) return std::nullopt;
    if (i > 0 && glued(i - 1) && tokens_[i - 1].kind != TokenKind::Word) {
      const char32_t before = tokens_[i - 1].mark;
      if (before != U'(' && before != U':' && before != U'：' && before != U'（' && before != U'|')
        return std::nullopt;
    }
    const int a = number_at(tokens_, i), b = number_at(tokens_, i + 2), c = number_at(tokens_, i + 4);
    const auto with = [&](int year, int month, int day) {
      std::size_t past = i + 5;
      const bool is_solar = (language_ == "fa" || language_ == "ps") && year < 1500;
      const Moment moment =
          moment_of(year, month, day, is_solar ? Calendar::SolarHijri : Calendar::Gregorian, past);
      return finish(i, past, moment);
    };
    if (is_any_year(tokens_, i) && is_day(tokens_, i + 2) && is_day(tokens_, i + 4)) return with(a, b, c);
    if (!is_any_year(tokens_, i + 4) || !is_day(tokens_, i) || !is_day(tokens_, i + 2)) return std::nullopt;
    if (b > 12 && a <= 12) return with(c, a, b);
    if (a > 12 || a == b || mark.mark == U'.' || order_ == DateOrder::DayFirst) return with(c, b, a);
    if (order_ == DateOrder::MonthFirst) return with(c, a, b);
    if (!language_.empty() && language_ != "en") return with(c, b, a);
    // Day and month cannot be told apart.
    std::optional<FoundDate> found = with(c, -1, -1);
    if (found) {
      const std::optional<FoundDate> left = with(c, b, a), right = with(c, a, b);
      if (left) found->day_first = left->moment, found->end = left->end;
      if (right) found->month_first = right->moment;
    }
    return found;
  }

  const DateReader& reader_;
  std::string_view text_, language_;
  DateOrder order_;
  Tokens tokens_;
  bool is_converted_ = false;
};

void DateReader::add_month(std::string_view word, int month, std::string_view language, Calendar calendar) {
  const Tokens tokens = tokens_of(word);
  if (tokens.empty()) return;
  months_[key_of(tokens, 0, tokens.size())].push_back({month, language, calendar});
  std::size_t& most = month_tokens_[tokens[0].lower];
  most = std::max(most, tokens.size());
}

void DateReader::add_weekday(std::string_view word, int weekday, std::string_view language) {
  weekdays_[base::lowered_utf8(word)].push_back({weekday, language});
}

void DateReader::add_era(std::string_view word, int before_first) {
  eras_[std::string(word)] = before_first;
}

bool DateReader::is_weekday(std::string_view word) const {
  return weekdays_.contains(base::lowered_utf8(word));
}

std::size_t DateReader::yearless_date_at(std::string_view text) const {
  text = text.substr(0, std::min<std::size_t>(text.size(), 60));
  if (!has_digit(text)) return 0;
  const Tokens tokens = tokens_of(text);
  const DateSearch search(*this, text, {}, DateOrder::ByLanguage);
  if (tokens.empty()) return 0;
  if (const DateSearch::Month month = search.month_at(0); month.value != 0) {
    const std::size_t day = is_mark(tokens, month.past, U'.') ? month.past + 1 : month.past;
    return is_day(tokens, day) ? tokens[day].end : 0;
  }
  if (is_day(tokens, 0)) {
    const std::size_t at = past_joints(tokens, 1);
    if (const DateSearch::Month month = search.month_at(at); month.value != 0)
      return is_mark(tokens, month.past, U'.') ? tokens[month.past].end : tokens[month.past - 1].end;
  }
  return 0;
}

std::optional<FoundDate> DateReader::find(std::string_view text, std::string_view language,
                                          DateOrder order) const {
  if (!has_digit(text)) return std::nullopt;
  return DateSearch(*this, text, language, order).find();
}

}  // namespace raven::read
