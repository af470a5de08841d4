// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/output.h"
#include "cli/row_writer.h"

#include <raven/raven.h>

#include <charconv>
#include <chrono>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace raven::cli {
namespace {

// "2012-05-07", if there is such a day.
std::optional<std::chrono::year_month_day> day_written(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned numbers[3] = {};
  const std::string_view parts[] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (int i = 0; i < 3; ++i) {
    const auto done = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
    if (done.ec != std::errc() || done.ptr != parts[i].data() + parts[i].size()) return std::nullopt;
  }
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(numbers[0])),
                                        std::chrono::month(numbers[1]), std::chrono::day(numbers[2])};
  return day.ok() && numbers[0] > 0 ? std::optional(day) : std::nullopt;
}

class ActorsCommand final : public Command {
 public:
  std::string_view name() const override { return "actors"; }
  std::string_view summary() const override { return "tells who a name can be on a day"; }
  std::string_view synopsis() const override { return "actors [OPTION]... lookup NAME"; }
  void setup(OptionTable& options) override {
    options.argument(action_, "ACTION", "lookup: what the tables know of a name", Need::Required);
    options.argument(looked_up_, "NAME", "the name as texts write it, one word of the command line",
                     Need::Required);
    options.text(date_, "-d,--date", "DAY", "the day, as 2012-05-07 (default: the latest that is known)",
                 Need::Optional);
    options.choice(format_, "-f,--format", {"jsonl", "table"}, "how the meanings are written");
    options.text(knowledge_, "--knowledge", "DIR", "tables to use in place of the built-in ones",
                 Need::Optional);
  }

  int run() override {
    if (action_ != "lookup") {
      complain(name(), fmt::format("unknown action '{}': lookup", action_));
      return kWrongUse;
    }
    std::optional<std::chrono::year_month_day> day;
    if (!date_.empty()) {
      day = day_written(date_);
      if (!day) {
        complain(name(), fmt::format("'{}' is no day: a day is written 2012-05-07", date_));
        return kWrongUse;
      }
    }
    const Result<Raven> engine =
        Raven::open({.knowledge_folder = knowledge_, .actors_file = {}, .today = {}});
    if (!engine) {
      complain(name(), describe(engine.error()));
      return exit_code_of(engine.error());
    }
    const std::vector<ActorMeaning> meanings = engine->actors_named(looked_up_, day);
    if (meanings.empty()) complain(name(), fmt::format("no table has a party called '{}'", looked_up_));
    Output out;
    RowWriter rows(RowFormat::Table, out);
    for (const ActorMeaning& meaning : meanings) {
      const Result<Done> written = format_ == "table" ? rows.write(kColumns, row_of(meaning))
                                                      : out.write(actor_meaning_json(meaning) + "\n");
      if (!written) break;
    }
    // Trouble with the output is told by finish, once.
    if (format_ == "table") static_cast<void>(rows.finish().ok());
    return out.finish(name(), meanings.empty() ? kSomeFailed : kDone);
  }

 private:
  static std::vector<Cell> row_of(const ActorMeaning& meaning) {
    const auto cell = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
    return {cell(meaning.name),    std::string(name_of(meaning.kind)),
            cell(meaning.country), cell(fmt::format("{}", fmt::join(meaning.sectors, " "))),
            cell(meaning.role),    cell(meaning.id),
            meaning.made_by};
  }

  const std::vector<std::string> kColumns = {"name", "kind", "country", "sectors", "role", "id", "made by"};
  std::string action_, looked_up_, date_, format_ = "jsonl", knowledge_;
};

}  // namespace

std::unique_ptr<Command> make_actors_command() {
  return std::make_unique<ActorsCommand>();
}

}  // namespace raven::cli
