// SPDX-License-Identifier: Apache-2.0
#include "language/network/network_tagger.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace raven::language {
namespace {

struct Bench {
  NetworkScratch scratch;
  NetworkReading reading;
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> ends;
};

// Sentences are read in rounds of about so many words, so that an article of any length needs no more memory
// than one round.
constexpr std::size_t kRoundWords = 2048;

}  // namespace

/// A bench for each thread that works at the same time; one that is done with is taken by the next.
class NetworkTagger::Workshop {
 public:
  std::unique_ptr<Bench> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<Bench>();
    std::unique_ptr<Bench> bench = std::move(free_.back());
    free_.pop_back();
    return bench;
  }

  void give_back(std::unique_ptr<Bench> bench) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(bench));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Bench>> free_;
};

NetworkTagger::NetworkTagger(Network network)
    : network_(std::move(network)), workshop_(std::make_unique<Workshop>()) {}
NetworkTagger::NetworkTagger(NetworkTagger&&) noexcept = default;
NetworkTagger& NetworkTagger::operator=(NetworkTagger&&) noexcept = default;
NetworkTagger::~NetworkTagger() = default;

void NetworkTagger::tag(const Article& article, Analysis& analysis) const {
  analysis.names.clear();
  std::unique_ptr<Bench> bench = workshop_->take();
  std::vector<std::string_view>& words = bench->words;
  std::vector<std::uint32_t>& ends = bench->ends;
  std::size_t first = 0;
  while (first < analysis.sentences.size()) {
    words.clear();
    ends.clear();
    std::size_t last = first;
    for (; last < analysis.sentences.size() && words.size() < kRoundWords; ++last) {
      const Sentence& sentence = analysis.sentences[last];
      for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at) {
        words.push_back(form_of(article, analysis.words[at]));
        if ((at - sentence.first_word + 1) % Network::kLongestPiece == 0 || at + 1 == sentence.last_word)
          ends.push_back(static_cast<std::uint32_t>(words.size()));
      }
    }
    network_.read(words, ends, bench->scratch, bench->reading);
    std::uint32_t read = 0;
    std::size_t name = 0;
    const std::vector<NameSpan>& names = bench->reading.names;
    for (; first < last; ++first) {
      const Sentence& sentence = analysis.sentences[first];
      std::uint32_t root = kNone;
      for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at, ++read) {
        const WordReading& found = bench->reading.words[read];
        const std::uint32_t place = (at - sentence.first_word) % Network::kLongestPiece;
        Word& word = analysis.words[at];
        word.tag = network_.tag(found.tag);
        word.fine_tag = network_.fine_tag(found.fine_tag);
        word.features = network_.features(found.features);
        word.relation = network_.relation(found.relation);
        word.head = found.head == 0 ? kNone : at - place + found.head - 1;
        if (word.head == kNone && root == kNone) {
          root = at;
        } else if (word.head == kNone) {
          word.head = root;
          word.relation = "parataxis";
        }
      }
      for (; name < names.size() && names[name].first < read; ++name) {
        const std::uint32_t begin = sentence.last_word - (read - names[name].first);
        const std::uint32_t end = sentence.last_word - (read - names[name].last);
        analysis.names.push_back({{analysis.words[begin].span.begin, analysis.words[end - 1].span.end},
                                  begin,
                                  end,
                                  network_.name_type(names[name].type),
                                  names[name].sure});
      }
    }
  }
  workshop_->give_back(std::move(bench));
}

}  // namespace raven::language
