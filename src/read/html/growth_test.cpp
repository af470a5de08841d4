// SPDX-License-Identifier: Apache-2.0
// Hostile pages: parsing must stay linear. A quadratic step anywhere takes seconds at these sizes.
#include "read/html/decode.h"
#include "read/html/document.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

using Generator = std::function<std::string(std::size_t)>;

std::string repeated(std::string_view unit, std::size_t size) {
  std::string page;
  page.reserve(size + unit.size());
  while (page.size() < size) page += unit;
  return page;
}

Generator repeating(std::string unit) {
  return [unit](std::size_t size) { return repeated(unit, size); };
}

// `start` once, then `first` for half of the size, then `second`.
Generator two_parts(std::string start, std::string first, std::string second) {
  return [=](std::size_t size) { return start + repeated(first, size / 2) + repeated(second, size / 2); };
}

// `before` and a number, again and again.
Generator numbered(std::string start, std::string before, std::string after) {
  return [=](std::size_t size) {
    std::string page = start;
    for (std::size_t i = 0; page.size() < size; ++i) page += before + std::to_string(i) + after;
    return page;
  };
}

Generator many_formatting(std::string block) {
  return [block](std::size_t size) {
    std::string page;
    for (int i = 0; i < 100; ++i) page += "<b a=" + std::to_string(i) + ">";
    return page + repeated(block, size);
  };
}

struct Hostile {
  const char* name;
  Generator make;
};

void PrintTo(const Hostile& page, std::ostream* out) {
  *out << page.name;
}

const std::vector<Hostile>& hostile_pages() {
  static const std::vector<Hostile> pages = {
      {"div", repeating("<div>")},
      {"b", repeating("<b>")},
      {"p", repeating("<p>")},
      {"a", repeating("<a>")},
      {"a_div", repeating("<a><div>")},
      {"a_p_end", repeating("<a><p></a>")},
      {"nobr_div", repeating("<nobr><div>")},
      {"b_different", numbered("", "<b a=", ">")},
      {"b_different_blocks", many_formatting("<p>x</p>")},
      {"b_different_open_blocks", many_formatting("<p>x")},
      {"table_td", repeating("<table><td>")},
      {"table_text", [](std::size_t size) { return "<table>" + repeated("a<tr>", size); }},
      {"table_formatting", repeating("<table><b><tr>x")},
      {"svg_desc", repeating("<svg><desc>")},
      {"math_mi", repeating("<math><mi>")},
      {"attributes", numbered("<p ", "a", " ")},
      {"attributes_same", [](std::size_t size) { return "<p " + repeated("a=1 ", size) + ">"; }},
      {"attributes_of_body", numbered("", "<body a", ">")},
      {"names", numbered("", "<x", ">")},
      {"unknown_ends", two_parts("", "<div>", "</x>")},
      {"items_in_div", two_parts("<li><ul>", "<div>", "<li></li>")},
      {"p_ends_in_div", two_parts("<p><object>", "<div>", "</p>")},
      {"tables_in_div", two_parts("", "<div>", "<table></table>")},
      {"ends_in_svg", two_parts("<svg>", "<g>", "</x>")},
      {"adoption", two_parts("<a>", "<div>", "</a><a>")},
      {"adoption_again", repeating("<b><i><u>" + repeated("<div>", 1500) + repeated("</b></i></u>", 480) +
                                   repeated("</div>", 1800))},
      {"forms", repeating("<form><div></form>")},
      {"templates", repeating("<template>")},
      {"objects", repeating("<object><b>")},
      {"options", repeating("<select><option><div>")},
      {"ruby", repeating("<ruby><rt><rtc>")},
      {"less_than", repeating("<")},
      {"ampersands", repeating("&a")},
      {"digits", [](std::size_t size) { return "&#" + repeated("1", size); }},
      {"open_comments", repeating("<!--")},
      {"comments", repeating("<!-->")},
      {"cdata", [](std::size_t size) { return "<svg>" + repeated("<![CDATA[]]>", size); }},
      {"script_comments",
       [](std::size_t size) { return "<script>" + repeated("<!--<script></script", size); }},
      {"title_ends", [](std::size_t size) { return "<title>" + repeated("</titl", size); }},
      {"zeros", [](std::size_t size) { return "<p>" + std::string(size, '\0'); }},
      {"carriage_returns", repeating("a\r\n")},
      {"frameset_text", [](std::size_t size) { return "<frameset>" + repeated("a ", size); }},
      {"metas", repeating("<meta content=charset>")},
      {"unclosed_quotes", repeating("<p a=\"")},
  };
  return pages;
}

double milliseconds(const std::string& page) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    // Processor time: other work on the machine should not count.
    const std::clock_t start = std::clock();
    const Decoded decoded = decode(page);
    const Document document = parse(decoded.utf8(), {.selected_content = SelectedContent::Copy});
    EXPECT_GT(document.size(), 0U);
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

class Growth : public testing::TestWithParam<Hostile> {};

// Over two doublings, because one alone may be the one at which the page outgrows a cache.
TEST_P(Growth, IsLinear) {
  constexpr std::size_t kSize = 150'000;
  constexpr double kPerDoubling = 3;
  double ratio = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const double once = milliseconds(GetParam().make(kSize));
    const double four_times = milliseconds(GetParam().make(4 * kSize));
    // Five milliseconds are forgiven: below that the clock decides and not the algorithm.
    ratio = std::max(0.0, four_times - 5.0) / std::max(once, 0.1);
    if (ratio < kPerDoubling * kPerDoubling) break;
  }
  EXPECT_LT(ratio, kPerDoubling * kPerDoubling) << GetParam().name;
}

INSTANTIATE_TEST_SUITE_P(Pages, Growth, testing::ValuesIn(hostile_pages()),
                         [](const testing::TestParamInfo<Hostile>& page) {
                           return std::string(page.param.name);
                         });

}  // namespace
}  // namespace raven::read::html
