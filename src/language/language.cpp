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
#include "language/tagger.h"
#include "language/tokeniser.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace raven::language {

struct Language::Parts {
  Abbreviations abbreviations;
  BoundaryModel boundaries;
  std::optional<NetworkTagger> network;
  Tagger tagger;  // where there is no network
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
  if (knowledge.file(Network::kFile)) {
    RAVEN_TRY(Network network, Network::make(knowledge));
    parts->network.emplace(std::move(network));
  } else {
    RAVEN_TRY(parts->tagger, Tagger::make(knowledge));
  }
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

/// "supplies arms and conducts joint exercises": a form in -s between "and" and a determiner, possessive or
/// adjective goes on with the present tense that an earlier verb began; the tagger, which sees few words at
/// once, takes it for a plural.
void mend_coordinated_verbs(std::span<const std::string_view> words, std::vector<TagPair>& tags) {
  bool present = false;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    present = present || tags[i - 1].fine_tag == "VBZ";
    if (!present || tags[i].fine_tag != "NNS" || tags[i - 1].fine_tag != "CC") continue;
    if (!base::is_lower(words[i].front()) || words[i].back() != 's') continue;
    const std::string_view next = tags[i + 1].fine_tag;
    if (next == "JJ" || next == "DT" || next == "PRP$") tags[i] = {Tag::Verb, "VBZ"};
  }
}

/// "Washington withheld aid from Egypt": a rare past form may be taken for a noun or an adjective. A sentence
/// without any finite verb gets one back: the first word behind a noun that inflects as a past tense and has
/// a noun group, a preposition or a number behind it.
void mend_lost_verb(std::span<const std::string_view> words, std::vector<TagPair>& tags,
                    const Lemmatiser& lemmatiser) {
  const auto is_any = [](std::string_view tag, std::initializer_list<std::string_view> set) {
    return std::find(set.begin(), set.end(), tag) != set.end();
  };
  for (const TagPair& pair : tags)
    if (is_any(pair.fine_tag, {"VBD", "VBZ", "VBP", "MD"})) return;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!is_any(tags[i - 1].fine_tag, {"NN", "NNS", "NNP", "NNPS", "PRP", "RB"})) continue;
    if (!is_any(tags[i].fine_tag, {"JJ", "NN", "NNP", "VBN", "VB", "IN"}) ||
        !base::is_lower(words[i].front()) || words[i].size() < 4)
      continue;
    if (!is_any(tags[i + 1].fine_tag,
                {"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "IN", "TO", "RP"}))
      continue;
    if (words[i + 1] == "by") continue;
    if (lemmatiser.lemma(words[i], Tag::Verb, "VBD", Capital::Silent) == words[i]) continue;
    tags[i] = {Tag::Verb, "VBD"};
    return;
  }
}

}  // namespace

void Language::tag(const Article& article, Analysis& analysis) const {
  if (parts_->network) {
    parts_->network->tag(article, analysis);
  } else {
    tag_by_neighbours(article, analysis);
  }
  lemmatise(article, analysis);
}

void Language::tag_by_neighbours(const Article& article, Analysis& analysis) const {
  std::vector<std::string_view> words;
  std::vector<TagPair> tags;
  for (const Sentence& sentence : analysis.sentences) {
    read_forms(article, analysis, sentence, words);
    parts_->tagger.tag(words, tags);
    mend_coordinated_verbs(words, tags);
    mend_lost_verb(words, tags, parts_->lemmatiser);
    for (std::size_t i = 0; i < words.size(); ++i) {
      Word& word = analysis.words[sentence.first_word + i];
      word.tag = tags[i].tag;
      word.fine_tag = tags[i].fine_tag;
    }
  }
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
