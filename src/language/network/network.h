// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One small network that reads a sentence once and tells for each word its tags, its features, its head in
/// the tree and the relation to it, and for the sentence its names. Hashed parts of words, word vectors ->
/// convolutions -> recurrent layers in both directions -> one head for each question. Weights and what is
/// multiplied with them are 8-bit numbers (learn/kernel.h), so that a core reads a hundred thousand words a
/// second; the result is the same, bit for bit, on every machine and however the sentences are put together.
/// The graph and the file: docs/model-file.md. After Dozat and Manning 2017, "Deep Biaffine Attention for
/// Neural Dependency Parsing"; Lei and others 2018 (the recurrence).
///
///     RAVEN_TRY(Network network, Network::make(knowledge));
///     NetworkScratch scratch;
///     NetworkReading reading;
///     network.read(words, ends, scratch, reading);
///     network.relation(reading.words[3].relation);   // "nsubj"
///
/// Thread safety: `const` methods may be called from many threads, each with its own scratch.

#include "base/knowledge.h"
#include "language/network/form_features.h"
#include "language/network/name_decoder.h"
#include "learn/arena.h"
#include "learn/kernel.h"

#include <raven/record.h>
#include <raven/result.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace raven::language {

/// What is told of a word. Numbers of labels; `Network` has their names.
struct WordReading {
  std::uint16_t tag = 0;
  std::uint16_t fine_tag = 0;
  std::uint16_t features = 0;
  std::uint16_t relation = 0;
  std::uint32_t head = 0;  ///< place in the piece, from 1; 0 for the root
  float head_sure = 0;     ///< 0 to 1, calibrated: how likely the head is right
};

struct NetworkReading {
  std::vector<WordReading> words;
  std::vector<NameSpan> names;  ///< by index of the words given, in order
};

/// What the work needs, kept from call to call; with one network only.
class NetworkScratch {
 public:
  /// Bytes held.
  std::size_t size() const { return arena_.size(); }

 private:
  friend class NetworkRun;
  learn::Arena arena_;
  FormBuffers forms_;
  NameScratch names_;
  std::vector<std::uint32_t> rows_;
  std::vector<NameSpan> spans_;
  std::vector<std::uint32_t> heads_;
};

class Network {
 public:
  static constexpr std::string_view kKind = "language";
  static constexpr std::uint32_t kVersion = 1;
  static constexpr std::string_view kFile = "models/language.model";
  /// Words of the longest piece that is read as one; the tree takes time by the square of them.
  static constexpr std::uint32_t kLongestPiece = 400;

  /// Loads models/language.model. NotFound if there is none; BadKnowledge with the reason if it is faulty.
  static Result<Network> make(const base::Knowledge& knowledge);
  /// Keeps views of `bytes`, which must outlive the network. `kernel` must be one that can run.
  static Result<Network> load(std::string_view name, std::string_view bytes,
                              learn::Kernel kernel = learn::best_kernel());

  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  /// Reads pieces (sentences, as a rule): piece i is words [ends[i - 1], ends[i]), at least one and at most
  /// `kLongestPiece` words. `reading` is replaced. Nothing is allocated once scratch and reading have grown.
  void read(std::span<const std::string_view> words, std::span<const std::uint32_t> ends,
            NetworkScratch& scratch, NetworkReading& reading) const;

  Tag tag(std::uint16_t number) const;
  const std::string& fine_tag(std::uint16_t number) const;
  const std::string& features(std::uint16_t number) const;  ///< empty for none
  const std::string& relation(std::uint16_t number) const;
  const std::string& name_type(std::uint32_t number) const;

 private:
  friend class NetworkRun;
  struct Parts;
  explicit Network(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace raven::language
