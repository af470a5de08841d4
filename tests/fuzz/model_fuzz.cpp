// SPDX-License-Identifier: Apache-2.0
// A damaged model of the network, or of the scorer of events, whose checksum was set right: it is refused, or
// serves without harm. Input that begins as a model file is one; any other input says what to change in a
// small model of random numbers, six bytes a change: place (4), what is done there (1), byte (1). An odd
// number of bytes means the scorer's.
#include "base/hash.h"
#include "base/knowledge.h"
#include "code/scorer/small_model.h"
#include "code/scorer/type_scorer.h"
#include "language/network/network.h"
#include "language/network/random_model.h"
#include "learn/model_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using raven::language::Network;

constexpr std::string_view kMagic("\x8DRavenM\n", 8);

const std::string& sound_model() {
  static const std::string bytes =
      raven::language::make_random_model(
          {.table_rows = 16, .arc_width = 16, .features = 4, .seed = 1, .transitions = true})
          .file();
  return bytes;
}

std::string changed_model(std::string bytes, std::string_view data) {
  for (; data.size() >= 6; data.remove_prefix(6)) {
    // Most of a model is weights; half of the changes go where its sections are listed.
    std::size_t place = raven::learn::number_at(data, 0, 4);
    const auto kind = static_cast<unsigned char>(data[4]);
    place %= kind & 1 ? bytes.size() : std::min<std::size_t>(bytes.size(), 2048);
    switch (kind >> 1 & 3) {
      case 0:
        bytes[place] = data[5];
        break;
      case 1:
        bytes.resize(place + 64);
        break;
      case 2:
        bytes.insert(place, 1, data[5]);
        break;
      default:
        bytes[place] = static_cast<char>(bytes[place] ^ 1 << (data[5] & 7));
    }
  }
  return bytes;
}

void mend_header(std::string& bytes) {
  if (bytes.size() < 48) return;
  std::string size, checksum;
  raven::learn::append_number(size, bytes.size(), 8);
  bytes.replace(16, 8, size);
  raven::learn::append_number(checksum, raven::base::hash64(std::string_view(bytes).substr(16)), 8);
  bytes.replace(8, 8, checksum);
}

void try_scorer(std::string bytes) {
  namespace code = raven::code;
  static const raven::base::Knowledge knowledge;
  static const auto ontology = code::Ontology::make(knowledge);
  static const auto lexicon = code::Lexicon::make(knowledge, *ontology);
  mend_header(bytes);
  const auto scorer = code::TypeScorer::load("fuzz", bytes, {}, *lexicon, *ontology);
  if (!scorer) return;
  code::TypeEvidence evidence;
  evidence.features = {1, 5, 9, 77};
  const code::TypeOpinion opinion = scorer->score(evidence);
  float sum = 0;
  for (const float share : opinion.shares) sum += share;
  if (!(sum > 0.99F && sum < 1.01F) || !(opinion.event >= 0 && opinion.event <= 1) || opinion.cameo.empty())
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const bool is_model = input.substr(0, kMagic.size()) == kMagic;
  if (!is_model && size % 2 == 1) {
    static const std::string sound = raven::code::make_small_scorer_model(1, {1, 5, 9});
    try_scorer(changed_model(sound, input));
    return 0;
  }
  if (is_model) try_scorer(std::string(input));
  std::string bytes = is_model ? std::string(input) : changed_model(sound_model(), input);
  mend_header(bytes);
  const auto network = Network::load("fuzz", bytes);
  if (!network) return 0;
  const std::array<std::string_view, 9> words = {"The",          "president", "of", "Minsk", "said",
                                                 "\xE2\x80\x9C", "Yes",       "12", "."};
  const std::array<std::uint32_t, 3> ends = {1, 6, 9};
  raven::language::NetworkScratch scratch;
  raven::language::NetworkReading reading;
  network->read(words, ends, scratch, reading);
  for (const raven::language::WordReading& word : reading.words) {
    // Each name is there.
    static_cast<void>(network->tag(word.tag));
    if (network->fine_tag(word.fine_tag).size() + network->features(word.features).size() +
            network->relation(word.relation).size() >
        bytes.size())
      std::abort();
    if (word.head > 5 || !(word.head_sure >= 0 && word.head_sure <= 1)) std::abort();
  }
  for (const raven::language::NameSpan& name : reading.names)
    if (name.first >= name.last || name.last > words.size() || network->name_type(name.type).empty())
      std::abort();
  return 0;
}
