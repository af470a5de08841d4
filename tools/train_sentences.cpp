// SPDX-License-Identifier: Apache-2.0
// Trains knowledge/models/sentences.model, and scores where sentences end.
//
//   train_sentences train OUT.model MAJORITY TRAIN.conllu...   the same files give the same model, bit for
//   bit train_sentences score MODEL DEV.conllu...                  rules alone, and with the model
#include "base/file.h"
#include "base/knowledge.h"
#include "language/abbreviations.h"
#include "language/boundary_model.h"
#include "language/sentence_splitter.h"
#include "language/tokeniser.h"
#include "language/treebank.h"
#include "learn/perceptron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <random>

using namespace raven;
using namespace raven::language;

namespace {

struct Passage {
  std::string text;
  std::vector<Token> tokens;
  std::vector<std::uint32_t> rule_ends;
  std::vector<std::uint8_t> gold;  // for each token: a sentence ends before it
  std::vector<std::pair<std::uint32_t, std::uint32_t>> gold_spans;
};

Result<std::vector<Passage>> passages(const Abbreviations& abbreviations, int count, char** names) {
  std::vector<Passage> all;
  for (int i = 0; i < count; ++i) {
    RAVEN_TRY(const std::string bytes, base::read_file(names[i]));
    RAVEN_TRY(const Treebank bank, read_treebank(names[i], bytes));
    const std::size_t first = all.size();
    for (const Paragraph& paragraph : bank.article.paragraphs) {
      Passage passage;
      passage.text = text_of(bank.article, paragraph.span);
      Tokeniser(abbreviations).tokenise(passage.text, passage.tokens);
      split_sentences(passage.text, passage.tokens, passage.rule_ends);
      passage.gold.resize(passage.tokens.size() + 1);
      all.push_back(std::move(passage));
    }
    for (const Sentence& sentence : bank.analysis.sentences) {
      Passage& passage = all[first + sentence.paragraph];
      const std::uint32_t base = bank.article.paragraphs[sentence.paragraph].span.begin.value;
      const std::uint32_t begin = sentence.span.begin.value - base, end = sentence.span.end.value - base;
      passage.gold_spans.emplace_back(begin, end);
      const auto token =
          std::lower_bound(passage.tokens.begin(), passage.tokens.end(), end,
                           [](const Token& one, std::uint32_t place) { return one.end < place; });
      if (token != passage.tokens.end() && token->end == end)
        passage.gold[static_cast<std::size_t>(token - passage.tokens.begin()) + 1] = 1;
    }
  }
  return all;
}

std::string train(const std::vector<Passage>& all, std::int32_t majority) {
  learn::Perceptron model(2, 20.0F);
  std::mt19937 random(7);
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::array<std::uint32_t, BoundaryContext::kMostFeatures> features;
  for (int epoch = 0; epoch < 10; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    std::size_t wrong = 0, seen = 0;
    for (const std::size_t number : order) {
      const Passage& passage = all[number];
      const BoundaryContext context(passage.text, passage.tokens, passage.rule_ends);
      std::size_t start = 0;
      for (std::size_t at = 1; at < passage.tokens.size(); ++at) {
        if (context.is_candidate(at)) {
          const std::size_t count = context.features(at, start, features.data());
          const std::size_t truth = passage.gold[at];
          wrong += model.learn(std::span(features).first(count), truth) != truth;
          ++seen;
        }
        if (passage.gold[at]) start = at;
      }
    }
    std::fprintf(stderr, "pass %d: %zu of %zu wrong\n", epoch + 1, wrong, seen);
  }
  learn::ModelWriter writer(BoundaryModel::kKind, BoundaryModel::kVersion);
  const std::vector<std::string> labels = {"inside", "end"};
  learn::add_linear_model(writer, "", labels, model.rows(4));
  std::string bytes;
  learn::append_number(bytes, static_cast<std::uint64_t>(majority), 4);
  writer.add("majority", bytes);
  return std::move(writer).finish();
}

void score(const char* what, const std::vector<Passage>& all, const BoundaryModel* model) {
  std::size_t gold = 0, found = 0, right = 0;
  for (const Passage& passage : all) {
    std::vector<std::uint32_t> ends = passage.rule_ends;
    if (model) model->revise(passage.text, passage.tokens, ends);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
      spans.emplace_back(passage.tokens[begin].begin, passage.tokens[end - 1].end);
      begin = end;
    }
    gold += passage.gold_spans.size();
    found += spans.size();
    for (const auto& span : spans)
      right += std::binary_search(passage.gold_spans.begin(), passage.gold_spans.end(), span);
  }
  std::printf("%-8s sentences F1 %.2f  precision %.2f  recall %.2f  (gold %zu, found %zu)\n", what,
              200.0 * static_cast<double>(right) / static_cast<double>(gold + found),
              100.0 * static_cast<double>(right) / static_cast<double>(found),
              100.0 * static_cast<double>(right) / static_cast<double>(gold), gold, found);
}

int fail(const Error& error) {
  std::fprintf(stderr, "train_sentences: %s\n", describe(error).c_str());
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view verb = count > 1 ? arguments[1] : "";
  const base::Knowledge knowledge;
  const Result<Abbreviations> abbreviations = Abbreviations::make(knowledge);
  if (!abbreviations) return fail(abbreviations.error());
  if (verb == "train" && count > 4) {
    std::int32_t majority = 0;
    const std::string_view number = arguments[3];
    std::from_chars(number.data(), number.data() + number.size(), majority);
    const auto all = passages(*abbreviations, count - 4, arguments + 4);
    if (!all) return fail(all.error());
    if (const Result<Done> written = base::write_file(arguments[2], train(*all, majority)); !written)
      return fail(written.error());
    return 0;
  }
  if (verb == "score" && count > 3) {
    const auto bytes = base::read_file(arguments[2]);
    if (!bytes) return fail(bytes.error());
    const auto model = BoundaryModel::load(arguments[2], *bytes);
    if (!model) return fail(model.error());
    for (int i = 3; i < count; ++i) {
      const auto all = passages(*abbreviations, 1, arguments + i);
      if (!all) return fail(all.error());
      std::printf("%s\n", arguments[i]);
      score("rules", *all, nullptr);
      score("model", *all, &*model);
    }
    return 0;
  }
  std::fprintf(stderr,
               "train_sentences train OUT.model MAJORITY TRAIN.conllu... | score MODEL DEV.conllu...\n");
  return 2;
}
