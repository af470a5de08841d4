// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/document.h"
#include "read/html/open_elements.h"
#include "read/html/tokenizer.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace raven::read::html {

/// Builds the tree of a document from its tokens (13.2.6). Internal to this folder: users call `parse`.
///
/// Differences from the standard, all for hostile pages: beyond `Options::limit_depth` open elements an
/// element is put beside its parent instead of into it; the list of active formatting elements holds at most
/// `kLongestFormattingList` entries after its last marker; and formatting elements are repeated, and
/// rearranged by the adoption agency, only as often as the size of the page makes plausible.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view utf8, const Options& options);
  Document build();
  Document build_fragment(const FragmentContext& context);

 private:
  enum class Mode : std::uint8_t {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset
  };
  /// Whether a token is dealt with, or to be looked at anew in the mode now set.
  enum class Step : std::uint8_t { Done, Again };
  struct Place {
    NodeId parent;
    NodeId before;
  };
  struct Formatting {
    NodeId node = kNoNode;  // none: a marker
    Tag tag = Tag::None;
    std::uint64_t attributes_hash = 0;
  };
  struct AdjustedNode {
    Namespace name_space;
    Tag tag;
    bool is_html_integration_point;
  };

  // tree_builder.cpp: the machinery.
  void run();
  void dispatch(Token& token);
  Step process(Token& token);
  AdjustedNode adjusted_current() const;
  void stop();

  NodeId make_node(NodeKind kind, Tag tag, Namespace name_space, Span data, std::uint32_t begin);
  void reserve_nodes(std::size_t count);
  NodeId make_element(const Token& token, Namespace name_space);
  NodeId copy_element(NodeId original);
  void put(NodeId node, Place place);
  void detach(NodeId node);
  void move_children(NodeId from, NodeId to);
  NodeId content_of(NodeId node) const;
  Place place_in(const OpenElement& target) const;
  Place element_place();

  NodeId insert_element(Token& token);
  NodeId insert_and_pop(Token& token);
  NodeId insert_implied(Tag tag);
  void insert_foreign(Token& token, Namespace name_space);
  void push_element(NodeId node);
  void insert_text(Span text, std::uint32_t begin, std::uint32_t end);
  void insert_text(const Token& token) { insert_text(token.text, token.begin, token.end); }
  void insert_comment(const Token& token, Place place);
  void insert_comment(const Token& token) { insert_comment(token, place_in(open_.top())); }
  void merge_attributes(const Token& token, NodeId node);
  bool is_integration_point(NodeId node) const;
  Token leading_spaces(Token& token) const;
  bool is_all_spaces(Span text) const;
  void drop_zeros(Token& token);

  const OpenElement& current() const { return open_.top(); }
  bool current_is(Tag tag) const { return current().tag == tag && current().name_space == Namespace::Html; }
  bool current_is_any(std::initializer_list<Tag> tags) const;
  void pop();
  void pop_until(Tag tag);
  void pop_to_size(std::uint32_t size);
  void pop_back_to(std::initializer_list<Tag> tags);
  void close_implied(Tag except = Tag::None);
  void close_implied_thoroughly();
  void close_paragraph();
  void close_paragraph_in_button_scope();
  void mark_end(NodeId node);

  void push_formatting(NodeId node, Tag tag);
  void push_marker() { formatting_.push_back({}); }
  void clear_to_marker();
  std::uint32_t find_formatting(Tag tag) const;
  std::uint32_t find_formatting_node(NodeId node) const;
  void remove_formatting(std::uint32_t index);
  void reconstruct_formatting();
  bool can_adopt(std::uint32_t work);
  void run_adoption_agency(Token& token);
  std::uint64_t attributes_hash(NodeId node) const;

  void read_raw_text(Token& token, Tokenizer::State state);
  void reset_mode();
  bool has_template() const { return open_.has(Tag::Template); }
  void flush_table_text();
  void adjust_foreign_attributes(NodeId node, Namespace name_space);
  Step process_foreign(Token& token);
  void copy_selected_options();
  Quirks quirks_of(const Token& token) const;

  // insertion_modes.cpp: one function for each mode.
  Step process_html(Token& token);
  Step initial(Token& token);
  Step before_html(Token& token);
  Step before_head(Token& token);
  Step in_head(Token& token);
  Step in_head_noscript(Token& token);
  Step after_head(Token& token);
  Step in_body(Token& token);
  Step in_body_start(Token& token);
  Step in_body_end(Token& token);
  void any_other_end_tag(Token& token);
  Step text_mode(Token& token);
  Step in_table(Token& token);
  Step in_table_otherwise(Token& token);
  Step in_caption(Token& token);
  Step in_column_group(Token& token);
  Step in_table_body(Token& token);
  Step in_row(Token& token);
  Step in_cell(Token& token);
  void close_cell();
  Step in_template(Token& token);
  Step after_body(Token& token);
  Step in_frameset(Token& token);
  Step after_frameset(Token& token);
  Step after_after_body(Token& token);
  Step after_after_frameset(Token& token);
  void end_template();
  Step leave_head();
  Step switch_template_mode(Mode mode);

  static constexpr std::uint32_t kLongestFormattingList = 48;

  Options options_;
  Document document_;
  Tokenizer tokenizer_;
  OpenElements open_;
  std::vector<Formatting> formatting_;
  std::vector<Mode> template_modes_;
  std::vector<Token> table_text_;
  Mode mode_ = Mode::Initial;
  Mode original_mode_ = Mode::Initial;
  NodeId head_ = kNoNode;
  NodeId form_ = kNoNode;
  std::uint32_t copies_left_ = 0;
  std::uint64_t adoption_work_left_ = 0;
  std::uint32_t token_begin_ = 0;
  std::uint32_t token_end_ = 0;
  bool frameset_ok_ = true;
  bool foster_ = false;
  bool skip_line_feed_ = false;
  bool is_stopped_ = false;
  bool is_fragment_ = false;
  bool has_form_context_ = false;
  AdjustedNode context_{Namespace::Html, Tag::None, false};
};

}  // namespace raven::read::html
