// SPDX-License-Identifier: Apache-2.0
#include "code/attribution.h"

#include <algorithm>
#include <unordered_set>

namespace raven::code {
namespace {

TextSpan span_of_words(const Analysis& analysis, std::uint32_t first, std::uint32_t last) {
  return {analysis.words[first].span.begin, analysis.words[last - 1].span.end};
}

/// The words of a source: its noun group with the phrases that hang on it, up to `end`:
/// "A spokesman for the group | said".
TextSpan source_words(const SentenceView& view, const Analysis& analysis, const SentenceParts& parts,
                      std::uint32_t group, std::uint32_t end) {
  std::uint32_t last = parts.nouns[group].last;
  while (last < end && view.in(last)) {
    if (view.tag(last) != Tag::Adp) break;
    const std::uint32_t next = view.in(last + 1) ? parts.noun_at[last + 1 - view.first()] : kNone;
    if (next == kNone || parts.nouns[next].is_time) break;
    last = parts.nouns[next].last;
  }
  return span_of_words(analysis, parts.nouns[group].first, last);
}

/// "The army, the ministry said, attacked the town": the clause around an inserted report, and what hangs on
/// that clause.
bool around_report(const SentenceTree& tree, const SentenceParts& parts, std::uint32_t c,
                   std::uint32_t report) {
  if (!tree.is(parts.verbs[report].node, "parataxis")) return false;
  const std::uint32_t around = parts.clauses[report].above;
  for (int steps = 0; steps < 12 && c != kNone && c != report; ++steps) {
    if (c == around) return true;
    c = parts.clauses[c].above;
  }
  return false;
}

Stance stronger(Stance a, Stance b) {
  return std::max(a, b);
}

}  // namespace

Attributor::Quoted Attributor::quoted_parts(const SentenceView& view) {
  Quoted quoted;
  const std::uint32_t paragraph = analysis_.sentences[view.sentence()].paragraph;
  if (paragraph != paragraph_) {
    // A quotation that was never closed ends with its paragraph, but for one that the next paragraph opens
    // again.
    paragraph_ = paragraph;
    inside_quotation_ = false;
    last_chain_.clear();
  }
  quoted.opens_inside = inside_quotation_;
  std::uint32_t begin = inside_quotation_ ? view.first() : kNone;
  for (std::uint32_t w = view.first(); w < view.last(); ++w) {
    if (!view.is_quote(w)) continue;
    const std::string_view mark = view.form(w);
    const bool closes = mark == "\u201d" || mark == "''" || mark == "\u00bb" ||
                        (begin != kNone && mark != "\u201c" && mark != "``" && mark != "\u00ab");
    if (begin == kNone && !closes) {
      begin = w + 1;
    } else if (begin != kNone && closes) {
      if (w > begin) quoted.spans.push_back(span_of_words(analysis_, begin, w));
      begin = kNone;
    }
  }
  inside_quotation_ = begin != kNone;
  if (begin != kNone && begin < view.last())
    quoted.spans.push_back(span_of_words(analysis_, begin, view.last()));
  return quoted;
}

SentenceSources Attributor::find(const SentenceView& view, const SentenceTree& tree,
                                 const SentenceParts& parts) {
  const std::size_t count = parts.clauses.size();
  SentenceSources sources;
  sources.chains.resize(count);
  sources.stances.assign(count, Stance::Neutral);
  sources.is_report.assign(count, false);
  const Quoted quoted = quoted_parts(view);

  const auto is_quoted = [&](std::uint32_t word) {
    const TextSpan span = analysis_.words[word].span;
    return std::any_of(quoted.spans.begin(), quoted.spans.end(),
                       [&](TextSpan part) { return part.contains(span); });
  };
  const auto kind_of = [&](TextSpan content) {
    std::uint32_t inside = 0;
    for (const TextSpan& part : quoted.spans)
      if (part.overlaps(content))
        inside += std::min(part.end, content.end).value - std::max(part.begin, content.begin).value;
    if (inside == 0) return QuotationKind::Indirect;
    return inside * 10 >= content.size() * 8 ? QuotationKind::Direct : QuotationKind::Mixed;
  };
  const auto link = [&](std::uint32_t group, TextSpan words, std::string cue, TextSpan content) {
    Attribution attribution;
    attribution.span = words;
    attribution.text = text_of(article_, words);
    attribution.cue = std::move(cue);
    attribution.quote = kind_of(content);
    if (group != kNone && parts.nouns[group].mention != kNone) {
      const std::uint32_t actor = analysis_.mentions[parts.nouns[group].mention].actor;
      if (actor != kNone) attribution.name = analysis_.actors[actor].name;
      // "state news agency IRNA": the name goes before the word that it explains.
      const std::uint32_t next = parts.nouns[group].last;
      const std::uint32_t named = view.in(next) ? parts.noun_at[next - view.first()] : kNone;
      if (actor != kNone && analysis_.actors[actor].kind == MentionKind::Agent && named != kNone &&
          parts.nouns[named].mention != kNone &&
          analysis_.words[parts.nouns[named].head].relation == "appos") {
        const std::uint32_t explained = analysis_.mentions[parts.nouns[named].mention].actor;
        if (explained != kNone) attribution.name = analysis_.actors[explained].name;
      }
    }
    return attribution;
  };

  // Each reporting verb: who speaks, and over which clauses.
  struct Report {
    std::uint32_t clause;
    std::vector<Attribution> links;
    Stance stance;
    bool trailing;              // stands after what it reports
    std::uint32_t first, last;  // words of the report itself
  };
  std::vector<Report> reports;
  // For each clause the last one that hangs on it as what is said.
  std::vector<std::uint32_t> complement(count, kNone);
  for (std::uint32_t c = 0; c < count; ++c)
    if (parts.clauses[c].parent != kNone && parts.clauses[c].link == "that")
      complement[parts.clauses[c].parent] = c;
  for (std::uint32_t c = 0; c < count; ++c) {
    const Clause& clause = parts.clauses[c];
    const VerbGroup& verb = parts.verbs[clause.verb];
    const Cue* cue = lexicon_.cue(base::lowered(view.lemma(verb.head)), "v");
    if (!cue) continue;
    const std::string_view cue_text = view.form(verb.head);
    // Only words that hand on what was said stand behind it: "…, said X", not "…, criticised X".
    static const std::unordered_set<std::string_view> kHandsOn = {
        "says", "claims", "reports", "answers", "writes", "admits", "warns", "thinks", "predicts", "denies"};
    const bool hands_on = kHandsOn.contains(cue->kind);

    std::uint32_t speaker = kNone;
    bool inverted = false;
    if (verb.voice == Voice::Active) {
      if (const Argument* subject = clause.argument("subj"); subject && verb.form != VerbForm::Infinitive)
        speaker = subject->groups[0];
      // "…, said Samir Kapulov, …": no subject before the verb, a party straight after it.
      const bool after_mark = hands_on && verb.first > view.first() &&
                              (view.is_comma(verb.first - 1) || view.is_quote(verb.first - 1));
      if (after_mark || speaker == kNone) {
        if (const Argument* object = clause.argument("obj");
            object && object->at == verb.last && (after_mark || verb.first == view.first()) &&
            (parts.nouns[object->groups[0]].mention != kNone || parts.nouns[object->groups[0]].is_pronoun)) {
          speaker = object->groups[0];
          inverted = true;
        }
      }
    } else if (const Argument* subject = clause.argument("subj")) {
      speaker = subject->groups[0];  // "was reported by the agency"
    }
    Report report{c, {}, cue->stance, false, verb.first, verb.last};
    if (speaker != kNone) {
      report.first = std::min(report.first, parts.nouns[speaker].first);
      report.last = std::max(report.last, parts.nouns[speaker].last);
    }
    // It trails when nothing hangs on it and words of the sentence stand before it behind a comma or a
    // quotation mark.
    const bool has_complement = complement[c] != kNone;
    // "X attacked, said Y": what is reported stands in front, whichever hangs on which.
    const bool complement_before = has_complement && parts.verbs[complement[c]].head < verb.head;
    const std::uint32_t begin = report.first;
    const bool mark_before = begin > view.first() && (view.is_comma(begin - 1) || view.is_quote(begin - 1));
    report.trailing = hands_on && mark_before &&
                      (!has_complement || complement_before || inverted ||
                       (begin > view.first() + 1 && view.is_quote(begin - 2)));
    const bool reports_something =
        has_complement || report.trailing || (!quoted.spans.empty() && verb.form == VerbForm::Finite);
    // Without a speaker only a passive reports: "it was announced that".
    if (!reports_something || (speaker == kNone && !(verb.voice == Voice::Passive && has_complement)))
      continue;

    const TextSpan content =
        report.trailing ? span_of_words(analysis_, view.first(), std::max(begin, view.first() + 1))
                        : span_of_words(analysis_, std::min(report.last, view.last() - 1), view.last());
    const std::string lemma = base::lowered(view.lemma(verb.head));
    const TextSpan speaker_words =
        speaker == kNone ? TextSpan{}
                         : source_words(view, analysis_, parts, speaker, inverted ? view.last() : verb.first);
    report.links.push_back(link(speaker, speaker_words, std::string(cue_text), content));
    // "quoted X as saying that": a second link of the chain.
    if ((lemma == "quote" || lemma == "cite") && !inverted)
      if (const Argument* object = clause.argument("obj")) {
        const std::uint32_t group = object->groups[0];
        report.links.push_back(link(group, source_words(view, analysis_, parts, group, view.last()),
                                    std::string(cue_text), content));
      }
    sources.quotations.push_back({content, report.links.back().span, report.links.back().text,
                                  std::string(cue_text), analysis_.words[verb.head].span, kind_of(content)});
    sources.is_report[c] = true;
    reports.push_back(std::move(report));
  }

  // "according to X" speaks for the whole sentence but for its own words.
  std::vector<Attribution> whole;
  for (std::uint32_t w = view.first(); w + 1 < view.last(); ++w) {
    if (view.low(w) != "according" || view.low(w + 1) != "to") continue;
    std::uint32_t next = w + 2;
    while (view.in(next) && parts.noun_at[next - view.first()] == kNone && next < w + 5) ++next;
    const std::uint32_t group = view.in(next) ? parts.noun_at[next - view.first()] : kNone;
    if (group == kNone) continue;
    const TextSpan content = span_of_words(analysis_, view.first(), view.last());
    whole.push_back(
        link(group, source_words(view, analysis_, parts, group, view.last()), "according to", content));
    sources.quotations.push_back({content, whole.back().span, whole.back().text, "according to",
                                  span_of_words(analysis_, w, w + 2), kind_of(content)});
  }

  for (std::uint32_t c = 0; c < count; ++c) {
    std::vector<Attribution>& chain = sources.chains[c];
    chain = whole;
    const auto apply = [&](const Report& report) {
      chain.insert(chain.end(), report.links.begin(), report.links.end());
      sources.stances[c] = stronger(sources.stances[c], report.stance);
    };
    // Up the complements: the outermost report comes first.
    std::vector<const Report*> above;
    std::uint32_t at = c;
    for (int steps = 0; steps < 12 && parts.clauses[at].parent != kNone; ++steps) {
      const std::string& how = parts.clauses[at].link;
      at = parts.clauses[at].parent;
      if (how != "that" && how != "as") continue;
      for (const Report& report : reports)
        if (report.clause == at) above.push_back(&report);
    }
    for (auto report = above.rbegin(); report != above.rend(); ++report) apply(**report);
    for (const Report& report : reports) {
      if (!report.trailing || report.clause == c) continue;
      const bool already = std::find(above.begin(), above.end(), &report) != above.end();
      const std::uint32_t word = parts.verbs[parts.clauses[c].verb].head;
      const bool around = around_report(tree, parts, c, report.clause);
      if (!already && (word < report.first || around || is_quoted(word))) apply(report);
    }
    // Words inside a quotation that began in an earlier sentence belong to its speaker.
    if (chain.empty() && is_quoted(parts.verbs[parts.clauses[c].verb].head)) {
      chain = last_chain_;
      for (Attribution& attribution : chain) attribution.quote = QuotationKind::Direct;
      // "Ministers called it «…»": the speaker of the sentence's only report.
      if (chain.empty() && reports.size() == 1 && reports[0].clause != c) apply(reports[0]);
    }
  }
  if (!reports.empty()) last_chain_ = reports.back().links;
  return sources;
}

}  // namespace raven::code
