// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a command is. `setup` names its options and opens nothing; `run` does the work and returns how it
/// ended. Each command is one file, `command_<name>.cpp`, with its man page `man/raven-<name>.1.scd` and its
/// cases in `tests/cli/<name>/`.
///
///     std::unique_ptr<Command> command = find_command("code");
///     OptionTable options(command->name());
///     command->setup(options);
///     if (Result<Parsed> parsed = options.parse(words); parsed) return command->run();
///
/// Thread safety: none; a program runs one command.

#include "cli/option_table.h"

#include <raven/result.h>

#include <memory>
#include <string_view>
#include <vector>

namespace raven::cli {

/// How the program ends. The values are a promise to scripts.
enum ExitCode : int {
  kDone = 0,
  kSomeFailed = 1,     ///< some documents failed, or the world did (disk full, no such store)
  kWrongUse = 2,       ///< words that cannot be understood, SQL that cannot be run
  kInterrupted = 130,  ///< SIGINT; what was done is kept
  kOutputGone = 141,   ///< the reader of standard output went away, as a shell reports it
};

/// How the program ends after `error`.
int exit_code_of(const Error& error);

class Command {
 public:
  virtual ~Command() = default;
  virtual std::string_view name() const = 0;
  /// One line, without a full stop: what `raven help` shows.
  virtual std::string_view summary() const = 0;
  /// The words after "raven": "read [OPTION]... INPUT...".
  virtual std::string_view synopsis() const = 0;
  virtual void setup(OptionTable& options) = 0;
  virtual int run() = 0;
};

std::unique_ptr<Command> make_read_command();
std::unique_ptr<Command> make_annotate_command();
std::unique_ptr<Command> make_code_command();
std::unique_ptr<Command> make_explain_command();
std::unique_ptr<Command> make_ingest_command();
std::unique_ptr<Command> make_export_command();
std::unique_ptr<Command> make_query_command();
std::unique_ptr<Command> make_actors_command();
std::unique_ptr<Command> make_places_command();
std::unique_ptr<Command> make_eval_command();
std::unique_ptr<Command> make_version_command();
std::unique_ptr<Command> make_help_command();

/// Every command, in the order in which help names them.
std::vector<std::unique_ptr<Command>> make_commands();

/// The command of this name; null if there is none.
std::unique_ptr<Command> find_command(std::string_view name);

/// Says `message` on standard error, prefixed with the program and `subject` (a command, a file; may be
/// empty).
void complain(std::string_view subject, std::string_view message);

}  // namespace raven::cli
