// SPDX-License-Identifier: Apache-2.0
// Finding parties, walking trees, and the scorer: on sentences annotated by hand, whose trees are set here.
#include "code/scorer/type_scorer.h"

#include "base/knowledge.h"
#include "code/hand_annotated.h"
#include "code/scorer/frame_fit.h"
#include "code/scorer/party_finder.h"
#include "code/scorer/small_model.h"
#include "code/scorer/word_tree.h"

#include <numeric>

#include <gtest/gtest.h>

namespace raven::code {
namespace {

struct Tables {
  base::Knowledge knowledge;
  Ontology ontology;
  Lexicon lexicon;
};

const Tables& tables() {
  static const Tables* const made = [] {
    base::Knowledge knowledge;
    Result<Ontology> ontology = Ontology::make(knowledge);
    Result<Lexicon> lexicon = Lexicon::make(knowledge, *ontology);
    return new Tables{std::move(knowledge), std::move(*ontology), std::move(*lexicon)};
  }();
  return *made;
}

struct Edge {
  std::uint32_t head;
  const char* relation;
};

/// The words in order with their heads (kNone: root) and relations.
HandAnnotated with_tree(std::string_view annotated, const std::vector<Edge>& edges) {
  HandAnnotated page(annotated);
  for (std::size_t w = 0; w < edges.size(); ++w) {
    page.analysis.words[w].head = edges[w].head;
    page.analysis.words[w].relation = edges[w].relation;
  }
  return page;
}

/// "Iran attacked the Iraqi army": the army's owner is a party too.
HandAnnotated attack() {
  return with_tree("[Iran/NNP] attacked/VBD/attack the/DT [Iraqi/JJ] army/NN ./.",
                   {{1, "nsubj"}, {kNone, "root"}, {4, "det"}, {4, "amod"}, {1, "obj"}, {1, "punct"}});
}

TEST(PartyFinder, AsWrittenWhateverTheLetters) {
  const HandAnnotated page = attack();
  const auto found = find_party(page.article, page.analysis, "IRAN", {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].head, 0u);
  EXPECT_EQ(found[0].likeness, 1);
  const auto army = find_party(page.article, page.analysis, "the Iraqi army", {});
  ASSERT_EQ(army.size(), 1u);
  EXPECT_EQ(army[0].first, 2u);
  EXPECT_EQ(army[0].last, 5u);
  EXPECT_EQ(army[0].head, 4u);
}

TEST(PartyFinder, DamagedInPartAndNotAtAll) {
  const HandAnnotated page = attack();
  const auto damaged = find_party(page.article, page.analysis, "Iraki armmy", {});
  ASSERT_FALSE(damaged.empty());
  EXPECT_LT(damaged[0].likeness, 1);
  EXPECT_EQ(damaged[0].head, 4u);
  EXPECT_TRUE(find_party(page.article, page.analysis, "Burkina Faso", {}).empty());
  EXPECT_TRUE(find_party(page.article, page.analysis, "", {}).empty());
  EXPECT_TRUE(find_party({}, {}, "Iran", {}).empty());
}

TEST(PartyFinder, UnderAnotherNameOfTheSameActor) {
  HandAnnotated page("[US/NNP] troops/NNS left/VBD ./.");
  page.analysis.actors[0].id = "USA";
  Actor known;
  known.id = "USA";
  const auto found = find_party(page.article, page.analysis, "the United States", {known});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 0u);
}

TEST(PartyFinder, TheNearestOfSeveralPlacesIsMeant) {
  HandAnnotated page("[Iran/NNP] spoke/VBD ./. || [Iran/NNP] attacked/VBD [Iraq/NNP] ./.");
  const auto iran = find_party(page.article, page.analysis, "Iran", {});
  const auto iraq = find_party(page.article, page.analysis, "Iraq", {});
  ASSERT_EQ(iran.size(), 2u);
  const PartyPlaces places = nearest_places(page.analysis, iran, iraq);
  ASSERT_NE(places.actor, nullptr);
  EXPECT_EQ(places.actor->sentence, 1u);
  EXPECT_EQ(nearest_places(page.analysis, {}, iraq).actor, nullptr);
}

TEST(WordTree, PassivesAreTurnedRound) {
  const HandAnnotated page = with_tree(
      "[Iraq/NNP] was/VBD attacked/VBN/attack by/IN [Iran/NNP] ./.",
      {{2, "nsubj:pass"}, {2, "aux:pass"}, {kNone, "root"}, {4, "case"}, {2, "obl:agent"}, {2, "punct"}});
  const WordTree tree(page.article, page.analysis, 0);
  std::map<std::string, std::uint32_t> slots;
  for (const TreeSlot& slot : tree.slots(2)) slots[slot.name] = slot.word;
  EXPECT_EQ(slots.at("obj"), 0u);
  EXPECT_EQ(slots.at("subj"), 4u);
  const WordTree::Way way = tree.way(4, 0);
  EXPECT_EQ(way.top, 2u);
  EXPECT_TRUE(way.up.empty());
}

TEST(WordTree, ATreeThatIsNoneEndsItsWalks) {
  const HandAnnotated page =
      with_tree("Iran/NNP attacked/VBD Iraq/NNP ./.", {{1, "nsubj"}, {2, "conj"}, {1, "conj"}, {1, "punct"}});
  const WordTree tree(page.article, page.analysis, 0);
  EXPECT_EQ(tree.lifted(0).size(), 1u);
  EXPECT_LE(tree.way(0, 2).up.size(), WordTree::kMostSteps);
  EXPECT_EQ(tree.verb_above(0), 1u);
}

TEST(FrameFit, BothPartiesWhereTheFrameWantsThem) {
  const HandAnnotated page = attack();
  const WordTree tree(page.article, page.analysis, 0);
  const frame_fit::Fits fits = frame_fit::fits_at(tree, tables().lexicon, 1, 0, 4);
  EXPECT_GE(fits.levels[static_cast<std::size_t>(EventType::Assault)], frame_fit::kBothParties);
  const frame_fit::Fits turned = frame_fit::fits_at(tree, tables().lexicon, 1, 4, 0);
  EXPECT_LT(turned.levels[static_cast<std::size_t>(EventType::Assault)], frame_fit::kBothParties);
}

TEST(TypeScorer, TheModelOfTheTreeKnowsAnAttack) {
  const Result<TypeScorer> scorer = TypeScorer::make(tables().knowledge, tables().lexicon, tables().ontology);
  ASSERT_TRUE(scorer) << describe(scorer.error());
  const HandAnnotated page = attack();
  Candidate candidate{.sentence = 0, .actor = {0, 1, 0}, .recipient = {2, 5, 4}};
  const TypeOpinion opinion = scorer->score(page.article, page.analysis, candidate);
  EXPECT_EQ(opinion.best, EventType::Assault);
  EXPECT_GT(opinion.share(EventType::Assault), 0.5F);
  EXPECT_NEAR(std::accumulate(opinion.shares.begin(), opinion.shares.end(), 0.0F), 1, 1e-4);
  EXPECT_NE(tables().ontology.cameo(opinion.cameo), nullptr);
  EXPECT_NE(tables().ontology.plover(opinion.best, opinion.mode), nullptr);
}

TEST(TypeScorer, AnswersWithoutPartiesAndWithoutWords) {
  const Result<TypeScorer> scorer = TypeScorer::make(tables().knowledge, tables().lexicon, tables().ontology);
  ASSERT_TRUE(scorer);
  for (const TypeOpinion& opinion :
       {scorer->score({}, {}, {}), scorer->score(attack().article, attack().analysis, {})}) {
    EXPECT_NEAR(std::accumulate(opinion.shares.begin(), opinion.shares.end(), 0.0F), 1, 1e-4);
    EXPECT_FALSE(opinion.cameo.empty());
  }
}

TEST(TypeScorer, SectionsThatDoNotFitAreRefused) {
  const std::string sound = make_small_scorer_model(3, {1, 5, 9});
  const auto load = [](const std::string& bytes) {
    return TypeScorer::load("small", bytes, {}, tables().lexicon, tables().ontology);
  };
  ASSERT_TRUE(load(sound)) << describe(load(sound).error());
  std::string flipped = sound;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  EXPECT_FALSE(load(flipped));
  EXPECT_FALSE(load(sound.substr(0, sound.size() - 64)));
  EXPECT_FALSE(load(""));
  // Vectors of another width than the scorer's.
  const Result<std::string_view> language = tables().knowledge.file(TypeScorer::kVectorsName);
  ASSERT_TRUE(language);
  EXPECT_FALSE(TypeScorer::load("small", sound, *language, tables().lexicon, tables().ontology));
}

}  // namespace
}  // namespace raven::code
