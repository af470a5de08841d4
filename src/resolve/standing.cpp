// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"
#include "resolve/name_finder.h"
#include "resolve/word_kinds.h"

namespace raven::resolve {

// The types of the network's names by atom, and the last names of the persons that it names in full.
void NameFinder::read_network_names() {
  network_.assign(atoms_.size(), 0);
  std::size_t at = 0;
  for (const Name& name : analysis_.names) {
    const char type = name.type.empty() ? '\0' : name.type[0];
    while (at < atoms_.size() && atoms_[at].begin < name.span.begin.value) ++at;
    std::size_t i = at;
    for (; i < atoms_.size() && atoms_[i].begin < name.span.end.value; ++i) network_[i] = type;
    if (type == 'P' && i > at + 1 && atoms_[i - 1].shape != Shape::Mark)
      surnames_.insert(base::folded(raw(static_cast<std::uint32_t>(i - 1))));
  }
}

bool NameFinder::is_named(std::uint32_t first, std::uint32_t last, char type) const {
  return network_[first] == type && network_[last - 1] == type;
}

// What a preposition before says.
Standing NameFinder::standing_before(std::uint32_t first) const {
  const auto begin = sentences_[sentence_].first;
  std::uint32_t i = first;
  for (int back = 0; back < 3 && i > begin; ++back) {
    --i;
    const std::uint32_t flag = atoms_[i].flags;
    if (flag & kPlaceAt) return Standing::Where;
    if (flag & kPlaceToward) return Standing::Toward;
    // "the village of Krasna Hora", "the outskirts of Kirin"
    if (raw(i) == "of" && i > begin && is_place_noun(raw(i - 1))) return Standing::Where;
    if (!(flag & (kDirection | kDeterminer))) return Standing::Open;
  }
  return Standing::Open;
}

// What the tree says: the relation of the name's head word and the word that it hangs on.
Standing NameFinder::standing_in_tree(const Chunk& chunk) const {
  const std::uint32_t first = atoms_[chunk.first].in_word, last = atoms_[chunk.last - 1].in_word;
  if (first == kNone || last == kNone || last >= analysis_.words.size()) return Standing::Open;
  std::uint32_t top = kNone;
  for (std::uint32_t w = first; w <= last; ++w) {
    const std::uint32_t head = analysis_.words[w].head;
    if (head == kNone || head < first || head > last) top = w;
  }
  if (top == kNone) return Standing::Open;
  const Word& word = analysis_.words[top];
  if (word.head == kNone || word.relation.empty()) return Standing::Open;
  const Word& governor = analysis_.words[word.head];
  const std::string_view relation = word.relation;
  if (relation == "nsubj")
    return is_fate_of_places(governor.lemma) || (governor.tag == Tag::Adj && chunk.form == Form::Unknown)
               ? Standing::Where
               : Standing::Acts;
  if (relation == "nsubj:pass") return is_done_to_places(governor.lemma) ? Standing::Where : Standing::Acts;
  if (relation == "obj") {
    if (chunk.form == Form::State) return is_movement(governor.lemma) ? Standing::Toward : Standing::Acts;
    return is_done_to_places(governor.lemma) || is_movement(governor.lemma) ? Standing::Where
                                                                            : Standing::Acts;
  }
  // "left for Togo", "flew out of Kabul", "march on Moscow"
  if ((relation == "obl" || relation == "nmod") && is_movement(governor.lemma)) return Standing::Toward;
  if (relation == "appos" && is_place_noun(governor.lemma)) return Standing::Where;
  if (relation == "compound" || relation == "amod") return Standing::Qualifies;
  return Standing::Open;
}

// A possessive is never where ("in Moscow's view"), nor what qualifies a noun.
Standing NameFinder::standing_of(const Chunk& chunk) {
  if (standing_known_for_ == chunk.first + 1) return inherited_;  // asked for the mention and for the place
  Standing standing = Standing::Open;
  if (after_possessive(chunk.end) != chunk.end) {
    standing = Standing::Acts;
  } else {
    Standing tree = standing_in_tree(chunk);
    // A word that no table knows may be anybody's name: "Primakow burned the letter".
    if (chunk.entry == 0 && tree != Standing::Qualifies) tree = Standing::Open;
    standing = standing_before(chunk.first);
    if (tree == Standing::Qualifies && standing != Standing::Where) standing = tree;
    if (standing == Standing::Open) standing = tree;
    // "to Kenya": where somebody goes, but whom something is given.
    if (standing == Standing::Toward && chunk.form != Form::Unknown && tree == Standing::Open) {
      const std::uint32_t word = atoms_[chunk.last - 1].in_word;
      const std::uint32_t head = word == kNone ? kNone : analysis_.words[word].head;
      if (head == kNone || (chunk.form == Form::State ? !is_movement(analysis_.words[head].lemma)
                                                      : analysis_.words[head].tag == Tag::Verb &&
                                                            !is_movement(analysis_.words[head].lemma)))
        standing = Standing::Acts;
    }
    // "in Belgrade, Pristina and Podgorica"
    const std::uint32_t first = chunk.first;
    if (standing == Standing::Open || standing == tree) {
      std::uint32_t i = first;
      const std::uint32_t begin = sentences_[sentence_].first;
      if (i > begin && (raw(i - 1) == "and" || raw(i - 1) == "or")) --i;
      if (i > begin && raw(i - 1) == ",") --i;
      if (i < first && i > begin && i == inherited_end_) standing = inherited_;
    }
  }
  standing_known_for_ = chunk.first + 1;
  inherited_end_ = chunk.last;
  inherited_ = standing;
  return standing;
}

}  // namespace raven::resolve
