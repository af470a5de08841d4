// SPDX-License-Identifier: Apache-2.0
// The whole path into a store. Documents are kept in batches, one transaction each; a batch is reported only when
// it is on the disk, so nothing that was reported can be lost, however the run ends.
#include <chrono>
#include <mutex>
#include <vector>

#include <raven/raven.h>

namespace raven {
namespace {

/// A batch goes to the disk when it holds this many documents or when this much time has passed: the first bounds
/// memory, the second what a crash can cost.
constexpr std::size_t kBatch = 64;
constexpr auto kPatience = std::chrono::seconds(2);

}  // namespace

Result<Progress> ingest(const Raven& engine, std::span<const std::string> inputs, Store& store, const RunOptions& options,
                        const KeepingSink& report) {
  std::vector<Document> batch;
  auto last = std::chrono::steady_clock::now();
  // The pulling thread asks whether a page is known while the keeping one writes; a connection serves one at a time.
  std::mutex store_mutex;

  const auto flush = [&]() -> Result<Done> {
    last = std::chrono::steady_clock::now();
    if (batch.empty()) return Done{};
    std::optional<Result<std::vector<Keeping>>> keepings;
    {
      const std::lock_guard lock(store_mutex);
      keepings.emplace(store.keep(batch));
    }
    if (!*keepings) return keepings->error();
    if (report)
      for (std::size_t i = 0; i < batch.size(); ++i) report(batch[i], (**keepings)[i]);
    batch.clear();
    return Done{};
  };

  RunOptions run_options = options;
  run_options.depth = Depth::Code;
  run_options.wanted = [&](const Source& source) {
    if (options.wanted && !options.wanted(source)) return false;
    if (source.hash.empty()) return true;
    const std::lock_guard lock(store_mutex);
    const Result<bool> held = store.holds(source.hash);
    return !held || !*held;
  };
  RAVEN_TRY(const Progress progress, engine.run(inputs, run_options, [&](Document&& document) -> Result<Done> {
    batch.push_back(std::move(document));
    if (batch.size() >= kBatch || std::chrono::steady_clock::now() - last >= kPatience) return flush();
    return Done{};
  }));
  RAVEN_TRY(const Done flushed, flush());
  static_cast<void>(flushed);
  return progress;
}

}  // namespace raven
