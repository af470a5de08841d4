// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The main text of an HTML page: which element holds it, and which blocks in it are text.
///
///     MainText text = extract_text(document, page, tables, {"Talks resume"}, "en");
///     for (const TextBlock& block : text.blocks) if (block.reason.empty()) keep(block);
///
/// Stated rules, one bottom-up pass, no scoring by trial:
///   1. Scripts, forms' controls, menus (nav), asides, hidden elements and those whose class or id is a junk
///   word
///      (knowledge/reading/class_hints.tsv) are cut, unless they hold half of the page's text: then the word
///      names the layout.
///   2. Each block element's own text counts as prose by its length, less its links.
///   3. From the body downwards, the element is entered that holds nearly all prose of its parent (less
///   suffices
///      where the page itself marks it as the text); where the prose divides, the parent is the container. So
///      a body that is split over several elements stays whole.
///   4. In the container each block is judged: title, byline, date line, caption, links, junk phrase, tail.
/// Linear in the page; no recursion. Thread safety: pure.

#include "base/origin_map.h"
#include "read/html/document.h"
#include "read/input/page_bytes.h"
#include "read/reading_tables.h"

#include <raven/record.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct TextBlock {
  TextSpan span;  ///< in the draft
  ParagraphRole role = ParagraphRole::Body;
  std::string_view reason;  ///< why it is no text; empty: it is
  std::string rule;
};

struct MainText {
  base::OriginText draft;         ///< all blocks of the container, one after another
  std::vector<TextBlock> blocks;  ///< in the order of the page
  html::NodeId container = html::kNoNode;
  std::uint64_t prose_bytes = 0;  ///< of the text that was kept
  std::uint64_t solid_bytes = 0;  ///< of the kept blocks that are long enough to be paragraphs
  std::uint32_t link_blocks = 0;  ///< blocks of the container that are nothing but a link with several words
  std::uint64_t link_bytes = 0;   ///< of the whole page: text that is a link
  std::uint64_t page_bytes = 0;   ///< of the whole page: text that can be seen
  std::uint32_t links = 0;        ///< of the whole page
};

/// What the page says its title is helps to drop its repetition.
MainText extract_text(const html::Document& document, const PageBytes& page, const ReadingTables& tables,
                      const std::vector<std::string>& titles, std::string_view language);

/// The text below a node, blanks joined, at most `limit` bytes; scripts and styles left out.
std::string node_text(const html::Document& document, html::NodeId node, std::size_t limit = 2000);

}  // namespace raven::read
