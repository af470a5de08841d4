// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/tags.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read::html {

/// A stretch of characters of a page: either bytes of the page itself or, where the page's bytes had to be
/// changed (character references, carriage returns, zero bytes, capital letters in names), bytes that
/// `PageText` made. Only `PageText` can tell what stands there; the offset of the page is
/// `PageText::source_offset`.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

/// An attribute of an element. Where the name carries a prefix that the standard turns into a namespace in
/// SVG and MathML (`xlink:href`), `is_prefixed` is set and the name keeps the prefix.
struct Attribute {
  Span name;
  Span value;
  std::uint32_t source_begin = 0;  ///< The first byte of the name in the page.
  bool is_prefixed = false;
};

/// The characters of one page: the page's bytes, which it does not own, and those made from them.
///
/// Every span keeps its way back to the page:
///
///     PageText text("a &amp; b");
///     Span span = text.cook(0, 9, References::Text, Zeros::Keep);
///     text.view(span)                  // "a & b"
///     text.source_offset(span, 4)      // 8, the place of "b"
///
/// Not thread safe while being written; any number of readers after that.
class PageText {
 public:
  /// Whether character references are read, and by which place's rule.
  enum class References : std::uint8_t { None, Text, AttributeValue };
  /// What becomes of zero bytes: kept, turned into U+FFFD, or left out.
  enum class Zeros : std::uint8_t { Keep, Replace, Drop };

  explicit PageText(std::string_view source) : source_(source) {}

  std::string_view source() const { return source_; }

  /// The characters of `span`.
  std::string_view view(Span span) const {
    if ((span.begin & kMade) != 0) return std::string_view(made_).substr(span.begin & ~kMade, span.size);
    return source_.substr(span.begin, span.size);
  }

  /// The byte of the page that byte `index` of `span` was made from (0 <= index <= span.size).
  std::uint32_t source_offset(Span span, std::uint32_t index) const;

  /// Whether the span's bytes are the page's own, so that offsets in it are offsets in the page.
  static bool is_verbatim(Span span) { return (span.begin & kMade) == 0; }

  /// Copies [begin, end) of the page with carriage returns turned into line feeds, as the standard's input
  /// stream has them, and with references and zero bytes treated as asked.
  Span cook(std::uint32_t begin, std::uint32_t end, References references, Zeros zeros);

  /// Copies `span` with its zero bytes treated as asked.
  Span without_zeros(Span span, Zeros zeros);

  /// Copies [begin, end) of the page as a name: ASCII letters in lower case, zero bytes as U+FFFD.
  Span cook_name(std::uint32_t begin, std::uint32_t end);

  /// Keeps `text`, which stands for the page's bytes from `source_begin` on.
  Span add(std::string_view text, std::uint32_t source_begin);

  /// Bytes made so far.
  std::size_t made_size() const { return made_.size(); }

 private:
  static constexpr std::uint32_t kMade = 0x80000000U;

  // What was made from `made` on stands for the page from `source_begin` to `source_end`, byte for byte as
  // far as that goes.
  struct Piece {
    std::uint32_t made;
    std::uint32_t source_begin;
    std::uint32_t source_end;
  };

  Span made_since(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin) | kMade, static_cast<std::uint32_t>(made_.size() - begin)};
  }
  void add_piece(std::uint32_t source_begin, std::uint32_t source_end) {
    pieces_.push_back({static_cast<std::uint32_t>(made_.size()), source_begin, source_end});
  }
  /// Source bytes as they stand; they lengthen the piece before where that ends just there and holds nothing
  /// else.
  void add_verbatim(std::uint32_t source_begin, std::uint32_t source_end) {
    const bool continues = !pieces_.empty() && pieces_.back().source_end == source_begin &&
                           made_.size() - pieces_.back().made == source_begin - pieces_.back().source_begin;
    if (continues)
      pieces_.back().source_end = source_end;
    else
      add_piece(source_begin, source_end);
    made_.append(source_.substr(source_begin, source_end - source_begin));
  }

  std::string_view source_;
  std::string made_;
  std::vector<Piece> pieces_;
};

/// The tag names of a page that are not among the known ones, each with its number. Average constant time.
class TagNames {
 public:
  /// The tag with this lower case name, which stands in `text` at `name`; a new number for a new name.
  Tag intern(const PageText& text, Span name);
  /// The name, for a tag that `intern` gave; empty for any other.
  std::string_view name(const PageText& text, Tag tag) const;
  /// One more than the highest tag number in use.
  std::uint32_t tag_count() const { return kKnownTagCount + static_cast<std::uint32_t>(names_.size()); }

 private:
  void grow();

  struct Name {
    Span span;
    std::uint32_t hash;
  };
  std::vector<Name> names_;
  std::vector<std::uint32_t> slots_;  // index into names_ plus one; 0 is free
};

}  // namespace raven::read::html
