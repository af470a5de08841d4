// SPDX-License-Identifier: Apache-2.0
#include "language/multiword.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace raven::language {
namespace {

/// With either apostrophe, in small letters.
bool is_clitic(std::string_view word, std::string_view fine_tag) {
  constexpr std::string_view kCurly = "\xE2\x80\x99";
  std::string plain;
  for (std::size_t at = 0; at < word.size();) {
    const bool curly = word.substr(at).starts_with(kCurly);
    plain += curly ? '\'' : base::to_lower(word[at]);
    at += curly ? kCurly.size() : 1;
  }
  if (plain == "'") return fine_tag == "POS";
  static constexpr std::array<std::string_view, 7> kClitics = {"'s", "n't", "'m", "'ll", "'ve", "'re", "'d"};
  return std::find(kClitics.begin(), kClitics.end(), plain) != kClitics.end();
}

bool is_fused_pair(std::string_view first, std::string_view second) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"can", "not"}, {"gon", "na"}, {"wan", "na"}, {"got", "ta"}, {"gim", "me"}, {"lem", "me"}};
  for (const auto& [one, two] : kPairs)
    if (base::lowered(first) == one && base::lowered(second) == two) return true;
  return false;
}

}  // namespace

void join_multiword_tokens(const Article& article, Analysis& analysis) {
  for (const Sentence& sentence : analysis.sentences) {
    std::uint32_t first = sentence.first_word;  // of the token that the present word may belong to
    for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at) {
      Word& word = analysis.words[at];
      word.token_words = 1;
      if (at == sentence.first_word || analysis.words[at - 1].span.end != word.span.begin ||
          analysis.words[at - 1].tag == Tag::Punct) {
        first = at;
        continue;
      }
      const std::string_view letters = text_of(article, word.span);
      if (!is_clitic(letters, word.fine_tag) &&
          !is_fused_pair(text_of(article, analysis.words[at - 1].span), letters)) {
        first = at;
        continue;
      }
      word.token_words = 0;
      ++analysis.words[first].token_words;
    }
  }
}

}  // namespace raven::language
