// SPDX-License-Identifier: Apache-2.0
#include "keep/store_file.h"

#include "base/file.h"
#include "keep/database.h"
#include "keep/sample_documents.h"
#include "keep/schema.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace raven::keep {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class StoreFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "raven_store_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name = "news.raven") const { return folder_ + "/" + name; }

  StoreFile opened(Access access = Access::ReadWrite, const std::string& name = "news.raven") {
    Result<StoreFile> store = StoreFile::open(path(name), access);
    EXPECT_TRUE(store.ok()) << describe(store.error());
    return *std::move(store);
  }
  ErrorCode code_of_opening(Access access, const std::string& name) {
    const Result<StoreFile> store = StoreFile::open(path(name), access);
    EXPECT_FALSE(store.ok());
    return store ? ErrorCode::BadArgument : store.error().code;
  }
  static std::vector<Keeping> kept(StoreFile& store, const std::vector<Document>& documents) {
    Result<std::vector<Keeping>> keepings = store.keep(documents);
    EXPECT_TRUE(keepings.ok()) << describe(keepings.error());
    return keepings ? *std::move(keepings) : std::vector<Keeping>();
  }
  static std::vector<Document> documents_of(const StoreFile& store) {
    std::vector<Document> documents;
    const auto count = store.each_document([&](Document&& document) -> Result<Done> {
      documents.push_back(std::move(document));
      return Done{};
    });
    EXPECT_TRUE(count.ok()) << describe(count.error());
    EXPECT_EQ(count ? *count : 0, documents.size());
    return documents;
  }
  /// The rows of a query, cells joined by '|', NULL as "NULL".
  static std::vector<std::string> answer(const StoreFile& store, std::string_view sql) {
    std::vector<std::string> rows;
    const auto count =
        store.query(sql, [&](const std::vector<std::string>&, const std::vector<Cell>& row) -> Result<Done> {
          std::string line;
          for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : "|") + row[i].value_or("NULL");
          rows.push_back(line);
          return Done{};
        });
    EXPECT_TRUE(count.ok()) << sql << ": " << describe(count.error());
    return rows;
  }
  static Result<std::uint64_t> asked(const StoreFile& store, std::string_view sql) {
    return store.query(sql, [](const auto&, const auto&) -> Result<Done> { return Done{}; });
  }
  static void write(const std::string& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  std::string folder_;
};

void expect_same(const Moment& a, const Moment& b) {
  EXPECT_EQ(a.iso, b.iso);
  EXPECT_EQ(a.precision, b.precision);
  EXPECT_EQ(a.basis, b.basis);
}

void expect_same(const Note& a, const Note& b) {
  EXPECT_EQ(a.code, b.code);
  EXPECT_EQ(a.message, b.message);
  EXPECT_EQ(a.span, b.span);
}

void expect_same(const Place& a, const Place& b) {
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.country, b.country);
  EXPECT_EQ(a.geonames, b.geonames);
  EXPECT_EQ(a.latitude, b.latitude);
  EXPECT_EQ(a.longitude, b.longitude);
  EXPECT_EQ(a.precision, b.precision);
  EXPECT_EQ(a.basis, b.basis);
  EXPECT_EQ(a.sure, b.sure);
}

void expect_same(const Party& a, const Party& b) {
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.actor, b.actor);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.country, b.country);
  EXPECT_EQ(a.sector, b.sector);
  EXPECT_EQ(a.role, b.role);
  EXPECT_EQ(a.sure, b.sure);
}

void expect_same(const Event& a, const Event& b);

template <class Item>
void expect_all_same(const std::vector<Item>& a, const std::vector<Item>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) expect_same(a[i], b[i]);
}

void expect_same(const Event& a, const Event& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.sentence, b.sentence);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.trigger, b.trigger);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.mode, b.mode);
  EXPECT_EQ(a.contexts, b.contexts);
  EXPECT_EQ(a.cameo, b.cameo);
  EXPECT_EQ(a.goldstein, b.goldstein);
  EXPECT_EQ(a.intensity, b.intensity);
  EXPECT_EQ(a.quad, b.quad);
  EXPECT_EQ(a.quad_gdelt, b.quad_gdelt);
  expect_all_same(a.actors, b.actors);
  expect_all_same(a.recipients, b.recipients);
  EXPECT_EQ(a.date.span, b.date.span);
  EXPECT_EQ(a.date.text, b.date.text);
  EXPECT_EQ(a.date.from, b.date.from);
  EXPECT_EQ(a.date.to, b.date.to);
  EXPECT_EQ(a.date.precision, b.date.precision);
  EXPECT_EQ(a.date.basis, b.date.basis);
  ASSERT_EQ(a.place.has_value(), b.place.has_value());
  if (a.place) expect_same(*a.place, *b.place);
  EXPECT_EQ(a.factuality, b.factuality);
  EXPECT_EQ(a.tense, b.tense);
  ASSERT_EQ(a.attribution.size(), b.attribution.size());
  for (std::size_t i = 0; i < a.attribution.size(); ++i) {
    EXPECT_EQ(a.attribution[i].text, b.attribution[i].text);
    EXPECT_EQ(a.attribution[i].span, b.attribution[i].span);
    EXPECT_EQ(a.attribution[i].cue, b.attribution[i].cue);
    EXPECT_EQ(a.attribution[i].quote, b.attribution[i].quote);
    EXPECT_EQ(a.attribution[i].name, b.attribution[i].name);
  }
  ASSERT_EQ(a.quantities.size(), b.quantities.size());
  for (std::size_t i = 0; i < a.quantities.size(); ++i) {
    EXPECT_EQ(a.quantities[i].span, b.quantities[i].span);
    EXPECT_EQ(a.quantities[i].text, b.quantities[i].text);
    EXPECT_EQ(a.quantities[i].what, b.quantities[i].what);
    EXPECT_EQ(a.quantities[i].low, b.quantities[i].low);
    EXPECT_EQ(a.quantities[i].high, b.quantities[i].high);
    EXPECT_EQ(a.quantities[i].unit, b.quantities[i].unit);
    EXPECT_EQ(a.quantities[i].of, b.quantities[i].of);
  }
  EXPECT_EQ(a.rule, b.rule);
  EXPECT_EQ(a.sure, b.sure);
}

void expect_same(const Document& a, const Document& b) {
  const Article& x = a.article;
  const Article& y = b.article;
  EXPECT_EQ(x.id, y.id);
  EXPECT_EQ(x.source.uri, y.source.uri);
  EXPECT_EQ(x.source.container, y.source.container);
  EXPECT_EQ(x.source.record, y.source.record);
  EXPECT_EQ(x.source.bytes, y.source.bytes);
  EXPECT_EQ(x.source.media_type, y.source.media_type);
  EXPECT_EQ(x.source.charset, y.source.charset);
  EXPECT_EQ(x.source.hash, y.source.hash);
  EXPECT_EQ(x.title, y.title);
  EXPECT_EQ(x.site, y.site);
  EXPECT_EQ(x.slogan, y.slogan);
  EXPECT_EQ(x.authors, y.authors);
  EXPECT_EQ(x.agency, y.agency);
  expect_same(x.published, y.published);
  expect_same(x.modified, y.modified);
  EXPECT_EQ(x.language, y.language);
  EXPECT_EQ(x.canonical_url, y.canonical_url);
  EXPECT_EQ(x.section, y.section);
  EXPECT_EQ(x.kind, y.kind);
  EXPECT_EQ(x.dateline, y.dateline);
  EXPECT_EQ(x.text, y.text);
  ASSERT_EQ(x.paragraphs.size(), y.paragraphs.size());
  for (std::size_t i = 0; i < x.paragraphs.size(); ++i) {
    EXPECT_EQ(x.paragraphs[i].span, y.paragraphs[i].span);
    EXPECT_EQ(x.paragraphs[i].role, y.paragraphs[i].role);
  }
  ASSERT_EQ(x.dropped.size(), y.dropped.size());
  for (std::size_t i = 0; i < x.dropped.size(); ++i) {
    EXPECT_EQ(x.dropped[i].text, y.dropped[i].text);
    EXPECT_EQ(x.dropped[i].span, y.dropped[i].span);
    EXPECT_EQ(x.dropped[i].reason, y.dropped[i].reason);
    EXPECT_EQ(x.dropped[i].rule, y.dropped[i].rule);
  }
  ASSERT_EQ(x.origins.size(), y.origins.size());
  for (std::size_t i = 0; i < x.origins.size(); ++i) {
    EXPECT_EQ(x.origins[i].text, y.origins[i].text);
    EXPECT_EQ(x.origins[i].text_length, y.origins[i].text_length);
    EXPECT_EQ(x.origins[i].source, y.origins[i].source);
    EXPECT_EQ(x.origins[i].source_length, y.origins[i].source_length);
  }
  expect_all_same(x.notes, y.notes);
  const Analysis& m = a.analysis;
  const Analysis& n = b.analysis;
  expect_all_same(m.notes, n.notes);
  ASSERT_EQ(m.sentences.size(), n.sentences.size());
  for (std::size_t i = 0; i < m.sentences.size(); ++i) {
    EXPECT_EQ(m.sentences[i].span, n.sentences[i].span);
    EXPECT_EQ(m.sentences[i].paragraph, n.sentences[i].paragraph);
    EXPECT_EQ(m.sentences[i].readability, n.sentences[i].readability);
  }
  ASSERT_EQ(m.actors.size(), n.actors.size());
  for (std::size_t i = 0; i < m.actors.size(); ++i) {
    EXPECT_EQ(m.actors[i].id, n.actors[i].id);
    EXPECT_EQ(m.actors[i].name, n.actors[i].name);
    EXPECT_EQ(m.actors[i].country, n.actors[i].country);
    EXPECT_EQ(m.actors[i].sector, n.actors[i].sector);
    EXPECT_EQ(m.actors[i].role, n.actors[i].role);
    EXPECT_EQ(m.actors[i].kind, n.actors[i].kind);
    EXPECT_EQ(m.actors[i].sure, n.actors[i].sure);
    EXPECT_EQ(m.actors[i].made_by, n.actors[i].made_by);
  }
  ASSERT_EQ(m.mentions.size(), n.mentions.size());
  for (std::size_t i = 0; i < m.mentions.size(); ++i) {
    EXPECT_EQ(m.mentions[i].span, n.mentions[i].span);
    EXPECT_EQ(m.mentions[i].sentence, n.mentions[i].sentence);
    EXPECT_EQ(m.mentions[i].actor, n.mentions[i].actor);
    EXPECT_EQ(m.mentions[i].sure, n.mentions[i].sure);
    EXPECT_EQ(m.mentions[i].made_by, n.mentions[i].made_by);
  }
  expect_all_same(m.places, n.places);
  ASSERT_EQ(m.quotations.size(), n.quotations.size());
  for (std::size_t i = 0; i < m.quotations.size(); ++i) {
    EXPECT_EQ(m.quotations[i].span, n.quotations[i].span);
    EXPECT_EQ(m.quotations[i].speaker_span, n.quotations[i].speaker_span);
    EXPECT_EQ(m.quotations[i].speaker, n.quotations[i].speaker);
    EXPECT_EQ(m.quotations[i].cue, n.quotations[i].cue);
    EXPECT_EQ(m.quotations[i].cue_span, n.quotations[i].cue_span);
    EXPECT_EQ(m.quotations[i].kind, n.quotations[i].kind);
  }
  expect_all_same(m.events, n.events);
}

Document failed_document(const std::string& uri, ErrorCode code) {
  Document document;
  document.article.source.uri = uri;
  document.failure = Error{code, "", uri};
  return document;
}

// ------------------------------------------------------------------------------------------- round trips

TEST_F(StoreFileTest, GivesBackWhatWentIn) {
  const std::vector<Document> documents = {full_document(0), full_document(1), full_document(2)};
  {
    StoreFile store = opened();
    EXPECT_EQ(kept(store, documents), (std::vector<Keeping>(3, Keeping::Kept)));
  }
  const StoreFile store = opened(Access::ReadOnly);
  const std::vector<Document> back = documents_of(store);
  ASSERT_EQ(back.size(), documents.size());
  for (std::size_t i = 0; i < back.size(); ++i) expect_same(documents[i], back[i]);
}

TEST_F(StoreFileTest, KeepsBareDocumentsAndAllBytes) {
  Document bare;
  bare.article.source.uri = "bare \x80 name";  // a file's name need not be UTF-8
  Document bytes = full_document(3);
  bytes.article.title = std::string("nul \0 inside", 12);
  bytes.article.origins = {{{4}, 3, {std::uint64_t{1} << 63}, 4000000000u},
                           {{1}, 2, {7}, 0}};  // not even in order
  bytes.article.source.bytes = ~std::uint64_t{0};
  StoreFile store = opened();
  kept(store, {bare, bytes});
  const std::vector<Document> back = documents_of(store);
  ASSERT_EQ(back.size(), 2u);
  EXPECT_FALSE(back[0].article.source.hash.empty());
  bare.article.source.hash = back[0].article.source.hash;
  expect_same(bare, back[0]);
  expect_same(bytes, back[1]);
  EXPECT_EQ(kept(store, {bare})[0], Keeping::Known);
}

TEST_F(StoreFileTest, KeepsAPageOnceWithAllItsAddresses) {
  Document first = full_document(0);
  Document second = first;
  second.article.source.uri = "elsewhere.html";
  StoreFile store = opened();
  EXPECT_EQ(kept(store, {first, second, first}),
            (std::vector<Keeping>{Keeping::Kept, Keeping::Known, Keeping::Known}));
  EXPECT_EQ(answer(store, "SELECT uri FROM page_address ORDER BY uri"),
            (std::vector<std::string>{"elsewhere.html", "pages/0.html"}));
  EXPECT_TRUE(*store.holds("hash-of-page-0"));
  EXPECT_FALSE(*store.holds("hash-of-page-1"));
  EXPECT_FALSE(*store.holds(""));
  const StoreCounts counts = *store.counts();
  EXPECT_EQ(counts.pages, 1u);
  EXPECT_EQ(counts.events, 2u);
  EXPECT_EQ(counts.failures, 0u);
}

TEST_F(StoreFileTest, KeepsFailuresUntilTheyAreMended) {
  StoreFile store = opened();
  Document gone = failed_document("gone.html", ErrorCode::NotFound);
  EXPECT_EQ(kept(store, {gone, failed_document("odd.bin", ErrorCode::NotText)}),
            (std::vector<Keeping>(2, Keeping::Failed)));
  gone.failure->code = ErrorCode::Unreadable;
  kept(store, {gone});
  EXPECT_EQ(answer(store, "SELECT uri, error FROM failure ORDER BY uri"),
            (std::vector<std::string>{"gone.html|unreadable", "odd.bin|not_text"}));
  EXPECT_TRUE(documents_of(store).empty());
  Document mended = full_document(0);
  mended.article.source.uri = "gone.html";
  mended.article.source.container.clear();
  mended.article.source.record = 0;
  kept(store, {mended});
  EXPECT_EQ(answer(store, "SELECT uri FROM failure"), (std::vector<std::string>{"odd.bin"}));
  EXPECT_EQ(store.counts()->failures, 1u);
}

TEST_F(StoreFileTest, SinkMayKeepAndStop) {
  StoreFile store = opened();
  kept(store, {full_document(0), full_document(1)});
  unsigned seen = 0;
  const auto count = store.each_document([&](Document&&) -> Result<Done> {
    ++seen;
    kept(store, {full_document(10 + seen)});
    return Done{};
  });
  ASSERT_TRUE(count.ok()) << describe(count.error());
  EXPECT_EQ(*count, 2u);
  EXPECT_EQ(store.counts()->pages, 4u);
  const auto stopped = store.each_document([](Document&&) -> Result<Done> {
    return Error{ErrorCode::Cancelled, "", ""};
  });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

// ------------------------------------------------------------------------------------------- queries

TEST_F(StoreFileTest, AnswersQueries) {
  StoreFile store = opened();
  kept(store, {full_document(0)});
  EXPECT_EQ(answer(store,
                   "SELECT type, actor_name, actor_country, recipient_name, date_from, place_name, "
                   "according_to, event_text "
                   "FROM events ORDER BY type DESC, actor_name DESC"),
            (std::vector<std::string>{"SUPPORT|the ministry|NULL|Taliban|2021-08-16|Kabul|Ministry of Words "
                                      "< a spokesman|Russia's envoy Zamir "
                                      "Kabulov on Monday praised the Taliban in Kabul",
                                      "SUPPORT|Zamir Kabulov|RUS|Taliban|2021-08-16|Kabul|Ministry of Words "
                                      "< a spokesman|Russia's envoy Zamir "
                                      "Kabulov on Monday praised the Taliban in Kabul",
                                      "CONCEDE|NULL|NULL|NULL|NULL|NULL|NULL|More than 40 people – it is "
                                      "said – were freed in Élan no. 0."}));
}

TEST_F(StoreFileTest, SearchesWords) {
  StoreFile store = opened();
  kept(store, {full_document(0), full_document(1)});
  EXPECT_EQ(
      answer(store,
             "SELECT p.uri, snippet(page_search, 1, '[', ']', '...', 3) FROM page_search JOIN page AS p "
             "ON p.page = page_search.rowid WHERE page_search MATCH 'elan' ORDER BY p.page"),
      (std::vector<std::string>{"pages/0.html|...in [Élan] no...", "pages/1.html|...in [Élan] no..."}));
  EXPECT_EQ(answer(store, "SELECT text FROM sentences WHERE page = 1 AND sentence = 2"),
            (std::vector<std::string>{"More than 40 people – it is said – were freed in Élan no. 0."}));
  EXPECT_EQ(answer(store, "SELECT count(*) FROM page_search WHERE page_search MATCH 'title: envoy'"),
            (std::vector<std::string>{"2"}));
}

TEST_F(StoreFileTest, QueriesOnlyRead) {
  StoreFile store = opened();
  kept(store, {full_document(0)});
  for (const char* sql : {"DELETE FROM page",
                          "INSERT INTO page_author VALUES (1, 9, 'x')",
                          "UPDATE page SET title = 'x'",
                          "UPDATE sqlite_master SET sql = 'x'",
                          "DROP TABLE page",
                          "CREATE TABLE x (y)",
                          "CREATE TEMP TABLE x (y)",
                          "ATTACH ':memory:' AS other",
                          "DETACH main",
                          "VACUUM",
                          "VACUUM INTO 'copy.raven'",
                          "PRAGMA user_version = 7",
                          "PRAGMA journal_mode = DELETE",
                          "PRAGMA writable_schema = ON",
                          "BEGIN",
                          "COMMIT",
                          "REINDEX",
                          "ANALYZE",
                          "SELECT load_extension('x')",
                          "SELECT 1; SELECT 2",
                          "SELECT 1; DROP TABLE page",
                          "",
                          "  -- nothing",
                          ";;",
                          "SELECT",
                          "SELECT nothing FROM nowhere",
                          "SELECT abs(-9223372036854775808)",
                          "INSERT INTO page_search (page_search) VALUES ('rebuild')"}) {
    const auto rows = asked(store, sql);
    ASSERT_FALSE(rows.ok()) << sql;
    EXPECT_EQ(rows.error().code, ErrorCode::BadQuery) << sql << ": " << describe(rows.error());
  }
  for (const char* sql :
       {"SELECT 1;", "SELECT 1 ; ; -- done", "VALUES (1), (2)", "PRAGMA table_info(page)", "EXPLAIN SELECT 1",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n",
        "SELECT name FROM sqlite_schema", "SELECT json_extract('{\"a\": 1}', '$.a')"})
    EXPECT_TRUE(asked(store, sql).ok()) << sql;
  EXPECT_EQ(answer(store, "SELECT NULL, 1, 2.5, 'x', x'00ff'"),
            (std::vector<std::string>{"NULL|1|2.5|x|00ff"}));
  EXPECT_EQ(store.counts()->pages, 1u);
}

TEST_F(StoreFileTest, QuerySeesWhatWasKeptAfterItsFirstUse) {
  StoreFile store = opened();
  EXPECT_EQ(answer(store, "SELECT count(*) FROM page"), (std::vector<std::string>{"0"}));
  kept(store, {full_document(0)});
  EXPECT_EQ(answer(store, "SELECT count(*) FROM page"), (std::vector<std::string>{"1"}));
}

// ------------------------------------------------------------------------------------------- opening

TEST_F(StoreFileTest, RefusesWhatIsNoStoreAndLeavesItAlone) {
  write(path("text.raven"), "Just some words.\n");
  write(path("empty.raven"), "");
  fs::create_directory(path("folder.raven"));
  {
    Result<Database> other = Database::open(path("other.raven"), Access::ReadWrite);
    ASSERT_TRUE(other.ok());
    ASSERT_TRUE(other->execute("CREATE TABLE x (y); PRAGMA user_version = 1").ok());
  }
  const std::string other_bytes = *base::read_file(path("other.raven"));
  for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
    EXPECT_EQ(code_of_opening(access, "text.raven"), ErrorCode::NotAStore);
    EXPECT_EQ(code_of_opening(access, "folder.raven"), ErrorCode::NotAStore);
    EXPECT_EQ(code_of_opening(access, "other.raven"), ErrorCode::NotAStore);
  }
  EXPECT_EQ(code_of_opening(Access::ReadOnly, "empty.raven"), ErrorCode::NotAStore);
  EXPECT_EQ(code_of_opening(Access::ReadOnly, "missing.raven"), ErrorCode::NotFound);
  EXPECT_EQ(*base::read_file(path("text.raven")), "Just some words.\n");
  EXPECT_EQ(*base::read_file(path("other.raven")), other_bytes);
  EXPECT_FALSE(fs::exists(path("other.raven-wal")));
  EXPECT_FALSE(fs::exists(path("missing.raven")));
  StoreFile fresh = opened(Access::ReadWrite, "empty.raven");
  EXPECT_EQ(fresh.counts()->pages, 0u);
  const Result<StoreFile> nowhere = StoreFile::open(path("no/such/folder.raven"), Access::ReadWrite);
  ASSERT_FALSE(nowhere.ok());
  EXPECT_EQ(nowhere.error().code, ErrorCode::Unwritable);
}

TEST_F(StoreFileTest, TakesNamesThatSqliteWouldTakeForMore) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  for (const std::string name : {":memory:", "file:odd?mode=memory", "per%20cent#.raven"}) {
    Result<StoreFile> store = StoreFile::open(name, Access::ReadWrite);
    ASSERT_TRUE(store.ok()) << name;
    EXPECT_TRUE(fs::exists(fs::path(folder_) / name)) << name;
  }
  fs::current_path(before);
}

TEST_F(StoreFileTest, ReadOnlyKeepsNothing) {
  { StoreFile store = opened(); }
  StoreFile store = opened(Access::ReadOnly);
  const std::vector<Document> documents = {full_document(0)};
  const auto keepings = store.keep(documents);
  ASSERT_FALSE(keepings.ok());
  EXPECT_EQ(keepings.error().code, ErrorCode::Unwritable);
}

TEST_F(StoreFileTest, RefusesANewerStorePolitely) {
  { StoreFile store = opened(); }
  {
    Result<Database> database = Database::open(path(), Access::ReadWrite);
    ASSERT_TRUE(database->execute("PRAGMA user_version = 1000").ok());
  }
  for (const Access access : {Access::ReadOnly, Access::ReadWrite})
    EXPECT_EQ(code_of_opening(access, "news.raven"), ErrorCode::NewerStore);
}

TEST_F(StoreFileTest, BringsAnOlderStoreUpToDateOrLeavesItAsItWas) {
  {
    StoreFile store = opened();
    kept(store, {full_document(0)});
  }
  Result<Database> database = Database::open(path(), Access::ReadWrite);
  std::vector<const char*> steps(schema_steps().begin(), schema_steps().end());
  const auto version = static_cast<std::int64_t>(steps.size());
  steps.push_back("ALTER TABLE page ADD COLUMN mood TEXT; UPDATE page SET mood = 'calm'");
  std::vector<const char*> broken = steps;
  broken.push_back("CREATE TABLE half (x); SELECT nothing FROM nowhere");
  EXPECT_FALSE(bring_up_to_date(*database, broken).ok());
  EXPECT_EQ(*database->number("PRAGMA user_version"), version);
  EXPECT_EQ(*database->number("SELECT count(*) FROM pragma_table_info('page') WHERE name = 'mood'"), 0);
  ASSERT_TRUE(bring_up_to_date(*database, steps).ok());
  EXPECT_EQ(*database->number("PRAGMA user_version"), version + 1);
  EXPECT_EQ(*database->number("SELECT count(*) FROM page WHERE mood = 'calm'"), 1);
  ASSERT_TRUE(bring_up_to_date(*database, steps).ok());
  EXPECT_EQ(*database->number("PRAGMA user_version"), version + 1);
}

TEST_F(StoreFileTest, ReadsWhereNothingCanBeWritten) {
  {
    StoreFile store = opened();
    kept(store, {full_document(0)});
  }
  fs::permissions(path(), fs::perms::owner_read);
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec);
  {
    const StoreFile store = opened(Access::ReadOnly);
    EXPECT_EQ(store.counts()->pages, 1u);
    EXPECT_EQ(documents_of(store).size(), 1u);
    EXPECT_EQ(answer(store, "SELECT count(*) FROM events"), (std::vector<std::string>{"3"}));
  }
  fs::permissions(folder_, fs::perms::owner_all);
}

TEST_F(StoreFileTest, SaysSoWhenAnotherWrites) {
  StoreFile store = opened();
  Result<Database> other = Database::open(path(), Access::ReadWrite);
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE").ok());
  const std::vector<Document> documents = {full_document(0)};
  const auto keepings = store.keep(documents);
  ASSERT_FALSE(keepings.ok());
  EXPECT_EQ(keepings.error().code, ErrorCode::Locked);
  EXPECT_EQ(store.counts()->pages, 0u) << "reading goes on while another writes";
  ASSERT_TRUE(other->execute("ROLLBACK").ok());
  EXPECT_EQ(kept(store, documents)[0], Keeping::Kept);
}

// ------------------------------------------------------------------------------------------- rough treatment

TEST_F(StoreFileTest, KillLosesNothingThatWasReported) {
  std::minstd_rand random(20211210);
  std::vector<std::string> reported;
  for (int round = 0; round < 20; ++round) {
    int channel[2];
    ASSERT_EQ(pipe(channel), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(channel[0]);
      Result<StoreFile> store = StoreFile::open(path(), Access::ReadWrite);
      if (!store) _exit(3);
      for (unsigned number = 0;; number += 3) {
        const unsigned base = static_cast<unsigned>(round) * 100000 + number;
        const std::vector<Document> documents = {full_document(base), full_document(base + 1),
                                                 full_document(base + 2)};
        if (!store->keep(documents)) _exit(4);
        for (const Document& document : documents) {
          const std::string line = document.article.source.hash + "\n";
          if (::write(channel[1], line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(5);
        }
      }
    }
    close(channel[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % 120));
    kill(child, SIGKILL);
    std::string output;
    char buffer[4096];
    for (ssize_t got; (got = ::read(channel[0], buffer, sizeof buffer)) > 0;)
      output.append(buffer, static_cast<std::size_t>(got));
    close(channel[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
    for (std::size_t begin = 0, end; (end = output.find('\n', begin)) != std::string::npos; begin = end + 1)
      reported.push_back(output.substr(begin, end - begin));
  }
  const StoreFile store = opened();
  EXPECT_GT(reported.size(), 20u);
  for (const std::string& hash : reported) EXPECT_TRUE(*store.holds(hash)) << hash;
  EXPECT_EQ(documents_of(store).size(), store.counts()->pages);
  EXPECT_EQ(answer(store, "SELECT count(*) FROM page WHERE page NOT IN (SELECT page FROM event)"),
            (std::vector<std::string>{"0"}));
}

TEST_F(StoreFileTest, FullDiskLosesNothing) {
  const pid_t child =
      fork();  // the limit is for a process of its own, so that the test program keeps none of it
  ASSERT_GE(child, 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    Result<StoreFile> store = StoreFile::open(path(), Access::ReadWrite);
    if (!store) _exit(10);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 1 << 20;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(11);
    unsigned number = 0;
    std::vector<Document> batch;
    for (;; number += 8) {
      batch.clear();
      for (unsigned i = 0; i < 8; ++i) batch.push_back(full_document(number + i));
      const auto keepings = store->keep(batch);
      if (keepings) continue;
      if (keepings.error().code != ErrorCode::DiskFull) _exit(12);
      break;
    }
    if (number < 8) _exit(13);
    // Full: what was kept is there, the batch is not, and reading works.
    for (unsigned i = 0; i < number; ++i)
      if (!*store->holds(full_document(i).article.source.hash)) _exit(14);
    if (*store->holds(batch[0].article.source.hash)) _exit(15);
    limit.rlim_cur = before;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(16);
    if (!store->keep(batch)) _exit(17);
    const auto counts = store->counts();
    if (!counts || counts->pages != number + 8) _exit(18);
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  const StoreFile store = opened();
  EXPECT_EQ(documents_of(store).size(), store.counts()->pages);
}

TEST_F(StoreFileTest, DamageGivesErrorsOnly) {
  {
    StoreFile store = opened();
    for (unsigned i = 0; i < 24; ++i) kept(store, {full_document(i)});
  }
  const std::string whole = *base::read_file(path());
  std::minstd_rand random(7);
  int opened_stores = 0;
  int bad_reads = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    switch (round % 3) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        std::fill(
            bytes.begin() + static_cast<std::ptrdiff_t>(at / 4096 * 4096),
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at / 4096 * 4096 + 4096, bytes.size())),
            '\0');
        break;
      default:
        for (int i = 0; i < 40; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    write(path("damaged.raven"), bytes);
    for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
      const Result<StoreFile> store = StoreFile::open(path("damaged.raven"), access);
      if (!store) continue;
      ++opened_stores;
      const auto read = store->each_document([](Document&& document) -> Result<Done> {
        for (const Event& event : document.analysis.events) EXPECT_FALSE(event_json(document, event).empty());
        return Done{};
      });
      if (!read) {
        ++bad_reads;
        EXPECT_TRUE(read.error().code == ErrorCode::BadFormat || read.error().code == ErrorCode::NotAStore)
            << describe(read.error());
      }
      static_cast<void>(asked(*store, "SELECT * FROM events").ok());
      static_cast<void>(
          asked(*store, "SELECT count(*) FROM page_search WHERE page_search MATCH 'taliban'").ok());
    }
    fs::remove(path("damaged.raven"));
    fs::remove(path("damaged.raven-wal"));
    fs::remove(path("damaged.raven-shm"));
  }
  EXPECT_GT(opened_stores, 0);
  EXPECT_GT(bad_reads, 0);
}

TEST_F(StoreFileTest, ReadsWhileAnotherProcessWrites) {
  StoreFile writer = opened();
  kept(writer, {full_document(0)});
  const StoreFile reader = opened(Access::ReadOnly);
  EXPECT_EQ(reader.counts()->pages, 1u);
  kept(writer, {full_document(1)});
  EXPECT_EQ(reader.counts()->pages, 2u);
  EXPECT_EQ(documents_of(reader).size(), 2u);
}

}  // namespace
}  // namespace raven::keep
