// SPDX-License-Identifier: Apache-2.0
#include "read/html/entities.h"

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

CharacterReference in_text(std::string_view input) {
  return read_character_reference(input, ReferencePlace::Text);
}
CharacterReference in_attribute(std::string_view input) {
  return read_character_reference(input, ReferencePlace::AttributeValue);
}

TEST(Entities, LongestNameWins) {
  EXPECT_EQ(in_text("&notin;").first, U'\u2209');
  EXPECT_EQ(in_text("&notin;").size, 7U);
  // Without its semicolon "notin" is no name, but "not" is.
  EXPECT_EQ(in_text("&notin ").first, U'\u00AC');
  EXPECT_EQ(in_text("&notin ").size, 4U);
}

TEST(Entities, NamesOfTwoCharacters) {
  const CharacterReference reference = in_text("&NotEqualTilde;x");
  EXPECT_EQ(reference.first, U'\u2242');
  EXPECT_EQ(reference.second, U'\u0338');
  EXPECT_EQ(reference.size, 15U);
}

TEST(Entities, UnknownNamesStandForThemselves) {
  EXPECT_EQ(in_text("&").size, 0U);
  EXPECT_EQ(in_text("& amp;").size, 0U);
  EXPECT_EQ(in_text("&raven;").size, 0U);
  EXPECT_EQ(in_text("&;").size, 0U);
  EXPECT_EQ(in_text("&#;").size, 0U);
  EXPECT_EQ(in_text("&#x;").size, 0U);
}

TEST(Entities, AttributesKeepQueryStrings) {
  EXPECT_EQ(in_attribute("&copy=1").size, 0U);
  EXPECT_EQ(in_attribute("&copyright").size, 0U);
  EXPECT_EQ(in_attribute("&copy;=1").size, 6U);
  EXPECT_EQ(in_attribute("&copy \"").size, 5U);
  EXPECT_EQ(in_text("&copy=1").size, 5U);
}

TEST(Entities, Numbers) {
  EXPECT_EQ(in_text("&#65;").first, U'A');
  EXPECT_EQ(in_text("&#x1F426;").first, U'\U0001F426');
  EXPECT_EQ(in_text("&#X41").first, U'A');
  EXPECT_EQ(in_text("&#65x").size, 4U);
  EXPECT_EQ(in_text("&#150;").first, U'\u2013');  // as windows-1252
  EXPECT_EQ(in_text("&#0;").first, U'\uFFFD');
  EXPECT_EQ(in_text("&#xD800;").first, U'\uFFFD');
  EXPECT_EQ(in_text("&#x110000;").first, U'\uFFFD');
  EXPECT_EQ(in_text("&#99999999999999999999;").first, U'\uFFFD');
}

TEST(Entities, FirstAndLastOfTheTable) {
  EXPECT_EQ(in_text("&AElig").first, U'\u00C6');
  EXPECT_EQ(in_text("&zwnj;").first, U'\u200C');
  EXPECT_EQ(in_text("&zwnj").size, 0U);
}

}  // namespace
}  // namespace raven::read::html
