// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/page_blocks.h"

#include "base/ascii.h"
#include "read/page/article_builder.h"

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

class Collector {
 public:
  Collector(const html::Document& document, const PageBytes& page, const PageMeasure& measure, NodeId region,
            NodeId container)
      : document_(document), page_(page), measure_(measure), region_(region), container_(container) {}

  PageBlocks collect() {
    NodeId container_end = html::kNoNode;  // the first node behind the container
    bool inside = false;
    int breaks = 0;
    for (NodeId node = region_; node != html::kNoNode;) {
      if (node == container_) {
        close();
        inside = true;
        container_end = document_.next_skipping_children(container_, region_);
      } else if (inside && node == container_end) {
        close();
        inside = false;
      }
      bool skip = false;
      if (document_.kind(node) == NodeKind::Element) {
        const Tag tag = document_.tag(node);
        if (tag == Tag::Br) {
          if (++breaks >= 2)
            close();
          else
            out_.draft.add(" ");
        } else if (is_left_out(node)) {
          skip = true;
          if (is_block_tag(tag))
            close();
          else
            out_.draft.add(" ");
        } else if (tag == Tag::A) {
          ++current_.links;
        }
      } else if (document_.kind(node) == NodeKind::Text) {
        const std::string_view text = document_.text(node);
        if (measure_.text(node) == 0) {
          if (!text.empty() && out_.draft.size() > begin_) out_.draft.add(" ");
        } else {
          breaks = 0;
          add_text(node, text, inside);
        }
      } else if (document_.kind(node) == NodeKind::TemplateContent) {
        skip = true;
      }
      node = skip ? document_.next_skipping_children(node, region_) : document_.next(node, region_);
    }
    close();
    // What is reckoned of the blocks next is large; room that stands empty would add to it.
    out_.blocks.shrink_to_fit();
    return std::move(out_);
  }

 private:
  void add_text(NodeId node, std::string_view text, bool inside) {
    const NodeId parent = document_.parent(node);
    const NodeId element = block_above(parent == html::kNoNode ? node : parent);
    if (element != current_.element || measure_.cut(node) != current_.cut) {
      const std::uint32_t links = current_.bytes == 0 ? current_.links : 0;  // opened before its first text
      close();
      current_.links = links;
      current_.element = element;
      current_.cut = measure_.cut(node);
    }
    current_.is_inside = inside;
    const std::uint32_t bytes = measure_.text(node);
    current_.bytes += bytes;
    current_.link_bytes += measure_.link(node);
    if ((measure_.signs(node) & (kInBold | kInItalic)) != 0) current_.emphasis_bytes += bytes;
    append_text(node, text);
  }

  bool is_left_out(NodeId node) const {
    return measure_.cut(node) == Cut::Skip || measure_.text(node) == 0 ||
           document_.name_space(node) != html::Namespace::Html || is_never_text_tag(document_.tag(node));
  }

  NodeId block_above(NodeId node) const {
    while (node != region_ &&
           !(document_.kind(node) == NodeKind::Element && is_block_tag(document_.tag(node))))
      node = document_.parent(node);
    return node;
  }

  /// A few steps up tell what a plain paragraph stands in.
  Tag layout_of(NodeId element) const {
    NodeId at = element;
    for (int steps = 0; steps < 4 && at != html::kNoNode; ++steps) {
      switch (document_.tag(at)) {
        case Tag::H1:
        case Tag::H2:
        case Tag::H3:
        case Tag::H4:
        case Tag::H5:
        case Tag::H6:
        case Tag::Li:
        case Tag::Blockquote:
          return document_.tag(at);
        default:
          break;
      }
      if (at == region_) break;
      at = document_.parent(at);
    }
    return document_.tag(element);
  }

  /// Ends the block that is open; one without text is none.
  void close() {
    const std::string_view text = std::string_view(out_.draft.text()).substr(begin_);
    const std::string_view trimmed = base::trim(text);
    PageBlock next;
    next.element = current_.element;
    next.cut = current_.cut;
    if (!trimmed.empty() && current_.bytes > 0) {
      const std::size_t begin = begin_ + static_cast<std::size_t>(trimmed.data() - text.data());
      current_.span = text_span(begin, begin + trimmed.size());
      current_.signs = measure_.signs(current_.element);
      current_.tag = layout_of(current_.element);
      out_.blocks.push_back(current_);
    }
    current_ = next;
    begin_ = out_.draft.size();
  }

  void append_text(NodeId node, std::string_view text) {
    const std::uint32_t begin = document_.text_source(node, 0);
    const auto size = static_cast<std::uint32_t>(text.size());
    const bool verbatim = text.data() == page_.utf8().data() + begin && begin + size <= page_.utf8().size();
    if (verbatim && page_.is_identity()) {
      out_.draft.copy(text, page_.shift() + begin);
      return;
    }
    append_mapped(out_.draft, text, [&](std::size_t at) {
      return page_.source(document_.text_source(node, static_cast<std::uint32_t>(at)));
    });
  }

  const html::Document& document_;
  const PageBytes& page_;
  const PageMeasure& measure_;
  const NodeId region_, container_;
  PageBlocks out_;
  PageBlock current_;
  std::size_t begin_ = 0;
};

}  // namespace

PageBlocks collect_blocks(const html::Document& document, const PageBytes& page, const PageMeasure& measure,
                          NodeId region, NodeId container) {
  return Collector(document, page, measure, region, container).collect();
}

}  // namespace raven::read
