// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads documents back out of the tables of a store.
///
///     RAVEN_TRY(PageReader reader, PageReader::make(database));
///     for (;;) {
///       RAVEN_TRY(std::optional<Document> document, reader.next());
///       if (!document) break;
///       use(*document);
///     }
///
/// What a file says is not believed: a span outside the text, the number of a sentence or actor that is not
/// there, or an unknown name gives BadFormat and names the page. The caller holds a read transaction, so that
/// all tables are of one moment. The reader must go before its database.

#include "keep/database.h"

#include <raven/raven.h>
#include <raven/result.h>

#include <array>
#include <optional>

namespace raven::keep {

class PageReader {
 public:
  static Result<PageReader> make(Database& database);

  /// The next page in the order they came; nothing after the last.
  Result<std::optional<Document>> next();

 private:
  enum Table {
    kPages,
    kAuthors,
    kParagraphs,
    kDropped,
    kNotes,
    kSentences,
    kActors,
    kMentions,
    kPlaces,
    kQuotations,
    kEvents,
    kContexts,
    kParties,
    kAttributions,
    kQuantities,
    kCopies,
    kTableCount
  };

  explicit PageReader(std::string path) : path_(std::move(path)) {}
  Error fault(std::int64_t page, std::string_view what) const;
  Result<Done> read_article_lists(std::int64_t page, Article& article, std::vector<Note>& analysis_notes);
  Result<Done> read_analysis(std::int64_t page, Document& document);
  Result<Done> read_events(std::int64_t page, Document& document);

  std::string path_;
  std::array<Statement, kTableCount> from_;
};

}  // namespace raven::keep
