// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"

namespace raven::cli {
namespace {

class ReadCommand final : public Command {
 public:
  std::string_view name() const override { return "read"; }
  std::string_view summary() const override { return "reads pages and writes one article a line"; }
  std::string_view synopsis() const override { return "read [OPTION]... INPUT..."; }
  void setup(OptionTable& options) override {
    options.choice(
        format_, "-f,--format", {"json", "text"},
        "json: all that was read; text: the main text alone, several articles parted by a form feed");
    run_.add_options(options);
  }

  int run() override {
    Output out;
    if (format_ == "text") {
      bool first = true;
      return run_.over(Depth::Read, out, [&](Document&& document) -> Result<Done> {
        std::string text = article_text(document);
        if (!text.empty() && text.back() != '\n') text += '\n';
        if (!first) text.insert(0, "\f\n");
        first = false;
        return out.write(text);
      });
    }
    // A document that failed is a line too, so that lines and documents can be counted against each other.
    return run_.over(
        Depth::Read, out, [&](Document&& document) { return out.write(article_json(document) + "\n"); },
        [&](Document&& document) { return out.write(failure_json(document) + "\n"); });
  }

 private:
  DocumentRun run_{"read"};
  std::string format_ = "json";
};

}  // namespace

std::unique_ptr<Command> make_read_command() {
  return std::make_unique<ReadCommand>();
}

}  // namespace raven::cli
