// SPDX-License-Identifier: Apache-2.0
// Opens the stores of tests/stores: those of every version so far, and those that must be refused.
#include "base/file.h"
#include "keep/store_file.h"

#include <filesystem>

#include <gtest/gtest.h>

namespace raven::keep {
namespace {

namespace fs = std::filesystem;

class OldStores : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "raven_old_stores_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }
  /// A copy that may be written; the one in the tree may not.
  std::string copy_of(const std::string& name) const {
    const std::string copy = folder_ + "/" + name;
    fs::copy_file(std::string(RAVEN_SOURCE_DIR) + "/tests/stores/" + name, copy,
                  fs::copy_options::overwrite_existing);
    return copy;
  }
  void expect_refused(const std::string& name, ErrorCode code) const {
    const std::string path = copy_of(name);
    const std::string before = *base::read_file(path);
    for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
      const Result<StoreFile> store = StoreFile::open(path, access);
      ASSERT_FALSE(store.ok()) << name;
      EXPECT_EQ(store.error().code, code) << describe(store.error());
      EXPECT_EQ(store.error().where, path);
    }
    EXPECT_EQ(*base::read_file(path), before) << name << " was changed";
  }

  std::string folder_;
};

TEST_F(OldStores, Version1OpensAndIsWhole) {
  const std::string path = copy_of("version_1.raven");
  for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
    const Result<StoreFile> store = StoreFile::open(path, access);
    ASSERT_TRUE(store.ok()) << describe(store.error());
    const Result<StoreCounts> counts = store->counts();
    ASSERT_TRUE(counts.ok());
    EXPECT_EQ(counts->pages, 2u);
    EXPECT_EQ(counts->failures, 1u);
    EXPECT_EQ(counts->events, 4u);
    std::vector<Document> documents;
    const auto read = store->each_document([&](Document&& document) -> Result<Done> {
      documents.push_back(std::move(document));
      return Done{};
    });
    ASSERT_TRUE(read.ok()) << describe(read.error());
    ASSERT_EQ(documents.size(), 2u);
    const Document& first = documents[0];
    EXPECT_EQ(first.article.title, "Envoy praises \"rapid\" talks, no. 0");
    EXPECT_EQ(first.article.authors, (std::vector<std::string>{"Ana Müller", "Bo Li, Jr."}));
    EXPECT_EQ(first.article.published.iso, "2021-08-17T23:30:00-02:00");
    EXPECT_EQ(first.article.dropped.size(), 2u);
    EXPECT_EQ(first.article.origins.size(), 4u);
    ASSERT_EQ(first.analysis.events.size(), 2u);
    EXPECT_EQ(first.analysis.events[0].id, "f0e1d2c3b4a59687");
    EXPECT_EQ(first.analysis.events[0].recipients.at(0).name, "Taliban");
    EXPECT_EQ(first.analysis.events[0].place->geonames, 1138958u);
    EXPECT_EQ(text_of(first.article, first.analysis.events[0].trigger), "praised");
    EXPECT_EQ(first.analysis.events[1].quantities.at(0).low, 40);
    EXPECT_EQ(documents[1].article.source.hash, "hash-of-page-1");
    std::vector<std::string> found;
    const auto rows = store->query("SELECT rowid FROM page_search WHERE page_search MATCH 'elan'",
                                   [&](const auto&, const std::vector<Cell>& row) -> Result<Done> {
                                     found.push_back(row[0].value_or(""));
                                     return Done{};
                                   });
    EXPECT_TRUE(rows.ok());
    EXPECT_EQ(found, (std::vector<std::string>{"1", "2"}));
  }
}

TEST_F(OldStores, Version2KeepsCopies) {
  const Result<StoreFile> store = StoreFile::open(copy_of("version_2.raven"), Access::ReadOnly);
  ASSERT_TRUE(store.ok()) << describe(store.error());
  std::vector<Document> documents;
  const auto read = store->each_document([&](Document&& document) -> Result<Done> {
    documents.push_back(std::move(document));
    return Done{};
  });
  ASSERT_TRUE(read.ok()) << describe(read.error());
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_FALSE(documents[0].article.copy_of.has_value());
  ASSERT_TRUE(documents[1].article.copy_of.has_value());
  EXPECT_EQ(documents[1].article.copy_of->of, "story-0");
  EXPECT_EQ(documents[1].article.copy_of->kind, "updated");
  EXPECT_EQ(documents[1].article.copy_of->containment, 0.75);
  std::vector<Cell> original;
  const auto rows = store->query("SELECT page, original FROM copy",
                                 [&](const auto&, const std::vector<Cell>& row) -> Result<Done> {
                                   original = row;
                                   return Done{};
                                 });
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(original, (std::vector<Cell>{"2", "1"}));
}

TEST_F(OldStores, DamagedOnesAreRefused) {
  expect_refused("truncated.raven", ErrorCode::Truncated);
  expect_refused("other_application.raven", ErrorCode::NotAStore);
  expect_refused("newer_version.raven", ErrorCode::NewerStore);
  expect_refused("text_file.raven", ErrorCode::NotAStore);
}

TEST_F(OldStores, AZeroedPageIsNoticed) {
  const Result<StoreFile> store = StoreFile::open(copy_of("zeroed_page.raven"), Access::ReadOnly);
  ErrorCode code = ErrorCode::BadArgument;
  if (!store) {
    code = store.error().code;
  } else {
    const auto read = store->each_document([](Document&&) -> Result<Done> { return Done{}; });
    ASSERT_FALSE(read.ok());
    code = read.error().code;
  }
  EXPECT_EQ(code, ErrorCode::BadFormat);
}

TEST_F(OldStores, TheManualsQuestionsHaveAnswers) {
  const Result<StoreFile> store = StoreFile::open(copy_of("version_1.raven"), Access::ReadWrite);
  ASSERT_TRUE(store.ok());
  const Result<std::string> manual = base::read_file(std::string(RAVEN_SOURCE_DIR) + "/docs/store.md");
  ASSERT_TRUE(manual.ok());
  constexpr std::string_view kBegin = "```sql\n";
  int questions = 0;
  for (std::size_t at = 0; (at = manual->find(kBegin, at)) != std::string::npos; ++questions) {
    at += kBegin.size();
    const std::string sql = manual->substr(at, manual->find("```", at) - at);
    const auto rows = store->query(sql, [](const auto&, const auto&) -> Result<Done> { return Done{}; });
    ASSERT_TRUE(rows.ok()) << sql << describe(rows.error());
    EXPECT_GT(*rows, 0u) << sql;
  }
  EXPECT_GE(questions, 5);
}

}  // namespace
}  // namespace raven::keep
