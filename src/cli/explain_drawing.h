// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The two drawings of `raven explain`. Both give text back; neither writes anywhere.

#include <raven/record.h>

#include <string>

namespace raven::cli {

enum class Color { Off, On };

/// For the terminal, lines of at most `width` columns. Without colour the marks are brackets, told in a
/// legend line.
std::string draw_for_terminal(const Document& document, Color color, int width);

/// The beginning and the end of the HTML page, and one document's part of it. The page is one file: no
/// script, no font, picture or style from elsewhere; every word of the document is escaped.
std::string html_begin();
std::string html_document(const Document& document);
std::string html_failure(const Document& document);
std::string html_end();

}  // namespace raven::cli
