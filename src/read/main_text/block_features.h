// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What speaks for and against a block being text, as a short list of small numbers: one for each kind of
/// feature, each kind with a few values. Sizes and shares are cut into steps, so that a weight can be given
/// to each step and read by a person (knowledge/reading/text_blocks.tsv).
///
///     const BlockFeatures features = describe_blocks(document, blocks, measure, container, tables, parts,
///     witness, "en"); for (std::size_t i = 0; i < blocks.blocks.size(); ++i) use(features.values_of(i));
///
/// Linear in the blocks. Thread safety: pure.

#include "base/ascii.h"
#include "read/main_text/page_blocks.h"
#include "read/main_text/page_measure.h"
#include "read/reading_tables.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

/// A kind of feature: its name in the table and how many values it takes. A value is below `values`.
struct FeatureKind {
  std::string_view name;
  std::uint16_t values;
};

/// All kinds. `BlockFeatures::values_of` begins with one value of each, in this order; the numbers of class
/// names' parts follow.
std::span<const FeatureKind> feature_kinds();
/// The number of all values of all kinds; the value v of kind k has the number `feature_offset(k) + v`.
std::size_t feature_count();
std::size_t feature_offset(std::size_t kind);

/// Calls `use` with each part of a class or id attribute, in lower case: "ArticleBody__related-2" has
/// "article", "body" and "related". Parts of one letter and of more than 20 are left out.
template <class Use>
void for_each_class_part(std::string_view value, const Use& use) {
  char part[20];
  std::size_t size = 0;
  bool is_long = false, was_lower = false;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char c = i < value.size() ? value[i] : ' ';
    const bool letter = base::is_letter(c);
    const bool upper = base::is_upper(c);
    if (!letter || (upper && was_lower)) {
      if (size >= 2 && !is_long) use(std::string_view(part, size));
      size = 0;
      is_long = false;
    }
    was_lower = letter && !upper;
    if (!letter) continue;
    if (size == sizeof part)
      is_long = true;
    else
      part[size++] = base::to_lower(c);
  }
}

/// How two neighbouring blocks stand to each other; the choice of one depends on the other by this.
enum class BlockStep : std::uint8_t {
  SameParent,
  OtherParent,
  ToHeading,
  FromHeading,
  IntoContainer,
  OutOfContainer
};
inline constexpr std::size_t kBlockSteps = 6;
/// The name of a step in the table; static.
std::string_view block_step_name(BlockStep step);

/// What the page says elsewhere of its text.
struct TextWitness {
  std::vector<std::string> titles;   ///< every title that the page gives itself
  std::vector<std::string> authors;  ///< who wrote it
  std::string_view description;      ///< its summary
  std::string_view body;             ///< its text as its own data have it (schema.org articleBody)
  ReaderComments comments = ReaderComments::Cut;  ///< Leave where its own signs tell of a discussion
};

/// What is known of a block beside its features; the reasons for dropping it are told by these.
struct BlockCue {
  std::optional<JunkPhrase> phrase;
  std::string_view section;  ///< the reason of the junk heading that it stands below; empty: it does not
  bool is_title = false;
  bool is_byline = false;  ///< a line that names authors, and stands above the text
  bool is_date = false;
  bool is_description = false;
  bool is_good = false;      ///< surely a paragraph: long enough, few links, ends as a sentence
  bool is_repeated = false;  ///< the same words stand further up
  bool ends_sentence = false;
  bool has_letters = true;
  bool is_kept_by_rules = false;  ///< what stated rules alone would do
  bool is_never_kept = false;  ///< never text, whatever speaks for it: the page's title, a byline above the
                               ///< text, captions, short lines with a junk phrase and what stands below them,
                               ///< words that stood further up, ornaments
};

class BlockFeatures {
 public:
  std::span<const std::uint16_t> values_of(std::size_t block) const;
  BlockStep step_to(std::size_t block) const { return steps_[block]; }
  const BlockCue& cue(std::size_t block) const { return cues_[block]; }
  /// The bytes of a block that is surely prose of the container; 0 for any other.
  double prose(std::size_t block) const { return prose_[block]; }
  std::size_t size() const { return cues_.size(); }
  /// A page of more blocks than any article has is read by stated rules alone; its blocks have no values.
  bool is_without_values() const { return values_.empty(); }

 private:
  friend class BlockDescriber;
  std::vector<std::uint16_t> values_;  // the numbers of features, those of block 0, those of block 1, …
  std::vector<std::uint32_t> ends_;    // where those of each block end
  std::vector<BlockStep> steps_;       // from the block before to this one
  std::vector<BlockCue> cues_;
  std::vector<float> prose_;
};

BlockFeatures describe_blocks(const html::Document& document, const PageBlocks& blocks,
                              const PageMeasure& measure, html::NodeId container, const ReadingTables& tables,
                              const ClassParts& parts, const TextWitness& witness, std::string_view language);

/// Whether the text ends as a sentence does, in any script; closing quotation marks and brackets do not
/// matter.
bool ends_sentence(std::string_view text);

}  // namespace raven::read
