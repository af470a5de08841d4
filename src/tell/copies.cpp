// SPDX-License-Identifier: Apache-2.0
#include "tell/copies.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace raven::tell {
namespace {

constexpr std::size_t kRunLength = 5;
/// Below this many runs the share of common ones says nothing.
constexpr std::size_t kFewestRuns = 4;

/// One changed word takes five runs with it: 0.9 is a word in fifty.
constexpr double kSameShare = 0.9;
constexpr double kAbridgedShare = 0.8;
/// How much shorter the abridged text must be; otherwise it is another version.
constexpr double kAbridgedLength = 0.85;
constexpr double kUpdatedShare = 0.5;

/// The hash of each word, in order.
std::vector<std::uint64_t> hashed_words(std::string_view text) {
  std::vector<std::uint64_t> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(base::hash64(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size() && words.size() < CopyFinder::kLongest;) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      ++at;
      if (base::is_alphanumeric(c)) {
        word += base::to_lower(c);
      } else if (c != '\'') {  // an apostrophe comes in several shapes, and in none
        end_word();
      }
      continue;
    }
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.length;
    if (point.value == U'\u2019' || point.value == U'\u02BC') continue;
    if (base::is_space_character(point.value) || base::is_punctuation_character(point.value)) {
      end_word();
    } else {
      base::append_utf8(word, base::lower_character(point.value));
    }
  }
  if (words.size() < CopyFinder::kLongest) end_word();
  return words;
}

std::vector<std::uint32_t> runs_of(const std::vector<std::uint64_t>& words) {
  std::vector<std::uint32_t> runs;
  if (words.size() < kRunLength) return runs;
  runs.reserve(words.size() - kRunLength + 1);
  for (std::size_t i = 0; i + kRunLength <= words.size(); ++i) {
    const auto* bytes = reinterpret_cast<const char*>(words.data() + i);
    runs.push_back(static_cast<std::uint32_t>(base::hash64({bytes, kRunLength * sizeof(std::uint64_t)})));
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

std::size_t count_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    common += a[i] == b[j];
    const bool step_a = a[i] <= b[j];
    const bool step_b = b[j] <= a[i];
    i += step_a;
    j += step_b;
  }
  return common;
}

std::optional<CopyKind> kind_of(double containment, double coverage, std::size_t size,
                                std::size_t other_size) {
  if (containment >= kSameShare && coverage >= kSameShare) return CopyKind::Same;
  const auto shorter = static_cast<double>(std::min(size, other_size));
  const auto longer = static_cast<double>(std::max(size, other_size));
  const double share_of_shorter = size <= other_size ? containment : coverage;
  if (share_of_shorter >= kAbridgedShare && shorter < kAbridgedLength * longer) return CopyKind::Abridged;
  if (containment >= kUpdatedShare && coverage >= kUpdatedShare) return CopyKind::Updated;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(CopyKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"same", "abridged", "updated"};
  return kNames[static_cast<std::size_t>(kind)];
}

CopyFinder::CopyFinder(std::size_t memory) : memory_(std::max<std::size_t>(1, memory)) {}

std::optional<CopyOf> CopyFinder::add(std::string_view id, std::string_view text) {
  const std::vector<std::uint64_t> words = hashed_words(text);
  if (words.empty()) return std::nullopt;
  const auto* bytes = reinterpret_cast<const char*>(words.data());
  const std::uint64_t whole = base::hash64({bytes, words.size() * sizeof(std::uint64_t)});
  if (const auto same = by_whole_.find(whole); same != by_whole_.end())
    return CopyOf{this->text(same->second).id, CopyKind::Same, 1,
                  1};  // its first stands for it: nothing to remember
  Text fresh{std::string(id), whole, runs_of(words)};
  std::optional<CopyOf> match = best_match(fresh);
  remember(std::move(fresh));
  return match;
}

std::optional<CopyOf> CopyFinder::best_match(const Text& fresh) const {
  if (fresh.runs.size() < kFewestRuns) return std::nullopt;
  std::unordered_map<std::uint64_t, double> votes;
  for (const std::uint32_t run : fresh.runs) {
    const auto bucket = by_run_.find(run);
    if (bucket == by_run_.end()) continue;
    for (const std::uint64_t number : bucket->second)
      votes[number] += 1.0 / static_cast<double>(bucket->second.size());
  }
  std::vector<std::pair<double, std::uint64_t>> ranked;
  ranked.reserve(votes.size());
  for (const auto& [number, weight] : votes) ranked.emplace_back(-weight, number);
  const std::size_t compared = std::min(kCandidates, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(compared), ranked.end());

  std::optional<CopyOf> best;
  std::uint64_t best_number = 0;
  for (std::size_t i = 0; i < compared; ++i) {
    const Text& other = text(ranked[i].second);
    if (other.runs.size() < kFewestRuns) continue;
    const auto common = static_cast<double>(count_common(fresh.runs, other.runs));
    const double containment = common / static_cast<double>(fresh.runs.size());
    const double coverage = common / static_cast<double>(other.runs.size());
    const std::optional<CopyKind> kind = kind_of(containment, coverage, fresh.runs.size(), other.runs.size());
    if (!kind) continue;
    const auto rank = [](double a, double b) { return a + b; };
    const double gain = best ? rank(containment, coverage) - rank(best->containment, best->coverage) : 1;
    if (gain < 0 || (gain == 0 && ranked[i].second > best_number)) continue;
    best = CopyOf{other.id, *kind, containment, coverage};
    best_number = ranked[i].second;
  }
  return best;
}

void CopyFinder::remember(Text fresh) {
  if (texts_.size() == memory_) forget_oldest();
  const std::uint64_t number = first_ + texts_.size();
  by_whole_.emplace(fresh.whole, number);
  // A run whose bucket is full is a common phrase and tells little; the next one stands in for it.
  std::size_t known = 0;
  for (std::size_t i = 0; i < fresh.runs.size() && known < kSketch; ++i) {
    std::vector<std::uint64_t>& bucket = by_run_[fresh.runs[i]];
    if (bucket.size() == kBucket) continue;
    bucket.push_back(number);
    ++known;
  }
  texts_.push_back(std::move(fresh));
}

void CopyFinder::forget_oldest() {
  const Text& oldest = texts_.front();
  by_whole_.erase(oldest.whole);
  for (const std::uint32_t run : oldest.runs) {
    const auto bucket = by_run_.find(run);
    // Numbers were put in one after the other, so that of the oldest text stands first.
    if (bucket == by_run_.end() || bucket->second.front() != first_) continue;
    bucket->second.erase(bucket->second.begin());
    if (bucket->second.empty()) by_run_.erase(bucket);
  }
  texts_.pop_front();
  ++first_;
}

}  // namespace raven::tell
