// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The main text of an HTML page: which element holds it, and which blocks in it are text.
///
///     MainText text = extract_text(document, page, tables, {.titles = {"Talks resume"}}, "en");
///     for (const TextBlock& block : text.blocks) if (block.reason.empty()) keep(block);
///
/// Four steps, each in a file of its own: every element is measured and the container of the prose is chosen
/// (page_measure), the page becomes a row of blocks (page_blocks), each block is described by what can be
/// told of it and its neighbours (block_features), and all are decided together by learned weights
/// (block_model). Why a block was dropped is then told by what is plainest to see of it: a phrase, a byline,
/// links, its place. Linear in the page; no recursion. Thread safety: pure.

#include "base/origin_map.h"
#include "read/html/document.h"
#include "read/input/page_bytes.h"
#include "read/main_text/block_features.h"
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
  base::OriginText draft;         ///< all blocks, one after another
  std::vector<TextBlock> blocks;  ///< what was kept, and what was dropped beside it, in the order of the page
  html::NodeId container = html::kNoNode;
  std::uint64_t prose_bytes = 0;  ///< of the text that was kept
  std::uint64_t solid_bytes = 0;  ///< of the kept blocks that are long enough to be paragraphs
  std::uint32_t link_blocks = 0;  ///< blocks of the container that are nothing but a link with several words
  std::uint64_t link_bytes = 0;   ///< of the whole page: text that is a link
  std::uint64_t page_bytes = 0;   ///< of the whole page: text that can be seen
  std::uint32_t links = 0;        ///< of the whole page
};

/// What the page says elsewhere of its title and text helps to tell its parts apart.
MainText extract_text(const html::Document& document, const PageBytes& page, const ReadingTables& tables,
                      const TextWitness& witness, std::string_view language);

/// The steps before the decision, for those who train and examine it.
struct DescribedPage {
  html::NodeId container = html::kNoNode;
  PageBlocks blocks;
  BlockFeatures features;
};
DescribedPage describe_page(const html::Document& document, const PageBytes& page, const PageMeasure& measure,
                            const ReadingTables& tables, const ClassParts& parts, const TextWitness& witness,
                            std::string_view language);

/// The text below a node, blanks joined, at most `limit` bytes; scripts and styles left out.
std::string node_text(const html::Document& document, html::NodeId node, std::size_t limit = 2000);

}  // namespace raven::read
