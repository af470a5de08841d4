// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/hostile_pages.h"

#include <string_view>

namespace raven::hostile {
namespace {

using Maker = std::function<std::string(std::size_t)>;
using read::BytesKind;

std::string repeated(std::string_view unit, std::size_t size) {
  std::string page;
  page.reserve(size + unit.size());
  while (page.size() < size) page += unit;
  return page;
}

Maker again(std::string unit) {
  return [unit](std::size_t size) { return repeated(unit, size); };
}

Maker within(std::string before, std::string unit, std::string after = {}) {
  return [=](std::size_t size) { return before + repeated(unit, size) + after; };
}

/// `first` for half of the page, then `second`.
Maker halves(std::string before, std::string first, std::string second) {
  return [=](std::size_t size) { return before + repeated(first, size / 2) + repeated(second, size / 2); };
}

/// `unit` with a running number for each `#` in it.
Maker counted(std::string before, std::string unit, std::string after = {}) {
  return [=](std::size_t size) {
    std::string page = before;
    for (std::size_t i = 0; page.size() < size; ++i)
      for (const char c : unit) c == '#' ? page += std::to_string(i) : page += c;
    return page + after;
  };
}

constexpr std::string_view kProse =
    "<p>The harbour of Belmar was closed on Monday after the strike, the port authority said, and two ships "
    "were sent to the north of the island to wait there for news.</p>\n";

/// Prose for half of the page, so that there is an article; then the attack.
Maker beside_prose(std::string unit) {
  return [=](std::size_t size) {
    return "<html><body><article>" + repeated(kProse, size / 2) + "</article>" + repeated(unit, size / 2);
  };
}

Maker json_ld(std::string before, std::string unit, std::string after) {
  return [=](std::size_t size) {
    return "<html><head><script type=\"application/ld+json\">" + before + repeated(unit, size) + after +
           "</script></head><body>" + std::string(kProse) + "</body></html>";
  };
}

void add_markup(std::vector<HostilePage>& pages) {
  for (const char* tag :
       {"div",      "table", "svg",    "b",      "p",        "a",       "font",    "select",     "template",
        "frameset", "math",  "ul",     "li",     "span",     "section", "article", "blockquote", "details",
        "button",   "nobr",  "ruby",   "object", "form",     "option",  "td",      "tr",         "caption",
        "dl",       "dd",    "figure", "h1",     "noscript", "iframe",  "pre",     "center"})
    pages.push_back({std::string("nested_") + tag, BytesKind::Html, again(std::string("<") + tag + ">"), {}});
  const auto add = [&](const char* name, Maker make) {
    pages.push_back({name, BytesKind::Html, std::move(make), {}});
  };
  add("table_td", again("<table><td>"));
  add("table_td_text", again("<table><td>word, "));
  add("table_text", within("<table>", "a<tr>"));
  add("table_table", halves("", "<table><tr><td>", "</td></tr></table>"));
  add("svg_desc", again("<svg><desc>"));
  add("math_annotation", again("<math><annotation-xml encoding=text/html><div>"));
  add("div_text", again("<div>some words here, "));
  add("div_text_closed", halves("", "<div>some words here, ", "</div>"));
  add("p_in_div", again("<div><p>Some words here, and more of them."));
  add("a_div", again("<a href=x><div>word "));
  add("formatting", counted("", "<b a=#><p>x"));
  add("adoption", halves("<a>", "<div>", "</a><a>"));
  add("colspan", again("<table><tr><td colspan=9007199254740991 rowspan=65534>x</table>"));
  add("colspan_row", within("<table><tr>", "<td colspan=1000 rowspan=65534>x"));
  add("comments_open", again("<!-- "));
  add("comment_one", within("<!--", "x-"));
  add("cdata", within("<svg>", "<![CDATA[ ]]>"));
  add("doctype", again("<!DOCTYPE html>"));
  add("headings", again("<h1>One more heading of this page</h1>"));
  add("headings_numbered", counted("<body>", "<h1>Heading # of this page</h1>"));
  add("headings_and_text",
      counted("<body>", "<h1>Heading # of this page</h1><p>Some words, and a stop.</p>"));
  add("scripts", again("<script>a</script>"));
  add("script_one", within("<script>", "if (a < b) c(\"<!--\");"));
  add("style_one", within("<style>", "a > b { c: d }"));
  add("links", counted("<body>", "<a href=/n/#>Link number # of many</a> "));
  add("link_list", counted("<body><ul>", "<li><a href=/n/#>Link number # of many</a></li>"));
  add("images", again("<img src=x alt='a picture of a bird'>"));
  add("figures", again("<figure><img src=x><figcaption>Photo: a bird</figcaption></figure>"));
  add("brs", again("word<br>"));
  add("brs_only", again("<br>"));
  add("inputs", again("<input value=x>"));
  add("empty_ends", again("</p>"));
  add("unknown_names", counted("", "<x#>"));
  add("less_than", again("<"));
  add("paragraphs", counted("<article>", "<p>Paragraph # tells of the strike in the port, and of more.</p>"));
  add("paragraphs_same", again(std::string(kProse)));
  add("articles",
      counted("", "<article><h2>Story #</h2><p>Paragraph # tells of the strike in the port.</p></article>"));
  add("blocks_beside", beside_prose("<div class=related><a href=x>See also: more of it</a></div>"));
  add("deep_after_prose", beside_prose("<div>"));
  add("nested_after_prose", beside_prose("<div><ul><li>"));
}

void add_attributes(std::vector<HostilePage>& pages) {
  const auto add = [&](const char* name, Maker make) {
    pages.push_back({name, BytesKind::Html, std::move(make), {}});
  };
  add("attributes", within("<p ", "a ", ">"));
  add("attributes_numbered", counted("<p ", "a#=# ", ">x"));
  add("attributes_of_body", counted("", "<body a#>"));
  add("attribute_one", within("<p title=\"", "word ", "\">x"));
  add("attribute_class", within("<p class=\"", "related ", "\">x"));
  add("attribute_class_numbered", counted("<p class=\"", "a# ", "\">x"));
  add("attribute_class_joined", within("<p class=\"", "article-related", "\">x"));
  add("attribute_id_camel", within("<p id=\"", "aB", "\">x"));
  add("attribute_href", within("<a href=\"", "/2024/01/02", "\">x</a>"));
  add("attribute_style", within("<p style=\"", "display:none;", "\">x"));
  add("attribute_name", within("<p ", "a", ">x"));
  add("attribute_references", within("<p title=\"", "&amp;", "\">x"));
  add("classes_on_many", again("<div class='article-body related share-bar col col-12'>"));
  add("tag_name", within("<", "a", ">x"));
  add("data_json", within("<p data-x='", "{\"a\":", "'>x"));
  add("itemprops", again("<span itemprop=author itemscope><b itemprop=name>Ann Orr</b></span>"));
  add("itemscopes", again("<div itemscope itemtype=http://schema.org/NewsArticle itemprop=author>"));
}

void add_text(std::vector<HostilePage>& pages) {
  const auto add = [&](const char* name, Maker make) {
    pages.push_back({name, BytesKind::Html, std::move(make), {}});
  };
  add("no_blanks", within("<p>", "x"));
  add("no_blanks_wide", within("<p>", "字"));
  add("blanks", within("<p>", " "));
  add("no_break_blanks", within("<p>", "&nbsp;"));
  add("references", again("&amp;"));
  add("references_open", again("&"));
  add("references_long", again("&CounterClockwiseContourIntegral;"));
  add("references_digits", within("&#", "1"));
  add("zeros", within("<p>x", std::string(1, '\0')));
  add("carriage_returns", again("\r"));
  add("stops", within("<p>", "."));
  add("glued", within("<p>", "said.The"));
  add("quotes", within("<p>", "“"));
  add("soft_hyphens", within("<p>", "a\xC2\xAD"));
  add("sentence_one", within("<p>", "the port was closed and "));
  add("times", counted("<body>", "<time datetime=2024-01-02T03:04:05>January 2, 2024</time>"));
  add("dates", again("<p>January 2, 2024</p>"));
  add("dates_one_line", within("<p>", "Jan 2, 2024 "));
  add("date_digits", within("<p>", "1/"));
  add("bylines", again("<p class=byline>By Ann Orr and Ben Ek</p>"));
  add("byline_one", within("<p class=byline>By Ann Orr", " and Ben Ek"));
  add("brackets", within("<p>", "("));
  add("phrases", again("<p>See also: more of this</p>"));
  add("bars", within("<title>", "a | ", "</title>"));
}

void add_encodings(std::vector<HostilePage>& pages) {
  for (const char* charset :
       {"ibm866",       "iso-8859-2",     "iso-8859-8",   "koi8-r", "macintosh",   "windows-874",
        "windows-1251", "windows-1252",   "windows-1256", "gbk",    "gb18030",     "big5",
        "euc-jp",       "iso-2022-jp",    "shift_jis",    "euc-kr", "replacement", "utf-16le",
        "utf-16be",     "x-user-defined", "utf-8"}) {
    std::string unit;
    for (int i = 1; i < 256; ++i) unit += static_cast<char>((i * 37) & 0xFF);
    // An odd number of bytes, whatever the size.
    pages.push_back({std::string("bytes_") + charset, BytesKind::Html,
                     [unit](std::size_t size) {
                       std::string page = "<p>" + repeated(unit, size);
                       if (page.size() % 2 == 0) page += '<';
                       return page;
                     },
                     charset});
  }
  pages.push_back({"escapes_iso_2022_jp", BytesKind::Html, again("\x1B$B\x1B(B"), "iso-2022-jp"});
  pages.push_back(
      {"surrogates_utf_16", BytesKind::Html, again(std::string("\x00\xD8\x41\x00", 4)), "utf-16le"});
  pages.push_back({"meta_charsets", BytesKind::Html, again("<meta charset=utf-9>"), {}});
  pages.push_back({"meta_charset_late",
                   BytesKind::Html,
                   [](std::size_t size) {
                     return repeated("<!-- -->", size / 2) + "<meta charset=koi8-r>" +
                            repeated("\xC1\xC2 ", size / 2);
                   },
                   {}});
}

void add_metadata(std::vector<HostilePage>& pages) {
  const auto add = [&](const char* name, Maker make) {
    pages.push_back({name, BytesKind::Html, std::move(make), {}});
  };
  add("metas", again("<meta>"));
  add("metas_authors", counted("", "<meta name=author content='Ann Orr#'>"));
  add("metas_article_authors", counted("", "<meta property=article:author content='Ann Orr Aq#'>"));
  add("metas_dates", again("<meta property=article:published_time content=2024-01-02>"));
  add("metas_titles", counted("", "<meta property=og:title content='A title of number #'>"));
  add("meta_author_one", within("<meta name=author content='Ann Orr", ", Ben Ek", "'>"));
  add("meta_author_ands", within("<meta name=author content='", "a and ", "'>"));
  add("links_rel", counted("", "<link rel=canonical href=http://a.example/#>"));
  add("authors", counted("<body>", "<a rel=author href=/a/#>Ann Orr#</a>"));
  add("authors_spans", counted("<body>", "<span class=author>By Ann Orr</span>"));
  add("titles", again("<title>A title of this page</title>"));
  add("title_one", within("<title>", "word ", "</title>"));
  add("title_words", counted("<title>", "word# ", "</title><h1>word1 word2</h1>"));
  add("json_nested_arrays", json_ld("", "[", ""));
  add("json_nested_objects", json_ld("", "{\"a\":", ""));
  add("json_graph_nested", json_ld("", "{\"@graph\":[", ""));
  add("json_article_nested", json_ld("", "{\"@type\":\"NewsArticle\",\"isPartOf\":", ""));
  add("json_string", json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"", "word ", "\"}"));
  add("json_body", json_ld("{\"@type\":\"NewsArticle\",\"articleBody\":\"", "The port was closed. ", "\"}"));
  add("json_escapes", json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"", "\\u00e9", "\"}"));
  add("json_quotes", json_ld("{\"a\":\"", "\\\"", "\"}"));
  add("json_authors", json_ld("{\"@type\":\"NewsArticle\",\"author\":[",
                              "{\"@type\":\"Person\",\"name\":\"Ann Orr\"},", "1]}"));
  add("json_articles", json_ld("[", "{\"@type\":\"NewsArticle\",\"headline\":\"A title\"},", "1]"));
  add("json_keys", json_ld("{", "\"a\":1,", "\"b\":2}"));
  add("json_open_strings", json_ld("", "\"", ""));
  add("json_ids", [](std::size_t size) {
    std::string page = "<script type=application/ld+json>{\"@graph\":[";
    for (std::size_t i = 0; page.size() < size; ++i)
      page +=
          "{\"@id\":\"n" + std::to_string(i) + "\",\"author\":{\"@id\":\"n" + std::to_string(i + 1) + "\"}},";
    return page + "1]}</script>";
  });
  add("json_blocks",
      again("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a b\"}</script>"));
  add("json_blocks_open", again("<script type=application/ld+json>{\"@type\":</script>"));
}

void add_plain_text(std::vector<HostilePage>& pages) {
  const auto add = [&](const char* name, Maker make) {
    pages.push_back({name, BytesKind::Text, std::move(make), {}});
  };
  add("text_no_blanks", again("x"));
  add("text_blank_lines", again("\n"));
  add("text_short_lines", again("a\n"));
  add("text_menu", again("Home | World | Sport | News\n"));
  add("text_menu_one_line", again("Home | "));
  add("text_phrases", again("See also: more of this\n"));
  add("text_phrase_starts", again("See also\n"));
  add("text_list_of_links", within("Related stories\n", "A title of many without an end\n"));
  add("text_dates", again("January 2, 2024\n"));
  add("text_dates_one_line", again("January 2, 2024 "));
  add("text_bylines", again("By Ann Orr and Ben Ek\n"));
  add("text_prose",
      again("The port of Belmar was closed on Monday after the strike, the authority said.\n\n"));
  add("text_prose_counted",
      counted("", "The port of Belmar was closed on day # after the strike, the authority said.\n\n"));
  add("text_titles", counted("", "A title with the number # of many\n"));
  add("text_wrapped", again("The port of Belmar was closed on Monday after the strike that\n"));
  add("text_wrapped_set_in", again("  The port of Belmar was closed on Monday after the strike\n"));
  add("text_hyphens", again("The port of Belmar was closed on Monday after the strike of har-\n"));
  add("text_hyphens_short", again("a-\n"));
  add("text_soft_hyphens", again("a\xC2\xAD"));
  add("text_drop_caps", again("T\nhe port was closed on Monday after the strike, it said.\n\n"));
  add("text_page_numbers", again("12\n"));
  add("text_glued", again("said.The"));
  add("text_quotes", again("“"));
  add("text_bars", again("|"));
  add("text_stops", again(". "));
  add("text_wide", again("市長は話した。"));
  add("text_wide_lines", again("市長は話した\n"));
  add("text_form_feeds", again("\f"));
  add("text_corrections", again("Correction: the port is in Belmar, not in Tarsk, as was said.\n\n"));
  add("text_brackets", again("(Photo: "));
  add("text_list_items", again("- one more item of a list\n"));
  pages.push_back({"json_record_nested", BytesKind::Json, again("["), {}});
  pages.push_back({"json_record_text",
                   BytesKind::Json,
                   within("{\"title\":\"A title\",\"text\":\"", "The port was closed.\\n", "\"}"),
                   {}});
  pages.push_back({"json_record_keys", BytesKind::Json, counted("{", "\"k#\":1,", "\"text\":\"x\"}"), {}});
}

}  // namespace

std::vector<HostilePage> hostile_pages() {
  std::vector<HostilePage> pages;
  add_markup(pages);
  add_attributes(pages);
  add_text(pages);
  add_encodings(pages);
  add_metadata(pages);
  add_plain_text(pages);
  return pages;
}

}  // namespace raven::hostile
