// SPDX-License-Identifier: Apache-2.0
#include "cli/option_table.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace raven::cli {
namespace {

struct Entry {
  std::string flags;  ///< "-f,--format", or "INPUT" for a word without a dash
  std::string value;  ///< "FORMAT"; empty for a switch
  std::string description;
  std::string default_text;
  Need need = Need::Optional;
  CLI::Option* option = nullptr;
  std::size_t position = 0;  ///< of a word without a dash, among those of its command
  std::function<std::optional<std::string>(const std::vector<std::string>&)>
      accept;  ///< a complaint, or nothing
};

std::string long_flag(std::string_view flags) {
  const std::size_t comma = flags.rfind(',');
  return std::string(comma == std::string_view::npos ? flags : flags.substr(comma + 1));
}

std::optional<std::uint64_t> whole_number(std::string_view word) {
  std::uint64_t factor = 1;
  if (!word.empty()) {
    switch (word.back()) {
      case 'K':
        factor = 1ull << 10;
        break;
      case 'M':
        factor = 1ull << 20;
        break;
      case 'G':
        factor = 1ull << 30;
        break;
      default:
        break;
    }
    if (factor != 1) word.remove_suffix(1);
  }
  std::uint64_t number = 0;
  const auto [end, trouble] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (word.empty() || trouble != std::errc() || end != word.data() + word.size()) return std::nullopt;
  if (number > UINT64_MAX / factor) return std::nullopt;
  return number * factor;
}

/// Optimal string alignment distance (Damerau with restricted transpositions); words are short.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] =
          std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongestWord = 64;
  if (word.size() > kLongestWord) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, std::min<std::size_t>(3, word.size() / 2)) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

struct OptionTable::Parts {
  std::string command;
  CLI::App app;
  std::vector<std::unique_ptr<Entry>> entries;
  // CLI11 fills these; they live as long as the table.
  std::vector<std::unique_ptr<std::vector<std::string>>> values;
  Switch help = Switch::Off;
  CLI::Option* words = nullptr;  ///< takes all words without a dash, in the order of the arguments
  std::size_t arguments = 0;

  Entry& add(std::string_view flags, std::string_view value, std::string_view description, Need need) {
    entries.push_back(std::make_unique<Entry>());
    Entry& entry = *entries.back();
    entry.flags = flags;
    entry.value = value;
    entry.description = description;
    entry.need = need;
    return entry;
  }

  /// An option that takes one value each time it is given.
  Entry& add_valued(std::string_view flags, std::string_view value, std::string_view description, Need need) {
    Entry& entry = add(flags, value, description, need);
    values.push_back(std::make_unique<std::vector<std::string>>());
    entry.option = app.add_option(entry.flags, *values.back());
    entry.option->type_size(1)->expected(1)->allow_extra_args(false)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeAll);
    return entry;
  }
};

OptionTable::OptionTable(std::string_view command) : parts_(std::make_unique<Parts>()) {
  parts_->command = command;
  parts_->app.set_help_flag();
  parts_->app.allow_extras();
}

OptionTable::~OptionTable() = default;

void OptionTable::inputs(std::vector<std::string>& target) {
  Entry& entry =
      parts_->add("INPUT", "", "files, folders, archives and feeds; - is standard input", Need::Required);
  entry.option = parts_->app.add_option("INPUT", target)
                     ->type_size(1)
                     ->expected(0, CLI::detail::expected_max_vector_size);
}

void OptionTable::argument(std::string& target, std::string_view name, std::string_view description,
                           Need need) {
  Entry& entry = parts_->add(name, "", description, need);
  entry.position = parts_->arguments++;
  if (entry.position == 0) {
    parts_->values.push_back(std::make_unique<std::vector<std::string>>());
    parts_->words = parts_->app.add_option(entry.flags, *parts_->values.back());
    parts_->words->type_size(1)->expected(0, CLI::detail::expected_max_vector_size);
  }
  entry.option = parts_->words;
  entry.accept = [&target, at = entry.position,
                  parts = parts_.get()](const std::vector<std::string>& words) -> std::optional<std::string> {
    if (words.size() > parts->arguments)
      return fmt::format("'{}' is one word too many", words[parts->arguments]);
    target = words[at];
    return std::nullopt;
  };
}

void OptionTable::text(std::string& target, std::string_view flags, std::string_view value,
                       std::string_view description, Need need) {
  Entry& entry = parts_->add_valued(flags, value, description, need);
  entry.default_text = target;
  entry.accept = [&target, flag = long_flag(flags)](
                     const std::vector<std::string>& words) -> std::optional<std::string> {
    if (words.back().empty()) return fmt::format("{} takes a value that is not empty", flag);
    target = words.back();
    return std::nullopt;
  };
}

void OptionTable::number(std::uint64_t& target, std::string_view flags, std::uint64_t low, std::uint64_t high,
                         std::string_view description) {
  Entry& entry = parts_->add_valued(flags, "N", description, Need::Optional);
  entry.accept = [=, &target, flag = long_flag(flags)](
                     const std::vector<std::string>& words) -> std::optional<std::string> {
    const std::optional<std::uint64_t> number = whole_number(words.back());
    if (!number || *number < low || *number > high)
      return fmt::format("{} takes a whole number from {} to {}, not '{}'", flag, low, high, words.back());
    target = *number;
    return std::nullopt;
  };
}

namespace {

std::optional<std::string> choice_complaint(const std::string& flag, const std::vector<std::string>& choices,
                                            const std::string& word) {
  if (std::find(choices.begin(), choices.end(), word) != choices.end()) return std::nullopt;
  const std::string near = nearest_word(word, choices);
  return fmt::format("{} takes {}, not '{}'{}", flag, fmt::join(choices, ", "), word,
                     near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
}

}  // namespace

void OptionTable::choice(std::string& target, std::string_view flags, std::vector<std::string> choices,
                         std::string_view description) {
  Entry& entry =
      parts_->add_valued(flags, fmt::format("{}", fmt::join(choices, "|")), description, Need::Optional);
  entry.default_text = target;
  entry.accept = [&target, choices, flag = long_flag(flags)](const std::vector<std::string>& words) {
    const auto complaint = choice_complaint(flag, choices, words.back());
    if (!complaint) target = words.back();
    return complaint;
  };
}

void OptionTable::choices(std::vector<std::string>& target, std::string_view flags,
                          std::vector<std::string> choices, std::string_view description) {
  Entry& entry =
      parts_->add_valued(flags, fmt::format("{}", fmt::join(choices, "|")), description, Need::Optional);
  entry.accept = [&target, choices, flag = long_flag(flags)](
                     const std::vector<std::string>& words) -> std::optional<std::string> {
    for (const std::string& word : words)
      if (auto complaint = choice_complaint(flag, choices, word)) return complaint;
    target = words;
    return std::nullopt;
  };
}

void OptionTable::toggle(Switch& target, std::string_view flags, std::string_view description) {
  Entry& entry = parts_->add(flags, "", description, Need::Optional);
  entry.option = parts_->app.add_flag_callback(entry.flags, [&target] { target = Switch::On; });
}

Result<Parsed> OptionTable::parse(const std::vector<std::string>& words) {
  toggle(parts_->help, "-h,--help", "this text");
  const auto wrong = [](std::string message) {
    return Error{ErrorCode::BadArgument, std::move(message), {}};
  };
  try {
    // CLI11 takes its words last first.
    parts_->app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ArgumentMismatch&) {
    // Asked to take one value each, options fail only for want of it: the last word of the line, or one
    // before it.
    for (const auto& entry : parts_->entries)
      if (!entry->value.empty() && !words.empty()) {
        const CLI::Option& option = *entry->option;
        const std::string& last = words.back();
        if (last.size() > 1 && last[0] == '-' &&
            (option.check_lname(last.substr(2 <= last.size() ? 2 : 1)) || option.check_sname(last.substr(1))))
          return wrong(fmt::format("{} takes a value: {}", last, entry->value));
      }
    return wrong("an option lacks its value");
  } catch (const CLI::ParseError& error) {
    return wrong(error.what());
  }
  if (parts_->help == Switch::On) return Parsed::Help;

  std::vector<std::string> flags, rest = parts_->app.remaining();
  for (const auto& entry : parts_->entries) {
    std::size_t begin = 0;
    while (entry->flags[0] == '-' && begin <= entry->flags.size()) {
      const std::size_t end = std::min(entry->flags.find(',', begin), entry->flags.size());
      flags.push_back(entry->flags.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  if (!rest.empty()) {
    std::string word = rest.front();
    if (word.size() < 2 || word[0] != '-') return wrong(fmt::format("'{}' is one word too many", word));
    word = word.substr(0, word.find('='));
    const std::string near = nearest_word(word, flags);
    return wrong(fmt::format("unknown option {}{}", word,
                             near.empty() ? "" : fmt::format("; did you mean {}?", near)));
  }
  for (const auto& entry : parts_->entries) {
    const bool given = entry->option->count() > entry->position;
    if (entry->need == Need::Required && !given)
      return wrong(fmt::format("{}{}{} is missing", long_flag(entry->flags), entry->value.empty() ? "" : " ",
                               entry->value));
    if (entry->accept && given)
      if (const auto complaint = entry->accept(entry->option->results())) return wrong(*complaint);
  }
  return Parsed::Run;
}

std::string OptionTable::help() const {
  constexpr std::size_t kColumn = 28, kWidth = 90;
  std::string out;
  const auto line = [&](std::string left, std::string_view description) {
    std::string row = "  " + left;
    if (row.size() + 2 > kColumn) {
      out += row + "\n";
      row.clear();
    }
    row.resize(kColumn, ' ');
    while (!description.empty()) {
      const std::size_t space = description.find(' ');
      const std::string_view word = description.substr(0, space);
      if (row.size() + word.size() > kWidth && row.find_first_not_of(' ') != std::string::npos) {
        out += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
        row.assign(kColumn, ' ');
      }
      row += word;
      if (space == std::string_view::npos) break;
      row += ' ';
      description.remove_prefix(space + 1);
    }
    out += row + "\n";
  };
  for (const auto& entry : parts_->entries) {
    std::string left;
    if (entry->flags[0] != '-') {
      left = entry->flags;
    } else {
      const std::string flag = long_flag(entry->flags);
      left = flag.size() == entry->flags.size() ? "    " + flag : entry->flags.substr(0, 2) + ", " + flag;
      if (!entry->value.empty()) left += " " + entry->value;
    }
    std::string description = entry->description;
    if (!entry->default_text.empty()) description += fmt::format(" (default: {})", entry->default_text);
    if (entry->flags[0] == '-' && entry->need == Need::Required) description += " (required)";
    line(left, description);
  }
  if (parts_->help == Switch::Off &&
      (parts_->entries.empty() || parts_->entries.back()->flags != "-h,--help"))
    line("-h, --help", "this text");
  return out;
}

}  // namespace raven::cli
