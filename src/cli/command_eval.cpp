// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/output.h"

#include <raven/raven.h>

#include <algorithm>

#include <fmt/format.h>

namespace raven::cli {
namespace {

class EvalCommand final : public Command {
 public:
  std::string_view name() const override { return "eval"; }
  std::string_view summary() const override { return "scores a layer against a gold file"; }
  std::string_view synopsis() const override { return "eval [OPTION]... SUITE FILE"; }
  void setup(OptionTable& options) override {
    options.argument(suite_, "SUITE",
                     "conllu: tags and trees; names: names of people, places, organisations; "
                     "resolve: actors, places, dates, quantities; pairs: types of events between two "
                     "parties; events: coded texts",
                     Need::Required);
    options.argument(
        file_, "FILE",
        "the gold: CoNLL-U, for names also words in columns, for resolve a file or folder of articles, for "
        "pairs and events coded texts, for pairs also JSON Lines",
        Need::Required);
    options.choice(format_, "-f,--format", {"table", "jsonl"}, "how the scores are written");
    options.toggle(misses_, "--misses", "with resolve: tells each fault after the scores");
    options.text(knowledge_, "--knowledge", "DIR", "tables to use in place of the built-in ones",
                 Need::Optional);
  }

  int run() override {
    const std::optional<Suite> suite = suite_named(suite_);
    if (!suite) {
      complain(name(), fmt::format("unknown suite '{}': conllu, names, resolve, pairs, events", suite_));
      return kWrongUse;
    }
    const Result<Raven> engine =
        Raven::open({.knowledge_folder = knowledge_, .actors_file = {}, .today = {}});
    if (!engine) {
      complain(name(), describe(engine.error()));
      return exit_code_of(engine.error());
    }
    std::vector<std::string> misses;
    const Result<std::vector<Score>> scores = evaluate(*engine, *suite, file_, &misses);
    if (!scores) {
      complain(name(), describe(scores.error()));
      return kSomeFailed;
    }
    Output out;
    std::string text = format_ == "jsonl" ? lines(*scores) : table(*scores);
    if (misses_ == Switch::On)
      for (const std::string& miss : misses) text += miss + '\n';
    const Result<Done> written = out.write(text);
    return out.finish(name(), written ? kDone : kSomeFailed);
  }

 private:
  static std::string lines(const std::vector<Score>& scores) {
    std::string text;
    for (const Score& score : scores) {
      if (score.kind == ScoreKind::Mean) {
        text += fmt::format("{{\"score\":\"{}\",\"value\":{:.5f}}}\n", score.name, score.value);
        continue;
      }
      if (score.kind == ScoreKind::Count) {
        text += fmt::format("{{\"score\":\"{}\",\"found\":{}}}\n", score.name, score.found);
        continue;
      }
      text += fmt::format(
          "{{\"score\":\"{}\",\"precision\":{:.5f},\"recall\":{:.5f},\"f1\":{:.5f},\"right\":{},\"gold\":{},"
          "\"found\":{}}}\n",
          score.name, score.precision(), score.recall(), score.f1(), score.right, score.gold, score.found);
    }
    return text;
  }

  static std::string table(const std::vector<Score>& scores) {
    std::size_t width = 5;
    for (const Score& score : scores) width = std::max(width, score.name.size());
    std::string text = fmt::format("{:<{}} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}\n", "score", width,
                                   "precision", "recall", "F1", "right", "gold", "found");
    for (const Score& score : scores) {
      if (score.kind == ScoreKind::Mean) {
        text += fmt::format("{:<{}} {:>9} {:>9} {:>9.2f}\n", score.name, width, "", "", 100 * score.value);
        continue;
      }
      if (score.kind == ScoreKind::Count) {
        text += fmt::format("{:<{}} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}\n", score.name, width, "", "", "", "",
                            "", score.found);
        continue;
      }
      text += fmt::format("{:<{}} {:>9.2f} {:>9.2f} {:>9.2f} {:>8} {:>8} {:>8}\n", score.name, width,
                          100 * score.precision(), 100 * score.recall(), 100 * score.f1(), score.right,
                          score.gold, score.found);
    }
    return text;
  }

  std::string suite_, file_, format_ = "table", knowledge_;
  Switch misses_ = Switch::Off;
};

}  // namespace

std::unique_ptr<Command> make_eval_command() {
  return std::make_unique<EvalCommand>();
}

}  // namespace raven::cli
