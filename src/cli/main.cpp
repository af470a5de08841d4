// SPDX-License-Identifier: Apache-2.0
// The raven command: finds the command that the first word names, lets it understand its words, runs it.
#include "cli/command.h"
#include "cli/help.h"
#include "cli/interruption.h"
#include "cli/output.h"

#include <raven/version.h>

#include <string>
#include <vector>

#include <fmt/format.h>

namespace raven::cli {
namespace {

int wrong_use(std::string_view command, const std::string& message) {
  complain(command, message);
  if (command.empty())
    fmt::print(stderr, "Try 'raven help'.\n");
  else
    fmt::print(stderr, "Try 'raven help {}'.\n", command);
  return kWrongUse;
}

int print(const std::string& text) {
  Output out;
  static_cast<void>(out.write(text).ok());
  return out.finish("", kDone);
}

int run_program(const std::vector<std::string>& words) {
  if (words.empty()) {
    fmt::print(stderr, "{}", overview());
    return kWrongUse;
  }
  const std::string& first = words.front();
  if (first == "--help" || first == "-h") return print(overview());
  if (first == "--version" || first == "-V") return print("raven " RAVEN_VERSION "\n");
  const std::unique_ptr<Command> command = find_command(first);
  if (!command) {
    if (first.size() > 1 && first[0] == '-') {
      const std::string near = nearest_word(first, {"--help", "--version"});
      return wrong_use("", fmt::format("unknown option {}{}", first,
                                       near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    }
    std::vector<std::string> names;
    for (const auto& known : make_commands()) names.emplace_back(known->name());
    const std::string near = nearest_word(first, names);
    return wrong_use("", fmt::format("unknown command '{}'{}", first,
                                     near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
  }
  OptionTable options(command->name());
  command->setup(options);
  const Result<Parsed> parsed = options.parse({words.begin() + 1, words.end()});
  if (!parsed) return wrong_use(command->name(), parsed.error().message);
  if (*parsed == Parsed::Help) return print(help_of(*command));
  return command->run();
}

}  // namespace
}  // namespace raven::cli

int main(int count, char** words) {
  raven::cli::watch_signals();
  return raven::cli::run_program({words + 1, words + count});
}
