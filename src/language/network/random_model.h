// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// For tests: a network of random numbers, written as a trainer writes one (docs/model-file.md), with its
/// sections kept so that a slow reference can reckon from the same numbers what the network must say.
///
///     const RandomModel model = make_random_model({.width = 64, .seed = 7});
///     const std::string bytes = model.file();
///     Result<Network> network = Network::load("random", bytes);
///
/// Thread safety: pure functions.

#include "language/network/network.h"
#include "learn/feature_hash.h"
#include "learn/model_file.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace raven::language {

struct RandomShape {
  std::uint32_t width = 32;
  std::uint32_t table_rows = 256;
  std::uint32_t vector_width = 32;
  std::uint32_t convolutions = 1;
  std::uint32_t recurrent_layers = 1;
  std::uint32_t arc_width = 32;
  std::uint32_t label_width = 16;
  std::uint32_t features = 20;  ///< how many labels of features
  std::uint64_t seed = 1;
  bool transitions = false;
  /// Forms with a vector; those at even places stand in the gazetteer too.
  std::vector<std::string> known = {"the", "president", "minsk", "of", "talks", "on"};
};

struct RandomModel {
  RandomShape shape;
  std::map<std::string, std::string> sections;

  std::string file() const {
    learn::ModelWriter writer(Network::kKind, Network::kVersion);
    for (const auto& [name, bytes] : sections) writer.add(name, bytes);
    return std::move(writer).finish();
  }
};

/// Fills a model's sections with numbers that spread the results widely.
class RandomModelMaker {
 public:
  explicit RandomModelMaker(const RandomShape& shape) : state_(shape.seed) { model_.shape = shape; }

  RandomModel make() {
    const RandomShape& shape = model_.shape;
    std::string config;
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::uint32_t>>{{"width", shape.width},
                                                            {"table_rows", shape.table_rows},
                                                            {"vector_width", shape.vector_width},
                                                            {"convolutions", shape.convolutions},
                                                            {"recurrent_layers", shape.recurrent_layers},
                                                            {"arc_width", shape.arc_width},
                                                            {"label_width", shape.label_width}})
      config += key + ' ' + std::to_string(value) + '\n';
    model_.sections["config"] = config + "arc_temperature 2.5\nmade_by a random generator\n";
    add_bytes("table", std::size_t{shape.table_rows} * shape.width);
    add_floats("table.scale", {0.01F});
    if (shape.vector_width > 0) add_vectors();
    add_gazetteer();
    const std::uint32_t width = shape.width;
    add_normalisation("ln_in");
    for (std::uint32_t i = 0; i < shape.convolutions; ++i) {
      add_linear("conv" + std::to_string(i), 3 * width, width);
      add_normalisation("ln_c" + std::to_string(i));
    }
    for (std::uint32_t i = 0; i < shape.recurrent_layers; ++i) {
      for (const char* direction : {"f", "b"}) {
        const std::string name = "rnn" + std::to_string(i) + direction;
        add_linear(name, width, 2 * width);
        add_floats(name + ".vf", numbers(width / 2, 1));
        add_floats(name + ".vr", numbers(width / 2, 1));
      }
      add_normalisation("ln_r" + std::to_string(i));
    }
    add_heads();
    return std::move(model_);
  }

 private:
  std::uint64_t next() { return learn::spread(state_ += 0x9E3779B97F4A7C15ull); }
  float number(float reach) {
    return (static_cast<float>(next() >> 40) / static_cast<float>(1 << 23) - 1.0F) * reach;
  }
  std::vector<float> numbers(std::size_t count, float reach) {
    std::vector<float> values(count);
    for (float& value : values) value = number(reach);
    return values;
  }

  void add_bytes(const std::string& name, std::size_t count) {
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(static_cast<int>(next() % 255) - 127);
    model_.sections[name] = std::move(bytes);
  }
  void add_floats(const std::string& name, const std::vector<float>& values) {
    std::string bytes;
    for (const float value : values) learn::append_number(bytes, std::bit_cast<std::uint32_t>(value), 4);
    model_.sections[name] = std::move(bytes);
  }
  void add_linear(const std::string& name, std::uint32_t inputs, std::uint32_t outputs) {
    add_bytes(name + ".w", std::size_t{inputs} * outputs);
    std::vector<float> scales = numbers(outputs, 0.003F);
    for (float& scale : scales) scale = scale < 0 ? -scale : scale;
    add_floats(name + ".s", scales);
    if (name != "vec") add_floats(name + ".b", numbers(outputs, 0.5F));
  }
  void add_normalisation(const std::string& name) {
    std::vector<float> gain = numbers(model_.shape.width, 0.5F);
    for (float& value : gain) value += 1;
    add_floats(name + ".g", gain);
    add_floats(name + ".b", numbers(model_.shape.width, 0.3F));
  }
  void add_vectors() {
    std::vector<std::uint64_t> keys;
    for (const std::string& form : model_.shape.known) keys.push_back(learn::hash_part(form));
    std::sort(keys.begin(), keys.end());
    for (const std::uint64_t key : keys) learn::append_number(model_.sections["vectors.keys"], key, 8);
    add_bytes("vectors.rows", keys.size() * model_.shape.vector_width);
    add_floats("vectors.scale", {0.02F});
    add_linear("vec", model_.shape.vector_width, model_.shape.width);
  }
  void add_gazetteer() {
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < model_.shape.known.size(); i += 2)
      keys.push_back(learn::hash_part(model_.shape.known[i]));
    std::sort(keys.begin(), keys.end());
    for (const std::uint64_t key : keys) {
      learn::append_number(model_.sections["gazetteer.keys"], key, 8);
      learn::append_number(model_.sections["gazetteer.masks"], next() & 0xFFFF, 2);
    }
  }
  void add_heads() {
    const RandomShape& shape = model_.shape;
    std::map<std::string, std::string>& sections = model_.sections;
    for (const char* tag : {"NOUN", "VERB", "PROPN", "ADP", "DET", "PUNCT", "ADJ"})
      sections["labels.upos"] += std::string(tag) + '\n';
    for (const char* tag : {"NN", "NNS", "VBD", "VBZ", "NNP", "IN", "DT", ".", "JJ", ","})
      sections["labels.xpos"] += std::string(tag) + '\n';
    sections["labels.feats"] = "_\n";
    for (std::uint32_t i = 1; i < shape.features; ++i)
      sections["labels.feats"] += "Number=" + std::to_string(i) + '\n';
    for (const char* relation : {"root", "nsubj", "obj", "det", "case", "punct", "nmod:poss", "conj"})
      sections["labels.deprel"] += std::string(relation) + '\n';
    sections["labels.names"] = "O\nB-PER\nI-PER\nB-ORG\nI-ORG\nB-LOC\nI-LOC\n";
    const std::uint32_t width = shape.width;
    add_linear("upos", width, 7);
    add_linear("xpos", width, 10);
    add_linear("feats", width, shape.features);
    add_linear("names", width, 7);
    if (shape.transitions) add_floats("names.trans", numbers(49, 2));
    add_linear("arc_d", width, shape.arc_width);
    add_linear("arc_h", width, shape.arc_width);
    add_linear("arc_u", shape.arc_width, shape.arc_width);
    add_linear("lab_d", width, shape.label_width);
    add_linear("lab_h", width, shape.label_width);
    add_linear("lab_out", 3 * shape.label_width, 8);
  }

  RandomModel model_;
  std::uint64_t state_;
};

inline RandomModel make_random_model(const RandomShape& shape) {
  return RandomModelMaker(shape).make();
}

}  // namespace raven::language
