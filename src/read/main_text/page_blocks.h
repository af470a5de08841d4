// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A page as a row of blocks: paragraphs, headings, list items, each with what can be measured of it without
/// asking its neighbours.
///
///     const PageBlocks blocks = collect_blocks(document, page, measure, region, container);
///     for (const PageBlock& block : blocks.blocks) use(blocks.view(block), block.bytes, block.tag);
///
/// A block ends where an element that is laid out as a block begins or ends, at two line breaks in a row, and
/// where captions begin or end. Linear in the region; no recursion. Thread safety: pure.

#include "base/origin_map.h"
#include "read/html/document.h"
#include "read/input/page_bytes.h"
#include "read/main_text/page_measure.h"

#include <raven/record.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::read {

struct PageBlock {
  TextSpan span;                         ///< in the draft, blanks around it left out
  html::NodeId element = html::kNoNode;  ///< the block element that it stands in
  html::Tag tag =
      html::Tag::None;           ///< what it is laid out as: a heading, list item or quotation around it wins
  std::uint32_t signs = 0;       ///< `Sign` bits of its element
  std::uint32_t bytes = 0;       ///< visible bytes
  std::uint32_t link_bytes = 0;  ///< of them in links
  std::uint32_t emphasis_bytes = 0;  ///< of them bold or italic
  std::uint32_t links = 0;           ///< links in it
  Cut cut = Cut::Keep;               ///< what the stated rules do with its element
  bool is_inside = false;            ///< below the container
};

struct PageBlocks {
  base::OriginText draft;
  std::vector<PageBlock> blocks;  ///< in the order of the page

  std::string_view view(const PageBlock& block) const {
    return std::string_view(draft.text()).substr(block.span.begin.value, block.span.size());
  }
};

/// The blocks below `region` that are not cut; those below `container`, which is `region` or stands below it,
/// are told from the others.
PageBlocks collect_blocks(const html::Document& document, const PageBytes& page, const PageMeasure& measure,
                          html::NodeId region, html::NodeId container);

}  // namespace raven::read
