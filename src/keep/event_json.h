// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Events as JSON: `raven::event_json` of <raven/raven.h> is defined here. docs/formats.md describes the
/// members.
///
///     std::string line = event_json(document, event);   // one object, no line end
///
/// Spans count characters of the article's text. What is not known is null, so every line has the same
/// members in the same order. Thread safety: pure.

#include "base/json_writer.h"
#include "base/utf8.h"

#include <raven/raven.h>

namespace raven::keep {

/// Writes the event as one JSON object into a larger piece of JSON; `characters` is the index of the
/// article's text.
void write_event(base::JsonWriter& json, const Article& article, const base::CharacterIndex& characters,
                 const Event& event);

}  // namespace raven::keep
