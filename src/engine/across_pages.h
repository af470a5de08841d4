// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The one step of the path at which pages meet: what recurs on a host is taken out of each, and copies are
/// told. Pages pass it one at a time in the order of the input, so the outcome does not depend on the number
/// of threads. Private to the engine.
///
///     AcrossPages across(SiteMemory::Rolling);
///     across.pass(document);   // document.article.copy_of
///
/// Memory: that of read::SiteMemory, and about 5 kB for each of the last kTexts articles.
/// Thread safety: one thread at a time.

#include "read/site_memory.h"
#include "tell/copies.h"

#include <raven/raven.h>

#include <cstdint>
#include <utility>

namespace raven {

class AcrossPages {
 public:
  /// How many texts are remembered against which copies are told.
  static constexpr std::size_t kTexts = 20000;

  explicit AcrossPages(SiteMemory mode, read::SiteShelf shelf = {})
      : mode_(mode), sites_(std::move(shelf)), copies_(kTexts) {}

  SiteMemory mode() const { return mode_; }

  /// First pass of two: only remembers what stands on the page's host.
  void learn(const Document& document);
  /// Cleans the page and tells whether it is a copy of one that passed before.
  void pass(Document& document);
  /// Remembers a text of an earlier run. `hash`: 32 hex digits; `name`: the article's id, else its address.
  void remember(std::string_view hash, std::string_view name, std::string_view text);
  /// Hands what was learnt of hosts to the shelf.
  void put_away() { sites_.put_away(); }

 private:
  /// So many pages pass before what was learnt of hosts goes to the shelf.
  static constexpr std::uint64_t kPagesToShelf = 1024;

  SiteMemory mode_;
  std::uint64_t passed_ = 0;
  read::SiteMemory sites_;
  tell::CopyFinder copies_;
};

/// Whether pages of this kind report anything: of offers, manuals, talk and doors nothing is coded.
bool tells_news(std::string_view kind);

}  // namespace raven
