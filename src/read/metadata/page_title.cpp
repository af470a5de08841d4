// SPDX-License-Identifier: Apache-2.0
#include "read/metadata/page_title.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/metadata/plain_words.h"
#include "read/page/authors.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

using html::NodeId;

constexpr std::size_t kLongestTitle = 400;
constexpr std::size_t kLongestSite = 80;

struct Cut {
  std::size_t begin = 0, end = 0;
  bool is_bar = false;
};

/// The marks between the parts of a title, with blanks around them as titles write them.
std::vector<Cut> cuts_of(std::string_view title) {
  static constexpr std::array<std::string_view, 18> kMarks = {" | ", " - ", " – ", " — ", " :: ", " » ",
                                                              " « ", " · ", " • ", " / ", " › ",  " < ",
                                                              " ~ ", "｜",  " : ", " ― ", "|",    "_"};
  std::vector<Cut> found;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const std::string_view mark : kMarks) {
      if (!title.substr(at).starts_with(mark)) continue;
      // Without blanks only between words of scripts that have none.
      const bool is_bare = mark == "|" || mark == "_";
      if (is_bare && (at == 0 || static_cast<unsigned char>(title[at - 1]) < 0x80)) continue;
      found.push_back({at, at + mark.size(), mark == " | " || mark == "｜" || mark == "|"});
      at += mark.size() - 1;
      break;
    }
  }
  return found;
}

std::size_t count_words(std::string_view text) {
  // Scripts without blanks: three characters are a word.
  std::size_t words = base::split_words(text).size(), wide = 0;
  for (base::Utf8Cursor at(text); !at.done(); at.next())
    if (at.code_point() >= 0x2E80) ++wide;
  return words + wide / 3;
}

bool is_one_site_name(const std::string& form, const std::string& site) {
  if (site.empty() || form.empty()) return false;
  if (form == site) return true;
  if (form.size() >= 4 && site.find(form) != std::string::npos && form.size() * 3 >= site.size()) return true;
  return site.size() >= 4 && form.size() <= site.size() + 12 && form.find(site) != std::string::npos;
}

/// "Page 2", "Seite 3 von 4", "2/3".
bool is_page_number(std::string_view part, const ReadingTables& tables) {
  const std::string lower = phrase_form(part);
  std::size_t length = 0;
  if (tables.title_noise_at(lower, &length) != ReadingTables::TitleNoise::Page) return false;
  const std::string_view rest = base::trim(std::string_view(lower).substr(length));
  return !rest.empty() && base::is_digit(rest[0]) && rest.size() <= 10;
}

class TitleReader {
 public:
  TitleReader(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
              const ReadingTables& tables, std::string_view url)
      : document_(document), signs_(signs), data_(data), tables_(tables) {
    host_ = host_of(url);
    if (host_.empty()) host_ = host_of(signs.canonical);
    if (host_.empty()) host_ = host_of(signs.meta("og:url"));
    section_ = folded_words(
        plain_words(signs.meta("article:section").empty() ? data.section : signs.meta("article:section")));
  }

  TitleFacts read() {
    decide_site();
    og_ = without_outer_parts(
        first({plain_words(signs_.meta("og:title")), plain_words(signs_.meta("twitter:title")),
               plain_words(signs_.meta("parsely-title")), plain_words(signs_.meta("sailthru.title")),
               plain_words(signs_.meta("dc.title")), plain_words(signs_.meta("headline"))}));
    head_ = without_outer_parts(signs_.title);
    headline_ = without_outer_parts(data_.headline);
    decide_title();
    mend_cut_title();
    drop_flags();
    place_heading();
    for (const std::string* title :
         std::initializer_list<const std::string*>{&og_, &head_, &headline_, &facts_.title, &signs_.title})
      if (!title->empty()) facts_.titles.push_back(*title);
    for (const HeadingSign& heading : signs_.headings)
      if (heading.level == 1 && facts_.titles.size() < 16) facts_.titles.push_back(heading.text);
    return std::move(facts_);
  }

 private:
  static std::string first(std::initializer_list<std::string> values) {
    for (const std::string& value : values)
      if (!base::trim(value).empty()) return value.substr(0, kLongestTitle);
    return {};
  }

  bool is_site(std::string_view part) const { return is_site_name(part, facts_.site_forms); }

  void decide_site() {
    facts_.site = first({plain_words(signs_.meta("og:site_name")), data_.publisher.name, data_.site,
                         plain_words(signs_.meta("application-name")),
                         plain_words(signs_.meta("apple-mobile-web-app-title")),
                         plain_words(signs_.meta("twitter:app:name:iphone"))});
    if (host_of(facts_.site).size() > 0) facts_.site = host_of(facts_.site);
    const std::string host_form = compact_words(host_.substr(0, host_.rfind('.')));
    // "Harbor Courier - Ports and ships since 1901": the name, then what the site says of itself.
    if (const std::vector<Cut> cuts = cuts_of(facts_.site); !cuts.empty()) {
      const std::string head(base::trim(facts_.site.substr(0, cuts[0].begin))),
          rest(base::trim(facts_.site.substr(cuts[0].end)));
      const bool is_rest_name = !host_form.empty() && is_one_site_name(compact_words(rest), host_form) &&
                                !is_one_site_name(compact_words(head), host_form);
      if (!head.empty() && !rest.empty() && count_words(is_rest_name ? rest : head) <= 5) {
        facts_.slogan = is_rest_name ? head : rest;
        facts_.site = is_rest_name ? rest : head;
      }
    }
    if (facts_.site.size() > kLongestSite) facts_.site.clear();
    for (const std::string& name :
         {compact_words(facts_.site), compact_words(data_.site), compact_words(data_.publisher.name),
          compact_words(plain_words(signs_.meta("og:site_name"))), host_form, compact_words(host_)})
      if (!name.empty()) facts_.site_forms.push_back(name);
    // A title's last part that stands for the host is the site's name.
    if (facts_.site.empty() && !signs_.title.empty()) {
      const std::vector<Cut> cuts = cuts_of(signs_.title);
      if (cuts.empty()) return;
      const std::string_view title = signs_.title;
      const std::string_view last = base::trim(title.substr(cuts.back().end)),
                             head = base::trim(title.substr(0, cuts.front().begin));
      if (is_one_site_name(compact_words(last), host_form) ||
          (host_form.empty() && last.size() <= 40 && !is_in_heading(last)))
        facts_.site = std::string(last);
      else if (is_one_site_name(compact_words(head), host_form))
        facts_.site = std::string(head);
      if (!facts_.site.empty()) facts_.site_forms.push_back(compact_words(facts_.site));
    }
  }

  /// Whether a heading ends in these words: then they are headline.
  bool is_in_heading(std::string_view words) const {
    const std::string form = folded_words(words);
    return std::any_of(signs_.headings.begin(), signs_.headings.end(), [&](const HeadingSign& heading) {
      return heading.level == 1 && folded_words(heading.text).ends_with(" " + form);
    });
  }

  /// Whether an outer part of a title is no part of the headline.
  bool is_outer(std::string_view part) const {
    if (is_site(part) || is_page_number(part, tables_)) return true;
    const std::string form = folded_words(part);
    if (!section_.empty() && form == section_) return true;
    if (tables_.title_noise(phrase_form(part)) == ReadingTables::TitleNoise::Suffix) return true;
    return is_byline(part, tables_);
  }

  std::string without_outer_parts(const std::string& title) const {
    std::string_view rest = title;
    for (int i = 0; i < 4; ++i) {
      const std::vector<Cut> cuts = cuts_of(rest);
      if (cuts.empty()) break;
      const std::string_view last = base::trim(rest.substr(cuts.back().end)),
                             before = base::trim(rest.substr(0, cuts.back().begin)),
                             head = base::trim(rest.substr(0, cuts.front().begin));
      // A bar and a few words behind a longer title name the site, whoever it is.
      const bool is_after_bar =
          cuts.back().is_bar && count_words(last) <= 4 && count_words(before) >= 4 && last.size() <= 40;
      // What stands before a site's name is headline, unless it is the section.
      if ((is_outer(last) || is_after_bar) && !before.empty())
        rest = before;
      else if (is_site(head) && count_words(rest.substr(cuts.front().end)) > 1)
        rest = base::trim(rest.substr(cuts.front().end));
      else
        break;
    }
    return std::string(rest.empty() ? std::string_view(title) : rest);
  }

  /// Whether a heading is only what stands behind the title proper in the head's title.
  bool is_last_part(const std::string& heading) const {
    const std::string form = compact_words(heading);
    for (const std::string& title : {signs_.title, plain_words(signs_.meta("og:title"))}) {
      const std::vector<Cut> cuts = cuts_of(title);
      if (cuts.empty()) continue;
      const std::string_view last = std::string_view(title).substr(cuts.back().end),
                             rest = std::string_view(title).substr(0, cuts.back().begin);
      if (compact_words(last) == form && count_words(rest) > count_words(last)) return true;
    }
    return false;
  }

  /// Whether a heading of the second or third level says just this.
  bool is_lower_heading(const std::string& title) const {
    const std::string form = folded_words(title);
    return std::any_of(signs_.headings.begin(), signs_.headings.end(), [&](const HeadingSign& heading) {
      return heading.level > 1 && folded_words(heading.text) == form;
    });
  }

  void decide_title() {
    const std::string known = folded_words(og_ + " " + signs_.title + " " + headline_);
    const HeadingSign* best = nullptr;
    double best_share = 0;
    for (const HeadingSign& heading : signs_.headings) {
      if (heading.level != 1 || heading.text.size() > 300) continue;
      const std::string form = folded_words(heading.text);
      if (form.empty() || is_last_part(heading.text)) continue;
      const std::string squeezed = compact_words(heading.text);
      if (std::find(facts_.site_forms.begin(), facts_.site_forms.end(), squeezed) != facts_.site_forms.end())
        continue;
      const double share = known.empty() ? 1 : shared_words(form, known);
      if (share > best_share + 0.01) {
        best_share = share;
        best = &heading;
      }
    }
    std::size_t h1s = 0;
    std::string only;
    for (const HeadingSign& heading : signs_.headings)
      if (heading.level == 1) ++h1s, only = heading.text;
    // Search engines are often told other words than readers: the only heading of a page is its title too.
    const bool is_only = h1s == 1 && best && count_words(best->text) >= 4 && best_share >= 0.15 &&
                         !is_lower_heading(first({og_, head_}));
    if (best && (best_share >= 0.6 || is_only))
      facts_.title = without_outer_parts(best->text);
    else
      facts_.title = first({og_, headline_, head_, h1s == 1 ? only : std::string()});
    // A heading of one or two words that the head's title only begins with is a kicker.
    if (const std::string longer = first({og_, headline_});
        !longer.empty() && count_words(facts_.title) <= 2 && count_words(longer) >= 5)
      facts_.title = longer;
  }

  /// "Talks resume in the cap…" is completed by another title that begins so.
  void mend_cut_title() {
    std::string_view stem = facts_.title;
    if (stem.ends_with("…"))
      stem.remove_suffix(std::string_view("…").size());
    else if (stem.ends_with("..."))
      stem.remove_suffix(3);
    else
      return;
    const std::string form = folded_words(stem);
    if (form.size() < 8) return;
    for (const std::string* whole : {&headline_, &og_, &head_})
      if (take_if_longer(form, *whole)) return;
    for (const HeadingSign& heading : signs_.headings)
      if (heading.level == 1 && take_if_longer(form, heading.text)) return;
  }
  bool take_if_longer(const std::string& form, const std::string& whole) {
    if (whole.ends_with("…") || whole.ends_with("...")) return false;
    const std::string other = folded_words(whole);
    if (other.size() <= form.size() || !other.starts_with(form)) return false;
    facts_.title = whole;
    return true;
  }

  /// "BREAKING: Talks resume" loses its flag where another title of the page does without it.
  void drop_flags() {
    const std::string form = folded_words(facts_.title);
    for (const std::string* other : {&og_, &headline_, &head_}) {
      const std::string bare = folded_words(*other);
      if (bare.empty() || bare.size() >= form.size() || count_words(*other) < 3) continue;
      std::size_t length = 0;
      const std::string lower = phrase_form(facts_.title);
      const bool is_flagged = form.ends_with(" " + bare) &&
                              tables_.title_noise_at(lower, &length) == ReadingTables::TitleNoise::Prefix;
      const std::size_t cut = facts_.title.find_last_of("([");
      const bool is_tagged = form.starts_with(bare + " ") && cut != std::string::npos &&
                             tables_.title_noise(phrase_form(std::string_view(facts_.title).substr(cut))) ==
                                 ReadingTables::TitleNoise::Suffix;
      if (is_flagged || is_tagged) {
        facts_.title = *other;
        return;
      }
    }
  }

  /// Where the title stands as a heading.
  void place_heading() {
    const std::string wanted = folded_words(facts_.title);
    if (wanted.empty()) return;
    const HeadingSign* best = nullptr;
    double best_share = 0.6;
    for (const HeadingSign& heading : signs_.headings) {
      if (heading.text == facts_.title) {
        best = &heading;
        break;
      }
      if (heading.text.size() > facts_.title.size() * 2 || heading.text.size() * 2 < facts_.title.size())
        continue;
      const std::string form = folded_words(heading.text);
      if (form.empty()) continue;
      // Both ways: a word of the title alone is no title. Higher headings win.
      const double share = std::min(shared_words(wanted, form), shared_words(form, wanted)) -
                           0.05 * static_cast<double>(heading.level - 1);
      if (share > best_share) {
        best_share = share;
        best = &heading;
      }
    }
    if (!best) return;
    facts_.heading_at = best->at;
    const NodeId end = document_.next_skipping_children(best->node);
    for (NodeId node = best->node; node != html::kNoNode && node != end; node = document_.next(node))
      if (document_.kind(node) == html::NodeKind::Text && !base::trim(document_.text(node)).empty())
        ++facts_.heading_texts;
  }

  const html::Document& document_;
  const MetadataSigns& signs_;
  const LinkedData& data_;
  const ReadingTables& tables_;
  std::string host_, section_;
  std::string og_, head_, headline_;
  TitleFacts facts_;
};

}  // namespace

bool is_site_name(std::string_view words, const std::vector<std::string>& site_forms) {
  const std::string form = compact_words(words);
  return std::any_of(site_forms.begin(), site_forms.end(),
                     [&](const std::string& site) { return is_one_site_name(form, site); });
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || scheme > 10) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, std::min(host.find_first_of("/:?#%"), host.size()));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return base::lowered(host);
}

TitleFacts page_title(const html::Document& document, const MetadataSigns& signs, const LinkedData& data,
                      const ReadingTables& tables, std::string_view url) {
  return TitleReader(document, signs, data, tables, url).read();
}

}  // namespace raven::read
