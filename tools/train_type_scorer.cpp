// SPDX-License-Identifier: Apache-2.0
// Trains knowledge/models/events.model, and scores it.
//
//   train_type_scorer train OUT.model KNOWLEDGE CORPUS.txt...   the same input gives the same model, bit for
//   bit train_type_scorer curve OUT.model KNOWLEDGE CORPUS.txt...   the same with 1/8, 1/4, 1/2 and all of
//   the texts train_type_scorer score MODEL KNOWLEDGE CORPUS.txt...
//
// KNOWLEDGE is the folder knowledge/ of this tree: its predicates/frames_*.tsv and no_event_*.tsv are learned
// from too. Of the corpus only Part::Learn is learned from; Part::Choose serves for calibration and is told
// beside; of Part::Unseen nothing but totals is told.
//
// The network: rows of the features present (those that stand in at least `least` examples) and a linear
// layer over averages of word vectors give a hidden layer, rectified; it and the features directly give the
// types, and it the modes. Several networks that differ in their random beginnings are trained and joined
// into one. Loss: cross entropy of the type and of the mode among those of the type, logistic loss of whether
// there is an event; AdaGrad (Duchi et al., JMLR 12, 2011); features and word lists are left out at random
// (Srivastava et al., JMLR 15, 2014).
#include "base/ascii.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/knowledge.h"
#include "base/table.h"
#include "code/lexicon.h"
#include "code/ontology.h"
#include "code/scorer/coded_texts.h"
#include "code/scorer/frame_fit.h"
#include "code/scorer/party_finder.h"
#include "code/scorer/type_features.h"
#include "code/scorer/type_scorer.h"
#include "language/language.h"
#include "learn/feature_hash.h"
#include "learn/key_index.h"
#include "learn/model_file.h"
#include "resolve/resolver.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using namespace raven;
using namespace raven::code;

constexpr std::uint32_t kTypes = kEventTypeCount;
constexpr std::uint32_t kOutputs = kTypes + 1;
constexpr std::uint32_t kDirectWidth = 32;

/// Chosen by `cross`.
struct Settings {
  std::uint32_t networks = 4;
  std::uint32_t hidden = 24;  // of each network
  std::uint32_t least = 8;    // examples that a feature stands in
  std::uint32_t epochs = 10;
  float rate = 0.1F;
  float hide_features = 0.4F;
  float hide_lists = 0.25F;
  float decay = 3e-3F;
  float dense_decay = 3e-2F;
  float frame_weight = 0.7F;
  float mode_weight = 0.3F;
  float event_weight = 0.15F;
};

enum class Where { Frames, Corpus };

struct Example {
  TypeEvidence evidence;
  int type = -1;  // -1: not the parties of an event
  int mode = -1;
  std::string cameo;
  float weight = 1;
  Part part = Part::Learn;
  Where where = Where::Corpus;
  std::uint32_t text = 0;  // number of the text that it comes from
  std::string actor, recipient;
  bool is_question = false;  // one of those that are asked when pairs are scored
  int lexicon = -1;          // the type that the lexicon alone would give
};

struct Rooms {
  base::Knowledge knowledge;
  std::unique_ptr<Ontology> ontology;
  std::unique_ptr<Lexicon> lexicon;
  std::unique_ptr<language::Language> language;
  std::unique_ptr<resolve::Resolver> resolver;
};

template <class Value>
Value need(Result<Value> result) {
  if (!result) {
    std::fprintf(stderr, "%s %s\n", result.error().where.c_str(), result.error().message.c_str());
    std::exit(1);
  }
  return std::move(*result);
}

class Maker {
 public:
  explicit Maker(Rooms& rooms) : rooms_(rooms), features_(*rooms.lexicon) {
    for (const PloverEntry& entry : rooms.ontology->plover_entries()) {
      std::string name(name_of(entry.type));
      if (!entry.mode.empty()) name += "/" + entry.mode;
      mode_number_[{static_cast<int>(entry.type), entry.mode}] = static_cast<int>(modes.size());
      modes.push_back(name);
      mode_types.push_back(static_cast<int>(entry.type));
    }
  }

  std::vector<std::string> modes;
  std::vector<int> mode_types;
  std::vector<Example> examples;
  std::vector<std::string> texts;

  void add_corpus(const std::string& path) {
    const std::string bytes = need(base::read_file(path));
    const std::size_t slash = path.rfind('/');
    for (const CodedText& text :
         need(read_coded_texts(path.substr(slash == std::string::npos ? 0 : slash + 1), bytes)))
      add_text(text);
  }

  void add_frames() {
    for (const Frame& frame : rooms_.lexicon->all_frames()) {
      if (frame.example.empty()) continue;
      // "A[Russia] praised R[the Taliban]."
      CodedText text;
      CodedEvent event;
      event.type = frame.type;
      event.mode = frame.mode;
      event.cameo = frame.cameo;
      const std::string& marked = frame.example;
      for (std::size_t i = 0; i < marked.size(); ++i) {
        const bool opens = i + 1 < marked.size() && (marked[i] == 'A' || marked[i] == 'R') &&
                           marked[i + 1] == '[' && (i == 0 || !base::is_alphanumeric(marked[i - 1]));
        if (!opens) {
          text.text += marked[i];
          continue;
        }
        const std::size_t end = marked.find(']', i);
        if (end == std::string::npos) break;
        const std::string party = marked.substr(i + 2, end - i - 2);
        (marked[i] == 'A' ? event.actors : event.recipients).push_back(party);
        text.text += party;
        i = end;
      }
      text.events.push_back(event);
      add_text(text, Where::Frames);
    }
    for (const std::string& name : rooms_.knowledge.names("predicates/no_event_")) {
      const std::string_view bytes = need(rooms_.knowledge.file(name));
      const base::Table table = need(base::Table::parse(name, bytes, {"sentence", "why"}));
      for (const base::TableRow& row : table.rows()) {
        CodedText text;
        text.text = row[0];
        add_text(text, Where::Frames);
      }
    }
  }

 private:
  void annotate(const std::string& text, const std::string& date, Article& article,
                Analysis& analysis) const {
    article.text = text;
    article.language = "en";
    article.published.iso = date;
    article.published.precision = date.empty() ? Precision::Unknown : Precision::Day;
    rooms_.language->annotate(article, analysis);
    rooms_.resolver->resolve(article, analysis);
  }

  static WordGroup group(const FoundParty* place) {
    return place ? WordGroup{place->first, place->last, place->head} : WordGroup{};
  }

  Example example(const Article& article, const Analysis& analysis, const PartyPlaces& places) {
    Candidate candidate;
    candidate.actor = group(places.actor);
    candidate.recipient = group(places.recipient);
    candidate.sentence = places.recipient ? places.recipient->sentence
                         : places.actor   ? places.actor->sentence
                                          : 0;
    Example made;
    features_.collect(article, analysis, candidate, made.evidence);
    if (made.evidence.lexicon_type) made.lexicon = static_cast<int>(*made.evidence.lexicon_type);
    made.text = static_cast<std::uint32_t>(texts.size());
    return made;
  }

  void add_text(const CodedText& text, Where where = Where::Corpus) {
    Article article;
    Analysis analysis;
    annotate(text.text, text.date, article, analysis);
    if (analysis.sentences.empty()) return;
    texts.push_back(text.text);
    std::set<std::pair<std::uint32_t, std::uint32_t>> told;
    const auto put = [&](Example made, const CodedEvent& event, float weight, bool question) {
      made.type = static_cast<int>(event.type);
      const auto mode = mode_number_.find({made.type, event.mode});
      made.mode = mode == mode_number_.end() ? -1 : mode->second;
      made.cameo = event.cameo;
      made.weight = weight;
      made.part = text.part;
      made.where = where;
      made.is_question = question;
      examples.push_back(std::move(made));
    };
    std::vector<CodedPair> questions;
    add_pairs(text, 0, questions);
    for (const CodedEvent& event : text.events) {
      std::vector<std::pair<std::string, std::string>> pairs;
      if (event.mutual) {
        for (std::size_t i = 0; i < event.actors.size() && i < 3; ++i)
          for (std::size_t j = 0; j < event.actors.size() && j < 3; ++j)
            if (i != j) pairs.emplace_back(event.actors[i], event.actors[j]);
      } else {
        for (std::size_t i = 0; i < std::max<std::size_t>(event.actors.size(), 1) && i < 2; ++i)
          for (std::size_t j = 0; j < std::max<std::size_t>(event.recipients.size(), 1) && j < 2; ++j)
            pairs.emplace_back(event.actors.empty() ? "" : event.actors[i],
                               event.recipients.empty() ? "" : event.recipients[j]);
      }
      const float weight = 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(pairs.size(), 1)));
      for (const auto& [actor, recipient] : pairs) {
        const std::vector<FoundParty> a = find_party(article, analysis, actor, {});
        const std::vector<FoundParty> r = find_party(article, analysis, recipient, {});
        const PartyPlaces places = nearest_places(analysis, a, r);
        if (places.actor && places.recipient) told.insert({places.actor->head, places.recipient->head});
        const bool asked = std::any_of(questions.begin(), questions.end(),
                                       [&, actor = actor, recipient = recipient](const CodedPair& question) {
                                         return question.actor == actor && question.recipient == recipient &&
                                                question.type == event.type;
                                       });
        Example made = example(article, analysis, places);
        made.actor = actor;
        made.recipient = recipient;
        put(std::move(made), event, weight, asked);
        std::erase_if(questions, [&, actor = actor, recipient = recipient](const CodedPair& question) {
          return question.actor == actor && question.recipient == recipient;
        });
      }
    }
    add_others(text, article, analysis, told, where);
  }

  /// Parties of the text that no event stands between.
  void add_others(const CodedText& text, const Article& article, const Analysis& analysis,
                  const std::set<std::pair<std::uint32_t, std::uint32_t>>& told, Where where) {
    std::vector<FoundParty> parties;
    for (const Mention& mention : analysis.mentions) {
      if (mention.actor == kNone || mention.sure < 0.3 || parties.size() >= 6) continue;
      for (FoundParty& place : find_party(article, analysis, text_of(article, mention.span), {}))
        if (analysis.words[place.first].span.begin == mention.span.begin) parties.push_back(place);
    }
    int made = 0;
    for (const FoundParty& a : parties)
      for (const FoundParty& r : parties) {
        if (a.head == r.head || a.sentence != r.sentence || told.contains({a.head, r.head}) || made >= 4)
          continue;
        // What is told of a party with more words ("Russian troops") is not told again of its parts.
        const bool near = std::any_of(told.begin(), told.end(), [&](const auto& pair) {
          return (pair.first == a.head || is_part(analysis, a.head, pair.first)) &&
                 (pair.second == r.head || is_part(analysis, r.head, pair.second));
        });
        if (near) continue;
        Example none = example(article, analysis, {&a, &r});
        none.part = text.part;
        none.where = where;
        none.weight = 0.5F;
        examples.push_back(std::move(none));
        ++made;
      }
  }

  static bool is_part(const Analysis& analysis, std::uint32_t word, std::uint32_t whole) {
    return analysis.words[word].head == whole || analysis.words[whole].head == word;
  }

  Rooms& rooms_;
  TypeFeatures features_;
  std::map<std::pair<int, std::string>, int> mode_number_;
};

/// The word vectors of the language model.
struct Vectors {
  std::uint32_t width = 0;
  float scale = 0;
  std::vector<std::uint64_t> keys;  // ascending
  std::string rows;                 // width signed bytes each

  const std::int8_t* row(std::uint64_t key) const {
    const auto found = std::lower_bound(keys.begin(), keys.end(), key);
    if (found == keys.end() || *found != key) return nullptr;
    return reinterpret_cast<const std::int8_t*>(rows.data()) +
           static_cast<std::size_t>(found - keys.begin()) * width;
  }
};

Vectors vectors_of(const base::Knowledge& knowledge) {
  const std::string_view bytes = need(knowledge.file("models/language.model"));
  const learn::ModelFile file = need(learn::ModelFile::parse("language.model", bytes, "language", 1));
  const std::string_view keys = need(file.section("vectors.keys"));
  const std::string_view rows = need(file.section("vectors.rows"));
  const std::string_view scale = need(file.section("vectors.scale"));
  Vectors vectors;
  vectors.width = static_cast<std::uint32_t>(rows.size() / (keys.size() / 8));
  vectors.scale = std::bit_cast<float>(static_cast<std::uint32_t>(learn::number_at(scale, 0, 4)));
  for (std::size_t i = 0; i < keys.size() / 8; ++i) {
    const std::uint64_t key = learn::number_at(keys, i * 8, 8);
    vectors.keys.push_back(key);
    vectors.rows += rows.substr(i * vectors.width, vectors.width);
  }
  return vectors;
}

struct Prepared {
  std::vector<std::uint32_t> rows;
  std::vector<float> dense;  // kWordLists * width
};

struct Network {
  std::uint32_t hidden = 0, inputs = 0, modes = 0;
  std::vector<float> table, direct, dense, bias, out, out_bias, mode, mode_bias;
};

class Trainer {
 public:
  Trainer(const Settings& settings, const Maker& maker, const Vectors& vectors)
      : settings_(settings), maker_(maker), vectors_(vectors) {}

  std::vector<std::uint32_t> features;  // of each row
  std::vector<Network> networks;
  float type_sharpness = 1, event_sharpness = 1;

  /// `share` of the corpus' texts is learned from; frames always.
  void train(double share) {
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < maker_.examples.size(); ++i) {
      const Example& example = maker_.examples[i];
      if (example.part != Part::Learn) continue;
      if (example.where == Where::Corpus &&
          learn::spread(example.text) % 1000 >= static_cast<std::uint64_t>(share * 1000))
        continue;
      order.push_back(i);
      for (const std::uint32_t feature : example.evidence.features) ++counts[feature];
    }
    for (const auto& [feature, count] : counts)
      if (count >= settings_.least) features.push_back(feature);
    std::sort(features.begin(), features.end());
    for (std::uint32_t row = 0; row < features.size(); ++row) row_of_[features[row]] = row;
    prepared_.reserve(maker_.examples.size());
    for (const Example& example : maker_.examples) prepared_.push_back(prepare(example));
    std::printf("examples %zu, features %zu, vectors %zu\n", order.size(), features.size(),
                vectors_.keys.size());
    for (std::uint32_t n = 0; n < settings_.networks; ++n) networks.push_back(train_one(order, 100 + n));
    calibrate();
  }

  /// The outputs of all networks together, as the joined one gives them.
  void run(const Example& example, std::vector<float>& outputs, std::vector<float>& modes) const {
    const Prepared one = prepare(example);
    outputs.assign(kOutputs, 0);
    modes.assign(maker_.modes.size(), 0);
    std::vector<float> hidden, types, mode;
    for (const Network& network : networks) {
      forward(network, one.rows, one.dense, hidden, types);
      for (std::uint32_t t = 0; t < kOutputs; ++t)
        outputs[t] += types[t] / static_cast<float>(networks.size());
      forward_modes(network, hidden, mode);
      for (std::size_t m = 0; m < modes.size(); ++m)
        modes[m] += mode[m] / static_cast<float>(networks.size());
    }
  }

 private:
  Prepared prepare(const Example& example) const {
    Prepared one;
    for (const std::uint32_t feature : example.evidence.features)
      if (const auto found = row_of_.find(feature); found != row_of_.end()) one.rows.push_back(found->second);
    one.dense.assign(kWordLists * vectors_.width, 0);
    for (std::size_t list = 0; list < kWordLists; ++list) {
      std::uint32_t count = 0;
      float* const sum = one.dense.data() + list * vectors_.width;
      for (const std::uint64_t word : example.evidence.words[list]) {
        const std::int8_t* const row = vectors_.row(word);
        if (!row) continue;
        ++count;
        for (std::uint32_t k = 0; k < vectors_.width; ++k) sum[k] += vectors_.scale * row[k];
      }
      for (std::uint32_t k = 0; count > 0 && k < vectors_.width; ++k) sum[k] /= static_cast<float>(count);
    }
    return one;
  }

  static void forward(const Network& network, const std::vector<std::uint32_t>& rows,
                      const std::vector<float>& dense, std::vector<float>& hidden,
                      std::vector<float>& types) {
    const std::uint32_t h = network.hidden;
    hidden.assign(h, 0);
    std::array<float, kOutputs> direct{};
    for (const std::uint32_t row : rows) {
      const float* const weights = network.table.data() + static_cast<std::size_t>(row) * h;
      for (std::uint32_t i = 0; i < h; ++i) hidden[i] += weights[i];
      const float* const straight = network.direct.data() + static_cast<std::size_t>(row) * kOutputs;
      for (std::uint32_t t = 0; t < kOutputs; ++t) direct[t] += straight[t];
    }
    const float scale = rows.empty() ? 0 : 1 / std::sqrt(static_cast<float>(rows.size()));
    for (std::uint32_t i = 0; i < h; ++i) hidden[i] = hidden[i] * scale + network.bias[i];
    for (std::uint32_t k = 0; k < network.inputs; ++k) {
      if (dense[k] == 0) continue;
      const float* const weights = network.dense.data() + static_cast<std::size_t>(k) * h;
      for (std::uint32_t i = 0; i < h; ++i) hidden[i] += weights[i] * dense[k];
    }
    for (std::uint32_t i = 0; i < h; ++i) hidden[i] = std::max(hidden[i], 0.0F);
    types.assign(kOutputs, 0);
    for (std::uint32_t t = 0; t < kOutputs; ++t) {
      float sum = network.out_bias[t] + direct[t] * scale;
      const float* const weights = network.out.data() + static_cast<std::size_t>(t) * h;
      for (std::uint32_t i = 0; i < h; ++i) sum += weights[i] * hidden[i];
      types[t] = sum;
    }
  }

  static void forward_modes(const Network& network, const std::vector<float>& hidden,
                            std::vector<float>& modes) {
    modes.assign(network.modes, 0);
    for (std::uint32_t m = 0; m < network.modes; ++m) {
      float sum = network.mode_bias[m];
      for (std::uint32_t i = 0; i < network.hidden; ++i)
        sum += network.mode[static_cast<std::size_t>(m) * network.hidden + i] * hidden[i];
      modes[m] = sum;
    }
  }

  /// Weights with what AdaGrad remembers of each.
  struct Block {
    std::vector<float>& weights;
    std::vector<float> squares;
    explicit Block(std::vector<float>& of) : weights(of), squares(of.size(), 1e-4F) {}
    void step(std::size_t at, float gradient, float rate) {
      squares[at] += gradient * gradient;
      weights[at] -= rate * gradient / std::sqrt(squares[at]);
    }
  };

  Network train_one(std::vector<std::size_t> order, std::uint32_t seed) const {
    std::mt19937 random(seed);
    const auto uniform = [&]() { return static_cast<float>(random() >> 8) / 16777216.0F; };
    Network network;
    network.hidden = settings_.hidden;
    network.inputs = static_cast<std::uint32_t>(kWordLists) * vectors_.width;
    network.modes = static_cast<std::uint32_t>(maker_.modes.size());
    const std::uint32_t h = network.hidden;
    const auto fill = [&](std::vector<float>& weights, std::size_t count, float reach) {
      weights.resize(count);
      for (float& weight : weights) weight = reach * (2 * uniform() - 1);
    };
    fill(network.table, features.size() * h, 0.25F);
    fill(network.direct, features.size() * kOutputs, 0);
    fill(network.dense, static_cast<std::size_t>(network.inputs) * h, 0.15F);
    fill(network.bias, h, 0);
    for (float& bias : network.bias) bias = 0.1F;
    fill(network.out, static_cast<std::size_t>(kOutputs) * h, 0.25F);
    fill(network.out_bias, kOutputs, 0);
    fill(network.mode, static_cast<std::size_t>(network.modes) * h, 0.25F);
    fill(network.mode_bias, network.modes, 0);
    Block table(network.table), direct(network.direct), dense(network.dense), bias(network.bias),
        out(network.out), out_bias(network.out_bias), mode(network.mode), mode_bias(network.mode_bias);

    std::vector<float> hidden, types, modes, gradient_hidden(h), input;
    std::vector<std::uint32_t> rows;
    for (std::uint32_t epoch = 0; epoch < settings_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      const float rate =
          settings_.rate * (1 - 0.9F * static_cast<float>(epoch) / static_cast<float>(settings_.epochs));
      for (const std::size_t number : order) {
        const Example& example = maker_.examples[number];
        const Prepared& one = prepared_[number];
        rows.clear();
        for (const std::uint32_t row : one.rows)
          if (uniform() >= settings_.hide_features) rows.push_back(row);
        input = one.dense;
        for (std::size_t list = 0; list < kWordLists; ++list)
          if (uniform() < settings_.hide_lists)
            std::fill_n(input.begin() + static_cast<std::ptrdiff_t>(list * vectors_.width), vectors_.width,
                        0.0F);
        forward(network, rows, input, hidden, types);
        const float weight =
            example.weight * (example.where == Where::Frames ? settings_.frame_weight : 1.0F);
        std::array<float, kOutputs> gradient{};
        if (example.type >= 0) {
          softmax(types.data(), kTypes, gradient.data());
          gradient[static_cast<std::size_t>(example.type)] -= 1;
          for (std::uint32_t t = 0; t < kTypes; ++t) gradient[t] *= weight;
        }
        const float there = 1 / (1 + std::exp(-types[kTypes]));
        gradient[kTypes] = settings_.event_weight * weight * (there - (example.type >= 0 ? 1.0F : 0.0F));
        std::fill(gradient_hidden.begin(), gradient_hidden.end(), 0.0F);
        for (std::uint32_t t = 0; t < kOutputs; ++t) {
          if (gradient[t] == 0) continue;
          for (std::uint32_t i = 0; i < h; ++i) {
            gradient_hidden[i] += gradient[t] * network.out[t * h + i];
            if (hidden[i] > 0) out.step(t * h + i, gradient[t] * hidden[i], rate);
          }
          out_bias.step(t, gradient[t], rate);
        }
        if (example.mode >= 0) {
          forward_modes(network, hidden, modes);
          float most = -INFINITY, sum = 0;
          for (std::uint32_t m = 0; m < network.modes; ++m)
            if (maker_.mode_types[m] == example.type) most = std::max(most, modes[m]);
          for (std::uint32_t m = 0; m < network.modes; ++m)
            if (maker_.mode_types[m] == example.type) sum += std::exp(modes[m] - most);
          for (std::uint32_t m = 0; m < network.modes; ++m) {
            if (maker_.mode_types[m] != example.type) continue;
            const float error =
                settings_.mode_weight * weight *
                (std::exp(modes[m] - most) / sum - (static_cast<int>(m) == example.mode ? 1.0F : 0.0F));
            for (std::uint32_t i = 0; i < h; ++i) {
              gradient_hidden[i] += error * network.mode[m * h + i];
              if (hidden[i] > 0) mode.step(m * h + i, error * hidden[i], rate);
            }
            mode_bias.step(m, error, rate);
          }
        }
        for (std::uint32_t i = 0; i < h; ++i)
          if (hidden[i] <= 0) gradient_hidden[i] = 0;
        const float scale = rows.empty() ? 0 : 1 / std::sqrt(static_cast<float>(rows.size()));
        for (const std::uint32_t row : rows) {
          const std::size_t at = static_cast<std::size_t>(row) * h;
          for (std::uint32_t i = 0; i < h; ++i)
            table.step(at + i, gradient_hidden[i] * scale + settings_.decay * network.table[at + i], rate);
          for (std::uint32_t t = 0; t < kOutputs; ++t)
            direct.step(static_cast<std::size_t>(row) * kOutputs + t,
                        gradient[t] * scale +
                            settings_.decay * network.direct[static_cast<std::size_t>(row) * kOutputs + t],
                        rate);
        }
        for (std::uint32_t k = 0; k < network.inputs; ++k) {
          if (input[k] == 0) continue;
          for (std::uint32_t i = 0; i < h; ++i)
            dense.step(static_cast<std::size_t>(k) * h + i,
                       gradient_hidden[i] * input[k] +
                           settings_.dense_decay * network.dense[static_cast<std::size_t>(k) * h + i],
                       rate);
        }
        for (std::uint32_t i = 0; i < h; ++i) bias.step(i, gradient_hidden[i], rate);
      }
    }
    return network;
  }

  static void softmax(const float* values, std::uint32_t count, float* out) {
    const float most = *std::max_element(values, values + count);
    float sum = 0;
    for (std::uint32_t i = 0; i < count; ++i) sum += out[i] = std::exp(values[i] - most);
    for (std::uint32_t i = 0; i < count; ++i) out[i] /= sum;
  }

  /// The sharpness under which the truth of Part::Choose is likeliest.
  void calibrate() {
    std::vector<std::vector<float>> outputs;
    std::vector<const Example*> chosen;
    std::vector<float> modes;
    for (const Example& example : maker_.examples) {
      if (example.part != Part::Choose) continue;
      chosen.push_back(&example);
      outputs.emplace_back();
      run(example, outputs.back(), modes);
    }
    double best_type = INFINITY, best_event = INFINITY;
    for (int step = 0; step < 60; ++step) {
      const float sharpness = 0.2F * std::pow(1.06F, static_cast<float>(step));
      double type_loss = 0, event_loss = 0;
      std::array<float, kTypes> scaled{}, shares{};
      for (std::size_t i = 0; i < chosen.size(); ++i) {
        const bool there = chosen[i]->type >= 0;
        if (there) {
          for (std::uint32_t t = 0; t < kTypes; ++t) scaled[t] = outputs[i][t] * sharpness;
          softmax(scaled.data(), kTypes, shares.data());
          type_loss -= std::log(shares[static_cast<std::size_t>(chosen[i]->type)] + 1e-9);
        }
        const double p = 1 / (1 + std::exp(-static_cast<double>(outputs[i][kTypes]) * sharpness));
        event_loss -= std::log((there ? p : 1 - p) + 1e-9);
      }
      if (type_loss < best_type) best_type = type_loss, type_sharpness = sharpness;
      if (event_loss < best_event) best_event = event_loss, event_sharpness = sharpness;
    }
  }

  const Settings& settings_;
  const Maker& maker_;
  const Vectors& vectors_;
  std::unordered_map<std::uint32_t, std::uint32_t> row_of_;
  std::vector<Prepared> prepared_;
};

// ---------------------------------------------------------------------------------------------- the file

void append_float(std::string& bytes, float value) {
  learn::append_number(bytes, std::bit_cast<std::uint32_t>(value), 4);
}

/// Signed bytes with one scale; the greatest one in a thousand is cut off.
void add_rows(learn::ModelWriter& writer, const std::string& name, const std::vector<float>& values) {
  std::vector<float> sizes;
  for (const float value : values) sizes.push_back(std::fabs(value));
  const auto at = sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size() - 1) * 0.9995);
  std::nth_element(sizes.begin(), at, sizes.end());
  const float scale = std::max(*at, 1e-6F) / 127;
  std::string bytes;
  for (const float value : values)
    bytes += static_cast<char>(
        static_cast<std::int8_t>(std::clamp(std::nearbyint(value / scale), -127.0F, 127.0F)));
  writer.add(name, std::move(bytes));
  std::string number;
  append_float(number, scale);
  writer.add(name + ".scale", std::move(number));
}

/// A linear layer [outputs][inputs].
void add_layer(learn::ModelWriter& writer, const std::string& name, const std::vector<float>& weights,
               const std::vector<float>& biases, std::uint32_t inputs) {
  std::string bytes, scales, added;
  for (std::size_t output = 0; output < biases.size(); ++output) {
    float most = 1e-6F;
    for (std::uint32_t i = 0; i < inputs; ++i) most = std::max(most, std::fabs(weights[output * inputs + i]));
    for (std::uint32_t i = 0; i < inputs; ++i)
      bytes += static_cast<char>(
          static_cast<std::int8_t>(std::nearbyint(weights[output * inputs + i] / most * 127)));
    append_float(scales, most / 127);
    append_float(added, biases[output]);
  }
  writer.add(name + ".w", std::move(bytes));
  writer.add(name + ".s", std::move(scales));
  writer.add(name + ".b", std::move(added));
}

void add_cameo(learn::ModelWriter& writer, const Maker& maker, const Ontology& ontology) {
  std::map<std::uint64_t, std::map<std::string, double>> votes;
  for (const Example& example : maker.examples) {
    if (example.part != Part::Learn || example.type < 0 || example.cameo.empty() ||
        !ontology.cameo(example.cameo))
      continue;
    const auto type = static_cast<EventType>(example.type);
    const std::string& name =
        example.mode < 0 ? std::string() : maker.modes[static_cast<std::size_t>(example.mode)];
    const std::size_t slash = name.find('/');
    const std::string mode = slash == std::string::npos ? "" : name.substr(slash + 1);
    votes[cameo_key(type, mode, example.evidence.predicate)][example.cameo] += 1;
    votes[cameo_key(type, mode, 0)][example.cameo] += 1;
    votes[cameo_key(type, "", 0)][example.cameo] += mode.empty() ? 1 : 0.01;
  }
  std::string keys, codes;
  for (const auto& [key, counted] : votes) {
    const auto best = std::max_element(counted.begin(), counted.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    learn::append_number(keys, key, 8);
    codes += (best->first + "    ").substr(0, 4);
  }
  writer.add("cameo.keys", std::move(keys));
  writer.add("cameo.codes", std::move(codes));
}

std::string model_of(const Trainer& trainer, const Maker& maker, const Vectors& vectors,
                     const Ontology& ontology) {
  const auto count = static_cast<std::uint32_t>(trainer.networks.size());
  const std::uint32_t each = trainer.networks[0].hidden, hidden = each * count;
  const std::uint32_t inputs = trainer.networks[0].inputs;
  const float share = 1 / static_cast<float>(count);
  const std::size_t rows = trainer.features.size();
  std::vector<float> table(rows * hidden), direct(rows * kDirectWidth, 0.0F),
      dense(static_cast<std::size_t>(hidden) * inputs), bias(hidden),
      out(static_cast<std::size_t>(kOutputs) * hidden), out_bias(kOutputs, 0.0F),
      mode(maker.modes.size() * hidden), mode_bias(maker.modes.size(), 0.0F);
  for (std::uint32_t n = 0; n < count; ++n) {
    const Network& network = trainer.networks[n];
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::uint32_t i = 0; i < each; ++i)
        table[row * hidden + n * each + i] = network.table[row * each + i];
      for (std::uint32_t t = 0; t < kOutputs; ++t)
        direct[row * kDirectWidth + t] += share * network.direct[row * kOutputs + t];
    }
    for (std::uint32_t i = 0; i < each; ++i) {
      bias[n * each + i] = network.bias[i];
      for (std::uint32_t k = 0; k < inputs; ++k)
        dense[static_cast<std::size_t>(n * each + i) * inputs + k] =
            network.dense[static_cast<std::size_t>(k) * each + i];
      for (std::uint32_t t = 0; t < kOutputs; ++t)
        out[static_cast<std::size_t>(t) * hidden + n * each + i] = share * network.out[t * each + i];
      for (std::size_t m = 0; m < maker.modes.size(); ++m)
        mode[m * hidden + n * each + i] = share * network.mode[m * each + i];
    }
    for (std::uint32_t t = 0; t < kOutputs; ++t) out_bias[t] += share * network.out_bias[t];
    for (std::size_t m = 0; m < maker.modes.size(); ++m) mode_bias[m] += share * network.mode_bias[m];
  }
  learn::ModelWriter writer(TypeScorer::kKind, TypeScorer::kVersion);
  writer.add("config",
             "hidden " + std::to_string(hidden) + "\nvector_width " + std::to_string(vectors.width) + "\n");
  std::string modes, sharpness, keys;
  for (const std::string& name : maker.modes) modes += name + "\n";
  writer.add("modes", std::move(modes));
  append_float(sharpness, trainer.type_sharpness);
  append_float(sharpness, trainer.event_sharpness);
  writer.add("sharpness", std::move(sharpness));
  for (const std::uint32_t feature : trainer.features)
    learn::append_number(keys, static_cast<std::uint64_t>(feature) << 32, 8);
  writer.add("keys", std::move(keys));
  add_rows(writer, "table", table);
  add_rows(writer, "direct", direct);
  add_layer(writer, "dense", dense, bias, inputs);
  add_layer(writer, "out", out, out_bias, hidden);
  add_layer(writer, "mode", mode, mode_bias, hidden);
  add_cameo(writer, maker, ontology);
  return std::move(writer).finish();
}

// ---------------------------------------------------------------------------------------------- scoring

int quad_of(const Ontology& ontology, int type) {
  return ontology.plover(static_cast<EventType>(type), "")->quad;
}

double macro_f1(const std::vector<std::pair<int, int>>& answers) {
  std::map<int, std::array<double, 3>> counts;  // right, gold, found
  for (const auto& [gold, found] : answers) {
    counts[gold][1] += 1;
    counts[found][2] += 1;
    if (gold == found) counts[gold][0] += 1;
  }
  double sum = 0, classes = 0;
  for (const auto& [label, count] : counts) {
    if (count[1] == 0) continue;
    sum += 2 * count[0] / (count[1] + count[2]);
    ++classes;
  }
  return classes == 0 ? 0 : 100 * sum / classes;
}

void tell(const char* name, const Ontology& ontology, const std::vector<std::pair<int, int>>& types) {
  std::vector<std::pair<int, int>> binary, quad;
  std::size_t right = 0;
  for (const auto& [gold, found] : types) {
    quad.emplace_back(quad_of(ontology, gold), quad_of(ontology, found));
    binary.emplace_back(quad.back().first > 2, quad.back().second > 2);
    right += gold == found;
  }
  std::printf("%-24s pairs %5zu  binary %6.2f  quad %6.2f  type %6.2f  accuracy %6.2f\n", name, types.size(),
              macro_f1(binary), macro_f1(quad), macro_f1(types),
              types.empty() ? 0 : 100 * static_cast<double>(right) / static_cast<double>(types.size()));
}

void score(const std::string& bytes, const Maker& maker, const Rooms& rooms, bool details) {
  const TypeScorer scorer = need(TypeScorer::load(
      "model", bytes, need(rooms.knowledge.file(TypeScorer::kVectorsName)), *rooms.lexicon, *rooms.ontology));
  for (const Part part : {Part::Learn, Part::Choose, Part::Unseen}) {
    const char* const name = part == Part::Learn ? "learn" : part == Part::Choose ? "choose" : "unseen";
    std::vector<std::pair<int, int>> learned, lexicon;
    std::size_t modes = 0, mode_right = 0, events = 0, none = 0, event_right = 0, none_right = 0;
    for (const Example& example : maker.examples) {
      if (example.part != part || example.where != Where::Corpus) continue;
      const TypeOpinion opinion = scorer.score(example.evidence);
      if (example.type < 0) {
        ++none;
        none_right += opinion.event < 0.5F;
        continue;
      }
      ++events;
      event_right += opinion.event >= 0.5F;
      if (!example.is_question) continue;
      learned.emplace_back(example.type, static_cast<int>(opinion.best));
      lexicon.emplace_back(example.type,
                           example.lexicon < 0 ? static_cast<int>(EventType::Accuse) : example.lexicon);
      if (example.mode >= 0 && example.type == static_cast<int>(opinion.best)) {
        const std::string& mode = maker.modes[static_cast<std::size_t>(example.mode)];
        const std::size_t slash = mode.find('/');
        ++modes;
        mode_right += opinion.mode == (slash == std::string::npos ? "" : mode.substr(slash + 1));
      }
    }
    tell((std::string(name) + " lexicon alone").c_str(), *rooms.ontology, lexicon);
    tell((std::string(name) + " scorer").c_str(), *rooms.ontology, learned);
    std::printf("%-24s mode %.2f  event told %.2f of %zu, none told %.2f of %zu\n", name,
                modes ? 100.0 * static_cast<double>(mode_right) / static_cast<double>(modes) : 0,
                events ? 100.0 * static_cast<double>(event_right) / static_cast<double>(events) : 0, events,
                none ? 100.0 * static_cast<double>(none_right) / static_cast<double>(none) : 0, none);
    if (details && part == Part::Choose) {
      std::map<int, std::array<int, 3>> counts;
      for (const auto& [gold, found] : learned)
        ++counts[gold][1], ++counts[found][2], counts[gold][0] += gold == found;
      for (const auto& [type, count] : counts)
        std::printf("  %-10s right %4d gold %4d found %4d\n",
                    std::string(name_of(static_cast<EventType>(type))).c_str(), count[0], count[1], count[2]);
    }
  }
}

/// Three-fold cross-validation over what may be looked at, by texts; every wrong answer is told.
void cross(const Settings& settings, Maker& maker, const Vectors& vectors, const Rooms& rooms, bool details) {
  std::vector<std::pair<int, int>> learned, lexicon;
  std::erase_if(maker.examples, [](const Example& example) { return example.part == Part::Unseen; });
  for (std::uint32_t fold = 0; fold < 3; ++fold) {
    for (Example& example : maker.examples)
      example.part = example.where == Where::Corpus && example.text % 3 == fold ? Part::Choose : Part::Learn;
    Trainer trainer(settings, maker, vectors);
    trainer.train(1);
    std::vector<float> outputs, modes;
    for (const Example& example : maker.examples) {
      if (example.part != Part::Choose || !example.is_question || example.type < 0) continue;
      trainer.run(example, outputs, modes);
      const auto best = std::max_element(outputs.begin(), outputs.begin() + kTypes) - outputs.begin();
      learned.emplace_back(example.type, static_cast<int>(best));
      lexicon.emplace_back(example.type,
                           example.lexicon < 0 ? static_cast<int>(EventType::Accuse) : example.lexicon);
      if (details && best != example.type)
        std::printf(
            "WRONG %s for %s (lexicon %s): %s > %s\n      %s\n",
            std::string(name_of(static_cast<EventType>(best))).c_str(),
            std::string(name_of(static_cast<EventType>(example.type))).c_str(),
            example.lexicon < 0 ? "-" : std::string(name_of(static_cast<EventType>(example.lexicon))).c_str(),
            example.actor.c_str(), example.recipient.c_str(), maker.texts[example.text - 1].c_str());
    }
  }
  tell("lexicon alone", *rooms.ontology, lexicon);
  tell("scorer", *rooms.ontology, learned);
}

}  // namespace

int main(int count, char** words) {
  const std::string_view verb = count > 1 ? words[1] : "";
  if (count < 5 || (verb != "train" && verb != "curve" && verb != "score" && verb != "cross")) {
    std::fprintf(stderr, "train_type_scorer train|curve|cross|score MODEL KNOWLEDGE CORPUS.txt...\n");
    return 2;
  }
  Rooms rooms;
  rooms.knowledge = need(base::Knowledge::open(words[3]));
  rooms.ontology = std::make_unique<Ontology>(need(Ontology::make(rooms.knowledge)));
  rooms.lexicon = std::make_unique<Lexicon>(need(Lexicon::make(rooms.knowledge, *rooms.ontology)));
  rooms.language = std::make_unique<language::Language>(need(language::Language::make(rooms.knowledge)));
  rooms.resolver = std::make_unique<resolve::Resolver>(need(resolve::Resolver::make(rooms.knowledge)));
  Maker maker(rooms);
  for (int i = 4; i < count; ++i) maker.add_corpus(words[i]);
  if (verb == "score") {
    score(need(base::read_file(words[2])), maker, rooms, true);
    return 0;
  }
  maker.add_frames();
  Settings settings;
  // For choosing: any setting by its name in the environment.
  const auto from_environment = [](const char* name, auto& value) {
    if (const char* const text = std::getenv(name))
      value = static_cast<std::remove_reference_t<decltype(value)>>(std::atof(text));
  };
  from_environment("NETWORKS", settings.networks);
  from_environment("HIDDEN", settings.hidden);
  from_environment("LEAST", settings.least);
  from_environment("EPOCHS", settings.epochs);
  from_environment("RATE", settings.rate);
  from_environment("HIDE_FEATURES", settings.hide_features);
  from_environment("HIDE_LISTS", settings.hide_lists);
  from_environment("DECAY", settings.decay);
  from_environment("DENSE_DECAY", settings.dense_decay);
  from_environment("FRAME_WEIGHT", settings.frame_weight);
  from_environment("MODE_WEIGHT", settings.mode_weight);
  from_environment("EVENT_WEIGHT", settings.event_weight);
  const Vectors vectors = vectors_of(rooms.knowledge);
  if (verb == "cross") {
    cross(settings, maker, vectors, rooms, std::getenv("DETAILS") != nullptr);
    return 0;
  }
  for (const double share :
       verb == "curve" ? std::vector<double>{0.0, 0.125, 0.25, 0.5, 1.0} : std::vector<double>{1.0}) {
    Trainer trainer(settings, maker, vectors);
    trainer.train(share);
    const std::string bytes = model_of(trainer, maker, vectors, *rooms.ontology);
    if (verb == "curve") std::printf("%.1f %% of the texts\n", 100 * share);
    score(bytes, maker, rooms, verb == "train");
    if (share < 1) continue;
    if (const auto written = base::write_file(words[2], bytes); !written) {
      std::fprintf(stderr, "%s\n", written.error().message.c_str());
      return 1;
    }
    std::printf("%zu bytes, sharpness %.2f %.2f\n", bytes.size(), static_cast<double>(trainer.type_sharpness),
                static_cast<double>(trainer.event_sharpness));
  }
  return 0;
}
