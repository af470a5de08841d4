// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/interruption.h"
#include "cli/output.h"
#include "cli/row_writer.h"

#include <raven/raven.h>

namespace raven::cli {
namespace {

class QueryCommand final : public Command {
 public:
  std::string_view name() const override { return "query"; }
  std::string_view summary() const override { return "asks a store in SQL"; }
  std::string_view synopsis() const override { return "query [OPTION]... --store FILE SQL"; }
  void setup(OptionTable& options) override {
    options.argument(sql_, "SQL", "one statement that only reads; - reads it from standard input",
                     Need::Required);
    options.text(store_, "-s,--store", "FILE", "the store", Need::Required);
    options.choice(format_, "-f,--format", {"table", "jsonl", "csv", "tsv"}, "how rows are written");
  }

  int run() override {
    if (sql_ == "-") {
      sql_.clear();
      char buffer[4096];
      std::size_t count = 0;
      while ((count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0) sql_.append(buffer, count);
    }
    const Result<Store> store = Store::open(store_, Access::ReadOnly);
    if (!store) return told(store.error());
    Output out;
    RowWriter rows(*row_format_named(format_), out);
    const Result<std::uint64_t> asked =
        store->query(sql_, [&](const std::vector<std::string>& columns, const std::vector<Cell>& row) {
          if (interrupted()) return Result<Done>(Error{ErrorCode::Cancelled, "interrupted", {}});
          return rows.write(columns, row);
        });
    if (interrupted()) return out.finish(name(), kInterrupted);
    if (!asked) {
      const int code = out.finish(name(), kDone);
      return code == kDone ? told(asked.error()) : code;
    }
    static_cast<void>(rows.finish().ok());
    return out.finish(name(), kDone);
  }

 private:
  int told(const Error& error) const {
    complain(name(), describe(error));
    return exit_code_of(error);
  }

  std::string sql_, store_, format_ = "table";
};

}  // namespace

std::unique_ptr<Command> make_query_command() {
  return std::make_unique<QueryCommand>();
}

}  // namespace raven::cli
