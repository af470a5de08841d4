// SPDX-License-Identifier: Apache-2.0
#include "language/network/form_features.h"

#include "base/utf8.h"
#include "learn/feature_hash.h"

#include <algorithm>
#include <utility>

namespace raven::language {
namespace {

constexpr std::size_t kKept = 2048;

/// What a mark is read as: pages write curly marks and long dashes, treebanks straight ones.
std::string_view plain_mark(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
      return "'";
    case 0x201C:
    case 0x201D:
      return "\"";
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

char32_t lowered_one(char32_t c) {
  constexpr char32_t kDottedI = 0x130;  // lower case is two code points
  return c == kDottedI ? c : base::lower_character(c);
}

}  // namespace

FormBuffers::FormBuffers() : kept_(kKept) {}

FormReader::FormReader(std::uint32_t table_rows, learn::KeyIndex vectors, learn::KeyIndex gazetteer,
                       std::vector<std::uint16_t> classes)
    : mask_(table_rows - 1),
      vectors_(std::move(vectors)),
      gazetteer_(std::move(gazetteer)),
      classes_(std::move(classes)) {}

std::uint32_t FormReader::row(std::uint32_t number) const {
  return learn::feature(number) & mask_;
}

std::uint32_t FormReader::row(std::uint32_t number, std::string_view part) const {
  return learn::feature(number, learn::hash_part(part)) & mask_;
}

void FormReader::add(FormFeatures& features, std::uint32_t number, std::string_view part) const {
  features.rows[features.row_count++] = row(number, part);
}

const FormFeatures& FormReader::read(std::string_view form, FormBuffers& buffers) const {
  const std::size_t place = learn::hash_part(form) % (kKept - 1);
  const bool keep = !form.empty() && form.size() <= FormBuffers::kLongestKept;
  // What is too long to keep has the last place, which never counts as kept.
  FormBuffers::Kept& kept = buffers.kept_[keep ? place : kKept - 1];
  if (keep && std::string_view(kept.form.data(), kept.size) == form) return kept.features;
  read_anew(form, buffers, kept.features);
  if (keep) {
    std::copy(form.begin(), form.end(), kept.form.begin());
    kept.size = static_cast<std::uint8_t>(form.size());
  }
  return kept.features;
}

void FormReader::read_anew(std::string_view form, FormBuffers& buffers, FormFeatures& features) const {
  features = {};
  std::string& plain = buffers.plain_;
  std::string& lower = buffers.lower_;
  std::string& norm = buffers.norm_;
  std::string& shape = buffers.shape_;
  std::vector<std::uint32_t>& starts = buffers.starts_;
  plain.clear();
  lower.clear();
  norm.clear();
  shape.clear();
  starts.clear();
  char32_t last_shape = 0;
  std::uint32_t run = 0;
  const auto take = [&](char32_t c) {
    const bool capital = base::is_upper_character(c);
    const bool letter = base::is_letter_character(c);
    const bool digit = c >= '0' && c <= '9';
    base::append_utf8(plain, c);
    base::append_utf8(lower, lowered_one(c));
    starts.push_back(static_cast<std::uint32_t>(norm.size()));
    base::append_utf8(norm, digit ? U'0' : lowered_one(c));
    const char32_t mark = capital ? U'X' : letter ? U'x' : digit ? U'0' : c;
    run = mark == last_shape ? run + 1 : 1;
    last_shape = mark;
    if (run <= 2) base::append_utf8(shape, mark);
    if (features.characters == 0) {
      features.begins_with_letter = letter;
      features.begins_with_capital = capital;
    }
    ++features.characters;
    features.letters += letter;
    features.capitals += capital;
  };
  for (base::Utf8Cursor at(form); !at.done(); at.next()) {
    const std::string_view mark = plain_mark(at.code_point());
    if (mark.empty()) {
      take(at.code_point());
    } else {
      for (const char c : mark) take(static_cast<unsigned char>(c));
    }
  }
  const std::size_t count = starts.size();
  const std::string_view whole = norm;
  const auto prefix = [&](FeatureNumber number, std::size_t length) {
    if (count > length) add(features, number, whole.substr(0, starts[length]));
  };
  const auto suffix = [&](FeatureNumber number, std::size_t length) {
    if (count > length) add(features, number, whole.substr(starts[count - length]));
  };
  add(features, kNorm, norm);
  add(features, kNormAgain, norm);
  add(features, kExact, plain);
  prefix(kPrefix1, 1);
  prefix(kPrefix2, 2);
  prefix(kPrefix3, 3);
  suffix(kSuffix2, 2);
  suffix(kSuffix3, 3);
  suffix(kSuffix4, 4);
  suffix(kSuffix1, 1);
  add(features, kShape, shape);
  const std::uint64_t key = learn::hash_part(lower);
  features.vector = vectors_.find(key);
  const std::uint32_t listed = gazetteer_.find(key);
  if (listed != learn::kNoKey) features.classes = classes_[listed];
}

}  // namespace raven::language
