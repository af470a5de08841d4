// SPDX-License-Identifier: Apache-2.0
#include "read/html/outline.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace raven::read::html {
namespace {

void indent(std::string& out, std::size_t level) {
  out += "| ";
  out.append(level * 2, ' ');
}

void write_element(std::string& out, const Document& document, NodeId node, std::size_t level) {
  indent(out, level);
  out += '<';
  if (document.name_space(node) == Namespace::Svg) out += "svg ";
  if (document.name_space(node) == Namespace::MathMl) out += "math ";
  out += document.name(node);
  out += ">\n";
  std::vector<std::pair<std::string, std::string_view>> attributes;
  for (std::uint32_t i = 0; i < document.attribute_count(node); ++i) {
    const Attribute& attribute = document.attribute_at(node, i);
    std::string name(document.view(attribute.name));
    if (attribute.is_prefixed) {
      const std::size_t colon = name.find(':');
      if (colon == std::string::npos) {
        name.insert(0, "xmlns ");
      } else {
        name[colon] = ' ';
      }
    }
    attributes.emplace_back(std::move(name), document.view(attribute.value));
  }
  std::sort(attributes.begin(), attributes.end());
  for (const auto& [name, value] : attributes) {
    indent(out, level + 1);
    out += name;
    out += "=\"";
    out += value;
    out += "\"\n";
  }
}

}  // namespace

std::string outline(const Document& document, NodeId root) {
  std::string out;
  std::size_t level = 0;
  NodeId node = document.first_child(root);
  while (node != kNoNode) {
    switch (document.kind(node)) {
      case NodeKind::Element:
        write_element(out, document, node, level);
        break;
      case NodeKind::Text: {
        const NodeId previous = document.previous_sibling(node);
        const NodeId next = document.next_sibling(node);
        if (previous == kNoNode || document.kind(previous) != NodeKind::Text) {
          indent(out, level);
          out += '"';
        }
        out += document.text(node);
        if (next == kNoNode || document.kind(next) != NodeKind::Text) out += "\"\n";
        break;
      }
      case NodeKind::Comment:
        indent(out, level);
        out += "<!-- ";
        out += document.text(node);
        out += " -->\n";
        break;
      case NodeKind::Doctype:
        indent(out, level);
        out += "<!DOCTYPE ";
        out += document.name(node);
        if (!document.public_id(node).empty() || !document.system_id(node).empty()) {
          out += " \"";
          out += document.public_id(node);
          out += "\" \"";
          out += document.system_id(node);
          out += '"';
        }
        out += ">\n";
        break;
      case NodeKind::TemplateContent:
        indent(out, level);
        out += "content\n";
        break;
      case NodeKind::Document:
        break;
    }
    if (document.first_child(node) != kNoNode) {
      node = document.first_child(node);
      ++level;
      continue;
    }
    while (node != root && document.next_sibling(node) == kNoNode) {
      node = document.parent(node);
      if (node != root) --level;
    }
    node = node == root ? kNoNode : document.next_sibling(node);
  }
  return out;
}

}  // namespace raven::read::html
