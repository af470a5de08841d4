// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The learned judge of events: how probable is it that two parties in a sentence are those of an event, of
/// which type, and of which mode. It answers always, also for predicates that the lexicon lacks, since words
/// that are used alike have vectors that are alike.
///
///     RAVEN_TRY(TypeScorer scorer, TypeScorer::make(knowledge, lexicon, ontology));
///     TypeOpinion opinion = scorer.score(article, analysis, candidate);
///     opinion.best;                        // EventType::Assault
///     opinion.share(EventType::Assault);   // 0.93, given that there is an event
///     opinion.event;                       // 0.88, that there is one
///
/// The model is models/events.model (docs/model-file.md has its layout, knowledge/models/README.md how it was
/// trained): features weigh on the types directly and through one hidden layer, which also sees averages of
/// word vectors. All arithmetic is that of learn/kernel.h, so every processor gives the same bits.
///
/// Errors: `make` fails with NotFound or BadKnowledge. `score` cannot fail. Thread safety: `const` methods
/// may be called from many threads.

#include "base/knowledge.h"
#include "code/lexicon.h"
#include "code/ontology.h"
#include "code/scorer/type_features.h"

#include <raven/record.h>
#include <raven/result.h>

#include <array>
#include <memory>
#include <string>

namespace raven::code {

struct TypeOpinion {
  std::array<float, kEventTypeCount> shares{};  ///< for each type its probability if there is an event; sum 1
  float event = 0;                              ///< probability that these two are the parties of an event
  EventType best = EventType::Agree;            ///< the most probable type
  std::string mode;                             ///< the most probable mode of that type; empty: none
  std::string cameo;                            ///< the code that texts with such a predicate mostly had

  float share(EventType type) const { return shares[static_cast<std::size_t>(type)]; }
};

class TypeScorer {
 public:
  static constexpr std::string_view kKind = "events";
  static constexpr std::uint32_t kVersion = 1;
  static constexpr const char* kModelName = "models/events.model";

  static constexpr const char* kVectorsName = "models/language.model";

  /// Reads models/events.model of `knowledge`, and the word vectors of models/language.model if it is there;
  /// views into it and into the other two, which must outlive the object and not move. BadKnowledge if the
  /// vectors have another width than those that the scorer was trained with.
  static Result<TypeScorer> make(const base::Knowledge& knowledge, const Lexicon& lexicon,
                                 const Ontology& ontology);
  /// The same from the bytes of both models, of which the second may be empty; `name` is for messages.
  static Result<TypeScorer> load(std::string_view name, std::string_view bytes,
                                 std::string_view language_model, const Lexicon& lexicon,
                                 const Ontology& ontology);
  TypeScorer(TypeScorer&&) noexcept;
  TypeScorer& operator=(TypeScorer&&) noexcept;
  ~TypeScorer();

  TypeOpinion score(const Article& article, const Analysis& analysis, const Candidate& candidate) const;
  /// The same from evidence that was collected before.
  TypeOpinion score(const TypeEvidence& evidence) const;

 private:
  struct Parts;
  explicit TypeScorer(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

/// Under which number a CAMEO code is kept for a predicate: of the type, its mode, and the predicate's hash
/// (0: for predicates that are not known).
std::uint64_t cameo_key(EventType type, std::string_view mode, std::uint64_t predicate);

}  // namespace raven::code
