// SPDX-License-Identifier: Apache-2.0
#include "read/page/article_builder.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using base::is_lower;
using base::is_upper;

/// Words that may follow a stop without being a sentence: endings of addresses and of file names.
bool is_name_ending(std::string_view word) {
  static constexpr std::array<std::string_view, 40> kEndings = {
      "com",   "org",  "net",   "gov",  "edu",   "info",  "mil",   "int",    "news",   "html",
      "htm",   "php",  "asp",   "aspx", "jpg",   "jpeg",  "png",   "pdf",    "docx",   "xlsx",
      "mp3",   "mp4",  "exe",   "json", "xml",   "java",  "blog",  "shop",   "site",   "online",
      "store", "tech", "media", "live", "world", "today", "press", "agency", "africa", "asia"};
  return std::find(kEndings.begin(), kEndings.end(), word) != kEndings.end();
}

/// Where a blank is missing after the stop at `at` of `text`: both sides are words and no address, number or
/// abbreviation.
bool is_glued_stop(std::string_view text, std::size_t at) {
  const char stop = text[at];
  if (stop != '.' && stop != '!' && stop != '?') return false;
  std::size_t next = at + 1;
  // A closing quote belongs to the sentence before.
  if (text.substr(next).starts_with("”")) next += 3;
  if (next + 1 >= text.size() || !base::is_letter(text[next])) return false;
  std::size_t left = at;
  while (left > 0 && is_lower(text[left - 1])) --left;
  const std::size_t left_size = at - left;
  std::size_t right = next;
  while (right < text.size() && base::is_letter(text[right])) ++right;
  const std::size_t right_size = right - next;
  // The blank-delimited token must be these two words and nothing that addresses are made of.
  std::size_t token_begin = left;
  while (token_begin > 0 && !base::is_space(text[token_begin - 1]) && at - token_begin < 80) --token_begin;
  const std::string_view before = text.substr(token_begin, at - token_begin);
  if (before.find_first_of("@/\\_#=.") != std::string_view::npos || before.starts_with("www")) return false;
  if (right < text.size() &&
      (text[right] == '@' || text[right] == '/' || text[right] == '_' || text[right] == '('))
    return false;
  if (right < text.size() && text[right] == '.' && right + 1 < text.size() &&
      base::is_alphanumeric(text[right + 1]))
    return false;
  if (is_name_ending(base::lowered(text.substr(next, right_size)))) return false;
  if (is_upper(text[next])) {
    // "Asia.The"; a single capital word may be an abbreviation's part or a product ("Node.Js").
    return left_size >= 3 && (right_size >= 2 || right_size == 1) &&
           (right_size == 1
                ? right < text.size() && text[right] == ' ' && (text[next] == 'A' || text[next] == 'I')
                : is_lower(text[next + 1]) || right_size >= 2);
  }
  return stop == '.' && next == at + 1 && left_size >= 3 && right_size >= 5;
}

/// How many bytes of a doubled or cut drop cap stand at the beginning; what it should be is its first letter.
struct DropCap {
  std::size_t drop = 0;  // bytes after the first letter that go
};
DropCap drop_cap(std::string_view text) {
  if (text.size() < 4 || !is_upper(text[0])) return {};
  // "AAfter": the capital twice, then a lower case letter. "AAs" could be a plural, but not at a paragraph's
  // start with a word behind it.
  if (text[1] == text[0] && is_lower(text[2])) {
    std::size_t end = 2;
    while (end < text.size() && is_lower(text[end])) ++end;
    if (end < text.size() && (text[end] == ' ' || text[end] == ',' || text[end] == '\'' || text[end] == '-'))
      return {1};
  }
  // "A After": the capital and the whole word.
  if (text[1] == ' ' && text[2] == text[0] && is_lower(text[3])) {
    std::size_t end = 3;
    while (end < text.size() && is_lower(text[end])) ++end;
    if (end < text.size() && text[end] == ' ' && end - 2 >= 4) return {2};
  }
  // A letter on a line of its own.
  if ((text[1] == '\n' || text[1] == '\r') && is_lower(text[text[2] == '\n' ? 3 : 2]))
    return {text[2] == '\n' ? std::size_t{2} : std::size_t{1}};
  // "G unmen": a letter that is no word by itself.
  if (text[1] == ' ' && is_lower(text[2]) && text[0] != 'A' && text[0] != 'I' && text[0] != 'O' &&
      text[0] != 'E' && text[0] != 'Y' && text[0] != 'U')
    return {1};
  return {};
}

/// "O fficials": a capital that is a word by itself, cut off from its word. The page itself must know the
/// whole word and not the rest of it.
DropCap cut_vowel(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view start = text.substr(begin, std::min<std::size_t>(end - begin, 40));
  if (start.size() < 4 || !is_upper(start[0]) || start[1] != ' ' || !is_lower(start[2])) return {};
  std::size_t word = 2;
  while (word < start.size() && is_lower(start[word])) ++word;
  if (word >= start.size() || start[word] != ' ') return {};
  const std::string rest(start.substr(2, word - 2));
  static constexpr std::array<std::string_view, 6> kShort = {"In", "It", "At", "As", "On", "An"};
  const std::string whole = start[0] + rest;
  if (std::find(kShort.begin(), kShort.end(), whole) != kShort.end()) return {1};
  if (rest.size() < 3) return {};
  const std::string_view page = text.substr(0, 200'000);
  const std::string lower = " " + base::lowered(whole) + " ";
  const std::size_t alone = page.find(" " + rest + " ");
  const bool rest_is_word =
      alone != std::string_view::npos &&
      (alone != begin + 1 || page.find(" " + rest + " ", alone + 1) != std::string_view::npos);
  if (rest_is_word) return {};
  return page.find(lower) != std::string_view::npos || page.find(" " + whole + " ") != std::string_view::npos
             ? DropCap{1}
             : DropCap{};
}

/// Characters that nobody sees: soft hyphens, blanks without width, marks of byte order. Joiners stay: they
/// are spelling in Persian and in the scripts of India.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/// Scripts that put no blank where a line ends: Chinese, Japanese.
bool is_unspaced(char32_t c) {
  return (c >= 0x2E80 && c < 0xAC00) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFFF0);
}

/// First parts of words that keep their hyphen.
bool keeps_hyphen(std::string_view part) {
  static constexpr std::array<std::string_view, 34> kParts = {
      "non",   "self", "well", "anti",  "pro",   "ex",   "co",   "half",  "semi",   "mid",  "cross", "long",
      "short", "high", "low",  "north", "south", "east", "west", "vice",  "so",     "one",  "two",   "three",
      "four",  "five", "six",  "seven", "eight", "nine", "ten",  "first", "second", "state"};
  return std::find(kParts.begin(), kParts.end(), part) != kParts.end();
}

/// Whether the hyphen before the line end [at, past) parts one word: small letters on both sides.
bool parts_word(std::string_view text, std::size_t begin, std::size_t at, std::size_t past) {
  if (at < begin + 3 || text[at - 1] != '-' || past >= text.size()) return false;
  if (text.substr(at, past - at).find_first_of("\n\r") == std::string_view::npos) return false;
  if (!base::is_lower_character(base::decode_utf8(text, past).value)) return false;
  std::size_t letter = at - 2;
  while (letter > begin && (static_cast<unsigned char>(text[letter]) & 0xC0) == 0x80) --letter;
  if (!base::is_lower_character(base::decode_utf8(text, letter).value)) return false;
  std::size_t word = at - 1;
  while (word > begin && at - word < 40 && !base::is_space(text[word - 1])) --word;
  const std::string_view part = text.substr(word, at - 1 - word);
  return part.find('-') == std::string_view::npos && !keeps_hyphen(base::lowered(part));
}

/// A line end between two characters of a script without blanks stands for nothing.
bool joins_without_blank(std::string_view text, std::size_t begin, std::size_t at, std::size_t past) {
  if (text.substr(at, past - at).find_first_of("\n\r") == std::string_view::npos) return false;
  std::size_t last = at - 1;
  while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  return is_unspaced(base::decode_utf8(text, last).value) && is_unspaced(base::decode_utf8(text, past).value);
}

/// Where a blank is missing before the capital at `at`: "KabulThe". Only before words that begin sentences,
/// for names are written like that too ("PayPal").
bool is_glued_word(std::string_view text, std::size_t at) {
  if (at < 4 || !is_upper(text[at]) || !is_lower(text[at - 1])) return false;
  std::size_t left = at;
  while (left > 0 && at - left < 30 && is_lower(text[left - 1])) --left;
  const std::size_t left_size = at - left + (left > 0 && is_upper(text[left - 1]) ? 1 : 0);
  std::size_t right = at;
  while (right < text.size() && base::is_letter(text[right])) ++right;
  if (left_size < 4 || right >= text.size() || text[right] != ' ') return false;
  if (left > 1 && text[left - 1] == '@') return false;
  static constexpr std::array<std::string_view, 22> kOpeners = {
      "The",    "They",     "This",    "That",      "There",     "These", "He",    "She",
      "His",    "Her",      "It",      "But",       "And",       "When",  "While", "After",
      "Before", "Although", "However", "Meanwhile", "According", "In"};
  const std::string_view word = text.substr(at, right - at);
  return std::find(kOpeners.begin(), kOpeners.end(), word) != kOpeners.end();
}

bool is_dash_at(std::string_view text, std::size_t at, std::size_t& length) {
  for (const std::string_view dash : {"–", "—", "--", "-", "―"}) {
    if (text.substr(at).starts_with(dash)) {
      length = dash.size();
      return true;
    }
  }
  return false;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t limit) {
  // Twice the limit leaves room for the blanks that go.
  std::string joined = base::collapse_space(text.substr(0, limit * 2));
  if (joined.size() > limit || text.size() > limit * 2) {
    std::size_t end = std::min(joined.size(), limit - 3);
    while (end > 0 && (static_cast<unsigned char>(joined[end]) & 0xC0) == 0x80) --end;
    joined.resize(end);
    joined += "…";
  }
  return base::is_valid_utf8(joined) ? joined : base::repaired_utf8(joined);
}

void ArticleBuilder::append_span(std::size_t begin, std::size_t end) {
  const std::string_view text = draft_.text();
  std::size_t from = begin;
  for (std::size_t at = begin; at < end;) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (is_invisible(c.value)) {
      out_.append(draft_, from, at);
      at += c.length;
      from = at;
      continue;
    }
    const bool plain = c.value == U' ' || !base::is_space_character(c.value);
    if (plain && c.value != U' ' && c.value >= 0x20) {
      at += c.length;
      continue;
    }
    if (c.value < 0x20 && !base::is_space_character(c.value)) {  // control characters are no text
      out_.append(draft_, from, at);
      at += c.length;
      from = at;
      continue;
    }
    std::size_t past = at;
    while (past < end) {
      const base::CodePoint next = base::decode_utf8(text, past);
      if (!base::is_space_character(next.value)) break;
      past += next.length;
    }
    if (past - at == 1 && c.value == U' ') {
      at = past;
      continue;
    }
    if (line_ends_ == LineEnds::OfThePage && past < end && at > from && parts_word(text, from, at, past)) {
      out_.append(draft_, from, at - 1);
      if (!noted_hyphens_)
        article_.notes.push_back(
            {"line_hyphens_mended",
             "Words that were parted at the ends of lines were joined; this is the first.",
             text_span(out_.size() - 1, out_.size())});
      noted_hyphens_ = true;
      at = from = past;
      continue;
    }
    out_.append(draft_, from, at);
    if (past < end && at > begin && joins_without_blank(text, begin, at, past)) {
      at = from = past;
      continue;
    }
    if (past < end) {
      const SourceSpan source = draft_.source(text_span(at, past));
      // Of one length with its source, it would be taken for the same byte, which it is not.
      source.size() <= 1 ? out_.add(" ") : out_.replace(" ", source);
    }
    at = from = past;
  }
  if (from < end) out_.append(draft_, from, end);
}

void ArticleBuilder::begin_paragraph() {
  if (out_.size() > 0) out_.add("\n\n");
}

void ArticleBuilder::end_paragraph(std::size_t begin, ParagraphRole role) {
  article_.paragraphs.push_back({text_span(begin, out_.size()), role});
}

std::size_t ArticleBuilder::take_dateline(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view paragraph = text.substr(begin, std::min<std::size_t>(end - begin, 120));
  // The place: one to six words, in capitals, or with a capital before an agency in brackets.
  std::size_t at = 0;
  while (at < paragraph.size() && at < 60) {
    const base::CodePoint c = base::decode_utf8(paragraph, at);
    if (c.value == U'(' || c.value == U'–' || c.value == U'—' || c.value == U'―' ||
        base::is_digit(static_cast<char>(c.value < 128 ? c.value : 0)))
      break;
    if (c.value == U':' || c.value == U';' || c.value == U'"' || c.value == U'“' || c.value == U'?' ||
        c.value == U'!')
      return begin;
    if (c.value == U'-' && at > 0 && paragraph[at - 1] == ' ') break;
    at += c.length;
  }
  if (at < 3 || at >= paragraph.size() || at >= 60) return begin;
  std::string_view place = base::trim(paragraph.substr(0, at));
  // A date may stand between place and agency: it begins with a digit or a month's name after a comma.
  std::size_t date_begin = at;
  if (const std::size_t comma = place.rfind(", ");
      comma != std::string_view::npos && tables_.dates().yearless_date_at(paragraph.substr(comma + 2)) > 0) {
    date_begin = comma + 2;
    place = base::trim(place.substr(0, comma));
  }
  std::size_t next = at;
  if (const std::size_t size = tables_.dates().yearless_date_at(paragraph.substr(date_begin)); size > 0) {
    next = date_begin + size;
    // a year may follow
    std::size_t year = next;
    while (year < paragraph.size() && (paragraph[year] == ',' || paragraph[year] == ' ')) ++year;
    if (year + 4 <= paragraph.size() &&
        std::all_of(paragraph.begin() + static_cast<std::ptrdiff_t>(year),
                    paragraph.begin() + static_cast<std::ptrdiff_t>(year + 4), base::is_digit))
      next = year + 4;
  } else if (at < paragraph.size() && base::is_digit(paragraph[at])) {
    return begin;
  }
  const auto skip_blank = [&] {
    while (next < paragraph.size() &&
           (paragraph[next] == ' ' || paragraph[next] == ',' || paragraph[next] == '/'))
      ++next;
  };
  skip_blank();
  std::string_view agency;
  if (next < paragraph.size() && paragraph[next] == '(') {
    const std::size_t close = paragraph.find(')', next);
    if (close == std::string_view::npos || close - next > 40) return begin;
    const std::string_view inner = paragraph.substr(next + 1, close - next - 1);
    agency = tables_.agency(inner);
    const bool is_date = tables_.dates().yearless_date_at(inner) == inner.size();
    if (is_date) date_begin = close;
    // An unknown agency is one in capitals.
    if (agency.empty() && !is_date &&
        !(inner.size() <= 12 && inner.size() >= 2 && std::all_of(inner.begin(), inner.end(), [](char c) {
            return is_upper(c) || c == '/' || c == ' ';
          })))
      return begin;
    if (agency.empty() && !is_date) agency = inner;
    next = close + 1;
    skip_blank();
  }
  std::size_t dash = 0;
  if (next >= paragraph.size() || !is_dash_at(paragraph, next, dash)) return begin;
  next += dash;
  if (next >= paragraph.size() || paragraph[next] != ' ') {
    if (agency.empty()) return begin;
  }
  while (next < paragraph.size() && paragraph[next] == ' ') ++next;
  // The place must look like one.
  const std::vector<std::string_view> words = base::split_words(place);
  if (words.empty() || words.size() > 6) return begin;
  bool all_upper = true, all_title = true;
  std::string_view first_word = words[0];
  for (std::size_t i = 0; i < first_word.size();) {
    const base::CodePoint c = base::decode_utf8(first_word, i);
    if (base::is_lower_character(c.value)) all_upper = false;
    i += c.length;
  }
  for (const std::string_view word : words) {
    const base::CodePoint c = base::decode_utf8(word, 0);
    if (base::is_lower_character(c.value) && word.size() > 3) all_title = false;
  }
  const bool has_date = next > at && date_begin != at;
  // "Oslo – The": a place of one or two words before a long dash, at the very beginning.
  const bool is_bare = body_paragraphs_ == 0 && words.size() <= 2 && dash > 1 && all_title &&
                       base::is_upper_character(base::decode_utf8(paragraph, next).value);
  if (!all_title || (!all_upper && agency.empty() && !has_date && !is_bare)) return begin;
  while (place.ends_with(',')) place.remove_suffix(1);

  begin_paragraph();
  const std::size_t from = out_.size();
  std::size_t stop = begin + next;
  while (stop > begin && text[stop - 1] == ' ') --stop;
  append_span(begin, stop);
  end_paragraph(from, ParagraphRole::Dateline);
  article_.dateline = std::string(place);
  if (article_.agency.empty()) article_.agency = std::string(agency);
  return begin + next;
}

void ArticleBuilder::note_quotes(std::size_t begin) {
  const std::string_view text = std::string_view(out_.text()).substr(begin);
  int open = 0, low = 0, straight = 0, unmatched = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') ++straight;
    if (static_cast<unsigned char>(text[at]) != 0xE2 || at + 2 >= text.size()) continue;
    const std::string_view mark = text.substr(at, 3);
    if (mark == "„") {
      ++open;
      ++low;
    } else if (mark == "“") {
      // What opens in English closes after a low mark in German.
      if (low > 0)
        --low, --open;
      else
        ++open;
    } else if (mark == "”") {
      open > 0 ? static_cast<void>(--open) : static_cast<void>(++unmatched);
    }
  }
  if (open + unmatched > 0 || straight % 2 != 0)
    article_.notes.push_back({"quotation_unbalanced", "A quotation mark in this paragraph has no partner.",
                              text_span(begin, out_.size())});
}

void ArticleBuilder::paragraph(TextSpan span, ParagraphRole role) {
  const std::string_view text = draft_.text();
  std::size_t begin = span.begin.value, end = span.end.value;
  const auto is_blank_at = [&](std::size_t at, std::size_t& length) {
    const base::CodePoint c = base::decode_utf8(text, at);
    length = c.length;
    return base::is_space_character(c.value) || c.value < 0x20;
  };
  std::size_t length = 0;
  while (begin < end && is_blank_at(begin, length)) begin += length;
  while (end > begin) {
    std::size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!is_blank_at(last, length)) break;
    end = last;
  }
  if (begin >= end) return;

  const bool is_body = role == ParagraphRole::Body;
  if (is_body && body_paragraphs_ < 3 && article_.dateline.empty()) begin = take_dateline(text, begin, end);
  if (begin >= end) return;
  begin_paragraph();
  const std::size_t from = out_.size();
  if (is_body && (body_paragraphs_ < 2 || after_heading_)) {
    DropCap cap = drop_cap(text.substr(begin, std::min<std::size_t>(end - begin, 60)));
    if (cap.drop == 0 && body_paragraphs_ < 2) cap = cut_vowel(text, begin, end);
    if (cap.drop > 0) {
      const SourceSpan source = draft_.source(text_span(begin, begin + 1 + cap.drop));
      out_.replace(text.substr(begin, 1), source);
      article_.notes.push_back({"drop_cap_mended",
                                "The first letter of this paragraph stood twice or apart; it was mended.",
                                text_span(from, from + 1)});
      begin += 1 + cap.drop;
    }
  }
  std::size_t copied = begin;
  for (std::size_t at = begin; at + 2 < end; ++at) {
    if (is_upper(text[at]) && at > begin + 3 && is_lower(text[at - 1])) {
      const std::size_t window = at - begin > 100 ? at - 100 : begin;
      if (!is_glued_word(text.substr(window, std::min(end, at + 80) - window), at - window)) continue;
      append_span(copied, at);
      const std::size_t where = out_.size();
      out_.add(" ");
      article_.notes.push_back({"glued_words_parted",
                                "A blank was missing between two words; one was put in.",
                                text_span(where, where + 1)});
      copied = at;
      continue;
    }
    if (text[at] != '.' && text[at] != '!' && text[at] != '?') continue;
    // Look at no more than the neighbourhood: the test must not depend on the paragraph's length.
    const std::size_t window = at - begin > 100 ? at - 100 : begin;
    if (!is_glued_stop(text.substr(window, std::min(end, at + 80) - window), at - window)) continue;
    std::size_t past = at + 1;
    if (text.substr(past).starts_with("”")) past += 3;
    append_span(copied, past);
    const std::size_t where = out_.size();
    out_.add(" ");
    article_.notes.push_back({"glued_words_parted",
                              "A blank was missing between two sentences; one was put in.",
                              text_span(where, where + 1)});
    copied = past;
  }
  append_span(copied, end);
  note_quotes(from);
  end_paragraph(from, role);
  if (is_body) ++body_paragraphs_;
  after_heading_ = role == ParagraphRole::Heading;
}

void ArticleBuilder::drop(TextSpan span, std::string_view reason, std::string rule) {
  if (span.empty()) return;
  // A page of a million junk lines: neighbours that go for one reason are told as one.
  constexpr std::size_t kToldSingly = 1000;
  if (article_.dropped.size() >= kToldSingly && article_.dropped.back().reason == reason) {
    const SourceSpan source = draft_.source(span);
    Dropped& last = article_.dropped.back();
    if (source.begin >= last.span.end) {
      last.span.end = source.end;
      return;
    }
  }
  std::string words = shortened(std::string_view(draft_.text()).substr(span.begin.value, span.size()));
  if (words.empty()) return;
  article_.dropped.push_back({std::move(words), draft_.source(span), std::string(reason), std::move(rule)});
}

void ArticleBuilder::finish() {
  std::move(out_).move_into(article_);
}

}  // namespace raven::read
