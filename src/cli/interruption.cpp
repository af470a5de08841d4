// SPDX-License-Identifier: Apache-2.0
#include "cli/interruption.h"

#include <atomic>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace raven::cli {
namespace {

std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

int unreadable = -1;

void on_signal(int) {
  asked_to_stop = true;
  // Whoever waits for standard input would wait on: from here on reading it fails.
  if (unreadable >= 0) dup2(unreadable, STDIN_FILENO);
}

}  // namespace

void watch_signals() {
  unreadable = open("/dev/null", O_WRONLY | O_CLOEXEC);
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  // Not SA_RESTART: a read that waits for standard input must end too. SA_RESETHAND: the second signal kills.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  // Past a limit on file sizes a write shall fail like on a full disk, not end the program.
  std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() {
  return asked_to_stop;
}

}  // namespace raven::cli
