// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One walk over a page that gathers what its title, authors and dates are later decided from: meta elements,
/// headings, time elements, elements whose rel, itemprop or class names authors or dates, and every text with
/// its place. Nothing is judged here.
///
///     MetadataSigns signs = metadata_signs(document, tables);
///     signs.meta("og:title")            // "Talks resume in Belmar"
///     signs.texts[signs.h1s[0].at]      // the first text of the first heading
///
/// Places are counted in texts: `at` is the number of texts that stand before a sign, so the difference of
/// two places says how many texts lie between. The signs hold views into the document, which must outlive
/// them. Linear in the page; lists stop at fixed lengths. Thread safety: pure.

#include "read/html/document.h"
#include "read/reading_tables.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

/// An element and where it stands.
struct ElementSign {
  html::NodeId node = html::kNoNode;
  std::uint32_t at = 0;   ///< texts before it
  bool is_outer = false;  ///< in a menu, an aside, the foot of the page or the readers' comments
};

/// A heading, h1 to h3, with its words.
struct HeadingSign {
  html::NodeId node = html::kNoNode;
  std::uint32_t at = 0;
  int level = 1;
  std::string text;
};

/// A text node that is not blank.
struct TextSign {
  html::NodeId node = html::kNoNode;
  bool is_outer = false;
};

/// What an itemprop says a date is.
struct DateSign {
  ElementSign element;
  bool is_modified = false;
};

struct MetadataSigns {
  /// Values of meta elements by their name, property, itemprop or http-equiv in lower case, in page order.
  std::map<std::string, std::vector<std::string>, std::less<>> metas;
  std::string html_language;                  ///< `lang` of the html element
  std::string canonical;                      ///< address of the canonical link
  std::string title;                          ///< of the head
  std::vector<HeadingSign> headings;          ///< in page order, at most 60
  std::vector<html::NodeId> linked_data;      ///< scripts with JSON-LD, at most 60
  std::vector<ElementSign> times;             ///< time elements, at most 100
  std::vector<ElementSign> declared_authors;  ///< rel=author, itemprop=author; at most 20
  std::vector<ElementSign> author_classes;    ///< class words of authors; at most 60
  std::vector<ElementSign> author_links;      ///< links to a page of an author; at most 60
  std::vector<DateSign> declared_dates;       ///< itemprop datePublished and dateModified; at most 20
  std::vector<ElementSign> date_classes;      ///< class words of dates; at most 60
  std::vector<TextSign> texts;                ///< the visible texts in page order

  /// The first value of a meta element, empty if there is none.
  std::string meta(std::string_view name) const;

  /// Nothing is outer any more: for pages that put the article itself into an aside.
  void forget_outer();
};

MetadataSigns metadata_signs(const html::Document& document, const ReadingTables& tables);

/// The text below a node for reading bylines: blanks joined, and a line end wherever a block, a link or a
/// line break parts it. Scripts, styles, pictures and time elements are left out. At most `limit` bytes.
std::string lines_of(const html::Document& document, html::NodeId node, std::size_t limit);

/// The nearest ancestor that is laid out as a block; the body at most.
html::NodeId block_of(const html::Document& document, html::NodeId node);

}  // namespace raven::read
