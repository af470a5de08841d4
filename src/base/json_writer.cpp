// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"

#include "base/utf8.h"

#include <cmath>

namespace raven::base {

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string repaired;
  if (!is_valid_utf8(text)) {
    repaired = repaired_utf8(text);
    text = repaired;
  }
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += kDigits[c >> 4];
        out += kDigits[c & 15];
    }
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

void JsonWriter::value(double number) {
  separate();
  if (!std::isfinite(number)) {
    out_ += "null";
    return;
  }
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
  out_ += digits;
  // 5 is written 5.0, so that a column of floating numbers keeps its kind in every reader.
  if (digits.find_first_of(".en") == std::string_view::npos) out_ += ".0";
}

}  // namespace raven::base
