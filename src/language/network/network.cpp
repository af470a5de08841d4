// SPDX-License-Identifier: Apache-2.0
#include "language/network/network.h"

#include "base/assert.h"
#include "language/network/arborescence.h"
#include "language/network/network_parts.h"

#include <algorithm>
#include <utility>

namespace raven::language {
namespace {

/// Pieces are read together until they have so many rows: the layers' weights then serve many rows while they
/// are in the cache, and what the rows hold stays in the next one.
constexpr std::size_t kBatchRows = 96;

/// So far ahead of their use are rows of the table asked for: it is larger than the caches near the core.
constexpr std::size_t kAhead = 6;

constexpr float kNever = -1e37F;

}  // namespace

/// One batch on its way through the network. Each piece begins with a row for the root; its words follow.
class NetworkRun {
 public:
  NetworkRun(const Network::Parts& parts, NetworkScratch& scratch, NetworkReading& reading)
      : parts_(parts), kernel_(*parts.kernel), scratch_(scratch), reading_(reading) {}

  /// Pieces [first, last).
  void read(std::span<const std::string_view> words, std::span<const std::uint32_t> ends, std::size_t first,
            std::size_t last) {
    learn::Arena& arena = scratch_.arena_;
    arena.reset();
    const std::size_t pieces = last - first;
    pieces_ = {arena.take<Piece>(pieces), pieces};
    row_count_ = 0;
    for (std::size_t i = 0; i < pieces; ++i) {
      Piece& piece = pieces_[i];
      piece.word = first + i == 0 ? 0 : ends[first + i - 1];
      piece.words = ends[first + i] - piece.word;
      piece.row = static_cast<std::uint32_t>(row_count_);
      row_count_ += piece.words + 1;
    }
    const std::size_t width = parts_.width;
    x_ = arena.take<float>(row_count_ * width);
    added_ = arena.take<float>(row_count_ * width);
    const std::size_t widest =
        std::max({std::size_t{3} * width, std::size_t{parts_.arc_width}, std::size_t{3} * parts_.label_width,
                  std::size_t{parts_.vector_width}});
    bytes_ = arena.take<std::uint8_t>(row_count_ * widest);
    scales_ = arena.take<float>(row_count_);
    embed(words);
    for (const Convolution& convolution : parts_.convolutions) convolve(convolution);
    for (const RecurrentLayer& layer : parts_.layers) recur(layer);
    quantise_rows(x_, width);
    read_tags();
    read_names();
    read_tree();
  }

 private:
  struct Piece {
    std::uint32_t word = 0;  // the first, among the words given
    std::uint32_t words = 0;
    std::uint32_t row = 0;  // of the root
  };

  float* take_rows(std::size_t width) { return scratch_.arena_.take<float>(row_count_ * width); }

  /// Rows of `width` floats, to bytes_ and scales_.
  void quantise_rows(const float* rows, std::size_t width) {
    for (std::size_t row = 0; row < row_count_; ++row) {
      const float* part = rows + row * width;
      kernel_.quantise(&part, 1, static_cast<std::uint32_t>(width), bytes_ + row * width, scales_ + row);
    }
  }

  /// Of what stands in bytes_ and scales_.
  void multiply(const learn::QuantisedLinear& linear, float* out, std::size_t stride) {
    kernel_.multiply(bytes_, scales_, row_count_, linear.view(), out, stride);
  }

  float* multiplied(const learn::QuantisedLinear& linear) {
    float* const out = take_rows(linear.stride());
    multiply(linear, out, linear.stride());
    return out;
  }

  // ------------------------------------------------------------------------------------------- input

  void embed(std::span<const std::string_view> words) {
    learn::Arena& arena = scratch_.arena_;
    const FormReader& reader = parts_.forms;
    auto* const ends = arena.take<std::uint32_t>(row_count_ + 1);
    auto* const vectors = arena.take<std::uint32_t>(row_count_);
    std::vector<std::uint32_t>& rows = scratch_.rows_;
    rows.clear();
    ends[0] = 0;
    for (const Piece& piece : pieces_) {
      auto* const forms = arena.take<FormFeatures>(piece.words);
      for (std::uint32_t i = 0; i < piece.words; ++i)
        forms[i] = reader.read(words[piece.word + i], scratch_.forms_);
      const SentenceRows sentence = sentence_rows({forms, piece.words});
      rows.push_back(reader.row(kRoot, "root"));
      vectors[piece.row] = learn::kNoKey;
      ends[piece.row + 1] = static_cast<std::uint32_t>(rows.size());
      for (std::uint32_t i = 0; i < piece.words; ++i) {
        const FormFeatures& form = forms[i];
        rows.insert(rows.end(), form.rows.begin(), form.rows.begin() + form.row_count);
        if (i == 0) rows.push_back(reader.row(kSentence, "first"));
        rows.insert(rows.end(), sentence.rows, sentence.rows + sentence.count);
        add_classes(form.classes, kGazetteer);
        if (i + 1 < piece.words) add_classes(forms[i + 1].classes, kGazetteerNext);
        if (i > 0) add_classes(forms[i - 1].classes, kGazetteerBefore);
        vectors[piece.row + 1 + i] = form.vector;
        ends[piece.row + 2 + i] = static_cast<std::uint32_t>(rows.size());
      }
    }
    sum_rows(rows, ends);
    add_vectors(vectors);
    for (std::size_t row = 0; row < row_count_; ++row)
      kernel_.normalise(x_ + row * parts_.width, nullptr, parts_.width, parts_.input.gain.data(),
                        parts_.input.bias.data());
  }

  struct SentenceRows {
    std::uint32_t rows[2] = {};
    std::uint32_t count = 0;
  };

  /// How the sentence is written, told from all its letters.
  SentenceRows sentence_rows(std::span<const FormFeatures> forms) const {
    std::size_t letters = 0, capitals = 0, long_words = 0, long_capitals = 0;
    for (const FormFeatures& form : forms) {
      letters += form.letters;
      capitals += form.capitals;
      if (form.characters < 4 || !form.begins_with_letter) continue;
      ++long_words;
      long_capitals += form.begins_with_capital;
    }
    SentenceRows found;
    const bool caps = letters >= 4 && capitals * 5 >= letters * 4;
    const auto add = [&](std::string_view part) {
      found.rows[found.count++] = parts_.forms.row(kSentence, part);
    };
    if (caps) add("caps");
    if (capitals == 0 && forms.size() >= 3) add("low");
    if (!caps && forms.size() >= 4 && long_words > 0 && long_capitals * 10 >= long_words * 7) add("title");
    return found;
  }

  void add_classes(std::uint32_t classes, FeatureNumber first) {
    for (std::uint32_t bit = 0; classes >> bit != 0; ++bit)
      if (classes >> bit & 1) scratch_.rows_.push_back(parts_.forms.row(first + bit));
  }

  void sum_rows(const std::vector<std::uint32_t>& rows, const std::uint32_t* ends) {
    const std::uint32_t width = parts_.width;
    const auto ask_for = [&](std::size_t row) {
      for (std::uint32_t i = ends[row]; i < ends[row + 1]; ++i)
        for (std::uint32_t at = 0; at < width; at += 64)
          __builtin_prefetch(parts_.table + static_cast<std::size_t>(rows[i]) * width + at);
    };
    for (std::size_t row = 0; row < std::min(kAhead, row_count_); ++row) ask_for(row);
    for (std::size_t row = 0; row < row_count_; ++row) {
      if (row + kAhead < row_count_) ask_for(row + kAhead);
      kernel_.sum_rows(parts_.table, width, rows.data() + ends[row], ends[row + 1] - ends[row],
                       parts_.table_scale, x_ + row * width);
    }
  }

  void add_vectors(const std::uint32_t* vectors) {
    const std::uint32_t vector_width = parts_.vector_width;
    if (vector_width == 0) return;
    float* const row = scratch_.arena_.take<float>(vector_width);
    std::size_t found = 0;
    for (std::size_t i = 0; i < row_count_; ++i) {
      if (vectors[i] == learn::kNoKey) continue;
      kernel_.sum_rows(parts_.vectors, vector_width, vectors + i, 1, parts_.vector_scale, row);
      kernel_.quantise(&row, 1, vector_width, bytes_ + found * vector_width, scales_ + found);
      ++found;
    }
    kernel_.multiply(bytes_, scales_, found, parts_.vector_linear.view(), added_, parts_.width);
    const float* from = added_;
    for (std::size_t i = 0; i < row_count_; ++i) {
      if (vectors[i] == learn::kNoKey) continue;
      float* const to = x_ + i * parts_.width;
      for (std::uint32_t k = 0; k < parts_.width; ++k) to[k] += from[k];
      from += parts_.width;
    }
  }

  // ----------------------------------------------------------------------------------------- encoder

  void convolve(const Convolution& convolution) {
    const std::uint32_t width = parts_.width;
    float* const nothing = scratch_.arena_.take<float>(width);
    std::fill(nothing, nothing + width, 0.0F);
    for (const Piece& piece : pieces_)
      for (std::uint32_t i = 0; i <= piece.words; ++i) {
        const std::size_t row = piece.row + i;
        const float* const here = x_ + row * width;
        const float* const window[3] = {i == 0 ? nothing : here - width, here,
                                        i == piece.words ? nothing : here + width};
        kernel_.quantise(window, 3, width, bytes_ + row * 3 * width, scales_ + row);
      }
    multiply(convolution.linear, added_, width);
    for (std::size_t row = 0; row < row_count_; ++row)
      kernel_.normalise_rectified(x_ + row * width, added_ + row * width, width,
                                  convolution.normalisation.gain.data(),
                                  convolution.normalisation.bias.data());
  }

  void recur(const RecurrentLayer& layer) {
    const std::uint32_t width = parts_.width;
    const std::uint32_t half = width / 2;
    if (!gates_) gates_ = take_rows(std::size_t{4} * width);
    const auto stride = static_cast<std::ptrdiff_t>(4) * width;
    const auto step = static_cast<std::ptrdiff_t>(width);
    quantise_rows(x_, width);
    multiply(layer.forward.linear, gates_, static_cast<std::size_t>(stride));
    multiply(layer.backward.linear, gates_ + 2 * width, static_cast<std::size_t>(stride));
    for (const Piece& piece : pieces_) {
      const std::size_t last = piece.row + piece.words;
      kernel_.recur(gates_ + piece.row * static_cast<std::size_t>(stride), stride, piece.words + 1, half,
                    layer.forward.forget.data(), layer.forward.reset.data(),
                    added_ + piece.row * std::size_t{width}, step);
      kernel_.recur(gates_ + last * static_cast<std::size_t>(stride) + 2 * width, -stride, piece.words + 1,
                    half, layer.backward.forget.data(), layer.backward.reset.data(),
                    added_ + last * std::size_t{width} + half, -step);
    }
    for (std::size_t row = 0; row < row_count_; ++row)
      kernel_.normalise(x_ + row * width, added_ + row * width, width, layer.normalisation.gain.data(),
                        layer.normalisation.bias.data());
  }

  // ------------------------------------------------------------------------------------------- heads
  // bytes_ and scales_ hold x_ until the tree needs them.

  void read_labels(const learn::QuantisedLinear& head, std::uint16_t WordReading::*label) {
    const float* const scores = multiplied(head);
    for (const Piece& piece : pieces_)
      for (std::uint32_t i = 0; i < piece.words; ++i)
        reading_.words[piece.word + i].*label = static_cast<std::uint16_t>(
            kernel_.greatest(scores + (piece.row + 1 + i) * std::size_t{head.stride()}, head.outputs()));
  }

  void read_tags() {
    read_labels(parts_.tag_head, &WordReading::tag);
    read_labels(parts_.fine_tag_head, &WordReading::fine_tag);
    read_labels(parts_.features_head, &WordReading::features);
  }

  void read_names() {
    const std::size_t stride = parts_.names_head.stride();
    const float* const scores = multiplied(parts_.names_head);
    for (const Piece& piece : pieces_) {
      scratch_.spans_.clear();
      parts_.names.decode(kernel_, scores + (piece.row + 1) * stride, stride, piece.words, scratch_.names_,
                          scratch_.spans_);
      for (NameSpan& span : scratch_.spans_) {
        span.first += piece.word;
        span.last += piece.word;
        reading_.names.push_back(span);
      }
    }
  }

  void read_tree() {
    const std::uint32_t arc_width = parts_.arc_width;
    float* const dependents = multiplied(parts_.arc_dependent);
    float* const heads = multiplied(parts_.arc_head);
    const float* const label_dependents = multiplied(parts_.label_dependent);
    const float* const label_heads = multiplied(parts_.label_head);
    for (std::size_t row = 0; row < row_count_; ++row)
      kernel_.quantise_rectified(dependents + row * arc_width, arc_width, bytes_ + row * arc_width,
                                 scales_ + row);
    multiply(parts_.arc_scores, dependents, arc_width);
    for (const Piece& piece : pieces_) read_heads(piece, dependents, heads);
    read_relations(label_dependents, label_heads);
  }

  void read_heads(const Piece& piece, const float* dependents, const float* heads) {
    const std::uint32_t arc_width = parts_.arc_width;
    const std::uint32_t places = piece.words + 1;
    const std::uint32_t columns = (places + 15) / 16 * 16;
    float* const turned = scratch_.arena_.take<float>(std::size_t{arc_width} * columns);
    float* const scores = scratch_.arena_.take<float>(std::size_t{piece.words} * columns);
    for (std::uint32_t k = 0; k < arc_width; ++k) {
      float* const to = turned + std::size_t{k} * columns;
      for (std::uint32_t place = 0; place < places; ++place)
        to[place] = std::max(heads[(piece.row + place) * std::size_t{arc_width} + k], 0.0F);
      std::fill(to + places, to + columns, 0.0F);
    }
    kernel_.products(dependents + (piece.row + 1) * std::size_t{arc_width}, arc_width, piece.words, arc_width,
                     turned, columns, scores);
    scratch_.heads_.resize(piece.words);
    for (std::uint32_t i = 0; i < piece.words; ++i) {
      float* const row = scores + std::size_t{i} * columns;
      row[i + 1] = kNever;
      scratch_.heads_[i] = kernel_.greatest(row, places);
    }
    if (!is_tree(scratch_.heads_)) best_tree(scores, columns, scratch_.heads_);
    for (std::uint32_t i = 0; i < piece.words; ++i) {
      WordReading& word = reading_.words[piece.word + i];
      word.head = scratch_.heads_[i];
      word.head_sure =
          kernel_.share(scores + std::size_t{i} * columns, places, word.head, parts_.arc_sharpness);
    }
  }

  void read_relations(const float* dependents, const float* heads) {
    const std::uint32_t width = parts_.label_width;
    float* const pair = scratch_.arena_.take<float>(std::size_t{3} * width);
    std::size_t row = 0;
    for (const Piece& piece : pieces_)
      for (std::uint32_t i = 0; i < piece.words; ++i, ++row) {
        const std::size_t head = piece.row + reading_.words[piece.word + i].head;
        kernel_.pair_rectified(dependents + (piece.row + 1 + i) * std::size_t{width},
                               heads + head * std::size_t{width}, width, pair);
        kernel_.quantise(&pair, 1, 3 * width, bytes_ + row * 3 * width, scales_ + row);
      }
    const learn::QuantisedLinear& head = parts_.label_scores;
    float* const scores = take_rows(head.stride());
    kernel_.multiply(bytes_, scales_, row, head.view(), scores, head.stride());
    row = 0;
    for (const Piece& piece : pieces_)
      for (std::uint32_t i = 0; i < piece.words; ++i, ++row) {
        WordReading& word = reading_.words[piece.word + i];
        float* const labels = scores + row * std::size_t{head.stride()};
        labels[parts_.root_relation] = kNever;
        word.relation = static_cast<std::uint16_t>(word.head == 0 ? parts_.root_relation
                                                                  : kernel_.greatest(labels, head.outputs()));
      }
  }

  const Network::Parts& parts_;
  const learn::KernelFunctions& kernel_;
  NetworkScratch& scratch_;
  NetworkReading& reading_;
  std::span<Piece> pieces_;
  std::size_t row_count_ = 0;
  float* x_ = nullptr;
  float* added_ = nullptr;
  float* gates_ = nullptr;
  std::uint8_t* bytes_ = nullptr;
  float* scales_ = nullptr;
};

Network::Network(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

Result<Network> Network::make(const base::Knowledge& knowledge) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kFile));
  return load(kFile, bytes);
}

Result<Network> Network::load(std::string_view name, std::string_view bytes, learn::Kernel kernel) {
  RAVEN_TRY(const learn::ModelFile file, learn::ModelFile::parse(name, bytes, kKind, kVersion));
  RAVEN_TRY(std::unique_ptr<Parts> parts, Parts::load(file));
  parts->kernel = &learn::kernel_functions(kernel);
  return Network(std::move(parts));
}

void Network::read(std::span<const std::string_view> words, std::span<const std::uint32_t> ends,
                   NetworkScratch& scratch, NetworkReading& reading) const {
  reading.words.assign(words.size(), {});
  reading.names.clear();
  std::size_t first = 0;
  while (first < ends.size()) {
    std::size_t rows = 0;
    std::size_t last = first;
    while (last < ends.size() && rows < kBatchRows) {
      const std::uint32_t begin = last == 0 ? 0 : ends[last - 1];
      RAVEN_ASSERT(ends[last] > begin && ends[last] - begin <= kLongestPiece);
      rows += ends[last] - begin + 1;
      ++last;
    }
    NetworkRun(*parts_, scratch, reading).read(words, ends, first, last);
    first = last;
  }
}

Tag Network::tag(std::uint16_t number) const {
  return parts_->tags[number];
}
const std::string& Network::fine_tag(std::uint16_t number) const {
  return parts_->fine_tags[number];
}
const std::string& Network::features(std::uint16_t number) const {
  return parts_->features[number];
}
const std::string& Network::relation(std::uint16_t number) const {
  return parts_->relations[number];
}
const std::string& Network::name_type(std::uint32_t number) const {
  return parts_->names.type(number);
}

}  // namespace raven::language
