// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads CoNLL-U (https://universaldependencies.org/format.html) into the records that the rest of Raven
/// works on: an article whose text is put together from the words, and an analysis with the words, tags,
/// lemmas and sentences given.
///
///     RAVEN_TRY(Treebank bank, read_treebank("dev.conllu", bytes));
///     language.tag(bank.article, bank.analysis);   // other tags for the same words
///
/// Blanks follow SpaceAfter=No; "# newpar" and "# newdoc" begin a paragraph. Multiword tokens are laid over
/// their words: the words share the token's letters out between them when they spell it, else evenly. Empty
/// nodes are left out. Heads, relations and features are not kept. Thread safety: pure functions.

#include <raven/record.h>
#include <raven/result.h>

#include <string_view>

namespace raven::language {

struct Treebank {
  Article article;
  Analysis analysis;
};

/// BadFormat with name and line where the text is not CoNLL-U.
Result<Treebank> read_treebank(std::string_view name, std::string_view conllu);

}  // namespace raven::language
