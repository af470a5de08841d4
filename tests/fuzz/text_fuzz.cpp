// SPDX-License-Identifier: Apache-2.0
// Any bytes as a page: the reader gives valid UTF-8 with spans that stand in the text and in the source.
#include "base/knowledge.h"
#include "base/utf8.h"
#include "read/reader.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

const raven::read::Reader& reader() {
  static const raven::base::Knowledge knowledge;
  static const raven::Result<raven::read::Reader> made = raven::read::Reader::make(
      knowledge,
      {.today = raven::base::Day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{24}}});
  check(made.ok());
  return *made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  raven::read::ReadHint hint;
  hint.kind = static_cast<raven::read::BytesKind>(data[0] % 4);
  const raven::Document document = reader().read(bytes, hint);
  const raven::Article& article = document.article;
  check(raven::base::is_valid_utf8(article.text) && raven::base::is_valid_utf8(article.title));
  std::uint32_t end = 0;
  for (const raven::Paragraph& paragraph : article.paragraphs) {
    check(paragraph.span.begin.value >= end && paragraph.span.begin <= paragraph.span.end &&
          paragraph.span.end.value <= article.text.size());
    end = paragraph.span.end.value;
  }
  std::uint32_t at = 0;
  for (const raven::OriginRun& run : article.origins) {
    check(run.text.value >= at && run.text.value + run.text_length <= article.text.size());
    check(run.source.value + run.source_length <= bytes.size());
    at = run.text.value + run.text_length;
  }
  for (const raven::Dropped& dropped : article.dropped) {
    check(raven::base::is_valid_utf8(dropped.text) && dropped.text.size() <= 400);
    check(dropped.span.begin <= dropped.span.end && dropped.span.end.value <= bytes.size());
  }
  for (const raven::Note& note : article.notes) check(note.span.end.value <= article.text.size());
  return 0;
}
