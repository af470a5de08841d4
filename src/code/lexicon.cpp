// SPDX-License-Identifier: Apache-2.0
#include "code/lexicon.h"

#include "base/ascii.h"
#include "base/table.h"

#include <algorithm>
#include <array>

namespace raven::code {
namespace {

using base::split;
using base::split_words;
using base::Table;
using base::TableRow;

std::string key(std::string_view lemma, PartOfSpeech part) {
  return std::string(lemma) + "." + std::string(name_of(part));
}

std::optional<PartOfSpeech> part_named(std::string_view name) {
  if (name == "v") return PartOfSpeech::Verb;
  if (name == "n") return PartOfSpeech::Noun;
  if (name == "a") return PartOfSpeech::Adjective;
  return std::nullopt;
}

std::optional<ControlEffect> effect_named(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kNames = {
      "same",       "planned",   "attempted", "denied",  "conditional", "alleged", "urged",
      "threatened", "prevented", "stopped",   "resumed", "permitted",   "feared",  "accused"};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<ControlEffect>(i);
  return std::nullopt;
}

std::optional<LightEffect> light_effect_named(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames = {"do",     "plan",      "stop",
                                                             "resume", "intensify", "order"};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<LightEffect>(i);
  return std::nullopt;
}

bool is_plain_slot_name(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = {
      "subj",    "obj",     "obj2",    "comp",   "inf",    "that",  "ing",    "mod",    "by",      "to",
      "with",    "against", "on",      "from",   "for",    "in",    "at",     "over",   "of",      "into",
      "near",    "about",   "between", "after",  "before", "as",    "behind", "inside", "through", "toward",
      "towards", "under",   "among",   "across", "upon",   "onto",  "off",    "out",    "until",   "since",
      "during",  "within",  "without", "around", "above",  "below", "beyond", "via"};
  return kNames.contains(name);
}

/// A slot name or a path of them ("inf.obj.of").
bool is_slot_name(std::string_view name) {
  const std::vector<std::string_view> parts = split(name, '.');
  return std::all_of(parts.begin(), parts.end(), is_plain_slot_name);
}

}  // namespace

std::string_view name_of(PartOfSpeech part) {
  static constexpr std::array<std::string_view, 3> kNames = {"v", "n", "a"};
  return kNames[static_cast<std::size_t>(part)];
}

Result<Lexicon> Lexicon::make(const base::Knowledge& knowledge, const Ontology& ontology) {
  Lexicon lexicon;
  RAVEN_TRY(Done classes, lexicon.load_classes(knowledge));
  RAVEN_TRY(Done frames, lexicon.load_frames(knowledge, ontology));
  RAVEN_TRY(Done controls, lexicon.load_controls(knowledge, ontology));
  RAVEN_TRY(Done control_modes, lexicon.load_control_modes(knowledge, ontology));
  RAVEN_TRY(Done light_verbs, lexicon.load_light_verbs(knowledge));
  RAVEN_TRY(Done cues, lexicon.load_cues(knowledge));
  RAVEN_TRY(Done party_classes, lexicon.load_party_classes(knowledge));
  RAVEN_TRY(Done domains, lexicon.load_domains(knowledge));
  static_cast<void>(classes), static_cast<void>(frames), static_cast<void>(controls),
      static_cast<void>(control_modes);
  static_cast<void>(light_verbs), static_cast<void>(cues), static_cast<void>(party_classes),
      static_cast<void>(domains);
  return lexicon;
}

void Lexicon::add_multiword(const std::string& lemma) {
  if (lemma.find('_') == std::string::npos) return;
  const std::vector<std::string_view> words = split(lemma, '_');
  std::vector<Multiword>& known = multiwords_[std::string(words[0])];
  for (const Multiword& other : known)
    if (other.lemma == lemma) return;
  known.push_back({lemma, std::vector<std::string>(words.begin() + 1, words.end())});
  // The longest is tried first.
  std::stable_sort(known.begin(), known.end(),
                   [](const Multiword& a, const Multiword& b) { return a.rest.size() > b.rest.size(); });
}

const std::vector<Multiword>& Lexicon::multiwords(std::string_view first_word) const {
  static const std::vector<Multiword> kNone;
  const auto found = multiwords_.find(std::string(first_word));
  return found == multiwords_.end() ? kNone : found->second;
}

Result<Done> Lexicon::load_classes(const base::Knowledge& knowledge) {
  for (const std::string& name : knowledge.names("predicates/classes")) {
    RAVEN_TRY(const std::string_view bytes, knowledge.file(name));
    RAVEN_TRY(const Table table, Table::parse(name, bytes, {"class", "members"}));
    for (const TableRow& row : table.rows()) {
      const auto id = class_ids_.emplace(row[0], static_cast<std::uint32_t>(class_ids_.size())).first->second;
      for (std::string_view member : row.list(1)) {
        // Heads are compared by lower-case lemma, so an acronym of the table is lowered as well.
        std::vector<std::uint32_t>& of = classes_of_[base::lowered(member)];
        if (std::find(of.begin(), of.end(), id) == of.end()) of.push_back(id);
      }
    }
  }
  town_ = class_named("town");
  territory_ = class_named("territory");
  return Done{};
}

Result<Done> Lexicon::load_frames(const base::Knowledge& knowledge, const Ontology& ontology) {
  std::unordered_set<std::string> seen;
  for (const std::string& name : knowledge.names("predicates/frames_")) {
    RAVEN_TRY(const std::string_view bytes, knowledge.file(name));
    RAVEN_TRY(const Table table, Table::parse(name, bytes,
                                              {"lemma", "pos", "frame", "type", "mode", "contexts", "cameo",
                                               "flags", "example"}));
    for (const TableRow& row : table.rows()) {
      Frame frame;
      frame.lemma = row[0];
      const auto part = part_named(row[1]);
      if (!part) return table.fault(row, "the part of speech should be v, n or a");
      frame.part = *part;
      frame.pattern = row[2];
      const auto type = event_type_named(row[3]);
      if (!type) return table.fault(row, "no such event type: " + std::string(row[3]));
      frame.type = *type;
      frame.mode = row[4];
      if (!ontology.plover(*type, frame.mode))
        return table.fault(row, std::string(row[3]) + " has no mode " + frame.mode);
      for (std::string_view context : row.list(5)) {
        if (!ontology.has_context(context))
          return table.fault(row, "no such context: " + std::string(context));
        frame.contexts.emplace_back(context);
      }
      frame.cameo = row[6];
      if (!ontology.cameo(frame.cameo)) return table.fault(row, "no such CAMEO code: " + frame.cameo);
      for (std::string_view flag : row.list(7)) {
        if (flag == "sym")
          frame.symmetric = true;
        else if (flag == "noagent")
          frame.agentless = true;
        else if (flag == "norecipient")
          frame.without_recipient = true;
        else if (flag != "words" && flag != "future")
          return table.fault(row, "no such flag: " + std::string(flag));
      }
      for (std::string_view piece : split_words(frame.pattern)) {
        Slot slot;
        if (piece.starts_with('!')) {
          slot.presence = Slot::Presence::Absent;
          piece.remove_prefix(1);
        }
        if (slot.presence == Slot::Presence::Absent && piece.find('=') == std::string_view::npos) {
          slot.name = piece;
        } else {
          const std::size_t equals = piece.find('=');
          if (equals == std::string_view::npos)
            return table.fault(row, "a slot needs '=': " + std::string(piece));
          std::string_view slot_name = piece.substr(0, equals);
          if (slot_name.ends_with('?')) {
            slot_name.remove_suffix(1);
            slot.presence = Slot::Presence::Optional;
          }
          slot.name = slot_name;
          for (std::string_view value : split(piece.substr(equals + 1), '/')) {
            if (value.starts_with("AR"))
              slot.role = SlotRole::Each, value.remove_prefix(2);
            else if (value.starts_with("A"))
              slot.role = SlotRole::Actor, value.remove_prefix(1);
            else if (value.starts_with("R"))
              slot.role = SlotRole::Recipient, value.remove_prefix(1);
            else if (value == "X")
              value = {};
            if (value.empty()) continue;
            if (value.starts_with('{') && value.ends_with('}')) {
              const std::string_view class_name = value.substr(1, value.size() - 2);
              const auto id = class_named(class_name);
              if (!id) return table.fault(row, "no such noun class: " + std::string(class_name));
              slot.classes.push_back(*id);
            } else {
              slot.literals.emplace_back(value);
              std::replace(slot.literals.back().begin(), slot.literals.back().end(), '_', ' ');
            }
          }
        }
        if (!is_slot_name(slot.name)) return table.fault(row, "no such slot: " + slot.name);
        // An argument that must be of a class says most, then a party, then mere presence.
        if (slot.presence == Slot::Presence::Needed) {
          frame.weight += 1;
          if (slot.role != SlotRole::None) frame.weight += 2;
          if (!slot.classes.empty() || !slot.literals.empty()) frame.weight += 3;
        }
        frame.slots.push_back(std::move(slot));
      }
      if (frame.slots.empty()) return table.fault(row, "the frame has no slots");
      frame.weight += 2 * static_cast<int>(std::count(frame.lemma.begin(), frame.lemma.end(), '_'));
      frame.rule = "lexicon:" + frame.lemma + "." + std::string(row[1]) + " " + frame.pattern;
      frame.example = row[8];
      frame.where = name + ":" + std::to_string(row.line);
      // A frame and its agentless twin are two: "A arrested R" and "R was arrested".
      if (!seen.insert(frame.rule + (frame.agentless ? " noagent" : "")).second)
        return table.fault(row, "the same frame stands twice: " + frame.rule);
      frames_.push_back(std::move(frame));
    }
  }
  for (const Frame& frame : frames_) {
    by_lemma_[key(frame.lemma, frame.part)].push_back(&frame);
    add_multiword(frame.lemma);
  }
  for (auto& [lemma, frames] : by_lemma_)
    std::stable_sort(frames.begin(), frames.end(),
                     [](const Frame* a, const Frame* b) { return a->weight > b->weight; });
  return Done{};
}

Result<Done> Lexicon::load_controls(const base::Knowledge& knowledge, const Ontology& ontology) {
  const auto bytes = knowledge.file("predicates/control.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table,
            Table::parse("predicates/control.tsv", *bytes,
                         {"lemma", "pos", "slot", "effect", "type", "mode", "cameo", "example"}));
  for (const TableRow& row : table.rows()) {
    Control control;
    control.lemma = row[0];
    const auto part = part_named(row[1]);
    if (!part) return table.fault(row, "the part of speech should be v, n or a");
    control.part = *part;
    control.slot = row[2];
    const auto effect = effect_named(row[3]);
    if (!effect) return table.fault(row, "no such effect: " + std::string(row[3]));
    control.effect = *effect;
    if (!row[4].empty()) {
      control.type = event_type_named(row[4]);
      if (!control.type) return table.fault(row, "no such event type: " + std::string(row[4]));
      control.mode = row[5];
      if (!ontology.plover(*control.type, control.mode))
        return table.fault(row, "no such mode: " + control.mode);
      control.cameo = row[6];
      if (!ontology.cameo(control.cameo)) return table.fault(row, "no such CAMEO code: " + control.cameo);
    }
    controls_.push_back(std::move(control));
  }
  for (const Control& control : controls_) {
    control_by_lemma_[key(control.lemma, control.part)].push_back(&control);
    add_multiword(control.lemma);
  }
  return Done{};
}

Result<Done> Lexicon::load_control_modes(const base::Knowledge& knowledge, const Ontology& ontology) {
  const auto bytes = knowledge.file("predicates/control_modes.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table,
            Table::parse("predicates/control_modes.tsv", *bytes,
                         {"effect", "complement_type", "complement_mode", "type", "mode", "cameo"}));
  for (const TableRow& row : table.rows()) {
    ControlMode mode;
    const auto effect = effect_named(row[0]);
    const auto complement = event_type_named(row[1]);
    const auto type = event_type_named(row[3]);
    if (!effect) return table.fault(row, "no such effect: " + std::string(row[0]));
    if (!complement || !type) return table.fault(row, "no such event type");
    mode = {*effect, *complement, std::string(row[2]), *type, std::string(row[4]), std::string(row[5])};
    if (!ontology.plover(mode.type, mode.mode)) return table.fault(row, "no such mode: " + mode.mode);
    if (!ontology.cameo(mode.cameo)) return table.fault(row, "no such CAMEO code: " + mode.cameo);
    control_modes_.push_back(std::move(mode));
  }
  return Done{};
}

Result<Done> Lexicon::load_light_verbs(const base::Knowledge& knowledge) {
  const auto bytes = knowledge.file("predicates/light_verbs.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table, Table::parse("predicates/light_verbs.tsv", *bytes,
                                            {"lemma", "noun_classes", "effect", "example"}));
  for (const TableRow& row : table.rows()) {
    LightVerb verb;
    verb.lemma = row[0];
    for (std::string_view name : row.list(1)) {
      if (name == "any") continue;
      if (name.starts_with('{') && name.ends_with('}')) name = name.substr(1, name.size() - 2);
      const auto id = class_named(name);
      if (!id) return table.fault(row, "no such noun class: " + std::string(name));
      verb.classes.push_back(*id);
    }
    const auto effect = light_effect_named(row[2]);
    if (!effect) return table.fault(row, "no such effect: " + std::string(row[2]));
    verb.effect = *effect;
    add_multiword(verb.lemma);
    light_verbs_.emplace(verb.lemma, std::move(verb));
  }
  return Done{};
}

Result<Done> Lexicon::load_cues(const base::Knowledge& knowledge) {
  const auto bytes = knowledge.file("attribution/cues.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table,
            Table::parse("attribution/cues.tsv", *bytes, {"cue", "pos", "kind", "stance", "example"}));
  for (const TableRow& row : table.rows()) {
    Cue cue{std::string(row[0]), std::string(row[1]), std::string(row[2]), Stance::Neutral};
    if (row[3] == "doubtful")
      cue.stance = Stance::Doubtful;
    else if (row[3] == "denying")
      cue.stance = Stance::Denying;
    else if (row[3] == "hearsay")
      cue.stance = Stance::Hearsay;
    else if (row[3] != "neutral")
      return table.fault(row, "no such stance: " + std::string(row[3]));
    cues_.emplace(cue.cue + "." + cue.part, std::move(cue));
  }
  return Done{};
}

Result<Done> Lexicon::load_party_classes(const base::Knowledge& knowledge) {
  const auto bytes = knowledge.file("predicates/party_classes.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table,
            Table::parse("predicates/party_classes.tsv", *bytes, {"class", "kinds", "sectors"}));
  static constexpr MentionKind kKinds[] = {MentionKind::State, MentionKind::Person, MentionKind::Organisation,
                                           MentionKind::Group, MentionKind::Agent};
  for (const TableRow& row : table.rows()) {
    const auto id = class_named(row[0]);
    if (!id) return table.fault(row, "no such noun class: " + std::string(row[0]));
    for (std::string_view name : row.list(1)) {
      const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                     [&](MentionKind k) { return raven::name_of(k) == name; });
      if (kind == std::end(kKinds)) return table.fault(row, "no such kind of party: " + std::string(name));
      const auto sectors = row.list(2);
      party_classes_.push_back({*id, *kind, std::vector<std::string>(sectors.begin(), sectors.end())});
    }
  }
  return Done{};
}

bool Lexicon::is_party_class(std::uint32_t noun_class, MentionKind kind, std::string_view sector) const {
  return std::any_of(party_classes_.begin(), party_classes_.end(), [&](const PartyClass& row) {
    return row.noun_class == noun_class && row.kind == kind &&
           (row.sectors.empty() ||
            std::find(row.sectors.begin(), row.sectors.end(), sector) != row.sectors.end());
  });
}

Result<Done> Lexicon::load_domains(const base::Knowledge& knowledge) {
  const auto bytes = knowledge.file("predicates/foreign_domains.tsv");
  if (!bytes) return bytes.error();
  RAVEN_TRY(const Table table,
            Table::parse("predicates/foreign_domains.tsv", *bytes, {"domain", "strength", "words"}));
  for (const TableRow& row : table.rows()) {
    if (row[1] != "1" && row[1] != "2") return table.fault(row, "the strength should be 1 or 2");
    static constexpr std::array<std::string_view, kDomainCount> kNames = {"sport", "culture", "business",
                                                                          "nature"};
    const auto name = std::find(kNames.begin(), kNames.end(), row[0]);
    if (name == kNames.end()) return table.fault(row, "no such domain: " + std::string(row[0]));
    const ForeignWord word{static_cast<Domain>(name - kNames.begin()), row[1] == "2" ? 2 : 1};
    for (std::string_view spelling : row.list(2)) foreign_words_.emplace(spelling, word);
  }
  return Done{};
}

const std::vector<const Frame*>& Lexicon::frames(std::string_view lemma, PartOfSpeech part) const {
  static const std::vector<const Frame*> kNoFrames;
  const auto found = by_lemma_.find(key(lemma, part));
  return found == by_lemma_.end() ? kNoFrames : found->second;
}

const std::vector<const Control*>& Lexicon::controls(std::string_view lemma, PartOfSpeech part) const {
  static const std::vector<const Control*> kNoControls;
  const auto found = control_by_lemma_.find(key(lemma, part));
  return found == control_by_lemma_.end() ? kNoControls : found->second;
}

const ControlMode* Lexicon::control_mode(ControlEffect effect, EventType complement,
                                         std::string_view mode) const {
  const ControlMode* general = nullptr;
  for (const ControlMode& row : control_modes_) {
    if (row.effect != effect || row.complement != complement) continue;
    if (row.complement_mode == mode) return &row;
    if (row.complement_mode.empty()) general = &row;
  }
  return general;
}

const LightVerb* Lexicon::light_verb(std::string_view lemma) const {
  const auto found = light_verbs_.find(std::string(lemma));
  return found == light_verbs_.end() ? nullptr : &found->second;
}

const Cue* Lexicon::cue(std::string_view words, std::string_view part) const {
  const auto found = cues_.find(std::string(words) + "." + std::string(part));
  return found == cues_.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> Lexicon::class_named(std::string_view name) const {
  const auto found = class_ids_.find(std::string(name));
  if (found == class_ids_.end()) return std::nullopt;
  return found->second;
}

bool Lexicon::is_in_class(std::string_view lemma, std::uint32_t noun_class) const {
  const auto found = classes_of_.find(std::string(lemma));
  return found != classes_of_.end() &&
         std::find(found->second.begin(), found->second.end(), noun_class) != found->second.end();
}

const std::vector<std::uint32_t>& Lexicon::classes_of(std::string_view lemma) const {
  static const std::vector<std::uint32_t> kNoClass;
  const auto found = classes_of_.find(std::string(lemma));
  return found == classes_of_.end() ? kNoClass : found->second;
}

const ForeignWord* Lexicon::foreign_word(std::string_view lemma) const {
  const auto found = foreign_words_.find(std::string(lemma));
  return found == foreign_words_.end() ? nullptr : &found->second;
}

}  // namespace raven::code
