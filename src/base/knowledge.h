// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The tables and models of knowledge/: built into the program, or taken from a folder in their place.
///
///     base::Knowledge knowledge;                                     // built in
///     RAVEN_TRY(base::Knowledge mine, base::Knowledge::open("my/knowledge"));
///     RAVEN_TRY(std::string_view bytes, mine.file("actors/states.tsv"));
///     for (std::string_view name : mine.names("predicates/frames_")) …
///
/// Thread safety: `const` methods may be called from many threads. Views live as long as the object (the
/// built-in ones: forever).

#include <raven/result.h>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::base {

struct KnowledgeFile {
  std::string_view name;  ///< path below knowledge/: "actors/states.tsv"
  std::string_view bytes;
};

/// What was compiled into the program, sorted by name.
std::span<const KnowledgeFile> built_in_knowledge();

class Knowledge {
 public:
  /// The built-in tables.
  Knowledge() = default;

  /// A folder whose files stand in for the built-in ones of the same name and add new ones.
  static Result<Knowledge> open(const std::string& folder);

  /// The bytes of one file; NotFound if neither the folder nor the program has it.
  Result<std::string_view> file(std::string_view name) const;

  /// The names of all files that begin with `prefix`, sorted.
  std::vector<std::string> names(std::string_view prefix) const;

 private:
  std::map<std::string, std::string, std::less<>> files_;  // of the folder
};

}  // namespace raven::base
