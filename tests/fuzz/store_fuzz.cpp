// SPDX-License-Identifier: Apache-2.0
// Fuzzes the store's door: any bytes as a store must give errors or records, never more. The file is opened
// for reading and for writing, asked, read whole and written to.
#include "keep/store_file.h"

#include <raven/raven.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace {

constexpr const char* kEndings[] = {"", "-wal", "-shm", "-journal"};

/// A folder of this process's own, in memory where there is one; gone with the process.
struct Folder {
  std::string path = access("/dev/shm", W_OK) == 0 ? "/dev/shm/raven_fuzz_XXXXXX" : "./raven_fuzz_XXXXXX";
  Folder() {
    if (mkdtemp(path.data()) == nullptr) std::abort();
  }
  Folder(const Folder&) = delete;
  ~Folder() {
    for (const char* ending : kEndings) unlink((store() + ending).c_str());
    rmdir(path.c_str());
  }
  std::string store() const { return path + "/x.raven"; }
};

raven::Result<raven::Done> look_at(raven::Document&& document) {
  if (raven::article_json(document).empty()) std::abort();
  for (const raven::Event& event : document.analysis.events) {
    if (raven::event_json(document, event).empty()) std::abort();
    if (raven::event_row(raven::EventFormat::Gdelt2, document, event).empty()) std::abort();
    static_cast<void>(raven::text_of(document.article, event.span));
  }
  return raven::Done{};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string path = folder.store();
  for (const char* ending : kEndings) unlink((path + ending).c_str());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) std::abort();
  if (std::fwrite(data, 1, size, file) != size) std::abort();
  std::fclose(file);
  for (const raven::Access access : {raven::Access::ReadOnly, raven::Access::ReadWrite}) {
    raven::Result<raven::keep::StoreFile> store = raven::keep::StoreFile::open(path, access);
    if (!store) continue;
    static_cast<void>(store->counts().ok());
    static_cast<void>(store->holds("hash-of-page-0").ok());
    // A damaged view or index may answer without end; a hundred rows show enough.
    const auto few = [rows = 0](const auto&, const auto&) mutable -> raven::Result<raven::Done> {
      if (++rows > 100) return raven::Error{raven::ErrorCode::Cancelled, "", ""};
      return raven::Done{};
    };
    static_cast<void>(store->query("SELECT * FROM events LIMIT 100", few).ok());
    static_cast<void>(
        store->query("SELECT rowid FROM page_search WHERE page_search MATCH 'taliban' LIMIT 100", few).ok());
    int documents = 0;
    static_cast<void>(store
                          ->each_document([&](raven::Document&& document) -> raven::Result<raven::Done> {
                            if (++documents > 100) return raven::Error{raven::ErrorCode::Cancelled, "", ""};
                            return look_at(std::move(document));
                          })
                          .ok());
    raven::Document fresh;
    fresh.article.text = "Fresh words.";
    fresh.article.source.hash = "fresh";
    static_cast<void>(store->keep({&fresh, 1}).ok());
  }
  return 0;
}
