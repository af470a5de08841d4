// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_dates.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/main_text/extract.h"
#include "read/page/language_guess.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace raven::read {
namespace {

using html::NodeId;
using DateLabel = ReadingTables::DateLabel;

constexpr std::size_t kLongestDateLine = 140;
constexpr std::size_t kRestOfDateLine = 40;
constexpr int kConflictDays = 2;
constexpr int kDatelineDays = 3;

bool is_day_known(const Moment& moment) {
  return moment.precision >= Precision::Day;
}

/// Days from `a` to `b`; nothing where one of the days is open.
std::optional<int> days_apart(const Moment& a, const Moment& b) {
  const std::optional<base::Day> from = base::day_of(a), to = base::day_of(b);
  if (!from || !to) return std::nullopt;
  return base::days_between(*from, *to);
}

bool is_utc(const Moment& moment) {
  return moment.precision >= Precision::Minute && moment.iso.ends_with("+00:00");
}

/// Whether the day shown can be the stamp's in some zone of the world, UTC-12 to UTC+14.
bool is_same_time(const Moment& stamp, const Moment& shown) {
  const std::optional<int> days = days_apart(stamp, shown);
  if (!days || stamp.iso.size() < 13) return false;
  const int hour = std::atoi(stamp.iso.substr(11, 2).c_str());
  return (*days == -1 && hour < 12) || (*days == 1 && hour >= 10);
}

/// Regions of English that write the day first.
bool is_day_first_region(std::string_view tag) {
  static constexpr std::array<std::string_view, 10> kRegions = {"en-gb", "en-au", "en-nz", "en-ie", "en-in",
                                                                "en-za", "en-ng", "en-ke", "en_gb", "en_au"};
  const std::string lower = base::lowered(tag);
  return std::any_of(kRegions.begin(), kRegions.end(),
                     [&](std::string_view region) { return lower == region; });
}

class PageDateReader {
 public:
  PageDateReader(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                 const NearHeading& near, const ReadingTables& tables, std::string_view url, base::Day today)
      : document_(document), signs_(signs), data_(data), near_(near), tables_(tables), today_(today) {
    for (const std::string& tag : {signs.html_language, signs.meta("og:locale"), data.language})
      if (language_.empty()) language_ = language_code(tag);
    for (const std::string_view address : {url, std::string_view(signs.canonical)})
      if (url_.iso.empty() && address.find("://") != std::string_view::npos) url_ = url_moment(address);
    if (url_.iso.empty()) url_ = url_moment(signs.meta("og:url"));
    if (!is_plausible(url_, today_)) url_ = {};
    url_.basis = "url";
  }

  DateFacts read() {
    read_stamps();
    read_order();
    read_near();
    decide_published();
    decide_modified();
    note_conflicts();
    if (is_ambiguous_ && facts_.published.precision == Precision::Year &&
        facts_.published.basis == "date line")
      facts_.notes.push_back(
          {"date_ambiguous",
           "The page's date can be read with the day or the month first; its year was taken.",
           {}});
    return std::move(facts_);
  }

 private:
  // ------------------------------------------------------------------------------------- machine stamps

  Moment moment_of(std::string_view text, std::string_view basis) const {
    text = base::trim(text);
    if (text.empty()) return {};
    Moment moment = machine_moment(text);
    if (moment.iso.empty())
      if (std::optional<FoundDate> found = tables_.dates().find(text.substr(0, 160), language_))
        moment = std::move(found->moment);
    if (moment.iso.empty() || !is_plausible(moment, today_)) return {};
    moment.basis = basis;
    return moment;
  }

  static void keep(Moment moment, Moment& target) {
    if (moment.iso.empty()) return;
    if (target.iso.empty() || (!is_day_known(target) && is_day_known(moment))) target = std::move(moment);
  }

  void read_stamps() {
    static constexpr std::array<std::string_view, 42> kPublished = {"article:published_time",
                                                                    "og:article:published_time",
                                                                    "og:published_time",
                                                                    "article:published",
                                                                    "article:published_date",
                                                                    "datepublished",
                                                                    "parsely-pub-date",
                                                                    "sailthru.date",
                                                                    "pubdate",
                                                                    "publishdate",
                                                                    "publish-date",
                                                                    "publish_date",
                                                                    "published-date",
                                                                    "published_date",
                                                                    "publication-date",
                                                                    "date",
                                                                    "dc.date.issued",
                                                                    "dcterms.issued",
                                                                    "dc.date",
                                                                    "dcterms.created",
                                                                    "dcterms.date",
                                                                    "dc.date.created",
                                                                    "cxenseparse:recs:publishtime",
                                                                    "article:publish_date",
                                                                    "article.published",
                                                                    "publication_date",
                                                                    "published_time_telegram",
                                                                    "citation_date",
                                                                    "citation_publication_date",
                                                                    "citation_online_date",
                                                                    "ptime",
                                                                    "rnews:datepublished",
                                                                    "displaydate",
                                                                    "originalpublicationdate",
                                                                    "article.created",
                                                                    "article:created_time",
                                                                    "video:release_date",
                                                                    "datecreated",
                                                                    "release_date",
                                                                    "apub:time",
                                                                    "publishtime",
                                                                    "weibo:article:create_at"};
    static constexpr std::array<std::string_view, 14> kModified = {"article:modified_time",
                                                                   "og:updated_time",
                                                                   "og:article:modified_time",
                                                                   "datemodified",
                                                                   "last-modified",
                                                                   "dc.date.modified",
                                                                   "dcterms.modified",
                                                                   "article:updated_time",
                                                                   "lastmod",
                                                                   "revised",
                                                                   "updated_time",
                                                                   "article.updated",
                                                                   "modified-date",
                                                                   "article:modified_date"};
    keep(moment_of(data_.published, "json-ld"), stamp_);
    keep(moment_of(data_.modified, "json-ld"), modified_);
    for (const std::string& other : data_.published_elsewhere) add_other(moment_of(other, "json-ld"));
    for (const std::string_view name : kPublished) {
      const auto found = signs_.metas.find(name);
      if (found == signs_.metas.end()) continue;
      const Moment moment = moment_of(found->second.front(), "meta");
      keep(moment, stamp_);
      add_other(moment);
    }
    for (const std::string_view name : kModified)
      if (const auto found = signs_.metas.find(name); found != signs_.metas.end())
        keep(moment_of(found->second.front(), "meta"), modified_);
    if (stamp_.iso.empty()) read_unknown_metas();
    for (const DateSign& sign : signs_.declared_dates) {
      const std::string content = value_of(sign.element.node);
      keep(moment_of(content, "microdata"), sign.is_modified ? modified_ : stamp_);
    }
  }

  /// Names of a system's own: "w-published-date", "app:publishDate".
  void read_unknown_metas() {
    for (const auto& [name, values] : signs_.metas) {
      if (name.find("publi") == std::string::npos ||
          (name.find("date") == std::string::npos && name.find("time") == std::string::npos))
        continue;
      if (name.find("modif") != std::string::npos || name.find("updat") != std::string::npos) continue;
      keep(moment_of(values.front(), "meta"), stamp_);
    }
  }

  void add_other(Moment moment) {
    if (is_day_known(moment)) others_.push_back(std::move(moment));
  }

  std::string value_of(NodeId node) const {
    for (const std::string_view name : {"datetime", "content", "title"}) {
      const std::string_view value = document_.attribute(node, name).value_or("");
      if (!base::trim(value).empty() && !machine_moment(value).iso.empty()) return std::string(value);
    }
    return node_text(document_, node, 160);
  }

  // ------------------------------------------------------------------------------------- dates for readers

  /// Whether day or month stands first, from dates of the page that can be read one way only.
  void read_order() {
    if (language_ != "en" && !language_.empty()) return;
    if (is_day_first_region(signs_.html_language) || is_day_first_region(signs_.meta("og:locale"))) {
      order_ = DateOrder::DayFirst;
      return;
    }
    int day_first = 0, month_first = 0;
    for (const TextSign& sign : signs_.texts) {
      const std::string_view text = document_.text(sign.node);
      if (text.size() > 200) continue;
      for (std::size_t slash = text.find('/'); slash != std::string_view::npos;
           slash = text.find('/', slash + 1)) {
        const auto number = [&](std::size_t at) {
          int value = 0;
          std::size_t digits = 0;
          while (at + digits < text.size() && base::is_digit(text[at + digits]) && digits < 5)
            value = value * 10 + (text[at + digits++] - '0');
          return digits >= 1 && digits <= 2 ? value : digits == 4 ? value : -1;
        };
        std::size_t begin = slash;
        while (begin > 0 && slash - begin < 3 && base::is_digit(text[begin - 1])) --begin;
        if (begin == slash || slash - begin > 2 || (begin > 0 && text[begin - 1] == '/')) continue;
        const std::size_t second = text.find('/', slash + 1);
        if (second == std::string_view::npos || second - slash > 3) continue;
        const int a = number(begin), b = number(slash + 1), year = number(second + 1);
        if (year < 1995 || year > 2199 || a < 1 || b < 1) continue;
        if (a > 12 && a <= 31 && b <= 12) ++day_first;
        if (b > 12 && b <= 31 && a <= 12) ++month_first;
      }
    }
    if (day_first > 0 && month_first == 0) order_ = DateOrder::DayFirst;
    if (month_first > 0 && day_first == 0) order_ = DateOrder::MonthFirst;
  }

  /// A date that can be read two ways is what a stamp or the address says it is.
  Moment resolved(const FoundDate& found) {
    if (found.day_first.iso.empty() || found.month_first.iso.empty()) return found.moment;
    for (const Moment* known : {&stamp_, &modified_, &url_}) {
      if (!is_day_known(*known)) continue;
      if (same_day(*known, found.day_first)) return found.day_first;
      if (same_day(*known, found.month_first)) return found.month_first;
    }
    for (const ElementSign& sign : signs_.times) {
      const Moment moment = machine_moment(document_.attribute(sign.node, "datetime").value_or(""));
      if (!is_day_known(moment)) continue;
      if (same_day(moment, found.day_first)) return found.day_first;
      if (same_day(moment, found.month_first)) return found.month_first;
    }
    if (!is_plausible(found.day_first, today_)) return found.month_first;
    if (!is_plausible(found.month_first, today_)) return found.day_first;
    is_ambiguous_ = true;
    return found.moment;
  }

  enum class Finding { Nothing, Published, Unlabelled, Modified };

  /// The dates of a line: the first that is not called modified, and the first that is.
  struct LineDates {
    Moment published, modified;
    bool is_labelled = false;
  };
  LineDates line_dates(std::string_view text, std::string_view basis, std::string_view label_before = {}) {
    LineDates dates;
    const std::string lower = phrase_form(text);
    std::size_t begin = 0;
    for (int i = 0; i < 4 && begin < text.size(); ++i) {
      const std::optional<FoundDate> found = tables_.dates().find(text.substr(begin), language_, order_);
      if (!found) break;
      Moment moment = resolved(*found);
      DateLabel label = tables_.date_label_before(lower, std::min(begin + found->begin, lower.size()));
      if (label == DateLabel::None && i == 0 && !label_before.empty())
        label = tables_.date_label_before(label_before, label_before.size());
      const std::size_t date_size = found->end - found->begin;
      const bool begins_with_label = tables_.date_label(lower) != DateLabel::None;
      begin += found->end;
      if (!is_plausible(moment, today_)) continue;
      // A date in running text dates what is told there.
      if (!begins_with_label && text.size() > date_size * 2 + kRestOfDateLine) continue;
      moment.basis = basis;
      if (label == DateLabel::Modified) {
        if (dates.modified.iso.empty()) dates.modified = std::move(moment);
      } else if (dates.published.iso.empty()) {
        dates.is_labelled =
            label == DateLabel::Published && (begins_with_label || text.size() < date_size + 30);
        dates.published = std::move(moment);
      }
    }
    return dates;
  }

  void take_line(LineDates dates, bool below_heading) {
    if (is_day_known(dates.modified)) keep(std::move(dates.modified), near_modified_);
    if (dates.published.iso.empty()) return;
    // Of several dates the first below the heading is the page's; "Released: June 17" further down is a
    // book's.
    if (dates.is_labelled && is_day_known(dates.published) && !is_day_known(shown_))
      keep(dates.published, labelled_);
    if (is_day_known(dates.published))
      keep(std::move(dates.published), below_heading ? shown_ : shown_above_);
    else
      keep(std::move(dates.published), shown_vaguely_);
  }

  bool is_modified_element(NodeId node) const {
    const std::string words = base::lowered(document_.attribute(node, "class").value_or("").substr(0, 200));
    return (words.find("updated") != std::string::npos || words.find("modified") != std::string::npos) &&
           words.find("publish") == std::string::npos;
  }

  /// The text before a text: labels often stand in an element of their own.
  std::string label_before(std::uint32_t at) const {
    if (at == 0 || at > signs_.texts.size()) return {};
    const std::string_view text = base::trim(document_.text(signs_.texts[at - 1].node));
    const bool has_digit = std::any_of(text.begin(), text.end(), base::is_digit);  // it has a date of its own
    return text.size() <= 40 && !has_digit ? phrase_form(text) : std::string();
  }

  void take_time(const ElementSign& sign, bool below_heading) {
    const std::string value = value_of(sign.node);
    Moment moment = machine_moment(value);
    LineDates dates;
    if (!moment.iso.empty() && is_plausible(moment, today_)) {
      moment.basis = "time element";
      const std::string words = phrase_form(node_text(document_, sign.node, 100)) + " ";
      DateLabel label = tables_.date_label_before(words, words.size());
      if (label == DateLabel::None) {
        const std::string before = label_before(sign.at);
        label = tables_.date_label_before(before, before.size());
      }
      if (is_modified_element(sign.node) || label == DateLabel::Modified)
        dates.modified = std::move(moment);
      else
        dates.published = std::move(moment), dates.is_labelled = label == DateLabel::Published;
    } else {
      dates = line_dates(value, "time element", label_before(sign.at));
      if (is_modified_element(sign.node) && dates.modified.iso.empty())
        std::swap(dates.published, dates.modified);
    }
    take_line(std::move(dates), below_heading);
  }

  void read_near() {
    for (const ElementSign& sign : signs_.times)
      if (!sign.is_outer && sign.at >= near_.begin && sign.at < near_.end)
        take_time(sign, sign.at >= near_.heading);
    for (std::uint32_t i = near_.begin; i < near_.end; ++i) {
      if (signs_.texts[i].is_outer) continue;
      const std::string_view text = base::trim(document_.text(signs_.texts[i].node));
      if (text.size() < 6 || text.size() > kLongestDateLine) continue;
      if (i >= near_.heading && i < near_.heading + 1 && near_.heading > near_.begin) continue;  // the title
      take_line(line_dates(text, "date line", label_before(i)), i >= near_.heading);
    }
    if (shown_.iso.empty())  // an aside beside the text may hold its date
      for (const ElementSign& sign : signs_.times)
        if (sign.is_outer && sign.at >= near_.heading && sign.at < near_.end) take_time(sign, true);
    if (!shown_.iso.empty()) return;
    // A date in parts: <span>10</span><span>Dec</span><span>2022</span>
    for (const ElementSign& sign : signs_.date_classes) {
      if (sign.is_outer || sign.at < near_.begin || sign.at >= near_.end) continue;
      const std::string text = node_text(document_, sign.node, 200);
      if (text.size() <= kLongestDateLine)
        take_line(line_dates(text, "date line", label_before(sign.at)), sign.at >= near_.heading);
    }
  }

  /// A date line anywhere on the page: in an element that calls itself a date, or behind a label.
  Moment far_date() {
    if (Moment moment = far_time(); is_day_known(moment)) return moment;
    for (const ElementSign& sign : signs_.date_classes) {
      if (sign.is_outer) continue;
      const std::string text = node_text(document_, sign.node, 200);
      if (text.size() > kLongestDateLine) continue;
      LineDates dates = line_dates(text, "date line", label_before(sign.at));
      if (is_day_known(dates.modified)) keep(std::move(dates.modified), near_modified_);
      if (is_day_known(dates.published) && !is_modified_element(sign.node)) return dates.published;
    }
    for (const TextSign& sign : signs_.texts) {
      const std::string_view text = base::trim(document_.text(sign.node));
      if (sign.is_outer || text.size() > 100 || text.size() < 12) continue;
      if (tables_.date_label(phrase_form(text)) != DateLabel::Published) continue;
      LineDates dates = line_dates(text, "date line");
      if (is_day_known(dates.published) && dates.is_labelled) return dates.published;
    }
    return {};
  }

  /// The date in an aside or a foot: one behind a label, or the only one that stands in such a place, since
  /// teasers of other pages come in rows.
  Moment outer_date() {
    Moment only;
    std::size_t days = 0;
    for (const std::vector<ElementSign>* list : {&signs_.times, &signs_.date_classes}) {
      for (const ElementSign& sign : *list) {
        if (!sign.is_outer || is_modified_element(sign.node)) continue;
        const std::string text = node_text(document_, sign.node, 200);
        if (text.size() > kLongestDateLine) continue;
        LineDates dates = line_dates(text, "date line", label_before(sign.at));
        if (!is_day_known(dates.published) || !is_plausible(dates.published, today_)) continue;
        if (dates.is_labelled) return dates.published;
        if (only.iso.empty() || !same_day(only, dates.published)) ++days;
        only = std::move(dates.published);
      }
    }
    return days == 1 ? only : Moment{};
  }

  /// A time element anywhere that calls itself published, or whose day all time elements name.
  Moment far_time() const {
    Moment only;
    bool agree = true;
    for (const ElementSign& sign : signs_.times) {
      if (sign.is_outer || is_modified_element(sign.node)) continue;
      Moment moment = machine_moment(value_of(sign.node));
      if (!is_day_known(moment) || !is_plausible(moment, today_)) continue;
      moment.basis = "time element";
      const std::string before = label_before(sign.at);
      const DateLabel label = tables_.date_label_before(before, before.size());
      if (label == DateLabel::Modified) continue;
      if (label == DateLabel::Published || document_.attribute(sign.node, "pubdate").has_value())
        return moment;
      if (only.iso.empty())
        only = std::move(moment);
      else
        agree = agree && same_day(only, moment);
    }
    return agree ? only : Moment{};
  }

  // ------------------------------------------------------------------------------------- decisions

  void decide_published() {
    Moment& published = facts_.published;
    // What stands above the heading belongs to it only where nothing stands below.
    const Moment& shown = shown_.iso.empty() ? shown_above_ : shown_;
    published = stamp_;
    if (is_day_known(stamp_)) {
      const Moment& own = is_day_known(shown) ? shown : url_;
      if (is_utc(stamp_) && is_day_known(own) && is_same_time(stamp_, own)) {
        published = own;
        return;
      }
      if (const std::optional<int> days = days_apart(labelled_, stamp_); days && *days > 1) {
        overrule(labelled_);
        return;
      }
      const std::optional<int> saved = days_apart(stamp_, modified_);
      if (!saved || *saved > 0) return;
      if (const std::optional<int> days = days_apart(shown_, stamp_); days && *days > 0) {
        overrule(shown_);
        return;
      }
      for (const Moment& other : others_)
        if (const std::optional<int> days = days_apart(other, stamp_); days && *days > 1) {
          overrule(other);
          return;
        }
      return;
    }
    if (is_day_known(labelled_))
      published = labelled_;
    else if (is_day_known(shown_))
      published = shown_;
    else if (is_day_known(url_))
      published = url_;
    else if (is_day_known(shown_above_))
      published = shown_above_;
    else if (Moment far = far_date(); is_day_known(far))
      published = std::move(far);
    else if (Moment outer = outer_date(); is_day_known(outer))
      published = std::move(outer);
    if (is_day_known(published)) return;
    if (const Moment* changed = is_day_known(modified_) ? &modified_ : &near_modified_;
        is_day_known(*changed)) {
      published = *changed;
      published.basis = "modified";
      return;
    }
    keep(shown_vaguely_, published);
    keep(url_, published);
  }

  void overrule(const Moment& winner) {
    facts_.published = winner;
    facts_.notes.push_back(
        {"date_conflict", "The page shows an earlier date of publication than its metadata tell.", {}});
  }

  void decide_modified() { facts_.modified = modified_.iso.empty() ? near_modified_ : modified_; }

  void note_conflicts() {
    if (facts_.published.iso.empty() || !facts_.notes.empty()) return;
    if (facts_.published.basis != "url") {
      const std::optional<int> days = days_apart(facts_.published, url_);
      const bool is_other_month = url_.precision == Precision::Month && is_day_known(facts_.published) &&
                                  is_far_from_month(facts_.published, url_.iso);
      if ((days && std::abs(*days) > kConflictDays) || is_other_month) {
        facts_.notes.push_back(
            {"date_conflict", "The page's address and the page itself tell different days.", {}});
        return;
      }
    }
    if (is_other_dateline())
      facts_.notes.push_back({"date_conflict", "The dateline and the page's date tell different days.", {}});
  }

  /// More than two days before or behind the month "2022-12".
  static bool is_far_from_month(const Moment& moment, const std::string& month) {
    const std::optional<base::Day> day = base::day_of(moment);
    if (!day) return false;
    const std::string early = base::iso_day(base::add_days(*day, -kConflictDays)),
                      late = base::iso_day(base::add_days(*day, kConflictDays));
    return early.compare(0, 7, month) != 0 && late.compare(0, 7, month) != 0;
  }

  /// "KABUL, 16 August 2021 (Reuters) -" on a page of another year.
  bool is_other_dateline() const {
    int longs = 0;
    for (std::uint32_t i = near_.heading; i < signs_.texts.size() && longs < 2; ++i) {
      if (signs_.texts[i].is_outer) continue;
      const std::string_view text = base::trim(document_.text(signs_.texts[i].node));
      if (text.size() < 100) continue;
      ++longs;
      const std::string_view head = text.substr(0, 120);
      if (const std::optional<int> days = days_from_dateline(head)) return *days > kDatelineDays;
    }
    return false;
  }

  /// How many days the date of a dateline lies from the page's; nothing if there is no dateline with a date.
  /// A date without year is taken in the year that brings it nearest.
  std::optional<int> days_from_dateline(std::string_view head) const {
    const auto ends_dateline = [&](std::size_t at) {
      while (at < head.size() && (head[at] == ' ' || head[at] == ',')) ++at;
      const std::string_view rest = head.substr(std::min(at, head.size()));
      return rest.starts_with('(') || rest.starts_with("- ") || rest.starts_with("–") ||
             rest.starts_with("—");
    };
    const std::optional<FoundDate> found = tables_.dates().find(head, language_, order_);
    if (found && is_day_known(found->moment) && found->begin <= 60 && ends_dateline(found->end)) {
      const std::optional<int> days = days_apart(found->moment, facts_.published);
      return days ? std::optional<int>(std::abs(*days)) : std::nullopt;
    }
    const std::optional<base::Day> published = base::day_of(facts_.published);
    if (!published) return std::nullopt;
    for (std::size_t comma = head.find(", "); comma < 60; comma = head.find(", ", comma + 1)) {
      const std::size_t size = tables_.dates().yearless_date_at(head.substr(comma + 2));
      if (size == 0 || !ends_dateline(comma + 2 + size)) continue;
      std::optional<int> nearest;
      for (int year = static_cast<int>(published->year()) - 1;
           year <= static_cast<int>(published->year()) + 1; ++year) {
        const std::string dated = std::string(head.substr(comma + 2, size)) + ", " + std::to_string(year);
        const std::optional<FoundDate> whole = tables_.dates().find(dated, language_, order_);
        if (!whole) continue;
        const std::optional<int> days = days_apart(whole->moment, facts_.published);
        if (days && (!nearest || std::abs(*days) < *nearest)) nearest = std::abs(*days);
      }
      return nearest;
    }
    return std::nullopt;
  }

  const html::Document& document_;
  const MetadataSigns& signs_;
  const LinkedData& data_;
  const NearHeading& near_;
  const ReadingTables& tables_;
  base::Day today_;
  std::string language_;
  DateOrder order_ = DateOrder::ByLanguage;
  Moment url_;
  Moment stamp_, modified_;          // what machines are told
  std::vector<Moment> others_;       // further published stamps
  Moment shown_, shown_above_;       // what readers are shown below and above the heading
  Moment shown_vaguely_;             // a month or a year
  Moment labelled_, near_modified_;  // shown and called published, or modified
  bool is_ambiguous_ = false;
  DateFacts facts_;
};

}  // namespace

DateFacts page_dates(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                     const NearHeading& near, const ReadingTables& tables, std::string_view url,
                     base::Day today) {
  return PageDateReader(document, signs, data, near, tables, url, today).read();
}

}  // namespace raven::read
