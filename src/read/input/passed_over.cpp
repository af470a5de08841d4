// SPDX-License-Identifier: Apache-2.0
#include <raven/raven.h>

namespace raven {

std::string describe(const PassedOver& passed_over) {
  std::string text;
  const auto tell = [&](std::uint64_t count, const char* one, const char* many) {
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += std::to_string(count) + " " + (count == 1 ? one : many);
  };
  tell(passed_over.files, "file that is no page", "files that are no pages");
  tell(passed_over.requests, "request", "requests");
  tell(passed_over.revisits, "revisit", "revisits");
  tell(passed_over.descriptions, "description", "descriptions");
  tell(passed_over.other_media, "answer of another kind than a page", "answers of another kind than a page");
  tell(passed_over.other_status, "redirection or error", "redirections or errors");
  return text;
}

}  // namespace raven
