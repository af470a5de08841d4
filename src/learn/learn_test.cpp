// SPDX-License-Identifier: Apache-2.0
#include "learn/feature_hash.h"
#include "learn/linear_model.h"
#include "learn/model_file.h"
#include "learn/perceptron.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace raven::learn {
namespace {

std::string small_model() {
  ModelWriter writer("test", 3);
  writer.add("first", "some bytes");
  writer.add("empty", "");
  writer.add("last", std::string(200, 'x'));
  return std::move(writer).finish();
}

TEST(ModelFile, GivesBackItsSections) {
  const std::string bytes = small_model();
  const Result<ModelFile> file = ModelFile::parse("t.model", bytes, "test", 3);
  ASSERT_TRUE(file);
  EXPECT_EQ(*file->section("first"), "some bytes");
  EXPECT_EQ(*file->section("empty"), "");
  EXPECT_EQ(*file->section("last"), std::string(200, 'x'));
  const Result<std::string_view> missing = file->section("fir");
  ASSERT_FALSE(missing);
  EXPECT_EQ(describe(missing.error()), "t.model: has no section fir");
}

TEST(ModelFile, RefusesEveryChangedBit) {
  const std::string bytes = small_model();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const Result<ModelFile> file = ModelFile::parse("t.model", changed, "test", 3);
    ASSERT_FALSE(file) << at;
    EXPECT_EQ(file.error().code, ErrorCode::BadKnowledge);
  }
}

TEST(ModelFile, RefusesEveryShorterAndLongerFile) {
  const std::string bytes = small_model();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(ModelFile::parse("t", bytes.substr(0, size), "test", 3)) << size;
  EXPECT_FALSE(ModelFile::parse("t", bytes + "x", "test", 3));
}

TEST(ModelFile, SaysWhatIsWrong) {
  const std::string bytes = small_model();
  EXPECT_EQ(describe(ModelFile::parse("t", "<html>", "test", 3).error()), "t: is not a Raven model");
  EXPECT_EQ(describe(ModelFile::parse("t", bytes, "other", 3).error()),
            "t: is a model of another kind (test, wanted other)");
  EXPECT_EQ(describe(ModelFile::parse("t", bytes, "test", 4).error()),
            "t: has layout 3; this build reads layout 4");
  std::string damaged = bytes;
  damaged.back() = 'y';
  EXPECT_EQ(describe(ModelFile::parse("t", damaged, "test", 3).error()),
            "t: is damaged: its checksum does not fit");
}

TEST(ModelFile, NumbersAreLittleEndian) {
  std::string bytes;
  append_number(bytes, 0x01020304, 4);
  EXPECT_EQ(bytes, std::string("\x04\x03\x02\x01", 4));
  append_number(bytes, 0xFFFFFFFFFFFFFFFEull, 8);
  EXPECT_EQ(number_at(bytes, 0, 4), 0x01020304u);
  EXPECT_EQ(number_at(bytes, 4, 8), 0xFFFFFFFFFFFFFFFEull);
}

Result<LinearModel> model_of(std::vector<SparseRow> rows, std::vector<std::string> labels,
                             std::string& bytes) {
  ModelWriter writer("linear", 1);
  add_linear_model(writer, "p.", labels, std::move(rows));
  bytes = std::move(writer).finish();
  auto file = ModelFile::parse("m", bytes, "linear", 1);
  if (!file) return file.error();
  return LinearModel::load(*file, "p.");
}

TEST(LinearModel, AddsTheWeightsOfKnownFeatures) {
  std::string bytes;
  const Result<LinearModel> model = model_of(
      {{0xFFFFFFFF, {{0, 5}, {2, -7}}}, {0, {{1, 127}}}, {0x10001, {{0, -127}}}, {0x10002, {{0, 1}}}},
      {"a", "b", "c"}, bytes);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->label_count(), 3u);
  EXPECT_EQ(model->label(1), "b");
  std::array<std::int32_t, 3> scores{};
  const std::array<std::uint32_t, 4> features = {0, 0xFFFFFFFF, 0x10002, 0x20001};
  model->score(features, scores.data());
  EXPECT_EQ(scores, (std::array<std::int32_t, 3>{6, 127, -7}));
  EXPECT_EQ(best_of(scores), 1u);
}

TEST(LinearModel, TakesMoreFeaturesThanOneBatch) {
  std::string bytes;
  const Result<LinearModel> model = model_of({{7, {{0, 1}}}}, {"a"}, bytes);
  ASSERT_TRUE(model);
  const std::vector<std::uint32_t> features(1000, 7);
  std::int32_t score = 0;
  model->score(features, &score);
  EXPECT_EQ(score, 1000);
}

TEST(LinearModel, RefusesSectionsThatDoNotFit) {
  const std::string buckets(65537 * 4, '\0');
  const auto load = [](const char* labels, std::string bucket_bytes, std::string keys, std::string rows,
                       std::string weights) {
    ModelWriter writer("linear", 1);
    writer.add("labels", labels);
    writer.add("buckets", std::move(bucket_bytes));
    writer.add("keys", std::move(keys));
    writer.add("rows", std::move(rows));
    writer.add("weights", std::move(weights));
    const std::string bytes = std::move(writer).finish();
    return LinearModel::load(*ModelFile::parse("m", bytes, "linear", 1), "").ok();
  };
  const std::string nought(4, '\0');
  EXPECT_TRUE(load("a\n", buckets, "", nought, ""));
  EXPECT_FALSE(load("", buckets, "", nought, ""));
  EXPECT_FALSE(load("a\n", "", "", nought, ""));
  EXPECT_FALSE(load("a\n", buckets, "ab", nought, ""));
  EXPECT_FALSE(load("a\n", buckets, "", nought, "ab"));
  std::string one_row = buckets;
  one_row[65536 * 4] = 1;
  EXPECT_TRUE(load("a\n", one_row, "kk", nought + std::string("\1\0\0\0", 4), std::string("\0\5", 2)));
  EXPECT_FALSE(load("a\n", one_row, "kk", nought + std::string("\1\0\0\0", 4),
                    std::string("\1\5", 2)));  // label 1 of 1
  EXPECT_FALSE(load("a\n", one_row, "kk", nought + std::string("\2\0\0\0", 4), std::string("\0\5", 2)));
}

TEST(Perceptron, LearnsWhatCanBeSeparated) {
  // Label = which of three features is there, but the fourth turns it round.
  Perceptron perceptron(3);
  std::vector<std::pair<std::vector<std::uint32_t>, std::size_t>> examples;
  for (std::uint32_t i = 0; i < 3; ++i) {
    examples.push_back({{feature(1, i), feature(9)}, i});
    examples.push_back({{feature(1, i), feature(2, i), feature(9)}, (i + 1) % 3});
  }
  for (int pass = 0; pass < 50; ++pass)
    for (const auto& [features, truth] : examples) perceptron.learn(features, truth);
  std::string bytes;
  const Result<LinearModel> model = model_of(perceptron.rows(4), {"a", "b", "c"}, bytes);
  ASSERT_TRUE(model);
  for (const auto& [features, truth] : examples) {
    EXPECT_EQ(perceptron.predict(features), truth);
    std::array<std::int32_t, 3> scores{};
    model->score(features, scores.data());
    EXPECT_EQ(best_of(scores), truth);
  }
}

TEST(Perceptron, IsTheSameEachTime) {
  const auto trained = [] {
    Perceptron perceptron(5, 2);
    for (std::uint32_t i = 0; i < 5000; ++i) {
      const std::array<std::uint32_t, 3> features = {feature(1, spread(i) % 900),
                                                     feature(2, spread(i + 7) % 50), feature(3)};
      perceptron.learn(features, spread(i) % 900 % 5);
    }
    std::string bytes;
    ModelWriter writer("linear", 1);
    add_linear_model(writer, "", std::vector<std::string>{"a", "b", "c", "d", "e"}, perceptron.rows(6));
    return std::move(writer).finish();
  };
  EXPECT_EQ(trained(), trained());
}

TEST(FeatureHash, KeepsItsValues) {
  // Models on disk rest on these.
  EXPECT_EQ(feature(0), feature(0, 0, 0, 0));
  EXPECT_NE(feature(1, 2, 3), feature(1, 3, 2));
  EXPECT_NE(feature(1, 2), feature(2, 1));
  EXPECT_EQ(hash_part(""), 0x2D06800538D394C2ull);  // XXH3 of nothing, seed 0
}

}  // namespace
}  // namespace raven::learn
