// SPDX-License-Identifier: Apache-2.0
#include "base/error_table.h"

namespace raven::base {

std::span<const ErrorMeaning> error_table() {
  static constexpr ErrorMeaning kTable[] = {
      {ErrorCode::NotFound, "not_found", "does not exist"},
      {ErrorCode::Unreadable, "unreadable", "cannot be read"},
      {ErrorCode::Unwritable, "unwritable", "cannot be written"},
      {ErrorCode::DiskFull, "disk_full", "the disk is full"},
      {ErrorCode::Empty, "empty", "is empty"},
      {ErrorCode::NotText, "not_text", "is binary, not a page"},
      {ErrorCode::BadFormat, "bad_format", "does not follow its format"},
      {ErrorCode::Truncated, "truncated", "ends too early"},
      {ErrorCode::TooLarge, "too_large", "is larger than the limit"},
      {ErrorCode::Unsupported, "unsupported", "is of a kind that Raven does not handle"},
      {ErrorCode::NotAStore, "not_a_store", "is not a Raven store"},
      {ErrorCode::NewerStore, "newer_store", "was written by a newer Raven"},
      {ErrorCode::Locked, "locked", "is in use by another process"},
      {ErrorCode::BadQuery, "bad_query", "is not a query that can be run"},
      {ErrorCode::BadKnowledge, "bad_knowledge", "has a fault"},
      {ErrorCode::BadArgument, "bad_argument", "is not a valid argument"},
      {ErrorCode::Cancelled, "cancelled", "was cancelled"},
  };
  return kTable;
}

}  // namespace raven::base
