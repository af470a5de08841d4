// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/output.h"
#include "cli/row_writer.h"

#include <raven/raven.h>

#include <fmt/format.h>

namespace raven::cli {
namespace {

class PlacesCommand final : public Command {
 public:
  std::string_view name() const override { return "places"; }
  std::string_view summary() const override { return "tells which places a name can be"; }
  std::string_view synopsis() const override { return "places [OPTION]... lookup NAME"; }
  void setup(OptionTable& options) override {
    options.argument(action_, "ACTION", "lookup: what the tables know of a name", Need::Required);
    options.argument(looked_up_, "NAME", "the name as texts write it, one word of the command line",
                     Need::Required);
    options.choice(format_, "-f,--format", {"jsonl", "table"}, "how the meanings are written");
    options.text(knowledge_, "--knowledge", "DIR", "tables to use in place of the built-in ones",
                 Need::Optional);
  }

  int run() override {
    if (action_ != "lookup") {
      complain(name(), fmt::format("unknown action '{}': lookup", action_));
      return kWrongUse;
    }
    const Result<Raven> engine =
        Raven::open({.knowledge_folder = knowledge_, .actors_file = {}, .today = {}});
    if (!engine) {
      complain(name(), describe(engine.error()));
      return exit_code_of(engine.error());
    }
    const std::vector<PlaceMeaning> meanings = engine->places_named(looked_up_);
    if (meanings.empty()) complain(name(), fmt::format("no table has a place called '{}'", looked_up_));
    Output out;
    RowWriter rows(RowFormat::Table, out);
    for (const PlaceMeaning& meaning : meanings) {
      const Result<Done> written = format_ == "table" ? rows.write(kColumns, row_of(meaning))
                                                      : out.write(place_meaning_json(meaning) + "\n");
      if (!written) break;
    }
    // Trouble with the output is told by finish, once.
    if (format_ == "table") static_cast<void>(rows.finish().ok());
    return out.finish(name(), meanings.empty() ? kSomeFailed : kDone);
  }

 private:
  static std::vector<Cell> row_of(const PlaceMeaning& meaning) {
    const auto cell = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
    const auto degrees = [](const std::optional<double>& value) {
      return value ? Cell(fmt::format("{:.4f}", *value)) : Cell();
    };
    return {cell(meaning.name),
            meaning.precision,
            cell(meaning.country),
            cell(meaning.admin),
            cell(meaning.type),
            meaning.population ? Cell(std::to_string(*meaning.population)) : Cell(),
            degrees(meaning.latitude),
            degrees(meaning.longitude),
            meaning.geonames == 0 ? Cell() : Cell(std::to_string(meaning.geonames))};
  }

  const std::vector<std::string> kColumns = {"name",       "precision", "country", "admin",   "type",
                                             "population", "lat",       "lon",     "geonames"};
  std::string action_, looked_up_, format_ = "jsonl", knowledge_;
};

}  // namespace

std::unique_ptr<Command> make_places_command() {
  return std::make_unique<PlacesCommand>();
}

}  // namespace raven::cli
