// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A file that is written whole or not at all: the bytes go to a neighbour "NAME.part-PID", which takes the
/// name only when all of them are on the disk. What the name held before stays until then.
///
///     Result<WholeFile> file = WholeFile::create("events.csv");
///     file->write(row);
///     file->commit();          // without it, nothing is left behind
///
/// Errors: NotFound (no such folder), Unwritable, DiskFull. Thread safety: one thread at a time.

#include <raven/result.h>

#include <string>
#include <string_view>

namespace raven::cli {

class WholeFile {
 public:
  static Result<WholeFile> create(const std::string& path);
  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;
  ~WholeFile();

  Result<Done> write(std::string_view text);
  /// Hands everything to the disk and gives the file its name.
  Result<Done> commit();

 private:
  WholeFile(std::string path, std::string part, int descriptor);
  Result<Done> flush();
  Error trouble(int number) const;
  std::string path_, part_, buffer_;
  int descriptor_ = -1;
};

}  // namespace raven::cli
