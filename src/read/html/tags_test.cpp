// SPDX-License-Identifier: Apache-2.0
#include "read/html/tags.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

TEST(Tags, EveryKnownNameFindsItself) {
  for (std::uint32_t i = 1; i < kKnownTagCount; ++i) {
    const Tag tag = static_cast<Tag>(i);
    EXPECT_EQ(find_tag(known_tag_name(tag)), tag) << known_tag_name(tag);
  }
}

TEST(Tags, OtherNamesFindNothing) {
  for (const std::string name :
       {"", "x", "div ", "DIV", "divv", "raven-card", "fecomponenttransfers", "h7"}) {
    EXPECT_EQ(find_tag(name), Tag::None) << name;
  }
  EXPECT_EQ(known_tag_name(Tag::None), "");
  EXPECT_EQ(known_tag_name(static_cast<Tag>(kKnownTagCount)), "");
  EXPECT_EQ(tag_traits(static_cast<Tag>(kKnownTagCount + 7)), 0);
}

TEST(Tags, Traits) {
  EXPECT_TRUE(tag_traits(Tag::Br) & kVoid);
  EXPECT_FALSE(tag_traits(Tag::Div) & kVoid);
  EXPECT_TRUE(tag_traits(Tag::Nobr) & kFormatting);
  EXPECT_TRUE(tag_traits(Tag::Template) & kTableScope);
  EXPECT_FALSE(tag_traits(Tag::Span) & kSpecial);
}

TEST(Tags, SvgSpellings) {
  EXPECT_EQ(svg_tag_name(Tag::Foreignobject), "foreignObject");
  EXPECT_EQ(svg_tag_name(Tag::Fegaussianblur), "feGaussianBlur");
  EXPECT_EQ(svg_tag_name(Tag::Textpath), "textPath");
  EXPECT_EQ(svg_tag_name(Tag::Svg), "svg");
  EXPECT_EQ(svg_attribute_name("viewbox"), "viewBox");
  EXPECT_EQ(svg_attribute_name("attributename"), "attributeName");
  EXPECT_EQ(svg_attribute_name("zoomandpan"), "zoomAndPan");
  EXPECT_EQ(svg_attribute_name("viewBox"), "");
  EXPECT_EQ(svg_attribute_name("href"), "");
}

}  // namespace
}  // namespace raven::read::html
