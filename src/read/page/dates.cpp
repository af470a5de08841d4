// SPDX-License-Identifier: Apache-2.0
#include "read/page/dates.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace raven::read {
namespace {

using base::is_digit;

/// A clock time with an optional distance from UTC in minutes.
struct Clock {
  int hour = -1, minute = 0, second = -1;
  std::optional<int> zone;
};

std::string two_digits(int value) {
  std::string text = std::to_string(value);
  return text.size() < 2 ? "0" + text : text;
}

Moment day_moment(int year, int month, int day, const Clock& clock = {}) {
  Moment moment;
  const std::optional<base::Day> valid =
      base::make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!valid) return moment;
  moment.iso = base::iso_day(*valid);
  moment.precision = Precision::Day;
  if (clock.hour < 0) return moment;
  moment.iso += "T" + two_digits(clock.hour) + ":" + two_digits(clock.minute);
  moment.precision = Precision::Minute;
  if (clock.second >= 0) {
    moment.iso += ":" + two_digits(clock.second);
    moment.precision = Precision::Second;
  }
  if (clock.zone) {
    const int minutes = *clock.zone < 0 ? -*clock.zone : *clock.zone;
    moment.iso += (*clock.zone < 0 ? "-" : "+") + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
  }
  return moment;
}

std::string four_digits(int year) {
  std::string text = std::to_string(year);
  while (text.size() < 4) text.insert(text.begin(), '0');
  return text;
}

Moment month_moment(int year, int month) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return {};
  Moment moment;
  moment.iso = four_digits(year) + "-" + two_digits(month);
  moment.precision = Precision::Month;
  return moment;
}

Moment year_moment(int year) {
  Moment moment;
  if (year < 1 || year > 9999) return moment;
  moment.iso = four_digits(year);
  moment.precision = Precision::Year;
  return moment;
}

/// `count` digits at `at` as a number, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// The UTC distance of a zone's name in minutes. Names that mean several zones in the world are left out.
std::optional<int> zone_named(std::string_view name) {
  struct Zone {
    std::string_view name;
    int minutes;
  };
  static constexpr std::array<Zone, 22> kZones = {
      {{"gmt", 0},    {"utc", 0},    {"z", 0},      {"ut", 0},     {"est", -300}, {"edt", -240},
       {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"cet", 60},
       {"cest", 120}, {"mez", 60},   {"mesz", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},
       {"jst", 540},  {"sgt", 480},  {"hkt", 480},  {"akst", -540}}};
  const std::string lower = base::lowered(name);
  for (const Zone& zone : kZones)
    if (zone.name == lower) return zone.minutes;
  return std::nullopt;
}

/// "+02:00", "-0500", "+02", "Z" at `at`; moves `at` past it.
std::optional<int> zone_at(std::string_view text, std::size_t& at) {
  if (at >= text.size()) return std::nullopt;
  if (text[at] == 'Z' || text[at] == 'z') {
    ++at;
    return 0;
  }
  if (text[at] != '+' && text[at] != '-') return std::nullopt;
  const int sign = text[at] == '-' ? -1 : 1;
  const int hours = digits_at(text, at + 1, 2);
  if (hours < 0 || hours > 14) return std::nullopt;
  std::size_t next = at + 3;
  int minutes = 0;
  if (next < text.size() && text[next] == ':') ++next;
  if (const int given = digits_at(text, next, 2); given >= 0 && given < 60) {
    minutes = given;
    next += 2;
  } else {
    next = at + 3;
  }
  at = next;
  return sign * (hours * 60 + minutes);
}

/// "14:03", "14:03:22.123"; moves `at` past it.
bool clock_at(std::string_view text, std::size_t& at, Clock& clock) {
  std::size_t size = 2;
  int hour = digits_at(text, at, 2);
  if (hour < 0) hour = digits_at(text, at, 1), size = 1;
  if (hour < 0 || hour > 24) return false;
  std::size_t next = at + size;
  if (next >= text.size() || (text[next] != ':' && text[next] != 'h' && text[next] != '.')) return false;
  const int minute = digits_at(text, next + 1, 2);
  if (minute < 0 || minute > 59) return false;
  if (next + 3 < text.size() && is_digit(text[next + 3])) return false;
  next += 3;
  clock.hour = hour % 24;
  clock.minute = minute;
  if (next < text.size() && text[next] == ':') {
    const int second = digits_at(text, next + 1, 2);
    if (second >= 0 && second <= 60) {
      clock.second = std::min(second, 59);
      next += 3;
      if (next < text.size() && (text[next] == '.' || text[next] == ',') && next + 1 < text.size() &&
          is_digit(text[next + 1])) {
        ++next;
        while (next < text.size() && is_digit(text[next])) ++next;
      }
    }
  }
  at = next;
  return true;
}

Moment iso_moment(std::string_view text) {
  const int year = digits_at(text, 0, 4);
  if (year < 1) return {};
  if (text.size() == 4) return year_moment(year);
  const char separator = text[4];
  if (is_digit(separator)) {  // 20221210 or 20221210T140300Z
    const int month = digits_at(text, 4, 2), day = digits_at(text, 6, 2);
    if (month < 0 || day < 0) return {};
    if (text.size() == 8) return day_moment(year, month, day);
    Clock clock;
    if (text.size() >= 15 && (text[8] == 'T' || text[8] == ' ' || text[8] == '-')) {
      clock.hour = digits_at(text, 9, 2), clock.minute = digits_at(text, 11, 2),
      clock.second = digits_at(text, 13, 2);
      if (clock.hour < 0 || clock.hour > 23 || clock.minute < 0 || clock.minute > 59 || clock.second > 59)
        clock = {};
      std::size_t at = 15;
      clock.zone = zone_at(text, at);
      return day_moment(year, month, day, clock);
    }
    return {};
  }
  if (separator != '-' && separator != '/' && separator != '.') return {};
  int month = digits_at(text, 5, 2);
  std::size_t at = 7;
  if (month < 0) month = digits_at(text, 5, 1), at = 6;
  if (month < 1 || month > 12) return {};
  if (at == text.size()) return month_moment(year, month);
  if (text[at] != separator) return {};
  ++at;
  int day = digits_at(text, at, 2);
  at += 2;
  if (day < 0) day = digits_at(text, at - 2, 1), --at;
  if (day < 1) return {};
  if (at == text.size()) return day_moment(year, month, day);
  if (is_digit(text[at])) return {};
  if (text[at] != 'T' && text[at] != ' ' && text[at] != 't' && text[at] != ',') {
    return text[at] == '+' || text[at] == 'Z' ? day_moment(year, month, day) : Moment{};
  }
  while (at < text.size() && (text[at] == 'T' || text[at] == 't' || text[at] == ' ' || text[at] == ',')) ++at;
  Clock clock;
  if (clock_at(text, at, clock)) {
    while (at < text.size() && text[at] == ' ') ++at;
    clock.zone = zone_at(text, at);
    if (!clock.zone) {
      std::size_t end = at;
      while (end < text.size() && base::is_letter(text[end])) ++end;
      clock.zone = zone_named(text.substr(at, end - at));
    }
  }
  return day_moment(year, month, day, clock);
}

int english_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                               "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return 0;
  const std::string lower = base::lowered(word.substr(0, 3));
  for (int i = 0; i < 12; ++i)
    if (kMonths[static_cast<std::size_t>(i)] == lower) return i + 1;
  return 0;
}

/// RFC 5322, 3.3: "Sat, 10 Dec 2022 14:03:00 +0100", and with the weekday or seconds missing.
Moment mail_moment(std::string_view text) {
  std::vector<std::string_view> words = base::split_words(text);
  std::size_t at = 0;
  if (!words.empty() && !is_digit(words[0][0])) ++at;
  if (words.size() < at + 3) return {};
  const int day = words[at].size() <= 2 ? digits_at(words[at], 0, words[at].size()) : -1;
  const int month = base::is_letter(words[at + 1][0]) ? english_month(words[at + 1]) : 0;
  int year = words[at + 2].size() == 4 ? digits_at(words[at + 2], 0, 4) : -1;
  if (words[at + 2].size() == 2 && (year = digits_at(words[at + 2], 0, 2)) >= 0)
    year += year < 50 ? 2000 : 1900;
  if (day < 1 || month < 1 || year < 1) return {};
  Clock clock;
  std::size_t start = 0;
  if (words.size() > at + 3 && clock_at(words[at + 3], start, clock) && words.size() > at + 4) {
    start = 0;
    clock.zone = zone_at(words[at + 4], start);
    if (!clock.zone) clock.zone = zone_named(words[at + 4]);
  }
  return day_moment(year, month, day, clock);
}

Moment epoch_moment(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return {};
  std::int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || value < 0) return {};
  if (text.size() == 13) value /= 1000;
  const std::chrono::sys_seconds when{std::chrono::seconds(value)};
  const auto days = std::chrono::floor<std::chrono::days>(when);
  const base::Day day{days};
  const auto left = static_cast<int>((when - days).count());
  return day_moment(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                    static_cast<int>(static_cast<unsigned>(day.day())),
                    {left / 3600, left / 60 % 60, left % 60, 0});
}

// ------------------------------------------------------------------------------------------- dates for
// people

enum class TokenKind { Number, Word, Mark };
struct Token {
  TokenKind kind = TokenKind::Mark;
  std::size_t begin = 0, end = 0;
  int number = -1;    // of a Number of one to four digits
  std::string lower;  // of a Word
  char32_t mark = 0;
};

constexpr std::size_t kMaxTokens = 400;  // a date stands early in what may be a date line

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size() && tokens.size() < kMaxTokens;) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (base::is_space_character(c.value)) {
      at += c.length;
      continue;
    }
    Token token;
    token.begin = at;
    if (c.value < 128 && is_digit(static_cast<char>(c.value))) {
      while (at < text.size() && is_digit(text[at])) ++at;
      token.kind = TokenKind::Number;
      if (at - token.begin <= 4) token.number = digits_at(text, token.begin, at - token.begin);
    } else if (base::is_letter_character(c.value)) {
      // East Asian date marks are words of their own: 2022年12月10日.
      const auto is_cjk = [](char32_t v) {
        return (v >= 0x3400 && v <= 0x9FFF) || (v >= 0xAC00 && v <= 0xD7AF);
      };
      if (is_cjk(c.value)) {
        at += c.length;
      } else {
        while (at < text.size()) {
          const base::CodePoint next = base::decode_utf8(text, at);
          // Combining marks belong to their word (Hindi, Arabic).
          const bool is_mark = next.value >= 0x300 && !base::is_space_character(next.value) &&
                               !base::is_punctuation_character(next.value);
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

bool is_mark(const std::vector<Token>& tokens, std::size_t at, char32_t mark) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Mark && tokens[at].mark == mark;
}
bool is_word(const std::vector<Token>& tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Word && tokens[at].lower == word;
}
int number_at(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number ? tokens[at].number : -1;
}
std::size_t width(const Token& token) {
  return token.end - token.begin;
}

bool is_year(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number && width(tokens[at]) == 4 &&
         tokens[at].number >= 1900 && tokens[at].number <= 2199;
}
bool is_day(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == TokenKind::Number && width(tokens[at]) <= 2 &&
         tokens[at].number >= 1 && tokens[at].number <= 31;
}

/// Small words that may stand between the parts of a date.
bool is_joint(const std::vector<Token>& tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 20> kJoints = {"of",  "de", "del", "do", "da",  "st", "nd",
                                                               "rd",  "th", "er",  "a",  "º",   "ª",  "den",
                                                               "den", "i",  "г",   "e",  "the", "أ"};
  if (at >= tokens.size()) return false;
  if (tokens[at].kind == TokenKind::Mark)
    return tokens[at].mark == U',' || tokens[at].mark == U'.' || tokens[at].mark == U'º' ||
           tokens[at].mark == U'،' || tokens[at].mark == U'-' || tokens[at].mark == U'/';
  return tokens[at].kind == TokenKind::Word &&
         std::find(kJoints.begin(), kJoints.end(), tokens[at].lower) != kJoints.end();
}

std::size_t past_joints(const std::vector<Token>& tokens, std::size_t at) {
  for (int i = 0; i < 3 && is_joint(tokens, at); ++i) ++at;
  return at;
}

/// The time of day after a date, its zone included; moves `at` past it.
Clock clock_after(std::string_view text, const std::vector<Token>& tokens, std::size_t& at) {
  static constexpr std::array<std::string_view, 16> kBefore = {
      "at", "um", "à", "a", "las", "às", "alle", "ore", "kl", "o", "godz", "в", "om", "as", "saat", "t"};
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

}  // namespace

Moment machine_moment(std::string_view text) {
  text = base::trim(text);
  if (text.size() > 80) return {};
  if (Moment moment = iso_moment(text); moment.precision != Precision::Unknown) return moment;
  if (Moment moment = epoch_moment(text); moment.precision != Precision::Unknown) return moment;
  return mail_moment(text);
}

Moment url_moment(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::size_t from = scheme == std::string_view::npos ? 0 : scheme + 3;
  from = scheme == std::string_view::npos ? 0 : url.find('/', from);
  if (from == std::string_view::npos) return {};
  const std::string_view path = url.substr(from, std::min(url.find_first_of("?#", from), url.size()) - from);
  Moment month_only;
  for (std::size_t at = 0; at + 4 <= path.size(); ++at) {
    if (at > 0 && is_digit(path[at - 1])) continue;
    const int year = digits_at(path, at, 4);
    if (year < 1990 || year > 2199) continue;
    const std::size_t next = at + 4;
    if (next < path.size() && (path[next] == '/' || path[next] == '-' || path[next] == '_')) {
      const char separator = path[next];
      std::size_t month_size = 2;
      int month = digits_at(path, next + 1, 2);
      if (month < 0 && separator == '/') month = digits_at(path, next + 1, 1), month_size = 1;
      if (month < 0 && separator == '/') month = english_month(path.substr(next + 1, 3)), month_size = 3;
      if (month < 1 || month > 12) continue;
      const std::size_t after = next + 1 + month_size;
      if (after < path.size() && path[after] == separator) {
        int day = digits_at(path, after + 1, 2);
        std::size_t end = after + 3;
        if (day < 0 && separator == '/') day = digits_at(path, after + 1, 1), end = after + 2;
        if (day >= 1 && (end >= path.size() || !is_digit(path[end])))
          if (Moment moment = day_moment(year, month, day); moment.precision != Precision::Unknown)
            return moment;
      }
      if (separator == '/' && (after >= path.size() || path[after] == '/') && month_only.iso.empty())
        month_only = month_moment(year, month);
    } else if (at > 0 && next + 4 <= path.size() && (next + 4 == path.size() || !is_digit(path[next + 4]))) {
      const int month = digits_at(path, next, 2), day = digits_at(path, next + 2, 2);
      if (month >= 1 && day >= 1)
        if (Moment moment = day_moment(year, month, day); moment.precision != Precision::Unknown)
          return moment;
    }
  }
  return month_only;
}

bool is_plausible(const Moment& moment, base::Day today) {
  const int year = digits_at(moment.iso, 0, 4);
  if (year < 1990) return false;
  if (const std::optional<base::Day> day = base::day_of(moment)) return base::days_between(today, *day) <= 1;
  if (year != static_cast<int>(today.year())) return year < static_cast<int>(today.year());
  const int month = digits_at(moment.iso, 5, 2);
  return month < 0 || month <= static_cast<int>(static_cast<unsigned>(today.month()));
}

bool same_day(const Moment& a, const Moment& b) {
  const std::size_t size = std::min<std::size_t>({a.iso.size(), b.iso.size(), 10});
  return size > 0 && a.iso.compare(0, size, b.iso, 0, size) == 0;
}

void DateReader::add_month(std::string_view word, int month, std::string_view language) {
  months_[base::lowered_utf8(word)].push_back({month, language});
}

void DateReader::add_weekday(std::string_view word, int weekday, std::string_view language) {
  weekdays_[base::lowered_utf8(word)].push_back({weekday, language});
}

bool DateReader::is_weekday(std::string_view word) const {
  return weekdays_.contains(base::lowered_utf8(word));
}

int DateReader::month_named(std::string_view word, std::string_view language) const {
  const auto found = months_.find(std::string(word));
  if (found == months_.end()) return 0;
  int month = 0;
  for (const Name& name : found->second) {
    if (!language.empty() && name.language == language) return name.value;
    month = month == 0 || month == name.value ? name.value : -1;
  }
  return month;
}

std::size_t DateReader::yearless_date_at(std::string_view text) const {
  const std::vector<Token> tokens = tokens_of(text.substr(0, std::min<std::size_t>(text.size(), 60)));
  if (tokens.empty()) return 0;
  if (tokens[0].kind == TokenKind::Word && month_named(tokens[0].lower, {}) != 0) {
    const std::size_t day = is_mark(tokens, 1, U'.') ? 2 : 1;
    if (!is_day(tokens, day)) return 0;
    return tokens[day].end;
  }
  if (is_day(tokens, 0)) {
    const std::size_t month = past_joints(tokens, 1);
    if (month < tokens.size() && tokens[month].kind == TokenKind::Word &&
        month_named(tokens[month].lower, {}) != 0)
      return is_mark(tokens, month + 1, U'.') ? tokens[month + 1].end : tokens[month].end;
  }
  return 0;
}

std::optional<FoundDate> DateReader::find(std::string_view text, std::string_view language) const {
  const std::vector<Token> tokens = tokens_of(text);
  const auto finish = [&](std::size_t first, std::size_t past, int year, int month,
                          int day) -> std::optional<FoundDate> {
    FoundDate found;
    if (month < 0) {
      found.moment = year_moment(year);
    } else if (day < 0) {
      found.moment = month_moment(year, month);
    } else {
      const Clock clock = clock_after(text, tokens, past);
      found.moment = day_moment(year, month, day, clock);
    }
    if (found.moment.precision == Precision::Unknown) return std::nullopt;
    while (first > 0 &&
           ((tokens[first - 1].kind == TokenKind::Word && weekdays_.contains(tokens[first - 1].lower)) ||
            (first > 1 && tokens[first - 1].kind == TokenKind::Mark &&
             (tokens[first - 1].mark == U',' || tokens[first - 1].mark == U'.') &&
             tokens[first - 2].kind == TokenKind::Word && weekdays_.contains(tokens[first - 2].lower))))
      --first;
    found.begin = tokens[first].begin;
    found.end = tokens[past - 1].end;
    return found;
  };

  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::Word) {
      const int month = month_named(token.lower, language);
      if (month == 0) continue;
      // D. MONTH YYYY
      std::size_t after = is_mark(tokens, i + 1, U'.') ? i + 2 : i + 1;
      if (i > 0) {
        std::size_t back = i;
        for (int steps = 0; steps < 3 && back > 0 && is_joint(tokens, back - 1); ++steps) --back;
        if (back > 0 && is_day(tokens, back - 1)) {
          const std::size_t year = past_joints(tokens, after);
          if (is_year(tokens, year))
            return finish(back - 1, year + 1, tokens[year].number, month,
                          month < 0 ? -1 : tokens[back - 1].number);
        }
        // YYYY MONTH D
        if (back > 0 && is_year(tokens, back - 1) && is_day(tokens, after))
          return finish(back - 1, after + 1, tokens[back - 1].number, month,
                        month < 0 ? -1 : tokens[after].number);
      }
      // MONTH D, YYYY
      if (is_day(tokens, after)) {
        const std::size_t year = past_joints(tokens, after + 1);
        if (is_year(tokens, year))
          return finish(i, year + 1, tokens[year].number, month, month < 0 ? -1 : tokens[after].number);
        continue;
      }
      // MONTH YYYY
      const std::size_t year = past_joints(tokens, after);
      if (is_year(tokens, year) && token.lower.size() >= 3)
        return finish(i, year + 1, tokens[year].number, month, -1);
      continue;
    }
    if (token.kind != TokenKind::Number || i + 4 >= tokens.size()) continue;
    const auto glued = [&](std::size_t n) { return tokens[n].end == tokens[n + 1].begin; };
    // 2022年12月10日 and 2022년 12월 10일
    if (is_year(tokens, i) && (is_word(tokens, i + 1, "年") || is_word(tokens, i + 1, "년")) &&
        is_day(tokens, i + 2) && (is_word(tokens, i + 3, "月") || is_word(tokens, i + 3, "월"))) {
      if (is_day(tokens, i + 4) && (is_word(tokens, i + 5, "日") || is_word(tokens, i + 5, "일")))
        return finish(i, i + 6, token.number, tokens[i + 2].number, tokens[i + 4].number);
      return finish(i, i + 4, token.number, tokens[i + 2].number, -1);
    }
    const Token& first_mark = tokens[i + 1];
    if (first_mark.kind != TokenKind::Mark || !is_mark(tokens, i + 3, first_mark.mark)) continue;
    if (first_mark.mark != U'-' && first_mark.mark != U'/' && first_mark.mark != U'.') continue;
    if (!glued(i) || !glued(i + 1) || !glued(i + 2) || !glued(i + 3)) continue;
    if (i > 0 && glued(i - 1) && tokens[i - 1].kind != TokenKind::Word && tokens[i - 1].mark != U'(' &&
        tokens[i - 1].mark != U':')
      continue;
    const int a = number_at(tokens, i), b = number_at(tokens, i + 2), c = number_at(tokens, i + 4);
    if (is_year(tokens, i) && is_day(tokens, i + 2) && is_day(tokens, i + 4)) {
      if (auto found = finish(i, i + 5, a, b, c)) return found;
      continue;
    }
    if (!is_year(tokens, i + 4) || !is_day(tokens, i) || !is_day(tokens, i + 2)) continue;
    int day = a, month = b;
    if (b > 12 && a <= 12) {
      day = b, month = a;
    } else if (a <= 12 && a != b && first_mark.mark != U'.' && (language.empty() || language == "en")) {
      return finish(i, i + 5, c, -1, -1);  // day and month cannot be told apart
    }
    if (auto found = finish(i, i + 5, c, month, day)) return found;
  }
  return std::nullopt;
}

}  // namespace raven::read
