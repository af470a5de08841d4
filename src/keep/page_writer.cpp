// SPDX-License-Identifier: Apache-2.0
#include "keep/page_writer.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "keep/origin_bytes.h"

// Carries out a statement and hands its error up; what is bound lives until the end of the expression.
#define RAVEN_RUN(...)                       \
  do {                                       \
    Result<Done> ran = (__VA_ARGS__);        \
    if (!ran) return std::move(ran).error(); \
  } while (false)

namespace raven::keep {
namespace {

constexpr std::string_view kNow = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

/// "INSERT INTO table VALUES (?, ?, …)" with as many parameters as the table has columns.
std::string insertion(std::string_view table, int columns) {
  std::string sql = "INSERT INTO " + std::string(table) + " VALUES (?";
  for (int i = 1; i < columns; ++i) sql += ", ?";
  return sql + ")";
}

std::optional<std::int64_t> index_or_null(std::uint32_t index) {
  if (index == kNone) return std::nullopt;
  return index;
}

std::string day_text(const std::optional<std::chrono::year_month_day>& day) {
  return day && day->ok() ? base::iso_day(*day) : std::string();
}

}  // namespace

std::string page_hash(const Document& document) {
  const Source& source = document.article.source;
  if (!source.hash.empty()) return source.hash;
  return base::hash128_hex(source.uri + '\x1f' + source.container + '\x1f' + std::to_string(source.record) +
                           '\x1f' + document.article.text);
}

Result<PageWriter> PageWriter::make(Database& database) {
  PageWriter writer(database);
  const std::string now(kNow);
  const std::string sql[kTableCount] = {
      "SELECT page FROM page WHERE hash = ?",
      "INSERT INTO page (hash, uri, container, record, bytes, media_type, charset, article, title, site, "
      "slogan, agency,"
      " published, published_precision, published_basis, modified, modified_precision, modified_basis, "
      "language,"
      " canonical_url, section, kind, dateline, kept, text, origins)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " +
          now + ", ?, ?)",
      "INSERT OR IGNORE INTO page_address VALUES (?, ?, ?, ?)",
      "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?, ?, " + now + ")",
      "DELETE FROM failure WHERE uri = ? AND container = ? AND record = ?",
      insertion("page_author", 3),
      insertion("paragraph", 5),
      insertion("dropped", 7),
      insertion("note", 7),
      insertion("sentence", 6),
      insertion("actor", 10),
      insertion("mention", 8),
      insertion("place", 13),
      insertion("quotation", 11),
      insertion("event", 37),
      insertion("event_context", 4),
      insertion("event_party", 13),
      insertion("event_attribution", 9),
      insertion("event_quantity", 11),
      "INSERT INTO page_search (rowid, title, text) VALUES (?, ?, ?)",
      "INSERT INTO copy VALUES (?, (SELECT page FROM page WHERE hash = ?), ?, ?, ?, ?, ?)",
      "INSERT OR REPLACE INTO host VALUES (?, ?, ?)",
  };
  for (int table = 0; table < kTableCount; ++table) {
    RAVEN_TRY(writer.into_[static_cast<std::size_t>(table)], database.prepare(sql[table]));
  }
  return writer;
}

Result<Keeping> PageWriter::write(const Document& document) {
  const Source& source = document.article.source;
  if (document.failure) {
    RAVEN_RUN(into_[kFailure].run(Verbatim{source.uri}, Verbatim{source.container}, source.record,
                                  source.hash, name_of(document.failure->code), document.failure->message));
    return Keeping::Failed;
  }
  const std::string hash = page_hash(document);
  Statement& find = into_[kFindPage];
  find.bind(hash);
  RAVEN_TRY(const bool known, find.step());
  const std::int64_t known_page = known ? find.integer(0) : 0;
  find.reset();
  // What failed once and can be read now is no failure any more.
  RAVEN_RUN(into_[kNoFailure].run(Verbatim{source.uri}, Verbatim{source.container}, source.record));
  if (known) {
    RAVEN_RUN(
        into_[kAddress].run(known_page, Verbatim{source.uri}, Verbatim{source.container}, source.record));
    return Keeping::Known;
  }
  RAVEN_RUN(write_page(document, hash));
  return Keeping::Kept;
}

Result<Done> PageWriter::write_host(const HostMemory& host) {
  return into_[kHost].run(host.host, host.articles, Blob{host.memory});
}

Result<Done> PageWriter::write_page(const Document& document, const std::string& hash) {
  const Article& article = document.article;
  const Source& source = article.source;
  RAVEN_RUN(into_[kPage].run(
      hash, source.uri, source.container, source.record, source.bytes, source.media_type, source.charset,
      article.id, article.title, article.site, article.slogan, article.agency, article.published.iso,
      name_of(article.published.precision), article.published.basis, article.modified.iso,
      name_of(article.modified.precision), article.modified.basis, article.language, article.canonical_url,
      article.section, article.kind, article.dateline, Verbatim{article.text},
      Blob{origin_bytes(article.origins)}));
  const std::int64_t page = database_->last_row();
  RAVEN_RUN(into_[kAddress].run(page, Verbatim{source.uri}, Verbatim{source.container}, source.record));
  RAVEN_RUN(into_[kSearch].run(page, article.title, Verbatim{article.text}));
  for (std::size_t i = 0; i < article.authors.size(); ++i)
    RAVEN_RUN(into_[kAuthor].run(page, i, Verbatim{article.authors[i]}));
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    const Paragraph& paragraph = article.paragraphs[i];
    RAVEN_RUN(into_[kParagraph].run(page, i, name_of(paragraph.role), paragraph.span.begin.value,
                                    paragraph.span.end.value));
  }
  for (std::size_t i = 0; i < article.dropped.size(); ++i) {
    const Dropped& piece = article.dropped[i];
    RAVEN_RUN(into_[kDropped].run(page, i, piece.reason, piece.rule, piece.text, piece.span.begin.value,
                                  piece.span.end.value));
  }
  for (std::size_t i = 0; i < article.notes.size(); ++i) {
    const Note& note = article.notes[i];
    RAVEN_RUN(into_[kNote].run(page, "article", i, note.code, note.message, note.span.begin.value,
                               note.span.end.value));
  }
  if (const std::optional<CopyOf>& copy = article.copy_of)
    RAVEN_RUN(into_[kCopy].run(page, copy->hash, copy->of, Verbatim{copy->hash}, copy->kind,
                               copy->containment, copy->coverage));
  return write_analysis(page, document.analysis);
}

Result<Done> PageWriter::write_analysis(std::int64_t page, const Analysis& analysis) {
  for (std::size_t i = 0; i < analysis.notes.size(); ++i) {
    const Note& note = analysis.notes[i];
    RAVEN_RUN(into_[kNote].run(page, "analysis", i, note.code, note.message, note.span.begin.value,
                               note.span.end.value));
  }
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    const Sentence& sentence = analysis.sentences[i];
    RAVEN_RUN(into_[kSentence].run(page, i, sentence.paragraph, name_of(sentence.readability),
                                   sentence.span.begin.value, sentence.span.end.value));
  }
  for (std::size_t i = 0; i < analysis.actors.size(); ++i) {
    const Actor& actor = analysis.actors[i];
    RAVEN_RUN(into_[kActor].run(page, i, actor.id, actor.name, actor.country, actor.sector, actor.role,
                                name_of(actor.kind), actor.sure, actor.made_by));
  }
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    const Mention& mention = analysis.mentions[i];
    RAVEN_RUN(into_[kMention].run(page, i, index_or_null(mention.actor), mention.sentence, mention.sure,
                                  mention.made_by, mention.span.begin.value, mention.span.end.value));
  }
  for (std::size_t i = 0; i < analysis.places.size(); ++i) {
    const Place& place = analysis.places[i];
    RAVEN_RUN(into_[kPlace].run(page, i, place.text, place.name, place.country, place.geonames,
                                place.latitude, place.longitude, place.precision, place.basis, place.sure,
                                place.span.begin.value, place.span.end.value));
  }
  for (std::size_t i = 0; i < analysis.quotations.size(); ++i) {
    const Quotation& quotation = analysis.quotations[i];
    RAVEN_RUN(into_[kQuotation].run(page, i, name_of(quotation.kind), quotation.speaker, quotation.cue,
                                    quotation.span.begin.value, quotation.span.end.value,
                                    quotation.speaker_span.begin.value, quotation.speaker_span.end.value,
                                    quotation.cue_span.begin.value, quotation.cue_span.end.value));
  }
  for (std::size_t i = 0; i < analysis.events.size(); ++i)
    RAVEN_RUN(write_event(page, i, analysis.events[i]));
  return Done{};
}

Result<Done> PageWriter::write_event(std::int64_t page, std::size_t number, const Event& event) {
  const DateRange& date = event.date;
  // Nine columns of a place, all NULL where there is none.
  static const Place kNowhere;
  const Place& place = event.place ? *event.place : kNowhere;
  const auto placed = [&](auto value) {
    return event.place ? std::optional<decltype(value)>(value) : std::nullopt;
  };
  RAVEN_RUN(into_[kEvent].run(
      page, number, event.id, name_of(event.type), event.mode, event.cameo, event.goldstein, event.intensity,
      event.quad, event.quad_gdelt, name_of(event.factuality), name_of(event.tense), day_text(date.from),
      day_text(date.to), name_of(date.precision), date.basis, date.text, date.span.begin.value,
      date.span.end.value, placed(place.span.begin.value), placed(place.span.end.value), place.text,
      place.name, place.country, placed(place.geonames), place.latitude, place.longitude, place.precision,
      place.basis, placed(place.sure), event.rule, event.sure, event.sentence, event.span.begin.value,
      event.span.end.value, event.trigger.begin.value, event.trigger.end.value));
  for (std::size_t i = 0; i < event.contexts.size(); ++i)
    RAVEN_RUN(into_[kContext].run(page, number, i, Verbatim{event.contexts[i]}));
  for (const std::vector<Party>* side : {&event.actors, &event.recipients}) {
    const std::string_view name = side == &event.actors ? "actor" : "recipient";
    for (std::size_t i = 0; i < side->size(); ++i) {
      const Party& party = (*side)[i];
      RAVEN_RUN(into_[kParty].run(page, number, name, i, index_or_null(party.actor), party.text, party.name,
                                  party.country, party.sector, party.role, party.sure, party.span.begin.value,
                                  party.span.end.value));
    }
  }
  for (std::size_t i = 0; i < event.attribution.size(); ++i) {
    const Attribution& link = event.attribution[i];
    RAVEN_RUN(into_[kAttribution].run(page, number, i, link.name, link.text, link.cue, name_of(link.quote),
                                      link.span.begin.value, link.span.end.value));
  }
  for (std::size_t i = 0; i < event.quantities.size(); ++i) {
    const Quantity& quantity = event.quantities[i];
    RAVEN_RUN(into_[kQuantity].run(page, number, i, quantity.what, quantity.low, quantity.high, quantity.unit,
                                   quantity.of, quantity.text, quantity.span.begin.value,
                                   quantity.span.end.value));
  }
  return Done{};
}

}  // namespace raven::keep
