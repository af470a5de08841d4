// SPDX-License-Identifier: Apache-2.0
#include "read/page/text_pieces.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/reading_tables.h"

#include <algorithm>
#include <cstddef>

namespace raven::read {
namespace {

struct Line {
  std::uint32_t begin = 0, end = 0;  // trimmed
  std::uint32_t indent = 0;
  bool blank() const { return begin >= end; }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  std::size_t at = 0;
  while (at <= text.size()) {
    std::size_t end = text.find_first_of("\n\r\f\v", at);
    if (end == std::string_view::npos) end = text.size();
    Line line{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), 0};
    while (line.begin < line.end) {
      const base::CodePoint c = base::decode_utf8(text, line.begin);
      if (!base::is_space_character(c.value) && c.value >= 0x20) break;
      line.begin += static_cast<std::uint32_t>(c.length);
      ++line.indent;
    }
    while (line.end > line.begin) {
      std::uint32_t last = line.end - 1;
      while (last > line.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
      const char32_t c = base::decode_utf8(text, last).value;
      if (!base::is_space_character(c) && c >= 0x20) break;
      line.end = last;
    }
    lines.push_back(line);
    at = end + 1;
    if (end < text.size() && text[end] == '\r' && at < text.size() && text[at] == '\n') ++at;
  }
  return lines;
}

/// Lines wrapped at a width are joined: most lines of the block are about as long as its longest, and break
/// within sentences.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last) {
  if (last - first < 3) {
    // Two lines: only if the first is long and breaks off, and the second goes on in lower case or ends the
    // sentence and is no longer. (A title may be long, but what follows it is longer.)
    if (last - first < 2) return false;
    const std::string_view one = text.substr(lines[first].begin, lines[first].end - lines[first].begin);
    const std::string_view two =
        text.substr(lines[first + 1].begin, lines[first + 1].end - lines[first + 1].begin);
    if (one.size() < 50 || one.size() > 130 || ends_in_stop(one)) return false;
    if (base::is_lower_character(base::decode_utf8(two, 0).value)) return true;
    return one.size() >= 60 && two.size() <= one.size() && ends_in_stop(two);
  }
  std::size_t longest = 0;
  for (std::size_t i = first; i < last; ++i)
    longest = std::max<std::size_t>(longest, lines[i].end - lines[i].begin);
  if (longest < 40 || longest > 130) return false;
  std::size_t full = 0, broken = 0;
  for (std::size_t i = first; i + 1 < last; ++i) {
    const std::string_view line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    if (line.size() * 10 >= longest * 6) ++full;
    if (!ends_in_stop(line)) ++broken;
  }
  const std::size_t count = last - first - 1;
  return full * 10 >= count * 7 && broken * 2 >= count;
}

/// One piece for wrapped lines, cut after a line that ends a sentence well before the width.
void join_wrapped(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last,
                  std::vector<TextPiece>& pieces) {
  std::size_t longest = 0;
  for (std::size_t i = first; i < last; ++i)
    longest = std::max<std::size_t>(longest, lines[i].end - lines[i].begin);
  std::size_t begin = first;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    const bool early = line.size() * 10 < longest * 7 && ends_in_stop(line);
    if (i + 1 < last && !early) continue;
    pieces.push_back({lines[begin].begin, lines[i].end});
    begin = i + 1;
  }
}

}  // namespace

std::vector<TextPiece> text_pieces(std::string_view text) {
  text = text.substr(0, 0xFFFFFFFE);
  const std::vector<Line> lines = lines_of(text);
  std::vector<TextPiece> pieces;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].blank()) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    // A line that is set in begins a paragraph.
    while (end < lines.size() && !lines[end].blank() &&
           !(lines[end].indent >= 2 && lines[end - 1].indent < lines[end].indent))
      ++end;
    if (is_wrapped(text, lines, i, end)) {
      join_wrapped(text, lines, i, end, pieces);
      i = end;
      continue;
    }
    for (; i < end; ++i) {
      TextPiece piece{lines[i].begin, lines[i].end};
      // A drop cap that stands on a line of its own.
      if (piece.size() == 1 && base::is_upper(text[piece.begin]) && i + 1 < end &&
          base::is_lower_character(base::decode_utf8(text, lines[i + 1].begin).value)) {
        piece.end = lines[++i].end;
      }
      pieces.push_back(piece);
    }
  }
  return pieces;
}

}  // namespace raven::read
