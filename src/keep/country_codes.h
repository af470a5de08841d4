// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The other codes of countries, which older formats ask for: FIPS 10-4 (two letters) and CAMEO's (three
/// letters), by ISO 3166 alpha-3, with the country's name. They come from the table actors/states.tsv of the
/// knowledge.
///
///     country_codes().find("RUS")->fips;     // "RS"
///
/// Thread safety: `const` methods may be called from many threads.

#include <map>
#include <string>
#include <string_view>

namespace raven::keep {

struct CountryCode {
  std::string name;
  std::string cameo;  ///< the alpha-3 code where the table has no other
  std::string fips;   ///< empty if there is none
};

class CountryCodes {
 public:
  CountryCodes() = default;

  /// Takes the columns `code`, `name`, `cameo` and `fips` of a table, wherever they stand; a table without
  /// `code` gives nothing.
  explicit CountryCodes(std::string_view table);

  /// Nothing if the code is not in the table.
  const CountryCode* find(std::string_view alpha3) const;

 private:
  std::map<std::string, CountryCode, std::less<>> codes_;
};

/// The codes of the built-in knowledge; read once, at the first call.
const CountryCodes& country_codes();

}  // namespace raven::keep
