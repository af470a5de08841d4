// SPDX-License-Identifier: Apache-2.0
#include "read/input/feed/sitemap.h"

#include "read/input/feed/feed_item.h"

namespace raven::read {
namespace {

using Node = XmlTree::Node;

/// A child by its name without prefix: some declare the sitemap's own namespace with one.
Node local_child(const XmlTree& tree, Node node, std::string_view wanted) {
  for (Node at = tree.first_child(node); at != kNone; at = tree.next_sibling(at))
    if (tree.local_name(at) == wanted) return at;
  return kNone;
}

Sitemap sitemap_of(const XmlTree& tree, Node root) {
  Sitemap map;
  map.is_cut = tree.is_cut(root);
  for (Node entry = tree.first_child(root); entry != kNone; entry = tree.next_sibling(entry)) {
    const std::string_view name = tree.local_name(entry);
    if ((name != "url" && name != "sitemap") || tree.is_cut(entry)) continue;
    const std::string url(tree.text(local_child(tree, entry, "loc")));
    if (url.empty()) continue;
    if (name == "sitemap") {
      map.sitemaps.push_back(url);
      continue;
    }
    SitemapPage page;
    page.url = url;
    page.modified = tree.text(local_child(tree, entry, "lastmod"));
    const Node news = local_child(tree, entry, "news");
    const Node publication = local_child(tree, news, "publication");
    page.published = tree.text(local_child(tree, news, "publication_date"));
    page.title = plain_title(tree.text(local_child(tree, news, "title")));
    page.site = tree.text(local_child(tree, publication, "name"));
    page.language = tree.text(local_child(tree, publication, "language"));
    page.source_begin = tree.source(entry).begin.value;
    page.source_end = tree.source(entry).end.value;
    map.pages.push_back(std::move(page));
  }
  return map;
}

}  // namespace

Result<Sitemap> read_sitemap(std::string_view bytes) {
  XmlTree tree;
  std::string utf8;
  if (read_xml(bytes, tree, utf8))
    if (const FeedRoot root = find_feed_root(tree); root.kind == FeedKind::Sitemap)
      return sitemap_of(tree, root.node);
  return Error{ErrorCode::BadFormat, "is no sitemap", {}};
}

FeedItems read_sitemap_items(const XmlTree& tree, Node root, std::string_view utf8) {
  FeedItems feed;
  const Sitemap map = sitemap_of(tree, root);
  for (const SitemapPage& page : map.pages) {
    FeedItem item;
    item.kind = BytesKind::Facts;
    item.facts.kind = "feed_item";
    item.facts.url = page.url;
    item.facts.title = page.title;
    item.facts.site = page.site;
    item.facts.language = page.language;
    item.facts.published = page.published;
    item.facts.modified = page.modified;
    item.bytes = utf8.substr(page.source_begin, page.source_end - page.source_begin);
    feed.items.push_back(std::move(item));
  }
  if (!map.sitemaps.empty()) {
    FeedItem list;
    list.kind = BytesKind::Lines;
    list.facts.kind = "link_list";
    for (const std::string& url : map.sitemaps) list.bytes.append(url).append("\n");
    feed.items.push_back(std::move(list));
  }
  if (map.is_cut)
    feed.error = Error{ErrorCode::Truncated, "is a sitemap without its end", {}};
  else if (feed.items.empty())
    feed.error = Error{ErrorCode::Empty, "is a sitemap without addresses", {}};
  return feed;
}

}  // namespace raven::read
