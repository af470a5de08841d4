// SPDX-License-Identifier: Apache-2.0
// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#include "base/ascii.h"
#include "read/input/feed/feed_item.h"
#include "read/input/json_text.h"

namespace raven::read {
namespace {

/// Version 1.1 has a list of authors, 1.0 one author.
void take_authors(const JsonText& json, JsonText::Node object, RecordFacts& facts) {
  const JsonText::Node list = json.member(object, "authors");
  if (list != kNone && json.kind(list) == JsonKind::Array)
    for (JsonText::Node at = json.first_child(list); at != kNone; at = json.next_sibling(at))
      if (json.kind(at) == JsonKind::Object)
        if (std::string name = json.text(json.member(at, "name")); !name.empty())
          facts.authors.push_back(std::move(name));
  const JsonText::Node one = json.member(object, "author");
  if (facts.authors.empty() && one != kNone && json.kind(one) == JsonKind::Object)
    if (std::string name = json.text(json.member(one, "name")); !name.empty())
      facts.authors.push_back(std::move(name));
}

FeedItem read_item(const JsonText& json, JsonText::Node object, std::string_view source) {
  FeedItem item;
  const auto value = [&](std::string_view name) { return json.text(json.member(object, name)); };
  item.facts.id = value("id");
  item.facts.url = value("url");
  if (item.facts.url.empty()) item.facts.url = value("external_url");
  item.facts.title = plain_title(value("title"));
  item.facts.published = value("date_published");
  item.facts.modified = value("date_modified");
  item.facts.language = value("language");
  take_authors(json, object, item.facts);
  const JsonText::Node tags = json.member(object, "tags");
  if (tags != kNone && json.kind(tags) == JsonKind::Array && json.first_child(tags) != kNone)
    item.facts.section = json.text(json.first_child(tags));
  item.bytes = value("content_html");
  if (base::trim(item.bytes).empty()) {
    item.bytes = value("content_text");
    item.kind = BytesKind::Text;
  }
  if (base::trim(item.bytes).empty()) {
    item.bytes = value("summary");
    item.facts.kind = "feed_item";
  }
  if (base::trim(item.bytes).empty()) item.bytes = item.facts.title;
  if (base::trim(item.bytes).empty()) {
    item.bytes = source;
    item.kind = BytesKind::Facts;
  }
  return item;
}

}  // namespace

FeedItems read_json_feed(std::string_view utf8) {
  FeedItems feed;
  JsonText json;
  const bool is_strict = json.parse(utf8, JsonTolerance::Strict);
  if (!is_strict) {
    const std::string fault = json.fault();
    feed.error = Error{ErrorCode::BadFormat, "is not JSON: " + fault, {}};
    if (!json.parse(utf8, JsonTolerance::Tolerant)) return feed;
  }
  if (json.kind(json.root()) != JsonKind::Object) {
    feed.error = Error{ErrorCode::BadFormat, "is no JSON Feed", {}};
    return feed;
  }
  feed.site = json.text(json.member(json.root(), "title"));
  feed.language = json.text(json.member(json.root(), "language"));
  RecordFacts shared;
  take_authors(json, json.root(), shared);
  const JsonText::Node items = json.member(json.root(), "items");
  if (items != kNone && json.kind(items) == JsonKind::Array) {
    for (JsonText::Node at = json.first_child(items); at != kNone; at = json.next_sibling(at)) {
      if (json.kind(at) != JsonKind::Object) continue;
      const SourceSpan span = json.span(at);
      FeedItem item = read_item(json, at, utf8.substr(span.begin.value, span.size()));
      if (item.facts.authors.empty()) item.facts.authors = shared.authors;
      feed.items.push_back(std::move(item));
    }
  }
  if (feed.items.empty() && !feed.error) feed.error = Error{ErrorCode::Empty, "is a feed without items", {}};
  return feed;
}

}  // namespace raven::read
