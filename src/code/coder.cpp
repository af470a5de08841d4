// SPDX-License-Identifier: Apache-2.0
#include "code/coder.h"

#include "base/hash.h"
#include "code/attribution.h"
#include "code/circumstances.h"
#include "code/clauses.h"
#include "code/frame_match.h"
#include "code/rejection_rules.h"
#include "code/sentence_view.h"
#include "code/verb_spellings.h"

#include <algorithm>
#include <unordered_set>

namespace raven::code {
namespace {

/// What the verbs above a predicate make of it.
struct Standing {
  Factuality factuality = Factuality::Asserted;
  const Control* control = nullptr;  ///< the nearest control predicate above
  const Clause* controller = nullptr;
  std::string controller_rule;
  bool is_purpose = false;  ///< what somebody does something for: "sent troops to fight rebels"
};

/// An event in the making, with what is needed to finish it.
struct Draft {
  const Frame* frame = nullptr;
  Match match;
  TextSpan trigger;
  std::uint32_t first_word = 0, last_word = 0;
  Factuality factuality = Factuality::Asserted;
  Tense tense = Tense::None;
  std::uint32_t clause = kNone;  ///< for its sources
  double sure = 0;
};

Factuality graver(Factuality above, Factuality own) {
  // A denial of what is only planned is a denial; a plan inside a condition is conditional.
  if (above == Factuality::Asserted) return own;
  if (own == Factuality::Asserted) return above;
  if (above == Factuality::Denied && own == Factuality::Denied) return Factuality::Asserted;
  return above;
}

/// Longer sentences are not coded: no writer writes them, and the steps that compare reports with clauses
/// would grow with their square.
constexpr std::uint32_t kLongestSentence = 400;

class SentenceCoder {
 public:
  SentenceCoder(const Article& article, Analysis& analysis, const Lexicon& lexicon, const Ontology& ontology,
                const SentenceView& view, Attributor& attributor)
      : article_(article),
        analysis_(analysis),
        lexicon_(lexicon),
        ontology_(ontology),
        view_(view),
        tree_(view),
        parts_(find_clauses(view, tree_, analysis)),
        sources_(attributor.find(view, tree_, parts_)),
        context_{article, analysis, lexicon, view, tree_, parts_},
        foreign_(view, lexicon) {}

  void run() {
    analysis_.quotations.insert(analysis_.quotations.end(), sources_.quotations.begin(),
                                sources_.quotations.end());
    prepare();
    // From the top down: what stands above a clause is judged, and coded, before it.
    for (std::uint32_t c : parts_.downwards) standings_[c] = standing_of(c);
    for (std::uint32_t c : parts_.downwards) code_verb(c);
    for (std::uint32_t n = 0; n < parts_.owners_begin; ++n) code_noun(n);
    code_adjectives();
    keep_best();
  }

 private:
  // -------------------------------------------------------------------------------------- what stands above

  const std::vector<Spelling>& spellings(std::uint32_t c) const { return spellings_[c]; }

  /// What is asked of the sentence again and again: spellings, complements, and whose object or subject each
  /// noun group is.
  void prepare() {
    const std::size_t count = parts_.clauses.size();
    standings_.resize(count);
    complements_.resize(count);
    spellings_.resize(count);
    held_.assign(parts_.nouns.size(), {});
    std::vector<std::uint32_t> behind(view_.last() - view_.first() + 1, kNone);
    for (std::uint32_t c = 0; c < count; ++c) {
      const Clause& clause = parts_.clauses[c];
      spellings_[c] = spellings_of(c, context_);
      if (clause.parent != kNone) complements_[clause.parent].push_back(c);
      for (const Argument& argument : clause.arguments)
        for (std::uint32_t group : argument.groups) {
          if (argument.slot == "obj" && held_[group].object_of == kNone) held_[group].object_of = c;
          if (argument.slot == "subj" && held_[group].subject_of == kNone) held_[group].subject_of = c;
        }
      for (const Spelling& spelling : spellings_[c])
        if (spelling.lemma.find('_') != std::string::npos && lexicon_.light_verb(spelling.lemma) &&
            spelling.end <= view_.last() && behind[spelling.end - view_.first()] == kNone)
          behind[spelling.end - view_.first()] = c;
    }
    for (std::uint32_t n = 0; n < parts_.owners_begin; ++n)
      held_[n].behind = behind[parts_.nouns[n].first - view_.first()];
  }

  const Control* control_of(std::uint32_t c, std::string_view slot) const {
    const VerbGroup& verb = parts_.verbs[parts_.clauses[c].verb];
    const bool passive = verb.voice == Voice::Passive;
    // "is ready to attack"; a participle may be listed as the adjective that it has become ("is due to").
    if (verb.is_copula || passive)
      for (const Control* control :
           lexicon_.controls(verb.is_copula ? base::lowered(view_.lemma(verb.node)) : view_.low(verb.head),
                             PartOfSpeech::Adjective))
        if (control->slot == slot) return control;
    for (const Spelling& spelling : spellings(c))
      for (const Control* control : lexicon_.controls(spelling.lemma, PartOfSpeech::Verb))
        if (control->slot == slot || (passive && slot == "inf" && control->slot == "passive.inf"))
          return control;
    return nullptr;
  }

  Factuality effect_on(ControlEffect effect, Factuality own) const {
    switch (effect) {
      case ControlEffect::Same:
      case ControlEffect::Resumed:
        return own;
      case ControlEffect::Planned:
      case ControlEffect::Attempted:
      case ControlEffect::Urged:
      case ControlEffect::Threatened:
      case ControlEffect::Permitted:
        return graver(own, Factuality::Planned);
      case ControlEffect::Denied:
      case ControlEffect::Prevented:
      case ControlEffect::Stopped:
        return graver(own, Factuality::Denied);
      case ControlEffect::Conditional:
      case ControlEffect::Feared:
        return graver(own, Factuality::Conditional);
      case ControlEffect::Alleged:
      case ControlEffect::Accused:
        return graver(own, Factuality::Alleged);
    }
    return own;
  }

  Standing standing_of(std::uint32_t c) const {
    const Clause& clause = parts_.clauses[c];
    const VerbGroup& verb = parts_.verbs[clause.verb];
    Standing standing;
    standing.factuality = verb_factuality(verb, clause);
    if (clause.parent != kNone) {
      const std::string& link = clause.link;
      const Standing& above = standings_[clause.parent];
      // "a plan to withdraw" is judged by the noun, "planned to withdraw" by the verb.
      const Control* control = nullptr;
      if (link == "noun") {
        control = noun_control(clause);
        standing.factuality =
            control ? effect_on(control->effect, standing.factuality)
                    : (verb.form == VerbForm::Infinitive ? graver(standing.factuality, Factuality::Planned)
                                                         : standing.factuality);
      } else if (link != "relative" && link != "and" && link != "free") {
        control = control_of(clause.parent, link);
        if (control) {
          standing.control = control;
          standing.controller = &parts_.clauses[clause.parent];
          standing.factuality = effect_on(control->effect, standing.factuality);
        } else if (link == "inf") {
          // A bare infinitive tells a purpose: "sent troops to fight rebels".
          standing.factuality = graver(standing.factuality, Factuality::Planned);
          standing.is_purpose = true;
        }
      }
      const bool carried =
          link == "inf" || link == "ing" || link == "that" || link == "noun" || link == "free" || control;
      if (carried && !sources_.is_report[clause.parent])
        standing.factuality = graver(above.factuality, standing.factuality);
    }
    switch (sources_.stances[c]) {
      case Stance::Neutral:
        break;
      case Stance::Doubtful:
      case Stance::Hearsay:
        if (standing.factuality == Factuality::Asserted) standing.factuality = Factuality::Alleged;
        break;
      case Stance::Denying:
        // The verb "denied" is a control predicate too; one denial is not made two.
        if (!(standing.control && standing.control->effect == ControlEffect::Denied))
          standing.factuality = graver(Factuality::Denied, standing.factuality);
        break;
    }
    if (standing.factuality == Factuality::Asserted && has_hearsay_adverb(verb))
      standing.factuality = Factuality::Alleged;
    return standing;
  }

  bool has_hearsay_adverb(const VerbGroup& verb) const {
    const std::uint32_t from = verb.first > view_.first() + 2 ? verb.first - 2 : view_.first();
    for (std::uint32_t w = from; w < verb.last + 1 && view_.in(w); ++w)
      if (view_.tag(w) == Tag::Adv)
        if (const Cue* cue = lexicon_.cue(view_.low(w), "adv"); cue && cue->stance != Stance::Neutral)
          return true;
    return false;
  }

  // -------------------------------------------------------------------------------------- verbs

  std::vector<Complement> complements_of(std::uint32_t c) const {
    std::vector<Complement> found;
    for (std::uint32_t other : complements_[c]) {
      const Clause& child = parts_.clauses[other];
      const std::string& link = child.link;
      // A gerund below a preposition keeps the preposition's name: "accused X of | attacking".
      if (link == "relative" || link == "and" || link == "free" || link == "noun" || link == "comp") continue;
      const VerbGroup& verb = parts_.verbs[child.verb];
      const std::uint32_t word = verb.is_copula ? verb.node : verb.head;
      found.push_back({link, base::lowered(view_.lemma(word)), view_.low(word), child.arguments});
    }
    return found;
  }

  /// "burned the pilot | alive", "called the decision | unacceptable", "branded it | a terrorist group".
  void add_object_complements(Predicate& predicate, const VerbGroup& verb) const {
    const auto add = [&](std::uint32_t word) {
      predicate.complements.push_back({"comp", base::lowered(view_.lemma(word)), view_.low(word), {}});
    };
    for (std::uint32_t child : tree_.children(verb.node)) {
      if (tree_.is(child, "xcomp") && tree_.child(child, "mark") == kNone) add(child);
      const std::uint32_t mark = tree_.child(child, "case");
      if (child > verb.node && tree_.is(child, "obl") && view_.low(mark) == "as") add(child);
    }
    // Where the parse hung it elsewhere it stands straight behind the object.
    std::uint32_t after = verb.last;
    for (const Argument& argument : predicate.arguments)
      if (argument.slot == "obj" && argument.at >= verb.last && !argument.groups.empty())
        after = parts_.nouns[argument.groups.back()].last;
    if (view_.low(after) == "as") ++after;
    const Tag tag = view_.tag(after);
    if (view_.in(after) && (tag == Tag::Adj || tag == Tag::Verb || tag == Tag::Adv)) add(after);
  }

  void code_verb(std::uint32_t c) {
    const Clause& clause = parts_.clauses[c];
    const VerbGroup& verb = parts_.verbs[clause.verb];
    if (verb.is_copula) return;
    const Frame* best = nullptr;
    Match best_match;
    std::uint32_t best_end = verb.last;
    std::string tried, missing;
    for (const Spelling& spelling : spellings(c)) {
      const auto& frames = lexicon_.frames(spelling.lemma, PartOfSpeech::Verb);
      if (frames.empty()) continue;
      Predicate predicate;
      predicate.arguments =
          spelling.end == verb.last ? clause.arguments : arguments_behind(clause, parts_, spelling.end);
      predicate.complements = complements_of(c);
      add_object_complements(predicate, verb);
      predicate.voice = verb.voice;
      for (const Frame* frame : frames) {
        if (best && frame->weight <= best->weight) break;
        Match found = match(*frame, predicate, context_);
        if (found.holds && foreign_.reason(frame->type).empty()) {
          best = frame;
          best_match = std::move(found);
          best_end = spelling.end;
          break;
        }
        // Told is the last, which asks least.
        tried = frame->rule;
        missing = found.holds ? foreign_.reason(frame->type) : found.missing;
      }
    }
    const TextSpan trigger{view_.word(verb.head).span.begin,
                           view_.word(best ? std::min(best_end, view_.last()) - 1 : verb.head).span.end};
    if (!best) {
      if (!tried.empty()) analysis_.rejections.push_back({view_.sentence(), trigger, tried, missing});
      return;
    }
    Draft draft;
    draft.frame = best;
    draft.match = std::move(best_match);
    draft.trigger = trigger;
    draft.first_word = clause.first;
    draft.last_word = std::max(clause.last, best_end);
    draft.factuality = standings_[c].factuality;
    // "No ambassador was expelled."
    for (const char* slot : {"subj", "obj"})
      if (const Argument* argument = clause.argument(slot);
          argument && view_.low(parts_.nouns[argument->groups[0]].first) == "no")
        draft.factuality = graver(Factuality::Denied, draft.factuality);
    draft.tense = verb.tense;
    draft.clause = c;
    draft.sure = 0.9;
    if (draft.match.actors.empty()) draft.sure -= 0.15;
    if (verb.form == VerbForm::Participle || verb.form == VerbForm::PastParticiple) draft.sure -= 0.1;
    emit(std::move(draft), standings_[c]);
  }

  // -------------------------------------------------------------------------------------- nouns

  /// The light verb whose object (or passive subject) the noun group is, and what it does to it.
  struct Holder {
    std::uint32_t clause = kNone;
    const LightVerb* light = nullptr;
    bool is_object = false;
    bool is_subject = false;
  };
  Holder holder_of(std::uint32_t n) const {
    const Held& held = held_[n];
    if (held.object_of != kNone) return {held.object_of, fitting_light_verb(held.object_of, n), true, false};
    // A light verb of several words takes its object after the last: "carried out | an attack".
    if (held.behind != kNone) return {held.behind, fitting_light_verb(held.behind, n), true, false};
    if (held.subject_of != kNone) return {held.subject_of, nullptr, false, true};
    return {};
  }

  const LightVerb* fitting_light_verb(std::uint32_t c, std::uint32_t n) const {
    const NounGroup& noun = parts_.nouns[n];
    const auto is_member = [&](std::uint32_t id) {
      return lexicon_.is_in_class(noun.head_lemma, id) ||
             std::any_of(noun.compounds.begin(), noun.compounds.end(),
                         [&](const std::string& compound) { return lexicon_.is_in_class(compound, id); });
    };
    for (const Spelling& spelling : spellings(c)) {
      const LightVerb* light = lexicon_.light_verb(spelling.lemma);
      if (!light) continue;
      const bool fits =
          light->classes.empty() || std::any_of(light->classes.begin(), light->classes.end(), is_member);
      return fits ? light : nullptr;
    }
    return nullptr;
  }

  void code_noun(std::uint32_t n) {
    const NounGroup& noun = parts_.nouns[n];
    if (noun.mention != kNone || noun.is_pronoun || noun.is_time) return;
    std::vector<std::string> lemmas;
    for (std::string compound : noun.compounds) {
      std::replace(compound.begin(), compound.end(), ' ', '_');
      lemmas.push_back(std::move(compound));
    }
    lemmas.push_back(noun.head_lemma);

    const Frame* best = nullptr;
    Match best_match;
    std::string tried, missing;
    Holder holder;
    Predicate predicate;
    bool prepared = false;
    for (const std::string& lemma : lemmas) {
      for (const Frame* frame : lexicon_.frames(lemma, PartOfSpeech::Noun)) {
        if (!prepared) {
          prepared = true;
          holder = holder_of(n);
          predicate = noun_predicate(n, holder);
        }
        if (best && frame->weight <= best->weight) break;
        Match found = match(*frame, predicate, context_);
        // The adjective may be the doer or not; both sides from one mention is no reading at all.
        if (found.holds && foreign_.reason(frame->type).empty()) {
          best = frame;
          best_match = std::move(found);
          break;
        }
        // Told is the last, which asks least.
        tried = frame->rule;
        missing = found.holds ? foreign_.reason(frame->type) : found.missing;
      }
    }
    const TextSpan trigger = view_.word(noun.head).span;
    if (!best) {
      if (!tried.empty()) analysis_.rejections.push_back({view_.sentence(), trigger, tried, missing});
      return;
    }
    Draft draft;
    draft.frame = best;
    draft.match = std::move(best_match);
    draft.trigger = trigger;
    draft.first_word = noun.first;
    draft.last_word = noun.last;
    draft.sure = 0.7;
    Standing standing;
    if (holder.clause != kNone) {
      const Clause& clause = parts_.clauses[holder.clause];
      const VerbGroup& verb = parts_.verbs[clause.verb];
      draft.clause = holder.clause;
      draft.tense = verb.tense;
      const Control* control = holder.is_object ? control_of(holder.clause, "obj") : nullptr;
      if (holder.light) {
        standing.factuality = standings_[holder.clause].factuality;
        draft.first_word = std::min(draft.first_word, clause.first);
        draft.last_word = std::max(draft.last_word, clause.last);
        switch (holder.light->effect) {
          case LightEffect::Do:
          case LightEffect::Resume:
          case LightEffect::Intensify:
            draft.sure = 0.85;
            break;
          case LightEffect::Plan:
          case LightEffect::Order:
            standing.factuality = graver(standing.factuality, Factuality::Planned);
            break;
          case LightEffect::Stop:
            if (!control) return reject(trigger, best->rule, "it was stopped");
        }
      } else if (holder.is_subject) {
        standing.factuality = standings_[holder.clause].factuality == Factuality::Denied
                                  ? Factuality::Asserted
                                  : standings_[holder.clause].factuality;
      }
      if (control) {
        standing.control = control;
        standing.controller = &clause;
        standing.factuality = effect_on(control->effect, standings_[holder.clause].factuality);
        draft.sure = std::max(draft.sure, 0.8);
      }
      if (sources_.stances[holder.clause] == Stance::Denying) standing.factuality = Factuality::Denied;
    }
    // "no attack by", "any attack on": the noun itself is negated or merely possible.
    const auto needed = std::count_if(best->slots.begin(), best->slots.end(), [](const Slot& slot) {
      return slot.presence == Slot::Presence::Needed;
    });
    const bool named_doer =
        std::any_of(predicate.arguments.begin(), predicate.arguments.end(), [&](const Argument& argument) {
          return argument.slot == "by" &&
                 (argument.at > noun.head || view_.fine(parts_.nouns[argument.groups[0]].last) == "POS");
        });
    // "over the jailing of the former president": done to somebody who is known, it is told well enough.
    const bool violent = best->type == EventType::Assault || best->type == EventType::Coerce;
    const bool known_victim =
        violent && std::any_of(draft.match.recipients.begin(), draft.match.recipients.end(),
                               [](const Party& party) { return party.actor != kNone; });
    if (needed < 2 && !holder.light && !standing.control && !named_doer && !known_victim)
      return reject(trigger, best->rule, "an event noun alone tells too little");
    const std::string before = view_.low(noun.first);
    if (before == "no" || before == "neither")
      standing.factuality = graver(Factuality::Denied, standing.factuality);
    if (before == "any" || before == "future" || before == "possible")
      standing.factuality = graver(Factuality::Conditional, standing.factuality);
    for (std::uint32_t w = noun.first; w < noun.head; ++w) {
      const std::string low = view_.low(w);
      if (low == "alleged" || low == "suspected" || low == "reported" || low == "purported")
        standing.factuality = graver(standing.factuality, Factuality::Alleged);
      if (low == "planned" || low == "proposed" || low == "upcoming" || low == "future" ||
          low == "possible" || low == "potential" || low == "imminent")
        standing.factuality = graver(standing.factuality, Factuality::Planned);
    }
    if (draft.match.actors.empty()) draft.sure -= 0.15;
    draft.factuality = standing.factuality;
    emit(std::move(draft), standing);
  }

  Predicate noun_predicate(std::uint32_t n, const Holder& holder) const {
    const NounGroup& noun = parts_.nouns[n];
    Predicate predicate;
    predicate.noun = n;
    predicate.arguments = noun_arguments(view_, tree_, parts_, n);
    // Whose it is: "Russia's attack", "Russian attack".
    for (std::uint32_t owner : noun.owner_groups) predicate.arguments.push_back({"by", {owner}, noun.first});
    add_noun_complements(noun, predicate);
    if (holder.clause != kNone && holder.is_object) {
      const Clause& clause = parts_.clauses[holder.clause];
      if (holder.light) {
        if (const Argument* subject = clause.argument("subj")) {
          predicate.arguments.push_back({"by", subject->groups, subject->at});
          // "The two sides held talks" fills "between" as well as "by".
          predicate.arguments.push_back({"between", subject->groups, subject->at});
        }
        for (const Argument& argument : clause.arguments)
          if (argument.slot != "subj" && argument.slot != "obj" && argument.slot != "obj2")
            predicate.arguments.push_back(argument);
      }
    }
    return predicate;
  }

  /// "the threat | to cut ties", "the claim | that X attacked": the clauses that hang on the noun.
  void add_noun_complements(const NounGroup& noun, Predicate& predicate) const {
    for (std::uint32_t child : tree_.children(noun.node)) {
      const std::uint32_t c = parts_.clause_at[child - view_.first()];
      if (c == kNone || tree_.is(child, "acl:relcl")) continue;
      const Clause& clause = parts_.clauses[c];
      const VerbGroup& verb = parts_.verbs[clause.verb];
      const bool infinitive = verb.form == VerbForm::Infinitive;
      if (!infinitive && verb.form != VerbForm::Finite) continue;
      predicate.complements.push_back({infinitive ? "inf" : "that", base::lowered(view_.lemma(verb.head)),
                                       view_.low(verb.head), clause.arguments});
    }
  }

  /// The control noun above an infinitive: "a plan | to withdraw".
  const Control* noun_control(const Clause& clause) const {
    if (clause.noun == kNone) return nullptr;
    for (const Control* control : lexicon_.controls(parts_.nouns[clause.noun].head_lemma, PartOfSpeech::Noun))
      if (control->slot == "inf" || control->slot == "that") return control;
    return nullptr;
  }

  // -------------------------------------------------------------------------------------- adjectives

  /// "X is critical of Y": an adjective after "be".
  void code_adjectives() {
    for (std::uint32_t c = 0; c < parts_.clauses.size(); ++c) {
      const Clause& clause = parts_.clauses[c];
      const VerbGroup& verb = parts_.verbs[clause.verb];
      // "is opposed to" has a participle for its adjective.
      if (!verb.is_copula && verb.voice != Voice::Passive) continue;
      const std::uint32_t w = verb.is_copula ? verb.node : verb.head;
      if (verb.is_copula && view_.tag(w) != Tag::Adj) continue;
      const auto& frames = lexicon_.frames(verb.is_copula ? base::lowered(view_.lemma(w)) : view_.low(w),
                                           PartOfSpeech::Adjective);
      if (frames.empty() || has_event_at(view_.word(w).span)) continue;
      Predicate predicate;
      for (const Argument& argument : clause.arguments)
        if (argument.slot != "subj" && argument.slot != "obj" && argument.slot != "obj2")
          predicate.arguments.push_back(argument);
      if (!clause.surface_subject.empty())
        predicate.arguments.push_back({"subj", clause.surface_subject, verb.first});
      predicate.complements = complements_of(c);
      for (const Frame* frame : frames) {
        Match found = match(*frame, predicate, context_);
        if (!found.holds || !foreign_.reason(frame->type).empty()) continue;
        Draft draft;
        draft.frame = frame;
        draft.match = std::move(found);
        draft.trigger = view_.word(w).span;
        draft.first_word = clause.first;
        draft.last_word = std::max(clause.last, w + 1);
        draft.factuality = standings_[c].factuality;
        draft.tense = verb.tense;
        draft.clause = c;
        draft.sure = 0.8;
        emit(std::move(draft), standings_[c]);
        break;
      }
    }
  }

  // -------------------------------------------------------------------------------------- events

  void reject(TextSpan trigger, const std::string& rule, std::string reason) {
    analysis_.rejections.push_back({view_.sentence(), trigger, rule, std::move(reason)});
  }

  void emit(Draft draft, const Standing& standing) {
    const Frame& frame = *draft.frame;
    EventType type = frame.type;
    std::string mode = frame.mode;
    std::string cameo = frame.cameo;
    std::string rule = frame.rule;
    Factuality factuality = draft.factuality;
    std::vector<Party> actors = draft.match.actors;
    std::vector<Party> recipients = draft.match.recipients;

    if (standing.control && standing.control->type == type &&
        standing.control->effect == ControlEffect::Planned) {
      // "promised to guarantee": the promise is the very agreement that the frame means.
      factuality = controller_factuality(standing);
    } else if (const ControlMode* turned = turned_by(standing, type, mode)) {
      type = turned->type;
      mode = turned->mode;
      cameo = turned->cameo;
      rule = "control:" + standing.control->lemma + " > " + frame.rule;
      // What is asserted is the promise, threat or stop, not the act.
      factuality = controller_factuality(standing);
      take_controller_parties(standing, actors, recipients);
    } else if (standing.control && is_told_by_control(standing)) {
      return reject(draft.trigger, frame.rule, "\"" + standing.control->lemma + "\" tells it");
    } else if (standing.control && standing.control->effect == ControlEffect::Stopped) {
      return reject(draft.trigger, frame.rule, "it was stopped by \"" + standing.control->lemma + "\"");
    } else if (const ControlMode* foretold = foretold_by(draft, type, mode)) {
      type = foretold->type;
      mode = foretold->mode;
      cameo = foretold->cameo;
      rule = "future > " + frame.rule;
      factuality = Factuality::Asserted;
    } else if (standing.is_purpose && is_act(type)) {
      return reject(draft.trigger, frame.rule, "told as an aim, not as done");
    }

    if (!is_political(type, actors, recipients) &&
        !is_violence_somewhere(type, analysis_, view_.sentence()) && !names_office(frame))
      return reject(draft.trigger, rule, "nobody in it acts in politics");
    const PloverEntry* plover = ontology_.plover(type, mode);
    const CameoEntry* code = ontology_.cameo(cameo);
    if (!plover || !code) return reject(draft.trigger, rule, "no such code");
    if (plover->requires_recipient && recipients.empty())
      return reject(draft.trigger, rule, "nobody is named to whom it was done");
    if (actors.empty() && !frame.agentless) return reject(draft.trigger, rule, "nobody is named who did it");
    if (actors.empty() && recipients.empty()) return reject(draft.trigger, rule, "no party is named");

    Event event;
    event.sentence = view_.sentence();
    const std::uint32_t first = std::max(std::min(draft.first_word, word_at(draft.trigger)), view_.first());
    const std::uint32_t last = std::min(std::max(draft.last_word, word_at(draft.trigger) + 1), view_.last());
    event.span = {view_.word(first).span.begin, view_.word(last - 1).span.end};
    for (const auto* parties : {&actors, &recipients})
      for (const Party& party : *parties)
        if (analysis_.sentences[view_.sentence()].span.contains(party.span)) {
          event.span.begin = std::min(event.span.begin, party.span.begin);
          event.span.end = std::max(event.span.end, party.span.end);
        }
    event.trigger = draft.trigger;
    event.type = type;
    event.mode = mode;
    event.contexts = frame.contexts;
    event.cameo = cameo;
    event.goldstein = code->goldstein;
    event.intensity = plover->score;
    event.quad = plover->quad;
    event.quad_gdelt = code->quad;
    event.actors = std::move(actors);
    event.recipients = std::move(recipients);
    event.date = event_date(article_, analysis_, view_, event.span, event.trigger);
    event.quantities = event_quantities(analysis_, view_, type);
    event.factuality = factuality;
    if (event.factuality == Factuality::Asserted && is_background(article_, event.date))
      event.factuality = Factuality::Background;
    event.tense = draft.tense;
    if (draft.clause != kNone && draft.clause < sources_.chains.size())
      event.attribution = sources_.chains[draft.clause];
    event.place =
        event_place(analysis_, view_, event.trigger, event.actors, event.recipients, event.attribution);
    event.rule = std::move(rule);
    double weakest = 1;
    for (const auto* parties : {&event.actors, &event.recipients})
      for (const Party& party : *parties) weakest = std::min(weakest, party.sure);
    event.sure = draft.sure * (0.4 + 0.6 * weakest);
    // A source's words are not an act of the source on itself, and a report is no event by the one who
    // reports.
    drafts_.push_back(event);
    if (frame.symmetric || std::any_of(frame.slots.begin(), frame.slots.end(),
                                       [](const Slot& slot) { return slot.role == SlotRole::Each; })) {
      if (event.recipients.empty() || event.actors.empty()) return;
      std::swap(event.actors, event.recipients);
      drafts_.push_back(std::move(event));
    }
  }

  /// What a control predicate above makes of an event: "threatened to attack" is a threat, "urged X to
  /// withdraw" a request, "agreed to help" an agreement, "halted aid" a sanction. Nothing if it leaves the
  /// event what it is, or if the lexicon coded the control verb itself, beside which the complement then
  /// stands unreal.
  const ControlMode* turned_by(const Standing& standing, EventType type, const std::string& mode) const {
    if (!standing.control) return nullptr;
    const Control& control = *standing.control;
    const bool speaks = control.type.has_value();
    if (!speaks && control.effect != ControlEffect::Stopped) return nullptr;
    if (speaks && has_own_event(standing.controller)) return nullptr;
    return lexicon_.control_mode(control.effect, type, mode);
  }

  /// PLOVER's rule on what lies ahead: violence that somebody will use is a threat, and so is other force
  /// if it hangs on a condition; help and work together that are to come are an agreement.
  const ControlMode* foretold_by(const Draft& draft, EventType type, const std::string& mode) const {
    if (draft.clause == kNone || draft.match.actors.empty()) return nullptr;
    const Clause& clause = parts_.clauses[draft.clause];
    if (parts_.verbs[clause.verb].modality != Modality::Future || !clause.marker.empty()) return nullptr;
    if (type == EventType::Assault &&
        (draft.factuality == Factuality::Planned || draft.factuality == Factuality::Conditional))
      return lexicon_.control_mode(ControlEffect::Threatened, type, mode);
    if (draft.factuality == Factuality::Conditional &&
        (type == EventType::Coerce || type == EventType::Sanction || type == EventType::Protest))
      return lexicon_.control_mode(ControlEffect::Threatened, type, mode);
    if (draft.factuality == Factuality::Planned && (type == EventType::Aid || type == EventType::Cooperate))
      return lexicon_.control_mode(ControlEffect::Planned, type, mode);
    return nullptr;
  }

  /// Whether events of the type are done, where others are said: an aim is no deed, though a word may be.
  static bool is_act(EventType type) {
    switch (type) {
      case EventType::Request:
      case EventType::Accuse:
      case EventType::Support:
      case EventType::Agree:
      case EventType::Threaten:
        return false;
      default:
        return true;
    }
  }

  /// "urged X to withdraw", "threatened to attack", "promised to help" were coded as request, threat and
  /// promise; what was asked, threatened or promised is no second happening.
  bool is_told_by_control(const Standing& standing) const {
    const ControlEffect effect = standing.control->effect;
    return standing.control->type && has_own_event(standing.controller) &&
           (effect == ControlEffect::Urged || effect == ControlEffect::Threatened ||
            effect == ControlEffect::Planned);
  }

  /// The subject of the control verb acts. For "urged" and "accused" the one who was to act, or did, is the
  /// recipient.
  void take_controller_parties(const Standing& standing, std::vector<Party>& actors,
                               std::vector<Party>& recipients) const {
    const Argument* subject = standing.controller->argument("subj");
    if (!subject) return;
    std::vector<Party> doers;
    for (std::uint32_t group : subject->groups)
      for (Party& party : parties_of(group, context_)) doers.push_back(std::move(party));
    if (doers.empty()) return;
    const ControlEffect effect = standing.control->effect;
    if (effect == ControlEffect::Urged || effect == ControlEffect::Accused) recipients = std::move(actors);
    actors = std::move(doers);
    for (const Party& actor : actors)
      std::erase_if(recipients, [&](const Party& recipient) { return recipient.actor == actor.actor; });
  }

  std::uint32_t word_at(TextSpan span) const {
    std::uint32_t w = view_.first();
    while (w + 1 < view_.last() && view_.word(w).span.end <= span.begin) ++w;
    return w;
  }

  Factuality controller_factuality(const Standing& standing) const {
    const auto c = static_cast<std::uint32_t>(standing.controller - parts_.clauses.data());
    return standings_[c].factuality;
  }

  /// Whether the lexicon coded the control verb itself ("accused X of killing" is an ACCUSE of its own).
  bool has_own_event(const Clause* controller) const {
    return has_event_at(view_.word(parts_.verbs[controller->verb].head).span);
  }
  bool has_event_at(TextSpan head) const {
    return std::any_of(drafts_.begin(), drafts_.end(),
                       [&](const Event& event) { return event.trigger.contains(head); });
  }

  /// "opened fire on a patrol, wounding two": one attack, and all it hit are its recipients.
  void join_consequences() {
    for (std::uint32_t c : parts_.downwards) {
      const Clause& clause = parts_.clauses[c];
      if (clause.link != "free" || clause.parent == kNone) continue;
      const auto event_of = [&](std::uint32_t other) {
        const TextSpan head = view_.word(parts_.verbs[parts_.clauses[other].verb].head).span;
        return std::find_if(drafts_.begin(), drafts_.end(),
                            [&](const Event& event) { return event.trigger.contains(head); });
      };
      const auto main = event_of(clause.parent);
      const auto consequence = event_of(c);
      if (main == drafts_.end() || consequence == drafts_.end() || main == consequence) continue;
      if (main->type != EventType::Assault || consequence->type != EventType::Assault) continue;
      for (const Party& party : consequence->recipients)
        if (std::none_of(main->recipients.begin(), main->recipients.end(),
                         [&](const Party& other) { return other.span.overlaps(party.span); }))
          main->recipients.push_back(party);
      main->span = {std::min(main->span.begin, consequence->span.begin),
                    std::max(main->span.end, consequence->span.end)};
      drafts_.erase(consequence);
    }
  }

  /// One happening, one event: of two with the same type and parties in a sentence the surer stays.
  void keep_best() {
    const auto same_parties = [](const std::vector<Party>& a, const std::vector<Party>& b) {
      if (a.size() != b.size()) return false;
      for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].actor != b[i].actor) return false;
      return true;
    };
    join_consequences();
    std::vector<Event> kept;
    for (Event& event : drafts_) {
      const auto twin = std::find_if(kept.begin(), kept.end(), [&](const Event& other) {
        return other.type == event.type && same_parties(other.actors, event.actors) &&
               same_parties(other.recipients, event.recipients);
      });
      if (twin == kept.end()) {
        kept.push_back(std::move(event));
      } else if (twin->sure < event.sure) {
        *twin = std::move(event);
      }
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Event& a, const Event& b) { return a.trigger.begin < b.trigger.begin; });
    for (Event& event : kept) {
      event.id = id_of(event);
      analysis_.events.push_back(std::move(event));
    }
  }

  std::string id_of(const Event& event) const {
    std::string key = article_.source.hash.empty() ? article_.text : article_.source.hash;
    const auto add = [&](std::string_view part) {
      key += '\x1f';
      key += part;
    };
    add(name_of(event.type));
    add(event.mode);
    add(event.cameo);
    add(std::to_string(event.trigger.begin.value));
    for (const Party& party : event.actors) add(std::to_string(party.span.begin.value));
    add("to");
    for (const Party& party : event.recipients) add(std::to_string(party.span.begin.value));
    return base::hex16(base::hash64(key));
  }

  const Article& article_;
  Analysis& analysis_;
  const Lexicon& lexicon_;
  const Ontology& ontology_;
  const SentenceView& view_;
  SentenceTree tree_;
  SentenceParts parts_;
  SentenceSources sources_;
  MatchContext context_;
  ForeignDomains foreign_;
  std::vector<Standing> standings_;
  std::vector<std::vector<std::uint32_t>> complements_;  // for each clause those that hang on it
  std::vector<std::vector<Spelling>> spellings_;
  /// The clause whose object a noun group is, or subject, or whose words of several end where it begins.
  struct Held {
    std::uint32_t object_of = kNone, subject_of = kNone, behind = kNone;
  };
  std::vector<Held> held_;
  std::vector<Event> drafts_;
};

}  // namespace

Result<Coder> Coder::make(const base::Knowledge& knowledge) {
  Coder coder;
  RAVEN_TRY(Ontology ontology, Ontology::make(knowledge));
  coder.ontology_ = std::make_unique<Ontology>(std::move(ontology));
  RAVEN_TRY(Lexicon lexicon, Lexicon::make(knowledge, *coder.ontology_));
  coder.lexicon_ = std::make_unique<Lexicon>(std::move(lexicon));
  return coder;
}

void Coder::code(const Article& article, Analysis& analysis) const {
  analysis.events.clear();
  analysis.quotations.clear();
  analysis.rejections.clear();
  Attributor attributor(article, analysis, *lexicon_);
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    if (sentence.first_word >= sentence.last_word) continue;
    if (sentence.readability == Readability::Unreadable) {
      analysis.rejections.push_back({s, sentence.span, "", "unreadable sentence"});
      continue;
    }
    if (sentence.last_word - sentence.first_word > kLongestSentence) {
      analysis.rejections.push_back(
          {s, sentence.span, "", "longer than " + std::to_string(kLongestSentence) + " words"});
      continue;
    }
    const SentenceView view(article, analysis, s);
    if (sentence.last_word - sentence.first_word > 1 && !SentenceTree(view).exists()) {
      analysis.rejections.push_back({s, sentence.span, "", "the sentence has no tree"});
      continue;
    }
    SentenceCoder(article, analysis, *lexicon_, *ontology_, view, attributor).run();
  }
}

}  // namespace raven::code
