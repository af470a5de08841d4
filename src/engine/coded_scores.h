// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The suites `pairs` and `events`: what the engine says of coded texts, held against what people wrote down.
/// Private to the engine; the door is `raven::evaluate`.

#include <raven/raven.h>

#include <string>
#include <vector>

namespace raven {

/// Macro-F1 over two sides (cooperation, conflict), four quads and sixteen types, over the classes that the
/// gold has; accuracy; each type; which types were taken for which.
Result<std::vector<Score>> scores_of_pairs(const Raven& engine, const std::string& path);

/// Types of events with and without their parties; among events that agree with their parties factuality,
/// mode and sources; how many asserted material conflicts were right; events in texts that have none; how
/// often events of each step of `sure` were right.
Result<std::vector<Score>> scores_of_events(const Raven& engine, const std::string& path);

}  // namespace raven
