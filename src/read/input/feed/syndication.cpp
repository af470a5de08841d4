// SPDX-License-Identifier: Apache-2.0
// RSS, Atom and RDF. Elements are known by their names alone, wherever a publisher puts them in an item.
#include "base/ascii.h"
#include "read/input/feed/feed_item.h"

#include <algorithm>

namespace raven::read {
namespace {

using Node = XmlTree::Node;

/// What an element holds as HTML: escaped, in a marked section, or, as many send it, as it stands.
std::string html_of(const XmlTree& tree, Node node) {
  return tree.has_elements(node) ? tree.markup(node) : std::string(tree.text(node));
}

/// RSS writes "ann@courier.example (Ann Lee)".
void add_author(std::string_view value, RecordFacts& facts) {
  if (const std::size_t open = value.find('('); open != std::string_view::npos && value.find('@') < open)
    value = value.substr(open + 1, value.find(')', open) - open - 1);
  const std::string name = plain_title(value);
  const bool is_known = std::find(facts.authors.begin(), facts.authors.end(), name) != facts.authors.end();
  if (!name.empty() && !is_known) facts.authors.push_back(name);
}

void take_once(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

struct Content {
  Node full = kNone, summary = kNone, media = kNone;
};

void take_element(const XmlTree& tree, Node node, std::string_view name, FeedItem& item, Content& content) {
  RecordFacts& facts = item.facts;
  const std::string_view text = tree.text(node);
  if (name == "link") {
    // Atom's stands in an attribute, RSS's is the text.
    const std::string_view address = tree.attribute(node, "href"), relation = tree.attribute(node, "rel");
    if (address.empty())
      take_once(facts.url, text);
    else if (relation.empty() || relation == "alternate")
      take_once(facts.url, address);
  } else if (name == "content:encoded" || name == "encoded" || name == "content") {
    content.full = node;
  } else if (name == "description" || name == "summary") {
    content.summary = node;
  } else if (name == "media:description") {
    content.media = node;
  } else if (name == "category") {
    const std::string_view term = tree.attribute(node, "term");
    take_once(facts.section, term.empty() ? text : term);
  } else if (name == "author") {
    const Node person = tree.child(node, "name");
    add_author(person == kNone ? text : tree.text(person), facts);
  } else if (name == "source") {
    // An item that an aggregator took over names whose it is.
    const Node title = tree.child(node, "title");
    take_once(facts.site, title == kNone ? text : tree.text(title));
  } else if (text.empty()) {
    return;
  } else if (name == "title" || name == "dc:title") {
    take_once(facts.title, plain_title(text));
  } else if (name == "guid" || name == "id") {
    facts.id = text;
    const bool is_link =
        base::starts_with_ignoring_case(text, "http://") || base::starts_with_ignoring_case(text, "https://");
    if (name == "guid" && is_link && tree.attribute(node, "isPermaLink") != "false" &&
        tree.child(tree.parent(node), "link") == kNone)
      take_once(facts.url, text);
  } else if (name == "pubDate" || name == "published" || name == "issued" || name == "created") {
    facts.published = text;
  } else if (name == "dc:date" || name == "dcterms:issued" || name == "dcterms:created") {
    take_once(facts.published, text);
  } else if (name == "updated" || name == "modified" || name == "dcterms:modified") {
    facts.modified = text;
  } else if (name == "dc:creator" || name == "creator") {
    add_author(text, facts);
  } else if (name == "dc:language" || name == "language") {
    facts.language = text;
  } else if (name == "dc:publisher") {
    take_once(facts.site, text);
  }
}

/// The text of an element and how it is to be read.
void take_text(const XmlTree& tree, Node node, FeedItem& item) {
  item.bytes = html_of(tree, node);
  const bool is_plain = tree.attribute(node, "type") == "text";
  const bool has_markup = item.bytes.find_first_of("<&") != std::string::npos;
  item.kind = has_markup && !is_plain ? BytesKind::Html : BytesKind::Text;
}

FeedItem read_item(const XmlTree& tree, Node element, bool is_atom_prefixed) {
  FeedItem item;
  Content content;
  for (Node node = tree.first_child(element); node != kNone; node = tree.next_sibling(node)) {
    std::string_view name = tree.name(node);
    if (is_atom_prefixed && name.starts_with("atom:")) name.remove_prefix(5);
    if (name.starts_with("rss:")) name.remove_prefix(4);
    if (!name.empty()) take_element(tree, node, name, item, content);
  }
  if (item.facts.language.empty()) item.facts.language = tree.attribute(element, "xml:lang");
  // RDF names an item by its address.
  if (item.facts.url.empty()) item.facts.url = tree.attribute(element, "rdf:about");
  if (content.summary == kNone || tree.text(content.summary).empty()) content.summary = content.media;
  const auto size_of = [&](Node node) { return tree.text(node).size(); };
  const bool is_full =
      content.full != kNone && size_of(content.full) > 0 && size_of(content.full) >= size_of(content.summary);
  if (is_full) {
    take_text(tree, content.full, item);
  } else {
    item.facts.kind = "feed_item";
    if (content.summary != kNone) take_text(tree, content.summary, item);
  }
  if (base::trim(item.bytes).empty()) {
    item.bytes = item.facts.title;
    item.kind = BytesKind::Text;
  }
  return item;
}

}  // namespace

std::string plain_title(std::string_view title) {
  if (title.find_first_of("&<") == std::string_view::npos) return base::collapse_space(title);
  std::string text;
  for (std::size_t at = 0; at < title.size(); ++at) {
    // A tag of HTML and nothing else: "a < b" is a title.
    if (title[at] == '<' && at + 1 < title.size() &&
        (base::is_letter(title[at + 1]) || title[at + 1] == '/')) {
      const std::size_t end = title.find('>', at);
      if (end != std::string_view::npos && end - at < 300) {
        at = end;
        continue;
      }
    }
    text += title[at];
  }
  return base::collapse_space(without_references(text));
}

FeedItems read_syndication(const XmlTree& tree, Node root) {
  FeedItems feed;
  const bool is_atom_prefixed = tree.name(root) == "atom:feed";
  feed.language = tree.attribute(root, "xml:lang");
  std::uint64_t cut = 0;
  for (Node node = root; node < tree.size(); ++node) {
    const std::string_view local = tree.local_name(node);
    if (local == "item" || local == "entry") {
      if (tree.is_cut(node))
        ++cut;
      else
        feed.items.push_back(read_item(tree, node, is_atom_prefixed));
      node = tree.end_of(node) - 1;
    } else if (local == "image" || local == "textInput") {
      node = tree.end_of(node) - 1;  // they have titles of their own
    } else if (local == "title" && feed.site.empty()) {
      feed.site = plain_title(tree.text(node));
    } else if ((local == "language") && feed.language.empty()) {
      feed.language = tree.text(node);
    }
  }
  if (tree.is_cut(root))
    feed.error = Error{ErrorCode::Truncated,
                       cut > 0 ? "ends within an item, which is left out" : "is a feed without its end",
                       {}};
  else if (feed.items.empty())
    feed.error = Error{ErrorCode::Empty, "is a feed without items", {}};
  return feed;
}

}  // namespace raven::read
