// SPDX-License-Identifier: Apache-2.0
#include "read/html/tokenizer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::read::html {
namespace {

using State = Tokenizer::State;

struct Start {
  State state = State::Data;
  Tag end_tag = Tag::None;
  Tokenizer::Content content = Tokenizer::Content::Html;
  std::uint32_t limit_attributes = 256;
};

// Tokens as text: <a b="c"> </a> <!--c--> <!doctype> and text in brackets; neighbouring texts are joined.
std::string tokens(std::string_view input, const Start& setup = {}) {
  PageText text(input);
  TagNames names;
  std::vector<Attribute> attributes;
  Tokenizer tokenizer(text, names, attributes, setup.limit_attributes);
  tokenizer.set_state(setup.state, setup.end_tag);
  tokenizer.set_content(setup.content);
  std::string out;
  std::string characters;
  const auto flush = [&] {
    if (!characters.empty()) out += "[" + characters + "]";
    characters.clear();
  };
  Token token;
  std::uint32_t last_end = 0;
  while (tokenizer.next(token)) {
    EXPECT_LE(last_end, token.begin);
    EXPECT_LE(token.begin, token.end);
    EXPECT_LE(token.end, input.size());
    last_end = token.end;
    if (token.kind == TokenKind::Text) {
      characters += text.view(token.text);
      continue;
    }
    flush();
    const std::string_view known = known_tag_name(token.tag);
    const std::string name(known.empty() ? names.name(text, token.tag) : known);
    switch (token.kind) {
      case TokenKind::StartTag:
        out += "<" + name;
        for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
          const Attribute& attribute = attributes[token.attribute_begin + i];
          out += " " + std::string(text.view(attribute.name)) + "=\"" +
                 std::string(text.view(attribute.value)) + "\"";
        }
        out += token.is_self_closing ? "/>" : ">";
        break;
      case TokenKind::EndTag:
        out += "</" + name + ">";
        break;
      case TokenKind::Comment:
        out += "<!--" + std::string(text.view(token.text)) + "-->";
        break;
      case TokenKind::Doctype:
        out += "<!" + std::string(text.view(token.text));
        if (token.has_public_id) out += " p=" + std::string(text.view(token.public_id));
        if (token.has_system_id) out += " s=" + std::string(text.view(token.system_id));
        out += token.forces_quirks ? " quirky>" : ">";
        break;
      case TokenKind::Text:
      case TokenKind::End:
        break;
    }
  }
  flush();
  return out;
}

TEST(Tokenizer, TagsAndText) {
  EXPECT_EQ(tokens("<p>One<br/>two</P>"), "<p>[One]<br/>[two]</p>");
  EXPECT_EQ(tokens("<raven-card><RAVEN-Card>"), "<raven-card><raven-card>");
  EXPECT_EQ(tokens(std::string("<a\0B>", 5)),
            "<a\xEF\xBF\xBD"
            "b>");
  EXPECT_EQ(tokens(""), "");
}

TEST(Tokenizer, StrayMarkupIsText) {
  EXPECT_EQ(tokens("1 < 2 <3 <"), "[1 < 2 <3 <]");
  EXPECT_EQ(tokens("a</"), "[a</]");
  EXPECT_EQ(tokens("a</>b"), "[ab]");
  EXPECT_EQ(tokens("a</ b>c"), "[a]<!-- b-->[c]");
  EXPECT_EQ(tokens("<?xml v?>a"), "<!--?xml v?-->[a]");
}

TEST(Tokenizer, TagsCutByTheEndAreDropped) {
  for (const char* page :
       {"a<p", "a<p ", "a<p b", "a<p b=", "a<p b='", "a<p b='c'", "a<p b=c", "a<p /", "a</p x"}) {
    EXPECT_EQ(tokens(page), "[a]") << page;
  }
}

TEST(Tokenizer, Attributes) {
  EXPECT_EQ(tokens("<a b=c D='e f' g=\"h>i\" j k = l>"), "<a b=\"c\" d=\"e f\" g=\"h>i\" j=\"\" k=\"l\">");
  EXPECT_EQ(tokens("<a b=1 B=2 c>"), "<a b=\"1\" c=\"\">");
  EXPECT_EQ(tokens("<a =b=c>"), "<a =b=\"c\">");
  EXPECT_EQ(tokens("<a b='1'c=2/d / e>"), "<a b=\"1\" c=\"2/d\" e=\"\">");
  EXPECT_EQ(tokens("<a b=>c"), "<a b=\"\">[c]");
  EXPECT_EQ(tokens("<a href='?x&amp;y&copy=1&lt'>"), "<a href=\"?x&y&copy=1<\">");
  EXPECT_EQ(tokens("<a b='1\r\n2'>"), "<a b=\"1\n2\">");
  EXPECT_EQ(tokens("</a b=c>"), "</a>");
}

TEST(Tokenizer, RepeatedNamesAmongMany) {
  std::string page = "<a";
  for (int i = 0; i < 40; ++i) page += " n" + std::to_string(i) + "=1";
  for (int i = 0; i < 40; ++i) page += " n" + std::to_string(i) + "=2";
  const std::string seen = tokens(page + ">");
  EXPECT_EQ(seen.find("\"2\""), std::string::npos);
  EXPECT_NE(seen.find("n39=\"1\""), std::string::npos);
}

TEST(Tokenizer, AttributeLimit) {
  EXPECT_EQ(tokens("<a b c d e>", {.limit_attributes = 2}), "<a b=\"\" c=\"\">");
}

TEST(Tokenizer, References) {
  EXPECT_EQ(tokens("a &amp; b &lt;p&gt; &eacute;&#33; &x; &"), "[a & b <p> é! &x; &]");
}

TEST(Tokenizer, Comments) {
  EXPECT_EQ(tokens("<!--a-->b"), "<!--a-->[b]");
  EXPECT_EQ(tokens("<!-->b"), "<!---->[b]");
  EXPECT_EQ(tokens("<!--->b"), "<!---->[b]");
  EXPECT_EQ(tokens("<!--a--!>b"), "<!--a-->[b]");
  EXPECT_EQ(tokens("<!--a--b-->c"), "<!--a--b-->[c]");
  EXPECT_EQ(tokens("<!--a"), "<!--a-->");
  EXPECT_EQ(tokens("<!--a--"), "<!--a-->");
  EXPECT_EQ(tokens("<!--a--!"), "<!--a-->");
  EXPECT_EQ(tokens("<!a>b"), "<!--a-->[b]");
}

TEST(Tokenizer, Doctypes) {
  EXPECT_EQ(tokens("<!DOCTYPE HTML>"), "<!html>");
  EXPECT_EQ(tokens("<!doctype html PUBLIC \"p\" 's'>"), "<!html p=p s=s>");
  EXPECT_EQ(tokens("<!doctype html SYSTEM 's'>"), "<!html s=s>");
  EXPECT_EQ(tokens("<!doctype>"), "<! quirky>");
  EXPECT_EQ(tokens("<!doctype html public>"), "<!html quirky>");
  EXPECT_EQ(tokens("<!doctype html public 'a>b"), "<!html p=a quirky>[b]");
  EXPECT_EQ(tokens("<!doctype html system 's' x>"), "<!html s=s>");
  EXPECT_EQ(tokens("<!doctype html"), "<!html quirky>");
}

TEST(Tokenizer, RawText) {
  EXPECT_EQ(tokens("a<b>&amp;</TITLE >c", {State::Rcdata, Tag::Title}), "[a<b>&]</title>[c]");
  EXPECT_EQ(tokens("a<b>&amp;</style>", {State::Rawtext, Tag::Style}), "[a<b>&amp;]</style>");
  EXPECT_EQ(tokens("a</titles></title", {State::Rcdata, Tag::Title}), "[a</titles></title]");
  EXPECT_EQ(tokens("a</plaintext>", {State::Plaintext, Tag::None}), "[a</plaintext>]");
  EXPECT_EQ(tokens(std::string("a\0", 2), {State::Rawtext, Tag::Style}), "[a\xEF\xBF\xBD]");
}

TEST(Tokenizer, Scripts) {
  const Start script{State::ScriptData, Tag::Script};
  EXPECT_EQ(tokens("if (a<b) x('</p>')</script>c", script), "[if (a<b) x('</p>')]</script>[c]");
  EXPECT_EQ(tokens("<!--</script>", script), "[<!--]</script>");
  EXPECT_EQ(tokens("<!--<script></script>--></script>x", script), "[<!--<script></script>-->]</script>[x]");
  EXPECT_EQ(tokens("<!--<script></script></script>x", script), "[<!--<script></script>]</script>[x]");
  EXPECT_EQ(tokens("<!--<scripts></script>x", script), "[<!--<scripts>]</script>[x]");
  EXPECT_EQ(tokens("<!--><script></script>x", script), "[<!--><script>]</script>[x]");
  EXPECT_EQ(tokens("<!--<script></script>", script), "[<!--<script></script>]");
}

TEST(Tokenizer, CdataOnlyInForeignContent) {
  EXPECT_EQ(tokens("<![CDATA[a]]>b"), "<!--[CDATA[a]]-->[b]");
  EXPECT_EQ(tokens("<![CDATA[a<b>]]]>c", {.content = Tokenizer::Content::Foreign}), "[a<b>]c]");
  EXPECT_EQ(tokens("<![CDATA[]]><p>", {.content = Tokenizer::Content::Foreign}), "<p>");
  EXPECT_EQ(tokens("<![CDATA[a]]", {.content = Tokenizer::Content::Foreign}), "[a]]]");
}

TEST(PageText, WayBackToThePage) {
  const std::string page = "x &amp;&eacute;y\r\nz";
  PageText text(page);
  const Span span = text.cook(0, static_cast<std::uint32_t>(page.size()), PageText::References::Text,
                              PageText::Zeros::Keep);
  const std::string_view cooked = text.view(span);
  EXPECT_EQ(cooked, "x &éy\nz");
  EXPECT_EQ(text.source_offset(span, 0), 0U);
  EXPECT_EQ(text.source_offset(span, 2), page.find("&amp;"));
  EXPECT_EQ(text.source_offset(span, 3), page.find("&eacute;"));
  EXPECT_EQ(text.source_offset(span, 5), page.find('y'));
  EXPECT_EQ(text.source_offset(span, 6), page.find('\r'));
  EXPECT_EQ(text.source_offset(span, 7), page.find('z'));
  EXPECT_EQ(text.source_offset(span, span.size), page.size());
}

TEST(PageText, TextWithoutChangesIsNotCopied) {
  const std::string page = "<p class='a b'>plain text</p><SCRIPT>1 && 2</script>";
  PageText text(page);
  TagNames names;
  std::vector<Attribute> attributes;
  Tokenizer tokenizer(text, names, attributes, 256);
  Token token;
  while (tokenizer.next(token)) {
    if (token.kind == TokenKind::StartTag && token.tag == Tag::Script) {
      tokenizer.set_state(Tokenizer::State::ScriptData, Tag::Script);
    }
  }
  EXPECT_EQ(text.made_size(), 0U);
}

}  // namespace
}  // namespace raven::read::html
