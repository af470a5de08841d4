// SPDX-License-Identifier: Apache-2.0
#include "cli/document_run.h"
#include "cli/explain_drawing.h"
#include "cli/explanation.h"
#include "cli/row_writer.h"

#include <algorithm>

#include <fmt/format.h>

namespace raven::cli {
namespace {

/// SGR codes (ECMA-48). Colours of the base palette only, so that the user's theme decides how they look.
struct Style {
  const char* on;
  const char* before;  ///< without colour
  const char* after;
};
constexpr Style kStyles[] = {
    {"1;31", "*", "*"},  // Trigger
    {"9;2", "~", "~"},   // Rejected
    {"1;36", "[", "]"},  // Party
    {"32", "<", ">"},    // Place
    {"33", "{", "}"},    // Date
    {"35", "#", "#"},    // Quantity
    {"", "", ""},        // Plain
};
constexpr const char* kBold = "1";
constexpr const char* kDim = "2";

class Drawing {
 public:
  Drawing(const Document& document, Color color, int width)
      : document_(document),
        color_(color),
        width_(static_cast<std::size_t>(std::max(40, std::min(width, 110)))) {}

  std::string draw() {
    head();
    const Explanation explanation = explain(document_);
    for (const ExplainedParagraph& paragraph : explanation.paragraphs) draw_paragraph(paragraph);
    if (explanation.paragraphs.empty()) out_ += "(no text)\n\n";
    tail();
    return std::move(out_);
  }

 private:
  /// Control characters of a page must not reach the terminal: it could hold escape sequences.
  static std::string clean(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const unsigned char c = static_cast<unsigned char>(text[i]);
      if (c == '\n' || c == '\t' || c == '\r')
        out += ' ';
      else if (c < 0x20 || c == 0x7F)
        out += "\xEF\xBF\xBD";
      else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
        out += "\xEF\xBF\xBD";  // C1 controls
        ++i;
      } else
        out += text[i];
    }
    return out;
  }

  std::string paint(std::string_view codes, std::string_view text) const {
    if (color_ == Color::Off || codes.empty() || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", codes, text);
  }

  void rule(std::string_view character) {
    std::string line;
    for (std::size_t i = 0; i < width_; ++i) line += character;
    out_ += paint(kDim, line) + "\n";
  }

  /// Words of several styles, wrapped together.
  struct Run {
    std::string codes;
    std::string text;
  };
  void wrap(const std::vector<Run>& runs, std::size_t first_indent, std::size_t indent) {
    std::string line(first_indent, ' ');
    std::size_t used = first_indent;
    bool begun = false;  // something stands on the line
    std::string word;    // painted
    std::size_t word_width = 0;
    bool blank_before = false;
    const auto put = [&] {
      if (word_width == 0) return;
      if (begun && used + (blank_before ? 1 : 0) + word_width > width_) {
        out_ += line + "\n";
        line.assign(indent, ' ');
        used = indent;
        begun = false;
      }
      if (begun && blank_before) {
        line += ' ';
        ++used;
      }
      line += word;
      used += word_width;
      begun = true;
      word.clear();
      word_width = 0;
      blank_before = false;
    };
    for (const Run& run : runs) {
      std::string_view text = run.text;
      while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        std::string_view part = text.substr(0, blank);
        // A long row of choices ("talk/meeting/summit") may be broken behind each.
        constexpr std::size_t kLongWord = 30;
        for (std::size_t slash = part.find('/'); part.size() > kLongWord && slash != std::string_view::npos;
             slash = part.find('/')) {
          word += paint(run.codes, part.substr(0, slash + 1));
          word_width += display_width(part.substr(0, slash + 1));
          put();
          part.remove_prefix(slash + 1);
        }
        if (!part.empty()) {
          word += paint(run.codes, part);
          word_width += display_width(part);
        }
        if (blank == std::string_view::npos) break;
        put();
        blank_before = true;
        text.remove_prefix(blank + 1);
      }
    }
    put();
    out_ += line + "\n";
  }

  void field(std::string_view label, std::string_view value, std::size_t indent = 6) {
    if (value.empty()) return;
    constexpr std::size_t kLabel = 11;
    std::string padded(label);
    padded.resize(std::max(padded.size() + 1, kLabel), ' ');
    // The label's own blanks are kept by drawing it before the wrapped value.
    const std::size_t at = out_.size();
    wrap({{"", clean(value)}}, indent + padded.size(), indent + padded.size());
    out_.replace(at, indent + padded.size(), std::string(indent, ' ') + paint(kDim, padded));
  }

  void head() {
    const Article& article = document_.article;
    rule("━");
    wrap({{kBold, article.title.empty() ? "(no title)" : clean(article.title)}}, 0, 0);
    for (const Fact& fact : page_facts(document_))
      field(fact.name, fact.basis.empty() ? fact.value : fmt::format("{} ({})", fact.value, fact.basis), 0);
    const Analysis& analysis = document_.analysis;
    field("found",
          fmt::format("{} events, {} predicates not coded, {} sentences, {} parties, {} places, {} dates",
                      analysis.events.size(), analysis.rejections.size(), analysis.sentences.size(),
                      analysis.actors.size(), analysis.places.size(), analysis.dates.size()),
          0);
    rule("─");
    std::vector<Run> legend = {{kDim, "marks: "}};
    const char* names[] = {"act", "act not coded", "party", "place", "date", "quantity"};
    for (std::size_t kind = 0; kind < kMarkedKinds; ++kind) {
      legend.push_back(marked(static_cast<PieceKind>(kind), names[kind]));
      legend.push_back({"", kind + 1 < kMarkedKinds ? ", " : ""});
    }
    wrap(legend, 0, 0);
    out_ += '\n';
  }

  Run marked(PieceKind kind, std::string_view text) const {
    const Style& style = kStyles[static_cast<std::size_t>(kind)];
    if (color_ == Color::On) return {style.on, clean(text)};
    return {"", style.before + clean(text) + style.after};
  }

  void draw_paragraph(const ExplainedParagraph& paragraph) {
    const ParagraphRole role = document_.article.paragraphs[paragraph.paragraph].role;
    std::vector<Run> runs;
    if (role != ParagraphRole::Body) runs.push_back({kDim, fmt::format("({}) ", name_of(role))});
    for (const Piece& piece : paragraph.pieces) {
      if (piece.sentence != kNone) runs.push_back({kDim, fmt::format("⟨{}⟩ ", piece.sentence + 1)});
      runs.push_back(marked(piece.kind, text_of(document_.article, piece.span)));
    }
    wrap(runs, 0, 0);
    for (const ExplainedSentence& sentence : paragraph.sentences) draw_sentence(sentence);
    out_ += '\n';
  }

  void draw_sentence(const ExplainedSentence& sentence) {
    const Analysis& analysis = document_.analysis;
    const std::string number = fmt::format("⟨{}⟩ ", sentence.sentence + 1);
    if (analysis.sentences[sentence.sentence].readability == Readability::Unreadable)
      wrap({{kDim, number + "✗ cannot be read; nothing is coded from it"}}, 2, 6);
    for (const std::uint32_t index : sentence.events) draw_event(number, analysis.events[index]);
    for (const std::uint32_t index : sentence.rejections) {
      const Rejection& rejection = analysis.rejections[index];
      wrap({{kDim, number + "✗ "},
            marked(PieceKind::Rejected, text_of(document_.article, rejection.trigger)),
            {kDim, fmt::format(" not coded: {}", clean(rejection.reason))},
            {kDim, rejection.rule.empty() ? "" : fmt::format(" [{}]", clean(rejection.rule))}},
           2, 6);
    }
  }

  void draw_event(const std::string& number, const Event& event) {
    std::string name(name_of(event.type));
    if (!event.mode.empty()) name += "/" + event.mode;
    std::string codes =
        fmt::format("  CAMEO {}  Goldstein {:+.1f}  quad {}", event.cameo, event.goldstein, event.quad);
    if (event.factuality != Factuality::Asserted) codes += fmt::format("  {}", name_of(event.factuality));
    wrap({{kDim, number},
          {"1;31", "▸ " + name + " "},
          {"", "“" + clean(text_of(document_.article, event.trigger)) + "”"},
          {kDim, codes}},
         2, 6);
    const auto parties = [&](std::string_view label, const std::vector<Party>& side) {
      for (const Party& party : side) field(label, party_line(party));
    };
    parties("who", event.actors);
    parties("to whom", event.recipients);
    field("when", date_line(event.date));
    if (event.place) field("where", place_line(*event.place));
    for (const Attribution& link : event.attribution) field("says", attribution_line(link));
    for (const Quantity& quantity : event.quantities) field("how many", quantity_line(quantity));
    std::string contexts;
    for (const std::string& context : event.contexts) contexts += (contexts.empty() ? "" : ", ") + context;
    field("contexts", contexts);
    field("factuality",
          fmt::format("{}{}", name_of(event.factuality),
                      event.tense == Tense::None ? "" : fmt::format(", {} tense", name_of(event.tense))));
    field("because", fmt::format("{} (sure {:.2f})", event.rule, event.sure));
  }

  void tail() {
    const Article& article = document_.article;
    if (!article.dropped.empty()) {
      rule("─");
      out_ += paint(kBold, fmt::format("Left out of the text ({})", article.dropped.size())) + "\n";
      for (const Dropped& dropped : article.dropped)
        wrap({{"33", dropped.reason},
              {"", "  " + clean(dropped.text)},
              {kDim, dropped.rule.empty() ? "" : "  [" + clean(dropped.rule) + "]"}},
             2, 6);
    }
    if (!article.notes.empty() || !document_.analysis.notes.empty()) {
      rule("─");
      out_ += paint(kBold, "Notes") + "\n";
      for (const auto* notes : {&article.notes, &document_.analysis.notes})
        for (const Note& note : *notes) wrap({{"33", note.code}, {"", "  " + clean(note.message)}}, 2, 6);
    }
    out_ += '\n';
  }

  const Document& document_;
  Color color_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string draw_for_terminal(const Document& document, Color color, int width) {
  return Drawing(document, color, width).draw();
}

}  // namespace raven::cli
