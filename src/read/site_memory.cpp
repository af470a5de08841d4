// SPDX-License-Identifier: Apache-2.0
#include "read/site_memory.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "base/origin_map.h"
#include "base/utf8.h"
#include "read/page/article_builder.h"

#include <algorithm>

namespace raven::read {
namespace {

/// Shares of a host's articles, in hundredths.
constexpr std::uint64_t kShareOfLines = 10;
constexpr std::uint64_t kShareOfSentences = 20;
constexpr std::uint64_t kShareOfMidst = 50;
/// A block that is shorter than this and does not end like a sentence is a line.
constexpr std::size_t kLongLine = 160;
/// In lines shorter than this digits count as equal.
constexpr std::size_t kCounterLine = 60;

struct PageBlock {
  std::size_t paragraph = 0;
  std::uint64_t hash = 0;
  std::uint32_t bytes = 0;
  bool sentence = false;
};

bool ends_like_sentence(std::string_view text) {
  for (const std::string_view closer : {"”", "’", "»", "\"", "'", ")"})
    if (text.ends_with(closer)) {
      text.remove_suffix(closer.size());
      break;
    }
  if (text.empty()) return false;
  if (text.back() == '.' || text.back() == '!' || text.back() == '?') return true;
  for (const std::string_view stop : {"。", "！", "？", "।", "؟", "۔"})
    if (text.ends_with(stop)) return true;
  return false;
}

PageBlock block_of(const Article& article, std::size_t paragraph) {
  const Paragraph& at = article.paragraphs[paragraph];
  const std::string_view text = text_of(article, at.span);
  PageBlock block;
  block.paragraph = paragraph;
  block.bytes = static_cast<std::uint32_t>(text.size());
  block.sentence = text.size() >= kLongLine || (text.size() >= 25 && ends_like_sentence(text));
  std::string form = base::folded(base::collapse_space(text));
  if (!block.sentence && form.size() < kCounterLine)
    for (char& c : form)
      if (base::is_digit(c)) c = '0';
  block.hash = base::hash64(form);
  return block;
}

/// Datelines recur by right. So do the numbers of lists and cells of tables: without letters nothing is told
/// apart.
bool stays(const Article& article, const Paragraph& paragraph) {
  if (paragraph.role == ParagraphRole::Dateline || paragraph.span.empty()) return true;
  const std::string_view text = text_of(article, paragraph.span);
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return base::is_letter(c) || static_cast<unsigned char>(c) >= 0xC3; });
}

/// The numbers of the paragraphs that are counted: the first and the last of a page, each text once.
std::vector<PageBlock> counted_blocks(const Article& article) {
  std::vector<PageBlock> blocks;
  const std::size_t count = article.paragraphs.size();
  const std::size_t half = SiteMemory::kBlocksOfPage / 2;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == half && count > 2 * half) i = count - half;
    if (!stays(article, article.paragraphs[i])) blocks.push_back(block_of(article, i));
  }
  std::sort(blocks.begin(), blocks.end(), [](const PageBlock& a, const PageBlock& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.paragraph < b.paragraph;
  });
  blocks.erase(std::unique(blocks.begin(), blocks.end(),
                           [](const PageBlock& a, const PageBlock& b) { return a.hash == b.hash; }),
               blocks.end());
  return blocks;
}

bool reaches(std::uint32_t held, std::uint32_t fewest, std::uint64_t share, std::uint32_t all) {
  return held >= fewest && held * 100ull >= share * all;
}

void append_number(std::string& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

/// Takes little-endian numbers off the front; `good` turns false when there are too few bytes.
struct NumberReader {
  std::string_view bytes;
  bool good = true;
  std::uint64_t take(std::size_t size) {
    if (bytes.size() < size) {
      good = false;
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    bytes.remove_prefix(size);
    return value;
  }
};

constexpr std::uint64_t kPackedVersion = 1;

/// Whether the paragraphs lie one behind the other in the text.
bool is_in_order(const Article& article) {
  std::uint32_t end = 0;
  for (const Paragraph& paragraph : article.paragraphs) {
    if (paragraph.span.begin.value < end || paragraph.span.end < paragraph.span.begin ||
        paragraph.span.end.value > article.text.size())
      return false;
    end = paragraph.span.end.value;
  }
  return true;
}

/// The article without the paragraphs that `goes` names.
void take_out(Article& article, const std::vector<std::uint8_t>& goes) {
  base::OriginText out;
  std::vector<Paragraph> kept;
  std::size_t run = 0;
  // Where each kept paragraph stood and stands now, for the notes.
  std::vector<std::pair<TextSpan, std::uint32_t>> moved;
  const std::string_view text = article.text;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    const Paragraph& paragraph = article.paragraphs[i];
    const TextSpan span = paragraph.span;
    if (goes[i]) {
      article.dropped.push_back({shortened(text_of(article, span)), source_of(article, span),
                                 "site_boilerplate", "stands on many articles of this host"});
      continue;
    }
    if (!kept.empty()) out.add("\n\n");
    const std::size_t begin = out.size();
    std::uint32_t at = span.begin.value;
    while (run < article.origins.size() &&
           article.origins[run].text.value + article.origins[run].text_length <= span.begin.value)
      ++run;
    for (; run < article.origins.size() && article.origins[run].text.value < span.end.value; ++run) {
      const OriginRun& origin = article.origins[run];
      const std::uint32_t from = std::max(origin.text.value, span.begin.value);
      const std::uint32_t to = std::min(origin.text.value + origin.text_length, span.end.value);
      if (from > at) out.add(text.substr(at, from - at));
      const std::string_view part = text.substr(from, to - from);
      if (origin.text_length == origin.source_length)
        out.copy(part, origin.source.value + (from - origin.text.value));
      else
        out.replace(part, {origin.source, {origin.source.value + origin.source_length}});
      at = to;
      if (origin.text.value + origin.text_length > span.end.value) break;  // the next paragraph has the rest
    }
    if (at < span.end.value) out.add(text.substr(at, span.end.value - at));
    moved.emplace_back(span, static_cast<std::uint32_t>(begin));
    kept.push_back({text_span(begin, out.size()), paragraph.role});
  }
  for (Note& note : article.notes) {
    if (note.span.empty()) continue;
    auto at = std::upper_bound(
        moved.begin(), moved.end(), note.span.begin.value,
        [](std::uint32_t value, const auto& entry) { return value < entry.first.begin.value; });
    if (at == moved.begin() || !(--at)->first.contains(note.span)) {
      note.span = {};
      continue;
    }
    const std::uint32_t begin = note.span.begin.value - at->first.begin.value + at->second;
    note.span = text_span(begin, begin + note.span.size());
  }
  article.paragraphs = std::move(kept);
  std::move(out).move_into(article);
}

}  // namespace

std::string host_of_article(const Article& article) {
  for (const std::string_view address :
       {std::string_view(article.source.uri), std::string_view(article.canonical_url)}) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos || !address.starts_with("http")) continue;
    std::string_view host = address.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t user = host.rfind('@'); user != std::string_view::npos)
      host.remove_prefix(user + 1);
    host = host.substr(0, host.find(':'));
    std::string lower = base::lowered(host.substr(0, 255));
    if (lower.starts_with("www.")) lower.erase(0, 4);
    if (!lower.empty()) return lower;
  }
  if (!article.site.empty()) return base::folded(base::collapse_space(article.site.substr(0, 200)));
  const std::string& file = article.source.container.empty() ? article.source.uri : article.source.container;
  if (file.empty()) return {};
  const std::size_t slash = file.rfind('/');
  // The lines of one file are of one origin as far as anybody knows; so are the files of one folder.
  if (!article.source.container.empty()) return "file:" + file;
  return "folder:" + (slash == std::string::npos ? std::string(".") : file.substr(0, slash));
}

SiteMemory::Site& SiteMemory::site_of(const std::string& host) {
  const auto [found, fresh] = sites_.try_emplace(host);
  Site& site = found->second;
  if (fresh && shelf_.load) {
    if (const std::optional<std::string> bytes = shelf_.load(host))
      if (std::optional<Site> known = unpacked(*bytes)) site = std::move(*known);
    blocks_ += site.blocks.size();
  }
  if (site.touched != 0) by_touch_.erase(site.touched);
  site.touched = ++touches_;
  by_touch_.emplace(site.touched, host);
  return site;
}

std::uint32_t SiteMemory::article_among(const Site& site, std::uint64_t total,
                                        const std::unordered_map<std::uint32_t, std::uint64_t>& shared) {
  std::uint32_t best = 0;
  std::uint64_t best_shared = 0;
  const std::uint32_t first_known = site.articles + 1 - static_cast<std::uint32_t>(site.sizes.size());
  for (const auto& [number, bytes] : shared) {
    if (number < first_known || number > site.articles) continue;
    const std::uint64_t smaller = std::min<std::uint64_t>(total, site.sizes[number - first_known]);
    if (bytes * 2 < smaller) continue;
    if (bytes > best_shared || (bytes == best_shared && number < best)) {
      best = number;
      best_shared = bytes;
    }
  }
  return best;
}

void SiteMemory::learn(const Article& article) {
  const std::string host = host_of_article(article);
  const std::vector<PageBlock> blocks = counted_blocks(article);
  if (host.empty() || blocks.empty()) return;
  Site& site = site_of(host);
  std::unordered_map<std::uint32_t, std::uint64_t> shared;
  std::uint64_t total = 0;
  for (const PageBlock& block : blocks) {
    const auto found = site.blocks.find(block.hash);
    // What is known as boilerplate tells nothing of whether two pages are one article.
    if (found != site.blocks.end() &&
        reaches(found->second.articles, kFewestArticles, kShareOfLines, site.articles))
      continue;
    total += block.bytes;
    if (found == site.blocks.end()) continue;
    for (const std::uint32_t number : found->second.first)
      if (number != 0) shared[number] += block.bytes;
    const Block& known = found->second;
    if (std::find(known.first.begin(), known.first.end(), known.last) == known.first.end())
      shared[known.last] += block.bytes;
  }
  std::uint32_t number = article_among(site, total, shared);
  if (number == 0) {
    number = ++site.articles;
    site.sizes.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(total, UINT32_MAX)));
    if (site.sizes.size() > kRecent) site.sizes.pop_front();
  }
  for (const PageBlock& block : blocks) {
    const auto [found, fresh] = site.blocks.try_emplace(block.hash);
    blocks_ += fresh;
    Block& known = found->second;
    if (known.last == number ||
        std::find(known.first.begin(), known.first.end(), number) != known.first.end())
      continue;
    if (known.articles < known.first.size()) known.first[known.articles] = number;
    ++known.articles;
    known.last = number;
  }
  site.changed = true;
  if (site.blocks.size() > kBlocksOfSite) thin(site);
  if (blocks_ > kBlocks) forget_hosts(host);
}

void SiteMemory::thin(Site& site) {
  struct Rank {
    std::uint32_t articles, last;
    std::uint64_t hash;
  };
  std::vector<Rank> ranks;
  ranks.reserve(site.blocks.size());
  for (const auto& [hash, block] : site.blocks)
    ranks.push_back({std::min(block.articles, kFewestArticles), block.last, hash});
  const auto middle = ranks.begin() + static_cast<std::ptrdiff_t>(ranks.size() / 2);
  std::nth_element(ranks.begin(), middle, ranks.end(), [](const Rank& a, const Rank& b) {
    if (a.articles != b.articles) return a.articles < b.articles;
    return a.last != b.last ? a.last < b.last : a.hash < b.hash;
  });
  for (auto rank = ranks.begin(); rank != middle; ++rank) site.blocks.erase(rank->hash);
  blocks_ -= static_cast<std::size_t>(middle - ranks.begin());
}

void SiteMemory::forget_hosts(const std::string& spared) {
  while (blocks_ > kBlocks && by_touch_.size() > 1) {
    const auto oldest = by_touch_.begin();
    if (oldest->second == spared) return;
    const auto found = sites_.find(oldest->second);
    if (found->second.changed && shelf_.save)
      shelf_.save(found->first, found->second.articles, packed(found->second));
    blocks_ -= found->second.blocks.size();
    sites_.erase(found);
    by_touch_.erase(oldest);
  }
}

std::size_t SiteMemory::clean(Article& article) {
  const std::string host = host_of_article(article);
  if (host.empty() || article.paragraphs.empty() || !is_in_order(article)) return 0;
  if (!sites_.contains(host) && !shelf_.load) return 0;
  const Site& site = site_of(host);
  if (site.articles < kFewestArticles) return 0;
  const std::size_t count = article.paragraphs.size();
  std::vector<std::uint8_t> goes(count, 0), at_edge(count, 0);
  std::size_t dropped = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (stays(article, article.paragraphs[i])) continue;
    const PageBlock block = block_of(article, i);
    const auto found = site.blocks.find(block.hash);
    if (found == site.blocks.end()) continue;
    const std::uint32_t held = found->second.articles;
    const bool heading = article.paragraphs[i].role == ParagraphRole::Heading;
    if (!block.sentence && !heading) {
      goes[i] = reaches(held, kFewestArticles, kShareOfLines, site.articles);
    } else {
      goes[i] = reaches(held, kFewestArticlesMidst, kShareOfMidst, site.articles);
      at_edge[i] = reaches(held, kFewestArticles, kShareOfSentences, site.articles);
    }
  }
  for (std::size_t i = 0; i < count && (goes[i] || at_edge[i]); ++i) goes[i] = 1;
  for (std::size_t i = count; i-- > 0 && (goes[i] || at_edge[i]);) goes[i] = 1;
  for (const std::uint8_t gone : goes) dropped += gone;
  if (dropped == 0) return 0;
  take_out(article, goes);
  if (article.text.empty()) {
    if (article.kind == "article") article.kind = "empty";
    article.notes.push_back({"text_missing", "No text was found in this document.", {}});
  }
  return dropped;
}

void SiteMemory::put_away() {
  if (!shelf_.save) return;
  for (const auto& [touch, host] : by_touch_) {
    Site& site = sites_.find(host)->second;
    if (!site.changed) continue;
    shelf_.save(host, site.articles, packed(site));
    site.changed = false;
  }
}

std::string SiteMemory::packed(const Site& site) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(site.blocks.size());
  for (const auto& [hash, block] : site.blocks) hashes.push_back(hash);
  std::sort(hashes.begin(), hashes.end());
  std::string bytes;
  append_number(bytes, kPackedVersion, 1);
  append_number(bytes, site.articles, 4);
  append_number(bytes, site.sizes.size(), 4);
  for (const std::uint32_t size : site.sizes) append_number(bytes, size, 4);
  append_number(bytes, hashes.size(), 4);
  for (const std::uint64_t hash : hashes) {
    const Block& block = site.blocks.find(hash)->second;
    append_number(bytes, hash, 8);
    append_number(bytes, block.articles, 4);
    append_number(bytes, block.last, 4);
    for (const std::uint32_t number : block.first) append_number(bytes, number, 4);
  }
  return bytes;
}

std::optional<SiteMemory::Site> SiteMemory::unpacked(std::string_view bytes) {
  NumberReader reader{bytes};
  Site site;
  if (reader.take(1) != kPackedVersion) return std::nullopt;
  site.articles = static_cast<std::uint32_t>(reader.take(4));
  const std::uint64_t sizes = reader.take(4);
  if (sizes > kRecent || sizes > site.articles) return std::nullopt;
  for (std::uint64_t i = 0; i < sizes; ++i) site.sizes.push_back(static_cast<std::uint32_t>(reader.take(4)));
  const std::uint64_t blocks = reader.take(4);
  if (blocks > kBlocksOfSite) return std::nullopt;
  for (std::uint64_t i = 0; i < blocks && reader.good; ++i) {
    Block& block = site.blocks[reader.take(8)];
    block.articles = static_cast<std::uint32_t>(reader.take(4));
    block.last = static_cast<std::uint32_t>(reader.take(4));
    for (std::uint32_t& number : block.first) number = static_cast<std::uint32_t>(reader.take(4));
    if (block.articles > site.articles || block.last > site.articles) return std::nullopt;
  }
  if (!reader.good || !reader.bytes.empty()) return std::nullopt;
  return site;
}

}  // namespace raven::read
