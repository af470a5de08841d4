// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/machine_dates.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace raven::read {
namespace {

using base::is_digit;

constexpr int kFirstYear = 1995;

std::string two_digits(int value) {
  std::string text = std::to_string(value);
  return text.size() < 2 ? "0" + text : text;
}

std::string four_digits(int year) {
  std::string text = std::to_string(year);
  while (text.size() < 4) text.insert(text.begin(), '0');
  return text;
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

}  // namespace

Moment day_moment(int year, int month, int day, const Clock& clock) {
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

namespace {

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
  static constexpr std::array<std::string_view, 12> kWhole = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < 12; ++i)
    if (base::equals_ignoring_case(kWhole[i], word)) return static_cast<int>(i) + 1;
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

/// An address with encoded slashes, hyphens and plus signs as such.
std::string decoded_path(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const std::string_view code = base::lowered(path.substr(at, 3)) == "%2f"   ? "/"
                                  : base::lowered(path.substr(at, 3)) == "%2d" ? "-"
                                                                               : "";
    if (code.empty()) {
      out += path[at];
      continue;
    }
    out += code;
    at += 2;
  }
  return out;
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
  const std::string decoded =
      decoded_path(url.substr(0, std::min({url.find_first_of("?#"), url.size(), std::size_t{2000}})));
  const std::size_t from = scheme == std::string_view::npos ? 0 : decoded.find('/', scheme + 3);
  if (from == std::string::npos) return {};
  const std::string_view path = std::string_view(decoded).substr(from);
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
      if (month < 0 && separator == '/') {
        month_size = 0;
        while (next + 1 + month_size < path.size() && base::is_letter(path[next + 1 + month_size]))
          ++month_size;
        month = english_month(path.substr(next + 1, month_size));
      }
      if (month < 1 || month > 12) continue;
      const std::size_t after = next + 1 + month_size;
      if (after < path.size() && (path[after] == separator || path[after] == '/')) {
        int day = digits_at(path, after + 1, 2);
        std::size_t end = after + 3;
        if (day < 0 && separator == '/') day = digits_at(path, after + 1, 1), end = after + 2;
        if (day >= 1 && (end >= path.size() || !is_digit(path[end])))
          if (Moment moment = day_moment(year, month, day); moment.precision != Precision::Unknown)
            return moment;
      }
      if (separator == '/' && (after >= path.size() || path[after] == '/') && month_only.iso.empty())
        month_only = month_moment(year, month);
    } else if (at > 0 && next + 4 <= path.size()) {
      // 20221210, 202212/10
      const int month = digits_at(path, next, 2);
      const std::size_t at_day = next + 2 < path.size() && path[next + 2] == '/' ? next + 3 : next + 2;
      const int day = digits_at(path, at_day, 2);
      const bool ends = at_day + 2 >= path.size() || !is_digit(path[at_day + 2]);
      if (month >= 1 && day >= 1 && ends)
        if (Moment moment = day_moment(year, month, day); moment.precision != Precision::Unknown)
          return moment;
    }
  }
  return month_only;
}

bool is_plausible(const Moment& moment, base::Day today) {
  const int year = digits_at(moment.iso, 0, 4);
  if (year < kFirstYear) return false;
  if (const std::optional<base::Day> day = base::day_of(moment)) return base::days_between(today, *day) <= 1;
  if (year != static_cast<int>(today.year())) return year < static_cast<int>(today.year());
  const int month = digits_at(moment.iso, 5, 2);
  return month < 0 || month <= static_cast<int>(static_cast<unsigned>(today.month()));
}

bool same_day(const Moment& a, const Moment& b) {
  const std::size_t size = std::min<std::size_t>({a.iso.size(), b.iso.size(), 10});
  return size > 0 && a.iso.compare(0, size, b.iso, 0, size) == 0;
}

}  // namespace raven::read
