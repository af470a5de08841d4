// SPDX-License-Identifier: Apache-2.0
#include "read/page/authors.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using BylineWord = ReadingTables::BylineWord;

constexpr std::size_t kLongestByline = 300;

/// A piece of a byline between two cuts.
struct Part {
  std::string_view text;
  bool begins_line = false;
};

bool is_wide(char32_t c) {
  return c >= 0x2E80;
}

/// Cuts a byline at commas, semicolons, bars, line ends and the words for "and".
std::vector<Part> parts_of(std::string_view text) {
  static constexpr std::array<std::string_view, 36> kCuts = {
      ",",     ";",     "|",    "\n",    "•",    "·",     "、",   "，",   "；",     "،",    "／",    " and ",
      " And ", " AND ", " & ",  " und ", " et ", " y ",   " e ",  " и ",  " with ", " og ", " och ", " ja ",
      " i ",   " ve ",  " và ", " dan ", " și ", " και ", " és ", " та ", " і ",    " و ",  " – ",   " — "};
  std::vector<Part> parts;
  std::size_t begin = 0;
  bool begins_line = true;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t cut = at == text.size() ? 1 : 0;
    // Every mark begins with one of these, a blank or a byte beyond ASCII.
    if (cut == 0 && static_cast<unsigned char>(text[at]) < 0x80 &&
        std::string_view(" ,;|\n").find(text[at]) == std::string_view::npos) {
      ++at;
      continue;
    }
    for (const std::string_view mark : kCuts) {
      if (cut != 0) break;
      if (mark[0] != text[at] || (mark.size() > 1 && at + 1 < text.size() && mark[1] != text[at + 1]))
        continue;
      if (text.substr(at).starts_with(mark)) cut = mark.size();
    }
    if (cut == 0 && text.substr(at).starts_with(" - ")) cut = 3;
    if (cut == 0) {
      ++at;
      continue;
    }
    const std::string_view part = base::trim(text.substr(begin, at - begin));
    if (!part.empty()) {
      parts.push_back({part, begins_line});
      begins_line = false;
    }
    if (at < text.size() && text[at] == '\n') begins_line = true;
    at += cut;
    begin = std::min(at, text.size());
  }
  return parts;
}

/// Names are one to six words that begin with capitals (particles aside) and hold no digits or addresses.
/// What a page declares may be written in small letters, and a surname may follow small words it does not
/// know.
bool looks_like_name(std::string_view part, BylineTrust trust) {
  if (part.size() < 3 || part.size() > 60) return false;
  static constexpr std::string_view kNeverInNames = "0123456789@/:<>{}=?!#_";
  if (std::any_of(part.begin(), part.end(), [](char c) {
        return !base::is_letter(c) && c != ' ' && kNeverInNames.find(c) != std::string_view::npos;
      }))
    return false;
  if (part.find("www.") != std::string_view::npos || part.find("\xC2\xA9") != std::string_view::npos)
    return false;
  const std::vector<std::string_view> words = base::split_words(part);
  if (words.empty() || words.size() > 6) return false;
  // The small words of names.
  static constexpr std::array<std::string_view, 28> kParticles = {
      "de",  "del", "da", "di", "van", "von", "der", "den", "el", "la", "le",   "bin", "ibn", "dos",
      "das", "du",  "y",  "e",  "ter", "ten", "zu",  "af",  "av", "al", "bint", "st",  "abu", "do"};
  if (trust == BylineTrust::Line && (words[0] == "The" || words[0] == "Our")) return false;  // no person's
  const base::CodePoint begin = base::decode_utf8(words[0], 0);
  if (!base::is_letter_character(begin.value)) return false;
  const bool may_be_small = trust == BylineTrust::Declared && words.size() >= 2;
  std::size_t capitals = 0, caseless = 0;
  for (const std::string_view word : words) {
    const base::CodePoint first = base::decode_utf8(word, 0);
    if (base::is_upper_character(first.value))
      ++capitals;
    else if (base::is_letter_character(first.value) && !base::is_lower_character(first.value))
      ++caseless;
    else if (!may_be_small && base::is_lower_character(first.value) && !word.starts_with("al-") &&
             !word.starts_with("el-") && !word.starts_with("d'") && !word.starts_with("d’") &&
             std::find(kParticles.begin(), kParticles.end(), word) == kParticles.end())
      return false;
  }
  return capitals > 0 || caseless == words.size() || may_be_small;
}

/// Degrees and memberships behind a name: "MD", "M.D.", "PhD", "M.D. FACLM".
bool is_degree(std::string_view part) {
  static constexpr std::array<std::string_view, 9> kMixed = {"PhD", "Ph.D.", "Ph.D", "DrPH", "PsyD",
                                                             "EdD", "MEd",   "Esq.", "Esq"};
  for (const std::string_view word : base::split_words(part)) {
    if (std::find(kMixed.begin(), kMixed.end(), word) != kMixed.end()) continue;
    std::size_t capitals = 0;
    for (const char c : word) {
      if (base::is_upper(c))
        ++capitals;
      else if (c != '.' && c != '-' && c != '(' && c != ')')
        return false;
    }
    if (capitals < 2 || capitals > 7) return false;
  }
  return true;
}

std::string_view strip_ends(std::string_view part) {
  static constexpr std::array<std::string_view, 8> kMarks = {"：", "（", "）", "“", "”", "«", "»", "／"};
  for (bool again = true; again;) {
    again = false;
    while (!part.empty() && (base::is_space(part.front()) ||
                             std::string_view(":-(*\"/[").find(part.front()) != std::string_view::npos))
      part.remove_prefix(1);
    while (!part.empty() && (base::is_space(part.back()) ||
                             std::string_view(":-)*\"/]").find(part.back()) != std::string_view::npos))
      part.remove_suffix(1);
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (part.empty() || (is_ascii(part.front()) && is_ascii(part.back()))) break;
    for (const std::string_view mark : kMarks) {
      if (part.starts_with(mark)) part.remove_prefix(mark.size()), again = true;
      if (part.ends_with(mark)) part.remove_suffix(mark.size()), again = true;
    }
  }
  // A name ends without a stop, but for initials and "Jr.".
  if (part.size() > 4 && part.back() == '.' && part[part.size() - 3] != ' ' && part[part.size() - 3] != '.' &&
      !part.ends_with("Jr.") && !part.ends_with("Sr."))
    part.remove_suffix(1);
  return part;
}

/// Where the words of a part begin.
std::vector<std::size_t> word_starts(std::string_view part) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < part.size(); ++at)
    if (!base::is_space(part[at]) && (at == 0 || base::is_space(part[at - 1]))) starts.push_back(at);
  return starts;
}

/// What stands from each word of a part to its end, as phrases are compared. In ASCII one form serves all.
class WordForms {
 public:
  explicit WordForms(std::string_view part) : part_(part), starts_(word_starts(part)) {
    if (starts_.size() < 2 || part.size() > kLongestByline ||
        std::any_of(part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return;
    form_ = phrase_form(part);
    form_starts_ = word_starts(form_);
  }
  std::size_t size() const { return starts_.size(); }
  std::size_t start(std::size_t i) const { return starts_[i]; }
  /// Stays until the next call.
  std::string_view from(std::size_t i) {
    if (!form_starts_.empty()) return std::string_view(form_).substr(form_starts_[i]);
    form_ = phrase_form(part_.substr(starts_[i]));
    return form_;
  }

 private:
  std::string_view part_;
  std::vector<std::size_t> starts_, form_starts_;
  std::string form_;
};

class BylineReader {
 public:
  BylineReader(const ReadingTables& tables, std::string_view site, BylineTrust trust)
      : tables_(tables), trust_(trust), site_form_(base::folded(base::trim(site))) {}

  Byline read(std::string_view text) {
    for (const Part& part : parts_of(text)) {
      if (part.begins_line) in_role_ = false;
      take(part.text);
    }
    return std::move(byline_);
  }

 private:
  void take(std::string_view part) {
    // Introducing words first, as many as there are: "Written by", "Story by".
    for (int i = 0; i < 3; ++i) {
      part = strip_ends(part);
      const std::string lower = base::lowered_utf8(part);
      std::size_t length = 0;
      if (lower.size() != part.size()) break;  // offsets of the lower case text would not fit
      const BylineWord word = tables_.byline_word_at(lower, &length);
      if (word == BylineWord::Tail) {
        is_behind_tail_ = true;
        return;
      }
      if (word != BylineWord::Intro) break;
      const std::string_view rest = strip_ends(part.substr(length));
      // "De Souza" and "Di Maio" are names: what they would introduce is one word.
      const std::string_view intro = std::string_view(lower).substr(0, length);
      if ((intro == "de" || intro == "di" || intro == "del") && rest.find(' ') == std::string_view::npos)
        break;
      is_behind_tail_ = in_role_ = false;
      if (rest.empty()) return;
      part = rest;
    }
    cut_tail(part);
    part = strip_ends(part);
    if (part.empty() || (is_behind_tail_ && !ends_here_)) return;
    if (ends_here_) is_behind_tail_ = true, ends_here_ = false;
    if (take_agency(part)) return;
    if (in_role_) return;
    take_name(part);
  }

  /// "Ann Lee Photos by Bo Ek" ends before the photos.
  void cut_tail(std::string_view& part) {
    WordForms words(part);
    for (std::size_t i = 1; i < words.size() && i < 8; ++i) {
      if (tables_.byline_word_at(words.from(i)) != BylineWord::Tail) continue;
      part = part.substr(0, words.start(i));
      ends_here_ = !is_behind_tail_;
      return;
    }
  }

  bool take_agency(std::string_view part) {
    const std::string_view agency = tables_.agency(part);
    if (agency.empty()) return false;
    if (byline_.agency.empty()) byline_.agency = agency;
    return true;
  }

  void take_name(std::string_view part) {
    // "Ann Lee (Reuters)", "Ann Lee in Kabul", "Ann Lee for The Courier", "Ann Lee/AFP"
    if (const std::size_t bracket = part.find(" ("); bracket != std::string_view::npos) {
      take_agency(strip_ends(part.substr(bracket + 2)));
      part = strip_ends(part.substr(0, bracket));
    }
    if (const std::size_t slash = part.find('/'); slash != std::string_view::npos && slash > 3) {
      take_agency(strip_ends(part.substr(slash + 1)));
      part = strip_ends(part.substr(0, slash));
    }
    for (const std::string_view joint :
         {" in ", " for ", " at ", " of ", " aus ", " à ", " en ", " from ", " on ", " via ", " says"})
      if (const std::size_t at = part.find(joint); at != std::string_view::npos && at > 3) {
        // "Editor of the Courier": what follows such a role is no name either.
        if (is_role(phrase_form(part.substr(0, at)))) in_role_ = true;
        part = strip_ends(part.substr(0, at));
      }
    const std::string form = phrase_form(part);
    if (tables_.byline_word_at(form) == BylineWord::Other) return;  // furniture of the page: "Share article"
    if (const BylineWord word = tables_.byline_word(form);
        word != BylineWord::None && (word != BylineWord::Outlet || has_names()))
      return;
    WordForms words(part);
    for (std::size_t i = 1; i < words.size(); ++i)
      if (tables_.byline_word(words.from(i)) == BylineWord::Collective) return;  // "Courier Staff"
    // A role that begins a part behind a name, and one that stands behind a name: "Ann Lee Staff Writer".
    std::size_t length = 0;
    if (tables_.byline_word_at(form, &length) == BylineWord::Role && length < form.size() &&
        (has_names() || length * 2 > form.size())) {
      in_role_ = true;
      return;
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string_view rest = words.from(i);
      const bool is_last_word_role = is_role(rest);
      if (is_last_word_role && has_names() && i >= 2) return;  // "Digital Security Expert" behind a name
      const bool begins_role = i >= 2 && tables_.byline_word_at(rest) == BylineWord::Role;
      if (is_last_word_role || begins_role) {
        part = strip_ends(part.substr(0, words.start(i)));
        in_role_ = !is_last_word_role;
        break;
      }
    }
    part = without_wide_role(part);
    if (has_names() && is_degree(part) && !has_capital_names_) return;
    // One word behind full names ("Ann Lee, Privacy and Digital Security Expert") is no name.
    if (has_names() && first_words_ >= 2 && !part.empty() && part.find(' ') == std::string_view::npos &&
        !is_wide(base::decode_utf8(part, 0).value))
      return;
    strip_degrees(part);
    add_name(part);
  }

  bool is_role(std::string_view form) const { return tables_.byline_word(form) == BylineWord::Role; }

  bool has_names() const { return !byline_.authors.empty(); }

  /// Roles behind names of scripts without blanks: "홍길동기자", "王明记者".
  std::string_view without_wide_role(std::string_view part) const {
    if (part.empty() || static_cast<unsigned char>(part[0]) < 0xE3) return part;
    for (std::size_t size = 3; size <= 15 && size + 6 <= part.size(); size += 3) {
      const std::string_view end = part.substr(part.size() - size);
      if ((static_cast<unsigned char>(end[0]) & 0xC0) == 0x80) continue;
      const BylineWord word = tables_.byline_word(end);
      if (word == BylineWord::Role || word == BylineWord::Intro)
        return strip_ends(part.substr(0, part.size() - size));
    }
    return part;
  }

  /// "Michael Lee M.D." and "Ann Lee PhD" lose what is no name.
  static void strip_degrees(std::string_view& part) {
    const std::vector<std::size_t> starts = word_starts(part);
    for (std::size_t i = starts.size(); i-- > 2;) {
      const std::string_view last = part.substr(starts[i]);
      const bool has_stop_or_small = last.find('.') != std::string_view::npos || last.starts_with("Ph");
      const bool is_all_capitals =
          std::none_of(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(starts[i]), base::is_lower);
      if (last.size() < 2 || !is_degree(last) || (is_all_capitals && !has_stop_or_small)) return;
      part = strip_ends(part.substr(0, starts[i]));
    }
  }

  void add_name(std::string_view part) {
    if (!looks_like_name(part, trust_)) return;
    const std::string folded = base::folded(part);
    if (!site_form_.empty() && folded == site_form_) return;
    if (part.size() > 3 && part.find('.') != std::string_view::npos &&
        part.find(' ') == std::string_view::npos)
      return;  // a host
    const std::vector<std::string_view> words = base::split_words(part);
    // East Asian names stand side by side: "王明 李四".
    const bool are_wide =
        words.size() >= 2 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
          return is_wide(base::decode_utf8(word, 0).value) && word.size() >= 6 && word.size() <= 12;
        });
    if (are_wide && !is_japanese(part)) {
      for (const std::string_view word : words)
        if (tables_.byline_word(word) == BylineWord::None) merge_byline(byline_, {{std::string(word)}, {}});
      return;
    }
    if (!has_names()) {
      first_words_ = words.size();
      has_capital_names_ = std::none_of(part.begin(), part.end(), base::is_lower);
    }
    merge_byline(byline_, {{base::collapse_space(part)}, {}});
  }

  /// Japanese writes a blank between family and given name.
  static bool is_japanese(std::string_view part) {
    for (base::Utf8Cursor at(part); !at.done(); at.next())
      if (at.code_point() >= 0x3040 && at.code_point() <= 0x30FF) return true;
    const std::vector<std::string_view> words = base::split_words(part);
    return words.size() == 2 && words[0].size() == 6 && words[1].size() <= 6;
  }

  const ReadingTables& tables_;
  BylineTrust trust_;
  std::string site_form_;
  Byline byline_;
  bool is_behind_tail_ = false;  // other people than authors are named
  bool ends_here_ = false;       // this part is the last of an author
  bool in_role_ = false;         // a role was begun; what follows it on the line belongs to it
  bool has_capital_names_ = false;
  std::size_t first_words_ = 0;
};

}  // namespace

Byline read_byline(std::string_view text, const ReadingTables& tables, std::string_view site,
                   BylineTrust trust) {
  text = base::trim(text.substr(0, kLongestByline));
  if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) return {};
  return BylineReader(tables, site, trust).read(text);
}

Byline read_end_credit(std::string_view line, const ReadingTables& tables, std::string_view site) {
  line = base::trim(line);
  while (!line.empty() && (line.front() == '(' || line.front() == '[')) line.remove_prefix(1);
  for (const std::string_view dash : {"— ", "– ", "- ", "—"})
    if (line.starts_with(dash)) line.remove_prefix(dash.size());
  static constexpr std::array<std::string_view, 6> kCredits = {
      "Reporting by ", "Writing by ", "Reported by ", "Additional reporting by ", "Text by ", "Story by "};
  const bool is_credit = std::any_of(kCredits.begin(), kCredits.begin() + 3, [&](std::string_view credit) {
    return base::starts_with_ignoring_case(line, credit);
  });
  if (!is_credit || line.size() > kLongestByline) return {};
  Byline byline;
  std::size_t begin = 0;
  // Each clause says what its people did.
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at < line.size() && line[at] != ';' && line[at] != ')' && line[at] != '.') continue;
    const std::string_view clause = base::trim(line.substr(begin, at - begin));
    begin = at + 1;
    if (std::any_of(
            kCredits.begin(), kCredits.end(),
            [&](std::string_view credit) { return base::starts_with_ignoring_case(clause, credit); }) &&
        !base::starts_with_ignoring_case(clause, "Additional"))
      merge_byline(byline, read_byline(clause, tables, site));
  }
  return byline;
}

bool is_same_name(std::string_view a, std::string_view b) {
  const auto words_of = [](std::string_view name) {
    std::string form = base::folded(name);
    std::replace_if(
        form.begin(), form.end(), [](char c) { return c == '.' || c == ',' || c == '-'; }, ' ');
    return form;
  };
  const std::string left = words_of(a), right = words_of(b);
  std::vector<std::string_view> shorter = base::split_words(left), longer = base::split_words(right);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (shorter.empty()) return false;
  if (shorter.size() == 1 && longer.size() > 1) return false;
  return std::all_of(shorter.begin(), shorter.end(), [&](std::string_view word) {
    return std::find(longer.begin(), longer.end(), word) != longer.end();
  });
}

void merge_byline(Byline& byline, const Byline& more) {
  for (const std::string& author : more.authors) {
    if (byline.authors.empty()) {
      byline.authors.push_back(author);
      continue;
    }
    const std::string form = base::folded(author);
    const bool known = std::any_of(
        byline.authors.begin(), byline.authors.end(),
        [&](const std::string& other) { return base::folded(other) == form || is_same_name(other, author); });
    if (!known) byline.authors.push_back(author);
  }
  if (byline.agency.empty()) byline.agency = more.agency;
}

std::optional<Byline> byline_in(std::string_view line, const ReadingTables& tables, std::string_view site) {
  line = base::trim(line);
  if (line.size() < 4 || line.size() > 160) return std::nullopt;
  const std::string lower = phrase_form(line);
  std::size_t length = 0;
  if (tables.byline_word_at(lower, &length) != BylineWord::Intro || length >= line.size())
    return std::nullopt;
  // The introducing word is the same length in both forms when what precedes it is plain.
  const std::string_view rest = base::trim(line.substr(std::min(length, line.size())));
  if (rest.empty()) return std::nullopt;
  // "De Souza" is a name.
  const std::string_view intro = std::string_view(lower).substr(0, length);
  if ((intro == "de" || intro == "di" || intro == "del") && rest.find(' ') == std::string_view::npos)
    return std::nullopt;
  std::string_view name = rest;
  while (!name.empty() && (name[0] == ':' || base::is_space(name[0]))) name.remove_prefix(1);
  const base::CodePoint first = base::decode_utf8(name, 0);
  // "Par notre envoyée spéciale, Solène Aubrac": a name must stand behind a comma then.
  if (base::is_lower_character(first.value) &&
      (name.find(", ") == std::string_view::npos || name.size() > 80))
    return std::nullopt;
  if (name.ends_with('.') || name.ends_with('?') || name.ends_with('!')) return std::nullopt;
  Byline byline = read_byline(line, tables, site);
  if (!byline.authors.empty()) return byline;
  const BylineWord next = tables.byline_word_at(phrase_form(name));
  if (next == BylineWord::Role || next == BylineWord::Collective || !tables.agency(name).empty())
    return byline;
  // The only name may be the site's.
  if (!site.empty() && !read_byline(line, tables, {}).authors.empty()) return byline;
  return std::nullopt;
}

bool is_byline(std::string_view line, const ReadingTables& tables) {
  return byline_in(line, tables, {}).has_value();
}

}  // namespace raven::read
