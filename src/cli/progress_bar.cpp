// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_bar.h"

#include "cli/output.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace raven::cli {

ProgressBar::ProgressBar(Switch quiet)
    : on_(quiet == Switch::Off && messages_are_terminal() && !output_is_terminal() ? Switch::On
                                                                                   : Switch::Off),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

ProgressBar::~ProgressBar() {
  erase();
}

void ProgressBar::show(const Progress& progress) {
  if (on_ == Switch::Off) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string line;
  if (progress.bytes_total > 0) {
    constexpr int kCells = 24;
    const double share =
        std::min(1.0, static_cast<double>(progress.bytes) / static_cast<double>(progress.bytes_total));
    const int filled = static_cast<int>(share * kCells);
    for (int i = 0; i < kCells; ++i) line += i < filled ? "█" : "░";
    line += fmt::format(" {:3.0f} %  ", share * 100);
  }
  line += fmt::format("{} documents, {:.0f}/s", progress.documents,
                      static_cast<double>(progress.documents) / seconds);
  if (progress.skipped) line += fmt::format(", {} known", progress.skipped);
  if (progress.failed) line += fmt::format(", {} failed", progress.failed);
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  drawn_ = Switch::On;
}

void ProgressBar::erase() {
  if (drawn_ == Switch::Off) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = Switch::Off;
}

}  // namespace raven::cli
