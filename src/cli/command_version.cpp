// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/output.h"

#include <raven/version.h>

#include <fmt/format.h>

namespace raven::cli {
namespace {

#if defined(__clang__)
constexpr std::string_view kCompiler = "clang " __clang_version__;
#elif defined(__GNUC__)
constexpr std::string_view kCompiler = "g++ " __VERSION__;
#else
constexpr std::string_view kCompiler = "an unknown compiler";
#endif

#if defined(__x86_64__)
constexpr std::string_view kMachine = "x86-64";
#elif defined(__aarch64__)
constexpr std::string_view kMachine = "aarch64";
#else
constexpr std::string_view kMachine = "another machine";
#endif

class VersionCommand final : public Command {
 public:
  std::string_view name() const override { return "version"; }
  std::string_view summary() const override { return "tells the version and how it was built"; }
  std::string_view synopsis() const override { return "version"; }
  void setup(OptionTable&) override {}

  int run() override {
    Output out;
    static_cast<void>(out.write(fmt::format("raven {}\ncompiler  {}\nmachine   {}\nbuild     {}\n",
                                            RAVEN_VERSION, kCompiler, kMachine,
#ifdef RAVEN_ASSERTS
                                            "checked"
#else
                                            "optimised"
#endif
                                            ))
                          .ok());
    return out.finish(name(), kDone);
  }
};

}  // namespace

std::unique_ptr<Command> make_version_command() {
  return std::make_unique<VersionCommand>();
}

}  // namespace raven::cli
