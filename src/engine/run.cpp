// SPDX-License-Identifier: Apache-2.0
// Many documents over many threads: one thread pulls documents from the inputs, any number take them along
// the path, one at a time hands them on. Between reading and the rest stands the one step where pages meet,
// in the order of the input.
#include "engine/across_pages.h"
#include "engine/parts.h"
#include "language/treebank.h"
#include "read/input/input_stream.h"

#include <raven/raven.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

namespace raven {
namespace {

/// Most documents are pages and are read; a treebank's are only taken apart.
Document read_raw(const read::Reader& reader, const read::RawDocument& raw) {
  if (raw.error || raw.source.media_type != read::kTreebankType) return reader.read(raw);
  Document document;
  Result<language::Treebank> bank =
      language::read_treebank(raw.source.container, raw.bytes, raw.hint.first_line);
  if (bank) {
    document.article = std::move(bank->article);
    document.analysis = std::move(bank->analysis);
  } else {
    // The document is named by its number in the file; the place of the fault is a line of the file.
    document.failure = bank.error();
    const std::string line = document.failure->where.substr(document.failure->where.rfind(':') + 1);
    document.failure->message = "line " + line + " " + document.failure->message;
  }
  document.article.source = raw.source;
  return document;
}

struct Item {
  read::RawDocument raw;
  Document document;
};

/// Standard input is gone once it was read.
bool can_be_read_twice(std::span<const std::string> inputs) {
  return std::find(inputs.begin(), inputs.end(), "-") == inputs.end();
}

}  // namespace

Result<Progress> Raven::run(std::span<const std::string> inputs, const RunOptions& options,
                            const DocumentSink& sink) const {
  AcrossPages across(options.site_memory);
  if (options.site_memory == SiteMemory::TwoPass) {
    RAVEN_TRY([[maybe_unused]] const Progress learnt, learn_sites(inputs, options, across));
  }
  return run(inputs, options, across, sink);
}

Result<Progress> Raven::learn_sites(std::span<const std::string> inputs, const RunOptions& options,
                                    AcrossPages& across) const {
  if (!can_be_read_twice(inputs))
    return Error{ErrorCode::BadArgument, "standard input can be read only once, not in two passes", {}};
  RunOptions reading = options;
  reading.depth = Depth::Read;
  reading.order = Order::AsGiven;
  reading.progress = {};
  AcrossPages nothing(SiteMemory::None);
  return run(inputs, reading, nothing, [&](Document&& document) -> Result<Done> {
    across.learn(document);
    return Done{};
  });
}

Result<Progress> Raven::run(std::span<const std::string> inputs, const RunOptions& options,
                            AcrossPages& across, const DocumentSink& sink) const {
  const unsigned threads =
      options.threads ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  read::InputStream stream(std::vector<std::string>(inputs.begin(), inputs.end()), options.format,
                           options.limit_bytes);

  Progress progress;
  progress.bytes_total = stream.bytes_total();
  std::atomic<std::uint64_t> skipped{0}, bytes{0};
  std::optional<Error> stopped;
  std::atomic<bool> stop{false}, cancelled{false};

  const auto pull = [&]() -> std::unique_ptr<Item> {
    while (!stop && !cancelled) {
      if (options.stopped && options.stopped()) {
        cancelled = true;
        break;
      }
      std::optional<read::RawDocument> raw = stream.next();
      bytes = stream.bytes_read();
      if (!raw) return nullptr;
      if (!raw->error && options.wanted && !options.wanted(raw->source)) {
        ++skipped;
        continue;
      }
      auto item = std::make_unique<Item>();
      item->raw = std::move(*raw);
      return item;
    }
    return nullptr;
  };
  const auto read = [&](Item& item) {
    item.document = read_raw(parts_->reader, item.raw);
    item.raw.bytes = {};
  };
  const auto analyse = [&](Item& item) {
    if (options.depth >= Depth::Annotate) annotate(item.document);
    if (options.depth >= Depth::Code) code(item.document);
  };
  const auto hand_on = [&](Item& item) {
    if (stop) return;
    ++progress.documents;
    if (item.document.failure) ++progress.failed;
    progress.skipped = skipped;
    progress.bytes = bytes;
    const Result<Done> taken = sink(std::move(item.document));
    if (!taken) {
      stopped = taken.error();
      stop = true;
      return;
    }
    if (options.progress) options.progress(progress);
  };

  // The pipeline orders its filters by itself, but inside a library that ThreadSanitizer does not see into.
  // One counter tells it the same order: what a filter wrote is there for every filter that begins after it.
  std::atomic<unsigned> finished{0};
  const auto in_turn = [&](auto&& body) {
    static_cast<void>(finished.load(std::memory_order_acquire));
    auto result = body();
    finished.fetch_add(1, std::memory_order_release);
    return result;
  };

  // Pages differ in size; four documents in flight for each thread keep all of them busy and memory bounded.
  const std::size_t in_flight = 4 * static_cast<std::size_t>(threads);
  const auto last_mode = options.order == Order::AsGiven ? tbb::filter_mode::serial_in_order
                                                         : tbb::filter_mode::serial_out_of_order;
  // Items travel as raw pointers because the pipeline copies what it carries; each is deleted by the last
  // filter. Without it, asking for more threads than the machine has makes the library of threads print a
  // warning.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads);
  finished.fetch_add(1, std::memory_order_release);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_pipeline(
        in_flight, tbb::make_filter<void, Item*>(tbb::filter_mode::serial_in_order,
                                                 [&](tbb::flow_control& control) -> Item* {
                                                   Item* item = in_turn([&] { return pull().release(); });
                                                   if (!item) control.stop();
                                                   return item;
                                                 }) &
                       tbb::make_filter<Item*, Item*>(tbb::filter_mode::parallel,
                                                      [&](Item* item) {
                                                        return in_turn([&] {
                                                          read(*item);
                                                          return item;
                                                        });
                                                      }) &
                       // In order, whatever the order of the output: what is remembered depends on it.
                       tbb::make_filter<Item*, Item*>(tbb::filter_mode::serial_in_order,
                                                      [&](Item* item) {
                                                        return in_turn([&] {
                                                          across.pass(item->document);
                                                          return item;
                                                        });
                                                      }) &
                       tbb::make_filter<Item*, Item*>(tbb::filter_mode::parallel,
                                                      [&](Item* item) {
                                                        return in_turn([&] {
                                                          analyse(*item);
                                                          return item;
                                                        });
                                                      }) &
                       tbb::make_filter<Item*, void>(last_mode, [&](Item* item) {
                         in_turn([&] {
                           const std::unique_ptr<Item> owned(item);
                           hand_on(*owned);
                           return true;
                         });
                       }));
  });
  static_cast<void>(finished.load(std::memory_order_acquire));
  progress.skipped = skipped;
  progress.bytes = bytes;
  progress.passed_over = stream.passed_over();
  if (options.progress) options.progress(progress);
  if (stopped) return *stopped;
  if (cancelled) return Error{ErrorCode::Cancelled, {}, {}};
  return progress;
}

}  // namespace raven
