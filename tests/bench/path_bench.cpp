// SPDX-License-Identifier: Apache-2.0
// How fast the path is, over the sample pages: each step alone (what it adds to the step before), the whole,
// and the whole into a store. Every table row counts articles, bytes and, where there are any, words and
// events a second. The first row is memchr over the same bytes: the speed of memory in this run, which the
// others can be held against.
//
//     raven_bench                              (make bench)
//     raven_bench --benchmark_filter=read

#include <raven/raven.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

struct Page {
  std::string name;
  std::string bytes;
};

const std::vector<Page>& pages() {
  static const std::vector<Page> all = [] {
    std::vector<Page> found;
    for (const char* folder : {"/html", "/text"})
      for (const auto& entry : std::filesystem::directory_iterator(std::string(RAVEN_SAMPLES) + folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        found.push_back(
            {entry.path().string(), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
      }
    std::sort(found.begin(), found.end(), [](const Page& a, const Page& b) { return a.name < b.name; });
    return found;
  }();
  return all;
}

std::size_t bytes_of_pages() {
  std::size_t sum = 0;
  for (const Page& page : pages()) sum += page.bytes.size();
  return sum;
}

const raven::Raven* engine(benchmark::State& state) {
  static raven::Result<raven::Raven> opened = raven::Raven::open();
  if (opened) return &*opened;
  state.SkipWithError(raven::describe(opened.error()).c_str());
  return nullptr;
}

void count(benchmark::State& state, std::size_t words, std::size_t events) {
  using benchmark::Counter;
  const auto rate = [&](std::size_t each) {
    return Counter(static_cast<double>(each) * static_cast<double>(state.iterations()), Counter::kIsRate);
  };
  state.counters["articles/s"] = rate(pages().size());
  state.counters["bytes/s"] =
      Counter(static_cast<double>(bytes_of_pages()) * static_cast<double>(state.iterations()),
              Counter::kIsRate, Counter::kIs1024);
  if (words) state.counters["words/s"] = rate(words);
  if (events) state.counters["events/s"] = rate(events);
}

void memory(benchmark::State& state) {
  for (auto _ : state)
    for (const Page& page : pages())
      benchmark::DoNotOptimize(std::memchr(page.bytes.data(), 1, page.bytes.size()));
  count(state, 0, 0);
}

void read(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  for (auto _ : state)
    for (const Page& page : pages()) benchmark::DoNotOptimize(raven->read(page.bytes, {.uri = page.name}));
  count(state, 0, 0);
}

/// Documents as they are before the step that is measured.
std::vector<raven::Document> prepared(const raven::Raven& raven, raven::Depth depth) {
  std::vector<raven::Document> documents;
  for (const Page& page : pages()) {
    documents.push_back(raven.read(page.bytes, {.uri = page.name}));
    if (depth >= raven::Depth::Annotate) raven.annotate(documents.back());
    if (depth >= raven::Depth::Code) raven.code(documents.back());
  }
  return documents;
}

std::size_t words_of(const std::vector<raven::Document>& documents) {
  std::size_t sum = 0;
  for (const auto& document : documents) sum += document.analysis.words.size();
  return sum;
}

std::size_t events_of(const std::vector<raven::Document>& documents) {
  std::size_t sum = 0;
  for (const auto& document : documents) sum += document.analysis.events.size();
  return sum;
}

void annotate(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  std::vector<raven::Document> documents = prepared(*raven, raven::Depth::Read);
  for (auto _ : state)
    for (auto& document : documents) raven->annotate(document);
  count(state, words_of(documents), 0);
}

void code(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  std::vector<raven::Document> documents = prepared(*raven, raven::Depth::Annotate);
  for (auto _ : state)
    for (auto& document : documents) {
      // The coder adds to what is there; each round begins without events.
      document.analysis.events.clear();
      document.analysis.rejections.clear();
      raven->code(document);
    }
  count(state, words_of(documents), events_of(documents));
}

void whole_path(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  const std::vector<raven::Document> documents = prepared(*raven, raven::Depth::Code);
  for (auto _ : state)
    for (const Page& page : pages()) benchmark::DoNotOptimize(raven->code(page.bytes, {.uri = page.name}));
  count(state, words_of(documents), events_of(documents));
}

void write_events(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  const std::vector<raven::Document> documents = prepared(*raven, raven::Depth::Code);
  for (auto _ : state)
    for (const auto& document : documents)
      for (const auto& event : document.analysis.events)
        benchmark::DoNotOptimize(raven::event_json(document, event));
  count(state, 0, events_of(documents));
}

void path_into_store(benchmark::State& state) {
  const raven::Raven* raven = engine(state);
  if (!raven) return;
  const auto folder = std::filesystem::temp_directory_path() /
                      ("raven_bench_" + std::to_string(std::hash<std::string>{}(RAVEN_SAMPLES)));
  std::vector<std::string> inputs = {std::string(RAVEN_SAMPLES) + "/html",
                                     std::string(RAVEN_SAMPLES) + "/text"};
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    state.ResumeTiming();
    raven::Result<raven::Store> store =
        raven::Store::open((folder / "bench.raven").string(), raven::Access::ReadWrite);
    if (!store) return state.SkipWithError(raven::describe(store.error()).c_str());
    const auto done = raven::ingest(*raven, inputs, *store, {}, nullptr);
    if (!done) return state.SkipWithError(raven::describe(done.error()).c_str());
  }
  std::filesystem::remove_all(folder);
  count(state, 0, 0);
}

void open_engine(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(raven::Raven::open());
}

BENCHMARK(memory)->Unit(benchmark::kMillisecond);
BENCHMARK(open_engine)->Unit(benchmark::kMillisecond);
BENCHMARK(read)->Unit(benchmark::kMillisecond);
BENCHMARK(annotate)->Unit(benchmark::kMillisecond);
BENCHMARK(code)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_path)->Unit(benchmark::kMillisecond);
BENCHMARK(write_events)->Unit(benchmark::kMillisecond);
BENCHMARK(path_into_store)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
