// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace raven::read::html {

/// The encoding that a label names ("latin1" is windows-1252), by the table of the Encoding standard (4.2):
/// the standard's name in lower case, or empty for an unknown label. Case and surrounding spaces do not
/// matter.
///
///     encoding_for_label(" ISO-8859-1 ")  // "windows-1252"
std::string_view encoding_for_label(std::string_view label);

/// The 128 characters of bytes 0x80 to 0xFF in a single-byte encoding, U+FFFD for an unassigned byte; nullptr
/// for the name of any other encoding.
const char16_t* single_byte_table(std::string_view encoding);

}  // namespace raven::read::html
