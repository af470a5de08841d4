// SPDX-License-Identifier: Apache-2.0
// The words of a span live in the article; of one that is gone at the end of the line they cannot be asked.
#include <raven/record.h>

raven::Article make_article();

std::size_t words() {
#ifdef MISUSE
  return raven::text_of(make_article(), raven::text_span(0, 1)).size();
#else
  const raven::Article article = make_article();
  return raven::text_of(article, raven::text_span(0, 1)).size();
#endif
}
