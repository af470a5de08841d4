// SPDX-License-Identifier: Apache-2.0
#include "code/coder.h"

#include "base/hash.h"
#include "code/attribution.h"
#include "code/circumstances.h"
#include "code/clauses.h"
#include "code/frame_match.h"
#include "code/sentence_view.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace raven::code {
namespace {

/// What the verbs above a predicate make of it.
struct Standing {
  Factuality factuality = Factuality::Asserted;
  const Control* control = nullptr;  ///< the nearest control predicate above
  const Clause* controller = nullptr;
  std::string controller_rule;
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

/// Longer sentences are not coded: no writer writes them, the shallow rules see nothing in them, and the
/// steps that compare clauses with clauses would grow with their square.
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
        parts_(find_clauses(view, analysis)),
        sources_(attributor.find(view, parts_)),
        context_{article, analysis, lexicon, view, parts_} {}

  void run() {
    analysis_.quotations.insert(analysis_.quotations.end(), sources_.quotations.begin(),
                                sources_.quotations.end());
    count_foreign_words();
    standings_.resize(parts_.clauses.size());
    for (std::uint32_t c = 0; c < parts_.clauses.size(); ++c) standings_[c] = standing_of(c);
    for (std::uint32_t c = 0; c < parts_.clauses.size(); ++c) code_verb(c);
    for (std::uint32_t n = 0; n < parts_.owners_begin; ++n) code_noun(n);
    code_adjectives();
    keep_best();
  }

 private:
  // -------------------------------------------------------------------------------------- what stands above

  /// The spelling of a verb in the tables together with the words that follow it ("call_on"), longest first,
  /// and the word where its arguments then begin.
  struct Spelling {
    std::string lemma;
    std::uint32_t end;
  };
  std::vector<Spelling> spellings(std::uint32_t c) const {
    const VerbGroup& verb = parts_.verbs[parts_.clauses[c].verb];
    const std::string lemma = base::lowered(view_.lemma(verb.head));
    std::vector<Spelling> found;
    for (const Multiword& multiword : lexicon_.multiwords(lemma)) {
      // Straight after the verb ("carried out an attack") …
      if (const std::uint32_t end = words_end(verb.last, multiword.rest); end != kNone) {
        found.push_back({multiword.lemma, end});
        continue;
      }
      // … or behind its object ("pulled its troops out", "held the army responsible").
      for (const Argument& argument : parts_.clauses[c].arguments) {
        if (argument.groups.empty() || argument.at < verb.last ||
            (argument.slot != "obj" && argument.slot != "obj2"))
          continue;
        if (words_end(parts_.nouns[argument.groups.back()].last, multiword.rest) == kNone) continue;
        found.push_back({multiword.lemma, verb.last});
        break;
      }
    }
    found.push_back({lemma, verb.last});
    return found;
  }

  /// One past the words if they stand from `word` on, determiners passed over; else kNone.
  std::uint32_t words_end(std::uint32_t word, const std::vector<std::string>& wanted) const {
    for (const std::string& next : wanted) {
      while (view_.in(word) &&
             (view_.tag(word) == Tag::Det || (view_.fine(word) == "PRP$" && next != view_.low(word))))
        ++word;
      if (!view_.in(word) || (view_.low(word) != next && base::lowered(view_.lemma(word)) != next))
        return kNone;
      ++word;
    }
    return word;
  }

  const Control* control_of(std::uint32_t c, std::string_view slot) const {
    const bool passive = parts_.verbs[parts_.clauses[c].verb].voice == Voice::Passive;
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
      const Control* control = link == "relative" ? nullptr : control_of(clause.parent, link);
      if (control) {
        standing.control = control;
        standing.controller = &parts_.clauses[clause.parent];
        standing.factuality = effect_on(control->effect, standing.factuality);
      }
      if (link == "inf" && !control) control = noun_control_before(verb.first);
      if (link == "inf" && control && !standing.control)
        standing.factuality = effect_on(control->effect, standing.factuality);
      if (link == "inf" && !control) {
        // A bare infinitive tells a purpose: "sent troops to fight rebels".
        standing.factuality = graver(standing.factuality, Factuality::Planned);
      }
      const bool carried = link == "inf" || link == "ing" || link == "that" || control;
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

  // -------------------------------------------------------------------------------------- foreign domains

  void count_foreign_words() {
    for (std::uint32_t w = view_.first(); w < view_.last(); ++w) {
      if (view_.tag(w) != Tag::Noun && view_.tag(w) != Tag::Propn) continue;
      std::string lemma = base::lowered(view_.lemma(w));
      if (const ForeignWord* word = lexicon_.foreign_word(lemma))
        foreign_[static_cast<std::size_t>(word->domain)] += word->strength;
      if (w > view_.first())
        if (const ForeignWord* word = lexicon_.foreign_word(base::lowered(view_.form(w - 1)) + " " + lemma))
          foreign_[static_cast<std::size_t>(word->domain)] += word->strength;
    }
  }

  /// Why an event of this type may not be read out of this sentence; empty if it may.
  std::string foreign_reason(EventType type) const {
    const auto strength = [&](Domain domain) { return foreign_[static_cast<std::size_t>(domain)]; };
    if (strength(Domain::Sport) >= 2) return "the sentence is about sport";
    if (strength(Domain::Culture) >= 2) return "the sentence is about culture";
    if (strength(Domain::Culture) >= 1 && type == EventType::Assault) return "the sentence is about culture";
    if (strength(Domain::Business) >= 3 && type != EventType::Sanction)
      return "the sentence is about business";
    if (strength(Domain::Nature) >= 2 && (type == EventType::Assault || type == EventType::Threaten))
      return "the sentence is about nature";
    return {};
  }

  // -------------------------------------------------------------------------------------- verbs

  std::vector<Complement> complements_of(std::uint32_t c) const {
    std::vector<Complement> found;
    for (const Clause& child : parts_.clauses) {
      if (child.parent != c) continue;
      const std::string& link = child.link;
      // A gerund below a preposition keeps the preposition's name: "accused X of | attacking".
      const std::string name = link == "relative" || link == "and" ? "" : link;
      if (name.empty()) continue;
      const std::uint32_t head = parts_.verbs[child.verb].head;
      found.push_back({name, base::lowered(view_.lemma(head)), view_.low(head), child.arguments});
    }
    return found;
  }

  /// "burned the pilot | alive", "called the decision | unacceptable": what stands behind the object.
  void add_object_complement(Predicate& predicate, const VerbGroup& verb) const {
    std::uint32_t after = verb.last;
    for (const Argument& argument : predicate.arguments)
      if (argument.slot == "obj" && argument.at >= verb.last && !argument.groups.empty())
        after = parts_.nouns[argument.groups.back()].last;
    if (view_.low(after) == "as") ++after;
    const Tag tag = view_.tag(after);
    if (!view_.in(after) || (tag != Tag::Adj && tag != Tag::Verb && tag != Tag::Adv)) return;
    predicate.complements.push_back({"comp", base::lowered(view_.lemma(after)), view_.low(after), {}});
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
      predicate.arguments = spelling.end == verb.last
                                ? clause.arguments
                                : clause_from(view_, parts_, clause, spelling.end).arguments;
      predicate.complements = complements_of(c);
      add_object_complement(predicate, verb);
      predicate.voice = verb.voice;
      for (const Frame* frame : frames) {
        if (best && frame->weight <= best->weight) break;
        Match found = match(*frame, predicate, context_);
        if (found.holds && foreign_reason(frame->type).empty()) {
          best = frame;
          best_match = std::move(found);
          best_end = spelling.end;
          break;
        }
        if (tried.empty()) {
          tried = frame->rule;
          missing = found.holds ? foreign_reason(frame->type) : found.missing;
        }
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
    Holder holder;
    for (std::uint32_t c = 0; c < parts_.clauses.size(); ++c) {
      const Clause& clause = parts_.clauses[c];
      for (const Argument& argument : clause.arguments) {
        if (std::find(argument.groups.begin(), argument.groups.end(), n) == argument.groups.end()) continue;
        if (argument.slot == "subj" && holder.clause == kNone) holder = {c, nullptr, false, true};
        if (argument.slot != "obj") continue;
        holder = {c, nullptr, true, false};
        for (const Spelling& spelling : spellings(c)) {
          const LightVerb* light = lexicon_.light_verb(spelling.lemma);
          if (!light) continue;
          const NounGroup& noun = parts_.nouns[n];
          const bool fits = light->classes.empty() ||
                            std::any_of(light->classes.begin(), light->classes.end(), [&](std::uint32_t id) {
                              return lexicon_.is_in_class(noun.head_lemma, id) ||
                                     std::any_of(noun.compounds.begin(), noun.compounds.end(),
                                                 [&](const std::string& compound) {
                                                   return lexicon_.is_in_class(compound, id);
                                                 });
                            });
          if (fits) holder.light = light;
          break;
        }
        return holder;
      }
      // A multiword light verb takes its object after the particle: "carried out | an attack".
      for (const Spelling& spelling : spellings(c)) {
        const std::uint32_t begin = parts_.nouns[n].first;
        if (spelling.lemma.find('_') == std::string::npos || spelling.end != begin) continue;
        if (const LightVerb* light = lexicon_.light_verb(spelling.lemma)) return {c, light, true, false};
      }
    }
    return holder;
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
        if (found.holds && foreign_reason(frame->type).empty()) {
          best = frame;
          best_match = std::move(found);
          break;
        }
        if (tried.empty()) {
          tried = frame->rule;
          missing = found.holds ? foreign_reason(frame->type) : found.missing;
        }
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
    if (needed < 2 && !holder.light && !standing.control && !named_doer)
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
    predicate.arguments = arguments_after(view_, parts_, noun.last, What::PrepositionsOnly);
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

  /// "the threat | to cut ties", "the claim | that X attacked": clauses straight behind the noun and its
  /// phrases.
  void add_noun_complements(const NounGroup& noun, Predicate& predicate) const {
    std::uint32_t end = noun.last;
    for (const Argument& argument : predicate.arguments)
      for (std::uint32_t group : argument.groups) end = std::max(end, parts_.nouns[group].last);
    for (const Clause& clause : parts_.clauses) {
      const VerbGroup& verb = parts_.verbs[clause.verb];
      const bool infinitive =
          verb.form == VerbForm::Infinitive && (verb.first == noun.last || verb.first == end);
      const bool that = verb.form == VerbForm::Finite &&
                        (view_.low(noun.last) == "that" || view_.low(end) == "that") &&
                        verb.first > noun.last && verb.first < end + 12;
      if (!infinitive && !that) continue;
      Complement complement{infinitive ? "inf" : "that", base::lowered(view_.lemma(verb.head)),
                            view_.low(verb.head), clause.arguments};
      if (that && !clause.argument("subj")) {
        // After "that" taken for a relative pronoun the subject stands between it and the verb.
        const std::uint32_t before =
            verb.first > view_.first() ? parts_.noun_at[verb.first - 1 - view_.first()] : kNone;
        if (before != kNone) complement.arguments.push_back({"subj", {before}, parts_.nouns[before].first});
      }
      predicate.complements.push_back(std::move(complement));
      return;
    }
  }

  /// The control noun straight before an infinitive: "a plan | to withdraw".
  const Control* noun_control_before(std::uint32_t word) const {
    if (word <= view_.first()) return nullptr;
    const std::uint32_t group = parts_.noun_at[word - 1 - view_.first()];
    if (group == kNone) return nullptr;
    for (const Control* control : lexicon_.controls(parts_.nouns[group].head_lemma, PartOfSpeech::Noun))
      if (control->slot == "inf") return control;
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
      std::uint32_t w = verb.is_copula ? verb.last : verb.head;
      while (view_.in(w) && view_.tag(w) == Tag::Adv) ++w;
      if (verb.is_copula && view_.tag(w) != Tag::Adj) continue;
      const auto& frames = lexicon_.frames(verb.is_copula ? base::lowered(view_.lemma(w)) : view_.low(w),
                                           PartOfSpeech::Adjective);
      if (frames.empty() || has_event_at(view_.word(w).span)) continue;
      Predicate predicate;
      predicate.arguments = arguments_after(view_, parts_, w + 1, What::PrepositionsOnly);
      if (!clause.surface_subject.empty())
        predicate.arguments.push_back({"subj", clause.surface_subject, verb.first});
      predicate.complements = complements_of(c);
      for (const Frame* frame : frames) {
        Match found = match(*frame, predicate, context_);
        if (!found.holds || !foreign_reason(frame->type).empty()) continue;
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
    }

    if (!is_political(type, actors, recipients) && !is_violence_somewhere(type) && !names_office(frame))
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

  /// Companies that buy from vendors and people who meet people are no political events. One party must stand
  /// for a state, an armed force, an institution or the like; in a protest the people themselves do.
  static bool is_political(EventType type, const std::vector<Party>& actors,
                           const std::vector<Party>& recipients) {
    static const std::unordered_set<std::string_view> kPolitical = {"GOV", "MIL", "COP", "JUD", "LEG", "PTY",
                                                                    "REB", "SPY", "UAF", "OPP", "PRM", "REF"};
    const auto acts = [&](const Party& party) {
      static const std::unordered_set<std::string_view> kSociety = {"CVL", "EDU", "BUS", "AGR",
                                                                    "LAB", "MED", "SOC", "CRM"};
      return !kSociety.contains(party.sector) &&
             (!party.country.empty() || kPolitical.contains(party.sector));
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

  /// Violence against anybody counts when the sentence says where: "gunmen killed nine people in Kaduna".
  bool is_violence_somewhere(EventType type) const {
    if (type != EventType::Assault && type != EventType::Coerce) return false;
    const TextSpan sentence = analysis_.sentences[view_.sentence()].span;
    const auto place =
        std::lower_bound(analysis_.places.begin(), analysis_.places.end(), sentence.begin,
                         [](const Place& found, TextByte at) { return found.span.begin < at; });
    return place != analysis_.places.end() && sentence.contains(place->span);
  }
  /// "resigned as president": the frame itself asked for an office.
  static bool names_office(const Frame& frame) {
    return std::any_of(frame.slots.begin(), frame.slots.end(), [](const Slot& slot) {
      return slot.name == "as" && slot.presence == Slot::Presence::Needed && !slot.classes.empty();
    });
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

  /// One happening, one event: of two with the same type and parties in a sentence the surer stays.
  void keep_best() {
    const auto same_parties = [](const std::vector<Party>& a, const std::vector<Party>& b) {
      if (a.size() != b.size()) return false;
      for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].actor != b[i].actor) return false;
      return true;
    };
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
  SentenceParts parts_;
  SentenceSources sources_;
  MatchContext context_;
  std::vector<Standing> standings_;
  std::vector<Event> drafts_;
  std::array<int, kDomainCount> foreign_{};
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
    SentenceCoder(article, analysis, *lexicon_, *ontology_, view, attributor).run();
  }
}

}  // namespace raven::code
