// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace raven::read::html {

/// Where a character reference stands: the rule for a missing semicolon differs (HTML, 13.2.5.73).
enum class ReferencePlace : std::uint8_t { Text, AttributeValue };

/// What a character reference stands for. `size` is the number of input bytes it takes, from the `&` on; 0
/// means that the `&` is no reference and stands for itself. `second` is 0 for all but the references to two
/// characters.
struct CharacterReference {
  std::uint32_t size = 0;
  char32_t first = 0;
  char32_t second = 0;
};

/// Reads the character reference at the start of `input`, which begins with `&`. The longest known name wins,
/// as in the standard (HTML, 13.2.5.72 to 13.2.5.80); numbers outside Unicode, surrogates and zero become
/// U+FFFD, and 0x80 to 0x9F are read as windows-1252. Linear in the size of the reference. Thread safe.
///
///     read_character_reference("&eacute;t&eacute;", ReferencePlace::Text)  // {8, U'é', 0}
CharacterReference read_character_reference(std::string_view input, ReferencePlace place);

/// The character that windows-1252 gives to `byte` (the Encoding standard's index; undefined bytes are C1
/// controls).
char32_t windows_1252_character(unsigned char byte);

}  // namespace raven::read::html
