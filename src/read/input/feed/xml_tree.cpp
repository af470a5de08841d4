// SPDX-License-Identifier: Apache-2.0
#include "read/input/feed/xml_tree.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/html/entities.h"

#include <algorithm>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The prefixes that feeds usually give to what stands beside their own elements.
constexpr std::pair<std::string_view, std::string_view> kNamespaces[] = {
    {"purl.org/rss/1.0/modules/content", "content"},
    {"purl.org/dc/elements/1.1", "dc"},
    {"purl.org/dc/terms", "dcterms"},
    {"search.yahoo.com/mrss", "media"},
    {"www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"www.w3.org/2005/Atom", "atom"},
    {"www.google.com/schemas/sitemap-news/0.9", "news"},
    {"www.google.com/schemas/sitemap-image/1.1", "image"},
    {"www.google.com/schemas/sitemap-video/1.1", "video"},
    {"www.sitemaps.org/schemas/sitemap/0.9", ""},
    {"iptc.org/std/nar/2006-10-01", ""},
    {"iptc.org/std/NITF/2006-10-18", ""},
    {"purl.org/rss/1.0", ""},
};

bool is_name_byte(char c) {
  return base::is_alphanumeric(c) || c == ':' || c == '_' || c == '-' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_void(std::string_view name) {
  for (const std::string_view empty : {"br", "img", "hr", "wbr", "input", "col", "embed", "source"})
    if (name == empty) return true;
  return false;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
}

std::string without_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const html::CharacterReference reference =
          html::read_character_reference(text.substr(at, 48), html::ReferencePlace::Text);
      // Without the semicolon "&copy=1" is a part of an address.
      if (reference.size > 0 && text[at + reference.size - 1] == ';') {
        base::append_utf8(out, reference.first);
        if (reference.second) base::append_utf8(out, reference.second);
        at += reference.size;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

std::uint32_t XmlTree::name_number(std::string_view name) {
  std::string usual(name);
  if (const std::size_t colon = name.find(':'); colon != npos) {
    if (const auto known = prefixes_.find(std::string(name.substr(0, colon))); known != prefixes_.end())
      usual = known->second.empty() ? std::string(name.substr(colon + 1))
                                    : known->second + std::string(name.substr(colon));
  }
  const auto [entry, is_new] =
      name_numbers_.try_emplace(std::move(usual), static_cast<std::uint32_t>(names_.size()));
  if (is_new) {
    names_.push_back(entry->first);
    open_count_.push_back(0);
  }
  return entry->second;
}

void XmlTree::declare(std::string_view prefix, std::string_view address) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  while (address.ends_with('/')) address.remove_suffix(1);
  for (const auto& [known, usual] : kNamespaces)
    if (base::equals_ignoring_case(address, known)) prefixes_[std::string(prefix)] = usual;
}

XmlTree::Node XmlTree::add_node(std::uint32_t name, std::size_t begin, std::size_t end) {
  const auto number = static_cast<Node>(nodes_.size());
  Value value;
  value.name = name;
  value.end = number + 1;
  value.text_begin = value.text_end = static_cast<std::uint32_t>(text_.size());
  value.attributes_begin = value.attributes_end = static_cast<std::uint32_t>(attributes_.size());
  value.source_begin = static_cast<std::uint32_t>(begin);
  value.source_end = static_cast<std::uint32_t>(end);
  Node& last = open_.empty() ? last_top_ : open_.back().last_child;
  if (!open_.empty()) value.parent = open_.back().node;
  if (last != kNone)
    nodes_[last].next = number;
  else if (!open_.empty())
    nodes_[open_.back().node].first_child = number;
  last = number;
  nodes_.push_back(value);
  return number;
}

void XmlTree::add_text(std::string_view text, std::size_t begin, bool has_references) {
  if (text.empty()) return;
  const Node node = add_node(0, begin, begin + text.size());
  if (has_references && text.find('&') != npos)
    text_ += without_references(text);
  else
    text_ += text;
  nodes_[node].text_end = static_cast<std::uint32_t>(text_.size());
}

void XmlTree::close(Node node, std::size_t end, bool is_cut) {
  Value& value = nodes_[node];
  --open_count_[value.name];
  value.end = static_cast<Node>(nodes_.size());
  value.text_end = static_cast<std::uint32_t>(text_.size());
  value.source_end = static_cast<std::uint32_t>(end);
  value.is_cut = is_cut;
}

std::size_t XmlTree::start_tag(std::size_t at) {
  const std::size_t begin = at++;
  const std::size_t name_begin = at;
  while (at < bytes_.size() && is_name_byte(bytes_[at])) ++at;
  const std::string_view name = bytes_.substr(name_begin, at - name_begin);
  std::vector<std::pair<std::string, std::string>> found;
  bool is_empty = false, is_whole = false;
  while (at < bytes_.size()) {
    const char c = bytes_[at];
    if (c == '>') {
      is_whole = true;
      ++at;
      break;
    }
    if (c == '<') break;  // the tag was never closed
    if (c == '/') {
      is_empty = bytes_.substr(at).starts_with("/>");
      ++at;
      continue;
    }
    if (!is_name_byte(c)) {
      ++at;
      continue;
    }
    const std::size_t key_begin = at;
    while (at < bytes_.size() && is_name_byte(bytes_[at])) ++at;
    const std::string_view key = bytes_.substr(key_begin, at - key_begin);
    while (at < bytes_.size() && base::is_space(bytes_[at])) ++at;
    if (at >= bytes_.size() || bytes_[at] != '=') continue;
    ++at;
    while (at < bytes_.size() && base::is_space(bytes_[at])) ++at;
    std::string_view value;
    if (at < bytes_.size() && (bytes_[at] == '"' || bytes_[at] == '\'')) {
      const std::size_t end = bytes_.find(bytes_[at], at + 1);
      if (end == npos) {
        at = bytes_.size();
        break;
      }
      value = bytes_.substr(at + 1, end - at - 1);
      at = end + 1;
    } else {
      const std::size_t value_begin = at;
      while (at < bytes_.size() && !base::is_space(bytes_[at]) && bytes_[at] != '>' && bytes_[at] != '<')
        ++at;
      value = bytes_.substr(value_begin, at - value_begin);
    }
    if (key.starts_with("xmlns:")) declare(key.substr(6), value);
    found.emplace_back(key, without_references(value));
  }
  const std::uint32_t number = name_number(name);
  const Node node = add_node(number, begin, at);
  if (root_ == kNone) root_ = node;
  for (auto& attribute : found) attributes_.push_back(std::move(attribute));
  nodes_[node].attributes_end = static_cast<std::uint32_t>(attributes_.size());
  if (is_empty && is_whole) return at;
  ++open_count_[number];
  open_.push_back({node, kNone});
  return at;
}

std::size_t XmlTree::end_tag(std::size_t at) {
  at += 2;
  const std::size_t name_begin = at;
  while (at < bytes_.size() && is_name_byte(bytes_[at])) ++at;
  const std::uint32_t number = name_number(bytes_.substr(name_begin, at - name_begin));
  const std::size_t end = bytes_.find_first_of("<>", at);
  at = end == npos ? bytes_.size() : bytes_[end] == '>' ? end + 1 : end;
  // What is not open cannot be closed; the count makes that known without a search.
  if (open_count_[number] == 0) return at;
  for (bool found = false; !found;) {
    const Node node = open_.back().node;
    found = nodes_[node].name == number;
    close(node, found ? at : name_begin - 2, false);
    open_.pop_back();
  }
  return at;
}

bool XmlTree::parse(std::string_view utf8) {
  bytes_ = utf8.substr(0, std::min<std::size_t>(utf8.size(), UINT32_MAX - 1));
  names_.assign(1, {});
  open_count_.assign(1, 0);
  std::size_t at = 0;
  while (at < bytes_.size()) {
    const std::size_t open = std::min(bytes_.find('<', at), bytes_.size());
    if (open > at) add_text(bytes_.substr(at, open - at), at, true);
    at = open;
    if (at == bytes_.size()) break;
    const std::string_view rest = bytes_.substr(at);
    if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = bytes_.find("]]>", at + 9);
      add_text(bytes_.substr(at + 9, end == npos ? end : end - at - 9), at + 9, false);
      at = end == npos ? bytes_.size() : end + 3;
    } else if (rest.starts_with("<!--")) {
      const std::size_t end = bytes_.find("-->", at + 4);
      at = end == npos ? bytes_.size() : end + 3;
    } else if (rest.starts_with("<?")) {
      const std::size_t end = bytes_.find('>', at);
      at = end == npos ? bytes_.size() : end + 1;
    } else if (rest.starts_with("<!")) {
      // A document type: passed over with all that it declares.
      std::size_t end = bytes_.find_first_of("[>", at);
      if (end != npos && bytes_[end] == '[') {
        end = bytes_.find("]", end);
        if (end != npos) end = bytes_.find('>', end);
      }
      at = end == npos ? bytes_.size() : end + 1;
    } else if (rest.size() > 1 && rest[1] == '/') {
      at = end_tag(at);
    } else if (rest.size() > 1 && (base::is_letter(rest[1]) || rest[1] == '_')) {
      at = start_tag(at);
    } else {
      add_text(bytes_.substr(at, 1), at, false);
      ++at;
    }
  }
  while (!open_.empty()) {
    close(open_.back().node, bytes_.size(), true);
    open_.pop_back();
  }
  return root_ != kNone;
}

std::string_view XmlTree::local_name(Node node) const {
  const std::string_view whole = name(node);
  const std::size_t colon = whole.find(':');
  return colon == npos ? whole : whole.substr(colon + 1);
}

XmlTree::Node XmlTree::child(Node node, std::string_view wanted) const {
  for (Node at = first_child(node); at != kNone; at = next_sibling(at))
    if (name(at) == wanted) return at;
  return kNone;
}

XmlTree::Node XmlTree::descendant(Node node, std::string_view wanted) const {
  if (node == kNone) return kNone;
  for (Node at = node + 1; at < end_of(node); ++at)
    if (name(at) == wanted) return at;
  return kNone;
}

std::string_view XmlTree::text(Node node) const {
  if (node == kNone) return {};
  const Value& value = nodes_[node];
  return base::trim(std::string_view(text_).substr(value.text_begin, value.text_end - value.text_begin));
}

std::string_view XmlTree::attribute(Node node, std::string_view wanted) const {
  if (node == kNone) return {};
  for (std::uint32_t at = nodes_[node].attributes_begin; at < nodes_[node].attributes_end; ++at)
    if (attributes_[at].first == wanted) return attributes_[at].second;
  return {};
}

bool XmlTree::has_elements(Node node) const {
  for (Node at = first_child(node); at != kNone; at = next_sibling(at))
    if (nodes_[at].name != 0) return true;
  return false;
}

std::string XmlTree::markup(Node node, std::string_view (*rename)(std::string_view)) const {
  std::string out;
  if (node == kNone) return out;
  std::vector<std::pair<Node, std::string_view>> ends;  // where open tags end, and their names
  for (Node at = node + 1; at < end_of(node); ++at) {
    while (!ends.empty() && ends.back().first <= at) {
      out.append("</").append(ends.back().second).append(">");
      ends.pop_back();
    }
    const Value& value = nodes_[at];
    if (value.name == 0) {
      append_escaped(out,
                     std::string_view(text_).substr(value.text_begin, value.text_end - value.text_begin));
      continue;
    }
    const std::string_view local = local_name(at);
    const std::string_view html = rename ? rename(local) : local;
    if (html.empty()) continue;
    out.append("<").append(html).append(">");
    if (!is_void(html)) ends.emplace_back(value.end, html);
  }
  while (!ends.empty()) {
    out.append("</").append(ends.back().second).append(">");
    ends.pop_back();
  }
  return out;
}

}  // namespace raven::read
