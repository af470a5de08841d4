// SPDX-License-Identifier: Apache-2.0
#include "language/lemmatiser.h"

#include "base/ascii.h"
#include "base/table.h"
#include "base/utf8.h"

#include <algorithm>

namespace raven::language {
namespace {

constexpr std::string_view kTableName = "language/lemmas.tsv";

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/// Letters before the last two: "inv|it", "w|ait".
bool consonant_before_last_two(std::string_view stem) {
  return stem.size() >= 3 && !is_vowel(stem[stem.size() - 3]);
}

/// The word with straight apostrophes, in lower case.
std::string plain_lowered(std::string_view word) {
  std::string text;
  for (std::size_t i = 0; i < word.size();) {
    const std::string_view sign = word.substr(i, 3);
    if (sign == "\xE2\x80\x99" || sign == "\xE2\x80\x98") {
      text += '\'';
      i += 3;
    } else {
      text += word[i++];
    }
  }
  return base::lowered_utf8(text);
}

bool is_capitalised(std::string_view word) {
  return !word.empty() && base::is_upper(word[0]);
}
bool is_all_capitals(std::string_view word) {
  return word.size() >= 2 && std::any_of(word.begin(), word.end(), base::is_upper) &&
         std::none_of(word.begin(), word.end(), base::is_lower);
}

std::string mark_lemma(std::string_view word) {
  if (word == "\xE2\x80\x9C" || word == "\xE2\x80\x9D") return "\"";
  if (word == "\xE2\x80\x98" || word == "\xE2\x80\x99" || word == "`") return "'";
  if (word == "\xE2\x80\xA6") return "...";
  if (word == "\xE2\x80\x93") return "-";
  return std::string(word);
}

// Only this much of a word is looked at for its capitals: hostile words must not cost more.
constexpr std::size_t kLongestSeen = 64;

}  // namespace

Result<Lemmatiser> Lemmatiser::make(const base::Knowledge& knowledge) {
  RAVEN_TRY(const std::string_view bytes, knowledge.file(kTableName));
  RAVEN_TRY(const base::Table table, base::Table::parse(kTableName, bytes, {"form", "kind", "lemma"}));
  Lemmatiser lemmatiser;
  for (const base::TableRow& row : table.rows()) {
    char kind = 0;
    if (row[1] == "verb")
      kind = 'v';
    else if (row[1] == "noun")
      kind = 'n';
    else if (row[1] == "adjective")
      kind = 'j';
    else if (row[1] == "adverb")
      kind = 'r';
    else if (row[1] == "word")
      kind = 'w';
    else if (row[1] == "stem")
      kind = 's';
    else
      return table.fault(row, "no such kind of form: " + std::string(row[1]));
    for (std::string_view form : row.list(0)) {
      if (kind == 's') {
        lemmatiser.stems_.insert(row[2]);
        continue;
      }
      lemmatiser.irregular_.emplace(kind + std::string(form), row[2]);
    }
    if (kind == 's' && row[2].empty()) return table.fault(row, "a stem has its verb in the last column");
    if (kind == 's')
      for (std::string_view form : row.list(0))
        lemmatiser.irregular_.emplace('s' + std::string(form), row[2]);
  }
  return lemmatiser;
}

const std::string_view* Lemmatiser::irregular(char kind, const std::string& form) const {
  const auto found = irregular_.find(kind + form);
  return found == irregular_.end() ? nullptr : &found->second;
}

std::string Lemmatiser::lemma(std::string_view word, Tag tag, std::string_view fine_tag,
                              Capital capital) const {
  if (word.size() > 100) return std::string(word);
  if (tag == Tag::Punct || tag == Tag::Sym) return mark_lemma(word);
  if (fine_tag == "ADD" || fine_tag == "FW" || fine_tag == "NFP") return std::string(word);
  if (tag == Tag::Propn || fine_tag == "NNP" || fine_tag == "NNPS") {
    if (fine_tag != "NNPS") return std::string(word);
    const std::string lowered = base::lowered_utf8(word);
    const std::string single = noun(lowered);
    if (single.size() < lowered.size() && lowered.starts_with(single))
      return std::string(word.substr(0, single.size()));
    if (lowered.ends_with("ies") && single.ends_with('y'))
      return std::string(word.substr(0, word.size() - 3)) + "y";
    return std::string(word);
  }
  const std::string form = plain_lowered(word);
  if (form == "i") return "I";
  if (fine_tag == "CD") {
    if (!base::is_digit(form[0]))
      return is_all_capitals(word) && capital == Capital::Telling ? std::string(word) : form;
    std::string figures = form;
    figures.erase(std::remove(figures.begin(), figures.end(), ','), figures.end());
    return figures;
  }
  if (fine_tag == "JJ" && capital == Capital::Telling && is_capitalised(word)) return std::string(word);
  if (fine_tag == "NN") {
    if (const std::string_view* found = irregular('w', form); found != nullptr && found->ends_with('.'))
      return std::string(*found);
    if (capital == Capital::Telling && is_all_capitals(word)) return std::string(word);
  }
  if ((form == "'d" || form == "d") && fine_tag == "VBD") return "have";
  if (fine_tag.starts_with("VB") || fine_tag == "MD") return verb(form, fine_tag);
  if (fine_tag == "NNS") {
    std::string single = noun(form);
    if (capital == Capital::Telling && is_capitalised(word) && !is_all_capitals(word))
      single[0] = base::to_upper(single[0]);
    return single;
  }
  if (form == "etc") return "etc.";
  if (fine_tag == "JJR" || fine_tag == "JJS" || fine_tag == "RBR" || fine_tag == "RBS")
    return compared(form, fine_tag);
  if (fine_tag == "POS") return "'s";
  if (tag == Tag::Pron || tag == Tag::Det || tag == Tag::Part || tag == Tag::Cconj || tag == Tag::Adp ||
      tag == Tag::Adv || tag == Tag::Sconj) {
    if (fine_tag == "PRP$" && form == "her") return "her";
    if (const std::string_view* found = irregular('w', form)) return std::string(*found);
  }
  return form;
}

std::string Lemmatiser::verb(const std::string& form, std::string_view fine_tag) const {
  if (const std::string_view* found = irregular('v', form)) {
    // "found", "lay", "saw", "left", "ground" are also verbs of their own in their plain forms.
    if (fine_tag != "VB" && fine_tag != "VBP") return std::string(*found);
    if (*found == "be" || *found == "have" || *found == "do" || form.starts_with('\'') || form == "ca" ||
        form == "wo")
      return std::string(*found);
    return form;
  }
  const std::string_view view = form;
  if (fine_tag == "VBZ" && form.size() > 2 && form.ends_with('s')) {
    if (form.ends_with("ies") && form.size() > 4) return form.substr(0, form.size() - 3) + "y";
    for (std::string_view ending : {"sses", "shes", "ches", "xes", "zzes", "tzes", "oes"})
      if (form.ends_with(ending)) {
        const std::string shorter = form.substr(0, form.size() - 1);
        return stems_.contains(shorter) ? shorter : form.substr(0, form.size() - 2);
      }
    if (form.ends_with("ss")) return form;
    const std::string shorter = form.substr(0, form.size() - 1);
    // "focuses": the stem's own s.
    if (form.ends_with("ses") && stems_.contains(view.substr(0, form.size() - 2)))
      return form.substr(0, form.size() - 2);
    return shorter;
  }
  if (fine_tag == "VBG") {
    if (form.ends_with("ying") && form.size() == 5) return form.substr(0, 1) + "ie";
    if (form.ends_with("ing") && form.size() > 4) return without_ending(view.substr(0, form.size() - 3));
    if (form.ends_with("in'") && form.size() > 4) return without_ending(view.substr(0, form.size() - 3));
    return form;
  }
  if (fine_tag == "VBD" || fine_tag == "VBN") {
    if (form.ends_with("ied") && form.size() > 4) return form.substr(0, form.size() - 3) + "y";
    if (form.ends_with("ied")) return form.substr(0, form.size() - 1);
    if (form.ends_with("eed") && form.size() > 4) return form.substr(0, form.size() - 1);
    if (form.ends_with("ed") && form.size() > 3) return without_ending(view.substr(0, form.size() - 2));
    if (form.ends_with("'d")) return form.substr(0, form.size() - 2);
  }
  return form;
}

/// The verb whose "-ed" or "-ing" was cut off: gives back the silent e, takes off the doubled letter.
std::string Lemmatiser::without_ending(std::string_view stem) const {
  const std::string kept(stem);
  if (stem.size() < 2) return kept;
  if (const std::string_view* found = irregular('s', kept)) return std::string(*found);
  // An affix changes nothing: "re-elected", "oversupplied".
  for (std::string_view prefix : {"re-", "co-", "over", "under", "mis", "out"}) {
    if (!stem.starts_with(prefix) || stem.size() < prefix.size() + 3) continue;
    if (const std::string_view* found = irregular('s', std::string(stem.substr(prefix.size()))))
      return std::string(prefix) + std::string(*found);
  }
  if (stems_.contains(stem)) return kept;
  const char last = stem.back();
  const char before = stem[stem.size() - 2];
  const std::string with_e = kept + "e";
  if (last == before) {
    if (std::string_view("bdgmnprt").find(last) != std::string_view::npos && stem.size() > 3)
      return kept.substr(0, kept.size() - 1);
    return kept;
  }
  switch (last) {
    case 'v':
    case 'c':
    case 'u':
      return with_e;
    case 'z':
      return before == 't' ? kept : with_e;
    case 's':
      return with_e;
    case 'g':
      if (before == 'n') {
        for (std::string_view ending : {"ang", "eng", "ung"})
          if (stem.ends_with(ending) && stem.size() > 4) return with_e;
        return kept;
      }
      return with_e;
    case 'l':
      if (std::string_view("bcdfgkptzs").find(before) != std::string_view::npos) return with_e;
      if ((before == 'i' || before == 'u') && consonant_before_last_two(stem)) return with_e;
      return kept;
    case 't':
      if (before == 'a' && stem.size() > 3) {
        const char earlier = stem[stem.size() - 3];
        return earlier == 'e' || earlier == 'o' ? kept : with_e;
      }
      if (stem == "eat" || stem == "oat") return kept;
      if (before == 'a' || (before == 'u' && consonant_before_last_two(stem) && stem.size() > 3))
        return with_e;
      return kept;
    case 'd':
      if ((before == 'i' || before == 'a' || before == 'e' || before == 'o' || before == 'u') &&
          (consonant_before_last_two(stem) || stem.ends_with("uid") || stem.ends_with("uad")))
        return with_e;
      return kept;
    case 'r':
      if ((before == 'u' || before == 'i' || before == 'a') &&
          (consonant_before_last_two(stem) || stem.ends_with("uir") || stem.ends_with("uar")))
        return with_e;
      return kept;
    case 'm':
      return (before == 'a' || before == 'i' || before == 'u' || before == 'o') &&
                     consonant_before_last_two(stem)
                 ? with_e
                 : kept;
    case 'n':
      return (before == 'i' || before == 'u') && consonant_before_last_two(stem) ? with_e : kept;
    case 'p':
      return (before == 'a' || before == 'i' || before == 'y') && consonant_before_last_two(stem) ? with_e
                                                                                                  : kept;
    case 'k':
      return (before == 'a' || before == 'i' || before == 'o' || before == 'u') &&
                     consonant_before_last_two(stem)
                 ? with_e
                 : kept;
    case 'b':
      return (before == 'i' || before == 'o' || before == 'u') && consonant_before_last_two(stem) ? with_e
                                                                                                  : kept;
    default:
      return kept;
  }
}

std::string Lemmatiser::noun(const std::string& form) const {
  if (const std::string_view* found = irregular('n', form)) return std::string(*found);
  if (form.size() < 3 || !form.ends_with('s')) {
    if (form.ends_with("children")) return form.substr(0, form.size() - 3);
    if (form.ends_with("men") && form.size() > 4) return form.substr(0, form.size() - 3) + "man";
    return form;
  }
  if (form.ends_with("'s")) return form.substr(0, form.size() - 2);
  if (form.ends_with("ies") && form.size() > 4) return form.substr(0, form.size() - 3) + "y";
  for (std::string_view ending : {"sses", "shes", "ches", "xes", "zzes", "tzes", "oes"})
    if (form.ends_with(ending)) return form.substr(0, form.size() - 2);
  for (std::string_view ending : {"wives", "knives", "midlives"})
    if (form.ends_with(ending)) return form.substr(0, form.size() - 3) + "fe";
  for (std::string_view ending : {"wolves", "shelves", "thieves", "halves", "calves", "loaves"})
    if (form.ends_with(ending)) return form.substr(0, form.size() - 3) + "f";
  if (form.ends_with("ysses") || form.ends_with("lyses") || form.ends_with("theses"))
    return form.substr(0, form.size() - 2) + "is";
  if (form.ends_with("uses") && form.size() > 6 && !is_vowel(form[form.size() - 5]))
    return form.substr(0, form.size() - 2);
  if (form.ends_with("ss") || base::is_digit(form[0])) return form;
  return form.substr(0, form.size() - 1);
}

std::string Lemmatiser::compared(const std::string& form, std::string_view fine_tag) const {
  const char kind = fine_tag.starts_with("RB") ? 'r' : 'j';
  if (const std::string_view* found = irregular(kind, form)) return std::string(*found);
  const std::size_t cut = fine_tag.ends_with('S') ? 3 : 2;
  if (!form.ends_with(cut == 3 ? "est" : "er") || form.size() < cut + 3) return form;
  std::string stem = form.substr(0, form.size() - cut);
  if (stem.ends_with('i')) return stem.substr(0, stem.size() - 1) + "y";
  const char last = stem.back();
  if (last == stem[stem.size() - 2] && std::string_view("bdgmnpt").find(last) != std::string_view::npos)
    return stem.substr(0, stem.size() - 1);
  if (last == 'c' || last == 'g' || last == 'v' || last == 's' || last == 'z' || last == 'u') {
    if (!stem.ends_with("ng") && !stem.ends_with("ss")) return stem + "e";
    return stem;
  }
  for (std::string_view ending : {"ar", "id", "it", "at", "ut", "ir", "ur", "in", "ik", "am", "im", "af",
                                  "pl", "bl", "tl", "dl", "or", "ud"})
    if (stem.ends_with(ending) && stem.size() >= 3 && !is_vowel(stem[stem.size() - 3])) return stem + "e";
  return stem;
}

Casing casing_of(std::span<const std::string_view> words) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t long_words = 0;
  std::size_t long_capitals = 0;
  for (const std::string_view word : words) {
    for (char c : word.substr(0, kLongestSeen)) {
      upper += base::is_upper(c);
      lower += base::is_lower(c) || static_cast<unsigned char>(c) >= 0xC0;
    }
    if (word.size() >= 4 && base::is_letter(word[0])) {
      ++long_words;
      long_capitals += base::is_upper(word[0]);
    }
  }
  if (upper == 0) return Casing::NoCapitals;
  if (upper >= 4 && upper > 4 * lower) return Casing::AllCapitals;
  if (long_words >= 4 && long_capitals * 5 >= long_words * 4) return Casing::Headline;
  return Casing::Prose;
}

}  // namespace raven::language
