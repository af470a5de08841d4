// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Text of documents inside pages that the command writes.

#include <string>
#include <string_view>

namespace raven::cli {

/// Text for an HTML page, between tags or inside a quoted attribute: always valid UTF-8, no markup.
std::string escape(std::string_view text);

}  // namespace raven::cli
