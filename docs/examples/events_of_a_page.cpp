// SPDX-License-Identifier: Apache-2.0
// The events of one page: who did what to whom.
//
//     events_of_a_page page.html

#include <raven/raven.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int count, char** words) {
  if (count != 2) return 2;
  std::ifstream in(words[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};

  const raven::Result<raven::Raven> engine = raven::Raven::open();
  if (!engine) {
    std::cerr << raven::describe(engine.error()) << '\n';
    return 1;
  }
  const raven::Document document = engine->code(bytes, {.uri = words[1]});
  if (document.failure) {
    std::cerr << raven::describe(*document.failure) << '\n';
    return 1;
  }
  std::cout << document.article.title << '\n';
  for (const raven::Event& event : document.analysis.events) {
    std::cout << raven::name_of(event.type) << " (" << raven::name_of(event.factuality) << "): ";
    for (const raven::Party& party : event.actors) std::cout << party.text << ' ';
    std::cout << "-> ";
    for (const raven::Party& party : event.recipients) std::cout << party.text << ' ';
    std::cout << "\n    " << raven::text_of(document.article, event.span) << '\n';
  }
}
