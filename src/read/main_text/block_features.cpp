// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/block_features.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/main_text/block_letters.h"
#include "read/main_text/feature_steps.h"
#include "read/page/authors.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace raven::read {

using html::NodeId;
using html::Tag;

namespace {

constexpr std::uint32_t kSurePhrase = 120;     // a longer block is not dropped by its phrase alone
constexpr std::uint32_t kSureParagraph = 240;  // a longer one is not dropped by what stands above it alone
constexpr double kCommonPart = 0.25;        // a part of a class name on more of the prose than this is layout
constexpr std::size_t kMostBlocks = 20000;  // the longest article of the pages looked at has some thousands

}  // namespace

std::span<const std::uint16_t> BlockFeatures::values_of(std::size_t block) const {
  const std::uint32_t begin = block == 0 ? 0 : ends_[block - 1];
  return std::span<const std::uint16_t>(values_).subspan(begin, ends_[block] - begin);
}

class BlockDescriber {
 public:
  BlockDescriber(const html::Document& document, const PageBlocks& blocks, const PageMeasure& measure,
                 NodeId container, const ReadingTables& tables, const ClassParts& parts,
                 const TextWitness& witness, std::string_view language)
      : document_(document),
        page_(blocks),
        blocks_(blocks.blocks),
        measure_(measure),
        container_(container),
        tables_(tables),
        parts_(parts),
        witness_(witness),
        language_(language) {}

  BlockFeatures describe() {
    const std::size_t count = blocks_.size();
    out_.steps_.assign(count, BlockStep::OtherParent);
    out_.cues_.assign(count, {});
    links_.assign(count, 0);
    find_cues();
    gather();
    apply_rules();
    out_.ends_.assign(count, 0);
    if (count > kMostBlocks) return std::move(out_);
    values_.assign(count * kKinds, 0);
    describe_each();
    describe_sections();
    find_common_parts();
    out_.values_.reserve(count * (kKinds + 8));
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t kind = 0; kind < kKinds; ++kind)
        out_.values_.push_back(static_cast<std::uint16_t>(
            feature_offset(kind) +
            std::min<std::size_t>(values_[i * kKinds + kind], feature_kinds()[kind].values - 1u)));
      add_parts(i);
      out_.ends_[i] = static_cast<std::uint32_t>(out_.values_.size());
    }
    return std::move(out_);
  }

 private:
  enum class Rule : std::uint8_t {
    Keep,
    Cut,
    Caption,
    Phrase,
    Title,
    Ornament,
    Links,
    Repeated,
    Section,
    Byline,
    Date,
    Lead,
    Tail,
    HeadingAlone
  };

  void set(std::size_t block, FeatureNumber kind, std::uint32_t value) {
    values_[block * kKinds + kind] = static_cast<std::uint16_t>(value);
  }

  /// Calls `use` with the number of each known part of a class name at and above a block, up to the
  /// container.
  template <class Use>
  void for_each_known_part(const PageBlock& block, const Use& use) const {
    NodeId at = block.element;
    for (int up = 0; up < 5 && at != html::kNoNode && at != container_; ++up, at = document_.parent(at))
      for (std::uint32_t k = 0; k < document_.attribute_count(at); ++k) {
        const html::Attribute& attribute = document_.attribute_at(at, k);
        const std::string_view name = document_.view(attribute.name);
        if (name == "class" || name == "id")
          for_each_class_part(document_.view(attribute.value).substr(0, 300), [&](std::string_view part) {
            if (const auto found = parts_.numbers().find(part); found != parts_.numbers().end())
              use(found->second);
          });
      }
  }

  /// A part of a class name that much of the prose bears tells nothing of a block.
  void find_common_parts() {
    std::unordered_map<std::uint16_t, std::pair<std::size_t, double>> seen;  // the last block, bytes of prose
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!out_.cues_[i].is_good || !blocks_[i].is_inside) continue;
      for_each_known_part(blocks_[i], [&](std::uint16_t number) {
        auto& [last, bytes] = seen[number];
        if (last == i + 1) return;
        last = i + 1;
        bytes += blocks_[i].bytes;
      });
    }
    for (const auto& [number, row] : seen)
      if (row.second > kCommonPart * prose_) common_parts_.insert(number);
  }

  /// The numbers of the known parts of class names at and above the block, each once.
  void add_parts(std::size_t i) {
    const PageBlock& block = blocks_[i];
    const std::size_t begin = out_.values_.size();
    const auto add = [&](std::uint16_t number) {
      if (std::find(out_.values_.begin() + static_cast<std::ptrdiff_t>(begin), out_.values_.end(), number) ==
          out_.values_.end())
        out_.values_.push_back(number);
    };
    for_each_known_part(block, [&](std::uint16_t number) {
      if (common_parts_.count(number) == 0) add(number);
    });
  }

  void find_cues() {
    std::vector<std::string> titles;
    for (const std::string& title : witness_.titles)
      if (!title.empty()) titles.push_back(base::folded(base::collapse_space(title)));
    const std::string description = base::collapse_space(witness_.description);
    std::unordered_set<std::string_view> seen;
    bool text_began = false;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const PageBlock& block = blocks_[i];
      const std::string_view text = page_.view(block);
      BlockCue& cue = out_.cues_[i];
      links_[i] = block.bytes == 0 ? 0 : static_cast<double>(block.link_bytes) / block.bytes;
      cue.ends_sentence = ends_sentence(text);
      cue.has_letters = std::any_of(text.begin(), text.end(), [](char c) {
        return base::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0xC3;
      });
      cue.phrase = tables_.junk(text);
      if (is_heading(block.tag) || i < 3 || (!text_began && text.size() < 300)) {
        const std::string form = base::folded(base::collapse_space(text.substr(0, 400)));
        cue.is_title = std::find(titles.begin(), titles.end(), form) != titles.end();
      }
      if (text.size() < 100 && !cue.phrase) {
        cue.is_byline = is_byline(text, tables_);
        if (!cue.is_byline && std::any_of(text.begin(), text.end(), base::is_digit))
          cue.is_date = tables_.dates().find(text, language_).has_value();
      }
      if (text.size() >= 30 && text.size() < 500 && !description.empty()) {
        const std::string form = base::collapse_space(text);
        cue.is_description = description.starts_with(form) || form.starts_with(description);
      }
      if (text.size() >= 40) cue.is_repeated = !seen.insert(text).second;
      cue.is_good = block.cut == Cut::Keep && block.bytes >= 60 && links_[i] < 0.5 &&
                    !is_heading(block.tag) && !cue.phrase && !cue.is_title &&
                    (cue.ends_sentence || block.bytes >= 160);
      text_began = text_began || (cue.is_good && block.is_inside);
    }
  }

  /// What plain stated rules would do with each block of the container; one voice among the others.
  void apply_rules() {
    const std::size_t count = blocks_.size();
    rules_.assign(count, Rule::Keep);
    for (std::size_t i = 0; i < count; ++i) {
      const PageBlock& block = blocks_[i];
      const BlockCue& cue = out_.cues_[i];
      if (!block.is_inside || block.cut == Cut::Skip || block.cut == Cut::Comments)
        rules_[i] = Rule::Cut;
      else if (block.cut == Cut::Caption)
        rules_[i] = Rule::Caption;
      else if (cue.phrase)
        rules_[i] = Rule::Phrase;
      else if (cue.is_title)
        rules_[i] = Rule::Title;
      else if (!cue.has_letters)
        rules_[i] = Rule::Ornament;
      else if (block.bytes < 200 && links_[i] > 0.55 && !(cue.ends_sentence && block.bytes > 80))
        rules_[i] = Rule::Links;
      else if (cue.is_repeated)
        rules_[i] = Rule::Repeated;
    }
    drop_sections();
    trim();
    for (std::size_t i = 0; i < count; ++i) {
      out_.cues_[i].is_kept_by_rules = rules_[i] == Rule::Keep;
      if (i > first_good_) out_.cues_[i].is_byline = false;
      out_.cues_[i].is_never_kept = is_certain(i);
    }
  }

  /// Whether a stated rule may overrule the weights.
  bool is_certain(std::size_t i) const {
    const BlockCue& cue = out_.cues_[i];
    if (blocks_[i].cut == Cut::Comments) return true;
    if (cue.is_repeated || cue.is_title || cue.is_byline || !cue.has_letters) return true;
    if (rules_[i] == Rule::Caption) return true;
    // A long paragraph among those of the text may stand behind a pointer that has no heading after it.
    if (rules_[i] == Rule::Section)
      return !cue.is_good || cue.section == "comments" || blocks_[i].bytes < kSureParagraph ||
             document_.parent(blocks_[i].element) != main_parent_;
    return rules_[i] == Rule::Phrase && blocks_[i].bytes < kSurePhrase && cue.phrase->reason != "editorial" &&
           cue.phrase->match != PhraseMatch::Contains;
  }

  /// Head and tail: bylines, dates and short lines above the first paragraph, lines that are no sentences
  /// below the last, headings over nothing.
  void trim() {
    const std::size_t count = blocks_.size();
    std::size_t first = count, last = 0;
    for (std::size_t i = 0; i < count; ++i)
      if (out_.cues_[i].is_good && rules_[i] == Rule::Keep) {
        first = std::min(first, i);
        last = i;
      }
    if (first == count) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (rules_[i] != Rule::Keep || (i >= first && i <= last)) continue;
      const BlockCue& cue = out_.cues_[i];
      const bool heading = is_heading(blocks_[i].tag);
      if (i < first) {
        if (cue.is_byline)
          rules_[i] = Rule::Byline;
        else if (cue.is_date)
          rules_[i] = Rule::Date;
        else if (!heading && blocks_[i].bytes < 60 && !cue.ends_sentence)
          rules_[i] = Rule::Lead;
      } else if (blocks_[i].tag == Tag::Li && links_[i] < 0.3) {
        continue;
      } else if (heading || !cue.ends_sentence || blocks_[i].bytes < 30) {
        rules_[i] = Rule::Tail;
      }
    }
    bool text_below = false;
    for (std::size_t i = count; i-- > 0;) {
      if (rules_[i] != Rule::Keep) continue;
      if (!is_heading(blocks_[i].tag))
        text_below = true;
      else if (!text_below)
        rules_[i] = Rule::HeadingAlone;
    }
  }

  /// A heading like "Read this next" or "Comments" takes what stands below it with it, up to the next
  /// heading, unless that is much of the text.
  void drop_sections() {
    double seen = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (out_.cues_[i].is_good && rules_[i] == Rule::Keep) seen += blocks_[i].bytes;
      if (rules_[i] != Rule::Phrase || blocks_[i].bytes > 70) continue;
      const std::string_view reason = out_.cues_[i].phrase->reason;
      const bool is_end = reason == "comments";
      if (!is_end && reason != "cross_promotion" && reason != "subscription") continue;
      if (!is_heading(blocks_[i].tag) && seen * 10 < prose_ * 6) continue;
      std::size_t end = i + 1;
      double below = 0;
      for (; end < blocks_.size() && (is_end || !is_heading(blocks_[end].tag)); ++end)
        if (out_.cues_[end].is_good) below += blocks_[end].bytes;
      if (below * 10 > prose_ * 4) continue;
      for (std::size_t k = i + 1; k < end; ++k)
        if (rules_[k] == Rule::Keep) {
          rules_[k] = Rule::Section;
          out_.cues_[k].section = reason;
        }
      i = end - 1;
    }
  }

  /// Sums over the whole page: prose of each parent, of each class of elements, of all.
  void gather() {
    out_.prose_.assign(blocks_.size(), 0);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!out_.cues_[i].is_good || !blocks_[i].is_inside) continue;
      const NodeId element = blocks_[i].element, parent = document_.parent(element);
      prose_of_parent_[parent] += blocks_[i].bytes;
      prose_of_class_[class_of(element)] += blocks_[i].bytes;
      prose_ += blocks_[i].bytes;
      out_.prose_[i] = static_cast<float>(blocks_[i].bytes);
      if (first_good_ > i) first_good_ = i;
      last_good_ = i;
    }
    for (const auto& [parent, bytes] : prose_of_parent_)
      if (main_parent_ == html::kNoNode || bytes > prose_of_parent_[main_parent_] ||
          (bytes == prose_of_parent_[main_parent_] && parent < main_parent_))
        main_parent_ = parent;
    if (witness_.body.size() >= 200)
      for_each_triple(witness_.body.substr(0, 100000),
                      [&](std::uint64_t triple) { triples_.insert(triple); });
  }

  /// Blocks that look alike to a designer: same tag and classes.
  std::uint64_t class_of(NodeId element) const {
    std::uint64_t hash = static_cast<std::uint64_t>(document_.tag(element)) + 1;
    if (const std::optional<std::string_view> value = document_.attribute(element, "class"))
      for (const char c : value->substr(0, 120))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
  }

  static double share(double part, double whole) { return whole <= 0 ? 0 : part / whole; }

  void describe_each() {
    const std::size_t count = blocks_.size();
    double before = 0;
    std::size_t from_start = 0;
    std::vector<std::uint32_t> size_link(count);
    for (std::size_t i = 0; i < count; ++i) size_link[i] = size5(blocks_[i].bytes) * 4 + link4(links_[i]);
    bool entered = false;
    std::size_t heading = count, junk_since = 0, junk_in_prose = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const PageBlock& block = blocks_[i];
      const BlockCue& cue = out_.cues_[i];
      const std::string_view text = page_.view(block);
      const std::uint32_t three = size3(block.bytes), five = size5(block.bytes);
      const NodeId parent = document_.parent(block.element);
      set(i, kSize, size_step(block.bytes));
      set(i, kSizeLink, size_link[i]);
      std::uint32_t ending = 0;
      if (cue.ends_sentence) {
        ending = 1;
        if (text.back() == ':') ending = 2;
        if (text.back() == '?' || text.back() == '!') ending = 3;
        if (text.ends_with("...") || text.ends_with("…")) ending = 4;
      }
      set(i, kEnding, ending * 5 + five);
      set(i, kLayout, layout_class(block.tag) * 3 + three);
      set(i, kOwnWord, static_cast<std::uint32_t>(measure_.effect(block.element)));
      set(i, kSetting, setting_class(block.signs) * 2 + (block.is_inside ? 1 : 0));
      set(i, kBoxed,
          ((block.signs & kInArticle) != 0 ? 1 : 0) + ((block.signs & kBodyWord) != 0 ? 2 : 0) +
              (block.is_inside ? 4 : 0));
      std::uint32_t depth = 0;
      if (block.is_inside)
        for (NodeId at = block.element; at != container_ && at != html::kNoNode && depth < 7;
             at = document_.parent(at))
          ++depth;
      set(i, kDepth, depth);

      std::uint32_t place = block.is_inside ? step(static_cast<double>(from_start), {1, 2, 3, 6, 11})
                            : entered       ? 7
                                            : 6;
      set(i, kFromStart, place * 3 + three);
      if (block.is_inside) {
        entered = true;
        ++from_start;
      }
      const double own = cue.is_good && block.is_inside ? block.bytes : 0;
      set(i, kProseBefore,
          step(share(before, prose_), {0.0001, 0.02, 0.06, 0.15, 0.5, 0.9, 0.9999}) * 3 + three);
      const double after = prose_ - before - own;
      set(i, kProseAfter,
          step(share(after, prose_), {0.0001, 0.01, 0.03, 0.07, 0.15, 0.3, 0.6, 0.9}) * 3 + three);
      before += own;
      if (first_good_ < count) {
        if (i > last_good_)
          set(i, kBehindLast, step(static_cast<double>(i - last_good_), {1, 2, 3, 6, 11}) * 3 + three);
        if (i < first_good_)
          set(i, kBeforeFirst, step(static_cast<double>(first_good_ - i), {1, 2, 3, 6, 11}) * 3 + three);
      }
      set(i, kPhrase, phrase_class(cue.phrase) * 3 + three);
      set(i, kLine, cue.is_byline ? 1 : cue.is_date ? 2 : !cue.has_letters ? 3 : 0);
      set(i, kTitle, (cue.is_title ? 1 : 0) + (is_heading(block.tag) ? 2 : 0));
      set(i, kPrevious, i > 0 ? 1 + size_link[i - 1] : 0);
      set(i, kNext, i + 1 < count ? 1 + size_link[i + 1] : 0);
      std::uint32_t siblings = 0;
      if (i > 0 && document_.parent(blocks_[i - 1].element) == parent && blocks_[i - 1].tag == block.tag)
        siblings += 1;
      if (i + 1 < count && document_.parent(blocks_[i + 1].element) == parent &&
          blocks_[i + 1].tag == block.tag)
        siblings += 2;
      set(i, kSiblings, siblings * 3 + three);
      const auto in_parent = prose_of_parent_.find(parent);
      set(i, kParentShare,
          step(share(in_parent == prose_of_parent_.end() ? 0 : in_parent->second, prose_),
               {0.0001, 0.03, 0.1, 0.3, 0.6, 0.9}) *
                  3 +
              three);
      set(i, kMainParent, relation_to_main(parent, block.element) * 3 + three);
      const auto in_class = prose_of_class_.find(class_of(block.element));
      set(i, kClassShare,
          step(share(in_class == prose_of_class_.end() ? 0 : in_class->second, prose_),
               {0.0001, 0.05, 0.2, 0.5, 0.9}) *
                  3 +
              three);
      const double emphasis = share(block.emphasis_bytes, block.bytes);
      set(i, kEmphasis, (step(emphasis, {0.01, 0.9}) * 2 + (cue.ends_sentence ? 1 : 0)) * 3 + three);
      describe_letters(i, text, three);
      set(i, kRepeated, cue.is_repeated ? 1 : 0);
      describe_witness(i, text);
      set(i, kDescription, cue.is_description ? (i < first_good_ + 1 ? 1 : 2) : 0);
      set(i, kParentLinks, link5(share(measure_.link(parent), measure_.text(parent))) * 3 + three);
      const NodeId branch = branch_of(block);
      set(i, kBranchLinks, link5(share(measure_.link(branch), measure_.text(branch))) * 3 + three);
      set(i, kBranchShare,
          step(share(measure_.prose(branch), measure_.prose(container_)),
               {0.0001, 0.01, 0.05, 0.15, 0.5, 0.9}) *
                  3 +
              three);
      set(i, kLinks, step(block.links, {1, 2, 3}) * 3 + three);
      set(i, kPageProse, step(prose_, {300, 1000, 2500, 6000}) * 3 + three);
      set(i, kInnerArticle, ((block.signs & kInInner) != 0 ? 1 : 0) * 3 + three);
      set(i, kGap, step(static_cast<double>(junk_since), {1, 2, 3, 6}) * 3 + three);
      set(i, kJunkSoFar,
          before <= 0 ? 0 : step(static_cast<double>(junk_in_prose), {1, 3, 8, 20}) * 3 + three);
      if (cue.is_good && block.is_inside) {
        junk_since = 0;
      } else if (block.cut != Cut::Keep || cue.phrase || (links_[i] > 0.8 && block.bytes >= 8)) {
        ++junk_since;
        if (before > 0) ++junk_in_prose;
      }
      if (is_heading(block.tag)) {
        heading = i;
      } else if (heading < count) {
        const bool linked = links_[heading] > 0.8;
        const bool near_by = document_.parent(blocks_[heading].element) == parent;
        const bool next_to = i == heading + 1;
        set(i, kHeadingAbove, (1 + (linked ? 2 : 0) + (near_by ? 1 : 0)) * 3 + three);
        if (linked && next_to && !near_by) set(i, kHeadingAbove, 15 + three);
      }
      set(i, kRule, static_cast<std::uint32_t>(rules_[i]) * 3 + three);
      const auto kept_at = [&](std::size_t k) { return k >= count ? 0u : rules_[k] == Rule::Keep ? 2u : 1u; };
      set(i, kRuleAround, (kept_at(i == 0 ? count : i - 1) * 3 + kept_at(i + 1)) * 3 + three);
      set(i, kCards, cards_of(block) * 3 + three);
      set(i, kAuthor, (names_author(text) ? 3 : 0) + three);
      if (i > 0) out_.steps_[i] = step_between(blocks_[i - 1], block);
    }
  }

  /// Whether a block begins with one of the authors' names, as what is told of them below the text does.
  bool names_author(std::string_view text) const {
    const std::string_view head = text.substr(0, 80);
    return std::any_of(witness_.authors.begin(), witness_.authors.end(), [&](const std::string& author) {
      return author.size() >= 5 && head.find(author) != std::string_view::npos;
    });
  }

  /// How many siblings of the same tag and class an element around the block has, which hold a link each: 0
  /// none, up to 4 many. Such rows of cards point to other pages.
  std::uint32_t cards_of(const PageBlock& block) {
    std::uint32_t most = 0;
    NodeId at = block.element;
    for (int up = 0; up < 4 && at != container_ && at != html::kNoNode; ++up, at = document_.parent(at)) {
      if (document_.tag(at) == Tag::P || measure_.link(at) == 0) continue;
      most = std::max(most, cards_at(document_.parent(at), class_of(at)));
    }
    return step(most, {2, 3, 5, 9});
  }

  /// The number of children of `parent` of one class that hold links.
  std::uint32_t cards_at(NodeId parent, std::uint64_t look) {
    if (parent == html::kNoNode) return 0;
    if (counted_.insert(parent).second)
      for (NodeId child = document_.first_child(parent); child != html::kNoNode;
           child = document_.next_sibling(child))
        if (document_.kind(child) == html::NodeKind::Element && measure_.link(child) > 0 &&
            document_.tag(child) != Tag::P)
          ++cards_[class_of(child) * 31 + parent];
    const auto found = cards_.find(look * 31 + parent);
    return found == cards_.end() ? 0 : found->second;
  }

  std::uint32_t relation_to_main(NodeId parent, NodeId element) const {
    if (parent == main_parent_) return 0;
    if (element == main_parent_) return 1;
    NodeId at = parent;
    for (std::uint32_t up = 0; up < 3 && at != html::kNoNode; ++up) {
      at = document_.parent(at);
      if (at == main_parent_) return up == 0 ? 2 : 3;
    }
    return 4;
  }

  /// The container's child in which the block stands, or the block's own element outside.
  NodeId branch_of(const PageBlock& block) {
    if (!block.is_inside || block.element == container_) return block.element;
    if (const auto known = branches_.find(block.element); known != branches_.end()) return known->second;
    NodeId at = block.element;
    for (NodeId up = document_.parent(at); up != container_ && up != html::kNoNode;
         up = document_.parent(up)) {
      at = up;
      // Blocks in a deep chain share the way up: each is but one step from the one before.
      if (const auto known = branches_.find(up); known != branches_.end()) {
        at = known->second;
        break;
      }
    }
    branches_.emplace(block.element, at);
    return at;
  }

  void describe_letters(std::size_t i, std::string_view text, std::uint32_t three) {
    const Letters letters = letters_of(text);
    const std::uint32_t all = letters.upper + letters.lower + letters.other;
    std::uint32_t kase = 0;
    if (all == 0)
      kase = 4;
    else if (letters.upper > 2 && letters.lower * 4 < letters.upper)
      kase = 1;
    else if (letters.starts_lower)
      kase = 2;
    else if (!letters.starts_letter)
      kase = 3;
    set(i, kCase, kase * 3 + three);
    set(i, kDigits, step(share(letters.digits, letters.digits + all), {0.001, 0.1, 0.3}) * 3 + three);
    set(i, kMarks,
        (letters.at ? 1 : 0) + (letters.address ? 2 : 0) + (letters.copyright ? 4 : 0) +
            (letters.bar ? 8 : 0));
    set(i, kCode, step(share(letters.code, static_cast<double>(text.size())), {0.03, 0.06}));
    set(i, kQuotes, (letters.quotes ? 3 : 0) + three);
    set(i, kCommas, step(letters.commas, {1, 2, 4}) * 3 + three);
  }

  void describe_witness(std::size_t i, std::string_view text) {
    if (triples_.empty()) return;
    std::uint32_t all = 0, same = 0;
    for_each_triple(text.substr(0, 4000), [&](std::uint64_t triple) {
      ++all;
      same += static_cast<std::uint32_t>(triples_.count(triple));
    });
    // A witness that is much shorter than the page's prose was cut off: what it does not tell may still be
    // text.
    const bool is_cut = static_cast<double>(witness_.body.size()) < 0.6 * prose_;
    set(i, kWitness, 1 + (all == 0 ? 0 : 1 + step(share(same, all), {0.2, 0.6, 0.9})) + (is_cut ? 5 : 0));
  }

  /// What stands between two headings, and what follows around a block.
  void describe_sections() {
    const std::size_t count = blocks_.size();
    std::uint32_t phrase = 0;
    for (std::size_t begin = 0; begin < count;) {
      std::size_t end = begin + 1;
      while (end < count && !is_heading(blocks_[end].tag)) ++end;
      double links = 0, all = 0;
      for (std::size_t i = begin; i < end; ++i) {
        links += blocks_[i].link_bytes;
        all += blocks_[i].bytes;
      }
      phrase = is_heading(blocks_[begin].tag) ? phrase_class(out_.cues_[begin].phrase) : 0;
      for (std::size_t i = begin; i < end; ++i) {
        set(i, kSectionLinks, link5(share(links, all)) * 3 + size3(blocks_[i].bytes));
        // A short line that is no heading by its tag may be one by its words.
        if (i > begin && out_.cues_[i].phrase && blocks_[i].bytes < 70 &&
            out_.cues_[i].phrase->match == PhraseMatch::Whole)
          phrase = phrase_class(out_.cues_[i].phrase);
        set(i, kSectionPhrase, i == begin ? 0 : phrase);
      }
      begin = end;
    }
    for (std::size_t i = 0; i < count; ++i) {
      double good = 0, all = 0;
      for (std::size_t k = i >= 3 ? i - 3 : 0; k < std::min(count, i + 4); ++k) {
        if (k == i) continue;
        good += out_.cues_[k].is_good ? 1 : 0;
        all += 1;
      }
      set(i, kWindow, step(share(good, all), {0.01, 0.2, 0.4, 0.6, 0.9}));
    }
  }

  BlockStep step_between(const PageBlock& from, const PageBlock& to) const {
    if (from.is_inside != to.is_inside)
      return to.is_inside ? BlockStep::IntoContainer : BlockStep::OutOfContainer;
    if (is_heading(to.tag)) return BlockStep::ToHeading;
    if (is_heading(from.tag)) return BlockStep::FromHeading;
    return document_.parent(from.element) == document_.parent(to.element) ? BlockStep::SameParent
                                                                          : BlockStep::OtherParent;
  }

  const html::Document& document_;
  const PageBlocks& page_;
  const std::vector<PageBlock>& blocks_;
  const PageMeasure& measure_;
  const NodeId container_;
  const ReadingTables& tables_;
  const ClassParts& parts_;
  const TextWitness& witness_;
  const std::string_view language_;
  BlockFeatures out_;
  std::vector<std::uint16_t> values_;
  std::vector<double> links_;
  std::vector<Rule> rules_;
  std::unordered_map<NodeId, double> prose_of_parent_;
  std::unordered_map<std::uint64_t, double> prose_of_class_;
  std::unordered_map<NodeId, NodeId> branches_;
  std::unordered_set<std::uint64_t> triples_;
  std::unordered_set<std::uint16_t> common_parts_;
  std::unordered_set<NodeId> counted_;
  std::unordered_map<std::uint64_t, std::uint32_t> cards_;
  double prose_ = 0;
  NodeId main_parent_ = html::kNoNode;
  std::size_t first_good_ = ~std::size_t{0}, last_good_ = 0;
};

BlockFeatures describe_blocks(const html::Document& document, const PageBlocks& blocks,
                              const PageMeasure& measure, NodeId container, const ReadingTables& tables,
                              const ClassParts& parts, const TextWitness& witness,
                              std::string_view language) {
  return BlockDescriber(document, blocks, measure, container, tables, parts, witness, language).describe();
}

}  // namespace raven::read
