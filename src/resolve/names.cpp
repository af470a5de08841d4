// SPDX-License-Identifier: Apache-2.0
#include "resolve/names.h"

#include "base/calendar.h"
#include "resolve/name_finder.h"

namespace raven::resolve {

NameFinder::NameFinder(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                       std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences, Analysis& analysis)
    : directory_(directory),
      text_(article.text),
      article_(article),
      atoms_(atoms),
      sentences_(sentences),
      analysis_(analysis),
      english_(article.language.empty() || article.language.starts_with("en")) {
  if (const auto day = base::day_of(article.published))
    day_ = static_cast<std::uint32_t>(static_cast<int>(day->year())) * 10000 +
           static_cast<unsigned>(day->month()) * 100 + static_cast<unsigned>(day->day());
}

NameFindings NameFinder::run() {
  read_network_names();
  for (std::uint32_t s = 0; s < sentences_.size(); ++s) cut(s);
  find_made_up_states();
  for (sentence_ = 0; sentence_ < sentences_.size(); ++sentence_) {
    piece_end_ = sentence_pieces_[sentence_ + 1];
    walk(sentence_pieces_[sentence_]);
  }
  lift_repeated();
  settle_people(directory_, article_, persons_, definite_roles_, findings_, analysis_);
  return std::move(findings_);
}

void NameFinder::walk(std::uint32_t p) {
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
bool NameFinder::role_stands(const Chunk& chunk, std::uint32_t p) const {
  if (chunk.sector.empty() && chunk.country.empty()) return false;
  if (chunk.first != pieces_[p].first || pieces_[p].kind != PieceKind::Role) return true;
  const bool verbal = atoms_[chunk.first].tag == Tag::Verb || atoms_[chunk.first].tag == Tag::Adv ||
                      atoms_[chunk.first].tag == Tag::Adj;
  if (verbal && chunk.last == chunk.first + 1) return false;
  return true;
}

// Gives the chunk out, with what an apposition adds to it.
std::uint32_t NameFinder::finish(Chunk& chunk) {
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
    if (actor != kNone) add_mention(pieces_[letters].first, pieces_[letters].last, actor, 0.8, "short form");
    return letters + 2;
  }
  return finish_once(chunk);
}

// "the Dorrin Liberation Front (DLF)": the piece of the short form, which stands for the chunk from now on.
std::uint32_t NameFinder::short_form(const Chunk& chunk) {
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

std::uint32_t NameFinder::finish_once(Chunk& chunk) {
  const std::uint32_t end = chunk.end;
  emit(chunk);
  return end;
}

bool NameFinder::is_former(std::uint32_t p) const {
  return has(p, PieceKind::Lower) && (raw(pieces_[p].first) == "former" || raw(pieces_[p].first) == "then" ||
                                      raw(pieces_[p].first) == "long");
}

NameFindings find_names(const Directory& directory, const Article& article, std::span<const Atom> atoms,
                        std::span<const std::pair<std::uint32_t, std::uint32_t>> sentences,
                        Analysis& analysis) {
  return NameFinder(directory, article, atoms, sentences, analysis).run();
}

}  // namespace raven::resolve
