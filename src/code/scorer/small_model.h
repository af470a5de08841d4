// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A scorer's model of random numbers, small enough to be changed byte by byte: for tests and the fuzz
/// target.
///
///     const std::string bytes = make_small_scorer_model(7, features);
///
/// Thread safety: pure functions.

#include "code/scorer/type_features.h"
#include "code/scorer/type_scorer.h"
#include "learn/model_file.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace raven::code {

/// A model of 16 hidden numbers and vectors of 16 that knows these features (sorted, each once).
inline std::string make_small_scorer_model(std::uint32_t seed, const std::vector<std::uint32_t>& features) {
  constexpr std::uint32_t kHidden = 16, kWidth = 16, kDirect = 32, kOutputs = kEventTypeCount + 1;
  std::mt19937 random(seed);
  const auto bytes = [&](std::size_t count) {
    std::string made(count, '\0');
    for (char& byte : made) byte = static_cast<char>(static_cast<int>(random() % 255) - 127);
    return made;
  };
  const auto floats = [&](std::size_t count, float value) {
    std::string made;
    for (std::size_t i = 0; i < count; ++i)
      learn::append_number(made, std::bit_cast<std::uint32_t>(value), 4);
    return made;
  };
  learn::ModelWriter writer(TypeScorer::kKind, TypeScorer::kVersion);
  writer.add("config", "hidden 16\nvector_width 16\n");
  std::string modes, keys, cameo_codes, cameo_keys;
  std::map<std::uint64_t, std::string> codes;
  static constexpr std::string_view kRoots[kEventTypeCount] = {
      "03", "04", "05", "08", "06", "07", "08", "02", "11", "12", "13", "14", "16", "15", "17", "18"};
  for (int t = 0; t < kEventTypeCount; ++t) {
    const auto type = static_cast<EventType>(t);
    modes += std::string(name_of(type)) + "\n";
    codes[cameo_key(type, "", 0)] = kRoots[t];
  }
  for (const auto& [key, code] : codes) {
    learn::append_number(cameo_keys, key, 8);
    cameo_codes += (code + "    ").substr(0, 4);
  }
  for (const std::uint32_t feature : features)
    learn::append_number(keys, static_cast<std::uint64_t>(feature) << 32, 8);
  writer.add("modes", std::move(modes));
  writer.add("sharpness", floats(2, 1.0F));
  writer.add("keys", std::move(keys));
  writer.add("table", bytes(features.size() * kHidden));
  writer.add("table.scale", floats(1, 0.01F));
  writer.add("direct", bytes(features.size() * kDirect));
  writer.add("direct.scale", floats(1, 0.01F));
  const auto layer = [&](const std::string& name, std::uint32_t inputs, std::uint32_t outputs) {
    writer.add(name + ".w", bytes(static_cast<std::size_t>(inputs) * outputs));
    writer.add(name + ".s", floats(outputs, 0.01F));
    writer.add(name + ".b", floats(outputs, 0.1F));
  };
  layer("dense", kWordLists * kWidth, kHidden);
  layer("out", kHidden, kOutputs);
  layer("mode", kHidden, kEventTypeCount);
  writer.add("cameo.keys", std::move(cameo_keys));
  writer.add("cameo.codes", std::move(cameo_codes));
  return std::move(writer).finish();
}

}  // namespace raven::code
