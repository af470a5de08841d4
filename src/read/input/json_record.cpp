// SPDX-License-Identifier: Apache-2.0
#include "read/input/json_record.h"

#include "base/ascii.h"
#include "read/input/json_text.h"
#include "read/input/ninjs.h"

#include <array>
#include <span>

namespace raven::read {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 9> kText = {
    "maintext", "text", "article", "body", "content", "articleBody", "full_text", "content_text", "raw_text"};
constexpr std::array<std::string_view, 1> kHtml = {"content_html"};
constexpr std::array<std::string_view, 5> kTitle = {"title", "headline", "title_page", "title_rss", "name"};
constexpr std::array<std::string_view, 5> kAuthors = {"authors", "author", "byline", "creator", "writer"};
constexpr std::array<std::string_view, 12> kPublished = {
    "date_publish",     "datePublished", "date_published", "published", "publish_date", "published_at",
    "publication_date", "pubDate",       "pub_date",       "date",      "timestamp",    "created_at"};
constexpr std::array<std::string_view, 6> kModified = {"date_modify", "dateModified", "date_modified",
                                                       "modified",    "updated",      "updated_at"};
constexpr std::array<std::string_view, 6> kSite = {"sitename",  "site",     "site_name",
                                                   "publisher", "hostname", "source_domain"};
constexpr std::array<std::string_view, 4> kUrl = {"url", "link", "uri", "canonical_url"};
constexpr std::array<std::string_view, 4> kId = {"id", "_id", "article_id", "uuid"};
constexpr std::array<std::string_view, 3> kLanguage = {"language", "lang", "inLanguage"};
constexpr std::array<std::string_view, 2> kSection = {"section", "category"};

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// The text of a value: a string, a number, or the "name" of an object.
std::string plain_value(const JsonText& json, JsonText::Node node) {
  if (node == kNone) return {};
  if (json.kind(node) == JsonKind::Object) return json.text(json.member(node, "name"));
  return json.text(node);
}

std::string first_of(const JsonText& json, Names names) {
  for (const std::string_view name : names) {
    std::string value = plain_value(json, json.member(json.root(), name));
    if (!base::trim(value).empty()) return value;
  }
  return {};
}

std::vector<std::string> list_of(const JsonText& json, Names names) {
  std::vector<std::string> list;
  for (const std::string_view name : names) {
    const JsonText::Node node = json.member(json.root(), name);
    if (node == kNone) continue;
    if (json.kind(node) == JsonKind::Array) {
      for (JsonText::Node child = json.first_child(node); child != kNone; child = json.next_sibling(child))
        if (std::string value = plain_value(json, child); !base::trim(value).empty())
          list.push_back(std::move(value));
    } else if (const std::string value = plain_value(json, node); !base::trim(value).empty()) {
      for (const std::string_view part : base::split(value, ';'))
        if (!base::trim(part).empty()) list.emplace_back(base::trim(part));
    }
    if (!list.empty()) break;
  }
  return list;
}

bool append_text(const JsonText& json, JsonText::Node node, base::OriginText& out) {
  if (node == kNone) return false;
  if (json.kind(node) == JsonKind::String) {
    json.append_text(node, out);
  } else if (json.kind(node) == JsonKind::Array) {
    for (JsonText::Node child = json.first_child(node); child != kNone; child = json.next_sibling(child)) {
      if (json.kind(child) != JsonKind::String) continue;
      if (out.size() > 0) out.add("\n\n");
      json.append_text(child, out);
    }
  }
  if (!base::trim(out.text()).empty()) return true;
  out.clear();
  return false;
}

}  // namespace

bool looks_like_json_object(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t at = 0;
  while (at < bytes.size() && base::is_space(bytes[at])) ++at;
  if (at >= bytes.size() || bytes[at] != '{') return false;
  ++at;
  while (at < bytes.size() && base::is_space(bytes[at])) ++at;
  return at < bytes.size() && (bytes[at] == '"' || bytes[at] == '}');
}

JsonRecord read_json_record(std::string_view bytes) {
  JsonRecord record;
  JsonText json;
  if (!json.parse(bytes, JsonTolerance::Strict)) {
    record.fault = json.fault();
    return record;
  }
  if (json.kind(json.root()) != JsonKind::Object) {
    record.fault = "is no JSON object";
    return record;
  }
  if (is_ninjs(json)) {
    read_ninjs(json, record);
    return record;
  }
  RecordFacts& facts = record.facts;
  facts.basis = "input";
  facts.id = first_of(json, kId);
  facts.title = base::collapse_space(first_of(json, kTitle));
  facts.published = first_of(json, kPublished);
  facts.modified = first_of(json, kModified);
  facts.language = first_of(json, kLanguage);
  facts.section = first_of(json, kSection);
  facts.authors = list_of(json, kAuthors);
  facts.url = first_of(json, kUrl);
  facts.site = first_of(json, kSite);
  // "source" is an address in some layouts and a medium's name in others.
  const std::string source = plain_value(json, json.member(json.root(), "source"));
  if (is_address(source)) {
    if (facts.url.empty()) facts.url = source;
  } else if (!source.empty()) {
    facts.site = source;
  }
  for (const std::string_view name : kText)
    if (append_text(json, json.member(json.root(), name), record.text)) return record;
  for (const std::string_view name : kHtml) {
    if (append_text(json, json.member(json.root(), name), record.text)) {
      record.is_html = true;
      return record;
    }
  }
  return record;
}

}  // namespace raven::read
