// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// According to whom: for each clause of a sentence the chain of sources that stand behind it, outermost
/// first, and how they stand to it. Sources are found from reporting verbs before or after what they report
/// ("X said that …", "…, said X", "…, X said, …"), from "according to X", from "quoted X as saying", and from
/// quotation marks that were opened in an earlier sentence of the paragraph.
///
///     code::Attributor attributor(article, analysis, lexicon);      // one for each article, sentences in
///     order code::SentenceSources sources = attributor.find(view, tree, parts); sources.chains[clause];   //
///     {"A spokesman for the group", "said", indirect, …}
///
/// Thread safety: one Attributor belongs to one thread.

#include "code/clauses.h"
#include "code/lexicon.h"
#include "code/sentence_view.h"

#include <raven/record.h>

#include <vector>

namespace raven::code {

struct SentenceSources {
  std::vector<std::vector<Attribution>> chains;  ///< for each clause
  std::vector<Stance> stances;                   ///< for each clause, the strongest of its chain
  std::vector<bool> is_report;                   ///< the clause is itself nothing but the reporting
  std::vector<Quotation> quotations;
};

class Attributor {
 public:
  Attributor(const Article& article, const Analysis& analysis, const Lexicon& lexicon)
      : article_(article), analysis_(analysis), lexicon_(lexicon) {}

  SentenceSources find(const SentenceView& view, const SentenceTree& tree, const SentenceParts& parts);

 private:
  struct Quoted {
    bool opens_inside = false;    ///< the sentence begins inside a quotation
    std::vector<TextSpan> spans;  ///< the quoted parts of the sentence
  };
  Quoted quoted_parts(const SentenceView& view);

  const Article& article_;
  const Analysis& analysis_;
  const Lexicon& lexicon_;
  std::uint32_t paragraph_ = kNone;
  bool inside_quotation_ = false;
  std::vector<Attribution> last_chain_;  ///< of the paragraph's last reported sentence
};

}  // namespace raven::code
