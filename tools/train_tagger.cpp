// SPDX-License-Identifier: Apache-2.0
// Trains knowledge/models/tagger.model, and scores the language room against treebanks.
//
//   train_tagger train OUT.model TRAIN.conllu...     the same files give the same model, bit for bit
//   train_tagger score MODEL DEV.conllu...           tags and lemmas on the treebank's own words
//   train_tagger raw   MODEL DEV.conllu...           words and sentences found in the running text
//   train_tagger unreadable MODEL DEV.conllu...      how many of the treebank's sentences are judged
//   unreadable train_tagger speed MODEL DEV.conllu...           words a second of each step, one thread
//
// With --details before the verb, each difference is shown. Tables come from the built-in knowledge; so does
// the model of raw, unreadable and speed.
#include "base/ascii.h"
#include "base/file.h"
#include "base/knowledge.h"
#include "language/language.h"
#include "language/lemmatiser.h"
#include "language/tagger.h"
#include "language/treebank.h"
#include "learn/feature_hash.h"
#include "learn/perceptron.h"

#include <raven/record.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace raven;
using namespace raven::language;

struct Example {
  std::vector<std::string> words;
  std::vector<std::uint32_t> labels;
};

struct Settings {
  // Chosen on the dev parts, among 4 to 8 passes, margins of 3 to 12 and reaches of 40 to 300 (which set the
  // size).
  int epochs = 6;
  float margin = 8.0F;
  double reach = 180;
};

std::string label_name(const Word& word) {
  return std::string(name_of(word.tag)) + " " + word.fine_tag;
}

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", describe(error).c_str());
  return 1;
}

Result<std::vector<Treebank>> read_banks(int count, char** names) {
  std::vector<Treebank> banks;
  for (int i = 0; i < count; ++i) {
    RAVEN_TRY(const std::string bytes, base::read_file(names[i]));
    RAVEN_TRY(Treebank bank, read_treebank(names[i], bytes));
    banks.push_back(std::move(bank));
  }
  return banks;
}

// ------------------------------------------------------------------------------------------------ training

/// Pairs of tags seen too seldom are not learned: the words keep their example with the commonest pair of
/// their fine tag.
constexpr std::size_t kSeldom = 25;
constexpr std::size_t kDictionaryFrom = 2;

class Trainer {
 public:
  Trainer(const std::vector<Treebank>& banks, Settings settings) : settings_(settings) {
    collect_labels(banks);
    for (const Treebank& bank : banks)
      for (const Sentence& sentence : bank.analysis.sentences) {
        Example example;
        for (std::uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
          example.words.emplace_back(text_of(bank.article, bank.analysis.words[i].span));
          example.labels.push_back(label_of(bank.analysis.words[i]));
        }
        examples_.push_back(std::move(example));
      }
    make_dictionary();
  }

  std::string train() {
    // The second reading must learn from first readings as imperfect as those it will meet, so each fifth of
    // the sentences is read by a model that did not see it.
    constexpr std::size_t kFolds = 5;
    std::vector<std::vector<std::uint32_t>> first_readings(examples_.size());
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
      learn::Perceptron model =
          train_first([&](std::size_t i) { return i % kFolds != fold; }, settings_.epochs / 2 + 1);
      const learn::LinearModel frozen = frozen_model(model);
      for (std::size_t i = fold; i < examples_.size(); i += kFolds)
        first_readings[i] = read_first(frozen, examples_[i].words);
    }
    learn::Perceptron first = train_first([](std::size_t) { return true; }, settings_.epochs);
    learn::Perceptron second = train_second(first_readings);
    learn::ModelWriter writer(Tagger::kKind, Tagger::kVersion);
    learn::add_linear_model(writer, "1.", labels_, first.rows(settings_.reach));
    learn::add_linear_model(writer, "2.", labels_, second.rows(settings_.reach));
    writer.add("dictionary", dictionary_.bytes());
    return std::move(writer).finish();
  }

 private:
  void collect_labels(const std::vector<Treebank>& banks) {
    std::map<std::string, std::size_t> counts;
    for (const Treebank& bank : banks)
      for (const Word& word : bank.analysis.words) ++counts[label_name(word)];
    std::map<std::string, std::pair<std::size_t, std::string>> commonest;
    for (const auto& [name, count] : counts) {
      auto& best = commonest[name.substr(name.find(' ') + 1)];
      if (count > best.first) best = {count, name};
    }
    for (const auto& [name, count] : counts) {
      if (count >= kSeldom) {
        numbers_[name] = static_cast<std::uint32_t>(labels_.size());
        labels_.push_back(name);
      }
    }
    for (const auto& [name, count] : counts) {
      if (numbers_.contains(name)) continue;
      const auto stand_in = numbers_.find(commonest[name.substr(name.find(' ') + 1)].second);
      numbers_[name] = stand_in == numbers_.end() ? numbers_.at("NOUN NN") : stand_in->second;
    }
  }

  std::uint32_t label_of(const Word& word) const { return numbers_.at(label_name(word)); }

  void make_dictionary() {
    std::map<std::string, std::map<std::uint32_t, std::size_t>> seen;
    for (const Example& example : examples_)
      for (std::size_t i = 0; i < example.words.size(); ++i)
        ++seen[base::lowered(example.words[i])][example.labels[i]];
    std::map<std::vector<std::uint32_t>, std::size_t> sets;
    std::vector<std::pair<std::uint64_t, std::vector<std::uint32_t>>> words;
    for (const auto& [form, counts] : seen) {
      std::size_t all = 0;
      for (const auto& [label, count] : counts) all += count;
      if (all < kDictionaryFrom) continue;
      std::vector<std::pair<std::size_t, std::uint32_t>> order;
      for (const auto& [label, count] : counts)
        if (count * 12 >= all) order.emplace_back(count, label);
      std::sort(order.rbegin(), order.rend());
      std::vector<std::uint32_t> set;
      for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 3); ++i) set.push_back(order[i].second);
      std::sort(set.begin(), set.end());
      ++sets[set];
      const std::string_view views[] = {form};
      words.emplace_back(lowered_hash(views[0]), set);
    }
    // 255 numbers: the commonest sets of tags each get one, the others share the last.
    std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> order;
    for (const auto& [set, count] : sets) order.emplace_back(count, set);
    std::sort(order.rbegin(), order.rend());
    std::map<std::vector<std::uint32_t>, std::uint8_t> numbers;
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 254); ++i)
      numbers[order[i].second] = static_cast<std::uint8_t>(i + 1);
    std::map<std::uint32_t, std::uint8_t> rows;
    for (const auto& [hash, set] : words) {
      const auto found = numbers.find(set);
      rows[static_cast<std::uint32_t>(hash >> 32)] = found == numbers.end() ? 255 : found->second;
    }
    dictionary_ = TagDictionary::of({rows.begin(), rows.end()});
    std::fprintf(stderr, "%zu labels, %zu dictionary forms, %zu sets, %zu sentences\n", labels_.size(),
                 rows.size(), sets.size(), examples_.size());
  }

  /// The sentence as a damaged page may show it: now and then all in capitals, all small, each word with a
  /// capital, or without its last stop.
  std::vector<std::string> damaged(const Example& example, std::mt19937& random, std::size_t& size) const {
    std::vector<std::string> words = example.words;
    size = words.size();
    const std::uint32_t dice = random() % 100;
    if (dice < 4) {
      for (std::string& word : words) std::transform(word.begin(), word.end(), word.begin(), base::to_upper);
    } else if (dice < 7) {
      for (std::string& word : words) std::transform(word.begin(), word.end(), word.begin(), base::to_lower);
    } else if (dice < 11) {
      for (std::string& word : words)
        if (word.size() >= 4) word[0] = base::to_upper(word[0]);
      words[0][0] = base::to_upper(words[0][0]);
    }
    if (random() % 100 < 8 && size > 3 && words[size - 1] == ".") --size;
    words.resize(size);
    return words;
  }

  static std::vector<std::string_view> views_of(const std::vector<std::string>& words) {
    return {words.begin(), words.end()};
  }

  std::vector<std::size_t> shuffled(std::mt19937& random) const {
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    return order;
  }

  template <class Wanted>
  learn::Perceptron train_first(const Wanted& wanted, int epochs) {
    learn::Perceptron model(labels_.size(), settings_.margin);
    std::mt19937 random(20);
    std::array<std::uint32_t, kMostFeatures> features;
    SentenceForms forms;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      std::size_t wrong = 0;
      for (const std::size_t number : shuffled(random)) {
        if (!wanted(number)) continue;
        const Example& example = examples_[number];
        std::size_t size = 0;
        const std::vector<std::string> words = damaged(example, random, size);
        const std::vector<std::string_view> views = views_of(words);
        read_forms(views, dictionary_, forms);
        std::vector<std::uint32_t> tags;
        for (std::size_t i = 0; i < size; ++i) {
          const std::size_t count = first_features(forms, i, tags, features.data());
          const std::size_t guess = model.learn(std::span(features).first(count), example.labels[i]);
          tags.push_back(static_cast<std::uint32_t>(guess));
          wrong += guess != example.labels[i];
        }
      }
      std::fprintf(stderr, "first reading, pass %d: %zu wrong\n", epoch + 1, wrong);
    }
    return model;
  }

  learn::Perceptron train_second(const std::vector<std::vector<std::uint32_t>>& first_readings) {
    learn::Perceptron model(labels_.size(), settings_.margin);
    std::mt19937 random(21);
    std::array<std::uint32_t, kMostFeatures> features;
    SentenceForms forms;
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      std::size_t wrong = 0;
      for (const std::size_t number : shuffled(random)) {
        const Example& example = examples_[number];
        std::size_t size = 0;
        const std::vector<std::string> words = damaged(example, random, size);
        const std::vector<std::string_view> views = views_of(words);
        read_forms(views, dictionary_, forms);
        const std::span<const std::uint32_t> before = std::span(first_readings[number]).first(size);
        std::vector<std::uint32_t> tags;
        for (std::size_t i = 0; i < size; ++i) {
          const std::size_t count = second_features(forms, i, tags, before, features.data());
          const std::size_t guess = model.learn(std::span(features).first(count), example.labels[i]);
          tags.push_back(static_cast<std::uint32_t>(guess));
          wrong += guess != example.labels[i];
        }
      }
      std::fprintf(stderr, "second reading, pass %d: %zu wrong\n", epoch + 1, wrong);
    }
    return model;
  }

  learn::LinearModel frozen_model(const learn::Perceptron& model) const {
    learn::ModelWriter writer("fold", 1);
    learn::add_linear_model(writer, "", labels_, model.rows(settings_.reach));
    const std::string bytes = std::move(writer).finish();
    return *learn::LinearModel::load(*learn::ModelFile::parse("fold", bytes, "fold", 1), "");
  }

  std::vector<std::uint32_t> read_first(const learn::LinearModel& model,
                                        const std::vector<std::string>& words) const {
    const std::vector<std::string_view> views = views_of(words);
    SentenceForms forms;
    read_forms(views, dictionary_, forms);
    std::vector<std::uint32_t> tags;
    std::array<std::uint32_t, kMostFeatures> features;
    std::vector<std::int32_t> scores(labels_.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t count = first_features(forms, i, tags, features.data());
      std::fill(scores.begin(), scores.end(), 0);
      model.score(std::span(features).first(count), scores.data());
      tags.push_back(static_cast<std::uint32_t>(learn::best_of(scores)));
    }
    return tags;
  }

  Settings settings_;
  std::vector<std::string> labels_;
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<Example> examples_;
  TagDictionary dictionary_;
};

// ------------------------------------------------------------------------------------------------ scoring

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void score_tags(const Treebank& bank, const Tagger& tagger, const Lemmatiser& lemmatiser, bool details) {
  std::size_t words = 0, tag = 0, fine = 0, both = 0, lemma_gold = 0, lemma = 0;
  std::map<std::string, std::size_t> confusions, lemma_faults;
  std::vector<std::string_view> views;
  std::vector<TagPair> tags;
  for (const Sentence& sentence : bank.analysis.sentences) {
    views.clear();
    for (std::uint32_t i = sentence.first_word; i < sentence.last_word; ++i)
      views.push_back(text_of(bank.article, bank.analysis.words[i].span));
    tagger.tag(views, tags);
    const Casing casing = casing_of(views);
    for (std::size_t i = 0; i < views.size(); ++i) {
      const Capital capital = i > 0 && casing == Casing::Prose ? Capital::Telling : Capital::Silent;
      const Word& gold = bank.analysis.words[sentence.first_word + i];
      ++words;
      tag += tags[i].tag == gold.tag;
      fine += tags[i].fine_tag == gold.fine_tag;
      both += tags[i].tag == gold.tag && tags[i].fine_tag == gold.fine_tag;
      if (tags[i].tag != gold.tag || tags[i].fine_tag != gold.fine_tag)
        ++confusions[label_name(gold) + " read as " + std::string(name_of(tags[i].tag)) + " " +
                     std::string(tags[i].fine_tag)];
      const std::string found = lemmatiser.lemma(views[i], gold.tag, gold.fine_tag, capital);
      lemma_gold += found == gold.lemma;
      lemma += lemmatiser.lemma(views[i], tags[i].tag, tags[i].fine_tag, capital) == gold.lemma;
      if (found != gold.lemma)
        ++lemma_faults[std::string(views[i]) + " " + gold.fine_tag + ": " + gold.lemma + ", found " + found];
    }
  }
  std::printf("words %zu  UPOS %.2f  XPOS %.2f  both %.2f  lemma with gold tags %.2f  lemma %.2f\n", words,
              percent(tag, words), percent(fine, words), percent(both, words), percent(lemma_gold, words),
              percent(lemma, words));
  if (!details) return;
  for (const auto* table : {&confusions, &lemma_faults}) {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [what, count] : *table) order.emplace_back(count, what);
    std::sort(order.rbegin(), order.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 45); ++i)
      std::printf("  %5zu %s\n", order[i].first, order[i].second.c_str());
  }
}

struct Counts {
  std::size_t right = 0, gold = 0, found = 0;
  double f1() const {
    return gold + found == 0 ? 0 : 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};

template <class Record>
Counts compare(const std::vector<Record>& gold, const std::vector<Record>& found) {
  Counts counts{0, gold.size(), found.size()};
  std::size_t at = 0;
  for (const Record& record : gold) {
    while (at < found.size() && found[at].span.begin < record.span.begin) ++at;
    if (at < found.size() && found[at].span == record.span) ++counts.right;
  }
  return counts;
}

void show_differences(const Treebank& bank, const Analysis& found) {
  std::size_t at = 0;
  std::map<std::string, std::size_t> faults;
  const auto& gold = bank.analysis.words;
  for (std::size_t i = 0; i < gold.size();) {
    while (at < found.words.size() && found.words[at].span.begin < gold[i].span.begin) ++at;
    if (at < found.words.size() && found.words[at].span == gold[i].span) {
      ++i;
      ++at;
      continue;
    }
    // Both sides from here until they meet again.
    std::string wanted, got;
    std::uint32_t end = 0;
    std::size_t back = at;
    while (back > 0 && found.words[back - 1].span.end > gold[i].span.begin) --back;
    at = back;
    for (int steps = 0; steps < 12; ++steps) {
      if (i < gold.size() && gold[i].span.end.value > end &&
          (at >= found.words.size() || gold[i].span.end <= found.words[at].span.end ||
           found.words[at].span.end.value <= end)) {
        end = gold[i].span.end.value;
        wanted += "|" + std::string(text_of(bank.article, gold[i++].span));
      } else if (at < found.words.size()) {
        end = std::max(end, found.words[at].span.end.value);
        got += "|" + std::string(text_of(bank.article, found.words[at++].span));
      }
      if (i > 0 && at > 0 && gold[i - 1].span.end == found.words[at - 1].span.end) break;
    }
    ++faults[wanted + "   found " + got];
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [what, count] : faults) order.emplace_back(count, what);
  std::sort(order.rbegin(), order.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 120); ++i)
    std::printf("  %5zu %s\n", order[i].first, order[i].second.c_str());
  std::size_t printed = 0;
  std::size_t g = 0;
  const auto context = [&](std::uint32_t end) {
    const std::uint32_t from = end > 50 ? end - 50 : 0;
    std::string text(bank.article.text.substr(from, end - from));
    text += " ## ";
    text += bank.article.text.substr(end, 40);
    std::replace(text.begin(), text.end(), '\n', '~');
    return text;
  };
  std::vector<std::uint32_t> gold_ends, found_ends;
  for (const Sentence& sentence : bank.analysis.sentences) gold_ends.push_back(sentence.span.end.value);
  for (const Sentence& sentence : found.sentences) found_ends.push_back(sentence.span.end.value);
  for (std::uint32_t end : found_ends) {
    while (g < gold_ends.size() && gold_ends[g] < end) {
      if (!std::binary_search(found_ends.begin(), found_ends.end(), gold_ends[g]) && printed++ < 400)
        std::printf("missed  %s\n", context(gold_ends[g]).c_str());
      ++g;
    }
    if (!std::binary_search(gold_ends.begin(), gold_ends.end(), end) && printed++ < 400)
      std::printf("wrong   %s\n", context(end).c_str());
  }
}

int run(int count, char** arguments) {
  const bool details = count > 1 && std::string_view(arguments[1]) == "--details";
  if (details) {
    ++arguments;
    --count;
  }
  if (count < 4) {
    std::fprintf(stderr, "train_tagger [--details] train|score|raw|unreadable|speed MODEL FILE.conllu...\n");
    return 2;
  }
  const std::string verb = arguments[1];
  auto banks = read_banks(count - 3, arguments + 3);
  if (!banks) return fail(banks.error());
  if (verb == "train") {
    Trainer trainer(*banks, {});
    const std::string bytes = trainer.train();
    if (auto written = base::write_file(arguments[2], bytes); !written) return fail(written.error());
    std::fprintf(stderr, "%zu bytes\n", bytes.size());
    return 0;
  }
  auto bytes = base::read_file(arguments[2]);
  if (!bytes) return fail(bytes.error());
  auto tagger = Tagger::load(arguments[2], *bytes);
  if (!tagger) return fail(tagger.error());
  const base::Knowledge knowledge;
  auto lemmatiser = Lemmatiser::make(knowledge);
  if (!lemmatiser) return fail(lemmatiser.error());
  if (verb == "score") {
    for (const Treebank& bank : *banks) score_tags(bank, *tagger, *lemmatiser, details);
    return 0;
  }
  auto language = Language::make(knowledge);
  if (!language) return fail(language.error());
  for (const Treebank& bank : *banks) {
    Analysis found;
    if (verb == "raw") {
      language->split(bank.article, found);
      const Counts words = compare(bank.analysis.words, found.words);
      const Counts sentences = compare(bank.analysis.sentences, found.sentences);
      std::printf("words F1 %.2f (gold %zu, found %zu)  sentences F1 %.2f (gold %zu, found %zu)\n",
                  words.f1(), words.gold, words.found, sentences.f1(), sentences.gold, sentences.found);
      if (details) show_differences(bank, found);
    } else if (verb == "unreadable") {
      Analysis judged = bank.analysis;
      language->tag(bank.article, judged);
      language->judge(bank.article, judged);
      std::size_t unreadable = 0;
      for (const Note& note : judged.notes) {
        ++unreadable;
        if (details)
          std::printf("  %s: %s\n", note.message.c_str(),
                      std::string(text_of(bank.article, note.span)).c_str());
      }
      std::printf("unreadable %zu of %zu sentences (%.2f %%)\n", unreadable, judged.sentences.size(),
                  percent(unreadable, judged.sentences.size()));
    } else if (verb == "speed") {
      using Clock = std::chrono::steady_clock;
      const auto seconds = [](Clock::duration time) { return std::chrono::duration<double>(time).count(); };
      const auto start = Clock::now();
      for (int i = 0; i < 10; ++i) language->split(bank.article, found);
      const auto middle = Clock::now();
      for (int i = 0; i < 10; ++i) language->tag(bank.article, found);
      const auto end = Clock::now();
      const double words = 10.0 * static_cast<double>(found.words.size());
      std::printf("split %.0f words/s, tag and lemma %.0f words/s\n", words / seconds(middle - start),
                  words / seconds(end - middle));
    }
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  return run(count, arguments);
}
