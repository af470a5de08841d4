// SPDX-License-Identifier: Apache-2.0
#include "read/page/page_kind.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/main_text/extract.h"
#include "read/reading_tables.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

/// What the signs must bring together to say that a page is no article.
constexpr int kEnoughPoints = 4;
/// Of the signs that stand in buttons and in the text, no more than this counts for one kind: there are many.
constexpr int kMostOfButtons = 2;
constexpr int kMostOfText = 5;
/// Errors, walls and forms have hardly any text. A page with more is something else, whatever its words.
constexpr std::uint64_t kLittleText = 600;
/// A wall of consent may have more to say.
constexpr std::uint64_t kWallText = 2500;
/// A page about a film or with pictures that has more text is an article with a film in it.
constexpr std::uint64_t kShortText = 900;
/// So much text of paragraphs is a sign of an article, when a day or an author stands with it.
constexpr std::uint64_t kMuchText = 1500;
/// So much is one even when nothing else does.
constexpr std::uint64_t kLongText = 5000;

constexpr std::array<std::pair<std::string_view, SignPlace>, 9> kPlaces = {
    {{"schema", SignPlace::Schema},
     {"og_type", SignPlace::OgType},
     {"generator", SignPlace::Generator},
     {"body_class", SignPlace::BodyClass},
     {"host", SignPlace::Host},
     {"path", SignPlace::Path},
     {"title", SignPlace::Title},
     {"button", SignPlace::Button},
     {"text", SignPlace::Text}}};
constexpr std::string_view kKinds[] = {"article",    "forum",   "product",     "listing",   "search",
                                       "error_page", "login",   "cookie_wall", "paywalled", "documentation",
                                       "live_blog",  "gallery", "video",       "promotion", "front_page"};

/// The few kinds that are there only as long as there is little text.
bool needs_little_text(std::string_view kind) {
  return kind == "error_page" || kind == "login";
}
bool needs_short_text(std::string_view kind) {
  return kind == "video" || kind == "gallery";
}
/// Kinds that an article can be, too: its signs do not speak against them.
bool is_also_article(std::string_view kind) {
  return kind == "live_blog" || kind == "video" || kind == "gallery" || kind == "error_page";
}

std::string key_of(SignPlace place, std::string_view form) {
  return static_cast<char>('0' + static_cast<int>(place)) + std::string(form);
}

std::uint16_t two_bytes(std::string_view text, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(text[at]) << 8 |
                                    static_cast<unsigned char>(text[at + 1]));
}

std::string_view place_name(SignPlace place) {
  for (const auto& [name, value] : kPlaces)
    if (value == place) return name;
  return {};
}

/// The types that JSON-LD gives to objects of the two outermost levels. Braces are counted and strings are
/// stepped over; that is enough, and holds for broken JSON too.
void take_schema_types(std::string_view json, std::vector<std::string>& types) {
  int depth = 0;
  bool after_type = false, in_list = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '{') {
      ++depth;
      after_type = false;
    } else if (c == '}') {
      --depth;
      after_type = false;
    } else if (c == '[') {
      in_list = true;
    } else if (c == ']') {
      after_type = in_list = false;
    } else if (c == ',' && !in_list) {
      after_type = false;
    } else if (c == '"') {
      std::size_t end = at + 1;
      while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
      end = std::min(end, json.size());
      const std::string_view word = json.substr(at + 1, end - at - 1);
      if (word == "@type") {
        after_type = true;
        in_list = false;
      } else if (after_type) {
        const std::size_t slash = word.rfind('/');
        const std::string_view name = slash == std::string_view::npos ? word : word.substr(slash + 1);
        if (depth <= 2 && !name.empty() && name.size() < 60 && types.size() < 200) types.emplace_back(name);
        after_type = in_list;
      }
      at = end;
    }
  }
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const bool starts = at == 0 || !base::is_alphanumeric(words[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end >= words.size() || !base::is_alphanumeric(words[end]))) return true;
  }
  return false;
}

/// Whether a piece of text is an amount of money and little else.
bool is_price(std::string_view text) {
  text = base::trim(text);
  if (text.size() < 2 || text.size() > 24 || std::none_of(text.begin(), text.end(), base::is_digit))
    return false;
  for (const std::string_view mark : {"$", "€", "£", "¥", "₽", "₹", "₺", "zł", " kr", "USD", "EUR", "CHF"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#:"));
}

/// The path and the question of an address.
std::string_view path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t slash = url.find('/', scheme + 3);
  return slash == std::string_view::npos ? std::string_view() : url.substr(slash + 1, 400);
}

/// Counts the points of each kind.
class Score {
 public:
  void add(SignPlace place, const KindCue& cue) {
    int& most = points_at(cue.kind, place);
    const bool many = place == SignPlace::Button || place == SignPlace::Text;
    const int before = most;
    most = many ? std::min(place == SignPlace::Button ? kMostOfButtons : kMostOfText, most + cue.points)
                : std::max(most, cue.points);
    if (most == before) return;
    tell(cue.kind, std::string(place_name(place)) + ":" + std::string(cue.cue), most - before);
  }
  void tell(std::string_view kind, std::string why, int points) {
    Kind& at = of(kind);
    at.points += points;
    if (at.why.size() > 160) return;
    if (!at.why.empty()) at.why += ", ";
    at.why += why;
  }
  int points(std::string_view kind) { return of(kind).points; }
  const std::string& why(std::string_view kind) { return of(kind).why; }

 private:
  struct Kind {
    int points = 0;
    std::string why;
    std::array<int, kPlaces.size()> at{};
  };
  Kind& of(std::string_view kind) {
    const auto* found = std::find(std::begin(kKinds), std::end(kKinds), kind);
    return kinds_[found == std::end(kKinds) ? 0 : static_cast<std::size_t>(found - std::begin(kKinds))];
  }
  int& points_at(std::string_view kind, SignPlace place) {
    return of(kind).at[static_cast<std::size_t>(place)];
  }
  std::array<Kind, std::size(kKinds)> kinds_;
};

}  // namespace

Result<PageKindTable> PageKindTable::make(const base::Table& table) {
  PageKindTable made;
  made.places_.resize(kPlaces.size());
  for (Place& place : made.places_) place.begins.resize(1u << 16);
  for (const base::TableRow& row : table.rows()) {
    const auto* kind = std::find(std::begin(kKinds), std::end(kKinds), row[0]);
    if (kind == std::end(kKinds)) return table.fault(row, "no such kind");
    const auto* place = std::find_if(kPlaces.begin(), kPlaces.end(),
                                     [&](const auto& entry) { return entry.first == row[1]; });
    if (place == kPlaces.end()) return table.fault(row, "no such place");
    int points = 0;
    std::from_chars(row[3].data(), row[3].data() + row[3].size(), points);
    if (points < 1 || points > 9) return table.fault(row, "points is a number from 1 to 9");
    const KindCue cue{*kind, row[4], points};
    std::string form = phrase_form(row[4]);
    if (row[2] == "whole") {
      made.wholes_[key_of(place->second, form)].push_back(cue);
    } else if (row[2] == "start") {
      made.places_[static_cast<std::size_t>(place->second)].starts.push_back({std::move(form), cue});
    } else if (row[2] == "contains" && form.size() >= 2) {
      Place& at = made.places_[static_cast<std::size_t>(place->second)];
      const std::uint16_t beginning = two_bytes(form, 0);
      at.begins[beginning] = true;
      at.by_beginning[beginning].push_back(static_cast<std::uint32_t>(at.contained.size()));
      at.contained.push_back({std::move(form), cue});
    } else {
      return table.fault(row, "match is start, whole or contains, with two letters at least");
    }
  }
  return made;
}

void PageKindTable::find(SignPlace place, std::string_view text, std::vector<KindCue>& found) const {
  if (const auto whole = wholes_.find(key_of(place, text)); whole != wholes_.end())
    found.insert(found.end(), whole->second.begin(), whole->second.end());
  const Place& phrases = places_[static_cast<std::size_t>(place)];
  for (const Phrase& phrase : phrases.starts)
    if (text.starts_with(phrase.form)) found.push_back(phrase.cue);
  if (phrases.contained.empty()) return;
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const std::uint16_t beginning = two_bytes(text, at);
    if (!phrases.begins[beginning]) continue;
    for (const std::uint32_t number : phrases.by_beginning.find(beginning)->second)
      if (text.substr(at).starts_with(phrases.contained[number].form)) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const std::uint32_t number : numbers) found.push_back(phrases.contained[number].cue);
}

KindSigns kind_signs_of(const html::Document& document, std::string_view url, std::string_view title) {
  KindSigns signs;
  signs.url = url;
  signs.title = title;
  for (NodeId node = html::kDocumentNode; node != html::kNoNode; node = document.next(node)) {
    if (document.kind(node) == NodeKind::Text && is_price(document.text(node))) ++signs.amounts;
    if (document.kind(node) != NodeKind::Element || document.name_space(node) != html::Namespace::Html)
      continue;
    const auto value = [&](std::string_view name) { return document.attribute(node, name).value_or(""); };
    switch (document.tag(node)) {
      case Tag::Meta:
        if (base::equals_ignoring_case(value("property"), "og:type") && signs.og_type.empty())
          signs.og_type = base::trim(value("content"));
        if (base::equals_ignoring_case(value("name"), "generator") && signs.generator.size() < 200) {
          signs.generator += value("content").substr(0, 100);
          signs.generator += ' ';
        }
        break;
      case Tag::Title:
        if (signs.title.empty()) signs.title = node_text(document, node, 300);
        break;
      case Tag::Script:
        if (base::find_ignoring_case(value("type"), "ld+json") != std::string_view::npos)
          for (NodeId child = document.first_child(node); child != html::kNoNode;
               child = document.next_sibling(child))
            take_schema_types(document.text(child), signs.schema_types);
        break;
      case Tag::Body:
        signs.body_class = std::string(value("class").substr(0, 1000)) + " " + std::string(value("id"));
        break;
      case Tag::Input:
        if (base::equals_ignoring_case(value("type"), "password")) ++signs.passwords;
        if (base::equals_ignoring_case(value("type"), "submit") && signs.buttons.size() < 80 &&
            value("value").size() < 60)
          signs.buttons.emplace_back(value("value"));
        break;
      case Tag::Button:
      case Tag::A: {
        if (signs.buttons.size() >= 80) break;
        const bool link = document.tag(node) == Tag::A;
        if (link && base::find_ignoring_case(value("class"), "btn") == std::string_view::npos &&
            base::find_ignoring_case(value("class"), "button") == std::string_view::npos &&
            base::find_ignoring_case(value("class"), "cta") == std::string_view::npos)
          break;
        std::string words = node_text(document, node, 60);
        if (!words.empty() && words.size() < 60) signs.buttons.push_back(std::move(words));
        break;
      }
      case Tag::Pre:
        ++signs.code_blocks;
        break;
      case Tag::H2:
      case Tag::H3:
      case Tag::H4:
        for (NodeId at = document.parent(node), steps = 0; at != html::kNoNode && steps < 2;
             at = document.parent(at), ++steps)
          if (document.is_element(at, Tag::A)) {
            ++signs.linked_headings;
            break;
          }
        for (NodeId child = document.first_child(node); child != html::kNoNode;
             child = document.next_sibling(child))
          if (document.is_element(child, Tag::A) && document.attribute(child, "href")) {
            ++signs.linked_headings;
            break;
          }
        break;
      default:
        break;
    }
    if (document.attribute_count(node) > 0 && signs.prices < 1000) {
      const std::string_view classes = value("class").substr(0, 200);
      // Nearly no class holds these letters; only then is it worth a closer look.
      if (base::equals_ignoring_case(value("itemprop"), "price") ||
          (classes.find("rice") != std::string_view::npos && has_word(base::lowered(classes), "price")))
        ++signs.prices;
    }
  }
  return signs;
}

std::optional<PageKind> tell_kind(const KindSigns& signs, const PageEvidence& evidence,
                                  const PageKindTable& table) {
  Score score;
  std::vector<KindCue> found;
  const auto look = [&](SignPlace place, std::string_view text) {
    if (text.empty()) return;
    found.clear();
    table.find(place, phrase_form(text, place == SignPlace::Text ? 3000 : 400), found);
    for (const KindCue& cue : found) score.add(place, cue);
  };
  for (const std::string& type : signs.schema_types) look(SignPlace::Schema, type);
  look(SignPlace::OgType, signs.og_type);
  look(SignPlace::Generator, signs.generator);
  for (const std::string_view token : base::split_words(signs.body_class)) look(SignPlace::BodyClass, token);
  for (const std::string_view label : base::split(host_of(signs.url), '.')) look(SignPlace::Host, label);
  std::string_view path = path_of(signs.url);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of("/?&="), path.size());
    look(SignPlace::Path, path.substr(0, end));
    path.remove_prefix(std::min(path.size(), end + 1));
  }
  look(SignPlace::Title, signs.title);
  std::vector<std::string> buttons = signs.buttons;
  std::sort(buttons.begin(), buttons.end());
  buttons.erase(std::unique(buttons.begin(), buttons.end()), buttons.end());
  for (const std::string& button : buttons) look(SignPlace::Button, button);
  if (evidence.solid_bytes < kWallText) look(SignPlace::Text, evidence.text);

  // What is counted on the page.
  if (signs.passwords > 0) score.tell("login", "field for a password", 2);
  if (signs.prices >= 12 || signs.amounts >= 12) score.tell("listing", "many prices", 3);
  if (signs.prices >= 1 && signs.prices < 40) score.tell("product", "a price", 1);
  if (signs.linked_headings >= 12 && evidence.solid_bytes < kMuchText)
    score.tell("listing", "many headings that are links", 2);
  if (evidence.link_share >= 0.5 && evidence.solid_bytes < kShortText)
    score.tell("listing", "mostly links", 3);
  if (evidence.link_blocks >= 15 && evidence.solid_bytes < kMuchText)
    score.tell("listing", "many links and little text", 2);
  if (signs.code_blocks >= 4) score.tell("documentation", "blocks of code", 1);
  if (evidence.has_author) score.tell("article", "an author", 1);
  if (evidence.has_date) score.tell("article", "a day", 1);
  if ((evidence.has_author || evidence.has_date) && evidence.solid_bytes >= kMuchText)
    score.tell("article", "much text", 1);
  if (evidence.solid_bytes >= kLongText) score.tell("article", "long text", 1);
  if (is_root_address(signs.url) && evidence.solid_bytes < kMuchText)
    score.tell("front_page", "address of the whole site", 3);

  const int article = score.points("article");
  std::string_view best;
  int best_points = 0;
  for (const std::string_view kind : kKinds) {
    if (kind == "article" || kind == "paywalled") continue;
    if (needs_little_text(kind) && evidence.solid_bytes >= kLittleText) continue;
    if (kind == "cookie_wall" && evidence.solid_bytes >= kWallText) continue;
    if (needs_short_text(kind) && evidence.solid_bytes >= kShortText) continue;
    const int points = score.points(kind);
    if (points < kEnoughPoints || (!is_also_article(kind) && points <= article)) continue;
    if (points > best_points) {
      best = kind;
      best_points = points;
    }
  }
  if (best.empty()) return std::nullopt;
  return PageKind{best, score.why(best)};
}

bool is_root_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::size_t path = url.find('/', scheme + 3);
  return path == std::string_view::npos || path + 1 == url.size();
}

void judge_article(const PageKindTable& table, Article& article) {
  std::vector<KindCue> found;
  if (article.kind == "article" && article.source.media_type != "text/html") {
    KindSigns signs;
    signs.title = article.title;
    const PageEvidence evidence{
        article.text, article.text.size(), 0, 0, !article.authors.empty(), !article.published.iso.empty()};
    if (const std::optional<PageKind> kind = tell_kind(signs, evidence, table);
        kind && (needs_little_text(kind->name) || kind->name == "cookie_wall" || kind->name == "search")) {
      article.kind = kind->name;
      article.notes.push_back({"page_kind", "The page is told as this kind by " + kind->why + ".", {}});
    }
  }
  if (article.kind != "article") return;
  // The wall stands at the end of what can be read, or was dropped from there.
  std::string tail =
      article.text.size() > 600 ? article.text.substr(article.text.size() - 600) : article.text;
  for (const Dropped& piece : article.dropped)
    if (piece.reason == "subscription" || piece.reason == "tail" || piece.reason == "navigation")
      tail += '\n' + piece.text;
  table.find(SignPlace::Text, phrase_form(tail, 4000), found);
  for (const KindCue& cue : found) {
    if (cue.kind != "paywalled") continue;
    article.notes.push_back({"paywalled",
                             "The page asks for a subscription (\"" + std::string(cue.cue) +
                                 "\"): the text may end before the article does.",
                             {}});
    break;
  }
}

}  // namespace raven::read
