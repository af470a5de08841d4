// SPDX-License-Identifier: Apache-2.0
#include "resolve/lookup.h"

#include <string>

#include <gtest/gtest.h>

namespace raven::resolve {
namespace {

using std::chrono::year;

const Directory& built_in() {
  static const base::Knowledge knowledge;
  static const Result<std::unique_ptr<const Directory>> directory = Directory::load(knowledge);
  return **directory;
}

TEST(ActorLookup, TheOfficeOfTheDayDecides) {
  const auto role_in = [](int in) {
    const auto found = actors_named(built_in(), "Angela Merkel", year(in) / 6 / 1);
    return found.size() != 1 ? std::string("several")
                             : found[0].role + " " + found[0].country + " " + found[0].sectors[0];
  };
  EXPECT_EQ(role_in(2010), "chancellor DEU GOV");
  EXPECT_EQ(role_in(2022), " DEU ELI");
}

TEST(ActorLookup, AFormerStateCountsWhileItWasThere) {
  const auto then = actors_named(built_in(), "Moscow", year(1985) / 1 / 1);
  ASSERT_EQ(then.size(), 2u);
  EXPECT_EQ(then[0].id, "SUN");
  EXPECT_EQ(then[1].id, "RUS");
  const auto now = actors_named(built_in(), "Moscow", year(2020) / 1 / 1);
  ASSERT_EQ(now.size(), 1u);
  EXPECT_EQ(now[0].id, "RUS");
  EXPECT_EQ(now[0].made_by, "capital as government");
}

TEST(ActorLookup, ASpellingThatNoTableHasGivesLikelyPeople) {
  const auto found = actors_named(built_in(), "Abdallah Hamdock", std::nullopt);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].id, "abdalla_hamdok");
  EXPECT_EQ(found[0].made_by, "variant of Abdalla Hamdok");
  EXPECT_EQ(actors_named(built_in(), "Abdalla Hamdok", std::nullopt)[0].made_by, "actors:people.tsv");
}

TEST(ActorLookup, NothingForNothing) {
  EXPECT_TRUE(actors_named(built_in(), "", std::nullopt).empty());
  EXPECT_TRUE(actors_named(built_in(), "the ", std::nullopt).empty());
  EXPECT_TRUE(actors_named(built_in(), std::string(100000, ','), std::nullopt).empty());
  EXPECT_TRUE(places_named(built_in(), "").empty());
}

TEST(PlaceLookup, CapitalsThenPopulation) {
  const auto found = places_named(built_in(), "Tripoli");
  ASSERT_GE(found.size(), 3u);
  EXPECT_EQ(found[0].geonames, 2210247u);
  EXPECT_EQ(found[1].country, "LBN");
  EXPECT_EQ(found[2].country, "GRC");
  // The seat under the short form of its name, before the towns that have just that.
  EXPECT_EQ(places_named(built_in(), "Washington").at(0).geonames, 4140963u);
}

TEST(PlaceLookup, StatesAndRegions) {
  const auto country = places_named(built_in(), "Kenya");
  ASSERT_FALSE(country.empty());
  EXPECT_EQ(country[0].precision, "country");
  EXPECT_EQ(country[0].geonames, 192950u);
  const auto base = places_named(built_in(), "Ain al-Asad");
  ASSERT_FALSE(base.empty());
  EXPECT_EQ(base[0].precision, "point");
  EXPECT_EQ(base[0].geonames, 0u);
}

}  // namespace
}  // namespace raven::resolve
