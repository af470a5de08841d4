// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A line on standard error that says how far a run has come: documents, rate, failures, share of the bytes.
/// It is drawn only when standard error is a terminal and standard output is not (else the two would write
/// over each other), ten times a second at most, and erased at the end. Thread safety: one thread at a time.

#include "cli/option_table.h"

#include <raven/raven.h>

#include <chrono>

namespace raven::cli {

class ProgressBar {
 public:
  explicit ProgressBar(Switch quiet);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(const Progress& progress);
  /// Takes the line away, so that a message can be written; the next `show` draws it again.
  void erase();

 private:
  Switch on_ = Switch::Off;
  Switch drawn_ = Switch::Off;
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace raven::cli
