// SPDX-License-Identifier: Apache-2.0
#include "code/rejection_rules.h"

#include "base/ascii.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace raven::code {

ForeignDomains::ForeignDomains(const SentenceView& view, const Lexicon& lexicon) {
  for (std::uint32_t w = view.first(); w < view.last(); ++w) {
    if (view.tag(w) != Tag::Noun && view.tag(w) != Tag::Propn) continue;
    std::string lemma = base::lowered(view.lemma(w));
    if (const ForeignWord* word = lexicon.foreign_word(lemma))
      strength_[static_cast<std::size_t>(word->domain)] += word->strength;
    if (w > view.first())
      if (const ForeignWord* word = lexicon.foreign_word(base::lowered(view.form(w - 1)) + " " + lemma))
        strength_[static_cast<std::size_t>(word->domain)] += word->strength;
  }
}

std::string ForeignDomains::reason(EventType type) const {
  const auto strength = [&](Domain domain) { return strength_[static_cast<std::size_t>(domain)]; };
  if (strength(Domain::Sport) >= 2) return "the sentence is about sport";
  if (strength(Domain::Culture) >= 2) return "the sentence is about culture";
  if (strength(Domain::Culture) >= 1 && type == EventType::Assault) return "the sentence is about culture";
  if (strength(Domain::Business) >= 3 && type != EventType::Sanction) return "the sentence is about business";
  if (strength(Domain::Nature) >= 2 && (type == EventType::Assault || type == EventType::Threaten))
    return "the sentence is about nature";
  return {};
}

bool is_political(EventType type, const std::vector<Party>& actors, const std::vector<Party>& recipients) {
  static const std::unordered_set<std::string_view> kPolitical = {"GOV", "MIL", "COP", "JUD", "LEG", "PTY",
                                                                  "REB", "SPY", "UAF", "OPP", "PRM", "REF"};
  const auto acts = [&](const Party& party) {
    static const std::unordered_set<std::string_view> kSociety = {"CVL", "EDU", "BUS", "AGR",
                                                                  "LAB", "MED", "SOC", "CRM"};
    return !kSociety.contains(party.sector) && (!party.country.empty() || kPolitical.contains(party.sector));
  };
  const auto counts = [&](const Party& party) {
    if (kPolitical.contains(party.sector)) return true;
    if (type == EventType::Protest && !party.sector.empty()) return true;
    return !party.country.empty() && party.country != "MNC" && party.sector != "BUS";
  };
  // Tourists who visit a country consult nobody.
  if (type == EventType::Consult) return std::any_of(actors.begin(), actors.end(), acts);
  return std::any_of(actors.begin(), actors.end(), counts) ||
         std::any_of(recipients.begin(), recipients.end(), counts);
}

bool is_violence_somewhere(EventType type, const Analysis& analysis, std::uint32_t sentence_index) {
  if (type != EventType::Assault) return false;
  const TextSpan sentence = analysis.sentences[sentence_index].span;
  const auto place = std::lower_bound(analysis.places.begin(), analysis.places.end(), sentence.begin,
                                      [](const Place& found, TextByte at) { return found.span.begin < at; });
  return place != analysis.places.end() && sentence.contains(place->span);
}
bool names_office(const Frame& frame) {
  return std::any_of(frame.slots.begin(), frame.slots.end(), [](const Slot& slot) {
    return slot.name == "as" && slot.presence == Slot::Presence::Needed && !slot.classes.empty();
  });
}

}  // namespace raven::code
