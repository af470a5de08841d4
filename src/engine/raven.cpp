// SPDX-License-Identifier: Apache-2.0
#include "engine/across_pages.h"
#include "engine/parts.h"
#include "language/treebank.h"
#include "read/input/record_facts.h"

#include <raven/raven.h>

namespace raven {

Raven::Raven(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Raven::Raven(Raven&&) noexcept = default;
Raven& Raven::operator=(Raven&&) noexcept = default;
Raven::~Raven() = default;

Result<Raven> Raven::open(const Options& options) {
  auto knowledge = std::make_unique<base::Knowledge>();
  if (!options.knowledge_folder.empty()) {
    RAVEN_TRY(*knowledge, base::Knowledge::open(options.knowledge_folder));
  }
  RAVEN_TRY(read::Reader reader, read::Reader::make(*knowledge, {.today = options.today}));
  RAVEN_TRY(language::Language language, language::Language::make(*knowledge));
  RAVEN_TRY(resolve::Resolver resolver, resolve::Resolver::make(*knowledge, options.actors_file));
  RAVEN_TRY(code::Coder coder, code::Coder::make(*knowledge));
  RAVEN_TRY(code::TypeScorer scorer, code::TypeScorer::make(*knowledge, coder.lexicon(), coder.ontology()));
  return Raven(std::unique_ptr<Parts>(new Parts{std::move(knowledge), std::move(reader), std::move(language),
                                                std::move(resolver), std::move(coder), std::move(scorer)}));
}

Document Raven::read(std::string_view bytes, const PageHint& hint) const {
  return parts_->reader.read(
      bytes, {.uri = hint.uri, .media_type = hint.media_type, .charset = hint.charset, .id = hint.id});
}

void Raven::annotate(Document& document) const {
  if (document.failure) return;
  if (document.article.source.media_type == read::kTreebankType) {
    // The words and sentences are a treebank's and stay.
    parts_->language.tag(document.article, document.analysis);
  } else {
    document.analysis = {};
    parts_->language.annotate(document.article, document.analysis);
  }
  parts_->resolver.resolve(document.article, document.analysis);
}

void Raven::tag(Document& document) const {
  if (document.failure) return;
  parts_->language.tag(document.article, document.analysis);
}

void Raven::code(Document& document) const {
  if (document.failure) return;
  const std::string& kind = document.article.kind;
  if (!tells_news(kind)) {
    document.analysis.events.clear();
    document.analysis.rejections.clear();
    document.analysis.notes.push_back(
        {"no_news", "This page is no news (" + kind + "); no events were coded from it.", {}});
    return;
  }
  parts_->coder.code(document.article, document.analysis);
}

Document Raven::code(std::string_view bytes, const PageHint& hint) const {
  Document document = read(bytes, hint);
  annotate(document);
  code(document);
  return document;
}

std::vector<ActorMeaning> Raven::actors_named(std::string_view name,
                                              std::optional<std::chrono::year_month_day> day) const {
  return parts_->resolver.actors_named(name, day);
}

std::vector<PlaceMeaning> Raven::places_named(std::string_view name) const {
  return parts_->resolver.places_named(name);
}

std::string annotation_conllu(const Document& document) {
  return language::treebank_text(document.article, document.analysis);
}

}  // namespace raven
