// SPDX-License-Identifier: Apache-2.0
#include "cli/tree_drawing.h"

#include "cli/html_text.h"
#include "cli/row_writer.h"

#include <raven/version.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace raven::cli {
namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1f2328;--soft:#68707a;--line:#dedbd3;--arc:#0b5c8a;--name:#8a5a00;--root:#b3261e}
@media (prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e4e2dc;--soft:#969da6;--line:#33373d;--arc:#7cc4f0;--name:#e3b45c;--root:#ff8a80}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font:600 1.5rem/1.25 Georgia,serif;max-width:44rem;margin:0 0 1rem}
article+article{border-top:3px double var(--line);margin-top:3rem;padding-top:2rem}
figure{margin:0 0 1.5rem;overflow-x:auto;border-top:1px solid var(--line);padding-top:.6rem}
figcaption{font:.95rem/1.5 Georgia,serif;max-width:50rem;position:sticky;left:0}
svg{display:block;font:13px system-ui,sans-serif}
svg .w{fill:var(--ink);text-anchor:middle}svg .t,svg .l{fill:var(--soft);font-size:11px;text-anchor:middle}
svg .n{fill:var(--name);font-size:11px;text-anchor:middle}svg .n+path,svg .u{stroke:var(--name);fill:none}
svg .a{stroke:var(--arc);fill:none;stroke-width:1.2}svg .r{fill:var(--arc);font-size:10.5px;text-anchor:middle}
svg .o{fill:var(--root);font-size:10.5px;text-anchor:middle}
.failure{color:var(--root)}footer{color:var(--soft);font-size:.8rem;margin-top:3rem}
)css";

struct Arc {
  std::uint32_t from = 0, to = 0;  // words of the sentence, from 0; `from` is the left end
  std::uint32_t head = 0;
  int level = 1;
};

/// Each arc lies above all arcs that it spans, so that none crosses another without need: shorter ones first.
std::vector<Arc> arcs_of(const Document& document, const Sentence& sentence) {
  std::vector<Arc> arcs;
  const std::uint32_t size = sentence.last_word - sentence.first_word;
  for (std::uint32_t at = 0; at < size; ++at) {
    const Word& word = document.analysis.words[sentence.first_word + at];
    if (word.head == kNone || word.relation.empty()) continue;
    const std::uint32_t head = word.head - sentence.first_word;
    arcs.push_back({std::min(at, head), std::max(at, head), head, 1});
  }
  std::stable_sort(arcs.begin(), arcs.end(),
                   [](const Arc& a, const Arc& b) { return a.to - a.from < b.to - b.from; });
  std::vector<int> height(size, 0);  // of the highest arc over the gap behind each word
  for (Arc& arc : arcs) {
    const auto first = height.begin() + arc.from, last = height.begin() + arc.to;
    arc.level = 1 + *std::max_element(first, last);
    std::fill(first, last, arc.level);
  }
  return arcs;
}

std::string draw(const Document& document, const Sentence& sentence) {
  const std::uint32_t size = sentence.last_word - sentence.first_word;
  const auto word_at = [&](std::uint32_t at) -> const Word& {
    return document.analysis.words[sentence.first_word + at];
  };
  std::vector<double> middle(size);
  double x = 10;
  for (std::uint32_t at = 0; at < size; ++at) {
    const Word& word = word_at(at);
    const std::size_t letters =
        std::max({display_width(form_of(document.article, word)), display_width(word.lemma) * 9 / 10,
                  word.relation.size() * 8 / 10, std::size_t{4}});
    const double width = 7.6 * static_cast<double>(letters) + 14;
    middle[at] = x + width / 2;
    x += width;
  }
  const std::vector<Arc> arcs = arcs_of(document, sentence);
  int top = 1;
  for (const Arc& arc : arcs) top = std::max(top, arc.level);
  const double base = 22.0 * top + 26;
  std::string out = fmt::format("<svg width=\"{:.0f}\" height=\"{:.0f}\" role=\"img\">", x + 10, base + 72);
  for (const Arc& arc : arcs) {
    // The two ends at one word are parted a little, so that its own arc is told from those of its dependents.
    const double left = middle[arc.from] + (arc.head == arc.from ? 5 : 0);
    const double right = middle[arc.to] - (arc.head == arc.to ? 5 : 0);
    const double y = base - 22.0 * arc.level;
    const std::uint32_t dependent = arc.head == arc.from ? arc.to : arc.from;
    const double tip = arc.head == arc.from ? right : left;
    out += fmt::format(
        "<path class=\"a\" d=\"M{0:.1f} {2:.1f}C{0:.1f} {3:.1f} {1:.1f} {3:.1f} {1:.1f} {2:.1f}\"/>"
        "<path class=\"a\" d=\"M{4:.1f} {5:.1f}l3 -5h-6z\"/>"
        "<text class=\"r\" x=\"{6:.1f}\" y=\"{7:.1f}\">{8}</text>",
        left, right, base, y - 5, tip, base + 1, (left + right) / 2, (base + 3 * y - 15) / 4 - 2,
        escape(word_at(dependent).relation));
  }
  for (std::uint32_t at = 0; at < size; ++at) {
    const Word& word = word_at(at);
    if (word.head == kNone && !word.relation.empty())
      out += fmt::format("<text class=\"o\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", middle[at], base - 2,
                         escape(word.relation));
    out += fmt::format(
        "<text class=\"w\" x=\"{0:.1f}\" y=\"{1:.1f}\">{4}</text>"
        "<text class=\"t\" x=\"{0:.1f}\" y=\"{2:.1f}\">{5} {6}</text>"
        "<text class=\"l\" x=\"{0:.1f}\" y=\"{3:.1f}\">{7}</text>",
        middle[at], base + 16, base + 31, base + 44, escape(form_of(document.article, word)),
        name_of(word.tag), escape(word.fine_tag), escape(word.lemma));
  }
  for (const Name& name : document.analysis.names) {
    if (name.first_word < sentence.first_word || name.last_word > sentence.last_word) continue;
    const double left = middle[name.first_word - sentence.first_word] - 14;
    const double right = middle[name.last_word - 1 - sentence.first_word] + 14;
    out += fmt::format(
        "<path class=\"u\" d=\"M{0:.1f} {2:.1f}H{1:.1f}\"/><text class=\"n\" x=\"{3:.1f}\" "
        "y=\"{4:.1f}\">{5}</text>",
        left, right, base + 50, (left + right) / 2, base + 62, escape(name.type));
  }
  return out + "</svg>";
}

}  // namespace

std::string tree_page_begin() {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<title>Raven: trees</title><style>{}</style></head><body><main>\n",
      kStyle);
}

std::string tree_document(const Document& document) {
  const Article& article = document.article;
  std::string out = "<article><h1>" +
                    escape(article.title.empty() ? std::string_view(article.source.uri) : article.title) +
                    "</h1>\n";
  for (const Sentence& sentence : document.analysis.sentences)
    out += "<figure><figcaption>" + escape(text_of(article, sentence.span)) + "</figcaption>" +
           draw(document, sentence) + "</figure>\n";
  return out + "</article>\n";
}

std::string tree_failure(const Document& document) {
  const Error& failure = *document.failure;
  return "<article><h1>" + escape(document.article.source.uri) + "</h1><p class=\"failure\">" +
         escape(failure.message.empty() ? meaning_of(failure.code) : std::string_view(failure.message)) +
         "</p></article>\n";
}

std::string tree_page_end() {
  return fmt::format("<footer>raven {}</footer></main></body></html>\n", RAVEN_VERSION);
}

}  // namespace raven::cli
