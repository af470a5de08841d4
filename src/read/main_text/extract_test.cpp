// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/extract.h"

#include "read/read_test_tables.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::read {
namespace {

const std::string kFirst =
    "<p>The parliament of Orland voted on Tuesday to send aid to the flooded valleys, and the first lorries "
    "left the capital in the evening under police escort.</p>";
const std::string kMore =
    "<p>Two bridges were swept away on Sunday, and eleven villages can be reached by boat only, the governor "
    "of the province said after a flight over the valley.</p>"
    "<p>The opposition asked why warnings of the weather office had not been heeded, and called for the "
    "minister of the interior to answer in the house this week.</p>";

/// The block that begins with `words`; one without rule and role Body, if there is none.
struct Found {
  bool is_there = false, is_kept = false;
  ParagraphRole role = ParagraphRole::Body;
  std::string reason;
};
Found find(const std::string& body, std::string_view words, const TextWitness& witness = {}) {
  const std::string page = "<html><body><article>" + body + "</article></body></html>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const MainText text = extract_text(document, bytes, test_tables(), witness, "en");
  for (const TextBlock& block : text.blocks)
    if (std::string_view(text.draft.text()).substr(block.span.begin.value).starts_with(words))
      return {true, block.reason.empty(), block.role, std::string(block.reason)};
  return {};
}

TEST(ExtractText, ACorrectionIsKeptWithItsRole) {
  const Found found = find(kFirst + kMore +
                               "<p>Correction: An earlier version of this report misstated the day on which "
                               "the bridges were swept away.</p>",
                           "Correction:");
  EXPECT_TRUE(found.is_kept);
  EXPECT_EQ(found.role, ParagraphRole::Correction);
}

TEST(ExtractText, ADescriptionAtTheHeadIsTheSubtitle) {
  const std::string line = "Lorries with food and tents are on their way to eleven villages in the valley.";
  const TextWitness witness{.titles = {"Aid for the valleys"}, .description = line};
  const std::string body = "<h1>Aid for the valleys</h1><p>" + line + "</p>" + kFirst + kMore;
  const Found found = find(body, "Lorries with food", witness);
  EXPECT_TRUE(found.is_kept);
  EXPECT_EQ(found.role, ParagraphRole::Subtitle);
  EXPECT_EQ(find(body, "The parliament", witness).role, ParagraphRole::Body);
  // The same line without a description that says so is a paragraph.
  EXPECT_EQ(find(body, "Lorries with food").role, ParagraphRole::Body);
  EXPECT_EQ(find(body, "Aid for", witness).reason, "title");
}

TEST(ExtractText, TheQuotationOfAnEmbeddedPostKeepsItsRole) {
  for (const char* name : {"twitter-tweet", "instagram-media", "bluesky-embed", "quote"}) {
    const Found found = find(
        kFirst + "<blockquote class=\"" + std::string(name) +
            "\"><p>We have sent all boats that we have to the valley, and more will follow in the night, "
            "said the head of the river guard in a post.</p></blockquote>" +
            kMore,
        "We have sent");
    EXPECT_TRUE(found.is_kept) << name;
    EXPECT_EQ(found.role, ParagraphRole::Quotation) << name;
  }
}

TEST(ExtractText, ALongParagraphBehindAPointerStays) {
  const std::string body = kFirst + "<p>Read more:</p>" +
                           "<p>The prime minister, who had cut short a visit abroad, told the house that the "
                           "state would pay for each house that was lost, and that the roads would be open "
                           "again within two weeks if the rain held off, as the weather office expects it "
                           "to do from Thursday on.</p>" +
                           kMore;
  const Found found = find(body, "The prime minister");
  EXPECT_TRUE(found.is_kept) << found.reason;
  EXPECT_FALSE(find(body, "Read more").is_kept);
}

TEST(BlockFeatures, EachBlockHasOneValueOfEachKind) {
  const std::string page = "<body><h2>Aid</h2>" + kFirst + kMore + "<p><a href=x>Home</a></p></body>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const PageMeasure measure(document, test_tables());
  const DescribedPage described = describe_page(document, bytes, measure, test_tables(), {}, {}, "en");
  ASSERT_EQ(described.features.size(), described.blocks.blocks.size());
  for (std::size_t i = 0; i < described.features.size(); ++i) {
    const std::span<const std::uint16_t> values = described.features.values_of(i);
    ASSERT_EQ(values.size(), feature_kinds().size());
    for (std::size_t kind = 0; kind < values.size(); ++kind) {
      EXPECT_GE(values[kind], feature_offset(kind)) << feature_kinds()[kind].name;
      EXPECT_LT(values[kind], feature_offset(kind + 1)) << feature_kinds()[kind].name;
    }
  }
}

TEST(BlockFeatures, CuesTellProseFromWhatIsRepeatedOrBareLinks) {
  const std::string page = "<body>" + kFirst + kMore + kFirst + "<p><a href=x>Home</a></p><p>***</p></body>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const PageMeasure measure(document, test_tables());
  const BlockFeatures features =
      describe_page(document, bytes, measure, test_tables(), {}, {}, "en").features;
  ASSERT_EQ(features.size(), 6u);
  EXPECT_TRUE(features.cue(0).is_good);
  EXPECT_FALSE(features.cue(0).is_never_kept);
  EXPECT_GT(features.prose(0), 0);
  EXPECT_TRUE(features.cue(3).is_repeated);
  EXPECT_TRUE(features.cue(3).is_never_kept);
  EXPECT_FALSE(features.cue(4).is_kept_by_rules);
  EXPECT_FALSE(features.cue(5).has_letters);
  EXPECT_TRUE(features.cue(5).is_never_kept);
}

TEST(BlockFeatures, SentencesEndInAnyScript) {
  for (const std::string_view text :
       {"So it is.", "“Go!”", "Wirklich?", "今日。", "यह है।", "كيف؟", "He said…"})
    EXPECT_TRUE(ends_sentence(text)) << text;
  for (const std::string_view text : {"", "More", "”", "Read on >"})
    EXPECT_FALSE(ends_sentence(text)) << text;
}

}  // namespace
}  // namespace raven::read
