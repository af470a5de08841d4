// SPDX-License-Identifier: Apache-2.0
#include "code/circumstances.h"

#include "base/calendar.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_set>

namespace raven::code {
namespace {

std::uint32_t distance(TextSpan a, TextSpan b) {
  if (a.end <= b.begin) return b.begin.value - a.end.value;
  if (b.end <= a.begin) return a.begin.value - b.end.value;
  return 0;
}

TextSpan sentence_span(const Analysis& analysis, const SentenceView& view) {
  return analysis.sentences[view.sentence()].span;
}

/// The records of one sentence; they are sorted by span.
template <class Record>
std::span<const Record> within(const std::vector<Record>& records, TextSpan sentence) {
  const auto begin =
      std::lower_bound(records.begin(), records.end(), sentence.begin,
                       [](const Record& record, TextByte at) { return record.span.begin < at; });
  auto end = begin;
  while (end != records.end() && end->span.begin < sentence.end) ++end;
  return {begin, end};
}

}  // namespace

DateRange event_date(const Article& article, const Analysis& analysis, const SentenceView& view,
                     TextSpan clause, TextSpan trigger) {
  const TextSpan sentence = sentence_span(analysis, view);
  const DateRange* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const DateRange& date : within(analysis.dates, sentence)) {
    if (!date.from) continue;
    // Outside the clause an expression counts as far away, but still counts.
    // A date in front of the predicate more often belongs to the one before, unless it opens the sentence.
    const bool opens = date.span.begin.value < sentence.begin.value + 16;
    const std::uint32_t far = distance(date.span, trigger) + (clause.contains(date.span) ? 0 : 40) +
                              (date.span.end <= trigger.begin && !opens ? 60 : 0);
    if (best && far >= best_distance) continue;
    best = &date;
    best_distance = far;
  }
  if (best && best_distance < 240) return *best;
  DateRange page;
  if (const auto day = base::day_of(article.published)) {
    page.from = page.to = *day;
    page.basis = "page date";
  }
  return page;
}

std::optional<Place> event_place(const Analysis& analysis, const SentenceView& view, TextSpan trigger,
                                 const std::vector<Party>& actors, const std::vector<Party>& recipients,
                                 const std::vector<Attribution>& sources) {
  static const std::unordered_set<std::string_view> kLocative = {"in",     "at",     "near",   "outside",
                                                                 "inside", "across", "around", "along"};
  const TextSpan sentence = sentence_span(analysis, view);
  const auto is_party = [&](const Place& place) {
    const auto overlaps = [&](const auto& part) { return part.span.overlaps(place.span); };
    // "the ministry in Yerevan said": the town of the source is not where it happened.
    if (std::any_of(sources.begin(), sources.end(), overlaps)) return true;
    return std::any_of(actors.begin(), actors.end(), overlaps) ||
           std::any_of(recipients.begin(), recipients.end(), overlaps);
  };
  const Place* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const Place& place : within(analysis.places, sentence)) {
    if (is_party(place)) continue;
    // "Moscow's view" names an owner, not where something happens.
    std::uint32_t next = view.first();
    while (next < view.last() && view.word(next).span.begin < place.span.end) ++next;
    if (view.fine(next) == "POS") continue;
    // The word in front must place something there; "the Afghan border" has its adjective in between.
    std::uint32_t word = view.first();
    while (word < view.last() && view.word(word).span.end <= place.span.begin) ++word;
    bool located = false;
    for (std::uint32_t back = 1; back <= 5 && word >= view.first() + back && !located; ++back) {
      const std::uint32_t w = word - back;
      if (view.tag(w) == Tag::Adp) located = kLocative.contains(view.low(w));
      const Tag tag = view.tag(w);
      if (tag != Tag::Det && tag != Tag::Adj && tag != Tag::Noun && tag != Tag::Propn && tag != Tag::Num &&
          tag != Tag::Part)
        break;
    }
    if (!located) continue;
    std::uint32_t far = distance(place.span, trigger) + (place.span.begin < trigger.begin ? 20 : 0);
    if (place.precision == "country") far += 30;  // "in Idlib in Syria": the finer one
    if (best && far >= best_distance) continue;
    best = &place;
    best_distance = far;
  }
  if (best) {
    Place place = *best;
    place.basis = "clause";
    return place;
  }
  // A dateline stands at the head of the text, so it is among the first places.
  for (const Place& place :
       std::span(analysis.places).first(std::min<std::size_t>(analysis.places.size(), 4)))
    if (place.basis == "dateline") {
      Place given = place;
      given.sure = std::min(given.sure, 0.5);
      return given;
    }
  return std::nullopt;
}

std::vector<Quantity> event_quantities(const Analysis& analysis, const SentenceView& view, EventType type) {
  static const std::unordered_set<std::string_view> kOther = {"troops", "money",     "weapons",
                                                              "aid",    "prisoners", "protesters"};
  static const std::unordered_set<std::string_view> kHarm = {"killed",    "wounded", "injured",  "dead",
                                                             "displaced", "missing", "abducted", "arrested"};
  const bool harmful = type == EventType::Assault || type == EventType::Coerce ||
                       type == EventType::Protest || type == EventType::Mobilize ||
                       type == EventType::Sanction || type == EventType::Retreat || type == EventType::Aid;
  std::vector<Quantity> found;
  if (!harmful) return found;
  const TextSpan sentence = sentence_span(analysis, view);
  for (const Quantity& quantity : within(analysis.quantities, sentence)) {
    const bool harm = kHarm.contains(quantity.what);
    if (harm ? type == EventType::Assault || type == EventType::Coerce || type == EventType::Protest ||
                   type == EventType::Retreat
             : kOther.contains(quantity.what) && type != EventType::Assault)
      found.push_back(quantity);
  }
  return found;
}

bool is_background(const Article& article, const DateRange& date) {
  if (!date.to || date.basis == "page date") return false;
  const auto page = base::day_of(article.published);
  if (!page)
    return date.precision == Precision::Year || date.precision == Precision::Decade ||
           date.precision == Precision::Century;
  return base::days_between(*date.to, *page) > 365 ||
         (date.precision <= Precision::Year && date.precision != Precision::Unknown &&
          date.to->year() < page->year());
}

Factuality verb_factuality(const VerbGroup& verb, const Clause& clause) {
  if (clause.marker == "if" || clause.marker == "unless" || clause.marker == "whether" ||
      clause.marker == "lest" || clause.marker == "provided")
    return Factuality::Conditional;
  if (verb.polarity == Polarity::Negative) return Factuality::Denied;
  // "will attack unless …"
  if (verb.modality == Modality::Future)
    return clause.has_condition ? Factuality::Conditional : Factuality::Planned;
  if (verb.modality == Modality::Possible || verb.modality == Modality::Obliged)
    return Factuality::Conditional;
  return Factuality::Asserted;
}

}  // namespace raven::code
