// SPDX-License-Identifier: Apache-2.0
#include "read/input/feed/opml.h"

#include "base/ascii.h"
#include "read/input/feed/feed_item.h"

#include <utility>

namespace raven::read {
namespace {

using Node = XmlTree::Node;

constexpr std::size_t kLongestFolder = 1000;

/// Attributes are looked up without case: exports differ in "xmlUrl" and "xmlurl".
std::string_view attribute_of(const XmlTree& tree, Node node, std::string_view name, std::string_view other) {
  const std::string_view value = tree.attribute(node, name);
  return value.empty() ? tree.attribute(node, other) : value;
}

std::string title_of(const XmlTree& tree, Node node) {
  return plain_title(attribute_of(tree, node, "title", "text"));
}

FeedList list_of(const XmlTree& tree, Node root) {
  FeedList list;
  list.is_cut = tree.is_cut(root);
  list.title = plain_title(tree.text(tree.child(tree.child(root, "head"), "title")));
  std::vector<std::pair<Node, std::size_t>> folders;  // where each ends, how long the path was before it
  std::string path;
  for (Node node = root + 1; node < tree.end_of(root); ++node) {
    while (!folders.empty() && folders.back().first <= node) {
      path.resize(folders.back().second);
      folders.pop_back();
    }
    if (!base::equals_ignoring_case(tree.name(node), "outline")) continue;
    const std::string_view url = attribute_of(tree, node, "xmlUrl", "xmlurl");
    if (!url.empty()) {
      list.feeds.push_back({std::string(url), std::string(attribute_of(tree, node, "htmlUrl", "htmlurl")),
                            title_of(tree, node), std::string(tree.attribute(node, "language")), path});
    } else if (path.size() < kLongestFolder) {
      folders.emplace_back(tree.end_of(node), path.size());
      if (!path.empty()) path += '/';
      path += title_of(tree, node);
    }
  }
  return list;
}

}  // namespace

Result<FeedList> read_opml(std::string_view bytes) {
  XmlTree tree;
  std::string utf8;
  if (read_xml(bytes, tree, utf8))
    if (const FeedRoot root = find_feed_root(tree); root.kind == FeedKind::Opml)
      return list_of(tree, root.node);
  return Error{ErrorCode::BadFormat, "is no OPML", {}};
}

FeedItems read_opml_items(const XmlTree& tree, Node root) {
  FeedItems feed;
  const FeedList list = list_of(tree, root);
  FeedItem item;
  item.kind = BytesKind::Lines;
  item.facts.kind = "link_list";
  item.facts.title = list.title;
  for (const ListedFeed& listed : list.feeds) {
    item.bytes += listed.feed_url;
    if (!listed.title.empty()) item.bytes.append(" ").append(listed.title);
    item.bytes += '\n';
  }
  if (!list.feeds.empty()) feed.items.push_back(std::move(item));
  if (list.is_cut)
    feed.error = Error{ErrorCode::Truncated, "is a list of feeds without its end", {}};
  else if (list.feeds.empty())
    feed.error = Error{ErrorCode::Empty, "is a list without feeds", {}};
  return feed;
}

}  // namespace raven::read
