// SPDX-License-Identifier: Apache-2.0
#include "keep/country_codes.h"

#include "base/ascii.h"
#include "base/knowledge.h"

#include <algorithm>
#include <vector>

namespace raven::keep {

CountryCodes::CountryCodes(std::string_view table) {
  std::vector<std::string_view> columns;
  for (std::string_view line : base::split(table, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string_view> cells = base::split(line, '\t');
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    const auto cell = [&](std::string_view name) {
      const auto at =
          static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
      return at < std::min(columns.size(), cells.size()) && cells[at] != "-" ? std::string(cells[at])
                                                                             : std::string();
    };
    std::string code = cell("code");
    if (code.empty()) continue;
    CountryCode codes{cell("name"), cell("cameo"), cell("fips")};
    if (codes.cameo.empty()) codes.cameo = code;
    codes_.emplace(std::move(code), std::move(codes));
  }
}

const CountryCode* CountryCodes::find(std::string_view alpha3) const {
  const auto found = codes_.find(alpha3);
  return found == codes_.end() ? nullptr : &found->second;
}

const CountryCodes& country_codes() {
  static const CountryCodes codes = [] {
    const base::Knowledge knowledge;
    const Result<std::string_view> table = knowledge.file("actors/states.tsv");
    return table ? CountryCodes(*table) : CountryCodes();
  }();
  return codes;
}

}  // namespace raven::keep
