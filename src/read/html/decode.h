// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read::html {

/// What the choice of an encoding rests on.
enum class EncodingBasis : std::uint8_t {
  ByteOrderMark,  ///< The page begins with one.
  HttpHeader,     ///< The charset that the server named.
  MetaElement,    ///< A `meta` element of the page.
  ValidUtf8,  ///< The page is valid UTF-8, which other encodings are not by chance; or it is labelled UTF-8
              ///< but the bytes say otherwise (then `encoding` is not UTF-8).
  Default,    ///< Nothing said: windows-1252, as browsers have it.
};

/// The way from an offset in decoded text back to the byte of the source: runs of characters that take the
/// same number of bytes on both sides. A page that was UTF-8 already has no runs.
class OffsetMap {
 public:
  /// The source byte where the character at `utf8_offset` began. Logarithmic in the number of runs.
  std::uint32_t to_source(std::uint32_t utf8_offset) const;

  bool is_identity() const { return runs_.empty(); }
  std::size_t run_count() const { return runs_.size(); }

  /// Says that the next character of the text takes `utf8_size` bytes and came from the source bytes
  /// [source_begin, source_begin + source_size). Characters must come in order.
  void add(std::uint32_t utf8_begin, std::uint32_t utf8_size, std::uint32_t source_begin,
           std::uint32_t source_size);

 private:
  struct Run {
    std::uint32_t utf8_begin;
    std::uint32_t source_begin;
    std::uint8_t utf8_step;
    std::uint8_t source_step;
  };
  std::vector<Run> runs_;
};

/// A page as valid UTF-8.
struct Decoded {
  /// The text. Points into the bytes given to `decode` where these needed no change, else into `made`.
  std::string_view utf8() const { return is_made ? std::string_view(made) : kept; }

  std::string_view kept;
  std::string made;
  bool is_made = false;
  std::string_view encoding;  ///< The Encoding standard's name, in lower case; static.
  EncodingBasis basis = EncodingBasis::Default;
  std::string_view declared;   ///< The encoding that the page or the server named; empty if none; static.
  std::uint32_t replaced = 0;  ///< How many U+FFFD stand for bytes that meant nothing.
  OffsetMap offsets;
};

/// The encoding that the page's own `meta` elements declare, by the standard's prescan (HTML, 13.2.3.2), or
/// empty. The standard looks at the first 1,024 bytes; so do we to the letter, and then on to `limit_bytes`,
/// leaving out scripts and styles: one page in ten declares itself that late.
std::string_view declared_encoding(std::string_view bytes, std::size_t limit_bytes = 256U << 10);

/// Decodes a page by the HTML and Encoding standards, with three rules for labels that lie:
///
/// - a page that is valid UTF-8 and not plain ASCII is UTF-8, whatever its label;
/// - a page that the server calls UTF-8 but that is not is read by its `meta` element, if that says something
/// else;
/// - a page labelled UTF-8 that holds not one valid character beyond ASCII is windows-1252.
///
/// `http_charset` is the charset parameter of the Content-Type header, or empty. Never fails: the result is
/// valid UTF-8 for any bytes. Pages of 1 GiB and more are cut there. `bytes` must outlive the result. Thread
/// safe.
///
///     Decoded page = decode("caf\xE9", "latin1");
///     page.utf8()                     // "café"
///     page.encoding                   // "windows-1252"
///     page.offsets.to_source(5)       // 4
Decoded decode(std::string_view bytes, std::string_view http_charset = {});

}  // namespace raven::read::html
