// SPDX-License-Identifier: Apache-2.0
// Offsets into the page and offsets into the text are not the same thing.
#include <raven/record.h>

bool before(raven::SourceByte in_page, raven::TextByte in_text) {
#ifdef MISUSE
  return in_page < in_text;
#else
  return in_page.value < in_text.value;
#endif
}
