// SPDX-License-Identifier: Apache-2.0
#include "keep/page_reader.h"

#include "base/calendar.h"
#include "keep/origin_bytes.h"

#define RAVEN_RUN(...)                       \
  do {                                       \
    Result<Done> ran = (__VA_ARGS__);        \
    if (!ran) return std::move(ran).error(); \
  } while (false)

namespace raven::keep {
namespace {

// The enums without a public way back from their names.
template <class Enum>
std::optional<Enum> named(std::string_view name, Enum last) {
  for (int value = 0; value <= static_cast<int>(last); ++value)
    if (name_of(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
  return std::nullopt;
}

/// Takes the columns of one row in order, and remembers whether any held what no record can.
class Row {
 public:
  Row(const Statement& statement, std::size_t text_size) : statement_(statement), text_size_(text_size) {}

  bool good() const { return good_; }
  std::string text() { return std::string(statement_.text(column_++)); }
  double real() { return statement_.real(column_++); }
  std::optional<double> optional_real() {
    const int column = column_++;
    if (statement_.is_null(column)) return std::nullopt;
    return statement_.real(column);
  }
  std::uint64_t number() { return static_cast<std::uint64_t>(statement_.integer(column_++)); }
  int small_number() {
    const std::int64_t value = statement_.integer(column_++);
    if (value < -1000 || value > 1000) good_ = false;
    return good_ ? static_cast<int>(value) : 0;
  }
  /// The number of one of `count` things.
  std::uint32_t index(std::size_t count) {
    const std::int64_t value = statement_.integer(column_++);
    if (value < 0 || static_cast<std::uint64_t>(value) >= count) good_ = false;
    return good_ ? static_cast<std::uint32_t>(value) : 0;
  }
  std::uint32_t index_or_none(std::size_t count) {
    if (!statement_.is_null(column_)) return index(count);
    ++column_;
    return kNone;
  }
  TextSpan span() {
    const std::int64_t begin = statement_.integer(column_++);
    const std::int64_t end = statement_.integer(column_++);
    if (begin < 0 || begin > end || static_cast<std::uint64_t>(end) > text_size_) {
      good_ = false;
      return {};
    }
    return text_span(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
  }
  SourceSpan bytes_of_source() {
    const std::uint64_t begin = number();
    return source_span(begin, number());
  }
  template <class Enum>
  Enum value(Enum last) {
    const std::optional<Enum> found = named(statement_.text(column_++), last);
    if (!found) good_ = false;
    return found.value_or(Enum{});
  }
  std::optional<base::Day> day() { return base::parse_iso_day(statement_.text(column_++)); }
  bool is_null_here() const { return statement_.is_null(column_); }
  void pass(int columns) { column_ += columns; }

 private:
  const Statement& statement_;
  std::size_t text_size_;
  int column_ = 0;
  bool good_ = true;
};

constexpr const char* kSql[] = {
    "SELECT page, hash, uri, container, record, bytes, media_type, charset, article, title, site, slogan, "
    "agency,"
    " published, published_precision, published_basis, modified, modified_precision, modified_basis, "
    "language,"
    " canonical_url, section, kind, dateline, text, origins FROM page ORDER BY page",
    "SELECT name FROM page_author WHERE page = ? ORDER BY number",
    "SELECT role, span_begin, span_end FROM paragraph WHERE page = ? ORDER BY paragraph",
    "SELECT reason, rule, text, source_begin, source_end FROM dropped WHERE page = ? ORDER BY number",
    "SELECT layer, code, message, span_begin, span_end FROM note WHERE page = ? ORDER BY layer, number",
    "SELECT paragraph, readability, span_begin, span_end FROM sentence WHERE page = ? ORDER BY sentence",
    "SELECT id, name, country, sector, role, kind, sure, made_by FROM actor WHERE page = ? ORDER BY actor",
    "SELECT actor, sentence, sure, made_by, span_begin, span_end FROM mention WHERE page = ? ORDER BY "
    "mention",
    "SELECT text, name, country, geonames, latitude, longitude, precision, basis, sure, span_begin, span_end"
    " FROM place WHERE page = ? ORDER BY place",
    "SELECT kind, speaker, cue, span_begin, span_end, speaker_begin, speaker_end, cue_begin, cue_end"
    " FROM quotation WHERE page = ? ORDER BY quotation",
    "SELECT id, type, mode, cameo, goldstein, intensity, quad, quad_gdelt, factuality, tense, date_from, "
    "date_to,"
    " date_precision, date_basis, date_text, date_begin, date_end, place_begin, place_end, place_text, "
    "place_name,"
    " place_country, place_geonames, place_latitude, place_longitude, place_precision, place_basis, "
    "place_sure, rule,"
    " sure, sentence, span_begin, span_end, trigger_begin, trigger_end FROM event WHERE page = ? ORDER BY "
    "event",
    "SELECT event, context FROM event_context WHERE page = ? ORDER BY event, number",
    "SELECT event, side, actor, text, name, country, sector, role, sure, span_begin, span_end"
    " FROM event_party WHERE page = ? ORDER BY event, side, number",
    "SELECT event, name, text, cue, quote, span_begin, span_end FROM event_attribution WHERE page = ? ORDER "
    "BY event, number",
    "SELECT event, what, low, high, unit, \"of\", text, span_begin, span_end"
    " FROM event_quantity WHERE page = ? ORDER BY event, number",
    "SELECT \"of\", hash, kind, containment, coverage FROM copy WHERE page = ?",
};

/// Hands each row of the statement's answer for `page` to `take`. False: a row held what no record can.
template <class Take>
Result<bool> each_row(Statement& statement, std::int64_t page, std::size_t text_size, const Take& take) {
  statement.bind(page);
  for (;;) {
    RAVEN_TRY(const bool more, statement.step());
    if (!more) break;
    Row row(statement, text_size);
    take(row);
    if (!row.good()) {
      statement.reset();
      return false;
    }
  }
  statement.reset();
  return true;
}

}  // namespace

#define RAVEN_ROWS(table, what, ...)                                                                  \
  do {                                                                                                \
    const Result<bool> rows = each_row(from_[table], page, text_size, [&](Row& row) { __VA_ARGS__ }); \
    if (!rows) return rows.error();                                                                   \
    if (!*rows) return fault(page, what);                                                             \
  } while (false)

Result<PageReader> PageReader::make(Database& database) {
  static_assert(std::size(kSql) == kTableCount);
  PageReader reader(database.path());
  for (std::size_t table = 0; table < kTableCount; ++table) {
    RAVEN_TRY(reader.from_[table], database.prepare(kSql[table]));
  }
  return reader;
}

Error PageReader::fault(std::int64_t page, std::string_view what) const {
  return {ErrorCode::BadFormat, "is damaged: page " + std::to_string(page) + " has " + std::string(what),
          path_};
}

Result<std::optional<Document>> PageReader::next() {
  Statement& pages = from_[kPages];
  RAVEN_TRY(const bool more, pages.step());
  if (!more) return std::optional<Document>();
  Document document;
  Article& article = document.article;
  Row row(pages, 0);
  const auto page = static_cast<std::int64_t>(row.number());
  Source& source = article.source;
  source.hash = row.text();
  source.uri = row.text();
  source.container = row.text();
  source.record = row.number();
  source.bytes = row.number();
  source.media_type = row.text();
  source.charset = row.text();
  article.id = row.text();
  article.title = row.text();
  article.site = row.text();
  article.slogan = row.text();
  article.agency = row.text();
  for (Moment* moment : {&article.published, &article.modified}) {
    moment->iso = row.text();
    moment->precision = row.value(Precision::Second);
    moment->basis = row.text();
  }
  article.language = row.text();
  article.canonical_url = row.text();
  article.section = row.text();
  article.kind = row.text();
  article.dateline = row.text();
  article.text = row.text();
  if (!row.good()) return fault(page, "a date of an unknown precision");
  if (article.text.size() >= kNone) return fault(page, "a text longer than a text can be");
  std::optional<std::vector<OriginRun>> origins = origins_from(pages.blob(25));
  if (!origins) return fault(page, "a broken way back to its source");
  for (const OriginRun& run : *origins)
    if (std::uint64_t{run.text.value} + run.text_length > article.text.size())
      return fault(page, "a way back from outside its text");
  article.origins = *std::move(origins);
  RAVEN_RUN(read_article_lists(page, article, document.analysis.notes));
  RAVEN_RUN(read_analysis(page, document));
  RAVEN_RUN(read_events(page, document));
  return std::optional<Document>(std::move(document));
}

Result<Done> PageReader::read_article_lists(std::int64_t page, Article& article,
                                            std::vector<Note>& analysis_notes) {
  const std::size_t text_size = article.text.size();
  RAVEN_ROWS(kAuthors, "a broken author", article.authors.push_back(row.text()););
  RAVEN_ROWS(kParagraphs, "a broken paragraph", {
    Paragraph paragraph;
    paragraph.role = row.value(ParagraphRole::Correction);
    paragraph.span = row.span();
    article.paragraphs.push_back(paragraph);
  });
  RAVEN_ROWS(kDropped, "a broken dropped piece", {
    Dropped piece;
    piece.reason = row.text();
    piece.rule = row.text();
    piece.text = row.text();
    piece.span = row.bytes_of_source();
    article.dropped.push_back(std::move(piece));
  });
  RAVEN_ROWS(kNotes, "a broken note", {
    std::vector<Note>& notes = row.text() == "article" ? article.notes : analysis_notes;
    Note note;
    note.code = row.text();
    note.message = row.text();
    note.span = row.span();
    notes.push_back(std::move(note));
  });
  RAVEN_ROWS(kCopies, "a broken copy", {
    CopyOf& copy = article.copy_of.emplace();
    copy.of = row.text();
    copy.hash = row.text();
    copy.kind = row.text();
    copy.containment = row.real();
    copy.coverage = row.real();
  });
  return Done{};
}

Result<Done> PageReader::read_analysis(std::int64_t page, Document& document) {
  const std::size_t text_size = document.article.text.size();
  Analysis& analysis = document.analysis;
  RAVEN_ROWS(kSentences, "a broken sentence", {
    Sentence sentence;
    // An article that was handed in without paragraphs has sentences that name the first all the same.
    sentence.paragraph = row.index(std::max<std::size_t>(1, document.article.paragraphs.size()));
    sentence.readability = row.value(Readability::Unreadable);
    sentence.span = row.span();
    analysis.sentences.push_back(sentence);
  });
  RAVEN_ROWS(kActors, "a broken actor", {
    Actor actor;
    actor.id = row.text();
    actor.name = row.text();
    actor.country = row.text();
    actor.sector = row.text();
    actor.role = row.text();
    actor.kind = row.value(MentionKind::Other);
    actor.sure = row.real();
    actor.made_by = row.text();
    analysis.actors.push_back(std::move(actor));
  });
  RAVEN_ROWS(kMentions, "a broken mention", {
    Mention mention;
    mention.actor = row.index_or_none(analysis.actors.size());
    mention.sentence = row.index(std::max<std::size_t>(1, analysis.sentences.size()));
    mention.sure = row.real();
    mention.made_by = row.text();
    mention.span = row.span();
    analysis.mentions.push_back(std::move(mention));
  });
  RAVEN_ROWS(kPlaces, "a broken place", {
    Place place;
    place.text = row.text();
    place.name = row.text();
    place.country = row.text();
    place.geonames = row.number();
    place.latitude = row.optional_real();
    place.longitude = row.optional_real();
    place.precision = row.text();
    place.basis = row.text();
    place.sure = row.real();
    place.span = row.span();
    analysis.places.push_back(std::move(place));
  });
  RAVEN_ROWS(kQuotations, "a broken quotation", {
    Quotation quotation;
    quotation.kind = row.value(QuotationKind::Mixed);
    quotation.speaker = row.text();
    quotation.cue = row.text();
    quotation.span = row.span();
    quotation.speaker_span = row.span();
    quotation.cue_span = row.span();
    analysis.quotations.push_back(std::move(quotation));
  });
  return Done{};
}

Result<Done> PageReader::read_events(std::int64_t page, Document& document) {
  const std::size_t text_size = document.article.text.size();
  const std::size_t sentences = std::max<std::size_t>(1, document.analysis.sentences.size());
  const std::size_t actors = document.analysis.actors.size();
  std::vector<Event>& events = document.analysis.events;
  RAVEN_ROWS(kEvents, "a broken event", {
    Event event;
    event.id = row.text();
    event.type = row.value(EventType::Assault);
    event.mode = row.text();
    event.cameo = row.text();
    event.goldstein = row.real();
    event.intensity = row.real();
    event.quad = row.small_number();
    event.quad_gdelt = row.small_number();
    event.factuality = row.value(Factuality::Background);
    event.tense = row.value(Tense::None);
    event.date.from = row.day();
    event.date.to = row.day();
    event.date.precision = row.value(Precision::Second);
    event.date.basis = row.text();
    event.date.text = row.text();
    event.date.span = row.span();
    if (row.is_null_here()) {
      row.pass(11);
    } else {
      Place& place = event.place.emplace();
      place.span = row.span();
      place.text = row.text();
      place.name = row.text();
      place.country = row.text();
      place.geonames = row.number();
      place.latitude = row.optional_real();
      place.longitude = row.optional_real();
      place.precision = row.text();
      place.basis = row.text();
      place.sure = row.real();
    }
    event.rule = row.text();
    event.sure = row.real();
    event.sentence = row.index(sentences);
    event.span = row.span();
    event.trigger = row.span();
    events.push_back(std::move(event));
  });
  // The parts name their event; with none there, the number cannot be in range and the file is damaged.
  Event none;
  const auto event_of = [&](Row& row) -> Event& {
    const std::uint32_t number = row.index(events.size());
    return row.good() ? events[number] : none;
  };
  RAVEN_ROWS(kContexts, "a broken context", event_of(row).contexts.push_back(row.text()););
  RAVEN_ROWS(kParties, "a broken party", {
    Event& event = event_of(row);
    std::vector<Party>& parties = row.text() == "actor" ? event.actors : event.recipients;
    Party party;
    party.actor = row.index_or_none(actors);
    party.text = row.text();
    party.name = row.text();
    party.country = row.text();
    party.sector = row.text();
    party.role = row.text();
    party.sure = row.real();
    party.span = row.span();
    parties.push_back(std::move(party));
  });
  RAVEN_ROWS(kAttributions, "a broken attribution", {
    Event& event = event_of(row);
    Attribution link;
    link.name = row.text();
    link.text = row.text();
    link.cue = row.text();
    link.quote = row.value(QuotationKind::Mixed);
    link.span = row.span();
    event.attribution.push_back(std::move(link));
  });
  RAVEN_ROWS(kQuantities, "a broken quantity", {
    Event& event = event_of(row);
    Quantity quantity;
    quantity.what = row.text();
    quantity.low = row.optional_real();
    quantity.high = row.optional_real();
    quantity.unit = row.text();
    quantity.of = row.text();
    quantity.text = row.text();
    quantity.span = row.span();
    event.quantities.push_back(std::move(quantity));
  });
  return Done{};
}

}  // namespace raven::keep
