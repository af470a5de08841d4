// SPDX-License-Identifier: Apache-2.0
// Networks of random numbers against a slow reference that is written after docs/model-file.md, in doubles
// and without any batch; every kernel against every other; files that must be refused.
#include "language/network/network.h"

#include "base/ascii.h"
#include "language/network/arborescence.h"
#include "language/network/random_model.h"
#include "learn/feature_hash.h"
#include "learn/kernel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace raven::language {
namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

/// For words of ASCII letters, figures and marks only.
class Reference {
 public:
  explicit Reference(const RandomModel& model) : model_(model) {}

  struct Answer {
    std::vector<std::size_t> tags, fine_tags, features, relations, names;
    Rows arcs, name_scores;  ///< [word][place], [word][label]
  };

  Answer read(const std::vector<std::string>& words, const std::vector<std::uint32_t>& heads) const {
    Rows x = embedded(words);
    const RandomShape& shape = model_.shape;
    for (std::uint32_t i = 0; i < shape.convolutions; ++i) convolve(x, std::to_string(i));
    for (std::uint32_t i = 0; i < shape.recurrent_layers; ++i) recur(x, std::to_string(i));
    Answer answer;
    const Rows tags = linear("upos", x), fine_tags = linear("xpos", x), features = linear("feats", x);
    const Rows names = linear("names", x);
    Rows dependents = rectified(linear("arc_d", x));
    const Rows arc_heads = rectified(linear("arc_h", x));
    dependents = linear("arc_u", dependents);
    const Rows label_dependents = rectified(linear("lab_d", x)), label_heads = rectified(linear("lab_h", x));
    for (std::size_t i = 1; i <= words.size(); ++i) {
      answer.tags.push_back(greatest(tags[i]));
      answer.fine_tags.push_back(greatest(fine_tags[i]));
      answer.features.push_back(greatest(features[i]));
      answer.name_scores.push_back(names[i]);
      Row arcs;
      for (std::size_t j = 0; j <= words.size(); ++j) {
        double score = 0;
        for (std::size_t k = 0; k < arc_heads[j].size(); ++k) score += dependents[i][k] * arc_heads[j][k];
        arcs.push_back(i == j ? -1e9 : score);
      }
      answer.arcs.push_back(arcs);
      Row pair = label_dependents[i];
      const Row& head = label_heads[heads[i - 1]];
      pair.insert(pair.end(), head.begin(), head.end());
      for (std::size_t k = 0; k < head.size(); ++k) pair.push_back(label_dependents[i][k] * head[k]);
      Row relations = linear("lab_out", {pair})[0];
      relations[0] = heads[i - 1] == 0 ? 1e9 : -1e9;  // "root"
      answer.relations.push_back(greatest(relations));
    }
    return answer;
  }

 private:
  static std::size_t greatest(const Row& row) {
    return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
  }

  Row floats(const std::string& name) const {
    const std::string& bytes = model_.sections.at(name);
    Row values;
    for (std::size_t at = 0; at < bytes.size(); at += 4)
      values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(learn::number_at(bytes, at, 4))));
    return values;
  }

  Rows linear(const std::string& name, const Rows& rows) const {
    const std::string& weights = model_.sections.at(name + ".w");
    const Row scales = floats(name + ".s");
    const Row biases = model_.sections.count(name + ".b") ? floats(name + ".b") : Row(scales.size(), 0.0);
    Rows out;
    for (const Row& row : rows) {
      double most = 0;
      for (const double value : row) most = std::max(most, std::fabs(value));
      const double scale = most / 127;
      Row result;
      for (std::size_t output = 0; output < scales.size(); ++output) {
        double sum = 0;
        for (std::size_t i = 0; i < row.size() && scale > 0; ++i)
          sum += std::nearbyint(row[i] / scale) *
                 static_cast<double>(static_cast<std::int8_t>(weights[output * row.size() + i]));
        result.push_back(sum * scale * scales[output] + biases[output]);
      }
      out.push_back(result);
    }
    return out;
  }

  static Rows rectified(Rows rows) {
    for (Row& row : rows)
      for (double& value : row) value = std::max(value, 0.0);
    return rows;
  }

  void normalise(Rows& rows, const std::string& name) const {
    const Row gain = floats(name + ".g"), bias = floats(name + ".b");
    for (Row& row : rows) {
      double mean = 0, variance = 0;
      for (const double value : row) mean += value / static_cast<double>(row.size());
      for (const double value : row)
        variance += (value - mean) * (value - mean) / static_cast<double>(row.size());
      for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = (row[i] - mean) / std::sqrt(variance + 1e-5) * gain[i] + bias[i];
    }
  }

  std::size_t row_number(std::uint32_t number, std::string_view part) const {
    return learn::feature(number, learn::hash_part(part)) & (model_.shape.table_rows - 1);
  }

  std::uint32_t classes(const std::string& word) const {
    const auto it = model_.sections.find("gazetteer.keys");
    const std::uint64_t key = learn::hash_part(base::lowered(word));
    for (std::size_t at = 0; at < it->second.size(); at += 8)
      if (learn::number_at(it->second, at, 8) == key)
        return static_cast<std::uint32_t>(learn::number_at(model_.sections.at("gazetteer.masks"), at / 4, 2));
    return 0;
  }

  Rows embedded(const std::vector<std::string>& words) const {
    const std::uint32_t width = model_.shape.width;
    const std::string& table = model_.sections.at("table");
    const double scale = floats("table.scale")[0];
    Rows x;
    const auto add_row = [&](Row& row, std::size_t number) {
      for (std::uint32_t k = 0; k < width; ++k)
        row[k] += scale * static_cast<double>(static_cast<std::int8_t>(table[number * width + k]));
    };
    x.emplace_back(width, 0.0);
    add_row(x[0], row_number(30, "root"));
    double letters = 0, capitals = 0, begun = 0, begun_capital = 0;
    for (const std::string& word : words) {
      for (const char c : word) {
        letters += base::is_letter(c);
        capitals += base::is_upper(c);
      }
      begun += word.size() >= 4 && base::is_letter(word[0]);
      begun_capital += word.size() >= 4 && base::is_upper(word[0]);
    }
    const bool caps = letters >= 4 && capitals >= 0.8 * letters - 1e-9;
    for (std::size_t i = 0; i < words.size(); ++i) {
      Row row(width, 0.0);
      const std::string& word = words[i];
      std::string norm = base::lowered(word), shape;
      for (char& c : norm)
        if (base::is_digit(c)) c = '0';
      for (const char c : word) {
        const char mark = base::is_upper(c) ? 'X' : base::is_lower(c) ? 'x' : base::is_digit(c) ? '0' : c;
        if (shape.size() < 2 || shape[shape.size() - 1] != mark || shape[shape.size() - 2] != mark)
          shape += mark;
      }
      add_row(row, row_number(1, norm));
      add_row(row, row_number(2, norm));
      add_row(row, row_number(3, word));
      for (std::size_t length = 1; length <= 3; ++length)
        if (norm.size() > length)
          add_row(row, row_number(static_cast<std::uint32_t>(3 + length), norm.substr(0, length)));
      for (std::size_t length = 2; length <= 4; ++length)
        if (norm.size() > length)
          add_row(row, row_number(static_cast<std::uint32_t>(5 + length), norm.substr(norm.size() - length)));
      if (norm.size() > 1) add_row(row, row_number(10, norm.substr(norm.size() - 1)));
      add_row(row, row_number(11, shape));
      if (i == 0) add_row(row, row_number(12, "first"));
      if (caps) add_row(row, row_number(12, "caps"));
      if (capitals == 0 && words.size() >= 3) add_row(row, row_number(12, "low"));
      if (!caps && words.size() >= 4 && begun > 0 && begun_capital >= 0.7 * begun - 1e-9)
        add_row(row, row_number(12, "title"));
      for (std::uint32_t bit = 0; bit < 16; ++bit) {
        const auto bit_row = [&](std::uint32_t from) {
          return learn::feature(from + bit) & (model_.shape.table_rows - 1);
        };
        if (classes(word) >> bit & 1) add_row(row, bit_row(40));
        if (i + 1 < words.size() && classes(words[i + 1]) >> bit & 1) add_row(row, bit_row(60));
        if (i > 0 && classes(words[i - 1]) >> bit & 1) add_row(row, bit_row(80));
      }
      add_vector(row, word);
      x.push_back(row);
    }
    normalise(x, "ln_in");
    return x;
  }

  void add_vector(Row& row, const std::string& word) const {
    const std::uint32_t width = model_.shape.vector_width;
    if (width == 0) return;
    const std::string& keys = model_.sections.at("vectors.keys");
    const std::uint64_t key = learn::hash_part(base::lowered(word));
    for (std::size_t at = 0; at < keys.size(); at += 8) {
      if (learn::number_at(keys, at, 8) != key) continue;
      Row vector;
      for (std::uint32_t k = 0; k < width; ++k)
        vector.push_back(floats("vectors.scale")[0] *
                         static_cast<double>(static_cast<std::int8_t>(
                             model_.sections.at("vectors.rows")[at / 8 * width + k])));
      const Row added = linear("vec", {vector})[0];
      for (std::size_t k = 0; k < row.size(); ++k) row[k] += added[k];
    }
  }

  void convolve(Rows& x, const std::string& number) const {
    Rows windows;
    const Row nothing(x[0].size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) {
      Row window = i == 0 ? nothing : x[i - 1];
      window.insert(window.end(), x[i].begin(), x[i].end());
      const Row& next = i + 1 == x.size() ? nothing : x[i + 1];
      window.insert(window.end(), next.begin(), next.end());
      windows.push_back(window);
    }
    const Rows added = rectified(linear("conv" + number, windows));
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t k = 0; k < x[i].size(); ++k) x[i][k] += added[i][k];
    normalise(x, "ln_c" + number);
  }

  void recur(Rows& x, const std::string& number) const {
    const std::size_t half = x[0].size() / 2;
    Rows out(x.size(), Row(x[0].size(), 0.0));
    const auto sigmoid = [](double value) { return 1 / (1 + std::exp(-value)); };
    for (const bool back : {false, true}) {
      const std::string name = "rnn" + number + (back ? "b" : "f");
      const Rows gates = linear(name, x);
      const Row forget = floats(name + ".vf"), reset = floats(name + ".vr");
      Row state(half, 0.0);
      for (std::size_t step = 0; step < x.size(); ++step) {
        const std::size_t at = back ? x.size() - 1 - step : step;
        for (std::size_t k = 0; k < half; ++k) {
          const double f = sigmoid(gates[at][half + k] + forget[k] * state[k]);
          const double r = sigmoid(gates[at][2 * half + k] + reset[k] * state[k]);
          state[k] = f * state[k] + (1 - f) * gates[at][k];
          out[at][k + (back ? half : 0)] = r * state[k] + (1 - r) * gates[at][3 * half + k];
        }
      }
    }
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t k = 0; k < x[i].size(); ++k) x[i][k] += out[i][k];
    normalise(x, "ln_r" + number);
  }

  const RandomModel& model_;
};

const std::vector<std::vector<std::string>>& sentences() {
  static const std::vector<std::vector<std::string>> all = {
      {"Yes"},
      {"The", "president", "of", "Belarus", "opened", "talks", "on", "12", "May", "in", "Minsk", "."},
      {"POLICE", "ARREST", "DOZENS", "AT", "RALLY"},
      {"Talks", "Resume", "After", "Border", "Clash"},
      {"no", "deal", "yet"},
      {"It",  "was", "the", "3,000th", "U.S.-made", "truck", ";",  "e-mails", "of",   "the", "president",
       "say", "so",  ",",   "and",     "a",         "b",     "cc", "ddd",     "1999", "!"},
  };
  return all;
}

struct Given {
  std::deque<std::string> forms;  // what the words view into
  std::vector<std::string_view> words;
  std::vector<std::uint32_t> ends;
};

Given given(const std::vector<std::vector<std::string>>& pieces) {
  Given all;
  for (const auto& piece : pieces) {
    for (const std::string& form : piece) all.words.emplace_back(all.forms.emplace_back(form));
    all.ends.push_back(static_cast<std::uint32_t>(all.words.size()));
  }
  return all;
}

std::vector<learn::Kernel> kernels() {
  std::vector<learn::Kernel> found;
  for (const learn::Kernel kernel : {learn::Kernel::Plain, learn::Kernel::Avx2, learn::Kernel::Avx512})
    if (learn::can_run(kernel)) found.push_back(kernel);
  return found;
}

NetworkReading read(const Network& network, const Given& all) {
  NetworkScratch scratch;
  NetworkReading reading;
  network.read(all.words, all.ends, scratch, reading);
  return reading;
}

bool same(const NetworkReading& a, const NetworkReading& b) {
  const auto same_word = [](const WordReading& x, const WordReading& y) {
    return x.tag == y.tag && x.fine_tag == y.fine_tag && x.features == y.features &&
           x.relation == y.relation && x.head == y.head &&
           std::bit_cast<std::uint32_t>(x.head_sure) == std::bit_cast<std::uint32_t>(y.head_sure);
  };
  const auto same_name = [](const NameSpan& x, const NameSpan& y) {
    return x.first == y.first && x.last == y.last && x.type == y.type &&
           std::bit_cast<std::uint64_t>(x.sure) == std::bit_cast<std::uint64_t>(y.sure);
  };
  return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), same_word) &&
         std::equal(a.names.begin(), a.names.end(), b.names.begin(), b.names.end(), same_name);
}

/// Rounding decides a little otherwise in floats than in doubles, and a value that falls to the other side
/// of a half moves what follows: nearly all answers are the same, not all.
TEST(Network, SaysWhatTheReferenceSays) {
  std::size_t words = 0, tags = 0, fine_tags = 0, features = 0, relations = 0, arcs = 0;
  for (const RandomShape& shape :
       {RandomShape{},
        RandomShape{.width = 64, .convolutions = 2, .recurrent_layers = 2, .features = 70, .seed = 5},
        RandomShape{.width = 96, .vector_width = 0, .convolutions = 0, .arc_width = 48, .seed = 9},
        RandomShape{
            .width = 128, .vector_width = 64, .recurrent_layers = 3, .label_width = 64, .seed = 11}}) {
    const RandomModel model = make_random_model(shape);
    const std::string bytes = model.file();
    const Result<Network> network = Network::load("random", bytes);
    ASSERT_TRUE(network) << describe(network.error());
    const Reference reference(model);
    const Given all = given(sentences());
    const NetworkReading reading = read(*network, all);
    std::uint32_t begin = 0;
    for (std::size_t s = 0; s < sentences().size(); ++s) {
      const auto& sentence = sentences()[s];
      std::vector<std::uint32_t> heads;
      for (std::uint32_t i = begin; i < all.ends[s]; ++i) heads.push_back(reading.words[i].head);
      ASSERT_TRUE(is_tree(heads));
      const Reference::Answer answer = reference.read(sentence, heads);
      double best = 0, found = 0;
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        const WordReading& word = reading.words[begin + i];
        ++words;
        tags += word.tag == answer.tags[i];
        fine_tags += word.fine_tag == answer.fine_tags[i];
        features += word.features == answer.features[i];
        relations += word.relation == answer.relations[i];
        const Row& row = answer.arcs[i];
        found += row[word.head];
        best += *std::max_element(row.begin(), row.end());
        // The share of the head, from the reference's scores.
        double sum = 0;
        for (const double score : row) sum += std::exp((score - row[word.head]) / 2.5);
        arcs += std::fabs(1 / sum - static_cast<double>(word.head_sure)) < 0.05;
      }
      EXPECT_LE(found, best + 1e-6);
      begin = all.ends[s];
    }
  }
  EXPECT_GE(tags * 100, words * 97);
  EXPECT_GE(fine_tags * 100, words * 97);
  EXPECT_GE(features * 100, words * 97);
  EXPECT_GE(relations * 100, words * 95);
  EXPECT_GE(arcs * 100, words * 90);
}

TEST(Network, EveryKernelGivesTheSameBits) {
  ASSERT_EQ(kernels().front(), learn::Kernel::Plain);
  for (const RandomShape& shape :
       {RandomShape{.seed = 3, .transitions = true},
        RandomShape{.width = 160, .convolutions = 2, .recurrent_layers = 2, .features = 290, .seed = 4}}) {
    const std::string bytes = make_random_model(shape).file();
    const Given all = given(sentences());
    const NetworkReading plain = read(*Network::load("m", bytes, learn::Kernel::Plain), all);
    for (const learn::Kernel kernel : kernels())
      EXPECT_TRUE(same(plain, read(*Network::load("m", bytes, kernel), all))) << static_cast<int>(kernel);
  }
}

TEST(Network, SentencesDoNotTouchEachOther) {
  const std::string bytes = make_random_model({.width = 64, .recurrent_layers = 2, .seed = 12}).file();
  const Result<Network> network = Network::load("m", bytes);
  ASSERT_TRUE(network);
  std::vector<std::vector<std::string>> many;
  for (int i = 0; i < 40; ++i) many.push_back(sentences()[static_cast<std::size_t>(i * 7 % 6)]);
  const NetworkReading together = read(*network, given(many));
  NetworkReading apart;
  NetworkScratch scratch;
  for (const auto& sentence : many) {
    NetworkReading one;
    const Given alone = given({sentence});
    network->read(alone.words, alone.ends, scratch, one);
    for (NameSpan name : one.names) {
      name.first += static_cast<std::uint32_t>(apart.words.size());
      name.last += static_cast<std::uint32_t>(apart.words.size());
      apart.names.push_back(name);
    }
    apart.words.insert(apart.words.end(), one.words.begin(), one.words.end());
  }
  EXPECT_TRUE(same(together, apart));
}

TEST(Network, ReadsTheLongestPiece) {
  const std::string bytes = make_random_model({.seed = 2}).file();
  const Result<Network> network = Network::load("m", bytes);
  ASSERT_TRUE(network);
  std::vector<std::string> piece;
  for (std::uint32_t i = 0; i < Network::kLongestPiece; ++i)
    piece.push_back("w" + std::to_string(i * i % 97));
  const NetworkReading reading = read(*network, given({piece, {"End", "."}}));
  std::vector<std::uint32_t> heads;
  for (std::uint32_t i = 0; i < Network::kLongestPiece; ++i) heads.push_back(reading.words[i].head);
  EXPECT_TRUE(is_tree(heads));
  for (const WordReading& word : reading.words) {
    EXPECT_GE(word.head_sure, 0.0F);
    EXPECT_LE(word.head_sure, 1.0F);
  }
}

TEST(Network, NeedsNoMoreMemoryThanBefore) {
  const std::string bytes = make_random_model({.seed = 2}).file();
  const Result<Network> network = Network::load("m", bytes);
  ASSERT_TRUE(network);
  NetworkScratch scratch;
  NetworkReading reading;
  const Given all = given(sentences());
  for (int i = 0; i < 3; ++i) network->read(all.words, all.ends, scratch, reading);
  const std::size_t before = scratch.size();
  for (int i = 0; i < 20; ++i) network->read(all.words, all.ends, scratch, reading);
  EXPECT_EQ(scratch.size(), before);
}

TEST(Network, ReadsOddForms) {
  const std::string bytes = make_random_model({.seed = 2}).file();
  const Result<Network> network = Network::load("m", bytes);
  ASSERT_TRUE(network);
  const std::string huge(100000, 'a');
  const std::vector<std::vector<std::string>> odd = {
      {"\xFF\xFE", "\xE2\x80\x99s", "", "\xC4\xB0stanbul", huge, "\xE2\x80\xA6"}};
  const NetworkReading reading = read(*network, given(odd));
  EXPECT_EQ(reading.words.size(), 6u);
  // A curly clitic is read as a straight one.
  const NetworkReading curly = read(*network, given({{"Minsk", "\xE2\x80\x99s", "talks"}}));
  const NetworkReading straight = read(*network, given({{"Minsk", "'s", "talks"}}));
  EXPECT_TRUE(same(curly, straight));
}

TEST(Network, RefusesWhatDoesNotFit) {
  const RandomModel model = make_random_model({.seed = 2, .transitions = true});
  const auto refusal = [&](const std::function<void(RandomModel&)>& change) {
    RandomModel changed = model;
    change(changed);
    const std::string bytes = changed.file();
    const Result<Network> network = Network::load("m", bytes);
    if (network) return std::string("loaded");
    EXPECT_EQ(network.error().code, ErrorCode::BadKnowledge);
    return describe(network.error());
  };
  EXPECT_EQ(refusal([](RandomModel&) {}), "loaded");
  EXPECT_EQ(refusal([](RandomModel& m) { m.sections["config"] = ""; }), "m: does not say its width");
  const auto with_config = [&](const std::string& from, const std::string& to) {
    return refusal([&](RandomModel& m) {
      std::string& config = m.sections["config"];
      config.replace(config.find(from), from.size(), to);
    });
  };
  EXPECT_EQ(with_config("width 32", "width 33"), "m: has a width that cannot be: 33");
  EXPECT_EQ(with_config("width 32", "width 4096"), "m: has a width that cannot be: 4096");
  EXPECT_EQ(with_config("table_rows 256", "table_rows 255"), "m: has a table whose rows are no power of two");
  EXPECT_EQ(with_config("table_rows 256", "table_rows 512"),
            "m: should have 512 rows of 32 bytes in section table and has 8192 bytes");
  EXPECT_EQ(with_config("arc_temperature 2.5", "arc_temperature 0"),
            "m: has a arc_temperature that cannot be: 0");
  // Without one of its sections it is no model; these two it can do without.
  for (const auto& section : model.sections) {
    const std::string& name = section.first;
    const std::string said = refusal([&](RandomModel& m) { m.sections.erase(name); });
    if (name == "names.trans" || name == "gazetteer.keys" || name.ends_with(".b")) continue;
    EXPECT_NE(said, "loaded") << name;
  }
  // Nor with one of them too long.
  for (const auto& section : model.sections) {
    const std::string& name = section.first;
    if (name == "config" || name.starts_with("labels")) continue;
    EXPECT_NE(refusal([&](RandomModel& m) { m.sections[name] += "more"; }), "loaded") << name;
  }
  // One label more than the head has.
  for (const char* name : {"labels.upos", "labels.xpos", "labels.feats", "labels.deprel", "labels.names"})
    EXPECT_NE(refusal([&](RandomModel& m) { m.sections[name] += "B-NORP\n"; }), "loaded") << name;
  EXPECT_EQ(refusal([](RandomModel& m) { m.sections["labels.upos"].replace(0, 4, "NAUN"); }),
            "m: has a universal tag that is none: NAUN");
  EXPECT_EQ(refusal([](RandomModel& m) { m.sections["labels.deprel"].replace(0, 4, "rout"); }),
            "m: has no relation root");
  EXPECT_EQ(refusal([](RandomModel& m) { m.sections["labels.names"].replace(0, 1, "U"); }),
            "m: has labels of names that are not O, B- and I-");
  EXPECT_EQ(refusal([](RandomModel& m) { m.sections["upos.w"][7] = '\x80'; }),
            "m: has a weight of -128 in section upos.w");
  const auto with_number = [&](const std::string& name, float value) {
    return refusal([&](RandomModel& m) {
      std::string bytes;
      learn::append_number(bytes, std::bit_cast<std::uint32_t>(value), 4);
      m.sections[name].replace(4 * (m.sections[name].size() / 8), 4, bytes);
    });
  };
  EXPECT_EQ(with_number("ln_in.g", std::nanf("")), "m: has a number out of range in section ln_in.g");
  EXPECT_EQ(with_number("table.scale", INFINITY), "m: has a number out of range in section table.scale");
  EXPECT_EQ(with_number("rnn0f.vf", 1e9F), "m: has a number out of range in section rnn0f.vf");
  EXPECT_EQ(refusal([](RandomModel& m) {
              std::string& keys = m.sections["vectors.keys"];
              std::rotate(keys.begin(), keys.begin() + 8, keys.end());
            }),
            "m: has keys out of order in section vectors.keys");
}

TEST(Network, StaysFiniteWithTheGreatestNumbers) {
  RandomModel model = make_random_model({.width = 320,
                                         .vector_width = 256,
                                         .recurrent_layers = 2,
                                         .arc_width = 512,
                                         .label_width = 256,
                                         .seed = 2});
  for (auto& [name, bytes] : model.sections) {
    if (name.ends_with(".w") || name == "table") bytes.assign(bytes.size(), '\x7F');
    const bool numbers = name.ends_with(".s") || name.ends_with(".g") || name.ends_with(".b") ||
                         name.ends_with(".vf") || name.ends_with(".vr") || name.ends_with(".scale");
    if (!numbers) continue;
    const std::size_t count = bytes.size() / 4;
    bytes.clear();
    for (std::size_t i = 0; i < count; ++i)
      learn::append_number(bytes, std::bit_cast<std::uint32_t>(i % 3 == 0 ? -1000.0F : 1000.0F), 4);
  }
  const std::string bytes = model.file();
  const Given all = given(sentences());
  const NetworkReading plain = read(*Network::load("m", bytes, learn::Kernel::Plain), all);
  for (const WordReading& word : plain.words) EXPECT_FALSE(std::isnan(word.head_sure));
  for (const learn::Kernel kernel : kernels())
    EXPECT_TRUE(same(plain, read(*Network::load("m", bytes, kernel), all)));
}

// ------------------------------------------------------------------------------------------------ trees

double score_of(const std::vector<float>& scores, std::size_t words,
                const std::vector<std::uint32_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < words; ++i) sum += static_cast<double>(scores[i * (words + 1) + heads[i]]);
  return sum;
}

TEST(Arborescence, KnowsTrees) {
  using Heads = std::vector<std::uint32_t>;
  EXPECT_TRUE(is_tree(Heads{0}));
  EXPECT_TRUE(is_tree(Heads{2, 0, 2}));
  EXPECT_FALSE(is_tree(Heads{0, 0}));
  EXPECT_FALSE(is_tree(Heads{2, 1}));
  EXPECT_FALSE(is_tree(Heads{0, 3, 2}));
  EXPECT_FALSE(is_tree(Heads{0, 2}));
}

TEST(Arborescence, FindsTheBestOfAllTrees) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t words = 1 + round % 5;
    std::vector<float> scores(words * (words + 1));
    // Few values: many ties, many cycles.
    const int reach = round % 2 ? 5 : 1000;
    for (float& score : scores)
      score = static_cast<float>(static_cast<int>(random() % static_cast<unsigned>(reach)) - reach / 3);
    double best = -1e9;
    std::vector<std::uint32_t> heads(words, 0);
    const auto count = static_cast<std::size_t>(std::pow(words + 1, words));
    for (std::size_t number = 0; number < count; ++number) {
      std::size_t rest = number;
      for (std::uint32_t& head : heads) {
        head = static_cast<std::uint32_t>(rest % (words + 1));
        rest /= words + 1;
      }
      if (is_tree(heads)) best = std::max(best, score_of(scores, words, heads));
    }
    best_tree(scores.data(), words + 1, heads);
    ASSERT_TRUE(is_tree(heads)) << round;
    ASSERT_EQ(score_of(scores, words, heads), best) << round;
  }
}

TEST(Arborescence, LongSentencesTakeAMoment) {
  constexpr std::size_t kWords = 400;
  std::mt19937 random(3);
  std::vector<float> scores(kWords * (kWords + 1));
  for (std::size_t i = 0; i < kWords; ++i)
    for (std::size_t j = 0; j <= kWords; ++j)  // neighbours point at each other: cycles in cycles
      scores[i * (kWords + 1) + j] =
          static_cast<float>(random() % 100) / 50 -
          static_cast<float>(std::labs(static_cast<long>(i + 1) - static_cast<long>(j)));
  std::vector<std::uint32_t> heads(kWords);
  best_tree(scores.data(), kWords + 1, heads);
  EXPECT_TRUE(is_tree(heads));
}

// ------------------------------------------------------------------------------------------------ names

Result<NameDecoder> decoder_with(const std::vector<float>& transitions, std::string& bytes) {
  learn::ModelWriter writer(Network::kKind, 1);
  writer.add("labels.names", "O\nB-PER\nI-PER\nB-ORG\nI-ORG\n");
  std::string numbers;
  for (const float value : transitions) learn::append_number(numbers, std::bit_cast<std::uint32_t>(value), 4);
  if (!transitions.empty()) writer.add("names.trans", numbers);
  bytes = std::move(writer).finish();
  return NameDecoder::load(*learn::ModelFile::parse("m", bytes, Network::kKind, 1), 1);
}

TEST(NameDecoder, FindsTheBestLegalSequence) {
  std::mt19937 random(11);
  const std::vector<std::string> labels = {"O", "B-PER", "I-PER", "B-ORG", "I-ORG"};
  const auto legal = [&](std::size_t before, std::size_t label) {
    return labels[label][0] != 'I' || labels[before].substr(1) == labels[label].substr(1);
  };
  for (int round = 0; round < 600; ++round) {
    std::vector<float> transitions(round % 2 ? 25 : 0);
    for (float& value : transitions) value = static_cast<float>(random() % 100) / 25;
    std::string bytes;
    const Result<NameDecoder> decoder = decoder_with(transitions, bytes);
    ASSERT_TRUE(decoder);
    const std::uint32_t words = 1 + static_cast<std::uint32_t>(round) % 5;
    std::vector<float> scores(words * 16, 50.0F);  // what lies beyond the labels must not count
    for (std::uint32_t w = 0; w < words; ++w)
      for (std::size_t l = 0; l < 5; ++l) scores[w * 16 + l] = static_cast<float>(random() % 1000) / 100;
    double best = -1;
    std::vector<std::size_t> best_labels;
    for (std::size_t number = 0; number < static_cast<std::size_t>(std::pow(5, words)); ++number) {
      std::vector<std::size_t> sequence;
      std::size_t rest = number;
      bool possible = true;
      double sum = 0;
      for (std::uint32_t w = 0; w < words; ++w, rest /= 5) {
        sequence.push_back(rest % 5);
        possible = possible && legal(w == 0 ? 0 : sequence[w - 1], sequence[w]);
        sum += static_cast<double>(scores[w * 16 + sequence[w]]);
        if (w > 0 && !transitions.empty())
          sum += static_cast<double>(transitions[sequence[w - 1] * 5 + sequence[w]]);
      }
      if (possible && sum > best + 1e-4) {
        best = sum;
        best_labels = sequence;
      }
    }
    std::vector<std::string> expected;
    for (std::uint32_t w = 0; w < words; ++w) {
      const std::string& label = labels[best_labels[w]];
      if (label[0] == 'B') expected.push_back(label.substr(2) + ' ' + std::to_string(w));
      if (label[0] != 'O') expected.back() += '+';
    }
    NameScratch scratch;
    std::vector<NameSpan> names;
    decoder->decode(learn::kernel_functions(learn::best_kernel()), scores.data(), 16, words, scratch, names);
    std::vector<std::string> found;
    for (const NameSpan& name : names) {
      found.push_back(decoder->type(name.type) + ' ' + std::to_string(name.first) +
                      std::string(name.last - name.first, '+'));
      EXPECT_GT(name.sure, 0);
      EXPECT_LE(name.sure, 1);
    }
    ASSERT_EQ(found, expected) << round;
  }
}

}  // namespace
}  // namespace raven::language
