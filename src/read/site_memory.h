// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What the pages of one host have in common: mastheads, "see also" lists, boxes for newsletters, footers. A
/// block (paragraph) that stands on several different articles of a host is no part of any of them. A reader
/// that sees one page at a time cannot know; this remembers, and takes such blocks out of the text.
///
///     SiteMemory memory;
///     for (Document& document : documents_in_order) {
///       memory.learn(document.article);
///       memory.clean(document.article);   // dropped with reason "site_boilerplate"
///     }
///
/// Rules, all in terms of the articles of the host that were seen so far (kFewestArticles and the shares
/// below):
///   - A block is what it says, without regard to case and blanks; in short blocks that are no sentences
///     digits count as equal, for dates and counters.
///   - Two pages that share half of the smaller one's text are one article: copies and versions of an
///     article do not make its sentences boilerplate.
///   - A line that is no sentence goes when it stands on at least three articles and a tenth of all.
///   - A sentence goes from the head or the tail of a page (only such blocks stand before or behind it) when
///     it stands on at least three articles and a fifth of all; from the middle only when on at least five
///     and on half of all, because reports repeat paragraphs of background.
///   - Datelines stay, and so does what has no letters (numbers of lists, cells of tables).
/// The host is that of the page's address; without one, the site's name; without that, the folder.
///
/// Memory: at most kBlocksOfSite blocks for each host and kBlocks in all (about 80 MB); the blocks seen
/// on fewest articles and longest ago go first, then whole hosts, those not met for longest. A SiteShelf can
/// take what goes and give it back. Time: linear in the page.
///
/// The answer depends on the articles and their order alone. Thread safety: one thread at a time.

#include <raven/record.h>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace raven::read {

/// The host that an article belongs to: "courier.example" (lower case, without "www."), or the site's name,
/// or "folder:…"; empty if there is none of them.
std::string host_of_article(const Article& article);

/// Where the memory of hosts is kept beyond a run. Both functions may be empty.
struct SiteShelf {
  /// What was put away for a host, if anything. Bytes that make no sense are taken as nothing.
  std::function<std::optional<std::string>(const std::string& host)> load;
  /// Takes what is known of a host; `articles` is how many of it were seen.
  std::function<void(const std::string& host, std::uint32_t articles, std::string memory)> save;
};

class SiteMemory {
 public:
  static constexpr std::uint32_t kFewestArticles = 3;       ///< that hold a block
  static constexpr std::uint32_t kFewestArticlesMidst = 5;  ///< … that is a sentence amid the text
  static constexpr std::size_t kBlocksOfSite = 2048;        ///< remembered of one host
  static constexpr std::size_t kBlocks = 1u << 20;          ///< remembered in all
  static constexpr std::size_t kBlocksOfPage = 400;         ///< looked at: the first and the last of a page
  static constexpr std::size_t kRecent = 512;               ///< articles against which copies are told

  explicit SiteMemory(SiteShelf shelf = {}) : shelf_(std::move(shelf)) {}

  /// Counts the blocks of an article.
  void learn(const Article& article);

  /// Takes the blocks that are boilerplate by what was learnt so far out of the text, and gives their number.
  /// Spans of paragraphs, notes and origins are moved along. An article of which nothing is left becomes
  /// "empty". Not for articles that were annotated.
  std::size_t clean(Article& article);

  /// Saves all hosts that changed since they were loaded or saved.
  void put_away();

  /// How many hosts and blocks are remembered now.
  std::size_t sites() const { return sites_.size(); }
  std::size_t blocks() const { return blocks_; }

 private:
  struct Block {
    std::uint32_t articles = 0;                          // different ones
    std::uint32_t last = 0;                              // the last of them
    std::array<std::uint32_t, kFewestArticles> first{};  // the first of them; 0: none
  };
  struct Site {
    std::uint32_t articles = 0;       // numbered from 1
    std::deque<std::uint32_t> sizes;  // bytes of the last articles
    std::unordered_map<std::uint64_t, Block> blocks;
    std::uint64_t touched = 0;
    bool changed = false;
  };

  Site& site_of(const std::string& host);
  static std::uint32_t article_among(const Site& site, std::uint64_t total,
                                     const std::unordered_map<std::uint32_t, std::uint64_t>& shared);
  void thin(Site& site);
  void forget_hosts(const std::string& spared);
  static std::string packed(const Site& site);
  static std::optional<Site> unpacked(std::string_view bytes);

  SiteShelf shelf_;
  std::unordered_map<std::string, Site> sites_;
  std::map<std::uint64_t, std::string> by_touch_;
  std::uint64_t touches_ = 0;
  std::size_t blocks_ = 0;
};

}  // namespace raven::read
