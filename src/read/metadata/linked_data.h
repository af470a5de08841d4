// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the JSON-LD of a page says of it (https://schema.org, https://www.w3.org/TR/json-ld11/): all blocks,
/// @graph and nesting included, names found by their @id in any block, broken blocks read tolerantly.
///
///     LinkedData data = read_linked_data(document, signs);
///     data.headline             // "Talks resume in Belmar"
///     data.authors[0].is_person // true: {"@type": "Person", "name": "Ann Lee"}
///
/// Of several articles in one page the one is taken whose headline or address is the page's own; the others
/// are links to other pages. Linear in the page. Thread safety: pure.

#include "read/html/document.h"
#include "read/metadata/page_signs.h"

#include <string>
#include <vector>

namespace raven::read {

/// What a name in JSON-LD is said to be.
enum class NamedKind { Unknown, Person, Organization };

struct NamedParty {
  std::string name;
  NamedKind kind = NamedKind::Unknown;
};

/// Dates are as written.
struct LinkedData {
  std::string headline;
  std::vector<NamedParty> authors;  ///< at most 20
  NamedParty publisher;
  std::string site;  ///< name of the WebSite
  std::string published;
  std::string modified;
  std::vector<std::string> published_elsewhere;  ///< datePublished of further objects of the same page
  std::string section;
  std::string body;  ///< articleBody: a witness of the text, never the text itself
  std::string language;
  bool is_article = false;
  bool was_mended = false;  ///< a block was broken and read tolerantly
};

LinkedData read_linked_data(const html::Document& document, const MetadataSigns& signs);

}  // namespace raven::read
