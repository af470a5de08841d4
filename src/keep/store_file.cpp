// SPDX-License-Identifier: Apache-2.0
#include "keep/store_file.h"

#include "base/file.h"
#include "keep/database.h"
#include "keep/page_reader.h"
#include "keep/page_writer.h"
#include "keep/schema.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>

namespace raven::keep {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kHeaderSize = 100;

/// What the bytes of the file tell before SQLite sees it (SQLite file format, section 1.3): a file of
/// something else must be left alone, and SQLite notices a missing tail only when it comes to it.
Result<Done> look_at_header(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::Unreadable, "", path};
  char header[kHeaderSize] = {};
  file.read(header, sizeof header);
  const auto got = static_cast<std::size_t>(file.gcount());
  if (std::string_view(header, std::min(got, kMagic.size())) != kMagic)
    return Error{ErrorCode::NotAStore, "", path};
  if (got < kHeaderSize) return Error{ErrorCode::Truncated, "", path};
  const auto big_endian = [&](std::size_t at, std::size_t length) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value << 8 | static_cast<unsigned char>(header[at + i]);
    return value;
  };
  const std::uint64_t page_size = big_endian(16, 2) == 1 ? 65536 : big_endian(16, 2);
  const std::uint64_t pages = big_endian(28, 4);
  // The page count holds only when the change counter agrees with the number beside it, and a log that waits
  // may hold the tail.
  const bool count_holds = big_endian(24, 4) == big_endian(92, 4) && pages != 0;
  if (count_holds && base::file_size(path + "-wal") == 0 && base::file_size(path) < page_size * pages)
    return Error{ErrorCode::Truncated, "", path};
  return Done{};
}

/// What stands in the way of using the file as a store, if anything; `fresh` for one that holds nothing yet.
enum class Standing { Fresh, Older, Current };
Result<Standing> standing_of(Database& database) {
  RAVEN_TRY(const std::int64_t application, database.number("PRAGMA application_id"));
  RAVEN_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  RAVEN_TRY(const std::int64_t tables, database.number("SELECT count(*) FROM sqlite_master"));
  if (application == 0 && version == 0 && tables == 0) return Standing::Fresh;
  if (application != kApplicationId) return Error{ErrorCode::NotAStore, "", database.path()};
  const auto newest = static_cast<std::int64_t>(schema_steps().size());
  if (version > newest)
    return Error{ErrorCode::NewerStore,
                 "was written by a newer Raven: its version is " + std::to_string(version) +
                     ", this one knows " + std::to_string(newest),
                 database.path()};
  if (version < 1) return Error{ErrorCode::BadFormat, "is damaged: it has no version", database.path()};
  return version < newest ? Standing::Older : Standing::Current;
}

/// Whether nothing more is asked in `sql`: blanks, comments and lone semicolons.
bool asks_nothing(Database& database, std::string_view sql) {
  while (!sql.empty()) {
    std::string_view rest;
    const Result<std::optional<Statement>> statement = database.prepare_question(sql, rest);
    if (!statement || *statement) return false;
    if (rest.size() == sql.size()) return true;
    sql = rest;
  }
  return true;
}

std::string hex_of(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

}  // namespace

struct StoreFile::Parts {
  // Statements go before their database, the asking connection before the writing one, which then tidies up
  // the log.
  Database database;
  std::optional<Statement> find;
  std::optional<PageWriter> writer;
  std::optional<Database> asking;

  explicit Parts(Database opened) : database(std::move(opened)) {}
};

StoreFile::StoreFile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoreFile::StoreFile(StoreFile&&) noexcept = default;
StoreFile& StoreFile::operator=(StoreFile&&) noexcept = default;
StoreFile::~StoreFile() = default;

Result<StoreFile> StoreFile::open(const std::string& path, Access access) {
  const base::FileKind kind = base::file_kind(path);
  const bool writes = access == Access::ReadWrite;
  if (path.empty() || (kind == base::FileKind::Missing && !writes))
    return Error{ErrorCode::NotFound, "", path};
  if (kind == base::FileKind::Folder || kind == base::FileKind::Other)
    return Error{ErrorCode::NotAStore, "", path};
  if (kind == base::FileKind::File && base::file_size(path) > 0) {
    RAVEN_TRY([[maybe_unused]] const Done looked, look_at_header(path));
  } else if (!writes) {
    return Error{ErrorCode::NotAStore, "is an empty file, not a Raven store", path};
  }

  RAVEN_TRY(Database opened, Database::open(path, access));
  auto parts = std::make_unique<Parts>(std::move(opened));
  Database& database = parts->database;
  RAVEN_TRY(const Standing standing, standing_of(database));
  if (!writes && standing == Standing::Fresh) return Error{ErrorCode::NotAStore, "", path};
  if (!writes && standing == Standing::Older)
    return Error{ErrorCode::Unsupported,
                 "was written by an older Raven; open it for writing once to bring it up to date", path};
  if (writes) {
    RAVEN_TRY([[maybe_unused]] const Done set,
              database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON"));
    if (standing != Standing::Current) {
      RAVEN_TRY([[maybe_unused]] const Done brought, bring_up_to_date(database, schema_steps()));
    }
    RAVEN_TRY(PageWriter writer, PageWriter::make(database));
    parts->writer.emplace(std::move(writer));
  }
  RAVEN_TRY(Statement find, database.prepare("SELECT 1 FROM page WHERE hash = ?"));
  parts->find.emplace(std::move(find));
  return StoreFile(std::move(parts));
}

Result<bool> StoreFile::holds(std::string_view hash) const {
  parts_->find->bind(hash);
  Result<bool> found = parts_->find->step();
  parts_->find->reset();
  return found;
}

Result<std::vector<Keeping>> StoreFile::keep(std::span<const Document> documents,
                                             std::span<const HostMemory> hosts) {
  if (!parts_->writer)
    return Error{ErrorCode::Unwritable, "was opened for reading only", parts_->database.path()};
  std::vector<Keeping> keepings;
  if (documents.empty() && hosts.empty()) return keepings;
  keepings.reserve(documents.size());
  RAVEN_TRY(Transaction transaction, Transaction::begin(parts_->database));
  for (const Document& document : documents) {
    RAVEN_TRY(const Keeping keeping, parts_->writer->write(document));
    keepings.push_back(keeping);
  }
  for (const HostMemory& host : hosts) {
    RAVEN_TRY([[maybe_unused]] const Done written, parts_->writer->write_host(host));
  }
  RAVEN_TRY([[maybe_unused]] const Done committed, transaction.commit());
  return keepings;
}

Result<std::optional<std::string>> StoreFile::memory_of_host(const std::string& host) const {
  RAVEN_TRY(Statement statement, parts_->database.prepare("SELECT memory FROM host WHERE host = ?"));
  statement.bind(host);
  RAVEN_TRY(const bool found, statement.step());
  return found ? std::optional<std::string>(statement.blob(0)) : std::nullopt;
}

Result<Done> StoreFile::each_late_text(
    std::uint64_t count,
    const std::function<void(std::string_view, std::string_view, std::string_view, std::string_view)>& take)
    const {
  RAVEN_TRY(
      Statement statement,
      parts_->database.prepare("SELECT p.hash, coalesce(p.article, p.uri), p.kind, p.text FROM page AS p"
                               " LEFT JOIN copy AS c USING (page)"
                               " WHERE p.page > (SELECT coalesce(max(page), 0) FROM page) - ?"
                               " AND coalesce(c.kind, '') != 'same' ORDER BY p.page"));
  statement.bind(count);
  for (;;) {
    RAVEN_TRY(const bool more, statement.step());
    if (!more) return Done{};
    take(statement.text(0), statement.text(1), statement.text(2), statement.text(3));
  }
}

Result<StoreCounts> StoreFile::counts() const {
  RAVEN_TRY(Statement statement,
            parts_->database.prepare("SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM failure),"
                                     " (SELECT count(*) FROM event)"));
  RAVEN_TRY([[maybe_unused]] const bool row, statement.step());
  StoreCounts counts;
  counts.pages = static_cast<std::uint64_t>(statement.integer(0));
  counts.failures = static_cast<std::uint64_t>(statement.integer(1));
  counts.events = static_cast<std::uint64_t>(statement.integer(2));
  return counts;
}

Result<std::uint64_t> StoreFile::each_document(const DocumentSink& sink) const {
  // A connection of its own: its read transaction shows one moment, and the sink is free to write.
  RAVEN_TRY(Database database, Database::open(parts_->database.path(), Access::ReadOnly));
  RAVEN_TRY(const Transaction transaction, Transaction::begin(database, "BEGIN"));
  RAVEN_TRY(PageReader reader, PageReader::make(database));
  std::uint64_t count = 0;
  for (;;) {
    RAVEN_TRY(std::optional<Document> document, reader.next());
    if (!document) return count;
    ++count;
    RAVEN_TRY([[maybe_unused]] const Done taken, sink(*std::move(document)));
  }
}

Result<std::uint64_t> StoreFile::query(std::string_view sql, const RowSink& sink) const {
  if (!parts_->asking) {
    RAVEN_TRY(Database opened, Database::open(parts_->database.path(), Access::ReadOnly));
    opened.allow_only_reading();
    parts_->asking.emplace(std::move(opened));
  }
  Database& database = *parts_->asking;
  std::string_view rest;
  RAVEN_TRY(std::optional<Statement> statement, database.prepare_question(sql, rest));
  if (!statement) return Error{ErrorCode::BadQuery, "there is no query", database.path()};
  if (!asks_nothing(database, rest))
    return Error{ErrorCode::BadQuery, "only one query at a time", database.path()};
  if (!statement->only_reads()) return Error{ErrorCode::BadQuery, "a query may only read", database.path()};

  std::vector<std::string> columns;
  for (int i = 0; i < statement->columns(); ++i) columns.emplace_back(statement->column_name(i));
  std::vector<Cell> row(columns.size());
  std::uint64_t count = 0;
  for (;;) {
    RAVEN_TRY(const bool more, statement->ask());
    if (!more) return count;
    ++count;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int column = static_cast<int>(i);
      if (statement->is_null(column)) {
        row[i].reset();
      } else if (statement->is_blob(column)) {
        row[i] = hex_of(statement->blob(column));
      } else {
        row[i].emplace(statement->text(column));
      }
    }
    RAVEN_TRY([[maybe_unused]] const Done taken, sink(columns, row));
  }
}

}  // namespace raven::keep
