// SPDX-License-Identifier: Apache-2.0
// Uses every public function once, so that each is known to be exported.
#include <raven/raven.h>

#include <cstdio>
#include <string>

int main(int count, char** words) {
  const raven::Result<raven::Raven> engine = raven::Raven::open();
  if (!engine) {
    std::printf("%s\n", raven::describe(engine.error()).c_str());
    return 1;
  }
  const std::string page =
      R"({"text": "France criticised Germany on Thursday over its new border checks.", "date": "2024-05-03", "language": "en"})";
  raven::Document document = engine->read(page, {.media_type = "application/json"});
  engine->annotate(document);
  engine->code(document);
  std::string out =
      raven::article_json(document) + raven::article_text(document) + raven::gdelt2_column_names();
  for (const raven::Event& event : document.analysis.events) {
    out += raven::event_json(document, event);
    for (const auto format :
         {raven::EventFormat::JsonLines, raven::EventFormat::Csv, raven::EventFormat::Gdelt2})
      out += raven::event_header(format) + raven::event_row(format, document, event);
    const raven::CharacterSpan span = raven::character_span(document.article.text, event.span);
    out += std::to_string(span.begin + raven::source_of(document.article, event.span).size());
    out += std::string(raven::name_of(event.type)) + std::string(raven::name_of(event.factuality)) +
           std::string(raven::name_of(event.tense));
  }
  for (const raven::Word& word : document.analysis.words) out += raven::name_of(word.tag);
  out += std::string(raven::name_of(raven::Precision::Day)) +
         std::string(raven::name_of(raven::ParagraphRole::Body)) +
         std::string(raven::name_of(raven::MentionKind::State)) +
         std::string(raven::name_of(raven::Readability::Readable)) +
         std::string(raven::name_of(raven::QuotationKind::Direct)) +
         std::string(raven::name_of(raven::ErrorCode::Empty)) +
         std::string(raven::meaning_of(raven::ErrorCode::Empty));
  if (!raven::event_type_named("AID") || !raven::factuality_named("denied") || !raven::tag_named("NOUN") ||
      !raven::precision_named("day") || !raven::event_format_named("csv"))
    return 1;
  raven::Document empty = engine->code("");
  if (!empty.failure) return 1;
  out += raven::failure_json(empty);

  if (count < 2) return 1;
  raven::Result<raven::Store> store = raven::Store::open(words[1], raven::Access::ReadWrite);
  if (!store || !store->keep(std::span(&document, 1))) return 1;
  const auto held = store->holds(document.article.source.hash);
  const auto counts = store->counts();
  if (!held || !*held || !counts || counts->pages != 1) return 1;
  if (!store->each_document([](raven::Document&&) { return raven::Result<raven::Done>(raven::Done{}); }))
    return 1;
  if (!store->query("SELECT 1",
                    [](const auto&, const auto&) { return raven::Result<raven::Done>(raven::Done{}); }))
    return 1;
  const std::string inputs[] = {"nothing-here"};
  const auto ran =
      engine->run(inputs, {}, [](raven::Document&&) { return raven::Result<raven::Done>(raven::Done{}); });
  if (!ran || ran->failed != 1) return 1;
  if (!raven::ingest(*engine, inputs, *store, {}, nullptr)) return 1;
  std::printf("raven %s, %zu events\n", RAVEN_VERSION, document.analysis.events.size());
  return document.analysis.events.empty() || out.empty() ? 1 : 0;
}
