// SPDX-License-Identifier: Apache-2.0
#include "read/html_page.h"

#include "read/html/document.h"

namespace raven::read {

void read_html_page(const PageBytes& page, const ReadingTables&, base::Day, Article&) {
  const html::Document document = html::parse(page.utf8());
  static_cast<void>(document);
}

}  // namespace raven::read
