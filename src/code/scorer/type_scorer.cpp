// SPDX-License-Identifier: Apache-2.0
#include "code/scorer/type_scorer.h"

#include "base/ascii.h"
#include "learn/feature_hash.h"
#include "learn/kernel.h"
#include "learn/key_index.h"
#include "learn/model_file.h"
#include "learn/quantised_linear.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace raven::code {
namespace {

constexpr std::uint32_t kOutputs = kEventTypeCount + 1;  // the last: whether there is an event
constexpr std::uint32_t kLane = 16;
constexpr std::uint32_t kDirectWidth = 32;  // of the rows that weigh on the outputs directly
constexpr std::uint32_t kGreatestHidden = 256;
constexpr std::uint32_t kGreatestVector = 128;
constexpr std::size_t kMostFeatures = 4096;  // of one candidate
constexpr std::size_t kMostListed = 512;     // words of one list

/// The value of a line "key value" of the config; BadKnowledge if it is missing or out of range.
Result<std::uint32_t> config_number(const learn::ModelFile& file, std::string_view config,
                                    std::string_view key, std::uint32_t most) {
  for (const std::string_view line : base::split(config, '\n')) {
    const std::vector<std::string_view> words = base::split_words(line);
    if (words.size() != 2 || words[0] != key) continue;
    std::uint32_t value = 0;
    const auto end = std::from_chars(words[1].data(), words[1].data() + words[1].size(), value);
    if (end.ec == std::errc() && end.ptr == words[1].data() + words[1].size() && value >= kLane &&
        value <= most && value % kLane == 0)
      return value;
  }
  return file.fault("has no usable " + std::string(key) + " in its config");
}

Result<const std::int8_t*> load_rows(const learn::ModelFile& file, const std::string& name, std::size_t rows,
                                     std::uint32_t width) {
  RAVEN_TRY(const std::string_view bytes, file.section(name));
  if (bytes.size() != rows * width)
    return file.fault("should have " + std::to_string(rows) + " x " + std::to_string(width) +
                      " bytes in section " + name + " and has " + std::to_string(bytes.size()));
  return reinterpret_cast<const std::int8_t*>(bytes.data());
}

Result<float> load_scale(const learn::ModelFile& file, const std::string& name) {
  RAVEN_TRY(const std::vector<float> scale, learn::load_floats(file, name, 1));
  return scale[0];
}

/// `sum_rows` for any number of rows: the kernel takes 256 at once. `width` is at most kGreatestHidden.
void sum_rows(const learn::KernelFunctions& kernel, const std::int8_t* table, std::uint32_t width,
              const std::vector<std::uint32_t>& rows, float scale, float* out) {
  constexpr std::size_t kAtOnce = 256;
  alignas(64) float part[kGreatestHidden];
  std::fill(out, out + width, 0.0F);
  for (std::size_t at = 0; at < rows.size(); at += kAtOnce) {
    const auto count = static_cast<std::uint32_t>(std::min(kAtOnce, rows.size() - at));
    kernel.sum_rows(table, width, rows.data() + at, count, scale, part);
    for (std::uint32_t i = 0; i < width; ++i) out[i] += part[i];
  }
}

}  // namespace

std::uint64_t cameo_key(EventType type, std::string_view mode, std::uint64_t predicate) {
  return learn::spread(predicate ^ learn::spread(learn::hash_part(mode) + static_cast<std::uint64_t>(type)));
}

struct TypeScorer::Parts {
  explicit Parts(const Lexicon& lexicon) : features(lexicon) {}

  TypeFeatures features;
  const learn::KernelFunctions* kernel = nullptr;
  std::uint32_t hidden = 0, vector_width = 0;
  learn::KeyIndex keys, vector_keys, cameo_keys;
  const std::int8_t* table = nullptr;   // hidden wide
  const std::int8_t* direct = nullptr;  // kDirectWidth wide
  const std::int8_t* vectors = nullptr;
  float table_scale = 0, direct_scale = 0, vector_scale = 0;
  float type_sharpness = 1, event_sharpness = 1;
  learn::QuantisedLinear dense, out, mode;
  std::vector<std::pair<EventType, std::string>> modes;
  std::vector<std::string> cameo_codes;

  Result<Done> read(const learn::ModelFile& file, const Ontology& ontology) {
    kernel = &learn::kernel_functions(learn::best_kernel());
    RAVEN_TRY(const std::string_view config, file.section("config"));
    RAVEN_TRY(hidden, config_number(file, config, "hidden", kGreatestHidden));
    RAVEN_TRY(vector_width, config_number(file, config, "vector_width", kGreatestVector));
    RAVEN_TRY(const std::vector<float> sharpness, learn::load_floats(file, "sharpness", 2));
    type_sharpness = sharpness[0];
    event_sharpness = sharpness[1];
    for (const float each : sharpness)
      if (!(each >= 0.01F && each <= 100.0F)) return file.fault("has a sharpness out of range");
    RAVEN_TRY(keys, learn::KeyIndex::load(file, "keys"));
    RAVEN_TRY(table, load_rows(file, "table", keys.size(), hidden));
    RAVEN_TRY(table_scale, load_scale(file, "table.scale"));
    RAVEN_TRY(direct, load_rows(file, "direct", keys.size(), kDirectWidth));
    RAVEN_TRY(direct_scale, load_scale(file, "direct.scale"));
    RAVEN_TRY(dense, learn::QuantisedLinear::load(file, "dense", kWordLists * vector_width, hidden));
    RAVEN_TRY(out, learn::QuantisedLinear::load(file, "out", hidden, kOutputs));
    RAVEN_TRY(const Done modes_read, read_modes(file, ontology));
    static_cast<void>(modes_read);
    RAVEN_TRY(mode,
              learn::QuantisedLinear::load(file, "mode", hidden, static_cast<std::uint32_t>(modes.size())));
    return read_cameo(file, ontology);
  }

  /// The word vectors of the language model; without them (`bytes` empty) their averages are nought.
  Result<Done> read_vectors(std::string_view bytes) {
    if (bytes.empty()) return Done{};
    RAVEN_TRY(const learn::ModelFile file,
              learn::ModelFile::parse(TypeScorer::kVectorsName, bytes, "language", 1));
    if (!file.has("vectors.keys")) return Done{};
    RAVEN_TRY(vector_keys, learn::KeyIndex::load(file, "vectors.keys"));
    RAVEN_TRY(vectors, load_rows(file, "vectors.rows", vector_keys.size(), vector_width));
    RAVEN_TRY(vector_scale, load_scale(file, "vectors.scale"));
    return Done{};
  }

  Result<Done> read_modes(const learn::ModelFile& file, const Ontology& ontology) {
    RAVEN_TRY(const std::string_view lines, file.section("modes"));
    std::array<bool, kEventTypeCount> seen{};
    for (const std::string_view line : base::split(lines, '\n')) {
      if (line.empty()) continue;
      const std::size_t slash = line.find('/');
      const std::optional<EventType> type = event_type_named(line.substr(0, slash));
      const std::string_view name =
          slash == std::string_view::npos ? std::string_view() : line.substr(slash + 1);
      if (!type || !ontology.plover(*type, name))
        return file.fault("has a mode that the ontology lacks: " + std::string(line));
      seen[static_cast<std::size_t>(*type)] = true;
      modes.emplace_back(*type, std::string(name));
    }
    if (std::find(seen.begin(), seen.end(), false) != seen.end() || modes.size() > learn::kGreatestWidth)
      return file.fault("has not every type in section modes");
    return Done{};
  }

  Result<Done> read_cameo(const learn::ModelFile& file, const Ontology& ontology) {
    RAVEN_TRY(cameo_keys, learn::KeyIndex::load(file, "cameo.keys"));
    RAVEN_TRY(const std::string_view codes, file.section("cameo.codes"));
    if (codes.size() != cameo_keys.size() * 4) return file.fault("has broken codes in section cameo.codes");
    for (std::size_t i = 0; i < cameo_keys.size(); ++i) {
      std::string code(codes.substr(4 * i, 4));
      while (!code.empty() && code.back() == ' ') code.pop_back();
      if (!ontology.cameo(code)) return file.fault("has a code that the ontology lacks: " + code);
      cameo_codes.push_back(std::move(code));
    }
    for (int t = 0; t < kEventTypeCount; ++t)
      if (cameo(static_cast<EventType>(t), "", 0).empty())
        return file.fault("has no code for " + std::string(name_of(static_cast<EventType>(t))));
    return Done{};
  }

  std::string cameo(EventType type, const std::string& mode_name, std::uint64_t predicate) const {
    for (const auto& [name, word] : {std::pair<std::string_view, std::uint64_t>(mode_name, predicate),
                                     std::pair<std::string_view, std::uint64_t>(mode_name, 0),
                                     std::pair<std::string_view, std::uint64_t>("", 0)})
      if (const std::uint32_t found = cameo_keys.find(cameo_key(type, name, word)); found != learn::kNoKey)
        return cameo_codes[found];
    return {};
  }
};

TypeScorer::TypeScorer(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
TypeScorer::TypeScorer(TypeScorer&&) noexcept = default;
TypeScorer& TypeScorer::operator=(TypeScorer&&) noexcept = default;
TypeScorer::~TypeScorer() = default;

Result<TypeScorer> TypeScorer::make(const base::Knowledge& knowledge, const Lexicon& lexicon,
                                    const Ontology& ontology) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kModelName));
  const Result<std::string_view> vectors = knowledge.file(kVectorsName);
  return load(kModelName, bytes, vectors ? *vectors : std::string_view(), lexicon, ontology);
}

Result<TypeScorer> TypeScorer::load(std::string_view name, std::string_view bytes,
                                    std::string_view language_model, const Lexicon& lexicon,
                                    const Ontology& ontology) {
  RAVEN_TRY(const learn::ModelFile file, learn::ModelFile::parse(name, bytes, kKind, kVersion));
  auto parts = std::make_unique<Parts>(lexicon);
  RAVEN_TRY(const Done read, parts->read(file, ontology));
  RAVEN_TRY(const Done vectors, parts->read_vectors(language_model));
  static_cast<void>(read), static_cast<void>(vectors);
  return TypeScorer(std::move(parts));
}

TypeOpinion TypeScorer::score(const Article& article, const Analysis& analysis,
                              const Candidate& candidate) const {
  TypeEvidence evidence;
  parts_->features.collect(article, analysis, candidate, evidence);
  return score(evidence);
}

TypeOpinion TypeScorer::score(const TypeEvidence& evidence) const {
  const Parts& parts = *parts_;
  const learn::KernelFunctions& kernel = *parts.kernel;
  const std::uint32_t hidden = parts.hidden, width = parts.vector_width;
  alignas(64) float state[kGreatestHidden], dense[kGreatestHidden], direct[kDirectWidth];
  alignas(64) float averages[kWordLists * kGreatestVector], outputs[kDirectWidth];
  alignas(64) std::uint8_t bytes[std::max<std::size_t>(kWordLists * kGreatestVector, kGreatestHidden)];
  float scale = 0;

  std::vector<std::uint32_t> rows;
  rows.reserve(evidence.features.size());
  for (const std::uint32_t feature : evidence.features) {
    const std::uint32_t row = parts.keys.find(static_cast<std::uint64_t>(feature) << 32);
    if (row != learn::kNoKey && rows.size() < kMostFeatures) rows.push_back(row);
  }
  const float share = rows.empty() ? 0 : 1 / std::sqrt(static_cast<float>(rows.size()));
  sum_rows(kernel, parts.table, hidden, rows, parts.table_scale * share, state);
  sum_rows(kernel, parts.direct, kDirectWidth, rows, parts.direct_scale * share, direct);

  for (std::size_t list = 0; list < kWordLists; ++list) {
    rows.clear();
    for (const std::uint64_t word : evidence.words[list]) {
      const std::uint32_t row = parts.vector_keys.find(word);
      if (row != learn::kNoKey && rows.size() < kMostListed) rows.push_back(row);
    }
    const float part = rows.empty() ? 0 : 1 / static_cast<float>(rows.size());
    sum_rows(kernel, parts.vectors, width, rows, parts.vector_scale * part, averages + list * width);
  }
  std::array<const float*, kWordLists> pieces{};
  for (std::size_t list = 0; list < kWordLists; ++list) pieces[list] = averages + list * width;
  kernel.quantise(pieces.data(), kWordLists, width, bytes, &scale);
  kernel.multiply(bytes, &scale, 1, parts.dense.view(), dense, parts.dense.stride());
  for (std::uint32_t i = 0; i < hidden; ++i) state[i] += dense[i];
  kernel.quantise_rectified(state, hidden, bytes, &scale);
  kernel.multiply(bytes, &scale, 1, parts.out.view(), outputs, parts.out.stride());
  for (std::uint32_t i = 0; i < kOutputs; ++i) outputs[i] += direct[i];

  TypeOpinion opinion;
  for (std::uint32_t t = 0; t < kEventTypeCount; ++t)
    opinion.shares[t] = kernel.share(outputs, kEventTypeCount, t, parts.type_sharpness);
  opinion.best = static_cast<EventType>(kernel.greatest(outputs, kEventTypeCount));
  // A share of two, one of which is nought, is the logistic function.
  const float against[2] = {outputs[kEventTypeCount], 0};
  opinion.event = kernel.share(against, 2, 0, parts.event_sharpness);

  std::vector<float> modes(parts.mode.stride());
  kernel.multiply(bytes, &scale, 1, parts.mode.view(), modes.data(), parts.mode.stride());
  float most = -INFINITY;
  for (std::size_t m = 0; m < parts.modes.size(); ++m)
    if (parts.modes[m].first == opinion.best && modes[m] > most) {
      most = modes[m];
      opinion.mode = parts.modes[m].second;
    }
  opinion.cameo = parts.cameo(opinion.best, opinion.mode, evidence.predicate);
  return opinion;
}

}  // namespace raven::code
