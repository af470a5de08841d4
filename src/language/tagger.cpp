// SPDX-License-Identifier: Apache-2.0
#include "language/tagger.h"

#include "base/ascii.h"
#include "learn/feature_hash.h"

#include <algorithm>
#include <array>

namespace raven::language {
namespace {

constexpr std::string_view kModelName = "models/tagger.model";

// Only this much of a word is looked at: no English word is longer, and hostile ones must not cost more.
constexpr std::size_t kLongestRead = 64;

constexpr std::uint64_t kRare = 11;

/// Curly marks are read as straight ones, so that either writing finds the same features.
std::string plain(std::string_view word) {
  std::string text;
  text.reserve(word.size());
  for (std::size_t i = 0; i < word.size();) {
    if (static_cast<unsigned char>(word[i]) == 0xE2 && i + 2 < word.size() &&
        static_cast<unsigned char>(word[i + 1]) == 0x80) {
      const auto third = static_cast<unsigned char>(word[i + 2]);
      if (third == 0x98 || third == 0x99) {
        text += '\'';
        i += 3;
        continue;
      }
    }
    text += word[i++];
  }
  return text;
}

std::uint64_t shape_of(std::string_view word) {
  std::uint64_t shape = 0;
  std::uint64_t last = 0;
  std::size_t runs = 0;
  for (char c : word) {
    std::uint64_t kind = 5;
    if (base::is_upper(c)) {
      kind = 1;
    } else if (base::is_lower(c)) {
      kind = 2;
    } else if (base::is_digit(c)) {
      kind = 3;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      kind = 4;
    } else if (c == '-') {
      kind = 6;
    } else if (c == '.') {
      kind = 7;
    }
    if (kind == last) {
      if (kind == 1 && runs == 1) shape |= 1ull << 60;  // more than one capital in the first run
      continue;
    }
    last = kind;
    if (++runs <= 12) shape = shape << 4 | kind;
  }
  return shape + 1;
}

void read_word(std::string_view given, WordForm& form) {
  std::string word = plain(given.substr(0, kLongestRead));
  form.shape = shape_of(word);
  // Figures of one length are one form: "1979" is "0000".
  for (char& c : word)
    if (base::is_digit(c)) c = '0';
  form.exact = learn::hash_part(word);
  for (char& c : word) c = base::to_lower(c);
  form.lowered = learn::hash_part(word);
  for (std::size_t length = 1; length <= 5; ++length)
    form.suffix[length - 1] =
        word.size() >= length ? learn::hash_part(std::string_view(word).substr(word.size() - length)) : 0;
  for (std::size_t length = 1; length <= 4; ++length)
    form.prefix[length - 1] =
        word.size() >= length ? learn::hash_part(std::string_view(word).substr(0, length)) : 0;
}

const WordForm& boundary_form() {
  static const WordForm form{1, 2, {3, 3, 3, 3, 3}, {4, 4, 4, 4}, 5, 300};
  return form;
}

const WordForm& form_at(const SentenceForms& forms, std::ptrdiff_t at) {
  return at < 0 || at >= static_cast<std::ptrdiff_t>(forms.words.size())
             ? boundary_form()
             : forms.words[static_cast<std::size_t>(at)];
}

std::uint64_t tag_at(std::span<const std::uint32_t> tags, std::ptrdiff_t at) {
  return at < 0 || at >= static_cast<std::ptrdiff_t>(tags.size()) ? kNoTag
                                                                  : tags[static_cast<std::size_t>(at)];
}

/// What both readings look at: the word, its neighbours, the capitals.
std::size_t word_features(const SentenceForms& forms, std::size_t at, std::uint32_t* out) {
  const auto here = static_cast<std::ptrdiff_t>(at);
  const WordForm& w = forms.words[at];
  const WordForm& l1 = form_at(forms, here - 1);
  const WordForm& l2 = form_at(forms, here - 2);
  const WordForm& r1 = form_at(forms, here + 1);
  const WordForm& r2 = form_at(forms, here + 2);
  const auto casing = static_cast<std::uint64_t>(forms.casing);
  const std::uint64_t first = at == 0 ? 1 : 0;
  std::uint32_t* to = out;
  *to++ = learn::feature(0);
  *to++ = learn::feature(1, w.lowered);
  *to++ = learn::feature(2, w.exact, casing);
  for (std::uint64_t i = 0; i < 5; ++i) *to++ = learn::feature(3, w.suffix[i], i);
  for (std::uint64_t i = 0; i < 4; ++i) *to++ = learn::feature(4, w.prefix[i], i);
  *to++ = learn::feature(5, w.shape, casing, first);
  *to++ = learn::feature(6, w.dictionary, w.shape, casing * 2 + first);
  *to++ = learn::feature(7, w.suffix[2], w.shape, casing * 2 + first);
  *to++ = learn::feature(8, l1.lowered);
  *to++ = learn::feature(9, r1.lowered);
  *to++ = learn::feature(10, l2.lowered);
  *to++ = learn::feature(11, r2.lowered);
  *to++ = learn::feature(12, l1.lowered, w.lowered);
  *to++ = learn::feature(13, w.lowered, r1.lowered);
  *to++ = learn::feature(14, l1.lowered, r1.lowered);
  *to++ = learn::feature(15, l1.suffix[2]);
  *to++ = learn::feature(16, r1.suffix[2]);
  *to++ = learn::feature(17, r1.shape, w.shape, casing);
  *to++ = learn::feature(18, l1.shape, w.shape, casing);
  *to++ = learn::feature(19, w.dictionary, r1.dictionary);
  *to++ = learn::feature(20, w.lowered, r1.dictionary);
  *to++ = learn::feature(21, w.dictionary, r1.dictionary, r2.dictionary);
  *to++ = learn::feature(22, w.suffix[1], r1.dictionary);
  *to++ = learn::feature(23, w.suffix[2], l1.lowered);
  *to++ = learn::feature(24, l2.lowered, l1.lowered);
  *to++ = learn::feature(25, r1.lowered, r2.lowered);
  *to++ = learn::feature(26, w.lowered, first, forms.words.size() < 6 ? forms.words.size() : 6);
  return static_cast<std::size_t>(to - out);
}

}  // namespace

Result<TagDictionary> TagDictionary::load(const learn::ModelFile& file) {
  RAVEN_TRY(const std::string_view bytes, file.section("dictionary"));
  if (bytes.size() % 5 != 0) return file.fault("has a dictionary of broken rows");
  TagDictionary dictionary;
  dictionary.rows_.reserve(bytes.size() / 5);
  for (std::size_t at = 0; at < bytes.size(); at += 5)
    dictionary.rows_.emplace_back(static_cast<std::uint32_t>(learn::number_at(bytes, at, 4)),
                                  static_cast<std::uint8_t>(bytes[at + 4]));
  if (!std::is_sorted(dictionary.rows_.begin(), dictionary.rows_.end()))
    return file.fault("has a dictionary out of order");
  dictionary.index();
  return dictionary;
}

void TagDictionary::index() {
  starts_.assign(4097, 0);
  for (const auto& row : rows_) ++starts_[(row.first >> 20) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

TagDictionary TagDictionary::of(std::vector<std::pair<std::uint32_t, std::uint8_t>> rows) {
  TagDictionary dictionary;
  dictionary.rows_ = std::move(rows);
  dictionary.index();
  return dictionary;
}

std::string TagDictionary::bytes() const {
  std::string bytes;
  for (const auto& [key, tags] : rows_) {
    learn::append_number(bytes, key, 4);
    bytes += static_cast<char>(tags);
  }
  return bytes;
}

std::uint8_t TagDictionary::find(std::uint64_t lowered_hash) const {
  if (starts_.empty()) return 0;
  const auto key = static_cast<std::uint32_t>(lowered_hash >> 32);
  for (std::uint32_t row = starts_[key >> 20]; row < starts_[(key >> 20) + 1]; ++row)
    if (rows_[row].first == key) return rows_[row].second;
  return 0;
}

std::uint64_t lowered_hash(std::string_view word) {
  WordForm form;
  read_word(word, form);
  return form.lowered;
}

void read_forms(std::span<const std::string_view> words, const TagDictionary& dictionary,
                SentenceForms& forms) {
  forms.words.assign(words.size(), {});
  for (std::size_t i = 0; i < words.size(); ++i) {
    read_word(words[i], forms.words[i]);
    WordForm& form = forms.words[i];
    form.dictionary = dictionary.find(form.lowered);
    // A form that training saw once at most says nothing by itself, and neither must it in training: so the
    // features of endings and neighbours learn what they will have to do for words never seen.
    if (form.dictionary == 0) form.lowered = form.exact = kRare;
  }
  forms.casing = casing_of(words);
}

std::size_t first_features(const SentenceForms& forms, std::size_t at, std::span<const std::uint32_t> tags,
                           std::uint32_t* out) {
  std::uint32_t* to = out + word_features(forms, at, out);
  const auto here = static_cast<std::ptrdiff_t>(at);
  const WordForm& w = forms.words[at];
  const WordForm& r1 = form_at(forms, here + 1);
  const std::uint64_t t1 = tag_at(tags, here - 1);
  const std::uint64_t t2 = tag_at(tags, here - 2);
  const std::uint64_t t3 = tag_at(tags, here - 3);
  *to++ = learn::feature(40, t1);
  *to++ = learn::feature(41, t1, t2);
  *to++ = learn::feature(42, t1, t2, t3);
  *to++ = learn::feature(43, t1, w.lowered);
  *to++ = learn::feature(44, t1, t2, w.lowered);
  *to++ = learn::feature(45, t1, w.suffix[2]);
  *to++ = learn::feature(46, t1, r1.lowered);
  *to++ = learn::feature(47, t1, w.dictionary, r1.dictionary);
  *to++ = learn::feature(48, t1, t2, w.dictionary);
  *to++ = learn::feature(49, t1, w.shape);
  return static_cast<std::size_t>(to - out);
}

std::size_t second_features(const SentenceForms& forms, std::size_t at, std::span<const std::uint32_t> tags,
                            std::span<const std::uint32_t> before, std::uint32_t* out) {
  std::uint32_t* to = out + word_features(forms, at, out);
  const auto here = static_cast<std::ptrdiff_t>(at);
  const WordForm& w = forms.words[at];
  const std::uint64_t t0 = tag_at(before, here);
  const std::uint64_t l1 = tag_at(tags, here - 1);
  const std::uint64_t l2 = tag_at(tags, here - 2);
  const std::uint64_t r1 = tag_at(before, here + 1);
  const std::uint64_t r2 = tag_at(before, here + 2);
  const std::uint64_t r3 = tag_at(before, here + 3);
  *to++ = learn::feature(60, t0);
  *to++ = learn::feature(61, l1);
  *to++ = learn::feature(62, l1, l2);
  *to++ = learn::feature(63, r1);
  *to++ = learn::feature(64, r1, r2);
  *to++ = learn::feature(65, l1, r1);
  *to++ = learn::feature(66, l1, w.lowered);
  *to++ = learn::feature(67, r1, w.lowered);
  *to++ = learn::feature(68, l1, r1, w.lowered);
  *to++ = learn::feature(69, l1, r1, w.dictionary);
  *to++ = learn::feature(70, l1, l2, w.dictionary);
  *to++ = learn::feature(71, r1, r2, w.dictionary);
  *to++ = learn::feature(72, l1, w.suffix[2]);
  *to++ = learn::feature(73, r1, w.suffix[2]);
  *to++ = learn::feature(74, l1, l2, w.lowered);
  *to++ = learn::feature(75, r1, r2, w.lowered);
  *to++ = learn::feature(76, l1, l2, r1 << 16 | r2);
  *to++ = learn::feature(77, r1, r2, r3);
  *to++ = learn::feature(78, l1, w.shape);
  *to++ = learn::feature(79, r1, w.shape);
  *to++ = learn::feature(80, l1, tag_at(tags, here - 3), l2);
  return static_cast<std::size_t>(to - out);
}

struct Tagger::Parts {
  learn::LinearModel first;
  learn::LinearModel second;
  TagDictionary dictionary;
  std::vector<Tag> tags;
  std::vector<std::string> fine_tags;
};

Result<Tagger> Tagger::make(const base::Knowledge& knowledge) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kModelName));
  return load(kModelName, bytes);
}

Result<Tagger> Tagger::load(std::string_view name, std::string_view bytes) {
  RAVEN_TRY(const learn::ModelFile file, learn::ModelFile::parse(name, bytes, kKind, kVersion));
  Parts parts;
  RAVEN_TRY(parts.first, learn::LinearModel::load(file, "1."));
  RAVEN_TRY(parts.second, learn::LinearModel::load(file, "2."));
  RAVEN_TRY(parts.dictionary, TagDictionary::load(file));
  if (parts.first.label_count() != parts.second.label_count())
    return file.fault("has two readings with different labels");
  for (std::size_t i = 0; i < parts.first.label_count(); ++i) {
    const std::string& label = parts.first.label(i);
    const std::size_t blank = label.find(' ');
    const std::optional<Tag> tag =
        blank == std::string::npos ? std::nullopt : tag_named(label.substr(0, blank));
    if (!tag || label != parts.second.label(i))
      return file.fault("has a label that is no pair of tags: " + label);
    parts.tags.push_back(*tag);
    parts.fine_tags.push_back(label.substr(blank + 1));
  }
  Tagger tagger;
  tagger.parts_ = std::make_shared<const Parts>(std::move(parts));
  return tagger;
}

void Tagger::tag(std::span<const std::string_view> words, std::vector<TagPair>& tags) const {
  const Parts& parts = *parts_;
  SentenceForms forms;
  read_forms(words, parts.dictionary, forms);
  const std::size_t count = words.size();
  std::vector<std::uint32_t> before(count);
  std::vector<std::uint32_t> after(count);
  std::array<std::uint32_t, kMostFeatures> features;
  std::array<std::int32_t, 255> scores;
  const std::span<std::int32_t> used(scores.data(), parts.first.label_count());
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = first_features(forms, i, std::span(before).first(i), features.data());
    std::fill(used.begin(), used.end(), 0);
    parts.first.score(std::span(features).first(size), used.data());
    before[i] = static_cast<std::uint32_t>(learn::best_of(used));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = second_features(forms, i, std::span(after).first(i), before, features.data());
    std::fill(used.begin(), used.end(), 0);
    parts.second.score(std::span(features).first(size), used.data());
    after[i] = static_cast<std::uint32_t>(learn::best_of(used));
  }
  tags.resize(count);
  for (std::size_t i = 0; i < count; ++i) tags[i] = {parts.tags[after[i]], parts.fine_tags[after[i]]};
}

}  // namespace raven::language
