// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// How Raven reports that the world went wrong: a file that cannot be read, an archive cut short, a store
/// that is locked. A function that can meet such trouble returns `Result<T>`: either a `T` or an `Error`.
/// Nothing in Raven throws (memory exhaustion passes through as `std::bad_alloc`), prints, or exits.
///
///     raven::Result<raven::Store> store = raven::Store::open("news.raven", raven::Access::ReadOnly);
///     if (!store) {
///       std::cerr << raven::describe(store.error()) << '\n';   // news.raven: is not a Raven store
///       return 1;
///     }
///     use(*store);
///
/// An odd page is not an error; it comes back as a thinner record with notes (see record.h).
/// Thread safety: values; distinct objects may be used from distinct threads.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace raven {

/// What kind of trouble it was. Values never change meaning; new ones are appended.
/// `name_of` and `meaning_of` give the spelling and the meaning of each.
enum class ErrorCode {
  NotFound,      ///< no such file, folder, record or table
  Unreadable,    ///< it exists and cannot be read (permission, device, is a folder)
  Unwritable,    ///< it cannot be written (permission, read-only medium)
  DiskFull,      ///< the medium has no room left
  Empty,         ///< nothing in it: an empty file, a folder without pages
  NotText,       ///< binary content where a page was expected
  BadFormat,     ///< the bytes do not follow the format that they claim
  Truncated,     ///< it ends before its own length says
  TooLarge,      ///< over a limit the caller set
  Unsupported,   ///< a known format or option that this build does not handle
  NotAStore,     ///< a file that is not a Raven store
  NewerStore,    ///< a store written by a newer Raven
  Locked,        ///< another process holds it
  BadQuery,      ///< SQL that cannot be run, or that would write
  BadKnowledge,  ///< a fault in a knowledge table; `where` holds file and line
  BadArgument,   ///< the caller asked for something that does not exist
  Cancelled,     ///< the caller asked to stop
};

/// One row of the table of errors: the code, its name as used in output, and what it means.
struct ErrorMeaning {
  ErrorCode code;
  std::string_view name;
  std::string_view meaning;
};

/// The name used for `code` in JSON output, the store and the log: "not_found", "disk_full", …
std::string_view name_of(ErrorCode code);

/// What `code` means, as a clause that can follow a file name: "is not a Raven store".
std::string_view meaning_of(ErrorCode code);

/// An error: what kind, where (file, file:line, URL; may be empty) and in words.
struct Error {
  ErrorCode code = ErrorCode::BadArgument;
  std::string message;
  std::string where;
};

/// "where: message" for people; the meaning of the code stands in when the message is empty.
std::string describe(const Error& error);

/// Success without a value.
struct Done {};

/// A value or an error. Test with `if (result)`, then use `*result` or `result->`; otherwise `error()`.
/// Asking a failed result for its value is a fault of the caller (undefined, asserted in the dev build).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  Error& error() & { return *std::get_if<1>(&state_); }
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

  /// The value, or `fallback` when this is an error.
  T value_or(T fallback) && { return ok() ? std::move(**this) : std::move(fallback); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace raven

/// Hands an error up, or gives the value on:  `RAVEN_TRY(std::string bytes, base::read_file(path));`
#define RAVEN_TRY_JOIN_(a, b) a##b
#define RAVEN_TRY_NAME_(line) RAVEN_TRY_JOIN_(raven_try_, line)
#define RAVEN_TRY(declaration, expression)                                             \
  auto RAVEN_TRY_NAME_(__LINE__) = (expression);                                       \
  if (!RAVEN_TRY_NAME_(__LINE__)) return std::move(RAVEN_TRY_NAME_(__LINE__)).error(); \
  declaration = *std::move(RAVEN_TRY_NAME_(__LINE__))
