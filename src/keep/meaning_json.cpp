// SPDX-License-Identifier: Apache-2.0
#include "keep/meaning_json.h"

#include "base/json_writer.h"

#include <cmath>

namespace raven {
namespace {

using base::JsonWriter;

void list_of(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name);
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

// To four decimals, which is all that the tables have.
void degrees_or_null(JsonWriter& json, std::string_view name, const std::optional<double>& degrees) {
  json.key(name);
  degrees ? json.value(std::round(*degrees * 1e4) / 1e4) : json.null();
}

}  // namespace

std::string actor_meaning_json(const ActorMeaning& meaning) {
  JsonWriter json;
  json.begin_object();
  json.member_or_null("id", meaning.id);
  json.member("name", meaning.name);
  json.member("kind", name_of(meaning.kind));
  json.member_or_null("type", meaning.type);
  json.member_or_null("country", meaning.country);
  list_of(json, "sectors", meaning.sectors);
  json.member_or_null("role", meaning.role);
  json.key("offices");
  json.begin_array();
  for (const OfficeTerm& term : meaning.offices) {
    json.begin_object();
    json.member("office", term.office);
    json.member_or_null("country", term.country);
    json.member_or_null("sector", term.sector);
    json.member_or_null("from", term.from);
    json.member_or_null("to", term.to);
    json.member("sure", term.sure);
    json.end_object();
  }
  json.end_array();
  list_of(json, "other_names", meaning.other_names);
  json.member("made_by", meaning.made_by);
  json.end_object();
  return std::move(json).take();
}

std::string place_meaning_json(const PlaceMeaning& meaning) {
  JsonWriter json;
  json.begin_object();
  json.key("geonames");
  meaning.geonames == 0 ? json.null() : json.value(meaning.geonames);
  json.member("name", meaning.name);
  json.member("precision", meaning.precision);
  json.member_or_null("type", meaning.type);
  json.member_or_null("country", meaning.country);
  json.member_or_null("admin", meaning.admin);
  degrees_or_null(json, "lat", meaning.latitude);
  degrees_or_null(json, "lon", meaning.longitude);
  json.key("population");
  meaning.population ? json.value(*meaning.population) : json.null();
  json.member("made_by", meaning.made_by);
  json.end_object();
  return std::move(json).take();
}

}  // namespace raven
