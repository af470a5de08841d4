// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// A view of one sentence's words that keeps the rules of the coder short: any index may be asked for, one
/// outside the sentence answers with nothing. Holds references; it lives no longer than article and analysis.

#include "base/ascii.h"

#include <raven/record.h>

#include <string>
#include <string_view>

namespace raven::code {

class SentenceView {
 public:
  SentenceView(const Article& article, const Analysis& analysis, std::uint32_t sentence)
      : article_(article),
        words_(analysis.words),
        sentence_(sentence),
        first_(analysis.sentences[sentence].first_word),
        last_(analysis.sentences[sentence].last_word) {}

  std::uint32_t sentence() const { return sentence_; }
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  bool in(std::uint32_t w) const { return w >= first_ && w < last_; }
  const Word& word(std::uint32_t w) const { return words_[w]; }
  Tag tag(std::uint32_t w) const { return in(w) ? words_[w].tag : Tag::Punct; }
  std::string_view fine(std::uint32_t w) const {
    return in(w) ? std::string_view(words_[w].fine_tag) : std::string_view();
  }
  std::string_view form(std::uint32_t w) const {
    return in(w) ? text_of(article_, words_[w].span) : std::string_view();
  }
  std::string low(std::uint32_t w) const { return base::lowered(form(w)); }
  std::string_view lemma(std::uint32_t w) const {
    return in(w) ? std::string_view(words_[w].lemma) : std::string_view();
  }

  bool is_noun(std::uint32_t w) const { return tag(w) == Tag::Noun || tag(w) == Tag::Propn; }
  bool is_verb(std::uint32_t w) const { return tag(w) == Tag::Verb; }
  bool is_comma(std::uint32_t w) const { return form(w) == ","; }
  bool is_and(std::uint32_t w) const {
    return tag(w) == Tag::Cconj && (low(w) == "and" || low(w) == "or" || form(w) == "&");
  }
  bool is_quote(std::uint32_t w) const {
    const std::string_view f = form(w);
    return f == "\"" || f == "``" || f == "''" || f == "\u201c" || f == "\u201d" || f == "\u201e" ||
           f == "\u00ab" || f == "\u00bb";
  }

 private:
  const Article& article_;
  const std::vector<Word>& words_;
  std::uint32_t sentence_, first_, last_;
};

}  // namespace raven::code
