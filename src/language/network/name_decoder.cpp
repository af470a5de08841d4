// SPDX-License-Identifier: Apache-2.0
#include "language/network/name_decoder.h"

#include "base/ascii.h"
#include "learn/quantised_linear.h"

#include <algorithm>

namespace raven::language {
namespace {

constexpr std::size_t kMostLabels = 64;
// Below every sum of scores: they are finite, and sentences are short.
constexpr float kImpossible = -1e37F;

}  // namespace

Result<NameDecoder> NameDecoder::load(const learn::ModelFile& file, float sharpness) {
  RAVEN_TRY(const std::string_view text, file.section("labels.names"));
  NameDecoder decoder;
  decoder.sharpness_ = sharpness;
  for (const std::string_view label : base::split(text, '\n')) {
    if (label.empty()) continue;
    if (label == "O") {
      if (!decoder.labels_.empty()) return file.fault("has labels of names of which O is not the first");
      decoder.labels_.push_back({});
      continue;
    }
    if (label.size() < 3 || label[1] != '-' || (label[0] != 'B' && label[0] != 'I') ||
        decoder.labels_.empty())
      return file.fault("has labels of names that are not O, B- and I-");
    const std::string type(label.substr(2));
    auto found = std::find(decoder.types_.begin(), decoder.types_.end(), type);
    if (found == decoder.types_.end()) found = decoder.types_.insert(found, type);
    decoder.labels_.push_back({label[0] == 'B' ? Place::Begin : Place::Inside,
                               static_cast<std::uint32_t>(found - decoder.types_.begin())});
  }
  if (decoder.labels_.empty() || decoder.labels_.size() > kMostLabels)
    return file.fault("has no labels of names, or too many");
  if (file.has("names.trans")) {
    const std::size_t count = decoder.labels_.size() * decoder.labels_.size();
    RAVEN_TRY(decoder.transitions_, learn::load_floats(file, "names.trans", count));
  }
  return decoder;
}

bool NameDecoder::follows(std::size_t label, std::size_t before) const {
  if (labels_[label].place != Place::Inside) return true;
  return labels_[before].place != Place::Outside && labels_[before].type == labels_[label].type;
}

void NameDecoder::search(const float* scores, std::size_t stride, std::uint32_t words,
                         NameScratch& scratch) const {
  const std::size_t count = labels_.size();
  scratch.scores.assign(count, kImpossible);
  scratch.next.resize(count);
  scratch.before.resize(words * count);
  for (std::size_t label = 0; label < count; ++label)
    if (labels_[label].place != Place::Inside) scratch.scores[label] = scores[label];
  for (std::uint32_t word = 1; word < words; ++word) {
    for (std::size_t label = 0; label < count; ++label) {
      // O, which stands first, may precede all but the inside of a name.
      std::size_t best = 0;
      float most = kImpossible;
      for (std::size_t before = 0; before < count; ++before) {
        if (!follows(label, before)) continue;
        float score = scratch.scores[before];
        if (!transitions_.empty()) score += transitions_[before * count + label];
        if (score <= most) continue;
        most = score;
        best = before;
      }
      scratch.next[label] = most == kImpossible ? most : most + scores[word * stride + label];
      scratch.before[word * count + label] = static_cast<std::uint8_t>(best);
    }
    scratch.scores.swap(scratch.next);
  }
  std::size_t label = static_cast<std::size_t>(
      std::max_element(scratch.scores.begin(), scratch.scores.end()) - scratch.scores.begin());
  for (std::uint32_t word = words; word-- > 0;) {
    scratch.labels[word] = static_cast<std::uint8_t>(label);
    if (word > 0) label = scratch.before[word * count + label];
  }
}

void NameDecoder::decode(const learn::KernelFunctions& kernel, const float* scores, std::size_t stride,
                         std::uint32_t words, NameScratch& scratch, std::vector<NameSpan>& names) const {
  scratch.labels.resize(words);
  bool legal = transitions_.empty();
  for (std::uint32_t word = 0; word < words; ++word) {
    scratch.labels[word] = static_cast<std::uint8_t>(kernel.greatest(scores + word * stride, label_count()));
    legal = legal && follows(scratch.labels[word], word == 0 ? 0 : scratch.labels[word - 1]);
  }
  // Where each word's best label may follow the one before, no other sequence is better.
  if (!legal && words > 0) search(scores, stride, words, scratch);
  for (std::uint32_t word = 0; word < words; ++word) {
    const Label& label = labels_[scratch.labels[word]];
    if (label.place == Place::Outside) continue;
    const double sure = kernel.share(scores + word * stride, label_count(), scratch.labels[word], sharpness_);
    if (label.place == Place::Begin) {
      names.push_back({word, word + 1, label.type, sure});
    } else {
      names.back().last = word + 1;
      names.back().sure = std::min(names.back().sure, sure);
    }
  }
}

}  // namespace raven::language
