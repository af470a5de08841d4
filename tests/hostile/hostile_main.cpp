// SPDX-License-Identifier: Apache-2.0
// Reads hostile pages and measures how time and memory grow with them. See README.md of this folder.
#include "base/calendar.h"
#include "base/knowledge.h"
#include "read/input/input_stream.h"
#include "read/reader.h"
#include "tests/hostile/hostile_pages.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <new>
#include <string>
#include <string_view>

#include <zlib.h>
#include <zstd.h>

namespace {

// What the program holds at a time and the most that it held. Each piece carries its size before it.
std::size_t held_bytes = 0, most_bytes = 0;

}  // namespace

#ifndef RAVEN_HOSTILE_READ_ONLY
constexpr std::size_t kBefore = alignof(std::max_align_t);

void* operator new(std::size_t size) {
  auto* piece = static_cast<char*>(std::malloc(size + kBefore));
  if (!piece) std::abort();
  *reinterpret_cast<std::size_t*>(piece) = size;
  held_bytes += size;
  most_bytes = std::max(most_bytes, held_bytes);
  return piece + kBefore;
}
void* operator new[](std::size_t size) {
  return operator new(size);
}
void operator delete(void* pointer) noexcept {
  if (!pointer) return;
  char* piece = static_cast<char*>(pointer) - kBefore;
  held_bytes -= *reinterpret_cast<std::size_t*>(piece);
  std::free(piece);
}
void operator delete[](void* pointer) noexcept {
  operator delete(pointer);
}
void operator delete(void* pointer, std::size_t) noexcept {
  operator delete(pointer);
}
void operator delete[](void* pointer, std::size_t) noexcept {
  operator delete(pointer);
}
#endif

namespace raven::hostile {
namespace {

// Under sanitizers times say nothing: the pages are only read.
#ifdef RAVEN_HOSTILE_READ_ONLY
constexpr bool kReadOnly = true;
#else
constexpr bool kReadOnly = false;
#endif
constexpr double kMostGrowth = 2.6;
constexpr double kForgivenMs = 5;
// The tree of a page that is nothing but tags takes most: some tens of bytes for a tag of three.
constexpr std::size_t kMostBytesPerByte = 64;

struct Cost {
  double ms = 1e9;
  std::size_t bytes = 0;
};

Cost cost_of(const read::Reader& reader, const HostilePage& page, std::size_t size, int runs) {
  const std::string bytes = page.make(size);
  read::ReadHint hint;
  hint.kind = page.kind;
  hint.charset = page.charset;
  Cost cost;
  for (int run = 0; run < runs; ++run) {
    const std::size_t before = held_bytes;
    most_bytes = held_bytes;
    const std::clock_t start = std::clock();
    {
      const Document document = reader.read(bytes, hint);
      cost.ms = std::min(cost.ms, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    cost.bytes = most_bytes - before;
  }
  return cost;
}

struct Verdict {
  Cost small, large;
  double growth = 0;
  bool ok() const { return growth <= kMostGrowth && large.bytes <= kMostBytesPerByte << 20; }
};

Verdict verdict_of(const read::Reader& reader, const HostilePage& page) {
  constexpr std::size_t kSize = 1 << 20;
  Verdict verdict;
  // Only the clock can make a linear page look steep, and only now and then.
  for (int attempt = 0; attempt < 4; ++attempt) {
    const Cost small = cost_of(reader, page, kSize / 2, 2 + attempt);
    const Cost large = cost_of(reader, page, kSize, 2 + attempt);
    verdict.small.ms = std::min(verdict.small.ms, small.ms);
    verdict.large.ms = std::min(verdict.large.ms, large.ms);
    verdict.small.bytes = small.bytes;
    verdict.large.bytes = large.bytes;
    verdict.growth = std::max(0.0, verdict.large.ms - kForgivenMs) / std::max(verdict.small.ms, 0.1);
    if (verdict.growth <= kMostGrowth) break;
  }
  return verdict;
}

/// A file whose bytes become 256 times a million: the walk must say so, not hold them.
bool bomb_is_harmless(const std::string& path, std::string_view name) {
  constexpr std::uint64_t kLimit = 8 << 20;
  const std::size_t before = held_bytes;
  most_bytes = held_bytes;
  read::InputStream inputs({path}, InputFormat::Auto, kLimit);
  std::size_t documents = 0;
  bool told = false;
  while (const std::optional<read::RawDocument> raw = inputs.next()) {
    ++documents;
    told = told || raw->error.has_value();
    if (raw->bytes.size() > kLimit) return false;
  }
  const bool small = most_bytes - before < 4 * kLimit;
  std::printf("%-28s %s\n", std::string(name).c_str(),
              told && small && documents == 1 ? "told and passed over" : "NOT BOUNDED");
  return told && small && documents == 1;
}

int try_bombs() {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "raven_hostile";
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  const std::string million(1 << 20, 'a');
  int failed = 0;
  const std::string gzip = (folder / "bomb.html.gz").string();
  if (gzFile file = gzopen(gzip.c_str(), "wb9")) {
    for (int i = 0; i < 256; ++i) gzwrite(file, million.data(), static_cast<unsigned>(million.size()));
    gzclose(file);
  }
  failed += !bomb_is_harmless(gzip, "bomb_gzip");
  const std::string zstd = (folder / "bomb.html.zst").string();
  {
    std::string packed(ZSTD_compressBound(million.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), million.data(), million.size(), 3));
    std::ofstream out(zstd, std::ios::binary);
    for (int i = 0; i < 256; ++i) out << packed;  // frame after frame
  }
  failed += !bomb_is_harmless(zstd, "bomb_zstd");
  std::filesystem::remove_all(folder, trouble);
  return failed;
}

int run(std::string_view mode, std::string_view only) {
  const base::Knowledge knowledge;
  const Result<read::Reader> reader = read::Reader::make(knowledge, {.today = base::make_day(2026, 11, 24)});
  if (!reader) {
    std::printf("%s\n", describe(reader.error()).c_str());
    return 1;
  }
  int tried = 0, failed = 0;
  for (const HostilePage& page : hostile_pages()) {
    if (page.name.find(only) == std::string::npos) continue;
    ++tried;
    if (kReadOnly) {
      cost_of(*reader, page, 1 << 17, 1);
      continue;
    }
    const Verdict verdict = verdict_of(*reader, page);
    if (!verdict.ok()) ++failed;
    if (mode == "--table" || !verdict.ok()) {
      std::printf("%-28s %8.1f ms %8.1f MB  growth %4.2f%s\n", page.name.c_str(), verdict.large.ms,
                  static_cast<double>(verdict.large.bytes) / (1 << 20),
                  verdict.large.ms / std::max(verdict.small.ms, 0.1), verdict.ok() ? "" : "  STEEP");
      std::fflush(stdout);
    }
  }
  if (only.empty()) {
    failed += try_bombs();
    tried += 2;
  }
  std::printf("%d pages, %d failed\n", tried, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace raven::hostile

int main(int count, char** words) {
  return raven::hostile::run(count > 1 ? words[1] : "", count > 2 ? words[2] : "");
}
