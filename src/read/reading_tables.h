// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What Raven knows of the way pages are made: the phrases, names and class words of knowledge/reading/,
/// ready for look-up. Phrases are compared in lower case with blanks joined, at word boundaries.
///
///     RAVEN_TRY(ReadingTables tables, ReadingTables::make(knowledge));
///     if (std::optional<JunkPhrase> junk = tables.junk("See also  Wisconsin: parade")) junk->reason;  //
///     "cross_promotion"
///
/// Thread safety: `const` methods may be called from many threads. Views live as long as the knowledge.

#include "base/knowledge.h"
#include "read/main_text/block_model.h"
#include "read/page/dates.h"
#include "read/page/page_kind.h"

#include <raven/result.h>

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

/// Where in a block a phrase must stand. `Fragment` is at the start of a block that is no sentence: "More
/// from our correspondents" goes, "More from the north fled than stayed, the ministry said." is text.
enum class PhraseMatch : std::uint8_t { Start, Fragment, Whole, End, Contains };

/// A phrase that marks a block as no part of the text.
struct JunkPhrase {
  std::string_view reason;  ///< "cross_promotion", "subscription", "photo_credit", …
  std::string_view phrase;  ///< as the table has it
  PhraseMatch match = PhraseMatch::Start;
  std::uint16_t most = 0;  ///< a block of more bytes is text, whatever phrase it bears
};

/// What a class or id token of HTML says of its element; `None` for unknown ones.
enum class ClassEffect : std::uint8_t { None, Body, Junk, Meta, Caption, Byline, Comment };

/// Phrases looked up at the start of a text, or as the whole of it. A look-up takes time by the phrases that
/// begin with the same three bytes.
class PhraseTable {
 public:
  /// Of two equal phrases the first stays.
  void add(std::string_view phrase, std::uint32_t value);
  /// The value of the longest phrase that `lower` (in lower case, blanks joined) begins with, at a word
  /// boundary; `kNone` if there is none. `length` receives the phrase's bytes.
  std::uint32_t at_start(std::string_view lower, std::size_t* length = nullptr) const;
  /// The value of the phrase that `lower` is; `kNone` if it is none.
  std::uint32_t whole(std::string_view lower) const;

 private:
  struct Phrase {
    std::string form;
    std::uint32_t value = 0;
  };
  // By the first three bytes; longer phrases first.
  std::unordered_map<std::uint32_t, std::vector<Phrase>> phrases_;
};

/// Whether a line is a sentence by itself: it ends in a stop and has more than six words (or, in a script
/// without blanks, more than sixteen characters).
bool is_whole_sentence(std::string_view text);

/// Whether the text ends in a stop, closing quotation marks and brackets aside.
bool ends_in_stop(std::string_view text);

/// Phrases looked up anywhere in a text, in one walk over it.
class PhraseSearch {
 public:
  void add(std::string_view phrase, std::uint32_t value);
  /// Adds the values of the phrases that stand in `lower` to `found`, at most `limit` of them.
  void find(std::string_view lower, std::vector<std::uint32_t>& found, std::size_t limit = 8) const;

 private:
  std::bitset<65536> pairs_;  // of first two bytes
  std::unordered_map<std::uint32_t, std::vector<std::pair<std::string, std::uint32_t>>> phrases_;
};

/// `text` as phrases are compared: lower case, blanks joined; at most `limit` bytes of it are looked at.
std::string phrase_form(std::string_view text, std::size_t limit = 400);

class ReadingTables {
 public:
  /// BadKnowledge or NotFound, naming the table, if one is broken or missing.
  static Result<ReadingTables> make(const base::Knowledge& knowledge);

  /// The phrase that makes a block junk. Blocks longer than a short paragraph are never junk by their phrase.
  std::optional<JunkPhrase> junk(std::string_view block) const;

  const DateReader& dates() const { return dates_; }

  /// The weights by which a page's blocks are kept or dropped.
  const BlockModel& text_blocks() const { return text_blocks_; }

  /// The signs of pages that are no articles.
  const PageKindTable& page_kinds() const { return page_kinds_; }

  /// Whether the text begins with a label of a date ("Published:"), how long it is, and which date it labels.
  enum class DateLabel : std::uint8_t { None, Published, Modified };
  DateLabel date_label(std::string_view lower, std::size_t* length = nullptr) const;
  /// The label that stands anywhere in a short line; the last one before byte `before`.
  DateLabel date_label_before(std::string_view lower, std::size_t before) const;

  /// The agency's name if the text is one of its names ("AP", "The Associated Press"); empty if not.
  std::string_view agency(std::string_view name) const;

  /// Words that stand in bylines and are no part of a name. `Intro` ("By", "von") stands before the name;
  /// what ends in a `Collective` ("Staff", "Redaktion") names nobody; behind a `Tail` ("Photos by") stand
  /// other people than authors; an `Outlet` ("Courier") is a word that names of papers hold and people's
  /// seldom do; what begins with an `Other` ("Share", "Posted in") belongs to the page.
  enum class BylineWord : std::uint8_t { None, Intro, Role, Other, Collective, Tail, Outlet };
  BylineWord byline_word_at(std::string_view lower, std::size_t* length = nullptr) const;
  BylineWord byline_word(std::string_view lower_whole) const;

  /// Words around a headline in a title: flags before it, sections behind it, and words for "page".
  enum class TitleNoise : std::uint8_t { None, Prefix, Suffix, Page };
  TitleNoise title_noise_at(std::string_view lower, std::size_t* length = nullptr) const;
  TitleNoise title_noise(std::string_view lower_whole) const;

  /// What one class or id token says.
  ClassEffect class_effect(std::string_view token) const;
  /// What all tokens of a class or id attribute say together: junk words win over body words, comments over
  /// both.
  ClassEffect class_list_effect(std::string_view value) const;

 private:
  bool speaks_of_page(std::string_view block, std::string_view lower) const;
  Result<Done> load(const base::Knowledge& knowledge);

  std::vector<JunkPhrase> phrases_;
  PhraseTable starts_, wholes_, ends_;
  PhraseSearch contained_;
  // Words of the page about itself: what to do and with what, a bit for each language (those after the 64th
  // share one). Stems end in "*"; words of scripts without blanks are searched for, by their number in the
  // list.
  struct PageWord {
    std::uint64_t acts = 0, things = 0;
  };
  std::unordered_map<std::string, PageWord> page_words_;
  std::unordered_map<std::uint32_t, std::vector<std::pair<std::string, PageWord>>>
      page_stems_;  // by three bytes
  std::vector<PageWord> words_within_;
  PhraseSearch page_words_within_;
  DateReader dates_;
  BlockModel text_blocks_;
  PhraseTable labels_;
  std::vector<std::pair<std::string, DateLabel>> label_words_;
  std::unordered_map<std::string, std::string_view> agencies_;
  PhraseTable byline_words_;
  PhraseTable title_words_, title_ends_;
  std::unordered_map<std::string, ClassEffect, WordHash, std::equal_to<>> classes_;
  PageKindTable page_kinds_;
};

}  // namespace raven::read
