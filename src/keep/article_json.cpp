// SPDX-License-Identifier: Apache-2.0
#include "keep/article_json.h"

#include "keep/character_spans.h"

namespace raven {
namespace keep {
namespace {

void write_moment(base::JsonWriter& json, const std::string& name, const Moment& moment) {
  const bool known = !moment.iso.empty();
  json.member_or_null(name, moment.iso);
  json.member_or_null(name + "_precision", known ? name_of(moment.precision) : std::string_view());
  json.member_or_null(name + "_basis", known ? std::string_view(moment.basis) : std::string_view());
}

void write_notes(base::JsonWriter& json, const base::CharacterIndex& characters,
                 const std::vector<Note>& notes) {
  for (const Note& note : notes) {
    json.begin_object();
    json.member("code", note.code);
    json.member("message", note.message);
    json.key("span");
    write_span(json, characters, note.span);
    json.end_object();
  }
}

}  // namespace

void write_article_members(base::JsonWriter& json, const Document& document,
                           const base::CharacterIndex& characters) {
  const Article& article = document.article;
  const Source& source = article.source;
  json.member_or_null("id", article.id);
  json.key("source");
  json.begin_object();
  json.member("uri", source.uri);
  json.member_or_null("container", source.container);
  json.key("record");
  source.record != 0 ? json.value(source.record) : json.null();
  json.member("bytes", source.bytes);
  json.member_or_null("media_type", source.media_type);
  json.member_or_null("charset", source.charset);
  json.member_or_null("hash", source.hash);
  json.end_object();
  json.member_or_null("title", article.title);
  json.member_or_null("site", article.site);
  json.member_or_null("slogan", article.slogan);
  json.key("authors");
  json.begin_array();
  for (const std::string& author : article.authors) json.value(author);
  json.end_array();
  json.member_or_null("agency", article.agency);
  write_moment(json, "published", article.published);
  write_moment(json, "modified", article.modified);
  json.member_or_null("language", article.language);
  json.member_or_null("canonical_url", article.canonical_url);
  json.member_or_null("section", article.section);
  json.member_or_null("kind", article.kind);
  json.member_or_null("dateline", article.dateline);
  json.member("text", article.text);
  json.key("paragraphs");
  json.begin_array();
  for (const Paragraph& paragraph : article.paragraphs) {
    json.begin_object();
    json.key("span");
    write_span(json, characters, paragraph.span);
    json.member("role", name_of(paragraph.role));
    json.end_object();
  }
  json.end_array();
  json.key("dropped");
  json.begin_array();
  for (const Dropped& piece : article.dropped) {
    json.begin_object();
    json.member("text", piece.text);
    json.key("source_span");
    json.begin_array();
    json.value(piece.span.begin.value);
    json.value(piece.span.end.value);
    json.end_array();
    json.member("reason", piece.reason);
    json.member_or_null("rule", piece.rule);
    json.end_object();
  }
  json.end_array();
  json.key("copy_of");
  if (const std::optional<CopyOf>& copy = article.copy_of) {
    json.begin_object();
    json.member("of", copy->of);
    json.member("hash", copy->hash);
    json.member("kind", copy->kind);
    json.member("containment", copy->containment);
    json.member("coverage", copy->coverage);
    json.end_object();
  } else {
    json.null();
  }
  json.key("notes");
  json.begin_array();
  write_notes(json, characters, article.notes);
  write_notes(json, characters, document.analysis.notes);
  json.end_array();
}

}  // namespace keep

std::string article_json(const Document& document) {
  base::JsonWriter json;
  json.begin_object();
  keep::write_article_members(json, document, keep::characters_of(document.article));
  json.end_object();
  return std::move(json).take();
}

std::string article_text(const Document& document) {
  return document.article.text;
}

std::string failure_json(const Document& document) {
  const Error error = document.failure.value_or(Error{});
  base::JsonWriter json;
  json.begin_object();
  json.member("uri", document.article.source.uri);
  json.member("error", name_of(error.code));
  json.member("message", error.message.empty() ? meaning_of(error.code) : std::string_view(error.message));
  json.end_object();
  return std::move(json).take();
}

}  // namespace raven
