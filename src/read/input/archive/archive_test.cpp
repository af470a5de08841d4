// SPDX-License-Identifier: Apache-2.0
#include "read/input/archive/arc.h"
#include "read/input/archive/archived_page.h"
#include "read/input/archive/record_block.h"
#include "read/input/input_test_files.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

class ArchiveTest : public InputFiles {
 protected:
  static std::string response(std::string_view name, std::string_view fields, std::string_view body) {
    return warc_record("https://a.example/" + std::string(name),
                       "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + std::string(fields) + "\r\n", body);
  }
  static std::vector<std::string> names(const std::vector<RawDocument>& documents) {
    std::vector<std::string> result;
    for (const RawDocument& raw : documents)
      result.push_back(raw.source.uri.substr(raw.source.uri.rfind('/') + 1) + (raw.error ? "!" : ""));
    return result;
  }
};

using Names = std::vector<std::string>;

TEST_F(ArchiveTest, WhatIsNoPageIsCountedByKind) {
  std::string archive = "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
  archive += warc_record("https://a.example/1", "GET / HTTP/1.1\r\n\r\n", "", "request");
  archive += warc_record("https://a.example/1", kTestHttp, kTestPage);
  archive += warc_record("https://a.example/1", "", "", "revisit");
  archive += warc_record("https://a.example/2", "HTTP/1.1 301 Moved\r\n\r\n", "");
  archive +=
      warc_record("https://a.example/3", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "\x89PNG");
  archive += warc_record("metadata://a.example/log", "", "a log", "resource");
  PassedOver counts;
  const std::vector<RawDocument> documents =
      all({write("all.warc", archive)}, InputFormat::Auto, 1 << 20, &counts);
  EXPECT_EQ(names(documents), (Names{"1"}));
  EXPECT_EQ(counts.requests, 1u);
  EXPECT_EQ(counts.revisits, 1u);
  EXPECT_EQ(counts.descriptions, 2u);
  EXPECT_EQ(counts.other_status, 1u);
  EXPECT_EQ(counts.other_media, 1u);
  EXPECT_EQ(
      describe(counts),
      "1 request, 1 revisit, 2 descriptions, 1 answer of another kind than a page, 1 redirection or error");
  const std::vector<RawDocument> none =
      all({write("none.warc", warc_record("https://a.example/1", "GET / HTTP/1.1\r\n\r\n", "", "request"))});
  ASSERT_EQ(none.size(), 1u);
  EXPECT_EQ(none[0].error->message, "holds no page: 1 request");
}

TEST_F(ArchiveTest, CodingsAreUndoneByWhatTheBytesAre) {
  std::string archive;
  archive += response("brotli", "Content-Encoding: br\r\n", stored_brotli(kTestPage));
  archive += response("nobrotli", "Content-Encoding: br\r\n", kTestPage);
  archive += response("deflate", "Content-Encoding: deflate\r\n", deflated(kTestPage, -15));
  archive += response("nodeflate", "Content-Encoding: deflate\r\n", kTestPage);
  archive += response("gzip_unsaid", "", gzip(kTestPage));
  archive += response("twice", "Content-Encoding: gzip, gzip\r\n", gzip(gzip(kTestPage)));
  archive += response("brotli_in_gzip", "Content-Encoding: br, gzip\r\n", gzip(stored_brotli(kTestPage)));
  archive += response("line_ends", "Content-Encoding: gzip\r\n", "\r\n" + gzip(kTestPage));
  archive += response("chunked_line_ends", "Transfer-Encoding: chunked\r\n",
                      "\r\n" + std::string("0000006D\r\n") + std::string(kTestPage) + "\r\n0\r\n\r\n");
  ASSERT_EQ(kTestPage.size(), 0x6Du);
  const std::vector<RawDocument> documents = all({write("codings.warc", archive)});
  EXPECT_EQ(documents.size(), 9u);
  for (const RawDocument& raw : documents) {
    EXPECT_FALSE(raw.error) << raw.source.uri;
    EXPECT_EQ(raw.bytes, kTestPage) << raw.source.uri;
  }
  const std::vector<RawDocument> damaged = all(
      {write("damaged.warc", response("x", "Content-Encoding: gzip\r\n",
                                      "\x1F\x8B\x08\x01 this only begins as gzip does and is none at all") +
                                 response("y", "", kTestPage))});
  EXPECT_EQ(names(damaged), (Names{"x!", "y"}));
  EXPECT_EQ(damaged[0].error->code, ErrorCode::BadFormat);
}

TEST_F(ArchiveTest, ATypeThatIsMissingIsToldFromTheBytes) {
  std::string archive = warc_record("https://a.example/html", "HTTP/1.1 200 OK\r\n\r\n", kTestPage);
  archive += warc_record("https://a.example/data", "HTTP/1.1 200 OK\r\n\r\n", "0 1 2 3 4");
  archive += warc_record("https://a.example/folded",
                         "HTTP/1.1 200 OK\nContent-Type: text/html;\n charset=windows-1251\n\n", kTestPage);
  const std::vector<RawDocument> documents = all({write("types.warc", archive)});
  EXPECT_EQ(names(documents), (Names{"html", "folded"}));
  EXPECT_EQ(documents[0].hint.media_type, "text/html");
  EXPECT_EQ(documents[1].hint.charset, "windows-1251");
}

TEST_F(ArchiveTest, ADamagedMemberLosesOnlyItself) {
  std::string bulk(kTestPage);
  for (int i = 0; i < 3000; ++i) bulk += "<p>Line " + std::to_string(i * 7919) + "</p>";
  const std::string one = gzip(warc_record("https://a.example/one", kTestHttp, kTestPage)),
                    two = gzip(warc_record("https://a.example/two", kTestHttp, bulk)),
                    three = gzip(warc_record("https://a.example/three", kTestHttp, kTestPage));
  const std::vector<RawDocument> clipped =
      all({write("clipped.warc.gz", one + two.substr(0, two.size() / 2) + three)});
  EXPECT_EQ(names(clipped), (Names{"one", "two", "three", "clipped.warc.gz!"}));
  EXPECT_EQ(note_codes(clipped[1]), (Names{"record_truncated"}));
  EXPECT_TRUE(note_codes(clipped[2]).empty());
  EXPECT_EQ(clipped[2].bytes, kTestPage);
  EXPECT_EQ(clipped[3].error->message, "a compressed part is damaged");

  // Clipped within the record's head.
  const std::string head = gzip(warc_record("https://a.example/two", kTestHttp, bulk).substr(0, 60));
  const std::vector<RawDocument> headless = all({write("headless.warc.gz", one + head + three)});
  ASSERT_EQ(headless.size(), 3u);
  EXPECT_EQ(headless[1].error->code, ErrorCode::Truncated);
  EXPECT_EQ(headless[2].source.uri, "https://a.example/three");
}

TEST_F(ArchiveTest, LengthsThatLieDoNotHideTheNextRecord) {
  const auto lying = [](std::string_view type, std::string_view length) {
    std::string record = warc_record("https://a.example/lie", kTestHttp, kTestPage, type);
    const std::size_t at = record.find("Content-Length: ") + 16, end = record.find('\r', at);
    return record.replace(at, end - at, length);
  };
  const std::string next = warc_record("https://a.example/next", kTestHttp, kTestPage);
  for (const std::string_view length : {"9999", "99999999999999", "12", "-1", "none", ""}) {
    const std::vector<RawDocument> wanted = all({write("wanted.warc", lying("response", length) + next)});
    ASSERT_EQ(wanted.size(), 2u) << length;
    EXPECT_EQ(wanted[1].source.uri, "https://a.example/next");
    if (!wanted[0].error) {
      EXPECT_EQ(wanted[0].bytes, kTestPage) << length;
      EXPECT_EQ(note_codes(wanted[0]), (Names{"record_length_wrong"})) << length;
    }
    const std::vector<RawDocument> unwanted = all({write("unwanted.warc", lying("request", length) + next)});
    EXPECT_EQ(names(unwanted), (Names{"next"})) << length;
  }
}

TEST_F(ArchiveTest, AnArchiveWithinAPageIsThatPage) {
  const std::string inner = "<pre>\n" + warc_record("https://b.example/", kTestHttp, "x") + "</pre>";
  const std::vector<RawDocument> documents =
      all({write("nested.warc", warc_record("https://a.example/outer", kTestHttp, inner) +
                                    warc_record("https://a.example/next", kTestHttp, kTestPage))});
  EXPECT_EQ(names(documents), (Names{"outer", "next"}));
  EXPECT_EQ(documents[0].bytes, inner);
}

TEST_F(ArchiveTest, OldHeadsAndManyLineEnds) {
  std::string old = warc_record("https://a.example/old", kTestHttp, kTestPage);
  old.replace(0, 8, "WARC/0.18");
  const std::vector<RawDocument> documents = all(
      {write("old.warc", old + "\r\n\r\n\n" + warc_record("https://a.example/next", kTestHttp, kTestPage))});
  EXPECT_EQ(names(documents), (Names{"old", "next"}));
}

TEST_F(ArchiveTest, AShortBodyIsTold) {
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n";
  const std::vector<RawDocument> documents =
      all({write("short.warc", warc_record("https://a.example/cut", http, kTestPage) +
                                   warc_record("https://a.example/whole", http,
                                               "<html>" + std::string(kTestPage) + "</html>\n"))});
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(note_codes(documents[0]), (Names{"record_truncated"}));
  EXPECT_TRUE(note_codes(documents[1]).empty());
}

TEST(Unchunk, WhatIsWrongIsSaidAndNothingIsLost) {
  std::string out;
  EXPECT_EQ(unchunk("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", out), Chunks::Whole);
  EXPECT_EQ(out, "abcde");
  out.clear();
  EXPECT_EQ(unchunk("3\r\nabc\r\n00000FFF\r\nde", out), Chunks::Cut);
  EXPECT_EQ(out, "abcde");
  out.clear();
  EXPECT_EQ(unchunk("3\r\nabcdefg<p>more</p>\nend", out), Chunks::Broken);
  EXPECT_EQ(out, "abcdefg<p>more</p>\nend");
  out.clear();
  EXPECT_EQ(unchunk("<html>", out), Chunks::NotChunked);
  EXPECT_EQ(unchunk("abc", out), Chunks::NotChunked);
  EXPECT_TRUE(out.empty());
}

TEST(Arc, LinesOfBothVersions) {
  const std::optional<ArcLine> one =
      read_arc_line("http://a.example/a page 192.0.2.1 20140216050221 text/html 1591");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->url, "http://a.example/a page");
  EXPECT_EQ(one->media_type, "text/html");
  EXPECT_EQ(one->fetched, "2014-02-16T05:02:21Z");
  EXPECT_EQ(one->length, 1591u);
  const std::optional<ArcLine> two =
      read_arc_line("http://a.example/ 192.0.2.1 20140216050221 text/html 200 XYZ - 0 a.arc.gz 12\r");
  ASSERT_TRUE(two);
  EXPECT_EQ(two->url, "http://a.example/");
  EXPECT_EQ(two->media_type, "text/html");
  EXPECT_EQ(two->length, 12u);
  EXPECT_FALSE(read_arc_line("http://a.example/ 192.0.2.1 20140216050221 text/html -1")->length);
  for (const std::string_view line :
       {"", "http://a.example/", "a line of a text that says 20140216 text/html 5",
        "http://a.example/ 192.0.2.1 yesterday text/html 5"})
    EXPECT_FALSE(read_arc_line(line)) << line;
}

TEST_F(ArchiveTest, ArcFilesWithTheirFaults) {
  const auto arc = [](std::string_view name, std::string_view block, int wrong = 0) {
    return "http://a.example/" + std::string(name) + " 192.0.2.1 20140216050221 text/html " +
           std::to_string(static_cast<int>(block.size()) + wrong) + "\n" + std::string(block) + "\n";
  };
  const std::string block = std::string(kTestHttp) + std::string(kTestPage);
  const std::string version = "filedesc://a.arc 0.0.0.0 20140216050221 text/plain 15\n1 0 The Courier\n\n";
  const std::string bytes = version + arc("one", block) + arc("short", block, -20) + arc("long", block, 450) +
                            arc("nohttp", kTestPage) + arc("gone", "HTTP/1.0 404 Not Found\n\nx") +
                            "http://a.example/minus 192.0.2.1 20140216050221 text/html -1\n" + block +
                            "\nsome junk\n" + arc("last", block);
  for (const std::string& path : {write("a.arc", bytes), write("b.arc.gz", gzip(bytes)),
                                  write("c.arc.gz", gzip(version) + gzip(bytes.substr(version.size())))}) {
    PassedOver counts;
    const std::vector<RawDocument> documents = all({path}, InputFormat::Auto, 1 << 20, &counts);
    EXPECT_EQ(names(documents), (Names{"one", "short", "long", "nohttp", "minus", "last"})) << path;
    for (const RawDocument& raw : documents) {
      const bool has_junk = raw.source.uri.ends_with("minus");
      EXPECT_EQ(raw.bytes.substr(0, has_junk ? kTestPage.size() : raw.bytes.size()), kTestPage)
          << raw.source.uri;
      EXPECT_EQ(raw.hint.facts.fetched, "2014-02-16T05:02:21Z");
    }
    EXPECT_TRUE(note_codes(documents[0]).empty());
    EXPECT_EQ(note_codes(documents[1]), (Names{"record_length_wrong"}));
    EXPECT_EQ(note_codes(documents[2]), (Names{"record_length_wrong"}));
    EXPECT_EQ(counts.descriptions, 1u);
    EXPECT_EQ(counts.other_status, 1u);
  }
  EXPECT_EQ(all({write("d.dat", bytes)}, InputFormat::Warc).size(), 6u);
}

}  // namespace
}  // namespace raven::read
