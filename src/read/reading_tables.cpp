// SPDX-License-Identifier: Apache-2.0
#include "read/reading_tables.h"

#include "base/ascii.h"
#include "base/table.h"
#include "base/utf8.h"

#include <raven/record.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace raven::read {
namespace {

/// A block that is longer than this is text, whatever it begins with.
constexpr std::uint16_t kLongestJunk = 360;
/// A phrase inside a block, or at its end, says nothing of a block longer than this.
constexpr std::uint16_t kLongestContaining = 240;

std::string_view reason_of(std::string_view kind) {
  if (kind == "newsletter" || kind == "subscribe") return "subscription";
  if (kind == "cookie") return "cookie_notice";
  if (kind == "share") return "share_bar";
  if (kind == "photo") return "photo_credit";
  if (kind == "comment") return "comments";
  if (kind == "app") return "app_promotion";
  if (kind == "follow") return "follow_us";
  if (kind == "player") return "media_player";
  if (kind == "note") return "page_note";
  return kind;  // copyright, advertisement, navigation, login, print
}

/// Characters of scripts that part words with blanks seldom or not at all.
bool is_unspaced(char32_t c) {
  return c >= 0x2E80 || (c >= 0x0E00 && c < 0x1100) || (c >= 0x1780 && c < 0x1800);
}

bool is_boundary(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const base::CodePoint next = base::decode_utf8(text, at);
  if (!base::is_letter_character(next.value) &&
      !(next.value < 128 && base::is_digit(static_cast<char>(next.value))))
    return true;
  // A phrase that ends in a mark of its own ("Read more:") needs no boundary; scripts without blanks have
  // none.
  if (at > 0 && static_cast<unsigned char>(text[at - 1]) < 128 && !base::is_alphanumeric(text[at - 1]))
    return true;
  // Chinese, Japanese, Korean; Thai, Lao, Burmese, Khmer: before the place or behind it.
  if (at > 2 && static_cast<unsigned char>(text[at - 3]) >= 0xE0 &&
      is_unspaced(base::decode_utf8(text, at - 3).value))
    return true;
  return is_unspaced(next.value);
}

/// From the last byte to the first, so that ends can be looked up as starts.
std::string reversed(std::string_view text) {
  return std::string(text.rbegin(), text.rend());
}

std::string_view without_end_marks(std::string_view lower) {
  for (;;) {
    const std::size_t size = lower.size();
    while (!lower.empty() &&
           (lower.back() == ':' || lower.back() == '.' || lower.back() == ' ' || lower.back() == '!' ||
            lower.back() == '>' || lower.back() == '|' || lower.back() == '-' || lower.back() == '+'))
      lower.remove_suffix(1);
    for (const std::string_view mark : {"…", "»", "→", "›", "–", "·", "•", "："})
      if (lower.ends_with(mark)) lower.remove_suffix(mark.size());
    if (lower.size() == size) return lower;
  }
}

std::string_view without_start_marks(std::string_view lower) {
  for (;;) {
    const std::size_t size = lower.size();
    while (!lower.empty() && (lower[0] == '[' || lower[0] == '(' || lower[0] == '*' || lower[0] == '>' ||
                              lower[0] == ' ' || lower[0] == '-' || lower[0] == '|' || lower[0] == '#'))
      lower.remove_prefix(1);
    for (const std::string_view mark : {"»", "→", "›", "–", "·", "•", "►", "▶", "—"})
      if (lower.starts_with(mark)) lower.remove_prefix(mark.size());
    if (lower.size() == size) return lower;
  }
}

}  // namespace

std::string phrase_form(std::string_view text, std::size_t limit) {
  text = text.substr(0, limit);
  std::string form = base::lowered_utf8(text);
  if (std::all_of(form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return base::collapse_space(form);
  // No-break blanks and typographic apostrophes are as good as plain ones.
  std::string joined;
  joined.reserve(form.size());
  for (base::Utf8Cursor at(form); !at.done(); at.next()) {
    const char32_t c = at.code_point();
    if (base::is_space_character(c)) {
      if (!joined.empty() && joined.back() != ' ') joined += ' ';
    } else if (c == U'’' || c == U'ʼ') {
      joined += '\'';
    } else {
      joined.append(form, at.offset(), at.length());
    }
  }
  if (!joined.empty() && joined.back() == ' ') joined.pop_back();
  return joined;
}

bool ends_in_stop(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kClosers = {"”", "’", "»",  "“",  "\"",
                                                                "'", ")", "」", "』", "]"};
  static constexpr std::array<std::string_view, 13> kStops = {".",  "!", "?", ":", "…", "。", "！",
                                                              "？", "।", "؟", "۔", "።", "॥"};
  const auto cut = [&](const auto& marks) {
    for (const std::string_view mark : marks) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      return true;
    }
    return false;
  };
  for (int closers = 0; closers < 3; ++closers)
    if (!cut(kClosers)) break;
  return cut(kStops);
}

bool is_whole_sentence(std::string_view text) {
  if (!ends_in_stop(text)) return false;
  if (base::split_words(text).size() > 6) return true;
  std::size_t wide = 0;
  for (base::Utf8Cursor at(text); !at.done(); at.next()) {
    const char32_t c = at.code_point();
    // Thai, Lao, Burmese, Khmer; Chinese, Japanese.
    if ((c >= 0x0E00 && c < 0x1100) || (c >= 0x1780 && c < 0x1800) || (c >= 0x3040 && c < 0xAC00)) ++wide;
  }
  return wide > 16;
}

namespace {

std::uint32_t first_bytes(std::string_view form) {
  std::uint32_t key = 0;
  for (std::size_t i = 0; i < 3; ++i)
    key = (key << 8) | (i < form.size() ? static_cast<unsigned char>(form[i]) : 0);
  return key;
}

/// The line with each number in it as "0": "1.2k shares" is "0 shares".
std::string numbers_as_marks(std::string_view lower) {
  std::string form;
  for (std::size_t at = 0; at < lower.size();) {
    if (!base::is_digit(lower[at])) {
      form += lower[at++];
      continue;
    }
    while (at < lower.size() &&
           (base::is_digit(lower[at]) || ((lower[at] == '.' || lower[at] == ',' || lower[at] == ':') &&
                                          at + 1 < lower.size() && base::is_digit(lower[at + 1]))))
      ++at;
    if (at < lower.size() && (lower[at] == 'k' || lower[at] == 'm') &&
        (at + 1 == lower.size() || lower[at + 1] == ' '))
      ++at;
    form += '0';
  }
  return form;
}

}  // namespace

void PhraseTable::add(std::string_view phrase, std::uint32_t value) {
  std::string form = phrase_form(phrase);
  if (form.empty()) return;
  // A phrase of one or two bytes is found under its own key.
  std::vector<Phrase>& list = phrases_[first_bytes(form)];
  auto place = list.begin();
  while (place != list.end() && place->form.size() >= form.size()) {
    if (place->form == form) return;
    ++place;
  }
  list.insert(place, {std::move(form), value});
}

std::uint32_t PhraseTable::at_start(std::string_view lower, std::size_t* length) const {
  for (std::size_t size = std::min<std::size_t>(lower.size(), 3); size > 0; --size) {
    const auto list = phrases_.find(first_bytes(lower.substr(0, size)));
    if (list == phrases_.end()) continue;
    for (const Phrase& phrase : list->second) {
      if (!lower.starts_with(phrase.form) || !is_boundary(lower, phrase.form.size())) continue;
      if (length) *length = phrase.form.size();
      return phrase.value;
    }
  }
  return kNone;
}

std::uint32_t PhraseTable::whole(std::string_view lower) const {
  const auto list = phrases_.find(first_bytes(lower));
  if (list == phrases_.end()) return kNone;
  for (const Phrase& phrase : list->second)
    if (phrase.form == lower) return phrase.value;
  return kNone;
}

void PhraseSearch::add(std::string_view phrase, std::uint32_t value) {
  std::string form = phrase_form(phrase);
  if (form.size() < 3) return;
  const auto pair = (static_cast<unsigned char>(form[0]) << 8) | static_cast<unsigned char>(form[1]);
  pairs_.set(static_cast<std::size_t>(pair));
  phrases_[first_bytes(form)].emplace_back(std::move(form), value);
}

void PhraseSearch::find(std::string_view lower, std::vector<std::uint32_t>& found, std::size_t limit) const {
  for (std::size_t at = 0; at + 2 < lower.size(); ++at) {
    const auto pair =
        (static_cast<unsigned char>(lower[at]) << 8) | static_cast<unsigned char>(lower[at + 1]);
    if (!pairs_.test(static_cast<std::size_t>(pair))) continue;
    const auto list = phrases_.find(first_bytes(lower.substr(at)));
    if (list == phrases_.end()) continue;
    for (const auto& [phrase, value] : list->second) {
      if (!lower.substr(at).starts_with(phrase)) continue;
      found.push_back(value);
      if (found.size() >= limit) return;
    }
  }
}

Result<ReadingTables> ReadingTables::make(const base::Knowledge& knowledge) {
  ReadingTables tables;
  RAVEN_TRY([[maybe_unused]] Done done, tables.load(knowledge));
  return tables;
}

Result<Done> ReadingTables::load(const base::Knowledge& knowledge) {
  const auto open = [&](std::string_view name,
                        std::initializer_list<std::string_view> columns) -> Result<base::Table> {
    RAVEN_TRY(std::string_view bytes, knowledge.file(name));
    return base::Table::parse(name, bytes, columns);
  };
  const auto add_phrase = [&](const base::Table& table, const base::TableRow& row, std::string_view reason,
                              std::string_view match, std::string_view most) -> Result<Done> {
    const auto number = static_cast<std::uint32_t>(phrases_.size());
    JunkPhrase phrase{reason, row[0], PhraseMatch::Start, kLongestJunk};
    if (match == "start") {
      starts_.add(row[0], number);
    } else if (match == "fragment") {
      phrase.match = PhraseMatch::Fragment;
      starts_.add(row[0], number);
    } else if (match == "whole") {
      phrase.match = PhraseMatch::Whole;
      wholes_.add(without_end_marks(phrase_form(row[0])), number);
    } else if (match == "end") {
      phrase.match = PhraseMatch::End;
      phrase.most = kLongestContaining;
      ends_.add(reversed(phrase_form(row[0])), number);
    } else if (match == "contains") {
      phrase.match = PhraseMatch::Contains;
      phrase.most = kLongestContaining;
      contained_.add(row[0], number);
    } else {
      return table.fault(row, "match is start, fragment, whole, end or contains");
    }
    if (!most.empty() && most != "-") {
      std::from_chars(most.data(), most.data() + most.size(), phrase.most);
      if (phrase.most < 1 || phrase.most > kLongestJunk)
        return table.fault(row, "most is a number from 1 to 360");
    }
    phrases_.push_back(phrase);
    return Done{};
  };
  {
    RAVEN_TRY(base::Table table,
              open("reading/cross_promotion.tsv", {"phrase", "language", "match", "most"}));
    for (const base::TableRow& row : table.rows()) {
      RAVEN_TRY([[maybe_unused]] Done done, add_phrase(table, row, "cross_promotion", row[2], row[3]));
    }
  }
  {
    RAVEN_TRY(base::Table table,
              open("reading/boilerplate.tsv", {"phrase", "language", "kind", "match", "most"}));
    for (const base::TableRow& row : table.rows()) {
      RAVEN_TRY([[maybe_unused]] Done done, add_phrase(table, row, reason_of(row[2]), row[3], row[4]));
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/page_words.tsv", {"word", "language", "role"}));
    std::vector<std::string_view> languages;
    for (const base::TableRow& row : table.rows()) {
      if (row[2] != "act" && row[2] != "thing") return table.fault(row, "role is act or thing");
      const std::size_t language = std::min<std::size_t>(
          static_cast<std::size_t>(std::find(languages.begin(), languages.end(), row[1]) - languages.begin()),
          63);
      if (language == languages.size()) languages.push_back(row[1]);
      const std::string form = phrase_form(row[0]);
      PageWord word;
      (row[2] == "act" ? word.acts : word.things) = std::uint64_t{1} << language;
      if (is_unspaced(base::decode_utf8(form, 0).value) && row[1] != "ko") {
        page_words_within_.add(form, static_cast<std::uint32_t>(words_within_.size()));
        words_within_.push_back(word);
      } else if (form.ends_with('*')) {
        page_stems_[first_bytes(form)].emplace_back(form.substr(0, form.size() - 1), word);
      } else {
        page_words_[form].acts |= word.acts;
        page_words_[form].things |= word.things;
      }
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/months.tsv", {"word", "month", "language"}));
    for (const base::TableRow& row : table.rows()) {
      int month = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), month);
      if (month < 1 || month > 12) return table.fault(row, "month is a number from 1 to 12");
      dates_.add_month(row[0], month, row[2]);
      if (row[0].ends_with('.')) dates_.add_month(row[0].substr(0, row[0].size() - 1), month, row[2]);
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/calendars.tsv", {"word", "value", "calendar", "language"}));
    for (const base::TableRow& row : table.rows()) {
      int value = 0;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
      if (row[2] == "era") {
        dates_.add_era(row[0], value);
        continue;
      }
      if (value < 1 || value > 12) return table.fault(row, "value is a month from 1 to 12");
      if (row[2] != "solar_hijri" && row[2] != "hijri")
        return table.fault(row, "calendar is solar_hijri, hijri or era");
      dates_.add_month(row[0], value, row[3],
                       row[2] == "hijri" ? DateReader::Calendar::Hijri : DateReader::Calendar::SolarHijri);
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/weekdays.tsv", {"word", "weekday", "language"}));
    for (const base::TableRow& row : table.rows()) {
      int weekday = -1;
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), weekday);
      if (weekday < 0 || weekday > 7) return table.fault(row, "weekday is a number from 0 to 7");
      dates_.add_weekday(row[0].ends_with('.') ? row[0].substr(0, row[0].size() - 1) : row[0], weekday % 7,
                         row[2]);
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/date_labels.tsv", {"phrase", "kind", "language"}));
    for (const base::TableRow& row : table.rows()) {
      if (row[1] != "published" && row[1] != "modified")
        return table.fault(row, "kind is published or modified");
      const DateLabel label = row[1] == "published" ? DateLabel::Published : DateLabel::Modified;
      labels_.add(row[0], static_cast<std::uint32_t>(label));
      label_words_.emplace_back(phrase_form(row[0]), label);
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/agencies.tsv", {"name", "aliases"}));
    for (const base::TableRow& row : table.rows()) {
      agencies_.emplace(phrase_form(row[0]), row[0]);
      for (const std::string_view alias : row.list(1)) agencies_.emplace(phrase_form(alias), row[0]);
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/author_noise.tsv", {"phrase", "kind"}));
    for (const base::TableRow& row : table.rows()) {
      BylineWord word = BylineWord::Other;
      if (row[1] == "separator") continue;  // authors.cpp cuts at these
      if (row[1] == "prefix") word = BylineWord::Intro;
      if (row[1] == "suffix" || row[1] == "desk") word = BylineWord::Role;
      if (row[1] == "collective") word = BylineWord::Collective;
      if (row[1] == "tail") word = BylineWord::Tail;
      if (row[1] == "outlet") word = BylineWord::Outlet;
      byline_words_.add(row[0], static_cast<std::uint32_t>(word));
    }
  }
  {
    RAVEN_TRY(base::Table table,
              open("reading/page_kinds.tsv", {"kind", "where", "match", "points", "cue", "language"}));
    RAVEN_TRY(page_kinds_, PageKindTable::make(table));
  }
  {
    RAVEN_TRY(base::Table table, open("reading/title_noise.tsv", {"phrase", "kind"}));
    for (const base::TableRow& row : table.rows()) {
      if (row[1] == "prefix") title_words_.add(row[0], static_cast<std::uint32_t>(TitleNoise::Prefix));
      if (row[1] == "page") title_words_.add(row[0], static_cast<std::uint32_t>(TitleNoise::Page));
      if (row[1] == "suffix") title_ends_.add(row[0], static_cast<std::uint32_t>(TitleNoise::Suffix));
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/class_hints.tsv", {"token", "effect"}));
    for (const base::TableRow& row : table.rows()) {
      ClassEffect effect = ClassEffect::None;
      if (row[1] == "body") effect = ClassEffect::Body;
      if (row[1] == "junk") effect = ClassEffect::Junk;
      if (row[1] == "meta") effect = ClassEffect::Meta;
      if (row[1] == "caption") effect = ClassEffect::Caption;
      if (row[1] == "byline") effect = ClassEffect::Byline;
      if (row[1] == "comment") effect = ClassEffect::Comment;
      if (effect == ClassEffect::None)
        return table.fault(row, "effect is body, junk, meta, caption, byline or comment");
      classes_.emplace(base::lowered(row[0]), effect);
    }
  }
  {
    constexpr std::string_view kName = "reading/text_blocks.tsv";
    RAVEN_TRY(std::string_view bytes, knowledge.file(kName));
    RAVEN_TRY(text_blocks_, BlockModel::make(kName, bytes));
  }
  return Done{};
}

bool ReadingTables::speaks_of_page(std::string_view block, std::string_view lower) const {
  constexpr std::size_t kMostBytes = 110, kMostWords = 8;
  if (block.size() > kMostBytes || ends_in_stop(block)) return false;
  const std::vector<std::string_view> words = base::split_words(lower);
  if (words.size() > kMostWords) return false;
  std::array<std::uint8_t, 64> acts{}, things{};
  std::uint64_t seen = 0;
  const auto count = [&](PageWord word) {
    seen |= word.acts | word.things;
    for (std::size_t language = 0; (word.acts | word.things) >> language != 0; ++language) {
      const bool is_act = (word.acts >> language & 1) != 0, is_thing = (word.things >> language & 1) != 0;
      // A word that is both counts as one of them.
      if (is_thing && (things[language] == 0 || !is_act))
        ++things[language];
      else if (is_act)
        ++acts[language];
      if (language == 63) break;
    }
  };
  std::string key;
  for (std::string_view word : words) {
    while (!word.empty() && !base::is_letter(word.back()) && static_cast<unsigned char>(word.back()) < 0x80)
      word.remove_suffix(1);
    while (!word.empty() && !base::is_letter(word[0]) && static_cast<unsigned char>(word[0]) < 0x80)
      word.remove_prefix(1);
    if (word.empty()) continue;
    key.assign(word);
    if (const auto found = page_words_.find(key); found != page_words_.end()) {
      count(found->second);
      continue;
    }
    const auto stems = page_stems_.find(first_bytes(word));
    if (stems == page_stems_.end()) continue;
    PageWord all;
    for (const auto& [stem, roles] : stems->second) {
      if (!word.starts_with(stem)) continue;
      all.acts |= roles.acts;
      all.things |= roles.things;
    }
    count(all);
  }
  std::vector<std::uint32_t> within;
  page_words_within_.find(lower, within);
  for (const std::uint32_t number : within) count(words_within_[number]);
  if (seen == 0) return false;
  // Half of the words or more speak of the page in one language; in a script without blanks two characters
  // are a word.
  std::size_t unspaced = 0;
  if (!within.empty())
    for (base::Utf8Cursor at(lower); !at.done(); at.next())
      if (is_unspaced(at.code_point())) ++unspaced;
  const std::size_t count_of_words = unspaced > 0 ? (unspaced + 1) / 2 : words.size();
  for (std::size_t language = 0; language < acts.size(); ++language)
    if (acts[language] > 0 && things[language] > 0 &&
        static_cast<std::size_t>(acts[language] + things[language]) * 2 >= count_of_words)
      return true;
  return false;
}

std::optional<JunkPhrase> ReadingTables::junk(std::string_view block) const {
  if (block.empty() || block.size() > kLongestJunk) return std::nullopt;
  const std::string form = phrase_form(block);
  const std::string_view lower = without_start_marks(form);
  const auto fits = [&](std::uint32_t found) {
    return found != kNone && block.size() <= phrases_[found].most &&
           (phrases_[found].match != PhraseMatch::Fragment || !is_whole_sentence(block));
  };
  const std::string_view bare = without_end_marks(lower);
  if (const std::uint32_t found = wholes_.whole(bare); found != kNone) return phrases_[found];
  if (const std::string_view head = lower.substr(0, 60);
      std::any_of(head.begin(), head.end(), base::is_digit)) {
    const std::string marked = numbers_as_marks(head);
    if (bare.size() <= head.size())
      if (const std::uint32_t found = wholes_.whole(without_end_marks(marked)); found != kNone)
        return phrases_[found];
    if (const std::uint32_t found = starts_.at_start(marked); fits(found)) return phrases_[found];
  }
  if (const std::uint32_t found = starts_.at_start(lower); fits(found)) return phrases_[found];
  // Of a phrase in brackets or with a mark of its own before it, the mark may be part of the phrase.
  if (lower.size() != form.size())
    if (const std::uint32_t found = starts_.at_start(form); fits(found)) return phrases_[found];
  if (block.size() > kLongestContaining) return std::nullopt;
  if (const std::uint32_t found = ends_.at_start(reversed(without_end_marks(form))); fits(found))
    return phrases_[found];
  if (const std::uint32_t found = ends_.at_start(reversed(form)); fits(found)) return phrases_[found];
  std::vector<std::uint32_t> contained;
  contained_.find(lower, contained);
  for (const std::uint32_t found : contained)
    if (fits(found)) return phrases_[found];
  if (speaks_of_page(block, lower)) return JunkPhrase{"navigation", "page words", PhraseMatch::Fragment, 110};
  return std::nullopt;
}

ReadingTables::DateLabel ReadingTables::date_label(std::string_view lower, std::size_t* length) const {
  const std::uint32_t found = labels_.at_start(lower, length);
  return found == kNone ? DateLabel::None : static_cast<DateLabel>(found);
}

ReadingTables::DateLabel ReadingTables::date_label_before(std::string_view lower, std::size_t before) const {
  DateLabel label = DateLabel::None;
  std::size_t best_end = 0;
  const std::string_view head = lower.substr(0, before);
  for (const auto& [words, kind] : label_words_) {
    const std::size_t at = head.rfind(words);
    if (at == std::string_view::npos || (at > 0 && base::is_letter(head[at - 1])) ||
        !is_boundary(lower, at + words.size()))
      continue;
    // The label next to the date counts; of two that end at one place, the longer.
    if (at + words.size() >= best_end) {
      best_end = at + words.size();
      label = kind;
    }
  }
  return label;
}

std::string_view ReadingTables::agency(std::string_view name) const {
  const auto found = agencies_.find(phrase_form(name, 80));
  return found == agencies_.end() ? std::string_view{} : found->second;
}

ReadingTables::BylineWord ReadingTables::byline_word_at(std::string_view lower, std::size_t* length) const {
  const std::uint32_t found = byline_words_.at_start(lower, length);
  return found == kNone ? BylineWord::None : static_cast<BylineWord>(found);
}

ReadingTables::BylineWord ReadingTables::byline_word(std::string_view lower_whole) const {
  const std::uint32_t found = byline_words_.whole(lower_whole);
  return found == kNone ? BylineWord::None : static_cast<BylineWord>(found);
}

ReadingTables::TitleNoise ReadingTables::title_noise_at(std::string_view lower, std::size_t* length) const {
  const std::uint32_t found = title_words_.at_start(lower, length);
  return found == kNone ? TitleNoise::None : static_cast<TitleNoise>(found);
}

ReadingTables::TitleNoise ReadingTables::title_noise(std::string_view lower_whole) const {
  const std::uint32_t found = title_ends_.whole(lower_whole);
  return found == kNone ? TitleNoise::None : static_cast<TitleNoise>(found);
}

ClassEffect ReadingTables::class_effect(std::string_view token) const {
  char lower[64];
  if (token.size() > sizeof lower) return ClassEffect::None;
  std::transform(token.begin(), token.end(), lower, base::to_lower);
  const auto found = classes_.find(std::string_view(lower, token.size()));
  return found == classes_.end() ? ClassEffect::None : found->second;
}

ClassEffect ReadingTables::class_list_effect(std::string_view value) const {
  ClassEffect all = ClassEffect::None;
  value = value.substr(0, 600);
  for (std::size_t begin = 0, end = 0; begin < value.size(); begin = end) {
    while (begin < value.size() && base::is_space(value[begin])) ++begin;
    end = begin;
    while (end < value.size() && !base::is_space(value[end])) ++end;
    const ClassEffect effect = class_effect(value.substr(begin, end - begin));
    if (effect == ClassEffect::None) continue;
    if (effect == ClassEffect::Comment) return effect;
    if (effect == ClassEffect::Junk || all == ClassEffect::None ||
        (all == ClassEffect::Body && effect != ClassEffect::Body)) {
      if (all != ClassEffect::Junk) all = effect;
    }
  }
  return all;
}

}  // namespace raven::read
