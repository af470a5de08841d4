// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The predicate lexicon: which verb, noun or adjective with which arguments means which event. Loaded from
/// knowledge/predicates/ (its README describes the columns and the language of the frames).
///
///     RAVEN_TRY(code::Lexicon lexicon, code::Lexicon::make(knowledge, ontology));
///     for (const code::Frame* frame : lexicon.frames("supply", code::PartOfSpeech::Verb)) …
///     lexicon.is_in_class("howitzer", *lexicon.class_named("arms"));
///
/// A frame is a list of slots with what each must hold. Slot names are grammatical relations ("subj", "obj",
/// "obj2", "obj.of", "comp", "inf", "that") and prepositions ("to", "with", "against", …).
/// Faults in the tables are told with file and line. Thread safety: `const` methods from many threads.

#include "base/knowledge.h"
#include "code/ontology.h"

#include <raven/record.h>
#include <raven/result.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace raven::code {

enum class PartOfSpeech { Verb, Noun, Adjective };

/// Which party an argument is.
enum class SlotRole { None, Actor, Recipient, Each };

/// What one slot of a frame asks of its argument.
struct Slot {
  enum class Presence { Needed, Optional, Absent };
  std::string name;
  Presence presence = Presence::Needed;
  SlotRole role = SlotRole::None;
  std::vector<std::uint32_t> classes;  ///< the head noun is in one of these …
  std::vector<std::string> literals;   ///< … or is one of these lemmas; both empty: anything
};

struct Frame {
  std::string lemma;  ///< "supply", "call_on"
  PartOfSpeech part = PartOfSpeech::Verb;
  std::string pattern;  ///< as written in the table
  std::vector<Slot> slots;
  EventType type = EventType::Agree;
  std::string mode;
  std::vector<std::string> contexts;
  std::string cameo;
  bool symmetric = false;          ///< flag sym: the same the other way round
  bool agentless = false;          ///< flag noagent: also when no actor is named
  bool without_recipient = false;  ///< flag norecipient
  int weight = 0;                  ///< how much it asks; the heaviest of the frames that match wins
  std::string rule;                ///< "lexicon:supply.v subj=A obj={arms} to=R"
  std::string example;             ///< with A[…] and R[…] around the parties
  std::string where;               ///< file:line
};

/// What a predicate does to the event in its complement.
enum class ControlEffect {
  Same,
  Planned,
  Attempted,
  Denied,
  Conditional,
  Alleged,
  Urged,
  Threatened,
  Prevented,
  Stopped,
  Resumed,
  Permitted,
  Feared,
  Accused
};

struct Control {
  std::string lemma;
  PartOfSpeech part = PartOfSpeech::Verb;
  /// Where the other event stands: "inf", "that", "ing", "obj", a preposition, or "passive.inf" (an
  /// infinitive after the passive alone: "is said to have attacked").
  std::string slot;
  ControlEffect effect = ControlEffect::Same;
  std::optional<EventType> type;  ///< of the event that the control itself makes
  std::string mode;
  std::string cameo;
};

/// The event that a control predicate makes of an event in its complement: "threatened" + ASSAULT ->
/// THREATEN, mode violence, 138.
struct ControlMode {
  ControlEffect effect = ControlEffect::Same;
  EventType complement = EventType::Agree;
  std::string complement_mode;  ///< empty: any
  EventType type = EventType::Agree;
  std::string mode;
  std::string cameo;
};

/// Verbs that lend an event noun its doer: "launched an attack", "held talks".
enum class LightEffect { Do, Plan, Stop, Resume, Intensify, Order };
struct LightVerb {
  std::string lemma;
  std::vector<std::uint32_t> classes;  ///< noun classes it goes with; empty: any event noun
  LightEffect effect = LightEffect::Do;
};

/// How a reporting cue stands to what it reports.
enum class Stance { Neutral, Doubtful, Denying, Hearsay };
struct Cue {
  std::string cue;   ///< lemma or words: "say", "according to"
  std::string part;  ///< "v", "n", "prep", "adv"
  std::string kind;  ///< "says", "claims", "denies", …
  Stance stance = Stance::Neutral;
};

/// A word of sport, culture, business or nature, and how strongly it speaks for that: 2 alone, 1 with others.
enum class Domain : std::uint8_t { Sport, Culture, Business, Nature };
inline constexpr int kDomainCount = 4;
struct ForeignWord {
  Domain domain = Domain::Sport;
  int strength = 1;
};

/// A lemma of several words: "hold_responsible" is {"responsible"} after "hold".
struct Multiword {
  std::string lemma;
  std::vector<std::string> rest;
};

class Lexicon {
 public:
  static Result<Lexicon> make(const base::Knowledge& knowledge, const Ontology& ontology);

  /// The frames of a lemma, heaviest first; empty if there are none.
  const std::vector<const Frame*>& frames(std::string_view lemma, PartOfSpeech part) const;
  /// The lemmas of several words that begin with this one ("call_on" for "call"), the longest first.
  const std::vector<Multiword>& multiwords(std::string_view first_word) const;
  const std::vector<Frame>& all_frames() const { return frames_; }

  const std::vector<const Control*>& controls(std::string_view lemma, PartOfSpeech part) const;
  /// The row for the complement's own mode before the general one; nothing if there is none.
  const ControlMode* control_mode(ControlEffect effect, EventType complement, std::string_view mode) const;
  const LightVerb* light_verb(std::string_view lemma) const;
  const Cue* cue(std::string_view words, std::string_view part) const;

  std::optional<std::uint32_t> class_named(std::string_view name) const;
  /// `lemma` may be several words joined by blanks.
  bool is_in_class(std::string_view lemma, std::uint32_t noun_class) const;
  /// The classes that the lemma is in; none for most words.
  const std::vector<std::uint32_t>& classes_of(std::string_view lemma) const;

  /// Whether a party of this kind and sector counts as a member of the class ("Hezbollah": armed_group).
  bool is_party_class(std::uint32_t noun_class, MentionKind kind, std::string_view sector) const;
  /// Whether named places count as members: the classes town and territory.
  bool is_place_class(std::uint32_t noun_class) const {
    return noun_class == town_ || noun_class == territory_;
  }

  /// What a word says of a domain in which political words mean other things ("goalkeeper": sport); nothing
  /// for ordinary words.
  const ForeignWord* foreign_word(std::string_view lemma) const;

 private:
  void add_multiword(const std::string& lemma);
  Result<Done> load_classes(const base::Knowledge& knowledge);
  Result<Done> load_frames(const base::Knowledge& knowledge, const Ontology& ontology);
  Result<Done> load_controls(const base::Knowledge& knowledge, const Ontology& ontology);
  Result<Done> load_control_modes(const base::Knowledge& knowledge, const Ontology& ontology);
  Result<Done> load_light_verbs(const base::Knowledge& knowledge);
  Result<Done> load_cues(const base::Knowledge& knowledge);
  Result<Done> load_party_classes(const base::Knowledge& knowledge);
  Result<Done> load_domains(const base::Knowledge& knowledge);

  std::vector<Frame> frames_;
  std::vector<Control> controls_;
  std::vector<ControlMode> control_modes_;
  std::unordered_map<std::string, std::vector<const Frame*>> by_lemma_;
  std::unordered_map<std::string, std::vector<const Control*>> control_by_lemma_;
  std::unordered_map<std::string, LightVerb> light_verbs_;
  std::unordered_map<std::string, Cue> cues_;
  std::unordered_map<std::string, std::vector<Multiword>> multiwords_;
  std::unordered_map<std::string, std::uint32_t> class_ids_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> classes_of_;
  struct PartyClass {
    std::uint32_t noun_class;
    MentionKind kind;
    std::vector<std::string> sectors;  // empty: any
  };
  std::vector<PartyClass> party_classes_;
  std::optional<std::uint32_t> town_, territory_;  // the classes of named places
  std::unordered_map<std::string, ForeignWord> foreign_words_;
};

std::string_view name_of(PartOfSpeech part);

}  // namespace raven::code
