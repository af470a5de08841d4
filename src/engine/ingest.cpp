// SPDX-License-Identifier: Apache-2.0
// The whole path into a store. Documents are kept in batches, one transaction each; a batch is reported only
// when it is on the disk, so nothing that was reported can be lost, however the run ends.
#include "engine/across_pages.h"
#include "engine/parts.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace raven {
namespace {

/// A batch goes to the disk when it holds this many documents or when this much time has passed: the first
/// bounds memory, the second what a crash can cost.
constexpr std::size_t kBatch = 64;
constexpr auto kPatience = std::chrono::seconds(2);

/// Hosts' memory is written with every so many batches, and at the end: writing it is dear, and what is lost
/// of it is learnt again.
constexpr std::size_t kBatchesToHosts = 16;

}  // namespace

class Ingest {
 public:
  Ingest(const Raven& engine, Store& store, const RunOptions& options, const KeepingSink& report)
      : engine_(engine),
        store_(store.parts_->file),
        options_(options),
        report_(report),
        across_(options.site_memory, shelf()) {}

  Result<Progress> over(std::span<const std::string> inputs) {
    RAVEN_TRY([[maybe_unused]] const Done remembered, remember_texts());
    RunOptions run_options = options_;
    run_options.depth = Depth::Code;
    run_options.stopped = [this] {
      if (options_.stopped && options_.stopped()) return true;
      const std::lock_guard lock(mutex_);
      return trouble_.has_value();
    };
    if (options_.site_memory == SiteMemory::TwoPass) {
      run_options.wanted = [this](const Source& source) {
        return (!options_.wanted || options_.wanted(source)) && !is_known(source);
      };
      RAVEN_TRY([[maybe_unused]] const Progress learnt, engine_.learn_sites(inputs, run_options, across_));
    }
    run_options.wanted = [this](const Source& source) {
      if (options_.wanted && !options_.wanted(source)) return false;
      if (!is_known(source)) return true;
      // Known: nothing to read, but where it was met again is kept.
      Document met_again;
      met_again.article.source = source;
      const std::lock_guard lock(mutex_);
      if (const Result<Done> added = add(std::move(met_again)); !added) trouble_ = added.error();
      return false;
    };
    const Result<Progress> progress =
        engine_.run(inputs, run_options, across_, [this](Document&& document) -> Result<Done> {
          const std::lock_guard lock(mutex_);
          return add(std::move(document));
        });
    // Whatever ended the run, what is in hand is kept.
    if (trouble_) return *trouble_;
    if (progress || progress.error().code == ErrorCode::Cancelled) {
      across_.put_away();
      RAVEN_TRY([[maybe_unused]] const Done flushed, flush(Hosts::Too));
    }
    return progress;
  }

 private:
  enum class Hosts { Later, Too };

  bool is_known(const Source& source) {
    if (source.hash.empty()) return false;
    const std::lock_guard lock(mutex_);
    const Result<bool> held = store_.holds(source.hash);
    return held && *held;
  }

  /// The store as the shelf of the memory of hosts. What was put away and is not written yet is found too.
  read::SiteShelf shelf() {
    return {.load = [this](const std::string& host) -> std::optional<std::string> {
              const std::lock_guard lock(mutex_);
              if (const auto waiting = hosts_.find(host); waiting != hosts_.end())
                return waiting->second.memory;
              Result<std::optional<std::string>> known = store_.memory_of_host(host);
              return known ? *std::move(known) : std::nullopt;
            },
            .save =
                [this](const std::string& host, std::uint32_t articles, std::string memory) {
                  const std::lock_guard lock(mutex_);
                  hosts_[host] = {host, articles, std::move(memory)};
                }};
  }

  Result<Done> remember_texts() {
    return store_.each_late_text(AcrossPages::kTexts, [this](std::string_view hash, std::string_view name,
                                                             std::string_view kind, std::string_view text) {
      if (tells_news(kind)) across_.remember(hash, name, text);
    });
  }

  Result<Done> add(Document&& document) {
    batch_.push_back(std::move(document));
    if (batch_.size() >= kBatch || std::chrono::steady_clock::now() - last_ >= kPatience)
      return flush(++batches_ % kBatchesToHosts == 0 ? Hosts::Too : Hosts::Later);
    return Done{};
  }

  Result<Done> flush(Hosts hosts) {
    last_ = std::chrono::steady_clock::now();
    std::vector<keep::HostMemory> memory;
    if (hosts == Hosts::Too) {
      for (auto& [host, kept] : hosts_) memory.push_back(std::move(kept));
      hosts_.clear();
    }
    if (batch_.empty() && memory.empty()) return Done{};
    RAVEN_TRY(const std::vector<Keeping> keepings, store_.keep(batch_, memory));
    if (report_)
      for (std::size_t i = 0; i < batch_.size(); ++i) report_(batch_[i], keepings[i]);
    batch_.clear();
    return Done{};
  }

  const Raven& engine_;
  keep::StoreFile& store_;
  const RunOptions& options_;
  const KeepingSink& report_;
  // The pulling thread asks whether a page is known and the middle one for a host, while the keeping one
  // writes; a store serves one at a time, and `report_` is never called from two.
  std::mutex mutex_;
  std::vector<Document> batch_;
  std::size_t batches_ = 0;
  std::map<std::string, keep::HostMemory> hosts_;  // put away, to be written
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::optional<Error> trouble_;  // met by the pulling thread, which has no way to hand it on
  AcrossPages across_;
};

Result<Progress> ingest(const Raven& engine, std::span<const std::string> inputs, Store& store,
                        const RunOptions& options, const KeepingSink& report) {
  return Ingest(engine, store, options, report).over(inputs);
}

}  // namespace raven
