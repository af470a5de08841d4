// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The lines of a text without markup, joined where they were wrapped at a width.
///
///     for (const TextPiece& piece : text_pieces("One line\nthat goes on.\n\nAnother.")) …
///
/// A blank line, a line that is set in and a line that ends early part pieces. A drop cap on a line of its
/// own belongs to the line below. Linear in the text, except that no line is looked at more than twice. Pure.

#include <cstdint>
#include <string_view>
#include <vector>

namespace raven::read {

/// A line, or lines that belong together: bytes [begin, end) of the text, without the blanks around them.
/// Texts of 4 GiB and more are cut there.
struct TextPiece {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

std::vector<TextPiece> text_pieces(std::string_view text);

}  // namespace raven::read
