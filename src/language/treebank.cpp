// SPDX-License-Identifier: Apache-2.0
#include "language/treebank.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace raven::language {
namespace {

bool has_no_space_after(std::string_view misc) {
  for (std::string_view entry : base::split(misc, '|'))
    if (entry == "SpaceAfter=No") return true;
  return false;
}

/// The value of NER in MISC, as B-, I- and a type; empty for none and for O.
std::string_view name_mark(std::string_view misc) {
  for (std::string_view entry : base::split(misc, '|'))
    if (entry.starts_with("NER=") && entry != "NER=O") return entry.substr(4);
  return {};
}

/// A cell, in which "_" stands for nothing unless the word is "_".
std::string cell_text(std::string_view cell, std::string_view form) {
  return cell == "_" && form != "_" ? std::string() : std::string(cell);
}

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  Result<Treebank> read(std::string_view conllu, std::size_t first_line) {
    std::size_t line_number = first_line - 1;
    for (std::string_view line : base::split(conllu, '\n')) {
      ++line_number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) {
        end_sentence();
        if (problem_) return fault(problem_, line_number);
      } else if (line.front() == '#') {
        comment(line);
      } else if (!row(line)) {
        return fault("is not a row of CoNLL-U", line_number);
      }
    }
    end_sentence();
    if (problem_) return fault(problem_, line_number);
    return std::move(bank_);
  }

 private:
  Error fault(std::string_view message, std::size_t line) const {
    return {ErrorCode::BadFormat, std::string(message), std::string(name_) + ":" + std::to_string(line)};
  }

  void comment(std::string_view line) {
    if (line.starts_with("# newpar") || line.starts_with("# newdoc")) paragraph_next_ = true;
    static constexpr std::string_view kDocument = "# newdoc id = ";
    if (bank_.article.id.empty() && line.starts_with(kDocument))
      bank_.article.id = line.substr(kDocument.size());
    if (line.starts_with("# text =")) return;
    if (!comments_.empty()) comments_ += '\n';
    comments_ += line;
  }

  bool row(std::string_view line) {
    const std::vector<std::string_view> cells = base::split(line, '\t');
    if (cells.size() != 10 || cells[0].empty() || cells[1].empty()) return false;
    if (cells[0].find('.') != std::string_view::npos) return true;
    std::size_t first = 0;
    const char* end = cells[0].data() + cells[0].size();
    const auto [stop, problem] = std::from_chars(cells[0].data(), end, first);
    if (problem != std::errc{}) return false;
    if (stop != end) {
      std::size_t last = 0;
      if (*stop != '-' || std::from_chars(stop + 1, end, last).ptr != end || last < first ||
          last - first > 100)
        return false;
      write(cells[1], has_no_space_after(cells[9]));
      fused_end_ = last;
      fused_left_ = last - first + 1;
      fused_first_ = true;
      fused_ = span_;
      return true;
    }
    Word word;
    if (fused_left_ > 0 && first <= fused_end_) {
      const std::size_t size = fused_.end.value - fused_.begin.value;
      const std::string_view rest = std::string_view(bank_.article.text).substr(fused_.begin.value, size);
      std::size_t share = rest.starts_with(cells[1]) ? cells[1].size() : size / fused_left_;
      word.token_words = fused_first_ ? static_cast<std::uint8_t>(fused_left_) : 0;
      fused_first_ = false;
      if (--fused_left_ == 0) share = size;
      word.span = text_span(fused_.begin.value, fused_.begin.value + share);
      fused_.begin.value += static_cast<std::uint32_t>(share);
    } else {
      write(cells[1], has_no_space_after(cells[9]));
      word.span = span_;
    }
    if (text_of(bank_.article, word.span) != cells[1]) word.form = cells[1];
    word.tag = tag_named(cells[3]).value_or(Tag::Other);
    word.fine_tag = cell_text(cells[4], cells[1]);
    word.lemma = cell_text(cells[2], cells[1]);
    word.features = cell_text(cells[5], {});
    word.relation = cell_text(cells[7], {});
    std::uint32_t head = 0;
    const char* head_end = cells[6].data() + cells[6].size();
    if (cells[6] != "_") {
      if (std::from_chars(cells[6].data(), head_end, head).ptr != head_end) return false;
      if (head > 0) word.head = head;  // made an index at the end of the sentence
    }
    mark_name(name_mark(cells[9]));
    bank_.analysis.words.push_back(std::move(word));
    return true;
  }

  /// Begins a name at the next word, or lengthens the last one by it.
  void mark_name(std::string_view mark) {
    const bool goes_on = in_name_ && mark.starts_with("I-") && names_.back().type == mark.substr(2);
    in_name_ = mark.size() > 2;
    if (!in_name_) return;
    const auto at = static_cast<std::uint32_t>(bank_.analysis.words.size());
    if (!goes_on) names_.push_back({{}, at, at, std::string(mark.substr(2)), 1.0});
    names_.back().last_word = at + 1;
  }

  void write(std::string_view form, bool glued) {
    std::string& text = bank_.article.text;
    if (!in_sentence_) {
      in_sentence_ = true;
      if (paragraph_next_ || bank_.article.paragraphs.empty()) {
        if (!text.empty()) text += "\n\n";
        bank_.article.paragraphs.push_back({text_span(text.size(), text.size())});
        paragraph_next_ = false;
      } else if (!glued_) {
        text += ' ';
      }
    } else if (!glued_) {
      text += ' ';
    }
    const std::size_t begin = text.size();
    text += form;
    span_ = text_span(begin, text.size());
    glued_ = glued;
    bank_.article.paragraphs.back().span.end = span_.end;
  }

  void end_sentence() {
    if (!in_sentence_) return;
    in_sentence_ = false;
    fused_left_ = 0;
    Analysis& analysis = bank_.analysis;
    Sentence sentence;
    sentence.first_word = analysis.sentences.empty() ? 0 : analysis.sentences.back().last_word;
    sentence.last_word = static_cast<std::uint32_t>(analysis.words.size());
    sentence.paragraph = static_cast<std::uint32_t>(bank_.article.paragraphs.size() - 1);
    in_name_ = false;
    sentence.comments = std::move(comments_);
    comments_.clear();
    if (sentence.first_word == sentence.last_word) return;
    const std::uint32_t size = sentence.last_word - sentence.first_word;
    for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at) {
      Word& word = analysis.words[at];
      if (word.head == kNone) continue;
      if (word.head > size) {
        problem_ = "the sentence above names a head that it does not have";
        return;
      }
      word.head += sentence.first_word - 1;
    }
    for (Name& name : names_) {
      name.span = {analysis.words[name.first_word].span.begin, analysis.words[name.last_word - 1].span.end};
      analysis.names.push_back(std::move(name));
    }
    names_.clear();
    sentence.span = {analysis.words[sentence.first_word].span.begin, analysis.words.back().span.end};
    analysis.sentences.push_back(sentence);
  }

  std::string_view name_;
  Treebank bank_;
  TextSpan span_;
  TextSpan fused_;
  std::size_t fused_end_ = 0;
  std::size_t fused_left_ = 0;
  bool fused_first_ = false;
  std::vector<Name> names_;  // of this sentence
  bool in_name_ = false;
  std::string comments_;
  const char* problem_ = nullptr;
  bool paragraph_next_ = true;
  bool in_sentence_ = false;
  bool glued_ = false;
};

void append_cell(std::string& out, std::string_view cell) {
  out += '\t';
  // A cell of the format holds no tab or line end; a text can, inside of a word that spans one.
  if (cell.empty()) {
    out += '_';
    return;
  }
  for (const char c : cell) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

/// The text of a sentence on one line.
std::string line_of(std::string_view text) {
  std::string line;
  for (const char c : text) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

/// Writes one sentence after another.
class Writer {
 public:
  Writer(const Article& article, const Analysis& analysis) : article_(article), analysis_(analysis) {}

  std::string write() && {
    marks_.resize(analysis_.words.size());
    for (std::size_t i = 0; i < analysis_.names.size(); ++i)
      for (std::uint32_t at = analysis_.names[i].first_word; at < analysis_.names[i].last_word; ++at)
        marks_[at] = i + 1;
    std::uint32_t paragraph = kNone;
    for (std::size_t i = 0; i < analysis_.sentences.size(); ++i) {
      const Sentence& sentence = analysis_.sentences[i];
      if (!sentence.comments.empty()) {
        out_ += sentence.comments;
        out_ += '\n';
      } else {
        if (i == 0) out_ += "# newdoc id = " + line_of(document_name()) + '\n';
        if (sentence.paragraph != paragraph) out_ += "# newpar\n";
        out_ += "# sent_id = " + line_of(document_name()) + '-' + std::to_string(i + 1) + '\n';
      }
      paragraph = sentence.paragraph;
      out_ += "# text = " + line_of(text_of(article_, sentence.span)) + '\n';
      for (std::uint32_t at = sentence.first_word; at < sentence.last_word; ++at) row(sentence, at);
      out_ += '\n';
    }
    return std::move(out_);
  }

 private:
  const std::string& document_name() const { return article_.id.empty() ? article_.source.uri : article_.id; }

  /// Whether the text goes on without a blank behind the token that ends with word `last`.
  bool glued_after(std::uint32_t last) const {
    return last + 1 < analysis_.words.size() &&
           analysis_.words[last].span.end == analysis_.words[last + 1].span.begin;
  }

  void row(const Sentence& sentence, std::uint32_t at) {
    const Word& word = analysis_.words[at];
    const std::uint32_t number = at - sentence.first_word + 1;
    std::uint32_t token_end = at + 1;  // the last token of one word ends with it
    if (word.token_words > 1) {
      token_end = std::min<std::uint32_t>(at + word.token_words, sentence.last_word);
      const TextSpan span{word.span.begin, analysis_.words[token_end - 1].span.end};
      out_ += std::to_string(number) + '-' + std::to_string(number + (token_end - at) - 1);
      append_cell(out_, text_of(article_, span));
      out_ += "\t_\t_\t_\t_\t_\t_\t_\t";
      out_ += glued_after(token_end - 1) ? "SpaceAfter=No\n" : "_\n";
    }
    out_ += std::to_string(number);
    append_cell(out_, form_of(article_, word));
    append_cell(out_, word.lemma);
    append_cell(out_, name_of(word.tag));
    append_cell(out_, word.fine_tag);
    append_cell(out_, word.features);
    // A reader of the format wants a tree: without one, every word hangs on the first.
    const bool is_first = at == sentence.first_word;
    const std::uint32_t head = word.relation.empty() ? (is_first ? 0 : 1)
                               : word.head == kNone  ? 0
                                                     : word.head - sentence.first_word + 1;
    append_cell(out_, std::to_string(head));
    append_cell(out_, word.relation.empty() ? (is_first ? "root" : "dep") : word.relation);
    append_cell(out_, {});
    std::string misc;
    if (marks_[at] > 0) {
      const Name& name = analysis_.names[marks_[at] - 1];
      misc = (name.first_word == at ? "NER=B-" : "NER=I-") + name.type;
    }
    if (word.token_words == 1 && glued_after(at)) misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
    append_cell(out_, misc);
    out_ += '\n';
  }

  const Article& article_;
  const Analysis& analysis_;
  std::vector<std::size_t> marks_;  // for each word: number of its name, from 1; 0 for none
  std::string out_;
};

}  // namespace

Result<Treebank> read_treebank(std::string_view name, std::string_view conllu, std::size_t first_line) {
  return Reader(name).read(conllu, first_line);
}

std::string treebank_text(const Article& article, const Analysis& analysis) {
  return Writer(article, analysis).write();
}

}  // namespace raven::language
