// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON: strict and tolerant parsing end, and what strict takes, tolerant takes too.
#include "base/utf8.h"
#include "read/input/json_record.h"
#include "read/input/json_text.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  raven::read::JsonText strict, tolerant;
  const bool is_strict = strict.parse(bytes, raven::read::JsonTolerance::Strict);
  const bool is_tolerant = tolerant.parse(bytes, raven::read::JsonTolerance::Tolerant);
  if (is_strict && !is_tolerant) std::abort();
  if (is_tolerant)
    for (raven::read::JsonText::Node node = 0; node < tolerant.size(); ++node)
      if (!raven::base::is_valid_utf8(tolerant.text(node)) || tolerant.span(node).end.value > size)
        std::abort();
  const raven::read::JsonRecord record = raven::read::read_json_record(bytes);
  if (!raven::base::is_valid_utf8(record.text.text())) std::abort();
  for (const raven::OriginRun& run : record.text.runs())
    if (run.source.value + run.source_length > size) std::abort();
  return 0;
}
