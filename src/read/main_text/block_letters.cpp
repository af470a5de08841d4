// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/block_letters.h"

#include "base/ascii.h"
#include "read/main_text/block_features.h"

namespace raven::read {

Letters letters_of(std::string_view text) {
  Letters letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (base::is_lower(c)) {
      ++letters.lower;
    } else if (base::is_upper(c)) {
      ++letters.upper;
    } else if (base::is_digit(c)) {
      ++letters.digits;
    } else if (byte >= 0x80) {
      if (byte >= 0xC0) {
        ++letters.other;
        if (byte == 0xE2 && text.size() - i > 2 && text[i + 1] == '\x80' &&
            (text[i + 2] == '\x9C' || text[i + 2] == '\x9D' || text[i + 2] == '\x9E')) {
          letters.quotes = true;
          --letters.other;
        } else if (byte == 0xC2 && text.size() - i > 1) {
          if (text[i + 1] == '\xA9') letters.copyright = true;
          if (text[i + 1] == '\xAB' || text[i + 1] == '\xBB') letters.quotes = true;
          --letters.other;
        }
      }
    } else if (c == ',') {
      ++letters.commas;
    } else if (c == '"') {
      letters.quotes = true;
    } else if (c == '@') {
      letters.at = true;
    } else if (c == '{' || c == '}' || c == ';' || c == '=' || c == '<' || c == '>' || c == '(' || c == '[' ||
               c == '$' || c == '_') {
      ++letters.code;
    } else if (c == '|') {
      letters.bar = true;
    } else if (c == '/' && i + 1 < text.size() && text[i + 1] == '/') {
      letters.address = true;
    }
  }
  if (!text.empty()) {
    letters.starts_lower = base::is_lower(text[0]);
    letters.starts_letter = base::is_letter(text[0]) || static_cast<unsigned char>(text[0]) >= 0xC3;
  }
  return letters;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view closer : {"”", "’", "»", "\"", "'", ")", "“"})
    if (text.ends_with(closer)) {
      text.remove_suffix(closer.size());
      break;
    }
  if (text.empty()) return false;
  if (text.back() == '.' || text.back() == '!' || text.back() == '?' || text.back() == ':') return true;
  for (const std::string_view stop : {"…", "。", "！", "？", "।", "؟", "۔"})
    if (text.ends_with(stop)) return true;
  return false;
}

}  // namespace raven::read
