// SPDX-License-Identifier: Apache-2.0
#include "read/html/document.h"

#include "read/html/outline.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

// A tree in one line: p(class=x "text" b("bold")).
std::string short_form(const Document& document, NodeId node) {
  std::string out;
  for (NodeId child = document.first_child(node); child != kNoNode; child = document.next_sibling(child)) {
    if (!out.empty()) out += ' ';
    switch (document.kind(child)) {
      case NodeKind::Text:
        out += '\'' + std::string(document.text(child)) + '\'';
        continue;
      case NodeKind::Comment:
        out += "<!" + std::string(document.text(child)) + '>';
        continue;
      case NodeKind::Doctype:
        out += "!" + std::string(document.name(child));
        continue;
      case NodeKind::TemplateContent:
        out += "content";
        break;
      case NodeKind::Element:
        if (document.name_space(child) == Namespace::Svg) out += "svg:";
        if (document.name_space(child) == Namespace::MathMl) out += "math:";
        out += document.name(child);
        break;
      case NodeKind::Document:
        break;
    }
    std::string inner;
    for (std::uint32_t i = 0; i < document.attribute_count(child); ++i) {
      const Attribute& attribute = document.attribute_at(child, i);
      inner += std::string(document.view(attribute.name)) + '=' +
               std::string(document.view(attribute.value)) + ' ';
    }
    inner += short_form(document, child);
    while (!inner.empty() && inner.back() == ' ') inner.pop_back();
    if (!inner.empty()) out += '(' + inner + ')';
  }
  return out;
}

std::string tree(std::string_view page, const Options& options = {}) {
  const Document document = parse(page, options);
  return short_form(document, kDocumentNode);
}

// What stands in the body of a page in no-quirks mode.
std::string body(const std::string& page, const Options& options = {}) {
  const std::string whole = "<!DOCTYPE html>" + page;
  const Document document = parse(whole, options);
  for (NodeId node = kDocumentNode; node != kNoNode; node = document.next(node)) {
    if (document.is_element(node, Tag::Body)) return short_form(document, node);
  }
  return "no body";
}

std::string fragment(std::string_view page, std::string_view context,
                     Namespace name_space = Namespace::Html) {
  const Document document = parse_fragment(page, {name_space, context, Quirks::No});
  return short_form(document, document.first_child(kDocumentNode));
}

NodeId find(const Document& document, Tag tag) {
  NodeId node = kDocumentNode;
  while (node != kNoNode && document.tag(node) != tag) node = document.next(node);
  return node;
}

TEST(Tree, EmptyPagesHaveTheirThreeElements) {
  EXPECT_EQ(tree(""), "html(head body)");
  EXPECT_EQ(tree("  \n"), "html(head body)");
  EXPECT_EQ(tree("</p>"), "html(head body)");
  EXPECT_EQ(tree("</br>"), "html(head body(br))");
  EXPECT_EQ(tree("<!--a--><!doctype html><!--b--><html><!--c--><head>"),
            "<!a> !html <!b> html(<!c> head body)");
}

TEST(Tree, HeadModes) {
  EXPECT_EQ(tree("<title>a<b></title><meta charset=x><p>t"),
            "html(head(title('a<b>') meta(charset=x)) body(p('t')))");
  EXPECT_EQ(tree("<head></head> <style>x</style><body>"), "html(head(style('x')) ' ' body)");
  EXPECT_EQ(tree("<head><noscript><meta><p>t"), "html(head(noscript(meta)) body(p('t')))");
  EXPECT_EQ(tree("<head><head><p>"), "html(head body(p))");
  EXPECT_EQ(tree("<html a=1><html a=2 b=3><body c=4><body c=5 d=6>"), "html(a=1 b=3 head body(c=4 d=6))");
  EXPECT_EQ(tree("<script>if (a<b) x</p></script>"), "html(head(script('if (a<b) x</p>')) body)");
}

TEST(Tree, Paragraphs) {
  EXPECT_EQ(body("<p>a<p>b<div>c</div>d</p>e"), "p('a') p('b') div('c') 'd' p 'e'");
  EXPECT_EQ(body("<p><table></table>"), "p table");
  EXPECT_EQ(tree("<p><table></table>"), "html(head body(p(table)))");  // quirks mode
  EXPECT_EQ(body("<p><button><p>a</button>b"), "p(button(p('a')) 'b')");
  EXPECT_EQ(body("<p><h1>a<h2>b</h1>c"), "p h1('a') h2('b') 'c'");
}

TEST(Tree, ListsAndDefinitions) {
  EXPECT_EQ(body("<ul><li>a<li>b<ul><li>c</ul></ul>"), "ul(li('a') li('b' ul(li('c'))))");
  EXPECT_EQ(body("<dl><dt>a<dd>b<dt>c"), "dl(dt('a') dd('b') dt('c'))");
  EXPECT_EQ(body("<li><div><li>a"), "li(div) li('a')");
  EXPECT_EQ(body("<li><section><li>a"), "li(section(li('a')))");
}

TEST(Tree, PreAndTextareaLoseTheirFirstLineFeed) {
  EXPECT_EQ(body("<pre>\na</pre><pre>\r\nb</pre><textarea>\n\nc</textarea>"),
            "pre('a') pre('b') textarea('\nc')");
}

TEST(Tree, Forms) {
  EXPECT_EQ(body("<form a=1><form b=2><input></form></form>x"), "form(a=1 input) 'x'");
  EXPECT_EQ(body("<form><div></form>a</div>b"), "form(div('a')) 'b'");
  EXPECT_EQ(body("<table><form><tr><td><input></table>"), "table(form tbody(tr(td(input))))");
}

TEST(Tree, FormattingElements) {
  EXPECT_EQ(body("<b>a<p>b</b>c"), "b('a') p(b('b') 'c')");
  EXPECT_EQ(body("<b><i>a</b>b</i>"), "b(i('a')) i('b')");
  EXPECT_EQ(body("<p><b>a<p>c"), "p(b('a')) p(b('c'))");
  EXPECT_EQ(body("<a>1<a>2</a>"), "a('1') a('2')");
  EXPECT_EQ(body("<a><div>1<a>2"), "a div(a('1') a('2'))");
  EXPECT_EQ(body("<nobr>1<nobr>2"), "nobr('1') nobr('2')");
  EXPECT_EQ(body("<b><object></b>a</object>b"), "b(object('a') 'b')");
  EXPECT_EQ(body("</b></i>x"), "'x'");
}

TEST(Tree, NoahsArkKeepsThree) {
  EXPECT_EQ(body("<p><b><b><b><b><b>a</p>c"), "p(b(b(b(b(b('a')))))) b(b(b('c')))");
  EXPECT_EQ(body("<p><b x=1 y=2><b y=2 x=1><b x=1 y=2><b x=1 y=2></p>c"),
            "p(b(x=1 y=2 b(y=2 x=1 b(x=1 y=2 b(x=1 y=2))))) b(y=2 x=1 b(x=1 y=2 b(x=1 y=2 'c')))");
}

TEST(Tree, Tables) {
  EXPECT_EQ(body("<table><td>a<th>b<tr><td>c</table>d"), "table(tbody(tr(td('a') th('b')) tr(td('c')))) 'd'");
  EXPECT_EQ(body("<table><caption>a<tr><td>b"), "table(caption('a') tbody(tr(td('b'))))");
  EXPECT_EQ(body("<table><col><colgroup><col> <tbody>"), "table(colgroup(col) colgroup(col ' ') tbody)");
  EXPECT_EQ(body("<table><thead><tr><tfoot><tr></table>"), "table(thead(tr) tfoot(tr))");
  EXPECT_EQ(body("<table><tr><td><table><tr><td>a</table>b</table>c"),
            "table(tbody(tr(td(table(tbody(tr(td('a')))) 'b')))) 'c'");
  EXPECT_EQ(body("<table><table>a</table>"), "table 'a' table");
  EXPECT_EQ(body("<table></tr></td></body>x</table>"), "'x' table");
}

TEST(Tree, FosterParents) {
  EXPECT_EQ(body("<table>a<tr>b<td>c</table>"), "'a' 'b' table(tbody(tr(td('c'))))");
  EXPECT_EQ(body("<table> <tr> <td>"), "table(' ' tbody(tr(' ' td)))");
  EXPECT_EQ(body("<table><b><tr><td>a</table>c"), "b table(tbody(tr(td('a')))) b('c')");
  EXPECT_EQ(body("<table><p>x<tr><td>y"), "p('x') table(tbody(tr(td('y'))))");
  EXPECT_EQ(body("<table><input type=HIDDEN><input type=x>"), "input(type=x) table(input(type=HIDDEN))");
  EXPECT_EQ(body("<table><style>a</style><script>b</script>"), "table(style('a') script('b'))");
}

TEST(Tree, Selects) {
  EXPECT_EQ(body("<select><option>a<option>b<optgroup><option>c<hr></select>d"),
            "select(option('a') option('b') optgroup(option('c')) hr) 'd'");
  EXPECT_EQ(body("<select><select>a"), "select 'a'");
  EXPECT_EQ(body("<select><input>a"), "select input 'a'");
  EXPECT_EQ(body("<option>a<option>b"), "option('a') option('b')");
  const std::string page = "<select><button><selectedcontent></button><option>a<option selected>b<i>c";
  EXPECT_EQ(body(page), "select(button(selectedcontent) option('a') option(selected= 'b' i('c')))");
  EXPECT_EQ(body(page, {.selected_content = SelectedContent::Copy}),
            "select(button(selectedcontent('b' i('c'))) option('a') option(selected= 'b' i('c')))");
}

TEST(Tree, Templates) {
  EXPECT_EQ(tree("<template><td>a</td></template>"), "html(head(template(content(td('a')))) body)");
  EXPECT_EQ(body("a<template><tr></tr><div>b"), "'a' template(content(tr div('b')))");
  EXPECT_EQ(body("<body><template><col><div></template>x"), "template(content(col)) 'x'");
  EXPECT_EQ(body("<body><template><b>x</template>y"), "template(content(b('x'))) 'y'");
  EXPECT_EQ(body("</template>x"), "'x'");
  EXPECT_EQ(body("<table><template><tr><td>a</template><tr>"),
            "table(template(content(tr(td('a')))) tbody(tr))");
}

TEST(Tree, ForeignContent) {
  EXPECT_EQ(
      body(
          "<svg viewbox='0 0' XLINK:href=#a><foreignobject><p>a</p></foreignobject><g/><![CDATA[b]]></svg>c"),
      "svg:svg(viewBox=0 0 xlink:href=#a svg:foreignObject(p('a')) svg:g 'b') 'c'");
  EXPECT_EQ(body("<svg><title><b>a</b></title>b</svg>"), "svg:svg(svg:title(b('a')) 'b')");
  EXPECT_EQ(body("<svg><title><b>a</title>b</svg>"), "svg:svg(svg:title(b('a' 'b')))");
  EXPECT_EQ(body("<svg><g><p>a"), "svg:svg(svg:g) p('a')");
  EXPECT_EQ(body("<svg><font size=1>a"), "svg:svg font(size=1 'a')");
  EXPECT_EQ(body("<svg><font>a"), "svg:svg(svg:font('a'))");
  EXPECT_EQ(body("<math><mi>a<mglyph/><b>c</b></mi><annotation-xml encoding=Text/HTML><p>d"),
            "math:math(math:mi('a' math:mglyph b('c')) math:annotation-xml(encoding=Text/HTML p('d')))");
  EXPECT_EQ(body("<math definitionurl=x><annotation-xml><svg>"),
            "math:math(definitionURL=x math:annotation-xml(svg:svg))");
  EXPECT_EQ(body("<svg><a></svg></a>b"), "svg:svg(svg:a) 'b'");
}

TEST(Tree, Framesets) {
  EXPECT_EQ(tree("<frameset>a <frame><noframes>b</noframes></frameset>\n</html> <!--c-->"),
            "html(head frameset(' ' frame noframes('b')) '\n' ' ') <!c>");
  EXPECT_EQ(tree("<p><frameset>"), "html(head frameset)");
  EXPECT_EQ(tree("a<frameset>"), "html(head body('a'))");
}

TEST(Tree, AfterTheBody) {
  EXPECT_EQ(tree("<body>a</body><!--b--></html><!--c-->d"), "html(head body('a' 'd') <!b>) <!c>");
  EXPECT_EQ(tree("<body></body> </html> <p>x"), "html(head body(' ' ' ' p('x')))");
}

TEST(Tree, RubyImagesAndRawText) {
  EXPECT_EQ(body("<ruby>a<rt>b<rp>c<rtc>d<rt>e"), "ruby('a' rt('b') rp('c') rtc('d' rt('e')))");
  EXPECT_EQ(body("<image src=a>"), "img(src=a)");
  EXPECT_EQ(body("<xmp><b></xmp><iframe><p></iframe><noembed><i></noembed><noscript><p>a"),
            "xmp('<b>') iframe('<p>') noembed('<i>') noscript(p('a'))");
  EXPECT_EQ(body("a<plaintext>b</plaintext>"), "'a' plaintext('b</plaintext>')");
}

TEST(Tree, ZeroBytes) {
  EXPECT_EQ(body(std::string("a\0b<svg>c\0d", 11)),
            "'ab' svg:svg('c\xEF\xBF\xBD"
            "d')");
  EXPECT_EQ(body(std::string("<table>\0<tr>", 12)), "table(tbody(tr))");
}

TEST(Tree, Quirks) {
  EXPECT_EQ(parse("<p>").quirks(), Quirks::Full);
  EXPECT_EQ(parse("<!doctype html>").quirks(), Quirks::No);
  EXPECT_EQ(parse("<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//EN'>").quirks(), Quirks::Full);
  EXPECT_EQ(parse("<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>").quirks(),
            Quirks::Limited);
  EXPECT_EQ(parse("<!doctype html public '-//w3c//dtd html 3.2//EN'>").quirks(), Quirks::Full);
}

TEST(Tree, Fragments) {
  EXPECT_EQ(fragment("<td>a</td>", "tr"), "td('a')");
  EXPECT_EQ(fragment("<td>a</td>", "div"), "'a'");
  EXPECT_EQ(fragment("a</title>", "title"), "'a</title>'");
  EXPECT_EQ(fragment("<tr><td>a", "template"), "tr(td('a'))");
  EXPECT_EQ(fragment("<form><p>", "form"), "p");
  EXPECT_EQ(fragment("<g/><foreignObject><p>a", "svg", Namespace::Svg), "svg:g svg:foreignObject(p('a'))");
  EXPECT_EQ(fragment("<option>a<input>", "select"), "option('a')");
}

TEST(Document, PlacesInThePage) {
  const std::string page = "<body><p class='x'>One &amp; two</p><p>Three<div>four</div>";
  const Document document = parse(page);
  const NodeId first = find(document, Tag::P);
  EXPECT_EQ(
      page.substr(document.source_begin(first), document.source_end(first) - document.source_begin(first)),
      "<p class='x'>One &amp; two</p>");
  const NodeId text = document.first_child(first);
  EXPECT_EQ(document.text(text), "One & two");
  EXPECT_EQ(document.text_source(text, 6), page.find("two"));
  EXPECT_EQ(document.text_source(text, 9), page.find("</p>"));
  const NodeId second = document.next_sibling(first);
  EXPECT_EQ(
      page.substr(document.source_begin(second), document.source_end(second) - document.source_begin(second)),
      "<p>Three");
  const NodeId div = find(document, Tag::Div);
  EXPECT_EQ(page.substr(document.source_begin(div), document.source_end(div) - document.source_begin(div)),
            "<div>four</div>");
}

TEST(Document, AttributesAndText) {
  const Document document =
      parse("<a HREF='/x?a=1&amp;b=2' title>One<b> two</b><!--no--><template>no</template></a>");
  const NodeId link = find(document, Tag::A);
  EXPECT_EQ(document.attribute(link, "href"), "/x?a=1&b=2");
  EXPECT_EQ(document.attribute(link, "title"), "");
  EXPECT_FALSE(document.attribute(link, "rel").has_value());
  EXPECT_EQ(document.all_text(link), "One two");
  EXPECT_EQ(document.next_skipping_children(link, link), kNoNode);
}

TEST(Document, LimitsAreTold) {
  EXPECT_FALSE(parse("<p>a").limits().bytes);
  const Document bytes = parse("abcé", {.limit_bytes = 4});
  EXPECT_TRUE(bytes.limits().bytes);
  EXPECT_EQ(bytes.all_text(kDocumentNode), "abc");
  const Document nodes = parse("<p>1<p>2<p>3<p>4", {.limit_nodes = 8});
  EXPECT_TRUE(nodes.limits().nodes);
  EXPECT_EQ(nodes.all_text(kDocumentNode), "12");
  const Document attributes = parse("<p a b c>", {.limit_attributes = 2});
  EXPECT_TRUE(attributes.limits().attributes);
  EXPECT_EQ(attributes.attribute_count(find(attributes, Tag::P)), 2U);
}

TEST(Document, DeepPagesAreFlattenedAndKeepTheirContent) {
  std::string page;
  for (int i = 0; i < 2000; ++i) page += "<div>" + std::to_string(i) + " ";
  page += "<p>deep</p>";
  for (int i = 0; i < 2000; ++i) page += "</div>";
  page += "<p>after</p>";
  const Document document = parse(page);
  EXPECT_TRUE(document.limits().depth);
  const std::string text = document.all_text(kDocumentNode);
  EXPECT_NE(text.find("1999 deepafter"), std::string::npos);
  std::vector<std::uint32_t> depth(document.size(), 0);
  std::uint32_t deepest = 0;
  NodeId last = kNoNode;
  for (NodeId node = document.next(kDocumentNode); node != kNoNode; node = document.next(node)) {
    depth[node] = depth[document.parent(node)] + 1;
    deepest = std::max(deepest, depth[node]);
    if (document.is_element(node, Tag::P)) last = node;
  }
  EXPECT_LE(deepest, 514U);
  // The end tags still close what they opened.
  EXPECT_TRUE(document.is_element(document.parent(last), Tag::Body));
}

TEST(Document, ManyFormattingElementsAreNotRepeatedForEver) {
  std::string page;
  for (int i = 0; i < 100; ++i) page += "<b a=" + std::to_string(i) + ">";
  for (int i = 0; i < 20000; ++i) page += "<p>x</p></div>";
  const Document document = parse(page);
  EXPECT_TRUE(document.limits().formatting);
  EXPECT_LT(document.size(), page.size());
}

TEST(Outline, Notation) {
  EXPECT_EQ(
      outline(parse("<!DOCTYPE html><p b=1 a=2>x<!--y-->")),
      "| <!DOCTYPE html>\n| <html>\n|   <head>\n|   <body>\n|     <p>\n|       a=\"2\"\n|       b=\"1\"\n"
      "|       \"x\"\n|       <!-- y -->\n");
}

}  // namespace
}  // namespace raven::read::html
