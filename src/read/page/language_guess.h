// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The language of a text, told by CLD2 from its letters and, where it is short, from what the page declares.
///
///     guess_language("Le gouvernement a annoncé …", "fr-FR")   // "fr"
///
/// Thread safety: pure functions.

#include <string>
#include <string_view>

namespace raven::read {

/// ISO 639-1 code of a language tag (BCP 47: "pt-BR" -> "pt"), empty if it is none. Codes of three letters
/// that have no short form stay as they are.
std::string language_code(std::string_view tag);

/// The language of `text`, valid UTF-8; `declared` may be empty. A long text decides alone, a short one only
/// where nothing is declared. Looks at no more than the first 6,000 bytes.
std::string guess_language(std::string_view text, std::string_view declared);

}  // namespace raven::read
