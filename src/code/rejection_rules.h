// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Why an event may not be told although a frame held: nobody in it acts in politics, or the sentence speaks
/// of a field in which its words mean something else.
///
///     const code::ForeignDomains domains(view, lexicon);
///     if (std::string why = domains.reason(EventType::Assault); !why.empty()) reject(why);
///
/// Pure functions; a ForeignDomains is a value.

#include "code/lexicon.h"
#include "code/sentence_view.h"

#include <raven/record.h>

#include <array>
#include <string>
#include <vector>

namespace raven::code {

/// How strongly the nouns of a sentence speak for sport, culture, business and nature.
class ForeignDomains {
 public:
  ForeignDomains(const SentenceView& view, const Lexicon& lexicon);
  /// Why an event of this type may not be read out of the sentence; empty if it may.
  std::string reason(EventType type) const;

 private:
  std::array<int, kDomainCount> strength_{};
};

/// Companies that buy from vendors and people who meet people are no political events. One party must stand
/// for a state, an armed force, an institution or the like; in a protest the people themselves do.
bool is_political(EventType type, const std::vector<Party>& actors, const std::vector<Party>& recipients);

/// Violence against anybody counts when the sentence says where: "gunmen killed nine people in Kaduna".
bool is_violence_somewhere(EventType type, const Analysis& analysis, std::uint32_t sentence_index);

/// "resigned as president": the frame itself asked for an office.
bool names_office(const Frame& frame);

}  // namespace raven::code
