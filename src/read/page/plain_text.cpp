// SPDX-License-Identifier: Apache-2.0
#include "read/page/plain_text.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/page/article_builder.h"
#include "read/page/authors.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace raven::read {
namespace {

/// A line, or lines that were wrapped and belong together.
struct Piece {
  std::size_t begin = 0, end = 0;
  bool after_blank = false;  // a blank line stands before it
  std::size_t size() const { return end - begin; }
};

struct Line {
  std::size_t begin = 0, end = 0;  // trimmed
  std::size_t indent = 0;
  bool blank() const { return begin >= end; }
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    std::size_t end = text.find_first_of("\n\r\f\v", at);
    if (end == std::string_view::npos) end = text.size();
    Line line{at, end, 0};
    while (line.begin < line.end) {
      const base::CodePoint c = base::decode_utf8(text, line.begin);
      if (!base::is_space_character(c.value) && c.value >= 0x20) break;
      line.begin += c.length;
      ++line.indent;
    }
    while (line.end > line.begin) {
      std::size_t last = line.end - 1;
      while (last > line.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
      const char32_t c = base::decode_utf8(text, last).value;
      if (!base::is_space_character(c) && c >= 0x20) break;
      line.end = last;
    }
    lines.push_back(line);
    at = end + 1;
    if (end < text.size() && text[end] == '\r' && at < text.size() && text[at] == '\n') ++at;
  }
  return lines;
}

bool ends_sentence(std::string_view text) {
  for (int closers = 0; closers < 3; ++closers) {
    bool more = false;
    for (const std::string_view closer : {"”", "’", "»", "“", "\"", "'", ")", "」", "』"}) {
      if (text.ends_with(closer)) {
        text.remove_suffix(closer.size());
        more = true;
        break;
      }
    }
    if (!more) break;
  }
  if (text.empty()) return false;
  const char last = text.back();
  if (last == '.' || last == '!' || last == '?' || last == ':') return true;
  for (const std::string_view stop : {"…", "。", "！", "？", "।", "؟", "۔", "።"})
    if (text.ends_with(stop)) return true;
  return false;
}

/// Lines wrapped at a width are joined: most lines of the block are about as long as its longest, and break
/// within sentences.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines, std::size_t first, std::size_t last) {
  if (last - first < 3) {
    // Two lines: only if the first is long and breaks off, and the second goes on in lower case.
    if (last - first < 2) return false;
    const std::string_view one = text.substr(lines[first].begin, lines[first].end - lines[first].begin);
    const base::CodePoint next = base::decode_utf8(text, lines[first + 1].begin);
    return one.size() >= 50 && one.size() <= 110 && !ends_sentence(one) &&
           base::is_lower_character(next.value);
  }
  std::size_t longest = 0;
  for (std::size_t i = first; i < last; ++i) longest = std::max(longest, lines[i].end - lines[i].begin);
  if (longest < 40 || longest > 130) return false;
  std::size_t full = 0, broken = 0;
  for (std::size_t i = first; i + 1 < last; ++i) {
    const std::string_view line = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    if (line.size() * 10 >= longest * 6) ++full;
    if (!ends_sentence(line)) ++broken;
  }
  const std::size_t count = last - first - 1;
  return full * 10 >= count * 7 && broken * 2 >= count;
}

std::vector<Piece> pieces_of(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  std::vector<Piece> pieces;
  bool after_blank = true;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].blank()) {
      after_blank = true;
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    // A line that is set in begins a paragraph.
    while (end < lines.size() && !lines[end].blank() &&
           !(lines[end].indent >= 2 && lines[end - 1].indent < lines[end].indent))
      ++end;
    if (is_wrapped(text, lines, i, end)) {
      pieces.push_back({lines[i].begin, lines[end - 1].end, after_blank});
      after_blank = false;
      i = end;
      continue;
    }
    for (; i < end; ++i) {
      Piece piece{lines[i].begin, lines[i].end, after_blank};
      // A drop cap that stands on a line of its own.
      if (piece.size() == 1 && base::is_upper(text[piece.begin]) && i + 1 < end &&
          base::is_lower_character(base::decode_utf8(text, lines[i + 1].begin).value)) {
        piece.end = lines[++i].end;
      }
      pieces.push_back(piece);
      after_blank = false;
    }
  }
  return pieces;
}

/// The words of a line in lower case, those of four letters and more.
std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t letters = 0;
    while (at < text.size()) {
      const base::CodePoint c = base::decode_utf8(text, at);
      if (!base::is_letter_character(c.value)) break;
      at += c.length;
      ++letters;
    }
    if (letters >= 4) words.push_back(base::lowered_utf8(text.substr(begin, at - begin)));
    if (at == begin) at += base::decode_utf8(text, at).length;
  }
  return words;
}

std::size_t count_words(std::string_view text) {
  return base::split_words(text).size();
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
  std::size_t stops = 0;
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if ((text[at] == '.' || text[at] == '!' || text[at] == '?') && text[at + 1] == ' ') ++stops;
  for (std::size_t at = text.find("。"); at != std::string_view::npos; at = text.find("。", at + 3)) ++stops;
  const bool ends = ends_sentence(text);
  if (text.size() >= 160) return ends || stops > 0;
  if (text.size() >= 80) return ends && count_words(text) >= 9;
  return ends && !text.ends_with(':') && count_words(text) >= 8;
}

/// "Home | World | Sport": pieces between bars, or many words between wide gaps.
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
    else
      for (const std::string_view mark : {"•", "·", "»", "›", "▪", " / ", " > "})
        if (text.substr(at).starts_with(mark)) cut(at, mark.size());
  }
  cut(text.size(), 0);
  return pieces;
}

bool is_menu(std::string_view text) {
  if (text.size() > 400) return false;
  const std::vector<std::string_view> pieces = menu_pieces(text);
  if (pieces.size() < 4) return false;
  return std::all_of(pieces.begin(), pieces.end(),
                     [](std::string_view piece) { return piece.size() <= 28 && !ends_sentence(piece); });
}

/// "MPA-VELMORA-TARSK 3rd Ld-Writethru", "AP-US--Storm", "MPA/jk/or", "(END) …": marks of a wire service.
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
  if (first == "(END)" || first == "ENDS" || text == "-30-" || text == "###" || first == "Eds:" ||
      first == "EDS:")
    return true;
  return false;
}

bool is_rule(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
  });
}

struct DateLine {
  Moment moment;
  ReadingTables::DateLabel label = ReadingTables::DateLabel::None;
};

/// All dates of a line when the line is nothing else: labels, weekdays, clock times and a byline may stand
/// with them.
std::vector<DateLine> date_line(std::string_view text, const ReadingTables& tables, std::string_view language,
                                std::string& rest) {
  std::vector<DateLine> dates;
  rest.clear();
  if (text.size() > 200) return dates;
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

class PlainReader {
 public:
  PlainReader(const base::OriginText& draft, const ReadingTables& tables, base::Day today, TextOrigin origin,
              Article& article)
      : text_(draft.text()),
        tables_(tables),
        today_(today),
        origin_(origin),
        article_(article),
        builder_(draft, tables, article) {}

  void read() {
    pieces_ = pieces_of(text_);
    const std::size_t body = first_prose();
    read_top(body);
    read_body(body);
    builder_.finish();
    if (article_.text.empty()) article_.kind = "empty";
  }

 private:
  std::string_view view(const Piece& piece) const { return text_.substr(piece.begin, piece.size()); }
  static TextSpan span(const Piece& piece) { return text_span(piece.begin, piece.end); }
  void drop(const Piece& piece, std::string_view reason, std::string_view rule) {
    builder_.drop(span(piece), reason, std::string(rule));
  }

  /// The first piece that is running text; the number of pieces if none is.
  std::size_t first_prose() const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const std::string_view text = view(pieces_[i]);
      if (is_prose(text) && !tables_.junk(text) && !is_wire_slug(text)) return i;
    }
    return pieces_.size();
  }

  bool take_dates(const Piece& piece) {
    std::string rest;
    const std::vector<DateLine> dates = date_line(view(piece), tables_, article_.language, rest);
    if (dates.empty()) return false;
    for (const DateLine& date : dates) take_date(date);
    take_byline(rest);
    drop(piece, "date_line", "date line");
    return true;
  }

  void take_date(DateLine date) {
    if (!is_plausible(date.moment, today_)) {
      article_.notes.push_back(
          {"date_implausible", "A date line names a day on which the page cannot have been published.", {}});
      return;
    }
    date.moment.basis = "date line";
    Moment& target =
        date.label == ReadingTables::DateLabel::Modified ? article_.modified : article_.published;
    // A finer telling of the same day is better than the first one.
    const bool finer = target.basis == "date line" && target.precision < date.moment.precision &&
                       same_day(target, date.moment);
    if (target.iso.empty() || finer) target = date.moment;
  }

  void take_byline(std::string_view text) {
    for (const std::string_view part : menu_pieces(text)) {
      if (!is_byline(part, tables_)) {
        // "By Jon Aster | Updated: April 14, 2024"
        std::string rest;
        for (const DateLine& date : date_line(part, tables_, article_.language, rest)) take_date(date);
        continue;
      }
      const Byline byline = read_byline(part, tables_, article_.site);
      if (!has_given_authors_)
        for (const std::string& author : byline.authors) article_.authors.push_back(author);
      if (article_.agency.empty()) article_.agency = byline.agency;
    }
  }

  bool take_junk(const Piece& piece) {
    const std::string_view text = view(piece);
    if (is_rule(text)) {
      drop(piece, "ornament", "no letters");
      return true;
    }
    if (const std::optional<JunkPhrase> junk = tables_.junk(text)) {
      drop(piece, junk->reason, std::string("phrase:") + std::string(junk->phrase));
      return true;
    }
    if (const std::vector<std::string_view> parts = menu_pieces(text);
        parts.size() >= 2 && parts.size() < 4 && text.size() <= 200 && !ends_sentence(text)) {
      for (const std::string_view part : parts) {
        if (const std::optional<JunkPhrase> junk = tables_.junk(part); junk && part.size() < 80) {
          drop(piece, junk->reason, std::string("menu:") + std::string(junk->phrase));
          return true;
        }
      }
    }
    if (is_menu(text)) {
      const std::vector<std::string_view> parts = menu_pieces(text);
      for (const std::string_view part : parts) {
        if (const std::optional<JunkPhrase> junk = tables_.junk(part)) {
          drop(piece, junk->reason, std::string("menu:") + std::string(junk->phrase));
          return true;
        }
      }
      drop(piece, "navigation", "menu");
      return true;
    }
    if (is_wire_slug(text)) {
      drop(piece, "wire_slug", "wire slug");
      return true;
    }
    return take_agency(piece);
  }

  /// "Reuters", "(AFP)", and what stands in brackets like one.
  bool take_agency(const Piece& piece) {
    std::string_view text = view(piece);
    if (text.size() > 60) return false;
    const bool bracketed = text.starts_with('(') && text.ends_with(')');
    if (bracketed) text = text.substr(1, text.size() - 2);
    std::string_view agency = tables_.agency(text);
    if (agency.empty() && bracketed && text.size() >= 2 && text.size() <= 8 &&
        std::all_of(text.begin(), text.end(), base::is_upper))
      agency = text;
    if (agency.empty()) return false;
    if (article_.agency.empty()) article_.agency = agency;
    drop(piece, "agency_credit", "agency name");
    return true;
  }

  bool is_title(std::string_view text) const {
    return !article_.title.empty() &&
           base::folded(base::collapse_space(text)) == base::folded(base::collapse_space(article_.title));
  }

  void read_top(std::size_t body) {
    has_given_authors_ = !article_.authors.empty();
    std::vector<Piece> candidates;
    for (std::size_t i = 0; i < body; ++i) {
      const Piece& piece = pieces_[i];
      const std::string_view text = view(piece);
      if (is_title(text)) {
        drop(piece, "title", "same as the given title");
        continue;
      }
      if (take_dates(piece)) continue;
      if (is_byline(text, tables_)) {
        take_byline(text);
        drop(piece, "byline", "byline");
        continue;
      }
      if (take_junk(piece)) continue;
      candidates.push_back(piece);
    }
    // Nothing but short lines: they are all the text there is.
    if (body == pieces_.size() || (origin_ == TextOrigin::Extracted && !article_.title.empty())) {
      const bool title_first = body == pieces_.size() && article_.title.empty() && candidates.size() > 1 &&
                               !ends_sentence(view(candidates[0]));
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i == 0 && title_first)
          set_title(candidates[0]);
        else
          builder_.paragraph(span(candidates[i]), ParagraphRole::Body);
      }
      return;
    }
    std::size_t title = candidates.size();
    if (article_.title.empty()) title = choose_title(candidates, body);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const Piece& piece = candidates[i];
      const std::string_view text = view(piece);
      const std::size_t words = count_words(text);
      if (i == title) {
        set_title(piece);
      } else if (i < title && title < candidates.size() && words <= 12 && !ends_sentence(text)) {
        if (article_.site.empty() && take_masthead_and_slogan(piece)) {
          masthead_ = i;
        } else if (article_.site.empty() && words <= 6) {
          article_.site = base::collapse_space(text);
          masthead_ = i;
          drop(piece, "masthead", "short line above the title");
        } else if (article_.slogan.empty() && masthead_ != kNone && i == masthead_ + 1) {
          article_.slogan = base::collapse_space(text);
          drop(piece, "slogan", "line under the masthead");
        } else if (words <= 4) {
          if (article_.section.empty()) article_.section = base::collapse_space(text);
          drop(piece, "section_name", "short line above the title");
        } else {
          builder_.paragraph(span(piece), ParagraphRole::Subtitle);
        }
      } else if (i < title && article_.slogan.empty() && masthead_ != kNone && i == masthead_ + 1 &&
                 words <= 10 && title < candidates.size()) {
        article_.slogan = base::collapse_space(text);
        drop(piece, "slogan", "line under the masthead");
      } else if (i > title && words <= 3 && text.size() <= 40 && !ends_sentence(text)) {
        if (article_.section.empty()) article_.section = base::collapse_space(text);
        drop(piece, "section_name", "short line under the title");
      } else {
        builder_.paragraph(span(piece), title < candidates.size() && i > title && !ends_sentence(text)
                                            ? ParagraphRole::Subtitle
                                            : ParagraphRole::Body);
      }
    }
  }

  /// "ISTHMUS TODAY -- the canal side of the news"
  bool take_masthead_and_slogan(const Piece& piece) {
    const std::string_view text = view(piece);
    for (const std::string_view mark : {" -- ", " – ", " — ", " | ", " - "}) {
      const std::size_t at = text.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view head = text.substr(0, at), rest = text.substr(at + mark.size());
      if (count_words(head) > 5 || count_words(rest) < 2 || !is_capitals(head)) return false;
      article_.site = base::collapse_space(head);
      article_.slogan = base::collapse_space(rest);
      drop(piece, "masthead", "masthead and slogan in one line");
      return true;
    }
    return false;
  }

  void set_title(const Piece& piece) {
    std::string title = base::collapse_space(view(piece));
    // Urgency marks of the wires are no part of a title.
    for (const std::string_view mark : {"URGENT ", "BREAKING ", "FLASH ", "ALERT "})
      if (title.starts_with(mark)) title.erase(0, mark.size());
    article_.title = std::move(title);
    drop(piece, "title", "title line");
  }

  /// The line above the text whose words the text takes up again, long and near rather than short and far.
  std::size_t choose_title(const std::vector<Piece>& candidates, std::size_t body) const {
    std::unordered_set<std::string> known;
    std::size_t looked_at = 0;
    for (std::size_t i = body; i < pieces_.size() && looked_at < 6000; ++i) {
      const std::string_view text = view(pieces_[i]).substr(0, 3000);
      if (!is_prose(text) || tables_.junk(text)) continue;
      looked_at += text.size();
      for (std::string& word : content_words(text)) known.insert(std::move(word));
    }
    std::size_t best = candidates.size();
    double best_score = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const std::string_view text = view(candidates[i]);
      const std::size_t words = count_words(text);
      if (text.size() > 250 || (text.size() > 60 && text.ends_with('.'))) continue;
      const std::vector<std::string> content = content_words(text);
      std::size_t shared = 0;
      for (const std::string& word : content)
        if (known.contains(word)) ++shared;
      const double overlap =
          content.empty() ? 0 : static_cast<double>(shared) / static_cast<double>(content.size());
      double score = 2.0 * overlap + 0.12 * static_cast<double>(std::min<std::size_t>(words, 10)) +
                     0.3 * static_cast<double>(i + 1) / static_cast<double>(candidates.size());
      if (words < 3 && text.size() < 24) score -= 1.0;
      if (words <= 5 && is_capitals(text)) score -= 0.5;
      if (score > best_score) {
        best_score = score;
        best = i;
      }
    }
    return best_score >= 0.7 || candidates.size() == 1 ? best : candidates.size();
  }

  void read_body(std::size_t body) {
    bool in_list_of_links = false;
    for (std::size_t i = body; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const std::string_view text = view(piece);
      if (take_junk(piece)) {
        // A line that is only "Related stories" heads a list of titles.
        const std::string& reason = article_.dropped.empty() ? std::string() : article_.dropped.back().reason;
        in_list_of_links = reason == "cross_promotion" && count_words(text) <= 4;
        continue;
      }
      const bool prose = is_prose(text);
      if (in_list_of_links && !prose && !ends_sentence(text) && text.size() <= 140) {
        drop(piece, "cross_promotion", "title in a list of links");
        continue;
      }
      in_list_of_links = false;
      if (text.size() <= 200 && !prose) {
        if (is_title(text)) {
          drop(piece, "title", "title repeated");
          continue;
        }
        if (take_dates(piece)) continue;
        if (is_byline(text, tables_)) {
          take_byline(text);
          drop(piece, "byline", "byline");
          continue;
        }
      }
      if (text.starts_with('(') && text.ends_with(')') && text.size() <= 300) {
        const std::string lower = phrase_form(text.substr(1));
        if (lower.starts_with("reporting by") || lower.starts_with("additional reporting") ||
            lower.starts_with("editing by") || lower.starts_with("writing by")) {
          drop(piece, "byline", "credit in brackets");
          continue;
        }
      }
      builder_.paragraph(span(bullet_free(piece)), role_of(i));
    }
  }

  Piece bullet_free(Piece piece) const {
    if (!is_list_item(view(piece))) return piece;
    piece.begin += base::decode_utf8(text_, piece.begin).length;
    return piece;
  }

  static bool is_list_item(std::string_view text) {
    if (text.size() < 4) return false;
    for (const std::string_view mark : {"• ", "- ", "* ", "▪ ", "● ", "◦ "})
      if (text.starts_with(mark)) return true;
    return false;
  }

  ParagraphRole role_of(std::size_t i) const {
    const std::string_view text = view(pieces_[i]);
    if (is_list_item(text)) return ParagraphRole::ListItem;
    // A heading: short, without an end, between paragraphs, and not the last line.
    if (text.size() > 110 || count_words(text) > 14 || ends_sentence(text) || i + 1 >= pieces_.size())
      return ParagraphRole::Body;
    const base::CodePoint first = base::decode_utf8(text, 0);
    if (base::is_lower_character(first.value) || first.value == U'“' || first.value == U'"' ||
        first.value == U'„')
      return ParagraphRole::Body;
    for (std::size_t next = i + 1; next < pieces_.size() && next < i + 4; ++next) {
      if (is_prose(view(pieces_[next]))) return ParagraphRole::Heading;
      if (!tables_.junk(view(pieces_[next]))) break;
    }
    return ParagraphRole::Body;
  }

  std::string_view text_;
  const ReadingTables& tables_;
  base::Day today_;
  TextOrigin origin_;
  Article& article_;
  ArticleBuilder builder_;
  std::vector<Piece> pieces_;
  std::size_t masthead_ = kNone;
  bool has_given_authors_ = false;
};

}  // namespace

void read_plain_text(const base::OriginText& draft, const ReadingTables& tables, base::Day today,
                     TextOrigin origin, Article& article) {
  PlainReader(draft, tables, today, origin, article).read();
}

}  // namespace raven::read
