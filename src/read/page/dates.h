// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Dates as pages write them, for machines (ISO 8601, RFC 5322, seconds since 1970, addresses) and for people
/// (25 languages). No day is ever guessed: what a date leaves open stays open, and `Precision` tells how fine
/// it is. "03/04/2022" on an English page is 2022 and no more.
///
///     DateReader dates(tables);
///     std::optional<FoundDate> found = dates.find("Updated Saturday, December 10, 2022 at 3:05 pm EST",
///     "en"); found->moment.iso        // "2022-12-10T15:05-05:00" machine_moment("Sat, 10 Dec 2022 14:03:00
///     GMT").iso   // "2022-12-10T14:03:00+00:00"
///
/// Thread safety: `const` methods may be called from many threads.

#include "base/calendar.h"

#include <raven/record.h>

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
};

/// A date in a form made for machines; an unknown moment (empty `iso`) if it is none of them. `basis` is left
/// empty.
Moment machine_moment(std::string_view text);

/// The date in the path of an address: "/2022/12/10/", "/2022-12-10-", "/20221210"; the month alone:
/// "/2022/12/".
Moment url_moment(std::string_view url);

/// Whether a page can have been published then: from 1990 to the day after `today`.
bool is_plausible(const Moment& moment, base::Day today);

/// Whether `a` says the same day as `b`, as far as both are known.
bool same_day(const Moment& a, const Moment& b);

class DateReader {
 public:
  /// One spelling of a month (1 to 12) or a weekday (0 to 6) in a language (ISO 639-1).
  struct Name {
    int value = 0;
    std::string_view language;
  };

  void add_month(std::string_view word, int month, std::string_view language);
  void add_weekday(std::string_view word, int weekday, std::string_view language);

  /// The first date in `text` that is known at least to the year and written with more than a bare number.
  /// `language` decides where spellings differ; empty: only what all languages agree on.
  std::optional<FoundDate> find(std::string_view text, std::string_view language = {}) const;

  /// A day and month without a year at the beginning of `text` ("Aug 16", "16 août"): how many bytes; 0 if
  /// none.
  std::size_t yearless_date_at(std::string_view text) const;

  bool is_weekday(std::string_view word) const;

 private:
  int month_named(std::string_view word, std::string_view language) const;  // 0 none, -1 ambiguous

  std::unordered_map<std::string, std::vector<Name>> months_;
  std::unordered_map<std::string, std::vector<Name>> weekdays_;
};

}  // namespace raven::read
