// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/factuality_filter.h"
#include "cli/interruption.h"
#include "cli/output.h"
#include "cli/whole_file.h"

#include <raven/raven.h>

#include <optional>

#include <fmt/format.h>

namespace raven::cli {
namespace {

class ExportCommand final : public Command {
 public:
  std::string_view name() const override { return "export"; }
  std::string_view summary() const override { return "writes all events or articles of a store"; }
  std::string_view synopsis() const override { return "export [OPTION]... --store FILE"; }
  void setup(OptionTable& options) override {
    options.text(store_, "-s,--store", "FILE", "the store", Need::Required);
    options.choice(format_, "-f,--format", {"jsonl", "csv", "gdelt2", "articles"},
                   "jsonl, csv, gdelt2: one event a line; articles: one article a line, as read writes it");
    only_.add_option(options);
    options.toggle(header_, "--header", "begin gdelt2 output with the names of its columns");
    options.text(output_, "-o,--output", "FILE", "written whole or not at all (default: standard output)",
                 Need::Optional);
    options.toggle(quiet_, "-q,--quiet", "no summary");
  }

  int run() override {
    const Result<Store> store = Store::open(store_, Access::ReadOnly);
    if (!store) return told(store.error());
    std::optional<WholeFile> file;
    if (!output_.empty()) {
      Result<WholeFile> created = WholeFile::create(output_);
      if (!created) return told(created.error());
      file.emplace(std::move(*created));
    }
    Output out;
    const auto write = [&](std::string_view text) { return file ? file->write(text) : out.write(text); };

    const std::optional<EventFormat> format = event_format_named(format_);
    std::uint64_t rows = 0;
    if (format) {
      const std::string header = *format == EventFormat::Gdelt2
                                     ? (header_ == Switch::On ? gdelt2_column_names() : "")
                                     : event_header(*format);
      if (const Result<Done> written = write(header); !written) return ended(file, out, written.error());
    }
    const Result<std::uint64_t> documents = store->each_document([&](Document&& document) -> Result<Done> {
      if (interrupted()) return Error{ErrorCode::Cancelled, "interrupted", {}};
      if (!format) {
        ++rows;
        return write(article_json(document) + "\n");
      }
      for (const Event& event : document.analysis.events) {
        if (!only_.takes(event)) continue;
        RAVEN_TRY([[maybe_unused]] const Done written, write(event_row(*format, document, event)));
        ++rows;
      }
      return Done{};
    });
    if (!documents) return ended(file, out, documents.error());
    if (file) {
      if (const Result<Done> committed = file->commit(); !committed) return told(committed.error());
    }
    const int code = out.finish(name(), kDone);
    if (code == kDone && quiet_ == Switch::Off)
      fmt::print(stderr, "{}: {} {} of {} articles written\n", store_, rows, format ? "events" : "articles",
                 *documents);
    return code;
  }

 private:
  int told(const Error& error) const {
    complain(name(), describe(error));
    return exit_code_of(error);
  }

  /// The run broke off: says why, and what that means for the output.
  int ended(const std::optional<WholeFile>& file, Output& out, const Error& error) const {
    const int code = out.finish(name(), kDone);
    if (code != kDone) return code;
    complain(name(), fmt::format("{}{}", describe(error),
                                 file ? "; nothing was written" : "; the output is not complete"));
    return exit_code_of(error);
  }

  std::string store_, output_, format_ = "jsonl";
  FactualityFilter only_;
  Switch header_ = Switch::Off, quiet_ = Switch::Off;
};

}  // namespace

std::unique_ptr<Command> make_export_command() {
  return std::make_unique<ExportCommand>();
}

}  // namespace raven::cli
