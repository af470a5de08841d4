// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The SQLite file behind raven::Store: one file with all records and full-text search. docs/store.md
/// describes the tables and what is promised of them.
///
///     RAVEN_TRY(StoreFile store, StoreFile::open("news.raven", Access::ReadWrite));
///     RAVEN_TRY(std::vector<Keeping> keepings, store.keep(documents));      // on the disk when this returns
///     RAVEN_TRY(std::uint64_t rows, store.query("SELECT type, count(*) FROM events GROUP BY type",
///     print_row));
///
/// Errors: NotFound and NotAStore (a file of something else; it is left as it was), Truncated (shorter than
/// its own header says), BadFormat (damaged), NewerStore, Locked (after waiting five seconds), DiskFull (the
/// transaction is undone, nothing kept before is lost, the store stays usable), Unwritable, BadQuery.
///
/// Durability rests on SQLite's write-ahead log with synchronous=FULL (SQLite documentation, "Write-Ahead
/// Logging"): each commit is synced before `keep` returns, so a killed process or a lost power supply costs
/// at most the batch that was not reported.
///
/// Thread safety: one thread at a time for each object; other processes may read while one writes.

#include "keep/page_writer.h"

#include <raven/raven.h>
#include <raven/result.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::keep {

class StoreFile {
 public:
  /// Opens a store. ReadWrite makes it if there is no file (or an empty one), and brings an older one up to
  /// date.
  static Result<StoreFile> open(const std::string& path, Access access);
  StoreFile(StoreFile&&) noexcept;
  StoreFile& operator=(StoreFile&&) noexcept;
  ~StoreFile();

  /// Whether a page with this hash is kept. A page that only failed is not.
  Result<bool> holds(std::string_view hash) const;

  /// Keeps documents, and what is remembered of hosts, in one transaction: all or, on an error, none.
  Result<std::vector<Keeping>> keep(std::span<const Document> documents,
                                    std::span<const HostMemory> hosts = {});

  /// What is remembered of a host, if anything.
  Result<std::optional<std::string>> memory_of_host(const std::string& host) const;

  /// Hands out the texts of the `count` pages that came last, oldest first, but for those that are the same
  /// as an earlier one.
  Result<Done> each_late_text(
      std::uint64_t count,
      const std::function<void(std::string_view hash, std::string_view name, std::string_view kind,
                               std::string_view text)>& take) const;

  Result<StoreCounts> counts() const;

  /// Hands out every page with its article, sentences, actors, mentions, places, quotations and events, in
  /// the order they came, all as of one moment. Words are not kept. The sink may keep documents in the same
  /// store. Gives the number of documents; the sink's error ends it.
  Result<std::uint64_t> each_document(const DocumentSink& sink) const;

  /// Runs one SELECT (or VALUES, WITH, EXPLAIN, or a PRAGMA that tells about tables). Cells are text; a BLOB
  /// comes as hex digits. Gives the number of rows.
  Result<std::uint64_t> query(std::string_view sql, const RowSink& sink) const;

 private:
  struct Parts;
  explicit StoreFile(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace raven::keep
