// SPDX-License-Identifier: Apache-2.0
#include "base/calendar.h"

#include "base/ascii.h"

namespace raven::base {

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999) return std::nullopt;
  const Day made{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!made.ok()) return std::nullopt;
  return made;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && is_digit(text[10])) return std::nullopt;
  int numbers[3] = {0, 0, 0};
  static constexpr struct { int begin, end; } kParts[3] = {{0, 4}, {5, 7}, {8, 10}};
  for (int part = 0; part < 3; ++part) {
    for (int i = kParts[part].begin; i < kParts[part].end; ++i) {
      if (!is_digit(text[static_cast<std::size_t>(i)])) return std::nullopt;
      numbers[part] = numbers[part] * 10 + (text[static_cast<std::size_t>(i)] - '0');
    }
  }
  return make_day(numbers[0], static_cast<unsigned>(numbers[1]), static_cast<unsigned>(numbers[2]));
}

std::string iso_day(Day day) {
  std::string text = "0000-00-00";
  int year = static_cast<int>(day.year());
  unsigned month = static_cast<unsigned>(day.month()), date = static_cast<unsigned>(day.day());
  for (int i = 3; i >= 0; --i, year /= 10)
    text[static_cast<std::size_t>(i)] = static_cast<char>('0' + year % 10);
  text[5] = static_cast<char>('0' + month / 10);
  text[6] = static_cast<char>('0' + month % 10);
  text[8] = static_cast<char>('0' + date / 10);
  text[9] = static_cast<char>('0' + date % 10);
  return text;
}

Day add_days(Day day, int days) {
  return Day(std::chrono::sys_days(day) + std::chrono::days(days));
}

int days_between(Day from, Day to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

unsigned weekday_of(Day day) {
  return std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
}

Day today() {
  return Day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

std::optional<Day> day_of(const Moment& moment) {
  if (moment.precision < Precision::Day) return std::nullopt;
  return parse_iso_day(moment.iso);
}

}  // namespace raven::base
