// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Sentences, actors, places and dates in; events out. For each predicate of the lexicon the frames are
/// tried, heaviest first; the first whose slots all hold makes an event. When in doubt there is no event, and
/// a `Rejection` says what was tried and what was missing.
///
///     RAVEN_TRY(code::Coder coder, code::Coder::make(knowledge));
///     coder.code(article, analysis);       // fills events, quotations, rejections
///
/// What wins when several readings are possible: the frame with the most constraints; then the earlier one in
/// the table. A verb's complement ("moved to strengthen", "refused to sign") is judged by the verb above it
/// (table control.tsv). An event noun counts when it has its doer, from a possessive, an adjective, "by", or
/// the subject of a light verb ("launched an attack on").
///
/// Linear in the words of the article. Thread safety: `const` methods from many threads.

#include "base/knowledge.h"
#include "code/lexicon.h"
#include "code/ontology.h"

#include <raven/record.h>
#include <raven/result.h>

#include <memory>

namespace raven::code {

class Coder {
 public:
  static Result<Coder> make(const base::Knowledge& knowledge);

  void code(const Article& article, Analysis& analysis) const;

  const Lexicon& lexicon() const { return *lexicon_; }
  const Ontology& ontology() const { return *ontology_; }

 private:
  // Frames point into the lexicon, so it stays where it is when the coder moves.
  std::unique_ptr<Ontology> ontology_;
  std::unique_ptr<Lexicon> lexicon_;
};

}  // namespace raven::code
