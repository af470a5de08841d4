// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Turns the chosen blocks of a page into an article's text: blanks joined, damage mended, every mend noted,
/// the way back to the source kept.
///
///     ArticleBuilder builder(draft, tables, article);
///     builder.paragraph(text_span(0, 120), ParagraphRole::Body);
///     builder.drop(text_span(122, 160), "cross_promotion", "phrase:see also");
///     builder.finish();
///
/// What it mends:
///   - a doubled drop cap at the beginning of a paragraph ("AAfter the" -> "After the", note drop_cap_mended)
///   and one
///     that was cut off ("G unmen" -> "Gunmen");
///   - sentences glued by a lost blank ("Asia.Military": a blank is put in, note glued_words_parted);
///   - words glued within ("KabulThe"), where the second is one that begins sentences;
///   - soft hyphens and other invisible characters go; words parted at the end of a line are joined where
///   lines are
///     the page's own ("har-\nbour" -> "harbour", note line_hyphens_mended);
///   - it cuts a dateline ("KABUL, Aug 16 (Reuters) -") off the first paragraphs as a paragraph of its own;
///   - quotation marks that do not pair are left and noted (quotation_unbalanced).
/// Not thread safe; the draft and the article must outlive it.

#include "base/origin_map.h"
#include "read/reading_tables.h"

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace raven::read {

/// What a line end within a paragraph is: an accident of the source, as in HTML, or one of the page, where a
/// word may be parted by a hyphen.
enum class LineEnds : std::uint8_t { OfTheSource, OfThePage };

class ArticleBuilder {
 public:
  ArticleBuilder(const base::OriginText& draft, const ReadingTables& tables, Article& article)
      : draft_(draft), tables_(tables), article_(article) {}

  /// `OfTheSource` unless set.
  void set_line_ends(LineEnds line_ends) { line_ends_ = line_ends; }

  /// Adds a paragraph; one without any visible character adds nothing.
  void paragraph(TextSpan span, ParagraphRole role);
  /// Keeps a piece of the draft as dropped.
  void drop(TextSpan span, std::string_view reason, std::string rule);
  /// Hands text and origins to the article. To be called once, last.
  void finish();

  /// Bytes of text so far.
  std::size_t size() const { return out_.size(); }

 private:
  void append_span(std::size_t begin, std::size_t end);
  void begin_paragraph();
  void end_paragraph(std::size_t begin, ParagraphRole role);
  std::size_t take_dateline(std::string_view text, std::size_t begin, std::size_t end);
  void note_quotes(std::size_t begin);

  const base::OriginText& draft_;
  const ReadingTables& tables_;
  Article& article_;
  base::OriginText out_;
  int body_paragraphs_ = 0;
  bool after_heading_ = false;
  LineEnds line_ends_ = LineEnds::OfTheSource;
  bool noted_hyphens_ = false;
};

/// `text` shortened to at most `limit` bytes at a character's boundary, blanks joined.
std::string shortened(std::string_view text, std::size_t limit = 400);

}  // namespace raven::read
