// SPDX-License-Identifier: Apache-2.0
#include "keep/event_json.h"

#include "base/calendar.h"
#include "keep/character_spans.h"

namespace raven {
namespace keep {
namespace {

void number_or_null(base::JsonWriter& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  number ? json.value(*number) : json.null();
}

void day_or_null(base::JsonWriter& json, std::string_view name,
                 const std::optional<std::chrono::year_month_day>& day) {
  json.key(name);
  day && day->ok() ? json.value(base::iso_day(*day)) : json.null();
}

void write_parties(base::JsonWriter& json, std::string_view name, const base::CharacterIndex& characters,
                   const std::vector<Party>& parties) {
  json.key(name);
  json.begin_array();
  for (const Party& party : parties) {
    json.begin_object();
    json.member("text", party.text);
    json.key("span");
    write_span(json, characters, party.span);
    json.member_or_null("name", party.name);
    json.member_or_null("country", party.country);
    json.member_or_null("sector", party.sector);
    json.member_or_null("role", party.role);
    json.member("sure", party.sure);
    json.end_object();
  }
  json.end_array();
}

void write_date(base::JsonWriter& json, const DateRange& date) {
  json.key("date");
  json.begin_object();
  day_or_null(json, "from", date.from);
  day_or_null(json, "to", date.to);
  json.member_or_null("text", date.text);
  json.member("basis", date.basis.empty() ? std::string_view("unknown") : std::string_view(date.basis));
  json.member("precision", name_of(date.precision));
  json.end_object();
}

void write_place(base::JsonWriter& json, const std::optional<Place>& place) {
  json.key("place");
  if (!place) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("text", place->text);
  json.member_or_null("name", place->name);
  json.member_or_null("country", place->country);
  json.key("geonames");
  place->geonames != 0 ? json.value(place->geonames) : json.null();
  number_or_null(json, "lat", place->latitude);
  number_or_null(json, "lon", place->longitude);
  json.member_or_null("precision", place->precision);
  json.member_or_null("basis", place->basis);
  json.end_object();
}

}  // namespace

void write_event(base::JsonWriter& json, const Article& article, const base::CharacterIndex& characters,
                 const Event& event) {
  json.begin_object();
  json.member("id", event.id);
  json.member_or_null("article", article.id);
  json.member_or_null("uri", article.source.uri);
  json.member("sentence", event.sentence);
  json.key("span");
  write_span(json, characters, event.span);
  json.member("text", words_of(article, event.span));
  json.member("type", name_of(event.type));
  json.member_or_null("mode", event.mode);
  json.key("contexts");
  json.begin_array();
  for (const std::string& context : event.contexts) json.value(context);
  json.end_array();
  json.member_or_null("cameo", event.cameo);
  json.member("goldstein", event.goldstein);
  json.member("intensity", event.intensity);
  json.member("quad", event.quad);
  write_parties(json, "actor", characters, event.actors);
  write_parties(json, "recipient", characters, event.recipients);
  write_date(json, event.date);
  write_place(json, event.place);
  json.member("factuality", name_of(event.factuality));
  json.member("tense", name_of(event.tense));
  json.key("attribution");
  json.begin_array();
  for (const Attribution& link : event.attribution) {
    json.begin_object();
    json.member("text", link.text);
    json.member_or_null("cue", link.cue);
    json.key("span");
    write_span(json, characters, link.span);
    json.member("quote", name_of(link.quote));
    json.member_or_null("name", link.name);
    json.end_object();
  }
  json.end_array();
  json.key("quantities");
  json.begin_array();
  for (const Quantity& quantity : event.quantities) {
    json.begin_object();
    json.member("what", quantity.what);
    number_or_null(json, "low", quantity.low);
    number_or_null(json, "high", quantity.high);
    json.member("text", quantity.text);
    json.member_or_null("of", quantity.of);
    json.member_or_null("unit", quantity.unit);
    json.end_object();
  }
  json.end_array();
  json.member("rule", event.rule);
  json.member("sure", event.sure);
  json.end_object();
}

}  // namespace keep

std::string event_json(const Document& document, const Event& event) {
  base::JsonWriter json;
  keep::write_event(json, document.article, keep::characters_of(document.article), event);
  return std::move(json).take();
}

}  // namespace raven
