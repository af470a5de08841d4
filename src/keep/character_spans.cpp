// SPDX-License-Identifier: Apache-2.0
#include "keep/character_spans.h"

#include <algorithm>
#include <string>

namespace raven::keep {

const base::CharacterIndex& characters_of(const Article& article) {
  struct Last {
    base::CharacterIndex index{std::string_view()};
    const char* text = nullptr;
    std::size_t size = 0;
    std::string hash;
  };
  thread_local Last last;
  const std::string& text = article.text;
  const std::string& hash = article.source.hash;
  const bool same = text.size() >= kLongText && !hash.empty() && last.text == text.data() &&
                    last.size == text.size() && last.hash == hash;
  if (!same) last = {base::CharacterIndex(text), text.data(), text.size(), hash};
  return last.index;
}

void write_span(base::JsonWriter& json, const base::CharacterIndex& characters, TextSpan span) {
  if (span.empty()) {
    json.null();
    return;
  }
  const CharacterSpan counted = characters.span(span);
  json.begin_array();
  json.value(counted.begin);
  json.value(counted.end);
  json.end_array();
}

std::string_view words_of(const Article& article, TextSpan span) {
  const std::size_t size = article.text.size();
  const std::size_t begin = std::min<std::size_t>(span.begin.value, size);
  const std::size_t end = std::clamp<std::size_t>(span.end.value, begin, size);
  return std::string_view(article.text).substr(begin, end - begin);
}

}  // namespace raven::keep
