// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a file is, told by its first bytes; its name decides only where bytes cannot.
///
///     kind_of_input("WARC/1.0\r\n…", "crawl.dat")        // InputKind::Warc
///     is_worth_reading("body { color: red }", "main.css")  // false: of a folder, it is passed over
///
/// Thread safety: pure functions.

#include <string>
#include <string_view>

namespace raven::read {

enum class InputKind {
  Binary,  ///< a picture, a program, anything that is not text
  Warc,
  Arc,
  Feed,  ///< whatever open_feed reads
  Mail,
  JsonLines,   ///< its name says so
  JsonObject,  ///< begins with an object: one, or JSON Lines
  JsonArray,
  Treebank,  ///< CoNLL-U, by its name
  Page,      ///< HTML or plain text, or nothing
};

/// Bytes of a file's beginning that are enough to tell.
constexpr std::size_t kInputHead = 8192;

/// `head`: the unpacked file's first kInputHead bytes, or all of it.
InputKind kind_of_input(std::string_view head, std::string_view path);

/// Whether a file that was found in a folder is to be read. What is not text is not, nor are texts for
/// machines (style sheets, scripts, tables, settings) by their names, unless they begin as a page does.
bool is_worth_reading(std::string_view head, std::string_view path);

/// A file's ending in lower case, without what its compression added: "html" of "A.HTML.gz". Empty if it has
/// none.
std::string plain_ending(std::string_view path);

}  // namespace raven::read
