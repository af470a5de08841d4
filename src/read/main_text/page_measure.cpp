// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/page_measure.h"

#include "base/ascii.h"
#include "read/main_text/reader_comments.h"

#include <algorithm>
#include <array>

namespace raven::read {

using html::NodeId;
using html::NodeKind;
using html::Tag;

bool is_block_tag(Tag tag) {
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

bool is_never_text_tag(Tag tag) {
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

namespace {

/// Shares and sizes of the rules, in one place. Bytes of text; shares of prose.
constexpr double kEnterShare = 0.82;         // enter a child that holds this much of its parent's prose
constexpr double kEnterMarkedShare = 0.50;   // … if the page marks it as the text
constexpr double kEnterArticleShare = 0.60;  // … if it is an article or main element
constexpr double kLayoutShare = 0.50;        // a junk word on more text than this names the layout
constexpr double kOverPruned = 0.25;         // less prose than this share of the page's text: look again
constexpr std::size_t kShortBlock = 80;

std::uint32_t visible_bytes(std::string_view text) {
  std::uint32_t count = 0;
  bool blank = true;
  for (const char c : text) {
    const bool space = base::is_space(c);
    count += static_cast<std::uint32_t>(!space || !blank);
    blank = space;
  }
  return blank && count > 0 ? count - 1 : count;
}

bool is_hiding_style(std::string_view value) {
  // Most styles say nothing of the kind: look for the words before the blanks are taken out.
  value = value.substr(0, 200);
  if (value.find("none") == std::string_view::npos && value.find("hidden") == std::string_view::npos &&
      value.find("NONE") == std::string_view::npos)
    return false;
  std::string style = base::lowered(value);
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

bool is_junk_role(std::string_view role) {
  static constexpr std::array<std::string_view, 12> kRoles = {
      "navigation", "banner", "complementary", "contentinfo", "search",  "dialog",
      "alert",      "menu",   "menubar",       "toolbar",     "tablist", "alertdialog"};
  return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

}  // namespace

PageMeasure::PageMeasure(const html::Document& document, const ReadingTables& tables, ReaderComments comments)
    : document_(document), tables_(tables) {
  measure();
  if (body_ == html::kNoNode) return;
  if (comments == ReaderComments::Cut) find_comments();
  read_signs();
  prune(ClassWords::Believe);
  weigh();
  const double pruned = prose_[body_];
  if (pruned >= kOverPruned * (text_[body_] - comment_bytes_)) return;
  const std::vector<Cut> cut = cut_;
  const std::vector<float> prose = prose_;
  prune(ClassWords::Ignore);
  weigh();
  if (prose_[body_] < 2.5 * pruned + 200) {
    cut_ = cut;
    prose_ = prose;
  }
}

/// Document order, sizes of text below each element, the body.
void PageMeasure::measure() {
  const NodeId count = document_.size();
  text_.assign(count, 0);
  link_.assign(count, 0);
  order_.reserve(count);
  std::vector<std::uint8_t> in_link(count, 0);
  for (NodeId node = html::kDocumentNode; node != html::kNoNode;) {
    bool skip = false;
    if (document_.kind(node) == NodeKind::Element) {
      order_.push_back(node);
      const Tag tag = document_.tag(node);
      if (tag == Tag::Body && body_ == html::kNoNode) body_ = node;
      skip = is_never_text_tag(tag);
      const NodeId parent = document_.parent(node);
      in_link[node] = tag == Tag::A || (parent != html::kNoNode && in_link[parent]);
      if (tag == Tag::A) ++links_;
    } else if (document_.kind(node) == NodeKind::Text) {
      text_[node] = visible_bytes(document_.text(node));
      if (text_[node] > 0) order_.push_back(node);
      const NodeId parent = document_.parent(node);
      if (parent != html::kNoNode && in_link[parent]) link_[node] = text_[node];
    } else if (document_.kind(node) == NodeKind::TemplateContent) {
      skip = true;
    }
    node = skip ? document_.next_skipping_children(node) : document_.next(node);
  }
  for (std::size_t i = order_.size(); i-- > 0;) {
    const NodeId node = order_[i], parent = document_.parent(node);
    if (parent == html::kNoNode) continue;
    text_[parent] += text_[node];
    link_[parent] += link_[node];
  }
}

void PageMeasure::find_comments() {
  const std::vector<NodeId> roots = find_reader_comments(document_, body_, text_, link_);
  if (roots.empty()) return;
  comment_roots_.assign(document_.size(), 0);
  for (const NodeId root : roots) {
    comment_roots_[root] = 1;
    comment_bytes_ += text_[root];
  }
}

/// What tags and attributes say, handed down to all that stands below.
void PageMeasure::read_signs() {
  const NodeId count = document_.size();
  signs_.assign(count, 0);
  effect_.assign(count, ClassEffect::None);
  marked_.assign(count, 0);
  const double layout = kLayoutShare * (text_[body_] - comment_bytes_);
  for (const NodeId node : order_) {
    const NodeId parent = document_.parent(node);
    std::uint32_t signs = parent == html::kNoNode ? 0 : signs_[parent];
    if (document_.kind(node) != NodeKind::Element || text_[node] == 0) {
      signs_[node] = signs;
      continue;
    }
    std::uint32_t own = 0;
    switch (document_.tag(node)) {
      case Tag::Nav:
      case Tag::Menu:
        own = kInNav;
        break;
      case Tag::Aside:
      case Tag::Dialog:
        own = kInAside;
        break;
      case Tag::Footer:
        own = kInFooter;
        break;
      case Tag::Header:
        own = kInHeader;
        break;
      case Tag::Form:
      case Tag::Fieldset:
        own = kInForm;
        break;
      case Tag::Figure:
      case Tag::Figcaption:
        own = kInFigure;
        break;
      case Tag::Table:
        own = kInTable;
        break;
      case Tag::Blockquote:
        own = kInQuote;
        break;
      case Tag::Ul:
      case Tag::Ol:
      case Tag::Dl:
        own = kInList;
        break;
      case Tag::Article:
        own = (signs & kInArticle) != 0 ? kInInner : kInArticle;
        break;
      case Tag::H1:
      case Tag::H2:
      case Tag::H3:
      case Tag::H4:
      case Tag::H5:
      case Tag::H6:
        own = kInHeading;
        break;
      case Tag::A:
        own = kInLink;
        break;
      case Tag::Strong:
      case Tag::B:
        own = kInBold;
        break;
      case Tag::Em:
      case Tag::I:
        own = kInItalic;
        break;
      default:
        break;
    }
    ClassEffect effect = ClassEffect::None;
    for (std::uint32_t i = 0; i < document_.attribute_count(node); ++i) {
      const html::Attribute& attribute = document_.attribute_at(node, i);
      const std::string_view name = document_.view(attribute.name), value = document_.view(attribute.value);
      if (value.empty() && name != "hidden") continue;
      if (name == "class" || name == "id") {
        const ClassEffect said = tables_.class_list_effect(value);
        if (said == ClassEffect::Body) marked_[node] = 1;
        if (said != ClassEffect::None && (effect == ClassEffect::None || effect == ClassEffect::Body))
          effect = said;
      } else if (name == "itemprop") {
        if (base::equals_ignoring_case(value, "articleBody")) marked_[node] = 1;
      } else if (name == "role") {
        if (is_junk_role(base::lowered(value))) effect = ClassEffect::Junk;
      } else if (name == "hidden") {
        if (!base::equals_ignoring_case(value, "until-found")) own |= kHidden;
      } else if (name == "aria-hidden") {
        if (base::equals_ignoring_case(value, "true")) own |= kHidden;
      } else if (name == "style") {
        if (is_hiding_style(value)) own |= kHidden;
      }
    }
    effect_[node] = effect;
    switch (effect) {
      case ClassEffect::Junk:
        own |= kJunkWord;
        break;
      case ClassEffect::Comment:
        own |= kComments;
        break;
      case ClassEffect::Meta:
        own |= kMetaWord;
        break;
      case ClassEffect::Byline:
        own |= kBylineWord;
        break;
      case ClassEffect::Caption:
        own |= kInFigure;
        break;
      case ClassEffect::Body:
      case ClassEffect::None:
        break;
    }
    if (marked_[node]) own |= kBodyWord;
    constexpr std::uint32_t kAlways = kBodyWord | kInArticle | kInQuote;
    signs_[node] = signs | (text_[node] > layout ? own & kAlways : own);
  }
}

/// Decides for each element whether it is cut; what stands below a cut one is cut with it.
void PageMeasure::prune(ClassWords words) {
  cut_.assign(document_.size(), Cut::Skip);
  const double layout = kLayoutShare * (text_[body_] - comment_bytes_);
  cut_[html::kDocumentNode] = Cut::Keep;
  for (const NodeId node : order_) {
    const NodeId parent = document_.parent(node);
    const Cut above = parent == html::kNoNode ? Cut::Keep : cut_[parent];
    cut_[node] =
        above != Cut::Keep || document_.kind(node) != NodeKind::Element ? above : cut_of(node, layout, words);
  }
}

Cut PageMeasure::cut_of(NodeId node, double layout, ClassWords words) const {
  const Tag tag = document_.tag(node);
  if (document_.name_space(node) != html::Namespace::Html || is_never_text_tag(tag)) return Cut::Skip;
  if (tag == Tag::Body || tag == Tag::Html) return Cut::Keep;
  if (text_[node] == 0) return Cut::Skip;
  if (!comment_roots_.empty() && comment_roots_[node]) return Cut::Comments;
  if (tag == Tag::Figcaption) return Cut::Caption;
  if (text_[node] > layout) return Cut::Keep;
  if (words == ClassWords::Believe && (signs_[node] & kHidden) != 0) return Cut::Skip;
  switch (tag) {
    case Tag::Nav:
    case Tag::Aside:
    case Tag::Menu:
    case Tag::Dialog:
    case Tag::Footer:
    case Tag::Form:
      return Cut::Skip;
    case Tag::Figure:
      return text_[node] < 400 ? Cut::Caption : Cut::Keep;
    default:
      break;
  }
  if (words == ClassWords::Ignore) return Cut::Keep;
  switch (effect_[node]) {
    case ClassEffect::Junk:
    case ClassEffect::Comment:
      return marked_[node] && tag != Tag::Ul ? Cut::Keep : Cut::Skip;
    case ClassEffect::Caption:
      return text_[node] < 600 ? Cut::Caption : Cut::Keep;
    case ClassEffect::Meta:
    case ClassEffect::Byline:
      return text_[node] < 300 && !marked_[node] ? Cut::Skip : Cut::Keep;
    default:
      return Cut::Keep;
  }
}

/// Prose of each element: own text of the blocks below it.
void PageMeasure::weigh() {
  const NodeId count = document_.size();
  std::vector<NodeId> block_of(count, html::kNoNode);
  std::vector<std::uint32_t> own(count, 0), own_link(count, 0);
  for (const NodeId node : order_) {
    const NodeId parent = document_.parent(node);
    if (document_.kind(node) == NodeKind::Element) {
      block_of[node] = parent == html::kNoNode || is_block_tag(document_.tag(node)) ? node : block_of[parent];
    } else if (document_.kind(node) == NodeKind::Text && cut_[node] == Cut::Keep && parent != html::kNoNode &&
               block_of[parent] != html::kNoNode) {
      own[block_of[parent]] += text_[node];
      own_link[block_of[parent]] += link_[node];
    }
  }
  block_of = {};  // a page of nothing but tags is bounded by what is held here at once
  prose_.assign(count, 0);
  for (std::size_t i = order_.size(); i-- > 0;) {
    const NodeId node = order_[i], parent = document_.parent(node);
    if (own[node] >= 25) {
      const double links = static_cast<double>(own_link[node]) / own[node];
      double weight = links > 0.5 ? 0 : 1 - links;
      if (own[node] < kShortBlock) weight *= 0.3;
      switch (document_.tag(node)) {
        case Tag::Li:
        case Tag::Td:
        case Tag::Th:
        case Tag::Dd:
        case Tag::Dt:
          weight *= 0.6;
          break;
        case Tag::H1:
        case Tag::H2:
        case Tag::H3:
        case Tag::H4:
        case Tag::A:
          weight *= 0.2;
          break;
        default:
          break;
      }
      prose_[node] += static_cast<float>(weight * own[node]);
    }
    if (parent != html::kNoNode) prose_[parent] += prose_[node];
  }
}

NodeId PageMeasure::choose_container() const {
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
      if (marked_[child] && cut_[child] == Cut::Keep && prose_[child] > 0.08F * prose_[node]) ++marked;
    if (marked >= 2 && marked_[best]) return node;
    const double share = static_cast<double>(prose_[best]) / prose_[node];
    const Tag tag = document_.tag(best);
    double wanted = kEnterShare;
    if (tag == Tag::Article || tag == Tag::Main) wanted = kEnterArticleShare;
    if (marked_[best]) wanted = kEnterMarkedShare;
    // A paragraph is no container.
    if (tag == Tag::P || !is_block_tag(tag)) return node;
    if (share < wanted) return node;
    node = best;
  }
}

}  // namespace raven::read
