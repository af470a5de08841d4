// SPDX-License-Identifier: Apache-2.0
#include "code/sentence_tree.h"

namespace raven::code {

SentenceTree::SentenceTree(const SentenceView& view) : view_(view) {
  const std::uint32_t first = view.first();
  const std::uint32_t count = view.last() - first;
  heads_.assign(count, kNone);
  begin_.assign(count + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Word& word = view.word(first + i);
    exists_ = exists_ || !word.relation.empty();
    // A governor outside the sentence or the word itself is a fault of whoever filled the record.
    if (!view.in(word.head) || word.head == first + i) continue;
    heads_[i] = word.head;
    ++begin_[word.head - first + 1];
  }
  for (std::uint32_t i = 0; i < count; ++i) begin_[i + 1] += begin_[i];
  dependents_.resize(begin_[count]);
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (std::uint32_t i = 0; i < count; ++i)
    if (heads_[i] != kNone) dependents_[next[heads_[i] - first]++] = first + i;
  // Breadth first from the roots. Words on a ring are reached by nobody and stay out.
  downwards_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i)
    if (heads_[i] == kNone) downwards_.push_back(first + i);
  for (std::size_t at = 0; at < downwards_.size(); ++at) {
    const auto below = children(downwards_[at]);
    downwards_.insert(downwards_.end(), below.begin(), below.end());
  }
}

std::span<const std::uint32_t> SentenceTree::children(std::uint32_t word) const {
  if (!view_.in(word)) return {};
  const std::uint32_t i = word - view_.first();
  return std::span(dependents_).subspan(begin_[i], begin_[i + 1] - begin_[i]);
}

std::string_view SentenceTree::relation(std::uint32_t word) const {
  if (!view_.in(word)) return {};
  const std::string_view full = view_.word(word).relation;
  return full.substr(0, full.find(':'));
}

bool SentenceTree::is(std::uint32_t word, std::string_view relation) const {
  if (!view_.in(word)) return false;
  const std::string_view full = view_.word(word).relation;
  return full.starts_with(relation) && (full.size() == relation.size() || full[relation.size()] == ':');
}

std::uint32_t SentenceTree::child(std::uint32_t word, std::string_view relation) const {
  for (std::uint32_t found : children(word))
    if (is(found, relation)) return found;
  return kNone;
}

}  // namespace raven::code
