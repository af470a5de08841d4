// SPDX-License-Identifier: Apache-2.0
#include "read/page/plain_text.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "read/page/article_builder.h"
#include "read/page/authors.h"
#include "read/page/line_shapes.h"
#include "read/page/text_pieces.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace raven::read {
namespace {

using Piece = TextPiece;

/// The words of a line in lower case, those of four letters and more; in scripts without blanks, each two
/// characters that stand together.
std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::size_t letters = 0, last = at;
    bool wide = false;
    while (at < text.size()) {
      const base::CodePoint c = base::decode_utf8(text, at);
      if (!base::is_letter_character(c.value)) break;
      const bool is_wide = c.value >= 0x0E00 && c.value < 0xAC00 &&
                           !(c.value >= 0x1100 && c.value < 0x1780) &&
                           !(c.value >= 0x1800 && c.value < 0x3040);
      if (is_wide && wide) words.emplace_back(text.substr(last, at + c.length - last));
      wide = is_wide;
      last = at;
      at += c.length;
      ++letters;
    }
    if (letters >= 4 && !wide) words.push_back(base::lowered_utf8(text.substr(begin, at - begin)));
    if (at == begin) at += base::decode_utf8(text, at).length;
  }
  return words;
}

std::string comparable(std::string_view text) {
  return base::folded(base::collapse_space(text));
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
        builder_(draft, tables, article) {
    builder_.set_line_ends(LineEnds::OfThePage);
  }

  void read() {
    pieces_ = text_pieces(text_);
    judge_pieces();
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

  enum Mark : std::uint8_t { kProse = 1, kJunk = 2 };

  /// What each piece is by itself, once.
  void judge_pieces() {
    marks_.resize(pieces_.size());
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const std::string_view text = view(pieces_[i]);
      if (is_prose(text)) marks_[i] |= kProse;
      if (text.size() <= 360 && (tables_.junk(text) || is_wire_slug(text) || is_photo_credit(text, tables_)))
        marks_[i] |= kJunk;
    }
  }
  bool prose_at(std::size_t i) const { return (marks_[i] & kProse) != 0; }
  bool junk_at(std::size_t i) const { return (marks_[i] & kJunk) != 0; }
  bool text_at(std::size_t i) const { return marks_[i] == kProse; }

  /// The first piece that is running text; the number of pieces if none is.
  std::size_t first_prose() const {
    std::size_t i = 0;
    while (i < pieces_.size() && !text_at(i)) ++i;
    return i;
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
    if (is_end_mark(text)) {
      drop(piece, "end_mark", "end mark");
      return true;
    }
    if (is_rule(text)) {
      drop(piece, "ornament", "no letters");
      return true;
    }
    if (is_page_number(text)) {
      drop(piece, "page_number", "number alone");
      return true;
    }
    if (take_correction(piece)) return true;
    if (const std::optional<JunkPhrase> junk = tables_.junk(text)) {
      if (junk->reason == "page_note") take_credits(text);
      drop(piece, junk->reason, std::string("phrase:") + std::string(junk->phrase));
      return true;
    }
    if (is_photo_credit(text, tables_)) {
      drop(piece, "photo_credit", "credit at the end");
      return true;
    }
    if (is_contact_line(text)) {
      drop(piece, "contact", "address");
      return true;
    }
    if (take_menu(piece)) return true;
    if (is_wire_slug(text)) {
      drop(piece, "wire_slug", "wire slug");
      return true;
    }
    return take_agency(piece);
  }

  /// A correction or a note of the editors stays in the text with a role of its own.
  bool take_correction(const Piece& piece) {
    const std::string_view text = view(piece);
    if (text.size() > 1500) return false;
    std::size_t head = std::min<std::size_t>(text.size(), 160);
    while (head < text.size() && head > 0 && (static_cast<unsigned char>(text[head]) & 0xC0) == 0x80) --head;
    const std::optional<JunkPhrase> junk = tables_.junk(text.substr(0, head));
    if (!junk || junk->reason != "editorial" || junk->match == PhraseMatch::Contains) return false;
    if (junk->match == PhraseMatch::Whole || count_words(text) < 4)
      drop(piece, "page_note", std::string("phrase:") + std::string(junk->phrase));
    else
      builder_.paragraph(span(piece), ParagraphRole::Correction);
    return true;
  }

  bool take_menu(const Piece& piece) {
    const std::string_view text = view(piece);
    if (text.find_first_of("|/>\t\xC2\xE2") == std::string_view::npos &&
        text.find("  ") == std::string_view::npos)
      return false;
    const bool menu = is_menu(text), crumbs = !menu && is_breadcrumb(text);
    const std::vector<std::string_view> parts = menu_pieces(text);
    const bool few = parts.size() >= 2 && parts.size() < 4 && text.size() <= 200 && !ends_in_stop(text);
    if (!menu && !crumbs && !few) return false;
    for (const std::string_view part : parts) {
      if (const std::optional<JunkPhrase> junk = tables_.junk(part); junk && part.size() < 80) {
        drop(piece, junk->reason, std::string("menu:") + std::string(junk->phrase));
        return true;
      }
    }
    if (!menu && !crumbs) return false;
    drop(piece, "navigation", menu ? "menu" : "breadcrumb");
    return true;
  }

  /// "Reporting by Ann Orr in Kelm; Editing by Ben Ek": who wrote is an author, if nobody else was named.
  void take_credits(std::string_view text) {
    if (has_given_authors_ || !article_.authors.empty()) return;
    while (!text.empty() && (text[0] == '(' || text[0] == '[')) text.remove_prefix(1);
    const std::string lower = phrase_form(text);
    constexpr std::string_view kReporting = "reporting by ";
    if (!lower.starts_with(kReporting) || lower.size() != text.size()) return;
    std::string_view names = text.substr(kReporting.size());
    names = names.substr(0, std::min(names.find_first_of(";)]."), names.size()));
    names = names.substr(0, std::min(names.find(" in "), names.size()));
    if (names.size() > 100) return;
    const Byline byline = read_byline("By " + std::string(names), tables_, article_.site);
    for (const std::string& author : byline.authors) article_.authors.push_back(author);
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
    return !article_.title.empty() && text.size() < 2 * article_.title.size() + 40 &&
           comparable(text) == comparable(article_.title);
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
      // It may be the title of the page as well as a pointer to another.
      const bool flagged = article_.title.empty() && is_title_or_pointer(text);
      if (!flagged && take_junk(piece)) continue;
      candidates.push_back(piece);
    }
    // Nothing but short lines: they are all the text there is.
    if (body == pieces_.size() || (origin_ == TextOrigin::Extracted && !article_.title.empty())) {
      const bool title_first = body == pieces_.size() && article_.title.empty() && candidates.size() > 1 &&
                               !ends_in_stop(view(candidates[0]));
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
      } else if (take_junk(piece)) {
        continue;
      } else if (i < title && title < candidates.size() && words <= 12 && !ends_in_stop(text)) {
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
      } else if (i > title && words <= 3 && text.size() <= 40 && !ends_in_stop(text)) {
        if (article_.section.empty()) article_.section = base::collapse_space(text);
        drop(piece, "section_name", "short line under the title");
      } else {
        builder_.paragraph(span(piece), title < candidates.size() && i > title && !ends_in_stop(text)
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

  /// "Exclusive: rebels free prisoners", "More from the north than ever": the text decides.
  bool is_title_or_pointer(std::string_view text) const {
    if (count_words(text) < 4) return false;
    if (title_flag(text) > 0) return true;
    const std::optional<JunkPhrase> junk = tables_.junk(text);
    return junk && junk->match == PhraseMatch::Fragment &&
           (junk->reason == "cross_promotion" || junk->reason == "navigation");
  }

  /// How many bytes of a title are flags of the newsroom ("BREAKING: "), blanks after them with them.
  std::size_t title_flag(std::string_view title) const {
    std::size_t length = 0;
    const std::string lower = base::lowered_utf8(title.substr(0, 60));
    if (tables_.title_noise_at(lower, &length) != ReadingTables::TitleNoise::Prefix) return 0;
    // In lower case a few letters take other numbers of bytes; no flag has them.
    if (length >= title.size() || base::lowered_utf8(title.substr(0, length)) != lower.substr(0, length))
      return 0;
    // A word that is not marked off is a flag in capitals only: "URGENT talks", but "Urgent talks resume".
    if (base::is_letter(title[length - 1]) && !is_capitals(title.substr(0, length))) return 0;
    while (length < title.size() && title[length] == ' ') ++length;
    return length;
  }

  void set_title(const Piece& piece) {
    std::string title = base::collapse_space(view(piece));
    // Urgency marks of the wires are no part of a title.
    for (const std::string_view mark : {"URGENT ", "BREAKING ", "FLASH ", "ALERT "})
      if (title.starts_with(mark)) title.erase(0, mark.size());
    if (const std::size_t flag = title_flag(title); flag > 0 && count_words(title.substr(flag)) >= 3)
      title.erase(0, flag);
    article_.title = std::move(title);
    drop(piece, "title", "title line");
  }

  /// The line above the text whose words the text takes up again, long and near rather than short and far.
  std::size_t choose_title(const std::vector<Piece>& candidates, std::size_t body) const {
    std::unordered_set<std::string> known;
    std::size_t looked_at = 0;
    for (std::size_t i = body; i < pieces_.size() && looked_at < 6000; ++i) {
      if (!text_at(i)) continue;
      const std::string_view text = view(pieces_[i]).substr(0, 3000);
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
    bool in_list_of_links = false, in_comments = false, junk_since_prose = false;
    std::size_t last_prose = body, bytes_left = 0, bytes_kept = 0, paragraphs = 0;
    for (std::size_t i = body; i < pieces_.size(); ++i) {
      bytes_left += pieces_[i].size();
      if (text_at(i)) last_prose = i;
    }
    for (std::size_t i = body; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const std::string_view text = view(piece);
      bytes_left -= std::min<std::size_t>(bytes_left, piece.size());
      const bool prose = prose_at(i);
      if (origin_ == TextOrigin::PageDump && paragraphs >= 2 && bytes_kept >= 200 &&
          begins_other_article(i)) {
        drop_from(i, "other_article", "title, then date or author, then text");
        article_.notes.push_back(
            {"other_article_left_out", "Another article follows on this page; it was left out.", {}});
        return;
      }
      if (take_junk(piece)) {
        const Dropped* left_out = article_.dropped.empty() ? nullptr : &article_.dropped.back();
        // A line that is only "Related stories" heads a list of titles.
        in_list_of_links = left_out && left_out->reason == "cross_promotion" && count_words(text) <= 4;
        // What readers wrote follows its heading and is less than the article.
        if (left_out && left_out->reason == "comments" && paragraphs >= 2 && bytes_left * 2 < bytes_kept) {
          in_comments = true;
        }
        junk_since_prose = true;
        continue;
      }
      if (in_comments) {
        drop(piece, "comments", "after the heading of the comments");
        continue;
      }
      if (in_list_of_links && !prose && !ends_in_stop(text) && text.size() <= 180) {
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
      // Behind the text, among other leavings: titles of other pages, names, places of a menu.
      if (origin_ == TextOrigin::PageDump && i > last_prose && junk_since_prose && !ends_in_stop(text) &&
          text.size() <= 180 && !is_list_item(text)) {
        drop(piece, "trailing_line", "short line after the text");
        continue;
      }
      if (text.size() >= 60 && !seen_.insert(base::hash64(phrase_form(text, text.size()))).second) {
        drop(piece, "repeated", "paragraph stands twice");
        continue;
      }
      builder_.paragraph(span(bullet_free(piece)), role_of(i));
      if (prose) {
        junk_since_prose = false;
        bytes_kept += text.size();
        ++paragraphs;
        learn_words(text);
      }
    }
  }

  /// The words of the article so far, as far as they are needed to tell another one.
  void learn_words(std::string_view text) {
    constexpr std::size_t kEnough = 4000;
    if (known_.size() >= kEnough) return;
    for (std::string& word : content_words(text.substr(0, 3000))) known_.insert(std::move(word));
  }

  /// A line like a title whose words are new, right behind it a date line or a byline, then running text.
  bool begins_other_article(std::size_t i) const {
    const std::string_view text = view(pieces_[i]);
    if (marks_[i] != 0 || text.size() > 200 || ends_in_stop(text) || i + 2 >= pieces_.size()) return false;
    const std::size_t words = count_words(text);
    if (words < 3 || words > 24 || is_title(text)) return false;
    bool signed_or_dated = false;
    for (std::size_t next = i + 1; next < pieces_.size() && next < i + 5; ++next) {
      const std::string_view line = view(pieces_[next]);
      if (text_at(next)) {
        if (!signed_or_dated) return false;
        const std::vector<std::string> content = content_words(text);
        const auto known = std::count_if(content.begin(), content.end(),
                                         [&](const std::string& word) { return known_.contains(word); });
        return content.empty() || static_cast<std::size_t>(known) * 2 < content.size();
      }
      std::string rest;
      if (line.size() <= 200 &&
          (is_byline(line, tables_) || !date_line(line, tables_, article_.language, rest).empty()))
        signed_or_dated = true;
      else if (!junk_at(next))
        return false;
    }
    return false;
  }

  void drop_from(std::size_t first, std::string_view reason, std::string_view rule) {
    for (std::size_t i = first; i < pieces_.size(); ++i) drop(pieces_[i], reason, rule);
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
    if (text.size() > 110 || count_words(text) > 14 || ends_in_stop(text) || i + 1 >= pieces_.size())
      return ParagraphRole::Body;
    const base::CodePoint first = base::decode_utf8(text, 0);
    if (base::is_lower_character(first.value) || first.value == U'“' || first.value == U'"' ||
        first.value == U'„')
      return ParagraphRole::Body;
    for (std::size_t next = i + 1; next < pieces_.size() && next < i + 4; ++next) {
      if (prose_at(next)) return ParagraphRole::Heading;
      if (!junk_at(next)) break;
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
  std::vector<std::uint8_t> marks_;         // of each piece, of Mark
  std::unordered_set<std::uint64_t> seen_;  // hashes of paragraphs in lower case
  std::unordered_set<std::string> known_;   // words of the text so far
  std::size_t masthead_ = kNone;
  bool has_given_authors_ = false;
};

}  // namespace

void read_plain_text(const base::OriginText& draft, const ReadingTables& tables, base::Day today,
                     TextOrigin origin, Article& article) {
  PlainReader(draft, tables, today, origin, article).read();
}

}  // namespace raven::read
