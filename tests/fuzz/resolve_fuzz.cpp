// SPDX-License-Identifier: Apache-2.0
// Feeds any bytes to the resolve room as an article: the first byte chooses where sentences end, so that
// spans of every shape are met. What must hold afterwards is checked; a breach stops the run.
#include "base/calendar.h"
#include "base/utf8.h"
#include "resolve/resolver.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const raven::resolve::Resolver& resolver() {
  static const raven::Result<raven::resolve::Resolver> made =
      raven::resolve::Resolver::make(raven::base::Knowledge());
  require(made.ok());
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t longest = 8 + data[0];
  raven::Article article;
  article.text = raven::base::repaired_utf8(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  if (data[0] & 1) article.published = {"2021-08-16", raven::Precision::Day, "input"};
  if (data[0] & 2) article.dateline = article.text.substr(0, 40);
  article.dateline = raven::base::repaired_utf8(article.dateline);

  raven::Analysis analysis;
  std::size_t begin = 0;
  const std::string& text = article.text;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool inside = i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (inside || (i < text.size() && text[i] != '.' && text[i] != '\n' && i - begin < longest)) continue;
    if (i > begin) {
      raven::Sentence sentence;
      sentence.span = raven::text_span(begin, i);
      analysis.sentences.push_back(sentence);
      article.paragraphs.push_back({sentence.span});
    }
    begin = i;
  }
  resolver().resolve(article, analysis);

  for (const raven::Mention& mention : analysis.mentions) {
    require(mention.actor < analysis.actors.size());
    require(mention.sentence < analysis.sentences.size());
    require(analysis.sentences[mention.sentence].span.contains(mention.span));
    require(!mention.span.empty());
    require(mention.sure >= 0 && mention.sure <= 1);
  }
  for (const raven::Actor& actor : analysis.actors) require(raven::base::is_valid_utf8(actor.name));
  for (const raven::Place& place : analysis.places) require(place.span.end.value <= text.size());
  for (const raven::DateRange& date : analysis.dates) {
    require(date.span.end.value <= text.size() && raven::base::is_valid_utf8(date.text));
    if (date.from && date.to) require(raven::base::days_between(*date.from, *date.to) >= 0);
  }
  for (const raven::Quantity& quantity : analysis.quantities) {
    require(quantity.span.end.value <= text.size() && raven::base::is_valid_utf8(quantity.text));
    if (quantity.low && quantity.high) require(*quantity.low <= *quantity.high);
  }
  return 0;
}
