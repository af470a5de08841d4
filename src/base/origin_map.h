// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Builds a text together with the way back to its source, run by run (`Article::origins`). Neighbouring runs
/// that continue each other byte by byte are joined, so a page of plain UTF-8 needs few of them.
///
///     base::OriginText text;
///     text.copy("Kabul", 120);                 // five bytes, from source bytes 120 to 125
///     text.replace("&", {.begin = {125}, .end = {130}});   // one byte that stood as "&amp;"
///     text.add("\n\n");                        // made by Raven

#include <raven/record.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

class OriginText {
 public:
  /// Bytes that stand in the source as they are, from `source` on.
  void copy(std::string_view bytes, std::uint64_t source);
  /// Bytes that stand for a stretch of the source of any length.
  void replace(std::string_view bytes, SourceSpan source);
  /// Bytes that have no source.
  void add(std::string_view bytes) { text_ += bytes; }
  /// Appends a part of another text with its runs.
  void append(const OriginText& other, std::size_t begin, std::size_t end);
  /// Takes bytes off the end, and their runs.
  void truncate(std::size_t size);
  void clear();

  const std::string& text() const { return text_; }
  const std::vector<OriginRun>& runs() const { return runs_; }
  std::size_t size() const { return text_.size(); }

  /// Where a range of the text came from; empty when Raven made all of it.
  SourceSpan source(TextSpan span) const;

  /// Moves text and runs into the article.
  void move_into(Article& article) &&;

 private:
  std::string text_;
  std::vector<OriginRun> runs_;
};

/// The same look-up on bare runs: the smallest source range that covers everything `span` came from.
SourceSpan source_of_runs(const std::vector<OriginRun>& runs, TextSpan span);

}  // namespace raven::base
