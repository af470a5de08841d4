// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/page_text.h"
#include "read/html/tags.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read::html {

/// A node of a document; `kNoNode` stands for none. The document itself is node 0.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFFU;
inline constexpr NodeId kDocumentNode = 0;

/// What a node is. The children of a `template` element stand below one node of kind `TemplateContent`, so
/// that whoever reads the page can leave them out with one comparison.
enum class NodeKind : std::uint8_t { Document, Doctype, Element, Text, Comment, TemplateContent };

/// How a browser would lay the page out (13.2.6.4.1).
enum class Quirks : std::uint8_t { No, Limited, Full };

/// What becomes of a `selectedcontent` element, which the standard fills with a copy of the chosen option. A
/// reader wants each word once, so the default leaves it as it was written.
enum class SelectedContent : std::uint8_t { Leave, Copy };

/// Limits of one parse. None is an error: the document says in `limits()` what was left out.
struct Options {
  std::uint32_t limit_bytes = 256U << 20;  ///< Of the page; what follows is not read. At most 2^31 - 1.
  std::uint32_t limit_nodes = 16U << 20;   ///< Reading stops there.
  std::uint32_t limit_attributes = 256;    ///< Of one element; further ones are left out.
  std::uint32_t limit_depth = 512;  ///< Deeper elements become siblings; no content is lost. At least 8.
  SelectedContent selected_content = SelectedContent::Leave;
};

/// The limits that a page ran into.
struct Limits {
  bool bytes = false;
  bool nodes = false;
  bool attributes = false;
  bool depth = false;
  bool formatting = false;  ///< Unclosed formatting elements were no longer repeated in each new block.
};

/// A parsed page: a tree of nodes, held as parallel arrays, so that a scan over all nodes touches only what
/// it asks for. Nodes are numbered in the order of their making, which is mostly but not always document
/// order.
///
///     Document page = parse(utf8);
///     for (NodeId node = kDocumentNode; node != kNoNode; node = page.next(node)) {
///       if (page.is_element(node, Tag::A)) links.push_back(page.attribute(node, "href").value_or(""));
///       if (page.kind(node) == NodeKind::Text) text += page.text(node);
///     }
///
/// A document points into the bytes it was parsed from: these must stay where they are for as long as it is
/// used. Copying is off, moving is cheap. Reading from several threads is safe. Accessors take nodes of this
/// document only. Two text nodes may stand next to each other where ignored markup stood between them.
class Document {
 public:
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Number of nodes made; valid ids are below it.
  NodeId size() const { return static_cast<NodeId>(parent_.size()); }

  /// What the node is.
  NodeKind kind(NodeId node) const { return kind_[node]; }
  /// The tag of an element; `Tag::None` for other kinds.
  Tag tag(NodeId node) const { return tag_[node]; }
  /// The namespace of an element; HTML for other kinds.
  Namespace name_space(NodeId node) const { return namespace_[node]; }
  /// Whether `node` is the HTML element `tag`.
  bool is_element(NodeId node, Tag tag) const {
    return tag_[node] == tag && kind_[node] == NodeKind::Element && namespace_[node] == Namespace::Html;
  }

  /// The neighbours of a node in the tree, each `kNoNode` where there is none.
  NodeId parent(NodeId node) const { return parent_[node]; }
  NodeId first_child(NodeId node) const { return first_child_[node]; }
  NodeId last_child(NodeId node) const { return last_child_[node]; }
  NodeId next_sibling(NodeId node) const { return next_sibling_[node]; }
  NodeId previous_sibling(NodeId node) const { return previous_sibling_[node]; }

  /// The next node in document order below `root`, or `kNoNode`. Walking a whole document takes linear time.
  NodeId next(NodeId node, NodeId root = kDocumentNode) const {
    if (first_child_[node] != kNoNode) return first_child_[node];
    return next_skipping_children(node, root);
  }
  /// The same, leaving out what stands below `node`.
  NodeId next_skipping_children(NodeId node, NodeId root = kDocumentNode) const {
    while (node != root && node != kNoNode) {
      if (next_sibling_[node] != kNoNode) return next_sibling_[node];
      node = parent_[node];
    }
    return kNoNode;
  }

  /// The name of an element as its namespace spells it ("div", "foreignObject"), or of a doctype.
  std::string_view name(NodeId node) const;
  /// The lower case spelling of a tag of this document.
  std::string_view tag_name(Tag tag) const;

  /// The characters of a text or comment node; empty for other kinds. Valid UTF-8 if the page was.
  std::string_view text(NodeId node) const;
  /// The byte of the page that byte `index` of `text(node)` came from.
  std::uint32_t text_source(NodeId node, std::uint32_t index) const;
  /// All text below `node`, in document order, as the standard's textContent: without comments and templates.
  std::string all_text(NodeId node) const;

  /// The value of an attribute, by its lower case name; empty optional if the element has none of that name.
  std::optional<std::string_view> attribute(NodeId node, std::string_view name) const;
  /// Number of attributes of an element; 0 for other kinds.
  std::uint32_t attribute_count(NodeId node) const;
  /// Attribute `index` of an element, in the order of the page.
  const Attribute& attribute_at(NodeId node, std::uint32_t index) const {
    return attributes_[data_begin_[node] + index];
  }
  /// The characters of a span of this document (an attribute's name or value).
  std::string_view view(Span span) const { return text_.view(span); }
  /// The byte of the page that byte `index` of `span` came from.
  std::uint32_t source_offset(Span span, std::uint32_t index) const {
    return text_.source_offset(span, index);
  }

  /// Where the node stands in the page that was parsed (after decoding; see `Decoded::offsets`): for an
  /// element from its start tag's `<` to after its end tag, or to where it was closed without one. An element
  /// that the rules supplied begins where it became necessary.
  std::uint32_t source_begin(NodeId node) const { return source_begin_[node]; }
  std::uint32_t source_end(NodeId node) const { return source_end_[node]; }

  /// The page's layout mode, by its doctype.
  Quirks quirks() const { return quirks_; }
  /// The limits that the page ran into.
  const Limits& limits() const { return limits_; }
  /// The bytes that the document was parsed from, up to the limit.
  std::string_view source() const { return text_.source(); }
  /// Public and system identifier of a doctype node; empty for other kinds.
  std::string_view public_id(NodeId node) const;
  std::string_view system_id(NodeId node) const;

 private:
  friend class TreeBuilder;
  explicit Document(std::string_view source) : text_(source) {}

  PageText text_;
  TagNames names_;
  std::vector<Attribute> attributes_;
  std::vector<NodeId> parent_;
  std::vector<NodeId> first_child_;
  std::vector<NodeId> last_child_;
  std::vector<NodeId> next_sibling_;
  std::vector<NodeId> previous_sibling_;
  std::vector<Tag> tag_;
  std::vector<NodeKind> kind_;
  std::vector<Namespace> namespace_;
  std::vector<std::uint32_t> data_begin_;  // text: Span; element: range of attributes_
  std::vector<std::uint32_t> data_size_;
  std::vector<std::uint32_t> source_begin_;
  std::vector<std::uint32_t> source_end_;
  Span public_id_;
  Span system_id_;
  NodeId doctype_ = kNoNode;
  Quirks quirks_ = Quirks::No;
  Limits limits_;
};

/// The element in which a fragment stands, as for `innerHTML`.
struct FragmentContext {
  Namespace name_space = Namespace::Html;
  std::string_view tag_name;  ///< In lower case, but for SVG names with capitals.
  Quirks quirks = Quirks::No;
};

/// Parses a page by the HTML standard (section 13.2), with scripting off. Never fails: any bytes give a
/// document. Time is linear in the page, whatever it holds, and memory a few dozen bytes for each tag. No
/// recursion. Thread safe; `utf8` must outlive the document.
Document parse(std::string_view utf8, const Options& options = {});

/// Parses a fragment (13.4): the document's only element is an `html` element with the fragment's nodes below
/// it.
Document parse_fragment(std::string_view utf8, const FragmentContext& context, const Options& options = {});

}  // namespace raven::read::html
