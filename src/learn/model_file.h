// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The container of a trained model: named sections of bytes behind a header with version, size and checksum
/// (docs/model-file.md). What a section holds is known to who wrote it.
///
///     learn::ModelWriter writer("sentences", 1);
///     writer.add("labels", labels);
///     std::string bytes = std::move(writer).finish();
///
///     RAVEN_TRY(learn::ModelFile file, learn::ModelFile::parse("models/sentences.model", bytes, "sentences",
///     1)); RAVEN_TRY(std::string_view labels, file.section("labels"));
///
/// A file that is not a model, of another kind or version, cut short, or changed in any bit is refused with
/// BadKnowledge and a message that says which. Views live as long as the bytes given.
/// Thread safety: values; `const` methods may be called from many threads.

#include <raven/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace raven::learn {

class ModelFile {
 public:
  /// Checks header and checksum. `name` is for messages.
  static Result<ModelFile> parse(std::string_view name, std::string_view bytes, std::string_view kind,
                                 std::uint32_t version);

  /// The bytes of a section; BadKnowledge if there is none of this name.
  Result<std::string_view> section(std::string_view name) const;

  /// Whether there is a section of this name.
  bool has(std::string_view name) const;

  /// An error that names this file.
  Error fault(std::string message) const;

 private:
  std::string name_;
  std::vector<std::pair<std::string_view, std::string_view>> sections_;
};

class ModelWriter {
 public:
  /// `kind` says what sort of model it is and has 1 to 16 bytes; `version` counts its layouts.
  ModelWriter(std::string_view kind, std::uint32_t version) : kind_(kind), version_(version) {}

  /// Adds a section. Names have 1 to 16 bytes and stand once each.
  void add(std::string_view name, std::string bytes) { sections_.emplace_back(name, std::move(bytes)); }

  /// The file.
  std::string finish() &&;

 private:
  std::string kind_;
  std::uint32_t version_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

/// Numbers in a section: little-endian, whatever the machine, at any alignment.
void append_number(std::string& bytes, std::uint64_t value, std::size_t size);
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size);

}  // namespace raven::learn
