// SPDX-License-Identifier: Apache-2.0
// The functions promised by <raven/record.h> and <raven/result.h>: one spelling of each value everywhere.
#include "base/error_table.h"
#include "base/utf8.h"

#include <raven/record.h>
#include <raven/result.h>

#include <array>

namespace raven {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> value_named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

constexpr std::array<std::string_view, kEventTypeCount> kEventTypes = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 6> kFactualities = {"asserted",    "denied",  "planned",
                                                           "conditional", "alleged", "background"};
constexpr std::array<std::string_view, 4> kTenses = {"past", "present", "future", "none"};
constexpr std::array<std::string_view, 3> kQuotationKinds = {"direct", "indirect", "mixed"};
constexpr std::array<std::string_view, 17> kTags = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                    "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                    "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::array<std::string_view, 10> kPrecisions = {"unknown", "century", "decade", "year",   "season",
                                                          "month",   "week",    "day",    "minute", "second"};
constexpr std::array<std::string_view, 10> kParagraphRoles = {"body",      "title",     "subtitle", "heading",
                                                              "list_item", "quotation", "caption",  "byline",
                                                              "dateline",  "correction"};
constexpr std::array<std::string_view, 7> kMentionKinds = {"state", "person", "organisation", "group",
                                                           "agent", "place",  "other"};
constexpr std::array<std::string_view, 2> kReadabilities = {"readable", "unreadable"};

}  // namespace

std::string_view name_of(EventType value) {
  return kEventTypes[static_cast<std::size_t>(value)];
}
std::string_view name_of(Factuality value) {
  return kFactualities[static_cast<std::size_t>(value)];
}
std::string_view name_of(Tense value) {
  return kTenses[static_cast<std::size_t>(value)];
}
std::string_view name_of(QuotationKind value) {
  return kQuotationKinds[static_cast<std::size_t>(value)];
}
std::string_view name_of(Tag value) {
  return kTags[static_cast<std::size_t>(value)];
}
std::string_view name_of(Precision value) {
  return kPrecisions[static_cast<std::size_t>(value)];
}
std::string_view name_of(ParagraphRole value) {
  return kParagraphRoles[static_cast<std::size_t>(value)];
}
std::string_view name_of(MentionKind value) {
  return kMentionKinds[static_cast<std::size_t>(value)];
}
std::string_view name_of(Readability value) {
  return kReadabilities[static_cast<std::size_t>(value)];
}

std::optional<EventType> event_type_named(std::string_view name) {
  return value_named<EventType>(kEventTypes, name);
}
std::optional<Factuality> factuality_named(std::string_view name) {
  return value_named<Factuality>(kFactualities, name);
}
std::optional<Tag> tag_named(std::string_view name) {
  return value_named<Tag>(kTags, name);
}
std::optional<Precision> precision_named(std::string_view name) {
  return value_named<Precision>(kPrecisions, name);
}

CharacterSpan character_span(std::string_view text, TextSpan span) {
  const auto begin = static_cast<std::uint32_t>(base::count_characters(text.substr(0, span.begin.value)));
  return {begin, begin + static_cast<std::uint32_t>(
                             base::count_characters(text.substr(span.begin.value, span.size())))};
}

std::string_view name_of(ErrorCode code) {
  return base::error_table()[static_cast<std::size_t>(code)].name;
}
std::string_view meaning_of(ErrorCode code) {
  return base::error_table()[static_cast<std::size_t>(code)].meaning;
}

std::string describe(const Error& error) {
  const std::string message = error.message.empty() ? std::string(meaning_of(error.code)) : error.message;
  return error.where.empty() ? message : error.where + ": " + message;
}

}  // namespace raven
