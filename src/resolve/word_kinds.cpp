// SPDX-License-Identifier: Apache-2.0
#include "resolve/word_kinds.h"

#include <unordered_map>
#include <unordered_set>

namespace raven::resolve {

namespace {

// Words that make a capitalised sequence an organisation, with the sector of what they head.
struct HeadWord {
  const char* word;
  const char* sector;
};
constexpr HeadWord kHeads[] = {{"ministry", "GOV"},    {"department", "GOV"},   {"office", "GOV"},
                               {"council", "GOV"},     {"cabinet", "GOV"},      {"administration", "GOV"},
                               {"authority", "GOV"},   {"commission", "GOV"},   {"embassy", "GOV"},
                               {"treasury", "GOV"},    {"directorate", "GOV"},  {"chancellery", "GOV"},
                               {"agency", "GOV"},      {"parliament", "LEG"},   {"assembly", "LEG"},
                               {"senate", "LEG"},      {"congress", "LEG"},     {"diet", "LEG"},
                               {"chamber", "LEG"},     {"court", "JUD"},        {"tribunal", "JUD"},
                               {"prosecutor", "JUD"},  {"police", "COP"},       {"gendarmerie", "COP"},
                               {"army", "MIL"},        {"navy", "MIL"},         {"forces", "MIL"},
                               {"force", "MIL"},       {"guard", "MIL"},        {"guards", "MIL"},
                               {"corps", "MIL"},       {"command", "MIL"},      {"brigade", "MIL"},
                               {"battalion", "MIL"},   {"division", "MIL"},     {"front", "REB"},
                               {"movement", "REB"},    {"brotherhood", "REB"},  {"militia", "PRM"},
                               {"party", "PTY"},       {"alliance", "PTY"},     {"coalition", "PTY"},
                               {"league", "PTY"},      {"bloc", "PTY"},         {"union", "LAB"},
                               {"federation", "LAB"},  {"syndicate", "LAB"},    {"company", "BUS"},
                               {"corporation", "BUS"}, {"bank", "BUS"},         {"group", "BUS"},
                               {"holdings", "BUS"},    {"inc", "BUS"},          {"ltd", "BUS"},
                               {"airlines", "BUS"},    {"industries", "BUS"},   {"university", "EDU"},
                               {"college", "EDU"},     {"school", "EDU"},       {"institute", "EDU"},
                               {"academy", "EDU"},     {"hospital", "MED"},     {"church", "REL"},
                               {"association", "CVL"}, {"society", "CVL"},      {"foundation", "CVL"},
                               {"committee", "CVL"},   {"organization", "CVL"}, {"organisation", "CVL"},
                               {"network", "CVL"},     {"cross", "CVL"},        {"times", "JRN"},
                               {"news", "JRN"},        {"post", "JRN"},         {"radio", "JRN"},
                               {"television", "JRN"},  {"herald", "JRN"},       {"tribune", "JRN"},
                               {"courier", "JRN"},     {"gazette", "JRN"},      {"service", "GOV"}};

}  // namespace

bool is_place_head(std::string_view word) {
  static const std::unordered_set<std::string_view> heads = {
      "river",   "pass",     "lake",      "mountain",    "mountains",  "sea",     "ocean",  "valley",
      "island",  "islands",  "street",    "square",      "bridge",     "airport", "road",   "bay",
      "gulf",    "strait",   "province",  "district",    "region",     "county",  "hill",   "hills",
      "village", "desert",   "peninsula", "canal",       "harbour",    "harbor",  "port",   "highway",
      "avenue",  "park",     "stadium",   "hotel",       "heights",    "coast",   "plain",  "plateau",
      "delta",   "crossing", "oblast",    "governorate", "prefecture", "basin",   "forest", "cape",
      "channel", "city",     "town",      "hall",        "palace",     "prison",  "camp"};
  return heads.contains(word);
}

bool is_body(std::string_view word) {
  static const std::unordered_set<std::string_view> bodies = {
      "station",      "agency",       "newspaper", "daily",      "company",     "firm",     "group",
      "party",        "union",        "bank",      "university", "broadcaster", "network",  "channel",
      "ministry",     "court",        "militia",   "movement",   "site",        "website",  "outlet",
      "organisation", "organization", "magazine",  "airline",    "charity",     "radio",    "television",
      "tabloid",      "weekly",       "cartel",    "gang",       "tribe",       "regiment", "brigade",
      "battalion",    "school",       "college",   "hospital",   "institute"};
  return bodies.contains(word);
}

std::string_view head_sector(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> table = [] {
    std::unordered_map<std::string_view, std::string_view> made;
    for (const HeadWord& head : kHeads) made.emplace(head.word, head.sector);
    return made;
  }();
  const auto found = table.find(word);
  return found == table.end() ? std::string_view() : found->second;
}

bool is_modifier_tail(std::string_view word) {
  static const std::unordered_set<std::string_view> tails = {
      "backed",    "led",      "funded",    "held",       "controlled", "made",         "based",
      "born",      "speaking", "style",     "occupied",   "affiliated", "linked",       "aligned",
      "run",       "owned",    "supported", "trained",    "installed",  "appointed",    "bound",
      "sponsored", "brokered", "mediated",  "built",      "era",        "language",     "friendly",
      "wide",      "designed", "supplied",  "dominated",  "ruled",      "administered", "inspired",
      "allied",    "type",     "plated",    "registered", "flagged"};
  return tails.contains(word);
}

bool is_modifier_head(std::string_view word) {
  return word == "pro" || word == "anti" || word == "non" || word == "ex" || word == "post" ||
         word == "pre" || word == "Pro" || word == "Anti" || word == "Non" || word == "Ex" ||
         word == "Post" || word == "Pre";
}

}  // namespace raven::resolve
