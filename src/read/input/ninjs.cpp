// SPDX-License-Identifier: Apache-2.0
#include "read/input/ninjs.h"

#include "base/ascii.h"

namespace raven::read {
namespace {

using Node = JsonText::Node;

bool has_text(const JsonText& json, Node node) {
  return node != kNone && json.kind(node) == JsonKind::String && !base::trim(json.text(node)).empty();
}

/// The value in a list of {role, value}: that of the first role that is wanted, else the first.
Node value_in(const JsonText& json, Node list, std::string_view role) {
  if (list == kNone || json.kind(list) != JsonKind::Array) return kNone;
  Node first = kNone;
  for (Node at = json.first_child(list); at != kNone; at = json.next_sibling(at)) {
    if (json.kind(at) != JsonKind::Object) continue;
    const Node value = json.member(at, "value");
    if (!has_text(json, value)) continue;
    if (json.text(json.member(at, "role")) == role) return value;
    if (first == kNone) first = value;
  }
  return first;
}

/// The body: HTML first. Version 1 has a member for each form, later ones a list with the form's media type.
Node find_body(const JsonText& json, bool& is_html) {
  const Node root = json.root();
  is_html = true;
  for (const std::string_view name : {"body_xhtml", "body_html"})
    if (const Node body = json.member(root, name); has_text(json, body)) return body;
  Node plain = kNone;
  const Node bodies = json.member(root, "bodies");
  if (bodies != kNone && json.kind(bodies) == JsonKind::Array) {
    for (Node at = json.first_child(bodies); at != kNone; at = json.next_sibling(at)) {
      if (json.kind(at) != JsonKind::Object) continue;
      const Node value = json.member(at, "value");
      if (!has_text(json, value)) continue;
      if (json.text(json.member(at, "contenttype")).find("html") != std::string::npos) return value;
      if (plain == kNone) plain = value;
    }
  }
  is_html = false;
  if (plain != kNone) return plain;
  const Node body = json.member(root, "body_text");
  return has_text(json, body) ? body : kNone;
}

std::string name_of(const JsonText& json, Node node) {
  return json.kind(node) == JsonKind::Object ? json.text(json.member(node, "name")) : json.text(node);
}

}  // namespace

bool is_ninjs(const JsonText& json) {
  const Node root = json.root();
  const Node uri = json.member(root, "uri");
  if (uri == kNone || json.kind(uri) != JsonKind::String) return false;
  for (const std::string_view name : {"versioncreated", "versionCreated", "headlines", "bodies", "body_text",
                                      "body_xhtml", "body_html", "pubstatus"})
    if (json.member(root, name) != kNone) return true;
  return false;
}

void read_ninjs(const JsonText& json, JsonRecord& record) {
  const Node root = json.root();
  const auto text = [&](std::string_view name) { return json.text(json.member(root, name)); };
  const auto first = [&](std::string_view one, std::string_view other) {
    std::string value = text(one);
    return value.empty() ? text(other) : value;
  };
  RecordFacts& facts = record.facts;
  facts.basis = "input";
  facts.id = text("uri");
  facts.title = base::collapse_space(text("headline"));
  if (facts.title.empty())
    facts.title = base::collapse_space(json.text(value_in(json, json.member(root, "headlines"), "main")));
  if (facts.title.empty()) facts.title = base::collapse_space(text("title"));
  facts.published = first("firstcreated", "firstCreated");
  facts.modified = first("versioncreated", "versionCreated");
  if (facts.published.empty()) facts.published.swap(facts.modified);
  facts.language = text("language");
  facts.site = first("source", "copyrightholder");
  if (facts.site.empty()) facts.site = text("copyrightHolder");
  if (facts.site.empty()) {
    // From version 1.3 on a list of sources, each with its name.
    Node sources = json.member(root, "infosource");
    if (sources == kNone) sources = json.member(root, "infosources");
    if (sources != kNone && json.kind(sources) == JsonKind::Array && json.first_child(sources) != kNone)
      facts.site = name_of(json, json.first_child(sources));
  }
  if (const std::string byline = text("byline"); !byline.empty()) {
    facts.authors.push_back(byline);
  } else if (const Node list = json.member(root, "by");
             list != kNone && json.kind(list) == JsonKind::String) {
    facts.authors.push_back(json.text(list));
  } else if (const Node people = json.member(root, "people");
             people != kNone && json.kind(people) == JsonKind::Array) {
    for (Node at = json.first_child(people); at != kNone; at = json.next_sibling(at))
      if (json.kind(at) == JsonKind::Object && json.text(json.member(at, "rel")) == "author")
        facts.authors.push_back(name_of(json, at));
  }
  for (const std::string_view name : {"subject", "subjects"}) {
    const Node list = json.member(root, name);
    if (facts.section.empty() && list != kNone && json.kind(list) == JsonKind::Array &&
        json.first_child(list) != kNone)
      facts.section = name_of(json, json.first_child(list));
  }
  Node body = find_body(json, record.is_html);
  if (body == kNone) {
    facts.kind = "feed_item";
    for (const std::string_view name : {"description_text", "description"})
      if (body == kNone && has_text(json, json.member(root, name))) body = json.member(root, name);
    if (body == kNone) body = value_in(json, json.member(root, "descriptions"), "main");
  }
  if (body != kNone) json.append_text(body, record.text);
}

}  // namespace raven::read
