// SPDX-License-Identifier: Apache-2.0
// The whole path into a store. Documents are kept in batches, one transaction each; a batch is reported only
// when it is on the disk, so nothing that was reported can be lost, however the run ends.
#include <raven/raven.h>

#include <chrono>
#include <iterator>
#include <mutex>
#include <optional>
#include <vector>

namespace raven {
namespace {

/// A batch goes to the disk when it holds this many documents or when this much time has passed: the first
/// bounds memory, the second what a crash can cost.
constexpr std::size_t kBatch = 64;
constexpr auto kPatience = std::chrono::seconds(2);

}  // namespace

Result<Progress> ingest(const Raven& engine, std::span<const std::string> inputs, Store& store,
                        const RunOptions& options, const KeepingSink& report) {
  std::vector<Document> batch;
  auto last = std::chrono::steady_clock::now();
  // The pulling thread asks whether a page is known while the keeping one writes; a store serves one at a
  // time, and `report` is never called from two.
  std::mutex mutex;

  const auto flush = [&]() -> Result<Done> {
    last = std::chrono::steady_clock::now();
    if (batch.empty()) return Done{};
    RAVEN_TRY(const std::vector<Keeping> keepings, store.keep(batch));
    if (report)
      for (std::size_t i = 0; i < batch.size(); ++i) report(batch[i], keepings[i]);
    batch.clear();
    return Done{};
  };
  const auto add = [&](Document&& document) -> Result<Done> {
    batch.push_back(std::move(document));
    if (batch.size() >= kBatch || std::chrono::steady_clock::now() - last >= kPatience) return flush();
    return Done{};
  };

  std::optional<Error> trouble;  // met by the pulling thread, which has no way to hand it on
  RunOptions run_options = options;
  run_options.depth = Depth::Code;
  run_options.stopped = [&] {
    if (options.stopped && options.stopped()) return true;
    const std::lock_guard lock(mutex);
    return trouble.has_value();
  };
  run_options.wanted = [&](const Source& source) {
    if (options.wanted && !options.wanted(source)) return false;
    if (source.hash.empty()) return true;
    const std::lock_guard lock(mutex);
    const Result<bool> held = store.holds(source.hash);
    if (!held || !*held) return true;
    // Known: nothing to read, but where it was met again is kept.
    Document met_again;
    met_again.article.source = source;
    if (const Result<Done> added = add(std::move(met_again)); !added) trouble = added.error();
    return false;
  };
  const Result<Progress> progress = engine.run(inputs, run_options, [&](Document&& document) -> Result<Done> {
    const std::lock_guard lock(mutex);
    return add(std::move(document));
  });
  // Whatever ended the run, what is in hand is kept.
  if (trouble) return *trouble;
  if (progress || progress.error().code == ErrorCode::Cancelled) {
    RAVEN_TRY([[maybe_unused]] const Done flushed, flush());
  }
  return progress;
}

}  // namespace raven
