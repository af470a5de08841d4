// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// All layers of an annotated document as JSON: `raven::annotation_json` of <raven/raven.h> is defined here.
/// docs/formats.md describes the members.
///
///     std::string line = annotation_json(document);   // one object, no line end
///
/// Spans count characters of the article's text. `names` joins what the model, the directory of actors and
/// the gazetteer know of one span, so that each name stands once. Thread safety: pure.

#include <raven/raven.h>
