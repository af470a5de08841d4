// SPDX-License-Identifier: Apache-2.0
#include "tell/copies.h"

#include <chrono>

#include <gtest/gtest.h>

namespace raven::tell {
namespace {

const std::string kQuote =
    "\"We will not leave this table until every fishing crew on both shores knows where it may cast its nets "
    "next spring\", ";

const std::string kLead =
    "Ministers from Norvia and Estmark met in the port of Hallen on Tuesday to end a dispute over herring "
    "that has kept "
    "boats in harbour since May. ";
const std::string kMiddle =
    "The Norvian side offered to halve its quota if its neighbour opened the northern banks, an idea that "
    "officials in "
    "Estmark had called a non-starter only last week. Diplomats who saw the draft said that it left the "
    "price of licences "
    "open and gave a joint commission until the first of March to settle it. ";
const std::string kEnd =
    "Outside the hall about two hundred skippers sounded their horns. Some had sailed all night from the "
    "outer islands, "
    "where the closure has cost a third of the year's income, according to the guild of boat owners. ";
const std::string kReport =
    kLead + kQuote + "said Norvia's fisheries minister, Tilda Brann. " + kMiddle + kEnd;

TEST(CopyFinder, FindsTheSameTextWhateverItsDress) {
  CopyFinder finder;
  EXPECT_FALSE(finder.add("first", kReport).has_value());
  std::string dressed;
  for (const char c : kReport)
    dressed += c == ' ' ? std::string("\n ") : c == '"' ? std::string("“") : std::string(1, c);
  for (char& c : dressed) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  const auto copy = finder.add("second", dressed);
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->of, "first");
  EXPECT_EQ(copy->kind, CopyKind::Same);
  EXPECT_EQ(copy->containment, 1);
  EXPECT_EQ(finder.size(), 1u);
}

TEST(CopyFinder, FindsTheSameTextWithAWordChanged) {
  CopyFinder finder;
  finder.add("first", kReport);
  std::string changed = kReport;
  changed.replace(changed.find("Tuesday"), 7, "Wednesday");
  const auto copy = finder.add("second", changed);
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->kind, CopyKind::Same);
  EXPECT_LT(copy->containment, 1);
}

TEST(CopyFinder, FindsTheReportCutShortAndTheLongerOne) {
  CopyFinder finder;
  finder.add("whole", kReport);
  const auto cut = finder.add("cut", kLead + kMiddle);
  ASSERT_TRUE(cut.has_value());
  EXPECT_EQ(cut->of, "whole");
  EXPECT_EQ(cut->kind, CopyKind::Abridged);
  EXPECT_GT(cut->containment, 0.9);
  EXPECT_LT(cut->coverage, 0.7);

  CopyFinder reversed;
  reversed.add("cut", kLead + kMiddle);
  const auto whole = reversed.add("whole", kReport);
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->kind, CopyKind::Abridged);
  EXPECT_GT(whole->coverage, 0.9);
}

TEST(CopyFinder, FindsTheUpdatedVersion) {
  CopyFinder finder;
  finder.add("morning", kReport);
  const auto update = finder.add("evening",
                                 "Talks between Norvia and Estmark broke up late on Tuesday without a deal, "
                                 "and no date was named for another "
                                 "round; both sides blamed the weather and each other. " +
                                     kMiddle + kEnd);
  ASSERT_TRUE(update.has_value());
  EXPECT_EQ(update->of, "morning");
  EXPECT_EQ(update->kind, CopyKind::Updated);
}

TEST(CopyFinder, LeavesOtherStoriesOnTheThemeAlone) {
  CopyFinder finder;
  finder.add("report", kReport);
  EXPECT_FALSE(finder
                   .add("rival",
                        "Norvia and Estmark sat down in Hallen to talk about herring. Their ministers spent "
                        "Tuesday over charts "
                        "of the northern banks, and boats waited in harbour as they have since spring. A "
                        "compromise on quotas "
                        "is on paper, people close to the meeting say, though licences remain a sore point "
                        "for the owners of "
                        "small vessels, who came in numbers and made themselves heard.")
                   .has_value());
}

TEST(CopyFinder, ASharedQuotationIsNoCopy) {
  CopyFinder finder;
  finder.add("report", kReport);
  EXPECT_FALSE(finder
                   .add("portrait",
                        "Tilda Brann grew up mending nets. Forty years later she speaks for a whole coast, "
                        "and on Tuesday she did "
                        "so without notes. " +
                            kQuote +
                            "she told a room that had expected less. Friends describe a stubborn, "
                            "funny woman who reads treaties on the ferry and remembers the name of every "
                            "harbour master between "
                            "here and the cape; her rivals, who are many, say that she has never lost a vote "
                            "that she called "
                            "herself.")
                   .has_value());
}

TEST(CopyFinder, ShortAndEmptyTexts) {
  CopyFinder finder;
  EXPECT_FALSE(finder.add("a", "").has_value());
  EXPECT_FALSE(finder.add("b", " ... ").has_value());
  EXPECT_FALSE(finder.add("c", "Rain in Hallen").has_value());
  EXPECT_FALSE(finder.add("d", "Rain in Brunn").has_value());
  const auto same = finder.add("e", "rain, in Hallen!");
  ASSERT_TRUE(same.has_value());
  EXPECT_EQ(same->of, "c");
  EXPECT_FALSE(finder.add("f", "\xff\xfe broken \x80 bytes").has_value());
  EXPECT_EQ(name_of(CopyKind::Abridged), "abridged");
}

TEST(CopyFinder, ChoosesTheNearest) {
  CopyFinder finder;
  finder.add("old", kReport);
  const std::string newer =
      kReport +
      "Talks go on tomorrow at nine in the old customs house, the chair of the meeting said as he "
      "left, adding that nobody should expect white smoke before the weekend at the earliest. ";
  finder.add("new", newer);
  std::string copy = newer;
  copy.replace(copy.find("nine"), 4, "ten");
  EXPECT_EQ(finder.add("copy", copy)->of, "new");
}

TEST(CopyFinder, ForgetsTheOldest) {
  CopyFinder finder(2);
  finder.add("first", kReport);
  finder.add("second", kQuote + kQuote + kEnd);
  EXPECT_EQ(finder.add("again", kReport)->of, "first");
  finder.add(
      "third",
      "Quite another thing happened in the hills above the town where a bridge fell into the river at dawn");
  EXPECT_EQ(finder.size(), 2u);
  EXPECT_FALSE(finder.add("again", kLead + kMiddle).has_value());
}

TEST(CopyFinder, ManyTextsAlikeCostNoMoreThanOthers) {
  CopyFinder finder;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 5000; ++i) {
    // All share a long tail, as pages of one site do, and are versions of each other.
    const auto copy =
        finder.add(std::to_string(i), "Number " + std::to_string(i) + " of the bulletin. " + kReport);
    EXPECT_EQ(copy.has_value(), i > 0);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_EQ(finder.size(), 5000u);
}

}  // namespace
}  // namespace raven::tell
