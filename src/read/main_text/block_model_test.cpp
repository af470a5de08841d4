// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/block_model.h"

#include "read/main_text/block_features.h"
#include "read/main_text/extract.h"
#include "read/read_test_tables.h"

#include <gtest/gtest.h>

namespace raven::read {
namespace {

constexpr std::string_view kColumns = "feature\tvalue\tweight\n";

TEST(BlockModel, ATableIsCheckedRowByRow) {
  for (const std::string_view rows :
       {"nosuch\t0\t1\n", "size\t99\t1\n", "size\tx\t1\n", "size\t1\tx\n", "size\t1\t1e9\n", "size\t1\tnan\n",
        "size\t1\t1\nsize\t1\t1\n", "step_same_parent\t4\t1\n", "class:\t0\t1\n", "class:x\t1\t1\n",
        "class:x\t0\t1\nclass:x\t0\t1\n"}) {
    const std::string bytes = std::string(kColumns) + std::string(rows);
    EXPECT_FALSE(BlockModel::make("t.tsv", bytes).ok()) << rows;
  }
  const std::string bytes =
      std::string(kColumns) + "size\t1\t0.5\nstep_same_parent\t3\t1\nclass:promo\t0\t-1\n";
  const Result<BlockModel> model = BlockModel::make("t.tsv", bytes);
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(model->parts().size(), 1u);
}

TEST(BlockModel, WhereWeightsWouldDropTheProseTheRulesDecide) {
  const std::string page =
      "<body><p>The government of Belmar expelled six diplomats on Monday, the foreign ministry said.</p>"
      "<p>The ambassador was summoned in the evening, and two consulates will be closed this month.</p>";
  const PageBytes bytes = decode_page(page, "");
  const html::Document document = html::parse(bytes.utf8());
  const PageMeasure measure(document, test_tables());
  const std::string against = std::string(kColumns) + "bias\t0\t-9\n";
  const Result<BlockModel> model = BlockModel::make("t.tsv", against);
  ASSERT_TRUE(model.ok());
  const DescribedPage described =
      describe_page(document, bytes, measure, test_tables(), model->parts(), {}, "en");
  ASSERT_EQ(described.blocks.blocks.size(), 2u);
  EXPECT_LT(model->score(described.features, 0), 0);
  EXPECT_EQ(model->decide(described.features), (std::vector<std::uint8_t>{1, 1}));
}

TEST(BlockModel, ClassNamesAreTakenApart) {
  std::vector<std::string> parts;
  for_each_class_part("ArticleBody__related-2 x promoBox",
                      [&](std::string_view part) { parts.emplace_back(part); });
  EXPECT_EQ(parts, (std::vector<std::string>{"article", "body", "related", "promo", "box"}));
}

}  // namespace
}  // namespace raven::read
