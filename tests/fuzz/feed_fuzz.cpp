// SPDX-License-Identifier: Apache-2.0
// Any bytes as a feed, sitemap, list of feeds, or agency's file: the walk ends, and what is told is UTF-8
// from within the bytes.
#include "base/utf8.h"
#include "read/input/containers.h"
#include "read/input/feed/opml.h"
#include "read/input/feed/sitemap.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::unique_ptr<raven::read::ByteStream> stream = raven::read::ByteStream::over(bytes);
  const std::unique_ptr<raven::read::Container> container =
      raven::read::open_feed({"fuzz.xml", 1 << 20, {}, {}});
  std::size_t documents = 0;
  while (std::optional<raven::read::RawDocument> raw = container->next(*stream)) {
    if (++documents > size + 2) std::abort();
    if (!raw->error && !raven::base::is_valid_utf8(raw->bytes)) std::abort();
    if (!raven::base::is_valid_utf8(raw->hint.facts.title)) std::abort();
  }
  if (const auto list = raven::read::read_opml(bytes))
    for (const raven::read::ListedFeed& feed : list->feeds)
      if (feed.feed_url.empty() || feed.folder.size() > size + 1000) std::abort();
  if (const auto map = raven::read::read_sitemap(bytes))
    for (const raven::read::SitemapPage& page : map->pages)
      if (page.url.empty() || page.source_end < page.source_begin) std::abort();
  return 0;
}
