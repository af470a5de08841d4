// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace raven::read::html {

/// The tag names that the parser or its users know, in lower case: HTML's, and those of SVG and MathML that the
/// standard's rules name. One line of this list is one value of `Tag`.
#define RAVEN_HTML_TAGS(X) \
  X(A, "a") X(Abbr, "abbr") X(Acronym, "acronym") X(Address, "address") X(Altglyph, "altglyph") \
  X(Altglyphdef, "altglyphdef") X(Altglyphitem, "altglyphitem") X(Animate, "animate") \
  X(Animatecolor, "animatecolor") X(Animatemotion, "animatemotion") \
  X(Animatetransform, "animatetransform") X(Annotation, "annotation") X(AnnotationXml, "annotation-xml") \
  X(Applet, "applet") X(Area, "area") X(Article, "article") X(Aside, "aside") X(Audio, "audio") X(B, "b") \
  X(Base, "base") X(Basefont, "basefont") X(Bdi, "bdi") X(Bdo, "bdo") X(Bgsound, "bgsound") X(Big, "big") \
  X(Blink, "blink") X(Blockquote, "blockquote") X(Body, "body") X(Br, "br") X(Button, "button") \
  X(Canvas, "canvas") X(Caption, "caption") X(Center, "center") X(Circle, "circle") X(Cite, "cite") \
  X(Clippath, "clippath") X(Code, "code") X(Col, "col") X(Colgroup, "colgroup") X(Data, "data") \
  X(Datalist, "datalist") X(Dd, "dd") X(Defs, "defs") X(Del, "del") X(Desc, "desc") X(Details, "details") \
  X(Dfn, "dfn") X(Dialog, "dialog") X(Dir, "dir") X(Div, "div") X(Dl, "dl") X(Dt, "dt") \
  X(Ellipse, "ellipse") X(Em, "em") X(Embed, "embed") X(Feblend, "feblend") \
  X(Fecolormatrix, "fecolormatrix") X(Fecomponenttransfer, "fecomponenttransfer") \
  X(Fecomposite, "fecomposite") X(Feconvolvematrix, "feconvolvematrix") \
  X(Fediffuselighting, "fediffuselighting") X(Fedisplacementmap, "fedisplacementmap") \
  X(Fedistantlight, "fedistantlight") X(Fedropshadow, "fedropshadow") X(Feflood, "feflood") \
  X(Fefunca, "fefunca") X(Fefuncb, "fefuncb") X(Fefuncg, "fefuncg") X(Fefuncr, "fefuncr") \
  X(Fegaussianblur, "fegaussianblur") X(Feimage, "feimage") X(Femerge, "femerge") \
  X(Femergenode, "femergenode") X(Femorphology, "femorphology") X(Feoffset, "feoffset") \
  X(Fepointlight, "fepointlight") X(Fespecularlighting, "fespecularlighting") \
  X(Fespotlight, "fespotlight") X(Fetile, "fetile") X(Feturbulence, "feturbulence") \
  X(Fieldset, "fieldset") X(Figcaption, "figcaption") X(Figure, "figure") X(Filter, "filter") \
  X(Font, "font") X(Footer, "footer") X(Foreignobject, "foreignobject") X(Form, "form") X(Frame, "frame") \
  X(Frameset, "frameset") X(G, "g") X(Glyphref, "glyphref") X(H1, "h1") X(H2, "h2") X(H3, "h3") \
  X(H4, "h4") X(H5, "h5") X(H6, "h6") X(Head, "head") X(Header, "header") X(Hgroup, "hgroup") X(Hr, "hr") \
  X(Html, "html") X(I, "i") X(Iframe, "iframe") X(Image, "image") X(Img, "img") X(Input, "input") \
  X(Ins, "ins") X(Kbd, "kbd") X(Keygen, "keygen") X(Label, "label") X(Legend, "legend") X(Li, "li") \
  X(Line, "line") X(Lineargradient, "lineargradient") X(Link, "link") X(Listing, "listing") \
  X(Main, "main") X(Malignmark, "malignmark") X(Map, "map") X(Mark, "mark") X(Marquee, "marquee") \
  X(Mask, "mask") X(Math, "math") X(Menu, "menu") X(Menuitem, "menuitem") X(Meta, "meta") \
  X(Metadata, "metadata") X(Meter, "meter") X(Mglyph, "mglyph") X(Mi, "mi") X(Mn, "mn") X(Mo, "mo") \
  X(Ms, "ms") X(Mtext, "mtext") X(Nav, "nav") X(Nobr, "nobr") X(Noembed, "noembed") \
  X(Noframes, "noframes") X(Noscript, "noscript") X(Object, "object") X(Ol, "ol") X(Optgroup, "optgroup") \
  X(Option, "option") X(Output, "output") X(P, "p") X(Param, "param") X(Path, "path") \
  X(Pattern, "pattern") X(Picture, "picture") X(Plaintext, "plaintext") X(Polygon, "polygon") \
  X(Polyline, "polyline") X(Pre, "pre") X(Progress, "progress") X(Q, "q") \
  X(Radialgradient, "radialgradient") X(Rb, "rb") X(Rect, "rect") X(Rp, "rp") X(Rt, "rt") X(Rtc, "rtc") \
  X(Ruby, "ruby") X(S, "s") X(Samp, "samp") X(Script, "script") X(Search, "search") X(Section, "section") \
  X(Select, "select") X(Selectedcontent, "selectedcontent") X(Slot, "slot") X(Small, "small") \
  X(Source, "source") X(Span, "span") X(Stop, "stop") X(Strike, "strike") X(Strong, "strong") \
  X(Style, "style") X(Sub, "sub") X(Summary, "summary") X(Sup, "sup") X(Svg, "svg") X(Switch, "switch") \
  X(Symbol, "symbol") X(Table, "table") X(Tbody, "tbody") X(Td, "td") X(Template, "template") \
  X(Text, "text") X(Textarea, "textarea") X(Textpath, "textpath") X(Tfoot, "tfoot") X(Th, "th") \
  X(Thead, "thead") X(Time, "time") X(Title, "title") X(Tr, "tr") X(Track, "track") X(Tspan, "tspan") \
  X(Tt, "tt") X(U, "u") X(Ul, "ul") X(Use, "use") X(Var, "var") X(Video, "video") X(View, "view") \
  X(Wbr, "wbr") X(Xmp, "xmp")

/// A tag name as a number. Values from `kKnownTagCount` on are names met in one document only; `Document::tag_name`
/// tells their spelling. Equal numbers within a document mean equal (lower case) names, in every namespace.
enum class Tag : std::uint32_t {
  None = 0,
#define RAVEN_HTML_TAG_VALUE(name, text) name,
  RAVEN_HTML_TAGS(RAVEN_HTML_TAG_VALUE)
#undef RAVEN_HTML_TAG_VALUE
};

/// One more than the highest known `Tag`.
inline constexpr std::uint32_t kKnownTagCount = 1
#define RAVEN_HTML_TAG_ONE(name, text) +1
    RAVEN_HTML_TAGS(RAVEN_HTML_TAG_ONE)
#undef RAVEN_HTML_TAG_ONE
    ;

/// The namespace of an element.
enum class Namespace : std::uint8_t { Html, Svg, MathMl };

/// Rules of the standard that hang on a tag name alone, as bits.
enum TagTrait : std::uint16_t {
  kVoid = 1 << 0,           ///< Never has content (13.1.2).
  kSpecial = 1 << 1,        ///< "Special" among HTML elements (13.2.4.2).
  kFormatting = 1 << 2,     ///< "Formatting" (13.2.4.2).
  kScope = 1 << 3,          ///< Ends every scope search among HTML elements.
  kListScope = 1 << 4,      ///< Ends a list item scope search as well.
  kButtonScope = 1 << 5,    ///< Ends a button scope search as well.
  kTableScope = 1 << 6,     ///< Ends a table scope search.
  kImpliedEnd = 1 << 7,     ///< "Generate implied end tags" closes it.
  kImpliedThorough = 1 << 8,  ///< "... thoroughly" closes it.
  kBreakout = 1 << 9,       ///< A start tag that leaves foreign content (13.2.6.5).
  kForeignScope = 1 << 10,  ///< In MathML or SVG: special, and ends scope searches.
  kModeAnchor = 1 << 11,    ///< "Reset the insertion mode" looks at it.
};

/// The traits of `tag`; 0 for a name that is not known.
std::uint16_t tag_traits(Tag tag);

/// The known tag with this lower case name, or `Tag::None`. One multiplication and one comparison.
///
///     find_tag("article") == Tag::Article
Tag find_tag(std::string_view lower_case_name);

/// The lower case name of a known tag; empty for any other.
std::string_view known_tag_name(Tag tag);

/// The name as an SVG element spells it ("foreignObject"); the lower case name where the standard has no other.
std::string_view svg_tag_name(Tag tag);

/// The spelling that the standard gives to an attribute of an SVG element ("viewBox" for "viewbox"), always of the
/// same length; empty where there is no other spelling (13.2.6.1, "adjust SVG attributes").
std::string_view svg_attribute_name(std::string_view lower_case_name);

}  // namespace raven::read::html
