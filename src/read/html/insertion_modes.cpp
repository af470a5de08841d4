// SPDX-License-Identifier: Apache-2.0
// The insertion modes of tree construction (13.2.6.4), one function each, in the standard's order.
#include "read/html/tree_builder.h"

#include <algorithm>
#include <string_view>

namespace raven::read::html {
namespace {

bool is_heading(Tag tag) {
  return tag == Tag::H1 || tag == Tag::H2 || tag == Tag::H3 || tag == Tag::H4 || tag == Tag::H5 ||
         tag == Tag::H6;
}

bool is_start(const Token& token, Tag tag) {
  return token.kind == TokenKind::StartTag && token.tag == tag;
}
bool is_end(const Token& token, Tag tag) {
  return token.kind == TokenKind::EndTag && token.tag == tag;
}

}  // namespace

TreeBuilder::Step TreeBuilder::process_html(Token& token) {
  switch (mode_) {
    case Mode::Initial:
      return initial(token);
    case Mode::BeforeHtml:
      return before_html(token);
    case Mode::BeforeHead:
      return before_head(token);
    case Mode::InHead:
      return in_head(token);
    case Mode::InHeadNoscript:
      return in_head_noscript(token);
    case Mode::AfterHead:
      return after_head(token);
    case Mode::InBody:
      return in_body(token);
    case Mode::Text:
      return text_mode(token);
    case Mode::InTable:
      return in_table(token);
    case Mode::InCaption:
      return in_caption(token);
    case Mode::InColumnGroup:
      return in_column_group(token);
    case Mode::InTableBody:
      return in_table_body(token);
    case Mode::InRow:
      return in_row(token);
    case Mode::InCell:
      return in_cell(token);
    case Mode::InTemplate:
      return in_template(token);
    case Mode::AfterBody:
      return after_body(token);
    case Mode::InFrameset:
      return in_frameset(token);
    case Mode::AfterFrameset:
      return after_frameset(token);
    case Mode::AfterAfterBody:
      return after_after_body(token);
    case Mode::AfterAfterFrameset:
      return after_after_frameset(token);
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::initial(Token& token) {
  if (token.kind == TokenKind::Text) {
    leading_spaces(token);
    if (token.text.size == 0) return Step::Done;
  } else if (token.kind == TokenKind::Comment) {
    insert_comment(token, {kDocumentNode, kNoNode});
    return Step::Done;
  } else if (token.kind == TokenKind::Doctype) {
    const NodeId node = make_node(NodeKind::Doctype, Tag::None, Namespace::Html, token.text, token.begin);
    put(node, {kDocumentNode, kNoNode});
    document_.doctype_ = node;
    document_.public_id_ = token.public_id;
    document_.system_id_ = token.system_id;
    document_.quirks_ = quirks_of(token);
    mode_ = Mode::BeforeHtml;
    return Step::Done;
  }
  document_.quirks_ = Quirks::Full;
  mode_ = Mode::BeforeHtml;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::before_html(Token& token) {
  switch (token.kind) {
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token, {kDocumentNode, kNoNode});
      return Step::Done;
    case TokenKind::Text:
      leading_spaces(token);
      if (token.text.size == 0) return Step::Done;
      break;
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) {
        const NodeId node = make_element(token, Namespace::Html);
        put(node, {kDocumentNode, kNoNode});
        push_element(node);
        mode_ = Mode::BeforeHead;
        return Step::Done;
      }
      break;
    case TokenKind::EndTag:
      if (token.tag != Tag::Head && token.tag != Tag::Body && token.tag != Tag::Html &&
          token.tag != Tag::Br) {
        return Step::Done;
      }
      break;
    case TokenKind::End:
      break;
  }
  insert_implied(Tag::Html);
  mode_ = Mode::BeforeHead;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::before_head(Token& token) {
  switch (token.kind) {
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Text:
      leading_spaces(token);
      if (token.text.size == 0) return Step::Done;
      break;
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      if (token.tag == Tag::Head) {
        head_ = insert_element(token);
        mode_ = Mode::InHead;
        return Step::Done;
      }
      break;
    case TokenKind::EndTag:
      if (token.tag != Tag::Head && token.tag != Tag::Body && token.tag != Tag::Html &&
          token.tag != Tag::Br) {
        return Step::Done;
      }
      break;
    case TokenKind::End:
      break;
  }
  head_ = insert_implied(Tag::Head);
  mode_ = Mode::InHead;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::leave_head() {
  pop();
  mode_ = Mode::AfterHead;
  return Step::Again;
}

void TreeBuilder::end_template() {
  if (!has_template()) return;
  close_implied_thoroughly();
  pop_until(Tag::Template);
  clear_to_marker();
  if (!template_modes_.empty()) template_modes_.pop_back();
  reset_mode();
}

TreeBuilder::Step TreeBuilder::in_head(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
      insert_text(leading_spaces(token));
      if (token.text.size == 0) return Step::Done;
      return leave_head();
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      switch (token.tag) {
        case Tag::Html:
          return in_body(token);
        case Tag::Base:
        case Tag::Basefont:
        case Tag::Bgsound:
        case Tag::Link:
        case Tag::Meta:
          insert_and_pop(token);
          return Step::Done;
        case Tag::Title:
          read_raw_text(token, Tokenizer::State::Rcdata);
          return Step::Done;
        case Tag::Noframes:
        case Tag::Style:
          read_raw_text(token, Tokenizer::State::Rawtext);
          return Step::Done;
        case Tag::Noscript:
          insert_element(token);
          mode_ = Mode::InHeadNoscript;
          return Step::Done;
        case Tag::Script:
          read_raw_text(token, Tokenizer::State::ScriptData);
          return Step::Done;
        case Tag::Template:
          insert_element(token);
          push_marker();
          frameset_ok_ = false;
          mode_ = Mode::InTemplate;
          template_modes_.push_back(Mode::InTemplate);
          return Step::Done;
        case Tag::Head:
          return Step::Done;
        default:
          return leave_head();
      }
    case TokenKind::EndTag:
      switch (token.tag) {
        case Tag::Head: {
          const NodeId node = current().node;
          pop();
          mark_end(node);
          mode_ = Mode::AfterHead;
          return Step::Done;
        }
        case Tag::Body:
        case Tag::Html:
        case Tag::Br:
          return leave_head();
        case Tag::Template:
          end_template();
          return Step::Done;
        default:
          return Step::Done;
      }
    case TokenKind::End:
      return leave_head();
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::in_head_noscript(Token& token) {
  const auto leave = [this] {
    pop();
    mode_ = Mode::InHead;
    return Step::Again;
  };
  switch (token.kind) {
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::Comment:
      return in_head(token);
    case TokenKind::Text:
      insert_text(leading_spaces(token));
      return token.text.size == 0 ? Step::Done : leave();
    case TokenKind::StartTag:
      switch (token.tag) {
        case Tag::Html:
          return in_body(token);
        case Tag::Basefont:
        case Tag::Bgsound:
        case Tag::Link:
        case Tag::Meta:
        case Tag::Noframes:
        case Tag::Style:
          return in_head(token);
        case Tag::Head:
        case Tag::Noscript:
          return Step::Done;
        default:
          return leave();
      }
    case TokenKind::EndTag:
      if (token.tag == Tag::Noscript) {
        const NodeId node = current().node;
        pop();
        mark_end(node);
        mode_ = Mode::InHead;
        return Step::Done;
      }
      return token.tag == Tag::Br ? leave() : Step::Done;
    case TokenKind::End:
      return leave();
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::after_head(Token& token) {
  switch (token.kind) {
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Text:
      insert_text(leading_spaces(token));
      if (token.text.size == 0) return Step::Done;
      break;
    case TokenKind::StartTag:
      switch (token.tag) {
        case Tag::Html:
          return in_body(token);
        case Tag::Body:
          insert_element(token);
          frameset_ok_ = false;
          mode_ = Mode::InBody;
          return Step::Done;
        case Tag::Frameset:
          insert_element(token);
          mode_ = Mode::InFrameset;
          return Step::Done;
        case Tag::Base:
        case Tag::Basefont:
        case Tag::Bgsound:
        case Tag::Link:
        case Tag::Meta:
        case Tag::Noframes:
        case Tag::Script:
        case Tag::Style:
        case Tag::Template:
        case Tag::Title: {
          // These still belong to the head, which is opened once more for them alone.
          open_.push(head_, Tag::Head, Namespace::Html, Integration::None);
          in_head(token);
          const std::uint32_t place = open_.find(head_, Tag::Head);
          if (place != 0) open_.remove(place - 1);
          return Step::Done;
        }
        case Tag::Head:
          return Step::Done;
        default:
          break;
      }
      break;
    case TokenKind::EndTag:
      if (token.tag == Tag::Template) return in_head(token);
      if (token.tag != Tag::Body && token.tag != Tag::Html && token.tag != Tag::Br) return Step::Done;
      break;
    case TokenKind::End:
      break;
  }
  insert_implied(Tag::Body);
  mode_ = Mode::InBody;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::in_body(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
      drop_zeros(token);
      if (token.text.size == 0) return Step::Done;
      reconstruct_formatting();
      insert_text(token);
      if (frameset_ok_) frameset_ok_ = is_all_spaces(token.text);
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      return in_body_start(token);
    case TokenKind::EndTag:
      return in_body_end(token);
    case TokenKind::End:
      if (!template_modes_.empty()) return in_template(token);
      stop();
      return Step::Done;
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::in_body_start(Token& token) {
  switch (token.tag) {
    case Tag::Html:
      if (!has_template()) merge_attributes(token, open_[0].node);
      return Step::Done;
    case Tag::Base:
    case Tag::Basefont:
    case Tag::Bgsound:
    case Tag::Link:
    case Tag::Meta:
    case Tag::Noframes:
    case Tag::Script:
    case Tag::Style:
    case Tag::Template:
    case Tag::Title:
      return in_head(token);
    case Tag::Body:
      if (open_.size() == 1 || open_[1].tag != Tag::Body || has_template()) return Step::Done;
      frameset_ok_ = false;
      merge_attributes(token, open_[1].node);
      return Step::Done;
    case Tag::Frameset: {
      if (open_.size() == 1 || open_[1].tag != Tag::Body || !frameset_ok_) return Step::Done;
      const NodeId body = open_[1].node;
      pop_to_size(1);
      detach(body);
      insert_element(token);
      mode_ = Mode::InFrameset;
      return Step::Done;
    }
    case Tag::Address:
    case Tag::Article:
    case Tag::Aside:
    case Tag::Blockquote:
    case Tag::Center:
    case Tag::Details:
    case Tag::Dialog:
    case Tag::Dir:
    case Tag::Div:
    case Tag::Dl:
    case Tag::Fieldset:
    case Tag::Figcaption:
    case Tag::Figure:
    case Tag::Footer:
    case Tag::Header:
    case Tag::Hgroup:
    case Tag::Main:
    case Tag::Menu:
    case Tag::Nav:
    case Tag::Ol:
    case Tag::P:
    case Tag::Search:
    case Tag::Section:
    case Tag::Summary:
    case Tag::Ul:
      close_paragraph_in_button_scope();
      insert_element(token);
      return Step::Done;
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
      close_paragraph_in_button_scope();
      if (current().name_space == Namespace::Html && is_heading(current().tag)) pop();
      insert_element(token);
      return Step::Done;
    case Tag::Pre:
    case Tag::Listing:
      close_paragraph_in_button_scope();
      insert_element(token);
      skip_line_feed_ = true;
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Form: {
      const bool is_in_template = has_template();
      if (form_ != kNoNode && !is_in_template) return Step::Done;
      close_paragraph_in_button_scope();
      const NodeId node = insert_element(token);
      if (!is_in_template) form_ = node;
      return Step::Done;
    }
    case Tag::Li: {
      frameset_ok_ = false;
      const std::uint32_t item = open_.last(Tag::Li);
      if (item != 0 && item >= open_.top().item_special) {
        close_implied(Tag::Li);
        pop_until(Tag::Li);
      }
      close_paragraph_in_button_scope();
      insert_element(token);
      return Step::Done;
    }
    case Tag::Dd:
    case Tag::Dt: {
      frameset_ok_ = false;
      const std::uint32_t item = std::max(open_.last(Tag::Dd), open_.last(Tag::Dt));
      if (item != 0 && item >= open_.top().item_special) {
        const Tag tag = open_[item - 1].tag;
        close_implied(tag);
        pop_until(tag);
      }
      close_paragraph_in_button_scope();
      insert_element(token);
      return Step::Done;
    }
    case Tag::Plaintext:
      close_paragraph_in_button_scope();
      insert_element(token);
      tokenizer_.set_state(Tokenizer::State::Plaintext, Tag::None);
      return Step::Done;
    case Tag::Button:
      if (open_.in_scope(Tag::Button)) {
        close_implied();
        pop_until(Tag::Button);
      }
      reconstruct_formatting();
      insert_element(token);
      frameset_ok_ = false;
      return Step::Done;
    case Tag::A: {
      const std::uint32_t entry = find_formatting(Tag::A);
      if (entry != 0) {
        const NodeId node = formatting_[entry - 1].node;
        Token end = token;
        run_adoption_agency(end);
        const std::uint32_t left = find_formatting_node(node);
        if (left != 0) remove_formatting(left - 1);
        const std::uint32_t place = open_.find(node, Tag::A);
        // Far down a deep stack it stays: nothing refers to it any more.
        if (place != 0 && open_.size() - place <= options_.limit_depth) {
          mark_end(node);
          open_.remove(place - 1);
        }
      }
      reconstruct_formatting();
      push_formatting(insert_element(token), token.tag);
      return Step::Done;
    }
    case Tag::B:
    case Tag::Big:
    case Tag::Code:
    case Tag::Em:
    case Tag::Font:
    case Tag::I:
    case Tag::S:
    case Tag::Small:
    case Tag::Strike:
    case Tag::Strong:
    case Tag::Tt:
    case Tag::U:
      reconstruct_formatting();
      push_formatting(insert_element(token), token.tag);
      return Step::Done;
    case Tag::Nobr:
      reconstruct_formatting();
      if (open_.in_scope(Tag::Nobr)) {
        Token end = token;
        run_adoption_agency(end);
        reconstruct_formatting();
      }
      push_formatting(insert_element(token), token.tag);
      return Step::Done;
    case Tag::Applet:
    case Tag::Marquee:
    case Tag::Object:
      reconstruct_formatting();
      insert_element(token);
      push_marker();
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Table:
      if (document_.quirks_ != Quirks::Full) close_paragraph_in_button_scope();
      insert_element(token);
      frameset_ok_ = false;
      mode_ = Mode::InTable;
      return Step::Done;
    case Tag::Image:
      token.tag = Tag::Img;
      [[fallthrough]];
    case Tag::Area:
    case Tag::Br:
    case Tag::Embed:
    case Tag::Img:
    case Tag::Keygen:
    case Tag::Wbr:
      reconstruct_formatting();
      insert_and_pop(token);
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Input: {
      if (is_fragment_ && context_.tag == Tag::Select && context_.name_space == Namespace::Html)
        return Step::Done;
      if (open_.in_scope(Tag::Select)) pop_until(Tag::Select);
      reconstruct_formatting();
      const NodeId node = insert_and_pop(token);
      const auto type = document_.attribute(node, "type");
      constexpr std::string_view kHidden = "hidden";
      const bool is_hidden = type && std::equal(type->begin(), type->end(), kHidden.begin(), kHidden.end(),
                                                [](char a, char b) { return (a | 0x20) == b; });
      if (!is_hidden) frameset_ok_ = false;
      return Step::Done;
    }
    case Tag::Param:
    case Tag::Source:
    case Tag::Track:
      insert_and_pop(token);
      return Step::Done;
    case Tag::Hr:
      close_paragraph_in_button_scope();
      if (open_.in_scope(Tag::Select)) close_implied();
      insert_and_pop(token);
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Textarea:
      read_raw_text(token, Tokenizer::State::Rcdata);
      skip_line_feed_ = true;
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Xmp:
      close_paragraph_in_button_scope();
      reconstruct_formatting();
      frameset_ok_ = false;
      read_raw_text(token, Tokenizer::State::Rawtext);
      return Step::Done;
    case Tag::Iframe:
      frameset_ok_ = false;
      read_raw_text(token, Tokenizer::State::Rawtext);
      return Step::Done;
    case Tag::Noembed:
      read_raw_text(token, Tokenizer::State::Rawtext);
      return Step::Done;
    case Tag::Select:
      if (is_fragment_ && context_.tag == Tag::Select && context_.name_space == Namespace::Html)
        return Step::Done;
      if (open_.in_scope(Tag::Select)) {
        pop_until(Tag::Select);
        return Step::Done;
      }
      reconstruct_formatting();
      insert_element(token);
      frameset_ok_ = false;
      return Step::Done;
    case Tag::Option:
      if (open_.in_scope(Tag::Select)) {
        close_implied(Tag::Optgroup);
      } else if (current_is(Tag::Option)) {
        pop();
      }
      reconstruct_formatting();
      insert_element(token);
      return Step::Done;
    case Tag::Optgroup:
      if (open_.in_scope(Tag::Select)) {
        close_implied();
      } else if (current_is(Tag::Option)) {
        pop();
      }
      reconstruct_formatting();
      insert_element(token);
      return Step::Done;
    case Tag::Rb:
    case Tag::Rtc:
      if (open_.in_scope(Tag::Ruby)) close_implied();
      insert_element(token);
      return Step::Done;
    case Tag::Rp:
    case Tag::Rt:
      if (open_.in_scope(Tag::Ruby)) close_implied(Tag::Rtc);
      insert_element(token);
      return Step::Done;
    case Tag::Math:
      reconstruct_formatting();
      insert_foreign(token, Namespace::MathMl);
      return Step::Done;
    case Tag::Svg:
      reconstruct_formatting();
      insert_foreign(token, Namespace::Svg);
      return Step::Done;
    case Tag::Caption:
    case Tag::Col:
    case Tag::Colgroup:
    case Tag::Frame:
    case Tag::Head:
    case Tag::Tbody:
    case Tag::Td:
    case Tag::Tfoot:
    case Tag::Th:
    case Tag::Thead:
    case Tag::Tr:
      return Step::Done;
    default:
      reconstruct_formatting();
      insert_element(token);
      return Step::Done;
  }
}

TreeBuilder::Step TreeBuilder::in_body_end(Token& token) {
  switch (token.tag) {
    case Tag::Template:
      return in_head(token);
    case Tag::Body:
      if (!open_.in_scope(Tag::Body)) return Step::Done;
      mode_ = Mode::AfterBody;
      return Step::Done;
    case Tag::Html:
      if (!open_.in_scope(Tag::Body)) return Step::Done;
      mode_ = Mode::AfterBody;
      return Step::Again;
    case Tag::Address:
    case Tag::Article:
    case Tag::Aside:
    case Tag::Blockquote:
    case Tag::Button:
    case Tag::Center:
    case Tag::Details:
    case Tag::Dialog:
    case Tag::Dir:
    case Tag::Div:
    case Tag::Dl:
    case Tag::Fieldset:
    case Tag::Figcaption:
    case Tag::Figure:
    case Tag::Footer:
    case Tag::Header:
    case Tag::Hgroup:
    case Tag::Listing:
    case Tag::Main:
    case Tag::Menu:
    case Tag::Nav:
    case Tag::Ol:
    case Tag::Pre:
    case Tag::Search:
    case Tag::Section:
    case Tag::Select:
    case Tag::Summary:
    case Tag::Ul:
      if (!open_.in_scope(token.tag)) return Step::Done;
      close_implied();
      pop_until(token.tag);
      return Step::Done;
    case Tag::Form: {
      if (has_template()) {
        if (!open_.in_scope(Tag::Form)) return Step::Done;
        close_implied();
        pop_until(Tag::Form);
        return Step::Done;
      }
      const NodeId node = form_;
      form_ = kNoNode;
      std::uint32_t place = node == kNoNode || node == kDocumentNode ? 0 : open_.find(node, Tag::Form);
      if (place == 0 || !open_.is_in_scope(place - 1)) return Step::Done;
      close_implied();
      place = open_.find(node, Tag::Form);
      if (place != 0) {
        mark_end(node);
        open_.remove(place - 1);
      }
      return Step::Done;
    }
    case Tag::P:
      if (!open_.in_button_scope(Tag::P)) insert_implied(Tag::P);
      close_paragraph();
      return Step::Done;
    case Tag::Li:
      if (!open_.in_list_scope(Tag::Li)) return Step::Done;
      close_implied(Tag::Li);
      pop_until(Tag::Li);
      return Step::Done;
    case Tag::Dd:
    case Tag::Dt:
      if (!open_.in_scope(token.tag)) return Step::Done;
      close_implied(token.tag);
      pop_until(token.tag);
      return Step::Done;
    case Tag::H1:
    case Tag::H2:
    case Tag::H3:
    case Tag::H4:
    case Tag::H5:
    case Tag::H6: {
      std::uint32_t place = 0;
      for (const Tag tag : {Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6}) {
        place = std::max(place, open_.last(tag));
      }
      if (place == 0 || !open_.is_in_scope(place - 1)) return Step::Done;
      close_implied();
      const NodeId node = open_[place - 1].node;
      pop_to_size(place - 1);
      mark_end(node);
      return Step::Done;
    }
    case Tag::A:
    case Tag::B:
    case Tag::Big:
    case Tag::Code:
    case Tag::Em:
    case Tag::Font:
    case Tag::I:
    case Tag::Nobr:
    case Tag::S:
    case Tag::Small:
    case Tag::Strike:
    case Tag::Strong:
    case Tag::Tt:
    case Tag::U:
      run_adoption_agency(token);
      return Step::Done;
    case Tag::Applet:
    case Tag::Marquee:
    case Tag::Object:
      if (!open_.in_scope(token.tag)) return Step::Done;
      close_implied();
      pop_until(token.tag);
      clear_to_marker();
      return Step::Done;
    case Tag::Br:
      reconstruct_formatting();
      insert_implied(Tag::Br);
      pop();
      frameset_ok_ = false;
      return Step::Done;
    default:
      any_other_end_tag(token);
      return Step::Done;
  }
}

void TreeBuilder::any_other_end_tag(Token& token) {
  const std::uint32_t place = open_.last(token.tag);
  // A special element above it hides it.
  if (place == 0 || place < open_.top().special) return;
  const NodeId node = open_[place - 1].node;
  pop_to_size(place - 1);
  mark_end(node);
}

TreeBuilder::Step TreeBuilder::text_mode(Token& token) {
  if (token.kind == TokenKind::Text) {
    insert_text(token);
    return Step::Done;
  }
  const NodeId node = current().node;
  pop();
  mode_ = original_mode_;
  if (token.kind == TokenKind::End) return Step::Again;
  mark_end(node);
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::in_table_otherwise(Token& token) {
  foster_ = true;
  const Step step = in_body(token);
  foster_ = false;
  return step;
}

TreeBuilder::Step TreeBuilder::in_table(Token& token) {
  const auto back_to_table = [this] { pop_back_to({Tag::Table, Tag::Template, Tag::Html}); };
  switch (token.kind) {
    case TokenKind::Text:
      if (current_is_any({Tag::Table, Tag::Tbody, Tag::Template, Tag::Tfoot, Tag::Thead, Tag::Tr})) {
        drop_zeros(token);
        if (token.text.size != 0) table_text_.push_back(token);
        return Step::Done;
      }
      return in_table_otherwise(token);
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      switch (token.tag) {
        case Tag::Caption:
          back_to_table();
          push_marker();
          insert_element(token);
          mode_ = Mode::InCaption;
          return Step::Done;
        case Tag::Colgroup:
          back_to_table();
          insert_element(token);
          mode_ = Mode::InColumnGroup;
          return Step::Done;
        case Tag::Col:
          back_to_table();
          insert_implied(Tag::Colgroup);
          mode_ = Mode::InColumnGroup;
          return Step::Again;
        case Tag::Tbody:
        case Tag::Tfoot:
        case Tag::Thead:
          back_to_table();
          insert_element(token);
          mode_ = Mode::InTableBody;
          return Step::Done;
        case Tag::Td:
        case Tag::Th:
        case Tag::Tr:
          back_to_table();
          insert_implied(Tag::Tbody);
          mode_ = Mode::InTableBody;
          return Step::Again;
        case Tag::Table:
          if (!open_.in_table_scope(Tag::Table)) return Step::Done;
          pop_until(Tag::Table);
          reset_mode();
          return Step::Again;
        case Tag::Style:
        case Tag::Script:
        case Tag::Template:
          return in_head(token);
        case Tag::Input: {
          bool is_hidden = false;
          for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
            const Attribute& attribute = document_.attributes_[token.attribute_begin + i];
            if (document_.text_.view(attribute.name) != "type") continue;
            const std::string_view type = document_.text_.view(attribute.value);
            constexpr std::string_view kHidden = "hidden";
            is_hidden = std::equal(type.begin(), type.end(), kHidden.begin(), kHidden.end(),
                                   [](char a, char b) { return (a | 0x20) == b; });
          }
          if (!is_hidden) return in_table_otherwise(token);
          insert_and_pop(token);
          return Step::Done;
        }
        case Tag::Form:
          if (has_template() || form_ != kNoNode) return Step::Done;
          form_ = insert_and_pop(token);
          return Step::Done;
        default:
          return in_table_otherwise(token);
      }
    case TokenKind::EndTag:
      switch (token.tag) {
        case Tag::Table:
          if (!open_.in_table_scope(Tag::Table)) return Step::Done;
          pop_until(Tag::Table);
          reset_mode();
          return Step::Done;
        case Tag::Body:
        case Tag::Caption:
        case Tag::Col:
        case Tag::Colgroup:
        case Tag::Html:
        case Tag::Tbody:
        case Tag::Td:
        case Tag::Tfoot:
        case Tag::Th:
        case Tag::Thead:
        case Tag::Tr:
          return Step::Done;
        case Tag::Template:
          return in_head(token);
        default:
          return in_table_otherwise(token);
      }
    case TokenKind::End:
      return in_body(token);
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::in_caption(Token& token) {
  const auto close_caption = [this] {
    if (!open_.in_table_scope(Tag::Caption)) return false;
    close_implied();
    pop_until(Tag::Caption);
    clear_to_marker();
    mode_ = Mode::InTable;
    return true;
  };
  if (token.kind == TokenKind::StartTag) {
    switch (token.tag) {
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Tbody:
      case Tag::Td:
      case Tag::Tfoot:
      case Tag::Th:
      case Tag::Thead:
      case Tag::Tr:
        return close_caption() ? Step::Again : Step::Done;
      default:
        return in_body(token);
    }
  }
  if (token.kind == TokenKind::EndTag) {
    switch (token.tag) {
      case Tag::Caption:
        close_caption();
        return Step::Done;
      case Tag::Table:
        return close_caption() ? Step::Again : Step::Done;
      case Tag::Body:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Html:
      case Tag::Tbody:
      case Tag::Td:
      case Tag::Tfoot:
      case Tag::Th:
      case Tag::Thead:
      case Tag::Tr:
        return Step::Done;
      default:
        return in_body(token);
    }
  }
  return in_body(token);
}

TreeBuilder::Step TreeBuilder::in_column_group(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
      insert_text(leading_spaces(token));
      if (token.text.size == 0) return Step::Done;
      break;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      if (token.tag == Tag::Template) return in_head(token);
      if (token.tag == Tag::Col) {
        insert_and_pop(token);
        return Step::Done;
      }
      break;
    case TokenKind::EndTag:
      if (token.tag == Tag::Colgroup) {
        if (!current_is(Tag::Colgroup)) return Step::Done;
        pop_until(Tag::Colgroup);
        mode_ = Mode::InTable;
        return Step::Done;
      }
      if (token.tag == Tag::Col) return Step::Done;
      if (token.tag == Tag::Template) return in_head(token);
      break;
    case TokenKind::End:
      return in_body(token);
  }
  if (!current_is(Tag::Colgroup)) return Step::Done;
  pop();
  mode_ = Mode::InTable;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::in_table_body(Token& token) {
  const auto back_to_body = [this] {
    pop_back_to({Tag::Tbody, Tag::Tfoot, Tag::Thead, Tag::Template, Tag::Html});
  };
  const auto has_body_in_scope = [this] {
    return open_.in_table_scope(Tag::Tbody) || open_.in_table_scope(Tag::Thead) ||
           open_.in_table_scope(Tag::Tfoot);
  };
  if (token.kind == TokenKind::StartTag) {
    switch (token.tag) {
      case Tag::Tr:
        back_to_body();
        insert_element(token);
        mode_ = Mode::InRow;
        return Step::Done;
      case Tag::Th:
      case Tag::Td:
        back_to_body();
        insert_implied(Tag::Tr);
        mode_ = Mode::InRow;
        return Step::Again;
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead:
        if (!has_body_in_scope()) return Step::Done;
        back_to_body();
        pop();
        mode_ = Mode::InTable;
        return Step::Again;
      default:
        return in_table(token);
    }
  }
  if (token.kind == TokenKind::EndTag) {
    switch (token.tag) {
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead: {
        if (!open_.in_table_scope(token.tag)) return Step::Done;
        back_to_body();
        const NodeId node = current().node;
        pop();
        mark_end(node);
        mode_ = Mode::InTable;
        return Step::Done;
      }
      case Tag::Table:
        if (!has_body_in_scope()) return Step::Done;
        back_to_body();
        pop();
        mode_ = Mode::InTable;
        return Step::Again;
      case Tag::Body:
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Html:
      case Tag::Td:
      case Tag::Th:
      case Tag::Tr:
        return Step::Done;
      default:
        return in_table(token);
    }
  }
  return in_table(token);
}

TreeBuilder::Step TreeBuilder::in_row(Token& token) {
  const auto back_to_row = [this] { pop_back_to({Tag::Tr, Tag::Template, Tag::Html}); };
  const auto close_row = [&] {
    if (!open_.in_table_scope(Tag::Tr)) return false;
    back_to_row();
    pop();
    mode_ = Mode::InTableBody;
    return true;
  };
  if (token.kind == TokenKind::StartTag) {
    switch (token.tag) {
      case Tag::Th:
      case Tag::Td:
        back_to_row();
        insert_element(token);
        mode_ = Mode::InCell;
        push_marker();
        return Step::Done;
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead:
      case Tag::Tr:
        return close_row() ? Step::Again : Step::Done;
      default:
        return in_table(token);
    }
  }
  if (token.kind == TokenKind::EndTag) {
    switch (token.tag) {
      case Tag::Tr: {
        if (!open_.in_table_scope(Tag::Tr)) return Step::Done;
        back_to_row();
        const NodeId node = current().node;
        close_row();
        mark_end(node);
        return Step::Done;
      }
      case Tag::Table:
        return close_row() ? Step::Again : Step::Done;
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead:
        if (!open_.in_table_scope(token.tag)) return Step::Done;
        return close_row() ? Step::Again : Step::Done;
      case Tag::Body:
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Html:
      case Tag::Td:
      case Tag::Th:
        return Step::Done;
      default:
        return in_table(token);
    }
  }
  return in_table(token);
}

void TreeBuilder::close_cell() {
  close_implied();
  const std::uint32_t place = std::max(open_.last(Tag::Td), open_.last(Tag::Th));
  if (place != 0) pop_to_size(place - 1);
  clear_to_marker();
  mode_ = Mode::InRow;
}

TreeBuilder::Step TreeBuilder::in_cell(Token& token) {
  if (token.kind == TokenKind::StartTag) {
    switch (token.tag) {
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Tbody:
      case Tag::Td:
      case Tag::Tfoot:
      case Tag::Th:
      case Tag::Thead:
      case Tag::Tr:
        if (!open_.in_table_scope(Tag::Td) && !open_.in_table_scope(Tag::Th)) return Step::Done;
        close_cell();
        return Step::Again;
      default:
        return in_body(token);
    }
  }
  if (token.kind == TokenKind::EndTag) {
    switch (token.tag) {
      case Tag::Td:
      case Tag::Th:
        if (!open_.in_table_scope(token.tag)) return Step::Done;
        close_implied();
        pop_until(token.tag);
        clear_to_marker();
        mode_ = Mode::InRow;
        return Step::Done;
      case Tag::Body:
      case Tag::Caption:
      case Tag::Col:
      case Tag::Colgroup:
      case Tag::Html:
        return Step::Done;
      case Tag::Table:
      case Tag::Tbody:
      case Tag::Tfoot:
      case Tag::Thead:
      case Tag::Tr:
        if (!open_.in_table_scope(token.tag)) return Step::Done;
        close_cell();
        return Step::Again;
      default:
        return in_body(token);
    }
  }
  return in_body(token);
}

TreeBuilder::Step TreeBuilder::switch_template_mode(Mode mode) {
  template_modes_.back() = mode;
  mode_ = mode;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::in_template(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
    case TokenKind::Comment:
    case TokenKind::Doctype:
      return in_body(token);
    case TokenKind::StartTag:
      switch (token.tag) {
        case Tag::Base:
        case Tag::Basefont:
        case Tag::Bgsound:
        case Tag::Link:
        case Tag::Meta:
        case Tag::Noframes:
        case Tag::Script:
        case Tag::Style:
        case Tag::Template:
        case Tag::Title:
          return in_head(token);
        case Tag::Caption:
        case Tag::Colgroup:
        case Tag::Tbody:
        case Tag::Tfoot:
        case Tag::Thead:
          return switch_template_mode(Mode::InTable);
        case Tag::Col:
          return switch_template_mode(Mode::InColumnGroup);
        case Tag::Tr:
          return switch_template_mode(Mode::InTableBody);
        case Tag::Td:
        case Tag::Th:
          return switch_template_mode(Mode::InRow);
        default:
          return switch_template_mode(Mode::InBody);
      }
    case TokenKind::EndTag:
      return token.tag == Tag::Template ? in_head(token) : Step::Done;
    case TokenKind::End:
      if (!has_template()) {
        stop();
        return Step::Done;
      }
      pop_until(Tag::Template);
      clear_to_marker();
      template_modes_.pop_back();
      reset_mode();
      return Step::Again;
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::after_body(Token& token) {
  switch (token.kind) {
    case TokenKind::Text: {
      Token spaces = leading_spaces(token);
      if (spaces.text.size != 0) in_body(spaces);
      if (token.text.size == 0) return Step::Done;
      break;
    }
    case TokenKind::Comment:
      insert_comment(token, {open_[0].node, kNoNode});
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      break;
    case TokenKind::EndTag:
      if (token.tag == Tag::Html) {
        if (!is_fragment_) mode_ = Mode::AfterAfterBody;
        return Step::Done;
      }
      break;
    case TokenKind::End:
      stop();
      return Step::Done;
  }
  mode_ = Mode::InBody;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::in_frameset(Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
      // Only the spaces are kept, wherever they stand.
      while (token.text.size != 0) {
        insert_text(leading_spaces(token));
        while (token.text.size != 0) {
          const char c = document_.text_.view(token.text).front();
          if (c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r') break;
          ++token.text.begin;
          --token.text.size;
        }
        token.begin = document_.text_.source_offset(token.text, 0);
      }
      return Step::Done;
    case TokenKind::Comment:
      insert_comment(token);
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      if (token.tag == Tag::Frameset) {
        insert_element(token);
      } else if (token.tag == Tag::Frame) {
        insert_and_pop(token);
      } else if (token.tag == Tag::Noframes) {
        return in_head(token);
      }
      return Step::Done;
    case TokenKind::EndTag:
      if (token.tag != Tag::Frameset || open_.size() == 1) return Step::Done;
      pop();
      if (!is_fragment_ && !current_is(Tag::Frameset)) mode_ = Mode::AfterFrameset;
      return Step::Done;
    case TokenKind::End:
      stop();
      return Step::Done;
  }
  return Step::Done;
}

TreeBuilder::Step TreeBuilder::after_frameset(Token& token) {
  if (is_end(token, Tag::Html)) {
    mode_ = Mode::AfterAfterFrameset;
    return Step::Done;
  }
  if (token.kind == TokenKind::StartTag && token.tag != Tag::Html && token.tag != Tag::Noframes)
    return Step::Done;
  if (token.kind == TokenKind::EndTag) return Step::Done;
  return in_frameset(token);
}

TreeBuilder::Step TreeBuilder::after_after_body(Token& token) {
  switch (token.kind) {
    case TokenKind::Comment:
      insert_comment(token, {kDocumentNode, kNoNode});
      return Step::Done;
    case TokenKind::Doctype:
      return Step::Done;
    case TokenKind::Text: {
      Token spaces = leading_spaces(token);
      if (spaces.text.size != 0) in_body(spaces);
      if (token.text.size == 0) return Step::Done;
      break;
    }
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      break;
    case TokenKind::EndTag:
      break;
    case TokenKind::End:
      stop();
      return Step::Done;
  }
  mode_ = Mode::InBody;
  return Step::Again;
}

TreeBuilder::Step TreeBuilder::after_after_frameset(Token& token) {
  switch (token.kind) {
    case TokenKind::Comment:
      insert_comment(token, {kDocumentNode, kNoNode});
      return Step::Done;
    case TokenKind::Text: {
      // Spaces go by the rules of the body: they are kept, and formatting elements are repeated for them.
      while (token.text.size != 0) {
        Token spaces = leading_spaces(token);
        if (spaces.text.size != 0) in_body(spaces);
        while (token.text.size != 0) {
          const char c = document_.text_.view(token.text).front();
          if (c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r') break;
          ++token.text.begin;
          --token.text.size;
        }
        token.begin = document_.text_.source_offset(token.text, 0);
      }
      return Step::Done;
    }
    case TokenKind::StartTag:
      if (token.tag == Tag::Html) return in_body(token);
      return is_start(token, Tag::Noframes) ? in_head(token) : Step::Done;
    case TokenKind::End:
      stop();
      return Step::Done;
    case TokenKind::Doctype:
    case TokenKind::EndTag:
      return Step::Done;
  }
  return Step::Done;
}

}  // namespace raven::read::html
