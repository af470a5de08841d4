// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/plain_words.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace raven::read {
namespace {

/// The character of a reference at `at` ("&amp;", "&#8217;", "&#x27;"); moves `at` past it. 0 if it is none.
char32_t reference_at(std::string_view text, std::size_t& at) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 14> kNames = {{{"amp", U'&'},
                                                                                    {"quot", U'"'},
                                                                                    {"apos", U'\''},
                                                                                    {"lt", U'<'},
                                                                                    {"gt", U'>'},
                                                                                    {"nbsp", U' '},
                                                                                    {"rsquo", U'’'},
                                                                                    {"lsquo", U'‘'},
                                                                                    {"ldquo", U'“'},
                                                                                    {"rdquo", U'”'},
                                                                                    {"ndash", U'–'},
                                                                                    {"mdash", U'—'},
                                                                                    {"hellip", U'…'},
                                                                                    {"shy", U'\u200B'}}};
  const std::size_t end = text.substr(0, std::min(text.size(), at + 12)).find(';', at);
  if (end == std::string_view::npos || end < at + 3) return 0;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  char32_t value = 0;
  if (name[0] == '#') {
    const bool is_hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
    for (const char c : name.substr(is_hex ? 2 : 1)) {
      const char low = base::to_lower(c);
      const bool is_hex_letter = low >= 'a' && low <= 'f';
      if (!base::is_digit(c) && !(is_hex && is_hex_letter)) return 0;
      value =
          value * (is_hex ? 16 : 10) + static_cast<char32_t>(base::is_digit(c) ? c - '0' : low - 'a' + 10);
      if (value > 0x10FFFF) return 0;
    }
    if (value < 0x20) return 0;
  } else {
    for (const auto& [known, character] : kNames)
      if (known == name) value = character;
  }
  if (value != 0) at = end + 1;
  return value;
}

}  // namespace

std::string plain_words(std::string_view text) {
  std::string joined = base::collapse_space(text);
  if (joined.find('&') == std::string::npos) return joined;
  std::string plain;
  for (std::size_t at = 0; at < joined.size();) {
    if (joined[at] == '&') {
      if (const char32_t character = reference_at(joined, at); character != 0) {
        base::append_utf8(plain, character);
        continue;
      }
    }
    plain += joined[at++];
  }
  return base::collapse_space(plain);
}

std::string folded_words(std::string_view text) {
  const std::string form = base::folded(text);
  std::string out;
  for (base::Utf8Cursor at(form); !at.done(); at.next()) {
    const char32_t c = at.code_point();
    // Marks of scripts whose vowels are marks belong to their letters.
    if (base::is_letter_character(c) || (c < 128 && base::is_digit(static_cast<char>(c))) ||
        (c >= 0x300 && !base::is_space_character(c) && !base::is_punctuation_character(c) && c < 0x2000))
      out.append(form, at.offset(), at.length());
    else if (!out.empty() && out.back() != ' ' && c != U'\'' && c != U'’')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string compact_words(std::string_view text) {
  std::string form = folded_words(text);
  form.erase(std::remove(form.begin(), form.end(), ' '), form.end());
  return form;
}

double shared_words(std::string_view a, std::string_view b) {
  const std::vector<std::string_view> words = base::split_words(a);
  if (words.empty()) return 0;
  const std::vector<std::string_view> others = base::split_words(b);
  const std::unordered_set<std::string_view> known(others.begin(), others.end());
  std::size_t shared = 0;
  // Scripts without blanks make one word of a title: there it is enough that it stands inside.
  for (const std::string_view word : words)
    if (known.contains(word) || (word.size() >= 6 && static_cast<unsigned char>(word[0]) >= 0xE0 &&
                                 b.find(word) != std::string_view::npos))
      ++shared;
  return static_cast<double>(shared) / static_cast<double>(words.size());
}

}  // namespace raven::read
