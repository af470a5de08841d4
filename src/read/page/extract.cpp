// SPDX-License-Identifier: Apache-2.0
#include "read/page/extract.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/page/article_builder.h"
#include "read/page/authors.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

/// Shares and sizes of the rules, in one place. Bytes of text; shares of prose.
constexpr double kEnterShare = 0.82;         // enter a child that holds this much of its parent's prose
constexpr double kEnterMarkedShare = 0.50;   // … if the page marks it as the text
constexpr double kEnterArticleShare = 0.60;  // … if it is an article or main element
constexpr double kLayoutShare = 0.50;        // a junk word on more text than this names the layout
constexpr double kOverPruned = 0.25;         // less prose than this share of the page's text: look again
constexpr std::size_t kShortBlock = 80;
constexpr double kLinkBlock = 0.55;  // a short block with more links than this is a list of links

enum class Cut : std::uint8_t { Keep, Skip, Caption, Title };

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::Address:
    case Tag::Article:
    case Tag::Aside:
    case Tag::Blockquote:
    case Tag::Body:
    case Tag::Center:
    case Tag::Dd:
    case Tag::Details:
    case Tag::Dialog:
    case Tag::Dir:
    case Tag::Div:
    case Tag::Dl:
    case Tag::Dt:
    case Tag::Fieldset:
    case Tag::Figcaption:
    case Tag::Figure:
    case Tag::Footer:
    case Tag::Form:
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
    case Tag::Header:
    case Tag::Hgroup:
    case Tag::Hr:
    case Tag::Html:
    case Tag::Li:
    case Tag::Main:
    case Tag::Menu:
    case Tag::Nav:
    case Tag::Ol:
    case Tag::P:
    case Tag::Pre:
    case Tag::Section:
    case Tag::Summary:
    case Tag::Table:
    case Tag::Tbody:
    case Tag::Td:
    case Tag::Tfoot:
    case Tag::Th:
    case Tag::Thead:
    case Tag::Tr:
    case Tag::Ul:
    case Tag::Caption:
    case Tag::Legend:
    case Tag::Option:
      return true;
    default:
      return false;
  }
}

bool is_never_text(Tag tag) {
  switch (tag) {
    case Tag::Script:
    case Tag::Style:
    case Tag::Noscript:
    case Tag::Template:
    case Tag::Iframe:
    case Tag::Object:
    case Tag::Embed:
    case Tag::Button:
    case Tag::Select:
    case Tag::Textarea:
    case Tag::Input:
    case Tag::Head:
    case Tag::Audio:
    case Tag::Video:
    case Tag::Canvas:
    case Tag::Map:
    case Tag::Datalist:
    case Tag::Progress:
    case Tag::Meter:
    case Tag::Noframes:
    case Tag::Noembed:
    case Tag::Option:
    case Tag::Optgroup:
    case Tag::Label:
    case Tag::Svg:
    case Tag::Math:
    case Tag::Title:
      return true;
    default:
      return false;
  }
}

std::uint32_t visible_bytes(std::string_view text) {
  std::uint32_t count = 0;
  bool blank = true;
  for (const char c : text) {
    const bool space = base::is_space(c);
    if (!space)
      ++count;
    else if (!blank)
      ++count;
    blank = space;
  }
  return blank && count > 0 ? count - 1 : count;
}

bool is_hidden(const html::Document& document, NodeId node) {
  if (document.attribute_count(node) == 0) return false;
  for (std::uint32_t i = 0; i < document.attribute_count(node); ++i) {
    const html::Attribute& attribute = document.attribute_at(node, i);
    const std::string_view name = document.view(attribute.name);
    if (name == "hidden") {
      if (!base::equals_ignoring_case(document.view(attribute.value), "until-found")) return true;
    } else if (name == "aria-hidden") {
      if (base::equals_ignoring_case(document.view(attribute.value), "true")) return true;
    } else if (name == "style") {
      std::string style = base::lowered(document.view(attribute.value).substr(0, 200));
      style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
      if (style.find("display:none") != std::string::npos ||
          style.find("visibility:hidden") != std::string::npos)
        return true;
    }
  }
  return false;
}

bool is_junk_role(std::string_view role) {
  static constexpr std::array<std::string_view, 12> kRoles = {
      "navigation", "banner", "complementary", "contentinfo", "search",  "dialog",
      "alert",      "menu",   "menubar",       "toolbar",     "tablist", "alertdialog"};
  return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

/// What class, id, role and itemprop say together.
struct Marks {
  ClassEffect effect = ClassEffect::None;
  bool is_body = false;  // itemprop="articleBody" or a body word
};

class Extractor {
 public:
  Extractor(const html::Document& document, const PageBytes& page, const ReadingTables& tables,
            const std::vector<std::string>& titles, std::string_view language)
      : document_(document), page_(page), tables_(tables), language_(language) {
    for (const std::string& title : titles)
      if (!title.empty()) titles_.push_back(base::folded(base::collapse_space(title)));
  }

  MainText extract() {
    measure();
    if (body_ == html::kNoNode) return std::move(out_);
    prune();
    weigh();
    const double pruned = prose_[body_];
    if (pruned < kOverPruned * text_[body_]) {
      // Too little is left: perhaps the class words name the layout. Without them there must be much more
      // prose.
      const std::vector<Cut> cut = cut_;
      const std::vector<double> prose = prose_;
      believe_classes_ = false;
      prune();
      weigh();
      if (prose_[body_] < 2.5 * pruned + 200) {
        cut_ = cut;
        prose_ = prose;
      }
    }
    out_.container = choose();
    collect();
    judge();
    return std::move(out_);
  }

 private:
  /// Document order, sizes of text below each element, the body.
  void measure() {
    const NodeId count = document_.size();
    text_.assign(count, 0);
    link_.assign(count, 0);
    order_.reserve(count);
    std::vector<std::uint8_t> in_link(count, 0);
    for (NodeId node = html::kDocumentNode; node != html::kNoNode;) {
      order_.push_back(node);
      bool skip = false;
      if (document_.kind(node) == NodeKind::Element) {
        const Tag tag = document_.tag(node);
        if (tag == Tag::Body && body_ == html::kNoNode) body_ = node;
        if (is_never_text(tag)) skip = true;
        const NodeId parent = document_.parent(node);
        in_link[node] = tag == Tag::A || (parent != html::kNoNode && in_link[parent]);
        if (tag == Tag::A) ++out_.links;
      } else if (document_.kind(node) == NodeKind::Text) {
        text_[node] = visible_bytes(document_.text(node));
        const NodeId parent = document_.parent(node);
        if (parent != html::kNoNode && in_link[parent]) link_[node] = text_[node];
      } else if (document_.kind(node) == NodeKind::TemplateContent) {
        skip = true;
      }
      node = skip ? document_.next_skipping_children(node) : document_.next(node);
    }
    for (std::size_t i = order_.size(); i-- > 1;) {
      const NodeId node = order_[i], parent = document_.parent(node);
      if (parent == html::kNoNode) continue;
      text_[parent] += text_[node];
      link_[parent] += link_[node];
    }
    if (body_ != html::kNoNode) {
      out_.page_bytes = text_[body_];
      out_.link_bytes = link_[body_];
    }
  }

  Marks marks_of(NodeId node) const {
    Marks marks;
    for (std::uint32_t i = 0; i < document_.attribute_count(node); ++i) {
      const html::Attribute& attribute = document_.attribute_at(node, i);
      const std::string_view name = document_.view(attribute.name);
      if (name == "class" || name == "id") {
        const ClassEffect effect = tables_.class_list_effect(document_.view(attribute.value));
        if (effect == ClassEffect::Body) marks.is_body = true;
        if (effect == ClassEffect::None) continue;
        if (marks.effect == ClassEffect::None || marks.effect == ClassEffect::Body) marks.effect = effect;
      } else if (name == "itemprop") {
        if (base::equals_ignoring_case(document_.view(attribute.value), "articleBody")) marks.is_body = true;
      } else if (name == "role") {
        if (is_junk_role(base::lowered(document_.view(attribute.value)))) marks.effect = ClassEffect::Junk;
      }
    }
    return marks;
  }

  /// Decides for each element whether it is cut; children of cut ones are cut with them.
  void prune() {
    const NodeId count = document_.size();
    cut_.assign(count, Cut::Skip);
    marked_.assign(count, 0);
    const double layout = kLayoutShare * text_[body_];
    for (const NodeId node : order_) {
      const NodeId parent = document_.parent(node);
      if (node == html::kDocumentNode) {
        cut_[node] = Cut::Keep;
        continue;
      }
      const Cut above = parent == html::kNoNode ? Cut::Keep : cut_[parent];
      if (above != Cut::Keep || document_.kind(node) != NodeKind::Element) {
        cut_[node] = document_.kind(node) == NodeKind::Element || document_.kind(node) == NodeKind::Text
                         ? above
                         : Cut::Skip;
        continue;
      }
      cut_[node] = cut_of(node, layout);
    }
  }

  Cut cut_of(NodeId node, double layout) {
    const Tag tag = document_.tag(node);
    if (document_.name_space(node) != html::Namespace::Html || is_never_text(tag)) return Cut::Skip;
    if (tag == Tag::Body || tag == Tag::Html) return Cut::Keep;
    if (text_[node] == 0) return Cut::Skip;
    if (tag == Tag::Figcaption) return Cut::Caption;
    const bool large = text_[node] > layout;
    const Marks marks = marks_of(node);
    if (marks.is_body) marked_[node] = 1;
    if (believe_classes_ && is_hidden(document_, node) && !large) return Cut::Skip;
    if (large) return Cut::Keep;
    switch (tag) {
      case Tag::Nav:
      case Tag::Aside:
      case Tag::Menu:
      case Tag::Dialog:
        return Cut::Skip;
      case Tag::Footer:
        return Cut::Skip;
      case Tag::Figure:
        return text_[node] < 400 ? Cut::Caption : Cut::Keep;
      case Tag::Form:
        return Cut::Skip;
      default:
        break;
    }
    if (!believe_classes_) return Cut::Keep;
    switch (marks.effect) {
      case ClassEffect::Junk:
      case ClassEffect::Comment:
        return marks.is_body && tag != Tag::Ul ? Cut::Keep : Cut::Skip;
      case ClassEffect::Caption:
        return text_[node] < 600 ? Cut::Caption : Cut::Keep;
      case ClassEffect::Meta:
      case ClassEffect::Byline:
        return text_[node] < 300 && !marks.is_body ? Cut::Skip : Cut::Keep;
      default:
        return Cut::Keep;
    }
  }

  /// Prose of each element: own text of the blocks below it.
  void weigh() {
    const NodeId count = document_.size();
    std::vector<NodeId> block_of(count, html::kNoNode);
    std::vector<std::uint32_t> own(count, 0), own_link(count, 0);
    std::vector<std::uint8_t> in_link(count, 0);
    for (const NodeId node : order_) {
      const NodeId parent = document_.parent(node);
      if (document_.kind(node) == NodeKind::Element) {
        block_of[node] = is_block(document_.tag(node)) ? node
                         : parent == html::kNoNode     ? node
                                                       : block_of[parent];
        in_link[node] = document_.tag(node) == Tag::A || (parent != html::kNoNode && in_link[parent]);
      } else if (document_.kind(node) == NodeKind::Text && cut_[node] == Cut::Keep &&
                 parent != html::kNoNode && block_of[parent] != html::kNoNode) {
        own[block_of[parent]] += text_[node];
        if (in_link[parent]) own_link[block_of[parent]] += text_[node];
      }
    }
    prose_.assign(count, 0);
    for (std::size_t i = order_.size(); i-- > 1;) {
      const NodeId node = order_[i], parent = document_.parent(node);
      if (own[node] >= 25) {
        const Tag tag = document_.tag(node);
        const double links = static_cast<double>(own_link[node]) / own[node];
        double weight = links > 0.5 ? 0 : 1 - links;
        if (own[node] < kShortBlock) weight *= 0.3;
        if (tag == Tag::Li || tag == Tag::Td || tag == Tag::Th || tag == Tag::Dd || tag == Tag::Dt)
          weight *= 0.6;
        if (tag == Tag::H1 || tag == Tag::H2 || tag == Tag::H3 || tag == Tag::H4 || tag == Tag::A)
          weight *= 0.2;
        prose_[node] += weight * own[node];
      }
      if (parent != html::kNoNode) prose_[parent] += prose_[node];
    }
  }

  NodeId choose() const {
    NodeId node = body_;
    for (;;) {
      NodeId best = html::kNoNode;
      for (NodeId child = document_.first_child(node); child != html::kNoNode;
           child = document_.next_sibling(child)) {
        if (document_.kind(child) != NodeKind::Element || cut_[child] != Cut::Keep) continue;
        if (best == html::kNoNode || prose_[child] > prose_[best]) best = child;
      }
      if (best == html::kNoNode || prose_[best] <= 0) return node;
      // A body that is split: several children that the page marks as text. The parent holds all of it.
      int marked = 0;
      for (NodeId child = document_.first_child(node); child != html::kNoNode;
           child = document_.next_sibling(child))
        if (marked_[child] && cut_[child] == Cut::Keep && prose_[child] > 0.08 * prose_[node]) ++marked;
      if (marked >= 2 && marked_[best]) return node;
      const double share = prose_[best] / prose_[node];
      const Tag tag = document_.tag(best);
      double wanted = kEnterShare;
      if (tag == Tag::Article || tag == Tag::Main) wanted = kEnterArticleShare;
      if (marked_[best]) wanted = kEnterMarkedShare;
      // A paragraph is no container.
      if (tag == Tag::P || !is_block(tag)) return node;
      if (share < wanted) return node;
      node = best;
    }
  }

  /// The container's blocks into the draft.
  void collect() {
    struct Frame {
      ParagraphRole role;
    };
    const NodeId root = out_.container;
    std::uint32_t block_links = 0;
    std::size_t block_begin = 0;
    ParagraphRole role = ParagraphRole::Body;
    bool is_title = false;
    Cut cut = Cut::Keep;
    const auto close = [&](ParagraphRole next_role, bool next_title, Cut next_cut) {
      const std::size_t end = out_.draft.size();
      if (!base::trim(std::string_view(out_.draft.text()).substr(block_begin)).empty()) {
        TextBlock block;
        block.span = text_span(block_begin, end);
        block.role = role;
        if (cut == Cut::Caption) {
          block.reason = "caption";
          block.rule = "caption element";
          block.role = ParagraphRole::Caption;
        }
        out_.blocks.push_back(std::move(block));
        links_of_block_.push_back(block_links);
        is_h1_.push_back(is_title);
      }
      block_begin = end;
      block_links = 0;
      role = next_role;
      is_title = next_title;
      cut = next_cut;
    };
    const auto block_above = [&](NodeId node) {
      while (node != root && !(document_.kind(node) == NodeKind::Element && is_block(document_.tag(node))))
        node = document_.parent(node);
      return node;
    };
    const auto role_of = [&](NodeId node) {
      // A few steps up tell what a plain paragraph stands in.
      NodeId at = node;
      for (int steps = 0; steps < 4 && at != html::kNoNode; ++steps) {
        switch (document_.tag(at)) {
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
            break;
        }
        if (at == root) break;
        at = document_.parent(at);
      }
      return ParagraphRole::Body;
    };
    NodeId link_end = html::kNoNode;  // the first node behind the link that is open
    bool in_link = false;
    NodeId node = root;
    NodeId last_block = html::kNoNode;
    int breaks = 0;
    while (node != html::kNoNode) {
      if (in_link && node == link_end) in_link = false;
      bool skip = false;
      if (document_.kind(node) == NodeKind::Element) {
        const Tag tag = document_.tag(node);
        if (tag == Tag::Br) {
          if (++breaks >= 2)
            close(role, is_title, cut);
          else
            out_.draft.add(" ");
        } else if (cut_[node] == Cut::Skip) {
          skip = true;
          if (is_block(tag))
            close(role, is_title, cut);
          else
            out_.draft.add(" ");
        } else {
          if (tag == Tag::A && !in_link) {
            in_link = true;
            link_end = document_.next_skipping_children(node, root);
          }
        }
      } else if (document_.kind(node) == NodeKind::Text && cut_[node] != Cut::Skip) {
        const std::string_view text = document_.text(node);
        if (text_[node] > 0) {
          breaks = 0;
          const NodeId block =
              block_above(document_.parent(node) == html::kNoNode ? node : document_.parent(node));
          if (block != last_block || cut_[node] != cut) {
            close(role_of(block), document_.tag(block) == Tag::H1, cut_[node]);
            last_block = block;
          }
          append_text(node, text);
          if (in_link) block_links += text_[node];
        } else if (!text.empty() && out_.draft.size() > block_begin) {
          out_.draft.add(" ");
        }
      } else if (document_.kind(node) == NodeKind::TemplateContent) {
        skip = true;
      }
      node = skip ? document_.next_skipping_children(node, root) : document_.next(node, root);
    }
    close(ParagraphRole::Body, false, Cut::Keep);
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

  std::string_view view(const TextBlock& block) const {
    return base::trim(std::string_view(out_.draft.text()).substr(block.span.begin.value, block.span.size()));
  }

  static bool ends_sentence(std::string_view text) {
    for (const std::string_view closer : {"”", "’", "»", "\"", "'", ")"})
      if (text.ends_with(closer)) {
        text.remove_suffix(closer.size());
        break;
      }
    if (text.empty()) return false;
    if (text.back() == '.' || text.back() == '!' || text.back() == '?' || text.back() == ':') return true;
    for (const std::string_view stop : {"…", "。", "！", "？", "।", "؟", "۔"})
      if (text.ends_with(stop)) return true;
    return false;
  }

  void set(std::size_t i, std::string_view reason, std::string rule) {
    out_.blocks[i].reason = reason;
    out_.blocks[i].rule = std::move(rule);
  }

  void judge() {
    std::vector<TextBlock>& blocks = out_.blocks;
    const std::size_t count = blocks.size();
    // Which blocks are surely text.
    std::size_t first_good = count, last_good = 0;
    std::vector<std::uint8_t> good(count, 0);
    std::vector<double> links(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view text = view(blocks[i]);
      const std::uint32_t size = visible_bytes(text);
      links[i] = size == 0 ? 0 : static_cast<double>(links_of_block_[i]) / size;
      if (!blocks[i].reason.empty()) continue;
      if (const std::optional<JunkPhrase> junk = tables_.junk(text)) {
        set(i, junk->reason, std::string("phrase:") + std::string(junk->phrase));
        continue;
      }
      if (blocks[i].role == ParagraphRole::Heading || is_h1_[i] || i < 3) {
        const std::string form = base::folded(base::collapse_space(text.substr(0, 400)));
        if (std::find(titles_.begin(), titles_.end(), form) != titles_.end() || is_h1_[i]) {
          set(i, "title", "title of the page");
          continue;
        }
      }
      if (std::none_of(text.begin(), text.end(), [](char c) {
            return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
          })) {
        set(i, "ornament", "no letters");
        continue;
      }
      if (size < 200 && links[i] > kLinkBlock && !(ends_sentence(text) && size > kShortBlock)) {
        if (size >= 20) ++out_.link_blocks;
        set(i, "links", "share of links");
        continue;
      }
      if (size >= 60 && links[i] < 0.5 && blocks[i].role != ParagraphRole::Heading &&
          (ends_sentence(text) || size >= 160)) {
        good[i] = 1;
        if (first_good == count) first_good = i;
        last_good = i;
      }
    }
    drop_sections(good);
    drop_repeated();
    first_good = count;
    last_good = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!good[i] || !blocks[i].reason.empty()) continue;
      if (first_good == count) first_good = i;
      last_good = i;
    }
    if (first_good == count) return;  // nothing but short blocks: they are what there is
    // The head: bylines, dates, kickers.
    for (std::size_t i = 0; i < first_good; ++i) {
      if (!blocks[i].reason.empty()) continue;
      const std::string_view text = view(blocks[i]);
      if (is_byline(text, tables_)) {
        set(i, "byline", "byline");
      } else if (text.size() < 100 && tables_.dates().find(text, language_)) {
        set(i, "date_line", "date above the text");
      } else if (blocks[i].role != ParagraphRole::Heading && text.size() < 60 && !ends_sentence(text)) {
        set(i, "lead", "short line above the text");
      }
    }
    // The tail: short lines that are no sentences behind the last paragraph.
    for (std::size_t i = last_good + 1; i < count; ++i) {
      if (!blocks[i].reason.empty()) continue;
      const std::string_view text = view(blocks[i]);
      if (blocks[i].role == ParagraphRole::ListItem && links[i] < 0.3) continue;
      if (blocks[i].role == ParagraphRole::Heading || !ends_sentence(text) || text.size() < 30)
        set(i, "tail", "short line below the text");
    }
    // A heading over nothing that was kept.
    bool kept_below = false;
    for (std::size_t i = count; i-- > 0;) {
      if (!blocks[i].reason.empty()) continue;
      if (blocks[i].role == ParagraphRole::Heading) {
        if (!kept_below) set(i, "heading_alone", "heading without text");
        // Headings one over the other share what follows.
      } else {
        kept_below = true;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!blocks[i].reason.empty()) continue;
      const std::size_t size = view(blocks[i]).size();
      out_.prose_bytes += size;
      if (size >= 100) out_.solid_bytes += size;
    }
  }

  /// A heading like "Read this next" or "Comments" takes what stands below it with it, up to the next
  /// heading, unless that is much of the text.
  void drop_sections(const std::vector<std::uint8_t>& good) {
    std::vector<TextBlock>& blocks = out_.blocks;
    std::size_t all = 0, seen = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (good[i]) all += blocks[i].span.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (good[i] && blocks[i].reason.empty()) seen += blocks[i].span.size();
      const bool heads = blocks[i].reason == "cross_promotion" || blocks[i].reason == "comments" ||
                         blocks[i].reason == "subscription";
      if (!heads || blocks[i].span.size() > 70 ||
          (blocks[i].role != ParagraphRole::Heading && seen * 10 < all * 6))
        continue;
      const bool is_end = blocks[i].reason == "comments";
      std::size_t end = i + 1, below = 0;
      for (; end < blocks.size() && (is_end || blocks[end].role != ParagraphRole::Heading); ++end)
        if (good[end]) below += blocks[end].span.size();
      if (below * 10 > all * 4) continue;
      const std::string rule = "below \"" + shortened(view(blocks[i]), 60) + "\"";
      for (std::size_t k = i + 1; k < end; ++k)
        if (blocks[k].reason.empty()) set(k, blocks[i].reason, rule);
      i = end - 1;
    }
  }

  /// Pages for several screen sizes hold the same block twice.
  void drop_repeated() {
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      if (!out_.blocks[i].reason.empty()) continue;
      const std::string_view text = view(out_.blocks[i]);
      if (text.size() >= 40 && !seen.insert(text).second) set(i, "repeated", "same words as a block above");
    }
  }

  const html::Document& document_;
  const PageBytes& page_;
  const ReadingTables& tables_;
  std::string_view language_;
  std::vector<std::string> titles_;
  MainText out_;
  NodeId body_ = html::kNoNode;
  bool believe_classes_ = true;
  std::vector<NodeId> order_;
  std::vector<std::uint32_t> text_, link_;
  std::vector<Cut> cut_;
  std::vector<std::uint8_t> marked_;
  std::vector<double> prose_;
  std::vector<std::uint32_t> links_of_block_;
  std::vector<bool> is_h1_;
};

}  // namespace

MainText extract_text(const html::Document& document, const PageBytes& page, const ReadingTables& tables,
                      const std::vector<std::string>& titles, std::string_view language) {
  return Extractor(document, page, tables, titles, language).extract();
}

std::string node_text(const html::Document& document, html::NodeId node, std::size_t limit) {
  std::string text;
  for (html::NodeId at = node; at != html::kNoNode && text.size() < limit;) {
    bool skip = false;
    if (document.kind(at) == NodeKind::Text)
      text += document.text(at).substr(0, limit);
    else if (document.kind(at) == NodeKind::TemplateContent)
      skip = true;
    else if (document.kind(at) == NodeKind::Element) {
      if (at != node && is_never_text(document.tag(at)))
        skip = true;
      else if (is_block(document.tag(at)) || document.tag(at) == Tag::Br)
        text += ' ';
    }
    at = skip ? document.next_skipping_children(at, node) : document.next(at, node);
  }
  return base::collapse_space(text);
}

}  // namespace raven::read
