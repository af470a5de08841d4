// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a sitemap says (sitemaps.org 0.9, with Google's news extension): addresses of pages with what is told
/// of each, or, in an index, addresses of further sitemaps. Nothing is fetched.
///
///     RAVEN_TRY(Sitemap map, read_sitemap(bytes));
///     for (const SitemapPage& page : map.pages) use(page.url, page.title, page.published);
///     for (const std::string& url : map.sitemaps) visit_later(url);
///
/// Thread safety: pure.

#include <raven/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

/// Dates stand as they were given; what is not told is empty.
struct SitemapPage {
  std::string url;
  std::string modified;                          ///< lastmod
  std::string published;                         ///< news:publication_date
  std::string title;                             ///< news:title
  std::string site;                              ///< news:publication's name
  std::string language;                          ///< news:publication's language
  std::size_t source_begin = 0, source_end = 0;  ///< where the entry stands in the UTF-8 of the file
};

struct Sitemap {
  std::vector<SitemapPage> pages;
  std::vector<std::string> sitemaps;
  bool is_cut = false;  ///< the file ends early
};

/// BadFormat if the bytes are neither a sitemap nor an index of sitemaps.
Result<Sitemap> read_sitemap(std::string_view bytes);

}  // namespace raven::read
