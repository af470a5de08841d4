// SPDX-License-Identifier: Apache-2.0
// Trains knowledge/reading/text_blocks.tsv: by what the blocks of a page are kept or dropped.
//
//   train_text_blocks FOLDER OUT.tsv     the same pages give the same table, bit for bit
//
// FOLDER holds html/NNNN.html and truth/NNNN.json, as tools/score_pages.py wants them. Only pages of the half
// `tune` (even CRC-32 of the file's name, as there) are learned from; totals are told for both halves, by
// five-fold cross-validation for the half that is learned from, beside the best that any choice of blocks
// could reach.
//
// A block is text if at least half of its runs of three words stand in the truth, each run of the truth used
// once; a block of one or two words is, if it stands in the truth between what its neighbours gave. The
// weights are those of a linear-chain conditional random field, trained by AdaGrad (Duchi et al., JMLR 12,
// 2011) on the likelihood with a margin that grows with the words of a block (Gimpel and Smith, NAACL 2010),
// since the measure counts words.
#include "base/ascii.h"
#include "base/calendar.h"
#include "base/file.h"
#include "base/knowledge.h"
#include "read/html/document.h"
#include "read/input/json_text.h"
#include "read/input/page_bytes.h"
#include "read/main_text/extract.h"
#include "read/page/language_guess.h"
#include "read/page/metadata.h"
#include "read/reading_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <zlib.h>

namespace {

using namespace raven;
using namespace raven::read;

/// Chosen by five-fold cross-validation on the half that is learned from, among 15 to 60 passes, rates of 0.1
/// and 0.15, decays of 0.005 to 0.3, margins of 1 to 6 and 8 to 20 pages for each part of a class name.
struct Settings {
  int epochs = 25;
  double rate = 0.1;
  double decay = 0.1;       // of the weights, after each pass
  double part_decay = 0.3;  // of those of class names
  double margin = 3.0;      // of a block that holds a tenth of the page's words
  int least_pages = 20;     // that bear a part of a class name
};

struct Example {
  std::string name;
  bool is_held = false;
  std::vector<std::vector<std::uint16_t>> features;
  std::vector<std::uint8_t> steps;
  std::vector<std::uint8_t> gold, fixed;  // fixed: dropped by a stated rule, whatever the weights say
  std::vector<std::uint8_t> inside, rules;
  std::vector<double> margin, good;
  std::vector<std::vector<std::uint64_t>> words;
  std::vector<std::uint64_t> truth;  // sorted
};

/// As tools/score_pages.py divides the pages.
bool is_held(const std::string& stem) {
  return crc32(0, reinterpret_cast<const Bytef*>(stem.data()), static_cast<uInt>(stem.size())) % 2 != 0;
}

bool is_word_byte(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte < 0x80) return base::is_alphanumeric(text[i]) || text[i] == '_';
  return true;
}

/// The words of a text as hashes, in order; marks of general punctuation and of Latin-1 part words.
std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    bool part = !is_word_byte(text, i);
    if (byte == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) <= 0x84) {
      part = true;
      i += 2;
    } else if (byte == 0xC2 && i + 1 < text.size()) {
      part = true;
      i += 1;
    } else if (byte == 0xE3 && i + 2 < text.size() && text[i + 1] == '\x80') {
      part = true;
      i += 2;
    }
    if (!part) {
      word = (word ^ static_cast<unsigned char>(base::to_lower(text[i]))) * 0x100000001B3ULL + 7;
    } else if (word != 0) {
      words.push_back(word);
      word = 0;
    }
  }
  if (word != 0) words.push_back(word);
  return words;
}

std::uint64_t triple(const std::vector<std::uint64_t>& words, std::size_t i) {
  return (words[i] * 31 + words[i + 1]) * 0x9E3779B97F4A7C15ULL + words[i + 2];
}

void label(Example& example, const std::vector<std::uint64_t>& truth) {
  const std::size_t count = example.words.size();
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> places;
  for (std::size_t i = truth.size(); i-- > 2;)
    places[triple(truth, i - 2)].push_back(static_cast<std::uint32_t>(i - 2));
  example.gold.assign(count, 0);
  std::vector<std::uint32_t> begin(count, 0), end(count, 0);
  for (const bool inside : {true, false}) {
    for (std::size_t b = 0; b < count; ++b) {
      const std::vector<std::uint64_t>& words = example.words[b];
      if ((example.inside[b] != 0) != inside || words.size() < 3) continue;
      std::vector<std::uint64_t> found;
      for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const auto place = places.find(triple(words, i));
        if (place == places.end() || place->second.empty()) continue;
        if (found.empty()) begin[b] = place->second.back();
        end[b] = place->second.back() + 3;
        found.push_back(place->first);
        place->second.pop_back();
      }
      if (found.size() * 2 >= words.size() - 2) {
        example.gold[b] = 1;
      } else {
        end[b] = 0;
      }
    }
  }
  // The short ones: between what the neighbours gave.
  std::vector<std::uint32_t> next(count + 1, static_cast<std::uint32_t>(truth.size()));
  for (std::size_t b = count; b-- > 0;) next[b] = example.gold[b] ? begin[b] : next[b + 1];
  std::uint32_t from = 0;
  for (std::size_t b = 0; b < count; ++b) {
    if (example.gold[b]) {
      from = std::max(from, end[b]);
      continue;
    }
    const std::vector<std::uint64_t>& words = example.words[b];
    if (words.empty() || words.size() > 2 || from >= next[b + 1]) continue;
    const std::size_t limit = std::min<std::size_t>(next[b + 1], from + 60);
    for (std::size_t i = from; i + words.size() <= limit; ++i)
      if (std::equal(words.begin(), words.end(), truth.begin() + static_cast<std::ptrdiff_t>(i))) {
        example.gold[b] = 1;
        from = static_cast<std::uint32_t>(i + words.size());
        break;
      }
  }
}

struct Score {
  double f1 = 0, precision = 0, recall = 0;
};
Score score_of(const Example& example, const std::vector<std::uint8_t>& kept) {
  std::vector<std::uint64_t> words;
  for (std::size_t b = 0; b < kept.size(); ++b)
    if (kept[b]) words.insert(words.end(), example.words[b].begin(), example.words[b].end());
  std::sort(words.begin(), words.end());
  if (words.empty() || example.truth.empty()) return {};
  std::vector<std::uint64_t> same;
  std::set_intersection(words.begin(), words.end(), example.truth.begin(), example.truth.end(),
                        std::back_inserter(same));
  Score score;
  score.precision = static_cast<double>(same.size()) / static_cast<double>(words.size());
  score.recall = static_cast<double>(same.size()) / static_cast<double>(example.truth.size());
  if (!same.empty()) score.f1 = 2 * score.precision * score.recall / (score.precision + score.recall);
  return score;
}

class Field {
 public:
  explicit Field(std::size_t features)
      : features_(features), weights_(features + kBlockSteps * 4, 0.0), squares_(weights_.size(), 0.0) {}

  void train(const std::vector<const Example*>& examples, const Settings& settings) {
    std::mt19937 random(7);
    std::vector<const Example*> order = examples;
    std::vector<double> sum(weights_.size(), 0.0);
    int summed = 0;
    for (int epoch = 0; epoch < settings.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const Example* example : order) learn(*example, settings);
      for (std::size_t i = 0; i < weights_.size(); ++i)
        weights_[i] *= 1 - (i >= feature_count() && i < features_ ? settings.part_decay : settings.decay);
      if (epoch * 2 >= settings.epochs) {
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weights_[i];
        ++summed;
      }
    }
    for (std::size_t i = 0; i < sum.size(); ++i) weights_[i] = sum[i] / summed;
  }

  /// As BlockModel::decide.
  std::vector<std::uint8_t> decide(const Example& example) const {
    std::vector<std::uint8_t> kept;
    double all = 0;
    for (const double bytes : example.good) all += bytes;
    kept = best_row(example);
    double got = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) got += kept[i] ? example.good[i] : 0;
    bool any = false;
    for (std::size_t i = 0; i < kept.size(); ++i) any = any || (kept[i] && !example.fixed[i]);
    if (!any || got < kGuardShare * all) kept = example.rules;
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = kept[i] && !example.fixed[i];
    return kept;
  }

  const std::vector<double>& weights() const { return weights_; }

 private:
  std::vector<std::uint8_t> best_row(const Example& example) const {
    const std::size_t count = example.features.size();
    std::vector<std::uint8_t> kept(count, 0);
    if (count == 0) return kept;
    std::vector<std::array<std::uint8_t, 2>> before(count);
    std::array<double, 2> best = {0, own(example, 0)};
    for (std::size_t i = 1; i < count; ++i) {
      std::array<double, 2> next{};
      for (std::size_t to = 0; to < 2; ++to) {
        const double a = best[0] + step(example, i, 0, to), b = best[1] + step(example, i, 1, to);
        before[i][to] = b > a;
        next[to] = std::max(a, b) + (to == 1 ? own(example, i) : 0);
      }
      best = next;
    }
    std::uint8_t decision = best[1] > best[0];
    for (std::size_t i = count; i-- > 0;) {
      kept[i] = decision && !example.fixed[i];
      decision = before[i][decision];
    }
    return kept;
  }

  double own(const Example& example, std::size_t i) const {
    double sum = 0;
    for (const std::uint16_t value : example.features[i]) sum += weights_[value];
    return sum;
  }
  std::size_t step_number(const Example& example, std::size_t i, std::size_t from, std::size_t to) const {
    return features_ + std::size_t{example.steps[i]} * 4 + from * 2 + to;
  }
  double step(const Example& example, std::size_t i, std::size_t from, std::size_t to) const {
    return weights_[step_number(example, i, from, to)];
  }
  static double add_logs(double a, double b) {
    const double high = std::max(a, b);
    return high + std::log1p(std::exp(std::min(a, b) - high));
  }
  void move(std::size_t number, double gradient, double rate) {
    squares_[number] += gradient * gradient;
    weights_[number] -= rate * gradient / std::sqrt(squares_[number] + 1e-6);
  }

  /// One step down the slope for one page: forward and backward sums, then expected less seen counts.
  void learn(const Example& example, const Settings& settings) {
    const std::size_t count = example.features.size();
    if (count == 0) return;
    std::vector<std::array<double, 2>> node(count), forward(count), backward(count);
    for (std::size_t i = 0; i < count; ++i) {
      const double margin = settings.margin * example.margin[i];
      node[i] = {example.gold[i] == 0 ? 0 : margin, own(example, i) + (example.gold[i] == 1 ? 0 : margin)};
    }
    forward[0] = node[0];
    for (std::size_t i = 1; i < count; ++i)
      for (std::size_t to = 0; to < 2; ++to)
        forward[i][to] = node[i][to] + add_logs(forward[i - 1][0] + step(example, i, 0, to),
                                                forward[i - 1][1] + step(example, i, 1, to));
    backward[count - 1] = {0, 0};
    for (std::size_t i = count - 1; i > 0; --i)
      for (std::size_t from = 0; from < 2; ++from)
        backward[i - 1][from] = add_logs(step(example, i, from, 0) + node[i][0] + backward[i][0],
                                         step(example, i, from, 1) + node[i][1] + backward[i][1]);
    const double all = add_logs(forward[count - 1][0], forward[count - 1][1]);
    std::unordered_map<std::size_t, double> gradient;
    for (std::size_t i = 0; i < count; ++i) {
      const double kept = std::exp(forward[i][1] + backward[i][1] - all);
      const double error = kept - example.gold[i];
      if (std::fabs(error) > 1e-9)
        for (const std::uint16_t value : example.features[i]) gradient[value] += error;
      if (i == 0) continue;
      for (std::size_t from = 0; from < 2; ++from)
        for (std::size_t to = 0; to < 2; ++to) {
          const double pair = std::exp(forward[i - 1][from] + step(example, i, from, to) + node[i][to] +
                                       backward[i][to] - all);
          const bool is_gold = example.gold[i - 1] == from && example.gold[i] == to;
          gradient[step_number(example, i, from, to)] += pair - (is_gold ? 1 : 0);
        }
    }
    // In the order of the numbers, so that the sums do not depend on the map.
    std::vector<std::pair<std::size_t, double>> rows(gradient.begin(), gradient.end());
    std::sort(rows.begin(), rows.end());
    const double scale = 1.0 / std::sqrt(static_cast<double>(count));
    for (const auto& [number, value] : rows) move(number, value * scale, settings.rate);
  }

  std::size_t features_;
  std::vector<double> weights_, squares_;
};

/// The parts of class names that stand on enough pages of the half that is learned from.
ClassParts choose_parts(const std::vector<std::filesystem::path>& pages, const ReadingTables& tables,
                        int least) {
  std::map<std::string, int> parts;
  for (const std::filesystem::path& path : pages) {
    const Result<std::string> bytes = base::read_file(path.string());
    if (!bytes) continue;
    const PageBytes page = decode_page(*bytes, "");
    const html::Document document = html::parse(page.utf8());
    const PageMeasure measure(document, tables);
    const DescribedPage described = describe_page(document, page, measure, tables, {}, {}, "");
    std::set<std::string> page_parts;
    for (const PageBlock& block : described.blocks.blocks) {
      if (!block.is_inside) continue;
      html::NodeId at = block.element;
      for (int up = 0; up < 5 && at != html::kNoNode && at != described.container;
           ++up, at = document.parent(at))
        for (const std::string_view name : {"class", "id"})
          if (const auto value = document.attribute(at, name))
            for_each_class_part(value->substr(0, 300),
                                [&](std::string_view part) { page_parts.emplace(part); });
    }
    for (const std::string& part : page_parts) ++parts[part];
  }
  ClassParts chosen;
  for (const auto& [part, count] : parts)
    if (count >= least) chosen.add(part);
  return chosen;
}

void tell(const char* name, const std::vector<Score>& scores) {
  Score mean;
  for (const Score& score : scores) {
    mean.f1 += score.f1;
    mean.precision += score.precision;
    mean.recall += score.recall;
  }
  const double count = static_cast<double>(std::max<std::size_t>(1, scores.size()));
  std::printf("%-28s F1 %.4f P %.4f R %.4f, %zu pages\n", name, mean.f1 / count, mean.precision / count,
              mean.recall / count, scores.size());
}

bool write_table(const std::string& path, const std::vector<double>& weights, const ClassParts& words) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  std::fprintf(file,
               "# How much each value of each feature speaks for a block being text (below 0: against it), "
               "and how much\n"
               "# each pair of decisions about neighbours is liked (0 both dropped, 1 text begins, 2 text "
               "ends, 3 both\n"
               "# kept). Made by tools/train_text_blocks.cpp; see README.md.\nfeature\tvalue\tweight\n");
  for (std::size_t kind = 0; kind < feature_kinds().size(); ++kind)
    for (std::size_t value = 0; value < feature_kinds()[kind].values; ++value)
      if (const double weight = weights[feature_offset(kind) + value]; std::fabs(weight) >= 0.005)
        std::fprintf(file, "%s\t%zu\t%.2f\n", std::string(feature_kinds()[kind].name).c_str(), value, weight);
  for (std::size_t step = 0; step < kBlockSteps; ++step)
    for (std::size_t value = 0; value < 4; ++value)
      std::fprintf(file, "%s\t%zu\t%.2f\n",
                   std::string(block_step_name(static_cast<BlockStep>(step))).c_str(), value,
                   weights[feature_count() + words.size() + step * 4 + value]);
  const std::map<std::string, std::uint16_t> sorted(words.numbers().begin(), words.numbers().end());
  for (const auto& [word, number] : sorted)
    if (std::fabs(weights[number]) >= 0.02)
      std::fprintf(file, "class:%s\t0\t%.2f\n", word.c_str(), weights[number]);
  return std::fclose(file) == 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "train_text_blocks FOLDER OUT.tsv\n");
    return 2;
  }
  const Settings settings;
  const std::filesystem::path folder = arguments[1];
  const base::Knowledge knowledge;
  const Result<ReadingTables> tables = ReadingTables::make(knowledge);
  if (!tables) {
    std::fprintf(stderr, "%s\n", describe(tables.error()).c_str());
    return 1;
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "truth"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::filesystem::path> tune_pages;
  for (const std::filesystem::path& file : files)
    if (!is_held(file.stem().string()))
      tune_pages.push_back(folder / "html" / (file.stem().string() + ".html"));
  const ClassParts words = choose_parts(tune_pages, *tables, settings.least_pages);
  std::printf("%zu parts of class names\n", words.size());
  std::vector<Example> examples;
  for (const std::filesystem::path& file : files) {
    const Result<std::string> truth_bytes = base::read_file(file.string());
    const std::string stem = file.stem().string();
    const Result<std::string> page_bytes = base::read_file((folder / "html" / (stem + ".html")).string());
    JsonText truth;
    if (!truth_bytes || !page_bytes || !truth.parse(*truth_bytes, JsonTolerance::Strict)) continue;
    const auto type = truth.text(
        truth.member(truth.member(truth.member(truth.root(), "_internal"), "page_type"), "primary"));
    if (type != "article") continue;
    const std::string text =
        truth.text(truth.member(truth.member(truth.root(), "ground_truth"), "main_content"));
    const PageBytes page = decode_page(*page_bytes, "");
    const html::Document document = html::parse(page.utf8());
    PageFacts facts = read_metadata(document, *tables, "", *base::make_day(2026, 11, 24));
    if (!facts.title.empty()) facts.titles.push_back(facts.title);
    const PageMeasure measure(document, *tables);
    const DescribedPage described = describe_page(document, page, measure, *tables, words,
                                                  {.titles = facts.titles,
                                                   .authors = facts.authors,
                                                   .description = facts.description,
                                                   .body = facts.body},
                                                  language_code(facts.language));
    Example example;
    example.name = stem;
    example.is_held = is_held(stem);
    for (std::size_t i = 0; i < described.blocks.blocks.size(); ++i) {
      const PageBlock& block = described.blocks.blocks[i];
      const std::span<const std::uint16_t> values = described.features.values_of(i);
      example.features.emplace_back(values.begin(), values.end());
      example.steps.push_back(static_cast<std::uint8_t>(described.features.step_to(i)));
      example.words.push_back(words_of(described.blocks.view(block)));
      example.inside.push_back(block.is_inside);
      example.good.push_back(described.features.cue(i).is_good && block.is_inside ? block.bytes : 0);
      example.rules.push_back(described.features.cue(i).is_kept_by_rules);
      example.fixed.push_back(described.features.cue(i).is_never_kept);
    }
    const std::vector<std::uint64_t> truth_words = words_of(text);
    label(example, truth_words);
    for (const std::vector<std::uint64_t>& block : example.words)
      example.margin.push_back(
          std::min(4.0, 10.0 * static_cast<double>(block.size()) /
                            static_cast<double>(std::max<std::size_t>(truth_words.size(), 30))));
    example.truth = truth_words;
    std::sort(example.truth.begin(), example.truth.end());
    examples.push_back(std::move(example));
  }

  std::vector<const Example*> tune, held;
  for (const Example& example : examples) (example.is_held ? held : tune).push_back(&example);
  for (const auto& [name, half] : {std::pair("tune", &tune), std::pair("held", &held)}) {
    const auto best = [&](const char* what, const auto& allowed) {
      std::vector<Score> scores;
      for (const Example* example : *half) {
        std::vector<std::uint8_t> kept = example->gold;
        for (std::size_t i = 0; i < kept.size(); ++i)
          if (!allowed(*example, i)) kept[i] = 0;
        scores.push_back(score_of(*example, kept));
      }
      tell((std::string(name) + ", " + what).c_str(), scores);
    };
    best("best of blocks", [](const Example&, std::size_t) { return true; });
    best("best less fixed", [](const Example& e, std::size_t i) { return e.fixed[i] == 0; });
    std::vector<Score> ruled;
    for (const Example* example : *half) ruled.push_back(score_of(*example, example->rules));
    tell((std::string(name) + ", stated rules").c_str(), ruled);
  }
  std::vector<Score> crossed;
  for (std::size_t fold = 0; fold < 5; ++fold) {
    std::vector<const Example*> rest;
    for (std::size_t i = 0; i < tune.size(); ++i)
      if (i % 5 != fold) rest.push_back(tune[i]);
    Field field(feature_count() + words.size());
    field.train(rest, settings);
    for (std::size_t i = fold; i < tune.size(); i += 5) {
      crossed.push_back(score_of(*tune[i], field.decide(*tune[i])));
    }
  }
  tell("tune, crossed", crossed);
  Field field(feature_count() + words.size());
  field.train(tune, settings);
  for (const auto& [name, half] : {std::pair("tune, learned", &tune), std::pair("held", &held)}) {
    std::vector<Score> scores;
    for (const Example* example : *half) scores.push_back(score_of(*example, field.decide(*example)));
    tell(name, scores);
  }
  return write_table(arguments[2], field.weights(), words) ? 0 : 1;
}
