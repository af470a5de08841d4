// SPDX-License-Identifier: Apache-2.0
#include "language/network/arborescence.h"

#include <algorithm>
#include <vector>

namespace raven::language {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;

/// An arc between words as they were before anything was contracted.
struct Arc {
  std::uint32_t head = 0;
  std::uint32_t dependent = 0;
};

/// Vertices are places 0 (the root) to n. A cycle that is contracted goes on at the place of one of its
/// vertices; `node_` says which node of the forest of contractions a place stands for. Nodes 0 to n are the
/// words.
class Contraction {
 public:
  Contraction(const float* scores, std::size_t stride, std::size_t words)
      : size_(words + 1), score_(size_ * size_, 0), arc_(size_ * size_) {
    float least = 0, most = 0;
    for (std::size_t i = 0; i < words; ++i)
      for (std::size_t j = 0; j < size_; ++j) {
        if (j == i + 1) continue;
        least = std::min(least, scores[i * stride + j]);
        most = std::max(most, scores[i * stride + j]);
      }
    const double price =
        (static_cast<double>(most) - static_cast<double>(least)) * static_cast<double>(words) + 1;
    for (std::uint32_t dependent = 1; dependent < size_; ++dependent)
      for (std::uint32_t head = 0; head < size_; ++head) {
        score(dependent, head) = scores[(dependent - 1) * stride + head];
        if (head == 0) score(dependent, head) -= price;
        arc(dependent, head) = {head, dependent};
      }
    for (std::uint32_t place = 0; place < size_; ++place) node_.push_back(place);
    parent_.assign(size_, kNobody);
    taken_.assign(size_, {});
    state_.assign(size_, State::Fresh);
    chosen_.assign(size_, 0);
    state_[0] = State::Done;
  }

  void solve(std::span<std::uint32_t> heads) {
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = 1; start < size_; ++start) {
      if (state_[start] != State::Fresh) continue;
      push(path, start);
      while (!path.empty()) {
        const std::uint32_t place = path.back();
        const std::uint32_t head = best_head(place);
        chosen_[place] = head;
        taken_[node_[place]] = arc(place, head);
        if (state_[head] == State::Fresh) {
          push(path, head);
        } else if (state_[head] == State::OnPath) {
          contract(path, head);
        } else {
          for (const std::uint32_t done : path) state_[done] = State::Done;
          path.clear();
        }
      }
    }
    // From the last contraction to the first: the arc into a cycle breaks it at the member that it enters.
    for (std::uint32_t node = static_cast<std::uint32_t>(taken_.size()); node-- > size_;) {
      std::uint32_t member = taken_[node].dependent;
      while (parent_[member] != node) member = parent_[member];
      taken_[member] = taken_[node];
    }
    for (std::uint32_t word = 1; word < size_; ++word) heads[word - 1] = taken_[word].head;
  }

 private:
  enum class State : std::uint8_t { Fresh, OnPath, Done, Gone };

  double& score(std::size_t dependent, std::size_t head) { return score_[dependent * size_ + head]; }
  Arc& arc(std::size_t dependent, std::size_t head) { return arc_[dependent * size_ + head]; }

  void push(std::vector<std::uint32_t>& path, std::uint32_t place) {
    state_[place] = State::OnPath;
    path.push_back(place);
  }

  std::uint32_t best_head(std::uint32_t place) {
    std::uint32_t best = kNobody;
    for (std::uint32_t head = 0; head < size_; ++head) {
      if (head == place || state_[head] == State::Gone) continue;
      if (best == kNobody || score(place, head) > score(place, best)) best = head;
    }
    return best;
  }

  /// The path from `from` to its end is a cycle; it becomes one vertex, at the place of `from`.
  void contract(std::vector<std::uint32_t>& path, std::uint32_t from) {
    const auto first = std::find(path.begin(), path.end(), from);
    const auto cycle =
        std::span<const std::uint32_t>(path).subspan(static_cast<std::size_t>(first - path.begin()));
    const auto node = static_cast<std::uint32_t>(taken_.size());
    taken_.push_back({});
    parent_.push_back(kNobody);
    std::vector<double> lost;
    for (const std::uint32_t place : cycle) {
      parent_[node_[place]] = node;
      lost.push_back(score(place, chosen_[place]));
      state_[place] = State::Gone;
    }
    for (std::uint32_t other = 0; other < size_; ++other) {
      if (state_[other] == State::Gone) continue;
      double in = 0, out = 0;
      Arc in_arc, out_arc;
      for (std::size_t i = 0; i < cycle.size(); ++i) {
        const std::uint32_t place = cycle[i];
        if (i == 0 || score(place, other) - lost[i] > in) {
          in = score(place, other) - lost[i];
          in_arc = arc(place, other);
        }
        if (i == 0 || score(other, place) > out) {
          out = score(other, place);
          out_arc = arc(other, place);
        }
      }
      score(from, other) = in;
      arc(from, other) = in_arc;
      score(other, from) = out;
      arc(other, from) = out_arc;
    }
    node_[from] = node;
    path.resize(static_cast<std::size_t>(first - path.begin()));
    push(path, from);
  }

  std::size_t size_;
  std::vector<double> score_;  // [dependent][head]
  std::vector<Arc> arc_;       // what it was in the sentence
  std::vector<std::uint32_t> node_;
  std::vector<std::uint32_t> chosen_;
  std::vector<State> state_;
  std::vector<std::uint32_t> parent_;  // of nodes
  std::vector<Arc> taken_;             // of nodes
};

}  // namespace

bool is_tree(std::span<const std::uint32_t> heads) {
  if (std::count(heads.begin(), heads.end(), 0u) != 1) return false;
  // Each walk up ends at the root, at a word that an earlier walk passed, or at one that it passed itself.
  std::vector<std::uint32_t> walk_of(heads.size() + 1, 0);
  for (std::uint32_t start = 1; start <= heads.size(); ++start) {
    std::uint32_t at = start;
    for (; at != 0 && walk_of[at] == 0; at = heads[at - 1]) walk_of[at] = start;
    if (at != 0 && walk_of[at] == start) return false;
  }
  return true;
}

void best_tree(const float* scores, std::size_t stride, std::span<std::uint32_t> heads) {
  if (heads.empty()) return;
  Contraction(scores, stride, heads.size()).solve(heads);
}

}  // namespace raven::language
