// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include "cli/command.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace raven::cli {

namespace {
constexpr std::size_t kBuffer = 64 * 1024;
}

Output::Output() : to_terminal_(output_is_terminal()) {
  buffer_.reserve(kBuffer);
}

Result<Done> Output::write(std::string_view text) {
  if (failed_) return trouble_;
  buffer_.append(text);
  if (to_terminal_ || buffer_.size() >= kBuffer) return flush();
  return Done{};
}

Result<Done> Output::flush() {
  if (failed_) return trouble_;
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    failed_ = true;
    reader_gone_ = errno == EPIPE;
    const ErrorCode code = reader_gone_                                           ? ErrorCode::Cancelled
                           : errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ErrorCode::DiskFull
                                                                                  : ErrorCode::Unwritable;
    trouble_ = {code, std::strerror(errno), "standard output"};
    buffer_.clear();
    return trouble_;
  }
  buffer_.clear();
  return Done{};
}

int Output::finish(std::string_view command, int code) {
  static_cast<void>(flush().ok());
  if (!failed_) return code;
  if (reader_gone_) return kOutputGone;
  complain(command, describe(trouble_));
  return kSomeFailed;
}

bool output_is_terminal() {
  return isatty(STDOUT_FILENO) == 1;
}
bool messages_are_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

int terminal_width() {
  if (const char* columns = std::getenv("COLUMNS")) {
    const int width = std::atoi(columns);
    if (width >= 20 && width <= 1000) return width;
  }
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

}  // namespace raven::cli
