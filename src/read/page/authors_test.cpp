// SPDX-License-Identifier: Apache-2.0
#include "read/page/authors.h"

#include "read/read_test_tables.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

using Names = std::vector<std::string>;

Names names(std::string_view text, std::string_view site = "Harbor Courier") {
  return read_byline(text, test_tables(), site).authors;
}
Names declared(std::string_view text) {
  return read_byline(text, test_tables(), "Harbor Courier", BylineTrust::Declared).authors;
}
std::string agency(std::string_view text) {
  return read_byline(text, test_tables(), "Harbor Courier").agency;
}

TEST(Authors, AreSplitAtTheWordsForAnd) {
  EXPECT_EQ(names("By Ann Lee and Bo Ek"), (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(names("Ann Lee, Bo Ek & Cy Dow"), (Names{"Ann Lee", "Bo Ek", "Cy Dow"}));
  EXPECT_EQ(names("Von Ina Vogt und Jan Krüger"), (Names{"Ina Vogt", "Jan Krüger"}));
  EXPECT_EQ(names("Par Élise Morin et Luc Bonnet"), (Names{"Élise Morin", "Luc Bonnet"}));
  EXPECT_EQ(names("Por Ana Ruiz y Juan Soto"), (Names{"Ana Ruiz", "Juan Soto"}));
  EXPECT_EQ(names("di Carla Conti e Ugo Bassi"), (Names{"Carla Conti", "Ugo Bassi"}));
  EXPECT_EQ(names("Anna Kowal i Jan Wilk"), (Names{"Anna Kowal", "Jan Wilk"}));
  EXPECT_EQ(names("Oleh: Budi Santosa dan Sri Wahyuni"), (Names{"Budi Santosa", "Sri Wahyuni"}));
  EXPECT_EQ(names("Автор: Ирина Белова и Олег Орлов"), (Names{"Ирина Белова", "Олег Орлов"}));
  EXPECT_EQ(names("Ann Lee\nBo Ek"), (Names{"Ann Lee", "Bo Ek"}));
}

TEST(Authors, AreReadInManyScripts) {
  EXPECT_EQ(names("بقلم: سليم حداد"), (Names{"سليم حداد"}));
  EXPECT_EQ(names("كتب سليم حداد"), (Names{"سليم حداد"}));
  EXPECT_EQ(names("מאת: דנה לוי"), (Names{"דנה לוי"}));
  EXPECT_EQ(names("作者：王小明"), (Names{"王小明"}));
  EXPECT_EQ(names("文/李静"), (Names{"李静"}));
  EXPECT_EQ(names("记者 王小明 李静"), (Names{"王小明", "李静"}));
  EXPECT_EQ(names("記者王小明"), (Names{"王小明"}));
  EXPECT_EQ(names("김민수 기자"), (Names{"김민수"}));
  EXPECT_EQ(names("김민수기자"), (Names{"김민수"}));
  EXPECT_EQ(names("लेखक: मीरा जोशी"), (Names{"मीरा जोशी"}));
  EXPECT_EQ(names("Γράφει η Ελένη Νίκου"), (Names{"Ελένη Νίκου"}));
  EXPECT_EQ(names("Yazan: Ayşe Demir"), (Names{"Ayşe Demir"}));
}

TEST(Authors, LoseRolesDegreesAndPlaces) {
  EXPECT_EQ(names("By Ann Lee, Staff Writer"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee Staff Writer"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee, Staff Writer, and Bo Ek, Political Correspondent"), (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(names("Ann Lee, Senior Director, Ports and Ships, Courier Labs"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee, Privacy and Digital Security Expert"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee, MD, FACP"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee, Ph.D."), (Names{"Ann Lee"}));
  EXPECT_EQ(names("By Ann Lee in Kabul and Bo Ek in Oslo"), (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(names("Ann Lee for The Courier"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Von Ina Vogt, Redakteurin"), (Names{"Ina Vogt"}));
  EXPECT_EQ(names("Ann Lee\nWriter, Hardware"), (Names{"Ann Lee"}));
}

TEST(Authors, AreNoAgenciesOutletsOrStaffs) {
  EXPECT_EQ(names("Reuters"), Names{});
  EXPECT_EQ(agency("By Ann Lee, Reuters"), "Reuters");
  EXPECT_EQ(names("By Ann Lee, Reuters"), (Names{"Ann Lee"}));
  EXPECT_EQ(agency("Ann Lee (AFP)"), "Agence France-Presse");
  EXPECT_EQ(agency("Ann Lee/AP"), "Associated Press");
  EXPECT_EQ(names("Ann Lee/AP"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Harbor Courier"), Names{});
  EXPECT_EQ(names("Harbor Courier Staff"), Names{});
  EXPECT_EQ(names("Courier Editorial Board"), Names{});
  EXPECT_EQ(names("Staff"), Names{});
  EXPECT_EQ(names("Admin"), Names{});
  EXPECT_EQ(names("Redaktion"), Names{});
  EXPECT_EQ(names("La Rédaction"), Names{});
  EXPECT_EQ(names("Редакция"), Names{});
  EXPECT_EQ(names("编辑部"), Names{});
  EXPECT_EQ(names("ann.lee@courier.example"), Names{});
  EXPECT_EQ(names("@annlee"), Names{});
  EXPECT_EQ(names("https://courier.example/ann"), Names{});
  EXPECT_EQ(names("Share article"), Names{});
}

TEST(Authors, AreNotThosePhotographedEditedOrChecked) {
  EXPECT_EQ(names("By Ann Lee Photos by Bo Ek"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Ann Lee\nEdited by Bo Ek"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Fact-checked by Bo Ek\nWritten by Ann Lee"), (Names{"Ann Lee"}));
  EXPECT_EQ(names("Reviewed by Bo Ek"), Names{});
  EXPECT_EQ(names("Ina Vogt, Fotos: Jan Krüger"), (Names{"Ina Vogt"}));
}

TEST(Authors, KeepTheSmallWordsOfNames) {
  EXPECT_EQ(names("By Ursula von der Heide"), (Names{"Ursula von der Heide"}));
  EXPECT_EQ(names("Por María de la Fuente"), (Names{"María de la Fuente"}));
  EXPECT_EQ(names("Omar al-Hassan"), (Names{"Omar al-Hassan"}));
  EXPECT_EQ(names("Ann B. Lee Jr."), (Names{"Ann B. Lee Jr."}));
  EXPECT_EQ(names("Driven by expertise"), Names{});
}

TEST(Authors, MayBeWrittenSmallWhereThePageDeclaresThem) {
  EXPECT_EQ(declared("ann lee"), (Names{"ann lee"}));
  EXPECT_EQ(names("ann lee"), Names{});
  EXPECT_EQ(declared("annlee77"), Names{});
}

TEST(Authors, StandInTheCreditAtTheEnd) {
  const auto credit = [](std::string_view line) {
    return read_end_credit(line, test_tables(), "Harbor Courier").authors;
  };
  EXPECT_EQ(credit("(Reporting by Ann Lee in Oslo and Bo Ek; Editing by Cy Dow)"),
            (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(credit("— Reporting by Ann Lee; writing by Di Fox; editing by Cy Dow"),
            (Names{"Ann Lee", "Di Fox"}));
  EXPECT_EQ(credit("Reporting on floods is dangerous, she said."), Names{});
  EXPECT_EQ(credit("Editing by Cy Dow"), Names{});
}

TEST(Authors, AreTheSameWithTitlesAndInitials) {
  EXPECT_TRUE(is_same_name("Ann Lee", "Dr. Ann B. Lee"));
  EXPECT_TRUE(is_same_name("Élise Morin", "ELISE MORIN"));
  EXPECT_FALSE(is_same_name("Ann Lee", "Ann Low"));
  EXPECT_FALSE(is_same_name("Lee", "Ann Lee"));
}

TEST(Authors, ABylineIsALineWithANameBehindItsWord) {
  EXPECT_TRUE(is_byline("By Ann Lee", test_tables()));
  EXPECT_TRUE(is_byline("Von Ina Vogt, Berlin", test_tables()));
  EXPECT_FALSE(is_byline("By the sea the ships lie still", test_tables()));
  EXPECT_FALSE(is_byline("By Monday they had left.", test_tables()));
}

}  // namespace
}  // namespace raven::read
