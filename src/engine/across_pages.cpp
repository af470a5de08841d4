// SPDX-License-Identifier: Apache-2.0
#include "engine/across_pages.h"

#include "read/input/record_facts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace raven {
namespace {

constexpr std::size_t kHashDigits = 32;

constexpr std::string_view kNoNews[] = {"product",    "listing", "promotion",   "documentation", "forum",
                                        "error_page", "login",   "cookie_wall", "search",        "link_list"};

/// Whether the document is a page that was read: a treebank's words stand as they are given.
bool is_read_page(const Document& document) {
  return !document.failure && document.article.source.media_type != read::kTreebankType;
}

/// A share is a count of words; more than three digits of it say nothing.
double rounded(double share) {
  return std::round(share * 1000) / 1000;
}

std::string key_of(std::string_view hash, std::string_view name) {
  std::string key(hash.substr(0, kHashDigits));
  key.resize(kHashDigits, '0');
  return key.append(name);
}

}  // namespace

bool tells_news(std::string_view kind) {
  return std::find(std::begin(kNoNews), std::end(kNoNews), kind) == std::end(kNoNews);
}

void AcrossPages::learn(const Document& document) {
  if (is_read_page(document)) sites_.learn(document.article);
}

void AcrossPages::pass(Document& document) {
  if (!is_read_page(document)) return;
  Article& article = document.article;
  if (mode_ == SiteMemory::Rolling) sites_.learn(article);
  if (mode_ != SiteMemory::None) sites_.clean(article);
  if (++passed_ % kPagesToShelf == 0) sites_.put_away();
  // Doors and walls are alike everywhere; that makes them no copies of a report.
  if (!tells_news(article.kind)) return;
  const std::string& name = article.id.empty() ? article.source.uri : article.id;
  std::optional<tell::CopyOf> copy = copies_.add(key_of(article.source.hash, name), article.text);
  if (!copy) return;
  article.copy_of = CopyOf{.of = copy->of.substr(kHashDigits),
                           .hash = copy->of.substr(0, kHashDigits),
                           .kind = std::string(tell::name_of(copy->kind)),
                           .containment = rounded(copy->containment),
                           .coverage = rounded(copy->coverage)};
}

void AcrossPages::remember(std::string_view hash, std::string_view name, std::string_view text) {
  copies_.add(key_of(hash, name), text);
}

}  // namespace raven
