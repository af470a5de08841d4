// SPDX-License-Identifier: Apache-2.0
#include "read/html/document.h"

namespace raven::read::html {

std::string_view Document::tag_name(Tag tag) const {
  const std::string_view known = known_tag_name(tag);
  return known.empty() ? names_.name(text_, tag) : known;
}

std::string_view Document::name(NodeId node) const {
  if (kind_[node] == NodeKind::Doctype) return text_.view({data_begin_[node], data_size_[node]});
  if (kind_[node] != NodeKind::Element) return {};
  if (namespace_[node] == Namespace::Svg) {
    const std::string_view known = svg_tag_name(tag_[node]);
    if (!known.empty()) return known;
  }
  return tag_name(tag_[node]);
}

std::string_view Document::text(NodeId node) const {
  if (kind_[node] != NodeKind::Text && kind_[node] != NodeKind::Comment) return {};
  return text_.view({data_begin_[node], data_size_[node]});
}

std::uint32_t Document::text_source(NodeId node, std::uint32_t index) const {
  if (kind_[node] != NodeKind::Text && kind_[node] != NodeKind::Comment) return source_begin_[node];
  return text_.source_offset({data_begin_[node], data_size_[node]}, index);
}

std::string Document::all_text(NodeId root) const {
  std::string all;
  NodeId node = root;
  while (node != kNoNode) {
    if (kind_[node] == NodeKind::Text) all.append(text(node));
    node = kind_[node] == NodeKind::TemplateContent && node != root ? next_skipping_children(node, root)
                                                                    : next(node, root);
  }
  return all;
}

std::uint32_t Document::attribute_count(NodeId node) const {
  return kind_[node] == NodeKind::Element ? data_size_[node] : 0;
}

std::optional<std::string_view> Document::attribute(NodeId node, std::string_view name) const {
  const std::uint32_t count = attribute_count(node);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Attribute& attribute = attributes_[data_begin_[node] + i];
    if (attribute.name.size == name.size() && text_.view(attribute.name) == name) {
      return text_.view(attribute.value);
    }
  }
  return std::nullopt;
}

std::string_view Document::public_id(NodeId node) const {
  return node == doctype_ && node != kNoNode ? text_.view(public_id_) : std::string_view{};
}

std::string_view Document::system_id(NodeId node) const {
  return node == doctype_ && node != kNoNode ? text_.view(system_id_) : std::string_view{};
}

}  // namespace raven::read::html
