// SPDX-License-Identifier: Apache-2.0
// Measures decoding and parsing over a folder of pages, in one thread, against the speed of memory.
//
//     raven_html_bench FOLDER [ROUNDS]
//
// Prints megabytes and pages a second of each step, the best of all rounds, and its ratio to a memchr over
// the same bytes, which is as fast as any reader could be.
#include "read/html/decode.h"
#include "read/html/document.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace html = raven::read::html;

template <typename Step>
double best_seconds(const std::vector<std::string>& pages, int rounds, Step step) {
  double best = 1e9;
  std::size_t sink = 0;
  for (int round = 0; round < rounds; ++round) {
    // Processor time: other work on the machine should not count.
    const std::clock_t start = std::clock();
    for (const std::string& page : pages) sink += step(page);
    const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = taken < best ? taken : best;
  }
  return sink == 0 ? 0 : best;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 2 || !std::filesystem::is_directory(arguments[1])) {
    std::fprintf(stderr, "usage: raven_html_bench FOLDER [ROUNDS]\n");
    return 2;
  }
  const int rounds = argument_count > 2 ? std::atoi(arguments[2]) : 3;
  std::vector<std::string> pages;
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    pages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    bytes += pages.back().size();
  }
  if (bytes == 0) return 2;
  const double floor = best_seconds(pages, rounds, [](const std::string& page) {
    std::size_t count = 1;
    const char* at = page.data();
    const char* const end = at + page.size();
    while ((at = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(end - at)))) !=
           nullptr) {
      ++at;
      ++count;
    }
    return count;
  });
  const auto report = [&](const char* step, double seconds) {
    std::printf("%-14s %8.0f MB/s %8.0f pages/s %8.2f of memchr\n", step,
                static_cast<double>(bytes) / seconds / 1e6, static_cast<double>(pages.size()) / seconds,
                floor / seconds);
  };
  report("memchr", floor);
  report("decode", best_seconds(pages, rounds,
                                [](const std::string& page) { return html::decode(page).utf8().size(); }));
  report("parse", best_seconds(pages, rounds, [](const std::string& page) {
           return std::size_t{html::parse(page).size()};
         }));
  report("decode+parse", best_seconds(pages, rounds, [](const std::string& page) {
           const html::Decoded decoded = html::decode(page);
           return std::size_t{html::parse(decoded.utf8()).size()};
         }));
  return 0;
}
