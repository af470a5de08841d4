// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The bytes of a document as valid UTF-8 with the way back, and what kind of bytes they are.
///
///     PageBytes page = decode_page(bytes, "iso-8859-1", MarkupHint::Html);
///     page.utf8();       // valid UTF-8
///     page.charset;      // "windows-1252"
///     page.source(120);  // the byte of the document that byte 120 of the UTF-8 came from
///
/// The bytes must outlive the object. Thread safety: pure functions, plain values.

#include <string>
#include <string_view>

#include "base/origin_map.h"

namespace raven::read {

/// Whether a charset may be declared in the bytes themselves (HTML's meta elements).
enum class MarkupHint { Html, Text };

class PageBytes {
 public:
  std::string charset;  ///< WHATWG name: "utf-8", "windows-1252", …

  std::string_view utf8() const { return is_identity_ ? bytes_ : std::string_view(decoded_.text()); }
  /// Where a stretch of the UTF-8 came from.
  SourceSpan source(std::size_t begin, std::size_t end) const {
    return is_identity_ ? source_span(shift_ + begin, shift_ + end) : decoded_.source(text_span(begin, end));
  }
  /// Whether each byte stands in the document as it is, `shift` bytes further on.
  bool is_identity() const { return is_identity_; }
  std::uint64_t shift() const { return shift_; }
  /// The UTF-8 as text with origins.
  base::OriginText origin_text() const;

  /// Takes a text that was decoded already.
  static PageBytes of(base::OriginText text);

 private:
  friend PageBytes decode_page(std::string_view, std::string_view, MarkupHint);
  std::string_view bytes_;
  std::uint64_t shift_ = 0;
  bool is_identity_ = true;
  base::OriginText decoded_;
};

PageBytes decode_page(std::string_view bytes, std::string_view charset, MarkupHint markup);

/// What the bytes are, told from their beginning.
enum class BytesShape { Empty, Binary, Html, Json, Text };
BytesShape shape_of(std::string_view bytes);

}  // namespace raven::read
