// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The best tree over the words of a sentence, given a score for every word as head of every other: the
/// maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967), by contraction of cycles in a dense matrix
/// (Tarjan 1977). Exactly one word hangs on the root: a price on the root's arcs, greater than all that a
/// tree can gain elsewhere, makes the best tree the best of those with one root. Time and memory grow with
/// the square of the words.
///
///     if (!is_tree(heads)) best_tree(scores, stride, heads);
///
/// Thread safety: pure functions.

#include <cstddef>
#include <cstdint>
#include <span>

namespace raven::language {

/// heads[i] is the head of word i + 1, 0 for the root. Whether every word leads to the root, on which one
/// word hangs.
bool is_tree(std::span<const std::uint32_t> heads);

/// scores[i * stride + j]: of j (0: the root) as head of word i + 1; finite. A word is never its own head.
/// Of trees with equal scores it is the same one each time.
void best_tree(const float* scores, std::size_t stride, std::span<std::uint32_t> heads);

}  // namespace raven::language
