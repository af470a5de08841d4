// SPDX-License-Identifier: Apache-2.0
#include "read/page/authors.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

constexpr std::size_t kLongestByline = 300;

/// Cuts a byline at commas, semicolons, bars, line ends and the words for "and".
std::vector<std::string_view> parts_of(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kCuts = {
      ",", ";", "|", "\n", " and ", " And ", " AND ", " & ", " und ", " et ", " y ", " e ", " и ", " with "};
  static constexpr std::array<std::string_view, 4> kMarks = {" – ", " — ", " - ", "•"};
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t cut = 0;
    if (at == text.size()) cut = 1;
    for (const std::string_view mark : kCuts)
      if (cut == 0 && text.substr(at).starts_with(mark)) cut = mark.size();
    for (const std::string_view mark : kMarks)
      if (cut == 0 && text.substr(at).starts_with(mark)) cut = mark.size();
    if (cut == 0) {
      ++at;
      continue;
    }
    const std::string_view part = base::trim(text.substr(begin, at - begin));
    if (!part.empty()) parts.push_back(part);
    at += cut;
    begin = std::min(at, text.size());
  }
  return parts;
}

/// Names are one to six words that begin with capitals (particles aside) and hold no digits or addresses.
bool looks_like_name(std::string_view part) {
  if (part.size() < 3 || part.size() > 60) return false;
  if (part.find_first_of("0123456789@/:<>{}=?!") != std::string_view::npos) return false;
  if (part.find("www.") != std::string_view::npos) return false;
  const std::vector<std::string_view> words = base::split_words(part);
  if (words.empty() || words.size() > 6) return false;
  // It begins with a capital, but for the small words of names.
  static constexpr std::array<std::string_view, 12> kParticles = {"de",  "del", "da", "di", "van", "von",
                                                                  "der", "al-", "el", "la", "le",  "d'"};
  const base::CodePoint begin = base::decode_utf8(words[0], 0);
  if (base::is_lower_character(begin.value) &&
      std::find(kParticles.begin(), kParticles.end(), words[0]) == kParticles.end())
    return false;
  std::size_t capitals = 0, caseless = 0;
  for (const std::string_view word : words) {
    const base::CodePoint first = base::decode_utf8(word, 0);
    if (base::is_upper_character(first.value))
      ++capitals;
    else if (base::is_letter_character(first.value) && !base::is_lower_character(first.value))
      ++caseless;
  }
  return capitals > 0 || caseless == words.size();
}

std::string_view strip_ends(std::string_view part) {
  while (!part.empty() && (base::is_space(part.front()) || part.front() == ':' || part.front() == '-' ||
                           part.front() == '(' || part.front() == '*' || part.front() == '"'))
    part.remove_prefix(1);
  while (!part.empty() && (base::is_space(part.back()) || part.back() == ':' || part.back() == '-' ||
                           part.back() == ')' || part.back() == '*' || part.back() == '"'))
    part.remove_suffix(1);
  // A name ends without a stop, but for initials and "Jr.".
  if (part.size() > 4 && part.back() == '.' && part[part.size() - 3] != ' ' && !part.ends_with("Jr.") &&
      !part.ends_with("Sr."))
    part.remove_suffix(1);
  return part;
}

}  // namespace

Byline read_byline(std::string_view text, const ReadingTables& tables, std::string_view site) {
  Byline byline;
  text = base::trim(text.substr(0, kLongestByline));
  if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) return byline;
  const std::string site_form = base::folded(site);
  for (std::string_view part : parts_of(text)) {
    // Introducing words first, as many as there are: "Written by", "Story by".
    for (int i = 0; i < 3; ++i) {
      part = strip_ends(part);
      const std::string lower = base::lowered_utf8(part);
      std::size_t length = 0;
      if (lower.size() != part.size()) break;  // offsets of the lower case text would not fit
      const auto word = tables.byline_word_at(lower, &length);
      if (word != ReadingTables::BylineWord::Intro || length >= part.size()) break;
      part.remove_prefix(length);
    }
    part = strip_ends(part);
    if (part.empty()) continue;
    if (const std::string_view agency = tables.agency(part); !agency.empty()) {
      if (byline.agency.empty()) byline.agency = agency;
      continue;
    }
    // "Ann Lee (Reuters)", "Ann Lee in Kabul", "Ann Lee for The Courier"
    if (const std::size_t bracket = part.find(" ("); bracket != std::string_view::npos) {
      const std::string_view inner = strip_ends(part.substr(bracket + 2));
      if (const std::string_view agency = tables.agency(inner); !agency.empty() && byline.agency.empty())
        byline.agency = agency;
      part = strip_ends(part.substr(0, bracket));
    }
    for (const std::string_view joint : {" in ", " for ", " at ", " of ", " / ", "/"})
      if (const std::size_t at = part.find(joint); at != std::string_view::npos && at > 3)
        part = strip_ends(part.substr(0, at));
    const std::string form = phrase_form(part);
    if (tables.byline_word(form) != ReadingTables::BylineWord::None) continue;
    if (std::size_t length = 0;
        tables.byline_word_at(form, &length) != ReadingTables::BylineWord::None && length * 2 > form.size())
      continue;
    if (!looks_like_name(part)) continue;
    if (!site_form.empty() && base::folded(part) == site_form) continue;
    if (part.size() > 3 && part.find('.') != std::string_view::npos &&
        part.find(' ') == std::string_view::npos)
      continue;  // a host
    // A role behind the name without a comma: "Ann Lee Staff Writer".
    for (std::size_t space = part.find(' '); space != std::string_view::npos;
         space = part.find(' ', space + 1)) {
      const auto word = tables.byline_word(phrase_form(part.substr(space + 1)));
      if (word == ReadingTables::BylineWord::Role || word == ReadingTables::BylineWord::Other) {
        part = part.substr(0, space);
        break;
      }
    }
    merge_byline(byline, {{base::collapse_space(part)}, {}});
  }
  return byline;
}

void merge_byline(Byline& byline, const Byline& more) {
  for (const std::string& author : more.authors) {
    const std::string form = base::folded(author);
    const bool known = std::any_of(byline.authors.begin(), byline.authors.end(),
                                   [&](const std::string& other) { return base::folded(other) == form; });
    if (!known) byline.authors.push_back(author);
  }
  if (byline.agency.empty()) byline.agency = more.agency;
}

bool is_byline(std::string_view line, const ReadingTables& tables) {
  line = base::trim(line);
  if (line.size() < 4 || line.size() > 160) return false;
  const std::string lower = phrase_form(line);
  std::size_t length = 0;
  if (tables.byline_word_at(lower, &length) != ReadingTables::BylineWord::Intro || length >= line.size())
    return false;
  // The introducing word is the same length in both forms when what precedes it is plain.
  const std::string_view rest = base::trim(line.substr(std::min(length, line.size())));
  if (rest.empty()) return false;
  std::string_view name = rest;
  while (!name.empty() && (name[0] == ':' || base::is_space(name[0]))) name.remove_prefix(1);
  const base::CodePoint first = base::decode_utf8(name, 0);
  // "Par notre envoyée spéciale, Solène Aubrac": a name must stand behind a comma then.
  if (base::is_lower_character(first.value) &&
      (name.find(", ") == std::string_view::npos || name.size() > 80))
    return false;
  if (name.ends_with('.') || name.ends_with('?') || name.ends_with('!')) return false;
  return !read_byline(line, tables, {}).authors.empty() || !tables.agency(name).empty() ||
         tables.byline_word_at(phrase_form(name)) == ReadingTables::BylineWord::Role;
}

}  // namespace raven::read
