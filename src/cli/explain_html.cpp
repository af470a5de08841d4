// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/explain_drawing.h"
#include "cli/explanation.h"
#include "cli/html_text.h"

#include <raven/version.h>

#include <fmt/format.h>

namespace raven::cli {
namespace {

constexpr const char* kClasses[] = {"act", "not", "party", "place", "date", "many", ""};

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1f2328;--soft:#68707a;--line:#dedbd3;--card:#f5f3ec;
--act:#b3261e;--party:#0b5c8a;--place:#276b37;--date:#8a5a00;--many:#7a3d8f;
--bad:#b3261e;--good:#276b37}
@media (prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e4e2dc;--soft:#969da6;--line:#33373d;--card:#1f2226;
--act:#ff8a80;--party:#7cc4f0;--place:#86cf96;--date:#e3b45c;--many:#d2a2e4;--bad:#ff8a80;--good:#86cf96}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Georgia,"Times New Roman",serif}
main{max-width:76rem;margin:0 auto;padding:2rem 1.25rem 4rem}
article+article{margin-top:4rem;border-top:3px double var(--line);padding-top:2rem}
h1{font-size:1.9rem;line-height:1.22;margin:.2rem 0 1rem;max-width:44rem;text-wrap:balance}
h2{font:600 .8rem/1.4 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:2.5rem 0 .6rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0 0 1rem;font:.86rem/1.5 system-ui,sans-serif;max-width:52rem}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
.facts i{color:var(--soft)}
.counts{font:.86rem/1.5 system-ui,sans-serif;color:var(--soft);border-block:1px solid var(--line);padding:.5rem 0;margin:0 0 1.5rem;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}
.counts b{color:var(--ink)}
.row{display:grid;grid-template-columns:minmax(0,38rem) minmax(0,1fr);gap:0 2.2rem;align-items:start;margin-bottom:1.1rem}
.row>p{margin:0;position:sticky;top:1rem}
.row>p.heading,.row>p.title,.row>p.subtitle{font-weight:bold}
.row>p.caption,.row>p.byline,.row>p.dateline{color:var(--soft);font-size:.92rem}
.cards{display:grid;gap:.55rem;font:.82rem/1.45 system-ui,sans-serif}
.card{background:var(--card);border-left:3px solid var(--quad,var(--line));border-radius:0 6px 6px 0;padding:.5rem .7rem .55rem;break-inside:avoid}
.q1,.q2{--quad:var(--good)}.q3,.q4{--quad:var(--bad)}
.card header{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}
.card h3{font-size:.88rem;margin:0;letter-spacing:.02em}
.card header span{color:var(--soft)}
.fact{border:1px solid currentColor;border-radius:99px;padding:0 .5em;font-size:.74rem}
.card dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .7rem;margin:.25rem 0 0}
.card dt{color:var(--soft)}.card dd{margin:0;overflow-wrap:anywhere}
.none{color:var(--soft);overflow-wrap:anywhere}.none b{font-weight:normal;text-decoration:line-through}
sup{font:600 .62rem system-ui,sans-serif;color:var(--soft);margin-right:.15em;line-height:0}
mark{background:none;color:inherit;border-bottom:2px solid;padding-bottom:.02em}
mark.act{color:var(--act);font-weight:bold}mark.party{color:var(--party)}mark.place{color:var(--place)}
mark.date{color:var(--date)}mark.many{color:var(--many)}
mark.not{color:var(--soft);border-bottom-style:dotted}
.legend{font:.82rem system-ui,sans-serif;color:var(--soft);display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:0 0 1.4rem}
table{border-collapse:collapse;font:.84rem/1.45 system-ui,sans-serif;width:100%;max-width:64rem}
td{border-top:1px solid var(--line);padding:.3rem .9rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
td:first-child{white-space:nowrap;color:var(--date)}td:last-child{color:var(--soft)}
.failure{color:var(--bad);font-family:system-ui,sans-serif}
footer{margin-top:3rem;color:var(--soft);font:.78rem system-ui,sans-serif}
@media (max-width:56rem){.row>p{position:static}.row{grid-template-columns:1fr;gap:.6rem}}
@media print{:root{--paper:#fff;--ink:#000;--card:#fff;--soft:#444;color-scheme:light}body{font-size:10.5pt}main{max-width:none;padding:0}
.row>p{position:static}.row{grid-template-columns:58% 1fr;gap:0 1rem}.card{border:1px solid var(--line);border-left:3px solid var(--quad,var(--line))}article{break-before:page}article:first-child{break-before:auto}}
)css";

void pair(std::string& out, std::string_view label, std::string_view value) {
  if (!value.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>", label, escape(value));
}

void event_card(std::string& out, const Document& document, const Event& event) {
  std::string name(name_of(event.type));
  if (!event.mode.empty()) name += " / " + event.mode;
  out += fmt::format(
      "<section class=\"card q{}\"><header><sup>{}</sup><h3>{}</h3><span>“{}”</span>"
      "<span class=\"fact\">{}{}{}</span></header><dl>",
      event.quad, event.sentence + 1, escape(name), escape(text_of(document.article, event.trigger)),
      name_of(event.factuality), event.tense == Tense::None ? "" : ", ",
      event.tense == Tense::None ? std::string_view() : name_of(event.tense));
  for (const Party& party : event.actors) pair(out, "who", party_line(party));
  for (const Party& party : event.recipients) pair(out, "to whom", party_line(party));
  pair(out, "when", date_line(event.date));
  if (event.place) pair(out, "where", place_line(*event.place));
  for (const Attribution& link : event.attribution) pair(out, "says", attribution_line(link));
  for (const Quantity& quantity : event.quantities) pair(out, "how many", quantity_line(quantity));
  std::string contexts;
  for (const std::string& context : event.contexts) contexts += (contexts.empty() ? "" : ", ") + context;
  pair(out, "contexts", contexts);
  pair(out, "codes",
       fmt::format("CAMEO {}, Goldstein {:+.1f}, intensity {:+.1f}, quad {}", event.cameo, event.goldstein,
                   event.intensity, event.quad));
  pair(out, "because", fmt::format("{}, sure {:.2f}", event.rule, event.sure));
  out += "</dl></section>\n";
}

}  // namespace

std::string html_begin() {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>What Raven reads</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      kStyle);
}

std::string html_end() {
  return fmt::format(
      "<footer>Written by raven {} explain. Everything shown comes from the page named above it.</footer>\n"
      "</main>\n</body>\n</html>\n",
      RAVEN_VERSION);
}

std::string html_failure(const Document& document) {
  return fmt::format("<article>\n<h1>{}</h1>\n<p class=\"failure\">Could not be read: {}</p>\n</article>\n",
                     escape(display_name(document.article.source)),
                     escape(document.failure ? describe(*document.failure) : std::string()));
}

std::string html_document(const Document& document) {
  const Article& article = document.article;
  const Analysis& analysis = document.analysis;
  std::string language = article.language;
  std::string out = fmt::format("<article>\n<h1{}>{}</h1>\n<dl class=\"facts\">",
                                language.empty() ? "" : fmt::format(" lang=\"{}\"", escape(language)),
                                article.title.empty() ? "(no title)" : escape(article.title));
  for (const Fact& fact : page_facts(document))
    out += fmt::format("<dt>{}</dt><dd>{}{}</dd>", fact.name, escape(fact.value),
                       fact.basis.empty() ? "" : fmt::format(" <i>{}</i>", escape(fact.basis)));
  out += fmt::format(
      "</dl>\n<p class=\"counts\"><span><b>{}</b> events</span><span><b>{}</b> predicates not coded</span>"
      "<span><b>{}</b> sentences</span><span><b>{}</b> parties</span><span><b>{}</b> places</span>"
      "<span><b>{}</b> dates</span></p>\n",
      analysis.events.size(), analysis.rejections.size(), analysis.sentences.size(), analysis.actors.size(),
      analysis.places.size(), analysis.dates.size());
  out +=
      "<p class=\"legend\"><mark class=\"act\">act</mark><mark class=\"party\">party</mark><mark "
      "class=\"place\">place</mark>"
      "<mark class=\"date\">date</mark><mark class=\"many\">quantity</mark><mark class=\"not\">act not "
      "coded</mark></p>\n";

  const Explanation explanation = explain(document);
  for (const ExplainedParagraph& paragraph : explanation.paragraphs) {
    const ParagraphRole role = article.paragraphs[paragraph.paragraph].role;
    out += fmt::format("<div class=\"row\"><p class=\"{}\"{}>", name_of(role),
                       language.empty() ? "" : fmt::format(" lang=\"{}\"", escape(language)));
    for (const Piece& piece : paragraph.pieces) {
      if (piece.sentence != kNone) out += fmt::format("<sup>{}</sup>", piece.sentence + 1);
      const std::string words = escape(text_of(article, piece.span));
      if (piece.kind == PieceKind::Plain)
        out += words;
      else
        out += fmt::format("<mark class=\"{}\" title=\"{}\">{}</mark>",
                           kClasses[static_cast<std::size_t>(piece.kind)], escape(piece.hint), words);
    }
    out += "</p><div class=\"cards\">\n";
    for (const ExplainedSentence& sentence : paragraph.sentences) {
      if (analysis.sentences[sentence.sentence].readability == Readability::Unreadable)
        out +=
            fmt::format("<div class=\"none\"><sup>{}</sup>cannot be read; nothing is coded from it</div>\n",
                        sentence.sentence + 1);
      for (const std::uint32_t index : sentence.events) event_card(out, document, analysis.events[index]);
      for (const std::uint32_t index : sentence.rejections) {
        const Rejection& rejection = analysis.rejections[index];
        out += fmt::format("<div class=\"none\"><sup>{}</sup><b>{}</b> not coded: {}{}</div>\n",
                           sentence.sentence + 1, escape(text_of(article, rejection.trigger)),
                           escape(rejection.reason),
                           rejection.rule.empty() ? "" : fmt::format(" [{}]", escape(rejection.rule)));
      }
    }
    out += "</div></div>\n";
  }
  if (explanation.paragraphs.empty()) out += "<p>No text was found.</p>\n";

  if (!article.dropped.empty()) {
    out += fmt::format("<h2>Left out of the text ({})</h2>\n<table>\n", article.dropped.size());
    for (const Dropped& dropped : article.dropped)
      out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", escape(dropped.reason),
                         escape(dropped.text), escape(dropped.rule));
    out += "</table>\n";
  }
  if (!article.notes.empty() || !analysis.notes.empty()) {
    out += "<h2>Notes</h2>\n<table>\n";
    for (const auto* notes : {&article.notes, &analysis.notes})
      for (const Note& note : *notes)
        out += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escape(note.code), escape(note.message));
    out += "</table>\n";
  }
  return out + "</article>\n";
}

}  // namespace raven::cli
