// SPDX-License-Identifier: Apache-2.0
#include "language/treebank.h"

#include "base/ascii.h"

#include <charconv>

namespace raven::language {
namespace {

bool has_no_space_after(std::string_view misc) {
  for (std::string_view entry : base::split(misc, '|'))
    if (entry == "SpaceAfter=No") return true;
  return false;
}

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  Result<Treebank> read(std::string_view conllu) {
    std::size_t line_number = 0;
    for (std::string_view line : base::split(conllu, '\n')) {
      ++line_number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) {
        end_sentence();
      } else if (line.front() == '#') {
        if (line.starts_with("# newpar") || line.starts_with("# newdoc")) paragraph_next_ = true;
      } else if (!row(line)) {
        return Error{ErrorCode::BadFormat, "is not a row of CoNLL-U",
                     std::string(name_) + ":" + std::to_string(line_number)};
      }
    }
    end_sentence();
    return std::move(bank_);
  }

 private:
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
      fused_ = span_;
      return true;
    }
    Word word;
    if (fused_left_ > 0 && first <= fused_end_) {
      const std::size_t size = fused_.end.value - fused_.begin.value;
      const std::string_view rest = std::string_view(bank_.article.text).substr(fused_.begin.value, size);
      std::size_t share = rest.starts_with(cells[1]) ? cells[1].size() : size / fused_left_;
      if (--fused_left_ == 0) share = size;
      word.span = text_span(fused_.begin.value, fused_.begin.value + share);
      fused_.begin.value += static_cast<std::uint32_t>(share);
    } else {
      write(cells[1], has_no_space_after(cells[9]));
      word.span = span_;
    }
    word.tag = tag_named(cells[3]).value_or(Tag::Other);
    word.fine_tag = cells[4] == "_" && cells[1] != "_" ? std::string() : std::string(cells[4]);
    word.lemma = cells[2] == "_" && cells[1] != "_" ? std::string() : std::string(cells[2]);
    bank_.analysis.words.push_back(std::move(word));
    return true;
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
    if (sentence.first_word == sentence.last_word) return;
    sentence.span = {analysis.words[sentence.first_word].span.begin, analysis.words.back().span.end};
    analysis.sentences.push_back(sentence);
  }

  std::string_view name_;
  Treebank bank_;
  TextSpan span_;
  TextSpan fused_;
  std::size_t fused_end_ = 0;
  std::size_t fused_left_ = 0;
  bool paragraph_next_ = true;
  bool in_sentence_ = false;
  bool glued_ = false;
};

}  // namespace

Result<Treebank> read_treebank(std::string_view name, std::string_view conllu) {
  return Reader(name).read(conllu);
}

}  // namespace raven::language
