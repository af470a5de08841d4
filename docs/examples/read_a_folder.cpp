// SPDX-License-Identifier: Apache-2.0
// Reads every page below a folder (or one page) over all threads, and says of each what it is.
//
//     read_a_folder pages/

#include <raven/raven.h>

#include <iostream>
#include <string>
#include <vector>

int main(int count, char** words) {
  if (count < 2) return 2;
  const std::vector<std::string> inputs(words + 1, words + count);

  const raven::Result<raven::Raven> engine = raven::Raven::open();
  if (!engine) {
    std::cerr << raven::describe(engine.error()) << '\n';
    return 1;
  }
  raven::RunOptions options;
  options.depth = raven::Depth::Read;  // no sentences, no events: only the article
  const auto tell = [](raven::Document&& document) -> raven::Result<raven::Done> {
    const raven::Article& article = document.article;
    if (document.failure) {
      std::cout << article.source.uri << ": " << raven::describe(*document.failure) << '\n';
    } else {
      std::cout << article.source.uri << ": " << article.kind << ", " << article.published.iso << ", "
                << article.title << " (" << article.notes.size() << " notes)\n";
    }
    return raven::Done{};
  };
  const raven::Result<raven::Progress> progress = engine->run(inputs, options, tell);
  if (!progress) {
    std::cerr << raven::describe(progress.error()) << '\n';
    return 1;
  }
  std::cout << progress->documents << " documents, " << progress->failed << " failed\n";
  return progress->documents > progress->failed ? 0 : 1;
}
