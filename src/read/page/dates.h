// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Dates as pages write them for people, in the languages of knowledge/reading/months.tsv and the calendars
/// of calendars.tsv. No day is ever guessed: what a date leaves open stays open, and `Precision` tells how
/// fine it is. "03/04/2022" on an English page is 2022 and no more, unless the caller knows the order of the
/// page.
///
///     DateReader dates(tables);
///     std::optional<FoundDate> found = dates.find("Updated Saturday, December 10, 2022 at 3:05 pm EST",
///     "en"); found->moment.iso                               // "2022-12-10T15:05-05:00" dates.find("۱۹ آذر
///     ۱۴۰۱", "fa")->moment.iso     // "2022-12-10", Solar Hijri
///
/// Read are: day, month and year in any order with a month's name; 2022-12-10, 10.12.2022, 10/12/2022;
/// 2022年12月10日 and 2022년 12월 10일; Japanese eras and the years of the Republic (令和4年12月10日); Thai
/// years (2565) and Solar Hijri dates by their months, or by language; lunar Hijri dates to the month, since
/// their day hangs on the sight of the moon; digits of Arabic, Persian, Devanagari, Bengali, Thai and full
/// width. A time of day behind the date is taken with its zone.
///
/// Thread safety: `const` methods may be called from many threads.

#include "base/calendar.h"
#include "read/metadata/machine_dates.h"

#include <raven/record.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

/// A date in a text: what it says and which bytes say it, its time of day and weekday included.
struct FoundDate {
  Moment moment;
  std::size_t begin = 0;
  std::size_t end = 0;
  /// Where day and month cannot be told apart, both readings; else unknown.
  Moment day_first, month_first;
};

/// Which of two numbers is the day in "03/04/2022".
enum class DateOrder : std::uint8_t { ByLanguage, DayFirst, MonthFirst };

class DateReader {
 public:
  enum class Calendar : std::uint8_t { Gregorian, SolarHijri, Hijri };

  /// One spelling of a month (1 to 12) or a weekday (0 to 6) in a language (ISO 639-1).
  struct Name {
    int value = 0;
    std::string_view language;
    Calendar calendar = Calendar::Gregorian;
  };

  void add_month(std::string_view word, int month, std::string_view language,
                 Calendar calendar = Calendar::Gregorian);
  void add_weekday(std::string_view word, int weekday, std::string_view language);
  /// An era whose year 1 is `before_first` + 1: 2018 for 令和.
  void add_era(std::string_view word, int before_first);

  /// The first date in `text` that is known at least to the year and written with more than a bare number.
  /// `language` decides where spellings differ; empty: only what all languages agree on. A Gregorian date
  /// wins over one of another calendar beside it.
  std::optional<FoundDate> find(std::string_view text, std::string_view language = {},
                                DateOrder order = DateOrder::ByLanguage) const;

  /// A day and month without a year at the beginning of `text` ("Aug 16", "16 août"): how many bytes; 0 if
  /// none.
  std::size_t yearless_date_at(std::string_view text) const;

  bool is_weekday(std::string_view word) const;

 private:
  friend class DateSearch;

  std::unordered_map<std::string, std::vector<Name>> months_;  // words joined by one blank
  std::unordered_map<std::string, std::size_t> month_tokens_;  // by first word: the most tokens of a name
  std::unordered_map<std::string, std::vector<Name>> weekdays_;
  std::unordered_map<std::string, int> eras_;
};

}  // namespace raven::read
