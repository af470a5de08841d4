// SPDX-License-Identifier: Apache-2.0
#include "resolve/own_actors.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

namespace raven::resolve {
namespace {

constexpr std::string_view kOrganisations = "actors/organisations.tsv", kPeople = "actors/people.tsv",
                           kOffices = "actors/offices.tsv";
constexpr std::string_view kOrganisationColumns = "id\tname\taliases\tkind\tcountry\tsectors\tnote";
constexpr std::string_view kPersonColumns = "id\tname\taliases\tcountry\tsectors\tnote";
constexpr std::string_view kOfficeColumns = "person\toffice\tcountry\tsector\tfrom\tto\tsure";
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTables = {{
    {kOrganisationColumns, kOrganisations},
    {kPersonColumns, kPeople},
    {kOfficeColumns, kOffices},
    {"word\tplural\tsector\tnote", "actors/agents.tsv"},
    {"title\tsector\tnote", "actors/titles.tsv"},
}};

// CAMEO's functions that PLOVER spells otherwise, and its countries that ISO does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOtherCodes = {{
    {"MED", "JRN"},
    {"HLH", "MED"},
    {"INS", "REB"},
    {"SEP", "REB"},
    {"TMP", "TLS"},
    {"KSV", "XKX"},
    {"USR", "SUN"},
}};
constexpr std::array<std::string_view, 24> kSectors = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};

std::string_view own_spelling(std::string_view code) {
  for (const auto& [theirs, ours] : kOtherCodes)
    if (theirs == code) return ours;
  return code;
}

bool is_sector(std::string_view code) {
  return std::find(kSectors.begin(), kSectors.end(), code) != kSectors.end();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "|") + text;
  return out.empty() ? "-" : out;
}

// "FRONT_OF_THE_DAWN_" as texts write it.
std::vector<std::string> spellings(std::string_view written) {
  std::string name;
  for (const char c : written) name += c == '_' ? ' ' : c;
  name = std::string(base::trim(name));
  if (name.empty()) return {};
  const bool capitals = std::none_of(name.begin(), name.end(), base::is_lower);
  const bool one_word = name.find(' ') == std::string::npos;
  if (!capitals || (one_word && name.size() <= 3)) return {name};
  std::string soft;
  for (const std::string_view word : base::split_words(name)) {
    std::string lower = base::lowered(word);
    const bool small = lower == "of" || lower == "the" || lower == "and" || lower == "for" || lower == "in" ||
                       lower == "on" || lower == "to";
    if (!small || soft.empty())
      for (std::size_t i = 0; i < lower.size(); ++i)
        if (i == 0 || lower[i - 1] == '-' || lower[i - 1] == '.') lower[i] = base::to_upper(lower[i]);
    soft += (soft.empty() ? "" : " ") + lower;
  }
  return {soft, name};
}

struct Code {
  std::string country, sector, from, to;
  bool dated() const { return !from.empty() || !to.empty(); }
};

// YYMMDD or YYYYMMDD as 2012-05-07; nothing if it is no date.
std::optional<std::string> iso_of(std::string_view text) {
  if ((text.size() != 6 && text.size() != 8) || !std::all_of(text.begin(), text.end(), base::is_digit))
    return std::nullopt;
  const std::string year = text.size() == 8 ? std::string(text.substr(0, 4))
                                            : (text[0] >= '3' ? "19" : "20") + std::string(text.substr(0, 2));
  text.remove_prefix(text.size() - 4);
  const int month = (text[0] - '0') * 10 + text[1] - '0', day = (text[2] - '0') * 10 + text[3] - '0';
  // Years in which something happened that a dictionary tells of: a day written before its year is not one.
  if (year < "1700" || year > "2199" || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return year + "-" + std::string(text.substr(0, 2)) + "-" + std::string(text.substr(2));
}

class Dictionary {
 public:
  explicit Dictionary(std::string_view file) : file_(file) {}

  Result<std::vector<OwnTable>> read(std::string_view bytes) {
    for (std::string_view line : base::split(bytes, '\n')) {
      ++line_;
      line = base::trim(line.substr(0, line.find_first_of(";#")));
      if (line.empty()) continue;
      RAVEN_TRY([[maybe_unused]] const Done done, take(line));
    }
    if (!names_.empty() && !coded_) return fault("no code stands under the last name");
    finish();
    std::vector<OwnTable> tables;
    tables.push_back({kOrganisations, std::string(kOrganisationColumns) + "\n" + organisations_});
    tables.push_back({kPeople, std::string(kPersonColumns) + "\n" + people_});
    tables.push_back({kOffices, std::string(kOfficeColumns) + "\n" + offices_});
    return tables;
  }

 private:
  Error fault(std::string_view message) const {
    return Error{
        ErrorCode::BadKnowledge, file_ + ":" + std::to_string(line_) + ": " + std::string(message), {}};
  }

  Result<Done> take(std::string_view line) {
    const std::size_t bracket = line.find('[');
    const std::string_view name = base::trim(line.substr(0, bracket));
    if (!name.empty()) {
      if (name.find_first_of("\t|{}]") != std::string_view::npos)
        return fault("neither columns of knowledge/actors nor a name as DAWN_FRONT_ or +DAWN_FRONT_");
      const bool more = name[0] == '+';
      if (more && names_.empty()) return fault("a name with + stands under another");
      if (!more && coded_) finish();
      const std::vector<std::string> written = spellings(more ? name.substr(1) : name);
      if (written.empty()) return fault("a name needs letters");
      if (names_.empty() && !met_.insert(written[0]).second) return fault(written[0] + " stands twice");
      names_.insert(names_.end(), written.begin(), written.end());
    }
    for (std::size_t at = bracket; at != std::string_view::npos;) {
      if (names_.empty()) return fault("a code stands under a name");
      const std::size_t end = line.find(']', at);
      if (end == std::string_view::npos) return fault("] is missing");
      RAVEN_TRY([[maybe_unused]] const Done done, take_code(base::trim(line.substr(at + 1, end - at - 1))));
      at = line.find('[', end);
    }
    return Done{};
  }

  Result<Done> take_code(std::string_view text) {
    coded_ = true;
    if (text.starts_with("---")) return Done{};
    const std::vector<std::string_view> words = base::split_words(text);
    if (words.empty() || words.size() > 2 || words[0].size() % 3 != 0 ||
        !std::all_of(words[0].begin(), words[0].end(), base::is_upper))
      return fault("a code is groups of three capital letters, then a date if any");
    Code code;
    for (std::size_t i = 0; i < words[0].size(); i += 3) {
      const std::string_view group = words[0].substr(i, 3);
      if (i == 0 && !is_sector(group))
        code.country = own_spelling(group);
      else if (const std::string_view sector = own_spelling(group); code.sector.empty() && is_sector(sector))
        code.sector = sector;
    }
    if (words.size() == 2) {
      const std::string_view when = words[1];
      const std::size_t dash = when.find('-');
      const auto from = when[0] == '>' ? iso_of(when.substr(1)) : iso_of(when.substr(0, dash));
      const auto to = when[0] == '<'                   ? iso_of(when.substr(1))
                      : dash != std::string_view::npos ? iso_of(when.substr(dash + 1))
                                                       : std::nullopt;
      const bool whole = when[0] == '>' ? from.has_value() : when[0] == '<' ? to.has_value() : from && to;
      if (!whole) return fault("a date is <YYMMDD, >YYMMDD or YYMMDD-YYMMDD, or with years of four digits");
      if (when[0] != '<') code.from = *from;
      if (when[0] != '>') code.to = *to;
    }
    codes_.push_back(std::move(code));
    return Done{};
  }

  // Writes the entry that the lines so far have told.
  void finish() {
    if (!codes_.empty()) {
      const std::string& name = names_[0];
      const std::string aliases = joined({names_.begin() + 1, names_.end()});
      const auto cell = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
      std::string id = "own:";
      for (const char c : base::lowered(name)) id += c == ' ' ? '_' : c;
      const bool person =
          std::any_of(codes_.begin(), codes_.end(), [](const Code& code) { return code.dated(); });
      std::vector<std::string> sectors;
      for (const Code& code : codes_)
        if (!code.sector.empty() && std::find(sectors.begin(), sectors.end(), code.sector) == sectors.end())
          sectors.push_back(code.sector);
      const std::string& country = codes_[0].country;
      const bool armed = !sectors.empty() && (sectors[0] == "REB" || sectors[0] == "UAF");
      std::string& table = person ? people_ : organisations_;
      table += id + "\t" + name + "\t" + aliases + "\t" +
               (person ? "" : std::string(armed ? "armed_group" : "-") + "\t") + cell(country) + "\t" +
               joined(sectors) + "\t-\n";
      for (const Code& code : codes_)
        if (code.dated())
          offices_ += id + "\t-\t" + cell(code.country) + "\t" + cell(code.sector) + "\t" + cell(code.from) +
                      "\t" + cell(code.to) + "\t1\n";
    }
    names_.clear();
    codes_.clear();
    coded_ = false;
  }

  std::string file_;
  std::size_t line_ = 0;
  std::vector<std::string> names_;
  std::vector<Code> codes_;
  bool coded_ = false;
  std::unordered_set<std::string> met_;
  std::string organisations_, people_, offices_;
};

}  // namespace

Result<std::vector<OwnTable>> read_own_actors(std::string_view file, std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (std::string_view line : base::split(bytes, '\n')) {
    line = base::trim(line);
    if (line.empty() || line[0] == '#') continue;
    for (const auto& [columns, name] : kTables)
      if (line == columns) return std::vector<OwnTable>{{name, std::string(bytes)}};
    break;
  }
  return Dictionary(file).read(bytes);
}

}  // namespace raven::resolve
