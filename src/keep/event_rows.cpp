// SPDX-License-Identifier: Apache-2.0
#include "keep/event_rows.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "keep/character_spans.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace raven {
namespace keep {
namespace {

// ------------------------------------------------------------------------------------------------- CSV

constexpr std::string_view kCsvColumns[] = {"id",
                                            "article",
                                            "uri",
                                            "published",
                                            "sentence",
                                            "span_begin",
                                            "span_end",
                                            "text",
                                            "type",
                                            "mode",
                                            "contexts",
                                            "cameo",
                                            "goldstein",
                                            "intensity",
                                            "quad",
                                            "actor",
                                            "actor_text",
                                            "actor_country",
                                            "actor_sector",
                                            "actor_role",
                                            "recipient",
                                            "recipient_text",
                                            "recipient_country",
                                            "recipient_sector",
                                            "recipient_role",
                                            "date_from",
                                            "date_to",
                                            "date_precision",
                                            "date_basis",
                                            "place",
                                            "place_country",
                                            "latitude",
                                            "longitude",
                                            "geonames",
                                            "factuality",
                                            "tense",
                                            "according_to",
                                            "quantities",
                                            "rule",
                                            "sure"};

std::string number_text(double number) {
  char buffer[32];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

std::string number_text(const std::optional<double>& number) {
  return number ? number_text(*number) : std::string();
}

std::string day_text(const std::optional<base::Day>& day) {
  return day && day->ok() ? base::iso_day(*day) : std::string();
}

class CsvRow {
 public:
  void cell(std::string_view text) {
    if (begun_) row_ += ',';
    begun_ = true;
    if (text.find_first_of("\",\r\n") == std::string_view::npos) {
      row_ += text;
      return;
    }
    row_ += '"';
    for (const char c : text) {
      if (c == '"') row_ += '"';
      row_ += c;
    }
    row_ += '"';
  }
  std::string take() && { return std::move(row_) + "\r\n"; }

 private:
  std::string row_;
  bool begun_ = false;
};

/// What `text_of` gives for each item, "; " between, so that the n-th value of each cell is of the n-th item.
template <class Item, class TextOf>
std::string joined(const std::vector<Item>& items, const TextOf& text_of) {
  std::string out;
  bool something = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += "; ";
    const std::string_view text = text_of(items[i]);
    something |= !text.empty();
    out += text;
  }
  return something ? out : std::string();
}

std::string_view name_or_text(const std::string& name, const std::string& text) {
  return name.empty() ? text : name;
}

void add_parties(CsvRow& row, const std::vector<Party>& parties) {
  row.cell(joined(parties, [](const Party& party) { return name_or_text(party.name, party.text); }));
  row.cell(joined(parties, [](const Party& party) { return std::string_view(party.text); }));
  row.cell(joined(parties, [](const Party& party) { return std::string_view(party.country); }));
  row.cell(joined(parties, [](const Party& party) { return std::string_view(party.sector); }));
  row.cell(joined(parties, [](const Party& party) { return std::string_view(party.role); }));
}

// ------------------------------------------------------------------------------------------------- GDELT

constexpr std::string_view kGdelt2Columns[] = {"GLOBALEVENTID",
                                               "SQLDATE",
                                               "MonthYear",
                                               "Year",
                                               "FractionDate",
                                               "Actor1Code",
                                               "Actor1Name",
                                               "Actor1CountryCode",
                                               "Actor1KnownGroupCode",
                                               "Actor1EthnicCode",
                                               "Actor1Religion1Code",
                                               "Actor1Religion2Code",
                                               "Actor1Type1Code",
                                               "Actor1Type2Code",
                                               "Actor1Type3Code",
                                               "Actor2Code",
                                               "Actor2Name",
                                               "Actor2CountryCode",
                                               "Actor2KnownGroupCode",
                                               "Actor2EthnicCode",
                                               "Actor2Religion1Code",
                                               "Actor2Religion2Code",
                                               "Actor2Type1Code",
                                               "Actor2Type2Code",
                                               "Actor2Type3Code",
                                               "IsRootEvent",
                                               "EventCode",
                                               "EventBaseCode",
                                               "EventRootCode",
                                               "QuadClass",
                                               "GoldsteinScale",
                                               "NumMentions",
                                               "NumSources",
                                               "NumArticles",
                                               "AvgTone",
                                               "Actor1Geo_Type",
                                               "Actor1Geo_FullName",
                                               "Actor1Geo_CountryCode",
                                               "Actor1Geo_ADM1Code",
                                               "Actor1Geo_ADM2Code",
                                               "Actor1Geo_Lat",
                                               "Actor1Geo_Long",
                                               "Actor1Geo_FeatureID",
                                               "Actor2Geo_Type",
                                               "Actor2Geo_FullName",
                                               "Actor2Geo_CountryCode",
                                               "Actor2Geo_ADM1Code",
                                               "Actor2Geo_ADM2Code",
                                               "Actor2Geo_Lat",
                                               "Actor2Geo_Long",
                                               "Actor2Geo_FeatureID",
                                               "ActionGeo_Type",
                                               "ActionGeo_FullName",
                                               "ActionGeo_CountryCode",
                                               "ActionGeo_ADM1Code",
                                               "ActionGeo_ADM2Code",
                                               "ActionGeo_Lat",
                                               "ActionGeo_Long",
                                               "ActionGeo_FeatureID",
                                               "DATEADDED",
                                               "SOURCEURL"};
static_assert(std::size(kGdelt2Columns) == 61);

class TabRow {
 public:
  void cell(std::string_view text) {
    if (begun_) row_ += '\t';
    begun_ = true;
    // Control characters would break the row, and some readers; a blank stands in.
    for (const char c : text) row_ += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  void empty_cells(int count) {
    for (int i = 0; i < count; ++i) cell({});
  }
  std::string take() && { return std::move(row_) + '\n'; }

 private:
  std::string row_;
  bool begun_ = false;
};

bool is_of_no_country(std::string_view code) {
  return code == "IGO" || code == "NGO" || code == "IMG" || code == "MNC" || code == "ISM";
}

std::string upper_cased(std::string_view text) {
  std::string out;
  for (base::Utf8Cursor at(text); !at.done(); at.next())
    base::append_utf8(out, base::upper_character(at.code_point()));
  return out;
}

/// Ten cells: code, name, country, known group, ethnic, two religions, three types.
void add_actor(TabRow& row, const std::vector<Party>& parties, const CountryCodes& countries) {
  if (parties.empty()) {
    row.empty_cells(10);
    return;
  }
  const Party& party = parties.front();
  std::string country;
  std::string types[2];
  std::size_t type_count = 0;
  if (is_of_no_country(party.country)) {
    // CAMEO has no code for a religion's bodies as such; GDELT keeps it under the religion, which is not
    // known here.
    if (party.country != "ISM") types[type_count++] = party.country;
  } else if (!party.country.empty()) {
    const CountryCode* codes = countries.find(party.country);
    country = codes == nullptr ? party.country : codes->cameo;
  }
  if (const std::string_view sector = cameo_sector(party.sector); !sector.empty())
    types[type_count++] = sector;
  row.cell(country + types[0] + types[1]);
  row.cell(upper_cased(name_or_text(party.name, party.text)));
  row.cell(country);
  row.empty_cells(4);
  row.cell(types[0]);
  row.cell(types[1]);
  row.empty_cells(1);
}

/// Eight cells: type, full name, country, two divisions, latitude, longitude, feature.
void add_place(TabRow& row, const std::optional<Place>& place, const CountryCodes& countries) {
  if (!place) {
    row.cell("0");
    row.empty_cells(7);
    return;
  }
  const CountryCode* codes = countries.find(place->country);
  const std::string_view fips = codes == nullptr ? std::string_view() : std::string_view(codes->fips);
  const bool american = place->country == "USA";
  std::string full_name(name_or_text(place->name, place->text));
  if (place->precision == "country") {
    row.cell("1");
  } else {
    if (codes != nullptr && !codes->name.empty()) full_name += ", " + codes->name;
    row.cell(place->precision == "region" ? (american ? "2" : "5") : (american ? "3" : "4"));
  }
  row.cell(full_name);
  row.cell(fips);
  row.cell(place->precision == "country" ? fips : std::string_view());
  row.empty_cells(1);
  row.cell(number_text(place->latitude));
  row.cell(number_text(place->longitude));
  // GDELT's feature numbers are of GNS and GNIS, which are not GeoNames'; for a country it is the FIPS code.
  row.cell(place->precision == "country" ? fips : std::string_view());
}

/// The event's own day, else the page's.
std::optional<base::Day> day_of_event(const Document& document, const Event& event) {
  if (event.date.from && event.date.from->ok() && event.date.precision >= Precision::Day)
    return event.date.from;
  return base::day_of(document.article.published);
}

/// GDELT flags the events of the lead paragraph.
bool is_in_lead(const Document& document, const Event& event) {
  const std::vector<Paragraph>& paragraphs = document.article.paragraphs;
  const auto lead = std::find_if(paragraphs.begin(), paragraphs.end(), [](const Paragraph& paragraph) {
    return paragraph.role == ParagraphRole::Body;
  });
  return lead != paragraphs.end() && lead->span.begin <= event.trigger.begin &&
         event.trigger.begin < lead->span.end;
}

bool is_web_address(std::string_view uri) {
  return base::starts_with_ignoring_case(uri, "http://") || base::starts_with_ignoring_case(uri, "https://");
}

std::optional<int> digits_at(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !base::is_digit(text[at]) || !base::is_digit(text[at + 1])) return std::nullopt;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

}  // namespace

std::string csv_row(const Document& document, const Event& event) {
  const Article& article = document.article;
  const CharacterSpan span = characters_of(article).span(event.span);
  CsvRow row;
  row.cell(event.id);
  row.cell(article.id);
  row.cell(article.source.uri);
  row.cell(article.published.iso);
  row.cell(std::to_string(event.sentence));
  row.cell(std::to_string(span.begin));
  row.cell(std::to_string(span.end));
  row.cell(words_of(article, event.span));
  row.cell(name_of(event.type));
  row.cell(event.mode);
  row.cell(joined(event.contexts, [](const std::string& context) { return std::string_view(context); }));
  row.cell(event.cameo);
  row.cell(number_text(event.goldstein));
  row.cell(number_text(event.intensity));
  row.cell(std::to_string(event.quad));
  add_parties(row, event.actors);
  add_parties(row, event.recipients);
  row.cell(day_text(event.date.from));
  row.cell(day_text(event.date.to));
  row.cell(name_of(event.date.precision));
  row.cell(event.date.basis);
  static const Place kNowhere;
  const Place& place = event.place ? *event.place : kNowhere;
  row.cell(name_or_text(place.name, place.text));
  row.cell(place.country);
  row.cell(number_text(place.latitude));
  row.cell(number_text(place.longitude));
  row.cell(place.geonames != 0 ? std::to_string(place.geonames) : std::string());
  row.cell(name_of(event.factuality));
  row.cell(name_of(event.tense));
  row.cell(
      joined(event.attribution, [](const Attribution& link) { return name_or_text(link.name, link.text); }));
  std::vector<std::string> quantities;
  for (const Quantity& quantity : event.quantities)
    quantities.push_back(quantity.what + ": " + quantity.text);
  row.cell(joined(quantities, [](const std::string& text) { return std::string_view(text); }));
  row.cell(event.rule);
  row.cell(number_text(event.sure));
  return std::move(row).take();
}

std::string gdelt2_row(const Document& document, const Event& event, const CountryCodes& countries) {
  TabRow row;
  row.cell(std::to_string(gdelt2_id(event.id)));
  if (const std::optional<base::Day> day = day_of_event(document, event)) {
    const int year = static_cast<int>(day->year());
    const unsigned month = static_cast<unsigned>(day->month());
    const unsigned day_of_month = static_cast<unsigned>(day->day());
    char cell[32];
    std::snprintf(cell, sizeof cell, "%04d%02u%02u", year, month, day_of_month);
    row.cell(cell);
    row.cell(std::string_view(cell).substr(0, 6));
    row.cell(std::string_view(cell).substr(0, 4));
    // The codebook's fraction takes months of 30 days.
    std::snprintf(cell, sizeof cell, "%.4f", year + ((month - 1) * 30 + day_of_month) / 365.0);
    row.cell(cell);
  } else {
    row.empty_cells(4);
  }
  add_actor(row, event.actors, countries);
  add_actor(row, event.recipients, countries);
  row.cell(is_in_lead(document, event) ? "1" : "0");
  const std::string_view cameo = event.cameo;
  row.cell(cameo);
  row.cell(cameo.substr(0, 3));
  row.cell(cameo.substr(0, 2));
  row.cell(event.quad_gdelt != 0 ? std::to_string(event.quad_gdelt) : std::string());
  row.cell(number_text(event.goldstein));
  row.cell("1");
  row.cell("1");
  row.cell("1");
  row.empty_cells(1);
  add_place(row, std::nullopt, countries);
  add_place(row, std::nullopt, countries);
  add_place(row, event.place, countries);
  const Article& article = document.article;
  row.cell(gdelt2_moment(article.published));
  const bool has_address = is_web_address(article.source.uri) || article.canonical_url.empty();
  row.cell(has_address ? article.source.uri : article.canonical_url);
  return std::move(row).take();
}

std::string_view cameo_sector(std::string_view sector) {
  // Where the two differ: PLOVER's MED is health and its JRN the media; CAMEO has no paramilitaries at a
  // state's side (unaligned armed forces come closest), no former elites apart from elites, no prisoners, no
  // activists as such (both are civilians), and keeps religion in a column of its own.
  constexpr std::pair<std::string_view, std::string_view> kSectors[] = {
      {"COP", "COP"}, {"GOV", "GOV"}, {"JUD", "JUD"}, {"LEG", "LEG"}, {"MIL", "MIL"}, {"PRM", "UAF"},
      {"PTY", "PTY"}, {"REB", "REB"}, {"SPY", "SPY"}, {"UAF", "UAF"}, {"AGR", "AGR"}, {"BUS", "BUS"},
      {"CRM", "CRM"}, {"CVL", "CVL"}, {"EDU", "EDU"}, {"ELI", "ELI"}, {"JRN", "MED"}, {"LAB", "LAB"},
      {"MED", "HLH"}, {"REF", "REF"}, {"OPP", "OPP"}, {"PRE", "CVL"}, {"SOC", "CVL"}};
  for (const auto& [plover, cameo] : kSectors)
    if (plover == sector) return cameo;
  return {};
}

std::uint64_t gdelt2_id(std::string_view event_id) {
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(event_id.data(), event_id.data() + event_id.size(), value, 16);
  if (fault != std::errc() || end != event_id.data() + event_id.size()) value = base::hash64(event_id);
  value &= ~std::uint64_t{0} >> 1;
  return value == 0 ? 1 : value;
}

std::string gdelt2_moment(const Moment& moment) {
  std::optional<base::Day> day = base::day_of(moment);
  if (!day) return {};
  int hour = 0;
  int minute = 0;
  int second = 0;
  const std::string_view iso = moment.iso;  // "2022-12-10T14:03:00+02:00"
  if (iso.size() >= 16 && (iso[10] == 'T' || iso[10] == ' ')) {
    hour = digits_at(iso, 11).value_or(0);
    minute = digits_at(iso, 14).value_or(0);
    if (iso.size() >= 19 && iso[16] == ':') second = digits_at(iso, 17).value_or(0);
    if (const std::size_t sign = iso.find_first_of("+-", 16); sign != std::string_view::npos) {
      const std::size_t colon = sign + 3 < iso.size() && iso[sign + 3] == ':' ? 1 : 0;
      const int offset =
          digits_at(iso, sign + 1).value_or(0) * 60 + digits_at(iso, sign + 3 + colon).value_or(0);
      const int utc = hour * 60 + minute + (iso[sign] == '+' ? -offset : offset);
      const int shift = utc < 0 ? -1 : utc >= 24 * 60 ? 1 : 0;
      day = base::add_days(*day, shift);
      hour = (utc - shift * 24 * 60) / 60;
      minute = (utc - shift * 24 * 60) % 60;
    }
  }
  char cell[48];
  std::snprintf(cell, sizeof cell, "%04d%02u%02u%02d%02d%02d", static_cast<int>(day->year()),
                static_cast<unsigned>(day->month()), static_cast<unsigned>(day->day()), hour, minute, second);
  return cell;
}

}  // namespace keep

std::optional<EventFormat> event_format_named(std::string_view name) {
  if (name == "jsonl") return EventFormat::JsonLines;
  if (name == "csv") return EventFormat::Csv;
  if (name == "gdelt2") return EventFormat::Gdelt2;
  return std::nullopt;
}

std::string event_header(EventFormat format) {
  if (format != EventFormat::Csv) return {};
  std::string header;
  for (const std::string_view column : keep::kCsvColumns) {
    if (!header.empty()) header += ',';
    header += column;
  }
  return header + "\r\n";
}

std::string event_row(EventFormat format, const Document& document, const Event& event) {
  switch (format) {
    case EventFormat::JsonLines:
      return event_json(document, event) + '\n';
    case EventFormat::Csv:
      return keep::csv_row(document, event);
    case EventFormat::Gdelt2:
      return keep::gdelt2_row(document, event, keep::country_codes());
  }
  return {};
}

std::string gdelt2_column_names() {
  std::string names;
  for (const std::string_view column : keep::kGdelt2Columns) {
    if (!names.empty()) names += '\t';
    names += column;
  }
  return names + '\n';
}

}  // namespace raven
