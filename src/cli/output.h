// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Standard output that notices trouble. A full disk and a reader that went away are told apart: the first is
/// an error to report, the second ends the program quietly.
///
///     Output out;
///     if (Result<Done> written = out.write(line); !written) return written.error();   // ends the run
///     return out.finish("code", kDone);
///
/// Writes through a buffer of 64 KiB; `flush` hands it on. Thread safety: one thread at a time.

#include <raven/result.h>

#include <string>
#include <string_view>

namespace raven::cli {

class Output {
 public:
  Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Fails with DiskFull, Unwritable, or Cancelled when the reader went away; then every later call fails
  /// too.
  Result<Done> write(std::string_view text);
  Result<Done> flush();

  /// Whether the reader of the output went away.
  bool reader_gone() const { return reader_gone_; }

  /// Hands on what is left and returns how the program ends: `code`, or what the output's own trouble makes
  /// of it. Trouble is said once on standard error in the name of `command`.
  int finish(std::string_view command, int code);

 private:
  std::string buffer_;
  bool reader_gone_ = false;
  bool to_terminal_ = false;
  Error trouble_;
  bool failed_ = false;
};

/// Whether standard output, standard error lead to a terminal.
bool output_is_terminal();
bool messages_are_terminal();

/// Columns of the terminal on standard output; 80 where there is none. COLUMNS, when it holds a number, wins.
int terminal_width();

}  // namespace raven::cli
