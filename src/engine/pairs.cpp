// SPDX-License-Identifier: Apache-2.0
// What one party does to another: a text and two names in, the scorer's best answer out; lines of questions
// over many threads.
#include "base/ascii.h"
#include "base/file.h"
#include "base/json_writer.h"
#include "code/scorer/party_finder.h"
#include "engine/pair_text.h"
#include "engine/parts.h"

#include <raven/raven.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace raven {
namespace {

constexpr std::size_t kAtOnce = 512;  // questions in memory beside their file

std::vector<std::string_view> lines_of(std::string_view bytes) {
  return base::split(bytes, '\n');
}

code::WordGroup group_of(const code::FoundParty* place) {
  return place ? code::WordGroup{place->first, place->last, place->head} : code::WordGroup{};
}

}  // namespace

PairAnswer Raven::answer(const PairQuestion& question) const {
  const auto annotated = [&](const std::string& text) {
    Document document;
    document.article.text = text;
    document.article.language = "en";
    document.article.published.iso = question.date;
    if (!question.date.empty()) document.article.published.precision = Precision::Day;
    annotate(document);
    return document;
  };
  const Document document = annotated(question.text);
  const auto find = [&](const std::string& words) {
    const auto found = code::find_party(document.article, document.analysis, words, {});
    if (!found.empty() && found.front().likeness >= 0.9) return found;
    // Another name of the same actor, perhaps: what the words resolve to by themselves.
    return code::find_party(document.article, document.analysis, words, annotated(words).analysis.actors);
  };
  const auto actors = find(question.actor), recipients = find(question.recipient);
  const code::PartyPlaces places = code::nearest_places(document.analysis, actors, recipients);
  code::Candidate candidate;
  candidate.actor = group_of(places.actor);
  candidate.recipient = group_of(places.recipient);
  candidate.sentence = places.recipient ? places.recipient->sentence
                       : places.actor   ? places.actor->sentence
                                        : 0;
  const code::TypeOpinion opinion = parts_->scorer.score(document.article, document.analysis, candidate);
  PairAnswer answer;
  answer.type = opinion.best;
  answer.mode = opinion.mode;
  answer.cameo = opinion.cameo;
  answer.sure = static_cast<double>(opinion.share(opinion.best));
  if (const code::PloverEntry* entry = parts_->coder.ontology().plover(answer.type, answer.mode))
    answer.quad = entry->quad;
  return answer;
}

Result<Progress> Raven::answer_pairs(std::span<const std::string> inputs, unsigned threads,
                                     const PairSink& sink) const {
  Progress progress;
  const unsigned allowed = threads ? threads : std::max(1U, std::thread::hardware_concurrency());
  // Without it, asking for more threads than the machine has makes the library of threads print a warning.
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, allowed);
  tbb::task_arena arena(static_cast<int>(allowed));
  for (const std::string& input : inputs) {
    RAVEN_TRY(const std::string bytes, input == "-" ? base::read_standard_input() : base::read_file(input));
    progress.bytes += bytes.size();
    const std::vector<std::string_view> lines = lines_of(bytes);
    for (std::size_t from = 0; from < lines.size(); from += kAtOnce) {
      const std::size_t count = std::min(kAtOnce, lines.size() - from);
      std::vector<PairQuestion> questions(count);
      std::vector<Result<PairAnswer>> answers(count, Result<PairAnswer>(PairAnswer{}));
      std::vector<char> blank(count, 0);
      arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
          if (base::trim(lines[from + i]).empty()) {
            blank[i] = 1;
            return;
          }
          const std::string where =
              (input == "-" ? "standard input" : input) + ":" + std::to_string(from + i + 1);
          Result<GoldPair> read = read_pair(lines[from + i], where);
          if (!read) {
            answers[i] = read.error();
            return;
          }
          questions[i] = std::move(read->question);
          answers[i] = answer(questions[i]);
        });
      });
      for (std::size_t i = 0; i < count; ++i) {
        if (blank[i]) continue;
        ++progress.documents;
        if (!answers[i]) ++progress.failed;
        RAVEN_TRY(const Done taken, sink(questions[i], answers[i]));
        static_cast<void>(taken);
      }
    }
  }
  return progress;
}

std::string pair_json(const PairQuestion& question, const PairAnswer& answer) {
  base::JsonWriter json;
  json.begin_object();
  json.member("id", question.id);
  json.member("type", name_of(answer.type));
  json.member_or_null("mode", answer.mode);
  json.member("quad", answer.quad);
  json.member("cameo", answer.cameo);
  json.member("sure", std::round(answer.sure * 1000) / 1000);
  json.end_object();
  return std::move(json).take();
}

}  // namespace raven
