// SPDX-License-Identifier: Apache-2.0
// Makes the stores of this folder:  raven_make_stores FOLDER   (README.md says what each is for)
#include "base/file.h"
#include "keep/database.h"
#include "keep/sample_documents.h"
#include "keep/schema.h"
#include "keep/store_file.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace raven;

Result<Done> make_whole(const std::string& path) {
  // Small pages make a small file; the store's own are as SQLite likes them.
  RAVEN_TRY(keep::Database database, keep::Database::open(path, Access::ReadWrite));
  RAVEN_TRY([[maybe_unused]] const Done sized, database.execute("PRAGMA page_size = 512; VACUUM"));
  RAVEN_TRY(keep::StoreFile store, keep::StoreFile::open(path, Access::ReadWrite));
  Document failed;
  failed.article.source.uri = "pages/gone.html";
  failed.failure = Error{ErrorCode::NotFound, "", "pages/gone.html"};
  const std::vector<Document> documents = {keep::full_document(0), keep::full_document(1), failed};
  RAVEN_TRY([[maybe_unused]] const std::vector<Keeping> kept, store.keep(documents));
  return Done{};
}

Result<Done> make_damaged(const std::string& folder, const std::string& whole, std::size_t page_size,
                          std::size_t root) {
  const auto big_endian = [](std::string bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
    return bytes;
  };
  std::string zeroed = whole;
  std::fill_n(zeroed.begin() + static_cast<std::ptrdiff_t>((root - 1) * page_size), page_size, '\0');
  // Offsets in the header: SQLite file format, section 1.3.
  const std::pair<const char*, std::string> files[] = {
      {"truncated.raven", whole.substr(0, whole.size() / 2)},
      {"zeroed_page.raven", zeroed},
      {"other_application.raven", big_endian(whole, 68, 0x47504b47)},
      {"newer_version.raven", big_endian(whole, 60, 1000)},
      {"text_file.raven", "This is a line of text.\n"},
  };
  for (const auto& [name, bytes] : files) {
    RAVEN_TRY([[maybe_unused]] const Done written, base::write_file(folder + "/" + name, bytes));
  }
  return Done{};
}

Result<Done> make_all(const std::string& folder) {
  const std::string path = folder + "/version_" + std::to_string(keep::schema_steps().size()) + ".raven";
  if (base::file_kind(path) == base::FileKind::Missing) {
    RAVEN_TRY([[maybe_unused]] const Done made, make_whole(path));
  }
  std::int64_t page_size = 0;
  std::int64_t root = 0;
  {
    RAVEN_TRY(keep::Database database, keep::Database::open(path, Access::ReadWrite));
    RAVEN_TRY(page_size, database.number("PRAGMA page_size"));
    RAVEN_TRY(root, database.number("SELECT rootpage FROM sqlite_schema WHERE name = 'page'"));
  }
  RAVEN_TRY(const std::string whole, base::read_file(path));
  return make_damaged(folder, whole, static_cast<std::size_t>(page_size), static_cast<std::size_t>(root));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: raven_make_stores FOLDER\n");
    return 2;
  }
  const Result<Done> made = make_all(arguments[1]);
  if (made) return 0;
  std::fprintf(stderr, "%s\n", describe(made.error()).c_str());
  return 1;
}
