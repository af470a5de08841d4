// SPDX-License-Identifier: Apache-2.0
#include "resolve/dates.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "resolve/numbers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace raven::resolve {
namespace {

using base::Day;

unsigned last_day_of(int year, unsigned month) {
  return static_cast<unsigned>(
      std::chrono::year_month_day_last(std::chrono::year(year),
                                       std::chrono::month_day_last(std::chrono::month(month)))
          .day());
}

struct Range {
  std::optional<Day> from, to;
  Precision precision = Precision::Unknown;
};

Range month_range(int year, unsigned month) {
  return {base::make_day(year, month, 1), base::make_day(year, month, last_day_of(year, month)),
          Precision::Month};
}
Range year_range(int first, int last, Precision precision) {
  return {base::make_day(first, 1, 1), base::make_day(last, 12, 31), precision};
}

int year_of(Day day) {
  return static_cast<int>(day.year());
}
unsigned month_of(Day day) {
  return static_cast<unsigned>(day.month());
}

// The same day of another month, or the last of it.
Day add_months(Day day, int months) {
  const int index = year_of(day) * 12 + static_cast<int>(month_of(day)) - 1 + months;
  const int year = index / 12;
  const auto month = static_cast<unsigned>(index % 12) + 1;
  if (year < 1 || year > 9999) return day;
  const unsigned date = std::min(static_cast<unsigned>(day.day()), last_day_of(year, month));
  return base::make_day(year, month, date).value_or(day);
}

class DateFinder {
 public:
  DateFinder(const Article& article, std::span<const Atom> atoms, const Vocabulary& words, Analysis& analysis)
      : text_(article.text),
        atoms_(atoms),
        words_(words),
        analysis_(analysis),
        page_(base::day_of(article.published)) {
    if (page_ && (year_of(*page_) < 20 || year_of(*page_) > 9900)) page_.reset();
  }

  void scan(std::uint32_t begin, std::uint32_t end) {
    begin_ = begin;
    end_ = end;
    for (std::uint32_t i = begin; i < end;) {
      const Atom& atom = atoms_[i];
      std::uint32_t next = i;
      if (atom.shape == Shape::Number)
        next = at_number(i);
      else if ((atom.flags & kMonth) && atom.shape != Shape::Lower)
        next = at_month(i);
      else if ((atom.flags & kWeekday) && atom.shape != Shape::Lower && atom.end - atom.begin > 4)
        next = at_weekday(i);
      else if (atom.flags & (kDateWord | kNumberWord | kDeterminer))
        next = at_word(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  std::string_view raw(std::uint32_t i) const {
    return i < end_ && i >= begin_ ? text_.substr(atoms_[i].begin, atoms_[i].end - atoms_[i].begin)
                                   : std::string_view();
  }
  std::string_view low(std::uint32_t i) const {
    return i < end_ && i >= begin_ && atoms_[i].word != 0 ? words_.text(atoms_[i].word) : std::string_view();
  }
  std::uint32_t flags(std::uint32_t i) const { return i < end_ && i >= begin_ ? atoms_[i].flags : 0; }
  bool is_month(std::uint32_t i) const {
    return i < end_ && (atoms_[i].flags & kMonth) && atoms_[i].shape != Shape::Lower;
  }
  unsigned month(std::uint32_t i) const { return static_cast<unsigned>(words_.value(atoms_[i].word)); }

  // A day of the month: "16", "16th"; 0 if it is none.
  unsigned day_number(std::uint32_t i) const {
    if (i >= end_ || atoms_[i].shape != Shape::Number) return 0;
    std::string_view text = raw(i);
    if (text.size() > 2 && !base::is_digit(text.back())) {
      const std::string_view ending = text.substr(text.size() - 2);
      if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return 0;
      text.remove_suffix(2);
    }
    if (text.empty() || text.size() > 2) return 0;
    unsigned value = 0;
    for (const char c : text) {
      if (!base::is_digit(c)) return 0;
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value <= 31 ? value : 0;
  }
  int year_number(std::uint32_t i) const {
    const std::string_view text = raw(i);
    if (text.size() != 4) return 0;
    int value = 0;
    for (const char c : text) {
      if (!base::is_digit(c)) return 0;
      value = value * 10 + (c - '0');
    }
    return value >= 1500 && value <= 2100 ? value : 0;
  }

  // Whether the nearest verb before says that it is still to come. Looks at most 16 atoms back.
  bool future_before(std::uint32_t i) const {
    for (int back = 0; back < 16 && i > begin_; ++back) {
      --i;
      const Atom& atom = atoms_[i];
      if (atom.flags & kSaying) return false;
      if (atom.flags & kFuture) return true;
      if (atom.tag == Tag::Verb && atom.shape == Shape::Lower && raw(i).ends_with("ed")) return false;
      if (atom.shape == Shape::Mark && (raw(i) == ";" || raw(i) == ":")) return false;
    }
    return false;
  }

  // Whether a verb of the past stands in the eight atoms before: "waited until Monday".
  bool past_before(std::uint32_t i) const {
    for (int back = 0; back < 8 && i > begin_; ++back)
      if (const Atom& atom = atoms_[--i]; atom.shape == Shape::Lower &&
                                          (atom.tag == Tag::Verb || atom.tag == Tag::Other) &&
                                          raw(i).ends_with("ed"))
        return true;
    return false;
  }

  std::uint32_t give(std::uint32_t first, std::uint32_t last, Range range, std::string_view basis) {
    // "since X"
    if (first > begin_ && low(first - 1) == "since") {
      --first;
      if (range.from && page_ && *range.from <= *page_) range.to = *page_;
    }
    if (!analysis_.dates.empty() && analysis_.dates.back().span.end.value > atoms_[first].begin) return last;
    DateRange date;
    date.span = text_span(atoms_[first].begin, atoms_[last - 1].end);
    date.text = std::string(text_.substr(date.span.begin.value, date.span.size()));
    date.from = range.from;
    date.to = range.from ? range.to : std::nullopt;
    date.precision = range.precision;
    date.basis = range.from ? basis : "unknown";
    analysis_.dates.push_back(std::move(date));
    return last;
  }
  Range day_range(Day day) const { return {day, day, Precision::Day}; }
  std::uint32_t give_day(std::uint32_t first, std::uint32_t last, std::optional<Day> day,
                         std::string_view basis) {
    return give(first, last, {day, day, Precision::Day}, basis);
  }

  // The year of a month (and day) that is told without one.
  std::optional<int> year_for(std::uint32_t at, unsigned month_number, unsigned day) const {
    if (!page_) return std::nullopt;
    const int year = year_of(*page_);
    const unsigned here = month_of(*page_), today = static_cast<unsigned>(page_->day());
    const bool passed = month_number < here || (month_number == here && (day == 0 || day <= today));
    // A day of the next weeks is no day of eleven months ago.
    if (!passed &&
        base::days_between(*page_, base::make_day(year, month_number, day == 0 ? 1 : day).value_or(*page_)) <=
            (day == 0 ? 31 : 60))
      return year;
    if (future_before(at)) return passed && !(month_number == here && day == 0) ? year + 1 : year;
    return passed ? year : year - 1;
  }

  Range part_of_month(Range range, std::string_view part) const {
    if (!range.from) return range;
    const int year = year_of(*range.from);
    const unsigned number = month_of(*range.from);
    if (part == "early") range.to = base::make_day(year, number, 10);
    if (part == "mid")
      range.from = base::make_day(year, number, 11), range.to = base::make_day(year, number, 20);
    if (part == "late") range.from = base::make_day(year, number, 21);
    return range;
  }

  // "August", "August 16", "August 16, 2021", "August 2021", "August 16-18"
  std::uint32_t at_month(std::uint32_t i) {
    std::uint32_t first = i;
    const unsigned number = month(i);
    std::uint32_t next = i + 1;
    if (raw(next) == "." && next < end_ && atoms_[next].glued && atoms_[i].end - atoms_[i].begin <= 4) ++next;
    // "Monday, August 16"
    std::uint32_t with_weekday = first;
    if (first > begin_ && (flags(first - 1) & kWeekday))
      with_weekday = first - 1;
    else if (first > begin_ + 1 && raw(first - 1) == "," && (flags(first - 2) & kWeekday))
      with_weekday = first - 2;
    if (const unsigned day = day_number(next); day != 0 && !followed_by_unit(next + 1)) {
      std::uint32_t last = next + 1;
      unsigned until = day;
      if (last + 1 < end_ && (is_hyphen(raw(last)) || raw(last) == "–") && day_number(last + 1) > day) {
        until = day_number(last + 1);
        last += 2;
      }
      int year = 0;
      if (year_number(last) != 0)
        year = year_number(last++);
      else if (raw(last) == "," && year_number(last + 1) != 0)
        year = year_number(last + 1), last += 2;
      const bool told = year != 0;
      if (!told) year = year_for(first, number, day).value_or(0);
      Range range{base::make_day(year, number, day), base::make_day(year, number, until), Precision::Day};
      if (!range.from || !range.to) range = {{}, {}, Precision::Day};
      return give(with_weekday, last, range, told ? "content" : "page date");
    }
    int year = year_number(next);
    std::uint32_t last = next;
    if (year != 0)
      ++last;
    else if (raw(next) == "," && year_number(next + 1) != 0)
      year = year_number(next + 1), last = next + 2;
    std::string_view part;
    if (first > begin_) part = low(first - 1);
    if (is_hyphen(raw(first - 1)) && first > begin_ + 1) part = low(first - 2);
    const bool parted = part == "early" || part == "mid" || part == "late";
    if (year == 0) {
      // A month alone needs its preposition: "May" is a name and a verb, "March" a walk.
      const std::uint32_t before = parted ? first - 2 : first - 1;
      const std::string_view preposition =
          before >= begin_ && before < first ? low(before) : std::string_view();
      const bool placed = parted || preposition == "in" || preposition == "since" || preposition == "until" ||
                          preposition == "by" || preposition == "of" || preposition == "from" ||
                          preposition == "last" || preposition == "next" || preposition == "this" ||
                          preposition == "during" || preposition == "before" || preposition == "after";
      if (!placed) return i;
      const std::optional<int> found = year_for(first, number, 0);
      Range range = found ? month_range(*found, number) : Range{{}, {}, Precision::Month};
      if (preposition == "next" && page_)
        range = month_range(year_of(*page_) + (number <= month_of(*page_) ? 1 : 0), number);
      if (preposition == "last" && page_)
        range = month_range(year_of(*page_) - (number >= month_of(*page_) ? 1 : 0), number);
      if (preposition == "next" || preposition == "last") first = before;
      return give(parted ? first - (is_hyphen(raw(first - 1)) ? 2 : 1) : first, next,
                  part_of_month(range, part), "page date");
    }
    return give(parted ? first - (is_hyphen(raw(first - 1)) ? 2 : 1) : first, last,
                part_of_month(month_range(year, number), part), "content");
  }

  bool followed_by_unit(std::uint32_t i) const { return i < end_ && (flags(i) & kNumberWord) != 0; }

  std::uint32_t at_weekday(std::uint32_t i) {
    // A full date after it says more: "Monday, August 16".
    const std::uint32_t after = raw(i + 1) == "," ? i + 2 : i + 1;
    if (is_month(after) && day_number(after + 1) != 0) return after;
    if (day_number(after) != 0 && is_month(after + 1)) return after;
    const unsigned wanted = static_cast<unsigned>(words_.value(atoms_[i].word)) - 1;
    const std::string_view before = i > begin_ ? low(i - 1) : std::string_view();
    const bool qualified =
        before == "last" || before == "next" || before == "this" || before == "past" || before == "coming";
    std::optional<Day> day;
    if (page_) {
      const int behind = static_cast<int>((base::weekday_of(*page_) + 7 - wanted) % 7);
      const bool ahead = before == "next" || before == "coming" ||
                         (before != "last" && before != "past" &&
                          (future_before(i) || ((before == "until" || before == "by") && !past_before(i))));
      if (ahead)
        // "will meet on Thursday", printed on a Thursday, is that day; "next Thursday" is not.
        day = base::add_days(*page_, behind != 0                              ? 7 - behind
                                     : before == "next" || before == "coming" ? 7
                                                                              : 0);
      else if (before == "last" || before == "past")
        day = base::add_days(*page_, behind == 0 ? -7 : -behind);
      else
        day = base::add_days(*page_, -behind);
    }
    return give_day(qualified ? i - 1 : i, i + 1, day, "page date");
  }

  // "16 August 2021", "16.08.2021", "2021-08-16", "3 days ago", "1979-1989", "2001", "1980s"
  std::uint32_t at_number(std::uint32_t i) {
    const std::string_view text = raw(i);
    if (const unsigned day = day_number(i); day != 0) {
      std::uint32_t at = i + 1;
      if (low(at) == "of") ++at;
      if (is_month(at)) {
        std::uint32_t last = at + 1;
        int year = 0;
        if (year_number(last) != 0)
          year = year_number(last++);
        else if (raw(last) == "," && year_number(last + 1) != 0)
          year = year_number(last + 1), last += 2;
        const bool told = year != 0;
        if (!told) year = year_for(i, month(at), day).value_or(0);
        return give_day(i, last, base::make_day(year, month(at), day), told ? "content" : "page date");
      }
      if (raw(i + 1) == "/" && raw(i + 3) == "/" && year_number(i + 4) != 0) {
        const unsigned other = day_number(i + 2);
        if (other == 0) return i;
        std::optional<Day> made;
        if (day > 12 && other <= 12)
          made = base::make_day(year_number(i + 4), other, day);
        else if (other > 12 && day <= 12)
          made = base::make_day(year_number(i + 4), day, other);
        else if (day == other)
          made = base::make_day(year_number(i + 4), day, day);
        return give_day(i, i + 5, made, "content");
      }
    }
    if (text.size() >= 8 && text.size() <= 10 && text.find('.') != std::string_view::npos) {
      const std::vector<std::string_view> parts = base::split(text, '.');
      if (parts.size() == 3 && parts[0].size() <= 2 && parts[1].size() <= 2 && parts[2].size() == 4) {
        int numbers[3] = {0, 0, 0};
        for (int part = 0; part < 3; ++part)
          for (const char c : parts[static_cast<std::size_t>(part)]) {
            if (!base::is_digit(c)) return i;
            numbers[part] = numbers[part] * 10 + (c - '0');
          }
        if (const auto day = base::make_day(numbers[2], static_cast<unsigned>(numbers[1]),
                                            static_cast<unsigned>(numbers[0])))
          return give_day(i, i + 1, day, "content");
      }
      return i;
    }
    if (text.size() == 5 && text.back() == 's' && text[3] == '0') return decade(i, i + 1, text.substr(0, 4));
    if (const int year = year_number(i); year != 0) {
      // "1980's" is written too.
      if (year % 10 == 0 && (raw(i + 1) == "'" || raw(i + 1) == "’") && raw(i + 2) == "s")
        return decade(i, i + 3, text);
      if (is_hyphen(raw(i + 1)) && is_hyphen(raw(i + 3)) && day_number(i + 2) != 0 &&
          day_number(i + 4) != 0) {
        const auto day = base::make_day(year, day_number(i + 2), day_number(i + 4));
        if (day) return give_day(i, i + 5, day, "content");
      }
      if ((is_hyphen(raw(i + 1)) || raw(i + 1) == "–" || low(i + 1) == "to") && year_number(i + 2) > year &&
          year_number(i + 2) < year + 300)
        return give(i, i + 3, year_range(year, year_number(i + 2), Precision::Year), "content");
      const std::string_view before = i > begin_ ? low(i - 1) : std::string_view();
      if (before == "between" && low(i + 1) == "and" && year_number(i + 2) > year)
        return give(i - 1, i + 3, year_range(year, year_number(i + 2), Precision::Year), "content");
      const bool told = before == "in" || before == "since" || before == "by" || before == "of" ||
                        before == "during" || before == "until" || before == "from" || before == "before" ||
                        before == "after" || before == "late" || before == "early" || before == "mid" ||
                        before == "the" || before == "and" || before == "for";
      // A count of things is no year: "in 2001 cases".
      const bool counted =
          i + 1 < end_ && atoms_[i + 1].shape == Shape::Lower &&
          !(flags(i + 1) & (kPreposition | kConjunction | kAuxiliary | kDeterminer | kPronoun | kAdverb)) &&
          raw(i + 1).ends_with("s") && before != "the";
      if (told && !counted) return give(i, i + 1, year_range(year, year, Precision::Year), "content");
      return i;
    }
    if (const std::uint32_t told = beside_event(i); told != i) return told;
    return counted_unit(i);
  }

  std::uint32_t decade(std::uint32_t first, std::uint32_t last, std::string_view digits) {
    int year = 0;
    for (const char c : digits) {
      if (!base::is_digit(c)) return first;
      year = year * 10 + (c - '0');
    }
    if (year < 1500 || year > 2090) return first;
    return give(first, last, year_range(year, year + 9, Precision::Decade), "content");
  }

  // "three days ago", "a week ago"
  std::uint32_t counted_unit(std::uint32_t i) {
    double count = 0;
    std::uint32_t at = i;
    if (low(i) == "a" || low(i) == "an") {
      count = 1;
      at = i + 1;
    } else {
      const std::optional<ReadNumber> number = read_number(atoms_, i, end_, text_, words_);
      if (!number || number->vague) return i;
      count = number->low;
      at = number->end;
    }
    if (!(flags(at) & kTimeUnit) || count < 1 || count > 500) return i;
    if (low(at + 1) != "ago") return i;
    return give(i, at + 2, back_by(words_.value(atoms_[at].word), static_cast<int>(count)), "page date");
  }

  Range back_by(int unit, int count) const {
    if (!page_)
      return {{},
              {},
              unit == 1    ? Precision::Day
              : unit == 7  ? Precision::Week
              : unit == 30 ? Precision::Month
                           : Precision::Year};
    if (unit == 1) return day_range(base::add_days(*page_, -count));
    if (unit == 7) {
      const Day day = base::add_days(*page_, -7 * count);
      return {base::add_days(day, -3), base::add_days(day, 3), Precision::Week};
    }
    if (unit == 30) {
      const Day day = add_months(*page_, -count);
      return month_range(year_of(day), month_of(day));
    }
    const int years = unit == 365 ? count : count * 10;
    const int year = year_of(*page_) - years;
    return year_range(year, year, unit == 365 ? Precision::Year : Precision::Decade);
  }

  // last, this, next; recent; past three
  std::uint32_t at_word(std::uint32_t i) {
    const std::string_view word = low(i);
    if (word == "today" || word == "tonight" || word == "yesterday" || word == "tomorrow") {
      const int shift = word == "yesterday" ? -1 : word == "tomorrow" ? 1 : 0;
      return give_day(i, i + 1, page_ ? std::optional(base::add_days(*page_, shift)) : std::nullopt,
                      "page date");
    }
    if (word == "last" || word == "past" || word == "previous" || word == "this" || word == "next" ||
        word == "coming" || word == "current") {
      std::uint32_t at = i + 1;
      int count = 1;
      bool counted = false;
      if (const std::optional<ReadNumber> number = read_number(atoms_, at, end_, text_, words_);
          number && !number->vague && number->low >= 1 && number->low <= 500) {
        count = static_cast<int>(number->low);
        at = number->end;
        counted = true;
      }
      if (word == "this" && (low(at) == "morning" || low(at) == "afternoon" || low(at) == "evening"))
        return give_day(i, at + 1, page_, "page date");
      if (word == "last" && low(at) == "night")
        return give_day(i, at + 1, page_ ? std::optional(base::add_days(*page_, -1)) : std::nullopt,
                        "page date");
      if (!(flags(at) & kTimeUnit)) return i;
      const int unit = words_.value(atoms_[at].word);
      const bool plural = raw(at).ends_with("s");
      const Precision precision = unit == 1    ? Precision::Day
                                  : unit == 7  ? Precision::Week
                                  : unit == 30 ? Precision::Month
                                               : Precision::Year;
      if (!page_) return give(i, at + 1, {{}, {}, precision}, "unknown");
      if (counted || plural) {
        if (word != "last" && word != "past" && word != "previous") return i;
        return give(i, at + 1, since_back(unit, counted ? count : recent_count(unit), precision),
                    "page date");
      }
      const int shift = word == "next" || word == "coming" ? 1 : word == "this" || word == "current" ? 0 : -1;
      std::uint32_t first = i;
      Range range;
      if (unit == 1) return i;
      if (unit == 7) {
        const int since_monday = static_cast<int>((base::weekday_of(*page_) + 6) % 7);
        const Day monday = base::add_days(*page_, -since_monday + 7 * shift);
        range = {monday, base::add_days(monday, 6), Precision::Week};
      } else if (unit == 30) {
        const Day day = add_months(*page_, shift);
        range = month_range(year_of(day), month_of(day));
      } else if (unit == 365) {
        range = year_range(year_of(*page_) + shift, year_of(*page_) + shift, Precision::Year);
      } else {
        return i;
      }
      if (first > begin_ && (low(first - 1) == "earlier" || low(first - 1) == "later")) {
        const bool earlier = low(first - 1) == "earlier";
        --first;
        if (shift == 0 && range.from && range.to) (earlier ? range.to : range.from) = *page_;
      }
      return give(first, at + 1, range, "page date");
    }
    if (const std::uint32_t told = beside_event(i); told != i) return told;
    if (word == "recent" && (flags(i + 1) & kTimeUnit) && raw(i + 1).ends_with("s")) {
      const int unit = words_.value(atoms_[i + 1].word);
      const Precision precision = unit == 1    ? Precision::Day
                                  : unit == 7  ? Precision::Week
                                  : unit == 30 ? Precision::Month
                                               : Precision::Year;
      return give(i, i + 2,
                  page_ ? since_back(unit, recent_count(unit), precision) : Range{{}, {}, precision},
                  "page date");
    }
    if ((atoms_[i].flags & kNumberWord) || word == "a" || word == "an") return counted_unit(i);
    return i;
  }

  // "the day before", "two days later", "the next day", "the same day": reckoned from the day that the text
  // named last; without one from the page's, and only backwards.
  std::uint32_t beside_event(std::uint32_t i) {
    std::uint32_t at = i;
    int count = 0;
    if (low(i) == "the" || low(i) == "a" || low(i) == "that") {
      if (low(i + 1) == "same" && low(i + 2) == "day") {
        return give_beside(i, i + 3, 0);
      }
      if (low(i + 1) == "day") {
        count = 1;
        at = i + 1;
      } else if ((low(i + 1) == "next" || low(i + 1) == "following" || low(i + 1) == "previous") &&
                 low(i + 2) == "day" && low(i) == "the") {
        return give_beside(i, i + 3, low(i + 1) == "previous" ? -1 : 1);
      } else {
        return i;
      }
    } else if (const std::optional<ReadNumber> number = read_number(atoms_, i, end_, text_, words_);
               number && !number->vague && number->low >= 1 && number->low <= 60) {
      count = static_cast<int>(number->low);
      at = number->end;
      if (low(at) != "days" && low(at) != "day") return i;
    } else {
      return i;
    }
    const std::string_view after = low(at + 1);
    const bool earlier = after == "before" || after == "earlier";
    const bool later = after == "later" || after == "after";
    if (!earlier && !later) return i;
    return give_beside(i, at + 2, earlier ? -count : count);
  }

  std::uint32_t give_beside(std::uint32_t first, std::uint32_t last, int shift) {
    std::optional<Day> anchor;
    // The day told last, at most in the sentence before: farther ones are another story's.
    for (std::size_t back = 0; back < 3 && back < analysis_.dates.size(); ++back) {
      const DateRange& date = analysis_.dates[analysis_.dates.size() - 1 - back];
      if (!date.from || date.from != date.to) continue;
      anchor = date.from;
      break;
    }
    if (!anchor && shift <= 0) anchor = page_;
    return give_day(first, last, anchor ? std::optional(base::add_days(*anchor, shift)) : std::nullopt,
                    "content");
  }

  static int recent_count(int unit) { return unit >= 365 ? 3 : 4; }
  Range since_back(int unit, int count, Precision precision) const {
    Day from = *page_;
    if (unit == 1 || unit == 7)
      from = base::add_days(*page_, -unit * count);
    else if (unit == 30)
      from = add_months(*page_, -count);
    else
      from = add_months(*page_, -12 * count * (unit == 365 ? 1 : 10));
    return {from, *page_, precision};
  }

  std::string_view text_;
  std::span<const Atom> atoms_;
  const Vocabulary& words_;
  Analysis& analysis_;
  std::optional<Day> page_;
  std::uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

void find_dates(const Article& article, std::span<const Atom> atoms,
                std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences, const Vocabulary& words,
                Analysis& analysis) {
  DateFinder finder(article, atoms, words, analysis);
  for (const auto& [begin, end] : sentences) finder.scan(begin, end);
}

}  // namespace raven::resolve
