// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/extract.h"

#include "base/ascii.h"
#include "read/page/article_builder.h"

#include <algorithm>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

constexpr double kLinkBlock = 0.55;  // a short block with more links than this is a list of links

ParagraphRole role_of(const PageBlock& block, const BlockCue& cue) {
  if (cue.phrase && cue.phrase->reason == "editorial") return ParagraphRole::Correction;
  switch (block.tag) {
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
      return ParagraphRole::Heading;
    case Tag::Li:
      return ParagraphRole::ListItem;
    case Tag::Blockquote:
      return ParagraphRole::Quotation;
    default:
      return ParagraphRole::Body;
  }
}

/// Tells of the blocks that were dropped why, by what is plainest to see.
class Explainer {
 public:
  Explainer(const DescribedPage& page, const BlockModel& model, const std::vector<std::uint8_t>& kept)
      : page_(page), model_(model), kept_(kept) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (!kept[i]) continue;
      first_ = std::min(first_, i);
      last_ = i;
    }
  }

  void explain(std::size_t i, TextBlock& block) const {
    const PageBlock& own = page_.blocks.blocks[i];
    const BlockCue& cue = page_.features.cue(i);
    const double links = own.bytes == 0 ? 0 : static_cast<double>(own.link_bytes) / own.bytes;
    if (own.cut == Cut::Caption || (own.signs & kInFigure) != 0) {
      block.reason = "caption";
      block.rule = "caption element";
      block.role = ParagraphRole::Caption;
    } else if (cue.phrase) {
      block.reason = cue.phrase->reason;
      block.rule = "phrase:" + std::string(cue.phrase->phrase);
    } else if (!cue.section.empty()) {
      block.reason = cue.section;
      block.rule = "below a heading of that kind";
    } else if (cue.is_title) {
      block.reason = "title";
      block.rule = "title of the page";
    } else if (!cue.has_letters) {
      block.reason = "ornament";
      block.rule = "no letters";
    } else if (cue.is_repeated) {
      block.reason = "repeated";
      block.rule = "same words as a block above";
    } else if (cue.is_byline) {
      block.reason = "byline";
      block.rule = "byline";
    } else if (cue.is_date) {
      block.reason = "date_line";
      block.rule = "date in a short line";
    } else if (own.bytes < 200 && links > kLinkBlock) {
      block.reason = "links";
      block.rule = "share of links";
    } else {
      block.reason = i < first_ ? "lead" : i > last_ ? "tail" : "aside";
      block.rule = "weights:" + std::string(model_.strongest_against(page_.features, i));
    }
  }

 private:
  const DescribedPage& page_;
  const BlockModel& model_;
  const std::vector<std::uint8_t>& kept_;
  std::size_t first_ = ~std::size_t{0}, last_ = 0;
};

}  // namespace

DescribedPage describe_page(const html::Document& document, const PageBytes& page, const PageMeasure& measure,
                            const ReadingTables& tables, const ClassParts& parts, const TextWitness& witness,
                            std::string_view language) {
  DescribedPage described;
  if (measure.body() == html::kNoNode) return described;
  described.container = measure.choose_container();
  described.blocks = collect_blocks(document, page, measure, described.container, described.container);
  described.features = describe_blocks(document, described.blocks, measure, described.container, tables,
                                       parts, witness, language);
  return described;
}

MainText extract_text(const html::Document& document, const PageBytes& page, const ReadingTables& tables,
                      const TextWitness& witness, std::string_view language) {
  MainText out;
  const PageMeasure measure(document, tables);
  if (measure.body() == html::kNoNode) return out;
  DescribedPage described =
      describe_page(document, page, measure, tables, tables.text_blocks().parts(), witness, language);
  out.container = described.container;
  out.page_bytes = measure.text(measure.body());
  out.link_bytes = measure.link(measure.body());
  out.links = measure.links();
  const std::vector<PageBlock>& blocks = described.blocks.blocks;
  std::vector<std::uint8_t> kept = tables.text_blocks().decide(described.features);
  // What is never text, whatever speaks for it; and a heading over nothing that was kept.
  bool text_below = false;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    const BlockCue& cue = described.features.cue(i);
    if (cue.is_never_kept) kept[i] = 0;
    if (!kept[i]) continue;
    if (role_of(blocks[i], cue) == ParagraphRole::Heading)
      kept[i] = text_below ? 1 : 0;
    else
      text_below = true;
  }
  const Explainer explainer(described, tables.text_blocks(), kept);
  bool is_first = true;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = blocks[i];
    const BlockCue& cue = described.features.cue(i);
    const double links = block.bytes == 0 ? 0 : static_cast<double>(block.link_bytes) / block.bytes;
    if (block.bytes >= 20 && block.bytes < 200 && links > kLinkBlock) ++out.link_blocks;
    TextBlock text;
    text.span = block.span;
    text.role = role_of(block, cue);
    if (kept[i]) {
      if (is_first && cue.is_description && text.role != ParagraphRole::Correction)
        text.role = ParagraphRole::Subtitle;
      is_first = false;
      out.prose_bytes += block.span.size();
      if (block.span.size() >= 100) out.solid_bytes += block.span.size();
    } else {
      explainer.explain(i, text);
    }
    out.blocks.push_back(std::move(text));
  }
  out.draft = std::move(described.blocks.draft);
  return out;
}

std::string node_text(const html::Document& document, NodeId node, std::size_t limit) {
  std::string text;
  for (NodeId at = node; at != html::kNoNode && text.size() < limit;) {
    bool skip = false;
    if (document.kind(at) == NodeKind::Text)
      text += document.text(at).substr(0, limit);
    else if (document.kind(at) == NodeKind::TemplateContent)
      skip = true;
    else if (document.kind(at) == NodeKind::Element) {
      if (at != node && is_never_text_tag(document.tag(at)))
        skip = true;
      else if (is_block_tag(document.tag(at)) || document.tag(at) == Tag::Br)
        text += ' ';
    }
    at = skip ? document.next_skipping_children(at, node) : document.next(at, node);
  }
  return base::collapse_space(text);
}

}  // namespace raven::read
