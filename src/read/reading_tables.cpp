// SPDX-License-Identifier: Apache-2.0
#include "read/reading_tables.h"

#include "base/ascii.h"
#include "base/table.h"
#include "base/utf8.h"

#include <raven/record.h>

#include <algorithm>
#include <charconv>

namespace raven::read {
namespace {

/// A block that is longer than this is text, whatever it begins with.
constexpr std::size_t kLongestJunk = 360;
/// A phrase inside a block says nothing of a block longer than this.
constexpr std::size_t kLongestContaining = 240;

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
  return next.value >= 0x2E80;
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

void PhraseTable::add(std::string_view phrase, std::uint32_t value) {
  std::string form = phrase_form(phrase);
  if (form.empty()) return;
  longest_ = std::max(longest_, form.size());
  values_.emplace(std::move(form), value);
}

std::uint32_t PhraseTable::at_start(std::string_view lower, std::size_t* length) const {
  std::string key;
  for (std::size_t size = std::min(lower.size(), longest_); size > 0; --size) {
    if ((static_cast<unsigned char>(size < lower.size() ? lower[size] : 0) & 0xC0) == 0x80) continue;
    if (!is_boundary(lower, size)) continue;
    key.assign(lower.substr(0, size));
    if (const auto found = values_.find(key); found != values_.end()) {
      if (length) *length = size;
      return found->second;
    }
  }
  return kNone;
}

std::uint32_t PhraseTable::whole(std::string_view lower) const {
  if (lower.size() > longest_) return kNone;
  const auto found = values_.find(std::string(lower));
  return found == values_.end() ? kNone : found->second;
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
                              std::string_view match) -> Result<Done> {
    const auto number = static_cast<std::uint32_t>(phrases_.size());
    if (match == "start") {
      phrases_.push_back({reason, row[0], PhraseMatch::Start});
      starts_.add(row[0], number);
    } else if (match == "whole") {
      phrases_.push_back({reason, row[0], PhraseMatch::Whole});
      wholes_.add(without_end_marks(row[0]), number);
    } else if (match == "contains") {
      phrases_.push_back({reason, row[0], PhraseMatch::Contains});
      contained_.emplace_back(phrase_form(row[0]), number);
    } else {
      return table.fault(row, "match is start, whole or contains");
    }
    return Done{};
  };
  {
    RAVEN_TRY(base::Table table, open("reading/cross_promotion.tsv", {"phrase", "language", "match"}));
    for (const base::TableRow& row : table.rows()) {
      RAVEN_TRY([[maybe_unused]] Done done, add_phrase(table, row, "cross_promotion", row[2]));
    }
  }
  {
    RAVEN_TRY(base::Table table, open("reading/boilerplate.tsv", {"phrase", "language", "kind", "match"}));
    for (const base::TableRow& row : table.rows()) {
      RAVEN_TRY([[maybe_unused]] Done done, add_phrase(table, row, reason_of(row[2]), row[3]));
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
  return Done{};
}

std::optional<JunkPhrase> ReadingTables::junk(std::string_view block) const {
  if (block.empty() || block.size() > kLongestJunk) return std::nullopt;
  const std::string form = phrase_form(block);
  const std::string_view lower = without_start_marks(form);
  if (const std::uint32_t found = wholes_.whole(without_end_marks(lower)); found != kNone)
    return phrases_[found];
  if (const std::uint32_t found = starts_.at_start(lower); found != kNone) return phrases_[found];
  if (block.size() <= kLongestContaining) {
    for (const auto& [phrase, number] : contained_)
      if (lower.find(phrase) != std::string_view::npos) return phrases_[number];
  }
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
  const auto found = classes_.find(base::lowered(token));
  return found == classes_.end() ? ClassEffect::None : found->second;
}

ClassEffect ReadingTables::class_list_effect(std::string_view value) const {
  ClassEffect all = ClassEffect::None;
  for (const std::string_view token : base::split_words(value.substr(0, 600))) {
    const ClassEffect effect = class_effect(token);
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
