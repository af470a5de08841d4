// SPDX-License-Identifier: Apache-2.0
// Any bytes as the text of an article: words and sentences must stay sorted, inside the text and inside each
// other.
#include "language/language.h"
#include "language/treebank.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

const raven::language::Language& room() {
  static const raven::base::Knowledge knowledge;
  static const raven::language::Language language = *raven::language::Language::make(knowledge);
  return language;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  raven::Article article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  raven::Analysis analysis;
  room().annotate(article, analysis);
  std::uint32_t at = 0;
  for (const raven::Word& word : analysis.words) {
    check(word.span.begin.value >= at && word.span.begin < word.span.end && word.span.end.value <= size);
    at = word.span.end.value;
  }
  std::uint32_t next = 0;
  for (const raven::Sentence& sentence : analysis.sentences) {
    check(sentence.first_word == next && sentence.last_word > next &&
          sentence.last_word <= analysis.words.size());
    next = sentence.last_word;
  }
  check(next == analysis.words.size());
  if (auto bank = raven::language::read_treebank("fuzz", article.text))
    room().tag(bank->article, bank->analysis);
  return 0;
}
