// SPDX-License-Identifier: Apache-2.0
#include "read/page/metadata.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/input/json_text.h"
#include "read/page/authors.h"
#include "read/page/extract.h"
#include "read/page/language_guess.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

constexpr std::size_t kLargestJsonLd = 4 << 20;

/// Named entities that survive inside JSON-LD and attributes which were escaped twice.
std::string clean(std::string_view text) {
  std::string out = base::collapse_space(text);
  if (out.find('&') == std::string::npos) return out;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kEntities = {
      {{"&amp;", "&"},
       {"&quot;", "\""},
       {"&#39;", "'"},
       {"&#039;", "'"},
       {"&apos;", "'"},
       {"&rsquo;", "’"},
       {"&lsquo;", "‘"},
       {"&ldquo;", "“"},
       {"&rdquo;", "”"},
       {"&#8217;", "’"},
       {"&#8216;", "‘"},
       {"&nbsp;", " "},
       {"&#8211;", "–"},
       {"&#x27;", "'"}}};
  std::string plain;
  for (std::size_t at = 0; at < out.size();) {
    bool found = false;
    if (out[at] == '&') {
      for (const auto& [entity, value] : kEntities) {
        if (std::string_view(out).substr(at).starts_with(entity)) {
          plain += value;
          at += entity.size();
          found = true;
          break;
        }
      }
    }
    if (!found) plain += out[at++];
  }
  return plain;
}

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "LiveBlogPosting" || type == "Review" || type == "SocialMediaPosting" ||
         type == "AnalysisNewsArticle" || type == "Recipe" || type == "Blog";
}
bool is_page_type(std::string_view type) {
  return type == "WebPage" || type.ends_with("Page");
}

struct Title {
  std::string text;
  std::string form;  // folded
};

/// How many words of `a` stand in `b`, as a share.
double shared_words(const std::string& a, const std::string& b) {
  const std::vector<std::string_view> words = base::split_words(a);
  if (words.empty()) return 0;
  std::size_t shared = 0;
  for (const std::string_view word : words)
    if (b.find(word) != std::string::npos) ++shared;
  return static_cast<double>(shared) / static_cast<double>(words.size());
}

std::string folded_words(std::string_view text) {
  std::string form = base::folded(text), out;
  for (base::Utf8Cursor at(form); !at.done(); at.next()) {
    if (base::is_letter_character(at.code_point()) ||
        (at.code_point() < 128 && base::is_digit(static_cast<char>(at.code_point()))))
      out.append(form, at.offset(), at.length());
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

struct Separator {
  std::size_t begin = 0, end = 0;
};

std::vector<Separator> separators_of(std::string_view title) {
  static constexpr std::array<std::string_view, 15> kMarks = {
      " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ",
      " • ", " / ", " › ", " < ", " ~ ",  "｜",  " : "};
  std::vector<Separator> found;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const std::string_view mark : kMarks) {
      if (!title.substr(at).starts_with(mark)) continue;
      found.push_back({at, at + mark.size()});
      at += mark.size() - 1;
      break;
    }
  }
  return found;
}

/// Whether a part of a title is the site's name: the same letters, or what the host is called.
bool is_site_name(std::string_view part, const std::string& site_form) {
  if (site_form.empty()) return false;
  std::string form = folded_words(part);
  form.erase(std::remove(form.begin(), form.end(), ' '), form.end());
  if (form.empty()) return false;
  if (form == site_form) return true;
  if (form.size() >= 4 && site_form.find(form) != std::string::npos) return true;
  return site_form.size() >= 4 && form.size() <= site_form.size() + 12 &&
         form.find(site_form) != std::string::npos;
}

class MetadataReader {
 public:
  MetadataReader(const html::Document& document, const ReadingTables& tables, std::string_view url,
                 base::Day today)
      : document_(document), tables_(tables), url_(url), today_(today) {}

  PageFacts read() {
    scan();
    for (const NodeId script : scripts_) read_json_ld(script);
    decide_site();
    decide_title();
    look_around_heading();
    decide_authors();
    decide_dates();
    facts_.canonical_url = canonical_.empty() ? meta("og:url") : canonical_;
    if (facts_.canonical_url.find("://") == std::string::npos) facts_.canonical_url = std::string(url_);
    facts_.language = first({html_language_, meta("og:locale"), meta("content-language"), meta("dc.language"),
                             ld_language_, meta("language")});
    facts_.section =
        clean(first({meta("article:section"), ld_section_, meta("parsely-section"), meta("section")}));
    if (facts_.section.size() > 60) facts_.section.clear();
    facts_.type = first({ld_type_, meta("og:type")});
    facts_.description =
        clean(first({meta("og:description"), meta("description"), meta("twitter:description")}));
    facts_.body = std::move(ld_body_);
    for (std::string* title : {&og_title_, &html_title_, &ld_title_, &facts_.title})
      if (!title->empty()) facts_.titles.push_back(*title);
    for (const std::string& h1 : h1s_) facts_.titles.push_back(h1);
    return std::move(facts_);
  }

 private:
  static std::string first(std::initializer_list<std::string> values) {
    for (const std::string& value : values)
      if (!base::trim(value).empty()) return value;
    return {};
  }

  std::string meta(std::string_view name) const {
    const auto found = metas_.find(name);
    return found == metas_.end() ? std::string() : found->second.front();
  }

  void scan() {
    for (NodeId node = html::kDocumentNode; node != html::kNoNode; node = document_.next(node)) {
      if (document_.kind(node) != NodeKind::Element || document_.name_space(node) != html::Namespace::Html)
        continue;
      switch (document_.tag(node)) {
        case Tag::Html:
          html_language_ = document_.attribute(node, "lang").value_or("");
          break;
        case Tag::Meta:
          take_meta(node);
          break;
        case Tag::Link: {
          if (base::equals_ignoring_case(document_.attribute(node, "rel").value_or(""), "canonical") &&
              canonical_.empty())
            canonical_ = base::trim(document_.attribute(node, "href").value_or(""));
          break;
        }
        case Tag::Title:
          if (html_title_.empty()) html_title_ = clean(node_text(document_, node, 1000));
          break;
        case Tag::Script: {
          const std::string_view type = document_.attribute(node, "type").value_or("");
          if (base::find_ignoring_case(type, "ld+json") != std::string_view::npos && scripts_.size() < 60)
            scripts_.push_back(node);
          break;
        }
        case Tag::H1:
          if (h1s_.size() < 8) {
            std::string text = clean(node_text(document_, node, 600));
            if (!text.empty()) h1s_.push_back(std::move(text));
          }
          take_element(node);
          break;
        case Tag::Body:
          body_ = node;
          break;
        case Tag::Time:
          times_.size() < 100 ? times_.push_back(node) : void();
          break;
        default:
          take_element(node);
      }
    }
  }

  void take_meta(NodeId node) {
    std::string_view content = document_.attribute(node, "content").value_or("");
    if (base::trim(content).empty()) return;
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = document_.attribute(node, attribute).value_or("");
      if (name.empty()) continue;
      std::vector<std::string>& values = metas_[base::lowered(base::trim(name))];
      if (values.size() < 20) values.emplace_back(content);
    }
  }

  /// Elements that name authors or dates by itemprop, rel or class.
  void take_element(NodeId node) {
    bool author = false, date = false, modified = false, meta_word = false;
    for (std::uint32_t i = 0; i < document_.attribute_count(node); ++i) {
      const html::Attribute& attribute = document_.attribute_at(node, i);
      const std::string_view name = document_.view(attribute.name), value = document_.view(attribute.value);
      if (name == "itemprop") {
        if (base::equals_ignoring_case(value, "author")) author = true;
        if (base::equals_ignoring_case(value, "datePublished")) date = true;
        if (base::equals_ignoring_case(value, "dateModified")) modified = true;
      } else if (name == "rel") {
        if (base::equals_ignoring_case(value, "author")) author = true;
      } else if (name == "class" && (byline_nodes_.size() < 40 || date_nodes_.size() < 40)) {
        const ClassEffect effect = tables_.class_list_effect(value);
        if (effect == ClassEffect::Byline && byline_nodes_.size() < 40) byline_nodes_.push_back(node);
        if (effect == ClassEffect::Meta) meta_word = true;
        const std::string lower = base::lowered(value.substr(0, 200));
        if (lower.find("date") != std::string::npos || lower.find("time") != std::string::npos ||
            lower.find("publish") != std::string::npos)
          meta_word = true;
      }
    }
    if (author && author_nodes_.size() < 20) author_nodes_.push_back(node);
    if ((date || modified) && itemprop_dates_.size() < 20) itemprop_dates_.push_back({node, modified});
    if (meta_word && date_nodes_.size() < 40) date_nodes_.push_back(node);
  }

  // ---------------------------------------------------------------------------------- JSON-LD

  void read_json_ld(NodeId script) {
    std::string raw;
    for (NodeId child = document_.first_child(script); child != html::kNoNode;
         child = document_.next_sibling(child)) {
      if (document_.kind(child) == NodeKind::Text) raw += document_.text(child);
      if (raw.size() > kLargestJsonLd) return;
    }
    if (base::trim(raw).empty()) return;
    JsonText json;
    if (!json.parse(raw, JsonTolerance::Strict)) {
      if (!json.parse(raw, JsonTolerance::Tolerant)) return;
      if (facts_.notes.empty())
        facts_.notes.push_back(
            {"json_ld_mended", "The page's JSON-LD is broken; what could be read of it was taken.", {}});
    }
    // Persons and organisations by their ids.
    std::unordered_map<std::string, std::string> names;
    std::vector<JsonText::Node> articles, pages, sites;
    const JsonText::Node size = json.size();
    for (JsonText::Node node = 0; node < size; ++node) {
      if (json.kind(node) != JsonKind::Object) continue;
      const JsonText::Node type = json.member(node, "@type");
      if (type == kNone) continue;
      std::string id = json.text(json.member(node, "@id"));
      if (!id.empty())
        if (std::string name = json.text(json.member(node, "name")); !name.empty())
          names.emplace(std::move(id), std::move(name));
      bool article = false, page = false, site = false;
      const auto look = [&](JsonText::Node at) {
        const std::string name = json.text(at);
        article = article || is_article_type(name);
        page = page || is_page_type(name);
        site = site || name == "WebSite";
      };
      if (json.kind(type) == JsonKind::Array)
        for (JsonText::Node child = json.first_child(type); child != kNone; child = json.next_sibling(child))
          look(child);
      else
        look(type);
      if (article)
        articles.push_back(node);
      else if (page)
        pages.push_back(node);
      else if (site)
        sites.push_back(node);
    }
    const auto name_of_value = [&](JsonText::Node node) -> std::string {
      if (node == kNone) return {};
      if (json.kind(node) == JsonKind::String) return json.text(node);
      if (json.kind(node) != JsonKind::Object) return {};
      if (std::string name = json.text(json.member(node, "name")); !name.empty()) return name;
      if (const JsonText::Node inner = json.member(node, "name");
          inner != kNone && json.kind(inner) == JsonKind::Array)
        return json.text(json.first_child(inner));
      const auto found = names.find(json.text(json.member(node, "@id")));
      return found == names.end() ? std::string() : found->second;
    };
    const auto take = [&](JsonText::Node node, bool is_page) {
      const auto text = [&](std::string_view name) { return json.text(json.member(node, name)); };
      if (ld_title_.empty())
        ld_title_ = clean(first({text("headline"), is_page ? std::string() : text("name")}));
      if (ld_published_.empty()) ld_published_ = text("datePublished");
      if (ld_modified_.empty()) ld_modified_ = text("dateModified");
      if (is_page) return;
      if (ld_type_.empty()) ld_type_ = "article";
      if (ld_body_.empty()) ld_body_ = text("articleBody");
      const JsonText::Node authors =
          json.member(node, "author") != kNone ? json.member(node, "author") : json.member(node, "creator");
      if (ld_authors_.empty() && authors != kNone) {
        if (json.kind(authors) == JsonKind::Array) {
          for (JsonText::Node child = json.first_child(authors); child != kNone && ld_authors_.size() < 20;
               child = json.next_sibling(child))
            if (std::string name = name_of_value(child); !name.empty()) ld_authors_.push_back(clean(name));
        } else if (std::string name = name_of_value(authors); !name.empty()) {
          ld_authors_.push_back(clean(name));
        }
      }
      if (ld_publisher_.empty()) ld_publisher_ = clean(name_of_value(json.member(node, "publisher")));
      if (ld_section_.empty()) {
        const JsonText::Node section = json.member(node, "articleSection");
        if (section != kNone)
          ld_section_ = json.kind(section) == JsonKind::Array ? json.text(json.first_child(section))
                                                              : json.text(section);
      }
      if (ld_language_.empty()) ld_language_ = text("inLanguage");
    };
    // The article that is this page, where a list holds many: the first whose address or title is the page's.
    for (const JsonText::Node node : articles) {
      if (articles.size() > 3 && json.text(json.member(node, "headline")).empty()) continue;
      take(node, false);
    }
    for (const JsonText::Node node : pages) take(node, true);
    for (const JsonText::Node node : sites)
      if (ld_site_.empty()) ld_site_ = clean(json.text(json.member(node, "name")));
  }

  /// Short texts around the heading: where bylines and dates stand that no markup tells.
  void look_around_heading() {
    if (body_ == html::kNoNode) return;
    NodeId heading = html::kNoNode;
    const std::string wanted = folded_words(facts_.title);
    std::vector<NodeId> before;  // a ring of the last texts above it
    std::size_t after = 0;
    bool intro = false;
    for (NodeId node = body_; node != html::kNoNode && after < 40;) {
      bool skip = document_.kind(node) == NodeKind::TemplateContent;
      if (document_.kind(node) == NodeKind::Element) {
        const Tag tag = document_.tag(node);
        skip = tag == Tag::Script || tag == Tag::Style || tag == Tag::Noscript || tag == Tag::Svg ||
               tag == Tag::Nav;
        if (tag == Tag::H1 && heading == html::kNoNode &&
            (wanted.empty() || shared_words(wanted, folded_words(node_text(document_, node, 400))) > 0.6)) {
          heading = node;
          skip = true;
        }
      } else if (document_.kind(node) == NodeKind::Text) {
        const std::string_view text = base::trim(document_.text(node));
        if (!text.empty()) {
          if (heading == html::kNoNode) {
            before.push_back(node);
          } else {
            ++after;
            if (text.size() > 600 && base::split_words(text).size() > 60) break;  // the text has begun
            look_at(text, intro);
          }
        }
      }
      node = skip ? document_.next_skipping_children(node, body_) : document_.next(node, body_);
    }
    if (heading == html::kNoNode) {
      // No heading to go by: the first lines of the page.
      bool none = false;
      for (std::size_t i = 0; i < std::min<std::size_t>(before.size(), 40); ++i)
        look_at(base::trim(document_.text(before[i])), none);
      return;
    }
    for (std::size_t i = before.size(); i > 0 && before.size() - i < 6; --i) {
      bool none = false;
      look_at(base::trim(document_.text(before[i - 1])), none);
    }
  }

  void look_at(std::string_view text, bool& intro) {
    if (text.size() > 140) {
      intro = false;
      return;
    }
    const std::string lower = phrase_form(text);
    if (near_authors_.empty()) {
      std::string_view word = lower;
      while (word.ends_with(':')) word.remove_suffix(1);
      if (intro)
        near_authors_ = read_byline(text, tables_, facts_.site).authors;
      else if (is_byline(text, tables_))
        near_authors_ = read_byline(text, tables_, facts_.site).authors;
      intro = tables_.byline_word(word) == ReadingTables::BylineWord::Intro ||
              tables_.byline_word(lower) == ReadingTables::BylineWord::Intro;
    }
    if (text.size() > 100) return;
    const std::optional<FoundDate> found = tables_.dates().find(text, language_code(html_language_));
    if (!found || found->moment.precision < Precision::Day || !is_plausible(found->moment, today_)) return;
    Moment moment = found->moment;
    moment.basis = "date line";
    Moment& target = tables_.date_label_before(lower, found->begin) == ReadingTables::DateLabel::Modified
                         ? near_modified_
                         : near_published_;
    if (target.iso.empty()) target = std::move(moment);
  }

  // ---------------------------------------------------------------------------------- decisions

  std::string host_name() const {
    std::string address = first(
        {std::string(url_.find("://") == std::string_view::npos ? "" : url_), canonical_, meta("og:url")});
    const std::size_t scheme = address.find("://");
    if (scheme == std::string::npos) return {};
    std::string host = address.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/:?#"));
    if (host.starts_with("www.")) host.erase(0, 4);
    return base::lowered(host);
  }

  void decide_site() {
    facts_.site = clean(first({meta("og:site_name"), ld_publisher_, ld_site_, meta("application-name"),
                               meta("apple-mobile-web-app-title"), meta("twitter:app:name:iphone")}));
    if (facts_.site.size() > 80) facts_.site.clear();
    og_title_ = clean(first({meta("og:title"), meta("twitter:title"), meta("parsely-title"),
                             meta("sailthru.title"), meta("dc.title")}));
    site_forms_ = {compact(facts_.site), compact(ld_site_), compact(ld_publisher_)};
    const std::string host = host_name();
    if (!host.empty()) {
      host_form_ = compact(host.substr(0, host.rfind('.')));
      site_forms_.push_back(host_form_);
      site_forms_.push_back(compact(host));
    }
    // A title's last part that stands for the host is the site's name.
    if (facts_.site.empty() && !html_title_.empty()) {
      const std::vector<Separator> cuts = separators_of(html_title_);
      if (!cuts.empty()) {
        const std::string_view last = std::string_view(html_title_).substr(cuts.back().end);
        const std::string_view head = std::string_view(html_title_).substr(0, cuts.front().begin);
        if (is_site_name(last, host_form_) || (host_form_.empty() && last.size() <= 40))
          facts_.site = std::string(last);
        else if (is_site_name(head, host_form_))
          facts_.site = std::string(head);
      }
    }
  }

  static std::string compact(std::string_view text) {
    std::string form = folded_words(text);
    form.erase(std::remove(form.begin(), form.end(), ' '), form.end());
    return form;
  }

  std::string without_site(const std::string& title) const {
    std::string_view rest = title;
    for (int i = 0; i < 3; ++i) {
      const std::vector<Separator> cuts = separators_of(rest);
      if (cuts.empty()) break;
      const std::string_view last = base::trim(rest.substr(cuts.back().end)),
                             head = base::trim(rest.substr(0, cuts.front().begin));
      const auto is_site = [&](std::string_view part) {
        return std::any_of(site_forms_.begin(), site_forms_.end(),
                           [&](const std::string& form) { return is_site_name(part, form); });
      };
      // A bar and a few words behind a longer title name the site, whoever it is.
      const bool after_bar = rest.substr(cuts.back().begin).starts_with(" | ") &&
                             base::split_words(last).size() <= 4 &&
                             base::split_words(rest.substr(0, cuts.back().begin)).size() >= 4;
      if (is_site(last) || after_bar)
        rest = base::trim(rest.substr(0, cuts.back().begin));
      else if (is_site(head))
        rest = base::trim(rest.substr(cuts.front().end));
      else
        break;
    }
    return std::string(rest.empty() ? std::string_view(title) : rest);
  }

  /// Whether a heading is only what stands before or behind the title proper in the head's title.
  bool is_outer_part(const std::string& heading) const {
    const std::string form = compact(heading);
    for (const std::string* title : {&html_title_, &og_title_}) {
      const std::vector<Separator> cuts = separators_of(*title);
      if (cuts.empty()) continue;
      const std::string_view last = std::string_view(*title).substr(cuts.back().end),
                             rest = std::string_view(*title).substr(0, cuts.back().begin);
      if (compact(last) == form && base::split_words(rest).size() > base::split_words(last).size())
        return true;
    }
    return false;
  }

  void decide_title() {
    const std::string og = without_site(og_title_), page = without_site(html_title_);
    const std::string known = folded_words(og_title_ + " " + html_title_ + " " + ld_title_);
    // The heading that repeats what the head says.
    std::string best;
    double best_share = 0;
    for (const std::string& h1 : h1s_) {
      if (h1.size() > 300) continue;
      const std::string form = folded_words(h1);
      if (form.empty() || std::any_of(site_forms_.begin(), site_forms_.end(), [&](const std::string& site) {
            return !site.empty() && compact(h1) == site;
          }))
        continue;
      if (is_outer_part(h1)) continue;
      const double share = known.empty() ? 1 : shared_words(form, known);
      if (share > best_share + 0.01) {
        best_share = share;
        best = h1;
      }
    }
    if (best_share >= 0.6 && !base::trim(best).empty())
      facts_.title = best;
    else
      facts_.title = first({og, ld_title_, page, h1s_.size() == 1 ? h1s_[0] : std::string()});
    // A heading of one word that the head's title only begins with is a kicker.
    if (const std::string longer = first({og, ld_title_}); !longer.empty() &&
                                                           base::split_words(facts_.title).size() <= 2 &&
                                                           base::split_words(longer).size() >= 5)
      facts_.title = longer;
  }

  void decide_authors() {
    Byline byline;
    const auto take = [&](std::string_view text) {
      merge_byline(byline, read_byline(text, tables_, facts_.site));
    };
    for (const std::string& author : ld_authors_) take(author);
    if (byline.authors.empty()) {
      for (const std::string_view name :
           {"author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "byl",
            "dc.creator", "dcterms.creator", "dc.creator.name", "cxenseparse:author", "article.author",
            "twitter:data1", "citation_author"}) {
        if (name == "twitter:data1" && !base::equals_ignoring_case(meta("twitter:label1"), "Written by"))
          continue;
        const auto found = metas_.find(name);
        if (found == metas_.end()) continue;
        for (const std::string& value : found->second) take(clean(value));
        if (!byline.authors.empty()) break;
      }
    }
    if (byline.authors.empty()) {
      for (const NodeId node : author_nodes_) {
        const std::string text = node_text(document_, node, 200);
        if (text.size() < 120) take(text);
        if (byline.authors.size() >= 6) break;
      }
    }
    if (byline.authors.empty()) {
      for (const NodeId node : byline_nodes_) {
        std::string text = node_text(document_, node, 300);
        if (text.size() > 160) continue;
        if (const std::optional<FoundDate> date = tables_.dates().find(text, {}))
          text = date->begin > 3 ? text.substr(0, date->begin) : text.substr(date->end);
        take(text);
        if (!byline.authors.empty()) break;
      }
    }
    if (byline.authors.empty()) byline.authors = near_authors_;
    facts_.authors = std::move(byline.authors);
    facts_.agency = std::move(byline.agency);
  }

  bool take_date(std::string_view text, std::string_view basis, Moment& target) {
    if (!target.iso.empty()) return true;
    text = base::trim(text);
    if (text.empty()) return false;
    Moment moment = machine_moment(text);
    if (moment.iso.empty())
      if (std::optional<FoundDate> found =
              tables_.dates().find(text.substr(0, 160), language_code(html_language_)))
        moment = std::move(found->moment);
    if (moment.iso.empty() || !is_plausible(moment, today_)) return false;
    moment.basis = basis;
    target = std::move(moment);
    return true;
  }

  void decide_dates() {
    Moment& published = facts_.published;
    Moment& modified = facts_.modified;
    take_date(ld_published_, "json-ld", published);
    take_date(ld_modified_, "json-ld", modified);
    for (const std::string_view name : {"article:published_time",
                                        "og:article:published_time",
                                        "og:published_time",
                                        "article:published",
                                        "datepublished",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "pubdate",
                                        "publishdate",
                                        "publish-date",
                                        "publish_date",
                                        "date",
                                        "dc.date.issued",
                                        "dc.date",
                                        "dcterms.created",
                                        "dcterms.date",
                                        "dc.date.created",
                                        "cxenseparse:recs:publishtime",
                                        "article:publish_date",
                                        "article.published",
                                        "publication_date",
                                        "published_time_telegram",
                                        "citation_date",
                                        "citation_publication_date",
                                        "ptime",
                                        "rnews:datepublished",
                                        "displaydate",
                                        "originalpublicationdate"})
      if (!meta(name).empty() && take_date(meta(name), "meta", published)) break;
    for (const std::string_view name :
         {"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
          "last-modified", "dc.date.modified", "dcterms.modified", "article:updated_time", "lastmod",
          "revised", "updated_time"})
      if (!meta(name).empty() && take_date(meta(name), "meta", modified)) break;
    for (const auto& [node, is_modified] : itemprop_dates_) {
      const std::string_view content = first_attribute(node, {"datetime", "content"});
      take_date(content.empty() ? node_text(document_, node, 160) : content, "microdata",
                is_modified ? modified : published);
    }
    const Moment from_url = url_moment(first(
        {std::string(url_.find("://") == std::string_view::npos ? "" : url_), canonical_, meta("og:url")}));
    if (published.iso.empty()) {
      // time elements: the one that calls itself published, else the first.
      NodeId chosen = html::kNoNode;
      for (const NodeId node : times_) {
        const std::string property = base::lowered(document_.attribute(node, "itemprop").value_or(""));
        const std::string words = base::lowered(document_.attribute(node, "class").value_or(""));
        const bool updated = property == "datemodified" || words.find("updated") != std::string::npos ||
                             words.find("modified") != std::string::npos;
        if (updated && words.find("published") == std::string::npos) {
          if (modified.iso.empty()) take_date(time_of(node), "time element", modified);
          continue;
        }
        const bool says_so =
            property == "datepublished" || document_.attribute(node, "pubdate").has_value() ||
            words.find("publish") != std::string::npos || words.find("entry-date") != std::string::npos;
        if (says_so) {
          chosen = node;
          break;
        }
        if (chosen == html::kNoNode && !machine_or_text(time_of(node)).iso.empty()) chosen = node;
      }
      if (chosen != html::kNoNode) take_date(time_of(chosen), "time element", published);
    }
    if (published.iso.empty() ||
        (from_url.precision == Precision::Day && published.precision < Precision::Day)) {
      if (from_url.precision == Precision::Day && is_plausible(from_url, today_)) {
        published = from_url;
        published.basis = "url";
      }
    }
    if (published.iso.empty()) {
      for (const NodeId node : date_nodes_) {
        const std::string text = node_text(document_, node, 200);
        if (text.size() > 120) continue;
        const std::optional<FoundDate> found = tables_.dates().find(text, language_code(html_language_));
        if (!found || found->moment.precision < Precision::Day || !is_plausible(found->moment, today_))
          continue;
        const std::string lower = phrase_form(text);
        Moment moment = found->moment;
        moment.basis = "date line";
        if (tables_.date_label_before(lower, found->begin) == ReadingTables::DateLabel::Modified) {
          if (modified.iso.empty()) modified = moment;
          continue;
        }
        published = moment;
        break;
      }
    }
    if (published.precision < Precision::Day && !near_published_.iso.empty()) published = near_published_;
    if (modified.iso.empty()) modified = near_modified_;
    if (published.iso.empty() && !from_url.iso.empty() && is_plausible(from_url, today_)) {
      published = from_url;
      published.basis = "url";
    }
    if (!published.iso.empty() && from_url.precision == Precision::Day &&
        published.precision >= Precision::Day && published.basis != "url") {
      const std::optional<base::Day> told = base::day_of(published), address = base::day_of(from_url);
      if (told && address && std::abs(base::days_between(*told, *address)) > 2)
        facts_.notes.push_back(
            {"date_conflict", "The page's address and the page itself tell different days.", {}});
    }
  }

  Moment machine_or_text(std::string_view text) const {
    Moment moment = machine_moment(text);
    if (moment.iso.empty())
      if (std::optional<FoundDate> found =
              tables_.dates().find(text.substr(0, 160), language_code(html_language_)))
        moment = std::move(found->moment);
    if (moment.precision < Precision::Day || !is_plausible(moment, today_)) return {};
    return moment;
  }

  std::string_view first_attribute(NodeId node, std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names)
      if (const std::optional<std::string_view> value = document_.attribute(node, name);
          value && !base::trim(*value).empty())
        return *value;
    return {};
  }

  std::string time_of(NodeId node) const {
    const std::string_view value = first_attribute(node, {"datetime", "content"});
    return value.empty() || machine_moment(value).iso.empty() ? node_text(document_, node, 160)
                                                              : std::string(value);
  }

  const html::Document& document_;
  const ReadingTables& tables_;
  std::string_view url_;
  base::Day today_;
  PageFacts facts_;
  std::map<std::string, std::vector<std::string>, std::less<>> metas_;
  std::string html_language_, canonical_, html_title_, og_title_;
  std::vector<std::string> h1s_;
  std::vector<NodeId> scripts_, times_, author_nodes_, byline_nodes_, date_nodes_;
  std::vector<std::pair<NodeId, bool>> itemprop_dates_;
  std::string ld_body_;
  std::string ld_title_, ld_published_, ld_modified_, ld_publisher_, ld_site_, ld_section_, ld_language_,
      ld_type_;
  std::vector<std::string> ld_authors_;
  std::vector<std::string> site_forms_;
  std::string host_form_;
  NodeId body_ = html::kNoNode;
  std::vector<std::string> near_authors_;
  Moment near_published_, near_modified_;
};

}  // namespace

PageFacts read_metadata(const html::Document& document, const ReadingTables& tables, std::string_view url,
                        base::Day today) {
  return MetadataReader(document, tables, url, today).read();
}

}  // namespace raven::read
