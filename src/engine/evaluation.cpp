// SPDX-License-Identifier: Apache-2.0
// Layers against gold: what `raven::evaluate` promises.
#include "base/ascii.h"
#include "base/file.h"
#include "engine/coded_scores.h"
#include "engine/parts.h"
#include "engine/resolve_gold.h"
#include "language/treebank.h"

#include <raven/raven.h>

#include <algorithm>
#include <map>
#include <set>

namespace raven {
namespace {

using language::Treebank;

/// A relation without its subtype: "nsubj:pass" is "nsubj".
std::string_view universal(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

/// Where a word stands among the letters of the text, blanks not counted, so that two texts that differ in
/// their blanks can be held against each other.
class Letters {
 public:
  explicit Letters(std::string_view text) : before_(text.size() + 1) {
    for (std::size_t i = 0; i < text.size(); ++i)
      before_[i + 1] = before_[i] + (base::is_space(text[i]) ? 0u : 1u);
  }
  std::pair<std::uint32_t, std::uint32_t> of(TextSpan span) const {
    return {before_[span.begin.value], before_[span.end.value]};
  }

 private:
  std::vector<std::uint32_t> before_;
};

Score accuracy(std::string name, std::uint64_t right, std::uint64_t of) {
  return {std::move(name), right, of, of};
}

std::vector<Score> scores_on_gold_words(const Treebank& gold, const Analysis& found) {
  std::uint64_t words = gold.analysis.words.size(), fine = 0, fine_given = 0, tag = 0, features = 0,
                lemma = 0, lemmas_given = 0, head = 0, labelled = 0, labelled_whole = 0;
  for (std::size_t i = 0; i < words; ++i) {
    const Word& wanted = gold.analysis.words[i];
    const Word& got = found.words[i];
    tag += wanted.tag == got.tag;
    features += wanted.features == got.features;
    if (!wanted.fine_tag.empty()) {
      ++fine_given;
      fine += wanted.fine_tag == got.fine_tag;
    }
    if (!wanted.lemma.empty()) {
      ++lemmas_given;
      lemma += wanted.lemma == got.lemma;
    }
    if (got.relation.empty() || wanted.head != got.head) continue;
    ++head;
    labelled += universal(wanted.relation) == universal(got.relation);
    labelled_whole += wanted.relation == got.relation;
  }
  return {accuracy("UPOS", tag, words),
          accuracy("XPOS", fine, fine_given),
          accuracy("UFeats", features, words),
          accuracy("lemmas", lemma, lemmas_given),
          accuracy("UAS", head, words),
          accuracy("LAS", labelled, words),
          accuracy("LAS with subtypes", labelled_whole, words)};
}

std::vector<Score> scores_on_text(const Treebank& gold, const Analysis& found) {
  // Both texts are the same one, so a word is the same where its span is.
  const Letters letters(gold.article.text);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> at;
  for (std::size_t i = 0; i < found.words.size(); ++i)
    at.emplace(letters.of(found.words[i].span), static_cast<std::uint32_t>(i));
  std::vector<std::uint32_t> twin(gold.analysis.words.size(), kNone);
  for (std::size_t i = 0; i < twin.size(); ++i)
    if (const auto place = at.find(letters.of(gold.analysis.words[i].span)); place != at.end())
      twin[i] = place->second;
  std::uint64_t words = 0, tag = 0, head = 0, labelled = 0;
  for (std::size_t i = 0; i < twin.size(); ++i) {
    if (twin[i] == kNone) continue;
    const Word& wanted = gold.analysis.words[i];
    const Word& got = found.words[twin[i]];
    ++words;
    tag += wanted.tag == got.tag;
    if (got.relation.empty()) continue;
    const std::uint32_t wanted_head = wanted.head == kNone ? kNone : twin[wanted.head];
    if (wanted.head != kNone && wanted_head == kNone) continue;
    if (wanted_head != got.head) continue;
    ++head;
    labelled += universal(wanted.relation) == universal(got.relation);
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> sentences;
  for (const Sentence& sentence : found.sentences) sentences.insert(letters.of(sentence.span));
  std::uint64_t same = 0;
  for (const Sentence& sentence : gold.analysis.sentences) same += sentences.count(letters.of(sentence.span));
  const std::uint64_t wanted = gold.analysis.words.size(), got = found.words.size();
  return {{"text: words", words, wanted, got},
          {"text: sentences", same, gold.analysis.sentences.size(), found.sentences.size()},
          {"text: UPOS", tag, wanted, got},
          {"text: UAS", head, wanted, got},
          {"text: LAS", labelled, wanted, got}};
}

/// One spelling for the types that corpora of names use; empty for those that Raven does not tell.
std::string_view name_type(std::string_view type) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"PER", "PER"},   {"PERSON", "PER"},       {"LOC", "LOC"},          {"LOCATION", "LOC"},
      {"GPE", "LOC"},   {"ORG", "ORG"},          {"ORGANISATION", "ORG"}, {"ORGANIZATION", "ORG"},
      {"NORP", "NORP"}, {"NATIONALITY", "NORP"}, {"FAC", "FAC"},          {"EVENT", "EVENT"},
      {"DATE", "DATE"}, {"TIME", "TIME"},        {"MONEY", "MONEY"},      {"QUANTITY", "QUANTITY"}};
  for (const auto& [given, ours] : kTypes)
    if (base::lowered(type) == base::lowered(given)) return ours;
  return {};
}

/// A file of names in columns (word, then somewhere O, B-… or I-…), as CoNLL-U with the names in MISC.
std::string columns_as_conllu(std::string_view columns) {
  std::string out;
  std::size_t number = 0;
  const auto is_mark = [](std::string_view cell) {
    return cell == "O" || cell.starts_with("B-") || cell.starts_with("I-");
  };
  for (std::string_view line : base::split(columns, '\n')) {
    line = base::trim(line);
    if (line.empty() || line.front() == '#') {
      if (number > 0) out += '\n';
      number = 0;
      continue;
    }
    std::vector<std::string_view> cells =
        base::split(line, line.find('\t') == std::string_view::npos ? ' ' : '\t');
    std::erase(cells, std::string_view());
    const bool numbered = cells.size() > 2 && std::all_of(cells[0].begin(), cells[0].end(), base::is_digit) &&
                          !is_mark(cells[1]);
    const std::string_view form = cells[numbered ? 1 : 0];
    std::string_view mark = "O";
    for (std::size_t i = numbered ? 2 : 1; i < cells.size(); ++i)
      if (is_mark(cells[i])) {
        mark = cells[i];
        break;
      }
    out += std::to_string(++number) + '\t' + std::string(form) +
           "\t_\t_\t_\t_\t_\t_\t_\tNER=" + std::string(mark) + '\n';
  }
  return out + '\n';
}

bool is_conllu(std::string_view text) {
  for (const std::string_view line : base::split(text.substr(0, 1 << 16), '\n'))
    if (!line.empty() && line.front() != '#') return base::split(line, '\t').size() == 10;
  return false;
}

Result<Treebank> open_gold(const std::string& path) {
  RAVEN_TRY(const std::string bytes, base::read_file(path));
  if (is_conllu(bytes)) return language::read_treebank(path, bytes);
  return language::read_treebank(path, columns_as_conllu(bytes));
}

std::vector<Score> scores_of_names(const Treebank& gold, const Analysis& found) {
  struct Counts {
    std::uint64_t right = 0, gold = 0, found = 0;
  };
  std::map<std::string, Counts, std::less<>> types;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string_view> wanted;
  for (const Name& name : gold.analysis.names) {
    const std::string_view type = name_type(name.type);
    if (type.empty()) continue;
    wanted[{name.first_word, name.last_word}] = type;
    ++types[std::string(type)].gold;
  }
  for (const Name& name : found.names) {
    // A type that the gold file does not know is not held against us.
    const auto counts = types.find(name_type(name.type));
    if (counts == types.end()) continue;
    ++counts->second.found;
    const auto twin = wanted.find({name.first_word, name.last_word});
    counts->second.right += twin != wanted.end() && twin->second == counts->first;
  }
  std::vector<Score> scores;
  Counts all;
  for (const auto& [type, counts] : types) {
    scores.push_back({type, counts.right, counts.gold, counts.found});
    all.right += counts.right;
    all.gold += counts.gold;
    all.found += counts.found;
  }
  scores.push_back({"all names", all.right, all.gold, all.found});
  return scores;
}

}  // namespace

std::optional<Suite> suite_named(std::string_view name) {
  if (name == "conllu") return Suite::Conllu;
  if (name == "names") return Suite::Names;
  if (name == "resolve") return Suite::Resolve;
  if (name == "pairs") return Suite::Pairs;
  if (name == "events") return Suite::Events;
  return std::nullopt;
}

Result<std::vector<Score>> evaluate(const Raven& engine, Suite suite, const std::string& path,
                                    std::vector<std::string>* misses) {
  if (suite == Suite::Resolve) return score_resolving(engine, path, misses);
  if (suite == Suite::Pairs) return scores_of_pairs(engine, path);
  if (suite == Suite::Events) return scores_of_events(engine, path);
  RAVEN_TRY(const Treebank gold, open_gold(path));
  if (gold.analysis.sentences.empty()) return Error{ErrorCode::Empty, "holds no sentence", path};
  Document given;
  given.article = gold.article;
  for (const Sentence& sentence : gold.analysis.sentences) given.analysis.sentences.push_back(sentence);
  // The words alone: nothing of the gold must reach what is scored.
  for (const Word& word : gold.analysis.words) {
    Word bare;
    bare.span = word.span;
    bare.form = word.form;
    bare.token_words = word.token_words;
    given.analysis.words.push_back(std::move(bare));
  }
  engine.tag(given);
  if (suite == Suite::Names) return scores_of_names(gold, given.analysis);
  std::vector<Score> scores = scores_on_gold_words(gold, given.analysis);
  Document text;
  text.article = gold.article;
  engine.annotate(text);
  for (Score& score : scores_on_text(gold, text.analysis)) scores.push_back(std::move(score));
  if (!gold.analysis.names.empty())
    for (Score& score : scores_of_names(gold, given.analysis)) {
      score.name = "names: " + score.name;
      scores.push_back(std::move(score));
    }
  return scores;
}

}  // namespace raven
