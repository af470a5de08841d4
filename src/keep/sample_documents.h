// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Documents with something in every field, for tests and for the stores under tests/stores. All inline,
/// nothing of it is in the library.
///
///     Document document = full_document(7);   // the same for the same number

#include <raven/raven.h>

#include <string>

namespace raven::keep {

/// Reported, as one value of each kind; the number makes texts, hashes and ids distinct.
inline Document full_document(unsigned number) {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::year;
  const std::string n = std::to_string(number);
  Document document;
  Article& article = document.article;
  article.id = "story-" + n;
  article.source = {"pages/" + n + ".html", "news.warc.gz", number + 1ull,
                    5000ull + number,       "text/html",    "utf-8",
                    "hash-of-page-" + n};
  article.title = "Envoy praises \"rapid\" talks, no. " + n;
  article.site = "Harbour Gazette";
  article.slogan = "All the coast's news";
  article.authors = {"Ana Müller", "Bo Li, Jr."};
  article.agency = "Coast Press";
  article.published = {"2021-08-17T23:30:00-02:00", Precision::Second, "json-ld"};
  article.modified = {"2021-08", Precision::Month, "meta"};
  article.language = "en";
  article.canonical_url = "https://harbour.example/" + n;
  article.section = "World";
  article.kind = "article";
  article.dateline = "KABUL";
  article.text =
      "Envoy praises talks\n\nRussia's envoy Zamir Kabulov on Monday praised the Taliban in Kabul, "
      "the ministry said.\n\nMore than 40 people – it is said – were freed in Élan no. " +
      n + ".";
  const std::string& text = article.text;
  const auto span_of = [&](std::string_view words) {
    const std::size_t at = text.find(words);
    return text_span(at, at + words.size());
  };
  article.paragraphs = {{span_of("Envoy praises talks"), ParagraphRole::Title},
                        {text_span(21, text.find("\n\nMore")), ParagraphRole::Body},
                        {text_span(text.find("More"), text.size()), ParagraphRole::Quotation}};
  article.dropped = {{"See also: five things", source_span(700, 760), "cross_promotion", "see also"},
                     {"Menu", source_span(3, 3ull << 33), "navigation", ""}};
  article.origins = {
      {{0}, 19, {1200}, 19}, {{21}, 30, {1300}, 30}, {{51}, 1, {1330}, 6}, {{52}, 40, {90}, 44}};
  article.notes = {{"drop_cap_mended", "A letter was doubled.", span_of("Envoy")},
                   {"date_conflict", "Two dates.", {}}};
  if (number > 0)
    article.copy_of = CopyOf{"story-" + std::to_string(number - 1),
                             "hash-of-page-" + std::to_string(number - 1), "updated", 0.75, 0.5};

  Analysis& analysis = document.analysis;
  analysis.notes = {{"odd_words", "Unknown words.", span_of("Élan")}};
  analysis.sentences = {{span_of("Envoy praises talks"), 0, 0, 0, Readability::Readable},
                        {text_span(21, text.find("\n\nMore")), 0, 0, 1, Readability::Readable},
                        {text_span(text.find("More"), text.size()), 0, 0, 2, Readability::Unreadable}};
  analysis.actors = {{"RUS_KABULOV", "Zamir Kabulov", "RUS", "GOV", "special envoy", MentionKind::Person, 0.9,
                      "actors:people.tsv"},
                     {"", "Taliban", "AFG", "REB", "", MentionKind::Group, 0.75, "actors:groups.tsv"}};
  analysis.mentions = {{span_of("Zamir Kabulov"), 1, 0, 0.9, "exact"},
                       {span_of("the Taliban"), 1, 1, 0.7, "alias"},
                       {span_of("people"), 2, kNone, 0.1, ""}};
  Place kabul{span_of("Kabul, "), "Kabul",  "Kabul", "AFG",    1138958,
              34.52813,           69.17233, "city",  "clause", 0.8};
  analysis.places = {kabul, {span_of("Élan"), "Élan", "", "", 0, std::nullopt, std::nullopt, "", "", 0.2}};
  analysis.quotations = {{span_of("on Monday praised the Taliban in Kabul"), span_of("the ministry"),
                          "the ministry", "said", span_of("said."), QuotationKind::Indirect}};

  Event praise;
  praise.id = number % 2 == 0 ? "f0e1d2c3b4a59687" : "00e1d2c3b4a59687";
  praise.sentence = 1;
  praise.span = text_span(21, text.find(", the ministry"));
  praise.trigger = span_of("praised");
  praise.type = EventType::Support;
  praise.contexts = {"diplomatic", "military"};
  praise.cameo = "051";
  praise.goldstein = 3.4;
  praise.intensity = 5;
  praise.quad = 1;
  praise.quad_gdelt = 1;
  praise.actors = {{"Russia's envoy Zamir Kabulov", span_of("Russia's envoy Zamir Kabulov"), 0,
                    "Zamir Kabulov", "RUS", "GOV", "special envoy", 0.9},
                   {"the ministry", span_of("the ministry"), kNone, "", "", "", "", 0.3}};
  praise.recipients = {{"the Taliban", span_of("the Taliban"), 1, "Taliban", "AFG", "REB", "", 0.7}};
  praise.date = {
      span_of("on Monday"), "on Monday", year(2021) / month(8) / day(16), year(2021) / month(8) / day(16),
      Precision::Day,       "page date"};
  praise.place = kabul;
  praise.factuality = Factuality::Asserted;
  praise.tense = Tense::Past;
  praise.attribution = {
      {"the ministry", span_of("the ministry"), "said", QuotationKind::Indirect, "Ministry of Words"},
      {"a spokesman", {}, "according to", QuotationKind::Mixed, ""}};
  praise.rule = "lexicon:praise.v";
  praise.sure = 0.93;

  Event release;
  release.id = "not a number " + n;
  release.sentence = 2;
  release.span = text_span(text.find("More"), text.size());
  release.trigger = span_of("freed");
  release.type = EventType::Concede;
  release.mode = "release";
  release.cameo = "0841";
  release.goldstein = 7;
  release.intensity = 4.5;
  release.quad = 2;
  release.quad_gdelt = 2;
  release.factuality = Factuality::Alleged;
  release.tense = Tense::None;
  release.quantities = {
      {span_of("More than 40 people"), "More than 40 people", "freed", 40, std::nullopt, "person", "people"},
      {span_of("40"), "40", "", std::nullopt, 1e300, "", ""}};
  release.rule = "lexicon:free.v";
  release.sure = 1.0 / 3;
  analysis.events = {praise, release};
  return document;
}

}  // namespace raven::keep
