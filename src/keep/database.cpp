// SPDX-License-Identifier: Apache-2.0
#include "keep/database.h"

#include "base/file.h"

#include <cerrno>
#include <cmath>
#include <cstring>

#include <sqlite3.h>

namespace raven::keep {
namespace {

/// How long a statement waits for another process before it reports Locked.
constexpr int kPatienceMilliseconds = 5000;

bool is_medium_full(int system_error) {
  return system_error == ENOSPC || system_error == EFBIG || system_error == EDQUOT;
}

Error error_of(sqlite3* connection, const std::string& where) {
  const int system_error = errno;
  const int extended = sqlite3_extended_errcode(connection);
  const std::string words = sqlite3_errmsg(connection);
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return {ErrorCode::Locked, "", where};
    case SQLITE_FULL:
      return {ErrorCode::DiskFull, "", where};
    case SQLITE_IOERR:
      // SQLite's own record of the system's error is empty when a commit failed; errno still has it (it is
      // cleared before each step).
      if (is_medium_full(sqlite3_system_errno(connection)) || is_medium_full(system_error))
        return {ErrorCode::DiskFull, "", where};
      if (extended == SQLITE_IOERR_SHORT_READ)
        return {ErrorCode::BadFormat, "is damaged: it ends too early", where};
      return {ErrorCode::Unreadable, "cannot be read or written: " + words, where};
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return {ErrorCode::BadFormat, "is damaged: " + words, where};
    case SQLITE_NOTADB:
      return {ErrorCode::NotAStore, "", where};
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return {ErrorCode::Unwritable, "", where};
    case SQLITE_CANTOPEN:
      return {ErrorCode::Unreadable, "cannot be opened", where};
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
      return {ErrorCode::TooLarge, words, where};
    default:
      return {ErrorCode::BadFormat, words, where};
  }
}

/// Debian's SQLite takes names like "file:..." and ":memory:" for more than names.
std::string plain_path(const std::string& path) {
  return path.starts_with('/') ? path : "./" + path;
}

std::string uri_of(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : plain_path(path)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::strchr("/-_.~", c) != nullptr;
    if (plain) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return uri + "?immutable=1";
}

/// What a question may touch. FTS5 asks for data_version on its own account; the others tell about tables.
int judge_reading(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_UPDATE:
      // How SQLite describes that it looks at the columns of a virtual table. The file itself cannot be
      // written: the connection only reads, and the schema's own table never takes an UPDATE in defensive
      // mode.
      return first != nullptr && std::strcmp(first, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return second != nullptr && std::strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: {
      if (first == nullptr) return SQLITE_DENY;
      for (const char* telling :
           {"table_info", "table_xinfo", "index_info", "index_xinfo", "foreign_key_list", "index_list"})
        if (sqlite3_stricmp(first, telling) == 0) return SQLITE_OK;
      if (second != nullptr) return SQLITE_DENY;
      for (const char* value : {"data_version", "user_version", "application_id", "table_list"})
        if (sqlite3_stricmp(first, value) == 0) return SQLITE_OK;
      return SQLITE_DENY;
    }
    default:
      return SQLITE_DENY;
  }
}

}  // namespace

// ---------------------------------------------------------------------------------------------- statement

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), where_(std::move(other.where_)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(where_, other.where_);
  return *this;
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

Result<bool> Statement::step() {
  errno = 0;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = error_of(sqlite3_db_handle(statement_), where_);
  sqlite3_reset(statement_);
  return error;
}

Result<bool> Statement::ask() {
  errno = 0;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* connection = sqlite3_db_handle(statement_);
  const int kind = code & 0xff;
  Error error = kind == SQLITE_ERROR || kind == SQLITE_AUTH || kind == SQLITE_MISMATCH || kind == SQLITE_RANGE
                    ? Error{ErrorCode::BadQuery, sqlite3_errmsg(connection), where_}
                    : error_of(connection, where_);
  sqlite3_reset(statement_);
  return error;
}

void Statement::reset() {
  sqlite3_reset(statement_);
}

int Statement::columns() const {
  return sqlite3_column_count(statement_);
}
std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(statement_, column);
  return name == nullptr ? std::string_view() : std::string_view(name);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
bool Statement::is_blob(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_BLOB;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}
std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}
std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}
bool Statement::only_reads() const {
  return sqlite3_stmt_readonly(statement_) != 0;
}

void Statement::put(int number, std::string_view text) {
  text.empty() ? put(number, nullptr) : put(number, Verbatim{text});
}
void Statement::put(int number, Verbatim text) {
  // A null pointer would be NULL, so an empty text must point somewhere.
  const char* bytes = text.text.empty() ? "" : text.text.data();
  sqlite3_bind_text64(statement_, number, bytes, text.text.size(), SQLITE_STATIC, SQLITE_UTF8);
}
void Statement::put(int number, Blob blob) {
  const char* bytes = blob.bytes.empty() ? "" : blob.bytes.data();
  sqlite3_bind_blob64(statement_, number, bytes, blob.bytes.size(), SQLITE_STATIC);
}
void Statement::put(int number, double value) {
  // SQLite makes not-a-number NULL, which a column of numbers does not take.
  sqlite3_bind_double(statement_, number, std::isnan(value) ? 0.0 : value);
}
void Statement::put(int number, std::nullptr_t) {
  sqlite3_bind_null(statement_, number);
}
void Statement::put_integer(int number, std::int64_t value) {
  sqlite3_bind_int64(statement_, number, value);
}

// ---------------------------------------------------------------------------------------------- database

Database::Database(Database&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), path_(std::move(other.path_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(connection_, other.connection_);
  std::swap(path_, other.path_);
  return *this;
}

Database::~Database() {
  sqlite3_close_v2(connection_);
}

Result<Database> Database::open(const std::string& path, Access access) {
  const int flags =
      (access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
      SQLITE_OPEN_NOMUTEX;
  const auto connect = [&](const std::string& name, int more) -> Result<Database> {
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &connection, flags | more, nullptr);
    Database database(connection, path);
    if (code != SQLITE_OK) {
      if (connection == nullptr) return Error{ErrorCode::TooLarge, "no memory to open it", path};
      Error error = error_of(connection, path);
      if (access == Access::ReadWrite && error.code == ErrorCode::Unreadable)
        error.code = ErrorCode::Unwritable;
      return error;
    }
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_busy_timeout(connection, kPatienceMilliseconds);
    // The file may come from anywhere: nothing that its schema says is trusted, and a page is checked before
    // use.
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_exec(connection, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
    return database;
  };
  RAVEN_TRY(Database database, connect(plain_path(path), 0));
  if (access == Access::ReadOnly) {
    // In a folder that cannot be written SQLite has nowhere to put the shared index of a write-ahead log.
    // When no log waits to be read, the file is all there is and can be read as one that does not change.
    const int code =
        sqlite3_exec(database.connection_, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    const bool no_room = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
    if (no_room && base::file_size(path + "-wal") == 0) return connect(uri_of(path), SQLITE_OPEN_URI);
  }
  return database;
}

Result<Done> Database::execute(const std::string& sql) {
  errno = 0;
  if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return error_of(connection_, path_);
  return Done{};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK)
    return error_of(connection_, path_);
  return Statement(statement, path_);
}

Result<std::optional<Statement>> Database::prepare_question(std::string_view sql, std::string_view& rest) {
  if (sql.size() > 1'000'000)
    return Error{ErrorCode::BadQuery, "the query is longer than a million bytes", path_};
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code =
      sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &statement, &tail);
  if (code != SQLITE_OK) {
    const int kind = code & 0xff;
    if (kind == SQLITE_ERROR || kind == SQLITE_AUTH || kind == SQLITE_READONLY || kind == SQLITE_RANGE)
      return Error{ErrorCode::BadQuery,
                   kind == SQLITE_AUTH ? "a query may only read" : sqlite3_errmsg(connection_), path_};
    return error_of(connection_, path_);
  }
  rest = tail == nullptr ? std::string_view() : sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (statement == nullptr) return std::optional<Statement>();
  return std::optional<Statement>(Statement(statement, path_));
}

Result<std::int64_t> Database::number(std::string_view sql) {
  RAVEN_TRY(Statement statement, prepare(sql));
  RAVEN_TRY(const bool row, statement.step());
  return row ? statement.integer(0) : 0;
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(connection_);
}
std::int64_t Database::changes() const {
  return sqlite3_changes64(connection_);
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_) == 0;
}

void Database::allow_only_reading() {
  sqlite3_limit(connection_, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_set_authorizer(connection_, judge_reading, nullptr);
}

// ---------------------------------------------------------------------------------------------- transaction

Result<Transaction> Transaction::begin(Database& database, const char* how) {
  RAVEN_TRY(const Done begun, database.execute(how));
  static_cast<void>(begun);
  return Transaction(database);
}

Transaction::~Transaction() {
  // Some errors (a full disk among them) make SQLite undo the transaction by itself.
  if (database_ != nullptr && database_->in_transaction())
    static_cast<void>(database_->execute("ROLLBACK").ok());
}

Result<Done> Transaction::commit() {
  RAVEN_TRY(const Done done, database_->execute("COMMIT"));
  database_ = nullptr;
  return done;
}

}  // namespace raven::keep
