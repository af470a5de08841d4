// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_authors.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/main_text/extract.h"
#include "read/metadata/plain_words.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using html::NodeId;
using BylineWord = ReadingTables::BylineWord;

constexpr std::uint32_t kTextsBefore = 10;
constexpr std::uint32_t kTextsAfter = 45;
constexpr std::size_t kLongText = 260;
constexpr std::size_t kMostNearBytes = 1600;
constexpr std::size_t kLongestAuthorElement = 220;
constexpr std::size_t kMostAuthors = 20;

/// "Lee, Ann" -> "Ann Lee", for the meta elements that libraries use.
std::string in_given_order(const std::string& name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string::npos || name.find(',', comma + 1) != std::string::npos) return name;
  const std::string_view family = base::trim(std::string_view(name).substr(0, comma)),
                         given = base::trim(std::string_view(name).substr(comma + 1));
  if (base::split_words(family).size() > 2 || base::split_words(given).empty() ||
      base::split_words(given).size() > 2 || given.find(" and ") != std::string_view::npos)
    return name;
  if (base::split_words(family).size() == 2 && base::split_words(given).size() == 2) return name;
  return std::string(given) + " " + std::string(family);
}

class AuthorReader {
 public:
  AuthorReader(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
               const TitleFacts& title, const ReadingTables& tables)
      : document_(document), signs_(signs), data_(data), title_(title), tables_(tables) {
    near_ = near_heading(document, signs, title);
  }

  Byline read() {
    Byline declared = from_linked_data();
    if (declared.authors.empty()) merge_byline(declared, from_metas());
    Byline shown = near_line();
    const bool is_line = !shown.authors.empty();
    if (!is_line) merge_byline(shown, near_elements());
    if (shown.authors.empty()) merge_byline(shown, near_name_with_role());
    std::string agency = declared.agency.empty() ? shown.agency : declared.agency;
    Byline chosen = choose(declared, shown, is_line);
    if (chosen.authors.empty()) chosen = far_elements();
    if (chosen.authors.empty()) chosen = far_line(Region::Inner);
    if (chosen.authors.empty()) chosen = far_links();
    if (chosen.authors.empty()) chosen = end_credit();
    if (chosen.authors.empty()) chosen = far_line(Region::Outer);
    if (!agency.empty()) chosen.agency = std::move(agency);
    if (chosen.authors.size() > kMostAuthors) chosen.authors.resize(kMostAuthors);
    return chosen;
  }

 private:
  Byline parse(std::string_view text, BylineTrust trust) const {
    Byline byline = read_byline(text, tables_, title_.site, trust);
    std::erase_if(byline.authors, [&](const std::string& name) { return is_outlet(name); });
    return byline;
  }

  /// Whether a name is the site's. A name of several words may be the host's: people name sites for
  /// themselves.
  bool is_outlet(const std::string& name) const {
    const std::string form = compact_words(name);
    if (form == compact_words(title_.site) || form == compact_words(data_.publisher.name) ||
        form == compact_words(data_.site))
      return true;
    const bool is_one_word = name.find(' ') == std::string::npos;
    return std::any_of(title_.site_forms.begin(), title_.site_forms.end(), [&](const std::string& site) {
      return (is_one_word && (site == form || (form.size() >= 4 && site.starts_with(form)))) ||
             ((site == form || (site.size() >= 5 && form.starts_with(site))) && has_outlet_word(name));
    });
  }

  bool has_outlet_word(std::string_view name) const {
    for (const std::string_view word : base::split_words(name)) {
      const BylineWord known = tables_.byline_word(phrase_form(word));
      if (known == BylineWord::Outlet || known == BylineWord::Collective || known == BylineWord::Role)
        return true;
    }
    return false;
  }

  Byline from_linked_data() const {
    Byline byline;
    for (const NamedParty& author : data_.authors) {
      if (author.kind == NamedKind::Organization) {
        if (byline.agency.empty()) byline.agency = tables_.agency(author.name);
        continue;
      }
      Byline one = parse(author.name, BylineTrust::Declared);
      if (one.authors.empty() && one.agency.empty() && author.kind == NamedKind::Person)
        one = writer_of_own_site(author.name);
      merge_byline(byline, one);
    }
    return byline;
  }

  /// A personal site bears its writer's name.
  Byline writer_of_own_site(const std::string& name) const {
    const std::size_t words = base::split_words(name).size();
    if (words < 2 || words > 3 || !is_outlet(name) || has_outlet_word(name)) return {};
    return read_byline(name, tables_, {}, BylineTrust::Line);
  }

  Byline from_metas() const {
    static constexpr std::array<std::string_view, 18> kNames = {"author",
                                                                "article:author",
                                                                "og:article:author",
                                                                "parsely-author",
                                                                "sailthru.author",
                                                                "byl",
                                                                "dc.creator",
                                                                "dcterms.creator",
                                                                "dc.creator.name",
                                                                "cxenseparse:author",
                                                                "article.author",
                                                                "twitter:data1",
                                                                "citation_author",
                                                                "citation_authors",
                                                                "book:author",
                                                                "article:authors",
                                                                "authors",
                                                                "rnews:creator"};
    Byline byline;
    for (const std::string_view name : kNames) {
      const auto found = signs_.metas.find(name);
      if (found == signs_.metas.end()) continue;
      if (name == "twitter:data1" && !is_written_by(signs_.meta("twitter:label1"))) continue;
      const bool is_library = name.starts_with("dc") || name.starts_with("citation");
      for (const std::string& value : found->second) {
        const std::string plain = plain_words(value);
        Byline one = parse(is_library ? in_given_order(plain) : plain, BylineTrust::Declared);
        if (one.authors.empty() && one.agency.empty()) one = writer_of_own_site(plain);
        merge_byline(byline, one);
      }
      if (!byline.authors.empty()) break;
    }
    return byline;
  }

  /// "Written by", "Verfasst von", "Escrito por": WordPress labels the author so, in the site's language.
  bool is_written_by(const std::string& label) const {
    return tables_.byline_word(phrase_form(label)) == BylineWord::Intro;
  }

  std::string_view text_at(std::uint32_t index) const {
    return base::trim(document_.text(signs_.texts[index].node));
  }

  bool is_near(const ElementSign& sign) const { return sign.at >= near_.begin && sign.at < near_.end; }

  /// A line near the heading that an introducing word begins.
  Byline near_line() const {
    for (std::uint32_t i = near_.begin; i < near_.end; ++i) {
      if (signs_.texts[i].is_outer) continue;
      if (Byline byline = line_at(i, 0); !byline.authors.empty()) return byline;
    }
    return {};
  }

  enum class Region { Inner, Outer };

  /// A line below the text, or in an aside, that says more than "By" ("Written by Ann Lee"), if all such
  /// lines agree: teasers of other pages name their authors too.
  Byline far_line(Region region) const {
    constexpr std::size_t kLongIntro = 6;
    int left = 40;  // each costs a look at the blocks around it
    Byline found;
    const bool wants_outer = region == Region::Outer;
    for (std::size_t i = wants_outer ? 0 : near_.end; i < signs_.texts.size() && left > 0; ++i) {
      if (signs_.texts[i].is_outer != wants_outer || !has_intro(static_cast<std::uint32_t>(i), kLongIntro))
        continue;
      --left;
      Byline byline = line_at(static_cast<std::uint32_t>(i), kLongIntro);
      std::erase_if(byline.authors,
                    [](const std::string& name) { return name.find(' ') == std::string::npos; });
      if (byline.authors.empty()) continue;
      if (!found.authors.empty() && are_disjoint(found, byline)) return {};
      merge_byline(found, byline);
    }
    return found;
  }

  /// Whether an element stands in a teaser: a small block around it has a heading of its own.
  bool is_in_teaser(NodeId node) const {
    NodeId at = document_.parent(node);
    for (int up = 0; up < 5 && at != html::kNoNode && at != html::kDocumentNode;
         ++up, at = document_.parent(at)) {
      if (lines_of(document_, at, 400).size() >= 400) return false;
      if (holds_heading(at)) return true;
    }
    return false;
  }

  /// The author whom all links to authors name.
  Byline far_links() const {
    Byline found;
    for (const ElementSign& sign : signs_.author_links) {
      if (sign.is_outer || !is_author_page(sign.node) || is_in_comments(sign.node) || is_in_teaser(sign.node))
        continue;
      Byline byline = of_element(sign.node);
      drop_single_words(byline);
      if (byline.authors.empty()) continue;
      if (!found.authors.empty() && are_disjoint(found, byline)) return {};
      merge_byline(found, byline);
    }
    return found;
  }

  /// Whether a text is short and begins with an introducing word of at least `least` bytes; of none for 0.
  bool has_intro(std::uint32_t index, std::size_t least) const {
    const std::string_view text = text_at(index);
    if (text.size() > 160 || text.size() < 2) return false;
    std::size_t length = 0;
    if (tables_.byline_word_at(phrase_form(text, 48), &length) != BylineWord::Intro) length = 0;
    return length >= least;
  }

  /// The byline that a text begins, with an introducing word of at least `least` bytes. The name may stand in
  /// the same text, in the same block, or in the block around it.
  Byline line_at(std::uint32_t index, std::size_t least) const {
    if (!has_intro(index, least)) return {};
    const std::string_view text = text_at(index);
    // Most texts neither begin nor end with an introducing word.
    const std::string_view end = text.substr(text.size() - std::min<std::size_t>(text.size(), 4));
    const bool may_end_in_intro =
        end.find("by") != std::string_view::npos || end.find("von") != std::string_view::npos ||
        end.find("par") != std::string_view::npos || end.find("por") != std::string_view::npos;
    if (!may_end_in_intro && !has_intro(index, 1)) return {};
    std::string_view word = text;
    while (!word.empty() && (word.back() == ':' || base::is_space(word.back()))) word.remove_suffix(1);
    const std::string form = phrase_form(word);
    const bool is_intro = tables_.byline_word(form) == BylineWord::Intro;
    const bool is_line = !is_intro && (is_byline(text, tables_) || ends_in_intro(form));
    if (!is_intro && !is_line) return {};
    NodeId block = block_of(document_, signs_.texts[index].node);
    for (int up = 0; up < 3 && block != html::kNoNode && block != html::kDocumentNode; ++up) {
      const std::string lines = lines_of(document_, block, kLongestAuthorElement + 80);
      if (lines.size() > kLongestAuthorElement || is_sentence(lines)) break;
      Byline byline = parse(from_intro(lines, word), BylineTrust::Line);
      if (up > 0) drop_single_words(byline);
      if (!byline.authors.empty()) return byline;
      if (!is_intro && up > 0) break;
      block = document_.parent(block);
    }
    return is_line ? parse(from_intro(text, word), BylineTrust::Line) : Byline{};
  }

  /// "From Pilates to boxing, the list is long." is no byline.
  static bool is_sentence(std::string_view lines) {
    if (lines.ends_with('.') || lines.ends_with('?') || lines.ends_with('!') || lines.ends_with(':'))
      return base::split_words(lines).size() > 8;
    return false;
  }

  /// "December 10, 2022 by": a date stands before the introducing word.
  bool ends_in_intro(const std::string& form) const {
    const std::size_t space = form.rfind(' ');
    if (form.size() > 80 || space == std::string::npos) return false;
    const std::string_view last = std::string_view(form).substr(space + 1);
    return (last == "by" || last == "von" || last == "par" || last == "por") &&
           tables_.dates().find(form, {}).has_value();
  }

  /// A block from the introducing text on, without a date.
  std::string from_intro(std::string_view lines, std::string_view intro) const {
    const std::string joined = base::collapse_space(intro);
    const std::size_t at = lines.find(joined);
    std::string_view rest = at == std::string_view::npos ? lines : lines.substr(at);
    if (ends_in_intro(phrase_form(joined)) && joined.rfind(' ') != std::string::npos &&
        tables_.byline_word(phrase_form(joined)) != BylineWord::Intro && at != std::string_view::npos)
      rest.remove_prefix(joined.rfind(' ') + 1);
    return without_date(rest);
  }

  std::string without_date(std::string_view text) const {
    std::string rest(text);
    if (const std::optional<FoundDate> date = tables_.dates().find(rest, {}))
      rest = date->begin > 3 ? rest.substr(0, date->begin) : rest.substr(date->end);
    return rest;
  }

  /// The name that an element of microdata holds, or its lines.
  std::string words_of(NodeId node) const {
    const NodeId end = document_.next_skipping_children(node);
    for (NodeId at = document_.first_child(node); at != html::kNoNode && at != end; at = document_.next(at)) {
      if (document_.kind(at) != html::NodeKind::Element) continue;
      if (!base::equals_ignoring_case(document_.attribute(at, "itemprop").value_or(""), "name")) continue;
      const std::string_view content = document_.attribute(at, "content").value_or("");
      return content.empty() ? lines_of(document_, at, 200) : std::string(content);
    }
    return lines_of(document_, node, kLongestAuthorElement + 80);
  }

  /// The names of one element: a line with an introducing word holds as many as it names, any other the
  /// first.
  Byline of_element(NodeId node) const {
    std::string lines = words_of(node);
    // A box about the author begins with the name.
    if (lines.size() > kLongestAuthorElement) {
      lines.resize(std::min(lines.find('\n'), lines.size()));
      if (lines.size() > 40) return {};
    }
    const std::string text = without_date(lines);
    Byline byline = parse(text, BylineTrust::Line);
    if (byline.authors.size() > 1 && !is_byline(text.substr(0, text.find('\n')), tables_) &&
        text.find('\n') != std::string::npos) {
      // Below the name stand a role, a place, a date: only what the first line joins is a name, and what
      // other links to authors add.
      Byline first;
      std::size_t begin = 0;
      for (std::size_t at = 0; at <= text.size() && first.authors.empty(); ++at) {
        if (at < text.size() && text[at] != '\n') continue;
        first = parse(std::string_view(text).substr(begin, at - begin), BylineTrust::Line);
        begin = at + 1;
      }
      return first;
    }
    return byline;
  }

  Byline near_elements() const {
    Byline byline;
    for (const std::vector<ElementSign>* list :
         {&signs_.declared_authors, &signs_.author_classes, &signs_.author_links}) {
      std::uint32_t last = 0;
      for (const ElementSign& sign : *list) {
        if (sign.is_outer || !is_near(sign) || is_behind_tail(sign)) continue;
        // Authors of one page stand together.
        if (!byline.authors.empty() && sign.at > last + 8) break;
        Byline one = of_element(sign.node);
        if (list == &signs_.author_classes || (list == &signs_.author_links && !is_author_page(sign.node)))
          drop_single_words(one);
        if (one.authors.empty() && one.agency.empty()) continue;
        merge_byline(byline, one);
        last = sign.at;
      }
      if (!byline.authors.empty()) break;
    }
    return byline;
  }

  /// A name near the heading with a role below it: "Ann Lee", "Tech Writer".
  Byline near_name_with_role() const {
    for (std::uint32_t i = near_.heading; i + 1 < near_.end; ++i) {
      if (signs_.texts[i].is_outer || signs_.texts[i + 1].is_outer) continue;
      const std::string_view name = text_at(i), role = text_at(i + 1);
      const std::size_t words = base::split_words(name).size();
      if (words < 2 || words > 3 || name.size() > 40 || role.size() > 60) continue;
      if (!ends_in_role(role)) continue;
      Byline byline = parse(name, BylineTrust::Line);
      if (byline.authors.size() == 1 && byline.authors[0].size() == name.size() && !has_outlet_word(name))
        return byline;
    }
    return {};
  }

  bool ends_in_role(std::string_view text) const {
    const std::vector<std::string_view> words = base::split_words(text);
    return !words.empty() && words.size() <= 5 &&
           tables_.byline_word(phrase_form(words.back())) == BylineWord::Role;
  }

  /// Whether an element stands in the readers' part of the page.
  bool is_in_comments(NodeId node) const {
    NodeId at = node;
    for (int up = 0; up < 12 && at != html::kNoNode; ++up, at = document_.parent(at)) {
      for (const std::string_view name : {"class", "id"})
        if (base::find_ignoring_case(document_.attribute(at, name).value_or("").substr(0, 200), "comment") !=
            std::string_view::npos)
          return true;
    }
    return false;
  }

  /// Whether the text before an element says that others than authors follow: "Fact checked by".
  bool is_behind_tail(const ElementSign& sign) const {
    if (sign.at == 0) return false;
    const std::string_view before = text_at(sign.at - 1);
    return before.size() <= 60 && tables_.byline_word_at(phrase_form(before)) == BylineWord::Tail;
  }

  /// A class or an address proves little: one word beside it may be anything.
  static void drop_single_words(Byline& byline) {
    std::erase_if(byline.authors, [](const std::string& name) {
      return name.find(' ') == std::string::npos && static_cast<unsigned char>(name[0]) < 0xE0;
    });
  }

  /// Whether a link says itself that it leads to an author: "/people/" may lead anywhere.
  bool is_author_page(NodeId node) const {
    const std::string_view address = document_.attribute(node, "href").value_or("");
    return address.find("/author") != std::string_view::npos ||
           address.find("/aut") != std::string_view::npos;
  }

  /// Whether an element holds a heading: it is a teaser of another page.
  bool holds_heading(NodeId node) const {
    const NodeId end = document_.next_skipping_children(node);
    for (NodeId at = node; at != html::kNoNode && at != end; at = document_.next(at))
      if (document_.is_element(at, html::Tag::H1) || document_.is_element(at, html::Tag::H2) ||
          document_.is_element(at, html::Tag::H3))
        return true;
    return false;
  }

  /// The first sign of an author below the text; those in asides last.
  Byline far_elements() const {
    for (const bool outer : {false, true}) {
      for (const std::vector<ElementSign>* list : {&signs_.declared_authors, &signs_.author_classes}) {
        for (const ElementSign& sign : *list) {
          if (sign.is_outer != outer || is_near(sign) || (outer && list == &signs_.declared_authors))
            continue;
          if (is_behind_tail(sign) || is_in_comments(sign.node) || is_in_teaser(sign.node)) continue;
          Byline byline = of_element(sign.node);
          if (list == &signs_.author_classes) {
            drop_single_words(byline);
            if (byline.authors.size() > 1 || holds_heading(sign.node)) continue;
          }
          if (!byline.authors.empty()) return byline;
        }
      }
    }
    return {};
  }

  Byline end_credit() const {
    const std::size_t size = signs_.texts.size();
    for (std::size_t i = near_.heading; i < size; ++i) {
      if (signs_.texts[i].is_outer) continue;
      const std::string_view text = base::trim(document_.text(signs_.texts[i].node));
      if (text.size() < 16 || text.size() > 300) continue;
      if (Byline byline = read_end_credit(text, tables_, title_.site); !byline.authors.empty()) return byline;
    }
    return {};
  }

  static bool are_disjoint(const Byline& a, const Byline& b) {
    return std::none_of(a.authors.begin(), a.authors.end(), [&](const std::string& name) {
      return std::any_of(b.authors.begin(), b.authors.end(),
                         [&](const std::string& other) { return is_same_name(name, other); });
    });
  }

  static Byline choose(const Byline& declared, const Byline& shown, bool is_line) {
    if (declared.authors.empty()) return shown;
    if (shown.authors.empty()) return declared;
    if (are_disjoint(declared, shown)) {
      const auto are_handles = [](const Byline& byline) {
        return std::all_of(byline.authors.begin(), byline.authors.end(), [](const std::string& name) {
          return name.find(' ') == std::string::npos && static_cast<unsigned char>(name[0]) < 0xE0;
        });
      };
      if (are_handles(declared)) return shown;
      return is_line && !are_handles(shown) ? shown : declared;
    }
    return is_line && shown.authors.size() > declared.authors.size() ? shown : declared;
  }

  const html::Document& document_;
  const MetadataSigns& signs_;
  const LinkedData& data_;
  const TitleFacts& title_;
  const ReadingTables& tables_;
  NearHeading near_;
};

}  // namespace

NearHeading near_heading(const html::Document& document, const MetadataSigns& signs,
                         const TitleFacts& title) {
  NearHeading near;
  const auto size = static_cast<std::uint32_t>(signs.texts.size());
  std::uint32_t after = 0;
  if (title.heading_at != kNone) {
    near.heading = std::min(title.heading_at, size);
    near.begin = near.heading > kTextsBefore ? near.heading - kTextsBefore : 0;
    after = std::min(near.heading + title.heading_texts, size);
  }
  near.end = after;
  // The article's text has begun with the first long text; a standfirst may be one, so the second ends it.
  int longs = 0;
  std::uint32_t taken = 0;
  std::size_t bytes = 0;
  for (; near.end < size && taken < kTextsAfter && longs < 2 && bytes < kMostNearBytes; ++near.end) {
    if (signs.texts[near.end].is_outer) continue;
    ++taken;
    const std::size_t length = base::trim(document.text(signs.texts[near.end].node)).size();
    bytes += length;
    if (length > kLongText) ++longs;
  }
  return near;
}

Byline page_authors(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                    const TitleFacts& title, const ReadingTables& tables) {
  return AuthorReader(document, signs, data, title, tables).read();
}

}  // namespace raven::read
