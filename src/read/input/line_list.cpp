// SPDX-License-Identifier: Apache-2.0
#include "read/input/line_list.h"

#include "base/ascii.h"
#include "base/origin_map.h"

namespace raven::read {

void read_line_list(std::string_view utf8, Article& article) {
  base::OriginText text;
  std::size_t at = 0;
  for (const std::string_view whole : base::split(utf8, '\n')) {
    const std::string_view line = base::trim(whole);
    if (!line.empty()) {
      if (text.size() > 0) text.add("\n\n");
      const std::size_t begin = text.size();
      text.copy(line, at + static_cast<std::size_t>(line.data() - whole.data()));
      article.paragraphs.push_back({text_span(begin, text.size()), ParagraphRole::ListItem});
    }
    at += whole.size() + 1;
  }
  article.text = text.text();
  article.origins = text.runs();
}

}  // namespace raven::read
