// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads CoNLL-U (https://universaldependencies.org/format.html) into the records that the rest of Raven
/// works on, and writes them so: an article whose text is put together from the words, and an analysis with
/// the words, tags, features, lemmas, trees, names and sentences given.
///
///     RAVEN_TRY(Treebank bank, read_treebank("dev.conllu", bytes));
///     language.tag(bank.article, bank.analysis);   // other tags for the same words
///
/// Blanks follow SpaceAfter=No; "# newpar" and "# newdoc" begin a paragraph. Multiword tokens are laid over
/// their words: the words share the token's letters out between them when they spell it, else evenly. Empty
/// nodes are left out. Names stand in MISC as NER=B-PER and NER=I-PER. What a treebank said above a sentence
/// is kept and written again. Thread safety: pure functions.

#include <raven/record.h>
#include <raven/result.h>

#include <string>
#include <string_view>

namespace raven::language {

struct Treebank {
  Article article;
  Analysis analysis;
};

/// BadFormat with name and line where the text is not CoNLL-U.
/// `first_line`: the number of the text's first line in its file.
Result<Treebank> read_treebank(std::string_view name, std::string_view conllu, std::size_t first_line = 1);

/// The words and sentences as CoNLL-U, with "# newdoc id", "# newpar", "# sent_id" and "# text" where the
/// sentences did not bring lines of their own. Words without a tree hang on the first one as `dep`.
std::string treebank_text(const Article& article, const Analysis& analysis);

}  // namespace raven::language
