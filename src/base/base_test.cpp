// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "base/calendar.h"
#include "base/error_table.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/knowledge.h"
#include "base/origin_map.h"
#include "base/table.h"
#include "base/utf8.h"

#include <raven/record.h>
#include <raven/result.h>

#include <cstdio>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

namespace raven::base {
namespace {

TEST(Ascii, SplitsTrimsAndCompares) {
  EXPECT_EQ(trim(" \t a b \n"), "a b");
  EXPECT_EQ(split("x||z", '|'), (std::vector<std::string_view>{"x", "", "z"}));
  EXPECT_EQ(split("", '|').size(), 1u);
  EXPECT_TRUE(split_words("  ").empty());
  EXPECT_TRUE(starts_with_ignoring_case("Read More: x", "read more"));
  EXPECT_FALSE(starts_with_ignoring_case("Read", "read more"));
  EXPECT_TRUE(ends_with_ignoring_case("said Reuters", "REUTERS"));
  EXPECT_EQ(find_ignoring_case("abcABC", "CA"), 2u);
  EXPECT_EQ(find_ignoring_case("abc", "d"), std::string_view::npos);
  EXPECT_EQ(collapse_space("  a \n\t b  "), "a b");
}

TEST(Utf8, ToldFromDamage) {
  EXPECT_TRUE(is_valid_utf8("plain ascii, longer than eight"));
  EXPECT_TRUE(is_valid_utf8("\xC3\x89lys\xC3\xA9\x65 \xF0\x9F\x90\xA6 \xEF\xBF\xBD"));
  for (const char* bad :
       {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF", "\xE0\x80\x80"})
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  EXPECT_EQ(repaired_utf8("a\xE2\x82z"), "a\xEF\xBF\xBDz");
}

TEST(Utf8, EncodingAndDecodingAreInverse) {
  for (char32_t c : {U'a', U'\u00e9', U'\u20ac', U'\uffff', U'\U0001F426', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    EXPECT_EQ(decode_utf8(text, 0).value, c);
    EXPECT_EQ(decode_utf8(text, 0).length, text.size());
  }
  std::string surrogate;
  append_utf8(surrogate, 0xD800);
  EXPECT_EQ(surrogate, "\xEF\xBF\xBD");
}

TEST(Utf8, CharacterIndexAgreesWithCounting) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 ? "\xC3\xA9" : (i % 7 ? "a" : "\xF0\x9F\x90\xA6");
  const CharacterIndex index(text);
  std::size_t count = 0;
  for (Utf8Cursor at(text); !at.done(); at.next(), ++count)
    ASSERT_EQ(index.character({static_cast<std::uint32_t>(at.offset())}), count);
  EXPECT_EQ(index.character({static_cast<std::uint32_t>(text.size())}), count);
  EXPECT_EQ(CharacterIndex("ascii").character({3}), 3u);
}

TEST(Utf8, FoldsLettersWithMarks) {
  EXPECT_EQ(folded("\xC3\x89lys\xC3\xA9\x65"), "elysee");
  EXPECT_EQ(folded("\xC4\x90in\xC4\x91i\xC4\x87"), "dindic");
  EXPECT_EQ(folded("\xC5\x81\xC3\xB3\x64\xC5\xBA"), "lodz");
  EXPECT_EQ(lowered_utf8("\xC3\x89t\xC3\xA9"), "\xC3\xA9t\xC3\xA9");
}

TEST(OriginMap, ExampleOfTheHeader) {
  OriginText text;
  text.copy("Kabul", 120);
  text.replace("&", source_span(125, 130));
  text.add("\n\n");
  text.copy("Doha", 140);
  EXPECT_EQ(text.text(), "Kabul&\n\nDoha");
  EXPECT_EQ(text.source(text_span(1, 3)), source_span(121, 123));
  EXPECT_EQ(text.source(text_span(4, 6)), source_span(124, 130));
  EXPECT_TRUE(text.source(text_span(6, 8)).empty());
  EXPECT_EQ(text.source(text_span(0, 12)), source_span(120, 144));
}

TEST(OriginMap, JoinsRunsThatContinue) {
  OriginText text;
  text.copy("one ", 10);
  text.copy("two", 14);
  EXPECT_EQ(text.runs().size(), 1u);
  text.copy("three", 30);
  EXPECT_EQ(text.runs().size(), 2u);
}

// Whatever is cut out of a text and put together again leads back to the same bytes.
TEST(OriginMap, AppendAndTruncateKeepTheWayBack) {
  std::mt19937 random(7);
  std::string source;
  for (int i = 0; i < 500; ++i) source += static_cast<char>('a' + i % 26);
  OriginText whole;
  std::size_t at = 0;
  while (at + 12 < source.size()) {
    const std::size_t length = 1 + random() % 9;
    switch (random() % 3) {
      case 0:
        whole.copy(source.substr(at, length), at);
        break;
      case 1:
        whole.replace("#", source_span(at, at + length));
        break;
      default:
        whole.add("--");
    }
    at += length;
  }
  for (int round = 0; round < 300; ++round) {
    const std::size_t begin = random() % whole.size(), end = begin + random() % (whole.size() - begin);
    OriginText part;
    part.append(whole, begin, end);
    ASSERT_EQ(part.text(), whole.text().substr(begin, end - begin));
    const std::size_t cut = part.size() ? random() % part.size() : 0;
    part.truncate(cut);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const SourceSpan from = part.source(text_span(i, i + 1));
      ASSERT_EQ(from, whole.source(text_span(begin + i, begin + i + 1)));
      if (from.size() == 1 && part.text()[i] != '#') {
        ASSERT_EQ(source[from.begin.value], part.text()[i]);
      }
    }
  }
}

TEST(Json, WritesTheExampleOfTheHeader) {
  JsonWriter json;
  json.begin_object();
  json.member("type", "SUPPORT");
  json.key("span");
  json.begin_array();
  json.value(512);
  json.value(640u);
  json.end_array();
  json.member("score", 5.0);
  json.member_or_null("mode", "");
  json.key("list");
  json.begin_array();
  json.begin_object();
  json.end_object();
  json.truth(true);
  json.end_array();
  json.end_object();
  EXPECT_EQ(json.text(), R"({"type":"SUPPORT","span":[512,640],"score":5.0,"mode":null,"list":[{},true]})");
}

TEST(Json, EscapesAndRepairs) {
  std::string out;
  append_json_string(out, "a\"b\\c\n\x01\x7F\xFF");
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\u0001\\u007f\xEF\xBF\xBD\"");
}

TEST(Table, ReadsCellsListsAndLines) {
  auto table = Table::parse("t.tsv", "# note\nword\tlist\n\na\tx|y | z\nb\t-\r\n", {"word", "list"});
  ASSERT_TRUE(table) << describe(table.error());
  ASSERT_EQ(table->rows().size(), 2u);
  EXPECT_EQ(table->rows()[0].list(1), (std::vector<std::string_view>{"x", "y", "z"}));
  EXPECT_EQ(table->rows()[1].line, 5u);
  EXPECT_TRUE(table->rows()[1].list(1).empty());
}

TEST(Table, NamesFileAndLineOfAFault) {
  const auto wrong_count = Table::parse("t.tsv", "a\tb\n1\t2\n1\t2\t3\n", {"a", "b"});
  ASSERT_FALSE(wrong_count);
  EXPECT_EQ(wrong_count.error().where, "t.tsv:3");
  EXPECT_EQ(wrong_count.error().code, ErrorCode::BadKnowledge);
  EXPECT_EQ(Table::parse("t.tsv", "a\tc\n", {"a", "b"}).error().where, "t.tsv:1");
  EXPECT_FALSE(Table::parse("t.tsv", "# only a note\n", {"a"}));
  EXPECT_FALSE(Table::parse("t.tsv", "a\n\xFF\n", {"a"}));
}

TEST(Knowledge, TheProgramHoldsEveryTableOfTheFolder) {
  const auto files = list_files(RAVEN_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(files);
  const Knowledge built_in;
  int compared = 0;
  for (const std::string& path : *files) {
    const std::string name = path.substr(std::string(RAVEN_SOURCE_DIR "/knowledge/").size());
    if (name.starts_with("corpus/") || !(name.ends_with(".tsv") || name.ends_with(".model"))) continue;
    const auto bytes = built_in.file(name);
    ASSERT_TRUE(bytes) << name;
    EXPECT_EQ(*bytes, *read_file(path)) << name;
    ++compared;
  }
  EXPECT_GT(compared, 0);
  EXPECT_FALSE(built_in.file("no/such.tsv"));
}

TEST(Files, AreWrittenWholeAndReadWithLimits) {
  const std::string folder = ::testing::TempDir() + "raven_base_files";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder + "/sub");
  ASSERT_TRUE(write_file(folder + "/sub/b.txt", "bytes"));
  ASSERT_TRUE(write_file(folder + "/a.txt", ""));
  ASSERT_TRUE(write_file(folder + "/.hidden", "x"));
  EXPECT_EQ(*read_file(folder + "/sub/b.txt"), "bytes");
  EXPECT_EQ(read_file(folder + "/sub/b.txt", 4).error().code, ErrorCode::TooLarge);
  EXPECT_EQ(read_file(folder + "/none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(read_file(folder).error().code, ErrorCode::Unreadable);
  const auto files = list_files(folder);
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<std::string>{folder + "/a.txt", folder + "/sub/b.txt"}));
  EXPECT_EQ(write_file("/dev/full/x", "y").ok(), false);
  std::filesystem::remove_all(folder);
}

TEST(Hash, IsStable) {
  EXPECT_EQ(hash128_hex(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hex16(0xABC), "0000000000000abc");
}

TEST(Calendar, ReadsAndWritesDays) {
  EXPECT_EQ(iso_day(*parse_iso_day("2022-12-10T14:03:00+02:00")), "2022-12-10");
  EXPECT_FALSE(parse_iso_day("2022-02-30"));
  EXPECT_FALSE(parse_iso_day("2022-2-3"));
  EXPECT_FALSE(parse_iso_day("20220203"));
  EXPECT_EQ(iso_day(add_days(*parse_iso_day("2024-02-28"), 2)), "2024-03-01");
  EXPECT_EQ(days_between(*parse_iso_day("2021-08-15"), *parse_iso_day("2021-08-16")), 1);
  EXPECT_EQ(weekday_of(*parse_iso_day("2021-08-16")), 1u);  // a Monday
  EXPECT_FALSE(day_of(Moment{"2022-12", Precision::Month, "meta"}));
}

TEST(Errors, TableFollowsTheEnum) {
  const auto table = error_table();
  ASSERT_EQ(table.size(), static_cast<std::size_t>(ErrorCode::Cancelled) + 1);
  for (std::size_t i = 0; i < table.size(); ++i) EXPECT_EQ(static_cast<std::size_t>(table[i].code), i);
  EXPECT_EQ(describe({ErrorCode::NotAStore, "", "a.raven"}), "a.raven: is not a Raven store");
  EXPECT_EQ(describe({ErrorCode::NotFound, "gone", ""}), "gone");
}

Result<int> half(int number) {
  if (number % 2) return Error{ErrorCode::BadArgument, "odd", ""};
  return number / 2;
}
Result<int> quarter(int number) {
  RAVEN_TRY(const int once, half(number));
  RAVEN_TRY(const int twice, half(once));
  return twice;
}
TEST(Errors, TryHandsThemUp) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(6).value_or(-1), -1);
}

TEST(Records, NamesAndValuesAreInverse) {
  for (int i = 0; i < kEventTypeCount; ++i) {
    const auto type = static_cast<EventType>(i);
    EXPECT_EQ(event_type_named(name_of(type)), type);
  }
  EXPECT_EQ(event_type_named("NOTHING"), std::nullopt);
  EXPECT_EQ(factuality_named("planned"), Factuality::Planned);
  EXPECT_EQ(name_of(Factuality::Background), "background");
  EXPECT_EQ(tag_named("PROPN"), Tag::Propn);
  EXPECT_EQ(name_of(Precision::Second), "second");
  EXPECT_EQ(name_of(ParagraphRole::Correction), "correction");
  EXPECT_EQ(name_of(MentionKind::Other), "other");
}

TEST(Records, CharacterSpansCountCodePoints) {
  const CharacterSpan span = character_span("\xC3\x89\x61\xC3\xA9\x62", text_span(2, 5));
  EXPECT_EQ(span.begin, 1u);
  EXPECT_EQ(span.end, 3u);
}

}  // namespace
}  // namespace raven::base
