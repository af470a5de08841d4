// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Files and folders, with errors that name them.
///
///     RAVEN_TRY(std::string bytes, base::read_file("page.html", 64 << 20));
///
/// Thread safety: pure functions of the file system.

#include <raven/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

enum class FileKind { Missing, File, Folder, Other };
FileKind file_kind(const std::string& path);

/// Size in bytes; 0 if it is not a file.
std::uint64_t file_size(const std::string& path);

/// The whole file. NotFound, Unreadable, or TooLarge beyond `limit` bytes.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = UINT64_MAX);

/// Standard input to its end. TooLarge beyond `limit` bytes.
Result<std::string> read_standard_input(std::uint64_t limit = UINT64_MAX);

/// Writes a file whole: to a neighbour first, then renamed over `path`, so that a reader never sees half of
/// it. Unwritable or DiskFull.
Result<Done> write_file(const std::string& path, std::string_view bytes);

/// All files below `folder`, sorted by path (bytes compared); entries whose name begins with '.' are passed
/// over, links to folders are not followed.
Result<std::vector<std::string>> list_files(const std::string& folder);

/// The Error for the C library's `errno` value.
Error error_from_errno(int number, std::string where);

}  // namespace raven::base
