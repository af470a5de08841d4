// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Questions about two parties as one JSON object a line. Private to the engine.

#include <raven/raven.h>

#include <optional>
#include <string>
#include <string_view>

namespace raven {

/// A question with its gold answer, where the line holds one.
struct GoldPair {
  PairQuestion question;
  std::optional<EventType> type;
  std::string mode;
};

/// BadFormat, with `where` (file and line), if the line is no JSON object, lacks "text", "actor" or
/// "recipient" as strings, or names a type that there is not. An id may be a string or a number; without one
/// it is empty.
Result<GoldPair> read_pair(std::string_view line, const std::string& where);

}  // namespace raven
