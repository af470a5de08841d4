// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace raven::base {
namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

Result<std::string> read_all(std::FILE* file, std::uint64_t limit, std::uint64_t expected,
                             const std::string& where) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(std::min(expected, limit)));
  char buffer[1 << 16];
  for (;;) {
    const std::size_t got = std::fread(buffer, 1, sizeof buffer, file);
    bytes.append(buffer, got);
    if (bytes.size() > limit)
      return Error{ErrorCode::TooLarge, "is larger than the limit of " + std::to_string(limit) + " bytes",
                   where};
    if (got < sizeof buffer) break;
  }
  if (std::ferror(file)) return error_from_errno(errno, where);
  return bytes;
}

}  // namespace

Error error_from_errno(int number, std::string where) {
  ErrorCode code = ErrorCode::Unreadable;
  if (number == ENOENT || number == ENOTDIR) code = ErrorCode::NotFound;
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) code = ErrorCode::DiskFull;
  if (number == EROFS) code = ErrorCode::Unwritable;
  return {code, std::generic_category().message(number), std::move(where)};
}

FileKind file_kind(const std::string& path) {
  struct stat info;
  if (::stat(path.c_str(), &info) != 0) return FileKind::Missing;
  if (S_ISREG(info.st_mode)) return FileKind::File;
  if (S_ISDIR(info.st_mode)) return FileKind::Folder;
  return FileKind::Other;
}

std::uint64_t file_size(const std::string& path) {
  struct stat info;
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return 0;
  return static_cast<std::uint64_t>(info.st_size);
}

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  if (file_kind(path) == FileKind::Folder) return Error{ErrorCode::Unreadable, "is a folder", path};
  File file(std::fopen(path.c_str(), "rbe"));
  if (!file) return error_from_errno(errno, path);
  return read_all(file.get(), limit, file_size(path), path);
}

Result<std::string> read_standard_input(std::uint64_t limit) {
  return read_all(stdin, limit, 0, "standard input");
}

Result<Done> write_file(const std::string& path, std::string_view bytes) {
  const std::string neighbour = path + ".part";
  const auto failed = [&](int number) -> Error {
    std::remove(neighbour.c_str());
    Error error = error_from_errno(number, path);
    if (error.code == ErrorCode::Unreadable) error.code = ErrorCode::Unwritable;
    return error;
  };
  std::FILE* file = std::fopen(neighbour.c_str(), "wbe");
  if (!file) return failed(errno);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() &&
                       std::fflush(file) == 0 && ::fsync(::fileno(file)) == 0;
  const int number = errno;
  if (std::fclose(file) != 0 && written) return failed(errno);
  if (!written) return failed(number);
  if (std::rename(neighbour.c_str(), path.c_str()) != 0) return failed(errno);
  return Done{};
}

Result<std::vector<std::string>> list_files(const std::string& folder) {
  namespace fs = std::filesystem;
  if (file_kind(folder) == FileKind::Missing)
    return Error{ErrorCode::NotFound, "no such file or folder", folder};
  std::vector<std::string> files;
  std::error_code code;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, code), end;
  if (code) return error_from_errno(code.value(), folder);
  for (; at != end; at.increment(code)) {
    if (code) return error_from_errno(code.value(), folder);
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    if (!name.empty() && name[0] == '.') {
      if (at->is_directory(ignored)) at.disable_recursion_pending();
      continue;
    }
    if (at->is_regular_file(ignored)) files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace raven::base
