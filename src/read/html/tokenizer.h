// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/page_text.h"
#include "read/html/tags.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::read::html {

/// What a token is. `End` stands for the end of the page.
enum class TokenKind : std::uint8_t { Doctype, StartTag, EndTag, Comment, Text, End };

/// One token of a page. `begin` and `end` are the bytes of the page that it stands for.
struct Token {
  TokenKind kind = TokenKind::End;
  bool is_self_closing = false;       ///< Tags.
  bool has_zeros = false;             ///< Text: zero bytes were kept, for the tree's rules to judge.
  bool forces_quirks = false;         ///< Doctype.
  bool has_public_id = false;         ///< Doctype.
  bool has_system_id = false;         ///< Doctype.
  Tag tag = Tag::None;                ///< Tags.
  Span text;                          ///< Text and comments: the characters. Doctype: the name.
  Span public_id;                     ///< Doctype.
  Span system_id;                     ///< Doctype.
  std::uint32_t attribute_begin = 0;  ///< Start tags: the first attribute in the tokenizer's list.
  std::uint32_t attribute_count = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The tokenizer of the HTML standard (13.2.5), over a whole page in memory.
///
/// It gives what the standard's eighty states give, but walks from one landmark to the next (`<`, a quote,
/// `-->`, an end tag) instead of from character to character. Text comes in long tokens, which stand for as
/// many character tokens of the standard. What needs no change stays where it is in the page.
///
///     PageText text(utf8);
///     TagNames names;
///     std::vector<Attribute> attributes;
///     Tokenizer tokenizer(text, names, attributes, 256);
///     Token token;
///     while (tokenizer.next(token)) { ... }
///
/// The attributes of a start tag stand at the end of the list; they are overwritten by the next tag unless
/// `keep_attributes` is called. After a start tag that changes how the following text is read (script, title
/// ...) the caller sets the state, as the tree construction rules say. Time is linear in the page. The page
/// should be valid UTF-8; other bytes are passed through as they are. Pages of 2 GiB and more are not for it.
/// Not thread safe.
class Tokenizer {
 public:
  /// How text is read from here on. All but `Data` and `Plaintext` go back to `Data` at their end.
  enum class State : std::uint8_t { Data, Rcdata, Rawtext, ScriptData, Plaintext, CdataSection };
  /// HTML, or SVG and MathML.
  enum class Content : std::uint8_t { Html, Foreign };

  Tokenizer(PageText& text, TagNames& names, std::vector<Attribute>& attributes,
            std::uint32_t limit_attributes);

  /// Reads the next token. False once the page is at its end; `token` is then of kind `End`.
  bool next(Token& token);

  /// Goes on in `state`. For `Rcdata`, `Rawtext` and `ScriptData`, `end_tag` is the tag whose end tag leaves
  /// it.
  void set_state(State state, Tag end_tag) {
    state_ = state;
    end_tag_ = end_tag;
  }
  /// Says where the following markup stands: `<![CDATA[` opens a section only in foreign content (13.2.5.42).
  void set_content(Content content) { content_ = content; }
  /// Keeps all attributes read so far.
  void keep_attributes() { kept_attributes_ = attributes_.size(); }
  /// Whether an element had more attributes than the limit; those beyond it were left out.
  bool dropped_attributes() const { return dropped_attributes_; }

 private:
  enum class TagEnd : std::uint8_t { Closed, EndOfPage };
  enum class Keep : std::uint8_t { Attributes, Nothing };

  bool read_data(Token& token);
  bool read_markup(Token& token);
  bool read_tag(Token& token, TokenKind kind, const char* name);
  TagEnd read_attributes(Token& token, Keep keep);
  void add_attribute(const char* name, const char* name_end, bool needs_cooking, Span value);
  void read_comment(Token& token, const char* start);
  void read_bogus_comment(Token& token, const char* start);
  void read_doctype(Token& token, const char* at);
  // These two are false, and back in the data state, where there is no text before the end.
  bool read_raw(Token& token);
  bool read_cdata(Token& token);
  const char* find_raw_end(const char* at, Tag tag) const;
  const char* find_script_end(const char* at) const;
  bool is_end_tag(const char* at, std::string_view name) const;
  Span plain_or_cooked(const char* begin, const char* end, PageText::References references,
                       PageText::Zeros zeros);
  bool finish(Token& token);

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - base_); }

  PageText& text_;
  TagNames& names_;
  std::vector<Attribute>& attributes_;
  std::uint32_t limit_attributes_;
  std::size_t kept_attributes_ = 0;
  const char* base_;
  const char* at_;
  const char* end_;
  State state_ = State::Data;
  Tag end_tag_ = Tag::None;
  Content content_ = Content::Html;
  bool dropped_attributes_ = false;

  // Finds repeated names in tags with many attributes.
  struct NameSlot {
    std::uint32_t tag_number = 0;
    std::uint32_t attribute = 0;
  };
  std::vector<NameSlot> name_slots_;
  std::uint32_t tag_number_ = 0;
};

}  // namespace raven::read::html
