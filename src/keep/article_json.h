// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Articles as JSON and as text: `raven::article_json`, `article_text` and `failure_json` of <raven/raven.h>
/// are defined here. docs/formats.md describes the members.
///
///     std::string line = document.failure ? failure_json(document) : article_json(document);
///
/// Spans count characters of the article's text, but for `dropped`, whose `source_span` counts bytes of the
/// page. Thread safety: pure.

#include "base/json_writer.h"
#include "base/utf8.h"

#include <raven/raven.h>

namespace raven::keep {

/// Writes the members of the article into an open object; `characters` is the index of the article's text.
void write_article_members(base::JsonWriter& json, const Document& document,
                           const base::CharacterIndex& characters);

}  // namespace raven::keep
