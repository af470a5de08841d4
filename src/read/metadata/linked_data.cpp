// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/linked_data.h"

#include "base/ascii.h"
#include "read/input/json_text.h"
#include "read/metadata/plain_words.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;

constexpr std::size_t kLargestBlock = 4 << 20;
constexpr std::size_t kMostArticles = 60;

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "LiveBlogPosting" || type == "Review" || type == "SocialMediaPosting" || type == "Recipe" ||
         type == "Blog";
}
bool is_page_type(std::string_view type) {
  return type.ends_with("Page");
}
bool is_organization_type(std::string_view type) {
  return type.ends_with("Organization") || type == "Corporation" || type == "WebSite" ||
         type == "LocalBusiness" || type == "Brand";
}

/// A block and the tree of its values, which points into it.
struct Block {
  std::string raw;
  JsonText json;
};
/// A value of a block.
struct Place {
  const JsonText* json = nullptr;
  JsonText::Node node = kNone;
};

class LinkedDataReader {
 public:
  LinkedDataReader(const html::Document& document, const MetadataSigns& signs)
      : document_(document), signs_(signs) {}

  LinkedData read() {
    for (const NodeId script : signs_.linked_data) parse(script);
    for (const std::unique_ptr<Block>& block : blocks_) sort_objects(block->json);
    take_articles();
    for (const Place& page : pages_) take(page, Part::Page);
    for (const Place& site : sites_)
      if (data_.site.empty()) data_.site = plain_words(text(site, "name"));
    return std::move(data_);
  }

 private:
  enum class Part { Article, Page };

  void parse(NodeId script) {
    auto block = std::make_unique<Block>();
    for (NodeId child = document_.first_child(script); child != html::kNoNode;
         child = document_.next_sibling(child)) {
      if (document_.kind(child) == NodeKind::Text) block->raw += document_.text(child);
      if (block->raw.size() > kLargestBlock) return;
    }
    if (base::trim(block->raw).empty()) return;
    // Some pages write the quotation marks as references, which a script does not resolve.
    if (block->raw.find('"') == std::string::npos && block->raw.find("&quot;") != std::string::npos)
      block->raw = plain_words(block->raw);
    if (!block->json.parse(block->raw, JsonTolerance::Strict)) {
      if (!block->json.parse(block->raw, JsonTolerance::Tolerant)) return;
      data_.was_mended = true;
    }
    blocks_.push_back(std::move(block));
  }

  template <class Look>
  static void each_type(const JsonText& json, JsonText::Node object, Look look) {
    const JsonText::Node type = json.member(object, "@type");
    if (type == kNone) return;
    if (json.kind(type) != JsonKind::Array) return look(json.text(type));
    for (JsonText::Node child = json.first_child(type); child != kNone; child = json.next_sibling(child))
      look(json.text(child));
  }

  static NamedKind kind_of(const JsonText& json, JsonText::Node object) {
    NamedKind kind = NamedKind::Unknown;
    each_type(json, object, [&](std::string_view type) {
      if (type == "Person") kind = NamedKind::Person;
      if (kind == NamedKind::Unknown && is_organization_type(type)) kind = NamedKind::Organization;
    });
    return kind;
  }

  /// Notes the ids of named objects, and where articles, pages and sites stand.
  void sort_objects(const JsonText& json) {
    for (JsonText::Node node = 0; node < json.size(); ++node) {
      if (json.kind(node) != JsonKind::Object) continue;
      bool article = false, page = false, site = false;
      each_type(json, node, [&](std::string_view type) {
        article = article || is_article_type(type);
        page = page || is_page_type(type);
        site = site || type == "WebSite";
      });
      if (std::string id = json.text(json.member(node, "@id")); !id.empty()) {
        std::string name = json.text(json.member(node, "name"));
        const NamedKind kind = kind_of(json, node);
        if (!name.empty()) named_.emplace(std::move(id), NamedParty{std::move(name), kind});
      }
      if (article && articles_.size() < kMostArticles)
        articles_.push_back({&json, node});
      else if (page)
        pages_.push_back({&json, node});
      else if (site)
        sites_.push_back({&json, node});
    }
  }

  static std::string text(const Place& place, std::string_view member) {
    return place.json->text(place.json->member(place.node, member));
  }

  /// The name of a party: a string, an object with a name, or a reference to one.
  NamedParty party(const JsonText& json, JsonText::Node node) const {
    if (node == kNone) return {};
    if (json.kind(node) == JsonKind::String) return {json.text(node), NamedKind::Unknown};
    if (json.kind(node) != JsonKind::Object) return {};
    NamedParty found{json.text(json.member(node, "name")), kind_of(json, node)};
    if (!found.name.empty()) return found;
    if (const JsonText::Node names = json.member(node, "name");
        names != kNone && json.kind(names) == JsonKind::Array)
      return {json.text(json.first_child(names)), found.kind};
    const std::string given = json.text(json.member(node, "givenName")),
                      family = json.text(json.member(node, "familyName"));
    if (!given.empty() && !family.empty()) return {given + " " + family, NamedKind::Person};
    const auto known = named_.find(json.text(json.member(node, "@id")));
    return known == named_.end() ? NamedParty{} : known->second;
  }

  /// How surely an object is about this page: 2 its headline is the page's title or its address the page's, 1
  /// it says nothing of either, 0 it tells another headline.
  int belonging(const Place& place) const {
    const std::string headline = folded_words(
        plain_words(text(place, "headline").empty() ? text(place, "name") : text(place, "headline")));
    const std::string address = text(place, "url");
    const JsonText::Node entity = place.json->member(place.node, "mainEntityOfPage");
    std::string about = place.json->text(entity);
    if (about.empty() && entity != kNone && place.json->kind(entity) == JsonKind::Object)
      about = place.json->text(place.json->member(entity, "@id"));
    if (!signs_.canonical.empty() && (address == signs_.canonical || about == signs_.canonical)) return 2;
    if (headline.empty()) return 1;
    if (shared_words(headline, titles_) >= 0.7) return 2;
    return 0;
  }

  void take_articles() {
    std::string all = signs_.title + " " + signs_.meta("og:title") + " " + signs_.meta("twitter:title");
    for (const HeadingSign& heading : signs_.headings)
      if (heading.level == 1) all += " " + heading.text;
    titles_ = folded_words(plain_words(all));
    std::vector<Place> own, open;
    for (const Place& place : articles_) {
      const int belongs = belonging(place);
      if (belongs == 2) own.push_back(place);
      if (belongs == 1) open.push_back(place);
    }
    for (const Place& place : own) take(place, Part::Article);
    // A page with one article that calls itself otherwise is still that article.
    if (own.empty() && open.empty() && articles_.size() == 1)
      own.push_back(articles_[0]), take(own[0], Part::Article);
    if (articles_.size() <= 3 || own.empty())
      for (const Place& place : open) take(place, Part::Article);
  }

  void take(const Place& place, Part part) {
    const JsonText& json = *place.json;
    if (data_.headline.empty()) {
      data_.headline = plain_words(text(place, "headline"));
      if (data_.headline.empty() && part == Part::Article) data_.headline = plain_words(text(place, "name"));
    }
    if (const std::string published = text(place, "datePublished"); !published.empty()) {
      if (data_.published.empty())
        data_.published = published;
      else if (published != data_.published && data_.published_elsewhere.size() < 10)
        data_.published_elsewhere.push_back(published);
    }
    if (data_.modified.empty()) data_.modified = text(place, "dateModified");
    take_authors(place);
    if (part == Part::Page) return;
    data_.is_article = true;
    if (data_.publisher.name.empty()) {
      data_.publisher = party(json, json.member(place.node, "publisher"));
      data_.publisher.name = plain_words(data_.publisher.name);
    }
    if (data_.body.empty()) data_.body = json.text(json.member(place.node, "articleBody"));
    if (data_.section.empty()) {
      const JsonText::Node section = json.member(place.node, "articleSection");
      if (section != kNone)
        data_.section =
            json.kind(section) == JsonKind::Array ? json.text(json.first_child(section)) : json.text(section);
    }
    if (data_.language.empty()) data_.language = text(place, "inLanguage");
  }

  void take_authors(const Place& place) {
    if (!data_.authors.empty()) return;
    const JsonText& json = *place.json;
    JsonText::Node authors = json.member(place.node, "author");
    if (authors == kNone) authors = json.member(place.node, "creator");
    if (authors == kNone) return;
    const auto add = [&](JsonText::Node node) {
      NamedParty found = party(json, node);
      found.name = plain_words(found.name);
      if (!found.name.empty() && data_.authors.size() < 20) data_.authors.push_back(std::move(found));
    };
    if (json.kind(authors) == JsonKind::Array) {
      for (JsonText::Node child = json.first_child(authors); child != kNone; child = json.next_sibling(child))
        add(child);
    } else if (const JsonText::Node names =
                   json.kind(authors) == JsonKind::Object ? json.member(authors, "name") : kNone;
               names != kNone && json.kind(names) == JsonKind::Array) {
      // {"@type": "Person", "name": ["Ann Lee", "Bo Ek"]}
      const NamedKind kind = kind_of(json, authors);
      for (JsonText::Node child = json.first_child(names); child != kNone; child = json.next_sibling(child))
        if (std::string name = plain_words(json.text(child)); !name.empty() && data_.authors.size() < 20)
          data_.authors.push_back({std::move(name), kind});
    } else {
      add(authors);
    }
  }

  const html::Document& document_;
  const MetadataSigns& signs_;
  LinkedData data_;
  std::vector<std::unique_ptr<Block>> blocks_;
  std::unordered_map<std::string, NamedParty> named_;
  std::vector<Place> articles_, pages_, sites_;
  std::string titles_;
};

}  // namespace

LinkedData read_linked_data(const html::Document& document, const MetadataSigns& signs) {
  return LinkedDataReader(document, signs).read();
}

}  // namespace raven::read
