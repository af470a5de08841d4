// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a feed, a sitemap, a list of feeds or an agency's file holds, in one shape, and the readers of each.
/// feed.cpp makes documents of it.
///
///     FeedItems feed = read_syndication(tree, root);
///     for (const FeedItem& item : feed.items) use(item.facts.title, item.bytes);
///
/// Thread safety: pure functions.

#include "read/input/feed/xml_tree.h"
#include "read/input/record_facts.h"

#include <raven/result.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace raven::read {

struct FeedItem {
  RecordFacts facts;
  std::string bytes;  ///< text, HTML, or the item's own source where it has neither
  BytesKind kind = BytesKind::Html;
};

struct FeedItems {
  std::deque<FeedItem> items;
  std::string site;      ///< for items that name none
  std::string language;  ///< for items that name none
  std::optional<Error> error;
};

/// RSS 0.9 to 2.0, Atom (RFC 4287), RDF (RSS 1.0), with the extensions content, dc, media.
FeedItems read_syndication(const XmlTree& tree, XmlTree::Node root);

/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
FeedItems read_json_feed(std::string_view utf8);

/// Each address of a sitemap (sitemaps.org 0.9, Google News) as an item without text; a sitemap index as one
/// list of links. `utf8`: what the tree was read from.
FeedItems read_sitemap_items(const XmlTree& tree, XmlTree::Node root, std::string_view utf8);

/// The feeds of an OPML file as one list of links.
FeedItems read_opml_items(const XmlTree& tree, XmlTree::Node root);

/// NITF 3 and NewsML-G2 (IPTC): a document, an item, or a message with items.
FeedItems read_agency_items(const XmlTree& tree, XmlTree::Node root);

/// A title as plain text: feeds escape HTML in it once more than they should.
std::string plain_title(std::string_view title);

/// The tree of a whole XML file: its encoding undone by byte order mark, declaration and what the bytes are.
/// `utf8` takes the text, and must live as long as the tree. False if there is no element.
bool read_xml(std::string_view bytes, XmlTree& tree, std::string& utf8);

/// What kind of feed an XML file is, by the first element that is one's root.
enum class FeedKind { None, Syndication, Sitemap, Opml, Agency };
struct FeedRoot {
  FeedKind kind = FeedKind::None;
  XmlTree::Node node = kNone;
};
FeedRoot find_feed_root(const XmlTree& tree);
FeedKind feed_kind_of(std::string_view element);

}  // namespace raven::read
