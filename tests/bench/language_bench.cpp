// SPDX-License-Identifier: Apache-2.0
// How fast one thread reads language: words a second of each step and of all together, over the running text
// of the files given (one article each; the samples by default), with each kernel that this machine runs.
//
//     language_bench [--model FILE | --random WIDTH] [FILE...]     files are plain text
//
// The network is that of the built-in knowledge; --model takes another, --random makes one of random numbers,
// which is as fast as a trained one of the same shape. The last line tells the memory that the network held.
#include "base/file.h"
#include "base/knowledge.h"
#include "language/language.h"
#include "language/network/network_tagger.h"
#include "language/network/random_model.h"
#include "learn/kernel.h"

#include <raven/record.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace {

using namespace raven;
using namespace raven::language;

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", describe(error).c_str());
  return 1;
}

/// Processor time, the best of several rounds: what else runs on the machine only adds.
double seconds_of(const std::function<void()>& work) {
  const auto timed = [&] {
    const std::clock_t begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  double best = timed(), spent = best;
  for (int round = 1; round < 3 || (round < 100 && spent < 1.5); ++round) {
    const double seconds = timed();
    best = std::min(best, seconds);
    spent += seconds;
  }
  return best;
}

void show(const char* step, double seconds, std::size_t words, std::size_t sentences) {
  std::printf("%-22s %9.3f us/word %12.0f words/s %10.0f sentences/s\n", step,
              seconds * 1e6 / static_cast<double>(words), static_cast<double>(words) / seconds,
              static_cast<double>(sentences) / seconds);
}

std::string random_model(std::uint32_t width) {
  RandomShape shape{.width = width,
                    .table_rows = 65536,
                    .vector_width = 64,
                    .convolutions = 2,
                    .recurrent_layers = 3,
                    .arc_width = 128,
                    .label_width = 64,
                    .features = 280};
  for (int i = 0; i < 50000; ++i) shape.known.push_back("w" + std::to_string(i));
  return make_random_model(shape).file();
}

}  // namespace

int main(int argc, char** argv) {
  std::string model;
  std::vector<std::string> files;
  std::uint32_t random_width = 0;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--model") && i + 1 < argc) {
      auto bytes = base::read_file(argv[++i]);
      if (!bytes) return fail(bytes.error());
      model = *std::move(bytes);
    } else if (!std::strcmp(argv[i], "--random") && i + 1 < argc) {
      random_width = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    } else {
      files.emplace_back(argv[i]);
    }
  }
  if (random_width) model = random_model(random_width);
  const base::Knowledge knowledge;
  if (model.empty()) {
    const auto built_in = knowledge.file(Network::kFile);
    if (!built_in) return fail(built_in.error());
    model = *built_in;
  }
  const auto room = Language::make(knowledge);
  if (!room) return fail(room.error());
  std::vector<Article> articles;
  std::size_t words = 0, sentences = 0;
  std::vector<Analysis> split;
  for (const std::string& name : files) {
    auto bytes = base::read_file(name);
    if (!bytes) return fail(bytes.error());
    Article article;
    article.text = *std::move(bytes);
    for (std::size_t begin = 0; begin < article.text.size();) {
      std::size_t end = std::min(article.text.find("\n\n", begin), article.text.size());
      if (end > begin) article.paragraphs.push_back({text_span(begin, end)});
      begin = end + 2;
    }
    articles.push_back(std::move(article));
    split.emplace_back();
    room->split(articles.back(), split.back());
    words += split.back().words.size();
    sentences += split.back().sentences.size();
  }
  if (words == 0) {
    std::fprintf(stderr, "no words to read; name files of plain text\n");
    return 2;
  }
  std::printf("%zu articles, %zu sentences, %zu words, model of %zu bytes\n", articles.size(), sentences,
              words, model.size());
  const double splitting = seconds_of([&] {
    for (const Article& article : articles) {
      Analysis analysis;
      room->split(article, analysis);
    }
  });
  show("words and sentences", splitting, words, sentences);
  double rest = 0;
  for (const learn::Kernel kernel : {learn::Kernel::Plain, learn::Kernel::Avx2, learn::Kernel::Avx512}) {
    if (!learn::can_run(kernel)) continue;
    auto network = Network::load("model", model, kernel);
    if (!network) return fail(network.error());
    const NetworkTagger tagger(*std::move(network));
    std::vector<Analysis> tagged = split;
    const double tagging = seconds_of([&] {
      for (std::size_t i = 0; i < articles.size(); ++i) tagger.tag(articles[i], tagged[i]);
    });
    if (rest == 0)
      rest = seconds_of([&] {
        for (std::size_t i = 0; i < articles.size(); ++i) room->lemmatise(articles[i], tagged[i]);
      });
    const char* const name = kernel == learn::Kernel::Plain  ? "network, plain"
                             : kernel == learn::Kernel::Avx2 ? "network, AVX2"
                                                             : "network, AVX-512";
    show(name, tagging, words, sentences);
    show("  all, with lemmas", splitting + tagging + rest, words, sentences);
  }
  show("lemmas", rest, words, sentences);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory of the program: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}
