// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What a name can stand for as JSON: `raven::actor_meaning_json` and `raven::place_meaning_json` of
/// <raven/raven.h> are defined here. docs/formats.md describes the members.
///
///     std::string line = place_meaning_json(meaning);   // one object, no line end
///
/// Thread safety: pure.

#include <raven/raven.h>
