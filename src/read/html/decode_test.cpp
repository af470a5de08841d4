// SPDX-License-Identifier: Apache-2.0
#include "read/html/decode.h"

#include "base/utf8.h"
#include "read/html/encodings.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

TEST(Encodings, Labels) {
  EXPECT_EQ(encoding_for_label("latin1"), "windows-1252");
  EXPECT_EQ(encoding_for_label(" ISO-8859-1\n"), "windows-1252");
  EXPECT_EQ(encoding_for_label("UTF8"), "utf-8");
  EXPECT_EQ(encoding_for_label("gb2312"), "gbk");
  EXPECT_EQ(encoding_for_label("ks_c_5601-1987"), "euc-kr");
  EXPECT_EQ(encoding_for_label("sjis"), "shift_jis");
  EXPECT_EQ(encoding_for_label("l2"), "iso-8859-2");
  EXPECT_EQ(encoding_for_label("utf-7"), "");
  EXPECT_EQ(encoding_for_label("utf"), "");
  EXPECT_EQ(encoding_for_label(""), "");
  EXPECT_EQ(encoding_for_label("utf8 utf-8"), "");
}

TEST(Encodings, SingleByteTables) {
  ASSERT_NE(single_byte_table("windows-1251"), nullptr);
  EXPECT_EQ(single_byte_table("windows-1251")[0xC0 - 0x80], u'А');
  EXPECT_EQ(single_byte_table("koi8-u")[0xAE - 0x80], u'ў');
  EXPECT_EQ(single_byte_table("windows-1253")[0xAA - 0x80], u'\uFFFD');
  EXPECT_EQ(single_byte_table("windows-1252")[0], u'€');
  EXPECT_EQ(single_byte_table("windows-1252")[1], u'\u0081');
  EXPECT_EQ(single_byte_table("gbk"), nullptr);
}

TEST(Decode, Utf8StaysWhereItIs) {
  const std::string page = "<meta charset=utf-8>Zamir Kabulov, Москва";
  const Decoded decoded = decode(page);
  EXPECT_EQ(decoded.utf8().data(), page.data());
  EXPECT_EQ(decoded.encoding, "utf-8");
  EXPECT_EQ(decoded.basis, EncodingBasis::MetaElement);
  EXPECT_TRUE(decoded.offsets.is_identity());
}

TEST(Decode, ByteOrderMarksWin) {
  const Decoded utf8 = decode("\xEF\xBB\xBF<meta charset=gbk>é", "latin1");
  EXPECT_EQ(utf8.basis, EncodingBasis::ByteOrderMark);
  EXPECT_EQ(utf8.encoding, "utf-8");
  EXPECT_TRUE(utf8.utf8().starts_with("<meta"));
  EXPECT_EQ(utf8.offsets.to_source(0), 3U);
  EXPECT_EQ(utf8.offsets.to_source(5), 8U);

  const std::string little(
      "\xFF\xFE"
      "A\0\x10\x04",
      6);
  const Decoded utf16 = decode(little);
  EXPECT_EQ(utf16.encoding, "utf-16le");
  EXPECT_EQ(utf16.utf8(), "AА");
  EXPECT_EQ(utf16.offsets.to_source(1), 4U);
  EXPECT_EQ(decode(std::string("\xFE\xFF\0A\xD8\x3D\xDC\x26\xD8\0B", 11)).utf8(), "A🐦\uFFFD");
}

TEST(Decode, HeaderThenMetaThenDefault) {
  EXPECT_EQ(decode("\xCF\xF0\xE8", "windows-1251").utf8(), "При");
  EXPECT_EQ(decode("<meta charset='cp1251'>\xCF\xF0\xE8").utf8(), "<meta charset='cp1251'>При");
  EXPECT_EQ(decode("<meta charset=cp1251>\xE9", "latin1").utf8(), "<meta charset=cp1251>é");
  const Decoded nothing = decode("caf\xE9");
  EXPECT_EQ(nothing.encoding, "windows-1252");
  EXPECT_EQ(nothing.basis, EncodingBasis::Default);
  EXPECT_EQ(nothing.utf8(), "café");
  EXPECT_EQ(nothing.offsets.to_source(3), 3U);
  EXPECT_EQ(nothing.offsets.to_source(5), 4U);
}

TEST(Decode, ValidUtf8OutweighsAWrongLabel) {
  const Decoded page = decode("<meta charset=iso-8859-1>Сергей Лавров");
  EXPECT_EQ(page.encoding, "utf-8");
  EXPECT_EQ(page.basis, EncodingBasis::ValidUtf8);
  EXPECT_EQ(page.declared, "windows-1252");
  // Two bytes of GBK that happen to be UTF-8 too are no proof.
  EXPECT_EQ(decode("\xC4\xA3", "gbk").encoding, "gbk");
}

TEST(Decode, WrongUtf8Labels) {
  EXPECT_EQ(decode("na\xEFve caf\xE9", "utf-8").utf8(), "naïve café");
  const Decoded meta = decode("<meta charset=windows-1251>\xCF\xF0\xE8", "utf-8");
  EXPECT_EQ(meta.encoding, "windows-1251");
  const Decoded damaged = decode("é\xFFü\xE2\x82", "utf-8");
  EXPECT_EQ(damaged.utf8(), "é\uFFFDü\uFFFD");
  EXPECT_EQ(damaged.replaced, 2U);
  EXPECT_EQ(damaged.offsets.to_source(5), 3U);
  EXPECT_EQ(damaged.offsets.to_source(7), 5U);
}

TEST(Decode, MultiByteEncodings) {
  EXPECT_EQ(decode("\xC4\xE3\xBA\xC3", "gb2312").utf8(), "你好");
  EXPECT_EQ(decode("\xA7\x41\xA6\x6E", "big5").utf8(), "你好");
  EXPECT_EQ(decode("\x93\xFA\x96\x7B", "shift_jis").utf8(), "日本");
  EXPECT_EQ(decode("\xC6\xFC\xCB\xDC", "euc-jp").utf8(), "日本");
  EXPECT_EQ(decode("\xC7\xD1\xB1\xB9", "euc-kr").utf8(), "한국");
  EXPECT_EQ(decode("\x1B$BF|K\\\x1B(B.", "iso-2022-jp").utf8(), "日本.");
  const Decoded page = decode(
      "a\xC4\xE3"
      "b\xBA\xC3",
      "gbk");
  EXPECT_EQ(page.utf8(), "a你b好");
  EXPECT_EQ(page.offsets.to_source(1), 1U);
  EXPECT_EQ(page.offsets.to_source(2), 1U);
  EXPECT_EQ(page.offsets.to_source(4), 3U);
  EXPECT_EQ(page.offsets.to_source(5), 4U);
  EXPECT_EQ(page.offsets.to_source(8), 6U);
}

TEST(Decode, LongMultiBytePagesKeepTheirOffsets) {
  // Longer than one block of the converter.
  std::string page;
  for (int i = 0; i < 5000; ++i) page += "\xC4\xE3.";
  const Decoded decoded = decode(page, "gbk");
  ASSERT_EQ(decoded.utf8().size(), 20000U);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    ASSERT_EQ(decoded.offsets.to_source(i * 4), i * 3);
    ASSERT_EQ(decoded.offsets.to_source(i * 4 + 3), i * 3 + 2);
  }
}

TEST(Decode, BrokenMultiBytePagesAreValidUtf8) {
  for (const char* charset : {"gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp"}) {
    const std::string page = "<p>\xFF\x80\xC4<\xE3\x1B$B\xA0";
    EXPECT_TRUE(base::is_valid_utf8(decode(page, charset).utf8())) << charset;
  }
}

TEST(Decode, MeaninglessBytesAreReplaced) {
  EXPECT_EQ(decode("a\xFF"
                   "b",
                   "euc-kr")
                .utf8(),
            "a\uFFFDb");
  EXPECT_EQ(decode("a\xFF"
                   "b\x1A",
                   "euc-jp")
                .utf8(),
            "a\uFFFDb\x1A");
  EXPECT_EQ(decode("\xFD\x80", "shift_jis").utf8(), "\uFFFD\u0080");
  EXPECT_EQ(decode("\xFF\xC4\xE3", "gbk").utf8(), "\uFFFD你");
  EXPECT_EQ(decode("\x81<p>", "gbk").replaced, 1U);
}

TEST(Decode, OtherEncodings) {
  EXPECT_EQ(decode("anything", "iso-2022-kr").utf8(), "\uFFFD");
  EXPECT_EQ(decode("", "iso-2022-kr").utf8(), "");
  EXPECT_EQ(decode("a\x80", "x-user-defined").utf8(), "a\uF780");
  EXPECT_EQ(decode("", "").utf8(), "");
}

TEST(DeclaredEncoding, MetaElements) {
  EXPECT_EQ(declared_encoding("<meta charset=\"gbk\">"), "gbk");
  EXPECT_EQ(declared_encoding("<META http-equiv=Content-Type content='text/html; charset=euc-jp'>"),
            "euc-jp");
  EXPECT_EQ(declared_encoding("<meta content='text/html; charset=euc-jp'>"), "");
  EXPECT_EQ(declared_encoding("<meta charset=utf-16>"), "utf-8");
  EXPECT_EQ(declared_encoding("<!-- <meta charset=gbk> --><meta charset=big5>"), "big5");
  EXPECT_EQ(declared_encoding("<p title='<meta charset=gbk>'>"), "");
  EXPECT_EQ(declared_encoding("<meta charset=gbk"), "");
  EXPECT_EQ(declared_encoding("<metacharset=gbk>"), "");
}

TEST(DeclaredEncoding, LooksBeyondTheFirstKilobyte) {
  const std::string padding(5000, ' ');
  EXPECT_EQ(declared_encoding(padding + "<meta charset=gbk>"), "gbk");
  EXPECT_EQ(declared_encoding(padding + "<meta charset=gbk>", 1024), "");
  EXPECT_EQ(declared_encoding(padding + "<script>'<meta charset=gbk>'</script><meta charset=big5>"), "big5");
}

TEST(OffsetMap, JoinsEqualSteps) {
  std::string page;
  for (int i = 0; i < 1000; ++i) page += "\xCF";
  EXPECT_EQ(decode(page, "windows-1251").offsets.run_count(), 1U);
}

}  // namespace
}  // namespace raven::read::html
