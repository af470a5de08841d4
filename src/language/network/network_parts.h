// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A network as it was loaded: its widths, tables, layers and labels, each checked against the others, so
/// that reading with it needs no checks. Private to network.cpp.

#include "language/network/form_features.h"
#include "language/network/name_decoder.h"
#include "language/network/network.h"
#include "learn/kernel.h"
#include "learn/quantised_linear.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::language {

/// Gain and bias of a normalisation.
struct Normalisation {
  std::vector<float> gain;
  std::vector<float> bias;
};

struct Convolution {
  learn::QuantisedLinear linear;
  Normalisation normalisation;
};

/// One direction of a recurrent layer.
struct RecurrentUnit {
  learn::QuantisedLinear linear;
  std::vector<float> forget;
  std::vector<float> reset;
};

struct RecurrentLayer {
  RecurrentUnit forward;
  RecurrentUnit backward;
  Normalisation normalisation;
};

struct Network::Parts {
  const learn::KernelFunctions* kernel = nullptr;
  std::uint32_t width = 0;
  std::uint32_t vector_width = 0;
  std::uint32_t arc_width = 0;
  std::uint32_t label_width = 0;
  float arc_sharpness = 1;

  FormReader forms;
  const std::int8_t* table = nullptr;
  float table_scale = 0;
  const std::int8_t* vectors = nullptr;
  float vector_scale = 0;
  learn::QuantisedLinear vector_linear;
  Normalisation input;
  std::vector<Convolution> convolutions;
  std::vector<RecurrentLayer> layers;

  std::vector<Tag> tags;
  std::vector<std::string> fine_tags;
  std::vector<std::string> features;
  std::vector<std::string> relations;
  std::uint32_t root_relation = 0;  ///< "root", which the arc from the root has, and no other
  NameDecoder names;
  learn::QuantisedLinear tag_head, fine_tag_head, features_head, names_head;
  learn::QuantisedLinear arc_dependent, arc_head, arc_scores;
  learn::QuantisedLinear label_dependent, label_head, label_scores;

  static Result<std::unique_ptr<Parts>> load(const learn::ModelFile& file);
};

}  // namespace raven::language
