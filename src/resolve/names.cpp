// SPDX-License-Identifier: Apache-2.0
#include "resolve/names.h"

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/utf8.h"
#include "resolve/people.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace raven::resolve {
namespace {

enum class PieceKind : std::uint8_t { Mark, Lower, Number, Capital, Known, Role };

struct Piece {
  std::uint32_t first = 0, last = 0;  // atoms
  std::uint32_t entry = 0;            // list in names (Known) or roles (Role)
  PieceKind kind = PieceKind::Lower;
};

constexpr std::uint32_t kClosed =
    kDeterminer | kPreposition | kPronoun | kPossessive | kConjunction | kAuxiliary | kAdverb;

// What a chunk of the sentence stands for.
enum class Form : std::uint8_t { None, State, Adjective, People, Seat, Organisation, Person, Role, Unknown };

struct Chunk {
  Form form = Form::None;
  std::uint32_t first = 0, last = 0;  // atoms of the mention
  std::uint32_t end = 0;              // piece after it
  std::uint32_t entry = 0;            // list in names
  std::string key;                    // what makes two actors of one article the same
  std::string id, name, country, sector, role, made_by;
  MentionKind kind = MentionKind::Other;
  double sure = 0;
  bool armed = false;  // an armed group, whose fighters are the group itself
  bool capital_city = false;
  bool plural = false;
  bool titled = false;  // the role is an office of one person
};

// Words that make a capitalised sequence an organisation, with the sector of what they head.
struct HeadWord {
  const char* word;
  const char* sector;
};
constexpr HeadWord kHeads[] = {{"ministry", "GOV"},    {"department", "GOV"},   {"office", "GOV"},
                               {"council", "GOV"},     {"cabinet", "GOV"},      {"administration", "GOV"},
                               {"authority", "GOV"},   {"commission", "GOV"},   {"embassy", "GOV"},
                               {"treasury", "GOV"},    {"directorate", "GOV"},  {"chancellery", "GOV"},
                               {"agency", "GOV"},      {"parliament", "LEG"},   {"assembly", "LEG"},
                               {"senate", "LEG"},      {"congress", "LEG"},     {"diet", "LEG"},
                               {"chamber", "LEG"},     {"court", "JUD"},        {"tribunal", "JUD"},
                               {"prosecutor", "JUD"},  {"police", "COP"},       {"gendarmerie", "COP"},
                               {"army", "MIL"},        {"navy", "MIL"},         {"forces", "MIL"},
                               {"force", "MIL"},       {"guard", "MIL"},        {"guards", "MIL"},
                               {"corps", "MIL"},       {"command", "MIL"},      {"brigade", "MIL"},
                               {"battalion", "MIL"},   {"division", "MIL"},     {"front", "REB"},
                               {"movement", "REB"},    {"brotherhood", "REB"},  {"militia", "PRM"},
                               {"party", "PTY"},       {"alliance", "PTY"},     {"coalition", "PTY"},
                               {"league", "PTY"},      {"bloc", "PTY"},         {"union", "LAB"},
                               {"federation", "LAB"},  {"syndicate", "LAB"},    {"company", "BUS"},
                               {"corporation", "BUS"}, {"bank", "BUS"},         {"group", "BUS"},
                               {"holdings", "BUS"},    {"inc", "BUS"},          {"ltd", "BUS"},
                               {"airlines", "BUS"},    {"industries", "BUS"},   {"university", "EDU"},
                               {"college", "EDU"},     {"school", "EDU"},       {"institute", "EDU"},
                               {"academy", "EDU"},     {"hospital", "MED"},     {"church", "REL"},
                               {"association", "CVL"}, {"society", "CVL"},      {"foundation", "CVL"},
                               {"committee", "CVL"},   {"organization", "CVL"}, {"organisation", "CVL"},
                               {"network", "CVL"},     {"cross", "CVL"},        {"times", "JRN"},
                               {"news", "JRN"},        {"post", "JRN"},         {"radio", "JRN"},
                               {"television", "JRN"},  {"herald", "JRN"},       {"tribune", "JRN"},
                               {"courier", "JRN"},     {"gazette", "JRN"},      {"service", "GOV"}};

// Words that make a capitalised sequence a place.
bool is_place_head(std::string_view word) {
  static const std::unordered_set<std::string_view> heads = {
      "river",   "pass",     "lake",      "mountain",    "mountains",  "sea",     "ocean",  "valley",
      "island",  "islands",  "street",    "square",      "bridge",     "airport", "road",   "bay",
      "gulf",    "strait",   "province",  "district",    "region",     "county",  "hill",   "hills",
      "village", "desert",   "peninsula", "canal",       "harbour",    "harbor",  "port",   "highway",
      "avenue",  "park",     "stadium",   "hotel",       "heights",    "coast",   "plain",  "plateau",
      "delta",   "crossing", "oblast",    "governorate", "prefecture", "basin",   "forest", "cape",
      "channel", "city",     "town",      "hall",        "palace",     "prison",  "camp"};
  return heads.contains(word);
}

// Agents that are bodies, not people: a name after them is the body's.
bool is_body(std::string_view word) {
  static const std::unordered_set<std::string_view> bodies = {
      "station",      "agency",       "newspaper", "daily",      "company",     "firm",     "group",
      "party",        "union",        "bank",      "university", "broadcaster", "network",  "channel",
      "ministry",     "court",        "militia",   "movement",   "site",        "website",  "outlet",
      "organisation", "organization", "magazine",  "airline",    "charity",     "radio",    "television",
      "tabloid",      "weekly",       "cartel",    "gang",       "tribe",       "regiment", "brigade",
      "battalion",    "school",       "college",   "hospital",   "institute"};
  return bodies.contains(word);
}

std::string_view head_sector(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> table = [] {
    std::unordered_map<std::string_view, std::string_view> made;
    for (const HeadWord& head : kHeads) made.emplace(head.word, head.sector);
    return made;
  }();
  const auto found = table.find(word);
  return found == table.end() ? std::string_view() : found->second;
}

// After a name and a hyphen: the name does not act, it only says whose, by whom or of what kind.
bool is_modifier_tail(std::string_view word) {
  static const std::unordered_set<std::string_view> tails = {
      "backed",    "led",      "funded",    "held",       "controlled", "made",         "based",
      "born",      "speaking", "style",     "occupied",   "affiliated", "linked",       "aligned",
      "run",       "owned",    "supported", "trained",    "installed",  "appointed",    "bound",
      "sponsored", "brokered", "mediated",  "built",      "era",        "language",     "friendly",
      "wide",      "designed", "supplied",  "dominated",  "ruled",      "administered", "inspired",
      "allied",    "type",     "plated",    "registered", "flagged"};
  return tails.contains(word);
}

bool is_modifier_head(std::string_view word) {
  return word == "pro" || word == "anti" || word == "non" || word == "ex" || word == "post" ||
         word == "pre" || word == "Pro" || word == "Anti" || word == "Non" || word == "Ex" ||
         word == "Post" || word == "Pre";
}

class NameFinder {
 public:
  NameFinder(const Directory& directory, const Article& article, std::span<const Atom> atoms,
             std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences, Analysis& analysis)
      : directory_(directory),
        text_(article.text),
        article_(article),
        atoms_(atoms),
        sentences_(sentences),
        analysis_(analysis),
        english_(article.language.empty() || article.language.starts_with("en")) {}

  NameFindings run() {
    for (std::uint32_t s = 0; s < sentences_.size(); ++s) cut(s);
    find_made_up_states();
    for (sentence_ = 0; sentence_ < sentences_.size(); ++sentence_) {
      piece_end_ = sentence_pieces_[sentence_ + 1];
      walk(sentence_pieces_[sentence_]);
    }
    settle_countries();
    settle_people(directory_, article_, persons_, definite_roles_, analysis_);
    return std::move(findings_);
  }

 private:
  // ------------------------------------------------------------------------------------------ small looks
  std::string_view raw(std::uint32_t atom) const {
    return text_.substr(atoms_[atom].begin, atoms_[atom].end - atoms_[atom].begin);
  }
  std::string_view raw(std::uint32_t first, std::uint32_t last) const {
    return text_.substr(atoms_[first].begin, atoms_[last - 1].end - atoms_[first].begin);
  }
  bool is_word(std::uint32_t piece, std::string_view word) const {
    return piece < piece_end_ && pieces_[piece].kind == PieceKind::Lower && raw(pieces_[piece].first) == word;
  }
  bool is_mark(std::uint32_t piece, std::string_view mark) const {
    return piece < piece_end_ && pieces_[piece].kind == PieceKind::Mark && raw(pieces_[piece].first) == mark;
  }
  std::uint32_t flags(std::uint32_t piece) const { return atoms_[pieces_[piece].first].flags; }
  bool has(std::uint32_t piece, PieceKind kind) const {
    return piece < piece_end_ && pieces_[piece].kind == kind;
  }
  bool capital_role(std::uint32_t piece) const {
    return has(piece, PieceKind::Role) && atoms_[pieces_[piece].first].shape != Shape::Lower;
  }
  // The piece after a possessive ending at `piece` ("'s", or "'" after s); `piece` itself if there is none.
  std::uint32_t after_possessive(std::uint32_t piece) const {
    if (piece >= piece_end_ || pieces_[piece].kind != PieceKind::Mark) return piece;
    const Atom& mark = atoms_[pieces_[piece].first];
    const std::string_view sign = raw(pieces_[piece].first);
    if (!mark.glued || (sign != "'" && sign != "’")) return piece;
    if (is_word(piece + 1, "s") && atoms_[pieces_[piece + 1].first].glued) return piece + 2;
    const char before = mark.begin > 0 ? text_[mark.begin - 1] : ' ';
    return before == 's' ? piece + 1 : piece;
  }

  // ------------------------------------------------------------------------------------------ pieces
  void cut(std::uint32_t sentence) {
    const auto [begin, end] = sentences_[sentence];
    if (sentence_pieces_.empty()) sentence_pieces_.push_back(0);
    unsigned lower = 0, capital = 0, shouted = 0, letters = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Atom& atom = atoms_[i];
      if (atom.end - atom.begin < 3 || atom.shape == Shape::Mark || atom.shape == Shape::Number) continue;
      if (atom.shape == Shape::Lower && !(atom.flags & kClosed)) ++lower;
      if (atom.end - atom.begin < 4) continue;
      ++letters;
      if (atom.shape == Shape::Capitals) ++shouted;
      if (atom.flags & kClosed) continue;
      if (atom.shape != Shape::Lower) ++capital;
    }
    const bool headline = lower == 0 && capital >= 2;
    const bool shouting = shouted >= 3 && shouted == letters;
    headline_.push_back(headline);

    for (std::uint32_t i = begin; i < end;) {
      const Atom& atom = atoms_[i];
      Piece piece{i, i + 1, 0, PieceKind::Lower};
      if (atom.shape == Shape::Mark)
        piece.kind = PieceKind::Mark;
      else if (atom.shape == Shape::Number)
        piece.kind = PieceKind::Number;
      Phrases::Match name{i, 0}, role{i, 0};
      if (atom.flags & kStartsName) name = directory_.names.longest(atoms_, i, end, Spelling::AsWritten);
      if (atom.flags & kStartsRole) role = directory_.roles.longest(atoms_, i, end, Spelling::LowerCase);
      if (name.entry != 0 && !believable(name, i, role)) name = {i, 0};
      if (shouting && name.entry != 0 && name.end == i + 1 && atom.end - atom.begin <= 3) name = {i, 0};
      if (name.entry != 0 && name.end >= role.end) {
        piece.last = name.end;
        piece.entry = name.entry;
        piece.kind = PieceKind::Known;
      } else if (role.entry != 0 && !(atom.flags & (kPronoun | kPreposition | kAuxiliary))) {
        piece.last = role.end;
        piece.entry = role.entry;
        piece.kind = PieceKind::Role;
      } else if (plain_capital(i)) {
        piece.kind = PieceKind::Capital;
      }
      // A place's or state's name beside an unknown capitalised word is part of a longer name: "Michael
      // Jordan".
      if (piece.kind == PieceKind::Known && !headline && only_places(piece.entry)) {
        const bool before = i > begin && !pieces_.empty() && pieces_.back().last == i &&
                            pieces_.size() > sentence_pieces_.back() &&
                            pieces_.back().kind == PieceKind::Capital &&
                            (pieces_.back().first > begin || opens_name(begin, piece.entry)) &&
                            !(atoms_[pieces_.back().first].flags & kStateHead) &&
                            (!(atoms_[pieces_.back().first].flags & kDirection) || town_only(i, end));
        const bool after = piece.last < end && plain_capital(piece.last) &&
                           !(atoms_[piece.last].flags & kStartsRole) &&
                           atoms_[piece.last].shape == Shape::Capital &&
                           (!(atoms_[piece.last].flags & kStartsName) || town_only(piece.last, end));
        if (before || after) {
          piece.last = i + 1;
          piece.entry = 0;
          piece.kind = PieceKind::Capital;
        }
      }
      if (piece.kind == PieceKind::Capital && i > begin && !headline && !opens(i - 1))
        seen_inside_.insert(raw(i));
      pieces_.push_back(piece);
      i = piece.last;
    }
    sentence_pieces_.push_back(static_cast<std::uint32_t>(pieces_.size()));
  }

  // Whether the names that begin at an atom are only towns, or none: "Georgia Harlow" is no state beside a
  // town.
  bool town_only(std::uint32_t first, std::uint32_t end) const {
    const Phrases::Match match = directory_.names.longest(atoms_, first, end, Spelling::AsWritten);
    for (std::uint32_t at = match.entry; at != 0; at = directory_.names.entry(at).next)
      if (directory_.names.entry(at).kind != EntryKind::City) return false;
    return true;
  }

  // Whether the first word of a sentence may begin a name that goes on with a town's name ("Marta Elgin").
  // Before the name of a state or capital it is more often an ordinary word ("Meanwhile Kenya").
  bool opens_name(std::uint32_t first, std::uint32_t list) const {
    const Tag tag = atoms_[first].tag;
    if (tag != Tag::Propn && tag != Tag::Other) return false;
    return tag == Tag::Propn || (directory_.names.first_of(list, EntryKind::State) == 0 &&
                                 directory_.names.first_of(list, EntryKind::Capital) == 0);
  }

  // A mark after which any word has a capital.
  bool opens(std::uint32_t i) const {
    const std::string_view mark = raw(i);
    return mark == "“" || mark == "\"" || mark == "‘" || mark == ":" || mark == "(" || mark == "." ||
           mark == "«" || mark == "„" || mark == "…" || mark == "!" || mark == "?" || mark == "—" ||
           mark == "#" || mark == "*" || mark == "[" || mark == "•" || mark == "|" ||
           (mark == "-" && !atoms_[i].glued);
  }

  bool plain_capital(std::uint32_t i) const {
    const Atom& atom = atoms_[i];
    if (!english_) return false;
    if (atom.shape != Shape::Capital && atom.shape != Shape::Capitals && atom.shape != Shape::Mixed)
      return false;
    if (atom.flags & (kMonth | kWeekday | kNewsWord | kNumberWord)) return false;
    if (atom.flags & kClosed)
      return atom.shape == Shape::Capitals && atom.end - atom.begin >= 2 && (atom.flags & kPronoun) == 0;
    return true;
  }

  bool only_places(std::uint32_t list) const {
    for (std::uint32_t at = list; at != 0; at = directory_.names.entry(at).next) {
      const EntryKind kind = directory_.names.entry(at).kind;
      if (kind != EntryKind::State && kind != EntryKind::City && kind != EntryKind::Capital &&
          kind != EntryKind::Place)
        return false;
    }
    return true;
  }

  // Whether a match of the name tables can be meant. Names of towns that are words of every day are not
  // believed.
  bool believable(const Phrases::Match& match, std::uint32_t first, const Phrases::Match& role) const {
    if (match.end != first + 1) return true;
    const Atom& atom = atoms_[first];
    if (atom.shape == Shape::Lower) return directory_.names.first_of(match.entry, EntryKind::City) == 0;
    for (std::uint32_t at = match.entry; at != 0; at = directory_.names.entry(at).next)
      if (directory_.names.entry(at).kind != EntryKind::City)
        return !(atom.flags & kPronoun) || atom.shape == Shape::Capitals;
    // Only a town: not when the word has another use.
    return role.entry == 0 && !(atom.flags & (kClosed | kMonth | kWeekday | kNumberWord | kNewsWord |
                                              kStateHead | kDirection | kTimeUnit));
  }

  // ------------------------------------------------------------------------------------------ made-up states
  // States that no table knows are told by the article itself: "the Republic of X", "X's army", or a word X
  // beside an adjective of it ("Velmora", "the Velmoran parliament").
  void find_made_up_states() {
    std::unordered_set<std::string_view> capitals, qualifying;
    piece_end_ = static_cast<std::uint32_t>(pieces_.size());
    for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
      if (pieces_[p].kind != PieceKind::Capital) continue;
      const std::uint32_t atom = pieces_[p].first;
      if (atoms_[atom].shape != Shape::Capital || atoms_[atom].end - atoms_[atom].begin < 4) continue;
      capitals.insert(raw(atom));
      if ((atoms_[atom].flags & kStateHead) && is_word(p + 1, "of") && has(p + 2, PieceKind::Capital) &&
          !has(p + 3, PieceKind::Capital))
        made_up_.emplace(raw(pieces_[p + 2].first), raw(pieces_[p + 2].first));
      if (has(p + 1, PieceKind::Role) || (has(p + 1, PieceKind::Lower) && !(flags(p + 1) & kClosed)))
        qualifying.insert(raw(atom));
      // "Prime Minister Henrik Staal of Tarsk"
      if (p >= 3 && is_word(p - 1, "of") && pieces_[p - 2].kind == PieceKind::Capital &&
          !has(p + 1, PieceKind::Capital)) {
        std::uint32_t title = p - 2;
        while (title > 0 && p - title < 6 && pieces_[title].kind == PieceKind::Capital) --title;
        if (capital_role(title) && role_has(title, EntryKind::Title) &&
            role_sector(pieces_[title].entry) == "GOV")
          made_up_.emplace(raw(atom), raw(atom));
      }
      const std::uint32_t q = after_possessive(p + 1);
      if (q != p + 1 && has(q, PieceKind::Role) && (p == 0 || pieces_[p - 1].kind != PieceKind::Capital)) {
        const std::string_view sector = role_sector(pieces_[q].entry);
        const std::string word = base::lowered(raw(pieces_[q].first, pieces_[q].last));
        if (sector == "LEG" || word == "government" || word == "army" || word == "president" ||
            word == "prime minister" || word == "foreign minister" || word == "foreign ministry" ||
            word == "embassy" || word == "ambassador" || word == "military" || word == "king" ||
            word == "armed forces")
          made_up_.emplace(raw(atom), raw(atom));
      }
    }
    std::string stem;
    constexpr std::string_view kEndings[][2] = {{"n", ""},     {"an", ""},  {"ian", ""},     {"ian", "a"},
                                                {"ian", "ia"}, {"i", ""},   {"i", "a"},      {"ese", ""},
                                                {"ese", "a"},  {"ish", ""}, {"ish", "land"}, {"ic", "land"},
                                                {"er", ""},    {"an", "e"}, {"an", "o"},     {"ian", "y"}};
    for (const std::string_view word : qualifying) {
      for (const auto& [ending, put] : kEndings) {
        if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
        stem.assign(word.substr(0, word.size() - ending.size()));
        stem += put;
        const auto state = capitals.find(stem);
        if (state == capitals.end() || *state == word) continue;
        if ((ending == "er" || ending == "i") && !made_up_.contains(*state)) continue;
        made_up_.emplace(*state, *state);
        made_up_adjectives_.emplace(word, *state);
        break;
      }
    }
    // An adjective is no state of its own, whatever else pointed to it.
    for (const auto& [adjective, state] : made_up_adjectives_) made_up_.erase(adjective);
  }

  // ------------------------------------------------------------------------------------------ roles
  std::string_view role_sector(std::uint32_t list) const {
    for (std::uint32_t at = list; at != 0; at = directory_.roles.entry(at).next) {
      const Entry& entry = directory_.roles.entry(at);
      const std::string_view sector = entry.kind == EntryKind::Title ? directory_.titles[entry.index].sector
                                                                     : directory_.agents[entry.index].sector;
      if (!sector.empty() && sector != "UNK") return sector;
    }
    return {};
  }
  bool role_has(std::uint32_t piece, EntryKind kind) const {
    return directory_.roles.first_of(pieces_[piece].entry, kind) != 0;
  }

  // The role that a state, adjective or owner at the pieces before `piece` belongs to, with at most two
  // common words between ("Israeli far right ministers"); kNone if there is none.
  std::uint32_t role_after(std::uint32_t piece, int fillers) const {
    for (int skipped = 0; piece < piece_end_; ++piece) {
      const Piece& at = pieces_[piece];
      if (at.kind == PieceKind::Role) return piece;
      if (at.kind == PieceKind::Number && skipped < fillers) {
        ++skipped;
        continue;
      }
      if (at.kind == PieceKind::Mark && skipped > 0 && is_hyphen(raw(at.first)) && atoms_[at.first].glued)
        continue;
      if (at.kind != PieceKind::Lower || (atoms_[at.first].flags & (kClosed | kSaying | kWeekday)) ||
          skipped >= fillers)
        return kNone;
      const Tag tag = atoms_[at.first].tag;
      if (tag == Tag::Verb && !raw(at.first).ends_with("ing") && !raw(at.first).ends_with("ed")) return kNone;
      ++skipped;
    }
    return kNone;
  }

  // ------------------------------------------------------------------------------------------ chunks
  Chunk known_chunk(std::uint32_t p) {
    Chunk chunk;
    const Piece& piece = pieces_[p];
    chunk.first = piece.first;
    chunk.last = piece.last;
    chunk.end = p + 1;
    chunk.entry = piece.entry;
    const Phrases& names = directory_.names;
    const auto entry_of = [&](EntryKind kind) -> const Entry* {
      const std::uint32_t at = names.first_of(piece.entry, kind);
      return at == 0 ? nullptr : &names.entry(at);
    };
    const auto be_state = [&](const StateRow& state, double sure, std::string made_by) {
      chunk.key = "state:" + std::string(state.code);
      chunk.id = state.code;
      chunk.name = state.name;
      chunk.country = state.code;
      chunk.sector = "GOV";
      chunk.kind = MentionKind::State;
      chunk.sure = sure;
      chunk.made_by = std::move(made_by);
    };
    const Entry* adjective = entry_of(EntryKind::Adjective);
    const Entry* people = entry_of(EntryKind::PeopleOf);
    const Entry* state = entry_of(EntryKind::State);
    if (state != nullptr) {
      chunk.form = Form::State;
      be_state(directory_.states[state->index], 0.95, "actors:states.tsv");
      // "US" is as often an adjective as a name.
      if (adjective != nullptr && has(p + 1, PieceKind::Lower) && !(flags(p + 1) & kClosed))
        chunk.form = Form::Adjective;
    } else if (const Entry* organisation = entry_of(EntryKind::Organisation); organisation != nullptr) {
      const OrganisationRow& row = directory_.organisations[organisation->index];
      chunk.form = Form::Organisation;
      chunk.key = "organisation:" + std::string(row.id);
      chunk.id = row.id;
      chunk.name = row.name;
      chunk.country = row.country;
      chunk.sector = row.sector;
      chunk.kind = MentionKind::Organisation;
      chunk.armed = row.kind == "armed_group";
      chunk.sure = 0.95;
      chunk.made_by = "actors:organisations.tsv";
    } else if (adjective != nullptr || people != nullptr) {
      const StateRow& row = directory_.states[(adjective != nullptr ? adjective : people)->index];
      const bool followed =
          p + 1 < piece_end_ &&
          (pieces_[p + 1].kind == PieceKind::Lower ? !(flags(p + 1) & kClosed)
                                                   : pieces_[p + 1].kind != PieceKind::Mark) &&
          !(pieces_[p + 1].kind == PieceKind::Lower && atoms_[pieces_[p + 1].first].tag == Tag::Verb);
      if (adjective != nullptr && (people == nullptr || followed || shared_role(p + 1) != kNone)) {
        chunk.form = Form::Adjective;
        be_state(row, 0.5, "adjective of " + std::string(row.name));
      } else {
        chunk.form = Form::People;
        chunk.key = "people:" + std::string(row.code);
        chunk.name = row.people.empty() ? std::string(raw(piece.first, piece.last)) : std::string(row.people);
        chunk.country = row.code;
        chunk.sector = "CVL";
        chunk.kind = MentionKind::Group;
        chunk.sure = 0.8;
        chunk.made_by = "actors:states.tsv";
      }
    } else if (const Entry* seat = entry_of(EntryKind::Government); seat != nullptr) {
      chunk.form = Form::Seat;
      be_state(directory_.states[seat->index], 0.9, "seat of government");
    } else if (const Entry* person = entry_of(EntryKind::Person); person != nullptr) {
      const PersonRow& row = directory_.people[person->index];
      chunk.form = Form::Person;
      chunk.key = "person:" + std::string(row.id);
      chunk.id = row.id;
      chunk.name = row.name;
      chunk.country = row.country;
      chunk.sector = row.sector;
      chunk.kind = MentionKind::Person;
      chunk.sure = piece.last - piece.first > 1 ? 0.95 : 0.8;
      chunk.made_by = "actors:people.tsv";
    } else if (const Entry* capital = entry_of(EntryKind::Capital); capital != nullptr) {
      chunk.form = Form::Seat;
      chunk.capital_city = true;
      be_state(directory_.states[capital->index], 0.8, "capital as government");
    } else {
      chunk.form = Form::Unknown;  // a town or a region: a place, no party
      chunk.sure = 0;
      if (const Entry* place = entry_of(EntryKind::Place); place != nullptr)
        chunk.country = directory_.places[place->index].country;
    }
    return chunk;
  }

  // The atoms of an unknown capitalised sequence, with the links that names have inside.
  std::uint32_t run_end(std::uint32_t p) const {
    std::uint32_t q = p + 1;
    for (int length = 1; q < piece_end_ && length < 8; ++length) {
      if (has(q, PieceKind::Capital)) {
        ++q;
        continue;
      }
      const bool initial = atoms_[pieces_[q - 1].first].end - atoms_[pieces_[q - 1].first].begin == 1;
      if (is_mark(q, ".") && initial && has(q + 1, PieceKind::Capital)) {
        q += 2;
        continue;
      }
      if (pieces_[q].kind == PieceKind::Mark && atoms_[pieces_[q].first].glued && q + 1 < piece_end_ &&
          atoms_[pieces_[q + 1].first].glued &&
          (has(q + 1, PieceKind::Capital) || (has(q + 1, PieceKind::Lower) && q >= p + 1 &&
                                              is_hyphen(raw(pieces_[q].first)) && is_link(q - 1)))) {
        const std::string_view sign = raw(pieces_[q].first);
        if (is_hyphen(sign) || sign == "'" || sign == "’") {
          q += 2;
          continue;
        }
      }
      if (has(q, PieceKind::Lower) && (flags(q) & kNameLink)) {
        std::uint32_t next = q + 1;
        while (next < piece_end_ && next < q + 3 &&
               ((has(next, PieceKind::Lower) && (flags(next) & kNameLink)) ||
                (pieces_[next].kind == PieceKind::Mark && is_hyphen(raw(pieces_[next].first)))))
          ++next;
        if (has(next, PieceKind::Capital)) {
          q = next + 1;
          continue;
        }
      }
      break;
    }
    return q;
  }
  bool is_link(std::uint32_t piece) const { return (flags(piece) & kNameLink) != 0; }

  Chunk made_up_state(std::string_view state, std::uint32_t first, std::uint32_t end) const {
    Chunk chunk;
    chunk.form = Form::State;
    chunk.first = first;
    chunk.last = pieces_[end - 1].last;
    chunk.end = end;
    chunk.key = "state:" + std::string(state);
    chunk.name = state;
    chunk.sector = "GOV";
    chunk.kind = MentionKind::State;
    chunk.sure = 0.75;
    chunk.made_by = "state named by the article";
    return chunk;
  }

  // An unknown capitalised sequence: a state of the article, an organisation by its head word, or a name.
  Chunk capital_chunk(std::uint32_t p) {
    Chunk chunk;
    const std::uint32_t first = pieces_[p].first;
    if ((atoms_[first].flags & kStateHead) && is_word(p + 1, "of") && has(p + 2, PieceKind::Capital)) {
      const auto state = made_up_.find(raw(pieces_[p + 2].first));
      if (state != made_up_.end()) return made_up_state(state->second, first, p + 3);
    }
    std::uint32_t end = run_end(p);
    const bool single = end == p + 1;
    if (single) {
      if (const auto state = made_up_.find(raw(first)); state != made_up_.end())
        return made_up_state(state->second, first, end);
    }
    if (const auto of = made_up_adjectives_.find(raw(first));
        of != made_up_adjectives_.end() && single &&
        !(capital_role(end) && has(end + 1, PieceKind::Capital))) {
      chunk = made_up_state(of->second, first, p + 1);
      chunk.form = Form::Adjective;
      chunk.sure = 0.5;
      return chunk;
    }
    chunk.first = first;
    // Organisation: a head word inside the run or a capitalised agent right after it.
    std::string_view sector;
    for (std::uint32_t q = p; q < end; ++q)
      if (pieces_[q].kind == PieceKind::Capital)
        if (const std::string_view found = head_sector(base::lowered(raw(pieces_[q].first))); !found.empty())
          sector = found;
    while (capital_role(end) && !headline_[sentence_] && (role_sector(pieces_[end].entry).size() > 0) &&
           !title_before_name(end)) {
      sector = role_sector(pieces_[end].entry);
      if (const std::string_view found = head_sector(base::lowered(raw(pieces_[end].last - 1)));
          !found.empty())
        sector = found;
      ++end;
      while (has(end, PieceKind::Capital)) {
        if (const std::string_view found = head_sector(base::lowered(raw(pieces_[end].first)));
            !found.empty())
          sector = found;
        ++end;
      }
    }
    if (!sector.empty() && (end > p + 1)) {
      chunk.form = Form::Organisation;
      chunk.last = pieces_[end - 1].last;
      chunk.end = end;
      chunk.name = collapse(first, chunk.last);
      chunk.key = "name:" + chunk.name;
      chunk.sector = sector;
      chunk.armed = sector == "REB";
      chunk.kind = MentionKind::Organisation;
      chunk.sure = 0.6;
      chunk.made_by = "organisation by its head word";
      return chunk;
    }
    chunk.last = pieces_[end - 1].last;
    chunk.end = end;
    chunk.name = collapse(first, chunk.last);
    chunk.made_by = "as written";
    if (!single &&
        ((atoms_[first].flags & kDirection) || is_place_head(base::lowered(raw(pieces_[end - 1].first))))) {
      chunk.form = Form::Unknown;  // "the Ashel River", "South Carolina": without a key it is a place only
      chunk.kind = MentionKind::Place;
      return chunk;
    }
    chunk.key = "name:" + chunk.name;
    if (atoms_[first].shape == Shape::Capitals && single && atoms_[first].end - atoms_[first].begin >= 2) {
      chunk.form = Form::Organisation;
      chunk.kind = MentionKind::Organisation;
      chunk.sure = 0.35;
      if (const auto known = acronyms_.find(raw(first)); known != acronyms_.end()) {
        chunk.key = known->second;
        chunk.sure = 0.8;
      }
      return chunk;
    }
    unsigned capitals = 0, shouted = 0;
    for (std::uint32_t q = p; q < end; ++q) {
      capitals += pieces_[q].kind == PieceKind::Capital;
      shouted += pieces_[q].kind == PieceKind::Capital && atoms_[pieces_[q].first].shape == Shape::Capitals;
    }
    if (capitals >= 2 && shouted == capitals) {  // "ALSO READ"
      chunk.form = Form::Unknown;
      chunk.key.clear();
      chunk.kind = MentionKind::Other;
      return chunk;
    }
    chunk.form = capitals >= 2 && capitals <= 5 ? Form::Person : Form::Unknown;
    chunk.kind = chunk.form == Form::Person ? MentionKind::Person : MentionKind::Other;
    chunk.sure = chunk.form == Form::Person ? 0.45 : 0.3;
    return chunk;
  }

  // "Foreign Minister Marek Ostrander": a capitalised title with a name after it is no part of the name
  // before.
  bool title_before_name(std::uint32_t piece) const {
    return role_has(piece, EntryKind::Title) &&
           (has(piece + 1, PieceKind::Capital) || has(piece + 1, PieceKind::Role) || known_person(piece + 1));
  }
  bool known_person(std::uint32_t piece) const {
    return has(piece, PieceKind::Known) &&
           directory_.names.first_of(pieces_[piece].entry, EntryKind::Person) != 0;
  }

  std::string collapse(std::uint32_t first, std::uint32_t last) const {
    return base::collapse_space(raw(first, last));
  }

  struct Owner {
    bool there = false;
    bool organisation = false;
    bool armed = false;
    bool person = false;
    std::uint32_t first = 0;
    std::string id, country, sector, name, key;
    double sure = 0;
  };

  static Owner owner_of(const Chunk& chunk) {
    Owner owner;
    owner.there = true;
    owner.organisation = chunk.form == Form::Organisation;
    owner.armed = chunk.armed;
    owner.person = chunk.form == Form::Person || chunk.form == Form::Role;
    owner.first = chunk.first;
    owner.id = chunk.id;
    owner.country = chunk.country;
    owner.sector = chunk.sector;
    owner.name = chunk.name;
    owner.key = chunk.key;
    owner.sure = chunk.form == Form::Unknown ? 0.4 : 0.9;
    return owner;
  }

  // Titles and agents from `p` on, with the owner before them, and a name after them.
  Chunk role_chunk(std::uint32_t p, const Owner& owner, int depth) {
    Chunk chunk;
    std::uint32_t end = p + 1;
    while (has(end, PieceKind::Role) && !(headline_[sentence_] && end - p >= 2)) ++end;
    const std::uint32_t head = end - 1;
    chunk.form = Form::Role;
    chunk.kind = MentionKind::Agent;
    chunk.first = owner.there && !owner.person ? owner.first : pieces_[p].first;
    chunk.last = pieces_[head].last;
    chunk.end = end;
    chunk.country = owner.country;
    chunk.plural = role_has(head, EntryKind::AgentPlural) && !role_has(head, EntryKind::Agent);
    for (std::uint32_t q = p; q <= head; ++q)
      if (role_has(q, EntryKind::Title)) chunk.titled = true;
    const std::string role = base::lowered(collapse(pieces_[p].first, chunk.last));
    chunk.sector = role_sector(pieces_[head].entry);
    // "opposition leader", "rebel commander": a head that fits any sector takes that of the word before.
    if (head > p) {
      const std::string_view before = role_sector(pieces_[head - 1].entry);
      if (chunk.sector.empty() || before == "OPP" || before == "REB" || before == "MIL" || before == "COP" ||
          before == "PTY" || before == "LAB" || before == "REL") {
        if (!before.empty()) chunk.sector = before;
      }
    }
    // A name after a title: a person.
    const bool singular = !chunk.plural;
    if (singular && (known_person(end) ||
                     (has(end, PieceKind::Capital) && atoms_[pieces_[end].first].shape != Shape::Number))) {
      Chunk name = known_person(end) ? known_chunk(end) : capital_chunk(end);
      const bool fits = name.form == Form::Person || (name.form == Form::Unknown && !headline_[sentence_]) ||
                        (name.form == Form::Organisation && name.made_by == "as written");
      // "the rebel Northern Dawn Front", "the opposition Civic League"
      if (name.form == Form::Organisation && name.id.empty() && name.made_by != "as written" &&
          (chunk.sector == "REB" || chunk.sector == "OPP" || chunk.sector == "PTY")) {
        name.sector = chunk.sector;
        name.armed = chunk.sector == "REB";
        if (name.country.empty()) name.country = owner.country;
        return name;
      }
      const bool body = is_body(base::lowered(raw(chunk.last - 1)));
      if (body && fits && name.id.empty()) {
        name.form = Form::Organisation;
        name.kind = MentionKind::Organisation;
      }
      if (name.form == Form::Organisation && fits) {  // "state news agency DOS"
        if (name.sector.empty()) name.sector = chunk.sector;
        if (name.country.empty()) name.country = owner.country;
        name.sure = 0.6;
        name.made_by = "kind told before its name";
        return name;
      }
      if (fits && !(name.form == Form::Unknown && !chunk.titled)) {
        name.form = Form::Person;
        name.kind = MentionKind::Person;
        name.role = role;
        if (name.id.empty()) {
          name.country = owner.country;
          if (chunk.titled || owner.there) name.sure = std::max(name.sure, 0.75);
          name.made_by = "title and name";
          name.key = "name:" + name.name;
        }
        if (!chunk.sector.empty()) name.sector = chunk.sector;
        return name;
      }
    }
    // "chief of defence", "head of intelligence": the common noun after it says of what.
    if (!chunk.plural && is_word(end, "of") && has(end + 1, PieceKind::Lower) &&
        !(flags(end + 1) & (kClosed | kAnaphor)) && (chunk.sector.empty() || chunk.titled)) {
      const std::string_view of = raw(pieces_[end + 1].first);
      const std::string_view field = of == "defence" || of == "defense" || of == "staff" || of == "operations"
                                         ? "MIL"
                                     : of == "intelligence" || of == "espionage" ? "SPY"
                                     : of == "police"                            ? "COP"
                                                                                 : "GOV";
      if (chunk.sector.empty()) chunk.sector = field;
      end += 2;
      chunk.end = end;
      chunk.last = pieces_[end - 1].last;
      chunk.titled = true;
      chunk.role = base::lowered(collapse(pieces_[p].first, chunk.last));
    }
    if (chunk.titled && chunk.role.empty()) chunk.role = role;
    chunk.made_by = "actors:agents.tsv";
    std::string owner_key = owner.key;
    // After the role: whose it is.
    Owner later = owner;
    if (depth < 2 && (is_word(end, "of") || is_word(end, "for"))) {
      std::uint32_t inner_at = end + 1;
      if (inner_at < piece_end_ && has(inner_at, PieceKind::Lower) && (flags(inner_at) & kDeterminer))
        ++inner_at;
      Chunk inner = anaphor(inner_at);
      if (inner.form == Form::None) inner = noun_chunk(inner_at, depth + 1);
      const bool usable = inner.form != Form::None && inner.form != Form::Adjective &&
                          !(inner.form == Form::Role && is_word(end, "for"));
      if (usable) {
        if (!owner.there) {
          later = owner_of(inner);
          chunk.country = inner.country;
          owner_key = inner.key;
          if (inner.form == Form::Organisation && !inner.sector.empty() &&
              (chunk.sector.empty() || chunk.titled || inner.armed))
            chunk.sector = inner.sector;
          if (inner.form == Form::Role && !inner.sector.empty()) chunk.sector = inner.sector;
        }
        if (inner.form == Form::State && !owner.there && is_state_word(p)) {  // "the state of Kenya"
          inner.first = chunk.first;
          return inner;
        }
        if (inner.form == Form::Person)
          emit(inner);
        else
          chunk.last = inner.last;
        if (inner.form == Form::Unknown && pieces_[inner.end - 1].kind == PieceKind::Known)
          candidate(inner, kNone);
        chunk.end = inner.end;
        if (const std::uint32_t letters = short_form(inner); letters != kNone) {
          chunk.end = letters + 2;
          if (const std::uint32_t actor = actor_for(inner); actor != kNone)
            add_mention(pieces_[letters].first, pieces_[letters].last, actor, 0.8, "short form");
        }
      }
    } else if ((is_word(end, "to") || is_word(end, "at")) && chunk.titled) {
      after_envoy_ = end + 1;  // "ambassador to Kenya": Kenya is where he goes, not who acts
    } else if ((is_word(end, "in") || is_word(end, "from")) && chunk.country.empty() &&
               has(end + 1, PieceKind::Known)) {
      const Chunk inner = known_chunk(end + 1);
      if (inner.form == Form::State || inner.form == Form::Seat) {
        chunk.country = inner.country;
        later.sure = 0.7;
        owner_key = inner.key;
      }
    }
    if (later.organisation && (later.armed || chunk.titled || chunk.sector.empty())) {
      if (!later.sector.empty()) chunk.sector = later.sector;
    }
    chunk.name = collapse(chunk.first, chunk.last);
    if (later.armed && !chunk.titled) {  // "Taliban fighters" are the Taliban
      chunk.key = later.key;
      chunk.id = later.id;
      chunk.name = later.name;
      chunk.sure = 0.8;
      chunk.kind = MentionKind::Organisation;
      chunk.made_by = "members of the group";
      return chunk;
    }
    const Entry& row = directory_.roles.entry(pieces_[head].entry);
    const std::string_view word =
        row.kind == EntryKind::Title ? directory_.titles[row.index].word : directory_.agents[row.index].word;
    chunk.key = "agent:" + owner_key + ":" + chunk.country + ":" + chunk.sector + ":" + std::string(word);
    // "military exercises": the agent only says of what kind the next noun is.
    const bool modifies =
        chunk.end == end && has(end, PieceKind::Lower) && !(flags(end) & kClosed) &&
        chunk.last == atoms_before(end) &&
        (atoms_[pieces_[end].first].tag == Tag::Noun || atoms_[pieces_[head].last - 1].tag == Tag::Adj);
    chunk.sure =
        owner.there || later.there ? 0.85 * (later.sure > 0 ? std::max(0.6, later.sure) / 0.9 : 1) : 0.6;
    if (chunk.sector.empty()) chunk.sure *= 0.7;
    if (modifies) chunk.sure = std::min(chunk.sure, 0.25);
    return chunk;
  }

  std::uint32_t atoms_before(std::uint32_t piece) const { return pieces_[piece - 1].last; }

  bool is_state_word(std::uint32_t p) const {
    const std::string_view word = raw(pieces_[p].first, pieces_[p].last);
    return word == "state" || word == "nation" || word == "people";
  }

  // "the group", "the ministry": an organisation that was named before. Form::None if it is not one.
  Chunk anaphor(std::uint32_t p) {
    Chunk chunk;
    if (p >= piece_end_ || p == 0 ||
        (pieces_[p].kind != PieceKind::Lower && pieces_[p].kind != PieceKind::Role))
      return chunk;
    if (!(flags(p) & kAnaphor) || pieces_[p].last != pieces_[p].first + 1) return chunk;
    if (!is_the(p - 1)) return chunk;
    const std::uint32_t after = after_possessive(p + 1);
    if (after == p + 1 && (has(p + 1, PieceKind::Capital) || has(p + 1, PieceKind::Role))) return chunk;
    const std::string_view word = raw(pieces_[p].first);
    const bool state =
        word == "country" || word == "kingdom" || word == "republic" || word == "nation" || word == "state";
    if (word == "government" || word == "republic") return chunk;
    const std::uint32_t actor = state ? last_state_ : recent_organisation(word);
    if (actor == kNone) return chunk;
    const Actor& known = analysis_.actors[actor];
    chunk.form = state ? Form::State : Form::Organisation;
    chunk.first = pieces_[p].first;
    chunk.last = pieces_[p].last;
    chunk.end = p + 1;
    chunk.key = keys_[actor];
    chunk.id = known.id;
    chunk.name = known.name;
    chunk.country = known.country;
    chunk.sector = known.sector;
    chunk.kind = known.kind;
    chunk.armed = known.sector == "REB" || known.sector == "UAF";
    chunk.sure = 0.6;
    chunk.made_by = "“the " + std::string(word) + "” for the last one named";
    return chunk;
  }

  bool is_the(std::uint32_t piece) const {
    if (!has(piece, PieceKind::Lower)) return false;
    const std::string_view word = raw(pieces_[piece].first);
    return word == "the" || word == "The" || word == "this" || word == "This" || word == "that";
  }

  std::uint32_t recent_organisation(std::string_view word) const {
    if (word == "ministry") return last_ministry_;
    if (word == "company") return last_company_;
    if (word == "agency") return last_agency_;
    if (word == "party" || word == "bloc" || word == "coalition")
      return last_party_ != kNone ? last_party_ : last_organisation_;
    if (word == "organisation" || word == "organization" || word == "alliance") return last_organisation_;
    return last_group_;
  }

  // One noun chunk from `p`: owners, roles, names. Form::None when none begins here.
  Chunk noun_chunk(std::uint32_t p, int depth) {
    Owner owner;
    Chunk chunk;
    // Each round takes one owner; a chain of owners is as long as people write them.
    for (int round = 0; round < 6; ++round) {
      if (p >= piece_end_) return chunk;
      switch (pieces_[p].kind) {
        case PieceKind::Known:
          chunk = known_chunk(p);
          break;
        case PieceKind::Capital:
          chunk = capital_chunk(p);
          break;
        case PieceKind::Role:
          chunk = role_chunk(p, owner, depth);
          break;
        default:
          return {};
      }
      if (hyphen_modifier(chunk)) chunk.sure = std::min(chunk.sure, 0.15);
      const std::uint32_t possessed = after_possessive(chunk.end);
      const bool possessive = possessed != chunk.end;
      std::uint32_t role = kNone;
      if (chunk.form == Form::Role && !possessive) return chunk;
      if (possessive)
        role = role_after(possessed, 2);
      else if (chunk.sure <= 0.15 && chunk.form == Form::Adjective)
        role = kNone;
      else if (chunk.form == Form::Adjective)
        role = role_after(chunk.end, 2);
      else if (chunk.form == Form::State || chunk.form == Form::Organisation || chunk.form == Form::Seat)
        role = has(chunk.end, PieceKind::Role) ? chunk.end : kNone;
      else if (chunk.form == Form::Unknown && chunk.end == p + 1)
        role = has(chunk.end, PieceKind::Role) && !role_has(chunk.end, EntryKind::Title) &&
                       pieces_[p].kind == PieceKind::Capital
                   ? chunk.end
                   : kNone;
      if (role == kNone && chunk.form == Form::Adjective && !possessive) {
        if (const std::uint32_t shared = shared_role(chunk.end); shared != kNone) {
          const Owner own = owner_of(chunk);
          Chunk one = chunk;
          one.form = Form::Role;
          one.kind = MentionKind::Agent;
          const std::string word = collapse(pieces_[shared].first, pieces_[shared].last);
          one.sector = role_sector(pieces_[shared].entry);
          one.name = chunk.name + " " + word;
          one.key = "agent:" + own.key + ":" + one.country + ":" + one.sector + ":" + word;
          one.sure = 0.75;
          one.made_by = "shares the noun after “and”";
          one.id.clear();
          return one;
        }
        // "Russian Olga Petrova", "Velmoran Liberation Front"
        if (has(chunk.end, PieceKind::Capital) && !headline_[sentence_]) {
          Chunk name = capital_chunk(chunk.end);
          if (name.form == Form::Organisation && name.sure >= 0.6) {
            name.first = chunk.first;
            name.name = collapse(name.first, name.last);
            name.key = "name:" + name.name;
            name.country = chunk.country;
            return name;
          }
        }
        return chunk;
      }
      if (role == kNone) return chunk;
      if (chunk.form == Form::Person || chunk.form == Form::Role) emit(chunk);
      owner = owner_of(chunk);
      p = role;
    }
    return chunk;
  }

  // After an adjective: ", X and Y <role>" with more adjectives. The role, or kNone.
  std::uint32_t shared_role(std::uint32_t p) const {
    for (int hops = 0; hops < 4 && p + 1 < piece_end_; ++hops) {
      if (!is_word(p, "and") && !is_word(p, "or") && !is_mark(p, ",")) return kNone;
      if (is_mark(p, ",") && is_word(p + 1, "and")) ++p;
      ++p;
      const bool adjective =
          has(p, PieceKind::Known)
              ? directory_.names.first_of(pieces_[p].entry, EntryKind::Adjective) != 0
              : has(p, PieceKind::Capital) && made_up_adjectives_.contains(raw(pieces_[p].first));
      if (!adjective) return kNone;
      if (const std::uint32_t role = role_after(p + 1, 1); role != kNone) return role;
      ++p;
    }
    return kNone;
  }

  bool hyphen_modifier(const Chunk& chunk) const {
    const auto [begin, end] = sentences_[sentence_];
    if (chunk.first >= begin + 2 && atoms_[chunk.first].glued && is_hyphen(raw(chunk.first - 1)) &&
        is_modifier_head(raw(chunk.first - 2)))
      return true;
    return chunk.last + 1 < end && atoms_[chunk.last].glued && is_hyphen(raw(chunk.last)) &&
           atoms_[chunk.last + 1].glued && is_modifier_tail(raw(chunk.last + 1));
  }

  // ------------------------------------------------------------------------------------------ giving out
  std::uint32_t actor_for(const Chunk& chunk) {
    const auto [at, fresh] = by_key_.emplace(chunk.key, static_cast<std::uint32_t>(analysis_.actors.size()));
    if (fresh) {
      Actor actor;
      actor.id = chunk.id;
      actor.name = chunk.name;
      actor.country = chunk.country;
      actor.sector = chunk.sector;
      actor.role = chunk.role;
      actor.kind = chunk.kind;
      actor.sure = chunk.sure;
      actor.made_by = chunk.made_by;
      analysis_.actors.push_back(std::move(actor));
      keys_.push_back(chunk.key);
    } else {
      Actor& actor = analysis_.actors[at->second];
      if (actor.id.empty()) actor.id = chunk.id;
      if (actor.country.empty()) actor.country = chunk.country;
      if (actor.sector.empty()) actor.sector = chunk.sector;
      if (actor.role.empty()) actor.role = chunk.role;
      actor.sure = std::max(actor.sure, chunk.sure);
      if (chunk.kind == MentionKind::Person && actor.kind == MentionKind::Other) actor.kind = chunk.kind;
    }
    return at->second;
  }

  std::uint32_t add_mention(std::uint32_t first, std::uint32_t last, std::uint32_t actor, double sure,
                            std::string made_by) {
    Mention mention;
    mention.span = text_span(atoms_[first].begin, atoms_[last - 1].end);
    mention.sentence = sentence_;
    mention.actor = actor;
    mention.sure = sure;
    mention.made_by = std::move(made_by);
    analysis_.mentions.push_back(std::move(mention));
    return static_cast<std::uint32_t>(analysis_.mentions.size() - 1);
  }

  struct Position {
    bool at = false, toward = false;
  };
  // What stands before a chunk. A possessive is never where ("in Moscow's view").
  Position position_of(const Chunk& chunk) const {
    return after_possessive(chunk.end) != chunk.end ? Position{} : position_of(chunk.first);
  }
  Position position_of(std::uint32_t first) const {
    const auto begin = sentences_[sentence_].first;
    std::uint32_t i = first;
    for (int back = 0; back < 2 && i > begin; ++back) {
      --i;
      const std::uint32_t flag = atoms_[i].flags;
      if (flag & kPlaceAt) return {true, false};
      if (flag & kPlaceToward) return {false, true};
      // "the village of Krasna Hora"
      if (raw(i) == "of" && i > begin && is_place_head(raw(i - 1))) return {true, false};
      if (!(flag & (kDirection | kDeterminer))) return {};
    }
    return {};
  }

  void candidate(const Chunk& chunk, std::uint32_t mention) {
    const Position position = position_of(chunk);
    const bool named_place = chunk.kind == MentionKind::Place;  // its own words say that it is one
    findings_.places.push_back({chunk.first, chunk.last, chunk.entry, sentence_, position.at || named_place,
                                position.toward, mention});
  }

  std::uint32_t emit(Chunk& chunk) {
    if (chunk.form == Form::None) return kNone;
    if (chunk.form == Form::Unknown && chunk.key.empty()) {  // a town or region
      candidate(chunk, kNone);
      return kNone;
    }
    double sure = chunk.sure;
    const Position position = position_of(chunk);
    if (chunk.form == Form::Unknown) {
      if (!worth_telling(chunk)) return kNone;
      if (position.at) {
        candidate(chunk, kNone);
        return kNone;
      }
      if (persons_by_surname_.contains(chunk.name) || known_surname(chunk)) {
        chunk.form = Form::Person;
        chunk.kind = MentionKind::Person;
        sure = 0.6;
      }
    }
    std::string made_by = chunk.made_by;
    if (after_envoy_ != 0 && pieces_[after_envoy_ < pieces_.size() ? after_envoy_ : 0].first == chunk.first &&
        (chunk.form == Form::State || chunk.form == Form::Organisation)) {
      sure = 0.25;
      made_by = "where an envoy is sent";
    }
    const bool capital_place =
        chunk.form == Form::Seat && chunk.capital_city && (position.at || position.toward);
    if (capital_place) {
      sure = position.at ? 0.2 : 0.5;
      made_by = "capital as place";
    } else if ((chunk.form == Form::State) && position.at) {
      sure = std::min(sure, 0.4);
    }
    if (chunk.form == Form::Person && chunk.id.empty() && chunk.role.empty() && position.at &&
        chunk.made_by == "as written" && !persons_by_surname_.contains(raw(chunk.last - 1))) {
      candidate(chunk, kNone);  // "in San Velmor": where, not who
      return kNone;
    }
    if (chunk.form == Form::Person) return emit_person(chunk, sure);
    const std::uint32_t actor = actor_for(chunk);
    const std::uint32_t mention = add_mention(chunk.first, chunk.last, actor, sure, std::move(made_by));
    // A lone unknown name may be a person's last name in another spelling; that is settled at the end.
    if (chunk.form == Form::Unknown && chunk.last == chunk.first + 1)
      persons_.push_back({mention, actor, chunk.first, chunk.last});
    if ((chunk.form == Form::State || (chunk.form == Form::Seat && chunk.capital_city)) &&
        chunk.first + 1 <= chunk.last)
      candidate(chunk, mention);
    remember(chunk, actor);
    // "the envoy": settled once all persons are known.
    if (chunk.form == Form::Role && chunk.titled && !chunk.plural &&
        chunk.first > sentences_[sentence_].first) {
      const std::string_view before = raw(chunk.first - 1);
      if (before == "the" || before == "The") definite_roles_.push_back(mention);
    }
    return actor;
  }

  bool known_surname(const Chunk& chunk) const {
    if (chunk.last != chunk.first + 1) return false;
    const auto [low, high] = directory_.surnamed(atoms_[chunk.first].name);
    return high - low == 1 && directory_.names.first_of(chunk.entry, EntryKind::City) == 0;
  }

  // A single unknown capitalised word is told only where it is clearly no ordinary word in a capital.
  bool worth_telling(const Chunk& chunk) const {
    if (atoms_[chunk.first].end - atoms_[chunk.first].begin < 2) return false;
    if (chunk.last == chunk.first + 1 && (atoms_[chunk.first].flags & kDirection)) return false;
    if (chunk.first != sentences_[sentence_].first && !headline_[sentence_] && !opens(chunk.first - 1))
      return true;
    if (atoms_[chunk.first].tag == Tag::Propn) return true;
    return seen_inside_.contains(raw(chunk.first));
  }

  std::uint32_t emit_person(Chunk& chunk, double sure) {
    if (chunk.id.empty() && chunk.first == sentences_[sentence_].first && chunk.role.empty() &&
        !headline_[sentence_]) {
      // "Struggling Kenya": the first word of a sentence has its capital from its place.
      if (atoms_[chunk.first].tag != Tag::Propn && atoms_[chunk.first].tag != Tag::Other) {
        if (!seen_inside_.contains(raw(chunk.first))) sure = std::min(sure, 0.3);
      }
    }
    if (chunk.id.empty() && headline_[sentence_] && chunk.role.empty() &&
        !seen_inside_.contains(raw(chunk.last - 1)))
      return kNone;
    chunk.sure = sure;
    const std::uint32_t actor = actor_for(chunk);
    const std::uint32_t mention = add_mention(chunk.first, chunk.last, actor, sure, chunk.made_by);
    persons_.push_back({mention, actor, chunk.first, chunk.last});
    persons_by_surname_.emplace(raw(chunk.last - 1), actor);
    meet_person(actor);
    return actor;
  }

  // Whom "he" means: the first person of the same sentence, else of the one before; subjects come first in
  // news.
  void meet_person(std::uint32_t actor) {
    if (last_person_.actor != kNone && last_person_.sentence == sentence_) return;
    last_person_ = {actor, sentence_};
  }

  void remember(const Chunk& chunk, std::uint32_t actor) {
    if (chunk.sure < 0.45) return;
    if (chunk.form == Form::State || chunk.form == Form::Seat) {
      last_state_ = actor;
      last_state_sentence_ = sentence_;
    }
    if (chunk.form == Form::Organisation || chunk.made_by == "members of the group") {
      const Actor& known = analysis_.actors[actor];
      last_organisation_ = actor;
      if (known.sector == "PTY" || known.sector == "OPP")
        last_party_ = actor;
      else if (known.sector == "BUS")
        last_company_ = actor;
      else if (known.sector == "JRN" || known.sector == "SPY")
        last_agency_ = actor;
      else if (known.sector != "GOV")
        last_group_ = actor;
      if (known.name.find("inistry") != std::string::npos) last_ministry_ = actor;
    }
    if (chunk.form == Form::Role) {
      if (chunk.name.find("inistry") != std::string::npos) last_ministry_ = actor;
      if (!chunk.plural && chunk.titled) meet_person(actor);
    }
    if (chunk.plural || chunk.armed || chunk.form == Form::People) last_plural_ = {actor, sentence_};
    if (chunk.form == Form::State || chunk.form == Form::Organisation || chunk.form == Form::Seat)
      last_thing_ = {actor, sentence_};
  }

  // ------------------------------------------------------------------------------------------ walking
  void walk(std::uint32_t p) {
    after_envoy_ = 0;
    while (p < piece_end_) {
      const Piece& piece = pieces_[p];
      if (piece.kind == PieceKind::Mark || piece.kind == PieceKind::Number) {
        ++p;
        continue;
      }
      if (piece.kind == PieceKind::Lower) {
        p = lower(p);
        continue;
      }
      if (piece.kind == PieceKind::Role) {
        if (Chunk chunk = anaphor(p); chunk.form != Form::None) {
          p = owned(chunk);
          continue;
        }
      }
      Chunk chunk = noun_chunk(p, 0);
      if (chunk.form == Form::None) {
        ++p;
        continue;
      }
      if (chunk.form == Form::Role && !role_stands(chunk, p)) {
        p = chunk.end;
        continue;
      }
      p = finish(chunk);
    }
  }

  // A title without owner, article or sector ("Mr", "Dr.") names nobody.
  bool role_stands(const Chunk& chunk, std::uint32_t p) const {
    if (chunk.sector.empty() && chunk.country.empty()) return false;
    if (chunk.first != pieces_[p].first || pieces_[p].kind != PieceKind::Role) return true;
    const bool verbal = atoms_[chunk.first].tag == Tag::Verb || atoms_[chunk.first].tag == Tag::Adv ||
                        atoms_[chunk.first].tag == Tag::Adj;
    if (verbal && chunk.last == chunk.first + 1) return false;
    return true;
  }

  std::uint32_t owned(Chunk& chunk) {
    const std::uint32_t possessed = after_possessive(chunk.end);
    if (possessed != chunk.end) {
      if (const std::uint32_t role = role_after(possessed, 2); role != kNone) {
        Owner owner = owner_of(chunk);
        owner.sure = 0.6;
        Chunk made = role_chunk(role, owner, 0);
        return finish(made);
      }
    }
    emit(chunk);
    return chunk.end;
  }

  // Gives the chunk out, with what an apposition adds to it.
  std::uint32_t finish(Chunk& chunk) {
    std::uint32_t p = chunk.end;
    // "President Ilsa Doren of Kenya": the state of the office, no party of its own here.
    if (chunk.form == Form::Person && !chunk.role.empty() && is_word(p, "of") && p + 1 < piece_end_ &&
        (pieces_[p + 1].kind == PieceKind::Known || pieces_[p + 1].kind == PieceKind::Capital)) {
      Chunk state = pieces_[p + 1].kind == PieceKind::Known ? known_chunk(p + 1) : capital_chunk(p + 1);
      if (state.form == Form::State) {
        if (chunk.country.empty()) chunk.country = state.country;
        state.sure = 0.3;
        state.made_by = "state of an office";
        emit(chunk);
        emit(state);
        return state.end;
      }
    }
    if (chunk.form == Form::Person && is_mark(p, ",")) {
      std::uint32_t at = p + 1;
      if (at < piece_end_ && has(at, PieceKind::Lower) && (flags(at) & kDeterminer)) ++at;
      Owner owner;
      if (at < piece_end_ && has(at, PieceKind::Lower) && (flags(at) & kPossessive)) {
        owner = pronoun_owner(at);
        ++at;
      }
      while (at < piece_end_ && is_former(at)) ++at;
      Chunk next = owner.there && has(at, PieceKind::Role) ? role_chunk(at, owner, 0)
                   : at > p && at < piece_end_             ? noun_chunk(at, 0)
                                                           : Chunk();
      if (next.form == Form::Role && !next.plural && !next.sector.empty()) {
        if (chunk.role.empty())
          chunk.role = next.titled ? next.role : base::lowered(collapse(next.first, next.last));
        if (chunk.id.empty()) {
          if (chunk.country.empty()) chunk.country = next.country;
          chunk.sector = next.sector;
          chunk.sure = std::max(chunk.sure, 0.8);
        }
        const std::uint32_t actor = emit(chunk);
        if (actor != kNone) add_mention(next.first, next.last, actor, 0.7, "apposition");
        return next.end;
      }
      emit(chunk);
      if (next.form == Form::None) return p;
      return finish_once(next);
    }
    // "Russia's foreign minister, Sergei Lavrov, said"
    if (chunk.form == Form::Role && !chunk.plural && is_mark(p, ",") &&
        (has(p + 1, PieceKind::Capital) || known_person(p + 1))) {
      Chunk name = noun_chunk(p + 1, 0);
      if (name.form == Form::Person && name.role.empty() &&
          (name.end >= piece_end_ || has(name.end, PieceKind::Mark))) {
        if (name.id.empty()) {
          name.country = chunk.country;
          name.sector = chunk.sector;
          name.sure = 0.8;
        }
        name.role = chunk.titled ? chunk.role : base::lowered(collapse(chunk.first, chunk.last));
        const std::uint32_t end = name.end;
        const std::uint32_t actor = emit(name);
        if (actor != kNone) add_mention(chunk.first, chunk.last, actor, 0.7, "apposition");
        return end;
      }
      emit(chunk);
      return finish_once(name);
    }
    if (const std::uint32_t letters = short_form(chunk); letters != kNone) {
      const std::uint32_t actor = emit(chunk);
      if (actor != kNone)
        add_mention(pieces_[letters].first, pieces_[letters].last, actor, 0.8, "short form");
      return letters + 2;
    }
    return finish_once(chunk);
  }

  // "the Dorrin Liberation Front (DLF)": the piece of the short form, which stands for the chunk from now on.
  std::uint32_t short_form(const Chunk& chunk) {
    std::uint32_t p = chunk.end;
    if (chunk.form != Form::Organisation) return kNone;
    if (is_mark(p, "”") || is_mark(p, "\"") || is_mark(p, "’")) ++p;
    if (!is_mark(p, "(") || !has(p + 1, PieceKind::Capital) || !is_mark(p + 2, ")")) return kNone;
    const std::string_view letters = raw(pieces_[p + 1].first);
    if (atoms_[pieces_[p + 1].first].shape != Shape::Capitals || chunk.name.empty() ||
        chunk.name[0] != letters[0])
      return kNone;
    acronyms_.emplace(letters, chunk.key);
    return p + 1;
  }

  std::uint32_t finish_once(Chunk& chunk) {
    const std::uint32_t end = chunk.end;
    emit(chunk);
    return end;
  }

  bool is_former(std::uint32_t p) const {
    return has(p, PieceKind::Lower) && (raw(pieces_[p].first) == "former" ||
                                        raw(pieces_[p].first) == "then" || raw(pieces_[p].first) == "long");
  }

  Owner pronoun_owner(std::uint32_t p) {
    Owner owner;
    const std::string_view word = raw(pieces_[p].first);
    std::uint32_t actor = kNone;
    if (word == "its" || word == "Its")
      actor = recent(last_thing_, 1);
    else if (word == "his" || word == "her" || word == "His" || word == "Her")
      actor = recent(last_person_, 2);
    else if (word == "their" || word == "Their")
      actor = recent(last_plural_, 1);
    if (actor == kNone) return owner;
    const Actor& known = analysis_.actors[actor];
    owner.there = true;
    owner.organisation = known.kind == MentionKind::Organisation;
    owner.person = true;  // the owner's own words stay out of the span
    owner.id = known.id;
    owner.country = known.country;
    owner.sector = known.sector;
    owner.name = known.name;
    owner.key = keys_[actor];
    owner.sure = 0.5;
    return owner;
  }

  struct Recent {
    std::uint32_t actor = kNone;
    std::uint32_t sentence = 0;
  };
  std::uint32_t recent(const Recent& last, std::uint32_t reach) const {
    return last.actor != kNone && last.sentence + reach >= sentence_ ? last.actor : kNone;
  }

  // A lower-case word: pronouns, "its ambassador", "the group".
  std::uint32_t lower(std::uint32_t p) {
    const std::uint32_t flag = flags(p);
    if (flag & kPossessive) {
      const std::uint32_t role = role_after(p + 1, 1);
      if (role != kNone) {
        const Owner owner = pronoun_owner(p);
        if (owner.there) {
          Chunk chunk = role_chunk(role, owner, 0);
          // "their" often points at a plural that is no party ("other countries closed their embassies").
          chunk.sure = std::min(
              chunk.sure, raw(pieces_[p].first) == "their" || raw(pieces_[p].first) == "Their" ? 0.35 : 0.6);
          if (chunk.form == Form::Role)
            chunk.name =
                (owner.name.empty() ? std::string() : owner.name + " ") + collapse(chunk.first, chunk.last);
          return finish(chunk);
        }
      }
      return p + 1;
    }
    if (flag & kPronoun) {
      const std::string_view word = raw(pieces_[p].first);
      std::uint32_t actor = kNone;
      double sure = 0.5;
      if (word == "he" || word == "she" || word == "He" || word == "She")
        actor = recent(last_person_, 2), sure = 0.6;
      else if (word == "him")
        actor = recent(last_person_, 1);
      else if (word == "they" || word == "They" || word == "them")
        actor = recent(last_plural_, 1), sure = 0.45;
      else if (word == "it" || word == "It")
        actor = recent(last_thing_, 1), sure = 0.4;
      if (actor != kNone) {
        add_mention(pieces_[p].first, pieces_[p].last, actor, sure, "pronoun");
        if (actor == last_person_.actor) meet_person(actor);
      }
      return p + 1;
    }
    if (flag & kAnaphor) {
      if (Chunk chunk = anaphor(p); chunk.form != Form::None) return owned(chunk);
    }
    return p + 1;
  }

  // ------------------------------------------------------------------------------------------ afterwards
  // Agents that stand without a country ("police arrested 14") take that of the article when nearly all its
  // states are one; the actor's certainty says how little that is.
  void settle_countries() {
    // An unknown name that comes again and again is a party of the story, whatever it is.
    std::vector<unsigned> times(analysis_.actors.size(), 0);
    for (const Mention& mention : analysis_.mentions) ++times[mention.actor];
    for (Mention& mention : analysis_.mentions) {
      Actor& actor = analysis_.actors[mention.actor];
      if (actor.kind != MentionKind::Other || times[mention.actor] < 3) continue;
      actor.sure = std::max(actor.sure, 0.45);
      mention.sure = std::max(mention.sure, 0.45);
    }
    std::unordered_map<std::string_view, unsigned> counts;
    unsigned all = 0;
    for (const Mention& mention : analysis_.mentions) {
      const Actor& actor = analysis_.actors[mention.actor];
      if (actor.kind != MentionKind::State || actor.country.empty()) continue;
      ++counts[actor.country];
      ++all;
    }
    std::string_view main;
    for (const auto& [country, count] : counts)
      if (all >= 3 && count * 10 >= all * 7) main = country;
    if (main.empty()) return;
    const std::string country(main);
    for (Actor& actor : analysis_.actors) {
      if (actor.kind != MentionKind::Agent || !actor.country.empty()) continue;
      const std::string& sector = actor.sector;
      if (sector != "GOV" && sector != "MIL" && sector != "COP" && sector != "LEG" && sector != "JUD" &&
          sector != "OPP" && sector != "SPY")
        continue;
      actor.country = country;
      actor.sure = std::min(actor.sure, 0.45);
      actor.made_by = "country of the article";
    }
  }

  const Directory& directory_;
  std::string_view text_;
  const Article& article_;
  std::span<const Atom> atoms_;
  std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences_;
  Analysis& analysis_;
  bool english_;  // elsewhere capitals mean other things: only known names are told

  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> sentence_pieces_{0};
  std::vector<char> headline_;
  std::uint32_t sentence_ = 0;
  std::uint32_t piece_end_ = 0;
  std::uint32_t after_envoy_ = 0;

  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<std::string> keys_;
  std::unordered_map<std::string_view, std::string_view> made_up_, made_up_adjectives_;
  std::unordered_set<std::string_view> seen_inside_;
  std::unordered_map<std::string_view, std::string> acronyms_;
  std::unordered_map<std::string_view, std::uint32_t> persons_by_surname_;
  std::vector<PersonMention> persons_;
  std::vector<std::uint32_t> definite_roles_;
  NameFindings findings_;

  std::uint32_t last_state_ = kNone, last_state_sentence_ = 0, last_organisation_ = kNone,
                last_ministry_ = kNone;
  std::uint32_t last_company_ = kNone, last_agency_ = kNone, last_party_ = kNone, last_group_ = kNone;
  Recent last_person_, last_plural_, last_thing_;
};

}  // namespace

NameFindings find_names(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                        std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                        Analysis& analysis) {
  return NameFinder(directory, article, atoms, sentences, analysis).run();
}

}  // namespace raven::resolve
