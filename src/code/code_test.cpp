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
  const SentenceTree tree(view);
  const SentenceParts parts = find_clauses(view, tree, page.analysis);
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
  EXPECT_EQ(slots("[Russia/NNP@2:nsubj] supplies/VBZ/supply@0:root arms/NNS/arm@2:obj to/IN@5:case "
                  "[Tajikistan/NNP@2:obl] and/CC@7:cc [Uzbekistan/NNP@5:conj] ./.@2:punct"),
            "subj=Russia obj=arms to=Tajikistan+Uzbekistan");
}

TEST(Clauses, ASharedSubjectGoesOn) {
  const char* text =
      "[Russia/NNP@2:nsubj] supplies/VBZ/supply@0:root arms/NNS@2:obj to/IN@5:case [Tajikistan/NNP@2:obl] "
      "and/CC@7:cc conducts/VBZ/conduct@2:conj exercises/NNS/exercise@7:obj with/IN@10:case [Chad/NNP@8:obl] "
      "./.@2:punct";
  EXPECT_EQ(slots(text, 0), "subj=Russia obj=arms to=Tajikistan");
  EXPECT_EQ(slots(text, 1), "subj=Russia obj=exercises with=Chad");
}

TEST(Clauses, PassivesAreTurnedRound) {
  EXPECT_EQ(slots("[The/DT@2:det envoy/NN@4:nsubj:pass] was/VBD@4:aux:pass praised/VBN/praise@0:root "
                  "by/IN@6:case [Moscow/NNP@4:obl:agent] ./.@4:punct"),
            "subj=Moscow obj=The envoy");
  EXPECT_EQ(slots("[Kyiv/NNP@3:nsubj:pass] was/VBD@3:aux:pass given/VBN/give@0:root tanks/NNS@3:obj "
                  "by/IN@6:case [Poland/NNP@4:nmod] ./.@3:punct"),
            "obj=tanks subj=Poland obj2=Kyiv");
  EXPECT_EQ(slots("[He/PRP@3:nsubj:pass] was/VBD@3:aux:pass arrested/VBN/arrest@0:root by/IN@5:case "
                  "Monday/NNP@3:obl ./.@3:punct"),
            "obj=He");
}

TEST(Clauses, AppositionsAndRelativeClausesAreSteppedOver) {
  EXPECT_EQ(
      slots("[Samir/NNP@9:nsubj Kapulov/NNP@1:flat] ,/,@5:punct the/DT@5:det envoy/NN@1:appos to/IN@7:case "
            "[Kabul/NNP@5:nmod] ,/,@1:punct met/VBD/meet@0:root [rebels/NNS@9:obj] ./.@9:punct"),
      "subj=Samir Kapulov obj=rebels");
  const char* text =
      "[The/DT@2:det group/NN@9:nsubj] ,/,@5:punct which/WDT@5:nsubj controls/VBZ/control@2:acl:relcl "
      "the/DT@7:det city/NN@5:obj ,/,@2:punct freed/VBD/free@0:root [hostages/NNS@9:obj] ./.@9:punct";
  EXPECT_EQ(slots(text, 0), "subj=The group obj=the city");
  EXPECT_EQ(slots(text, 1), "subj=The group obj=hostages");
}

TEST(Clauses, InfinitivesTakeTheObjectOrTheSubject) {
  const char* urged =
      "[Brazil/NNP@2:nsubj] urged/VBD/urge@0:root [Russia/NNP@2:iobj] to/TO@5:mark withdraw/VB@2:xcomp "
      "its/PRP$@7:nmod:poss forces/NNS@5:obj ./.@2:punct";
  EXPECT_EQ(slots(urged, 1), "subj=Russia obj=its forces");
  const char* promised =
      "[Qatar/NNP@2:nsubj] promised/VBD/promise@0:root to/TO@4:mark help/VB@2:xcomp [Lebanon/NNP@4:obj] "
      "./.@2:punct";
  EXPECT_EQ(slots(promised, 1), "subj=Qatar obj=Lebanon");
}

TEST(Clauses, DativesHaveTwoObjects) {
  EXPECT_EQ(slots("[Estonia/NNP@2:nsubj] sent/VBD/send@0:root [Kyiv/NNP@2:iobj] the/DT@5:det "
                  "missiles/NNS@2:obj ./.@2:punct"),
            "subj=Estonia obj2=Kyiv obj=the missiles");
}

TEST(Clauses, RelativePronounsStandForTheirNoun) {
  EXPECT_EQ(slots("the/DT@2:det base/NN@0:root which/WDT@6:obj [Russia/NNP@6:nsubj] has/VBZ@6:aux "
                  "built/VBN/build@2:acl:relcl ./.@2:punct"),
            "subj=Russia obj=the base");
}

TEST(Clauses, CoordinatedVerbsShareAuxiliariesSubjectAndObject) {
  const char* text =
      "[The/DT@2:det general/NN@4:nsubj:pass] was/VBD@4:aux:pass arrested/VBN/arrest@0:root and/CC@6:cc "
      "charged/VBN/charge@4:conj by/IN@8:case [police/NNS@6:obl:agent] ./.@4:punct";
  EXPECT_EQ(slots(text, 0), "obj=The general");
  EXPECT_EQ(slots(text, 1), "subj=police obj=The general");
  const char* both =
      "[Rebels/NNS@2:nsubj] attacked/VBD/attack@0:root and/CC@4:cc killed/VBD/kill@2:conj "
      "[soldiers/NNS@4:obj] ./.@2:punct";
  EXPECT_EQ(slots(both, 0), "subj=Rebels obj=soldiers");
  EXPECT_EQ(slots(both, 1), "subj=Rebels obj=soldiers");
}

TEST(Clauses, ABarePassiveSubjectIsAHeadlinesAlone) {
  EXPECT_EQ(slots("[Minister/NN@2:nsubj:pass] arrested/VBN/arrest@0:root in/IN@4:case Lagos/NNP@2:obl"),
            "in=Lagos obj=Minister");
  EXPECT_EQ(slots("[Soldiers/NNS@2:nsubj:pass] shot/VBN/shoot@0:root at/IN@4:case [villagers/NNS@2:obl] "
                  "./.@2:punct"),
            "subj=Soldiers at=villagers");
}

TEST(Coder, AThreatUnderAConditionIsConditional) {
  EXPECT_EQ(coded("[Russia/NNP@3:nsubj] will/MD@3:aux praise/VB@0:root [Iran/NNP@3:obj] if/IN@7:mark "
                  "[Chad/NNP@7:nsubj] agrees/VBZ/agree@3:advcl ./.@3:punct"),
            "Russia SUPPORT Iran conditional");
}

TEST(Coder, AParticleMakesAnotherVerb) {
  EXPECT_EQ(coded("[Russia/NNP@2:nsubj] praised/VBD/praise@0:root off/RP@2:compound:prt [Iran/NNP@2:obj] "
                  "./.@2:punct"),
            "");
}

TEST(Coder, ActiveAndPassiveGiveTheSameEvent) {
  EXPECT_EQ(
      coded("[Russia/NNP@2:nsubj] praised/VBD/praise@0:root [the/DT@4:det Taliban/NNPS@2:obj] ./.@2:punct"),
      "Russia SUPPORT the Taliban asserted");
  EXPECT_EQ(coded("[The/DT@2:det Taliban/NNPS@4:nsubj:pass] were/VBD@4:aux:pass praised/VBN/praise@0:root "
                  "by/IN@6:case [Russia/NNP@4:obl:agent] ./.@4:punct"),
            "Russia SUPPORT The Taliban asserted");
}

TEST(Coder, NegationFutureAndConditionAreValues) {
  EXPECT_EQ(coded("[Russia/NNP@4:nsubj] did/VBD@4:aux not/RB@4:advmod praise/VB@0:root [the/DT@6:det "
                  "Taliban/NNPS@4:obj] ./.@4:punct"),
            "Russia SUPPORT the Taliban denied");
  EXPECT_EQ(coded("[Russia/NNP@3:nsubj] will/MD@3:aux praise/VB@0:root [the/DT@5:det Taliban/NNPS@3:obj] "
                  "./.@3:punct"),
            "Russia SUPPORT the Taliban planned");
  EXPECT_EQ(
      coded(
          "[Russia/NNP@3:nsubj] may/MD@3:aux praise/VB@0:root [the/DT@5:det Taliban/NNPS@3:obj] ./.@3:punct"),
      "Russia SUPPORT the Taliban conditional");
  EXPECT_EQ(coded("[Russia/NNP@3:nsubj] reportedly/RB@3:advmod praised/VBD/praise@0:root [the/DT@5:det "
                  "Taliban/NNPS@3:obj] ./.@3:punct"),
            "Russia SUPPORT the Taliban alleged");
}

TEST(Coder, ArmsForTwoNeighbours) {
  EXPECT_EQ(coded("[Russia/NNP@2:nsubj] supplies/VBZ/supply@0:root arms/NNS/arm@2:obj to/IN@5:case "
                  "[Tajikistan/NNP@2:obl] and/CC@7:cc [Uzbekistan/NNP@5:conj] ./.@2:punct"),
            "Russia AID Tajikistan + Uzbekistan asserted");
}

TEST(Coder, OwnersOfEffortsAreTheRecipients) {
  EXPECT_EQ(
      coded("[Moscow/NNP@3:nsubj] has/VBZ@3:aux opposed/VBN/oppose@0:root [US/NNP@5:compound] "
            "efforts/NNS/effort@3:obj to/TO@7:mark establish/VB@5:acl bases/NNS/base@7:obj ./.@3:punct"),
      "Moscow REJECT US asserted");
}

TEST(Coder, LightVerbsLendTheirSubject) {
  EXPECT_EQ(coded("[Rebels/NNS/rebel@2:nsubj] launched/VBD/launch@0:root an/DT@4:det attack/NN@2:obj "
                  "on/IN@7:case [the/DT@7:det army/NN@4:nmod] ./.@2:punct"),
            "Rebels ASSAULT the army asserted");
}

TEST(Coder, ControlTurnsTheEventOver) {
  const std::string threatened = coded(
      "[Ankara/NNP@2:nsubj] threatened/VBD/threaten@0:root to/TO@4:mark attack/VB@2:xcomp [the/DT@6:det "
      "militia/NN@4:obj] ./.@2:punct");
  EXPECT_NE(threatened.find("Ankara THREATEN"), std::string::npos) << threatened;
  EXPECT_EQ(threatened.find("ASSAULT the militia asserted"), std::string::npos) << threatened;
  const std::string refused = coded(
      "[Paris/NNP@2:nsubj] refused/VBD/refuse@0:root to/TO@4:mark recognise/VB@2:xcomp [the/DT@6:det "
      "junta/NN@4:obj] ./.@2:punct");
  EXPECT_EQ(refused.find("SUPPORT the junta asserted"), std::string::npos) << refused;
}

TEST(Coder, SportIsNoPolitics) {
  EXPECT_EQ(
      coded("[Germany/NNP@2:nsubj] attacked/VBD/attack@0:root [Spain/NNP@2:obj] and/CC@7:cc the/DT@6:det "
            "goalkeeper/NN@7:nsubj saved/VBD/save@2:conj the/DT@9:det penalty/NN@7:obj ./.@2:punct"),
      "");
}

TEST(Coder, WhatIsNotCodedLeavesItsReason) {
  HandAnnotated page(
      "The/DT@2:det weather/NN@3:nsubj praised/VBD/praise@0:root the/DT@5:det valley/NN@3:obj ./.@3:punct");
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  ASSERT_EQ(page.analysis.rejections.size(), 1u);
  EXPECT_NE(page.analysis.rejections[0].reason, "");
}

TEST(Coder, UnreadableSentencesAreNotCoded) {
  HandAnnotated page(
      "[Russia/NNP@2:nsubj] praised/VBD/praise@0:root [the/DT@4:det Taliban/NNPS@2:obj] ./.@2:punct");
  page.analysis.sentences[0].readability = Readability::Unreadable;
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  EXPECT_EQ(page.analysis.rejections.at(0).reason, "unreadable sentence");
}

TEST(Coder, ASentenceWithoutEndIsNotCoded) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "[Russia/NNP@2:nsubj] praised/VBD/praise@0:root [Iran/NNP@2:obj] and/CC@2:cc ";
  HandAnnotated page(text);
  coder().code(page.article, page.analysis);
  EXPECT_TRUE(page.analysis.events.empty());
  EXPECT_EQ(page.analysis.rejections.at(0).reason, "longer than 400 words");
}

TEST(Coder, IdsAreStableAndDistinct) {
  const char* text =
      "[Russia/NNP@2:nsubj] praised/VBD/praise@0:root [Iran/NNP@2:obj] || [Russia/NNP@2:nsubj] "
      "praised/VBD/praise@0:root [Iran/NNP@2:obj]";
  HandAnnotated first(text), second(text);
  coder().code(first.article, first.analysis);
  coder().code(second.article, second.analysis);
  ASSERT_EQ(first.analysis.events.size(), 2u);
  EXPECT_EQ(first.analysis.events[0].id, second.analysis.events[0].id);
  EXPECT_NE(first.analysis.events[0].id, first.analysis.events[1].id);
  EXPECT_EQ(first.analysis.events[0].id.size(), 16u);
}

TEST(Coder, OldDatesAreBackground) {
  HandAnnotated page(
      "[Russia/NNP@2:nsubj] praised/VBD/praise@0:root [Iran/NNP@2:obj] {2001-05-04 in/IN@5:case "
      "2001/CD@2:obl} ./.@2:punct");
  page.article.published = {"2021-08-16", Precision::Day, "meta"};
  coder().code(page.article, page.analysis);
  ASSERT_EQ(page.analysis.events.size(), 1u);
  EXPECT_EQ(page.analysis.events[0].factuality, Factuality::Background);
}

TEST(Attribution, ReportsBeforeAndBehind) {
  for (const char* text : {"[The/DT@2:det ministry/NN@3:nsubj] said/VBD/say@0:root that/IN@6:mark "
                           "[Chad/NNP@6:nsubj] praised/VBD/praise@3:ccomp [Niger/NNP@6:obj] ./.@3:punct",
                           "[Chad/NNP@2:nsubj] praised/VBD/praise@5:ccomp [Niger/NNP@2:obj] ,/,@2:punct "
                           "said/VBD/say@0:root [the/DT@7:det ministry/NN@5:nsubj] ./.@5:punct",
                           "[Chad/NNP@2:nsubj] praised/VBD/praise@7:ccomp [Niger/NNP@2:obj] ,/,@2:punct "
                           "[the/DT@6:det ministry/NN@7:nsubj] said/VBD/say@0:root ./.@7:punct",
                           "According/VBG@4:case to/IN@1:fixed [the/DT@4:det ministry/NN@7:obl] ,/,@4:punct "
                           "[Chad/NNP@7:nsubj] praised/VBD/praise@0:root [Niger/NNP@7:obj] ./.@7:punct"}) {
    HandAnnotated page(text);
    coder().code(page.article, page.analysis);
    ASSERT_EQ(page.analysis.events.size(), 1u) << text;
    ASSERT_EQ(page.analysis.events[0].attribution.size(), 1u) << text;
    EXPECT_EQ(base::lowered(page.analysis.events[0].attribution[0].text), "the ministry") << text;
  }
}

}  // namespace
}  // namespace raven::code
