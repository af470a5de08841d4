// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/html/document.h"

#include <string>

namespace raven::read::html {

/// Writes the tree below `root`, one line for each node, indented by two spaces for each level, in the
/// notation of the html5lib test suite: `| <p>`, `|   class="x"`, `|   "text"`, `| <!-- comment -->`, `|
/// <!DOCTYPE html>`. Attributes are sorted by name; neighbouring text nodes are written as one. For tests and
/// for looking at a tree.
std::string outline(const Document& document, NodeId root = kDocumentNode);

}  // namespace raven::read::html
