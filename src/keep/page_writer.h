// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Writes documents into the tables of a store, inside a transaction that the caller holds.
///
///     RAVEN_TRY(PageWriter writer, PageWriter::make(database));
///     RAVEN_TRY(Keeping keeping, writer.write(document));
///
/// The statements live as long as the writer, which must go before its database.

#include "keep/database.h"

#include <raven/raven.h>
#include <raven/result.h>

#include <array>
#include <string>
#include <string_view>

namespace raven::keep {

/// What a page is known by: the hash of its bytes, or, for a document that came without one, a hash of its
/// address and text.
std::string page_hash(const Document& document);

/// What is remembered of the pages of one host; the bytes are opaque here.
struct HostMemory {
  std::string host;
  std::uint32_t articles = 0;  ///< of it that were seen
  std::string memory;
};

class PageWriter {
 public:
  static Result<PageWriter> make(Database& database);

  /// Failed: the reason was written in place of an earlier one of the same address. Known: the page was
  /// there; its address was added if it is a new one. Kept: all of it was written.
  Result<Keeping> write(const Document& document);

  /// Writes what is remembered of a host in place of what was.
  Result<Done> write_host(const HostMemory& host);

 private:
  enum Table {
    kFindPage,
    kPage,
    kAddress,
    kFailure,
    kNoFailure,
    kAuthor,
    kParagraph,
    kDropped,
    kNote,
    kSentence,
    kActor,
    kMention,
    kPlace,
    kQuotation,
    kEvent,
    kContext,
    kParty,
    kAttribution,
    kQuantity,
    kSearch,
    kCopy,
    kHost,
    kTableCount
  };

  explicit PageWriter(Database& database) : database_(&database) {}
  Result<Done> write_page(const Document& document, const std::string& hash);
  Result<Done> write_analysis(std::int64_t page, const Analysis& analysis);
  Result<Done> write_event(std::int64_t page, std::size_t number, const Event& event);

  Database* database_;
  std::array<Statement, kTableCount> into_;
};

}  // namespace raven::keep
