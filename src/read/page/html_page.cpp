// SPDX-License-Identifier: Apache-2.0
#include "read/page/html_page.h"

#include "base/ascii.h"
#include "read/html/document.h"
#include "read/page/article_builder.h"
#include "read/main_text/extract.h"
#include "read/page/language_guess.h"
#include "read/page/metadata.h"
#include "read/page/page_kind.h"

namespace raven::read {
namespace {

template <class T>
void fill(T& field, T value) {
  if (field.empty()) field = std::move(value);
}

/// A page of links with little text of its own: a front page, a section's list.
bool is_front_page(const MainText& text, const PageFacts& facts, const Article& article) {
  if (is_root_address(article.canonical_url)) return text.link_blocks >= 8 && text.solid_bytes < 1500;
  return facts.type != "article" && text.link_blocks >= 12 && text.solid_bytes < 300;
}

}  // namespace

void read_html_page(const PageBytes& page, const ReadingTables& tables, base::Day today, Article& article) {
  const html::Document document = html::parse(page.utf8());
  const html::Limits& limits = document.limits();
  if (limits.bytes || limits.nodes)
    article.notes.push_back(
        {"page_truncated", "The page is larger than a page can be; its end was not read.", {}});

  const std::string url = article.canonical_url.empty() ? article.source.uri : article.canonical_url;
  PageFacts facts = read_metadata(document, tables, url, today);
  fill(article.title, facts.title);
  fill(article.site, facts.site);
  fill(article.slogan, facts.slogan);
  fill(article.authors, facts.authors);
  fill(article.agency, facts.agency);
  fill(article.section, facts.section);
  if (article.canonical_url.empty() || !facts.canonical_url.empty())
    article.canonical_url = facts.canonical_url;
  if (article.published.iso.empty()) article.published = facts.published;
  if (article.modified.iso.empty()) article.modified = facts.modified;
  if (article.language.empty()) article.language = language_code(facts.language);
  for (Note& note : facts.notes) article.notes.push_back(std::move(note));

  if (!article.title.empty()) facts.titles.push_back(article.title);
  MainText text = extract_text(document, page, tables,
                               {.titles = facts.titles,
                                .authors = facts.authors,
                                .description = facts.description,
                                .body = facts.body},
                               article.language);
  const bool front_page = is_front_page(text, facts, article);
  ArticleBuilder builder(text.draft, tables, article);
  for (TextBlock& block : text.blocks) {
    if (block.reason.empty() && front_page) {
      builder.drop(block.span, "front_page", "teaser on a page of links");
    } else if (block.reason.empty()) {
      builder.paragraph(block.span, block.role);
    } else {
      builder.drop(block.span, block.reason, std::move(block.rule));
    }
  }
  builder.finish();
  if (!front_page) {
    const KindSigns signs =
        kind_signs_of(document, article.canonical_url.empty() ? url : article.canonical_url, article.title);
    const double link_share =
        text.page_bytes > 0 ? static_cast<double>(text.link_bytes) / static_cast<double>(text.page_bytes) : 0;
    // Where nothing is left but a few words, what was dropped tells what the page is.
    const std::string_view words = article.text.size() < 200 ? text.draft.text() : article.text;
    const PageEvidence evidence{words,      text.solid_bytes,         text.link_blocks,
                                link_share, !article.authors.empty(), !article.published.iso.empty()};
    if (std::optional<PageKind> kind = tell_kind(signs, evidence, tables.page_kinds())) {
      article.kind = kind->name;
      article.notes.push_back({"page_kind", "The page is told as this kind by " + kind->why + ".", {}});
    }
  } else {
    article.kind = "front_page";
    article.notes.push_back({"front_page", "This page lists other pages and has no article of its own.", {}});
  }
}

}  // namespace raven::read
