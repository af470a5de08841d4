// SPDX-License-Identifier: Apache-2.0
// How well copies are told: every text of a made set is reprinted in the ways in which news are reprinted,
// and stands beside texts that share its theme, its quotation or its site's boilerplate and nothing else.
#include "tell/copies.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <random>

#include <gtest/gtest.h>

namespace raven::tell {
namespace {

constexpr int kTexts = 300;

/// Sentences from a small grammar with made names. The other words are few, so different texts share many
/// runs of them, more than texts of one theme do; whole sentences hardly ever recur.
class Writer {
 public:
  explicit Writer(std::uint32_t seed) : dice_(seed) {}

  std::string sentence() {
    static constexpr std::array<const char*, 12> kWho = {"The ministry of fisheries",
                                                         "A spokesman for the northern party",
                                                         "The mayor of Hallen",
                                                         "Two skippers from the outer islands",
                                                         "The guild of boat owners",
                                                         "Envoys from Estmark",
                                                         "The opposition leader Tilda Brann",
                                                         "A court in Brunn",
                                                         "The harbour police",
                                                         "Rebels in the hills",
                                                         "The union of dockers",
                                                         "An aid convoy"};
    static constexpr std::array<const char*, 12> kDid = {
        "said",     "denied",   "confirmed",         "told reporters", "warned",   "announced",
        "conceded", "repeated", "wrote in a letter", "made known",     "insisted", "reported"};
    static constexpr std::array<const char*, 10> kWhen = {"on Monday",
                                                          "late on Tuesday",
                                                          "after the vote",
                                                          "before the talks began",
                                                          "in the capital",
                                                          "on the third day",
                                                          "at a market in the old town",
                                                          "during the night",
                                                          "as rain fell",
                                                          "last week"};
    static constexpr std::array<const char*, 12> kWhat = {"that the pier would be closed",
                                                          "that forty boats lay in the harbour",
                                                          "that talks would go on",
                                                          "that nobody had been hurt",
                                                          "that the quota must be halved",
                                                          "that prisoners would be freed",
                                                          "that the road to the pass was blocked",
                                                          "that an inquiry had been opened",
                                                          "that the accord had been broken",
                                                          "that supplies would last a week",
                                                          "that shots had been heard",
                                                          "that the border stays shut"};
    static constexpr std::array<const char*, 10> kAnd = {
        "and asked both sides for patience",      "but gave no further detail",
        "while families waited outside",          "and blamed the weather",
        "although neighbours told another story", "and named no date",
        "as had been feared for months",          "and thanked the crews",
        "which the other side called untrue",     "and left by the back door"};
    return pick(kWho) + " of " + name() + " " + pick(kDid) + " " + pick(kWhen) + " " + pick(kWhat) +
           " near " + name() + " " + pick(kAnd) + ". ";
  }
  std::vector<std::string> sentences(std::size_t count) {
    std::vector<std::string> list;
    for (std::size_t i = 0; i < count; ++i) list.push_back(sentence());
    return list;
  }
  std::string name() {
    static constexpr std::array<const char*, 16> kSyllables = {"Ha",  "len", "bru", "nor", "vi",  "as",
                                                               "tor", "mel", "ko",  "da",  "rin", "sen",
                                                               "ul",  "fa",  "gos", "tem"};
    std::string made = pick(kSyllables) + pick(kSyllables) + pick(kSyllables);
    made[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(made[0])));
    return made;
  }
  std::size_t number(std::size_t below) { return dice_() % below; }
  std::mt19937& dice() { return dice_; }

 private:
  template <std::size_t kSize>
  std::string pick(const std::array<const char*, kSize>& words) {
    return words[dice_() % kSize];
  }
  std::mt19937 dice_;
};

std::string joined(const std::vector<std::string>& sentences, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += sentences[i];
  return text;
}

struct Count {
  int pairs = 0, found = 0, kind_right = 0;
};

TEST(CopyQuality, OfMadeReprints) {
  enum Way { Whole, Cut, Longer, Reordered, Boilerplate, Typos, Update, kWays };
  constexpr std::array<const char*, kWays> kNames = {"whole",     "cut to half",        "a third longer",
                                                     "reordered", "boilerplate around", "typing errors",
                                                     "updated"};
  constexpr std::array<CopyKind, kWays> kKinds = {CopyKind::Same,    CopyKind::Abridged, CopyKind::Abridged,
                                                  CopyKind::Updated, CopyKind::Abridged, CopyKind::Same,
                                                  CopyKind::Updated};
  std::array<Count, kWays> counts;
  int unrelated = 0, wrong = 0;
  CopyFinder finder;
  Writer writer(7);
  const std::string quotation = writer.sentence() + writer.sentence();
  std::vector<std::vector<std::string>> originals;
  for (int i = 0; i < kTexts; ++i) {
    originals.push_back(writer.sentences(12 + writer.number(20)));
    const std::string text = joined(originals.back(), 0, originals.back().size());
    // Each third text quotes the same words; that makes it no copy.
    ++unrelated;
    wrong += finder.add("original " + std::to_string(i), i % 3 == 0 ? text + quotation : text).has_value();
  }
  for (int i = 0; i < kTexts; ++i) {
    const std::vector<std::string>& original = originals[static_cast<std::size_t>(i)];
    const std::size_t size = original.size();
    const auto way = static_cast<Way>(i % kWays);
    std::string text;
    switch (way) {
      case Whole:
        text = joined(original, 0, size);
        break;
      case Cut:
        text = joined(original, 0, size / 2);
        break;
      case Longer:
        text = joined(original, 0, size) + joined(writer.sentences(size / 3), 0, size / 3);
        break;
      case Reordered: {
        std::vector<std::string> shuffled = original;
        std::shuffle(shuffled.begin(), shuffled.end(), writer.dice());
        text = joined(shuffled, 0, size);
        break;
      }
      case Boilerplate:
        text = "Home News Sport Weather Ferries Tides " + joined(original, 0, size) +
               joined(writer.sentences(size / 3), 0, size / 3) +
               "All rights reserved by the Hallen Courier. ";
        break;
      case Typos:
        text = joined(original, 0, size);
        for (std::size_t n = 0; n < text.size() / 400; ++n) text.erase(writer.number(text.size()), 1);
        break;
      case Update:
        text = joined(writer.sentences(size / 3), 0, size / 3) + joined(original, size / 3, size);
        break;
      case kWays:
        break;
    }
    Count& count = counts[way];
    ++count.pairs;
    const std::optional<CopyOf> copy = finder.add("copy " + std::to_string(i), text);
    const bool found = copy && copy->of == "original " + std::to_string(i);
    count.found += found;
    count.kind_right += found && copy->kind == kKinds[way];
  }
  int pairs = 0, found = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    std::printf("%-20s %3d of %3d found, %3d of the right kind\n", kNames[way], counts[way].found,
                counts[way].pairs, counts[way].kind_right);
    pairs += counts[way].pairs;
    found += counts[way].found;
    EXPECT_GE(counts[way].found * 100, counts[way].pairs * 95) << kNames[way];
  }
  std::printf("recall %.3f of %d reprints, %d of %d unrelated texts taken for copies\n",
              static_cast<double>(found) / pairs, pairs, wrong, unrelated);
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace raven::tell
