// SPDX-License-Identifier: Apache-2.0
// The machine formats: golden lines of a document that has something in every field.
#include "base/ascii.h"
#include "keep/character_spans.h"
#include "keep/country_codes.h"
#include "keep/event_rows.h"
#include "keep/origin_bytes.h"
#include "keep/sample_documents.h"

#include <raven/raven.h>

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

namespace raven::keep {
namespace {

constexpr std::string_view kStates =
    "# States, for this test.\n"
    "code\tname\taliases\tcameo\tfips\n"
    "RUS\tRussia\t-\tRUS\tRS\n"
    "AFG\tAfghanistan\tA|B\t-\tAF\n"
    "USA\tUnited States\t-\tUSA\tUS\n"
    "ROU\tRomania\t-\tROM\tRO\r\n"
    "XKX\tKosovo\t-\t-\t-\n";

TEST(EventJson, HasTheMembersOfTheContractInOrder) {
  const Document document = full_document(0);
  EXPECT_EQ(
      event_json(document, document.analysis.events[0]),
      R"({"id":"f0e1d2c3b4a59687","article":"story-0","uri":"pages/0.html","sentence":1,"span":[21,88],)"
      R"("text":"Russia's envoy Zamir Kabulov on Monday praised the Taliban in Kabul","type":"SUPPORT","mode":null,)"
      R"("contexts":["diplomatic","military"],"cameo":"051","goldstein":3.4,"intensity":5.0,"quad":1,)"
      R"("actor":[{"text":"Russia's envoy Zamir Kabulov","span":[21,49],"name":"Zamir Kabulov","country":"RUS","sector":"GOV","role":"special envoy","sure":0.9},)"
      R"({"text":"the ministry","span":[90,102],"name":null,"country":null,"sector":null,"role":null,"sure":0.3}],)"
      R"("recipient":[{"text":"the Taliban","span":[68,79],"name":"Taliban","country":"AFG","sector":"REB","role":null,"sure":0.7}],)"
      R"("date":{"from":"2021-08-16","to":"2021-08-16","text":"on Monday","basis":"page date","precision":"day"},)"
      R"("place":{"text":"Kabul","name":"Kabul","country":"AFG","geonames":1138958,"lat":34.52813,"lon":69.17233,"precision":"city","basis":"clause"},)"
      R"("factuality":"asserted","tense":"past",)"
      R"("attribution":[{"text":"the ministry","cue":"said","span":[90,102],"quote":"indirect","name":"Ministry of Words"},)"
      R"({"text":"a spokesman","cue":"according to","span":null,"quote":"mixed","name":null}],)"
      R"("quantities":[],"rule":"lexicon:praise.v","sure":0.93})");
}

TEST(EventJson, CountsCharactersNotBytes) {
  const Document document = full_document(0);
  const Event& event = document.analysis.events[1];
  const std::string line = event_json(document, event);
  // Two dashes of three bytes and an accented letter of two: five bytes more than characters.
  const std::size_t characters = document.article.text.size() - 5;
  EXPECT_NE(line.find(",\"span\":[110," + std::to_string(characters) + "],"), std::string::npos) << line;
  EXPECT_NE(line.find(R"("place":null)"), std::string::npos);
  EXPECT_NE(
      line.find(R"("date":{"from":null,"to":null,"text":null,"basis":"unknown","precision":"unknown"})"),
      std::string::npos);
  EXPECT_NE(
      line.find(
          R"({"what":"freed","low":40.0,"high":null,"text":"More than 40 people","of":"people","unit":"person"})"),
      std::string::npos)
      << line;
}

TEST(EventJson, LongTextsAreIndexedOnce) {
  Document document;
  document.article.source.hash = "long";
  for (int i = 0; i < 200000; ++i) document.article.text += "é. ";
  const std::size_t size = document.article.text.size();
  Event event;
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 20000; ++i) {
    const std::size_t at = (i * 30) % (size - 8) / 4 * 4;
    event.span = text_span(at, at + 2);
    const std::string line = event_json(document, event);
    ASSERT_NE(
        line.find("\"span\":[" + std::to_string(at / 4 * 3) + "," + std::to_string(at / 4 * 3 + 1) + "]"),
        std::string::npos);
  }
  // Counting anew for each event would be 16 thousand million bytes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  Document other = document;
  other.article.text.replace(0, 4, "abc ");
  other.article.text += ' ';
  other.article.source.hash = "other";
  event.span = text_span(4, 6);
  EXPECT_NE(event_json(other, event).find("\"span\":[4,5]"), std::string::npos);
}

TEST(EventJson, TakesSpansBeyondTheText) {
  Document document;
  document.article.text = "short";
  Event event;
  event.span = text_span(3, 900);
  EXPECT_NE(event_json(document, event).find(R"("text":"rt")"), std::string::npos);
  event.span = text_span(900, 901);
  EXPECT_NE(event_json(document, event).find(R"("text":"")"), std::string::npos);
}

TEST(ArticleJson, IsWholeAndInOrder) {
  Document document = full_document(0);
  document.article.text = "Élan\n\nmore";
  document.article.paragraphs = {{text_span(0, 5), ParagraphRole::Heading},
                                 {text_span(7, 11), ParagraphRole::Body}};
  document.article.notes = {{"drop_cap_mended", "A letter.", text_span(7, 11)}};
  document.analysis.notes = {{"odd", "Odd.", {}}};
  document.article.copy_of = CopyOf{"story-9", "hash-of-page-9", "same", 0.9, 1};
  EXPECT_EQ(
      article_json(document),
      R"({"id":"story-0","source":{"uri":"pages/0.html","container":"news.warc.gz","record":1,"bytes":5000,"media_type":"text/html","charset":"utf-8","hash":"hash-of-page-0"},)"
      R"("title":"Envoy praises \"rapid\" talks, no. 0","site":"Harbour Gazette","slogan":"All the coast's news","authors":["Ana Müller","Bo Li, Jr."],"agency":"Coast Press",)"
      R"("published":"2021-08-17T23:30:00-02:00","published_precision":"second","published_basis":"json-ld","modified":"2021-08","modified_precision":"month","modified_basis":"meta",)"
      R"("language":"en","canonical_url":"https://harbour.example/0","section":"World","kind":"article","dateline":"KABUL","text":"Élan\n\nmore",)"
      R"("paragraphs":[{"span":[0,4],"role":"heading"},{"span":[6,10],"role":"body"}],)"
      R"("dropped":[{"text":"See also: five things","source_span":[700,760],"reason":"cross_promotion","rule":"see also"},{"text":"Menu","source_span":[3,25769803776],"reason":"navigation","rule":null}],)"
      R"("copy_of":{"of":"story-9","hash":"hash-of-page-9","kind":"same","containment":0.9,"coverage":1.0},)"
      R"("notes":[{"code":"drop_cap_mended","message":"A letter.","span":[6,10]},{"code":"odd","message":"Odd.","span":null}]})");
  EXPECT_EQ(article_text(document), "Élan\n\nmore");
}

TEST(ArticleJson, TellsFailures) {
  Document document;
  document.article.source.uri = "a\"b.html";
  document.failure = Error{ErrorCode::NotFound, "", "a\"b.html"};
  EXPECT_EQ(failure_json(document), R"({"uri":"a\"b.html","error":"not_found","message":"does not exist"})");
  document.failure->message = "gone";
  EXPECT_EQ(failure_json(document), R"({"uri":"a\"b.html","error":"not_found","message":"gone"})");
}

/// The cells of RFC 4180 text.
std::vector<std::vector<std::string>> csv_cells(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        cell += text[i++];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().push_back("");
    } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      rows.push_back({""});
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(EventRows, CsvIsReadBackByItsRules) {
  Document document = full_document(0);
  document.analysis.events[0].actors[0].name = "Kabulov, \"Z.\"\r\nof Moscow";
  const auto rows = csv_cells(event_header(EventFormat::Csv) +
                              event_row(EventFormat::Csv, document, document.analysis.events[0]) +
                              event_row(EventFormat::Csv, document, document.analysis.events[1]));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].size(), rows[1].size());
  EXPECT_EQ(rows[0].size(), rows[2].size());
  const auto cell = [&](std::size_t row, std::string_view column) {
    const auto at = std::find(rows[0].begin(), rows[0].end(), column) - rows[0].begin();
    return rows[row].at(static_cast<std::size_t>(at));
  };
  EXPECT_EQ(cell(1, "id"), "f0e1d2c3b4a59687");
  EXPECT_EQ(cell(1, "actor"), "Kabulov, \"Z.\"\r\nof Moscow; the ministry");
  EXPECT_EQ(cell(1, "actor_country"), "RUS; ");
  EXPECT_EQ(cell(1, "recipient_role"), "");
  EXPECT_EQ(cell(1, "contexts"), "diplomatic; military");
  EXPECT_EQ(cell(1, "according_to"), "Ministry of Words; a spokesman");
  EXPECT_EQ(cell(1, "latitude"), "34.52813");
  EXPECT_EQ(cell(1, "span_begin"), "21");
  EXPECT_EQ(cell(2, "date_from"), "");
  EXPECT_EQ(cell(2, "quantities"), "freed: More than 40 people; : 40");
  EXPECT_EQ(cell(2, "factuality"), "alleged");
}

std::vector<std::string> tab_cells(std::string_view row) {
  EXPECT_TRUE(row.ends_with('\n'));
  row.remove_suffix(1);
  EXPECT_EQ(row.find('\n'), std::string_view::npos);
  std::vector<std::string> cells;
  for (const std::string_view cell : base::split(row, '\t')) cells.emplace_back(cell);
  return cells;
}

TEST(EventRows, Gdelt2GoldenRows) {
  const Document document = full_document(0);
  const CountryCodes countries(kStates);
  EXPECT_EQ(gdelt2_row(document, document.analysis.events[0], countries),
            "8134014139999032967\t20210816\t202108\t2021\t2021.6192\t"
            "RUSGOV\tZAMIR KABULOV\tRUS\t\t\t\t\tGOV\t\t\t"
            "AFGREB\tTALIBAN\tAFG\t\t\t\t\tREB\t\t\t"
            "1\t051\t051\t05\t1\t3.4\t1\t1\t1\t\t"
            "0\t\t\t\t\t\t\t\t"
            "0\t\t\t\t\t\t\t\t"
            "4\tKabul, Afghanistan\tAF\t\t\t34.52813\t69.17233\t\t"
            "20210818013000\thttps://harbour.example/0\n");
  EXPECT_EQ(gdelt2_row(document, document.analysis.events[1], countries),
            std::to_string(gdelt2_id("not a number 0")) +
                "\t20210817\t202108\t2021\t2021.6219\t"
                "\t\t\t\t\t\t\t\t\t\t"
                "\t\t\t\t\t\t\t\t\t\t"
                "0\t0841\t084\t08\t2\t7\t1\t1\t1\t\t"
                "0\t\t\t\t\t\t\t\t"
                "0\t\t\t\t\t\t\t\t"
                "0\t\t\t\t\t\t\t\t"
                "20210818013000\thttps://harbour.example/0\n");
}

TEST(EventRows, Gdelt2AlwaysHas61Cells) {
  EXPECT_EQ(tab_cells(gdelt2_column_names()).size(), 61u);
  EXPECT_EQ(event_header(EventFormat::Gdelt2), "");
  Document document = full_document(1);
  Event& event = document.analysis.events[0];
  event.actors[0].name = "tab\there\nand\rthere";
  document.article.source.uri = "https://x.example/\ty";
  EXPECT_EQ(tab_cells(event_row(EventFormat::Gdelt2, document, event)).size(), 61u);
  Document bare;
  EXPECT_EQ(tab_cells(event_row(EventFormat::Gdelt2, bare, Event{})).size(), 61u);
  const CountryCodes countries(kStates);
  const auto cells = tab_cells(gdelt2_row(document, event, countries));
  EXPECT_EQ(cells[6], "TAB HERE AND THERE");
  EXPECT_EQ(cells[60], "https://x.example/ y");
}

TEST(EventRows, Gdelt2ActorsAndPlaces) {
  const CountryCodes countries(kStates);
  Document document = full_document(0);
  Event& event = document.analysis.events[0];
  const auto cells = [&] { return tab_cells(gdelt2_row(document, event, countries)); };
  event.actors[0].country = "IGO";
  event.actors[0].sector = "MED";
  EXPECT_EQ(cells()[5], "IGOHLH");
  EXPECT_EQ(cells()[7], "");
  EXPECT_EQ(cells()[12], "IGO");
  EXPECT_EQ(cells()[13], "HLH");
  event.actors[0].country = "ROU";
  event.actors[0].sector = "JRN";
  EXPECT_EQ(cells()[5], "ROMMED");
  event.actors[0].country = "ISM";
  event.actors[0].sector = "REL";
  EXPECT_EQ(cells()[5], "");
  event.place->country = "USA";
  event.place->precision = "region";
  EXPECT_EQ(cells()[51], "2");
  event.place->precision = "city";
  EXPECT_EQ(cells()[51], "3");
  event.place->precision = "country";
  event.place->name = "United States";
  EXPECT_EQ(cells()[51], "1");
  EXPECT_EQ(cells()[52], "United States");
  EXPECT_EQ(cells()[54], "US");
  EXPECT_EQ(cells()[58], "US");
  event.date.precision = Precision::Month;
  EXPECT_EQ(cells()[1], "20210817") << "a month is no day: the page's own day stands in";
  document.article.published = {"2021", Precision::Year, "url"};
  EXPECT_EQ(cells()[1], "");
  EXPECT_EQ(cells()[59], "");
}

TEST(EventRows, NumbersAndMoments) {
  EXPECT_EQ(gdelt2_id("0000000000000000"), 1u);
  EXPECT_EQ(gdelt2_id("ffffffffffffffff"), 0x7fffffffffffffffu);
  EXPECT_NE(gdelt2_id("x"), gdelt2_id("y"));
  EXPECT_LE(gdelt2_id(""), 0x7fffffffffffffffu);
  EXPECT_EQ(gdelt2_moment({"2022-12-10", Precision::Day, ""}), "20221210000000");
  EXPECT_EQ(gdelt2_moment({"2022-12-10T14:03Z", Precision::Minute, ""}), "20221210140300");
  EXPECT_EQ(gdelt2_moment({"2022-01-01T00:30:15+05:30", Precision::Second, ""}), "20211231190015");
  EXPECT_EQ(gdelt2_moment({"2022-12-31T23:30:15-0100", Precision::Second, ""}), "20230101003015");
  EXPECT_EQ(gdelt2_moment({"2022-12", Precision::Month, ""}), "");
  EXPECT_EQ(event_format_named("gdelt2"), EventFormat::Gdelt2);
  EXPECT_EQ(event_format_named("csv"), EventFormat::Csv);
  EXPECT_EQ(event_format_named("jsonl"), EventFormat::JsonLines);
  EXPECT_FALSE(event_format_named("xml").has_value());
}

TEST(CountryCodes, FindsColumnsByName) {
  const CountryCodes countries(kStates);
  EXPECT_EQ(countries.find("ROU")->cameo, "ROM");
  EXPECT_EQ(countries.find("ROU")->fips, "RO");
  EXPECT_EQ(countries.find("AFG")->cameo, "AFG");
  EXPECT_EQ(countries.find("XKX")->fips, "");
  EXPECT_EQ(countries.find("ZZZ"), nullptr);
  EXPECT_EQ(CountryCodes("other\tcolumns\nRUS\tRS\n").find("RUS"), nullptr);
  EXPECT_EQ(CountryCodes("").find(""), nullptr);
}

TEST(OriginBytes, RefusesWhatIsBroken) {
  const std::vector<OriginRun> runs = {{{0}, 5, {10}, 5}, {{7}, 1, {15}, 6}};
  const std::string bytes = origin_bytes(runs);
  EXPECT_EQ(bytes.size(), 9u);
  EXPECT_TRUE(origins_from(bytes).has_value());
  EXPECT_FALSE(origins_from(std::string_view(bytes).substr(0, bytes.size() - 1)).has_value());
  EXPECT_FALSE(origins_from(std::string(1, '\2') + bytes.substr(1)).has_value());
  EXPECT_FALSE(origins_from("\x01" + std::string(40, '\xff')).has_value());
  EXPECT_TRUE(origins_from("")->empty());
}

}  // namespace
}  // namespace raven::keep
