// SPDX-License-Identifier: Apache-2.0
#include "language/boundary_model.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "learn/feature_hash.h"

#include <algorithm>
#include <array>

namespace raven::language {
namespace {

bool is_stop_mark(std::string_view mark) {
  return mark.front() == '.' || mark.front() == '?' || mark.front() == '!' || mark.front() == ':' ||
         mark.front() == ';' || mark.starts_with("\xE2\x80\xA6");
}

/// Marks that stand between a stop and the next sentence.
bool is_closing_mark(std::string_view mark) {
  return mark == ")" || mark == "]" || mark == "\"" || mark == "'" || mark == "''" ||
         mark == "\xE2\x80\x9D" || mark == "\xE2\x80\x99" || mark == "\xC2\xBB";
}

/// Kinds of letters in order, runs as one: "Kabul" is Xx, "10:30" is 0:0, "al-Qaeda" is x-Xx.
std::uint64_t shape_of(std::string_view form) {
  std::array<char, 12> shape{};
  std::size_t size = 0;
  for (const char c : form) {
    char kind = c;
    if (base::is_upper(c)) kind = 'X';
    if (base::is_lower(c)) kind = 'x';
    if (base::is_digit(c)) kind = '0';
    if (static_cast<unsigned char>(c) >= 0x80) kind = 'u';
    if (size > 0 && shape[size - 1] == kind) continue;
    shape[size++] = kind;
    if (size == shape.size()) break;
  }
  return learn::hash_part(std::string_view(shape.data(), size));
}

std::uint64_t lowered_form(std::string_view form) {
  std::array<char, 24> lowered{};
  const std::size_t size = std::min(form.size(), lowered.size());
  for (std::size_t i = 0; i < size; ++i) lowered[i] = base::is_digit(form[i]) ? '0' : base::to_lower(form[i]);
  return learn::hash_part(std::string_view(lowered.data(), size));
}

bool can_open(std::string_view form) {
  const char c = form.front();
  if (base::is_upper(c) || base::is_digit(c)) return true;
  if (base::is_lower(c)) return form == "i";
  if (static_cast<unsigned char>(c) < 0x80)
    return c == '"' || c == '`' || c == '\'' || c == '(' || c == '[' || c == '*' || c == '-' || c == '=' ||
           c == '<' || c == '_' || c == '#' || c == '$';
  const char32_t point = base::decode_utf8(form, 0).value;
  return !base::is_lower_character(point);
}

std::uint64_t length_class(std::size_t words) {
  constexpr std::size_t kSteps[] = {1, 2, 3, 5, 8, 13, 21, 34};
  return static_cast<std::uint64_t>(std::upper_bound(std::begin(kSteps), std::end(kSteps), words) -
                                    std::begin(kSteps));
}

constexpr std::uint64_t kOutside = 0x9D3A;  // stands for tokens before the first and after the last

}  // namespace

BoundaryContext::BoundaryContext(std::string_view text, std::span<const Token> tokens,
                                 std::span<const std::uint32_t> ends)
    : size_(tokens.size()),
      tokens_(tokens),
      ends_(tokens.size() + 1),
      marked_(tokens.size() + 1),
      opens_(tokens.size() + 1),
      leads_on_(tokens.size() + 1),
      small_(tokens.size() + 1),
      in_brackets_(tokens.size() + 1),
      lowered_(tokens.size()),
      shape_(tokens.size()) {
  for (const std::uint32_t end : ends) ends_[end] = 1;
  bool marked = false;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < size_; ++at) {
    const std::string_view form = text.substr(tokens[at].begin, tokens[at].end - tokens[at].begin);
    lowered_[at] = lowered_form(form);
    shape_[at] = shape_of(form);
    opens_[at] = can_open(form);
    small_[at] = base::is_lower(form.front());
    if (form == "(" || form == "[") ++depth;
    in_brackets_[at] = depth > 0;
    if ((form == ")" || form == "]") && depth > 0) --depth;
    marked_[at] = marked;
    leads_on_[at + 1] = form == ":" || form == "-" || form == "\xE2\x80\x93" || form == "\xE2\x80\x94";
    // A mark holds over the quotation marks and brackets that close behind it.
    if (tokens[at].stop != Stop::None || is_stop_mark(form)) {
      marked = true;
    } else if (!is_closing_mark(form)) {
      marked = false;
    }
  }
}

bool BoundaryContext::is_candidate(std::size_t at) const {
  // "Erdogan: Turkey will wait" is one sentence, whatever mail and web pages do with such labels.
  if (leads_on_[at] && !ends_[at] && tokens_[at].gap != Gap::LineBreak) return false;
  const Token& before = tokens_[at - 1];
  if (!ends_[at] && before.stop == Stop::Initial) return false;
  if (!ends_[at] && before.stop == Stop::Abbreviation &&
      (before.abbreviation == AbbreviationKind::Title || before.abbreviation == AbbreviationKind::Number ||
       before.abbreviation == AbbreviationKind::Latin))
    return false;
  if (ends_[at] || marked_[at] || tokens_[at].gap == Gap::LineBreak) return true;
  // Nothing but a capital speaks for an end here, and in headlines and names that is nothing: the word behind
  // it must be small.
  return opens_[at] && !in_brackets_[at] && at + 1 < size_ && small_[at + 1];
}

std::size_t BoundaryContext::features(std::size_t at, std::size_t start, std::uint32_t* out) const {
  std::uint32_t* const first = out;
  std::uint32_t number = 0;
  const auto lowered = [&](std::ptrdiff_t offset) {
    const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(at) + offset;
    return place < 0 || place >= static_cast<std::ptrdiff_t>(size_)
               ? kOutside
               : lowered_[static_cast<std::size_t>(place)];
  };
  const auto shape = [&](std::ptrdiff_t offset) {
    const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(at) + offset;
    return place < 0 || place >= static_cast<std::ptrdiff_t>(size_) ? kOutside
                                                                    : shape_[static_cast<std::size_t>(place)];
  };
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    *out++ = learn::feature(number++, a, b, c);
  };
  const Token& before = tokens_[at - 1];
  const std::uint64_t rule = ends_[at] ? 2 : marked_[at] ? 1 : 0;
  const std::uint64_t gap = static_cast<std::uint64_t>(tokens_[at].gap) + 1;
  const std::uint64_t stop = before.stop == Stop::None ? 0
                             : before.stop == Stop::Abbreviation
                                 ? 8 + static_cast<std::uint64_t>(before.abbreviation)
                                 : static_cast<std::uint64_t>(before.stop);
  const std::uint64_t state = rule * 64 + gap * 16 + (stop != 0 ? 1 : 0);
  const std::uint64_t length = length_class(at - start);
  const std::uint64_t rest = length_class(size_ - at);
  add(state);
  add(state, stop, shape(0));
  add(state, length);
  add(state, length, shape(0));
  add(state, rest);
  add(state, shape(-1), shape(0));
  add(state, lowered(-1));
  add(state, lowered(0), shape(0));
  add(state, lowered(-1), lowered(0));
  add(state, lowered(-1), shape(0));
  add(state, shape(-1), lowered(0));
  add(state, lowered(-2), lowered(-1));
  add(state, lowered(0), lowered(1));
  add(state, shape(-2), shape(-1));
  add(state, shape(0), shape(1));
  add(rule, shape(0), lowered(1));
  add(rule, lowered(-2), shape(0));
  add(state, shape(-1), length);
  add(shape(-2), shape(-1), shape(0));
  add(shape(-1), shape(0), shape(1));
  add(rule, shape(1), shape(2));
  add(rule, lowered_[start], shape(0));
  add(rule, shape_[start], length);
  return static_cast<std::size_t>(out - first);
}

Result<BoundaryModel> BoundaryModel::make(const base::Knowledge& knowledge) {
  constexpr std::string_view kFile = "models/sentences.model";
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kFile));
  return load(kFile, bytes);
}

Result<BoundaryModel> BoundaryModel::load(std::string_view name, std::string_view bytes) {
  RAVEN_TRY(const learn::ModelFile file, learn::ModelFile::parse(name, bytes, kKind, kVersion));
  BoundaryModel model;
  RAVEN_TRY(model.model_, learn::LinearModel::load(file, ""));
  if (model.model_.label_count() != 2) return file.fault("has not the two labels of a boundary");
  RAVEN_TRY(const std::string_view majority, file.section("majority"));
  if (majority.size() != 4) return file.fault("has no majority of four bytes");
  model.majority_ = static_cast<std::int32_t>(learn::number_at(majority, 0, 4));
  return model;
}

void BoundaryModel::revise(std::string_view text, std::span<const Token> tokens,
                           std::vector<std::uint32_t>& ends) const {
  if (tokens.size() < 2) return;
  const BoundaryContext context(text, tokens, ends);
  std::array<std::uint32_t, BoundaryContext::kMostFeatures> features;
  ends.clear();
  std::size_t start = 0;
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    if (!context.is_candidate(at)) continue;
    std::array<std::int32_t, 2> scores{};
    const std::size_t count = context.features(at, start, features.data());
    model_.score(std::span(features).first(count), scores.data());
    const std::int32_t lead = scores[1] - scores[0];
    if (context.rules_end(at) ? lead < -majority_ : lead <= (context.has_mark(at) ? 0 : majority_)) continue;
    ends.push_back(static_cast<std::uint32_t>(at));
    start = at;
  }
  ends.push_back(static_cast<std::uint32_t>(tokens.size()));
}

}  // namespace raven::language
