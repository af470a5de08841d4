// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// News items in ninjs, IPTC's JSON (versions 1.0 to 3.0): what agencies send over their interfaces.
///
///     if (is_ninjs(json)) read_ninjs(json, record);
///
/// Thread safety: pure but for `record`.

#include "read/input/json_record.h"
#include "read/input/json_text.h"

namespace raven::read {

/// Whether an object has ninjs's own members: an address as "uri" and one of "versioncreated", "headlines",
/// "bodies", "body_text", "body_xhtml", "body_html", "pubstatus".
bool is_ninjs(const JsonText& json);

/// Fills facts and text. Of several bodies XHTML or HTML is taken before plain text; without one the
/// description stands in for it, as "feed_item".
void read_ninjs(const JsonText& json, JsonRecord& record);

}  // namespace raven::read
