// SPDX-License-Identifier: Apache-2.0
#include "base/knowledge.h"

#include "base/file.h"

#include <algorithm>

namespace raven::base {

Result<Knowledge> Knowledge::open(const std::string& folder) {
  Knowledge knowledge;
  if (file_kind(folder) != FileKind::Folder)
    return Error{ErrorCode::NotFound, "no such folder of knowledge tables", folder};
  RAVEN_TRY(const std::vector<std::string> paths, list_files(folder));
  for (const std::string& path : paths) {
    std::string name = path.substr(folder.size());
    name.erase(0, name.find_first_not_of('/'));
    if (!name.ends_with(".tsv") && !name.ends_with(".model")) continue;
    RAVEN_TRY(std::string bytes, read_file(path));
    knowledge.files_.emplace(std::move(name), std::move(bytes));
  }
  return knowledge;
}

Result<std::string_view> Knowledge::file(std::string_view name) const {
  if (const auto found = files_.find(name); found != files_.end()) return std::string_view(found->second);
  const auto files = built_in_knowledge();
  const auto at =
      std::lower_bound(files.begin(), files.end(), name,
                       [](const KnowledgeFile& file, std::string_view wanted) { return file.name < wanted; });
  if (at != files.end() && at->name == name) return at->bytes;
  return Error{ErrorCode::NotFound, "no such knowledge table", std::string(name)};
}

std::vector<std::string> Knowledge::names(std::string_view prefix) const {
  std::vector<std::string> names;
  for (const KnowledgeFile& file : built_in_knowledge())
    if (file.name.starts_with(prefix)) names.emplace_back(file.name);
  for (const auto& [name, bytes] : files_)
    if (name.starts_with(prefix)) names.push_back(name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace raven::base
