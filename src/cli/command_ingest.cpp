// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/interruption.h"
#include "cli/json_text.h"

#include <atomic>
#include <chrono>

#include <fmt/format.h>

namespace raven::cli {
namespace {

std::string_view status_of(Keeping keeping) {
  switch (keeping) {
    case Keeping::Kept:
      return "kept";
    case Keeping::Known:
      return "known";
    case Keeping::Failed:
      return "failed";
  }
  return "";
}

class IngestCommand final : public Command {
 public:
  std::string_view name() const override { return "ingest"; }
  std::string_view summary() const override {
    return "codes pages and keeps them in a store, each page once";
  }
  std::string_view synopsis() const override { return "ingest [OPTION]... --store FILE INPUT..."; }
  void setup(OptionTable& options) override {
    options.text(store_, "-s,--store", "FILE", "the store; made if it is not there", Need::Required);
    run_.add_options(options);
  }

  int run() override {
    const Result<Raven> engine = run_.open_engine();
    if (!engine) return told(engine.error());
    Result<Store> store = Store::open(store_, Access::ReadWrite);
    if (!store) return told(store.error());

    Output out;
    ProgressBar bar(run_.quiet());
    RunOptions options = run_.run_options();
    options.progress = [&](const Progress& progress) { bar.show(progress); };
    // Nobody reads the report any more: stop as for Ctrl-C. What is kept is kept.
    options.stopped = [&] { return interrupted() || output_failed_; };
    std::uint64_t kept = 0, known = 0, failed = 0, events = 0;
    const auto begin = std::chrono::steady_clock::now();
    const Result<Progress> done =
        ingest(*engine, run_.inputs(), *store, options, [&](const Document& document, Keeping keeping) {
          const std::size_t found = document.analysis.events.size();
          switch (keeping) {
            case Keeping::Kept:
              ++kept;
              events += found;
              break;
            case Keeping::Known:
              ++known;
              break;
            case Keeping::Failed:
              ++failed;
              bar.erase();
              if (document.failure) run_.tell_failure(document);
              break;
          }
          const std::string line =
              fmt::format("{{\"uri\":{},\"hash\":{},\"status\":\"{}\",\"events\":{}}}\n",
                          json_text(document.article.source.uri), json_text(document.article.source.hash),
                          status_of(keeping), found);
          // Each line is handed on at once: a page that was reported is on the disk, whatever happens next.
          if (!out.write(line) || !out.flush()) output_failed_ = true;
        });
    bar.erase();
    if (!done && done.error().code != ErrorCode::Cancelled) {
      const int code = told(done.error());
      return out.finish(name(), code);
    }
    if (run_.quiet() == Switch::Off && !out.reader_gone()) {
      if (done) run_.tell_passed_over(done->passed_over);
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      fmt::print(stderr, "{}: {} pages kept with {} events, {} known, {} failed, in {:.1f} s\n", store_, kept,
                 events, known, failed, seconds);
    }
    if (interrupted()) return out.finish(name(), kInterrupted);
    return out.finish(name(), failed ? kSomeFailed : kDone);
  }

 private:
  int told(const Error& error) const {
    complain(name(), describe(error));
    return exit_code_of(error);
  }

  DocumentRun run_{"ingest"};
  std::string store_;
  std::atomic<bool> output_failed_{false};  // set where the report is written, asked where inputs are pulled
};

}  // namespace

std::unique_ptr<Command> make_ingest_command() {
  return std::make_unique<IngestCommand>();
}

}  // namespace raven::cli
