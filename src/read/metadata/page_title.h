// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The title of a page without what sites put around it, and the name of the site.
///
///     // <title>Talks resume – World – Harbor Courier</title> <h1>Talks resume</h1>
///     TitleFacts facts = page_title(signs, data, tables, "https://courier.example/a");
///     facts.title   // "Talks resume"
///     facts.site    // "Harbor Courier"
///
/// How the title is found:
///   1. The site's name is what og:site_name, the JSON-LD publisher or website, or the application's name
///   says;
///      else the part of the head's title that the host's name stands for.
///   2. From every title (og:title, twitter:title, JSON-LD headline, the head's title, h1) the outer parts
///   are
///      taken off that are the site's name, the section, a page number, a byline, or a word of
///      knowledge/reading/title_noise.tsv that no other title of the page begins with.
///   3. The h1 wins that repeats what the head says, or that is the page's only one and has four words and
///   some
///      of the head's; else og:title, the headline, the head's title.
///   4. A title that was cut ("…") is completed from one that begins alike.
/// Thread safety: pure.

#include "read/metadata/linked_data.h"
#include "read/metadata/page_signs.h"

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct TitleFacts {
  std::string title;
  std::vector<std::string> titles;  ///< every title that the page gives itself, cleaned
  std::string site;
  std::string slogan;                   ///< what stands beside the site's name: "Ports and ships since 1901"
  std::vector<std::string> site_forms;  ///< the site's names and its host as `compact_words`
  std::uint32_t heading_at = kNone;  ///< texts before the heading that bears the title; `kNone`: no heading
  std::uint32_t heading_texts = 0;   ///< texts in that heading
};

/// `url`: where the page came from; empty if that is not known.
TitleFacts page_title(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                      const ReadingTables& tables, std::string_view url);

/// Whether words are a name of the site: they stand for the whole of one of its forms, or nearly.
bool is_site_name(std::string_view words, const std::vector<std::string>& site_forms);

/// The host of an address in lower case without "www.", empty if it is no address.
std::string host_of(std::string_view url);

}  // namespace raven::read
