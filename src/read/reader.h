// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Bytes of one document -> Article: tells what they are (HTML, plain text, a JSON record), decodes them, and
/// finds text, title, site, authors, dates and language.
///
///     RAVEN_TRY(read::Reader reader, read::Reader::make(knowledge, {}));
///     Document document = reader.read(bytes, {.uri = "page.html"});
///     Document next = reader.read(raw);                  // a document of an InputStream
///
/// A document that cannot be read comes back with `failure`: Empty, NotText (binary), BadFormat (broken
/// JSON). Everything else is an article, however thin, with notes. Thread safety: `read` may be called from
/// many threads.

#include "base/calendar.h"
#include "base/knowledge.h"
#include "read/input/record_facts.h"

#include <raven/record.h>
#include <raven/result.h>

#include <memory>
#include <optional>
#include <string_view>

namespace raven::read {

struct RawDocument;
class ReadingTables;

struct ReaderOptions {
  /// Pages dated later than the day after this one are not believed. Empty: the system's day.
  std::optional<base::Day> today;
};

class Reader {
 public:
  /// Loads the tables of knowledge/reading/. Fails with BadKnowledge or NotFound. The knowledge must outlive
  /// it.
  static Result<Reader> make(const base::Knowledge& knowledge, const ReaderOptions& options);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  Document read(std::string_view bytes, const ReadHint& hint) const;

  /// Reads a document of an InputStream; one that failed there fails here with the same error.
  Document read(const RawDocument& raw) const;

 private:
  Reader(std::unique_ptr<ReadingTables> tables, base::Day today);
  std::unique_ptr<ReadingTables> tables_;
  base::Day today_;
};

}  // namespace raven::read
