// SPDX-License-Identifier: Apache-2.0
// Any bytes along the whole path: read, annotated, coded and written in every format.
#include <raven/raven.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const raven::Result<raven::Raven> engine = raven::Raven::open();
  if (!engine) std::abort();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const raven::Document document = engine->code(bytes, {.uri = "fuzz"});
  for (const raven::Event& event : document.analysis.events) {
    // Every span lies in the text; every row can be written.
    if (event.span.end.value > document.article.text.size() || event.span.begin > event.span.end)
      std::abort();
    static_cast<void>(raven::event_json(document, event));
    static_cast<void>(raven::event_row(raven::EventFormat::Csv, document, event));
    static_cast<void>(raven::event_row(raven::EventFormat::Gdelt2, document, event));
  }
  static_cast<void>(raven::article_json(document));
  return 0;
}
