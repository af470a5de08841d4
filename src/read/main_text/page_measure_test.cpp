// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/page_measure.h"

#include "read/main_text/page_blocks.h"
#include "read/read_test_tables.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

const std::string kProse =
    "<p>The parliament of Orland voted on Tuesday to send aid to the flooded valleys, and the first lorries "
    "left the capital in the evening.</p><p>Two bridges were swept away on Sunday, and eleven villages can "
    "be "
    "reached by boat only, the governor said.</p>";

/// A page that keeps its bytes, which the document refers to.
struct Page {
  explicit Page(std::string text) : bytes(std::move(text)), document(html::parse(bytes)) {}
  std::string bytes;
  html::Document document;
};

html::NodeId by_id(const html::Document& document, std::string_view id) {
  for (html::NodeId node = html::kDocumentNode; node != html::kNoNode; node = document.next(node))
    if (document.attribute(node, "id") == id) return node;
  return html::kNoNode;
}

TEST(PageMeasure, CountsVisibleBytesAndThoseInLinks) {
  const Page page("<body><div id=a>one  two <a href=x>three</a><script>var x = 1;</script></div>");
  const PageMeasure measure(page.document, test_tables());
  const html::NodeId a = by_id(page.document, "a");
  EXPECT_EQ(measure.text(a), 12u);  // "one two" and "three"
  EXPECT_EQ(measure.link(a), 5u);
  EXPECT_EQ(measure.links(), 1u);
}

TEST(PageMeasure, APageWithoutTextHasNoProse) {
  const Page page("<html><head><title>x</title></head><body></body></html>");
  const PageMeasure measure(page.document, test_tables());
  ASSERT_NE(measure.body(), html::kNoNode);
  EXPECT_EQ(measure.prose(measure.body()), 0);
  EXPECT_EQ(measure.choose_container(), measure.body());
}

TEST(PageMeasure, MenusHiddenAndJunkElementsAreCut) {
  const Page page(
      "<body><nav id=a>Home and more</nav><div id=b style='display : none'>Hidden words</div>"
      "<div id=c class=newsletter>Sign up now</div><div id=d>" +
      kProse + "<figure id=e>A boat in the valley</figure></div>");
  const PageMeasure measure(page.document, test_tables());
  EXPECT_EQ(measure.cut(by_id(page.document, "a")), Cut::Skip);
  EXPECT_EQ(measure.cut(by_id(page.document, "b")), Cut::Skip);
  EXPECT_EQ(measure.cut(by_id(page.document, "c")), Cut::Skip);
  EXPECT_EQ(measure.cut(by_id(page.document, "d")), Cut::Keep);
  EXPECT_EQ(measure.cut(by_id(page.document, "e")), Cut::Caption);
  EXPECT_NE(measure.signs(by_id(page.document, "a")) & kInNav, 0u);
  EXPECT_NE(measure.signs(by_id(page.document, "b")) & kHidden, 0u);
}

TEST(PageMeasure, AJunkWordOnMostOfThePageNamesTheLayout) {
  const Page page("<body><div id=a class=sidebar>" + kProse + "</div><p>Short.");
  const PageMeasure measure(page.document, test_tables());
  EXPECT_EQ(measure.cut(by_id(page.document, "a")), Cut::Keep);
  EXPECT_EQ(measure.signs(by_id(page.document, "a")) & kJunkWord, 0u);
}

TEST(PageMeasure, TheContainerHoldsNearlyAllProse) {
  const Page page("<body><div id=a><div id=b>" + kProse + kProse + "</div><div>By the way.</div></div>");
  EXPECT_EQ(PageMeasure(page.document, test_tables()).choose_container(), by_id(page.document, "b"));
  // A text that is split over two elements stays whole.
  const Page split("<body><div id=a><div id=b>" + kProse + "</div><div id=c>" + kProse + "</div></div>");
  EXPECT_EQ(PageMeasure(split.document, test_tables()).choose_container(), by_id(split.document, "a"));
}

TEST(PageBlocks, BlocksEndWhereElementsDoAndAtTwoLineBreaks) {
  const std::string page =
      "<body><h2>Aid  sent</h2><div>One line<br>goes on<br><br>the next</div><ul><li>an <b>item</b></ul>"
      "<blockquote><p>So he said.</p></blockquote><script>no</script></body>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const PageMeasure measure(document, test_tables());
  const PageBlocks blocks = collect_blocks(document, bytes, measure, measure.body(), measure.body());
  std::vector<std::string> texts;
  std::vector<html::Tag> tags;
  for (const PageBlock& block : blocks.blocks) {
    texts.emplace_back(blocks.view(block));
    tags.push_back(block.tag);
    EXPECT_TRUE(block.is_inside);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"Aid  sent", "One line goes on", "the next", "an item",
                                             "So he said."}));
  EXPECT_EQ(tags, (std::vector<html::Tag>{html::Tag::H2, html::Tag::Div, html::Tag::Div, html::Tag::Li,
                                          html::Tag::Blockquote}));
  EXPECT_EQ(blocks.blocks[3].emphasis_bytes, 4u);
}

TEST(PageBlocks, LinksAreCountedAndTheContainerIsToldFromTheRest) {
  const std::string page =
      "<body><p id=a>Before it</p><div id=b><p><a href=x>All of it</a></p><p>none here</p></div><p>After";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const PageMeasure measure(document, test_tables());
  const PageBlocks blocks = collect_blocks(document, bytes, measure, measure.body(), by_id(document, "b"));
  ASSERT_EQ(blocks.blocks.size(), 4u);
  EXPECT_FALSE(blocks.blocks[0].is_inside);
  EXPECT_TRUE(blocks.blocks[1].is_inside);
  EXPECT_TRUE(blocks.blocks[2].is_inside);
  EXPECT_FALSE(blocks.blocks[3].is_inside);
  EXPECT_EQ(blocks.blocks[1].link_bytes, blocks.blocks[1].bytes);
  EXPECT_EQ(blocks.blocks[1].links, 1u);
  EXPECT_EQ(blocks.blocks[2].link_bytes, 0u);
}

}  // namespace
}  // namespace raven::read
