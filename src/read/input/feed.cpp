// SPDX-License-Identifier: Apache-2.0
// Feeds: RSS 2.0, Atom (RFC 4287), RDF (RSS 1.0), by expat. A document type or an entity declaration ends the
// reading: nothing is ever expanded or fetched.
#include "base/ascii.h"
#include "base/utf8.h"
#include "read/input/containers.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <array>
#include <deque>

#include <expat.h>

namespace raven::read {
namespace {

struct Item {
  RecordFacts facts;
  std::string content;      // the full text, HTML
  std::string description;  // a summary, HTML
  bool content_is_plain = false;
};

/// The name without its namespace prefix, and whether it had one of those that carry other things
/// (media:title).
std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
}

class FeedParser {
 public:
  void parse(std::string_view xml) {
    parser_ = XML_ParserCreate("UTF-8");
    if (!parser_) return;
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<FeedParser*>(self)->start(name, attributes);
        },
        [](void* self, const XML_Char* name) { static_cast<FeedParser*>(self)->end(name); });
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int size) {
      static_cast<FeedParser*>(self)->characters({text, static_cast<std::size_t>(size)});
    });
    XML_SetEntityDeclHandler(parser_, [](void* self, const XML_Char*, int, const XML_Char*, int,
                                         const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
      static_cast<FeedParser*>(self)->has_entities_ = true;
      XML_StopParser(static_cast<FeedParser*>(self)->parser_, XML_FALSE);
    });
    // Small parts, so that a size never passes what expat counts in an int.
    bool well = true;
    for (std::size_t at = 0; at < xml.size() && well; at += 1 << 20) {
      const std::string_view part = xml.substr(at, 1 << 20);
      well = XML_Parse(parser_, part.data(), static_cast<int>(part.size()), at + part.size() == xml.size()) ==
             XML_STATUS_OK;
    }
    code_ = well ? XML_ERROR_NONE : XML_GetErrorCode(parser_);
    line_ = XML_GetCurrentLineNumber(parser_);
    XML_ParserFree(parser_);
    parser_ = nullptr;
  }

  std::deque<Item> items;
  std::string site, language;
  XML_Error code() const { return code_; }
  std::uint64_t line() const { return line_; }
  bool has_entities() const { return has_entities_; }

 private:
  void start(std::string_view name, const XML_Char** attributes) {
    const std::string_view local = local_name(name);
    const auto attribute = [&](std::string_view wanted) -> std::string_view {
      for (const XML_Char** at = attributes; at[0] && at[1]; at += 2)
        if (wanted == at[0]) return at[1];
      return {};
    };
    ++depth_;
    if (markup_depth_ > 0) {  // within XHTML content
      text_ += '<';
      text_ += local;
      text_ += '>';
      return;
    }
    if (depth_ == 1 && language.empty()) language = attribute("xml:lang");
    if (local == "item" || local == "entry") {
      in_item_ = true;
      item_ = {};
      item_depth_ = depth_;
      return;
    }
    text_.clear();
    type_ = attribute("type");
    if (in_item_ && local == "link" && !attribute("href").empty()) {
      const std::string_view relation = attribute("rel");
      if (relation.empty() || relation == "alternate") item_.facts.url = attribute("href");
    }
    if (in_item_ && local == "category" && !attribute("term").empty() && item_.facts.section.empty())
      item_.facts.section = attribute("term");
    if (in_item_ && type_ == "xhtml" && (local == "content" || local == "summary")) markup_depth_ = depth_;
    if (in_item_ && local == "author") in_author_ = depth_;
  }

  void end(std::string_view name) {
    const std::string_view local = local_name(name);
    if (markup_depth_ > 0 && depth_ > markup_depth_) {
      text_ += "</";
      text_ += local;
      text_ += '>';
      --depth_;
      return;
    }
    markup_depth_ = 0;
    const std::string value(base::trim(text_));
    if (in_item_ && depth_ == item_depth_ && (local == "item" || local == "entry")) {
      in_item_ = false;
      items.push_back(std::move(item_));
      item_ = {};
    } else if (in_item_ && !value.empty()) {
      take(name, local, value);
    } else if (!in_item_ && !value.empty()) {
      if (local == "title" && site.empty() && depth_ <= 3) site = base::collapse_space(value);
      if (local == "language" && language.empty()) language = value;
    }
    if (in_author_ == depth_) in_author_ = 0;
    text_.clear();
    --depth_;
  }

  void take(std::string_view name, std::string_view local, const std::string& value) {
    RecordFacts& facts = item_.facts;
    const bool direct = depth_ == item_depth_ + 1;
    if (in_author_ > 0 && local == "name") facts.authors.push_back(value);
    if (!direct) return;
    const bool bare = name == local;
    if (local == "title" && (bare || name == "dc:title") && facts.title.empty())
      facts.title = value;
    else if (local == "link" && bare && facts.url.empty())
      facts.url = value;
    else if (local == "guid" || (local == "id" && bare))
      facts.id = value;
    else if (local == "pubDate" || local == "published" || (name == "dc:date" && facts.published.empty()))
      facts.published = value;
    else if (local == "updated" || local == "modified")
      facts.modified = value;
    else if (name == "dc:creator" || (local == "author" && bare))
      add_author(value);
    else if (name == "dc:language")
      facts.language = value;
    else if (local == "category" && facts.section.empty())
      facts.section = value;
    else if (name == "content:encoded" || (local == "content" && bare)) {
      item_.content = value;
      item_.content_is_plain = type_ == "text";
    } else if (local == "description" || (local == "summary" && bare)) {
      item_.description = value;
    }
  }

  /// RSS writes "ann@courier.example (Ann Lee)".
  void add_author(std::string_view value) {
    if (const std::size_t open = value.find('('); open != std::string_view::npos && value.find('@') < open)
      value = value.substr(open + 1, value.find(')', open) - open - 1);
    if (!base::trim(value).empty()) item_.facts.authors.emplace_back(base::trim(value));
  }

  void characters(std::string_view text) {
    if (markup_depth_ > 0)
      append_escaped(text_, text);
    else
      text_ += text;
  }

  XML_Parser parser_ = nullptr;
  XML_Error code_ = XML_ERROR_NONE;
  std::uint64_t line_ = 0;
  bool has_entities_ = false;
  int depth_ = 0, item_depth_ = 0, markup_depth_ = 0, in_author_ = 0;
  bool in_item_ = false;
  std::string text_, type_;
  Item item_;
};

/// What feeds in the wild get wrong: named entities of HTML, bare ampersands. They are kept as text that the
/// reader of the item's HTML will understand. Marked sections are left alone.
std::string mended(std::string_view xml) {
  std::string out;
  out.reserve(xml.size() + xml.size() / 16);
  bool in_section = false;
  for (std::size_t at = 0; at < xml.size(); ++at) {
    if (!in_section && xml.substr(at).starts_with("<![CDATA[")) in_section = true;
    if (in_section && xml.substr(at).starts_with("]]>")) in_section = false;
    const auto byte = static_cast<unsigned char>(xml[at]);
    if (byte < 0x20 && !base::is_space(xml[at])) continue;  // not allowed in XML
    out += xml[at];
    if (in_section || xml[at] != '&') continue;
    const std::string_view rest = xml.substr(at + 1, 12);
    const std::size_t semicolon = rest.find(';');
    const std::string_view name =
        semicolon == std::string_view::npos ? std::string_view() : rest.substr(0, semicolon);
    const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" ||
                       (name.size() > 1 && name[0] == '#' && (base::is_digit(name[1]) || name[1] == 'x'));
    if (!known) out += "amp;";
  }
  return out;
}

class Feed final : public Container {
 public:
  explicit Feed(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    if (!read_) {
      read_ = true;
      if (stream.fill(static_cast<std::size_t>(settings_.limit_bytes) + 1))
        return failed_document(
            settings_, 0,
            {ErrorCode::TooLarge,
             "is larger than the limit of " + std::to_string(settings_.limit_bytes) + " bytes",
             {}});
      read_items(stream.window());
      stream.consume(stream.window().size());
    }
    if (items_.empty()) {
      if (!error_) return std::nullopt;
      RawDocument raw = failed_document(settings_, 0, *error_);
      error_.reset();
      return raw;
    }
    Item item = std::move(items_.front());
    items_.pop_front();
    ++record_;
    RawDocument raw;
    raw.hint.facts = std::move(item.facts);
    RecordFacts& facts = raw.hint.facts;
    facts.basis = "feed";
    if (facts.site.empty()) facts.site = site_;
    if (facts.language.empty()) facts.language = language_;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    raw.hint.uri = facts.url.empty() ? settings_.path + ":" + std::to_string(record_) : facts.url;
    if (item.content.size() < item.description.size() || item.content.empty()) {
      raw.bytes = std::move(item.description);
      facts.kind = "feed_item";
    } else {
      raw.bytes = std::move(item.content);
    }
    if (raw.bytes.empty()) raw.bytes = facts.title;
    const bool has_markup =
        raw.bytes.find('<') != std::string::npos || raw.bytes.find('&') != std::string::npos;
    raw.hint.kind = has_markup && !item.content_is_plain ? BytesKind::Html : BytesKind::Text;
    raw.hint.charset = "utf-8";
    raw.hint.media_type = raw.hint.kind == BytesKind::Html ? "text/html" : "text/plain";
    complete(raw);
    if (base::trim(raw.bytes).empty())
      raw.error =
          Error{ErrorCode::Empty, "is an item without text", settings_.path + ":" + std::to_string(record_)};
    return raw;
  }

 private:
  void read_items(std::string_view bytes) {
    // The declared encoding, if the bytes are not UTF-8.
    std::string charset;
    const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 200));
    if (const std::size_t at = base::find_ignoring_case(declaration, "encoding=");
        at != std::string_view::npos && at + 10 < declaration.size()) {
      const std::string_view rest = declaration.substr(at + 10);
      charset = rest.substr(0, rest.find_first_of("'\""));
    }
    const PageBytes page = decode_page(bytes, charset);
    std::string_view xml = page.utf8();
    xml.remove_prefix(std::min(xml.find('<'), xml.size()));
    FeedParser parser;
    parser.parse(xml);
    FeedParser* best = &parser;
    FeedParser again;
    std::string repaired;
    const auto is_fault = [](const FeedParser& p) {
      return p.code() != XML_ERROR_NONE && p.code() != XML_ERROR_JUNK_AFTER_DOC_ELEMENT;
    };
    if (is_fault(parser) && !parser.has_entities()) {
      repaired = mended(xml);
      again.parse(repaired);
      if (again.items.size() > parser.items.size() || !is_fault(again)) best = &again;
    }
    if (best->has_entities()) {
      error_ = Error{ErrorCode::Unsupported, "declares entities, which are not processed", {}};
    } else if (is_fault(*best)) {
      const bool cut = best->code() == XML_ERROR_NO_ELEMENTS || best->code() == XML_ERROR_UNCLOSED_TOKEN ||
                       best->code() == XML_ERROR_PARTIAL_CHAR;
      error_ = Error{cut ? ErrorCode::Truncated : ErrorCode::BadFormat,
                     std::string("is not well-formed: ") + XML_ErrorString(best->code()) + " in line " +
                         std::to_string(best->line()),
                     {}};
    } else if (best->items.empty()) {
      error_ = Error{ErrorCode::Empty, "is a feed without items", {}};
    }
    items_ = std::move(best->items);
    site_ = best->site;
    language_ = best->language;
  }

  ContainerSettings settings_;
  bool read_ = false;
  std::deque<Item> items_;
  std::string site_, language_;
  std::optional<Error> error_;
  std::uint64_t record_ = 0;
};

}  // namespace

bool looks_like_feed(std::string_view head) {
  // Past the declaration, comments and a document type, to the first element.
  for (int steps = 0; steps < 20; ++steps) {
    const std::size_t at = head.find('<');
    if (at == std::string_view::npos) return false;
    head.remove_prefix(at + 1);
    if (head.starts_with("!--"))
      head.remove_prefix(std::min(head.find("-->"), head.size()));
    else if (head.starts_with('?') || head.starts_with('!'))
      head.remove_prefix(std::min(head.find('>'), head.size()));
    else
      break;
  }
  const std::string_view name = head.substr(0, std::min(head.find_first_of(" \t\r\n>/"), head.size()));
  return base::equals_ignoring_case(name, "rss") || base::equals_ignoring_case(name, "feed") ||
         base::equals_ignoring_case(name, "rdf:RDF") || name.ends_with(":feed");
}

std::unique_ptr<Container> open_feed(ContainerSettings settings) {
  return std::make_unique<Feed>(std::move(settings));
}

}  // namespace raven::read
