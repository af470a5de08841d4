// SPDX-License-Identifier: Apache-2.0
// The measures, on gold that Raven wrote itself and that was then changed in known places.
#include "base/file.h"

#include <raven/raven.h>

#include <map>
#include <string>

#include <gtest/gtest.h>

namespace raven {
namespace {

const Raven& engine() {
  static const Result<Raven> opened = Raven::open();
  EXPECT_TRUE(opened) << describe(opened.error());
  return *opened;
}

std::map<std::string, Score> scores_of(Suite suite, const std::string& name, const std::string& gold) {
  const std::string path = ::testing::TempDir() + "raven_evaluation_" + name;
  EXPECT_TRUE(base::write_file(path, gold));
  const Result<std::vector<Score>> scores = evaluate(engine(), suite, path);
  EXPECT_TRUE(scores) << describe(scores.error());
  std::map<std::string, Score> by_name;
  if (scores)
    for (const Score& score : *scores) by_name[score.name] = score;
  return by_name;
}

std::string own_annotation() {
  Document document = engine().read("Officials met in Oslo.\n\nRebels attacked a patrol near the border.",
                                    {.uri = "own.txt", .media_type = "text/plain"});
  engine().annotate(document);
  return annotation_conllu(document);
}

TEST(Evaluation, ItsOwnAnnotationIsRight) {
  const auto scores = scores_of(Suite::Conllu, "own.conllu", own_annotation());
  for (const char* name :
       {"UPOS", "XPOS", "UFeats", "lemmas", "text: words", "text: sentences", "text: UPOS"})
    EXPECT_EQ(scores.at(name).f1(), 1.0) << name;
  EXPECT_EQ(scores.at("UPOS").gold, 13u);
  EXPECT_EQ(scores.at("text: sentences").gold, 2u);
}

TEST(Evaluation, AChangedTagAndLemmaAreCounted) {
  std::string gold = own_annotation();
  const std::string row = "\tpatrol\tpatrol\tNOUN\tNN\t";
  ASSERT_NE(gold.find(row), std::string::npos) << gold;
  gold.replace(gold.find(row), row.size(), "\tpatrol\tpatrols\tVERB\tNN\t");
  const auto scores = scores_of(Suite::Conllu, "changed.conllu", gold);
  EXPECT_EQ(scores.at("UPOS").right, 12u);
  EXPECT_EQ(scores.at("lemmas").right, 12u);
  EXPECT_EQ(scores.at("XPOS").right, 13u);
}

TEST(Evaluation, SentencesThatAreCutElsewhereAreMissed) {
  // One gold sentence where the splitter sees two.
  const auto scores =
      scores_of(Suite::Conllu, "joined.conllu",
                "1\tOfficials\tofficial\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_"
                "\tSpaceAfter=No\n"
                "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n4\tRebels\trebel\tNOUN\tNNS\t_\t5\tnsubj\t_\t_\n"
                "5\tattacked\tattack\tVERB\tVBD\t_\t2\tparataxis\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t.\t_"
                "\t2\tpunct\t_\t_\n\n");
  EXPECT_EQ(scores.at("text: words").f1(), 1.0);
  EXPECT_EQ(scores.at("text: sentences").right, 0u);
  EXPECT_EQ(scores.at("text: sentences").found, 2u);
}

TEST(Evaluation, NamesInColumnsAreCounted) {
  const auto scores = scores_of(Suite::Names, "names.txt",
                                "1\tKofi\tB-PER\n2\tAnnan\tI-PER\n3\tspoke\tO\n\n1\tRabat\tB-GPE\n");
  EXPECT_EQ(scores.at("PER").gold, 1u);
  EXPECT_EQ(scores.at("LOC").gold, 1u);
  EXPECT_EQ(scores.at("all names").gold, 2u);
}

TEST(Evaluation, AFileWithoutSentencesIsRefused) {
  const std::string path = ::testing::TempDir() + "raven_evaluation_none";
  ASSERT_TRUE(base::write_file(path, "\n\n"));
  const Result<std::vector<Score>> scores = evaluate(engine(), Suite::Conllu, path);
  ASSERT_FALSE(scores);
  EXPECT_EQ(scores.error().code, ErrorCode::Empty);
}

constexpr const char* kCoded =
    "id x-1\ndate 2024-01-01\ntext Turkey accused Greece of provocation on Monday.\n"
    "event ACCUSE/allege | Turkey | Greece | asserted | -\n\n"
    "id x-2\ndate 2024-01-01\ntext Police arrested two priests in Kigali.\n"
    "event COERCE/arrest | Police | two priests | denied | -\n\n"
    "id x-3\ndate 2024-01-01\ntext Snow fell in the hills.\nnone weather\n";

TEST(Evaluation, EventsOfCodedTexts) {
  const auto scores = scores_of(Suite::Events, "coded.txt", kCoded);
  EXPECT_EQ(scores.at("type").gold, 2u);
  EXPECT_EQ(scores.at("type").right, 2u);
  EXPECT_EQ(scores.at("type and parties").right, scores.at("factuality, where these are right").gold);
  EXPECT_EQ(scores.at("factuality, where these are right").right, 1u);
  EXPECT_EQ(scores.at("texts without events left alone").right, 1u);
  EXPECT_EQ(scores.at("ACCUSE").gold, 1u);
}

TEST(Evaluation, PairsOfCodedTextsAndOfLinesAgree) {
  const auto blocks = scores_of(Suite::Pairs, "pairs.txt", kCoded);
  const auto lines = scores_of(
      Suite::Pairs, "pairs.jsonl",
      "{\"text\":\"Turkey accused Greece of provocation on Monday.\",\"actor\":\"Turkey\","
      "\"recipient\":\"Greece\",\"type\":\"ACCUSE\",\"mode\":\"allege\",\"date\":\"2024-01-01\"}\n\n"
      "{\"text\":\"Police arrested two priests in Kigali.\",\"actor\":\"Police\","
      "\"recipient\":\"two priests\",\"type\":\"COERCE\",\"mode\":\"arrest\",\"date\":\"2024-01-01\"}\n");
  ASSERT_EQ(blocks.size(), lines.size());
  for (const auto& [name, score] : blocks) {
    EXPECT_EQ(score.right, lines.at(name).right) << name;
    EXPECT_EQ(score.value, lines.at(name).value) << name;
  }
  EXPECT_EQ(blocks.at("accuracy of types").gold, 2u);
  EXPECT_EQ(blocks.at("macro-F1 of types").kind, ScoreKind::Mean);
}

TEST(Evaluation, AWrongPairIsCountedWhereItBelongs) {
  // What the engine answers for certain, under another name: one type of two is right.
  const std::string line =
      "{\"text\":\"Police arrested two priests in Kigali.\",\"actor\":\"Police\",\"recipient\":\"two "
      "priests\","
      "\"type\":\"";
  const auto scores = scores_of(Suite::Pairs, "wrong.jsonl", line + "COERCE\"}\n" + line + "AID\"}\n");
  EXPECT_EQ(scores.at("AID taken for COERCE").found, 1u);
  // COERCE: one right of one gold and two found; AID: none.
  EXPECT_NEAR(scores.at("macro-F1 of types").value, (2.0 / 3 + 0) / 2, 1e-9);
  EXPECT_NEAR(scores.at("macro-F1 of cooperation and conflict").value, (2.0 / 3 + 0) / 2, 1e-9);
}

TEST(Pairs, AlwaysAnAnswer) {
  for (const PairQuestion& question :
       {PairQuestion{},
        PairQuestion{.id = "a", .text = "Snow fell.", .actor = "Mali", .recipient = "Chad", .date = {}},
        PairQuestion{.id = "b",
        .text = "It struck them. Iran is far.",
        .actor = "Iran",
        .recipient = "them",
        .date = "no day"}}) {
    const PairAnswer answer = engine().answer(question);
    EXPECT_GT(answer.sure, 0);
    EXPECT_LE(answer.sure, 1);
    EXPECT_FALSE(answer.cameo.empty());
    EXPECT_GE(answer.quad, 1);
  }
}

TEST(Pairs, AnotherNameOfTheSameActor) {
  const PairQuestion as_written{.id = "a",
                                .text = "The US sanctioned Iran over its missiles.",
                                .actor = "US",
                                .recipient = "Iran",
                                .date = "2024-01-01"};
  PairQuestion by_name = as_written;
  by_name.actor = "the United States";
  EXPECT_EQ(engine().answer(as_written).type, engine().answer(by_name).type);
  EXPECT_EQ(engine().answer(as_written).sure, engine().answer(by_name).sure);
}

TEST(Evaluation, ResolvingIsHeldAgainstWhatPeopleWroteDown) {
  const std::string gold =
      "id    own-1\ndate  2021-08-17\nhome  -\ntitle Envoys stay\n"
      "text  Kenya closed its embassy in Kabul on Monday, killing 12 people.\n"
      "actor Kenya#1 | KEN | GOV | name | k\n"
      "place Kabul#1 | 1138958 | AFG | city | location\n"
      "date on Monday#1 | 2021-08-16 | 2021-08-16 | day\n"
      "quantity 12 people#1 | killed | 12 | 12 | person | people\n";
  auto scores = scores_of(Suite::Resolve, "resolve.txt", gold);
  for (const char* name :
       {"actors: country and sector", "places: GeoNames id", "dates", "quantities", "metonymy"}) {
    EXPECT_EQ(scores[name].gold, 1u) << name;
    EXPECT_EQ(scores[name].right, 1u) << name;
  }
  std::string wrong = gold;
  wrong.replace(wrong.find("KEN | GOV"), 3, "UGA");
  wrong.replace(wrong.find("2021-08-16"), 10, "2021-08-15");
  scores = scores_of(Suite::Resolve, "resolve_wrong.txt", wrong);
  EXPECT_EQ(scores["actors: country and sector"].right, 0u);
  EXPECT_EQ(scores["dates"].right, 0u);
}

TEST(Evaluation, AFaultInTheGoldIsToldWithItsLine) {
  const std::string path = ::testing::TempDir() + "raven_evaluation_fault.txt";
  EXPECT_TRUE(base::write_file(
      path, "id own-1\ndate 2021-08-17\ntext Kenya waits.\nactor Uganda#1 | UGA | GOV | name | u\n"));
  const Result<std::vector<Score>> scores = evaluate(engine(), Suite::Resolve, path);
  ASSERT_FALSE(scores);
  EXPECT_EQ(scores.error().code, ErrorCode::BadFormat);
  EXPECT_NE(describe(scores.error()).find("fault.txt:4"), std::string::npos);
}

}  // namespace
}  // namespace raven
