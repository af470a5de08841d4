// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the commands that take INPUT words have in common: their options, and the run itself, in which every
/// document that fails is named on standard error with its reason and the rest goes on.
///
///     DocumentRun run("read");
///     run.add_options(options);                       // in setup
///     return run.over(Depth::Read, out, [&](Document&& document) { return out.write(article_json(document));
///     });

#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress_bar.h"

#include <raven/raven.h>

#include <functional>
#include <string>
#include <vector>

namespace raven::cli {

class DocumentRun {
 public:
  explicit DocumentRun(std::string_view command) : command_(command) {}

  /// INPUT, --site-memory, --threads, --limit-bytes, --input-format, --knowledge, --quiet. `more_formats` are
  /// input formats that the command reads by itself.
  void add_options(OptionTable& options, const std::vector<std::string>& more_formats = {});

  /// --actors, for commands that resolve names.
  void add_actors_option(OptionTable& options);

  /// The word given for --input-format.
  const std::string& input_format() const { return input_format_; }
  /// 0: as many as the machine has.
  unsigned threads() const { return static_cast<unsigned>(threads_); }

  Switch quiet() const { return quiet_; }
  const std::vector<std::string>& inputs() const { return inputs_; }

  /// The engine, opened with the options given.
  Result<Raven> open_engine() const;
  RunOptions run_options() const;

  /// Runs the inputs to `depth`; hands documents that did not fail to `sink` and the others to
  /// `failure_sink`, if there is one, once they have been named on standard error. Returns how the program
  /// ends.
  int over(Depth depth, Output& out, const DocumentSink& sink, const DocumentSink& failure_sink = nullptr);

  /// Tells on standard error what the run passed over, if it did and --quiet was not given.
  void tell_passed_over(const PassedOver& passed_over) const;

  /// Names a document that failed on standard error.
  void tell_failure(const Document& document) const;

 private:
  std::string command_;
  std::vector<std::string> inputs_;
  std::uint64_t threads_ = 0;
  std::uint64_t limit_bytes_ = RunOptions{}.limit_bytes;
  std::string input_format_ = "auto";
  std::string site_memory_ = "rolling";
  std::string knowledge_;
  std::string actors_;
  Switch quiet_ = Switch::Off;
};

/// What a document is called in messages: its address, with container and record where it came out of one.
std::string display_name(const Source& source);

}  // namespace raven::cli
