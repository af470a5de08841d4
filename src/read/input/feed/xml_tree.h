// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads XML as publishers really send it into a flat tree. Never fails: tags that do not match are closed
/// where their parent is, ampersands that begin nothing stand for themselves, HTML's named characters are
/// known, what stands before or behind the root is kept as its neighbour. Document types are passed over
/// unread, so nothing is ever declared, expanded or fetched.
///
///     XmlTree tree;
///     if (!tree.parse("<rss><channel><title>Fish & chips&nbsp;</title></channel></rss>")) return;
///     tree.text(tree.child(tree.child(tree.root(), "channel"), "title"));    // "Fish & chips"
///
/// Names are written with the prefix that their namespace usually has ("content:encoded", "media:title"),
/// whatever prefix the document gave it; a prefix that is not declared is taken for the usual one. The bytes
/// must outlive the tree. Linear in the input, iterative, memory O(input). Thread safety: distinct objects
/// may be used from distinct threads.

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace raven::read {

class XmlTree {
 public:
  /// The number of an element or a stretch of text, in the order of the document; `kNone` where there is
  /// none.
  using Node = std::uint32_t;

  /// Reads UTF-8; false if there is no element in it.
  bool parse(std::string_view utf8);

  /// The first element that is not within another.
  Node root() const { return root_; }
  Node first_child(Node node) const { return node == kNone ? kNone : nodes_[node].first_child; }
  Node next_sibling(Node node) const { return nodes_[node].next; }
  Node parent(Node node) const { return nodes_[node].parent; }
  /// One more than the last node within `node`.
  Node end_of(Node node) const { return nodes_[node].end; }
  Node size() const { return static_cast<Node>(nodes_.size()); }

  /// The element's name, as "title" or "dc:title"; empty for text.
  const std::string& name(Node node) const { return names_[nodes_[node].name]; }
  /// The name without its prefix.
  std::string_view local_name(Node node) const;

  /// The first child, or the first element within, that has this name.
  Node child(Node node, std::string_view name) const;
  Node descendant(Node node, std::string_view name) const;

  /// All characters within, blanks at the ends cut off; empty for `kNone`.
  std::string_view text(Node node) const;
  /// An attribute's value; empty if there is none.
  std::string_view attribute(Node node, std::string_view name) const;
  /// Whether elements stand within.
  bool has_elements(Node node) const;

  /// What is within as HTML, without attributes. `rename` gives the HTML name of each element; empty leaves
  /// the tags out and keeps what is within.
  std::string markup(Node node, std::string_view (*rename)(std::string_view name) = nullptr) const;

  /// Where the node stands in the bytes that were parsed, its tags included.
  SourceSpan source(Node node) const {
    return source_span(nodes_[node].source_begin, nodes_[node].source_end);
  }
  /// Whether the input ended within the element.
  bool is_cut(Node node) const { return nodes_[node].is_cut; }

 private:
  struct Value {
    std::uint32_t name = 0;
    Node parent = kNone, first_child = kNone, next = kNone, end = 0;
    std::uint32_t text_begin = 0, text_end = 0;
    std::uint32_t attributes_begin = 0, attributes_end = 0;
    std::uint32_t source_begin = 0, source_end = 0;
    bool is_cut = false;
  };
  struct OpenElement {
    Node node;
    Node last_child;
  };

  Node add_node(std::uint32_t name, std::size_t begin, std::size_t end);
  void add_text(std::string_view text, std::size_t begin, bool has_references);
  std::size_t start_tag(std::size_t at);
  std::size_t end_tag(std::size_t at);
  void close(Node node, std::size_t end, bool is_cut);
  std::uint32_t name_number(std::string_view name);
  void declare(std::string_view prefix, std::string_view address);

  std::string_view bytes_;
  std::vector<Value> nodes_;
  std::vector<OpenElement> open_;
  Node last_top_ = kNone;
  Node root_ = kNone;
  std::string text_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> open_count_;  // for each name, how many elements are open
  std::unordered_map<std::string, std::uint32_t> name_numbers_;
  std::unordered_map<std::string, std::string> prefixes_;
};

/// `text` with its character references (XML's, HTML's, numbers), each with its semicolon, replaced by what
/// they stand for.
std::string without_references(std::string_view text);

/// Appends `text` so that HTML reads it as these characters.
void append_escaped(std::string& out, std::string_view text);

}  // namespace raven::read
