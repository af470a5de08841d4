// SPDX-License-Identifier: Apache-2.0
#include "read/input/feed/feed_item.h"
#include "read/input/feed/opml.h"
#include "read/input/feed/sitemap.h"
#include "read/input/input_test_files.h"

#include <chrono>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

class FeedTest : public InputFiles {};

constexpr std::string_view kSentence = "The talks went on in the capital, officials said on Monday.";

TEST(XmlTree, TakesWhatPublishersSend) {
  XmlTree tree;
  ASSERT_TRUE(
      tree.parse("junk<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c\">]><!-- <no> --><a x=\"1&amp;2\" y=z>"
                 "Fish & chips&nbsp;&b; &copy=1<b><![CDATA[<i> & ]]></b><c>open<d>deep</b></a><e/>"));
  EXPECT_EQ(tree.name(tree.root()), "a");
  EXPECT_EQ(tree.attribute(tree.root(), "x"), "1&2");
  EXPECT_EQ(tree.attribute(tree.root(), "y"), "z");
  EXPECT_EQ(tree.text(tree.child(tree.root(), "b")), "<i> &");
  EXPECT_TRUE(tree.text(tree.root()).starts_with("Fish & chips\u00A0&b; &copy=1"));
  EXPECT_EQ(tree.text(tree.child(tree.root(), "c")), "opendeep");
  EXPECT_FALSE(tree.is_cut(tree.root()));
  EXPECT_EQ(tree.markup(tree.child(tree.root(), "c")), "open<d>deep</d>");
  EXPECT_NE(tree.descendant(tree.root(), "d"), kNone);
  EXPECT_EQ(tree.child(tree.root(), "d"), kNone);
  ASSERT_FALSE(XmlTree().parse("no element < at all & none"));

  XmlTree cut;
  ASSERT_TRUE(cut.parse("<a><b>one</b><c>tw"));
  EXPECT_TRUE(cut.is_cut(cut.root()));
  EXPECT_FALSE(cut.is_cut(cut.child(cut.root(), "b")));
  EXPECT_TRUE(cut.is_cut(cut.child(cut.root(), "c")));
}

TEST(XmlTree, UsualPrefixes) {
  XmlTree tree;
  ASSERT_TRUE(
      tree.parse("<rss xmlns:q=\"http://purl.org/rss/1.0/modules/content/\" "
                 "xmlns:s=\"https://www.sitemaps.org/schemas/sitemap/0.9\"><q:encoded>x</q:encoded>"
                 "<s:url/><dc:creator/></rss>"));
  EXPECT_NE(tree.child(tree.root(), "content:encoded"), kNone);
  EXPECT_NE(tree.child(tree.root(), "url"), kNone);
  EXPECT_NE(tree.child(tree.root(), "dc:creator"), kNone);
}

TEST(XmlTree, HostileInputIsLinear) {
  const auto seconds_of = [](const std::string& xml) {
    const auto begin = std::chrono::steady_clock::now();
    XmlTree tree;
    tree.parse(xml);
    if (tree.root() != kNone) static_cast<void>(tree.markup(tree.root()));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  std::string deep, unclosed, comments, declared;
  for (int i = 0; i < 200000; ++i) {
    deep += "<a>";
    unclosed += "<a></b>";
    comments += "<!-- ";
    declared += "<![";
  }
  for (const std::string& xml : {deep, unclosed, comments, declared, deep + unclosed})
    EXPECT_LT(seconds_of(xml), 5.0);
}

TEST_F(FeedTest, WhatIsLooseIsRead) {
  const std::string feed =
      "\n\n  <?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" "
      "\"x.dtd\">"
      "<rss version=2.0><channel><title>Caf\xE9 &amp; Courier</title><image><title>Logo</title></image>"
      "<item><title>&lt;b&gt;Fish&lt;/b&gt; &amp;amp; chips &#8217;n&nbsp;more</title>"
      "<link>https://c.example/1?a=1&b=2&copy=3</link><media:title>No</media:title>"
      "<source url=\"https://d.example/rss\">Daily</source>"
      "<description>" +
      std::string(kSentence) +
      "<br>More & more.</description></item>"
      "<item><title>Two</title><category>Not "
      "closed</categorie></category><link>https://c.example/2</link><author>ann@c.example (Ann Lee)</author>"
      "<media:description>A picture of the talks in the capital, taken on Monday.</media:description></item>"
      "<item><guid>https://c.example/3</guid><title>Three</title></item>"
      "</channel></rss>\n<script src=\"x.js\"></script><!-- cached -->";
  const std::vector<RawDocument> documents = all({write("loose.xml", feed)});
  ASSERT_EQ(documents.size(), 3u);
  for (const RawDocument& raw : documents) EXPECT_FALSE(raw.error);
  EXPECT_EQ(documents[0].hint.facts.title, "Fish & chips \u2019n\u00A0more");
  EXPECT_EQ(documents[0].source.uri, "https://c.example/1?a=1&b=2&copy=3");
  EXPECT_EQ(documents[0].hint.facts.site, "Daily");
  EXPECT_EQ(documents[0].bytes, std::string(kSentence) + "<br>More &amp; more.");
  EXPECT_EQ(documents[1].hint.facts.site, "Caf\u00E9 & Courier");
  EXPECT_EQ(documents[1].source.uri, "https://c.example/2");
  EXPECT_EQ(documents[1].hint.facts.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_TRUE(documents[1].bytes.starts_with("A picture"));
  EXPECT_EQ(documents[2].source.uri, "https://c.example/3");
  EXPECT_EQ(documents[2].bytes, "Three");
}

TEST_F(FeedTest, RdfAndAtomUnderForeignPrefixes) {
  const std::vector<RawDocument> rdf = all({write(
      "feed.rdf",
      "<rdf:RDF xmlns:rdf=\"r\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:d=\"http://purl.org/dc/elements/1.1/\">"
      "<channel><title>Courier</title><d:language>en</d:language></channel>"
      "<item rdf:about=\"https://c.example/1\"><title>One</title><d:date>2024-06-18</d:date><d:creator>Ann "
      "Lee</d:creator></item></rdf:RDF>")});
  ASSERT_EQ(rdf.size(), 1u);
  EXPECT_EQ(rdf[0].source.uri, "https://c.example/1");
  EXPECT_EQ(rdf[0].hint.facts.published, "2024-06-18");
  EXPECT_EQ(rdf[0].hint.facts.site, "Courier");
  EXPECT_EQ(rdf[0].hint.facts.language, "en");
  const std::vector<RawDocument> atom =
      all({write("feed.xml",
                 "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>Courier</a:title><a:entry>"
                 "<a:title type=\"html\">T&amp;lt;3</a:title><a:link rel=\"alternate\" "
                 "href=\"https://c.example/1\"/><a:summary>Short.</a:summary></a:entry></a:feed>")});
  ASSERT_EQ(atom.size(), 1u);
  EXPECT_EQ(atom[0].hint.facts.title, "T<3");
  EXPECT_EQ(atom[0].source.uri, "https://c.example/1");
  EXPECT_EQ(atom[0].hint.facts.kind, "feed_item");
}

TEST_F(FeedTest, CharsetsOfFeeds) {
  const std::string title =
      "<rss><channel><item><title>\xCF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB</title></item></channel></rss>";
  const std::vector<RawDocument> cyrillic =
      all({write("a.xml", "<?xml version='1.0' encoding='windows-1251'?>" + title)});
  ASSERT_EQ(cyrillic.size(), 1u);
  EXPECT_EQ(cyrillic[0].hint.facts.title, "Переговоры");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel><item><title>One"
                                  "</title></item></channel></rss>"))
    wide += std::string{c, '\0'};
  const std::vector<RawDocument> utf_16 = all({write("b.xml", wide)});
  ASSERT_EQ(utf_16.size(), 1u);
  EXPECT_EQ(utf_16[0].hint.facts.title, "One");
}

TEST_F(FeedTest, JsonFeeds) {
  const std::string head =
      "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"title\": \"Courier\", "
      "\"language\": \"en\", \"authors\": [{\"name\": \"Bo Ek\"}], \"items\": [";
  const std::string items =
      "{\"id\": \"1\", \"url\": \"https://c.example/1\", \"title\": \"One\", \"content_html\": \"<p>" +
      std::string(kSentence) +
      "</p>\", \"date_published\": \"2024-06-18T09:12:00Z\", \"authors\": [{\"name\": \"Ann Lee\"}], "
      "\"tags\": "
      "[\"world\"]}, {\"id\": \"2\", \"content_text\": \"" +
      std::string(kSentence) +
      "\"}, {\"id\": \"3\", \"title\": \"Three\", \"summary\": \"Short.\"}, {\"id\": \"4\"}";
  const std::vector<RawDocument> documents = all({write("feed.json", head + items + "]}")});
  ASSERT_EQ(documents.size(), 4u);
  const Document one = test_reader().read(documents[0]);
  EXPECT_EQ(one.article.title, "One");
  EXPECT_EQ(one.article.text, kSentence);
  EXPECT_EQ(one.article.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(one.article.site, "Courier");
  EXPECT_EQ(one.article.section, "world");
  EXPECT_EQ(one.article.published.basis, "feed");
  const Document two = test_reader().read(documents[1]);
  EXPECT_EQ(two.article.text, kSentence);
  EXPECT_EQ(two.article.authors, (std::vector<std::string>{"Bo Ek"}));
  EXPECT_EQ(test_reader().read(documents[2]).article.kind, "feed_item");
  const Document four = test_reader().read(documents[3]);
  EXPECT_FALSE(four.failure);
  EXPECT_TRUE(four.article.text.empty());
  EXPECT_EQ(four.article.id, "4");
  // A cut one gives what is whole.
  const std::vector<RawDocument> cut = all({write("cut.json", head + items.substr(0, items.size() - 60))});
  ASSERT_GE(cut.size(), 3u);
  EXPECT_EQ(cut[0].hint.facts.title, "One");
  EXPECT_EQ(cut.back().error->code, ErrorCode::BadFormat);
}

constexpr std::string_view kNewsSitemap =
    "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
    "xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" "
    "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">"
    "<url><image:image><image:loc>https://c.example/p.jpg</image:loc><image:title>P</image:title></"
    "image:image>"
    "<loc> https://c.example/1?a=1&amp;b=2 "
    "</loc><lastmod>2024-06-19</lastmod><n:news><n:publication><n:name>The "
    "Courier</n:name><n:language>en</n:language></n:publication><n:publication_date>2024-06-18T09:12:00Z"
    "</n:publication_date><n:title>Talks &amp; more</n:title></n:news></url>"
    "<url><loc>https://c.example/2</loc></url></urlset>";

TEST_F(FeedTest, SitemapsGiveFactsWithoutText) {
  const Result<Sitemap> map = read_sitemap(kNewsSitemap);
  ASSERT_TRUE(map);
  ASSERT_EQ(map->pages.size(), 2u);
  EXPECT_EQ(map->pages[0].url, "https://c.example/1?a=1&b=2");
  EXPECT_EQ(map->pages[0].title, "Talks & more");
  EXPECT_FALSE(map->is_cut);

  const std::vector<RawDocument> documents = all({write("sitemap.xml.gz", gzip(kNewsSitemap))});
  ASSERT_EQ(documents.size(), 2u);
  const Document one = test_reader().read(documents[0]);
  EXPECT_FALSE(one.failure);
  EXPECT_EQ(one.article.kind, "feed_item");
  EXPECT_EQ(one.article.title, "Talks & more");
  EXPECT_EQ(one.article.site, "The Courier");
  EXPECT_EQ(one.article.language, "en");
  EXPECT_EQ(one.article.published.iso, "2024-06-18T09:12:00+00:00");
  EXPECT_EQ(one.article.modified.iso, "2024-06-19");
  EXPECT_EQ(one.article.canonical_url, "https://c.example/1?a=1&b=2");
  EXPECT_TRUE(one.article.text.empty());
  EXPECT_NE(documents[0].source.hash, documents[1].source.hash);
  EXPECT_EQ(documents[1].bytes, "<url><loc>https://c.example/2</loc></url>");
}

TEST_F(FeedTest, SitemapIndexesAndOpmlGiveLists) {
  const std::vector<RawDocument> index =
      all({write("index.xml",
                 "<sitemapindex><sitemap><loc>https://c.example/a.xml</loc></sitemap><sitemap><loc>"
                 "https://c.example/b.xml.gz</loc></sitemap></sitemapindex>")});
  ASSERT_EQ(index.size(), 1u);
  const Document list = test_reader().read(index[0]);
  EXPECT_EQ(list.article.kind, "link_list");
  EXPECT_EQ(list.article.text, "https://c.example/a.xml\n\nhttps://c.example/b.xml.gz");
  ASSERT_EQ(list.article.paragraphs.size(), 2u);
  const SourceSpan span = source_of(list.article, list.article.paragraphs[1].span);
  EXPECT_EQ(index[0].bytes.substr(span.begin.value, span.size()), "https://c.example/b.xml.gz");

  const std::string opml =
      "<opml version=\"2.0\"><head><title>My feeds</title></head><body><outline text=\"World &amp; "
      "more\"><outline "
      "type=\"rss\" text=\"Courier\" title=\"The Courier\" xmlUrl=\"https://c.example/rss\" "
      "htmlUrl=\"https://c.example/\" language=\"en\"/><outline text=\"Deep\"><outline "
      "xmlurl=\"https://d.example/f\"/></outline></outline><outline text=\"Top\" "
      "xmlUrl=\"https://e.example/f\"/><outline text=\"A link\" url=\"https://f.example/\"/></body></opml>";
  const Result<FeedList> feeds = read_opml(opml);
  ASSERT_TRUE(feeds);
  EXPECT_EQ(feeds->title, "My feeds");
  ASSERT_EQ(feeds->feeds.size(), 3u);
  EXPECT_EQ(feeds->feeds[0].feed_url, "https://c.example/rss");
  EXPECT_EQ(feeds->feeds[0].page_url, "https://c.example/");
  EXPECT_EQ(feeds->feeds[0].title, "The Courier");
  EXPECT_EQ(feeds->feeds[0].language, "en");
  EXPECT_EQ(feeds->feeds[0].folder, "World & more");
  EXPECT_EQ(feeds->feeds[1].folder, "World & more/Deep");
  EXPECT_EQ(feeds->feeds[2].folder, "");
  EXPECT_FALSE(read_opml("<rss/>"));
  EXPECT_TRUE(read_opml(std::string_view(opml).substr(0, 300))->is_cut);

  const std::vector<RawDocument> documents = all({write("feeds.opml", opml)});
  ASSERT_EQ(documents.size(), 1u);
  const Document document = test_reader().read(documents[0]);
  EXPECT_EQ(document.article.title, "My feeds");
  EXPECT_TRUE(document.article.text.starts_with("https://c.example/rss The Courier\n\n"));
}

TEST_F(FeedTest, Nitf) {
  const std::string nitf =
      "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf-3-2.dtd\"><nitf><head><title>slug</title><docdata>"
      "<doc-id id-string=\"cns-1\"/><date.issue norm=\"20240618T091200+0200\"/></docdata><pubdata name=\"The "
      "Courier\" position.section=\"World\"/></head><body><body.head><hedline><hl1>Talks go "
      "on</hl1></hedline><byline>By <person>Ann Lee</person><byttl>Correspondent</byttl></byline></body.head>"
      "<body.content><p>The talks went on in the <location>capital</location>, <org>officials</org> said on "
      "Monday.</p><media><media-reference source=\"p.jpg\"/><media-caption>Delegates "
      "arrive.</media-caption></media>"
      "<p>They will go on next week, the ministry said in a statement.</p></body.content></body></nitf>";
  const std::vector<RawDocument> documents = all({write("story.xml", nitf)});
  ASSERT_EQ(documents.size(), 1u);
  const Document document = test_reader().read(documents[0]);
  EXPECT_EQ(document.article.title, "Talks go on");
  EXPECT_EQ(document.article.id, "cns-1");
  EXPECT_EQ(document.article.site, "The Courier");
  EXPECT_EQ(document.article.section, "World");
  EXPECT_EQ(document.article.authors, (std::vector<std::string>{"Ann Lee"}));
  EXPECT_EQ(document.article.published.iso, "2024-06-18T09:12:00+02:00");
  EXPECT_EQ(document.article.published.basis, "input");
  EXPECT_EQ(document.article.kind, "article");
  EXPECT_TRUE(document.article.text.starts_with(kSentence)) << document.article.text;
}

TEST_F(FeedTest, NewsMlG2) {
  const auto item = [](std::string_view guid, std::string_view content) {
    return "<newsItem guid=\"" + std::string(guid) +
           "\" xml:lang=\"en\"><itemMeta><provider literal=\"CNS\"><name>Courier News</name></provider>"
           "<versionCreated>2024-06-18T10:00:00Z</versionCreated><firstCreated>2024-06-18T09:12:00Z</"
           "firstCreated>"
           "</itemMeta><contentMeta><headline>Talks go on</headline><by>Ann Lee</by><description>A picture "
           "of the "
           "talks, taken on Monday.</description></contentMeta><contentSet>" +
           std::string(content) + "</contentSet></newsItem>";
  };
  const std::string message =
      "<n:newsMessage xmlns:n=\"http://iptc.org/std/nar/2006-10-01/\" "
      "xmlns=\"http://iptc.org/std/nar/2006-10-01/\">"
      "<itemSet>" +
      item("1",
           "<inlineXML contenttype=\"application/xhtml+xml\"><html><head><title>x</title></head><body><p>" +
               std::string(kSentence) + "</p></body></html></inlineXML>") +
      item("2", "<inlineXML contenttype=\"application/nitf+xml\"><nitf><body><body.content><p>" +
                    std::string(kSentence) + "</p></body.content></body></nitf></inlineXML>") +
      item("3", "<inlineData contenttype=\"text/plain\">" + std::string(kSentence) + "</inlineData>") +
      item("4", "<remoteContent href=\"p.jpg\"/>") + "</itemSet></n:newsMessage>";
  const std::vector<RawDocument> documents = all({write("message.xml", message)});
  ASSERT_EQ(documents.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    const Document document = test_reader().read(documents[i]);
    EXPECT_EQ(document.article.id, std::to_string(i + 1));
    EXPECT_EQ(document.article.title, "Talks go on");
    EXPECT_EQ(document.article.site, "Courier News");
    EXPECT_EQ(document.article.published.iso, "2024-06-18T09:12:00+00:00");
    EXPECT_EQ(document.article.modified.iso, "2024-06-18T10:00:00+00:00");
    EXPECT_EQ(document.article.authors, (std::vector<std::string>{"Ann Lee"}));
    if (i < 3) {
      EXPECT_EQ(document.article.text, kSentence) << i;
    }
    EXPECT_EQ(document.article.kind, i < 3 ? "article" : "feed_item");
  }
}

TEST_F(FeedTest, WhatIsCutOrNoFeedIsTold) {
  EXPECT_EQ(all({write("page.xml", "<p>x</p>")}, InputFormat::Feed).at(0).error->code, ErrorCode::BadFormat);
  EXPECT_EQ(all({write("none.xml", "<rss><channel/></rss>")}).at(0).error->code, ErrorCode::Empty);
  const std::vector<RawDocument> cut =
      all({write("cut.xml", kNewsSitemap.substr(0, kNewsSitemap.size() - 30))});
  ASSERT_EQ(cut.size(), 2u);
  EXPECT_FALSE(cut[0].error);
  EXPECT_EQ(cut[1].error->code, ErrorCode::Truncated);
  EXPECT_EQ(all({write("large.xml", kNewsSitemap)}, InputFormat::Auto, 100).at(0).error->code,
            ErrorCode::TooLarge);
}

}  // namespace
}  // namespace raven::read
