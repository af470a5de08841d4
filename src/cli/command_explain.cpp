// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/explain_drawing.h"

#include <cstdlib>

namespace raven::cli {
namespace {

class ExplainCommand final : public Command {
 public:
  std::string_view name() const override { return "explain"; }
  std::string_view summary() const override { return "shows a page with every decision on it"; }
  std::string_view synopsis() const override { return "explain [OPTION]... INPUT..."; }
  void setup(OptionTable& options) override {
    options.toggle(html_, "--html", "write one HTML page instead, complete in itself");
    options.choice(color_, "--color", {"auto", "always", "never"},
                   "auto: colour at a terminal, unless NO_COLOR is set; else marks are brackets");
    run_.add_options(options);
    run_.add_actors_option(options);
  }

  int run() override {
    Output out;
    if (html_ == Switch::On) {
      // Should the output fail, the run ends at its first document and finish tells it.
      static_cast<void>(out.write(html_begin()).ok());
      const int code = run_.over(
          Depth::Code, out, [&](Document&& document) { return out.write(html_document(document)); },
          [&](Document&& document) { return out.write(html_failure(document)); });
      // After trouble with the output, told already, this changes nothing.
      if (code == kOutputGone || !out.write(html_end())) return code;
      return out.finish(name(), code);
    }
    const char* no_color = std::getenv("NO_COLOR");
    const Color color =
        color_ == "always" || (color_ == "auto" && output_is_terminal() && (!no_color || !*no_color))
            ? Color::On
            : Color::Off;
    const int width = terminal_width();
    return run_.over(Depth::Code, out, [&](Document&& document) {
      return out.write(draw_for_terminal(document, color, width));
    });
  }

 private:
  DocumentRun run_{"explain"};
  Switch html_ = Switch::Off;
  std::string color_ = "auto";
};

}  // namespace

std::unique_ptr<Command> make_explain_command() {
  return std::make_unique<ExplainCommand>();
}

}  // namespace raven::cli
