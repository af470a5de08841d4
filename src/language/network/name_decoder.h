// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Names from scores of B, I and O labels (begin, inside, outside; Ramshaw and Marcus 1995): the best
/// sequence in which an I-X follows only B-X or I-X (Viterbi 1967), as spans of words.
///
///     RAVEN_TRY(NameDecoder decoder, NameDecoder::load(file));
///     decoder.decode(kernel, scores, stride, words, spans);
///
/// Thread safety: `const` methods may be called from many threads.

#include "learn/kernel.h"
#include "learn/model_file.h"

#include <raven/result.h>

#include <cstdint>
#include <string>
#include <vector>

namespace raven::language {

/// Words [first, last) of the sentence. `sure` is between 0 and 1: the least that any of its words gave to
/// the label that it got, among all labels.
struct NameSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t type = 0;
  double sure = 0;
};

/// What decoding needs, kept from sentence to sentence.
struct NameScratch {
  std::vector<std::uint8_t> labels;
  std::vector<std::uint8_t> before;
  std::vector<float> scores;
  std::vector<float> next;
};

class NameDecoder {
 public:
  /// Reads "labels.names" ("O" first, then "B-X" and "I-X" in any order, at most 64), "names.trans" if it is
  /// there (float32 [from][to]). `sharpness` divides by the temperature that calibrates `sure`.
  static Result<NameDecoder> load(const learn::ModelFile& file, float sharpness);

  std::uint32_t label_count() const { return static_cast<std::uint32_t>(labels_.size()); }
  const std::string& type(std::uint32_t number) const { return types_[number]; }

  /// scores[word * stride + label]. Adds to `names`.
  void decode(const learn::KernelFunctions& kernel, const float* scores, std::size_t stride,
              std::uint32_t words, NameScratch& scratch, std::vector<NameSpan>& names) const;

 private:
  enum class Place : std::uint8_t { Outside, Begin, Inside };
  struct Label {
    Place place = Place::Outside;
    std::uint32_t type = 0;
  };
  bool follows(std::size_t label, std::size_t before) const;
  void search(const float* scores, std::size_t stride, std::uint32_t words, NameScratch& scratch) const;

  std::vector<Label> labels_;
  std::vector<std::string> types_;
  std::vector<float> transitions_;  // empty: all the same
  float sharpness_ = 1;
};

}  // namespace raven::language
