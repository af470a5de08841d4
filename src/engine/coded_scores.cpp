// SPDX-License-Identifier: Apache-2.0
#include "engine/coded_scores.h"

#include "base/ascii.h"
#include "base/file.h"
#include "code/scorer/coded_texts.h"
#include "engine/pair_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace raven {
namespace {

using code::CodedEvent;
using code::CodedText;

Score counted(std::string name, std::uint64_t right, std::uint64_t gold, std::uint64_t found) {
  Score score;
  score.name = std::move(name);
  score.right = right;
  score.gold = gold;
  score.found = found;
  return score;
}

/// A share of a whole: as many found as gold.
Score accuracy(std::string name, std::uint64_t right, std::uint64_t all) {
  return counted(std::move(name), right, all, all);
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Document document_of(const std::string& text, const std::string& date) {
  Document document;
  document.article.text = text;
  document.article.language = "en";
  document.article.published.iso = date;
  if (!date.empty()) {
    document.article.published.precision = Precision::Day;
    document.article.published.basis = "input";
  }
  return document;
}

// ---------------------------------------------------------------------------------------------- pairs

/// PLOVER's classes of the types: the types stand in their order, each of which has one.
int quad_of(EventType type) {
  constexpr std::array<int, kEventTypeCount> kQuads = {1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4};
  return kQuads[static_cast<std::size_t>(type)];
}

Score macro_f1(std::string name, const std::vector<std::pair<int, int>>& answers) {
  std::map<int, std::array<std::uint64_t, 3>> counts;  // right, gold, found
  for (const auto& [gold, found] : answers) {
    ++counts[gold][1];
    ++counts[found][2];
    if (gold == found) ++counts[gold][0];
  }
  Score score;
  score.name = std::move(name);
  score.kind = ScoreKind::Mean;
  double classes = 0;
  for (const auto& [label, count] : counts) {
    if (count[1] == 0) continue;
    score.value += 2 * static_cast<double>(count[0]) / static_cast<double>(count[1] + count[2]);
    ++classes;
  }
  if (classes > 0) score.value /= classes;
  return score;
}

Result<std::vector<GoldPair>> gold_pairs(const std::string& path) {
  RAVEN_TRY(const std::string bytes, base::read_file(path));
  std::vector<GoldPair> pairs;
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin != std::string::npos && bytes[begin] == '{') {
    std::size_t number = 0;
    for (const std::string_view line : base::split(bytes, '\n')) {
      ++number;
      if (base::trim(line).empty()) continue;
      const std::string where = path + ":" + std::to_string(number);
      RAVEN_TRY(GoldPair pair, read_pair(line, where));
      if (!pair.type) return Error{ErrorCode::BadFormat, "has no \"type\"", where};
      pairs.push_back(std::move(pair));
    }
    return pairs;
  }
  RAVEN_TRY(const std::vector<CodedText> texts, code::read_coded_texts(file_name(path), bytes));
  std::vector<code::CodedPair> coded;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    coded.clear();
    code::add_pairs(texts[i], i, coded);
    for (const code::CodedPair& pair : coded)
      pairs.push_back(
          {{texts[i].id, texts[i].text, pair.actor, pair.recipient, texts[i].date}, pair.type, pair.mode});
  }
  return pairs;
}

// ---------------------------------------------------------------------------------------------- events

std::set<std::string> content_words(std::string_view text) {
  static const std::set<std::string_view> kIdle = {"the", "a",   "an",  "of",    "and", "for", "in",
                                                   "to",  "its", "his", "their", "by",  "on",  "s"};
  std::set<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (base::is_alphanumeric(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80) {
      word += base::to_lower(c);
      continue;
    }
    if (!word.empty() && !kIdle.contains(word)) words.insert(word);
    word.clear();
  }
  return words;
}

/// Whether the words written down and the words found share one of content.
bool is_near(const std::string& wanted, const std::string& found) {
  if (found.empty()) return false;
  const std::set<std::string> a = content_words(wanted), b = content_words(found);
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }) ||
         base::find_ignoring_case(found, wanted) != std::string_view::npos;
}

bool sides_agree(const std::vector<std::string>& wanted, const std::vector<Party>& parties) {
  if (wanted.empty()) return parties.empty();
  for (const std::string& words : wanted)
    for (const Party& party : parties)
      if (is_near(words, party.text) || is_near(words, party.name)) return true;
  return false;
}

bool parties_agree(const CodedEvent& gold, const Event& event) {
  if (!sides_agree(gold.actors, event.actors)) return false;
  if (gold.mutual) return sides_agree(gold.actors, event.recipients);
  return gold.recipients.empty() || sides_agree(gold.recipients, event.recipients);
}

bool source_agrees(const CodedEvent& gold, const Event& event) {
  return std::any_of(event.attribution.begin(), event.attribution.end(), [&](const Attribution& source) {
    return is_near(gold.source, source.text) || is_near(gold.source, source.name);
  });
}

/// A mutual event is told in both directions; one of the two stands for it.
std::vector<const Event*> told_once(const std::vector<Event>& events) {
  std::vector<const Event*> once;
  std::set<std::string> seen;
  for (const Event& event : events) {
    std::vector<std::string> parties;
    for (const auto* side : {&event.actors, &event.recipients})
      for (const Party& party : *side) parties.push_back(party.text);
    std::sort(parties.begin(), parties.end());
    std::string key = std::string(name_of(event.type)) + "\n" + std::to_string(event.span.begin.value) +
                      "\n" + std::to_string(event.span.end.value);
    for (const std::string& party : parties) key += "\n" + party;
    if (seen.insert(key).second) once.push_back(&event);
  }
  return once;
}

struct Tally {
  std::uint64_t gold = 0, found = 0, right = 0, both = 0;
  std::uint64_t factuality = 0, mode = 0, source_right = 0, source_gold = 0, source_found = 0;
  std::uint64_t conflict_found = 0, conflict_right = 0;
  std::uint64_t silent = 0, quiet = 0, unwanted = 0;
  std::array<std::array<std::uint64_t, 3>, kEventTypeCount> types{};  // right, gold, found
  std::array<std::array<std::uint64_t, 2>, 5> steps{};                // of sure: right, found

  void add(const CodedText& text, const std::vector<Event>& all) {
    const std::vector<const Event*> events = told_once(all);
    gold += text.events.size();
    found += events.size();
    if (text.events.empty()) {
      ++silent;
      quiet += events.empty();
      unwanted += events.size();
    }
    std::vector<bool> used(events.size(), false);
    std::vector<const CodedEvent*> left;
    for (const CodedEvent& wanted : text.events) {
      ++types[static_cast<std::size_t>(wanted.type)][1];
      std::size_t best = 0;
      while (best < events.size() &&
             (used[best] || events[best]->type != wanted.type || !parties_agree(wanted, *events[best])))
        ++best;
      if (best == events.size()) {
        left.push_back(&wanted);
        continue;
      }
      used[best] = true;
      ++both;
      add_details(wanted, *events[best]);
    }
    for (const CodedEvent* wanted : left)
      for (std::size_t i = 0; i < events.size(); ++i) {
        if (used[i] || events[i]->type != wanted->type) continue;
        used[i] = true;
        break;
      }
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Event& event = *events[i];
      right += used[i];
      ++types[static_cast<std::size_t>(event.type)][2];
      types[static_cast<std::size_t>(event.type)][0] += used[i];
      const auto step = static_cast<std::size_t>(std::clamp(event.sure * 5, 0.0, 4.0));
      ++steps[step][1];
      steps[step][0] += used[i];
      if (event.quad == 4 && event.factuality == Factuality::Asserted) {
        ++conflict_found;
        conflict_right += used[i];
      }
    }
  }

  void add_details(const CodedEvent& wanted, const Event& event) {
    factuality += event.factuality == wanted.factuality;
    mode += event.mode == wanted.mode;
    source_gold += !wanted.source.empty();
    source_found += !event.attribution.empty();
    source_right += !wanted.source.empty() && source_agrees(wanted, event);
  }
};

}  // namespace

Result<std::vector<Score>> scores_of_pairs(const Raven& engine, const std::string& path) {
  RAVEN_TRY(const std::vector<GoldPair> pairs, gold_pairs(path));
  if (pairs.empty()) return Error{ErrorCode::Empty, "holds no pair", path};
  std::vector<std::pair<int, int>> binary, quad, types;
  std::array<std::array<std::uint64_t, kEventTypeCount>, kEventTypeCount> taken{};
  std::uint64_t modes = 0, modes_right = 0;
  for (const GoldPair& pair : pairs) {
    const PairAnswer answer = engine.answer(pair.question);
    types.emplace_back(static_cast<int>(*pair.type), static_cast<int>(answer.type));
    quad.emplace_back(quad_of(*pair.type), quad_of(answer.type));
    binary.emplace_back(quad.back().first > 2, quad.back().second > 2);
    ++taken[static_cast<std::size_t>(*pair.type)][static_cast<std::size_t>(answer.type)];
    if (!pair.mode.empty() && answer.type == *pair.type) {
      ++modes;
      modes_right += answer.mode == pair.mode;
    }
  }
  std::vector<Score> scores = {macro_f1("macro-F1 of cooperation and conflict", binary),
                               macro_f1("macro-F1 of quads", quad), macro_f1("macro-F1 of types", types)};
  std::uint64_t right = 0;
  for (std::size_t t = 0; t < kEventTypeCount; ++t) right += taken[t][t];
  scores.push_back(accuracy("accuracy of types", right, pairs.size()));
  if (modes > 0) scores.push_back(accuracy("mode, where the type is right", modes_right, modes));
  for (std::size_t t = 0; t < kEventTypeCount; ++t) {
    std::uint64_t gold = 0, found = 0;
    for (std::size_t other = 0; other < kEventTypeCount; ++other) {
      gold += taken[t][other];
      found += taken[other][t];
    }
    if (gold + found > 0)
      scores.push_back(counted(std::string(name_of(static_cast<EventType>(t))), taken[t][t], gold, found));
  }
  for (std::size_t t = 0; t < kEventTypeCount; ++t)
    for (std::size_t other = 0; other < kEventTypeCount; ++other) {
      if (t == other || taken[t][other] == 0) continue;
      Score score;
      score.name = std::string(name_of(static_cast<EventType>(t))) + " taken for " +
                   std::string(name_of(static_cast<EventType>(other)));
      score.kind = ScoreKind::Count;
      score.found = taken[t][other];
      scores.push_back(std::move(score));
    }
  return scores;
}

Result<std::vector<Score>> scores_of_events(const Raven& engine, const std::string& path) {
  RAVEN_TRY(const std::string bytes, base::read_file(path));
  RAVEN_TRY(const std::vector<CodedText> texts, code::read_coded_texts(file_name(path), bytes));
  if (texts.empty()) return Error{ErrorCode::Empty, "holds no coded text", path};
  Tally tally;
  for (const CodedText& text : texts) {
    Document document = document_of(text.text, text.date);
    engine.annotate(document);
    engine.code(document);
    tally.add(text, document.analysis.events);
  }
  std::vector<Score> scores = {
      counted("type", tally.right, tally.gold, tally.found),
      counted("type and parties", tally.both, tally.gold, tally.found),
      accuracy("factuality, where these are right", tally.factuality, tally.both),
      accuracy("mode, where these are right", tally.mode, tally.both),
      counted("source, where these are right", tally.source_right, tally.source_gold, tally.source_found),
      counted("asserted material conflict", tally.conflict_right, tally.conflict_found, tally.conflict_found),
      accuracy("texts without events left alone", tally.quiet, tally.silent)};
  Score unwanted;
  unwanted.name = "events in texts without events";
  unwanted.kind = ScoreKind::Count;
  unwanted.found = tally.unwanted;
  scores.push_back(std::move(unwanted));
  for (std::size_t t = 0; t < kEventTypeCount; ++t)
    scores.push_back(counted(std::string(name_of(static_cast<EventType>(t))), tally.types[t][0],
                             tally.types[t][1], tally.types[t][2]));
  for (std::size_t step = 0; step < tally.steps.size(); ++step) {
    if (tally.steps[step][1] == 0) continue;
    scores.push_back(accuracy("sure 0." + std::to_string(2 * step) + " and more", tally.steps[step][0],
                              tally.steps[step][1]));
  }
  return scores;
}

}  // namespace raven
