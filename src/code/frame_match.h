// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Whether a frame of the lexicon holds for the arguments around a predicate, and who then is actor and
/// recipient.
///
///     code::Predicate predicate{…};
///     code::Match match = code::match(frame, predicate, context);
///     if (match.holds) use(match.actors, match.recipients); else tell(match.missing);

#include "code/clauses.h"
#include "code/lexicon.h"
#include "code/sentence_view.h"

#include <raven/record.h>

#include <string>
#include <vector>

namespace raven::code {

/// What the matcher needs to know of the sentence.
struct MatchContext {
  const Article& article;
  const Analysis& analysis;
  const Lexicon& lexicon;
  const SentenceView& view;
  const SentenceTree& tree;
  const SentenceParts& parts;
};

/// A clause that fills a slot of a predicate: "urged Iran | to release them".
struct Complement {
  std::string link;   ///< "inf", "that", "ing"
  std::string lemma;  ///< of its verb
  std::string form;   ///< the verb as it stands, lower case
  std::vector<Argument> arguments;
};

/// A predicate with its arguments by slot name. A slot of a frame may be a path: "obj.of" is the owner of
/// what stands in "obj", "inf.obj" the object of the infinitive, "inf.obj.of" the owner of that.
struct Predicate {
  std::vector<Argument> arguments;
  std::vector<Complement> complements;
  Voice voice = Voice::Active;
  std::uint32_t noun = kNone;  ///< for an event noun its group
};

struct Match {
  bool holds = false;
  std::vector<Party> actors;
  std::vector<Party> recipients;
  std::string missing;  ///< the slot that failed, in words
};

Match match(const Frame& frame, const Predicate& predicate, const MatchContext& context);

/// The parties that a noun group stands for; none when it is no political actor.
std::vector<Party> parties_of(std::uint32_t group, const MatchContext& context);
/// The same for mentions that are at least so sure.
std::vector<Party> parties_of(std::uint32_t group, const MatchContext& context, double weakest);

/// Whether the head of a noun group belongs to one of the classes or is one of the literals; "a batch of
/// rifles" is judged by "rifles".
bool is_kind_of(std::uint32_t group, const Slot& slot, const MatchContext& context);

}  // namespace raven::code
