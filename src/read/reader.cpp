// SPDX-License-Identifier: Apache-2.0
#include "read/reader.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "read/input/input_stream.h"
#include "read/input/json_record.h"
#include "read/input/line_list.h"
#include "read/input/page_bytes.h"
#include "read/page/authors.h"
#include "read/page/html_page.h"
#include "read/page/language_guess.h"
#include "read/page/plain_text.h"
#include "read/reading_tables.h"

namespace raven::read {
namespace {

/// A date that the input gave, in whatever form.
Moment given_moment(const std::string& text, const std::string& basis, const ReadingTables& tables,
                    std::string_view language) {
  if (text.empty()) return {};
  Moment moment = machine_moment(text);
  if (moment.iso.empty())
    if (std::optional<FoundDate> found = tables.dates().find(text.substr(0, 200), language))
      moment = std::move(found->moment);
  if (!moment.iso.empty()) moment.basis = basis;
  return moment;
}

void take_facts(const RecordFacts& facts, const ReadingTables& tables, Article& article) {
  if (!facts.id.empty() && article.id.empty()) article.id = facts.id;
  if (!facts.title.empty()) article.title = base::collapse_space(facts.title);
  if (!facts.site.empty()) article.site = base::collapse_space(facts.site);
  if (!facts.section.empty()) article.section = facts.section;
  if (!facts.url.empty()) article.canonical_url = facts.url;
  if (!facts.language.empty()) article.language = language_code(facts.language);
  for (const std::string& given : facts.authors) {
    // Names that were given are believed as they are; only bylines with more in them are taken apart.
    const Byline byline = read_byline(given, tables, article.site);
    if (article.agency.empty()) article.agency = byline.agency;
    for (const std::string& author : byline.authors) article.authors.push_back(author);
    if (byline.authors.empty() && byline.agency.empty() && !base::trim(given).empty() && given.size() < 100 &&
        given.find_first_of("/@") == std::string::npos &&
        tables.byline_word(phrase_form(given)) == ReadingTables::BylineWord::None &&
        base::folded(given) != base::folded(article.site))
      article.authors.push_back(base::collapse_space(given));
  }
  const std::string basis = facts.basis.empty() ? "input" : facts.basis;
  const auto take = [&](const std::string& text, Moment& moment, const char* what) {
    if (text.empty()) return;
    moment = given_moment(text, basis, tables, article.language);
    if (moment.iso.empty())
      article.notes.push_back(
          {"date_unreadable", std::string("The ") + what + " date that was given could not be read.", {}});
  };
  take(facts.published, article.published, "published");
  take(facts.modified, article.modified, "modified");
}

}  // namespace

Reader::Reader(std::unique_ptr<ReadingTables> tables, base::Day today)
    : tables_(std::move(tables)), today_(today) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::make(const base::Knowledge& knowledge, const ReaderOptions& options) {
  RAVEN_TRY(ReadingTables tables, ReadingTables::make(knowledge));
  return Reader(std::make_unique<ReadingTables>(std::move(tables)),
                options.today ? *options.today : base::today());
}

Document Reader::read(const RawDocument& raw) const {
  if (!raw.error) return read(raw.bytes, raw.hint);
  Document document;
  document.article.id = raw.hint.id;
  document.article.source = raw.source;
  document.article.notes = raw.hint.notes;
  document.failure = raw.error;
  return document;
}

Document Reader::read(std::string_view bytes, const ReadHint& hint) const {
  Document document;
  Article& article = document.article;
  article.id = hint.id;
  article.notes = hint.notes;
  Source& source = article.source;
  source.uri = hint.uri;
  source.container = hint.container;
  source.record = hint.record;
  source.bytes = bytes.size();
  source.hash = hint.hash.empty() ? base::hash128_hex(bytes) : hint.hash;
  std::string where = hint.container.empty() ? hint.uri : hint.container;
  if (hint.record > 0 && !hint.container.empty()) where += ":" + std::to_string(hint.record);

  BytesShape shape = shape_of(bytes);
  if (shape == BytesShape::Empty) {
    document.failure = Error{ErrorCode::Empty, "holds nothing", where};
    return document;
  }
  if (shape == BytesShape::Binary) {
    document.failure = Error{ErrorCode::NotText, "is binary, not a page", where};
    return document;
  }
  BytesKind kind = hint.kind;
  if (kind == BytesKind::Auto) {
    kind = shape == BytesShape::Html   ? BytesKind::Html
           : shape == BytesShape::Json ? BytesKind::Json
                                       : BytesKind::Text;
    if (hint.media_type == "text/html" || hint.media_type == "application/xhtml+xml") kind = BytesKind::Html;
    if (hint.media_type == "text/plain" && shape != BytesShape::Html) kind = BytesKind::Text;
  }
  if (hint.uri.starts_with("http://") || hint.uri.starts_with("https://")) article.canonical_url = hint.uri;

  base::Day today = today_;
  if (const std::optional<base::Day> fetched = base::parse_iso_day(hint.facts.fetched))
    today = std::min(today, *fetched);
  std::string declared = hint.facts.language;

  switch (kind) {
    case BytesKind::Facts:
    case BytesKind::Lines:
      source.media_type = hint.media_type;
      source.charset = "utf-8";
      take_facts(hint.facts, *tables_, article);
      article.kind = hint.facts.kind;
      if (kind == BytesKind::Lines) read_line_list(bytes, article);
      return document;
    case BytesKind::Json: {
      source.media_type = "application/json";
      source.charset = "utf-8";
      JsonRecord record = read_json_record(bytes);
      if (!record.fault.empty()) {
        document.failure = Error{ErrorCode::BadFormat, "is not JSON: " + record.fault, where};
        return document;
      }
      take_facts(record.facts, *tables_, article);
      if (declared.empty()) declared = record.facts.language;
      take_facts(hint.facts, *tables_, article);
      if (source.uri.empty() && !record.facts.url.empty()) source.uri = record.facts.url;
      if (record.is_html) {
        read_html_page(PageBytes::of(std::move(record.text)), *tables_, today, article);
      } else {
        if (article.language.empty()) article.language = guess_language(record.text.text(), {});
        read_plain_text(record.text, *tables_, today, TextOrigin::Extracted, article);
      }
      if (!record.facts.kind.empty() && article.kind == "article") article.kind = record.facts.kind;
      break;
    }
    case BytesKind::Html: {
      source.media_type = hint.media_type.empty() ? "text/html" : hint.media_type;
      PageBytes page = decode_page(bytes, hint.charset);
      source.charset = page.charset;
      take_facts(hint.facts, *tables_, article);
      read_html_page(page, *tables_, today, article);
      declared = declared.empty() ? article.language : declared;
      break;
    }
    default: {
      source.media_type = "text/plain";
      const PageBytes page = decode_page(bytes, hint.charset);
      source.charset = page.charset;
      take_facts(hint.facts, *tables_, article);
      if (article.language.empty()) article.language = guess_language(page.utf8(), declared);
      read_plain_text(page.origin_text(), *tables_, today, TextOrigin::PageDump, article);
      break;
    }
  }
  article.language = guess_language(article.text, declared.empty() ? article.language : declared);
  judge_article(tables_->page_kinds(), article);
  if (!hint.facts.kind.empty() && article.kind == "article") article.kind = hint.facts.kind;
  if (article.text.empty() && article.kind != "front_page") {
    if (article.kind == "article") article.kind = "empty";
    article.notes.push_back({"text_missing", "No text was found in this document.", {}});
  }
  return document;
}

}  // namespace raven::read
