// SPDX-License-Identifier: Apache-2.0
#include "resolve/people.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/utf8.h"
#include "resolve/variants.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace raven::resolve {

NameParts parts_of(std::string_view name) {
  NameParts parts;
  const std::string folded = base::folded(name);
  const std::vector<std::string_view> words = base::split_words(folded);
  if (words.empty()) return parts;
  std::size_t last = words.size() - 1;
  while (last > 0 && (words[last] == "jr" || words[last] == "jr." || words[last] == "sr" ||
                      words[last] == "ii" || words[last] == "iii"))
    --last;
  parts.surname = words[last];
  if (last > 0) parts.given = words[0];
  if (!parts.given.empty() && parts.given.back() == '.') parts.given.pop_back();
  return parts;
}

bool given_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  return a == b || ((a.size() == 1 || b.size() == 1) && a[0] == b[0]) || are_variants(a, b);
}
bool given_contradict(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && !given_agree(a, b);
}

namespace {

// The word that says what an office is: "special envoy" envoy, "chief of the general staff" chief.
std::string_view head_of(std::string_view role) {
  for (const std::string_view link : {" of ", " for ", " to ", " at ", " on "})
    if (const std::size_t at = role.find(link); at != std::string_view::npos) role = role.substr(0, at);
  const std::size_t blank = role.rfind(' ');
  return blank == std::string_view::npos ? role : role.substr(blank + 1);
}

bool roles_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  const std::string_view head = head_of(a);
  if (head != head_of(b)) return false;
  // Vice presidents are no presidents.
  const auto vice = [](std::string_view role) {
    return role.find("vice") != std::string_view::npos || role.find("deputy") != std::string_view::npos;
  };
  return vice(a) == vice(b);
}

std::uint32_t day_number(const Moment& moment, std::uint32_t fill) {
  std::uint32_t number = 0;
  int digits = 0;
  for (const char c : moment.iso) {
    if (c == '-') continue;
    if (!base::is_digit(c) || digits == 8) break;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
    ++digits;
  }
  if (digits == 8) return number;
  if (digits == 6) return number * 100 + fill % 100;
  if (digits == 4) return number * 10000 + fill;
  return 0;
}

// The office of a person at the article's date; without a date, the latest.
const OfficeRow* office_at(const Directory& directory, const PersonRow& person, const Moment& published) {
  return office_between(directory, person, day_number(published, 101), day_number(published, 1231));
}

class PeopleSettler {
 public:
  PeopleSettler(const Directory& directory, const Article& article, const std::vector<PersonMention>& persons,
                const std::vector<std::uint32_t>& definite_roles, NameFindings& findings, Analysis& analysis)
      : directory_(directory),
        article_(article),
        persons_(persons),
        definite_roles_(definite_roles),
        findings_(findings),
        analysis_(analysis) {}

  void run() {
    target_.resize(analysis_.actors.size());
    for (std::uint32_t i = 0; i < target_.size(); ++i) target_[i] = i;
    parts_.resize(analysis_.actors.size());
    std::vector<char> met(analysis_.actors.size(), 0);
    // Full names first, so that a last name in the headline finds the full name further down.
    std::vector<std::uint32_t> full, bare;
    for (const PersonMention& person : persons_) {
      if (met[person.actor]) continue;
      met[person.actor] = 1;
      parts_[person.actor] = parts_of(analysis_.actors[person.actor].name);
      (parts_[person.actor].given.empty() ? bare : full).push_back(person.actor);
    }
    for (const std::uint32_t actor : full) join(actor);
    for (const std::uint32_t actor : bare) join(actor);
    // Once more: a spelling may be near another spelling only.
    for (const std::uint32_t actor : bare)
      if (target_[actor] == actor && analysis_.actors[actor].kind != MentionKind::Person) join(actor);
    find_countries();
    for (const auto& [sound, actors] : reps_)
      for (const std::uint32_t actor : actors) recognise(actor);
    rejoin_recognised();
    // Offices first: "the prime minister" may be somebody whose office the article does not tell.
    for (std::uint32_t i = 0; i < analysis_.actors.size(); ++i)
      if (target_[i] == i && analysis_.actors[i].kind == MentionKind::Person)
        give_office(analysis_.actors[i]);
    link_roles();
    apply();
  }

 private:
  static constexpr std::size_t kMostCompared = 64;

  char sound(std::string_view surname) const {
    const std::string key = consonant_key(surname.substr(0, 3));
    return surname.empty() ? '?' : key.empty() ? 'A' : key[0];
  }

  // Rule 1.
  void join(std::uint32_t actor) {
    Actor& mine = analysis_.actors[actor];
    const NameParts& parts = parts_[actor];
    std::vector<std::uint32_t>& others = reps_[sound(parts.surname)];
    const std::size_t compared = std::min(others.size(), kMostCompared);
    std::uint32_t best = kNone;
    double best_distance = 99;
    for (std::size_t i = 0; i < compared; ++i) {
      const std::uint32_t other = others[i];
      const Actor& theirs = analysis_.actors[other];
      if (other == actor) continue;
      if (!mine.id.empty() && !theirs.id.empty() && mine.id != theirs.id) continue;
      const NameParts& their_parts = parts_[other];
      double distance = 99;
      if (are_variants(parts.surname, their_parts.surname))
        distance = spelling_distance(parts.surname, their_parts.surname, 4);
      if (const auto spellings = spellings_.find(other); spellings != spellings_.end())
        for (const std::string& spelling : spellings->second)
          if (are_variants(parts.surname, spelling))
            distance = std::min(distance, spelling_distance(parts.surname, spelling, 4));
      // "Mobutu" for "Mobutu Sese Seko", "El Baradei" for "ElBaradei".
      if (distance > 4 && parts.given.empty() && parts.surname.size() >= 5 &&
          are_variants(parts.surname, their_parts.given))
        distance = 3;
      if (distance > 4 && parts.given + parts.surname == their_parts.surname) distance = 1;
      if (distance > 4) continue;
      if (distance < 3 && parts.given + parts.surname != their_parts.surname &&
          given_contradict(parts.given, their_parts.given))
        continue;
      if (!mine.country.empty() && !theirs.country.empty() && mine.country != theirs.country) continue;
      // A variant of a last name alone needs the look of a name of one person: no second role against it.
      if (parts.surname != their_parts.surname && !mine.role.empty() && !theirs.role.empty() &&
          !roles_agree(mine.role, theirs.role))
        continue;
      if (distance < best_distance) best = other, best_distance = distance;
    }
    if (best == kNone) {
      if (mine.kind == MentionKind::Person)
        others.push_back(actor);  // a lone unknown word is no person by itself
      return;
    }
    absorb(actor, best, best_distance);
  }

  void absorb(std::uint32_t from, std::uint32_t into, double distance) {
    Actor& mine = analysis_.actors[from];
    Actor& kept = analysis_.actors[into];
    target_[from] = into;
    if (distance > 0) {
      variants_.emplace_back(from, kept.name);
      std::vector<std::string>& spellings = spellings_[into];
      if (spellings.size() < 8) spellings.push_back(parts_[from].surname);
    }
    if (kept.id.empty() && !mine.id.empty()) {
      kept.id = mine.id;
      kept.name = mine.name;
      kept.made_by = mine.made_by;
      kept.sector = mine.sector;
      kept.country = mine.country;
    }
    if (kept.country.empty()) kept.country = mine.country;
    if (kept.sector.empty()) kept.sector = mine.sector;
    if (kept.role.empty()) kept.role = mine.role;
    kept.sure = std::max(kept.sure, mine.sure);
  }

  // The countries that the article names, most often named first, at most six.
  void find_countries() {
    std::unordered_map<std::string, unsigned> counts;
    for (const Mention& mention : analysis_.mentions) {
      const Actor& actor = analysis_.actors[mention.actor];
      if (!actor.country.empty()) ++counts[actor.country];
    }
    std::vector<std::pair<unsigned, std::string>> ordered;
    for (auto& [country, count] : counts) ordered.emplace_back(count, country);
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < ordered.size() && i < 6; ++i)
      countries_.push_back(std::move(ordered[i].second));
  }

  // Rule 2.
  void recognise(std::uint32_t actor) {
    Actor& mine = analysis_.actors[actor];
    if (!mine.id.empty()) return;
    const NameParts& parts = parts_[actor];
    if (parts.surname.size() < 4) return;
    std::uint32_t best = kNone;
    double best_sure = 0, best_distance = 99;
    const auto consider = [&](std::string_view country, bool told) {
      const auto [low, high] = directory_.people_of(country);
      for (std::size_t i = low; i < high; ++i) {
        const PersonRow& person = directory_.people[directory_.by_country[i]];
        const NameParts theirs = parts_of(person.name);
        const bool near = are_variants(parts.surname, theirs.surname);
        if (!near && !could_be_variants(parts.surname, theirs.surname)) continue;
        const bool given = given_agree(parts.given, theirs.given);
        bool role = false;
        for (std::uint32_t o = person.first_office; o < person.last_office && !role; ++o)
          role = roles_agree(mine.role, directory_.offices[o].office);
        const bool contradicts = given_contradict(parts.given, theirs.given);
        double sure = 0;
        if (told && role && given)
          sure = near ? 0.9 : 0.7;
        else if (told && role && near && !contradicts)
          sure = 0.75;
        else if (told && given && near)
          sure = 0.75;
        else if (!told && role && given && near)
          sure = 0.7;
        else if (given && parts.given == theirs.given && (near || told))
          sure = 0.6;
        else if (given && parts.given == theirs.given && parts.given.size() >= 6)
          sure = 0.55;
        else if (told && given)
          sure = 0.55;
        if (sure == 0) continue;
        const double distance = spelling_distance(parts.surname, theirs.surname, 4);
        if (sure > best_sure || (sure == best_sure && distance < best_distance)) {
          best = directory_.by_country[i];
          best_sure = sure;
          best_distance = distance;
        }
      }
    };
    if (!mine.country.empty())
      consider(mine.country, true);
    else
      for (const std::string& country : countries_) consider(country, false);
    if (best == kNone) return;
    const PersonRow& person = directory_.people[best];
    mine.made_by = "variant of " + std::string(person.name) + ", written " + mine.name;
    mine.id = person.id;
    mine.name = person.name;
    mine.country = person.country;
    if (mine.sector.empty() || mine.sector == "UNK") mine.sector = person.sector;
    mine.sure = best_sure;
  }

  // Two spellings that were told apart may turn out to be the same known person.
  void rejoin_recognised() {
    std::unordered_map<std::string, std::uint32_t> by_id;
    for (const PersonMention& person : persons_) {
      const std::uint32_t actor = root(person.actor);
      const std::string& id = analysis_.actors[actor].id;
      if (id.empty()) continue;
      const auto [at, fresh] = by_id.emplace(id, actor);
      if (!fresh && at->second != actor) {
        target_[actor] = at->second;
        analysis_.actors[at->second].sure =
            std::max(analysis_.actors[at->second].sure, analysis_.actors[actor].sure);
      }
    }
  }

  // Rule 3.
  void link_roles() {
    std::unordered_map<std::uint32_t, std::uint32_t> linked;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_head;
    for (const auto& [sound, actors] : reps_)
      for (const std::uint32_t actor : actors)
        if (target_[actor] == actor && !analysis_.actors[actor].role.empty())
          by_head[head_of(analysis_.actors[actor].role)].push_back(actor);
    for (const std::uint32_t at : definite_roles_) {
      Mention& mention = analysis_.mentions[at];
      const Actor& agent = analysis_.actors[mention.actor];
      const auto found = by_head.find(head_of(agent.role));
      if (found == by_head.end() || found->second.size() > 8) continue;
      std::uint32_t only = kNone;
      bool several = false;
      for (const std::uint32_t person : found->second) {
        const Actor& known = analysis_.actors[person];
        if (!roles_agree(known.role, agent.role)) continue;
        if (!agent.country.empty() && known.country != agent.country) continue;
        several = only != kNone && only != person;
        only = person;
        if (several) break;
      }
      if (only == kNone || several) continue;
      linked.emplace(mention.actor, only);
      const std::string role = agent.role;
      mention.actor = only;
      mention.sure = std::min(mention.sure, 0.6);
      mention.made_by = "“the " + role + "” for the one named";
    }
    // "he" after "the envoy" goes with it.
    for (Mention& mention : analysis_.mentions)
      if (mention.made_by == "pronoun")
        if (const auto at = linked.find(mention.actor); at != linked.end()) mention.actor = at->second;
  }

  // Rule 4: the office of the day. One who held offices and holds none is a former official (ELI).
  void give_office(Actor& actor) {
    if (actor.id.empty()) return;
    const std::uint32_t person = directory_.person_of(actor.id);
    if (person == kNone) return;
    const PersonRow& row = directory_.people[person];
    const OfficeRow* office = office_at(directory_, row, article_.published);
    if (office != nullptr) {
      if (actor.role.empty()) actor.role = office->office;
      if (!office->sector.empty()) actor.sector = office->sector;
      if (!office->country.empty()) actor.country = office->country;
      return;
    }
    const std::uint32_t day = day_number(article_.published, 101);
    if (day == 0 || actor.sector != "GOV" || !offices_are_over(directory_, row, day)) return;
    if (actor.role.empty()) actor.sector = "ELI";
  }

  std::uint32_t root(std::uint32_t actor) const {
    while (target_[actor] != actor) actor = target_[actor];
    return actor;
  }

  // Moves the mentions over and closes the gaps.
  void apply() {
    for (const auto& [actor, name] : variants_) variant_of_[actor] = name;
    for (const PersonMention& person : persons_) {
      Mention& mention = analysis_.mentions[person.mention];
      const std::uint32_t actor = root(person.actor);
      const Actor& kept = analysis_.actors[actor];
      if (actor == person.actor && kept.id.empty()) continue;
      if (const auto variant = variant_of_.find(person.actor); variant != variant_of_.end()) {
        mention.made_by = "variant of " + variant->second;
        mention.sure = std::min(kept.sure, 0.8);
      } else if (actor != person.actor) {
        mention.made_by = "last name of " + kept.name;
        mention.sure = std::min(kept.sure, 0.9);
      } else {
        mention.sure = std::max(mention.sure, kept.sure);
        mention.made_by = kept.made_by;
      }
    }
    std::vector<char> named(analysis_.actors.size(), 0);
    for (const Mention& mention : analysis_.mentions) named[root(mention.actor)] = 1;
    std::vector<std::uint32_t> place(analysis_.actors.size(), kNone);
    std::vector<Actor> kept;
    for (std::uint32_t i = 0; i < analysis_.actors.size(); ++i) {
      if (target_[i] != i || !named[i]) continue;
      place[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(analysis_.actors[i]));
    }
    for (Mention& mention : analysis_.mentions) mention.actor = place[root(mention.actor)];
    std::erase_if(findings_.institutions, [&](auto& institution) {
      institution.first = place[root(institution.first)];
      return institution.first == kNone;
    });
    analysis_.actors = std::move(kept);
  }

  const Directory& directory_;
  const Article& article_;
  const std::vector<PersonMention>& persons_;
  const std::vector<std::uint32_t>& definite_roles_;
  NameFindings& findings_;
  Analysis& analysis_;
  std::vector<std::uint32_t> target_;
  std::vector<NameParts> parts_;
  std::unordered_map<char, std::vector<std::uint32_t>> reps_;
  std::vector<std::string> countries_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> spellings_;  // of a person, but for the first
  std::vector<std::pair<std::uint32_t, std::string>> variants_;
  std::unordered_map<std::uint32_t, std::string> variant_of_;
};

}  // namespace

const OfficeRow* office_between(const Directory& directory, const PersonRow& person, std::uint32_t first,
                                std::uint32_t last) {
  const OfficeRow* best = nullptr;
  for (std::uint32_t i = person.first_office; i < person.last_office; ++i) {
    const OfficeRow& office = directory.offices[i];
    if (first != 0 && (office.from > last || office.to < first)) continue;
    if (best == nullptr || office.from > best->from) best = &office;
  }
  return best;
}

bool offices_are_over(const Directory& directory, const PersonRow& person, std::uint32_t day) {
  for (std::uint32_t i = person.first_office; i < person.last_office; ++i)
    if (directory.offices[i].from > day || directory.offices[i].to == 99999999) return false;
  return person.first_office != person.last_office;
}

void settle_people(const Directory& directory, const Article& article,
                   const std::vector<PersonMention>& persons,
                   const std::vector<std::uint32_t>& definite_roles, NameFindings& findings,
                   Analysis& analysis) {
  PeopleSettler(directory, article, persons, definite_roles, findings, analysis).run();
}

}  // namespace raven::resolve
