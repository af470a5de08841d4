// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Settles who the persons of an article are once all of them have been met: last names and spelling variants
/// join the full name, a variant of somebody in the tables becomes that person when role or country agree,
/// and a known person gets the office held at the article's date.
///
/// The rules, in order (names folded; see variants.h for "variant"):
///  1. Two names of the article are one person when the last names are equal or variants, the given names do
///  not
///     contradict (one is missing, equal, a variant or an initial), and countries and known ids do not
///     contradict.
///  2. A name the tables do not know is somebody of people.tsv when the last name is a variant and two of
///  three
///     agree: the country (told by the text, or named in the article), the role, the given name. One that is
///     told by the text's own role and country is surer (0.85) than one that rests on the article's countries
///     (0.6).
///  3. "the envoy" is the one person of the article with that office, if its country does not contradict.
///  4. A known person has the office of the article's day, its sector and country; one whose offices are all
///     over is a former official (ELI).
///  5. Else it stays as written, with the certainty that its mentions gave.
///
/// Work is bounded: a name is compared with at most 64 others of its first sound, and with the known people
/// of at most 6 countries.

#include "resolve/directory.h"
#include "resolve/names.h"

#include <raven/record.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::resolve {

struct PersonMention {
  std::uint32_t mention = 0;
  std::uint32_t actor = 0;
  std::uint32_t first = 0, last = 0;  ///< atoms of the name
};

/// A person's name in two: "Zamir Kabulov" zamir, kabulov. Folded; `given` is empty where one word is told.
struct NameParts {
  std::string given;
  std::string surname;
};
NameParts parts_of(std::string_view name);
/// Whether given names are told and equal, variants, or one the initial of the other; whether both are told
/// and that does not hold.
bool given_agree(std::string_view a, std::string_view b);
bool given_contradict(std::string_view a, std::string_view b);

/// The office of a person on one of the days from `first` to `last` (yyyymmdd; both 0: not known, then the
/// latest), the one begun last; null if there is none.
const OfficeRow* office_between(const Directory& directory, const PersonRow& person, std::uint32_t first,
                                std::uint32_t last);

/// Whether the person held offices and all of them are over on a day (yyyymmdd).
bool offices_are_over(const Directory& directory, const PersonRow& person, std::uint32_t day);

/// Joins actors of kind Person in place: `actors` and `mentions` are rewritten, no index is left dangling.
/// The actors of `findings.institutions` are renumbered with them. `definite_roles` are the mentions of the
/// form "the envoy".
void settle_people(const Directory& directory, const Article& article,
                   const std::vector<PersonMention>& persons,
                   const std::vector<std::uint32_t>& definite_roles, NameFindings& findings,
                   Analysis& analysis);

}  // namespace raven::resolve
