// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Sentences annotated by hand, for the tests of this room, which may not call its neighbours:
///
///     HandAnnotated page("[Russia/NNP] praised/VBD/praise [the/DT Taliban/NNPS] ./.");
///
/// A word is form/tag or form/tag/lemma, then @head:relation (the head counted from 1 in its sentence, 0 for
/// the root; Penn tags; the lemma is the lowered form where none is given; a form
/// "/" is not possible). Brackets make a mention; `[RUS:MIL …]` gives its actor a country and a sector (GOV
/// where none is given). Each mention is an
/// actor of its own unless its words were met before. `{2021-08-16 on/IN Monday/NNP}` makes a date. Sentences
/// are separated by "||".

#include "base/ascii.h"
#include "base/calendar.h"

#include <raven/record.h>

#include <map>
#include <string>
#include <string_view>

namespace raven::code {

struct HandAnnotated {
  Article article;
  Analysis analysis;

  explicit HandAnnotated(std::string_view annotated) {
    article.source.hash = "hand";
    begin_sentence();
    std::uint32_t mention_begin = 0, date_begin = 0;
    bool in_mention = false, in_date = false;
    std::string country, sector, day;
    for (std::string_view piece : base::split_words(annotated)) {
      if (piece == "||") {
        end_sentence();
        begin_sentence();
        continue;
      }
      if (piece.front() == '[' && piece.size() > 1) {
        in_mention = true;
        mention_begin = kNone;
        country.clear(), sector.clear();
        piece.remove_prefix(1);
        if (const std::size_t colon = piece.find(':');
            colon != std::string_view::npos && piece.find('/') == std::string_view::npos) {
          country = piece.substr(0, colon);
          sector = piece.substr(colon + 1);
          continue;
        }
      }
      if (piece.front() == '{' && piece.size() > 1) {
        in_date = true;
        date_begin = kNone;
        day = piece.substr(1);
        continue;
      }
      bool ends_mention = false, ends_date = false;
      if (piece.back() == ']') ends_mention = true, piece.remove_suffix(1);
      if (piece.back() == '}') ends_date = true, piece.remove_suffix(1);
      const std::uint32_t at = add_word(piece);
      if (in_mention && mention_begin == kNone) mention_begin = at;
      if (in_date && date_begin == kNone) date_begin = at;
      if (ends_mention) add_mention(mention_begin, country, sector), in_mention = false;
      if (ends_date) add_date(date_begin, day), in_date = false;
    }
    end_sentence();
  }

  /// The words of a range, as they stand.
  std::string words(std::uint32_t first, std::uint32_t last) const {
    if (first >= last) return {};
    return std::string(
        text_of(article, {analysis.words[first].span.begin, analysis.words[last - 1].span.end}));
  }

 private:
  static Tag tag_for(std::string_view fine, std::string_view form) {
    const std::string low = base::lowered(form);
    if (fine.starts_with("NNP")) return Tag::Propn;
    if (fine.starts_with("NN")) return Tag::Noun;
    if (fine == "MD" || fine == "AUX") return Tag::Aux;
    if (fine.starts_with("VB")) {
      static const std::string_view kAuxiliaries[] = {"is",  "are",  "was", "were", "be",   "been", "being",
                                                      "has", "have", "had", "did",  "does", "do"};
      for (std::string_view auxiliary : kAuxiliaries)
        if (low == auxiliary) return Tag::Aux;
      return Tag::Verb;
    }
    if (fine.starts_with("JJ")) return Tag::Adj;
    if (fine.starts_with("RB")) return low == "not" || low == "n't" ? Tag::Part : Tag::Adv;
    if (fine == "RP" || (fine == "IN" && low != "that" && low != "if" && low != "because")) return Tag::Adp;
    if (fine == "IN") return Tag::Sconj;
    if (fine == "TO" || fine == "POS") return Tag::Part;
    if (fine == "DT" || fine == "PDT") return Tag::Det;
    if (fine == "CD") return Tag::Num;
    if (fine == "CC") return Tag::Cconj;
    if (fine.starts_with("PRP") || fine.starts_with("W")) return Tag::Pron;
    return Tag::Punct;
  }

  std::uint32_t add_word(std::string_view piece) {
    std::string_view hangs;
    if (const std::size_t at = piece.find('@'); at != std::string_view::npos) {
      hangs = piece.substr(at + 1);
      piece = piece.substr(0, at);
    }
    const auto parts = base::split(piece, '/');
    const std::string_view form = parts[0];
    const std::string_view fine = parts.size() > 1 ? parts[1] : std::string_view("NN");
    const bool joins = fine == "POS" || fine == "." || fine == "," || form == "n't";
    if (!article.text.empty() && !joins) article.text += ' ';
    Word word;
    word.span = text_span(article.text.size(), article.text.size() + form.size());
    article.text += form;
    word.fine_tag = fine == "AUX" ? "VBD" : std::string(fine);
    word.tag = tag_for(fine, form);
    word.lemma = parts.size() > 2 ? std::string(parts[2]) : base::lowered(form);
    if (word.tag == Tag::Aux && parts.size() <= 2 && word.fine_tag != "MD")
      word.lemma = form[0] == 'h' ? "have" : (form[0] == 'd' ? "do" : "be");
    if (const std::size_t colon = hangs.find(':'); colon != std::string_view::npos) {
      const int head = std::stoi(std::string(hangs.substr(0, colon)));
      if (head > 0) word.head = analysis.sentences.back().first_word + static_cast<std::uint32_t>(head) - 1;
      word.relation = hangs.substr(colon + 1);
    }
    analysis.words.push_back(std::move(word));
    return static_cast<std::uint32_t>(analysis.words.size() - 1);
  }
  void begin_sentence() {
    Sentence sentence;
    sentence.first_word = static_cast<std::uint32_t>(analysis.words.size());
    analysis.sentences.push_back(sentence);
  }
  void end_sentence() {
    Sentence& sentence = analysis.sentences.back();
    sentence.last_word = static_cast<std::uint32_t>(analysis.words.size());
    if (sentence.first_word == sentence.last_word) {
      analysis.sentences.pop_back();
      return;
    }
    sentence.span = {analysis.words[sentence.first_word].span.begin, analysis.words.back().span.end};
  }
  TextSpan from(std::uint32_t first) const {
    return {analysis.words[first].span.begin, analysis.words.back().span.end};
  }
  void add_mention(std::uint32_t first, const std::string& country, const std::string& sector) {
    Mention mention;
    mention.span = from(first);
    mention.sentence = static_cast<std::uint32_t>(analysis.sentences.size() - 1);
    mention.sure = 1;
    const std::string name(text_of(article, mention.span));
    const auto known = actors_.find(name);
    if (known != actors_.end()) {
      mention.actor = known->second;
    } else {
      mention.actor = static_cast<std::uint32_t>(analysis.actors.size());
      actors_[name] = mention.actor;
      Actor actor;
      actor.name = name;
      actor.country = country;
      actor.sector = sector.empty() ? "GOV" : sector;
      actor.kind = country.empty() ? MentionKind::Group : MentionKind::State;
      actor.sure = 1;
      analysis.actors.push_back(std::move(actor));
    }
    analysis.mentions.push_back(std::move(mention));
  }
  void add_date(std::uint32_t first, const std::string& day) {
    DateRange date;
    date.span = from(first);
    date.text = text_of(article, date.span);
    date.from = date.to = base::parse_iso_day(day);
    date.precision = Precision::Day;
    date.basis = "content";
    analysis.dates.push_back(std::move(date));
  }

  std::map<std::string, std::uint32_t> actors_;
};

}  // namespace raven::code
