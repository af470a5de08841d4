// SPDX-License-Identifier: Apache-2.0
#include "cli/whole_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace raven::cli {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

Error error_of(int number, const std::string& path) {
  const ErrorCode code = number == ENOSPC || number == EDQUOT || number == EFBIG ? ErrorCode::DiskFull
                         : number == ENOENT                                      ? ErrorCode::NotFound
                                                                                 : ErrorCode::Unwritable;
  return {code, std::strerror(number), path};
}

}  // namespace

Result<WholeFile> WholeFile::create(const std::string& path) {
  std::string part = path + ".part-" + std::to_string(getpid());
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return error_of(errno, path);
  return WholeFile(path, std::move(part), descriptor);
}

WholeFile::WholeFile(std::string path, std::string part, int descriptor)
    : path_(std::move(path)), part_(std::move(part)), descriptor_(descriptor) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

WholeFile::~WholeFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(part_.c_str());
}

Error WholeFile::trouble(int number) const {
  return error_of(number, path_);
}

Result<Done> WholeFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() < kBuffer) return Done{};
  return flush();
}

Result<Done> WholeFile::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return trouble(errno);
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return Done{};
}

Result<Done> WholeFile::commit() {
  RAVEN_TRY([[maybe_unused]] const Done flushed, flush());
  if (::fsync(descriptor_) != 0 && errno != EINVAL) return trouble(errno);
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0) {
    const int number = errno;
    ::unlink(part_.c_str());
    return trouble(number);
  }
  return Done{};
}

}  // namespace raven::cli
