// SPDX-License-Identifier: Apache-2.0
#include "resolve/numbers.h"

#include "base/ascii.h"

#include <iterator>

namespace raven::resolve {
namespace {

struct NumberWord {
  const char* word;
  NumberKind kind;
  int value;  // for scales and vague numbers: the power of ten (12 stands for a dozen)
};

constexpr NumberWord kNumberWords[] = {
    {"zero", NumberKind::Unit, 0},       {"one", NumberKind::Unit, 1},
    {"two", NumberKind::Unit, 2},        {"three", NumberKind::Unit, 3},
    {"four", NumberKind::Unit, 4},       {"five", NumberKind::Unit, 5},
    {"six", NumberKind::Unit, 6},        {"seven", NumberKind::Unit, 7},
    {"eight", NumberKind::Unit, 8},      {"nine", NumberKind::Unit, 9},
    {"ten", NumberKind::Unit, 10},       {"eleven", NumberKind::Unit, 11},
    {"twelve", NumberKind::Unit, 12},    {"thirteen", NumberKind::Unit, 13},
    {"fourteen", NumberKind::Unit, 14},  {"fifteen", NumberKind::Unit, 15},
    {"sixteen", NumberKind::Unit, 16},   {"seventeen", NumberKind::Unit, 17},
    {"eighteen", NumberKind::Unit, 18},  {"nineteen", NumberKind::Unit, 19},
    {"twenty", NumberKind::Tens, 20},    {"thirty", NumberKind::Tens, 30},
    {"forty", NumberKind::Tens, 40},     {"fifty", NumberKind::Tens, 50},
    {"sixty", NumberKind::Tens, 60},     {"seventy", NumberKind::Tens, 70},
    {"eighty", NumberKind::Tens, 80},    {"ninety", NumberKind::Tens, 90},
    {"hundred", NumberKind::Scale, 2},   {"thousand", NumberKind::Scale, 3},
    {"million", NumberKind::Scale, 6},   {"billion", NumberKind::Scale, 9},
    {"trillion", NumberKind::Scale, 12}, {"dozen", NumberKind::Scale, 1},
    {"dozens", NumberKind::Vague, 1},    {"scores", NumberKind::Vague, 4},
    {"hundreds", NumberKind::Vague, 2},  {"thousands", NumberKind::Vague, 3},
    {"millions", NumberKind::Vague, 6},  {"billions", NumberKind::Vague, 9}};

double scale_of(int value) {
  if (value == 1) return 12;  // a dozen
  double scale = 1;
  for (int i = 0; i < value; ++i) scale *= 10;
  return scale;
}

struct Range {
  double low, high;
};
// What a vague plural says at least and at most: two dozen to a hundred, two hundred to a thousand, …
Range vague_range(int value) {
  if (value == 1) return {24, 99};
  if (value == 4) return {40, 99};  // scores
  const double scale = scale_of(value);
  return {2 * scale, 10 * scale - 1};
}

}  // namespace

void add_number_words(Vocabulary& words) {
  for (const NumberWord& number : kNumberWords)
    words.mark(number.word, kNumberWord, static_cast<int>(number.kind) * 1000 + number.value);
}

std::optional<double> parse_digits(std::string_view text) {
  double whole = 0, part = 0, weight = 1;
  bool decimal = false;
  std::size_t since_comma = 0;
  bool comma = false, digit = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (base::is_digit(c)) {
      digit = true;
      if (decimal)
        part += (c - '0') * (weight /= 10);
      else
        whole = whole * 10 + (c - '0');
      ++since_comma;
    } else if (c == ',' && !decimal && digit && (!comma || since_comma == 3) && since_comma <= 3) {
      comma = true;
      since_comma = 0;
    } else if (c == '.' && !decimal && digit && (!comma || since_comma == 3)) {
      decimal = true;
    } else {
      return std::nullopt;
    }
  }
  if (!digit || (comma && !decimal && since_comma != 3) || whole > 1e15) return std::nullopt;
  return whole + part;
}

std::optional<ReadNumber> read_number(std::span<const Atom> atoms, std::uint32_t from, std::uint32_t end,
                                      std::string_view text, const Vocabulary& words) {
  ReadNumber number;
  number.end = from;
  double total = 0, group = 0;
  bool any = false;
  std::uint32_t i = from;
  const auto word_at = [&](std::uint32_t at) {
    return text.substr(atoms[at].begin, atoms[at].end - atoms[at].begin);
  };
  // "a hundred", "a dozen"
  if (i + 1 < end && (word_at(i) == "a" || word_at(i) == "A") && (atoms[i + 1].flags & kNumberWord) &&
      words.value(atoms[i + 1].word) / 1000 == static_cast<int>(NumberKind::Scale)) {
    group = 1;
    any = true;
    ++i;
  }
  // No number of the news is longer than this many words; the bound keeps the walk constant.
  const std::uint32_t stop = std::min(end, from + 16);
  for (; i < stop; ++i) {
    const Atom& atom = atoms[i];
    if (atom.shape == Shape::Mark) {
      // "twenty-four"
      if (any && atom.glued && is_hyphen(word_at(i)) && i + 1 < stop && atoms[i + 1].glued &&
          (atoms[i + 1].flags & kNumberWord))
        continue;
      break;
    }
    if (atom.shape == Shape::Number) {
      if (any) break;
      std::string_view digits = word_at(i);
      double factor = 1;  // "5m", "2bn", "10k"
      if (digits.size() > 1 && base::is_letter(digits.back())) {
        if (digits.ends_with("bn"))
          factor = 1e9, digits.remove_suffix(2);
        else if (digits.ends_with("m"))
          factor = 1e6, digits.remove_suffix(1);
        else if (digits.ends_with("k"))
          factor = 1e3, digits.remove_suffix(1);
      }
      const std::optional<double> value = parse_digits(digits);
      if (!value) break;
      group = *value * factor;
      any = number.has_digits = true;
      number.end = i + 1;
      continue;
    }
    if (!(atom.flags & kNumberWord)) {
      if (any && !number.has_digits && i > from && word_at(i) == "and" && i + 1 < stop &&
          (atoms[i + 1].flags & kNumberWord) && total + group >= 100)
        continue;  // "two hundred and fifty"
      break;
    }
    const std::int32_t code = words.value(atom.word);
    const int value = code % 1000;
    const auto kind = static_cast<NumberKind>(code / 1000);
    if (kind == NumberKind::Vague) {
      if (any && group != 1) break;
      Range range = vague_range(value);
      number.end = i + 1;
      // "hundreds of thousands"
      if (i + 2 < stop && word_at(i + 1) == "of" && (atoms[i + 2].flags & kNumberWord)) {
        const std::int32_t next = words.value(atoms[i + 2].word);
        if (next / 1000 == static_cast<int>(NumberKind::Vague) && next % 1000 != 1) {
          const double scale = scale_of(next % 1000);
          range = {range.low * scale, range.high * scale};
          number.end = i + 3;
        }
      }
      number.low = range.low;
      number.high = range.high;
      number.vague = true;
      return number;
    }
    if (kind == NumberKind::Scale) {
      const double scale = scale_of(value);
      if (!any) break;  // a bare "million" is no number
      if (value <= 2) {
        group = (group == 0 ? 1 : group) * scale;
      } else {
        total += (group == 0 ? 1 : group) * scale;
        group = 0;
      }
    } else {
      if (number.has_digits) break;
      if (any && kind == NumberKind::Tens && static_cast<long long>(group) % 100 != 0) break;
      if (any && kind == NumberKind::Unit &&
          (static_cast<long long>(group) % 10 != 0 ||
           (value >= 10 && static_cast<long long>(group) % 100 != 0)))
        break;
      group += value;
    }
    any = true;
    number.end = i + 1;
  }
  if (number.end == from || !any) return std::nullopt;
  number.low = total + group;
  if (number.low > 1e15) return std::nullopt;
  return number;
}

}  // namespace raven::resolve
