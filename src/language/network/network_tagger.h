// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Lays what a network (network.h) reads over the words of an analysis: tags, features, heads, relations,
/// names. A sentence longer than the network reads at once is read in pieces; the root of each later piece
/// hangs on the first one's, by "parataxis".
///
///     RAVEN_TRY(NetworkTagger tagger, NetworkTagger::make(knowledge));
///     tagger.tag(article, analysis);
///
/// Thread safety: `const` methods may be called from many threads; what they need is kept for the next call.

#include "language/network/network.h"

#include <raven/record.h>

#include <memory>

namespace raven::language {

class NetworkTagger {
 public:
  explicit NetworkTagger(Network network);
  NetworkTagger(NetworkTagger&&) noexcept;
  NetworkTagger& operator=(NetworkTagger&&) noexcept;
  ~NetworkTagger();

  /// For all words of all sentences: `tag`, `fine_tag`, `features`, `head`, `relation`; and `names` anew.
  void tag(const Article& article, Analysis& analysis) const;

 private:
  class Workshop;
  Network network_;
  std::unique_ptr<Workshop> workshop_;
};

}  // namespace raven::language
