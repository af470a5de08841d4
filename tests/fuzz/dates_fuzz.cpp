// SPDX-License-Identifier: Apache-2.0
// Any bytes as a date: what is found exists in the calendar and stands within the text.
#include "base/calendar.h"
#include "base/knowledge.h"
#include "read/reading_tables.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void check(const raven::Moment& moment) {
  if (moment.iso.empty() != (moment.precision == raven::Precision::Unknown)) std::abort();
  if (moment.precision >= raven::Precision::Day && !raven::base::day_of(moment)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const raven::base::Knowledge knowledge;
  static const raven::Result<raven::read::ReadingTables> tables = raven::read::ReadingTables::make(knowledge);
  if (!tables) std::abort();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(raven::read::machine_moment(text));
  check(raven::read::url_moment(text));
  for (const char* language : {"", "en", "fr", "hr"}) {
    const std::optional<raven::read::FoundDate> found = tables->dates().find(text, language);
    if (!found) continue;
    check(found->moment);
    if (found->begin >= found->end || found->end > size) std::abort();
  }
  if (tables->dates().yearless_date_at(text) > size) std::abort();
  return 0;
}
