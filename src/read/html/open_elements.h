// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/document.h"
#include "read/html/tags.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace raven::read::html {

/// Whether an SVG or MathML element takes HTML inside it ("HTML integration point", 13.2.6).
enum class Integration : std::uint8_t { None, Html };

/// An element on the stack of open elements. The links are places in the stack plus one, 0 for none: each
/// names the highest entry, this one included, that has the property.
struct OpenElement {
  NodeId node = kNoNode;
  Tag tag = Tag::None;
  Namespace name_space = Namespace::Html;
  bool is_html_integration_point = false;
  std::uint32_t same = 0;          ///< The next lower entry of the same tag (HTML and foreign ones apart).
  std::uint32_t scope = 0;         ///< Ends a scope search.
  std::uint32_t list_scope = 0;    ///< Ends a list item scope search.
  std::uint32_t button_scope = 0;  ///< Ends a button scope search.
  std::uint32_t table_scope = 0;   ///< Ends a table scope search.
  std::uint32_t special = 0;       ///< Is special.
  std::uint32_t item_special = 0;  ///< Is special and none of address, div, p.
  std::uint32_t mode_anchor = 0;   ///< Matters to "reset the insertion mode".
  std::uint32_t html = 0;          ///< Is in the HTML namespace.
};

/// The stack of open elements (13.2.4.2). Every question that the standard answers by walking up the stack is
/// answered here in constant time, from links kept in each entry: a page of a hundred thousand open elements
/// costs no more for each tag than one of ten.
class OpenElements {
 public:
  bool empty() const { return entries_.empty(); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  const OpenElement& operator[](std::uint32_t index) const { return entries_[index]; }
  const OpenElement& top() const { return entries_.back(); }

  bool is_open(NodeId node) const { return node < open_.size() && open_[node] != 0; }

  void push(NodeId node, Tag tag, Namespace name_space, Integration integration) {
    if (node >= open_.size()) open_.resize(std::size_t{node} * 2 + 64);
    open_[node] = 1;
    OpenElement entry;
    entry.node = node;
    entry.tag = tag;
    entry.name_space = name_space;
    entry.is_html_integration_point = integration == Integration::Html;
    link(entry);
  }

  void pop() {
    open_[entries_.back().node] = 0;
    unlink();
  }

  /// Takes the entry at `index` out. Costs as much as there are entries above it.
  void remove(std::uint32_t index) {
    lift(index + 1);
    pop();
    lower();
  }

  /// Puts another node of the same tag and namespace in the place of entry `index`.
  void replace(std::uint32_t index, NodeId node) {
    if (node >= open_.size()) open_.resize(std::size_t{node} * 2 + 64);
    open_[entries_[index].node] = 0;
    open_[node] = 1;
    entries_[index].node = node;
  }

  /// Puts an HTML element in at `index`. Costs as much as there are entries above it.
  void insert(std::uint32_t index, NodeId node, Tag tag) {
    lift(index);
    push(node, tag, Namespace::Html, Integration::None);
    lower();
  }

  /// The highest HTML element with this tag: its index plus one, or 0.
  std::uint32_t last(Tag tag) const { return last_of(key_of(tag, Namespace::Html)); }
  /// The highest SVG or MathML element with this tag: its index plus one, or 0.
  std::uint32_t last_foreign(Tag tag) const { return last_of(key_of(tag, Namespace::Svg)); }

  bool has(Tag tag) const { return last(tag) != 0; }
  bool in_scope(Tag tag) const { return reaches(last(tag), top().scope); }
  bool in_list_scope(Tag tag) const { return reaches(last(tag), top().list_scope); }
  bool in_button_scope(Tag tag) const { return reaches(last(tag), top().button_scope); }
  bool in_table_scope(Tag tag) const { return reaches(last(tag), top().table_scope); }
  /// Whether the entry at `index` itself is in scope.
  bool is_in_scope(std::uint32_t index) const { return index + 1 >= top().scope; }

  /// The index plus one of an open node, or 0. Walks the open elements of its tag.
  std::uint32_t find(NodeId node, Tag tag) const {
    if (!is_open(node)) return 0;
    std::uint32_t at = last(tag);
    while (at != 0 && entries_[at - 1].node != node) at = entries_[at - 1].same;
    return at;
  }

 private:
  static std::size_t key_of(Tag tag, Namespace name_space) {
    return std::size_t{static_cast<std::uint32_t>(tag)} * 2 + (name_space == Namespace::Html ? 0 : 1);
  }
  std::uint32_t last_of(std::size_t key) const { return key < last_.size() ? last_[key] : 0; }
  static bool reaches(std::uint32_t target, std::uint32_t barrier) {
    return target != 0 && target >= barrier;
  }

  void link(OpenElement entry) {
    const std::uint32_t place = size() + 1;
    const bool is_html = entry.name_space == Namespace::Html;
    const std::uint16_t traits = tag_traits(entry.tag);
    if (entries_.empty()) {
      entry.scope = entry.list_scope = entry.button_scope = entry.table_scope = 0;
    } else {
      const OpenElement& below = entries_.back();
      entry.scope = below.scope;
      entry.list_scope = below.list_scope;
      entry.button_scope = below.button_scope;
      entry.table_scope = below.table_scope;
      entry.special = below.special;
      entry.item_special = below.item_special;
      entry.mode_anchor = below.mode_anchor;
      entry.html = below.html;
    }
    if (is_html) {
      entry.html = place;
      if ((traits & kScope) != 0) entry.scope = entry.list_scope = entry.button_scope = place;
      if ((traits & kListScope) != 0) entry.list_scope = place;
      if ((traits & kButtonScope) != 0) entry.button_scope = place;
      if ((traits & kTableScope) != 0) entry.table_scope = place;
      if ((traits & kSpecial) != 0) {
        entry.special = place;
        if (entry.tag != Tag::Address && entry.tag != Tag::Div && entry.tag != Tag::P) {
          entry.item_special = place;
        }
      }
      if ((traits & kModeAnchor) != 0) entry.mode_anchor = place;
    } else if ((traits & kForeignScope) != 0 && is_foreign_scope(entry)) {
      entry.scope = entry.list_scope = entry.button_scope = entry.special = entry.item_special = place;
    }
    const std::size_t key = key_of(entry.tag, entry.name_space);
    if (key >= last_.size()) last_.resize(key * 2 + 2 * kKnownTagCount);
    entry.same = last_[key];
    last_[key] = place;
    entries_.push_back(entry);
  }

  // The names belong to one of the two foreign namespaces each.
  static bool is_foreign_scope(const OpenElement& entry) {
    const bool is_svg_name =
        entry.tag == Tag::Foreignobject || entry.tag == Tag::Desc || entry.tag == Tag::Title;
    return is_svg_name == (entry.name_space == Namespace::Svg);
  }

  void unlink() {
    const OpenElement& entry = entries_.back();
    last_[key_of(entry.tag, entry.name_space)] = entry.same;
    entries_.pop_back();
  }

  void lift(std::uint32_t index) {
    while (size() > index) {
      lifted_.push_back(entries_.back());
      unlink();
    }
  }
  void lower() {
    while (!lifted_.empty()) {
      link(lifted_.back());
      lifted_.pop_back();
    }
  }

  std::vector<OpenElement> entries_;
  std::vector<OpenElement> lifted_;
  std::vector<std::uint32_t> last_;  // by key: highest entry of a tag, plus one
  std::vector<std::uint8_t> open_;   // by node
};

}  // namespace raven::read::html
