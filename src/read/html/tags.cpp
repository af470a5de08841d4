// SPDX-License-Identifier: Apache-2.0
#include "read/html/tags.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <iterator>

namespace raven::read::html {
namespace {

constexpr std::array<std::string_view, kKnownTagCount> kNames = {std::string_view{},
#define RAVEN_HTML_TAG_TEXT(name, text) std::string_view{text},
                                                                 RAVEN_HTML_TAGS(RAVEN_HTML_TAG_TEXT)
#undef RAVEN_HTML_TAG_TEXT
};

// A perfect hash: this multiplier was searched for so that no two known names share a slot, and the build
// refuses a list for which that no longer holds. The key is the first eight bytes of the name and, beyond
// that, its last.
constexpr std::uint64_t kMultiplier = 0xa92cd2ded802cb09ULL;
constexpr unsigned kSlotBits = 12;

constexpr std::uint64_t word_of(const char* bytes, std::size_t size) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return word;
}

constexpr std::uint32_t slot_of(std::string_view name) {
  const std::uint64_t head = word_of(name.data(), std::min<std::size_t>(name.size(), 8));
  const std::uint64_t tail = name.size() > 8 ? word_of(name.data() + name.size() - 8, 8) : 0;
  return static_cast<std::uint32_t>(((head ^ std::rotl(tail, 23)) * kMultiplier) >> (64 - kSlotBits));
}

struct SlotTable {
  std::array<std::uint8_t, 1U << kSlotBits> tags{};
  bool perfect = true;
};

constexpr SlotTable make_slots() {
  SlotTable table;
  for (std::uint32_t i = 1; i < kKnownTagCount; ++i) {
    std::uint8_t& slot = table.tags[slot_of(kNames[i])];
    if (slot != 0) table.perfect = false;
    slot = static_cast<std::uint8_t>(i);
  }
  return table;
}

static_assert(kKnownTagCount <= 256, "the slots hold one byte each");
constexpr SlotTable kSlots = make_slots();
static_assert(kSlots.perfect, "two tag names share a slot: search for another multiplier");

using TraitTable = std::array<std::uint16_t, kKnownTagCount>;

constexpr void mark(TraitTable& table, std::uint16_t trait, std::initializer_list<Tag> tags) {
  for (Tag tag : tags) table[static_cast<std::uint32_t>(tag)] |= trait;
}

constexpr TraitTable make_traits() {
  using enum Tag;
  TraitTable table{};
  mark(table, kVoid,
       {Area, Base, Basefont, Bgsound, Br, Col, Embed, Frame, Hr, Img, Input, Keygen, Link, Meta, Param,
        Source, Track, Wbr});
  mark(table, kSpecial,
       {Address,   Applet, Area,     Article,  Aside,      Base,     Basefont, Bgsound, Blockquote, Body,
        Br,        Button, Caption,  Center,   Col,        Colgroup, Dd,       Details, Dir,        Div,
        Dl,        Dt,     Embed,    Fieldset, Figcaption, Figure,   Footer,   Form,    Frame,      Frameset,
        H1,        H2,     H3,       H4,       H5,         H6,       Head,     Header,  Hgroup,     Hr,
        Html,      Iframe, Img,      Input,    Keygen,     Li,       Link,     Listing, Main,       Marquee,
        Menu,      Meta,   Nav,      Noembed,  Noframes,   Noscript, Object,   Ol,      P,          Param,
        Plaintext, Pre,    Script,   Search,   Section,    Select,   Source,   Style,   Summary,    Table,
        Tbody,     Td,     Template, Textarea, Tfoot,      Th,       Thead,    Title,   Tr,         Track,
        Ul,        Wbr,    Xmp});
  mark(table, kFormatting, {A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U});
  mark(table, kScope, {Applet, Caption, Html, Table, Td, Th, Marquee, Object, Select, Template});
  mark(table, kListScope, {Ol, Ul});
  mark(table, kButtonScope, {Button});
  mark(table, kTableScope, {Html, Table, Template});
  mark(table, kImpliedEnd, {Dd, Dt, Li, Optgroup, Option, P, Rb, Rp, Rt, Rtc});
  mark(
      table, kImpliedThorough,
      {Caption, Colgroup, Dd, Dt, Li, Optgroup, Option, P, Rb, Rp, Rt, Rtc, Tbody, Td, Tfoot, Th, Thead, Tr});
  mark(table, kBreakout,
       {B,   Big,  Blockquote, Body,  Br,   Center, Code,   Dd,  Div, Dl,      Dt,   Em,   Embed, H1, H2,
        H3,  H4,   H5,         H6,    Head, Hr,     I,      Img, Li,  Listing, Menu, Meta, Nobr,  Ol, P,
        Pre, Ruby, S,          Small, Span, Strong, Strike, Sub, Sup, Table,   Tt,   U,    Ul,    Var});
  mark(table, kForeignScope, {Mi, Mo, Mn, Ms, Mtext, AnnotationXml, Foreignobject, Desc, Title});
  mark(table, kModeAnchor,
       {Td, Th, Tr, Tbody, Thead, Tfoot, Caption, Colgroup, Table, Template, Head, Body, Frameset, Html});
  return table;
}

constexpr TraitTable kTraits = make_traits();

// Spellings of SVG names that differ from the lower case ones; sorted by the lower case name.
constexpr std::string_view kSvgTags[] = {"altGlyph",
                                         "altGlyphDef",
                                         "altGlyphItem",
                                         "animateColor",
                                         "animateMotion",
                                         "animateTransform",
                                         "clipPath",
                                         "feBlend",
                                         "feColorMatrix",
                                         "feComponentTransfer",
                                         "feComposite",
                                         "feConvolveMatrix",
                                         "feDiffuseLighting",
                                         "feDisplacementMap",
                                         "feDistantLight",
                                         "feDropShadow",
                                         "feFlood",
                                         "feFuncA",
                                         "feFuncB",
                                         "feFuncG",
                                         "feFuncR",
                                         "feGaussianBlur",
                                         "feImage",
                                         "feMerge",
                                         "feMergeNode",
                                         "feMorphology",
                                         "feOffset",
                                         "fePointLight",
                                         "feSpecularLighting",
                                         "feSpotLight",
                                         "feTile",
                                         "feTurbulence",
                                         "foreignObject",
                                         "glyphRef",
                                         "linearGradient",
                                         "radialGradient",
                                         "textPath"};

constexpr std::string_view kSvgAttributes[] = {"attributeName",
                                               "attributeType",
                                               "baseFrequency",
                                               "baseProfile",
                                               "calcMode",
                                               "clipPathUnits",
                                               "diffuseConstant",
                                               "edgeMode",
                                               "filterUnits",
                                               "glyphRef",
                                               "gradientTransform",
                                               "gradientUnits",
                                               "kernelMatrix",
                                               "kernelUnitLength",
                                               "keyPoints",
                                               "keySplines",
                                               "keyTimes",
                                               "lengthAdjust",
                                               "limitingConeAngle",
                                               "markerHeight",
                                               "markerUnits",
                                               "markerWidth",
                                               "maskContentUnits",
                                               "maskUnits",
                                               "numOctaves",
                                               "pathLength",
                                               "patternContentUnits",
                                               "patternTransform",
                                               "patternUnits",
                                               "pointsAtX",
                                               "pointsAtY",
                                               "pointsAtZ",
                                               "preserveAlpha",
                                               "preserveAspectRatio",
                                               "primitiveUnits",
                                               "refX",
                                               "refY",
                                               "repeatCount",
                                               "repeatDur",
                                               "requiredExtensions",
                                               "requiredFeatures",
                                               "specularConstant",
                                               "specularExponent",
                                               "spreadMethod",
                                               "startOffset",
                                               "stdDeviation",
                                               "stitchTiles",
                                               "surfaceScale",
                                               "systemLanguage",
                                               "tableValues",
                                               "targetX",
                                               "targetY",
                                               "textLength",
                                               "viewBox",
                                               "viewTarget",
                                               "xChannelSelector",
                                               "yChannelSelector",
                                               "zoomAndPan"};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Whether `spelling`, in lower case, comes before `name`.
constexpr bool lower_less(std::string_view spelling, std::string_view name) {
  const std::size_t size = std::min(spelling.size(), name.size());
  for (std::size_t i = 0; i < size; ++i) {
    const char c = lower(spelling[i]);
    if (c != name[i]) return c < name[i];
  }
  return spelling.size() < name.size();
}

std::string_view find_spelling(const std::string_view* begin, const std::string_view* end,
                               std::string_view name) {
  const std::string_view* found = std::lower_bound(begin, end, name, lower_less);
  if (found == end || found->size() != name.size()) return {};
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (lower((*found)[i]) != name[i]) return {};
  }
  return *found;
}

}  // namespace

std::uint16_t tag_traits(Tag tag) {
  const auto index = static_cast<std::uint32_t>(tag);
  return index < kKnownTagCount ? kTraits[index] : std::uint16_t{0};
}

Tag find_tag(std::string_view lower_case_name) {
  const std::uint8_t index = kSlots.tags[slot_of(lower_case_name)];
  return kNames[index] == lower_case_name ? static_cast<Tag>(index) : Tag::None;
}

std::string_view known_tag_name(Tag tag) {
  const auto index = static_cast<std::uint32_t>(tag);
  return index < kKnownTagCount ? kNames[index] : std::string_view{};
}

std::string_view svg_tag_name(Tag tag) {
  const std::string_view name = known_tag_name(tag);
  const std::string_view spelling = find_spelling(std::begin(kSvgTags), std::end(kSvgTags), name);
  return spelling.empty() ? name : spelling;
}

std::string_view svg_attribute_name(std::string_view lower_case_name) {
  return find_spelling(std::begin(kSvgAttributes), std::end(kSvgAttributes), lower_case_name);
}

}  // namespace raven::read::html
