// SPDX-License-Identifier: Apache-2.0
#include "language/network/network_parts.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace raven::language {
namespace {

using learn::ModelFile;
using learn::QuantisedLinear;

constexpr std::uint32_t kMostLayers = 8;
constexpr std::uint32_t kMostTableRows = 1u << 24;

/// "key value" lines. Keys that nothing asks for are left: a trainer notes there what it likes.
class Settings {
 public:
  static Result<Settings> load(const ModelFile& file) {
    RAVEN_TRY(const std::string_view text, file.section("config"));
    Settings settings(file);
    for (const std::string_view line : base::split(text, '\n')) {
      const std::size_t blank = line.find(' ');
      if (blank != std::string_view::npos) settings.values_[line.substr(0, blank)] = line.substr(blank + 1);
    }
    return settings;
  }

  /// A whole number of at most `most`, and a multiple of `unit`.
  Result<std::uint32_t> number(std::string_view key, std::uint32_t least, std::uint32_t most,
                               std::uint32_t unit) const {
    const auto found = values_.find(key);
    std::uint32_t value = 0;
    if (found == values_.end()) return file_->fault("does not say its " + std::string(key));
    const std::string_view text = found->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most ||
        value % unit != 0)
      return file_->fault("has a " + std::string(key) +
                          " that cannot be: " + std::string(text.substr(0, 20)));
    return value;
  }

  /// A temperature, 1 where none is given.
  Result<float> temperature(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) return 1.0F;
    float value = 0;
    const std::string_view text = found->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0.01F && value <= 100.0F))
      return file_->fault("has a " + std::string(key) +
                          " that cannot be: " + std::string(text.substr(0, 20)));
    return value;
  }

 private:
  explicit Settings(const ModelFile& file) : file_(&file) {}
  const ModelFile* file_;
  std::map<std::string_view, std::string_view> values_;
};

Result<Normalisation> load_normalisation(const ModelFile& file, const std::string& name,
                                         std::uint32_t width) {
  Normalisation normalisation;
  RAVEN_TRY(normalisation.gain, learn::load_floats(file, name + ".g", width));
  RAVEN_TRY(normalisation.bias, learn::load_floats(file, name + ".b", width));
  return normalisation;
}

Result<RecurrentUnit> load_unit(const ModelFile& file, const std::string& name, std::uint32_t width) {
  RecurrentUnit unit;
  RAVEN_TRY(unit.linear, QuantisedLinear::load(file, name, width, width * 2));
  RAVEN_TRY(unit.forget, learn::load_floats(file, name + ".vf", width / 2));
  RAVEN_TRY(unit.reset, learn::load_floats(file, name + ".vr", width / 2));
  return unit;
}

Result<std::vector<std::string>> load_labels(const ModelFile& file, const std::string& section) {
  RAVEN_TRY(std::string_view text, file.section(section));
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::vector<std::string> labels;
  for (const std::string_view line : base::split(text, '\n')) labels.emplace_back(line == "_" ? "" : line);
  if (text.empty() || labels.size() > learn::kGreatestWidth)
    return file.fault("has no labels, or too many, in section " + section);
  return labels;
}

Result<float> load_scale(const ModelFile& file, const std::string& section) {
  RAVEN_TRY(const std::vector<float> scale, learn::load_floats(file, section, 1));
  return scale[0];
}

/// Rows of bytes, where they lie in the file.
Result<const std::int8_t*> load_rows(const ModelFile& file, const std::string& section, std::size_t rows,
                                     std::size_t width) {
  RAVEN_TRY(const std::string_view bytes, file.section(section));
  if (bytes.size() != rows * width)
    return file.fault("should have " + std::to_string(rows) + " rows of " + std::to_string(width) +
                      " bytes in section " + section + " and has " + std::to_string(bytes.size()) + " bytes");
  return reinterpret_cast<const std::int8_t*>(bytes.data());
}

Result<std::vector<std::uint16_t>> load_classes(const ModelFile& file, std::size_t count) {
  RAVEN_TRY(const std::string_view bytes, file.section("gazetteer.masks"));
  if (bytes.size() != count * 2) return file.fault("has a gazetteer whose sections do not fit each other");
  std::vector<std::uint16_t> classes(count);
  for (std::size_t i = 0; i < count; ++i)
    classes[i] = static_cast<std::uint16_t>(learn::number_at(bytes, i * 2, 2));
  return classes;
}

template <class Value>
std::uint32_t size_of(const std::vector<Value>& values) {
  return static_cast<std::uint32_t>(values.size());
}

}  // namespace

Result<std::unique_ptr<Network::Parts>> Network::Parts::load(const ModelFile& file) {
  auto parts = std::make_unique<Parts>();
  RAVEN_TRY(const Settings settings, Settings::load(file));
  RAVEN_TRY(parts->width, settings.number("width", 32, learn::kGreatestWidth / 3, 32));
  RAVEN_TRY(parts->vector_width, settings.number("vector_width", 0, learn::kGreatestWidth, 32));
  RAVEN_TRY(parts->arc_width, settings.number("arc_width", 16, learn::kGreatestWidth, 16));
  RAVEN_TRY(parts->label_width, settings.number("label_width", 16, learn::kGreatestWidth / 3, 16));
  RAVEN_TRY(const std::uint32_t table_rows, settings.number("table_rows", 1, kMostTableRows, 1));
  RAVEN_TRY(const std::uint32_t convolutions, settings.number("convolutions", 0, kMostLayers, 1));
  RAVEN_TRY(const std::uint32_t layers, settings.number("recurrent_layers", 0, kMostLayers, 1));
  RAVEN_TRY(const float arc_temperature, settings.temperature("arc_temperature"));
  RAVEN_TRY(const float name_temperature, settings.temperature("name_temperature"));
  if ((table_rows & (table_rows - 1)) != 0) return file.fault("has a table whose rows are no power of two");
  parts->arc_sharpness = 1.0F / arc_temperature;

  const std::uint32_t width = parts->width;
  RAVEN_TRY(parts->table, load_rows(file, "table", table_rows, width));
  RAVEN_TRY(parts->table_scale, load_scale(file, "table.scale"));
  learn::KeyIndex vectors, gazetteer;
  std::vector<std::uint16_t> classes;
  if (parts->vector_width > 0) {
    RAVEN_TRY(vectors, learn::KeyIndex::load(file, "vectors.keys"));
    RAVEN_TRY(parts->vectors, load_rows(file, "vectors.rows", vectors.size(), parts->vector_width));
    RAVEN_TRY(parts->vector_scale, load_scale(file, "vectors.scale"));
    RAVEN_TRY(parts->vector_linear, QuantisedLinear::load(file, "vec", parts->vector_width, width));
  }
  if (file.has("gazetteer.keys")) {
    RAVEN_TRY(gazetteer, learn::KeyIndex::load(file, "gazetteer.keys"));
    RAVEN_TRY(classes, load_classes(file, gazetteer.size()));
  }
  parts->forms = FormReader(table_rows, std::move(vectors), std::move(gazetteer), std::move(classes));

  RAVEN_TRY(parts->input, load_normalisation(file, "ln_in", width));
  for (std::uint32_t i = 0; i < convolutions; ++i) {
    const std::string number = std::to_string(i);
    Convolution convolution;
    RAVEN_TRY(convolution.linear, QuantisedLinear::load(file, "conv" + number, 3 * width, width));
    RAVEN_TRY(convolution.normalisation, load_normalisation(file, "ln_c" + number, width));
    parts->convolutions.push_back(std::move(convolution));
  }
  for (std::uint32_t i = 0; i < layers; ++i) {
    const std::string number = std::to_string(i);
    RecurrentLayer layer;
    RAVEN_TRY(layer.forward, load_unit(file, "rnn" + number + "f", width));
    RAVEN_TRY(layer.backward, load_unit(file, "rnn" + number + "b", width));
    RAVEN_TRY(layer.normalisation, load_normalisation(file, "ln_r" + number, width));
    parts->layers.push_back(std::move(layer));
  }

  RAVEN_TRY(const std::vector<std::string> tags, load_labels(file, "labels.upos"));
  for (const std::string& name : tags) {
    const std::optional<Tag> tag = tag_named(name);
    if (!tag) return file.fault("has a universal tag that is none: " + name);
    parts->tags.push_back(*tag);
  }
  RAVEN_TRY(parts->fine_tags, load_labels(file, "labels.xpos"));
  RAVEN_TRY(parts->features, load_labels(file, "labels.feats"));
  RAVEN_TRY(parts->relations, load_labels(file, "labels.deprel"));
  const auto root = std::find(parts->relations.begin(), parts->relations.end(), "root");
  if (root == parts->relations.end()) return file.fault("has no relation root");
  parts->root_relation = static_cast<std::uint32_t>(root - parts->relations.begin());
  RAVEN_TRY(parts->names, NameDecoder::load(file, 1.0F / name_temperature));

  const auto head = [&](const char* name, std::uint32_t inputs, std::uint32_t outputs) {
    return QuantisedLinear::load(file, name, inputs, outputs);
  };
  RAVEN_TRY(parts->tag_head, head("upos", width, size_of(parts->tags)));
  RAVEN_TRY(parts->fine_tag_head, head("xpos", width, size_of(parts->fine_tags)));
  RAVEN_TRY(parts->features_head, head("feats", width, size_of(parts->features)));
  RAVEN_TRY(parts->names_head, head("names", width, parts->names.label_count()));
  RAVEN_TRY(parts->arc_dependent, head("arc_d", width, parts->arc_width));
  RAVEN_TRY(parts->arc_head, head("arc_h", width, parts->arc_width));
  RAVEN_TRY(parts->arc_scores, head("arc_u", parts->arc_width, parts->arc_width));
  RAVEN_TRY(parts->label_dependent, head("lab_d", width, parts->label_width));
  RAVEN_TRY(parts->label_head, head("lab_h", width, parts->label_width));
  RAVEN_TRY(parts->label_scores, head("lab_out", 3 * parts->label_width, size_of(parts->relations)));
  return parts;
}

}  // namespace raven::language
