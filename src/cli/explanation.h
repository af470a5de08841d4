// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What `raven explain` shows of a document, gathered once for the terminal and the HTML page: each paragraph
/// cut into pieces of one kind, and the events and rejections of its sentences in the order of the text.
///
///     Explanation explanation = explain(document);
///     for (const ExplainedParagraph& paragraph : explanation.paragraphs)
///       for (const Piece& piece : paragraph.pieces) draw(piece.kind, text_of(document.article, piece.span));
///
/// Pieces tile their paragraph: no byte is left out or shown twice. Where marks overlap, the kind that stands
/// first in `PieceKind` wins. Linear in text and marks but for sorting. The document must outlive the
/// explanation's indices.

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <vector>

namespace raven::cli {

enum class PieceKind { Trigger, Rejected, Party, Place, Date, Quantity, Plain };
inline constexpr int kMarkedKinds = 6;

struct Piece {
  PieceKind kind = PieceKind::Plain;
  TextSpan span;
  std::uint32_t sentence = kNone;  ///< set on the piece that begins a sentence which has events or rejections
  std::string hint;                ///< what the mark resolved to: "Zamir Kabulov, RUS, GOV"
};

struct ExplainedSentence {
  std::uint32_t sentence = 0;
  std::vector<std::uint32_t> events;      ///< indices into `Analysis::events`
  std::vector<std::uint32_t> rejections;  ///< indices into `Analysis::rejections`
};

struct ExplainedParagraph {
  std::uint32_t paragraph = 0;
  std::vector<Piece> pieces;
  std::vector<ExplainedSentence> sentences;  ///< those that have events, rejections, or cannot be read
};

struct Explanation {
  std::vector<ExplainedParagraph> paragraphs;
};

Explanation explain(const Document& document);

/// One line each, for both drawings; empty when nothing is known.
std::string party_line(
    const Party& party);  ///< "Samir Kapulov → Zamir Kabulov, RUS, GOV, special envoy (0.90)"
std::string date_line(const DateRange& date);  ///< "“on Monday” → 2021-08-16, day, from the page date"
std::string place_line(const Place& place);    ///< "Kabul → Kabul, AFG, city, 34.53 69.17 (dateline)"
std::string attribution_line(
    const Attribution& link);  ///< "a spokesman → Zabihullah Mujahid, “said”, indirect"
std::string quantity_line(
    const Quantity& quantity);  ///< "killed: “more than 15,000” = 15000 or more, Soviet soldiers"
std::string moment_line(const Moment& moment);  ///< "2022-12-10 (date line)"

/// A page fact with what it rests on: "title", "site", "published", …; only those that are known.
struct Fact {
  std::string name;
  std::string value;
  std::string basis;
};
std::vector<Fact> page_facts(const Document& document);

}  // namespace raven::cli
