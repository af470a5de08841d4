// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/tree_drawing.h"

namespace raven::cli {
namespace {

class AnnotateCommand final : public Command {
 public:
  std::string_view name() const override { return "annotate"; }
  std::string_view summary() const override { return "writes all layers of each page: words, trees, names"; }
  std::string_view synopsis() const override { return "annotate [OPTION]... INPUT..."; }
  void setup(OptionTable& options) override {
    options.choice(format_, "-f,--format", {"json", "conllu", "html"},
                   "json: one page a line with all layers; conllu: words and trees; html: the trees drawn");
    run_.add_options(options);
    run_.add_actors_option(options);
  }

  int run() override {
    Output out;
    if (format_ == "conllu")
      return run_.over(Depth::Annotate, out,
                       [&](Document&& document) { return out.write(annotation_conllu(document)); });
    if (format_ == "html") return draw(out);
    // Who is quoted is found on the way to the events.
    return run_.over(
        Depth::Code, out, [&](Document&& document) { return out.write(annotation_json(document) + "\n"); },
        [&](Document&& document) { return out.write(failure_json(document) + "\n"); });
  }

 private:
  int draw(Output& out) {
    // Should the output fail, the run ends at its first document and finish tells it.
    static_cast<void>(out.write(tree_page_begin()).ok());
    const int code = run_.over(
        Depth::Annotate, out, [&](Document&& document) { return out.write(tree_document(document)); },
        [&](Document&& document) { return out.write(tree_failure(document)); });
    if (code == kOutputGone || !out.write(tree_page_end())) return code;
    return out.finish(name(), code);
  }

  DocumentRun run_{"annotate"};
  std::string format_ = "json";
};

}  // namespace

std::unique_ptr<Command> make_annotate_command() {
  return std::make_unique<AnnotateCommand>();
}

}  // namespace raven::cli
