// SPDX-License-Identifier: Apache-2.0
#include "code/judgement.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace raven::code {
namespace {

/// The words that a span covers in its sentence, with the one that the others hang on.
WordGroup words_of(const Analysis& analysis, const Sentence& sentence, TextSpan span) {
  WordGroup group;
  std::uint32_t first = kNone, last = 0;
  for (std::uint32_t w = sentence.first_word; w < sentence.last_word; ++w) {
    const TextSpan word = analysis.words[w].span;
    if (word.end <= span.begin || word.begin >= span.end) continue;
    first = std::min(first, w);
    last = w + 1;
  }
  if (first == kNone) return group;
  group.first = first;
  group.last = last;
  group.head = last - 1;
  for (std::uint32_t w = first; w < last; ++w) {
    const std::uint32_t head = analysis.words[w].head;
    if (head != kNone && head >= first && head < last) continue;
    group.head = w;
    break;
  }
  return group;
}

}  // namespace

void reject_improbable_events(const Article& article, Analysis& analysis, const TypeScorer& scorer) {
  const float se = std::getenv("SE") ? std::atof(std::getenv("SE")) : kLeastEvent, ss = std::getenv("SS") ? std::atof(std::getenv("SS")) : kLeastShare, sp = std::getenv("SP") ? std::atof(std::getenv("SP")) : 0;
  std::vector<Event> kept;
  kept.reserve(analysis.events.size());
  for (Event& event : analysis.events) {
    if (event.actors.empty() || event.recipients.empty()) {
      kept.push_back(std::move(event));
      continue;
    }
    const Sentence& sentence = analysis.sentences[event.sentence];
    Candidate candidate;
    candidate.sentence = event.sentence;
    candidate.actor = words_of(analysis, sentence, event.actors.front().span);
    candidate.recipient = words_of(analysis, sentence, event.recipients.front().span);
    if (candidate.actor.head == kNone || candidate.recipient.head == kNone) {
      kept.push_back(std::move(event));
      continue;
    }
    const TypeOpinion opinion = scorer.score(article, analysis, candidate);
    if (opinion.event >= se && opinion.share(event.type) >= ss && opinion.event * opinion.share(event.type) >= sp) {
      kept.push_back(std::move(event));
      continue;
    }
    analysis.rejections.push_back({event.sentence, event.trigger, event.rule,
                                   "texts that were learned from have no such event between such parties"});
  }
  analysis.events = std::move(kept);
}

}  // namespace raven::code
