// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a page is, when it is no article: a shop's page, a forum, an error, a wall of consent. Signs are
/// gathered from the page's markup, address and few words, each sign that knowledge/reading/page_kinds.tsv
/// knows gives points to a kind, and the kind with the most points wins if it has kEnoughPoints and more than
/// the signs of an article have.
///
///     KindSigns signs = kind_signs_of(document, url);
///     if (std::optional<PageKind> kind = tell_kind(signs, evidence, tables.page_kinds())) kind->name;
///
/// Signs: schema.org types of JSON-LD (not those nested deep), Open Graph's og:type, the generator meta
/// element, classes of body, labels of the host, parts of the path, the title, buttons, few words of text. No
/// row names a site.
///
/// Linear in the page; no recursion. Thread safety: pure functions; the table may be read by many threads.

#include "base/table.h"
#include "read/html/document.h"

#include <raven/record.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

/// Where a sign stands.
enum class SignPlace : std::uint8_t { Schema, OgType, Generator, BodyClass, Host, Path, Title, Button, Text };

/// A sign of a kind.
struct KindCue {
  std::string_view kind;
  std::string_view cue;
  int points = 0;
};

/// The rows of page_kinds.tsv, ready for look-up.
class PageKindTable {
 public:
  /// BadKnowledge, naming file and line, if a row is broken. Views into the table's bytes.
  static Result<PageKindTable> make(const base::Table& table);

  /// Appends the cues that `text` is or holds, each once.
  void find(SignPlace place, std::string_view text, std::vector<KindCue>& found) const;

 private:
  struct Phrase {
    std::string form;
    KindCue cue;
  };
  /// The phrases of one place. Those that may stand anywhere are found by their first two bytes, so that a
  /// text is gone through once, however many there are.
  struct Place {
    std::vector<Phrase> starts, contained;
    std::vector<bool> begins;  // by the first two bytes
    std::unordered_map<std::uint16_t, std::vector<std::uint32_t>> by_beginning;
  };
  std::unordered_map<std::string, std::vector<KindCue>> wholes_;  // key: place's digit and the form
  std::vector<Place> places_;
};

/// What was gathered of a page.
struct KindSigns {
  std::vector<std::string> schema_types;  ///< of JSON-LD, nested no deeper than two objects
  std::string og_type;
  std::string generator;
  std::string body_class;
  std::string url;
  std::string title;
  std::vector<std::string> buttons;   ///< their words, at most 80
  std::uint32_t prices = 0;           ///< elements that are marked as a price
  std::uint32_t amounts = 0;          ///< pieces of text that are an amount of money and little else
  std::uint32_t passwords = 0;        ///< fields for a password
  std::uint32_t linked_headings = 0;  ///< headings that are or hold a link
  std::uint32_t code_blocks = 0;      ///< pre elements
};

/// What was found out of the page otherwise.
struct PageEvidence {
  std::string_view text;          ///< of the article
  std::uint64_t solid_bytes = 0;  ///< text in blocks of paragraph size
  std::uint32_t link_blocks = 0;  ///< blocks of the main part that are only a link
  double link_share = 0;          ///< of the text that can be seen on the page, 0 to 1
  bool has_author = false;
  bool has_date = false;
};

/// What a page is, and why.
struct PageKind {
  std::string_view name;  ///< as in the table: "product", "error_page"
  std::string why;        ///< "schema:Product, button:add to cart"
};

/// Gathers the signs of an HTML page.
KindSigns kind_signs_of(const html::Document& document, std::string_view url, std::string_view title);

/// What the page is; nothing if it is an article or cannot be told.
std::optional<PageKind> tell_kind(const KindSigns& signs, const PageEvidence& evidence,
                                  const PageKindTable& table);

/// Whether an address is that of a site's front page.
bool is_root_address(std::string_view url);

/// Tells the kind of an article whose page had no markup, and whether its text ends at a pay wall: sets
/// `kind`, adds the notes page_kind and paywalled. For HTML pages, whose kind is known, only the latter.
void judge_article(const PageKindTable& table, Article& article);

}  // namespace raven::read
