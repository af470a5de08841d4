// SPDX-License-Identifier: Apache-2.0
#include "keep/annotation_json.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "keep/article_json.h"
#include "keep/character_spans.h"

#include <algorithm>

namespace raven {
namespace keep {
namespace {

using base::CharacterIndex;
using base::JsonWriter;

void number_or_null(JsonWriter& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  number ? json.value(*number) : json.null();
}

void day_or_null(JsonWriter& json, std::string_view name,
                 const std::optional<std::chrono::year_month_day>& day) {
  json.member_or_null(name, day && day->ok() ? base::iso_day(*day) : std::string());
}

void write_word(JsonWriter& json, const Article& article, const CharacterIndex& characters,
                const Sentence& sentence, const Word& word) {
  json.begin_object();
  json.member("form", form_of(article, word));
  json.key("span");
  write_span(json, characters, word.span);
  json.member_or_null("lemma", word.lemma);
  json.member("tag", name_of(word.tag));
  json.member_or_null("fine_tag", word.fine_tag);
  json.member_or_null("features", word.features);
  // Words are counted from 0 within their sentence, as the list stands; a root has no head.
  json.key("head");
  word.head == kNone ? json.null() : json.value(word.head - sentence.first_word);
  json.member_or_null("relation", word.relation);
  json.end_object();
}

/// A name of the text with all that is known of it: from the model, from the directory of actors, from the
/// gazetteer. Each span stands once.
struct NamedSpan {
  TextSpan span;
  std::string_view type;
  std::uint32_t actor = kNone;
  const Place* place = nullptr;
  double sure = 0;
};

std::string_view type_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::Person:
      return "PER";
    case MentionKind::Organisation:
    case MentionKind::Group:
      return "ORG";
    case MentionKind::State:
    case MentionKind::Place:
      return "LOC";
    default:
      return {};
  }
}

/// A mention may be a description ("the ministry's spokesman"), which has no capital and is no name.
bool begins_as_name(std::string_view words) {
  return !words.empty() && !base::is_lower(words.front());
}

std::vector<NamedSpan> named_spans(const Article& article, const Analysis& analysis) {
  std::vector<NamedSpan> all;
  for (const Name& name : analysis.names) all.push_back({name.span, name.type, kNone, nullptr, name.sure});
  for (const Mention& mention : analysis.mentions) {
    if (!begins_as_name(words_of(article, mention.span))) continue;
    const MentionKind kind =
        mention.actor < analysis.actors.size() ? analysis.actors[mention.actor].kind : MentionKind::Other;
    all.push_back({mention.span, type_of(kind), mention.actor, nullptr, mention.sure});
  }
  for (const Place& place : analysis.places) all.push_back({place.span, "LOC", kNone, &place, place.sure});
  std::stable_sort(all.begin(), all.end(), [](const NamedSpan& a, const NamedSpan& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<NamedSpan> joined;
  for (const NamedSpan& next : all) {
    if (joined.empty() || joined.back().span != next.span) {
      joined.push_back(next);
      continue;
    }
    NamedSpan& last = joined.back();
    if (last.type.empty()) last.type = next.type;
    if (last.actor == kNone) last.actor = next.actor;
    if (!last.place) last.place = next.place;
    last.sure = std::max(last.sure, next.sure);
  }
  std::erase_if(joined, [&](const NamedSpan& span) { return span.type.empty() || span.span.empty(); });
  return joined;
}

void write_names(JsonWriter& json, const Document& document, const CharacterIndex& characters) {
  const Analysis& analysis = document.analysis;
  json.key("names");
  json.begin_array();
  for (const NamedSpan& name : named_spans(document.article, analysis)) {
    json.begin_object();
    json.member("text", words_of(document.article, name.span));
    json.key("span");
    write_span(json, characters, name.span);
    json.member("type", name.type);
    if (name.actor < analysis.actors.size()) json.member("actor", analysis.actors[name.actor].name);
    if (name.place) {
      const Place& place = *name.place;
      if (place.geonames != 0) json.member("geonames", place.geonames);
      if (place.latitude && place.longitude) {
        json.member("lat", *place.latitude);
        json.member("lon", *place.longitude);
      }
      if (!place.country.empty()) json.member("country", place.country);
      json.member("precision", place.precision);
      json.member("basis", place.basis);
    }
    json.member("sure", name.sure);
    json.end_object();
  }
  json.end_array();
}

void write_actors(JsonWriter& json, const Document& document, const CharacterIndex& characters) {
  const Analysis& analysis = document.analysis;
  std::vector<std::vector<const Mention*>> of_actor(analysis.actors.size());
  for (const Mention& mention : analysis.mentions)
    if (mention.actor < of_actor.size()) of_actor[mention.actor].push_back(&mention);
  json.key("actors");
  json.begin_array();
  for (std::size_t i = 0; i < analysis.actors.size(); ++i) {
    const Actor& actor = analysis.actors[i];
    json.begin_object();
    json.member("name", actor.name);
    json.member_or_null("id", actor.id);
    json.member_or_null("country", actor.country);
    json.member_or_null("sector", actor.sector);
    json.member_or_null("role", actor.role);
    json.member("kind", name_of(actor.kind));
    json.key("mentions");
    json.begin_array();
    for (const Mention* mention : of_actor[i]) write_span(json, characters, mention->span);
    json.end_array();
    json.member("sure", actor.sure);
    json.member_or_null("made_by", actor.made_by);
    json.end_object();
  }
  json.end_array();
}

void write_facts(JsonWriter& json, const Document& document, const CharacterIndex& characters) {
  const Analysis& analysis = document.analysis;
  json.key("dates");
  json.begin_array();
  for (const DateRange& date : analysis.dates) {
    json.begin_object();
    json.member("text", date.text);
    json.key("span");
    write_span(json, characters, date.span);
    day_or_null(json, "from", date.from);
    day_or_null(json, "to", date.to);
    json.member("precision", name_of(date.precision));
    json.member("basis", date.basis);
    json.end_object();
  }
  json.end_array();
  json.key("quantities");
  json.begin_array();
  for (const Quantity& quantity : analysis.quantities) {
    json.begin_object();
    json.member("text", quantity.text);
    json.key("span");
    write_span(json, characters, quantity.span);
    json.member_or_null("what", quantity.what);
    number_or_null(json, "low", quantity.low);
    number_or_null(json, "high", quantity.high);
    json.member_or_null("unit", quantity.unit);
    json.member_or_null("of", quantity.of);
    json.end_object();
  }
  json.end_array();
  json.key("quotations");
  json.begin_array();
  for (const Quotation& quotation : analysis.quotations) {
    json.begin_object();
    json.key("span");
    write_span(json, characters, quotation.span);
    json.member_or_null("speaker", quotation.speaker);
    json.key("speaker_span");
    write_span(json, characters, quotation.speaker_span);
    json.member_or_null("cue", quotation.cue);
    json.member("kind", name_of(quotation.kind));
    json.end_object();
  }
  json.end_array();
}

}  // namespace
}  // namespace keep

std::string annotation_json(const Document& document) {
  const Article& article = document.article;
  const base::CharacterIndex& characters = keep::characters_of(article);
  base::JsonWriter json;
  json.begin_object();
  keep::write_article_members(json, document, characters);
  json.key("sentences");
  json.begin_array();
  for (const Sentence& sentence : document.analysis.sentences) {
    json.begin_object();
    json.key("span");
    keep::write_span(json, characters, sentence.span);
    json.member("paragraph", sentence.paragraph);
    json.member("readability", name_of(sentence.readability));
    json.key("words");
    json.begin_array();
    for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at)
      keep::write_word(json, article, characters, sentence, document.analysis.words[at]);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  keep::write_names(json, document, characters);
  keep::write_actors(json, document, characters);
  keep::write_facts(json, document, characters);
  json.end_object();
  return std::move(json).take();
}

}  // namespace raven
