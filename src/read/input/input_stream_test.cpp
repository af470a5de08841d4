// SPDX-License-Identifier: Apache-2.0
#include "read/input/input_test_files.h"

namespace raven::read {
namespace {

class InputStreamTest : public InputFiles {};

constexpr std::string_view kPage = kTestPage;

TEST_F(InputStreamTest, TroubleIsADocument) {
  const std::string empty = write("empty.html", ""), blank = write("blank.txt", "  \n"),
                    binary = write("x.html", std::string("\x89PNG\r\n\x1a\n\0\0\0", 11));
  const std::string large = write("large.html", std::string(2000, 'a'));
  std::filesystem::create_directories(folder_ / "none");
  const std::vector<RawDocument> documents = all(
      {"/no/such/file", empty, blank, binary, (folder_ / "none").string(), large}, InputFormat::Auto, 1000);
  ASSERT_EQ(documents.size(), 6u);
  const ErrorCode expected[] = {ErrorCode::NotFound, ErrorCode::Empty, ErrorCode::Empty,
                                ErrorCode::NotText,  ErrorCode::Empty, ErrorCode::TooLarge};
  for (std::size_t i = 0; i < documents.size(); ++i) {
    ASSERT_TRUE(documents[i].error) << i;
    EXPECT_EQ(documents[i].error->code, expected[i]) << i;
    EXPECT_FALSE(documents[i].error->where.empty());
    EXPECT_TRUE(test_reader().read(documents[i]).failure);
  }
}

TEST_F(InputStreamTest, WalksFoldersInOrderAndPassesOverPictures) {
  write("b/two.html", kPage);
  write("a/one.html", kPage);
  write("a/picture.png", "\x89PNG");
  write("c.txt.gz", gzip("A text that was packed."));
  write("d.html.zst", zstd(kPage));
  InputStream stream({folder_.string()}, InputFormat::Auto, 1 << 20);
  std::vector<std::string> names;
  while (std::optional<RawDocument> raw = stream.next()) {
    EXPECT_FALSE(raw->error);
    names.push_back(std::filesystem::path(raw->source.uri).filename().string());
    EXPECT_EQ(raw->source.hash.size(), 32u);
    EXPECT_EQ(raw->source.bytes, raw->bytes.size());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"one.html", "two.html", "c.txt.gz", "d.html.zst"}));
  EXPECT_EQ(stream.passed_over().total(), 1u);
}

TEST_F(InputStreamTest, FoldersAreReadByContentNotByName) {
  write("a/page.png", kPage);  // an error page that was saved under the picture's name
  write("b/picture.html", std::string_view("\x89PNG\r\n\x1a\n\0\0\0\0", 12));
  write("c/1234567",
        "From: Ann Lee <ann@c.example>\nMIME-Version: 1.0\nSubject: Talks\nTo: bo@c.example\n\nThe "
        "talks went on.\n");
  write("d/main.css", "body { color: red }");
  write("e/crawl.dat", warc_record("https://a.example/1", kTestHttp, kPage));
  write("f/items.php", "<rss><channel><item><title>T</title></item></channel></rss>");
  write("g/data.bin", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
  write("h/style.js", "<!DOCTYPE html><p>A page.</p>");
  PassedOver passed_over;
  const std::vector<RawDocument> documents =
      all({folder_.string()}, InputFormat::Auto, 1 << 20, &passed_over);
  std::vector<std::string> types;
  for (const RawDocument& raw : documents) {
    EXPECT_FALSE(raw.error) << raw.source.uri;
    const std::string& container = raw.source.container.empty() ? raw.source.uri : raw.source.container;
    types.push_back(std::filesystem::path(container).filename().string());
  }
  EXPECT_EQ(types, (std::vector<std::string>{"page.png", "1234567", "crawl.dat", "items.php", "data.bin",
                                             "data.bin", "style.js"}));
  EXPECT_EQ(passed_over.files, 2u);
  EXPECT_EQ(describe(passed_over), "2 files that are no pages");
}

TEST_F(InputStreamTest, AFolderOfPicturesIsToldOnce) {
  write("one/a.png", std::string_view("\x89PNG\0\0\0\0", 8));
  write("two/a.html", kPage);
  const std::vector<RawDocument> documents =
      all({(folder_ / "two").string(), (folder_ / "one").string(), (folder_ / "two").string()});
  ASSERT_EQ(documents.size(), 3u);
  EXPECT_FALSE(documents[0].error);
  ASSERT_TRUE(documents[1].error);
  EXPECT_EQ(documents[1].error->message, "is a folder without pages");
  EXPECT_FALSE(documents[2].error);
}

TEST_F(InputStreamTest, NinjsGivesFactsAndTheBytesOfTheText) {
  const std::string one =
      "{\"uri\":\"http://c.example/1\",\"versioncreated\":\"2024-06-18T09:12:00Z\",\"headline\":\"Talks go "
      "on\","
      "\"byline\":\"By Ann Lee\",\"language\":\"en\",\"body_text\":\"The talks went on in the capital, "
      "officials "
      "said on Monday.\"}";
  const std::string two =
      "{\"uri\":\"http://c.example/"
      "2\",\"headlines\":[{\"role\":\"short\",\"value\":\"S\"},{\"role\":\"main\","
      "\"value\":\"Main "
      "head\"}],\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\"Plain.\"},{\"contenttype\":"
      "\"text/html\",\"value\":\"<p>The talks went on in the capital, officials said on Monday.</p>\"}]}";
  const std::string three =
      "{\"uri\":\"http://c.example/3\",\"pubstatus\":\"usable\",\"headline\":\"Picture\","
      "\"description_text\":\"Delegates arrive at the talks in the capital on Monday.\"}";
  const std::vector<RawDocument> documents =
      all({write("items.jsonl", one + "\n" + two + "\n" + three + "\n")});
  ASSERT_EQ(documents.size(), 3u);
  const Document first = test_reader().read(documents[0]);
  EXPECT_EQ(first.article.title, "Talks go on");
  EXPECT_EQ(first.article.id, "http://c.example/1");
  EXPECT_EQ(first.article.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(first.article.published.iso, "2024-06-18T09:12:00+00:00");
  ASSERT_EQ(first.article.paragraphs.size(), 1u);
  const SourceSpan span = source_of(first.article, first.article.paragraphs[0].span);
  EXPECT_EQ(documents[0].bytes.substr(span.begin.value, span.size()), first.article.text);
  const Document second = test_reader().read(documents[1]);
  EXPECT_EQ(second.article.title, "Main head");
  EXPECT_EQ(second.article.text, "The talks went on in the capital, officials said on Monday.");
  EXPECT_EQ(test_reader().read(documents[2]).article.kind, "feed_item");
}

TEST_F(InputStreamTest, JsonLinesGiveADocumentALine) {
  const std::string path =
      write("news.jsonl",
            "{\"id\": 7, \"title\": \"Talks\", \"text\": \"The talks went on.\\nThey ended.\", \"date\": "
            "\"2024-05-01\", \"source\": \"Courier\"}\n"
            "\n{\"broken\": \n{\"maintext\": \"Text two stands here.\", \"authors\": [\"Ann Lee\"], "
            "\"source_domain\": \"courier.example\", \"date_publish\": \"2024-03-25 08:10:00\"}");
  const std::vector<RawDocument> documents = all({path});
  ASSERT_EQ(documents.size(), 3u);
  const Document one = test_reader().read(documents[0]);
  EXPECT_EQ(one.article.id, "7");
  EXPECT_EQ(one.article.title, "Talks");
  EXPECT_EQ(one.article.site, "Courier");
  EXPECT_EQ(one.article.published.iso, "2024-05-01");
  EXPECT_EQ(one.article.published.basis, "input");
  EXPECT_EQ(one.article.source.container, path);
  EXPECT_EQ(one.article.source.record, 1u);
  EXPECT_EQ(one.article.paragraphs.size(), 2u);
  for (const Paragraph& paragraph : one.article.paragraphs) {
    const SourceSpan span = source_of(one.article, paragraph.span);
    EXPECT_EQ(documents[0].bytes.substr(span.begin.value, span.size()), text_of(one.article, paragraph.span));
  }
  const Document broken = test_reader().read(documents[1]);
  ASSERT_TRUE(broken.failure);
  EXPECT_EQ(broken.failure->code, ErrorCode::BadFormat);
  EXPECT_TRUE(broken.failure->where.ends_with("news.jsonl:3")) << broken.failure->where;
  const Document two = test_reader().read(documents[2]);
  EXPECT_EQ(two.article.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(two.article.published.iso, "2024-03-25T08:10:00");
}

TEST_F(InputStreamTest, JsonOverManyLinesAndArrays) {
  const std::string pretty = write("one.json", "{\n  \"title\": \"One {\",\n  \"text\": \"A text.\"\n}\n");
  const std::string list = write("list.json", "[{\"text\": \"One \\\"}\"}, {\"text\": \"Two.\"}]");
  const std::vector<RawDocument> documents = all({pretty, list});
  ASSERT_EQ(documents.size(), 3u);
  EXPECT_EQ(test_reader().read(documents[0]).article.title, "One {");
  EXPECT_EQ(test_reader().read(documents[2]).article.text, "Two.");
}

TEST_F(InputStreamTest, LongLinesFailAndTheRestGoesOn) {
  const std::string path =
      write("long.jsonl", "{\"text\": \"" + std::string(200000, 'x') + "\"}\n{\"text\": \"Short.\"}\n");
  const std::vector<RawDocument> documents = all({path}, InputFormat::JsonLines, 1000);
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(documents[0].error->code, ErrorCode::TooLarge);
  EXPECT_FALSE(documents[1].error);
  EXPECT_EQ(documents[1].source.record, 2u);
}

TEST_F(InputStreamTest, DamagedAndCutPackingIsTold) {
  const std::string whole = gzip(std::string(kPage) + std::string(5000, ' ') + "<p>End.</p>");
  const std::vector<RawDocument> cut =
      all({write("cut.html.gz", std::string_view(whole).substr(0, whole.size() - 12))});
  ASSERT_EQ(cut.size(), 2u);
  EXPECT_FALSE(cut[0].error);
  ASSERT_TRUE(cut[1].error);
  EXPECT_EQ(cut[1].error->code, ErrorCode::Truncated);
  // A bomb ends at the limit.
  const std::vector<RawDocument> bomb = all({write("bomb.html.gz", gzip(std::string(20 << 20, 'a')))});
  ASSERT_EQ(bomb.size(), 1u);
  EXPECT_EQ(bomb[0].error->code, ErrorCode::TooLarge);
}

std::string record(std::string_view uri, std::string_view http, std::string_view body,
                   std::string_view type = "response", int wrong = 0) {
  return warc_record(uri, http, body, type, wrong);
}

constexpr std::string_view kHttp = kTestHttp;

TEST_F(InputStreamTest, ArchivesOneMemberARecordOrWhole) {
  const std::string one = record("https://a.example/1", kHttp, kPage),
                    two = record("https://a.example/2", kHttp, kPage);
  const std::string request = record("https://a.example/1", "GET / HTTP/1.1\r\n\r\n", "", "request");
  for (const std::string& path :
       {write("m.warc.gz", gzip(one) + gzip(request) + gzip(two)),
        write("w.warc.gz", gzip(one + request + two)), write("z.warc.zst", zstd(one) + zstd(request + two)),
        write("p.warc", one + request + two)}) {
    InputStream stream({path}, InputFormat::Auto, 1 << 20);
    std::vector<std::string> uris;
    while (std::optional<RawDocument> raw = stream.next()) {
      EXPECT_FALSE(raw->error);
      EXPECT_EQ(raw->bytes, kPage);
      EXPECT_EQ(raw->hint.charset, "utf-8");
      EXPECT_EQ(raw->source.container, path);
      uris.push_back(raw->source.uri);
    }
    EXPECT_EQ(uris, (std::vector<std::string>{"https://a.example/1", "https://a.example/2"})) << path;
    EXPECT_EQ(stream.passed_over().total(), 1u);
  }
}

TEST_F(InputStreamTest, ArchivesThatLie) {
  const std::string chunked =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string half(kPage.substr(0, 40)), rest(kPage.substr(40));
  const auto hex = [](std::size_t size) {
    char buffer[20];
    std::snprintf(buffer, sizeof buffer, "%08zX", size);
    return std::string(buffer);
  };
  std::string archive;
  archive += record("https://a.example/short", kHttp, kPage, "response", -30);
  archive += record("https://a.example/long", kHttp, kPage, "response", 60);
  archive +=
      record("https://a.example/chunks", chunked,
             hex(40) + "\r\n" + half + "\r\n" + hex(rest.size()) + ";x=1\r\n" + rest + "\r\n0\r\n\r\n");
  archive += record("https://a.example/nochunks", chunked, kPage);
  archive += record("https://a.example/cutchunks", chunked, hex(4000) + "\r\n" + std::string(kPage));
  archive += record("https://a.example/nogzip",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", kPage);
  archive +=
      record("https://a.example/gzip",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", gzip(kPage));
  archive += "some garbage between records\r\nmore of it\r\n";
  archive +=
      record("https://a.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", kPage);
  archive +=
      record("https://a.example/image", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "\x89PNG");
  archive += record("https://a.example/last", kHttp, kPage);
  const std::vector<RawDocument> documents = all({write("lies.warc", archive)});
  std::vector<std::string> names;
  for (const RawDocument& raw : documents) {
    EXPECT_FALSE(raw.error) << raw.source.uri;
    EXPECT_EQ(raw.bytes, kPage) << raw.source.uri;
    names.push_back(raw.source.uri.substr(18));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"short", "long", "chunks", "nochunks", "cutchunks", "nogzip",
                                             "gzip", "last"}));
  EXPECT_EQ(documents[0].hint.notes.at(0).code, "record_length_wrong");
  EXPECT_EQ(documents[4].hint.notes.at(0).code, "chunks_broken");
}

TEST_F(InputStreamTest, ArchivesCutShort) {
  const std::string one = record("https://a.example/1", kHttp, kPage);
  const std::vector<RawDocument> cut = all({write("cut.warc", one + one.substr(0, one.size() - 30))});
  ASSERT_EQ(cut.size(), 2u);
  ASSERT_FALSE(cut[1].hint.notes.empty());
  EXPECT_EQ(cut[1].hint.notes[0].code, "record_truncated");
  const std::vector<RawDocument> head = all({write("head.warc", one + "WARC/1.0\r\nWARC-Type: resp")});
  ASSERT_EQ(head.size(), 2u);
  ASSERT_TRUE(head[1].error);
  EXPECT_EQ(head[1].error->code, ErrorCode::Truncated);
}

TEST_F(InputStreamTest, Feeds) {
  const std::string rss =
      write("feed.xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" "
            "xmlns:dc=\"d\"><channel><title>Courier</title><language>en</language>"
            "<item><title>One &amp; two</title><link>https://c.example/1</link><guid>g1</guid><pubDate>Tue, "
            "18 Jun 2024 09:12:00 -0400</pubDate>"
            "<dc:creator>Ann Lee</dc:creator><description>Short.</description>"
            "<content:encoded><![CDATA[<p>The talks went on in the capital, officials said on "
            "Monday.</p>]]></content:encoded></item>"
            "<item><title>Two</title><description>&lt;p&gt;Only a summary of the "
            "talks.&lt;/p&gt;</description></item></channel></rss><script>x</script>");
  const std::vector<RawDocument> documents = all({rss});
  ASSERT_EQ(documents.size(), 2u);
  const Document one = test_reader().read(documents[0]);
  EXPECT_EQ(one.article.title, "One & two");
  EXPECT_EQ(one.article.site, "Courier");
  EXPECT_EQ(one.article.id, "g1");
  EXPECT_EQ(one.article.source.uri, "https://c.example/1");
  EXPECT_EQ(one.article.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(one.article.published.iso, "2024-06-18T09:12:00-04:00");
  EXPECT_EQ(one.article.published.basis, "feed");
  EXPECT_EQ(one.article.text, "The talks went on in the capital, officials said on Monday.");
  EXPECT_EQ(test_reader().read(documents[1]).article.kind, "feed_item");

  const std::string atom =
      write("atom.atom",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>C</title><entry><title>T</title><link "
            "rel=\"self\" href=\"https://c.example/s\"/>"
            "<link href=\"https://c.example/a\"/><author><name>Bo "
            "Ek</name></author><published>2024-06-18T09:12:00Z</published>"
            "<content type=\"xhtml\"><div><p>The talks &lt;went&gt; on, <b>officials</b> said on Monday "
            "evening in the capital.</p></div></content></entry></feed>");
  const std::vector<RawDocument> entries = all({atom});
  ASSERT_EQ(entries.size(), 1u);
  const Document entry = test_reader().read(entries[0]);
  EXPECT_EQ(entry.article.source.uri, "https://c.example/a");
  EXPECT_EQ(entry.article.authors, (std::vector<std::string>{"Bo Ek"}));
  EXPECT_EQ(entry.article.text, "The talks <went> on, officials said on Monday evening in the capital.");
}

TEST_F(InputStreamTest, FeedsWithFaults) {
  const std::string bomb =
      write("bomb.xml",
            "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b "
            "\"&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>");
  const std::vector<RawDocument> unexpanded = all({bomb});
  ASSERT_EQ(unexpanded.size(), 1u);
  EXPECT_EQ(unexpanded[0].hint.facts.title, "&b;");
  const std::string loose = write("loose.xml",
                                  "<rss><channel><item><title>Fish & chips&nbsp;</title><description>A text "
                                  "& more of it.</description></item></channel></rss>");
  const std::vector<RawDocument> mended = all({loose});
  ASSERT_EQ(mended.size(), 1u);
  EXPECT_FALSE(mended[0].error);
  const std::string cut =
      write("cut.xml",
            "<rss><channel><item><title>One</title><description>A text.</description></item><item><title>Tw");
  const std::vector<RawDocument> some = all({cut});
  ASSERT_EQ(some.size(), 2u);
  EXPECT_FALSE(some[0].error);
  EXPECT_EQ(some[1].error->code, ErrorCode::Truncated);
}

}  // namespace
}  // namespace raven::read
