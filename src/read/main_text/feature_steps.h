// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The kinds of features of a block, and the steps into which sizes, shares and tags are cut: a value of a
/// kind is the number of a step, or two or three steps as the digits of one number.
///
///     const std::uint32_t value = layout_class(block.tag) * 3 + size3(block.bytes);
///
/// Thread safety: pure.

#include "read/html/document.h"
#include "read/reading_tables.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace raven::read {

/// The kinds of features in the order of their table.
enum FeatureNumber : std::uint8_t {
  kBias,
  kSize,
  kSizeLink,
  kEnding,
  kLayout,
  kOwnWord,
  kSetting,
  kBoxed,
  kDepth,
  kFromStart,
  kProseBefore,
  kProseAfter,
  kBehindLast,
  kBeforeFirst,
  kPhrase,
  kLine,
  kTitle,
  kPrevious,
  kNext,
  kSiblings,
  kParentShare,
  kMainParent,
  kClassShare,
  kEmphasis,
  kCase,
  kDigits,
  kMarks,
  kQuotes,
  kCommas,
  kRepeated,
  kWitness,
  kDescription,
  kSectionLinks,
  kSectionPhrase,
  kWindow,
  kParentLinks,
  kBranchLinks,
  kBranchShare,
  kLinks,
  kPageProse,
  kInnerArticle,
  kGap,
  kJunkSoFar,
  kHeadingAbove,
  kCode,
  kCards,
  kAuthor,
  kRule,
  kRuleAround,
  kKinds
};

/// How many of the limits `value` reaches; they rise.
template <std::size_t N>
std::uint32_t step(double value, const double (&limits)[N]) {
  std::uint32_t at = 0;
  while (at < N && value >= limits[at]) ++at;
  return at;
}

/// Of a block's visible bytes: 0 to 10.
inline std::uint32_t size_step(std::uint32_t bytes) {
  return step(bytes, {10, 20, 40, 60, 80, 120, 160, 240, 400, 800});
}
/// Short, middling, long.
inline std::uint32_t size3(std::uint32_t bytes) {
  return step(bytes, {40, 120});
}
/// Of a block's visible bytes, coarser: 0 to 4.
inline std::uint32_t size5(std::uint32_t bytes) {
  return step(bytes, {25, 60, 120, 300});
}
/// Of a share of links: 0 to 3.
inline std::uint32_t link4(double share) {
  return step(share, {0.001, 0.3, 0.8});
}
/// Of a share of links, finer: 0 to 4.
inline std::uint32_t link5(double share) {
  return step(share, {0.02, 0.15, 0.4, 0.8});
}

/// What a block is laid out as, 0 to 15.
std::uint32_t layout_class(html::Tag tag);
/// h1 to h6.
bool is_heading(html::Tag tag);
/// The strongest of the signs (`Sign`) around a block, 0 to 12.
std::uint32_t setting_class(std::uint32_t signs);
/// The reason of a phrase, 0 (none) to 12.
std::uint32_t phrase_class(const std::optional<JunkPhrase>& phrase);

}  // namespace raven::read
