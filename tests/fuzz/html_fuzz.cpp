// SPDX-License-Identifier: Apache-2.0
// Fuzzes decoding and HTML parsing: any bytes must give valid UTF-8 and a well-formed tree.
//
// The first byte chooses the charset (high half) and the options (low half). Built with
// -fsanitize=fuzzer,address,undefined.
#include "base/utf8.h"
#include "read/html/decode.h"
#include "read/html/document.h"
#include "read/html/outline.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace {

namespace html = raven::read::html;

// Unlike assert, not left out of optimised builds.
#define REQUIRE(condition)          \
  do {                              \
    if (!(condition)) std::abort(); \
  } while (false)

void check_decoded(const html::Decoded& decoded, std::string_view bytes) {
  const std::string_view text = decoded.utf8();
  REQUIRE(raven::base::is_valid_utf8(text));
  std::uint32_t last = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::uint32_t source = decoded.offsets.to_source(static_cast<std::uint32_t>(i));
    REQUIRE(source >= last || i == 0);
    REQUIRE(source <= bytes.size());
    last = source;
  }
}

// The tree may be somewhat deeper than the stack of open elements ever was, but not by more than its rules
// allow.
void check_document(const html::Document& document, std::uint32_t limit_depth) {
  const auto source_size = static_cast<std::uint32_t>(document.source().size());
  std::size_t visited = 0;
  std::vector<std::uint32_t> depth(document.size(), 0);
  for (html::NodeId node = html::kDocumentNode; node != html::kNoNode; node = document.next(node)) {
    ++visited;
    REQUIRE(visited <= document.size());
    REQUIRE(document.source_begin(node) <= source_size && document.source_end(node) <= source_size);
    for (html::NodeId child = document.first_child(node); child != html::kNoNode;
         child = document.next_sibling(child)) {
      REQUIRE(document.parent(child) == node);
      depth[child] = depth[node] + 1;
      REQUIRE(depth[child] <= 4 * limit_depth);
      const html::NodeId next = document.next_sibling(child);
      REQUIRE(next == html::kNoNode ? document.last_child(node) == child
                                    : document.previous_sibling(next) == child);
    }
    const std::string_view text = document.text(node);
    REQUIRE(raven::base::is_valid_utf8(text));
    if (!text.empty()) {
      const auto size = static_cast<std::uint32_t>(text.size());
      REQUIRE(document.text_source(node, 0) <= document.text_source(node, size));
      REQUIRE(document.text_source(node, size) <= source_size);
    }
    for (std::uint32_t i = 0; i < document.attribute_count(node); ++i) {
      const html::Attribute& attribute = document.attribute_at(node, i);
      REQUIRE(document.source_offset(attribute.value, 0) <= source_size);
      REQUIRE(!document.view(attribute.name).empty());
    }
  }
  html::outline(document);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const unsigned choice = data[0];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr std::string_view kCharsets[] = {"",          "utf-8",       "windows-1251", "gbk",
                                            "shift_jis", "iso-2022-jp", "euc-kr",       "big5",
                                            "euc-jp",    "utf-16le",    "utf-16be",     "gb18030"};
  const html::Decoded decoded = html::decode(bytes, kCharsets[(choice >> 4) % std::size(kCharsets)]);
  check_decoded(decoded, bytes);
  html::Options options;
  if ((choice & 1) != 0) options.limit_depth = 8;
  if ((choice & 2) != 0) options.selected_content = html::SelectedContent::Copy;
  if ((choice & 4) != 0) {
    options.limit_attributes = 20;
    options.limit_nodes = 200;
  }
  check_document(html::parse(decoded.utf8(), options), options.limit_depth);
  if ((choice & 8) != 0) {
    constexpr std::string_view kContexts[] = {"div",    "table",    "tr",   "td",
                                              "select", "template", "form", "svg"};
    html::FragmentContext context;
    context.tag_name = kContexts[size % std::size(kContexts)];
    if (context.tag_name == "svg") context.name_space = html::Namespace::Svg;
    check_document(html::parse_fragment(decoded.utf8(), context, options), options.limit_depth);
  }
  return 0;
}
