// SPDX-License-Identifier: Apache-2.0
#include "base/knowledge.h"
#include "base/table.h"
#include "code/attribution.h"
#include "code/clauses.h"
#include "code/coder.h"
#include "code/hand_annotated.h"
#include "code/lexicon.h"
#include "code/ontology.h"

#include <gtest/gtest.h>

namespace raven::code {
namespace {

const Coder& coder() {
  static const base::Knowledge knowledge;
  static const Result<Coder> made = Coder::make(knowledge);
  EXPECT_TRUE(made) << describe(made.error());
  return *made;
}

std::string names(const std::vector<Party>& parties) {
  std::string text;
  for (const Party& party : parties) text += (text.empty() ? "" : " + ") + party.text;
  return text;
}

/// "Russia SUPPORT the Taliban asserted", one line an event.
std::string coded(std::string_view annotated) {
  HandAnnotated page(annotated);
  coder().code(page.article, page.analysis);
  std::string text;
  for (const Event& event : page.analysis.events) {
    if (!text.empty()) text += '\n';
    text += names(event.actors) + " " + std::string(name_of(event.type)) +
            (event.mode.empty() ? "" : "/" + event.mode) + " " + names(event.recipients) + " " +
            std::string(name_of(event.factuality));
  }
  return text;
}

/// The slots of the n-th verb: "subj=Russia obj=arms to=Tajikistan+Uzbekistan".
std::string slots(std::string_view annotated, std::size_t verb = 0) {
  HandAnnotated page(annotated);
  const SentenceView view(page.article, page.analysis, 0);
  const SentenceParts parts = find_clauses(view, page.analysis);
  if (verb >= parts.clauses.size()) return "no such verb";
  std::string text;
  for (const Argument& argument : parts.clauses[verb].arguments) {
    text += (text.empty() ? "" : " ") + argument.slot + "=";
    for (std::size_t i = 0; i < argument.groups.size(); ++i)
      text += (i ? "+" : "") +
              page.words(parts.nouns[argument.groups[i]].first, parts.nouns[argument.groups[i]].last);
  }
  return text;
}

TEST(Ontology, HoldsEveryTypeModeAndCode) {
  const base::Knowledge knowledge;
  const auto ontology = Ontology::make(knowledge);
  ASSERT_TRUE(ontology) << describe(ontology.error());
  for (int i = 0; i < kEventTypeCount; ++i) EXPECT_TRUE(ontology->plover(static_cast<EventType>(i), "")) << i;
  EXPECT_DOUBLE_EQ(ontology->plover(EventType::Assault, "aerial")->score, -9.5);
  EXPECT_EQ(ontology->plover(EventType::Sanction, "")->quad, 4);
  EXPECT_EQ(ontology->plover(EventType::Aid, "aerial"), nullptr);
  EXPECT_DOUBLE_EQ(ontology->cameo("195")->goldstein, -10);
  EXPECT_EQ(ontology->cameo("999"), nullptr);
}

TEST(Ontology, FaultsNameTheLine) {
  // A folder of tables stands in for the built-in ones.
  const auto table = base::Table::parse("ontology/plover.tsv",
                                        "type\tmode\tscore\tquad\trequires_recipient\nNONE\t-\t1\t1\t0\n",
                                        {"type", "mode", "score", "quad", "requires_recipient"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->fault(table->rows()[0], "x").where, "ontology/plover.tsv:2");
}

TEST(Lexicon, TheBuiltInTablesLoad) {
  const Lexicon& lexicon = coder().lexicon();
  EXPECT_GT(lexicon.all_frames().size(), 2000u);
  EXPECT_FALSE(lexicon.frames("praise", PartOfSpeech::Verb).empty());
  EXPECT_TRUE(lexicon.frames("praise", PartOfSpeech::Adjective).empty());
  EXPECT_TRUE(lexicon.is_in_class("rifle", *lexicon.class_named("arms")));
  EXPECT_FALSE(lexicon.is_in_class("carrot", *lexicon.class_named("arms")));
  EXPECT_EQ(lexicon.foreign_word("goalkeeper")->strength, 2);
}

TEST(Lexicon, HeavierFramesComeFirst) {
  for (const Frame& frame : coder().lexicon().all_frames()) {
    const auto& frames = coder().lexicon().frames(frame.lemma, frame.part);
    for (std::size_t i = 1; i < frames.size(); ++i)
      EXPECT_GE(frames[i - 1]->weight, frames[i]->weight) << frame.lemma;
  }
}

TEST(Clauses, SubjectObjectAndPrepositions) {
  EXPECT_EQ(
      slots(
          "[Russia/NNP] supplies/VBZ/supply arms/NNS/arm to/IN [Tajikistan/NNP] and/CC [Uzbekistan/NNP] ./."),
      "subj=Russia obj=arms to=Tajikistan+Uzbekistan");
}

TEST(Clauses, ASharedSubjectGoesOn) {
  const char* text =
      "[Russia/NNP] supplies/VBZ/supply arms/NNS to/IN [Tajikistan/NNP] and/CC conducts/VBZ/conduct "
      "exercises/NNS/exercise with/IN "
      "[Chad/NNP] ./.";
  EXPECT_EQ(slots(text, 0), "subj=Russia obj=arms to=Tajikistan");
  EXPECT_EQ(slots(text, 1), "subj=Russia obj=exercises with=Chad");
}

TEST(Clauses, PassivesAreTurnedRound) {
  EXPECT_EQ(slots("[The/DT envoy/NN] was/VBD praised/VBN/praise by/IN [Moscow/NNP] ./."),
            "subj=Moscow obj=The envoy");
  EXPECT_EQ(slots("[Kyiv/NNP] was/VBD given/VBN/give tanks/NNS by/IN [Poland/NNP] ./."),
            "obj=tanks subj=Poland obj2=Kyiv");
  EXPECT_EQ(slots("[He/PRP] was/VBD arrested/VBN/arrest by/IN Monday/NNP ./."), "obj=He");
}

TEST(Clauses, AppositionsAndRelativeClausesAreSteppedOver) {
  EXPECT_EQ(
      slots(
          "[Samir/NNP Kapulov/NNP] ,/, the/DT envoy/NN to/IN [Kabul/NNP] ,/, met/VBD/meet [rebels/NNS] ./."),
      "subj=Samir Kapulov obj=rebels");
  const char* text =
      "[The/DT group/NN] ,/, which/WDT controls/VBZ/control the/DT city/NN ,/, freed/VBD/free [hostages/NNS] "
      "./.";
  EXPECT_EQ(slots(text, 0), "subj=The group obj=the city");
  EXPECT_EQ(slots(text, 1), "subj=The group obj=hostages");
}

TEST(Clauses, InfinitivesTakeTheObjectOrTheSubject) {
  const char* urged = "[Brazil/NNP] urged/VBD/urge [Russia/NNP] to/TO withdraw/VB its/PRP$ forces/NNS ./.";
  EXPECT_EQ(slots(urged, 1), "subj=Russia obj=its forces");
  const char* promised = "[Qatar/NNP] promised/VBD/promise to/TO help/VB [Lebanon/NNP] ./.";
  EXPECT_EQ(slots(promised, 1), "subj=Qatar obj=Lebanon");
}

TEST(Clauses, DativesHaveTwoObjects) {
  EXPECT_EQ(slots("[Estonia/NNP] sent/VBD/send [Kyiv/NNP] the/DT missiles/NNS ./."),
            "subj=Estonia obj2=Kyiv obj=the missiles");
}

TEST(Coder, ActiveAndPassiveGiveTheSameEvent) {
  EXPECT_EQ(coded("[Russia/NNP] praised/VBD/praise [the/DT Taliban/NNPS] ./."),
            "Russia SUPPORT the Taliban asserted");
  EXPECT_EQ(coded("[The/DT Taliban/NNPS] were/VBD praised/VBN/praise by/IN [Russia/NNP] ./."),
            "Russia SUPPORT The Taliban asserted");
}

TEST(Coder, NegationFutureAndConditionAreValues) {
  EXPECT_EQ(coded("[Russia/NNP] did/VBD not/RB praise/VB [the/DT Taliban/NNPS] ./."),
            "Russia SUPPORT the Taliban denied");
  EXPECT_EQ(coded("[Russia/NNP] will/MD praise/VB [the/DT Taliban/NNPS] ./."),
            "Russia SUPPORT the Taliban planned");
  EXPECT_EQ(coded("[Russia/NNP] may/MD praise/VB [the/DT Taliban/NNPS] ./."),
            "Russia SUPPORT the Taliban conditional");
  EXPECT_EQ(coded("[Russia/NNP] reportedly/RB praised/VBD/praise [the/DT Taliban/NNPS] ./."),
            "Russia SUPPORT the Taliban alleged");
}

TEST(Coder, ArmsForTwoNeighbours) {
  EXPECT_EQ(
      coded(
          "[Russia/NNP] supplies/VBZ/supply arms/NNS/arm to/IN [Tajikistan/NNP] and/CC [Uzbekistan/NNP] ./."),
      "Russia AID Tajikistan + Uzbekistan asserted");
}

TEST(Coder, OwnersOfEffortsAreTheRecipients) {
  EXPECT_EQ(coded("[Moscow/NNP] has/VBZ opposed/VBN/oppose [US/NNP] efforts/NNS/effort to/TO establish/VB "
                  "bases/NNS/base ./."),
            "Moscow REJECT US asserted");
}

TEST(Coder, LightVerbsLendTheirSubject) {
  EXPECT_EQ(coded("[Rebels/NNS/rebel] launched/VBD/launch an/DT attack/NN on/IN [the/DT army/NN] ./."),
            "Rebels ASSAULT the army asserted");
}

TEST(Coder, ControlTurnsTheEventOver) {
  const std::string threatened =
      coded("[Ankara/NNP] threatened/VBD/threaten to/TO attack/VB [the/DT militia/NN] ./.");
  EXPECT_NE(threatened.find("Ankara THREATEN"), std::string::npos) << threatened;
  EXPECT_EQ(threatened.find("ASSAULT the militia asserted"), std::string::npos) << threatened;
  const std::string refused =
      coded("[Paris/NNP] refused/VBD/refuse to/TO recognise/VB [the/DT junta/NN] ./.");
  EXPECT_EQ(refused.find("SUPPORT the junta asserted"), std::string::npos) << refused;
}

TEST(Coder, SportIsNoPolitics) {
  EXPECT_EQ(coded("[Germany/NNP] attacked/VBD/attack [Spain/NNP] and/CC the/DT goalkeeper/NN saved/VBD/save "
                  "the/DT penalty/NN ./."),
            "");
}

TEST(Coder, WhatIsNotCodedLeavesItsReason) {
  HandAnnotated page("The/DT weather/NN praised/VBD/praise the/DT valley/NN ./.");
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  ASSERT_EQ(page.analysis.rejections.size(), 1u);
  EXPECT_NE(page.analysis.rejections[0].reason, "");
}

TEST(Coder, UnreadableSentencesAreNotCoded) {
  HandAnnotated page("[Russia/NNP] praised/VBD/praise [the/DT Taliban/NNPS] ./.");
  page.analysis.sentences[0].readability = Readability::Unreadable;
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  EXPECT_EQ(page.analysis.rejections.at(0).reason, "unreadable sentence");
}

TEST(Coder, ASentenceWithoutEndIsNotCoded) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "[Russia/NNP] praised/VBD/praise [Iran/NNP] and/CC ";
  HandAnnotated page(text);
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  EXPECT_EQ(page.analysis.rejections.at(0).reason, "longer than 400 words");
}

TEST(Coder, IdsAreStableAndDistinct) {
  const char* text =
      "[Russia/NNP] praised/VBD/praise [Iran/NNP] || [Russia/NNP] praised/VBD/praise [Iran/NNP]";
  HandAnnotated first(text), second(text);
  coder().code(first.article, first.analysis);
  coder().code(second.article, second.analysis);
  ASSERT_EQ(first.analysis.events.size(), 2u);
  EXPECT_EQ(first.analysis.events[0].id, second.analysis.events[0].id);
  EXPECT_NE(first.analysis.events[0].id, first.analysis.events[1].id);
  EXPECT_EQ(first.analysis.events[0].id.size(), 16u);
}

TEST(Coder, OldDatesAreBackground) {
  HandAnnotated page("[Russia/NNP] praised/VBD/praise [Iran/NNP] {2001-05-04 in/IN 2001/CD} ./.");
  page.article.published = {"2021-08-16", Precision::Day, "meta"};
  coder().code(page.article, page.analysis);
  ASSERT_EQ(page.analysis.events.size(), 1u);
  EXPECT_EQ(page.analysis.events[0].factuality, Factuality::Background);
}

TEST(Attribution, ReportsBeforeAndBehind) {
  for (const char* text :
       {"[The/DT ministry/NN] said/VBD/say that/IN [Chad/NNP] praised/VBD/praise [Niger/NNP] ./.",
        "[Chad/NNP] praised/VBD/praise [Niger/NNP] ,/, said/VBD/say [the/DT ministry/NN] ./.",
        "[Chad/NNP] praised/VBD/praise [Niger/NNP] ,/, [the/DT ministry/NN] said/VBD/say ./.",
        "According/VBG to/IN [the/DT ministry/NN] ,/, [Chad/NNP] praised/VBD/praise [Niger/NNP] ./."}) {
    HandAnnotated page(text);
    coder().code(page.article, page.analysis);
    ASSERT_EQ(page.analysis.events.size(), 1u) << text;
    ASSERT_EQ(page.analysis.events[0].attribution.size(), 1u) << text;
    EXPECT_EQ(base::lowered(page.analysis.events[0].attribution[0].text), "the ministry") << text;
  }
}

}  // namespace
}  // namespace raven::code
