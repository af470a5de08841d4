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
      "battalion",    "school",       "college",   "hospital",   "institute",   "army",     "junta",
      "committee",    "parliament",   "congress",  "government", "military",    "navy",     "assembly",
      "senate",       "council",      "coalition", "committee",  "commission"};
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

bool is_place_noun(std::string_view word) {
  static const std::unordered_set<std::string_view> nouns = {
      "outskirts", "suburb",   "suburbs",  "centre",    "center",    "streets",   "airport",   "capital",
      "quarter",   "part",     "parts",    "north",     "south",     "east",      "west",      "edge",
      "edges",     "rest",     "siege",    "fall",      "capture",   "shelling",  "bombing",   "area",
      "areas",     "siege",    "entrance", "northeast", "northwest", "southeast", "southwest", "battle",
      "province",  "state",    "republic", "enclave",   "territory", "townships", "township",  "seaport",
      "mayor",     "governor", "bishop",   "archbishop"};
  return is_place_head(word) || nouns.contains(word);
}

bool is_done_to_places(std::string_view lemma) {
  static const std::unordered_set<std::string_view> verbs = {
      "capture",  "take",      "seize",  "retake",  "recapture", "occupy",   "hold",   "shell",    "bomb",
      "bombard",  "pound",     "storm",  "besiege", "encircle",  "surround", "patrol", "overrun",  "control",
      "destroy",  "devastate", "flood",  "hit",     "strike",    "rock",     "shake",  "raid",     "loot",
      "evacuate", "liberate",  "defend", "free",    "close",     "conquer",  "lose",   "blockade", "paralyse",
      "paralyze", "relieve",   "attack", "call",    "name",      "keep",     "burn"};
  return verbs.contains(lemma);
}

bool is_movement(std::string_view lemma) {
  static const std::unordered_set<std::string_view> verbs = {
      "go",       "come",    "fly",     "flee",  "cross",  "return", "travel",    "arrive",
      "withdraw", "move",    "march",   "drive", "sail",   "bring",  "deport",    "escape",
      "leave",    "enter",   "reach",   "visit", "tour",   "head",   "extradite", "evacuate",
      "advance",  "retreat", "walk",    "run",   "land",   "depart", "quit",      "transfer",
      "take",     "pull",    "carry",   "plane", "flight", "road",   "route",     "convoy",
      "bus",      "train",   "journey", "trip",  "push",   "ship"};
  return verbs.contains(lemma);
}

bool is_fate_of_places(std::string_view lemma) {
  static const std::unordered_set<std::string_view> verbs = {"fall",   "burn",  "lie",   "wake",
                                                             "remain", "stand", "suffer"};
  return verbs.contains(lemma);
}

bool is_common_institution(std::string_view name) {
  static const std::unordered_set<std::string_view> names = {"Congress",
                                                             "Senate",
                                                             "Parliament",
                                                             "House of Representatives",
                                                             "House",
                                                             "National Assembly",
                                                             "Supreme Court",
                                                             "Constitutional Court",
                                                             "High Court",
                                                             "Treasury",
                                                             "Chamber of Deputies",
                                                             "Central Bank",
                                                             "Foreign Office",
                                                             "Home Office",
                                                             "Election Commission",
                                                             "Communist Party",
                                                             "Socialist Party",
                                                             "Liberal Party",
                                                             "Labour Party",
                                                             "Labor Party",
                                                             "Democratic Party",
                                                             "Conservative Party",
                                                             "Green Party",
                                                             "Republican Guard",
                                                             "National Guard",
                                                             "Presidential Guard",
                                                             "Central Election Commission",
                                                             "Ministry of Defence",
                                                             "Ministry of Defense",
                                                             "Foreign Ministry",
                                                             "Interior Ministry",
                                                             "Defence Ministry",
                                                             "Defense Ministry",
                                                             "Ministry of Foreign Affairs",
                                                             "Ministry of the Interior",
                                                             "Health Ministry",
                                                             "Finance Ministry",
                                                             "Justice Ministry",
                                                             "National Security Council",
                                                             "Federal Court",
                                                             "Federal Council",
                                                             "State Council",
                                                             "People's Assembly",
                                                             "Air Force",
                                                             "Navy",
                                                             "Army",
                                                             "Coast Guard",
                                                             "Special Forces",
                                                             "National Police",
                                                             "Federal Police",
                                                             "Legislative Council",
                                                             "Legislative Assembly",
                                                             "Federal Assembly",
                                                             "Red Crescent"};
  return names.contains(name);
}

}  // namespace raven::resolve
