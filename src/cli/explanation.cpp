// SPDX-License-Identifier: Apache-2.0
#include "cli/explanation.h"

#include "cli/document_run.h"

#include <algorithm>
#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace raven::cli {
namespace {

struct Mark {
  TextSpan span;
  PieceKind kind = PieceKind::Plain;
  std::string hint;
};

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += ", ";
    out += part;
  }
  return out;
}

/// "words → known facts", without the words where they are the same.
std::string resolved(std::string_view words, std::string_view facts) {
  if (facts.empty()) return std::string(words);
  if (words.empty() || facts == words || facts.starts_with(std::string(words) + ","))
    return std::string(facts);
  return fmt::format("{} → {}", words, facts);
}

std::string day(const std::chrono::year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string days(const DateRange& date) {
  if (!date.from && !date.to) return {};
  if (!date.to) return "since " + day(*date.from);
  if (!date.from) return "until " + day(*date.to);
  return *date.from == *date.to ? day(*date.from) : day(*date.from) + " to " + day(*date.to);
}

std::vector<Mark> marks_of(const Document& document) {
  const Analysis& analysis = document.analysis;
  std::vector<Mark> marks;
  const auto add = [&](TextSpan span, PieceKind kind, std::string hint) {
    if (!span.empty() && span.end.value <= document.article.text.size())
      marks.push_back({span, kind, std::move(hint)});
  };
  for (const Mention& mention : analysis.mentions) {
    if (mention.actor >= analysis.actors.size()) continue;
    const Actor& actor = analysis.actors[mention.actor];
    add(mention.span, PieceKind::Party, joined({actor.name, actor.country, actor.sector, actor.role}));
  }
  for (const Place& place : analysis.places)
    add(place.span, PieceKind::Place, joined({place.name, place.country, place.precision}));
  for (const DateRange& date : analysis.dates)
    add(date.span, PieceKind::Date, joined({days(date), date.basis}));
  for (const Quantity& quantity : analysis.quantities)
    add(quantity.span, PieceKind::Quantity, quantity_line(quantity));
  for (const Event& event : analysis.events) {
    add(event.trigger, PieceKind::Trigger, fmt::format("{} {}", name_of(event.type), event.rule));
    for (const auto* side : {&event.actors, &event.recipients})
      for (const Party& party : *side)
        add(party.span, PieceKind::Party, joined({party.name, party.country, party.sector, party.role}));
  }
  for (const Rejection& rejection : analysis.rejections)
    add(rejection.trigger, PieceKind::Rejected, fmt::format("not coded: {}", rejection.reason));
  return marks;
}

}  // namespace

Explanation explain(const Document& document) {
  const Article& article = document.article;
  const Analysis& analysis = document.analysis;
  const std::vector<Mark> marks = marks_of(document);

  // Every place where the drawing may change, in order. Ends before beginnings, so that marks that touch do
  // not mix.
  enum class What { End, Begin, Sentence };
  struct Change {
    std::uint32_t at;
    What what;
    std::uint32_t index;
  };
  std::vector<Change> changes;
  changes.reserve(2 * marks.size() + analysis.sentences.size());
  for (std::uint32_t i = 0; i < marks.size(); ++i) {
    changes.push_back({marks[i].span.begin.value, What::Begin, i});
    changes.push_back({marks[i].span.end.value, What::End, i});
  }

  std::vector<ExplainedSentence> told(analysis.sentences.size());
  for (std::uint32_t i = 0; i < told.size(); ++i) told[i].sentence = i;
  for (std::uint32_t i = 0; i < analysis.events.size(); ++i)
    if (analysis.events[i].sentence < told.size()) told[analysis.events[i].sentence].events.push_back(i);
  for (std::uint32_t i = 0; i < analysis.rejections.size(); ++i)
    if (analysis.rejections[i].sentence < told.size())
      told[analysis.rejections[i].sentence].rejections.push_back(i);
  const auto worth_telling = [&](std::uint32_t i) {
    return !told[i].events.empty() || !told[i].rejections.empty() ||
           analysis.sentences[i].readability == Readability::Unreadable;
  };
  for (std::uint32_t i = 0; i < told.size(); ++i)
    if (worth_telling(i)) changes.push_back({analysis.sentences[i].span.begin.value, What::Sentence, i});
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return a.at != b.at ? a.at < b.at : a.what < b.what;
  });

  Explanation explanation;
  std::array<std::uint32_t, kMarkedKinds> open{};    // how many marks of a kind cover the place
  std::array<std::uint32_t, kMarkedKinds> latest{};  // the mark of a kind that began last
  std::size_t next = 0, next_sentence = 0;
  for (std::uint32_t p = 0; p < article.paragraphs.size(); ++p) {
    const TextSpan paragraph = article.paragraphs[p].span;
    ExplainedParagraph explained;
    explained.paragraph = p;
    std::uint32_t at = paragraph.begin.value, sentence = kNone;
    const auto emit = [&](std::uint32_t until) {
      if (until <= at) return;
      Piece piece;
      piece.span = text_span(at, until);
      piece.sentence = std::exchange(sentence, kNone);
      for (int kind = 0; kind < kMarkedKinds; ++kind)
        if (open[static_cast<std::size_t>(kind)]) {
          piece.kind = static_cast<PieceKind>(kind);
          piece.hint = marks[latest[static_cast<std::size_t>(kind)]].hint;
          break;
        }
      explained.pieces.push_back(std::move(piece));
      at = until;
    };
    for (; next < changes.size() && changes[next].at < paragraph.end.value; ++next) {
      const Change& change = changes[next];
      emit(change.at);
      if (change.what == What::Sentence) {
        sentence = change.index;
        continue;
      }
      const std::size_t kind = static_cast<std::size_t>(marks[change.index].kind);
      if (change.what == What::Begin) {
        ++open[kind];
        latest[kind] = change.index;
      } else {
        --open[kind];
      }
    }
    emit(paragraph.end.value);
    for (; next_sentence < told.size() && analysis.sentences[next_sentence].span.begin < paragraph.end;
         ++next_sentence)
      if (worth_telling(static_cast<std::uint32_t>(next_sentence)))
        explained.sentences.push_back(std::move(told[next_sentence]));
    explanation.paragraphs.push_back(std::move(explained));
  }
  return explanation;
}

std::string party_line(const Party& party) {
  std::string line = resolved(party.text, joined({party.name, party.country, party.sector, party.role}));
  if (party.sure > 0) line += fmt::format(" ({:.2f})", party.sure);
  return line;
}

std::string date_line(const DateRange& date) {
  const std::string known = days(date);
  if (known.empty() && date.text.empty()) return {};
  std::string facts = known.empty() ? "no day" : joined({known, name_of(date.precision)});
  facts += fmt::format(", {} {}", date.basis == "unknown" ? "basis" : "from the", date.basis);
  return resolved(date.text.empty() ? "" : fmt::format("“{}”", date.text), facts);
}

std::string place_line(const Place& place) {
  std::string facts = joined({place.name, place.country, place.precision});
  if (place.latitude && place.longitude)
    facts += fmt::format(", {:.2f} {:.2f}", *place.latitude, *place.longitude);
  std::string line = resolved(place.text, facts);
  if (!place.basis.empty()) line += fmt::format(" ({})", place.basis);
  return line;
}

std::string attribution_line(const Attribution& link) {
  return joined({resolved(link.text, link.name == link.text ? "" : link.name),
                 link.cue.empty() ? "" : fmt::format("“{}”", link.cue), name_of(link.quote)});
}

std::string quantity_line(const Quantity& quantity) {
  std::string number;
  if (quantity.low && quantity.high && *quantity.low != *quantity.high)
    number = fmt::format("{} to {}", *quantity.low, *quantity.high);
  else if (quantity.low)
    number = fmt::format("{}", *quantity.low);
  else if (quantity.high)
    number = fmt::format("at most {}", *quantity.high);
  std::string line = quantity.what.empty() ? "" : quantity.what + ": ";
  line += fmt::format("“{}”", quantity.text);
  if (!number.empty()) line += " = " + number;
  return joined({line, quantity.unit, quantity.of});
}

std::string moment_line(const Moment& moment) {
  if (moment.iso.empty()) return {};
  return moment.basis.empty() ? moment.iso : fmt::format("{} ({})", moment.iso, moment.basis);
}

std::vector<Fact> page_facts(const Document& document) {
  const Article& article = document.article;
  std::vector<Fact> facts;
  const auto add = [&](std::string_view name, std::string value, std::string basis = {}) {
    if (!value.empty()) facts.push_back({std::string(name), std::move(value), std::move(basis)});
  };
  add("source", display_name(article.source),
      joined({article.source.media_type, article.source.charset,
              fmt::format("{} bytes", article.source.bytes)}));
  add("site", article.site);
  add("slogan", article.slogan);
  add("authors", fmt::format("{}", fmt::join(article.authors, ", ")));
  add("agency", article.agency);
  add("published", article.published.iso, article.published.basis);
  add("modified", article.modified.iso, article.modified.basis);
  add("dateline", article.dateline);
  add("language", article.language);
  add("section", article.section);
  add("kind", article.kind == "article" ? "" : article.kind);
  add("address", article.canonical_url);
  return facts;
}

}  // namespace raven::cli
