// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/feature_steps.h"

#include "read/main_text/block_features.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace raven::read {

using html::Tag;

namespace {

/// As many values as the steps that make one of the kind can have.
constexpr std::array<FeatureKind, kKinds> kTable = {{
    {"bias", 1},           {"size", 11},
    {"size_link", 20},     {"ending", 25},
    {"layout", 48},        {"own_word", 7},
    {"setting", 26},       {"boxed", 8},
    {"depth", 8},          {"from_start", 24},
    {"prose_before", 24},  {"prose_after", 27},
    {"behind_last", 18},   {"before_first", 18},
    {"phrase", 39},        {"line", 5},
    {"title", 6},          {"previous", 21},
    {"next", 21},          {"siblings", 12},
    {"parent_share", 21},  {"main_parent", 15},
    {"class_share", 18},   {"emphasis", 18},
    {"case", 15},          {"digits", 12},
    {"marks", 16},         {"quotes", 6},
    {"commas", 12},        {"repeated", 2},
    {"witness", 11},       {"description", 3},
    {"section_links", 15}, {"section_phrase", 13},
    {"window", 6},         {"parent_links", 15},
    {"branch_links", 15},  {"branch_share", 21},
    {"links", 12},         {"page_prose", 15},
    {"inner_article", 6},  {"gap", 15},
    {"junk_so_far", 15},   {"heading_above", 18},
    {"code", 3},           {"cards", 15},
    {"author", 6},         {"rule", 42},
    {"rule_around", 27},
}};

constexpr auto kOffsets = [] {
  std::array<std::uint16_t, kKinds + 1> offsets{};
  for (std::size_t i = 0; i < kKinds; ++i)
    offsets[i + 1] = static_cast<std::uint16_t>(offsets[i] + kTable[i].values);
  return offsets;
}();

}  // namespace

std::span<const FeatureKind> feature_kinds() {
  return kTable;
}
std::size_t feature_count() {
  return kOffsets[kKinds];
}
std::size_t feature_offset(std::size_t kind) {
  return kOffsets[kind];
}

std::string_view block_step_name(BlockStep step) {
  static constexpr std::array<std::string_view, kBlockSteps> kNames = {
      "step_same_parent",  "step_other_parent",   "step_to_heading",
      "step_from_heading", "step_into_container", "step_out_of_container"};
  return kNames[static_cast<std::size_t>(step)];
}

std::uint16_t ClassParts::add(std::string_view part) {
  const auto number = static_cast<std::uint16_t>(feature_count() + size());
  return numbers_.emplace(std::string(part), number).first->second;
}

std::uint32_t layout_class(Tag tag) {
  switch (tag) {
    case Tag::P:
      return 0;
    case Tag::Div:
      return 1;
    case Tag::Li:
      return 2;
    case Tag::H1:
      return 3;
    case Tag::H2:
      return 4;
    case Tag::H3:
      return 5;
    case Tag::H4:
    case Tag::H5:
    case Tag::H6:
      return 6;
    case Tag::Blockquote:
      return 7;
    case Tag::Td:
    case Tag::Th:
      return 8;
    case Tag::Dd:
    case Tag::Dt:
      return 9;
    case Tag::Figcaption:
    case Tag::Figure:
      return 10;
    case Tag::Section:
    case Tag::Article:
    case Tag::Main:
    case Tag::Body:
      return 11;
    case Tag::Header:
    case Tag::Footer:
    case Tag::Aside:
    case Tag::Nav:
      return 12;
    case Tag::Pre:
      return 15;
    case Tag::Address:
    case Tag::Center:
      return 13;
    default:
      return 14;
  }
}

bool is_heading(Tag tag) {
  return tag == Tag::H1 || tag == Tag::H2 || tag == Tag::H3 || tag == Tag::H4 || tag == Tag::H5 ||
         tag == Tag::H6;
}

std::uint32_t setting_class(std::uint32_t signs) {
  if ((signs & kHidden) != 0) return 1;
  if ((signs & kComments) != 0) return 2;
  if ((signs & kInNav) != 0) return 3;
  if ((signs & kInFooter) != 0) return 4;
  if ((signs & kInAside) != 0) return 5;
  if ((signs & kInForm) != 0) return 6;
  if ((signs & kJunkWord) != 0) return 7;
  if ((signs & kInFigure) != 0) return 8;
  if ((signs & kBylineWord) != 0) return 9;
  if ((signs & kMetaWord) != 0) return 10;
  if ((signs & kInHeader) != 0) return 11;
  if ((signs & kInTable) != 0) return 12;
  return 0;
}

std::uint32_t phrase_class(const std::optional<JunkPhrase>& phrase) {
  if (!phrase) return 0;
  static constexpr std::array<std::string_view, 11> kReasons = {
      "cross_promotion", "subscription", "photo_credit", "comments",  "share_bar", "copyright",
      "advertisement",   "navigation",   "editorial",    "page_note", "follow_us"};
  const auto found = std::find(kReasons.begin(), kReasons.end(), phrase->reason);
  return 1 + static_cast<std::uint32_t>(found - kReasons.begin());
}

}  // namespace raven::read
