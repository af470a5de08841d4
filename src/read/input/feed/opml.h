// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The feeds that an OPML file lists (OPML 2.0, opml.org; every feed reader imports and exports it).
///
///     RAVEN_TRY(FeedList list, read_opml(bytes));
///     for (const ListedFeed& feed : list.feeds) subscribe(feed.feed_url, feed.title);
///
/// Thread safety: pure.

#include <raven/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct ListedFeed {
  std::string feed_url;  ///< never empty
  std::string page_url;  ///< of the site; may be empty
  std::string title;
  std::string language;
  std::string folder;  ///< the outlines it stands in, outermost first, with "/" between; may be empty
};

struct FeedList {
  std::string title;
  std::vector<ListedFeed> feeds;
  bool is_cut = false;  ///< the file ends early
};

/// BadFormat if the bytes are no OPML.
Result<FeedList> read_opml(std::string_view bytes);

}  // namespace raven::read
