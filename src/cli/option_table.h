// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The options of one command: what they are called, what they take, what they mean. One table parses the
/// words, prints the help and words the complaints, so that the three cannot disagree.
///
///     OptionTable options("code");
///     options.choice(format_, "-f,--format", {"jsonl", "csv", "gdelt2"}, "how events are written");
///     options.inputs(inputs_);
///     Result<Parsed> parsed = options.parse({"--format=csv", "page.html"});
///
/// Values named by reference must outlive the call of `parse`; they keep what they hold (their default) when
/// the option is not given. Errors: BadArgument with one sentence, which names the nearest known word where
/// one is near.

#include <raven/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace raven::cli {

/// An option that takes no value.
enum class Switch { Off, On };

/// Whether an option may be left out.
enum class Need { Optional, Required };

/// What the words asked for.
enum class Parsed { Run, Help };

class OptionTable {
 public:
  explicit OptionTable(std::string_view command);
  ~OptionTable();
  OptionTable(const OptionTable&) = delete;
  OptionTable& operator=(const OptionTable&) = delete;

  /// One or more INPUT words.
  void inputs(std::vector<std::string>& target);
  /// One word without a dash, called `name` in help. Several are taken in the order of these calls; one that
  /// may be left out comes last.
  void argument(std::string& target, std::string_view name, std::string_view description, Need need);
  void text(std::string& target, std::string_view flags, std::string_view value, std::string_view description,
            Need need);
  /// A whole number from `low` to `high`; "64M" and the like stand for binary multiples when `high` allows
  /// them.
  void number(std::uint64_t& target, std::string_view flags, std::uint64_t low, std::uint64_t high,
              std::string_view description);
  /// One of `choices`.
  void choice(std::string& target, std::string_view flags, std::vector<std::string> choices,
              std::string_view description);
  /// Any of `choices`, the option given once for each.
  void choices(std::vector<std::string>& target, std::string_view flags, std::vector<std::string> choices,
               std::string_view description);
  void toggle(Switch& target, std::string_view flags, std::string_view description);

  /// Reads the words after the command's name.
  Result<Parsed> parse(const std::vector<std::string>& words);

  /// The options, one or more lines each, as `raven help COMMAND` shows them.
  std::string help() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The one of `known` that is nearest to `word` by edit distance, when it is near enough to be meant; else
/// empty.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace raven::cli
