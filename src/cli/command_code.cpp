// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/factuality_filter.h"
#include "cli/interruption.h"

#include <span>

namespace raven::cli {
namespace {

class CodeCommand final : public Command {
 public:
  std::string_view name() const override { return "code"; }
  std::string_view summary() const override { return "codes pages and writes one event a line"; }
  std::string_view synopsis() const override { return "code [OPTION]... INPUT..."; }
  void setup(OptionTable& options) override {
    options.choice(format_, "-f,--format", {"jsonl", "csv", "gdelt2"}, "how events are written");
    only_.add_option(options);
    options.toggle(header_, "--header", "begin gdelt2 output with the names of its columns");
    run_.add_options(options, {kPairs});
    run_.add_actors_option(options);
  }

  int run() override {
    if (run_.input_format() == kPairs) return answer_pairs();
    const EventFormat format = *event_format_named(format_);
    Output out;
    const std::string header = format == EventFormat::Gdelt2
                                   ? (header_ == Switch::On ? gdelt2_column_names() : "")
                                   : event_header(format);
    if (const Result<Done> written = out.write(header); !written) return out.finish(name(), kSomeFailed);
    return run_.over(Depth::Code, out, [&](Document&& document) -> Result<Done> {
      for (const Event& event : document.analysis.events) {
        if (!only_.takes(event)) continue;
        RAVEN_TRY([[maybe_unused]] const Done written, out.write(event_row(format, document, event)));
      }
      return Done{};
    });
  }

 private:
  static constexpr const char* kPairs = "pairs";

  /// Questions about two parties: one line in, one line out.
  int answer_pairs() {
    const Result<Raven> engine = run_.open_engine();
    if (!engine) {
      complain(name(), describe(engine.error()));
      return exit_code_of(engine.error());
    }
    Output out;
    std::uint64_t failed = 0;
    for (const std::string& input : run_.inputs()) {
      const Result<Progress> done = engine->answer_pairs(
          std::span(&input, 1), run_.threads(),
          [&](const PairQuestion& question, const Result<PairAnswer>& answer) -> Result<Done> {
            if (interrupted()) return Error{ErrorCode::Cancelled, {}, {}};
            if (answer) return out.write(pair_json(question, *answer) + "\n");
            ++failed;
            complain(answer.error().where, answer.error().message);
            return Done{};
          });
      if (interrupted()) return out.finish(name(), kInterrupted);
      if (done) continue;
      // Trouble with the output is told by finish, once.
      if (const int code = out.finish(name(), kDone); code != kDone) return code;
      complain(name(), describe(done.error()));
      ++failed;
    }
    return out.finish(name(), failed ? kSomeFailed : kDone);
  }

  DocumentRun run_{"code"};
  FactualityFilter only_;
  std::string format_ = "jsonl";
  Switch header_ = Switch::Off;
};

}  // namespace

std::unique_ptr<Command> make_code_command() {
  return std::make_unique<CodeCommand>();
}

}  // namespace raven::cli
