// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include <fmt/format.h>

namespace raven::cli {

int exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::BadArgument:
    case ErrorCode::BadQuery:
      return kWrongUse;
    case ErrorCode::Cancelled:
      return kInterrupted;
    default:
      return kSomeFailed;
  }
}

std::vector<std::unique_ptr<Command>> make_commands() {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_read_command());
  commands.push_back(make_annotate_command());
  commands.push_back(make_code_command());
  commands.push_back(make_explain_command());
  commands.push_back(make_ingest_command());
  commands.push_back(make_export_command());
  commands.push_back(make_query_command());
  commands.push_back(make_actors_command());
  commands.push_back(make_places_command());
  commands.push_back(make_eval_command());
  commands.push_back(make_version_command());
  commands.push_back(make_help_command());
  return commands;
}

std::unique_ptr<Command> find_command(std::string_view name) {
  for (auto& command : make_commands())
    if (command->name() == name) return std::move(command);
  return nullptr;
}

void complain(std::string_view subject, std::string_view message) {
  if (subject.empty())
    fmt::print(stderr, "raven: {}\n", message);
  else
    fmt::print(stderr, "raven: {}: {}\n", subject, message);
}

}  // namespace raven::cli
