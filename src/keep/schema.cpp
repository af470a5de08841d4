// SPDX-License-Identifier: Apache-2.0
#include "keep/schema.h"

#include <string>

namespace raven::keep {
namespace {

// Spans count bytes of page.text. What is not known is NULL. The numbers of things within a page (sentence,
// actor, event, ...) count from 0 in the order of the records. Rows of one page lie together: the tables are
// clustered by page, so that handing a page out touches few blocks and keeping one only appends.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE page (
  page INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  uri TEXT,
  container TEXT,
  record INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT,
  charset TEXT,
  article TEXT,
  title TEXT,
  site TEXT,
  slogan TEXT,
  agency TEXT,
  published TEXT,
  published_precision TEXT NOT NULL,
  published_basis TEXT,
  modified TEXT,
  modified_precision TEXT NOT NULL,
  modified_basis TEXT,
  language TEXT,
  canonical_url TEXT,
  section TEXT,
  kind TEXT,
  dateline TEXT,
  kept TEXT NOT NULL,
  text TEXT NOT NULL,
  origins BLOB NOT NULL
) STRICT;
CREATE INDEX page_published ON page (published);

CREATE TABLE page_address (
  page INTEGER NOT NULL REFERENCES page (page),
  uri TEXT NOT NULL,
  container TEXT NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (page, uri, container, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_address_uri ON page_address (uri);

CREATE TABLE page_author (
  page INTEGER NOT NULL REFERENCES page (page),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (page, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraph (
  page INTEGER NOT NULL REFERENCES page (page),
  paragraph INTEGER NOT NULL,
  role TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, paragraph)
) STRICT, WITHOUT ROWID;

CREATE TABLE dropped (
  page INTEGER NOT NULL REFERENCES page (page),
  number INTEGER NOT NULL,
  reason TEXT,
  rule TEXT,
  text TEXT,
  source_begin INTEGER NOT NULL,
  source_end INTEGER NOT NULL,
  PRIMARY KEY (page, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  page INTEGER NOT NULL REFERENCES page (page),
  layer TEXT NOT NULL CHECK (layer IN ('article', 'analysis')),
  number INTEGER NOT NULL,
  code TEXT,
  message TEXT,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, layer, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE failure (
  uri TEXT NOT NULL,
  container TEXT NOT NULL,
  record INTEGER NOT NULL,
  hash TEXT,
  error TEXT NOT NULL,
  message TEXT,
  kept TEXT NOT NULL,
  PRIMARY KEY (uri, container, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence (
  page INTEGER NOT NULL REFERENCES page (page),
  sentence INTEGER NOT NULL,
  paragraph INTEGER NOT NULL,
  readability TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, sentence)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
  page INTEGER NOT NULL REFERENCES page (page),
  actor INTEGER NOT NULL,
  id TEXT,
  name TEXT,
  country TEXT,
  sector TEXT,
  role TEXT,
  kind TEXT NOT NULL,
  sure REAL NOT NULL,
  made_by TEXT,
  PRIMARY KEY (page, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name ON actor (name);

CREATE TABLE mention (
  page INTEGER NOT NULL REFERENCES page (page),
  mention INTEGER NOT NULL,
  actor INTEGER,
  sentence INTEGER NOT NULL,
  sure REAL NOT NULL,
  made_by TEXT,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  page INTEGER NOT NULL REFERENCES page (page),
  place INTEGER NOT NULL,
  text TEXT,
  name TEXT,
  country TEXT,
  geonames INTEGER NOT NULL,
  latitude REAL,
  longitude REAL,
  precision TEXT,
  basis TEXT,
  sure REAL NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotation (
  page INTEGER NOT NULL REFERENCES page (page),
  quotation INTEGER NOT NULL,
  kind TEXT NOT NULL,
  speaker TEXT,
  cue TEXT,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  speaker_begin INTEGER NOT NULL,
  speaker_end INTEGER NOT NULL,
  cue_begin INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  PRIMARY KEY (page, quotation)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  page INTEGER NOT NULL REFERENCES page (page),
  event INTEGER NOT NULL,
  id TEXT,
  type TEXT NOT NULL,
  mode TEXT,
  cameo TEXT,
  goldstein REAL NOT NULL,
  intensity REAL NOT NULL,
  quad INTEGER NOT NULL,
  quad_gdelt INTEGER NOT NULL,
  factuality TEXT NOT NULL,
  tense TEXT NOT NULL,
  date_from TEXT,
  date_to TEXT,
  date_precision TEXT NOT NULL,
  date_basis TEXT,
  date_text TEXT,
  date_begin INTEGER NOT NULL,
  date_end INTEGER NOT NULL,
  place_begin INTEGER,
  place_end INTEGER,
  place_text TEXT,
  place_name TEXT,
  place_country TEXT,
  place_geonames INTEGER,
  place_latitude REAL,
  place_longitude REAL,
  place_precision TEXT,
  place_basis TEXT,
  place_sure REAL,
  rule TEXT,
  sure REAL NOT NULL,
  sentence INTEGER NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  PRIMARY KEY (page, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_id ON event (id);
CREATE INDEX event_date ON event (date_from);

CREATE TABLE event_context (
  page INTEGER NOT NULL,
  event INTEGER NOT NULL,
  number INTEGER NOT NULL,
  context TEXT NOT NULL,
  PRIMARY KEY (page, event, number),
  FOREIGN KEY (page, event) REFERENCES event (page, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_party (
  page INTEGER NOT NULL,
  event INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  number INTEGER NOT NULL,
  actor INTEGER,
  text TEXT,
  name TEXT,
  country TEXT,
  sector TEXT,
  role TEXT,
  sure REAL NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, event, side, number),
  FOREIGN KEY (page, event) REFERENCES event (page, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_party_country ON event_party (country, side);

CREATE TABLE event_attribution (
  page INTEGER NOT NULL,
  event INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT,
  text TEXT,
  cue TEXT,
  quote TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, event, number),
  FOREIGN KEY (page, event) REFERENCES event (page, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_quantity (
  page INTEGER NOT NULL,
  event INTEGER NOT NULL,
  number INTEGER NOT NULL,
  what TEXT,
  low REAL,
  high REAL,
  unit TEXT,
  "of" TEXT,
  text TEXT,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (page, event, number),
  FOREIGN KEY (page, event) REFERENCES event (page, event)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE page_search USING fts5 (
  title, text, content = 'page', content_rowid = 'page', tokenize = "unicode61 remove_diacritics 2"
);

-- Casting to BLOB makes substr count bytes, as the spans do.
CREATE VIEW sentences AS
  SELECT s.page, s.sentence, s.paragraph, s.readability,
         CAST(substr(CAST(p.text AS BLOB), s.span_begin + 1, s.span_end - s.span_begin) AS TEXT) AS text,
         p.uri, p.title, p.site, p.published
  FROM sentence AS s JOIN page AS p USING (page);

CREATE VIEW events AS
  SELECT e.id, e.page, e.event, e.date_from, e.date_to, e.date_precision, e.date_basis,
         e.type, e.mode,
         (SELECT group_concat(c.context, ', ') FROM event_context AS c WHERE c.page = e.page AND c.event = e.event) AS contexts,
         e.cameo, e.goldstein, e.intensity, e.quad, e.quad_gdelt,
         coalesce(a.name, a.text) AS actor_name, a.text AS actor_text, a.country AS actor_country,
         a.sector AS actor_sector, a.role AS actor_role, a.sure AS actor_sure,
         coalesce(r.name, r.text) AS recipient_name, r.text AS recipient_text, r.country AS recipient_country,
         r.sector AS recipient_sector, r.role AS recipient_role, r.sure AS recipient_sure,
         coalesce(e.place_name, e.place_text) AS place_name, e.place_country,
         e.place_latitude, e.place_longitude, e.place_geonames, e.place_precision,
         e.factuality, e.tense,
         (SELECT group_concat(coalesce(t.name, t.text), ' < ') FROM event_attribution AS t
           WHERE t.page = e.page AND t.event = e.event) AS according_to,
         e.rule, e.sure, e.sentence,
         CAST(substr(CAST(p.text AS BLOB), e.span_begin + 1, e.span_end - e.span_begin) AS TEXT) AS event_text,
         CAST(substr(CAST(p.text AS BLOB), s.span_begin + 1, s.span_end - s.span_begin) AS TEXT) AS sentence_text,
         p.uri, p.title, p.site, p.published, p.language
  FROM event AS e
  JOIN page AS p ON p.page = e.page
  LEFT JOIN event_party AS a ON a.page = e.page AND a.event = e.event AND a.side = 'actor'
  LEFT JOIN event_party AS r ON r.page = e.page AND r.event = e.event AND r.side = 'recipient'
  LEFT JOIN sentence AS s ON s.page = e.page AND s.sentence = e.sentence;
)sql";

// What pages have to do with each other: which are copies, and what the articles of a host have in common.
// `host.memory` is read::SiteMemory's own form.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE copy (
  page INTEGER PRIMARY KEY REFERENCES page (page),
  original INTEGER REFERENCES page (page),
  "of" TEXT,
  hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  containment REAL NOT NULL,
  coverage REAL NOT NULL
) STRICT;
CREATE INDEX copy_original ON copy (original);

CREATE TABLE host (
  host TEXT PRIMARY KEY,
  articles INTEGER NOT NULL,
  memory BLOB NOT NULL
) STRICT;
)sql";

constexpr const char* kSteps[] = {kVersion1, kVersion2};

}  // namespace

std::span<const char* const> schema_steps() {
  return kSteps;
}

Result<Done> bring_up_to_date(Database& database, std::span<const char* const> steps) {
  RAVEN_TRY(Transaction transaction, Transaction::begin(database));
  // Asked inside the transaction: another process may have done it in the meantime.
  RAVEN_TRY(const std::int64_t version, database.number("PRAGMA user_version"));
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (version < 0 || version >= newest) return Done{};
  for (std::int64_t step = version; step < newest; ++step) {
    RAVEN_TRY(const Done stepped, database.execute(steps[static_cast<std::size_t>(step)]));
    static_cast<void>(stepped);
  }
  RAVEN_TRY(const Done marked, database.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                                "; PRAGMA user_version = " + std::to_string(newest)));
  static_cast<void>(marked);
  return transaction.commit();
}

}  // namespace raven::keep
