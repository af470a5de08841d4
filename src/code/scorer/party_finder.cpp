// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/party_finder.h"

#include "base/ascii.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace raven::code {
namespace {

constexpr std::uint32_t kLongestWay = 64;  // steps up a tree
constexpr double kEnough = 0.6;            // likeness of words in part that no other name beats

const std::unordered_set<std::string_view> kIdle = {
    "the",   "a",  "an", "of", "and", "for", "in",   "to",   "its", "his",   "her",
    "their", "by", "on", "s",  "'s",  "at",  "from", "some", "two", "three", "several"};

/// The letters and figures of a word in lower case: "U.S." is "us", "Taliban's" is "taliban".
std::string plain(std::string_view form) {
  std::string text;
  for (const char c : form) {
    const auto byte = static_cast<unsigned char>(c);
    if (base::is_alphanumeric(c) || (byte >= 0x80 && byte != 0xE2)) text += base::to_lower(c);
    // Typographic apostrophes and dashes part words like plain ones.
    if (byte == 0xE2) break;
    if (c == '\'' && !text.empty()) break;
  }
  return text;
}

std::vector<std::string> plain_words(std::string_view words) {
  std::vector<std::string> found;
  std::string spaced;
  for (const char c : words) spaced += c == '-' || c == ',' || c == '(' || c == ')' || c == '"' ? ' ' : c;
  for (const std::string_view piece : base::split_words(spaced))
    if (std::string word = plain(piece); !word.empty()) found.push_back(std::move(word));
  return found;
}

std::uint32_t sentence_of(const Analysis& analysis, std::uint32_t word) {
  const auto after =
      std::upper_bound(analysis.sentences.begin(), analysis.sentences.end(), word,
                       [](std::uint32_t at, const Sentence& sentence) { return at < sentence.last_word; });
  return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(
      after - analysis.sentences.begin(), static_cast<std::ptrdiff_t>(analysis.sentences.size()) - 1));
}

/// The word of [first, last) that hangs on none of the others; nouns before other words.
std::uint32_t head_of(const Analysis& analysis, std::uint32_t first, std::uint32_t last) {
  std::uint32_t best = kNone;
  const auto is_nominal = [&](std::uint32_t w) {
    const Tag tag = analysis.words[w].tag;
    return tag == Tag::Noun || tag == Tag::Propn || tag == Tag::Pron || tag == Tag::Adj || tag == Tag::Num;
  };
  for (std::uint32_t w = first; w < last; ++w) {
    const std::uint32_t head = analysis.words[w].head;
    if (head != kNone && head >= first && head < last) continue;
    if (best == kNone || (!is_nominal(best) && is_nominal(w))) best = w;
  }
  return best == kNone ? last - 1 : best;
}

/// Whether one letter was lost, added, changed, or two changed places, in words of five letters and more;
/// two such faults in words of nine.
bool is_like(const std::string& a, const std::string& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 4 || longer < 5 || longer - shorter > 2) return false;
  const std::size_t allowed = longer >= 9 ? 2 : 1;
  constexpr std::size_t kLongest = 32;
  if (longer > kLongest) return false;
  std::size_t rows[3][kLongest + 1] = {};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()] <= allowed;
}

class Finder {
 public:
  Finder(const Article& article, const Analysis& analysis) : analysis_(analysis) {
    plain_.reserve(analysis.words.size());
    for (const Word& word : analysis.words) plain_.push_back(plain(form_of(article, word)));
  }

  std::vector<FoundParty> as_written(const std::vector<std::string>& wanted) const {
    std::vector<FoundParty> found;
    if (wanted.empty()) return found;
    for (std::uint32_t w = 0; w < plain_.size() && found.size() < kMostPlaces; ++w) {
      if (plain_[w] != wanted[0]) continue;
      std::uint32_t at = w;
      std::size_t next = 0;
      // A mark between the words does not part them.
      while (at < plain_.size() && next < wanted.size() && at < w + 2 * wanted.size() + 2) {
        if (plain_[at] == wanted[next]) {
          ++next;
        } else if (!plain_[at].empty()) {
          break;
        }
        ++at;
      }
      if (next == wanted.size()) add(found, w, at, 1);
    }
    return found;
  }

  /// Where most of the words stand near each other.
  std::vector<FoundParty> in_part(const std::vector<std::string>& wanted, bool damaged) const {
    std::vector<std::string> content;
    for (const std::string& word : wanted)
      if (!kIdle.contains(word)) content.push_back(word);
    if (content.empty()) return {};
    std::unordered_map<std::string_view, std::uint32_t> number;
    for (std::uint32_t i = 0; i < content.size(); ++i) number.emplace(content[i], i);
    std::vector<FoundParty> found;
    std::size_t best = 1;
    for (std::uint32_t w = 0; w < plain_.size(); ++w) {
      if (match(plain_[w], content, number, damaged) == kNone) continue;
      std::uint32_t last = w;
      std::size_t seen = 0;
      std::vector<bool> used(content.size(), false);
      for (std::uint32_t at = w; at < plain_.size() && at < w + content.size() + 4; ++at) {
        const std::uint32_t which = match(plain_[at], content, number, damaged);
        if (which == kNone || used[which]) continue;
        used[which] = true;
        last = at;
        ++seen;
      }
      if (seen < best) continue;
      if (seen > best) found.clear();
      best = seen;
      if (found.size() < kMostPlaces)
        add(found, w, last + 1,
            (damaged ? 0.6 : 0.9) * static_cast<double>(seen) / static_cast<double>(content.size()));
      w = last;
    }
    return found;
  }

  std::vector<FoundParty> under_another_name(const KnownActors& known) const {
    std::vector<FoundParty> found;
    for (const Mention& mention : analysis_.mentions) {
      if (mention.actor == kNone || found.size() >= kMostPlaces) continue;
      const Actor& actor = analysis_.actors[mention.actor];
      const bool same = std::any_of(known.begin(), known.end(), [&](const Actor& other) {
        if (!other.id.empty()) return other.id == actor.id;
        return !other.name.empty() && other.name == actor.name;
      });
      const bool akin = same || std::any_of(known.begin(), known.end(), [&](const Actor& other) {
                          return !other.country.empty() && other.country.size() == 3 &&
                                 other.country == actor.country && other.country != "IGO" &&
                                 other.country != "NGO" && other.country != "IMG" && other.country != "MNC";
                        });
      if (!akin) continue;
      const auto first = static_cast<std::uint32_t>(
          std::lower_bound(analysis_.words.begin(), analysis_.words.end(), mention.span.begin,
                           [](const Word& word, TextByte at) { return word.span.begin < at; }) -
          analysis_.words.begin());
      std::uint32_t last = first;
      while (last < analysis_.words.size() && analysis_.words[last].span.begin < mention.span.end) ++last;
      if (last > first) add(found, first, last, same ? 0.8 : 0.5);
    }
    const auto best = std::max_element(found.begin(), found.end(),
                                       [](const auto& a, const auto& b) { return a.likeness < b.likeness; });
    if (best != found.end()) {
      const double most = best->likeness;
      std::erase_if(found, [&](const FoundParty& place) { return place.likeness < most; });
    }
    return found;
  }

 private:
  static std::uint32_t match(const std::string& word, const std::vector<std::string>& content,
                             const std::unordered_map<std::string_view, std::uint32_t>& number,
                             bool damaged) {
    if (word.empty()) return kNone;
    if (const auto exact = number.find(word); exact != number.end()) return exact->second;
    if (!damaged) return kNone;
    // A party of very many words is compared by its first ones, so that time stays linear.
    const std::size_t most = std::min<std::size_t>(content.size(), 8);
    for (std::uint32_t i = 0; i < most; ++i)
      if (is_like(word, content[i]) ||
          (content[i].size() >= 5 && word.size() >= 5 && word.compare(0, 5, content[i], 0, 5) == 0))
        return i;
    return kNone;
  }

  void add(std::vector<FoundParty>& found, std::uint32_t first, std::uint32_t last, double likeness) const {
    FoundParty place;
    place.sentence = sentence_of(analysis_, first);
    place.first = first;
    place.last = std::min(last, analysis_.sentences[place.sentence].last_word);
    if (place.last <= place.first) return;
    place.head = head_of(analysis_, place.first, place.last);
    place.likeness = likeness;
    found.push_back(place);
  }

  const Analysis& analysis_;
  std::vector<std::string> plain_;
};

/// Steps between two words of one sentence along its tree; a great number where there is none.
std::uint32_t way_between(const Analysis& analysis, std::uint32_t a, std::uint32_t b) {
  std::unordered_map<std::uint32_t, std::uint32_t> above;
  std::uint32_t steps = 0;
  for (std::uint32_t w = a; w != kNone && steps < kLongestWay; w = analysis.words[w].head)
    if (!above.emplace(w, steps++).second) break;
  steps = 0;
  for (std::uint32_t w = b; w != kNone && steps < kLongestWay; w = analysis.words[w].head, ++steps)
    if (const auto found = above.find(w); found != above.end()) return steps + found->second;
  return kLongestWay;
}

}  // namespace

std::vector<FoundParty> find_party(const Article& article, const Analysis& analysis, std::string_view words,
                                   const KnownActors& known) {
  if (analysis.sentences.empty() || analysis.words.empty()) return {};
  const Finder finder(article, analysis);
  std::vector<std::string> wanted = plain_words(words);
  std::vector<FoundParty> found = finder.as_written(wanted);
  if (!found.empty()) return found;
  if (wanted.size() > 1 && kIdle.contains(wanted[0])) {
    wanted.erase(wanted.begin());
    found = finder.as_written(wanted);
    if (!found.empty()) return found;
  }
  std::vector<FoundParty> in_part = finder.in_part(wanted, false);
  if (!in_part.empty() && in_part.front().likeness >= kEnough) return in_part;
  found = finder.under_another_name(known);
  if (!found.empty()) return found;
  return in_part.empty() ? finder.in_part(wanted, true) : in_part;
}

PartyPlaces nearest_places(const Analysis& analysis, const std::vector<FoundParty>& actors,
                           const std::vector<FoundParty>& recipients) {
  PartyPlaces best;
  std::uint32_t least = kNone;
  for (const FoundParty& actor : actors) {
    for (const FoundParty& recipient : recipients) {
      if (actor.sentence != recipient.sentence) continue;
      const bool overlap = actor.first < recipient.last && recipient.first < actor.last;
      std::uint32_t cost = 2 * way_between(analysis, actor.head, recipient.head);
      if (recipient.first < actor.first) cost += 1;
      if (overlap) cost += 4 * kLongestWay;
      const std::string& relation = analysis.words[actor.head].relation;
      if (!relation.starts_with("nsubj") && relation != "obl:agent") cost += 1;
      if (cost >= least) continue;
      least = cost;
      best = {&actor, &recipient};
    }
  }
  if (best.actor) return best;
  // In different sentences: what was done stands where the recipient is.
  if (!actors.empty()) best.actor = &actors.front();
  if (!recipients.empty()) best.recipient = &recipients.front();
  return best;
}

}  // namespace raven::code
