// SPDX-License-Identifier: Apache-2.0
// The documents of a feed, a sitemap, a list of feeds or an agency's file, which is read whole.
#include "base/ascii.h"
#include "read/input/containers.h"
#include "read/input/feed/feed_item.h"
#include "read/input/json_record.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;

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
      feed_ = read_items(stream.window());
      stream.consume(stream.window().size());
    }
    if (feed_.items.empty()) {
      if (!feed_.error) return std::nullopt;
      RawDocument raw = failed_document(settings_, 0, *feed_.error);
      feed_.error.reset();
      return raw;
    }
    FeedItem item = std::move(feed_.items.front());
    feed_.items.pop_front();
    ++record_;
    return document_of(std::move(item));
  }

 private:
  RawDocument document_of(FeedItem item) {
    RawDocument raw;
    raw.hint.facts = std::move(item.facts);
    RecordFacts& facts = raw.hint.facts;
    if (facts.basis.empty()) facts.basis = "feed";
    if (facts.site.empty()) facts.site = feed_.site;
    if (facts.language.empty()) facts.language = feed_.language;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    raw.hint.uri = facts.url.empty() ? settings_.path + ":" + std::to_string(record_) : facts.url;
    raw.hint.kind = item.kind;
    raw.hint.charset = "utf-8";
    raw.hint.media_type = item.kind == BytesKind::Html         ? "text/html"
                          : item.kind != BytesKind::Facts      ? "text/plain"
                          : looks_like_json_object(item.bytes) ? "application/json"
                                                               : "application/xml";
    raw.bytes = std::move(item.bytes);
    complete(raw);
    if (base::trim(raw.bytes).empty())
      raw.error =
          Error{ErrorCode::Empty, "is an item without text", settings_.path + ":" + std::to_string(record_)};
    return raw;
  }

  static FeedItems read_items(std::string_view bytes) {
    if (looks_like_json_object(bytes)) return read_json_feed(decode_page(bytes, "utf-8").utf8());
    XmlTree tree;
    std::string utf8;
    const bool is_xml = read_xml(bytes, tree, utf8);
    const FeedRoot root = is_xml ? find_feed_root(tree) : FeedRoot{};
    switch (root.kind) {
      case FeedKind::Syndication:
        return read_syndication(tree, root.node);
      case FeedKind::Sitemap:
        return read_sitemap_items(tree, root.node, utf8);
      case FeedKind::Opml:
        return read_opml_items(tree, root.node);
      case FeedKind::Agency:
        return read_agency_items(tree, root.node);
      case FeedKind::None:
        break;
    }
    FeedItems none;
    none.error = Error{ErrorCode::BadFormat, "is no feed", {}};
    return none;
  }

  ContainerSettings settings_;
  bool read_ = false;
  FeedItems feed_;
  std::uint64_t record_ = 0;
};

}  // namespace

bool read_xml(std::string_view bytes, XmlTree& tree, std::string& utf8) {
  // XML without a declaration is UTF-8 (XML 1.0, 4.3.3).
  std::string charset = "utf-8";
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 1024));
  if (const std::size_t at = base::find_ignoring_case(declaration, "encoding");
      at != npos && declaration.find("<?xml") < at) {
    std::string_view rest = declaration.substr(at + 8);
    rest.remove_prefix(std::min(rest.find_first_of("'\""), rest.size()));
    if (rest.size() > 1) charset = rest.substr(1, rest.substr(1).find(rest[0]));
  }
  utf8 = decode_page(bytes, charset).utf8();
  return tree.parse(utf8);
}

FeedKind feed_kind_of(std::string_view element) {
  struct Root {
    std::string_view name;
    FeedKind kind;
  };
  static constexpr std::array<Root, 12> kRoots = {{{"rss", FeedKind::Syndication},
                                                   {"feed", FeedKind::Syndication},
                                                   {"RDF", FeedKind::Syndication},
                                                   {"urlset", FeedKind::Sitemap},
                                                   {"sitemapindex", FeedKind::Sitemap},
                                                   {"opml", FeedKind::Opml},
                                                   {"nitf", FeedKind::Agency},
                                                   {"newsItem", FeedKind::Agency},
                                                   {"newsMessage", FeedKind::Agency},
                                                   {"newsItemSet", FeedKind::Agency},
                                                   {"packageItem", FeedKind::Agency},
                                                   {"itemSet", FeedKind::Agency}}};
  if (const std::size_t colon = element.find(':'); colon != npos) element.remove_prefix(colon + 1);
  for (const Root& root : kRoots)
    if (base::equals_ignoring_case(element, root.name)) return root.kind;
  return FeedKind::None;
}

FeedRoot find_feed_root(const XmlTree& tree) {
  // Not always the first element: servers put warnings before it.
  for (XmlTree::Node node = 0; node < tree.size(); ++node)
    if (const FeedKind kind = feed_kind_of(tree.name(node)); kind != FeedKind::None) return {kind, node};
  return {};
}

bool looks_like_feed(std::string_view head) {
  // Servers put warnings before the declaration.
  if (const std::size_t at = head.find("<?xml"); at != npos) head.remove_prefix(at);
  // Past the declaration, comments and a document type, to the first element.
  for (int steps = 0; steps < 20; ++steps) {
    const std::size_t at = head.find('<');
    if (at == npos) return false;
    head.remove_prefix(at + 1);
    if (head.starts_with("!--")) {
      head.remove_prefix(std::min(head.find("-->"), head.size()));
    } else if (head.starts_with('?') || head.starts_with('!')) {
      const std::size_t open = head.find_first_of("[>");
      std::size_t end = open;
      if (open != npos && head[open] == '[') end = head.find("]", open);
      head.remove_prefix(std::min(end, head.size()));
    } else {
      break;
    }
  }
  return feed_kind_of(head.substr(0, std::min(head.find_first_of(" \t\r\n>/"), head.size()))) !=
         FeedKind::None;
}

bool looks_like_json_feed(std::string_view head) {
  // The address of the version, with or without escaped slashes.
  if (!looks_like_json_object(head)) return false;
  const std::size_t at = head.find("jsonfeed.org");
  return at != npos && head.substr(0, at).find("\"version\"") != npos;
}

std::unique_ptr<Container> open_feed(ContainerSettings settings) {
  return std::make_unique<Feed>(std::move(settings));
}

}  // namespace raven::read
