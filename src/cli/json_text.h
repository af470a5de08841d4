// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Text as a JSON string (RFC 8259 section 7), for the lines that the command itself makes. Text that is not
/// UTF-8 (a file name may be anything) has its odd bytes replaced by U+FFFD.

#include <string>
#include <string_view>

namespace raven::cli {

/// `text` in quotes.
std::string json_text(std::string_view text);

/// `text` with every byte that is not part of valid UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace raven::cli
