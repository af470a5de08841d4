// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/help.h"
#include "cli/output.h"

#include <algorithm>

#include <fmt/format.h>

namespace raven::cli {

std::string overview() {
  std::string out =
      "raven reads news pages and writes who did what to whom, where, when, and according to whom\n\n"
      "Usage: raven COMMAND [OPTION]... [INPUT]...\n\nCommands:\n";
  for (const auto& command : make_commands())
    out += fmt::format("  {:<10}{}\n", command->name(), command->summary());
  out +=
      "\nExamples:\n"
      "  raven code page.html             the events on a page, one a line\n"
      "  raven explain page.html          the page with every decision on it\n"
      "  raven ingest pages/ --store news.raven\n"
      "  raven query --store news.raven 'SELECT type, count(*) FROM event GROUP BY type'\n"
      "\n'raven help COMMAND' tells more of one command; 'raven --version' tells the version.\n";
  return out;
}

std::string help_of(Command& command) {
  OptionTable options(command.name());
  command.setup(options);
  return fmt::format("Usage: raven {}\n\n{}\n\n{}\nThe manual: man raven-{}\n", command.synopsis(),
                     command.summary(), options.help(), command.name());
}

namespace {

class HelpCommand final : public Command {
 public:
  std::string_view name() const override { return "help"; }
  std::string_view summary() const override { return "tells what the commands do"; }
  std::string_view synopsis() const override { return "help [COMMAND]"; }
  void setup(OptionTable& options) override {
    options.argument(command_, "COMMAND", "the command to tell of; without it, an overview of all",
                     Need::Optional);
  }
  int run() override {
    Output out;
    if (command_.empty()) {
      static_cast<void>(out.write(overview()).ok());
      return out.finish(name(), kDone);
    }
    const std::unique_ptr<Command> command = find_command(command_);
    if (!command) {
      std::vector<std::string> names;
      for (const auto& known : make_commands()) names.emplace_back(known->name());
      const std::string near = nearest_word(command_, names);
      complain(name(), fmt::format("unknown command '{}'{}", command_,
                                   near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
      return kWrongUse;
    }
    static_cast<void>(out.write(help_of(*command)).ok());
    return out.finish(name(), kDone);
  }

 private:
  std::string command_;
};

}  // namespace

std::unique_ptr<Command> make_help_command() {
  return std::make_unique<HelpCommand>();
}

}  // namespace raven::cli
