// SPDX-License-Identifier: Apache-2.0
#include "read/html/page_text.h"

#include "base/utf8.h"
#include "read/html/entities.h"
#include "read/html/scan.h"

#include <algorithm>
#include <cstddef>

namespace raven::read::html {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint32_t hash_of(std::string_view name) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ name.size();
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

std::uint32_t PageText::source_offset(Span span, std::uint32_t index) const {
  if (is_verbatim(span)) return span.begin + index;
  // The end of a span belongs to the piece of its last byte, not to whatever was made after it.
  const bool is_end = index > 0 && index >= span.size;
  const std::uint32_t at = (span.begin & ~kMade) + index - (is_end ? 1 : 0);
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), at,
                                [](std::uint32_t value, const Piece& p) { return value < p.made; });
  if (piece == pieces_.begin()) return 0;
  const std::size_t made_end = piece == pieces_.end() ? made_.size() : piece->made;
  --piece;
  if (is_end && at + 1 == made_end) return piece->source_end;
  return std::min(piece->source_begin + (at - piece->made) + (is_end ? 1 : 0), piece->source_end);
}

Span PageText::cook(std::uint32_t begin, std::uint32_t end, References references, Zeros zeros) {
  const std::size_t start = made_.size();
  const char* const base = source_.data();
  const char* at = base + begin;
  const char* const stop = base + end;
  const auto offset = [base](const char* p) { return static_cast<std::uint32_t>(p - base); };
  while (at < stop) {
    const char* next = find_any<'&', '\r', '\0', '\0'>(at, stop);
    while (next < stop &&
           ((*next == '&' && references == References::None) || (*next == '\0' && zeros == Zeros::Keep))) {
      next = find_any<'&', '\r', '\0', '\0'>(next + 1, stop);
    }
    if (next > at) add_verbatim(offset(at), offset(next));
    if (next == stop) break;
    if (*next == '\r') {
      at = next + 1 < stop && next[1] == '\n' ? next + 2 : next + 1;
      add_piece(offset(next), offset(at));
      made_.push_back('\n');
    } else if (*next == '\0') {
      at = next + 1;
      if (zeros == Zeros::Replace) {
        add_piece(offset(next), offset(at));
        made_.append(kReplacement);
      }
    } else {
      const auto place =
          references == References::Text ? ReferencePlace::Text : ReferencePlace::AttributeValue;
      const CharacterReference reference =
          read_character_reference({next, static_cast<std::size_t>(stop - next)}, place);
      at = next + std::max<std::uint32_t>(reference.size, 1);
      if (reference.size == 0) {
        add_verbatim(offset(next), offset(at));
        continue;
      }
      add_piece(offset(next), offset(at));
      base::append_utf8(made_, reference.first);
      if (reference.second != 0) base::append_utf8(made_, reference.second);
    }
  }
  return made_since(start);
}

Span PageText::without_zeros(Span span, Zeros zeros) {
  const std::size_t start = made_.size();
  std::uint32_t at = 0;
  while (at < span.size) {
    // The view is taken anew each time: adding to what was made may move it.
    const std::string_view text = view(span);
    std::uint32_t next = at;
    while (next < span.size && text[next] != '\0') ++next;
    if (next > at) {
      add_piece(source_offset(span, at), source_offset(span, next));
      made_.append(std::string(text.substr(at, next - at)));
    }
    if (next < span.size && zeros == Zeros::Replace) {
      const std::uint32_t source = source_offset(span, next);
      add_piece(source, source + 1);
      made_.append(kReplacement);
    }
    at = next + 1;
  }
  return made_since(start);
}

Span PageText::cook_name(std::uint32_t begin, std::uint32_t end) {
  const std::size_t start = made_.size();
  add_piece(begin, end);
  for (std::uint32_t i = begin; i < end; ++i) {
    const char c = source_[i];
    if (c == '\0') {
      made_.append(kReplacement);
    } else {
      made_.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
  }
  return made_since(start);
}

Span PageText::add(std::string_view text, std::uint32_t source_begin) {
  const std::size_t start = made_.size();
  add_piece(source_begin, source_begin + static_cast<std::uint32_t>(text.size()));
  made_.append(text);
  return made_since(start);
}

Tag TagNames::intern(const PageText& text, Span name) {
  if ((names_.size() + 1) * 2 > slots_.size()) grow();
  const std::string_view wanted = text.view(name);
  const std::uint32_t hash = hash_of(wanted);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    const std::uint32_t index = slots_[slot] - 1;
    if (names_[index].hash == hash && text.view(names_[index].span) == wanted) {
      return static_cast<Tag>(kKnownTagCount + index);
    }
    slot = (slot + 1) & mask;
  }
  names_.push_back({name, hash});
  slots_[slot] = static_cast<std::uint32_t>(names_.size());
  return static_cast<Tag>(tag_count() - 1);
}

std::string_view TagNames::name(const PageText& text, Tag tag) const {
  const auto index = static_cast<std::uint32_t>(tag);
  if (index < kKnownTagCount || index >= tag_count()) return {};
  return text.view(names_[index - kKnownTagCount].span);
}

void TagNames::grow() {
  slots_.assign(std::max<std::size_t>(slots_.size() * 2, 32), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::size_t slot = names_[i].hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace raven::read::html
