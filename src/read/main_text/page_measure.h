// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Measures every element of a page once: how much text and how many links stand below it, what its tag,
/// class, id, role and state say of it, and how much of it is prose. From that it tells which element holds
/// the main text.
///
///     const PageMeasure measure(document, tables);
///     const NodeId container = measure.choose_container();
///
/// Stated rules:
///   1. Scripts, form controls, menus (nav), asides, hidden elements and those whose class or id is a junk
///   word
///      (knowledge/reading/class_hints.tsv) are cut, unless they hold half of the page's text: then the word
///      names the layout. If hardly any prose is left and there is much more without the class words, they
///      are not believed.
///   2. Each block element's own text counts as prose by its length, less its links.
///   3. From the body downwards, the element is entered that holds nearly all prose of its parent (less
///   suffices
///      where the page itself marks it as the text). Where the prose divides, the parent is the container, so
///      that a body which is split over several elements stays whole.
/// Linear in the page; no recursion. Thread safety: pure.

#include "read/html/document.h"
#include "read/reading_tables.h"

#include <cstdint>
#include <vector>

namespace raven::read {

/// What an element or one of those around it is; bits of `PageMeasure::signs`.
enum Sign : std::uint32_t {
  kInNav = 1u << 0,        ///< nav, menu, or a role that says so
  kInAside = 1u << 1,      ///< aside, dialog
  kInFooter = 1u << 2,     ///< footer
  kInHeader = 1u << 3,     ///< header
  kInForm = 1u << 4,       ///< form, fieldset
  kInFigure = 1u << 5,     ///< figure, figcaption or a caption word
  kInTable = 1u << 6,      ///< table
  kInQuote = 1u << 7,      ///< blockquote
  kInList = 1u << 8,       ///< ul, ol, dl
  kHidden = 1u << 9,       ///< hidden, aria-hidden, display: none
  kJunkWord = 1u << 10,    ///< a class or id that names what is no text
  kComments = 1u << 11,    ///< readers' comments
  kMetaWord = 1u << 12,    ///< date, section, reading time
  kBylineWord = 1u << 13,  ///< authors
  kBodyWord = 1u << 14,    ///< the page marks it as the text
  kInArticle = 1u << 15,   ///< article
  kInInner = 1u << 16,     ///< an article inside an article
  kInHeading = 1u << 17,   ///< h1 to h6
  kInLink = 1u << 18,      ///< a
  kInBold = 1u << 19,      ///< strong, b
  kInItalic = 1u << 20,    ///< em, i
};

/// Whether the tag begins a block of its own.
bool is_block_tag(html::Tag tag);
/// Whether what stands below the tag is never text of the page: scripts, controls, players.
bool is_never_text_tag(html::Tag tag);

/// What becomes of an element's text before blocks are judged.
enum class Cut : std::uint8_t { Keep, Skip, Caption };

class PageMeasure {
 public:
  /// Both must outlive the object.
  PageMeasure(const html::Document& document, const ReadingTables& tables);

  /// The body element; kNoNode if the page has none.
  html::NodeId body() const { return body_; }
  /// The element that holds the main text.
  html::NodeId choose_container() const;

  /// Visible bytes of text at and below a node, runs of blanks counted once.
  std::uint32_t text(html::NodeId node) const { return text_[node]; }
  /// Those of them that stand in links.
  std::uint32_t link(html::NodeId node) const { return link_[node]; }
  /// What the node stands in; a sign on more than half of the page's text is left out.
  std::uint32_t signs(html::NodeId node) const { return signs_[node]; }
  /// What the element's own class, id and role say.
  ClassEffect effect(html::NodeId node) const { return effect_[node]; }
  Cut cut(html::NodeId node) const { return cut_[node]; }
  /// Weighed bytes of prose at and below a node.
  double prose(html::NodeId node) const { return prose_[node]; }
  /// Number of links of the page.
  std::uint32_t links() const { return links_; }

 private:
  enum class ClassWords : std::uint8_t { Believe, Ignore };

  void measure();
  void read_signs();
  void prune(ClassWords words);
  Cut cut_of(html::NodeId node, double layout, ClassWords words) const;
  void weigh();

  const html::Document& document_;
  const ReadingTables& tables_;
  html::NodeId body_ = html::kNoNode;
  std::uint32_t links_ = 0;
  std::vector<html::NodeId> order_;
  std::vector<std::uint32_t> text_, link_, signs_;
  std::vector<ClassEffect> effect_;
  std::vector<Cut> cut_;
  std::vector<std::uint8_t> marked_;
  std::vector<float> prose_;
};

}  // namespace raven::read
