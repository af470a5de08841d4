// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"

#include "cli/interruption.h"

#include <fmt/format.h>

namespace raven::cli {
namespace {

struct FormatName {
  std::string_view name;
  InputFormat format;
};
constexpr FormatName kInputFormats[] = {{"auto", InputFormat::Auto},    {"html", InputFormat::Html},
                                        {"text", InputFormat::Text},    {"jsonl", InputFormat::JsonLines},
                                        {"warc", InputFormat::Warc},    {"feed", InputFormat::Feed},
                                        {"conllu", InputFormat::Conllu}};

}  // namespace

std::string display_name(const Source& source) {
  if (source.container.empty() || source.container == source.uri) {
    std::string name = source.uri == "-" || source.uri.empty() ? "standard input" : source.uri;
    return source.record ? fmt::format("{}, record {}", name, source.record) : name;
  }
  std::string name = source.container == "-" ? "standard input" : source.container;
  if (source.record) name += fmt::format(", record {}", source.record);
  // The address of a line in a file is "FILE:LINE": the file need not be named twice.
  if (source.uri.starts_with(source.container)) return source.uri;
  return source.uri.empty() ? name : fmt::format("{} ({})", name, source.uri);
}

void DocumentRun::add_options(OptionTable& options, const std::vector<std::string>& more_formats) {
  std::vector<std::string> names;
  for (const FormatName& row : kInputFormats) names.emplace_back(row.name);
  names.insert(names.end(), more_formats.begin(), more_formats.end());
  options.inputs(inputs_);
  options.choice(input_format_, "--input-format", names, "what the inputs are");
  options.choice(site_memory_, "--site-memory", {"rolling", "two-pass", "none"},
                 "take out what stands on many articles of a host: by the pages before, by all, or not");
  options.number(threads_, "--threads", 1, 1024, "threads to use (default: as many as the machine has)");
  options.number(limit_bytes_, "--limit-bytes", 1, 1ull << 40,
                 "a larger document fails; K, M and G multiply by 1024 (default: 64M)");
  options.text(knowledge_, "--knowledge", "DIR", "tables to use in place of the built-in ones",
               Need::Optional);
  options.toggle(quiet_, "-q,--quiet", "no progress and no summary; failures are still named");
}

void DocumentRun::add_actors_option(OptionTable& options) {
  options.text(actors_, "--actors", "FILE", "your own actors, taken before those of the tables",
               Need::Optional);
}

Result<Raven> DocumentRun::open_engine() const {
  return Raven::open({.knowledge_folder = knowledge_, .actors_file = actors_, .today = {}});
}

RunOptions DocumentRun::run_options() const {
  RunOptions options;
  options.threads = static_cast<unsigned>(threads_);
  options.limit_bytes = limit_bytes_;
  for (const FormatName& row : kInputFormats)
    if (row.name == input_format_) options.format = row.format;
  options.site_memory = site_memory_ == "none"       ? SiteMemory::None
                        : site_memory_ == "two-pass" ? SiteMemory::TwoPass
                                                     : SiteMemory::Rolling;
  options.stopped = interrupted;
  return options;
}

void DocumentRun::tell_failure(const Document& document) const {
  const Error& failure = *document.failure;
  complain(display_name(document.article.source),
           failure.message.empty() ? std::string(meaning_of(failure.code)) : failure.message);
}

void DocumentRun::tell_passed_over(const PassedOver& passed_over) const {
  if (quiet_ == Switch::On || passed_over.total() == 0) return;
  fmt::print(stderr, "raven: passed over: {}\n", describe(passed_over));
}

int DocumentRun::over(Depth depth, Output& out, const DocumentSink& sink, const DocumentSink& failure_sink) {
  const Result<Raven> engine = open_engine();
  if (!engine) {
    complain(command_, describe(engine.error()));
    return exit_code_of(engine.error());
  }
  ProgressBar bar(quiet_);
  RunOptions options = run_options();
  options.depth = depth;
  options.progress = [&](const Progress& progress) { bar.show(progress); };
  const Result<Progress> done = engine->run(inputs_, options, [&](Document&& document) -> Result<Done> {
    if (!document.failure) return sink(std::move(document));
    // A read that Ctrl-C broke off is not the document's fault.
    if (interrupted()) return Done{};
    bar.erase();
    tell_failure(document);
    return failure_sink ? failure_sink(std::move(document)) : Result<Done>(Done{});
  });
  bar.erase();
  if (interrupted()) return out.finish(command_, kInterrupted);
  if (done && !out.reader_gone()) tell_passed_over(done->passed_over);
  if (done) return out.finish(command_, done->failed ? kSomeFailed : kDone);
  // Trouble with the output is told by finish, once.
  const int code = out.finish(command_, kDone);
  if (code != kDone) return code;
  complain(command_, describe(done.error()));
  return exit_code_of(done.error());
}

}  // namespace raven::cli
