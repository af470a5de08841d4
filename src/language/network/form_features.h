// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the network sees of a word: numbers of rows of its table, each the hash of a part of the form (the
/// whole, beginnings, endings, the shape), the row of a word vector, the classes of a list of names and
/// titles. docs/model-file.md has the list; a model is trained with exactly these features.
///
///     FormReader reader(table_rows, std::move(vectors), std::move(gazetteer), std::move(classes));
///     FormFeatures features;
///     reader.read("Kabul's", buffers, features);
///
/// Thread safety: `const` methods may be called from many threads, each with its own buffers.

#include "learn/key_index.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::language {

inline constexpr std::size_t kFormRows = 11;
inline constexpr std::size_t kGazetteerClasses = 16;

/// Of one form, wherever it stands.
struct FormFeatures {
  std::array<std::uint32_t, kFormRows> rows{};
  std::uint32_t row_count = 0;
  std::uint32_t vector = learn::kNoKey;  ///< row of the word vectors
  std::uint32_t classes = 0;             ///< bits of the gazetteer
  std::uint32_t characters = 0;
  std::uint32_t letters = 0;
  std::uint32_t capitals = 0;
  bool begins_with_letter = false;
  bool begins_with_capital = false;
};

/// Text put together while a form is read, and the forms read last: words come again and again.
class FormBuffers {
 public:
  FormBuffers();

 private:
  friend class FormReader;
  static constexpr std::size_t kLongestKept = 23;
  struct Kept {
    std::array<char, kLongestKept> form{};
    std::uint8_t size = 0;  // 0: none
    FormFeatures features;
  };
  std::string plain_, lower_, norm_, shape_;
  std::vector<std::uint32_t> starts_;  // of the code points of norm_
  std::vector<Kept> kept_;
};

class FormReader {
 public:
  FormReader() = default;
  /// `table_rows` is a power of two. `classes` has a mask for each key of the gazetteer.
  FormReader(std::uint32_t table_rows, learn::KeyIndex vectors, learn::KeyIndex gazetteer,
             std::vector<std::uint16_t> classes);

  /// Reads a form (UTF-8; what is ill-formed counts as U+FFFD). Buffers serve one reader.
  const FormFeatures& read(std::string_view form, FormBuffers& buffers) const;

  /// The row of a feature without parts, or whose part is a text.
  std::uint32_t row(std::uint32_t number) const;
  std::uint32_t row(std::uint32_t number, std::string_view part) const;

 private:
  void read_anew(std::string_view form, FormBuffers& buffers, FormFeatures& features) const;
  void add(FormFeatures& features, std::uint32_t number, std::string_view part) const;

  std::uint32_t mask_ = 0;
  learn::KeyIndex vectors_;
  learn::KeyIndex gazetteer_;
  std::vector<std::uint16_t> classes_;
};

/// Numbers of the features (docs/model-file.md).
enum FeatureNumber : std::uint32_t {
  kNorm = 1,
  kNormAgain = 2,
  kExact = 3,
  kPrefix1 = 4,
  kPrefix2 = 5,
  kPrefix3 = 6,
  kSuffix2 = 7,
  kSuffix3 = 8,
  kSuffix4 = 9,
  kSuffix1 = 10,
  kShape = 11,
  kSentence = 12,
  kRoot = 30,
  kGazetteer = 40,
  kGazetteerNext = 60,
  kGazetteerBefore = 80,
};

}  // namespace raven::language
