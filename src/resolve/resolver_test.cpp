// SPDX-License-Identifier: Apache-2.0
#include "resolve/resolver.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/file.h"
#include "resolve/atoms.h"
#include "resolve/directory.h"
#include "resolve/numbers.h"
#include "resolve/variants.h"

#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace raven::resolve {
namespace {

// Words and sentences enough for tests: words are letters and digits or one mark; a sentence ends at a stop
// after a small letter or digit, or at an empty line.
void cut_text(const Article& article, Analysis& analysis) {
  const std::string& text = article.text;
  const auto wordy = [&](char c) {
    return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && base::is_space(text[at])) ++at;
    if (at == text.size()) break;
    std::size_t end = at;
    while (end < text.size() && text.substr(end, 2) != "\n\n") {
      const bool stop = (text[end] == '.' || text[end] == '!' || text[end] == '?') && end > at &&
                        !base::is_upper(text[end - 1]) &&
                        (end + 1 == text.size() || base::is_space(text[end + 1]) || text[end + 1] == '"') &&
                        (end < 3 || text.substr(end - 3, 3) != "Gen");
      ++end;
      if (stop) break;
    }
    Sentence sentence;
    sentence.span = text_span(at, end);
    sentence.first_word = static_cast<std::uint32_t>(analysis.words.size());
    for (std::size_t i = at; i < end;) {
      if (base::is_space(text[i])) {
        ++i;
        continue;
      }
      std::size_t last = i + 1;
      if (wordy(text[i]))
        while (last < end && wordy(text[last])) ++last;
      Word word;
      word.span = text_span(i, last);
      analysis.words.push_back(word);
      i = last;
    }
    sentence.last_word = static_cast<std::uint32_t>(analysis.words.size());
    analysis.sentences.push_back(sentence);
    at = end;
  }
}

struct Resolved {
  Article article;
  Analysis analysis;

  std::string_view text(TextSpan span) const { return text_of(article, span); }
  // The first mention of exactly these words; its actor.
  const Mention* mention(std::string_view words) const {
    for (const Mention& mention : analysis.mentions)
      if (text(mention.span) == words) return &mention;
    return nullptr;
  }
  const Actor& actor(std::string_view words) const {
    static const Actor none;
    const Mention* found = mention(words);
    return found == nullptr ? none : analysis.actors[found->actor];
  }
  const Place& place(std::string_view words) const {
    static const Place none;
    for (const Place& place : analysis.places)
      if (place.text == words) return place;
    return none;
  }
  std::string date(std::string_view words) const {
    for (const DateRange& date : analysis.dates)
      if (date.text == words) {
        std::string said = date.from ? base::iso_day(*date.from) : "-";
        if (date.to && date.to != date.from) said += ".." + base::iso_day(*date.to);
        return said + " " + std::string(name_of(date.precision)) + " " + date.basis;
      }
    std::string all;
    for (const DateRange& date : analysis.dates) all += "[" + date.text + "]";
    return "none of " + all;
  }
  std::string quantity(std::string_view words) const {
    for (const Quantity& quantity : analysis.quantities)
      if (quantity.text == words) {
        const auto number = [](std::optional<double> value) {
          return value ? std::to_string(static_cast<long long>(*value)) : std::string("-");
        };
        return quantity.what + " " + number(quantity.low) + " " + number(quantity.high) +
               (quantity.of.empty() ? "" : " " + quantity.of);
      }
    std::string all;
    for (const Quantity& quantity : analysis.quantities) all += "[" + quantity.text + "]";
    return "none of " + all;
  }
};

const Resolver& resolver() {
  static const Result<Resolver> made = Resolver::make(base::Knowledge());
  EXPECT_TRUE(made.ok()) << (made.ok() ? "" : describe(made.error()));
  return *made;
}

Resolved resolve(std::string_view text, std::string_view published = "2023-06-14") {
  Resolved resolved;
  resolved.article.text = text;
  if (!published.empty()) resolved.article.published = {std::string(published), Precision::Day, "meta"};
  cut_text(resolved.article, resolved.analysis);
  resolver().resolve(resolved.article, resolved.analysis);
  return resolved;
}

// ---------------------------------------------------------------------------------------------- names

TEST(Names, StatesAndTheirAliases) {
  const Resolved page =
      resolve("The U.S. and Britain warned Iran, and the US left. Washington thanked the UK.");
  EXPECT_EQ(page.actor("U.S.").country, "USA");
  EXPECT_EQ(page.actor("Britain").country, "GBR");
  EXPECT_EQ(page.actor("Iran").country, "IRN");
  EXPECT_EQ(page.actor("US").country, "USA");
  EXPECT_EQ(page.actor("UK").country, "GBR");
  EXPECT_EQ(page.mention("U.S.")->actor, page.mention("Washington")->actor)
      << "the capital acts for its state";
}

TEST(Names, AWordOfEverydayIsNoState) {
  const Resolved page = resolve("They told us to leave, and it may be over by the time he is home.");
  for (const Mention& mention : page.analysis.mentions)
    EXPECT_NE(page.analysis.actors[mention.actor].kind, MentionKind::State);
  EXPECT_TRUE(page.analysis.places.empty());
}

TEST(Names, APossessiveEndingIsLeftOut) {
  const Resolved page = resolve("Kenya's coast was calm. Tehran’s answer came late.");
  EXPECT_NE(page.mention("Kenya"), nullptr);
  EXPECT_NE(page.mention("Tehran"), nullptr);
}

TEST(Names, AnAgentTakesTheCountryBeforeIt) {
  const Resolved page = resolve("Russian police met Kenya's soldiers and the Afghan border guards.");
  EXPECT_EQ(page.actor("Russian police").country, "RUS");
  EXPECT_EQ(page.actor("Russian police").sector, "COP");
  EXPECT_EQ(page.actor("Kenya's soldiers").country, "KEN");
  EXPECT_EQ(page.actor("Kenya's soldiers").sector, "MIL");
  EXPECT_EQ(page.actor("Afghan border guards").country, "AFG");
  EXPECT_EQ(page.mention("Russian"), nullptr) << "the adjective is part of the agent's mention";
}

TEST(Names, AnAgentTakesTheCountryAfterIt) {
  const Resolved page = resolve("The government of Ghana thanked soldiers from Togo.");
  EXPECT_EQ(page.actor("government of Ghana").country, "GHA");
  EXPECT_EQ(page.actor("government of Ghana").sector, "GOV");
  EXPECT_EQ(page.actor("soldiers").country, "TGO");
}

TEST(Names, TheWordBeforeALeaderSaysHisSector) {
  const Resolved page = resolve("A Kenyan opposition leader and rebel commanders met.");
  EXPECT_EQ(page.actor("Kenyan opposition leader").country, "KEN");
  EXPECT_EQ(page.actor("Kenyan opposition leader").sector, "OPP");
  EXPECT_EQ(page.actor("rebel commanders").sector, "REB");
}

TEST(Names, AdjectivesJoinedByAndShareTheirNoun) {
  const Resolved page = resolve("On Friday Russian and Chinese troops crossed the river.");
  EXPECT_EQ(page.actor("Russian").country, "RUS");
  EXPECT_EQ(page.actor("Russian").sector, "MIL");
  EXPECT_EQ(page.actor("Chinese troops").country, "CHN");
}

TEST(Names, AnAdjectiveThatOpensASentenceIsKept) {
  Resolved page;
  page.article.text = "Kenyan and Ethiopian troops crossed the border.";
  cut_text(page.article, page.analysis);
  page.analysis.words[0].tag = Tag::Adj;
  resolver().resolve(page.article, page.analysis);
  EXPECT_EQ(page.actor("Kenyan").sector, "MIL");
  EXPECT_EQ(page.actor("Ethiopian troops").country, "ETH");
}

TEST(Names, ANameThatOnlyQualifiesDoesNotAct) {
  const Resolved page =
      resolve("The Iran-backed militia and pro-Russian crowds marched with the U.S.-led coalition.");
  for (const std::string_view words : {"Iran", "Russian", "U.S."}) {
    const Mention* mention = page.mention(words);
    EXPECT_LE(mention == nullptr ? 0 : mention->sure, 0.2) << words;
  }
}

TEST(Names, PeoplesAreGroups) {
  const Resolved page = resolve("Hundreds of Russians left. Many Afghans stayed.");
  EXPECT_EQ(page.actor("Russians").kind, MentionKind::Group);
  EXPECT_EQ(page.actor("Russians").country, "RUS");
  EXPECT_EQ(page.actor("Afghans").sector, "CVL");
}

TEST(Names, OrganisationsByLongestMatch) {
  const Resolved page = resolve(
      "The Islamic State claimed it, and the United Nations Security Council met with NATO and the Taliban.");
  EXPECT_EQ(page.actor("Islamic State").country, "IMG");
  EXPECT_EQ(page.actor("United Nations Security Council").country, "IGO");
  EXPECT_EQ(page.mention("United Nations"), nullptr);
  EXPECT_EQ(page.actor("NATO").country, "IGO");
  EXPECT_EQ(page.actor("Taliban").country, "AFG");
}

TEST(Names, HyphensAndMarksOnLettersDoNotMatter) {
  const Resolved page = resolve("Fighters of al-Qaeda met men of al Qaeda near the Élysée.");
  ASSERT_NE(page.mention("al Qaeda") != nullptr || page.mention("men of al Qaeda") != nullptr, false);
  EXPECT_EQ(page.actor("Élysée").country, "FRA");
}

TEST(Names, FightersOfAnArmedGroupAreTheGroup) {
  const Resolved page = resolve("Taliban militants attacked a post. The Taliban denied it.");
  ASSERT_NE(page.mention("Taliban militants"), nullptr);
  EXPECT_EQ(page.mention("Taliban militants")->actor, page.mention("Taliban")->actor);
  EXPECT_EQ(page.actor("Taliban militants").id, "taliban");
}

TEST(Names, OfficersOfAnOrganisationAreItsAgents) {
  const Resolved page = resolve("A spokesman for the Taliban said so. NATO troops left.");
  EXPECT_EQ(page.actor("spokesman for the Taliban").country, "AFG");
  EXPECT_EQ(page.actor("spokesman for the Taliban").role, "spokesman");
  EXPECT_EQ(page.actor("NATO troops").country, "IGO");
  EXPECT_EQ(page.actor("NATO troops").sector, "MIL");
}

TEST(Names, UnknownOrganisationsByTheirHeadWord) {
  const Resolved page = resolve(
      "The Dorrin Liberation Front (DLF) fled. The DLF said nothing. The Kasten Miners Union struck.");
  EXPECT_EQ(page.actor("Dorrin Liberation Front").kind, MentionKind::Organisation);
  ASSERT_NE(page.mention("DLF"), nullptr);
  EXPECT_EQ(page.actor("DLF").name, "Dorrin Liberation Front");
  EXPECT_EQ(page.actor("Kasten Miners Union").sector, "LAB");
}

TEST(Names, TheSideBeforeAnOrganisation) {
  const Resolved page = resolve(
      "There the rebel Northern Dawn Front met the opposition Civic League. Forty fighters of the Northern "
      "Dawn Front left.");
  EXPECT_EQ(page.actor("Northern Dawn Front").sector, "REB");
  EXPECT_EQ(page.actor("Civic League").sector, "OPP");
  EXPECT_EQ(page.actor("fighters of the Northern Dawn Front").name, "Northern Dawn Front");
}

TEST(Names, AnotherLanguageGivesKnownNamesOnly) {
  Resolved page;
  page.article.text = "Der Minister sprach am Montag mit NATO und Norwegen über Geld und zwei Tage Arbeit.";
  page.article.language = "de";
  cut_text(page.article, page.analysis);
  resolver().resolve(page.article, page.analysis);
  EXPECT_EQ(page.actor("NATO").country, "IGO");
  EXPECT_EQ(page.mention("Geld"), nullptr);
  EXPECT_TRUE(page.analysis.quantities.empty());
}

TEST(Names, TheKindBeforeANameSaysWhatItIs) {
  const Resolved page = resolve("The state news agency OBN and the newspaper Morning Lamp reported it.");
  EXPECT_EQ(page.actor("OBN").sector, "JRN");
  EXPECT_EQ(page.actor("Morning Lamp").kind, MentionKind::Organisation);
}

TEST(Names, AHeadlineInCapitalsMakesNoPeople) {
  const Resolved page = resolve("Angry Farmers Block Main Roads\n\nFarmers blocked the roads to Paris.");
  for (const Actor& actor : page.analysis.actors) EXPECT_NE(actor.kind, MentionKind::Person) << actor.name;
}

TEST(Names, ShoutedNamesAreTheSameNames) {
  const Resolved page = resolve("KENYA AND UGANDA SIGN TREATY");
  EXPECT_EQ(page.actor("KENYA").country, "KEN");
  EXPECT_EQ(page.actor("UGANDA").country, "UGA");
}

// ---------------------------------------------------------------------------------------------- states of
// the article

TEST(MadeUpStates, ToldByTheArticle) {
  const Resolved page = resolve(
      "The Republic of Velmora recalled its ambassador. Velmora also closed the road, and the Velmoran army "
      "moved. "
      "Tarsk answered. Tarskan diplomats left, said the Tarskan parliament.");
  EXPECT_EQ(page.actor("Velmora").kind, MentionKind::State);
  EXPECT_EQ(page.actor("Velmora").country, "");
  EXPECT_EQ(page.mention("Republic of Velmora")->actor, page.mention("Velmora")->actor);
  EXPECT_EQ(page.actor("Velmoran army").sector, "MIL");
  EXPECT_EQ(page.actor("Tarsk").kind, MentionKind::State);
  EXPECT_EQ(page.actor("Tarskan diplomats").sector, "GOV");
  EXPECT_EQ(page.actor("Tarskan parliament").sector, "LEG");
  EXPECT_NE(page.mention("Velmoran army")->actor, page.mention("Tarskan diplomats")->actor);
}

TEST(MadeUpStates, OwnersOfAGovernment) {
  const Resolved page = resolve("Ostria's prime minister met the press. Then Ostria closed its border.");
  EXPECT_EQ(page.actor("Ostria").kind, MentionKind::State);
}

TEST(MadeUpStates, OfAnOffice) {
  const Resolved page =
      resolve("On Friday President Ilsa Doren of Ostmark met Prime Minister Wanja Otieno of Kenya.");
  EXPECT_EQ(page.actor("Ostmark").kind, MentionKind::State);
  EXPECT_EQ(page.actor("Wanja Otieno").country, "KEN");
  EXPECT_LE(page.mention("Kenya")->sure, 0.3);
}

// ---------------------------------------------------------------------------------------------- capitals

TEST(Capitals, ActOrAreWhereItHappens) {
  const Resolved page =
      resolve("Moscow rejected the offer. Troops paraded in Moscow on Monday. In Ankara’s view it was late.");
  ASSERT_EQ(page.analysis.mentions.size() >= 3, true);
  const Mention* acting = nullptr;
  const Mention* placed = nullptr;
  for (const Mention& mention : page.analysis.mentions)
    if (page.text(mention.span) == "Moscow") (acting == nullptr ? acting : placed) = &mention;
  ASSERT_NE(acting, nullptr);
  ASSERT_NE(placed, nullptr);
  EXPECT_GE(acting->sure, 0.7);
  EXPECT_LE(placed->sure, 0.2);
  EXPECT_GE(page.mention("Ankara")->sure, 0.7) << "a possessive speaks of the government";
  double surest = 0;
  for (const Place& place : page.analysis.places)
    if (place.text == "Moscow") surest = std::max(surest, place.sure);
  EXPECT_GE(surest, 0.8);
}

TEST(Capitals, SeatsOfGovernment) {
  const Resolved page = resolve("The Kremlin and the White House disagreed.");
  EXPECT_EQ(page.actor("Kremlin").country, "RUS");
  EXPECT_EQ(page.actor("White House").country, "USA");
  EXPECT_EQ(page.actor("White House").sector, "GOV");
}

// ---------------------------------------------------------------------------------------------- people

TEST(People, ATitleGivesRoleSectorAndCountry) {
  const Resolved page = resolve("Kenyan Foreign Minister Wanja Otieno spoke. Later Otieno left.");
  EXPECT_EQ(page.actor("Wanja Otieno").role, "foreign minister");
  EXPECT_EQ(page.actor("Wanja Otieno").country, "KEN");
  EXPECT_EQ(page.actor("Wanja Otieno").sector, "GOV");
  EXPECT_EQ(page.mention("Wanja Otieno")->actor, page.mention("Otieno")->actor);
  EXPECT_EQ(page.mention("Kenyan"), nullptr);
}

TEST(People, AnAppositionGivesRoleAndCountry) {
  const Resolved page = resolve(
      "Marta Elgin, Norway's special envoy, arrived. Ruta Helm, a spokeswoman for the United Nations, "
      "spoke.");
  EXPECT_EQ(page.actor("Marta Elgin").role, "special envoy");
  EXPECT_EQ(page.actor("Marta Elgin").country, "NOR");
  EXPECT_EQ(page.actor("Ruta Helm").country, "IGO");
  EXPECT_EQ(page.actor("Norway's special envoy").name, "Marta Elgin");
}

TEST(People, ARoleMayStandBeforeItsName) {
  const Resolved page = resolve("Norway's foreign minister, Marta Elgin, said no.");
  EXPECT_EQ(page.actor("Marta Elgin").role, "foreign minister");
  EXPECT_EQ(page.actor("Marta Elgin").country, "NOR");
}

TEST(People, TheOwnerOfAnEnvoyLendsHisCountry) {
  const Resolved page = resolve("Oleg Barin, President Vladimir Putin's special envoy to Kenya, flew home.");
  EXPECT_EQ(page.actor("Oleg Barin").country, "RUS");
  EXPECT_EQ(page.actor("Oleg Barin").role, "special envoy");
  EXPECT_EQ(page.actor("Vladimir Putin").id, "vladimir_putin");
  EXPECT_LE(page.mention("Kenya")->sure, 0.3) << "where the envoy is sent does not act";
}

TEST(People, KnownPeopleHaveTheOfficeOfTheDay) {
  EXPECT_EQ(resolve("Barack Obama spoke.", "2012-05-01").actor("Barack Obama").role, "president");
  EXPECT_NE(resolve("Barack Obama spoke.", "2021-05-01").actor("Barack Obama").role, "president");
}

TEST(People, SpellingsOfOnePersonAreJoined) {
  const Resolved page = resolve(
      "Aslan Torvekov, the envoy of Norway, praised the deal. Later Torvekow promised help, and Torvikov "
      "left. So did Torveko.");
  const std::uint32_t one = page.mention("Aslan Torvekov")->actor;
  for (const std::string_view spelling : {"Torvekow", "Torvikov", "Torveko"}) {
    ASSERT_NE(page.mention(spelling), nullptr) << spelling;
    EXPECT_EQ(page.mention(spelling)->actor, one) << spelling;
    EXPECT_NE(page.mention(spelling)->made_by.find("variant"), std::string::npos) << spelling;
  }
}

TEST(People, TheTagTellsANameAtTheBeginningOfASentence) {
  Resolved page;
  page.article.text = "Aslan Torvekov of Norway came. Torvekow left.";
  cut_text(page.article, page.analysis);
  page.analysis.words[page.analysis.sentences[1].first_word].tag = Tag::Propn;
  resolver().resolve(page.article, page.analysis);
  ASSERT_NE(page.mention("Torvekow"), nullptr);
  EXPECT_EQ(page.mention("Torvekow")->actor, page.mention("Aslan Torvekov")->actor);
}

TEST(People, OthersAreNotJoined) {
  const Resolved page =
      resolve("Peter Martens of Norway met Paul Mertens of Chile. Anna Lindel and Olga Sindel spoke.");
  EXPECT_NE(page.mention("Peter Martens")->actor, page.mention("Paul Mertens")->actor);
  EXPECT_NE(page.mention("Anna Lindel")->actor, page.mention("Olga Sindel")->actor);
}

TEST(People, ABrokenNameIsKnownByRoleAndCountry) {
  const Resolved page = resolve(
      "Samir Kapulov, Russia's special envoy to Afghanistan, praised the Taliban. Then Kapilov and Russian "
      "Chief of Staff Valery "
      "Gerasimo agreed, said Kapulo.");
  EXPECT_EQ(page.actor("Samir Kapulov").name, "Zamir Kabulov");
  EXPECT_EQ(page.actor("Kapilov").name, "Zamir Kabulov");
  EXPECT_EQ(page.actor("Kapulo").name, "Zamir Kabulov");
  EXPECT_EQ(page.actor("Valery Gerasimo").name, "Valery Gerasimov");
  EXPECT_EQ(page.actor("Valery Gerasimo").role, "chief of staff");
  EXPECT_NE(page.actor("Samir Kapulov").made_by.find("variant of"), std::string::npos);
}

TEST(People, WithLessEvidenceLessSure) {
  const Resolved page =
      resolve("Russia lent Tajikistan money, an official said in Dushanbe. Emomali Rashman was thanked.");
  EXPECT_EQ(page.actor("Emomali Rashman").name, "Emomali Rahmon");
  EXPECT_LE(page.actor("Emomali Rashman").sure, 0.6);
}

TEST(People, WithoutEvidenceAsWritten) {
  const Resolved page = resolve("The poet Samir Kapulov read in Lima.");
  EXPECT_EQ(page.actor("Samir Kapulov").name, "Samir Kapulov");
  EXPECT_TRUE(page.actor("Samir Kapulov").id.empty());
  EXPECT_LT(page.actor("Samir Kapulov").sure, 0.8);
}

// ---------------------------------------------------------------------------------------------- reference

TEST(Reference, PronounsAndTheGroup) {
  const Resolved page = resolve(
      "The Taliban freed three men. The group said it was glad. Marta Elgin, a minister, wept, and she "
      "left.");
  EXPECT_EQ(page.actor("group").name, "Taliban");
  EXPECT_EQ(page.actor("she").name, "Marta Elgin");
  EXPECT_LE(page.mention("group")->sure, 0.6);
  EXPECT_LE(page.mention("she")->sure, 0.6);
}

TEST(Reference, HeIsTheSubjectOfTheSentenceBefore) {
  const Resolved page = resolve(
      "Foreign Minister Marek Ostrander summoned the envoy, Ruta Helmgard, on Friday. The six must go, he "
      "said.");
  EXPECT_EQ(page.actor("he").name, "Marek Ostrander");
}

TEST(Reference, ItsAmbassador) {
  const Resolved page = resolve("Norway is different: its ambassador will stay.");
  EXPECT_EQ(page.actor("ambassador").country, "NOR");
}

TEST(Reference, TheEnvoyIsTheOneNamed) {
  const Resolved page = resolve("Marta Elgin, Norway's special envoy, arrived. Later the envoy spoke.");
  EXPECT_EQ(page.actor("envoy").name, "Marta Elgin");
}

// ---------------------------------------------------------------------------------------------- places

TEST(Places, ChosenByTheCountryOfTheArticle) {
  EXPECT_EQ(resolve("Lebanon mourned. A bomb went off in Tripoli.").place("Tripoli").country, "LBN");
  EXPECT_EQ(resolve("Libya mourned. A bomb went off in Tripoli.").place("Tripoli").country, "LBY");
}

TEST(Places, ChosenByTheNameAfterTheComma) {
  const Resolved page = resolve("A blast in Alexandria, Egypt, was heard far off.");
  EXPECT_EQ(page.place("Alexandria").country, "EGY");
  EXPECT_EQ(page.place("Alexandria").basis, "clause");
}

TEST(Places, HaveIdsAndCoordinates) {
  const Place place = resolve("Fighting went on in Kabul.").place("Kabul");
  EXPECT_EQ(place.geonames, 1138958u);
  ASSERT_TRUE(place.latitude && place.longitude);
  EXPECT_NEAR(*place.latitude, 34.5, 0.2);
  EXPECT_NEAR(*place.longitude, 69.2, 0.2);
  EXPECT_EQ(place.precision, "city");
}

TEST(Places, ACapitalIsTheSeatNotItsNamesakes) {
  EXPECT_EQ(resolve("Leaders met in Washington on Sunday.").place("Washington").geonames, 4140963u);
  EXPECT_EQ(resolve("Leaders met in London on Sunday.").place("London").country, "GBR");
  EXPECT_EQ(resolve("Leaders met in Moscow on Sunday.").place("Moscow").geonames, 524901u);
}

TEST(Places, ANameIsNotCutAndAVillageIsSaidToBeOne) {
  const Resolved page = resolve(
      "A balloon fell off South Carolina. Later they took the village of Krasna Hora. He lived in Lagos, "
      "Nigeria.");
  EXPECT_TRUE(page.place("Carolina").name.empty());
  EXPECT_EQ(page.place("Krasna Hora").basis, "as written");
  EXPECT_EQ(page.mention("Krasna Hora"), nullptr);
  EXPECT_EQ(page.place("Lagos").name, "Lagos") << "a capital of former times is still its own town";
}

TEST(Places, RegionsAndStates) {
  const Resolved page = resolve("Bases in Central Asia worry China. He was born in Chile.");
  EXPECT_EQ(page.place("Central Asia").precision, "region");
  EXPECT_EQ(page.place("Chile").precision, "country");
  EXPECT_EQ(page.place("Chile").country, "CHL");
}

TEST(Places, OfTheDateline) {
  Resolved page;
  page.article.text = "NAIROBI (Wire) — Kenyan police arrested 14 people.";
  page.article.paragraphs.push_back({text_span(0, page.article.text.size())});
  cut_text(page.article, page.analysis);
  resolver().resolve(page.article, page.analysis);
  EXPECT_EQ(page.place("NAIROBI").name, "Nairobi");
  EXPECT_EQ(page.place("NAIROBI").basis, "dateline");
  ASSERT_NE(page.mention("NAIROBI"), nullptr);
  EXPECT_LE(page.mention("NAIROBI")->sure, 0.2);

  Resolved taken;
  taken.article.text = "Kenyan police arrested 14 people.";
  taken.article.dateline = "NAIROBI";
  cut_text(taken.article, taken.analysis);
  resolver().resolve(taken.article, taken.analysis);
  EXPECT_EQ(taken.place("NAIROBI").basis, "dateline");
}

TEST(Places, NamesOfPeopleAndWordsAreNone) {
  const Resolved page = resolve(
      "There Michael Jordan thanked ambassadors. Reading is nice, said Georgia Harlow of the orange party.");
  EXPECT_TRUE(page.place("Jordan").name.empty());
  EXPECT_TRUE(page.place("Georgia").name.empty());
  EXPECT_TRUE(page.place("Reading").name.empty());
}

TEST(Places, UnknownOnesAsWritten) {
  const Place place = resolve("Troops met near Brannoch on Sunday.").place("Brannoch");
  EXPECT_EQ(place.name, "Brannoch");
  EXPECT_TRUE(place.country.empty());
  EXPECT_LE(place.sure, 0.5);
}

// ---------------------------------------------------------------------------------------------- dates

// 14 June 2023 is a Wednesday.
TEST(Dates, Weekdays) {
  const Resolved page = resolve(
      "He left on Monday. They met last Wednesday. It ended Wednesday. She will return on Friday. See you "
      "next Tuesday.");
  EXPECT_EQ(page.date("Monday"), "2023-06-12 day page date");
  EXPECT_EQ(page.date("last Wednesday"), "2023-06-07 day page date");
  EXPECT_EQ(page.date("Wednesday"), "2023-06-14 day page date");
  EXPECT_EQ(page.date("Friday"), "2023-06-16 day page date");
  EXPECT_EQ(page.date("next Tuesday"), "2023-06-20 day page date");
}

TEST(Dates, AReportingVerbBreaksTheFuture) {
  EXPECT_EQ(resolve("Norway will help, said the envoy on Monday.").date("Monday"),
            "2023-06-12 day page date");
}

TEST(Dates, ADeadlineIsStillToCome) {
  EXPECT_EQ(resolve("The six have until Monday to go.").date("Monday"), "2023-06-19 day page date");
  EXPECT_EQ(resolve("They waited until Monday.").date("Monday"), "2023-06-12 day page date");
}

TEST(Dates, NearDays) {
  const Resolved page =
      resolve("Yesterday it rained; today it is dry; tomorrow we leave; two days ago it began.");
  EXPECT_EQ(page.date("Yesterday"), "2023-06-13 day page date");
  EXPECT_EQ(page.date("today"), "2023-06-14 day page date");
  EXPECT_EQ(page.date("tomorrow"), "2023-06-15 day page date");
  EXPECT_EQ(page.date("two days ago"), "2023-06-12 day page date");
}

TEST(Dates, WeeksMonthsYears) {
  const Resolved page = resolve(
      "It fell last week and rose this month. Last year was bad, next month is worse. A month ago all was "
      "well. In recent weeks "
      "and over the past three days it changed. Earlier this month it froze.");
  EXPECT_EQ(page.date("last week"), "2023-06-05..2023-06-11 week page date");
  EXPECT_EQ(page.date("this month"), "2023-06-01..2023-06-30 month page date");
  EXPECT_EQ(page.date("Last year"), "2022-01-01..2022-12-31 year page date");
  EXPECT_EQ(page.date("next month"), "2023-07-01..2023-07-31 month page date");
  EXPECT_EQ(page.date("A month ago"), "2023-05-01..2023-05-31 month page date");
  EXPECT_EQ(page.date("recent weeks"), "2023-05-17..2023-06-14 week page date");
  EXPECT_EQ(page.date("past three days"), "2023-06-11..2023-06-14 day page date");
  EXPECT_EQ(page.date("Earlier this month"), "2023-06-01..2023-06-14 month page date");
}

TEST(Dates, Whole) {
  const Resolved page =
      resolve("On August 16, 2021, on 3 May 2020, on 16.08.2019, on 2018-02-01 and on 25/12/2017 they met.");
  EXPECT_EQ(page.date("August 16, 2021"), "2021-08-16 day content");
  EXPECT_EQ(page.date("3 May 2020"), "2020-05-03 day content");
  EXPECT_EQ(page.date("16.08.2019"), "2019-08-16 day content");
  EXPECT_EQ(page.date("2018-02-01"), "2018-02-01 day content");
  EXPECT_EQ(page.date("25/12/2017"), "2017-12-25 day content");
}

TEST(Dates, UnknownRatherThanWrong) {
  EXPECT_EQ(resolve("They met on 03/04/2021 there.").date("03/04/2021"), "- day unknown");
  EXPECT_EQ(resolve("They met on Monday.", "").date("Monday"), "- day unknown");
  EXPECT_EQ(resolve("They met on August 16.", "").date("August 16"), "- day unknown");
  EXPECT_EQ(resolve("They met on February 30, 2021.").date("February 30, 2021"), "- day unknown");
}

TEST(Dates, WithoutAYear) {
  const Resolved page = resolve(
      "It began on May 3 and, in August, grew. Talks will open on July 2. Since early March it froze.");
  EXPECT_EQ(page.date("May 3"), "2023-05-03 day page date");
  EXPECT_EQ(page.date("August"), "2022-08-01..2022-08-31 month page date");
  EXPECT_EQ(page.date("July 2"), "2023-07-02 day page date");
  EXPECT_EQ(page.date("Since early March"), "2023-03-01..2023-06-14 month page date");
}

TEST(Dates, YearsAndDecades) {
  const Resolved page = resolve(
      "The war in 2001 and the 1980s invasion, from 1979 to 1989 or between 1994 and 1996, cost 2,000 "
      "lives.");
  EXPECT_EQ(page.date("2001"), "2001-01-01..2001-12-31 year content");
  EXPECT_EQ(page.date("1980s"), "1980-01-01..1989-12-31 decade content");
  EXPECT_EQ(page.date("1979 to 1989"), "1979-01-01..1989-12-31 year content");
  EXPECT_EQ(page.date("between 1994 and 1996"), "1994-01-01..1996-12-31 year content");
  EXPECT_EQ(page.analysis.dates.size(), 4u);
}

TEST(Dates, VerbsAndWalksAreNoMonths) {
  EXPECT_TRUE(resolve("May I march? They may. The March began. Theresa May spoke.").analysis.dates.empty());
}

// ---------------------------------------------------------------------------------------------- quantities

TEST(Quantities, CountTheHarmed) {
  const Resolved page = resolve(
      "More than 15,000 Soviet soldiers were killed there. The blast killed at least 12 people and wounded "
      "dozens. Police "
      "arrested 14 demonstrators, injuring two hundred and fifty others. Up to 3,000 villagers fled.");
  EXPECT_EQ(page.quantity("More than 15,000"), "killed 15000 - Soviet soldiers");
  EXPECT_EQ(page.quantity("at least 12"), "killed 12 - people");
  EXPECT_EQ(page.quantity("dozens"), "wounded 24 99");
  EXPECT_EQ(page.quantity("14"), "arrested 14 - demonstrators");
  EXPECT_EQ(page.quantity("two hundred and fifty"), "wounded 250 - others");
  EXPECT_EQ(page.quantity("Up to 3,000"), "displaced - 3000 villagers");
}

TEST(Quantities, MoneyDistancePercentTroops) {
  const Resolved page = resolve(
      "It gave $2.5 billion and about 3 million euros for a 1,300-kilometer border, up 12 percent, with some "
      "4,000 troops.");
  EXPECT_EQ(page.quantity("$2.5 billion"), "money 2500000000 -");
  EXPECT_EQ(page.quantity("about 3 million euros"), "money 3000000 -");
  EXPECT_EQ(page.quantity("1,300-kilometer"), "distance 1300 -");
  EXPECT_EQ(page.quantity("12 percent"), "percent 12 -");
  EXPECT_EQ(page.quantity("some 4,000"), "troops 4000 - troops");
}

TEST(Quantities, RangesAndVagueNumbers) {
  const Resolved page = resolve(
      "Between 10 and 15 people died, 200 to 300 tanks came, and hundreds of thousands of refugees fled.");
  EXPECT_EQ(page.quantity("Between 10 and 15"), "killed 10 15 people");
  EXPECT_EQ(page.quantity("200 to 300"), "weapons 200 300 tanks");
  EXPECT_EQ(page.quantity("hundreds of thousands"), "displaced 200000 999000 refugees");
}

TEST(Quantities, AgesScoresAndDatesAreNone) {
  EXPECT_TRUE(resolve("The 34-year-old, aged 34, won 3:2 in 2001 on June 5.").analysis.quantities.empty());
}

TEST(Numbers, Words) {
  Vocabulary words;
  add_grammar_words(words);
  const auto value = [&](std::string_view text) {
    std::vector<Atom> atoms;
    append_atoms(text, 0, words, atoms);
    const auto number = read_number(atoms, 0, static_cast<std::uint32_t>(atoms.size()), text, words);
    return number ? number->low : -1;
  };
  EXPECT_EQ(value("twenty-four"), 24);
  EXPECT_EQ(value("a hundred"), 100);
  EXPECT_EQ(value("three million"), 3e6);
  EXPECT_EQ(value("2.5 billion"), 2.5e9);
  EXPECT_EQ(value("two dozen"), 24);
  EXPECT_EQ(value("1,234,567"), 1234567);
  EXPECT_EQ(value("seven hundred thousand"), 700000);
  EXPECT_EQ(value("million"), -1);
  EXPECT_EQ(value("12,34"), -1);
}

// ---------------------------------------------------------------------------------------------- variants

TEST(Variants, SoundsAndLetters) {
  EXPECT_TRUE(are_variants("kapulov", "kabulov"));
  EXPECT_TRUE(are_variants("kapulo", "kapulov"));
  EXPECT_TRUE(are_variants("samir", "zamir"));
  EXPECT_TRUE(are_variants("gerasimo", "gerasimov"));
  EXPECT_TRUE(are_variants("korvat", "corvath"));
  EXPECT_FALSE(are_variants("putin", "rutin"));
  EXPECT_FALSE(are_variants("khan", "chan"));
  EXPECT_FALSE(are_variants("lee", "li"));
  EXPECT_FALSE(are_variants("rashman", "rahmon"));
  EXPECT_TRUE(could_be_variants("rashman", "rahmon"));
  EXPECT_EQ(consonant_key("kapulov"), "KPLF");
  EXPECT_EQ(spelling_distance("abc", "abcdefgh", 2), 2.5);
}

// ---------------------------------------------------------------------------------------------- tables and
// limits

TEST(Tables, AFaultNamesFileAndLine) {
  const std::string folder = testing::TempDir() + "raven_resolve_tables";
  std::filesystem::create_directories(folder + "/actors");
  const auto fault = [&](const std::string& name, const std::string& bytes) {
    EXPECT_TRUE(base::write_file(folder + "/" + name, bytes).ok());
    const Result<base::Knowledge> knowledge = base::Knowledge::open(folder);
    const Result<Resolver> made = Resolver::make(*knowledge);
    std::filesystem::remove(folder + "/" + name);
    return made.ok() ? std::string("no fault") : made.error().where;
  };
  EXPECT_EQ(fault("actors/agents.tsv", "word\tplural\tsector\tnote\npolice\t-\tCOP\n"),
            "actors/agents.tsv:2");
  EXPECT_EQ(fault("actors/agents.tsv", "word\tsector\n"), "actors/agents.tsv:1");
  EXPECT_EQ(
      fault("actors/offices.tsv",
            "person\toffice\tcountry\tsector\tfrom\tto\tsure\nnobody_at_all\tking\tNOR\tGOV\t2001\t-\t1\n"),
      "actors/offices.tsv:2");
  EXPECT_EQ(fault("actors/offices.tsv",
                  "person\toffice\tcountry\tsector\tfrom\tto\tsure\n# a "
                  "note\nvladimir_putin\tking\tRUS\tGOV\tMay 2001\t-\t1\n"),
            "actors/offices.tsv:3");
  std::filesystem::remove_all(folder);
}

// What holds for any text.
void expect_sound(const Resolved& page) {
  TextByte last{0};
  for (const Mention& mention : page.analysis.mentions) {
    ASSERT_LT(mention.actor, page.analysis.actors.size());
    ASSERT_LT(mention.sentence, page.analysis.sentences.size());
    ASSERT_TRUE(page.analysis.sentences[mention.sentence].span.contains(mention.span));
    ASSERT_FALSE(mention.span.empty());
    ASSERT_GE(mention.span.begin, last);
    last = mention.span.begin;
    ASSERT_GE(mention.sure, 0);
    ASSERT_LE(mention.sure, 1);
  }
  std::vector<char> named(page.analysis.actors.size(), 0);
  for (const Mention& mention : page.analysis.mentions) named[mention.actor] = 1;
  for (std::size_t i = 0; i < named.size(); ++i) ASSERT_TRUE(named[i]) << page.analysis.actors[i].name;
  for (const Place& place : page.analysis.places) ASSERT_LE(place.span.end.value, page.article.text.size());
  for (const DateRange& date : page.analysis.dates) {
    ASSERT_LE(date.span.end.value, page.article.text.size());
    if (date.from && date.to) {
      ASSERT_LE(base::days_between(*date.to, *date.from), 0) << date.text;
    }
  }
  for (const Quantity& quantity : page.analysis.quantities)
    ASSERT_LE(quantity.span.end.value, page.article.text.size());
}

TEST(Limits, AnyTextIsHeld) {
  for (const std::string_view text : {"",
                                      ".",
                                      "of of of",
                                      "President",
                                      "President President",
                                      "Mr.",
                                      "’s",
                                      "Kenya's's's",
                                      "the the",
                                      "A. B. C.",
                                      "Russia's",
                                      "in",
                                      "in in Moscow",
                                      "(IS)",
                                      "Taliban (",
                                      "Dr. , a",
                                      "Marta Elgin,",
                                      "Marta Elgin, a",
                                      "Sept.",
                                      "31 February",
                                      "2001-",
                                      "9999999999999999999999",
                                      "$",
                                      "$5",
                                      "1-2-3-4-5",
                                      "\xF0\x9F\x98\x80 Kenya",
                                      "Ministry of of"})
    expect_sound(resolve(text));
}

TEST(Limits, HostileTextTakesLinearTime) {
  // Each would take minutes if anything grew with the square of the text.
  std::string names, owners, numbers, states;
  for (int i = 0; i < 20000; ++i) {
    names += "Aslan Kor" + std::string(1, static_cast<char>('a' + i % 26)) +
             std::string(1, static_cast<char>('a' + i / 26 % 26)) + "ov and ";
    owners += "Kenya's ";
    numbers += "one hundred ";
    states += "Xa" + std::string(1, static_cast<char>('a' + i % 26)) +
              std::string(1, static_cast<char>('a' + i / 26 % 26)) + "ia army ";
  }
  expect_sound(resolve(names));
  expect_sound(resolve(owners));
  expect_sound(resolve(numbers));
  expect_sound(resolve(states));
  expect_sound(resolve(std::string(500000, 'A')));
  expect_sound(resolve(std::string(300000, '-')));
}

// ------------------------------------------------------------------------------------------------ the text
// around

TEST(Reference, SheIsTheWomanAndHeTheMan) {
  const Resolved page = resolve("Minister Daniel Kamau met Senator Maria Oduya on Monday. She praised him.");
  EXPECT_EQ(page.actor("She").name, "Maria Oduya");
  EXPECT_EQ(page.actor("him").name, "Daniel Kamau");
}

TEST(Institutions, AreTheirOwnersAndNotTheFamousOnes) {
  const Resolved page = resolve("On Monday Peru's Congress voted. The Honduran Supreme Court met.");
  EXPECT_EQ(page.actor("Peru's Congress").country, "PER");
  EXPECT_EQ(page.actor("Peru's Congress").sector, "LEG");
  EXPECT_EQ(page.actor("Honduran Supreme Court").country, "HND");
}

TEST(Institutions, BelongToTheStateThatTheTextSpeaksOf) {
  EXPECT_EQ(resolve("Protests went on in Honduras. Congress met in Tegucigalpa.").actor("Congress").country,
            "HND");
  const Resolved american = resolve("The United States waited. Congress met in Washington.");
  EXPECT_EQ(american.actor("Congress").country, "USA");
  EXPECT_FALSE(american.actor("Congress").id.empty());
}

TEST(LikelyCountries, PoliceAreThoseOfTheTownInTheSentence) {
  const Resolved page = resolve("Shots fell in Nairobi, where police arrested 14 people. Uganda watched.");
  EXPECT_EQ(page.actor("police").country, "KEN");
  EXPECT_LE(page.actor("police").sure, 0.45);
  EXPECT_EQ(page.actor("police").made_by, "country of the article");
}

TEST(LikelyCountries, NothingIsMadeUpWhereTheTextNamesNoState) {
  EXPECT_EQ(resolve("The police arrested 14 people.").actor("police").country, "");
}

TEST(FormerStates, StandWhileTheyWere) {
  const auto capital = [](std::string_view day) {
    return resolve("Belgrade refused the plan.", day).actor("Belgrade").country;
  };
  EXPECT_EQ(capital("1999-03-25"), "YUG");
  EXPECT_EQ(capital("2004-05-01"), "SCG");
  EXPECT_EQ(capital("2019-05-01"), "SRB");
}

TEST(Offices, TheCountryOfTheOfficeAndFormerOfficials) {
  EXPECT_EQ(resolve("Kofi Annan spoke.", "2001-05-01").actor("Kofi Annan").country, "IGO");
  EXPECT_EQ(resolve("Kofi Annan spoke.", "2015-05-01").actor("Kofi Annan").country, "GHA");
}

TEST(Standing, PlacesJoinedByAndStandAlike) {
  const Resolved page = resolve("Shots were heard in Belgrade, Nairobi and Tunis.");
  for (const std::string_view town : {"Belgrade", "Nairobi", "Tunis"}) {
    EXPECT_GE(page.place(town).sure, 0.7) << town;
    EXPECT_LE(page.mention(town)->sure, 0.2) << town;
  }
}

TEST(Dates, ReckonedFromAnotherDay) {
  const Resolved page = resolve(
      "It began on August 3, 2012. Two days later it ended. The day before it had rained.", "2012-09-01");
  EXPECT_EQ(page.date("Two days later"), "2012-08-05 day content");
  EXPECT_EQ(page.date("The day before"), "2012-08-04 day content");
}

TEST(Dates, ADayOfTheNextWeeksLiesAhead) {
  EXPECT_EQ(resolve("He takes office on March 11.", "2010-02-28").date("March 11"),
            "2010-03-11 day page date");
  EXPECT_EQ(resolve("He took office on June 11.", "2010-02-28").date("June 11"), "2009-06-11 day page date");
}

TEST(Variants, TransliterationsOfOneSound) {
  EXPECT_EQ(romanised("mnatsakanyan"), romanised("mnazakanjan"));
  EXPECT_TRUE(are_variants("medwedew", "medvedev"));
  EXPECT_TRUE(are_variants("moubarak", "mubarak"));
  EXPECT_FALSE(are_variants("sanders", "saunas"));
  EXPECT_FALSE(are_variants("khan", "kohn"));
}

}  // namespace
}  // namespace raven::resolve
