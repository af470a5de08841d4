// SPDX-License-Identifier: Apache-2.0
// What agencies and paid archives send: NITF 3.x and NewsML-G2 2.x (IPTC), also NITF and XHTML within
// NewsML-G2.
#include "base/ascii.h"
#include "read/input/feed/feed_item.h"

#include <array>
#include <utility>

namespace raven::read {
namespace {

using Node = XmlTree::Node;

void take_once(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

/// NITF's elements of text are HTML's but for these; empty: only what is within.
std::string_view html_name(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kNames = {{
      {"hl1", "h1"},
      {"hl2", "h2"},
      {"block", "div"},
      {"media", "figure"},
      {"media-caption", "figcaption"},
      {"media-producer", "figcaption"},
      {"media-reference", ""},
      {"media-metadata", ""},
      {"person", ""},
      {"org", ""},
      {"location", ""},
      {"country", ""},
      {"city", ""},
      {"state", ""},
      {"chron", ""},
      {"event", ""},
      {"function", ""},
      {"money", ""},
      {"num", ""},
      {"object.title", ""},
      {"virtloc", ""},
      {"name.given", ""},
  }};
  for (const auto& [nitf, html] : kNames)
    if (name == nitf) return html;
  return name;
}

/// IPTC dates may come without the marks between their parts: 20240501T091200Z.
std::string date_of(std::string_view text) {
  const bool is_basic =
      text.size() >= 8 && text.find('-') != 4 &&
      std::string_view(text.substr(0, 8)).find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_basic) return std::string(text);
  std::string iso(text.substr(0, 4));
  iso.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
  const std::string_view rest = text.substr(8);
  if (rest.size() < 5 || rest[0] != 'T') return iso;
  iso.append("T").append(rest.substr(1, 2)).append(":").append(rest.substr(3, 2));
  std::string_view tail = rest.substr(5);
  if (tail.size() >= 2 && base::is_digit(tail[0])) {
    iso.append(":").append(tail.substr(0, 2));
    tail.remove_prefix(2);
  }
  if (tail.size() == 5 && (tail[0] == '+' || tail[0] == '-'))
    iso.append(tail.substr(0, 3)).append(":").append(tail.substr(3));
  else
    iso.append(tail);
  return iso;
}

void take_nitf(const XmlTree& tree, Node nitf, FeedItem& item) {
  RecordFacts& facts = item.facts;
  const Node head = tree.child(nitf, "head"), data = tree.child(head, "docdata");
  const Node body = tree.child(nitf, "body"), top = tree.child(body, "body.head");
  take_once(facts.id, tree.attribute(tree.child(data, "doc-id"), "id-string"));
  take_once(facts.published, date_of(tree.attribute(tree.child(data, "date.issue"), "norm")));
  take_once(facts.published,
            date_of(tree.attribute(tree.descendant(tree.child(top, "dateline"), "story.date"), "norm")));
  const Node publication = tree.child(head, "pubdata");
  take_once(facts.site, tree.attribute(publication, "name"));
  take_once(facts.site, tree.text(tree.child(top, "distributor")));
  take_once(facts.site, tree.attribute(tree.child(data, "doc.copyright"), "holder"));
  take_once(facts.section, tree.attribute(publication, "position.section"));
  take_once(facts.language, tree.attribute(nitf, "xml:lang"));
  const Node line = tree.child(top, "hedline");
  take_once(facts.title, plain_title(tree.text(tree.child(line, "hl1"))));
  take_once(facts.title, plain_title(tree.text(tree.child(head, "title"))));
  for (Node at = tree.first_child(top); at != kNone && facts.authors.size() < 20;
       at = tree.next_sibling(at)) {
    if (tree.name(at) != "byline") continue;
    bool has_person = false;
    for (Node within = at + 1; within < tree.end_of(at); ++within)
      if (tree.name(within) == "person") {
        facts.authors.emplace_back(tree.text(within));
        has_person = true;
      }
    if (!has_person && !tree.text(at).empty()) facts.authors.emplace_back(tree.text(at));
  }
  const Node content = tree.child(body, "body.content");
  if (!tree.text(content).empty()) {
    item.bytes = tree.markup(content, html_name);
  } else if (const Node summary = tree.child(top, "abstract"); !tree.text(summary).empty()) {
    item.bytes = tree.markup(summary, html_name);
    facts.kind = "feed_item";
  }
}

void take_item(const XmlTree& tree, Node element, FeedItem& item) {
  RecordFacts& facts = item.facts;
  const Node about = tree.child(element, "itemMeta"), meta = tree.child(element, "contentMeta");
  facts.id = tree.attribute(element, "guid");
  facts.published = date_of(tree.text(tree.child(about, "firstCreated")));
  take_once(facts.published, date_of(tree.text(tree.child(meta, "contentCreated"))));
  facts.modified = date_of(tree.text(tree.child(about, "versionCreated")));
  if (facts.published.empty()) facts.published.swap(facts.modified);
  facts.title = plain_title(tree.text(tree.child(meta, "headline")));
  take_once(facts.title, plain_title(tree.text(tree.child(about, "title"))));
  const Node provider = tree.child(about, "provider");
  facts.site = tree.text(tree.child(provider, "name"));
  take_once(facts.site, tree.attribute(provider, "literal"));
  facts.language = tree.attribute(tree.child(meta, "language"), "tag");
  take_once(facts.language, tree.attribute(element, "xml:lang"));
  for (Node at = tree.first_child(meta); at != kNone && facts.authors.size() < 20; at = tree.next_sibling(at))
    if (tree.name(at) == "by" && !tree.text(at).empty()) facts.authors.emplace_back(tree.text(at));
  const Node set = tree.child(element, "contentSet");
  if (const Node inside = tree.child(set, "inlineXML"); inside != kNone) {
    if (const Node nitf = tree.descendant(inside, "nitf"); nitf != kNone) {
      take_nitf(tree, nitf, item);
    } else {
      Node body = tree.descendant(inside, "body");
      item.bytes = tree.markup(body == kNone ? inside : body);
    }
  } else if (const Node data = tree.child(set, "inlineData"); data != kNone) {
    item.bytes = tree.text(data);
    item.kind = tree.attribute(data, "contenttype").find("html") == std::string_view::npos ? BytesKind::Text
                                                                                           : BytesKind::Html;
  } else if (const Node description = tree.child(meta, "description"); description != kNone) {
    // A picture, or a text that is only pointed to.
    item.bytes = tree.text(description);
    item.kind = BytesKind::Text;
    facts.kind = "feed_item";
  }
}

}  // namespace

FeedItems read_agency_items(const XmlTree& tree, Node root) {
  FeedItems feed;
  for (Node node = root; node < tree.end_of(root); ++node) {
    const std::string_view name = tree.name(node);
    if (name != "newsItem" && name != "nitf") continue;
    FeedItem item;
    if (name == "nitf")
      take_nitf(tree, node, item);
    else
      take_item(tree, node, item);
    item.facts.basis = "input";
    if (base::trim(item.bytes).empty()) {
      item.bytes = item.facts.title;
      item.kind = BytesKind::Text;
      item.facts.kind = "feed_item";
    }
    feed.items.push_back(std::move(item));
    node = tree.end_of(node) - 1;
  }
  if (tree.is_cut(root))
    feed.error = Error{ErrorCode::Truncated, "is an agency's file without its end", {}};
  else if (feed.items.empty())
    feed.error = Error{ErrorCode::Empty, "holds no news item", {}};
  return feed;
}

}  // namespace raven::read
