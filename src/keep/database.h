// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A connection to an SQLite file and its statements, with Raven's errors in place of SQLite's numbers.
///
///     RAVEN_TRY(Database database, Database::open("news.raven", Access::ReadWrite));
///     RAVEN_TRY(Statement insert, database.prepare("INSERT INTO page_author VALUES (?, ?, ?)"));
///     RAVEN_TRY(Done done, insert.run(page, 0, "Ann Ito"));
///     RAVEN_TRY(Statement select, database.prepare("SELECT name FROM page_author WHERE page = ?"));
///     select.bind(page);
///     for (;;) { RAVEN_TRY(bool row, select.step()); if (!row) break; use(select.text(0)); }
///
/// Empty text is written as NULL and NULL is read as empty text: in the records both mean "not known".
/// Thread safety: one thread at a time for a database and its statements. Statements must go before their
/// database.

#include <raven/raven.h>
#include <raven/result.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace raven::keep {

/// Text that is written as it is, even when it is empty.
struct Verbatim {
  std::string_view text;
};

/// Bytes that are not text.
struct Blob {
  std::string_view bytes;
};

/// One prepared statement.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3_stmt* statement, std::string where) : statement_(statement), where_(std::move(where)) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Starts anew with these values for the statement's parameters. Text is not copied: it must live until the
  /// last step.
  template <class... Values>
  void bind(const Values&... values) {
    reset();
    int number = 0;
    (put(++number, values), ...);
  }

  /// Goes to the next row; false after the last.
  Result<bool> step();

  /// Like `step`, for a statement that a user wrote: what is wrong with it comes back as BadQuery.
  Result<bool> ask();

  /// Binds, steps to the end, and lets go.
  template <class... Values>
  Result<Done> run(const Values&... values) {
    bind(values...);
    Result<bool> row = step();
    while (row && *row) row = step();
    reset();
    if (!row) return std::move(row).error();
    return Done{};
  }

  /// Lets go of the row and of any lock.
  void reset();

  int columns() const;
  std::string_view column_name(int column) const;
  bool is_null(int column) const;
  bool is_blob(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  /// Valid until the next step or reset.
  std::string_view text(int column) const;
  /// Valid until the next step or reset.
  std::string_view blob(int column) const;
  bool only_reads() const;

 private:
  void put(int number, std::string_view text);
  void put(int number, const std::string& text) { put(number, std::string_view(text)); }
  void put(int number, const char* text) { put(number, std::string_view(text)); }
  void put(int number, Verbatim text);
  void put(int number, Blob blob);
  void put(int number, double value);
  void put(int number, std::nullptr_t);
  void put_integer(int number, std::int64_t value);
  template <std::integral Number>
  void put(int number, Number value) {
    put_integer(number, static_cast<std::int64_t>(value));
  }
  template <class Value>
  void put(int number, const std::optional<Value>& value) {
    value ? put(number, *value) : put(number, nullptr);
  }

  sqlite3_stmt* statement_ = nullptr;
  std::string where_;
};

/// One connection.
class Database {
 public:
  /// Opens the file; with ReadWrite it is made if it is not there. Nothing is read from it yet. A file that
  /// is only read is opened so that even a read-only folder does.
  static Result<Database> open(const std::string& path, Access access);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  /// Runs statements that give no rows.
  Result<Done> execute(const std::string& sql);

  Result<Statement> prepare(std::string_view sql);

  /// Prepares the first statement of `sql` and tells in `rest` what stands after it. SQLite's complaint comes
  /// back as BadQuery unless the file is to blame. The statement is empty when there is nothing but blanks
  /// and comments.
  Result<std::optional<Statement>> prepare_question(std::string_view sql, std::string_view& rest);

  /// The one number that a statement without parameters gives.
  Result<std::int64_t> number(std::string_view sql);

  /// The row id of the last INSERT.
  std::int64_t last_row() const;
  /// Rows changed by the last statement.
  std::int64_t changes() const;
  /// Whether a transaction is open.
  bool in_transaction() const;
  /// From now on only reading is allowed, and no other file may be attached.
  void allow_only_reading();

  const std::string& path() const { return path_; }

 private:
  Database(sqlite3* connection, std::string path) : connection_(connection), path_(std::move(path)) {}
  sqlite3* connection_ = nullptr;
  std::string path_;
};

/// Begins in the constructor's place, ends with `commit`; undoes everything when it goes away without.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database, const char* how = "BEGIN IMMEDIATE");
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  /// On return the changes are on the disk.
  Result<Done> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_ = nullptr;
};

}  // namespace raven::keep
