// SPDX-License-Identifier: Apache-2.0
#include "code/arguments.h"

#include <string>
#include <utility>

namespace raven::code {

std::vector<Argument> arguments_after(const SentenceView& read, const SentenceParts& parts,
                                      std::uint32_t word, What what) {
  const Walker walk(read, parts);
  std::vector<Argument> found;
  bool objects_open = what == What::ObjectsToo;
  std::uint32_t w = word;
  const std::uint32_t limit = std::min(read.last(), word + kReach);
  while (w < limit) {
    if (walk.skips(w)) {
      ++w;
      continue;
    }
    const std::uint32_t group = walk.noun(w);
    if (group != kNone) {
      if (!objects_open && !parts.nouns[group].is_time) break;
      if (parts.nouns[group].is_time) {
        w = parts.nouns[group].last;
        continue;
      }
      // "said the army attacked": the group is the subject of the next clause.
      std::uint32_t end;
      std::vector<std::uint32_t> list = walk.coordination(w, &end, false);
      std::uint32_t after = end;
      if (walk.followed_by_finite_verb(after) && !walk.is_finite_verb(w)) break;
      const bool second =
          !found.empty() && found.back().slot == "obj" && found.back().at < w && found.size() == 1;
      if (second) {
        found.back().slot = "obj2";
        found.push_back({"obj", std::move(list), w});
        objects_open = false;
      } else {
        found.push_back({"obj", std::move(list), w});
      }
      w = end;
      continue;
    }
    if (walk.verb(w) != kNone) break;
    if (walk.is_preposition(w)) {
      std::string preposition = read.low(w);
      std::uint32_t next = w + 1;
      // "as part of", "along with", "out of": the last preposition before the noun counts.
      while (walk.is_preposition(next) && next < w + 3) preposition = read.low(next++);
      while (walk.skips(next)) ++next;
      const std::uint32_t object = walk.noun(next);
      if (object == kNone) {
        if (walk.verb(next) != kNone) break;  // "of attacking": a clause of its own
        ++w;                                  // a particle: "pulled troops out"
        continue;
      }
      std::uint32_t end;
      // "between" needs both: the second party is never the subject of what follows.
      std::vector<std::uint32_t> list = walk.coordination(next, &end, preposition == "between");
      if (!parts.nouns[object].is_time) found.push_back({std::move(preposition), std::move(list), next});
      objects_open = false;
      w = end;
      continue;
    }
    if (read.is_comma(w)) {
      // An insertion between commas that holds no verb is passed over ("met, on Monday, with"); otherwise
      // only a preposition may go on after a comma.
      if (walk.is_preposition(w + 1) && !(walk.noun(w + 2) == kNone)) {
        objects_open = false;
        ++w;
        continue;
      }
      break;
    }
    if (read.is_and(w) && walk.is_preposition(w + 1)) {
      ++w;
      continue;
    }
    if (read.form(w) == "(") {
      while (w < limit && read.form(w) != ")") ++w;
      ++w;
      continue;
    }
    if (read.tag(w) == Tag::Adj && !found.empty()) {
      ++w;
      continue;
    }
    if (read.tag(w) == Tag::Adj || read.tag(w) == Tag::Part) {
      ++w;
      continue;
    }
    break;
  }
  return found;
}

}  // namespace raven::code
