// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The language room's one door: takes an article and fills the words and sentences of its analysis.
///
///     RAVEN_TRY(Language language, Language::make(knowledge));
///     Analysis analysis;
///     language.annotate(article, analysis);
///     for (const Sentence& sentence : analysis.sentences) …
///
/// What holds of the result: words and sentences are sorted and do not overlap; every word lies in exactly
/// one sentence, every sentence in the paragraph that it names; a sentence begins with its first word and
/// ends with its last; between words stands nothing but white space. Spans count bytes of `article.text`.
/// Time is linear in the text. Nothing is an error: text that no rule fits is cut and tagged as well as can
/// be, and a sentence that cannot be understood is marked and noted ("unreadable_sentence"). Thread safety:
/// `const` methods may be called from many threads.

#include "base/knowledge.h"

#include <raven/record.h>
#include <raven/result.h>

#include <memory>

namespace raven::language {

class Language {
 public:
  /// Loads the tables of knowledge/language and the tagger's model. Fails with BadKnowledge or NotFound,
  /// naming the file, if one is missing or faulty. Views into `knowledge`, which must outlive the object.
  static Result<Language> make(const base::Knowledge& knowledge);

  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  /// All of it: `split`, `tag`, `judge`. Replaces `words` and `sentences`; adds to `notes`.
  /// An article with text and no paragraphs is taken as one paragraph.
  void annotate(const Article& article, Analysis& analysis) const;

  /// Words and sentences with their spans; tags and lemmas are left empty.
  void split(const Article& article, Analysis& analysis) const;

  /// Tags, lemmas and, where knowledge has a network (models/language.model), features, trees and names, for
  /// the words and sentences that stand in `analysis`, wherever they came from (a treebank's own, for one).
  /// Their spans must lie in `article.text`.
  void tag(const Article& article, Analysis& analysis) const;

  /// Lemmas alone, for words that have their tags.
  void lemmatise(const Article& article, Analysis& analysis) const;

  /// Tells which of the tagged sentences cannot be understood, and adds a note for each.
  void judge(const Article& article, Analysis& analysis) const;

 private:
  struct Parts;
  explicit Language(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace raven::language
