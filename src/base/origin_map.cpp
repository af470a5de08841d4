// SPDX-License-Identifier: Apache-2.0
#include "base/origin_map.h"

#include "base/assert.h"

#include <algorithm>

namespace raven::base {
namespace {

bool is_bytewise(const OriginRun& run) {
  return run.text_length == run.source_length;
}

}  // namespace

void OriginText::copy(std::string_view bytes, std::uint64_t source) {
  if (bytes.empty()) return;
  const auto length = static_cast<std::uint32_t>(bytes.size());
  if (!runs_.empty()) {
    OriginRun& last = runs_.back();
    if (is_bytewise(last) && last.text.value + last.text_length == text_.size() &&
        last.source.value + last.source_length == source) {
      last.text_length += length;
      last.source_length += length;
      text_ += bytes;
      return;
    }
  }
  runs_.push_back({{static_cast<std::uint32_t>(text_.size())}, length, {source}, length});
  text_ += bytes;
}

void OriginText::replace(std::string_view bytes, SourceSpan source) {
  if (bytes.empty()) return;
  if (source.size() == bytes.size()) return copy(bytes, source.begin.value);
  runs_.push_back({{static_cast<std::uint32_t>(text_.size())},
                   static_cast<std::uint32_t>(bytes.size()),
                   source.begin,
                   static_cast<std::uint32_t>(source.size())});
  text_ += bytes;
}

void OriginText::append(const OriginText& other, std::size_t begin, std::size_t end) {
  RAVEN_ASSERT(begin <= end && end <= other.text_.size());
  auto run =
      std::upper_bound(other.runs_.begin(), other.runs_.end(), begin,
                       [](std::size_t at, const OriginRun& r) { return at < r.text.value + r.text_length; });
  std::size_t at = begin;
  const std::string_view text = other.text_;
  for (; run != other.runs_.end() && run->text.value < end; ++run) {
    const std::size_t run_begin = std::max<std::size_t>(run->text.value, begin);
    const std::size_t run_end = std::min<std::size_t>(run->text.value + run->text_length, end);
    if (run_begin > at) add(text.substr(at, run_begin - at));
    const std::string_view part = text.substr(run_begin, run_end - run_begin);
    if (is_bytewise(*run)) {
      copy(part, run->source.value + (run_begin - run->text.value));
    } else {
      replace(part, {run->source, {run->source.value + run->source_length}});
    }
    at = run_end;
  }
  if (at < end) add(text.substr(at, end - at));
}

void OriginText::truncate(std::size_t size) {
  if (size >= text_.size()) return;
  text_.resize(size);
  while (!runs_.empty() && runs_.back().text.value >= size) runs_.pop_back();
  if (runs_.empty()) return;
  OriginRun& last = runs_.back();
  if (last.text.value + last.text_length <= size) return;
  const auto kept = static_cast<std::uint32_t>(size - last.text.value);
  if (is_bytewise(last)) last.source_length = kept;
  last.text_length = kept;
}

void OriginText::clear() {
  text_.clear();
  runs_.clear();
}

SourceSpan OriginText::source(TextSpan span) const {
  return source_of_runs(runs_, span);
}

void OriginText::move_into(Article& article) && {
  article.text = std::move(text_);
  article.origins = std::move(runs_);
}

SourceSpan source_of_runs(const std::vector<OriginRun>& runs, TextSpan span) {
  if (span.empty()) return {};
  auto run = std::upper_bound(
      runs.begin(), runs.end(), span.begin.value,
      [](std::uint32_t at, const OriginRun& r) { return at < r.text.value + r.text_length; });
  // Runs may go back in the source (a caption moved, a title repeated), so both ends are searched.
  SourceSpan found{};
  bool any = false;
  for (; run != runs.end() && run->text.value < span.end.value; ++run) {
    std::uint64_t begin = run->source.value, end = run->source.value + run->source_length;
    if (is_bytewise(*run)) {
      if (span.begin.value > run->text.value) begin += span.begin.value - run->text.value;
      if (span.end.value < run->text.value + run->text_length)
        end -= run->text.value + run->text_length - span.end.value;
    }
    found.begin.value = any ? std::min(found.begin.value, begin) : begin;
    found.end.value = any ? std::max(found.end.value, end) : end;
    any = true;
  }
  return found;
}

}  // namespace raven::base

namespace raven {

SourceSpan source_of(const Article& article, TextSpan span) {
  return base::source_of_runs(article.origins, span);
}

}  // namespace raven
