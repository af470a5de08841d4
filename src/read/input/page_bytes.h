// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The bytes of a document as valid UTF-8 with the way back, and what kind of bytes they are.
///
///     PageBytes page = decode_page(bytes, "iso-8859-1");
///     page.utf8();       // valid UTF-8
///     page.charset;      // "windows-1252"
///     page.source(120);  // the byte of the document that byte 120 of the UTF-8 came from
///
/// The bytes must outlive the object. Thread safety: pure functions, plain values.

#include "base/origin_map.h"
#include "read/html/decode.h"

#include <string>
#include <string_view>

namespace raven::read {

class PageBytes {
 public:
  std::string charset;  ///< WHATWG name: "utf-8", "windows-1252", …

  std::string_view utf8() const {
    return way_ == Way::Made ? std::string_view(made_.text()) : decoded_.utf8();
  }
  /// The byte of the document that a byte of the UTF-8 came from; for the end of the UTF-8, the end of the
  /// document.
  std::uint64_t source(std::size_t at) const;
  /// Whether each byte stands in the document as it is, `shift` bytes further on.
  bool is_identity() const { return way_ == Way::Identity; }
  std::uint64_t shift() const { return shift_; }
  /// The UTF-8 as text with origins.
  base::OriginText origin_text() const;

  /// Takes a text that was decoded already.
  static PageBytes of(base::OriginText text);

 private:
  friend PageBytes decode_page(std::string_view, std::string_view);
  enum class Way { Identity, Decoded, Made };
  Way way_ = Way::Identity;
  std::uint64_t shift_ = 0;
  html::Decoded decoded_;
  base::OriginText made_;
};

/// Appends `text` to `out`, character by character where it must be: `source_of(i)` is the source of byte i
/// of the text, for 0 <= i <= size.
template <class SourceOf>
void append_mapped(base::OriginText& out, std::string_view text, const SourceOf& source_of) {
  std::size_t run = 0;  // where the bytes begin that stand in the source as they are
  std::uint64_t run_source = text.empty() ? 0 : source_of(0), begin = run_source;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::uint64_t end = source_of(next);
    const std::uint64_t expected = run_source + (next - run);
    if (end != expected) {
      if (at > run) out.copy(text.substr(run, at - run), run_source);
      if (end > begin)
        out.replace(text.substr(at, next - at), source_span(begin, end));
      else
        out.add(text.substr(at, next - at));
      run = next;
      run_source = end;
    }
    begin = end;
    at = next;
  }
  if (text.size() > run) out.copy(text.substr(run), run_source);
}

PageBytes decode_page(std::string_view bytes, std::string_view charset);

/// What the bytes are, told from their beginning.
enum class BytesShape { Empty, Binary, Html, Json, Text };
BytesShape shape_of(std::string_view bytes);

}  // namespace raven::read
