// SPDX-License-Identifier: Apache-2.0
#include "read/input/mail/mail_text.h"

#include "base/ascii.h"
#include "read/input/page_bytes.h"

#include <algorithm>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLongestHeader = 64 << 10;  // no title or name is longer

int hex_value(char c) {
  if (base::is_digit(c)) return c - '0';
  c = base::to_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int base64_value(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (base::is_lower(c)) return c - 'a' + 26;
  if (base::is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

struct EncodedWord {
  std::string_view charset;
  std::string bytes;
  std::size_t size = 0;  // of all that it takes; 0 if there is none
};

/// The encoded word at the beginning of `text`: =?charset?B?...?= or =?charset?Q?...?=.
EncodedWord encoded_word(std::string_view text) {
  EncodedWord word;
  if (!text.starts_with("=?")) return word;
  const std::size_t charset_end = text.substr(0, 80).find('?', 2);
  if (charset_end == npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return word;
  const char coding = base::to_lower(text[charset_end + 1]);
  const std::size_t begin = charset_end + 3;
  // A length of 75 is all that is allowed; senders write more, but never lines without end.
  const std::size_t end = text.substr(0, 2000).find("?=", begin);
  if (end == npos || (coding != 'b' && coding != 'q')) return word;
  const std::string_view coded = text.substr(begin, end - begin);
  word.charset = text.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231 adds the language
  if (coding == 'b') {
    word.bytes = from_base64(coded);
  } else {
    std::string spaced(coded);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    word.bytes = from_quoted_printable(spaced);
  }
  word.size = end + 2;
  return word;
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  return std::string(decode_page(bytes, charset).utf8());
}

}  // namespace

std::string from_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '=') {
      out += text[at++];
      continue;
    }
    const int high = at + 1 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 3;
      continue;
    }
    // A soft line end, perhaps with blanks that the way added.
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    if (end < text.size() && text[end] == '\r') ++end;
    if (end < text.size() && text[end] == '\n') {
      at = end + 1;
    } else if (end == text.size()) {
      at = end;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    if (c == '=') {  // the end, or the joint of two codings
      bits = count = 0;
      continue;
    }
    const int value = base64_value(c);
    if (value < 0) continue;
    bits = (bits << 6) | static_cast<unsigned>(value);
    if (++count % 4 != 1)
      out += static_cast<char>((bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0)) & 0xFF);
    if (count == 4) bits = count = 0;
  }
  return out;
}

std::string header_text(std::string_view value) {
  value = value.substr(0, kLongestHeader);
  std::string out;
  std::string pending;  // bytes of neighbouring words in one charset: a character may be cut between them
  std::string pending_charset;
  std::string blanks;
  const auto give = [&] {
    if (!pending.empty()) out += to_utf8(pending, pending_charset);
    pending.clear();
  };
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] == '=') {
      EncodedWord word = encoded_word(value.substr(at));
      if (word.size > 0) {
        // Blanks between two encoded words are no blanks (RFC 2047, 6.2).
        if (pending.empty()) out += blanks;
        if (!base::equals_ignoring_case(word.charset, pending_charset)) give();
        blanks.clear();
        pending += word.bytes;
        pending_charset = word.charset;
        at += word.size;
        continue;
      }
    }
    if (base::is_space(value[at])) {
      blanks += ' ';
      ++at;
      continue;
    }
    give();
    out += blanks;
    blanks.clear();
    const std::size_t end = std::min(value.find_first_of("= \t\r\n", at + 1), value.size());
    out += to_utf8(value.substr(at, end - at), {});
    at = end;
  }
  give();
  return base::collapse_space(out);
}

std::string parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != npos && at < header.size()) {
    ++at;
    while (at < header.size() && base::is_space(header[at])) ++at;
    const std::size_t key_end = header.find_first_of("=;", at);
    if (key_end == npos) break;
    if (header[key_end] == ';') {
      at = key_end;
      continue;
    }
    std::string_view key = base::trim(header.substr(at, key_end - at));
    // RFC 2231: "charset*" and "charset*0" are the same parameter; what goes on in "*1" is not needed here.
    key = key.substr(0, key.find('*'));
    std::size_t begin = key_end + 1;
    while (begin < header.size() && base::is_space(header[begin])) ++begin;
    std::string value;
    if (begin < header.size() && header[begin] == '"') {
      at = begin + 1;
      while (at < header.size() && header[at] != '"') {
        if (header[at] == '\\' && at + 1 < header.size()) ++at;
        value += header[at++];
      }
      at = header.find(';', at);
    } else {
      at = header.find(';', begin);
      value = base::trim(header.substr(begin, at == npos ? at : at - begin));
    }
    if (base::equals_ignoring_case(key, name)) return value;
  }
  return {};
}

std::string unflowed(std::string_view text, std::string_view delete_space) {
  const bool deletes = base::equals_ignoring_case(delete_space, "yes");
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_quoted = line.starts_with('>');
    if (line.starts_with(' ')) line.remove_prefix(1);  // space-stuffed
    const bool flows = line.ends_with(' ') && line != "-- " && !is_quoted && !text.starts_with('>');
    if (flows && deletes) line.remove_suffix(1);
    out += line;
    if (!flows) out += '\n';
  }
  return out;
}

MailAddress mail_address(std::string_view value) {
  MailAddress result;
  const std::size_t open = value.rfind('<');
  if (open != npos) {
    const std::size_t end = value.find('>', open);
    result.address = base::trim(value.substr(open + 1, end == npos ? end : end - open - 1));
    std::string_view name = base::trim(value.substr(0, open));
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
      if (name[at] == '"') continue;
      if (name[at] == '\\' && at + 1 < name.size()) ++at;
      plain += name[at];
    }
    result.name = header_text(plain);
  } else if (const std::size_t comment = value.find('('); comment != npos) {
    result.address = base::trim(value.substr(0, comment));
    result.name = header_text(value.substr(comment + 1, value.rfind(')') - comment - 1));
  } else {
    result.address = base::trim(value);
  }
  return result;
}

}  // namespace raven::read
