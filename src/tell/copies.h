// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Finds copies among the texts of a run: the same report printed again, cut short, or brought up to date. A
/// reprint is not a second witness, so whoever counts reports must know of it.
///
///     CopyFinder finder;
///     for (const Document& document : documents)
///       if (std::optional<CopyOf> copy = finder.add(document.article.source.uri, document.article.text))
///         fold(document, copy->of);
///
/// How: a text is the set of its runs of five words (letter case, punctuation and white space put aside). Two
/// texts are compared by containment, the share of one set that lies in the other (Broder 1997, "On the
/// resemblance and containment of documents"), because reprints are cut and pages carry extra words:
/// resemblance falls then, containment does not. Candidates come from an index of each text's kSketch lowest
/// runs in the order of a hash, a random sample that is the same for equal content; rare runs count more, and
/// those that kBucket texts share already are passed over for the next.
///
/// Bounds: about 5 kB for each remembered text of 600 words; the oldest text is forgotten when there are more
/// than `memory`. A run leads to at most kBucket texts and at most kCandidates are compared, so the time for
/// a text is linear in its own length whatever came before, also when thousands of texts are alike.
///
/// The answer depends on the order of the texts (each is compared with earlier ones), on nothing else.
/// Thread safety: one thread at a time for each object.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::tell {

enum class CopyKind {
  Same,      ///< the same text, give or take a few words
  Abridged,  ///< one text is the other cut short (which is which, the two shares tell)
  Updated,   ///< more than half of each is in the other, and each has something of its own
};

/// "same", "abridged", "updated".
std::string_view name_of(CopyKind kind);

struct CopyOf {
  std::string of;  ///< id of the earlier text
  CopyKind kind = CopyKind::Same;
  double containment = 0;  ///< share of this text that stands in the earlier one, 0 to 1
  double coverage = 0;     ///< share of the earlier text that stands in this one, 0 to 1
};

class CopyFinder {
 public:
  static constexpr std::size_t kSketch = 64;      ///< runs of each text that the index knows
  static constexpr std::size_t kBucket = 32;      ///< texts that one run leads to
  static constexpr std::size_t kCandidates = 8;   ///< texts that are compared in full
  static constexpr std::size_t kLongest = 20000;  ///< words of a text that are looked at

  /// `memory`: how many texts are remembered, at least 1.
  explicit CopyFinder(std::size_t memory = 50000);

  /// The earlier text that this one is a copy of, if any; the one that holds most of it, the earliest of
  /// equals. Texts without words are copies of nothing; texts of fewer than eight words only of an equal one.
  std::optional<CopyOf> add(std::string_view id, std::string_view text);

  /// How many texts are remembered now.
  std::size_t size() const { return texts_.size(); }

 private:
  struct Text {
    std::string id;
    std::uint64_t whole = 0;          // hash of all its words
    std::vector<std::uint32_t> runs;  // sorted, distinct
  };

  const Text& text(std::uint64_t number) const { return texts_[static_cast<std::size_t>(number - first_)]; }
  std::optional<CopyOf> best_match(const Text& text) const;
  void remember(Text text);
  void forget_oldest();

  std::size_t memory_;
  std::uint64_t first_ = 0;  // number of texts_.front(); numbers count all texts that were ever remembered
  std::deque<Text> texts_;
  std::unordered_map<std::uint64_t, std::uint64_t> by_whole_;
  std::unordered_map<std::uint32_t, std::vector<std::uint64_t>> by_run_;
};

}  // namespace raven::tell
