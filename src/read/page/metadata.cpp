// SPDX-License-Identifier: Apache-2.0
#include "read/page/metadata.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/metadata/linked_data.h"
#include "read/metadata/page_authors.h"
#include "read/metadata/page_dates.h"
#include "read/metadata/page_signs.h"
#include "read/metadata/page_title.h"
#include "read/metadata/plain_words.h"

#include <iterator>

namespace raven::read {
namespace {

constexpr std::size_t kLongestSection = 60;

std::string first(std::initializer_list<std::string> values) {
  for (const std::string& value : values)
    if (!base::trim(value).empty()) return value;
  return {};
}

/// An address as the page's own where it is one: "/a" alone leads nowhere.
std::string whole_address(const std::string& address) {
  return address.find("://") == std::string::npos ? std::string() : address;
}

/// Lengths are limited in bytes; a character cut through must not reach an article.
void make_valid(std::string& text) {
  if (!base::is_valid_utf8(text)) text = base::repaired_utf8(text);
}

}  // namespace

PageFacts read_metadata(const html::Document& document, const ReadingTables& tables, std::string_view url,
                        base::Day today) {
  MetadataSigns signs = metadata_signs(document, tables);
  LinkedData data = read_linked_data(document, signs);
  const std::string_view address = url.find("://") == std::string_view::npos ? std::string_view() : url;

  PageFacts facts;
  if (data.was_mended)
    facts.notes.push_back(
        {"json_ld_mended", "The page's JSON-LD is broken; what could be read of it was taken.", {}});
  TitleFacts title = page_title(document, signs, data, tables, address);
  if (title.heading_at < signs.texts.size() && signs.texts[title.heading_at].is_outer) signs.forget_outer();
  Byline byline = page_authors(document, signs, data, title, tables);
  DateFacts dates =
      page_dates(document, signs, data, near_heading(document, signs, title), tables, address, today);

  facts.title = std::move(title.title);
  facts.titles = std::move(title.titles);
  facts.site = std::move(title.site);
  facts.slogan = std::move(title.slogan);
  facts.authors = std::move(byline.authors);
  facts.agency = std::move(byline.agency);
  facts.published = std::move(dates.published);
  facts.modified = std::move(dates.modified);
  std::move(dates.notes.begin(), dates.notes.end(), std::back_inserter(facts.notes));
  facts.language = first({signs.html_language, signs.meta("og:locale"), signs.meta("content-language"),
                          signs.meta("dc.language"), data.language, signs.meta("language")});
  facts.canonical_url =
      first({whole_address(signs.canonical), whole_address(signs.meta("og:url")), std::string(url)});
  facts.section =
      plain_words(first({signs.meta("article:section"), data.section, signs.meta("parsely-section"),
                         signs.meta("section"), signs.meta("cxenseparse:section")}));
  if (facts.section.size() > kLongestSection || facts.section.find("://") != std::string::npos)
    facts.section.clear();
  for (std::string* text : {&facts.title, &facts.site, &facts.slogan, &facts.agency, &facts.section})
    make_valid(*text);
  for (std::string& author : facts.authors) make_valid(author);
  facts.description = plain_words(
      first({signs.meta("og:description"), signs.meta("description"), signs.meta("twitter:description")}));
  make_valid(facts.description);
  facts.body = std::move(data.body);
  facts.type = data.is_article ? "article" : signs.meta("og:type");
  return facts;
}

}  // namespace raven::read
