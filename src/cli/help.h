// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The texts of `raven help` and `raven help COMMAND`, made from the commands themselves.

#include "cli/command.h"

#include <string>

namespace raven::cli {

/// What Raven is and which commands there are.
std::string overview();

/// Synopsis, summary and options of one command. Sets the command up: ask it of one that will not run.
std::string help_of(Command& command);

}  // namespace raven::cli
