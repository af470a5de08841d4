// SPDX-License-Identifier: Apache-2.0
#include "resolve/quantities.h"

#include "base/ascii.h"
#include "resolve/numbers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace raven::resolve {
namespace {

constexpr std::uint32_t kClosed =
    kDeterminer | kPreposition | kPronoun | kPossessive | kConjunction | kAuxiliary;

struct Pair {
  std::string_view word, value;
};

constexpr Pair kHarms[] = {
    {"killed", "killed"},       {"killing", "killed"},      {"kill", "killed"},
    {"kills", "killed"},        {"dead", "killed"},         {"died", "killed"},
    {"die", "killed"},          {"deaths", "killed"},       {"slain", "killed"},
    {"massacred", "killed"},    {"executed", "killed"},     {"drowned", "killed"},
    {"toll", "killed"},         {"wounded", "wounded"},     {"wounding", "wounded"},
    {"injured", "wounded"},     {"injuring", "wounded"},    {"injures", "wounded"},
    {"wounds", "wounded"},      {"hurt", "wounded"},        {"arrested", "arrested"},
    {"arresting", "arrested"},  {"arrest", "arrested"},     {"arrests", "arrested"},
    {"detained", "arrested"},   {"detaining", "arrested"},  {"jailed", "arrested"},
    {"imprisoned", "arrested"}, {"displaced", "displaced"}, {"displacing", "displaced"},
    {"fled", "displaced"},      {"evacuated", "displaced"}, {"uprooted", "displaced"},
    {"abducted", "abducted"},   {"kidnapped", "abducted"},  {"abducting", "abducted"},
    {"captured", "captured"},   {"missing", "missing"},     {"expelled", "expelled"},
    {"deported", "expelled"},   {"expels", "expelled"},     {"expelling", "expelled"},
    {"released", "released"},   {"freed", "released"},      {"releasing", "released"},
    {"freeing", "released"},    {"perished", "killed"},     {"murdered", "killed"},
    {"flee", "displaced"},      {"homeless", "displaced"},  {"injuries", "wounded"},
    {"caught", "arrested"},     {"shot", "killed"},         {"rounded", "arrested"}};

struct Unit {
  std::string_view word, what, unit;
};

constexpr Unit kUnits[] = {
    {"km", "distance", "km"},        {"kilometers", "distance", "km"}, {"kilometres", "distance", "km"},
    {"kilometer", "distance", "km"}, {"kilometre", "distance", "km"},  {"miles", "distance", "mi"},
    {"mile", "distance", "mi"},      {"meters", "distance", "m"},      {"metres", "distance", "m"},
    {"meter", "distance", "m"},      {"metre", "distance", "m"},       {"feet", "distance", "ft"},
    {"dollars", "money", "USD"},     {"dollar", "money", "USD"},       {"euros", "money", "EUR"},
    {"euro", "money", "EUR"},        {"pounds", "money", "GBP"},       {"yen", "money", "JPY"},
    {"yuan", "money", "CNY"},        {"rubles", "money", "RUB"},       {"roubles", "money", "RUB"},
    {"rupees", "money", "INR"},      {"pesos", "money", ""},           {"lira", "money", "TRY"},
    {"rand", "money", "ZAR"},        {"naira", "money", "NGN"},        {"shillings", "money", ""},
    {"marks", "money", "DEM"},       {"dinars", "money", ""},          {"rials", "money", "IRR"},
    {"bolivars", "money", "VES"},    {"baht", "money", "THB"},         {"kroner", "money", ""},
    {"francs", "money", "CHF"},      {"usd", "money", "USD"},          {"eur", "money", "EUR"},
    {"percent", "percent", "%"},     {"tons", "weight", "t"},          {"tonnes", "weight", "t"},
    {"ton", "weight", "t"},          {"tonne", "weight", "t"}};

constexpr std::string_view kTroops[] = {"troops",     "soldiers",   "peacekeepers",   "marines",
                                        "servicemen", "reservists", "servicemembers", "fighters",
                                        "men",        "militiamen"};
constexpr std::string_view kWeapons[] = {
    "missiles", "rockets",  "drones",    "tanks", "shells", "warheads",    "rifles", "aircraft",
    "jets",     "warships", "howitzers", "bombs", "mines",  "helicopters", "ships",  "vessels"};

// What a number of the article is said to count, by word. Built once; read by any thread.
struct Tables {
  std::unordered_map<std::string_view, std::string_view> harms, nouns;
  std::unordered_map<std::string_view, const Unit*> units;
  Tables() {
    for (const Pair& harm : kHarms) harms.emplace(harm.word, harm.value);
    for (const Unit& unit : kUnits) units.emplace(unit.word, &unit);
    for (const std::string_view noun : kTroops) nouns.emplace(noun, "troops");
    for (const std::string_view noun : {"refugees", "displaced", "evacuees"})
      nouns.emplace(noun, "displaced");
    for (const std::string_view noun : kWeapons) nouns.emplace(noun, "weapons");
  }
};
const Tables& tables() {
  static const Tables made;
  return made;
}

enum class Bound { Exact, About, AtLeast, AtMost };

struct Modifier {
  Bound bound = Bound::Exact;
  std::uint32_t first = 0;
};

class QuantityFinder {
 public:
  QuantityFinder(const Article& article, std::span<const Atom> atoms, const Vocabulary& words,
                 Analysis& analysis)
      : text_(article.text), atoms_(atoms), words_(words), analysis_(analysis) {}

  void scan(std::uint32_t begin, std::uint32_t end) {
    begin_ = begin;
    end_ = end;
    taken_ = begin;
    for (std::uint32_t i = begin; i < end;) {
      const Atom& atom = atoms_[i];
      const bool starts =
          atom.shape == Shape::Number || (atom.flags & kNumberWord) ||
          ((raw(i) == "a" || raw(i) == "A") && i + 1 < end && (atoms_[i + 1].flags & kNumberWord));
      if (!starts) {
        ++i;
        continue;
      }
      const std::optional<ReadNumber> number = read_number(atoms_, i, end, text_, words_);
      if (!number) {
        ++i;
        continue;
      }
      i = std::max(i + 1, quantity(i, *number));
    }
  }

 private:
  std::string_view raw(std::uint32_t i) const {
    return i < end_ && i >= begin_ ? text_.substr(atoms_[i].begin, atoms_[i].end - atoms_[i].begin)
                                   : std::string_view();
  }
  std::string_view low(std::uint32_t i) const {
    return i < end_ && i >= begin_ && atoms_[i].word != 0 ? words_.text(atoms_[i].word) : std::string_view();
  }
  // In lower case even when no table knows the word.
  std::string lower(std::uint32_t i) const { return base::lowered(raw(i)); }

  bool in_date(std::uint32_t i) {
    while (date_ < analysis_.dates.size() && analysis_.dates[date_].span.end.value <= atoms_[i].begin)
      ++date_;
    return date_ < analysis_.dates.size() && analysis_.dates[date_].span.begin.value < atoms_[i].end;
  }

  Modifier modifier_before(std::uint32_t i) const {
    Modifier found{Bound::Exact, i};
    std::uint32_t at = i;
    if (at > taken_ && raw(at - 1) == "$") --at;
    const auto word = [&](std::uint32_t back) {
      return at >= taken_ + back && at >= begin_ + back ? low(at - back) : std::string_view();
    };
    const std::string_view one = word(1), two = word(2);
    if (one == "than" && (two == "more" || two == "greater")) return {Bound::AtLeast, at - 2};
    if (one == "than" && (two == "fewer" || two == "less")) return {Bound::AtMost, at - 2};
    if (one == "least" && two == "at") return {Bound::AtLeast, at - 2};
    if (one == "most" && two == "at") return {Bound::AtMost, at - 2};
    if (one == "to" && two == "up") return {Bound::AtMost, at - 2};
    if (one == "over") return {Bound::AtLeast, at - 1};
    if (one == "under") return {Bound::AtMost, at - 1};
    if (one == "about" || one == "around" || one == "roughly" || one == "approximately" || one == "some" ||
        one == "nearly" || one == "almost")
      return {Bound::About, at - 1};
    if (one == "estimated") return {Bound::About, two == "an" ? at - 2 : at - 1};
    found.first = at;
    return found;
  }

  std::uint32_t quantity(std::uint32_t i, const ReadNumber& number) {
    std::uint32_t last = number.end;
    if (in_date(i)) return last;
    const Modifier modifier = modifier_before(i);
    double low_end = number.low;
    std::optional<double> high_end = number.high;
    bool range = false;
    std::uint32_t first = modifier.first;
    // Ranges: "10 to 15", "10-15", "between 10 and 15"
    const bool joined = low(last) == "to" || raw(last) == "–" ||
                        (is_hyphen(raw(last)) && atoms_[last].glued) ||
                        (low(last) == "and" && i > taken_ && low(i - 1) == "between") || (low(last) == "or");
    if (joined && !number.vague && last + 1 < end_ &&
        (atoms_[last + 1].shape == Shape::Number || (atoms_[last + 1].flags & kNumberWord))) {
      if (const auto second = read_number(atoms_, last + 1, end_, text_, words_);
          second && !second->vague && second->low > low_end && !is_age(second->end)) {
        high_end = second->low;
        range = true;
        last = second->end;
        if (i > taken_ && low(i - 1) == "between") first = i - 1;
      }
    }
    const std::string_view before = first > begin_ ? raw(first - 1) : std::string_view();
    // No counts: parts of names and scores, ordinals, ages, decimals of versions.
    if (is_age(last) || low(first > begin_ ? first - 1 : first) == "aged") return last;
    if (number.has_digits && first > begin_ && atoms_[first].glued &&
        (is_hyphen(before) || before == "." || before == "/" || before == "#" || before == ":"))
      return last;
    if (last < end_ && atoms_[last].glued && (raw(last) == ":" || raw(last) == "/")) return last;
    if (!number.has_digits && !number.vague && number.low == 1 && number.end == i + 1)
      return last;  // "one" is a pronoun too

    Quantity quantity;
    bool money = false;
    if (first > begin_ && first >= taken_) {
      const std::string_view sign = raw(first - 1) == "$" ? "$" : raw(first - 1);
      if (sign == "$" || sign == "€" || sign == "£" || sign == "¥") {
        money = true;
        quantity.unit = sign == "$" ? "USD" : sign == "€" ? "EUR" : sign == "£" ? "GBP" : "JPY";
        --first;
      }
    }
    if (raw(i > begin_ ? i - 1 : i) == "$" && !money) {
      money = true;
      quantity.unit = "USD";
    }
    const Modifier outer = money ? modifier_before(first) : modifier;
    if (money && outer.bound != Bound::Exact) first = outer.first;
    const Bound bound = money ? outer.bound : modifier.bound;

    // The unit or the noun that is counted.
    std::uint32_t noun = last;
    if (noun < end_ && is_hyphen(raw(noun)) && atoms_[noun].glued) ++noun;
    std::uint32_t text_end = last;
    std::string noun_word = noun < end_ ? lower(noun) : std::string();
    if (money) {
      quantity.what = "money";
    } else if (raw(last) == "%") {
      quantity.what = "percent";
      quantity.unit = "%";
      text_end = last + 1;
    } else if (const auto unit = tables().units.find(noun_word); unit != tables().units.end()) {
      quantity.what = unit->second->what;
      quantity.unit = unit->second->unit;
      text_end = noun + 1;
    } else if ((noun_word == "us" || noun_word == "u") && lower(noun + 1) == "dollars") {
      quantity.what = "money";
      quantity.unit = "USD";
      text_end = noun + 2;
    }
    const std::uint32_t after = text_end;
    if (quantity.what.empty()) {
      const std::uint32_t counted_end = counted_noun(last, quantity.of);
      const std::string_view harm = harm_near(first, counted_end);
      if (!harm.empty()) {
        quantity.what = harm;
        quantity.unit = "person";
      } else if (quantity.of.empty()) {
        return last;
      } else {
        const std::size_t blank = quantity.of.rfind(' ');
        const std::string head =
            base::lowered(blank == std::string::npos ? quantity.of : quantity.of.substr(blank + 1));
        const auto known = tables().nouns.find(head);
        quantity.what = known == tables().nouns.end() ? "count" : known->second;
        if (quantity.what == "troops" || quantity.what == "displaced") quantity.unit = "person";
      }
    }
    if (bound == Bound::AtMost && !range) {
      quantity.high = high_end ? high_end : low_end;
    } else {
      quantity.low = low_end;
      if (high_end && bound != Bound::AtLeast) quantity.high = high_end;
    }
    quantity.span = text_span(atoms_[first].begin, atoms_[after - 1].end);
    quantity.text = std::string(text_.substr(quantity.span.begin.value, quantity.span.size()));
    taken_ = after;
    analysis_.quantities.push_back(std::move(quantity));
    return after;
  }

  bool is_age(std::uint32_t i) const {
    if (i < end_ && is_hyphen(raw(i))) ++i;
    return (low(i) == "year" || low(i) == "years" || low(i) == "month" || low(i) == "day" ||
            low(i) == "days" || low(i) == "weeks" || low(i) == "months" || lower(i) == "hours" ||
            lower(i) == "hour" || lower(i) == "minutes" || lower(i) == "p" || lower(i) == "a.m" ||
            lower(i) == "pm" || lower(i) == "am");
  }

  // The noun phrase right after the number: at most four words. Fills `of`; gives the atom after it.
  std::uint32_t counted_noun(std::uint32_t i, std::string& of) const {
    std::uint32_t at = i;
    if (low(at) == "of" && low(at + 1) == "the")
      at += 2;
    else if (low(at) == "of")
      at += 1;
    const std::uint32_t first = at;
    for (int length = 0; at < end_ && length < 4; ++at, ++length) {
      const Atom& atom = atoms_[at];
      if (atom.shape == Shape::Mark) {
        if (is_hyphen(raw(at)) && atom.glued && at > first && at + 1 < end_ && atoms_[at + 1].glued &&
            atoms_[at + 1].shape != Shape::Mark) {
          ++at;  // "pick-up trucks"
          continue;
        }
        break;
      }
      if (atom.shape == Shape::Number || (atom.flags & (kClosed | kWeekday | kSaying))) break;
      if (!harm_of(at).empty()) break;
      if (atom.tag == Tag::Verb && at > first) break;
      // "five people gathered", "ten tanks came"
      if (at > first && ((atoms_[at - 1].flags & kPersonNoun) || tables().nouns.contains(low_or_raw(at - 1))))
        break;
    }
    if (at > first)
      of = std::string(text_.substr(atoms_[first].begin, atoms_[at - 1].end - atoms_[first].begin));
    return at;
  }

  std::string_view low_or_raw(std::uint32_t i) const { return atoms_[i].word != 0 ? low(i) : raw(i); }

  std::string_view harm_of(std::uint32_t i) const {
    if (i >= end_ || atoms_[i].shape == Shape::Mark) return {};
    const auto found = tables().harms.find(atoms_[i].shape == Shape::Lower ? std::string(raw(i)) : lower(i));
    return found == tables().harms.end() ? std::string_view() : found->second;
  }

  // The word of harm that this number belongs to: after the noun ("12 people were killed") if only
  // auxiliaries and adverbs stand between, else before the number in the same clause ("killed at least 12",
  // "wounding dozens").
  std::string_view harm_near(std::uint32_t first, std::uint32_t after) const {
    for (std::uint32_t i = after; i < end_ && i < after + 6; ++i) {
      if (const std::string_view harm = harm_of(i); !harm.empty()) return harm;
      if (atoms_[i].shape == Shape::Mark || atoms_[i].shape == Shape::Number) break;
      const std::uint32_t flag = atoms_[i].flags;
      if (!(flag & (kAuxiliary | kAdverb)) && low(i) != "who" && low(i) != "reported" && low(i) != "feared" &&
          low(i) != "confirmed")
        break;
    }
    int steps = 0;
    for (std::uint32_t i = first; i > begin_ && steps < 6; ++steps) {
      --i;
      if (atoms_[i].shape == Shape::Mark) {
        if (raw(i) == "," || raw(i) == ";" || raw(i) == ":" || raw(i) == ".") break;
        continue;
      }
      if (const std::string_view harm = harm_of(i); !harm.empty()) return harm;
      if ((atoms_[i].flags & (kConjunction | kAuxiliary)) && low(i) != "to" && low(i) != "and") break;
      // Another verb between takes the number: "killing three and leaving 40,000 without light".
      if (atoms_[i].tag == Tag::Verb || (atoms_[i].tag == Tag::Other && raw(i).ends_with("ing"))) break;
    }
    return {};
  }

  std::string_view text_;
  std::span<const Atom> atoms_;
  const Vocabulary& words_;
  Analysis& analysis_;
  std::uint32_t begin_ = 0, end_ = 0, taken_ = 0;
  std::size_t date_ = 0;
};

}  // namespace

void find_quantities(const Article& article, std::span<const Atom> atoms,
                     std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                     const Vocabulary& words, Analysis& analysis) {
  QuantityFinder finder(article, atoms, words, analysis);
  for (const auto& [begin, end] : sentences) finder.scan(begin, end);
}

}  // namespace raven::resolve
