// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_signs.h"

#include "base/ascii.h"
#include "read/metadata/plain_words.h"
#include "read/main_text/extract.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

constexpr std::size_t kManySigns = 60;

bool is_inline(Tag tag) {
  switch (tag) {
    case Tag::Span:
    case Tag::B:
    case Tag::I:
    case Tag::Em:
    case Tag::Strong:
    case Tag::Small:
    case Tag::U:
    case Tag::Font:
    case Tag::Abbr:
    case Tag::Cite:
    case Tag::Label:
    case Tag::Mark:
    case Tag::Sup:
    case Tag::Sub:
    case Tag::Wbr:
    case Tag::Time:
    case Tag::Button:
    case Tag::Bdi:
    case Tag::Bdo:
      return true;
    default:
      return false;
  }
}

bool is_unseen(Tag tag) {
  return tag == Tag::Script || tag == Tag::Style || tag == Tag::Noscript || tag == Tag::Svg ||
         tag == Tag::Template || tag == Tag::Select || tag == Tag::Textarea || tag == Tag::Iframe;
}

/// What the letters of a class attribute name, in whole or as a part: "blog__authorname",
/// "Author_author__4ceOm".
struct ClassWords {
  bool author = false;
  bool date = false;
  bool known = false;  ///< the table of class words may know it for one of an author, a date or comments
};
ClassWords class_words(std::string_view value) {
  ClassWords found;
  for (std::size_t at = 0; at + 4 <= value.size(); ++at) {
    const auto is = [&](std::string_view word) {
      return base::starts_with_ignoring_case(value.substr(at, word.size()), word);
    };
    switch (base::to_lower(value[at])) {
      case 'a':
        found.author = found.author || is("author") || is("autor") || is("auteur");
        break;
      case 'b':
        found.author = found.author || is("byline");
        break;
      case 'c':
        found.author = found.author || is("contributor");
        found.known = found.known || is("comment") || is("creator");
        break;
      case 'd':
        found.date = found.date || is("date");
        found.known = found.known || is("disqus") || is("datum");
        break;
      case 'f':
        found.known = found.known || is("firma") || is("fecha");
        break;
      case 'j':
        found.author = found.author || is("journalist");
        break;
      case 'm':
        found.known = found.known || is("meta");
        break;
      case 's':
        found.known = found.known || is("signature");
        break;
      case 'v':
        found.known = found.known || is("vcard") || is("verfasser");
        break;
      case 'p':
        found.known = found.known || is("posted");
        found.author = found.author || is("penulis");
        found.date = found.date || is("publish");
        break;
      case 'r':
        found.author = found.author || is("reporter") || is("redact");
        break;
      case 't':
        found.date = found.date || is("time");
        break;
      case 'w':
        found.author = found.author || is("writer");
        found.known = found.known || is("written");
        break;
      case 'y':
        found.author = found.author || is("yazar");
        break;
      default:
        break;
    }
  }
  return found;
}

/// Class words of what stands beside a name: the portrait, the life, the author's other pages.
bool is_beside_author(std::string_view lower) {
  static constexpr std::array<std::string_view, 22> kWords = {
      "avatar", "image",    "-img",     "photo",       "picture", "descr",   "position", "-title",
      "_title", "role",     "social",   "about",       "related", "stories", "posts",    "more",
      "icon",   "jobtitle", "biograph", "author-page", "-bio",    "_bio"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

/// Whether an address leads to the page of an author: one of its path's segments is a word for it.
bool is_author_address(std::string_view address) {
  static constexpr std::array<std::string_view, 30> kSegments = {
      "author",     "authors",      "autor",    "autores",        "autori", "autore",
      "autoren",    "auteur",       "auteurs",  "writers",        "writer", "contributor",
      "staff",      "contributors", "reporter", "reporters",      "people", "profile",
      "journalist", "journalists",  "profiles", "correspondents", "byline", "redaktion",
      "yazarlar",   "yazar",        "penulis",  "columnists",     "person", "avtor"};
  address = address.substr(0, std::min(address.find_first_of("?#"), address.size()));
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= address.size(); ++at) {
    if (at < address.size() && address[at] != '/') continue;
    const std::string_view segment = address.substr(begin, at - begin);
    // Something must follow: "/authors/" alone is the list of all.
    if (segment.size() >= 5 && at + 1 < address.size() &&
        std::find(kSegments.begin(), kSegments.end(), segment) != kSegments.end())
      return true;
    begin = at + 1;
  }
  return false;
}

class Gatherer {
 public:
  Gatherer(const html::Document& document, const ReadingTables& tables)
      : document_(document), tables_(tables) {}

  MetadataSigns gather() {
    NodeId outer_end = html::kNoNode;
    bool in_outer = false;
    for (NodeId node = html::kDocumentNode; node != html::kNoNode;) {
      if (in_outer && node == outer_end) in_outer = false;
      is_outer_ = in_outer;
      bool enter = true;
      switch (document_.kind(node)) {
        case NodeKind::TemplateContent:
          enter = false;
          break;
        case NodeKind::Text:
          if (!base::trim(document_.text(node)).empty()) signs_.texts.push_back({node, in_outer});
          break;
        case NodeKind::Element:
          enter = take_element(node);
          if (enter && !in_outer && begins_outer_) {
            in_outer = true;
            outer_end = document_.next_skipping_children(node);
          }
          break;
        default:
          break;
      }
      node = enter ? document_.next(node) : document_.next_skipping_children(node);
    }
    return std::move(signs_);
  }

 private:
  ElementSign sign(NodeId node) const {
    return {node, static_cast<std::uint32_t>(signs_.texts.size()), is_outer_};
  }

  /// Whether the walk goes on below the element.
  bool take_element(NodeId node) {
    begins_outer_ = false;
    if (document_.name_space(node) != html::Namespace::Html) return false;
    const Tag tag = document_.tag(node);
    switch (tag) {
      case Tag::Html:
        signs_.html_language = document_.attribute(node, "lang").value_or("");
        if (signs_.html_language.empty())
          signs_.html_language = document_.attribute(node, "xml:lang").value_or("");
        return true;
      case Tag::Meta:
        take_meta(node);
        return false;
      case Tag::Link:
        if (signs_.canonical.empty() &&
            base::equals_ignoring_case(document_.attribute(node, "rel").value_or(""), "canonical"))
          signs_.canonical = base::trim(document_.attribute(node, "href").value_or(""));
        return false;
      case Tag::Title:
        if (signs_.title.empty()) signs_.title = plain_words(node_text(document_, node, 1000));
        return false;
      case Tag::Script: {
        const std::string_view type = document_.attribute(node, "type").value_or("");
        if (base::find_ignoring_case(type, "ld+json") != std::string_view::npos &&
            signs_.linked_data.size() < kManySigns)
          signs_.linked_data.push_back(node);
        return false;
      }
      case Tag::H1:
      case Tag::H2:
      case Tag::H3:
        if (signs_.headings.size() < kManySigns) {
          std::string text = plain_words(node_text(document_, node, 600));
          const int level = tag == Tag::H1 ? 1 : tag == Tag::H2 ? 2 : 3;
          if (!text.empty()) signs_.headings.push_back({node, sign(node).at, level, std::move(text)});
        }
        break;
      case Tag::Time:
        if (signs_.times.size() < 100) signs_.times.push_back(sign(node));
        break;
      case Tag::A:
        if (signs_.author_links.size() < kManySigns &&
            is_author_address(document_.attribute(node, "href").value_or("")))
          signs_.author_links.push_back(sign(node));
        break;
      case Tag::Nav:
      case Tag::Aside:
      case Tag::Footer:
        begins_outer_ = true;
        break;
      default:
        if (is_unseen(tag)) return false;
    }
    take_attributes(node);
    return true;
  }

  void take_meta(NodeId node) {
    const std::string_view content = document_.attribute(node, "content").value_or("");
    if (base::trim(content).empty()) return;
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = document_.attribute(node, attribute).value_or("");
      if (name.empty()) continue;
      for (const std::string_view word : base::split_words(name.substr(0, 200))) {
        std::vector<std::string>& values = signs_.metas[base::lowered(word)];
        if (values.size() < 20) values.emplace_back(content);
      }
    }
  }

  void take_attributes(NodeId node) {
    bool author = false, author_class = false, date_class = false, published = false, modified = false;
    for (std::uint32_t i = 0; i < document_.attribute_count(node); ++i) {
      const html::Attribute& attribute = document_.attribute_at(node, i);
      const std::string_view name = document_.view(attribute.name), value = document_.view(attribute.value);
      if (name == "itemprop") {
        for (const std::string_view word : base::split_words(value.substr(0, 200))) {
          author = author || base::equals_ignoring_case(word, "author");
          published = published || base::equals_ignoring_case(word, "datePublished");
          modified = modified || base::equals_ignoring_case(word, "dateModified");
        }
      } else if (name == "rel") {
        author = author || base::equals_ignoring_case(value, "author");
      } else if (name == "class" && !value.empty()) {
        const ClassWords words = class_words(value.substr(0, 200));
        if (!words.author && !words.date && !words.known) continue;
        const ClassEffect effect = tables_.class_list_effect(value);
        if (effect == ClassEffect::Comment) begins_outer_ = true;
        author_class = (effect == ClassEffect::Byline || words.author) &&
                       !is_beside_author(base::lowered(value.substr(0, 200)));
        date_class = effect == ClassEffect::Meta || words.date;
      }
    }
    if (author && signs_.declared_authors.size() < 20) signs_.declared_authors.push_back(sign(node));
    if (author_class && signs_.author_classes.size() < kManySigns)
      signs_.author_classes.push_back(sign(node));
    if ((published || modified) && signs_.declared_dates.size() < 20)
      signs_.declared_dates.push_back({sign(node), !published});
    if (date_class && signs_.date_classes.size() < kManySigns) signs_.date_classes.push_back(sign(node));
  }

  const html::Document& document_;
  const ReadingTables& tables_;
  MetadataSigns signs_;
  bool is_outer_ = false, begins_outer_ = false;
};

}  // namespace

void MetadataSigns::forget_outer() {
  for (std::vector<ElementSign>* list :
       {&times, &declared_authors, &author_classes, &author_links, &date_classes})
    for (ElementSign& sign : *list) sign.is_outer = false;
  for (DateSign& sign : declared_dates) sign.element.is_outer = false;
  for (TextSign& sign : texts) sign.is_outer = false;
}

std::string MetadataSigns::meta(std::string_view name) const {
  const auto found = metas.find(name);
  return found == metas.end() ? std::string() : found->second.front();
}

MetadataSigns metadata_signs(const html::Document& document, const ReadingTables& tables) {
  return Gatherer(document, tables).gather();
}

std::string lines_of(const html::Document& document, NodeId node, std::size_t limit) {
  std::string text;
  bool line_end = false;
  const auto part = [&](Tag tag) {
    if (is_inline(tag))
      text += ' ';
    else
      line_end = true;
  };
  for (NodeId at = node; at != html::kNoNode && text.size() < limit;) {
    bool skip = document.kind(at) == NodeKind::TemplateContent;
    if (document.kind(at) == NodeKind::Element) {
      const Tag tag = document.tag(at);
      skip = document.name_space(at) != html::Namespace::Html || is_unseen(tag) ||
             (tag == Tag::Time && at != node);
      if (at != node) part(tag);
    } else if (document.kind(at) == NodeKind::Text) {
      const std::string words = base::collapse_space(document.text(at).substr(0, limit));
      if (!words.empty()) {
        // What follows an element on the same level is parted from it as the element asks.
        const NodeId before = document.previous_sibling(at);
        if (before != html::kNoNode && document.kind(before) == NodeKind::Element) part(document.tag(before));
        if (!text.empty() && text.back() != ' ' && text.back() != '\n') text += line_end ? '\n' : ' ';
        if (line_end && !text.empty() && text.back() == ' ') text.back() = '\n';
        line_end = false;
        text += words;
      }
    }
    at = skip ? document.next_skipping_children(at, node) : document.next(at, node);
  }
  return text;
}

NodeId block_of(const html::Document& document, NodeId node) {
  for (NodeId at = document.parent(node); at != html::kNoNode; at = document.parent(at)) {
    if (document.kind(at) != NodeKind::Element) return at;
    if (!is_inline(document.tag(at)) && document.tag(at) != Tag::A) return at;
  }
  return html::kDocumentNode;
}

}  // namespace raven::read
