// SPDX-License-Identifier: Apache-2.0
#include "language/language.h"

#include "base/ascii.h"
#include "language/abbreviations.h"
#include "language/boundary_model.h"
#include "language/lemmatiser.h"
#include "language/multiword.h"
#include "language/network/network_tagger.h"
#include "language/readability.h"
#include "language/sentence_splitter.h"
#include "language/tokeniser.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace raven::language {

struct Language::Parts {
  Abbreviations abbreviations;
  BoundaryModel boundaries;
  std::optional<NetworkTagger> network;  // always there once it was made
  Lemmatiser lemmatiser;
};

Language::Language(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::make(const base::Knowledge& knowledge) {
  auto parts = std::make_unique<Parts>();
  RAVEN_TRY(parts->abbreviations, Abbreviations::make(knowledge));
  RAVEN_TRY(parts->boundaries, BoundaryModel::make(knowledge));
  RAVEN_TRY(Network network, Network::make(knowledge));
  parts->network.emplace(std::move(network));
  RAVEN_TRY(parts->lemmatiser, Lemmatiser::make(knowledge));
  return Language(std::move(parts));
}

void Language::annotate(const Article& article, Analysis& analysis) const {
  split(article, analysis);
  tag(article, analysis);
  judge(article, analysis);
  rescue_readable_heads(article, analysis);
  join_multiword_tokens(article, analysis);
}

void Language::split(const Article& article, Analysis& analysis) const {
  analysis.words.clear();
  analysis.sentences.clear();
  const std::vector<Paragraph> whole = {{text_span(0, article.text.size())}};
  const std::vector<Paragraph>& paragraphs = article.paragraphs.empty() ? whole : article.paragraphs;
  const Tokeniser tokeniser(parts_->abbreviations);
  std::vector<Token> tokens;
  std::vector<std::uint32_t> ends;
  for (std::size_t number = 0; number < paragraphs.size(); ++number) {
    const TextSpan span = paragraphs[number].span;
    const std::string_view text = text_of(article, span);
    tokens.clear();
    ends.clear();
    tokeniser.tokenise(text, tokens);
    split_sentences(text, tokens, ends);
    parts_->boundaries.revise(text, tokens, ends);
    const auto first = static_cast<std::uint32_t>(analysis.words.size());
    for (const Token& token : tokens) {
      Word word;
      word.span = text_span(span.begin.value + token.begin, span.begin.value + token.end);
      analysis.words.push_back(std::move(word));
    }
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
      Sentence sentence;
      sentence.first_word = first + begin;
      sentence.last_word = first + end;
      sentence.paragraph = static_cast<std::uint32_t>(number);
      sentence.span = {analysis.words[first + begin].span.begin, analysis.words[first + end - 1].span.end};
      analysis.sentences.push_back(sentence);
      begin = end;
    }
  }
}

namespace {

void read_forms(const Article& article, const Analysis& analysis, const Sentence& sentence,
                std::vector<std::string_view>& forms) {
  forms.clear();
  for (std::uint32_t i = sentence.first_word; i < sentence.last_word; ++i)
    forms.push_back(form_of(article, analysis.words[i]));
}

}  // namespace

void Language::tag(const Article& article, Analysis& analysis) const {
  parts_->network->tag(article, analysis);
  lemmatise(article, analysis);
}

void Language::lemmatise(const Article& article, Analysis& analysis) const {
  std::vector<std::string_view> words;
  for (const Sentence& sentence : analysis.sentences) {
    read_forms(article, analysis, sentence, words);
    const Casing casing = casing_of(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Capital capital = i > 0 && casing == Casing::Prose ? Capital::Telling : Capital::Silent;
      Word& word = analysis.words[sentence.first_word + i];
      word.lemma = parts_->lemmatiser.lemma(words[i], word.tag, word.fine_tag, capital);
    }
  }
}

void Language::judge(const Article& article, Analysis& analysis) const {
  judge_readability(article, analysis);
}

}  // namespace raven::language
