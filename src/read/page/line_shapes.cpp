// SPDX-License-Identifier: Apache-2.0
#include "read/page/line_shapes.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

/// Scripts that put no blanks between words: Thai to Khmer, Chinese, Japanese.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c < 0x1100) || (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0xAC00);
}

/// Whether the words name a picture's source: "Photo: AFP", "AP Photo/Ann Orr", "Reuters/Ben Ek", "File".
bool names_picture(std::string_view words, const ReadingTables& tables) {
  if (words.empty() || words.size() > 80) return false;
  if (const std::optional<JunkPhrase> junk = tables.junk(words); junk && junk->reason == "photo_credit")
    return true;
  const std::size_t slash = words.find('/');
  if (slash == std::string_view::npos) return false;
  return !tables.agency(base::trim(words.substr(0, slash))).empty() ||
         !tables.agency(base::trim(words.substr(slash + 1))).empty();
}

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t words = 0, unspaced = 0;
  bool inside = false;
  for (base::Utf8Cursor at(text); !at.done(); at.next()) {
    const char32_t c = at.code_point();
    if (is_unspaced(c)) {
      ++unspaced;
      inside = false;
    } else if (base::is_space_character(c)) {
      inside = false;
    } else if (!inside && !(c >= 0x3000 && c < 0x3040) && !(c >= 0xFF00 && c < 0xFF10)) {
      inside = true;
      ++words;
    }
  }
  return words + (unspaced + 1) / 2;
}

bool is_capitals(std::string_view text) {
  bool any = false;
  for (base::Utf8Cursor at(text); !at.done(); at.next()) {
    if (base::is_lower_character(at.code_point())) return false;
    any = any || base::is_upper_character(at.code_point());
  }
  return any;
}

bool is_prose(std::string_view text) {
  if (text.size() < 40) return false;
  const bool ends = ends_in_stop(text);
  if (text.size() >= 160) {
    if (ends) return true;
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
      if ((text[at] == '.' || text[at] == '!' || text[at] == '?') && text[at + 1] == ' ') return true;
    return text.find("。") != std::string_view::npos || text.find("।") != std::string_view::npos;
  }
  if (!ends || text.ends_with(':')) return ends && text.size() >= 80 && count_words(text) >= 9;
  return count_words(text) >= (text.size() >= 80 ? 9 : 8);
}

std::vector<std::string_view> menu_pieces(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t at, std::size_t size) {
    if (at < begin) return;  // within a mark of several bytes
    const std::string_view piece = base::trim(text.substr(begin, at - begin));
    if (!piece.empty()) pieces.push_back(piece);
    begin = at + size;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '|' || text[at] == '\t')
      cut(at, 1);
    else if (text.substr(at).starts_with("  "))
      cut(at, 2);
    else if (text[at] == ' ' || static_cast<unsigned char>(text[at]) == 0xC2 ||
             static_cast<unsigned char>(text[at]) == 0xE2)
      for (const std::string_view mark : {"•", "·", "»", "›", "▪", " / ", " > "})
        if (text.substr(at).starts_with(mark)) cut(at, mark.size());
  }
  cut(text.size(), 0);
  return pieces;
}

bool is_menu(std::string_view text) {
  if (text.size() > 600) return false;
  const std::vector<std::string_view> pieces = menu_pieces(text);
  if (pieces.size() < 4) return false;
  return std::all_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
    return base::count_characters(piece) <= 28 && !ends_in_stop(piece);
  });
}

bool is_breadcrumb(std::string_view text) {
  if (text.size() > 200 || ends_in_stop(text)) return false;
  if (std::none_of(text.begin(), text.end(), [](char c) { return c == '>' || c == '/'; }) &&
      text.find("›") == std::string_view::npos && text.find("»") == std::string_view::npos)
    return false;
  const std::vector<std::string_view> pieces = menu_pieces(text);
  // The last piece may be the title.
  return pieces.size() >= 3 && std::all_of(pieces.begin(), pieces.end() - 1, [](std::string_view piece) {
           return base::count_characters(piece) <= 24 && count_words(piece) <= 3;
         });
}

bool is_wire_slug(std::string_view text) {
  if (text.size() > 100) return false;
  const std::vector<std::string_view> words = base::split_words(text);
  if (words.empty()) return false;
  const std::string_view first = words[0];
  const auto count = [&](char c) { return std::count(first.begin(), first.end(), c); };
  const bool has_capitals = first.size() > 2 && base::is_upper(first[0]) && base::is_upper(first[1]);
  if (has_capitals && count('-') >= 2 && words.size() <= 6) return true;
  if (has_capitals && count('/') >= 1 && words.size() == 1) return true;
  if (base::find_ignoring_case(text, "writethru") != std::string_view::npos) return true;
  return first == "Eds:" || first == "EDS:";
}

bool is_end_mark(std::string_view text) {
  if (text.size() > 12) return false;
  static constexpr std::array<std::string_view, 16> kMarks = {
      "###",  "-30-", "- 30 -", "–30–",   "— 30 —", "(END)", "(Ends)", "(ENDS)",
      "ENDS", "Ends", "-ENDS-", "-Ends-", "-END-",  "[END]", "END",    "■"};
  if (text.find_first_not_of("# ") == std::string_view::npos && text.size() >= 3) return true;
  return std::find(kMarks.begin(), kMarks.end(), text) != kMarks.end();
}

bool is_rule(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
  });
}

bool is_page_number(std::string_view text) {
  if (text.size() > 12) return false;
  std::size_t digits = 0;
  for (const char c : text) {
    if (base::is_digit(c))
      ++digits;
    else if (c != ' ' && c != '-' && c != '/' && c != '|' && c != '[' && c != ']')
      return false;
  }
  const bool is_year = text.size() == 4 && digits == 4 && (text.starts_with("19") || text.starts_with("20"));
  return digits > 0 && digits <= 6 && !is_year;
}

bool is_photo_credit(std::string_view text, const ReadingTables& tables) {
  if (text.size() > 320) return false;
  for (const std::string_view mark :
       {"FILE - ", "FILE – ", "FILE — ", "FILE -- ", "FILE PHOTO", "File photo", "ARCHIVO - "})
    if (text.starts_with(mark)) return true;
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  if (text.ends_with(')') || text.ends_with(']')) {
    const std::size_t open = text.find_last_of(text.back() == ')' ? '(' : '[');
    if (open == std::string_view::npos) return false;
    const std::string_view inner = text.substr(open + 1, text.size() - open - 2);
    return names_picture(inner, tables);
  }
  // "… / Getty Images", "… | Photo: Ann Orr", "… © AFP": the source is short.
  constexpr std::size_t kLongestSource = 60;
  const std::size_t tail = text.size() - std::min(text.size(), kLongestSource + 6);
  for (const std::string_view mark : {"/", "|", "©", " - ", " — ", " – "}) {
    const std::size_t place = text.substr(tail).rfind(mark);
    if (place == std::string_view::npos || tail + place == 0) continue;
    const std::string_view source = base::trim(text.substr(tail + place + mark.size()));
    if (source.empty() || source.size() > kLongestSource) continue;
    if (const std::optional<JunkPhrase> junk = tables.junk(source); junk && junk->reason == "photo_credit")
      return true;
    if ((mark == "/" || mark == "©") && !tables.agency(source).empty() &&
        !is_prose(text.substr(0, tail + place)))
      return true;
  }
  return false;
}

bool is_contact_line(std::string_view text) {
  if (text.size() > 160) return false;
  std::size_t words = 0, contacts = 0;
  for (const std::string_view word : base::split_words(text)) {
    const std::size_t at = word.find('@');
    const bool is_handle = at == 0 && word.size() > 2;
    const bool is_mail =
        at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos;
    const bool is_address =
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    if (is_handle || is_mail || is_address)
      ++contacts;
    else
      ++words;
  }
  if (contacts > 0 && words <= 5) return true;
  // "+32 2 555 01 00"
  std::size_t digits = 0, letters = 0;
  for (const char c : text) {
    if (base::is_digit(c)) ++digits;
    if (base::is_letter(c) || static_cast<unsigned char>(c) >= 0x80) ++letters;
  }
  return text.find('+') != std::string_view::npos && digits >= 8 && letters <= 12;
}

std::vector<DateLine> date_line(std::string_view text, const ReadingTables& tables, std::string_view language,
                                std::string& rest) {
  std::vector<DateLine> dates;
  rest.clear();
  if (text.size() > 200) return dates;
  // Every date has a digit, or is written in a script that has its own.
  if (std::none_of(text.begin(), text.end(),
                   [](char c) { return base::is_digit(c) || static_cast<unsigned char>(c) >= 0xD9; }))
    return dates;
  std::size_t at = 0;
  while (at < text.size() && dates.size() < 3) {
    const std::string_view part = text.substr(at);
    const std::optional<FoundDate> found = tables.dates().find(part, language);
    if (!found) break;
    const std::string before = phrase_form(part.substr(0, found->begin));
    DateLine date;
    date.moment = found->moment;
    date.label = tables.date_label_before(before, before.size());
    dates.push_back(date);
    rest.append(part.substr(0, found->begin)).append(" ");
    at += found->end;
  }
  if (dates.empty()) return dates;
  rest.append(text.substr(at));
  // Whatever is left must be labels, times and marks.
  std::size_t letters = 0;
  for (const std::string_view segment : menu_pieces(rest)) {
    std::string lower = phrase_form(segment);
    for (;;) {
      std::size_t length = 0;
      std::string_view view = lower;
      while (!view.empty() && !base::is_letter(view[0]) && static_cast<unsigned char>(view[0]) < 0x80)
        view.remove_prefix(1);
      if (view.empty()) break;
      if (tables.date_label(view, &length) == ReadingTables::DateLabel::None) {
        const std::string_view word = view.substr(0, std::min(view.find(' '), view.size()));
        static constexpr std::array<std::string_view, 18> kSmall = {
            "gmt", "utc", "est", "edt", "ist", "bst",  "cet",  "pst", "pdt",
            "at",  "on",  "am",  "pm",  "uhr", "a.m.", "p.m.", "et",  "local"};
        const bool small =
            std::any_of(kSmall.begin(), kSmall.end(), [&](std::string_view s) { return s == word; });
        if (!small && !tables.dates().is_weekday(word)) {
          letters += base::count_characters(view);
          break;
        }
        length = word.size();
      }
      lower = std::string(base::trim(view.substr(std::min(length, view.size()))));
    }
  }
  if (letters > 22) dates.clear();
  return dates;
}

}  // namespace raven::read
