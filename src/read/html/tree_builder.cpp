// SPDX-License-Identifier: Apache-2.0
#include "read/html/tree_builder.h"

#include <algorithm>
#include <string>

namespace raven::read::html {
namespace {

constexpr std::uint32_t kLargestPage = 0x7FFFFFFFU;

std::string_view cut_to_limit(std::string_view utf8, std::uint32_t limit) {
  std::size_t size = std::min<std::size_t>({utf8.size(), limit, kLargestPage});
  // Never through the middle of a character.
  if (size < utf8.size()) {
    while (size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0) == 0x80) --size;
  }
  return utf8.substr(0, size);
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool starts_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && equals_ignoring_case(text.substr(0, start.size()), start);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (text.size() * 0x9E3779B97F4A7C15ULL);
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

// Public identifiers that put a page in quirks mode, by their beginning (13.2.6.4.1).
constexpr std::string_view kQuirkyPublicIds[] = {
    "+//Silmaril//dtd html Pro v0r11 19970101//",
    "-//AS//DTD HTML 3.0 asWedit + extensions//",
    "-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
    "-//IETF//DTD HTML 2.0 Level 1//",
    "-//IETF//DTD HTML 2.0 Level 2//",
    "-//IETF//DTD HTML 2.0 Strict Level 1//",
    "-//IETF//DTD HTML 2.0 Strict Level 2//",
    "-//IETF//DTD HTML 2.0 Strict//",
    "-//IETF//DTD HTML 2.0//",
    "-//IETF//DTD HTML 2.1E//",
    "-//IETF//DTD HTML 3.0//",
    "-//IETF//DTD HTML 3.2 Final//",
    "-//IETF//DTD HTML 3.2//",
    "-//IETF//DTD HTML 3//",
    "-//IETF//DTD HTML Level 0//",
    "-//IETF//DTD HTML Level 1//",
    "-//IETF//DTD HTML Level 2//",
    "-//IETF//DTD HTML Level 3//",
    "-//IETF//DTD HTML Strict Level 0//",
    "-//IETF//DTD HTML Strict Level 1//",
    "-//IETF//DTD HTML Strict Level 2//",
    "-//IETF//DTD HTML Strict Level 3//",
    "-//IETF//DTD HTML Strict//",
    "-//IETF//DTD HTML//",
    "-//Metrius//DTD Metrius Presentational//",
    "-//Microsoft//DTD Internet Explorer 2.0 HTML Strict//",
    "-//Microsoft//DTD Internet Explorer 2.0 HTML//",
    "-//Microsoft//DTD Internet Explorer 2.0 Tables//",
    "-//Microsoft//DTD Internet Explorer 3.0 HTML Strict//",
    "-//Microsoft//DTD Internet Explorer 3.0 HTML//",
    "-//Microsoft//DTD Internet Explorer 3.0 Tables//",
    "-//Netscape Comm. Corp.//DTD HTML//",
    "-//Netscape Comm. Corp.//DTD Strict HTML//",
    "-//O'Reilly and Associates//DTD HTML 2.0//",
    "-//O'Reilly and Associates//DTD HTML Extended 1.0//",
    "-//O'Reilly and Associates//DTD HTML Extended Relaxed 1.0//",
    "-//SQ//DTD HTML 2.0 HoTMetaL + extensions//",
    "-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
    "-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
    "-//Spyglass//DTD HTML 2.0 Extended//",
    "-//Sun Microsystems Corp.//DTD HotJava HTML//",
    "-//Sun Microsystems Corp.//DTD HotJava Strict HTML//",
    "-//W3C//DTD HTML 3 1995-03-24//",
    "-//W3C//DTD HTML 3.2 Draft//",
    "-//W3C//DTD HTML 3.2 Final//",
    "-//W3C//DTD HTML 3.2//",
    "-//W3C//DTD HTML 3.2S Draft//",
    "-//W3C//DTD HTML 4.0 Frameset//",
    "-//W3C//DTD HTML 4.0 Transitional//",
    "-//W3C//DTD HTML Experimental 19960712//",
    "-//W3C//DTD HTML Experimental 970421//",
    "-//W3C//DTD W3 HTML//",
    "-//W3O//DTD W3 HTML 3.0//",
    "-//WebTechs//DTD Mozilla HTML 2.0//",
    "-//WebTechs//DTD Mozilla HTML//",
};

}  // namespace

Document parse(std::string_view utf8, const Options& options) {
  return TreeBuilder(utf8, options).build();
}

Document parse_fragment(std::string_view utf8, const FragmentContext& context, const Options& options) {
  return TreeBuilder(utf8, options).build_fragment(context);
}

TreeBuilder::TreeBuilder(std::string_view utf8, const Options& options)
    : options_(options),
      document_(cut_to_limit(utf8, options.limit_bytes)),
      tokenizer_(document_.text_, document_.names_, document_.attributes_, options.limit_attributes) {
  options_.limit_depth = std::max<std::uint32_t>(options_.limit_depth, 8);
  document_.limits_.bytes = document_.source().size() < utf8.size();
  copies_left_ = 1024 + static_cast<std::uint32_t>(document_.source().size() / 8);
  adoption_work_left_ = (1U << 20) + document_.source().size();
  // Real pages have a node for every forty to a hundred bytes, so that their arrays never move. What is
  // reserved and not used costs address space only.
  reserve_nodes(std::min<std::size_t>(document_.source().size() / 16 + 64, options_.limit_nodes));
  const NodeId root = make_node(NodeKind::Document, Tag::None, Namespace::Html, {}, 0);
  document_.source_end_[root] = static_cast<std::uint32_t>(document_.source().size());
}

Document TreeBuilder::build() {
  run();
  return std::move(document_);
}

Document TreeBuilder::build_fragment(const FragmentContext& context) {
  is_fragment_ = true;
  document_.quirks_ = context.quirks;
  std::string name(context.tag_name);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  context_ = {context.name_space, find_tag(name), false};
  if (context.name_space == Namespace::Svg) {
    context_.is_html_integration_point =
        context_.tag == Tag::Foreignobject || context_.tag == Tag::Desc || context_.tag == Tag::Title;
  }
  if (context.name_space == Namespace::Html) {
    switch (context_.tag) {
      case Tag::Title:
      case Tag::Textarea:
        tokenizer_.set_state(Tokenizer::State::Rcdata, Tag::None);
        break;
      case Tag::Style:
      case Tag::Xmp:
      case Tag::Iframe:
      case Tag::Noembed:
      case Tag::Noframes:
        tokenizer_.set_state(Tokenizer::State::Rawtext, Tag::None);
        break;
      case Tag::Script:
        tokenizer_.set_state(Tokenizer::State::ScriptData, Tag::None);
        break;
      case Tag::Plaintext:
        tokenizer_.set_state(Tokenizer::State::Plaintext, Tag::None);
        break;
      default:
        break;
    }
    has_form_context_ = context_.tag == Tag::Form;
    // Any node will do to say "there is a form": the context itself is outside the document.
    if (has_form_context_) form_ = kDocumentNode;
    if (context_.tag == Tag::Template) template_modes_.push_back(Mode::InTemplate);
  }
  const NodeId root = make_node(NodeKind::Element, Tag::Html, Namespace::Html, {}, 0);
  put(root, {kDocumentNode, kNoNode});
  push_element(root);
  reset_mode();
  run();
  return std::move(document_);
}

void TreeBuilder::run() {
  Token token;
  while (!is_stopped_) {
    const bool is_foreign = !open_.empty() && adjusted_current().name_space != Namespace::Html;
    tokenizer_.set_content(is_foreign ? Tokenizer::Content::Foreign : Tokenizer::Content::Html);
    tokenizer_.next(token);
    token_begin_ = token.begin;
    token_end_ = token.end;
    dispatch(token);
    if (document_.size() >= options_.limit_nodes) {
      document_.limits_.nodes = true;
      stop();
    }
  }
  document_.limits_.attributes = tokenizer_.dropped_attributes();
  if (options_.selected_content == SelectedContent::Copy) copy_selected_options();
}

void TreeBuilder::stop() {
  is_stopped_ = true;
  if (!table_text_.empty()) flush_table_text();
  for (std::uint32_t i = 0; i < open_.size(); ++i) document_.source_end_[open_[i].node] = token_end_;
}

TreeBuilder::AdjustedNode TreeBuilder::adjusted_current() const {
  if (is_fragment_ && open_.size() == 1) return context_;
  const OpenElement& top = open_.top();
  return {top.name_space, top.tag, top.is_html_integration_point};
}

void TreeBuilder::dispatch(Token& token) {
  if (skip_line_feed_) {
    skip_line_feed_ = false;
    if (token.kind == TokenKind::Text && document_.text_.view(token.text).front() == '\n') {
      ++token.text.begin;
      --token.text.size;
      token.begin = document_.text_.source_offset(token.text, 0);
      if (token.text.size == 0) return;
    }
  }
  if (!table_text_.empty() && token.kind != TokenKind::Text) flush_table_text();
  while (process(token) == Step::Again) {
  }
}

TreeBuilder::Step TreeBuilder::process(Token& token) {
  if (open_.empty() || token.kind == TokenKind::End) return process_html(token);
  const AdjustedNode adjusted = adjusted_current();
  if (adjusted.name_space == Namespace::Html) return process_html(token);
  const bool is_start = token.kind == TokenKind::StartTag;
  const bool is_text = token.kind == TokenKind::Text;
  if (adjusted.name_space == Namespace::MathMl) {
    const bool is_text_point = adjusted.tag == Tag::Mi || adjusted.tag == Tag::Mo ||
                               adjusted.tag == Tag::Mn || adjusted.tag == Tag::Ms ||
                               adjusted.tag == Tag::Mtext;
    if (is_text_point &&
        (is_text || (is_start && token.tag != Tag::Mglyph && token.tag != Tag::Malignmark))) {
      return process_html(token);
    }
    if (adjusted.tag == Tag::AnnotationXml && is_start && token.tag == Tag::Svg) return process_html(token);
  }
  if (adjusted.is_html_integration_point && (is_start || is_text)) return process_html(token);
  return process_foreign(token);
}

// ---- nodes
// -------------------------------------------------------------------------------------------------------

NodeId TreeBuilder::make_node(NodeKind kind, Tag tag, Namespace name_space, Span data, std::uint32_t begin) {
  Document& d = document_;
  const NodeId node = d.size();
  d.parent_.push_back(kNoNode);
  d.first_child_.push_back(kNoNode);
  d.last_child_.push_back(kNoNode);
  d.next_sibling_.push_back(kNoNode);
  d.previous_sibling_.push_back(kNoNode);
  d.tag_.push_back(tag);
  d.kind_.push_back(kind);
  d.namespace_.push_back(name_space);
  d.data_begin_.push_back(data.begin);
  d.data_size_.push_back(data.size);
  d.source_begin_.push_back(begin);
  d.source_end_.push_back(token_end_);
  return node;
}

void TreeBuilder::reserve_nodes(std::size_t count) {
  Document& d = document_;
  d.parent_.reserve(count);
  d.first_child_.reserve(count);
  d.last_child_.reserve(count);
  d.next_sibling_.reserve(count);
  d.previous_sibling_.reserve(count);
  d.tag_.reserve(count);
  d.kind_.reserve(count);
  d.namespace_.reserve(count);
  d.data_begin_.reserve(count);
  d.data_size_.reserve(count);
  d.source_begin_.reserve(count);
  d.source_end_.reserve(count);
}

NodeId TreeBuilder::make_element(const Token& token, Namespace name_space) {
  tokenizer_.keep_attributes();
  const NodeId node = make_node(NodeKind::Element, token.tag, name_space,
                                {token.attribute_begin, token.attribute_count}, token.begin);
  if (token.tag == Tag::Template && name_space == Namespace::Html) {
    put(make_node(NodeKind::TemplateContent, Tag::None, Namespace::Html, {}, token.end), {node, kNoNode});
  }
  return node;
}

// A second element with the name and the attributes of `original`, as if made from the same token.
NodeId TreeBuilder::copy_element(NodeId original) {
  if (copies_left_ > 0) --copies_left_;
  return make_node(NodeKind::Element, document_.tag_[original], document_.namespace_[original],
                   {document_.data_begin_[original], document_.data_size_[original]}, token_begin_);
}

void TreeBuilder::put(NodeId node, Place place) {
  Document& d = document_;
  if (d.parent_[node] != kNoNode) detach(node);
  d.parent_[node] = place.parent;
  d.next_sibling_[node] = place.before;
  NodeId previous = kNoNode;
  if (place.before == kNoNode) {
    previous = d.last_child_[place.parent];
    d.last_child_[place.parent] = node;
  } else {
    previous = d.previous_sibling_[place.before];
    d.previous_sibling_[place.before] = node;
  }
  d.previous_sibling_[node] = previous;
  if (previous == kNoNode) {
    d.first_child_[place.parent] = node;
  } else {
    d.next_sibling_[previous] = node;
  }
}

void TreeBuilder::detach(NodeId node) {
  Document& d = document_;
  const NodeId parent = d.parent_[node];
  if (parent == kNoNode) return;
  const NodeId previous = d.previous_sibling_[node];
  const NodeId next = d.next_sibling_[node];
  (previous == kNoNode ? d.first_child_[parent] : d.next_sibling_[previous]) = next;
  (next == kNoNode ? d.last_child_[parent] : d.previous_sibling_[next]) = previous;
  d.parent_[node] = d.previous_sibling_[node] = d.next_sibling_[node] = kNoNode;
}

void TreeBuilder::move_children(NodeId from, NodeId to) {
  Document& d = document_;
  const NodeId first = d.first_child_[from];
  if (first == kNoNode) return;
  for (NodeId child = first; child != kNoNode; child = d.next_sibling_[child]) d.parent_[child] = to;
  const NodeId last = d.last_child_[to];
  d.previous_sibling_[first] = last;
  (last == kNoNode ? d.first_child_[to] : d.next_sibling_[last]) = first;
  d.last_child_[to] = d.last_child_[from];
  d.first_child_[from] = d.last_child_[from] = kNoNode;
}

NodeId TreeBuilder::content_of(NodeId node) const {
  return document_.is_element(node, Tag::Template) ? document_.first_child_[node] : node;
}

// "The appropriate place for inserting a node" (13.2.6.1).
TreeBuilder::Place TreeBuilder::place_in(const OpenElement& target) const {
  if (foster_ && target.name_space == Namespace::Html &&
      (target.tag == Tag::Table || target.tag == Tag::Tbody || target.tag == Tag::Tfoot ||
       target.tag == Tag::Thead || target.tag == Tag::Tr)) {
    const std::uint32_t template_place = open_.last(Tag::Template);
    const std::uint32_t table_place = open_.last(Tag::Table);
    if (template_place > table_place) return {content_of(open_[template_place - 1].node), kNoNode};
    if (table_place == 0) return {content_of(open_[0].node), kNoNode};
    const NodeId table = open_[table_place - 1].node;
    if (document_.parent_[table] != kNoNode) return {document_.parent_[table], table};
    return {content_of(open_[table_place - 2].node), kNoNode};
  }
  return {content_of(target.node), kNoNode};
}

// The place for a new element: as above, but a tree that grew too deep goes on growing sideways.
TreeBuilder::Place TreeBuilder::element_place() {
  const OpenElement& target = current();
  Place place = place_in(target);
  if (open_.size() >= options_.limit_depth && place.before == kNoNode) {
    document_.limits_.depth = true;
    const NodeId parent = document_.parent_[target.node];
    if (parent != kNoNode && parent != kDocumentNode) place.parent = parent;
  }
  return place;
}

bool TreeBuilder::is_integration_point(NodeId node) const {
  const Tag tag = document_.tag_[node];
  if (document_.namespace_[node] == Namespace::Svg) {
    return tag == Tag::Foreignobject || tag == Tag::Desc || tag == Tag::Title;
  }
  if (document_.namespace_[node] != Namespace::MathMl || tag != Tag::AnnotationXml) return false;
  const auto encoding = document_.attribute(node, "encoding");
  return encoding && (equals_ignoring_case(*encoding, "text/html") ||
                      equals_ignoring_case(*encoding, "application/xhtml+xml"));
}

void TreeBuilder::push_element(NodeId node) {
  const Namespace name_space = document_.namespace_[node];
  const bool is_point = name_space != Namespace::Html && is_integration_point(node);
  open_.push(node, document_.tag_[node], name_space, is_point ? Integration::Html : Integration::None);
}

NodeId TreeBuilder::insert_element(Token& token) {
  const Place place = element_place();
  const NodeId node = make_element(token, Namespace::Html);
  put(node, place);
  push_element(node);
  return node;
}

NodeId TreeBuilder::insert_and_pop(Token& token) {
  const Place place = element_place();
  const NodeId node = make_element(token, Namespace::Html);
  put(node, place);
  return node;
}

NodeId TreeBuilder::insert_implied(Tag tag) {
  const NodeId node = make_node(NodeKind::Element, tag, Namespace::Html, {}, token_begin_);
  put(node, open_.empty() ? Place{kDocumentNode, kNoNode} : element_place());
  push_element(node);
  return node;
}

void TreeBuilder::insert_foreign(Token& token, Namespace name_space) {
  const Place place = element_place();
  const NodeId node = make_element(token, name_space);
  adjust_foreign_attributes(node, name_space);
  put(node, place);
  if (!token.is_self_closing) push_element(node);
}

// Attributes of SVG and MathML: some are spelled with capitals, some have a namespace (13.2.6.1).
void TreeBuilder::adjust_foreign_attributes(NodeId node, Namespace name_space) {
  const std::uint32_t begin = document_.data_begin_[node];
  const std::uint32_t end = begin + document_.data_size_[node];
  for (std::uint32_t i = begin; i < end; ++i) {
    Attribute& attribute = document_.attributes_[i];
    const std::string_view name = document_.text_.view(attribute.name);
    std::string_view spelling;
    if (name_space == Namespace::Svg) {
      spelling = svg_attribute_name(name);
    } else if (name == "definitionurl") {
      spelling = "definitionURL";
    }
    if (!spelling.empty() && spelling != name) {
      attribute.name = document_.text_.add(spelling, attribute.source_begin);
    } else if (name == "xlink:actuate" || name == "xlink:arcrole" || name == "xlink:href" ||
               name == "xlink:role" || name == "xlink:show" || name == "xlink:title" ||
               name == "xlink:type" || name == "xml:lang" || name == "xml:space" || name == "xmlns" ||
               name == "xmlns:xlink") {
      attribute.is_prefixed = true;
    }
  }
}

void TreeBuilder::insert_text(Span text, std::uint32_t begin, std::uint32_t end) {
  if (text.size == 0) return;
  const Place place = place_in(current());
  Document& d = document_;
  const NodeId previous =
      place.before == kNoNode ? d.last_child_[place.parent] : d.previous_sibling_[place.before];
  // Only what also lies side by side becomes one node: anything else would mean copying, again and again.
  if (previous != kNoNode && d.kind_[previous] == NodeKind::Text &&
      d.data_begin_[previous] + d.data_size_[previous] == text.begin && d.source_end_[previous] == begin) {
    d.data_size_[previous] += text.size;
    d.source_end_[previous] = end;
    return;
  }
  const NodeId node = make_node(NodeKind::Text, Tag::None, Namespace::Html, text, begin);
  d.source_end_[node] = end;
  put(node, place);
}

void TreeBuilder::insert_comment(const Token& token, Place place) {
  put(make_node(NodeKind::Comment, Tag::None, Namespace::Html, token.text, token.begin), place);
}

void TreeBuilder::merge_attributes(const Token& token, NodeId node) {
  Document& d = document_;
  std::vector<Attribute> missing;
  const std::uint32_t held = d.data_size_[node];
  for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
    const Attribute& attribute = d.attributes_[token.attribute_begin + i];
    if (held + missing.size() >= options_.limit_attributes) {
      d.limits_.attributes = true;
      break;
    }
    if (!d.attribute(node, d.text_.view(attribute.name))) missing.push_back(attribute);
  }
  if (missing.empty()) return;
  // The element's own attributes move behind the token's, so that the list stays one range.
  const std::uint32_t begin = d.data_begin_[node];
  const auto new_begin = static_cast<std::uint32_t>(d.attributes_.size());
  d.attributes_.reserve(d.attributes_.size() + held + missing.size());
  for (std::uint32_t i = 0; i < held; ++i) d.attributes_.push_back(d.attributes_[begin + i]);
  d.attributes_.insert(d.attributes_.end(), missing.begin(), missing.end());
  d.data_begin_[node] = new_begin;
  d.data_size_[node] = held + static_cast<std::uint32_t>(missing.size());
  tokenizer_.keep_attributes();
}

// ---- text
// --------------------------------------------------------------------------------------------------------

bool TreeBuilder::is_all_spaces(Span text) const {
  const std::string_view view = document_.text_.view(text);
  return std::all_of(view.begin(), view.end(), is_space);
}

// Splits the spaces off the front of a text token; the token keeps the rest, which may be empty.
Token TreeBuilder::leading_spaces(Token& token) const {
  const std::string_view view = document_.text_.view(token.text);
  std::uint32_t count = 0;
  while (count < view.size() && is_space(view[count])) ++count;
  Token spaces = token;
  spaces.text.size = count;
  spaces.has_zeros = false;
  if (count == token.text.size) {
    token.text.size = 0;
    token.begin = token.end;
    return spaces;
  }
  token.text.begin += count;
  token.text.size -= count;
  token.begin = document_.text_.source_offset(token.text, 0);
  spaces.end = token.begin;
  return spaces;
}

void TreeBuilder::drop_zeros(Token& token) {
  if (!token.has_zeros) return;
  token.text = document_.text_.without_zeros(token.text, PageText::Zeros::Drop);
  token.has_zeros = false;
}

void TreeBuilder::flush_table_text() {
  // "In table text" (13.2.6.4.10): text among rows goes before the table, unless it is all spaces.
  const bool are_spaces = std::all_of(table_text_.begin(), table_text_.end(),
                                      [this](const Token& token) { return is_all_spaces(token.text); });
  for (Token& token : table_text_) {
    if (are_spaces) {
      insert_text(token);
    } else {
      foster_ = true;
      in_body(token);
      foster_ = false;
    }
  }
  table_text_.clear();
}

// ---- the stack
// ---------------------------------------------------------------------------------------------------

bool TreeBuilder::current_is_any(std::initializer_list<Tag> tags) const {
  return current().name_space == Namespace::Html &&
         std::find(tags.begin(), tags.end(), current().tag) != tags.end();
}

void TreeBuilder::mark_end(NodeId node) {
  document_.source_end_[node] = token_end_;
}

void TreeBuilder::pop() {
  document_.source_end_[current().node] = token_begin_;
  open_.pop();
}

void TreeBuilder::pop_to_size(std::uint32_t size) {
  while (open_.size() > size) pop();
}

// Closes elements up to and with the highest HTML element of this tag, which must be open. If an end tag of
// that name asks for it, the element ends behind that tag.
void TreeBuilder::pop_until(Tag tag) {
  const std::uint32_t place = open_.last(tag);
  if (place == 0) return;
  const NodeId node = open_[place - 1].node;
  pop_to_size(place - 1);
  mark_end(node);
}

void TreeBuilder::pop_back_to(std::initializer_list<Tag> tags) {
  while (!current_is_any(tags) && !current_is(Tag::Html)) pop();
}

void TreeBuilder::close_implied(Tag except) {
  while (current().name_space == Namespace::Html && current().tag != except &&
         (tag_traits(current().tag) & kImpliedEnd) != 0) {
    pop();
  }
}

void TreeBuilder::close_implied_thoroughly() {
  while (current().name_space == Namespace::Html && (tag_traits(current().tag) & kImpliedThorough) != 0)
    pop();
}

void TreeBuilder::close_paragraph() {
  close_implied(Tag::P);
  pop_until(Tag::P);
}

void TreeBuilder::close_paragraph_in_button_scope() {
  if (!open_.in_button_scope(Tag::P)) return;
  const NodeId paragraph = open_[open_.last(Tag::P) - 1].node;
  close_paragraph();
  document_.source_end_[paragraph] = token_begin_;
}

// ---- active formatting elements (13.2.4.3)
// ---------------------------------------------------------------------------

std::uint64_t TreeBuilder::attributes_hash(NodeId node) const {
  // A sum, because the order of attributes does not matter.
  std::uint64_t sum = document_.data_size_[node];
  for (std::uint32_t i = 0; i < document_.data_size_[node]; ++i) {
    const Attribute& attribute = document_.attributes_[document_.data_begin_[node] + i];
    const std::uint64_t name = hash_of(document_.text_.view(attribute.name), 0x51ED270B4D2F6A15ULL);
    sum += hash_of(document_.text_.view(attribute.value), name);
  }
  return sum;
}

void TreeBuilder::push_formatting(NodeId node, Tag tag) {
  const std::uint64_t hash = attributes_hash(node);
  // No more than three alike since the last marker: the earliest makes way. The same for the list's length.
  std::uint32_t alike = 0;
  auto earliest = static_cast<std::uint32_t>(formatting_.size());
  auto at = static_cast<std::uint32_t>(formatting_.size());
  const auto end = at;
  while (at > 0 && formatting_[at - 1].node != kNoNode) {
    --at;
    if (formatting_[at].tag == tag && formatting_[at].attributes_hash == hash) {
      ++alike;
      earliest = at;
    }
  }
  if (alike >= 3) {
    remove_formatting(earliest);
  } else if (end - at >= kLongestFormattingList) {
    document_.limits_.formatting = true;
    remove_formatting(at);
  }
  formatting_.push_back({node, tag, hash});
}

void TreeBuilder::clear_to_marker() {
  while (!formatting_.empty()) {
    const bool is_marker = formatting_.back().node == kNoNode;
    formatting_.pop_back();
    if (is_marker) return;
  }
}

// The last entry of a tag since the last marker: its index plus one, or 0.
std::uint32_t TreeBuilder::find_formatting(Tag tag) const {
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].node != kNoNode; --i) {
    if (formatting_[i - 1].tag == tag) return static_cast<std::uint32_t>(i);
  }
  return 0;
}

std::uint32_t TreeBuilder::find_formatting_node(NodeId node) const {
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].node != kNoNode; --i) {
    if (formatting_[i - 1].node == node) return static_cast<std::uint32_t>(i);
  }
  return 0;
}

void TreeBuilder::remove_formatting(std::uint32_t index) {
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(index));
}

void TreeBuilder::reconstruct_formatting() {
  std::size_t at = formatting_.size();
  while (at > 0 && formatting_[at - 1].node != kNoNode && !open_.is_open(formatting_[at - 1].node)) --at;
  for (; at < formatting_.size(); ++at) {
    if (copies_left_ == 0) {
      document_.limits_.formatting = true;
      formatting_.resize(at);
      return;
    }
    const Place place = element_place();
    const NodeId copy = copy_element(formatting_[at].node);
    put(copy, place);
    push_element(copy);
    formatting_[at].node = copy;
  }
}

// Whether the page may still spend this much on the adoption agency. Real pages use a thousandth of their
// share.
bool TreeBuilder::can_adopt(std::uint32_t work) {
  if (copies_left_ == 0 || adoption_work_left_ < work) {
    document_.limits_.formatting = true;
    return false;
  }
  adoption_work_left_ -= work;
  return true;
}

// 13.2.6.4.7. Works on at most `limit_depth` open elements, so each run has a bounded cost.
void TreeBuilder::run_adoption_agency(Token& token) {
  const Tag subject = token.tag;
  if (current_is(subject) && find_formatting_node(current().node) == 0) {
    const NodeId node = current().node;
    pop();
    mark_end(node);
    return;
  }
  for (int round = 0; round < 8; ++round) {
    const std::uint32_t entry = find_formatting(subject);
    if (entry == 0) return any_other_end_tag(token);
    const NodeId formatting_node = formatting_[entry - 1].node;
    const std::uint32_t place = open_.find(formatting_node, subject);
    if (place == 0) {
      remove_formatting(entry - 1);
      return;
    }
    const std::uint32_t index = place - 1;
    if (!open_.is_in_scope(index)) return;

    std::uint32_t furthest = 0;
    if (open_.top().special > place && open_.size() <= options_.limit_depth &&
        can_adopt(open_.size() - index)) {
      furthest = index + 1;
      while (open_[furthest].special != furthest + 1) ++furthest;
    }
    if (furthest == 0) {
      pop_to_size(index);
      mark_end(formatting_node);
      remove_formatting(entry - 1);
      return;
    }

    const NodeId furthest_node = open_[furthest].node;
    std::uint32_t bookmark = entry - 1;  // where the copy of the formatting element will stand in the list
    NodeId last_node = furthest_node;
    std::uint32_t at = furthest;
    for (int inner = 1;; ++inner) {
      --at;
      const OpenElement node_entry = open_[at];
      if (node_entry.node == formatting_node) break;
      std::uint32_t in_list = find_formatting_node(node_entry.node);
      if (inner > 3 && in_list != 0) {
        remove_formatting(in_list - 1);
        if (in_list - 1 < bookmark) --bookmark;
        in_list = 0;
      }
      if (in_list == 0) {
        document_.source_end_[node_entry.node] = token_begin_;
        open_.remove(at);
        continue;
      }
      const NodeId copy = copy_element(node_entry.node);
      formatting_[in_list - 1].node = copy;
      open_.replace(at, copy);
      if (last_node == furthest_node) bookmark = in_list;
      put(last_node, {copy, kNoNode});
      last_node = copy;
    }

    put(last_node, place_in(open_[index - 1]));
    const NodeId copy = copy_element(formatting_node);
    move_children(furthest_node, copy);
    put(copy, {furthest_node, kNoNode});

    const std::uint64_t hash = formatting_[find_formatting_node(formatting_node) - 1].attributes_hash;
    const std::uint32_t old = find_formatting_node(formatting_node) - 1;
    remove_formatting(old);
    if (old < bookmark) --bookmark;
    formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark), {copy, subject, hash});
    open_.remove(index);
    mark_end(formatting_node);
    const std::uint32_t furthest_place = open_.find(furthest_node, document_.tag_[furthest_node]);
    open_.insert(furthest_place, copy, subject);
  }
}

// ---- other rules of several modes
// ------------------------------------------------------------------------------------

void TreeBuilder::read_raw_text(Token& token, Tokenizer::State state) {
  insert_element(token);
  tokenizer_.set_state(state, token.tag);
  original_mode_ = mode_;
  mode_ = Mode::Text;
}

// 13.2.4.1, "reset the insertion mode appropriately".
void TreeBuilder::reset_mode() {
  std::uint32_t place = open_.top().mode_anchor;
  while (place != 0) {
    const bool is_last = place == 1;
    Tag tag = open_[place - 1].tag;
    if (is_last && is_fragment_) tag = context_.name_space == Namespace::Html ? context_.tag : Tag::None;
    switch (tag) {
      case Tag::Td:
      case Tag::Th:
        if (!is_last) {
          mode_ = Mode::InCell;
          return;
        }
        break;
      case Tag::Tr:
        mode_ = Mode::InRow;
        return;
      case Tag::Tbody:
      case Tag::Thead:
      case Tag::Tfoot:
        mode_ = Mode::InTableBody;
        return;
      case Tag::Caption:
        mode_ = Mode::InCaption;
        return;
      case Tag::Colgroup:
        mode_ = Mode::InColumnGroup;
        return;
      case Tag::Table:
        mode_ = Mode::InTable;
        return;
      case Tag::Template:
        mode_ = template_modes_.empty() ? Mode::InBody : template_modes_.back();
        return;
      case Tag::Head:
        if (!is_last) {
          mode_ = Mode::InHead;
          return;
        }
        break;
      case Tag::Body:
        mode_ = Mode::InBody;
        return;
      case Tag::Frameset:
        mode_ = Mode::InFrameset;
        return;
      case Tag::Html:
        mode_ = head_ == kNoNode ? Mode::BeforeHead : Mode::AfterHead;
        return;
      default:
        break;
    }
    if (is_last) break;
    place = open_[place - 2].mode_anchor;
  }
  mode_ = Mode::InBody;
}

// 13.2.6.5, "the rules for parsing tokens in foreign content".
TreeBuilder::Step TreeBuilder::process_foreign(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
      if (frameset_ok_) {
        const std::string_view text = document_.text_.view(token.text);
        frameset_ok_ = std::all_of(text.begin(), text.end(), [](char c) { return is_space(c) || c == '\0'; });
      }
      if (token.has_zeros) {
        token.text = document_.text_.without_zeros(token.text, PageText::Zeros::Replace);
        token.has_zeros = false;
      }
      insert_text(token);
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
    case TokenKind::End:
      return Step::Done;
    case TokenKind::StartTag:
    case TokenKind::EndTag:
      break;
  }

  bool leaves = false;
  if (token.kind == TokenKind::StartTag) {
    leaves = (tag_traits(token.tag) & kBreakout) != 0;
    if (token.tag == Tag::Font) {
      for (std::uint32_t i = 0; i < token.attribute_count && !leaves; ++i) {
        const auto name = document_.text_.view(document_.attributes_[token.attribute_begin + i].name);
        leaves = name == "color" || name == "face" || name == "size";
      }
    }
  } else {
    leaves = token.tag == Tag::Br || token.tag == Tag::P;
  }
  if (leaves) {
    while (true) {
      const OpenElement& top = current();
      const bool is_text_point = top.name_space == Namespace::MathMl &&
                                 (top.tag == Tag::Mi || top.tag == Tag::Mo || top.tag == Tag::Mn ||
                                  top.tag == Tag::Ms || top.tag == Tag::Mtext);
      if (top.name_space == Namespace::Html || top.is_html_integration_point || is_text_point) break;
      pop();
    }
    return process_html(token);
  }

  if (token.kind == TokenKind::StartTag) {
    insert_foreign(token, adjusted_current().name_space);
    return Step::Done;
  }
  if (open_.size() == 1) return Step::Done;
  const std::uint32_t place = open_.last_foreign(token.tag);
  if (place > open_.top().html) {
    const NodeId node = open_[place - 1].node;
    pop_to_size(place - 1);
    mark_end(node);
    return Step::Done;
  }
  return process_html(token);
}

Quirks TreeBuilder::quirks_of(const Token& token) const {
  const std::string_view name = document_.text_.view(token.text);
  const std::string_view public_id = document_.text_.view(token.public_id);
  const std::string_view system_id = document_.text_.view(token.system_id);
  if (token.forces_quirks || name != "html") return Quirks::Full;
  if (equals_ignoring_case(system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) {
    return Quirks::Full;
  }
  if (!token.has_public_id) return Quirks::No;
  if (equals_ignoring_case(public_id, "-//W3O//DTD W3 HTML Strict 3.0//EN//") ||
      equals_ignoring_case(public_id, "-/W3C/DTD HTML 4.0 Transitional/EN") ||
      equals_ignoring_case(public_id, "HTML")) {
    return Quirks::Full;
  }
  for (const std::string_view start : kQuirkyPublicIds) {
    if (starts_ignoring_case(public_id, start)) return Quirks::Full;
  }
  if (starts_ignoring_case(public_id, "-//W3C//DTD XHTML 1.0 Frameset//") ||
      starts_ignoring_case(public_id, "-//W3C//DTD XHTML 1.0 Transitional//")) {
    return Quirks::Limited;
  }
  if (starts_ignoring_case(public_id, "-//W3C//DTD HTML 4.01 Frameset//") ||
      starts_ignoring_case(public_id, "-//W3C//DTD HTML 4.01 Transitional//")) {
    return token.has_system_id ? Quirks::Limited : Quirks::Full;
  }
  return Quirks::No;
}

// Fills the first `selectedcontent` of each `select` with a copy of the chosen option's nodes. Each select's
// options are copied at most once.
void TreeBuilder::copy_selected_options() {
  Document& d = document_;
  const NodeId made_by_parsing = d.size();
  for (NodeId select = 0; select < made_by_parsing; ++select) {
    if (!d.is_element(select, Tag::Select)) continue;
    NodeId target = kNoNode;
    NodeId chosen = kNoNode;
    for (NodeId node = d.next(select, select); node != kNoNode;) {
      if (d.is_element(node, Tag::Select)) {
        node = d.next_skipping_children(node, select);
        continue;
      }
      if (target == kNoNode && d.is_element(node, Tag::Selectedcontent)) target = node;
      if (d.is_element(node, Tag::Option) && (chosen == kNoNode || d.attribute(node, "selected")))
        chosen = node;
      node = d.next(node, select);
    }
    if (target == kNoNode || chosen == kNoNode) continue;
    bool is_inside = false;
    for (NodeId above = target; above != kNoNode && above != select; above = d.parent_[above]) {
      is_inside = is_inside || above == chosen;
    }
    if (is_inside) continue;
    while (d.first_child_[target] != kNoNode) detach(d.first_child_[target]);
    // Walks the option and its copy side by side.
    NodeId copy_parent = target;
    NodeId node = d.first_child_[chosen];
    while (node != kNoNode) {
      const NodeId copy = make_node(d.kind_[node], d.tag_[node], d.namespace_[node],
                                    {d.data_begin_[node], d.data_size_[node]}, d.source_begin_[node]);
      d.source_end_[copy] = d.source_end_[node];
      put(copy, {copy_parent, kNoNode});
      if (d.first_child_[node] != kNoNode) {
        node = d.first_child_[node];
        copy_parent = copy;
        continue;
      }
      while (node != chosen && d.next_sibling_[node] == kNoNode) {
        node = d.parent_[node];
        copy_parent = node == chosen ? target : d.parent_[copy_parent];
      }
      node = node == chosen ? kNoNode : d.next_sibling_[node];
    }
  }
}

}  // namespace raven::read::html
