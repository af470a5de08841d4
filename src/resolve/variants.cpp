// SPDX-License-Identifier: Apache-2.0
#include "resolve/variants.h"

#include <algorithm>
#include <array>
#include <utility>

namespace raven::resolve {
namespace {

// The class of sound of a letter: 'A' for vowels and glides, 0 for what is silent or no letter.
char sound_of(char c) {
  switch (c) {
    case 'b':
    case 'p':
      return 'P';
    case 'f':
    case 'v':
    case 'w':
      return 'F';
    case 'd':
    case 't':
      return 'T';
    case 'g':
    case 'k':
    case 'c':
    case 'q':
    case 'x':
      return 'K';
    case 's':
    case 'z':
    case 'j':
      return 'S';
    case 'm':
      return 'M';
    case 'n':
      return 'N';
    case 'l':
      return 'L';
    case 'r':
      return 'R';
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      return 'A';
    default:
      return 0;
  }
}

constexpr std::size_t kLongest = 32;

bool first_sounds_agree(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() &&
         (a[0] == b[0] || (sound_of(a[0]) != 0 && sound_of(a[0]) == sound_of(b[0])));
}

bool within(std::string_view a, std::string_view b, double loosening) {
  if (a == b) return true;
  const std::size_t length = std::min(a.size(), b.size());
  if (length < 5 || !first_sounds_agree(a, b)) return false;
  double limit = length >= 7 ? 2 : 1;
  if (length >= 6) limit += loosening;
  return spelling_distance(a, b, limit) <= limit;
}

}  // namespace

std::string consonant_key(std::string_view name) {
  std::string key;
  for (const char c : name.substr(0, kLongest)) {
    const char sound = sound_of(c);
    if (sound == 0 || sound == 'A') continue;
    if (key.empty() || key.back() != sound) key += sound;
  }
  return key;
}

double spelling_distance(std::string_view a, std::string_view b, double limit) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  const double length_gap = a.size() > b.size() ? static_cast<double>(a.size() - b.size())
                                                : static_cast<double>(b.size() - a.size());
  if (length_gap > limit) return limit + 0.5;
  std::array<std::array<double, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = static_cast<double>(i);
    double least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = a[i - 1], y = b[j - 1];
      const double change = x == y ? 0 : sound_of(x) != 0 && sound_of(x) == sound_of(y) ? 0.5 : 1;
      const double without_x = x == 'h' ? 0.5 : 1, without_y = y == 'h' ? 0.5 : 1;  // "Korvat", "Korvath"
      double cost = std::min({above[j] + without_x, row[j - 1] + without_y, above[j - 1] + change});
      if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y)
        cost = std::min(cost, rows[(i - 2) % 3][j - 2] + 1);
      row[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 0.5;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 0.5);
}

std::string romanised(std::string_view name) {
  // Longest first; what one alphabet's letter becomes in the spellings of the news.
  static constexpr std::pair<std::string_view, std::string_view> kSame[] = {
      {"tsch", "c"}, {"sch", "s"}, {"tch", "c"}, {"ch", "c"}, {"sh", "s"}, {"zh", "s"}, {"kh", "h"},
      {"gh", "g"},   {"dj", "j"},  {"dh", "d"},  {"th", "t"}, {"ph", "f"}, {"ts", "z"}, {"tz", "z"},
      {"cz", "c"},   {"ou", "u"},  {"oo", "u"},  {"ee", "i"}, {"ae", "e"}, {"ie", "i"}, {"ia", "a"},
      {"ya", "a"},   {"ja", "a"},  {"yu", "u"},  {"ju", "u"}, {"iu", "u"}, {"ye", "e"}, {"je", "e"},
      {"yo", "o"},   {"io", "o"},  {"w", "v"},   {"y", "i"},  {"q", "k"},  {"x", "ks"}};
  std::string out;
  for (std::size_t i = 0; i < name.size() && i < kLongest;) {
    std::string_view put = name.substr(i, 1);
    std::size_t taken = 1;
    for (const auto& [written, sound] : kSame)
      if (name.substr(i).starts_with(written)) {
        put = sound;
        taken = written.size();
        break;
      }
    for (const char c : put)
      if (out.empty() || out.back() != c) out += c;
    i += taken;
  }
  return out;
}

bool are_variants(std::string_view a, std::string_view b) {
  if (within(a, b, 0)) return true;
  if (a.size() < 4 || b.size() < 4) return false;
  // Most pairs are told apart by their lengths and first letters; transliteration changes few of these.
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  constexpr std::string_view kMoving = "ctzsjykhgqx";
  const bool moving =
      kMoving.find(a[0]) != std::string_view::npos && kMoving.find(b[0]) != std::string_view::npos;
  if (gap > 3 || (!moving && !first_sounds_agree(a, b))) return false;
  const std::string x = romanised(a), y = romanised(b);
  return (x == y && x.size() >= 3) || within(x, y, 0);
}
bool could_be_variants(std::string_view a, std::string_view b) {
  return within(a, b, 1);
}

}  // namespace raven::resolve
