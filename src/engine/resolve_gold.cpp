// SPDX-License-Identifier: Apache-2.0
#include "engine/resolve_gold.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/file.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

namespace raven {
namespace {

struct GoldRow {
  std::size_t line = 0;
  std::string kind;
  TextSpan span;  // of the words; empty for a variant
  std::string words;
  std::vector<std::string> cells;  // after the words
};

struct GoldArticle {
  std::string file;
  std::string id, date;
  std::string title;
  std::vector<std::string> paragraphs;
  std::vector<GoldRow> rows;
};

// Whether a letter or digit begins at `at`; a dash beyond ASCII parts words as one in ASCII does.
bool is_word_at(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80)
    return base::is_letter(text[at]) || base::is_digit(text[at]);
  return base::is_letter_character(base::decode_utf8(text, at).value);
}

// The same for the character that ends before `end`.
bool is_word_before(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return is_word_at(text, at);
}

// Where the n-th occurrence of the words stands, whole words only.
std::optional<TextSpan> occurrence(std::string_view text, std::string_view words, unsigned number) {
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string_view::npos; at += words.size()) {
    const std::size_t end = at + words.size();
    if (at > 0 && is_word_before(text, at) && is_word_at(words, 0)) continue;
    if (end < text.size() && is_word_at(text, end) && is_word_before(words, words.size())) continue;
    if (--number == 0) return text_span(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
  }
  return std::nullopt;
}

std::string text_of_article(const GoldArticle& gold) {
  std::string text = gold.title;
  for (const std::string& paragraph : gold.paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

Error fault(const std::string& file, std::size_t line, std::string message) {
  return {ErrorCode::BadFormat, std::move(message), file + ":" + std::to_string(line)};
}

// The words of the rows, found once the whole text is known.
Result<Done> place_rows(GoldArticle& gold) {
  const std::string text = text_of_article(gold);
  for (GoldRow& row : gold.rows) {
    if (row.kind == "variant" || row.kind == "apart") continue;
    const std::size_t sign = row.words.rfind('#');
    unsigned number = 0;
    if (sign == std::string::npos || sign == 0 ||
        std::from_chars(row.words.data() + sign + 1, row.words.data() + row.words.size(), number).ec !=
            std::errc() ||
        number == 0)
      return fault(gold.file, row.line, "words are told as WORDS#OCCURRENCE");
    row.words.resize(sign);
    const std::optional<TextSpan> span = occurrence(text, row.words, number);
    if (!span) return fault(gold.file, row.line, "the text does not have '" + row.words + "' so often");
    row.span = *span;
  }
  return Done{};
}

Result<Done> read_gold(const std::string& file, std::vector<GoldArticle>& articles) {
  RAVEN_TRY(const std::string bytes, base::read_file(file));
  GoldArticle* gold = nullptr;
  std::size_t number = 0;
  for (std::string_view line : base::split(bytes, '\n')) {
    ++number;
    line = base::trim(line);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = line.find(' ');
    const std::string kind(line.substr(0, blank));
    const std::string_view rest =
        blank == std::string_view::npos ? std::string_view() : base::trim(line.substr(blank));
    if (kind == "id") {
      articles.emplace_back();
      gold = &articles.back();
      gold->file = file;
      gold->id = rest;
      continue;
    }
    if (gold == nullptr) return fault(file, number, "an article begins with its id");
    if (kind == "date") {
      // The article's date has one cell, a date of the text four.
      if (rest.find('|') == std::string_view::npos) {
        gold->date = rest;
        continue;
      }
    } else if (kind == "title") {
      gold->title = rest;
      continue;
    } else if (kind == "text") {
      gold->paragraphs.emplace_back(rest);
      continue;
    } else if (kind == "home") {
      continue;
    }
    static constexpr std::pair<std::string_view, std::size_t> kCells[] = {
        {"actor", 4}, {"place", 4}, {"date", 3}, {"quantity", 5}, {"variant", 1}, {"apart", 1}};
    std::size_t wanted = 0;
    for (const auto& [name, cells] : kCells)
      if (kind == name) wanted = cells;
    if (wanted == 0) return fault(file, number, "no line is called '" + kind + "'");
    GoldRow row{number, kind, {}, {}, {}};
    std::vector<std::string_view> cells = base::split(rest, '|');
    for (std::string_view& cell : cells) cell = base::trim(cell);
    row.words = cells[0];
    for (std::size_t i = 1; i < cells.size(); ++i)
      row.cells.emplace_back(kind != "variant" && kind != "apart" && cells[i] == "-" ? std::string_view()
                                                                                     : cells[i]);
    if (row.cells.size() < wanted)
      return fault(file, number,
                   "a line '" + kind + "' has at least " + std::to_string(wanted + 1) + " cells");
    gold->rows.push_back(std::move(row));
  }
  return Done{};
}

// ------------------------------------------------------------------------------------------------ comparing

bool overlap(TextSpan a, TextSpan b) {
  return a.begin.value < b.end.value && b.begin.value < a.end.value;
}

// How much two spans are one: shared over covered.
double likeness(TextSpan a, TextSpan b) {
  if (!overlap(a, b)) return 0;
  const double shared = std::min(a.end.value, b.end.value) - std::max(a.begin.value, b.begin.value);
  const double covered = std::max(a.end.value, b.end.value) - std::min(a.begin.value, b.begin.value);
  return shared / covered;
}

template <class Record>
const Record* twin_of(const std::vector<Record>& records, TextSpan wanted) {
  const Record* best = nullptr;
  double best_likeness = 0;
  for (const Record& record : records) {
    const double like = likeness(record.span, wanted);
    if (like < 0.5 && !(like > 0 && record.span.end.value == wanted.end.value)) continue;
    if (like > best_likeness) best = &record, best_likeness = like;
  }
  return best;
}

template <class Record>
const Record* touching(const std::vector<Record>& records, TextSpan wanted) {
  const Record* best = nullptr;
  double best_likeness = 0;
  for (const Record& record : records)
    if (const double like = likeness(record.span, wanted); like > best_likeness)
      best = &record, best_likeness = like;
  return best;
}

std::string day_text(const std::optional<std::chrono::year_month_day>& day) {
  return day ? base::iso_day(*day) : std::string("-");
}

std::string number_text(const std::optional<double>& number) {
  if (!number) return "-";
  std::string text = std::to_string(*number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
  if (done.ec != std::errc() || done.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

bool same_number(const std::optional<double>& a, const std::optional<double>& b) {
  return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) <= 1e-6 * std::max(1.0, std::abs(*a)));
}

struct Counts {
  std::uint64_t right = 0, gold = 0, found = 0;
};

class Comparison {
 public:
  explicit Comparison(std::vector<std::string>* misses) : misses_(misses) {}

  void add(const GoldArticle& gold, const Document& document) {
    gold_ = &gold;
    analysis_ = &document.analysis;
    text_ = document.article.text;
    twins_.clear();
    for (const GoldRow& row : gold.rows)
      twins_.push_back(row.kind == "actor" ? twin_of(analysis_->mentions, row.span) : nullptr);
    for (std::size_t i = 0; i < gold.rows.size(); ++i) {
      const GoldRow& row = gold.rows[i];
      if (row.kind == "actor") actor(row, twins_[i]);
      if (row.kind == "place") place(row);
      if (row.kind == "date") date(row);
      if (row.kind == "quantity") quantity(row);
    }
    variants();
  }

  std::vector<Score> scores() const {
    std::vector<Score> all;
    for (const char* name : {"actors: country and sector", "actors: found at all", "coreference", "variants",
                             "places: GeoNames id", "places: country", "metonymy", "dates", "quantities"}) {
      const auto at = counts_.find(name);
      const Counts counts = at == counts_.end() ? Counts{} : at->second;
      all.push_back({name, counts.right, counts.gold, counts.found});
    }
    return all;
  }

 private:
  void count(const char* name, bool right, const GoldRow& row, const std::string& got) {
    Counts& counts = counts_[name];
    ++counts.gold;
    ++counts.found;
    counts.right += right;
    if (!right) miss(name, row, got);
  }
  void miss(const char* name, const GoldRow& row, const std::string& got) {
    if (misses_ == nullptr) return;
    std::string line = gold_->file + ":" + std::to_string(row.line) + ": " + name + ": " + row.words;
    for (const std::string& cell : row.cells) line += " | " + (cell.empty() ? "-" : cell);
    misses_->push_back(line + " — got " + got);
  }
  const Actor* actor_of(const Mention* mention) const {
    return mention == nullptr || mention->actor == kNone ? nullptr : &analysis_->actors[mention->actor];
  }

  void actor(const GoldRow& row, const Mention* twin) {
    const Actor* actor = actor_of(twin);
    const std::string got = actor == nullptr ? "nothing"
                                             : actor->name + " " + actor->country + " " + actor->sector +
                                                   " (" + twin->made_by + ")";
    count("actors: found at all", actor != nullptr, row, got);
    count("actors: country and sector",
          actor != nullptr && (row.cells[0].empty() || actor->country == row.cells[0]) &&
              (row.cells[1].empty() || actor->sector == row.cells[1]),
          row, got);
    if (row.cells[2] != "pronoun" && row.cells[2] != "description") return;
    std::set<std::uint32_t> named;
    for (std::size_t i = 0; i < gold_->rows.size(); ++i) {
      const GoldRow& other = gold_->rows[i];
      if (other.kind == "actor" && other.cells[3] == row.cells[3] && other.cells[2] != "pronoun" &&
          other.cells[2] != "description" && twins_[i] != nullptr)
        named.insert(twins_[i]->actor);
    }
    bool elsewhere = false;
    for (const GoldRow& other : gold_->rows)
      elsewhere |= other.kind == "actor" && other.cells[3] == row.cells[3] && other.cells[2] != "pronoun" &&
                   other.cells[2] != "description";
    if (elsewhere) count("coreference", twin != nullptr && named.contains(twin->actor), row, got);
  }

  void place(const GoldRow& row) {
    const Place* twin = twin_of(analysis_->places, row.span);
    const std::string got = twin == nullptr ? "nothing"
                                            : twin->name + " " + std::to_string(twin->geonames) + " " +
                                                  twin->country + " " + number_text(twin->sure);
    if (const auto id = number_of(row.cells[0]))
      count("places: GeoNames id", twin != nullptr && static_cast<double>(twin->geonames) == *id, row, got);
    const Mention* mention = twin_of(analysis_->mentions, row.span);
    const Actor* as_actor = actor_of(mention);
    if (!row.cells[1].empty())
      count("places: country",
            (twin != nullptr && twin->country == row.cells[1]) ||
                (twin == nullptr && as_actor != nullptr && as_actor->country == row.cells[1]),
            row, got);
    const double acts = mention != nullptr ? mention->sure : 0;
    const bool where = twin != nullptr && twin->sure >= 0.5 && twin->sure >= acts;
    count("metonymy", where == (row.cells[3] == "location") && (twin != nullptr || mention != nullptr), row,
          got + " against " + number_text(acts));
  }

  void date(const GoldRow& row) {
    const DateRange* twin = touching(analysis_->dates, row.span);
    bool right = twin != nullptr && day_text(twin->from) == (row.cells[0].empty() ? "-" : row.cells[0]);
    if (right && !row.cells[1].empty()) right = day_text(twin->to) == row.cells[1];
    count("dates", right, row,
          twin == nullptr ? std::string("nothing")
                          : twin->text + " " + day_text(twin->from) + " " + day_text(twin->to));
  }

  void quantity(const GoldRow& row) {
    const Quantity* twin = touching(analysis_->quantities, row.span);
    const std::string got = twin == nullptr ? "nothing"
                                            : twin->text + " " + twin->what + " " + number_text(twin->low) +
                                                  " " + number_text(twin->high);
    bool right = twin != nullptr;
    if (right) {
      static const std::set<std::string> kTold = {"killed", "wounded", "arrested", "displaced",
                                                  "troops", "money",   "distance", "percent"};
      const std::string& what = row.cells[0];
      right = kTold.contains(what) ? twin->what == what : !kTold.contains(twin->what);
      std::optional<double> low = twin->low, high = twin->high;
      const std::optional<double> gold_low = number_of(row.cells[1]), gold_high = number_of(row.cells[2]);
      // An exact number has its low end alone in the record.
      if (!high && gold_high && gold_low == gold_high) high = low;
      right = right && same_number(low, gold_low) && (same_number(high, gold_high));
    }
    count("quantities", right, row, got);
  }

  std::uint32_t person_of(const std::string& form) const {
    for (unsigned number = 1; number < 50; ++number) {
      const std::optional<TextSpan> span = occurrence(text_, form, number);
      if (!span) return kNone;
      if (const Mention* twin = twin_of(analysis_->mentions, *span); twin != nullptr) return twin->actor;
    }
    return kNone;
  }

  void variants() {
    Counts& counts = counts_["variants"];
    for (const GoldRow& row : gold_->rows) {
      if (row.kind != "variant") continue;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        for (std::size_t j = i + 1; j < row.cells.size(); ++j) {
          const std::uint32_t a = person_of(row.cells[i]), b = person_of(row.cells[j]);
          ++counts.gold;
          counts.right += a != kNone && a == b;
          if (a == kNone || a != b) miss("variants", row, row.cells[i] + " and " + row.cells[j] + " apart");
        }
    }
    // What was joined and must not be: two names of different chains with one person. What was joined rightly
    // beyond the lines `variant` is not counted.
    std::set<std::pair<std::string, std::string>> wrong;
    for (std::size_t i = 0; i < gold_->rows.size(); ++i) {
      if (twins_[i] == nullptr || !is_name(gold_->rows[i])) continue;
      const Actor* person = actor_of(twins_[i]);
      if (person == nullptr || person->kind != MentionKind::Person) continue;
      for (std::size_t j = i + 1; j < gold_->rows.size(); ++j) {
        if (twins_[j] == nullptr || !is_name(gold_->rows[j]) || twins_[j]->actor != twins_[i]->actor)
          continue;
        if (gold_->rows[i].cells[3] == gold_->rows[j].cells[3]) continue;
        if (wrong.emplace(gold_->rows[i].words, gold_->rows[j].words).second)
          miss("variants", gold_->rows[j], "one with " + gold_->rows[i].words);
      }
    }
    std::uint64_t right = 0;
    for (const GoldRow& row : gold_->rows) {
      if (row.kind != "variant") continue;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        for (std::size_t j = i + 1; j < row.cells.size(); ++j) {
          const std::uint32_t a = person_of(row.cells[i]);
          right += a != kNone && a == person_of(row.cells[j]);
        }
    }
    counts.found += right + wrong.size();
  }
  static bool is_name(const GoldRow& row) {
    return row.kind == "actor" && (row.cells[2] == "name" || row.cells[2] == "title");
  }

  std::vector<std::string>* misses_;
  const GoldArticle* gold_ = nullptr;
  const Analysis* analysis_ = nullptr;
  std::string_view text_;
  std::vector<const Mention*> twins_;  // by row; null for rows that are no actor
  std::map<std::string, Counts> counts_;
};

Article article_of(const GoldArticle& gold) {
  Article article;
  article.id = gold.id;
  article.language = "en";
  article.title = gold.title;
  article.published = {gold.date, Precision::Day, "input"};
  article.text = text_of_article(gold);
  std::uint32_t at = 0;
  const auto add = [&](const std::string& paragraph, ParagraphRole role) {
    const auto size = static_cast<std::uint32_t>(paragraph.size());
    article.paragraphs.push_back({text_span(at, at + size), role});
    at += size + 2;
  };
  if (!gold.title.empty()) add(gold.title, ParagraphRole::Title);
  for (const std::string& paragraph : gold.paragraphs) add(paragraph, ParagraphRole::Body);
  return article;
}

}  // namespace

Result<std::vector<Score>> score_resolving(const Raven& engine, const std::string& path,
                                           std::vector<std::string>* misses) {
  std::vector<std::string> files;
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) {
    for (auto at = std::filesystem::directory_iterator(path, failed);
         !failed && at != std::filesystem::directory_iterator(); at.increment(failed))
      if (at->path().extension() == ".txt") files.push_back(at->path().string());
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  std::vector<GoldArticle> articles;
  for (const std::string& file : files) {
    RAVEN_TRY([[maybe_unused]] const Done read, read_gold(file, articles));
  }
  if (articles.empty()) return Error{ErrorCode::Empty, "holds no article", path};
  Comparison comparison(misses);
  for (GoldArticle& gold : articles) {
    RAVEN_TRY([[maybe_unused]] const Done placed, place_rows(gold));
    Document document;
    document.article = article_of(gold);
    engine.annotate(document);
    comparison.add(gold, document);
  }
  return comparison.scores();
}

}  // namespace raven
