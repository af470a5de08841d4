// SPDX-License-Identifier: Apache-2.0
#include "read/main_text/reader_comments.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/main_text/block_features.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace raven::read {
namespace {

using html::NodeId;
using html::NodeKind;
using html::Tag;

constexpr std::uint32_t kLeastComment = 8;      // bytes of its text, name and time with it
constexpr std::uint32_t kMostComment = 12'000;  // answers below it not counted
constexpr double kMostLinks = 0.6;              // of a comment's text
constexpr std::uint32_t kLongestTime = 40;      // bytes of a text that tells a time
constexpr std::uint32_t kLongestControl = 32;   // bytes of what a control says
constexpr std::uint32_t kLeastProse = 400;      // bytes of long texts before the first comment
constexpr std::uint32_t kLongText = 80;         // a text node that is prose
constexpr double kLeastShare = 0.6;             // of a parent's text in comments: it holds nothing else
constexpr std::uint32_t kMostBeside = 300;      // bytes of one other child of such a parent

enum Mark : std::uint8_t {
  kTime = 1,
  kControl = 2,
  kNamed = 4,   // by its own class or id
  kSchema = 8,  // by schema.org
  kPassed = 3,  // what is handed up
};

/// Parts of class names of one comment. Names that also hold a part of the second list are of counts, forms
/// and links to comments.
bool is_comment_name(std::string_view value) {
  static constexpr std::array<std::string_view, 9> kComment = {
      "comment", "comentario", "commentaire", "kommentar", "reactie", "reply", "yorum", "komentar", "coment"};
  static constexpr std::array<std::string_view, 14> kOther = {"count", "form",   "link",  "button",   "btn",
                                                              "icon",  "number", "meta",  "comments", "no",
                                                              "box",   "status", "title", "toggle"};
  bool named = false, other = false;
  for_each_class_part(value.substr(0, 300), [&](std::string_view part) {
    named = named || std::find(kComment.begin(), kComment.end(), part) != kComment.end();
    other = other || std::find(kOther.begin(), kOther.end(), part) != kOther.end();
  });
  return named && !other;
}

/// A digit among letters or the signs of dates: "3 h", "12.03.2024", "vor 2 Tagen"; a bare number counts
/// something else.
bool may_tell_time(std::string_view text) {
  bool digit = false, other = false;
  for (const char c : text) {
    if (base::is_digit(c))
      digit = true;
    else if (base::is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '/' || c == '.' ||
             c == ':' || c == '-')
      other = true;
  }
  return digit && other;
}

class CommentFinder {
 public:
  CommentFinder(const html::Document& document, NodeId body, std::span<const std::uint32_t> text,
                std::span<const std::uint32_t> link)
      : document_(document), body_(body), text_(text), link_(link) {}

  std::vector<NodeId> find() {
    read_marks();
    if (controls_ < 2 && !has_schema_) return {};
    find_groups();
    if (groups_.empty() || is_discussion()) return {};
    return roots();
  }

 private:
  struct Group {
    NodeId parent;
    std::vector<NodeId> comments;
    bool is_all;  // the parent holds nothing else
  };

  /// What each node says by itself, in the order of the page; controls are looked into, scripts are not.
  void read_marks() {
    marks_.assign(document_.size(), 0);
    for (NodeId node = body_; node != html::kNoNode;) {
      bool skip = false;
      if (document_.kind(node) == NodeKind::Element) {
        order_.push_back(node);
        const Tag tag = document_.tag(node);
        skip = tag == Tag::Script || tag == Tag::Style || tag == Tag::Template || tag == Tag::Select ||
               tag == Tag::Svg || tag == Tag::Noscript;
        if (tag == Tag::Time) marks_[node] |= kTime;
        if (node != body_ && text_[node] >= kLeastComment) read_attributes(node);
      } else if (document_.kind(node) == NodeKind::Text) {
        read_text(node);
      } else if (document_.kind(node) == NodeKind::TemplateContent) {
        skip = true;
      }
      node = skip ? document_.next_skipping_children(node, body_) : document_.next(node, body_);
    }
  }

  void read_text(NodeId node) {
    const std::string_view text = base::trim(document_.text(node));
    const NodeId parent = document_.parent(node);
    if (text.empty() || text.size() > kLongestTime) return;
    if (may_tell_time(text)) marks_[parent] |= kTime;
    if (text.size() <= kLongestControl && is_reply_control(text)) {
      marks_[parent] |= kControl;
      ++controls_;
    }
  }

  void read_attributes(NodeId node) {
    for (std::uint32_t i = 0; i < document_.attribute_count(node); ++i) {
      const html::Attribute& attribute = document_.attribute_at(node, i);
      const std::string_view name = document_.view(attribute.name), value = document_.view(attribute.value);
      if (name == "class" || name == "id") {
        if (is_comment_name(value)) marks_[node] |= kNamed;
      } else if ((name == "itemprop" && base::equals_ignoring_case(value, "comment")) ||
                 (name == "itemtype" &&
                  (value.ends_with("schema.org/Comment") || value.ends_with("schema.org/UserComments")))) {
        marks_[node] |= kSchema;
        has_schema_ = true;
      }
    }
  }

  bool is_comment(NodeId node, std::uint32_t inside) const {
    const std::uint8_t marks = marks_[node];
    const std::uint32_t own = text_[node] - std::min(text_[node], inside);
    if (own < kLeastComment || own > kMostComment) return false;
    if (link_[node] > kMostLinks * text_[node]) return false;
    switch (document_.tag(node)) {
      case Tag::Tr:
      case Tag::P:
      case Tag::A:
      case Tag::Nav:
      case Tag::Header:
      case Tag::Footer:
      case Tag::Main:
        return false;
      default:
        break;
    }
    if ((marks & (kTime | kControl)) == (kTime | kControl)) return true;
    return (marks & (kNamed | kSchema)) != 0 && (marks & (kTime | kControl)) != 0;
  }

  /// From the innermost elements outwards: each element hands up what stands in it, unless its children are
  /// a group.
  void find_groups() {
    std::vector<std::uint32_t> grouped(document_.size(), 0);  // bytes of comments at and below each element
    for (std::size_t i = order_.size(); i-- > 0;) {
      const NodeId node = order_[i];
      Group group{node, {}, false};
      std::uint8_t marks = 0;
      std::uint32_t bytes = 0, below = 0, beside = 0;
      bool schema = false;
      for (NodeId child = document_.first_child(node); child != html::kNoNode;
           child = document_.next_sibling(child)) {
        if (document_.kind(child) != NodeKind::Element) continue;
        marks |= marks_[child] & kPassed;
        below += grouped[child];
        if (is_comment(child, grouped[child])) {
          group.comments.push_back(child);
          bytes += text_[child];
          schema = schema || (marks_[child] & kSchema) != 0;
        } else {
          beside = std::max(beside, text_[child]);
        }
      }
      if (group.comments.size() >= 2 || schema) {
        group.is_all = node != body_ && bytes >= kLeastShare * text_[node] && beside <= kMostBeside;
        grouped[node] = std::max(bytes, below);
        groups_.push_back(std::move(group));
      } else {
        marks_[node] |= marks;
        grouped[node] = below;
      }
    }
  }

  /// Whether the page calls itself a discussion.
  bool is_discussion() const {
    for (NodeId node = html::kDocumentNode; node != html::kNoNode; node = document_.next(node)) {
      if (document_.kind(node) == NodeKind::Text) {
        const NodeId parent = document_.parent(node);
        if (!document_.is_element(parent, Tag::Script)) continue;
        if (document_.attribute(parent, "type").value_or("") != "application/ld+json") continue;
        const std::string_view text = document_.text(node);
        if (text.find("\"DiscussionForumPosting\"") != std::string_view::npos ||
            text.find("\"QAPage\"") != std::string_view::npos)
          return true;
      } else if (document_.kind(node) == NodeKind::Element) {
        const std::string_view type = document_.attribute(node, "itemtype").value_or("");
        if (type.ends_with("/DiscussionForumPosting") || type.ends_with("/QAPage")) return true;
      }
    }
    return false;
  }

  /// The groups that stand behind enough prose; of two, one inside the other, the outer.
  std::vector<NodeId> roots() const {
    std::unordered_set<NodeId> wanted;
    for (const Group& group : groups_) {
      if (group.is_all)
        wanted.insert(group.parent);
      else
        wanted.insert(group.comments.begin(), group.comments.end());
    }
    std::vector<NodeId> found;
    std::uint64_t prose = 0;
    for (NodeId node = body_; node != html::kNoNode;) {
      bool skip = false;
      if (document_.kind(node) == NodeKind::Element) {
        if (wanted.count(node) != 0) {
          // What stands before the first comment decides for all: the text does not begin among them.
          if (found.empty() && prose < kLeastProse) return {};
          found.push_back(node);
          skip = true;
        }
        skip = skip || document_.tag(node) == Tag::Script || document_.tag(node) == Tag::Style;
      } else if (document_.kind(node) == NodeKind::Text) {
        if (text_[node] >= kLongText && link_[node] == 0) prose += text_[node];
      } else if (document_.kind(node) == NodeKind::TemplateContent) {
        skip = true;
      }
      node = skip ? document_.next_skipping_children(node, body_) : document_.next(node, body_);
    }
    return found;
  }

  const html::Document& document_;
  const NodeId body_;
  const std::span<const std::uint32_t> text_, link_;
  std::vector<NodeId> order_;
  std::vector<std::uint8_t> marks_;
  std::vector<Group> groups_;
  std::uint32_t controls_ = 0;
  bool has_schema_ = false;
};

}  // namespace

std::vector<NodeId> find_reader_comments(const html::Document& document, NodeId body,
                                         std::span<const std::uint32_t> text,
                                         std::span<const std::uint32_t> link) {
  if (body == html::kNoNode) return {};
  return CommentFinder(document, body, text, link).find();
}

bool is_reply_control(std::string_view text) {
  // What stands on the control itself; lines like "Leave a reply" head a form and are no such words.
  static const std::unordered_set<std::string_view> kWords = {
      "reply",    "report comment", "report abuse", "flag comment", "antworten",  "melden",
      "répondre", "signaler",       "responder",    "denunciar",    "reportar",   "contestar",
      "rispondi", "segnala",        "beantwoorden", "reageer",      "reageren",   "svara",
      "anmäl",    "svar",           "besvar",       "vastaa",       "ilmianna",   "odpowiedz",
      "zgłoś",    "odpovědět",      "reagovat",     "nahlásit",     "odpovedať",  "válasz",
      "válaszol", "răspunde",       "raportează",   "отговор",      "отговори",   "odgovori",
      "prijavi",  "одговори",       "ответить",     "пожаловаться", "відповісти", "поскаржитися",
      "απάντηση", "yanıtla",        "cevapla",      "şikayet et",   "رد",         "الرد",
      "إبلاغ",    "پاسخ",           "گزارش",        "הגב",          "דווח",       "जवाब दें",
      "उत्तर दें",   "জবাব",           "balas",        "laporkan",     "trả lời",    "báo cáo",
      "ตอบกลับ",   "回复",           "回覆",         "举报",         "檢舉",       "返信",
      "通報",     "답글",           "답글쓰기",     "신고",         "jibu"};
  std::string form = base::lowered_utf8(base::collapse_space(text));
  // Signs before and behind it: "↳ Reply", "Reply (2)", "Reply to Ana".
  while (!form.empty() && !base::is_letter(form.back()) && static_cast<unsigned char>(form.back()) < 0x80)
    form.pop_back();
  if (kWords.count(form) != 0) return true;
  if (form.starts_with("reply to ") || form.starts_with("responder a ") || form.starts_with("répondre à ") ||
      form.starts_with("antwort auf "))
    return true;
  const std::size_t blank = form.find(' ');
  if (blank == std::string::npos || blank > 4) return false;
  const bool is_sign = std::none_of(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(blank),
                                    [](char c) { return base::is_alphanumeric(c); });
  return is_sign && kWords.count(std::string_view(form).substr(blank + 1)) != 0;
}

}  // namespace raven::read
