// SPDX-License-Identifier: Apache-2.0
#include "read/input/json_text.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

TEST(JsonText, ReadsWhatStandsInIt) {
  JsonText json;
  const std::string text =
      R"({"a": "x\ny", "b": [1, 2.5e3, true, null, "z"], "c": {"d": "\u00e9\ud83d\ude00"}})";
  ASSERT_TRUE(json.parse(text, JsonTolerance::Strict)) << json.fault();
  EXPECT_EQ(json.text(json.member(json.root(), "a")), "x\ny");
  const JsonText::Node list = json.member(json.root(), "b");
  ASSERT_EQ(json.kind(list), JsonKind::Array);
  EXPECT_EQ(json.text(json.first_child(list)), "1");
  EXPECT_EQ(json.text(json.next_sibling(json.first_child(list))), "2.5e3");
  EXPECT_EQ(json.text(json.member(json.member(json.root(), "c"), "d")), "é😀");
  EXPECT_EQ(json.member(json.root(), "nothing"), kNone);
}

TEST(JsonText, StrictRefusesFaults) {
  JsonText json;
  for (const char* text : {"", "{", "[1,]", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "[1 2]", "\"abc", "[1]]",
                           "{} {}", "01x", "[}", "{\"a\":1]", "tru"})
    EXPECT_FALSE(json.parse(text, JsonTolerance::Strict)) << text;
}

TEST(JsonText, TolerantReadsWhatPagesHold) {
  JsonText json;
  ASSERT_TRUE(json.parse("<!-- {\"headline\": \"One\ntwo\", \"x\": [1, 2,], } -->", JsonTolerance::Tolerant));
  EXPECT_EQ(json.text(json.member(json.root(), "headline")), "One\ntwo");
  ASSERT_TRUE(json.parse("/* c */ {\"a\": \"b\", \"cut\": \"off", JsonTolerance::Tolerant));
  EXPECT_EQ(json.text(json.member(json.root(), "a")), "b");
  EXPECT_EQ(json.text(json.member(json.root(), "cut")), "off");
}

TEST(JsonText, KeepsTheWayBack) {
  const std::string text = R"({"t": "ab\"cd \u00e9 ef"})";
  JsonText json;
  ASSERT_TRUE(json.parse(text, JsonTolerance::Strict));
  base::OriginText out;
  json.append_text(json.member(json.root(), "t"), out);
  EXPECT_EQ(out.text(), "ab\"cd é ef");
  const SourceSpan quote = out.source(text_span(2, 3));
  EXPECT_EQ(text.substr(quote.begin.value, quote.size()), "\\\"");
  const SourceSpan accent = out.source(text_span(6, 8));
  EXPECT_EQ(text.substr(accent.begin.value, accent.size()), "\\u00e9");
  const SourceSpan last = out.source(text_span(9, 11));
  EXPECT_EQ(text.substr(last.begin.value, last.size()), "ef");
}

TEST(JsonText, HalvesOfPairsAndBadBytesBecomeReplacements) {
  JsonText json;
  const std::string text = "[\"\\ud83d x\", \"\xff\"]";
  ASSERT_TRUE(json.parse(text, JsonTolerance::Strict));
  EXPECT_EQ(json.text(json.first_child(json.root())), "\xEF\xBF\xBD x");
  base::OriginText out;
  json.append_text(json.next_sibling(json.first_child(json.root())), out);
  EXPECT_EQ(out.text(), "\xEF\xBF\xBD");
}

TEST(JsonText, DepthIsNoDanger) {
  JsonText json;
  EXPECT_TRUE(json.parse(std::string(200000, '[') + std::string(200000, ']'), JsonTolerance::Strict));
  EXPECT_FALSE(json.parse(std::string(200000, '['), JsonTolerance::Strict));
}

}  // namespace
}  // namespace raven::read
