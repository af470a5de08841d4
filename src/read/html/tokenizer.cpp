// SPDX-License-Identifier: Apache-2.0
#include "read/html/tokenizer.h"

#include "read/html/scan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace raven::read::html {
namespace {

using References = PageText::References;
using Zeros = PageText::Zeros;

// Classes of bytes inside a tag.
enum ByteClass : std::uint8_t {
  kSpace = 1,         // tab, line feed, form feed, carriage return, space
  kNameEnd = 2,       // what ends a tag name: a space, '/' or '>'
  kNeedsCooking = 4,  // a capital letter or a zero byte
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (const char c : {'\t', '\n', '\f', '\r', ' '})
    classes[static_cast<unsigned char>(c)] = kSpace | kNameEnd;
  classes['/'] |= kNameEnd;
  classes['>'] |= kNameEnd;
  classes[0] |= kNeedsCooking;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<std::size_t>(c)] |= kNeedsCooking;
  return classes;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

std::uint8_t class_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}
bool is_space(char c) {
  return (class_of(c) & kSpace) != 0;
}
bool is_letter(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26;
}

const char* skip_spaces(const char* at, const char* end) {
  while (at < end && is_space(*at)) ++at;
  return at;
}

const char* find_byte(const char* at, const char* end, char wanted) {
  const void* found = std::memchr(at, wanted, static_cast<std::size_t>(end - at));
  return found == nullptr ? end : static_cast<const char*>(found);
}

bool starts_with_ignoring_case(const char* at, const char* end, std::string_view lower_case) {
  if (static_cast<std::size_t>(end - at) < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    const char c = at[i] >= 'A' && at[i] <= 'Z' ? static_cast<char>(at[i] + 32) : at[i];
    if (c != lower_case[i]) return false;
  }
  return true;
}

// Up to this many attributes a tag's names are compared one by one; beyond it through a hash table.
constexpr std::size_t kFewAttributes = 16;

std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ (hash >> 15);
}

}  // namespace

Tokenizer::Tokenizer(PageText& text, TagNames& names, std::vector<Attribute>& attributes,
                     std::uint32_t limit_attributes)
    : text_(text),
      names_(names),
      attributes_(attributes),
      limit_attributes_(limit_attributes),
      kept_attributes_(attributes.size()),
      base_(text.source().data()),
      at_(base_),
      end_(base_ + text.source().size()) {}

bool Tokenizer::finish(Token& token) {
  at_ = end_;
  token = Token{};
  token.begin = token.end = offset(end_);
  return false;
}

bool Tokenizer::next(Token& token) {
  switch (state_) {
    case State::Data:
      return read_data(token);
    case State::CdataSection:
      return read_cdata(token) || read_data(token);
    case State::Rcdata:
    case State::Rawtext:
    case State::ScriptData:
    case State::Plaintext:
      return read_raw(token) || read_data(token);
  }
  return finish(token);
}

Span Tokenizer::plain_or_cooked(const char* begin, const char* end, References references, Zeros zeros) {
  // A byte that needs cooking is looked for only as far as the first one.
  const char* odd = begin;
  while (true) {
    odd = find_any<'&', '\r', '\0', '\0'>(odd, end);
    if (odd == end) return {offset(begin), static_cast<std::uint32_t>(end - begin)};
    if (*odd == '\r' || (*odd == '&' && references != References::None) ||
        (*odd == '\0' && zeros != Zeros::Keep)) {
      return text_.cook(offset(begin), offset(end), references, zeros);
    }
    ++odd;
  }
}

bool Tokenizer::read_data(Token& token) {
  while (at_ < end_) {
    const char* const start = at_;
    const char* at = start;
    bool needs_cooking = false;
    bool has_zeros = false;
    while (true) {
      at = find_any<'<', '&', '\r', '\0'>(at, end_);
      if (at == end_) break;
      if (*at == '<') {
        // Only these open markup; any other `<` is text, and so is `</` at the end of the page.
        if (at + 1 < end_) {
          const char c = at[1];
          if (is_letter(c) || c == '!' || c == '?' || (c == '/' && at + 2 < end_)) break;
        }
      } else if (*at == '\0') {
        has_zeros = true;
      } else {
        needs_cooking = true;
      }
      ++at;
    }
    if (at > start) {
      token.kind = TokenKind::Text;
      token.begin = offset(start);
      token.end = offset(at);
      token.has_zeros = has_zeros;
      token.text = needs_cooking ? text_.cook(token.begin, token.end, References::Text, Zeros::Keep)
                                 : Span{token.begin, token.end - token.begin};
      at_ = at;
      return true;
    }
    if (read_markup(token)) return true;
    // `</>` and an opened CDATA section give no token of their own; a tag cut off by the end of the page
    // neither.
    if (state_ == State::CdataSection && read_cdata(token)) return true;
  }
  return finish(token);
}

bool Tokenizer::read_markup(Token& token) {
  const char* const start = at_;
  token.begin = offset(start);
  const char c = start[1];
  if (is_letter(c)) return read_tag(token, TokenKind::StartTag, start + 1);
  if (c == '/') {
    if (is_letter(start[2])) return read_tag(token, TokenKind::EndTag, start + 2);
    if (start[2] == '>') {
      at_ = start + 3;
      return false;
    }
    read_bogus_comment(token, start + 2);
    return true;
  }
  if (c == '?') {
    read_bogus_comment(token, start + 1);
    return true;
  }
  const char* const after = start + 2;
  if (end_ - after >= 2 && after[0] == '-' && after[1] == '-') {
    read_comment(token, after + 2);
  } else if (starts_with_ignoring_case(after, end_, "doctype")) {
    read_doctype(token, after + 7);
  } else if (content_ == Content::Foreign && end_ - after >= 7 && std::memcmp(after, "[CDATA[", 7) == 0) {
    at_ = after + 7;
    state_ = State::CdataSection;
    return false;
  } else {
    read_bogus_comment(token, after);
  }
  return true;
}

bool Tokenizer::read_tag(Token& token, TokenKind kind, const char* name) {
  token.kind = kind;
  token.is_self_closing = false;
  const char* at = name;
  std::uint8_t seen = 0;
  while (at < end_ && (class_of(*at) & kNameEnd) == 0) seen |= class_of(*at++);
  if (at == end_) {
    at_ = end_;
    return false;
  }
  const auto size = static_cast<std::size_t>(at - name);
  constexpr std::size_t kLongestKnown = 24;
  Tag tag = Tag::None;
  if (size <= kLongestKnown) {
    if ((seen & kNeedsCooking) == 0) {
      tag = find_tag({name, size});
    } else {
      char lower[kLongestKnown];
      for (std::size_t i = 0; i < size; ++i) {
        lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
      }
      tag = find_tag({lower, size});
    }
  }
  if (tag == Tag::None) {
    const Span span = (seen & kNeedsCooking) != 0 ? text_.cook_name(offset(name), offset(at))
                                                  : Span{offset(name), static_cast<std::uint32_t>(size)};
    tag = names_.intern(text_, span);
  }
  token.tag = tag;
  attributes_.resize(kept_attributes_);
  token.attribute_begin = static_cast<std::uint32_t>(kept_attributes_);
  at_ = at;
  const TagEnd how =
      *at == '>' ? (++at_, TagEnd::Closed)
                 : read_attributes(token, kind == TokenKind::StartTag ? Keep::Attributes : Keep::Nothing);
  token.attribute_count = static_cast<std::uint32_t>(attributes_.size() - kept_attributes_);
  token.end = offset(at_);
  return how == TagEnd::Closed;
}

Tokenizer::TagEnd Tokenizer::read_attributes(Token& token, Keep keep) {
  ++tag_number_;
  const char* at = at_;
  while (true) {
    at = skip_spaces(at, end_);
    if (at == end_) break;
    if (*at == '>') {
      at_ = at + 1;
      return TagEnd::Closed;
    }
    if (*at == '/') {
      ++at;
      if (at < end_ && *at == '>') {
        token.is_self_closing = true;
        at_ = at + 1;
        return TagEnd::Closed;
      }
      continue;
    }
    const char* const name = at;
    std::uint8_t seen = class_of(*at++);
    while (at < end_ && *at != '=' && (class_of(*at) & kNameEnd) == 0) seen |= class_of(*at++);
    const char* const name_end = at;
    if (at == end_) break;
    if (*at != '=') at = skip_spaces(at, end_);
    if (at == end_) break;
    Span value{offset(name_end), 0};
    if (*at == '=') {
      at = skip_spaces(at + 1, end_);
      if (at == end_) break;
      const char quote = *at;
      if (quote == '"' || quote == '\'') {
        const char* const begin = ++at;
        bool needs_cooking = false;
        while (true) {
          at = quote == '"' ? find_any<'"', '&', '\r', '\0'>(at, end_)
                            : find_any<'\'', '&', '\r', '\0'>(at, end_);
          if (at == end_ || *at == quote) break;
          needs_cooking = true;
          ++at;
        }
        if (at == end_) break;
        value = {offset(begin), static_cast<std::uint32_t>(at - begin)};
        if (needs_cooking && keep == Keep::Attributes) {
          value = text_.cook(offset(begin), offset(at), References::AttributeValue, Zeros::Replace);
        }
        ++at;
      } else if (quote != '>') {
        const char* const begin = at;
        while (at < end_ && *at != '>' && !is_space(*at)) ++at;
        if (at == end_) break;
        value = {offset(begin), static_cast<std::uint32_t>(at - begin)};
        if (keep == Keep::Attributes) {
          value = plain_or_cooked(begin, at, References::AttributeValue, Zeros::Replace);
        }
      }
    }
    if (keep == Keep::Attributes) add_attribute(name, name_end, (seen & kNeedsCooking) != 0, value);
  }
  at_ = end_;
  return TagEnd::EndOfPage;
}

void Tokenizer::add_attribute(const char* name, const char* name_end, bool needs_cooking, Span value) {
  const std::size_t count = attributes_.size() - kept_attributes_;
  if (count >= limit_attributes_) {
    dropped_attributes_ = true;
    return;
  }
  const Span span = needs_cooking ? text_.cook_name(offset(name), offset(name_end))
                                  : Span{offset(name), static_cast<std::uint32_t>(name_end - name)};
  const std::string_view text = text_.view(span);
  if (count < kFewAttributes) {
    for (std::size_t i = kept_attributes_; i < attributes_.size(); ++i) {
      if (attributes_[i].name.size == span.size && text_.view(attributes_[i].name) == text) return;
    }
  } else {
    std::size_t wanted_slots = 64;
    while (wanted_slots < std::size_t{limit_attributes_} * 2) wanted_slots *= 2;
    if (name_slots_.size() != wanted_slots) name_slots_.assign(wanted_slots, {});
    const std::size_t mask = name_slots_.size() - 1;
    // Gives the slot of the name, or a free one where the name is new.
    const auto find_slot = [&](std::string_view key) -> NameSlot& {
      std::size_t slot = hash_of(key) & mask;
      while (name_slots_[slot].tag_number == tag_number_ &&
             text_.view(attributes_[name_slots_[slot].attribute].name) != key) {
        slot = (slot + 1) & mask;
      }
      return name_slots_[slot];
    };
    if (count == kFewAttributes) {
      for (std::size_t i = kept_attributes_; i < attributes_.size(); ++i) {
        find_slot(text_.view(attributes_[i].name)) = {tag_number_, static_cast<std::uint32_t>(i)};
      }
    }
    NameSlot& slot = find_slot(text);
    if (slot.tag_number == tag_number_) return;
    slot = {tag_number_, static_cast<std::uint32_t>(attributes_.size())};
  }
  attributes_.push_back({span, value, offset(name), false});
}

void Tokenizer::read_comment(Token& token, const char* start) {
  const char* data_end = nullptr;
  for (const char* at = start; data_end == nullptr;) {
    at = find_byte(at, end_, '>');
    const std::ptrdiff_t before = at - start;
    if (at == end_) {
      // The standard leaves out what could still have become the comment's end.
      data_end = end_;
      const std::string_view data(start, static_cast<std::size_t>(end_ - start));
      if (data.ends_with("--!")) {
        data_end -= 3;
      } else if (data.ends_with("--")) {
        data_end -= 2;
      } else if (data.ends_with("-")) {
        data_end -= 1;
      }
      at_ = end_;
    } else {
      if (before == 0 || (before == 1 && at[-1] == '-')) {
        data_end = start;
      } else if (before >= 2 && at[-1] == '-' && at[-2] == '-') {
        data_end = at - 2;
      } else if (before >= 3 && at[-1] == '!' && at[-2] == '-' && at[-3] == '-') {
        data_end = at - 3;
      }
      ++at;
      at_ = at;
    }
  }
  token.kind = TokenKind::Comment;
  token.text = plain_or_cooked(start, data_end, References::None, Zeros::Replace);
  token.end = offset(at_);
}

void Tokenizer::read_bogus_comment(Token& token, const char* start) {
  const char* const close = find_byte(start, end_, '>');
  at_ = close == end_ ? end_ : close + 1;
  token.kind = TokenKind::Comment;
  token.text = plain_or_cooked(start, close, References::None, Zeros::Replace);
  token.end = offset(at_);
}

void Tokenizer::read_doctype(Token& token, const char* at) {
  token.kind = TokenKind::Doctype;
  token.forces_quirks = false;
  token.has_public_id = false;
  token.has_system_id = false;
  token.text = {offset(at), 0};
  token.public_id = {};
  token.system_id = {};

  // Each step leaves `at` where the next one goes on; a broken doctype runs on to the next `>`.
  const auto close = [&](const char* from) {
    const char* const end = find_byte(from, end_, '>');
    at_ = end == end_ ? end_ : end + 1;
    token.end = offset(at_);
  };
  const auto broken = [&](const char* from) {
    token.forces_quirks = true;
    close(from);
  };
  // Reads a quoted identifier; false where the page or the doctype ends inside it.
  const auto read_quoted = [&](Span& id) {
    const char quote = *at++;
    const char* const begin = at;
    while (at < end_ && *at != quote && *at != '>') ++at;
    id = plain_or_cooked(begin, at, References::None, Zeros::Replace);
    if (at == end_ || *at == '>') return false;
    ++at;
    return true;
  };
  const auto at_quote = [&] { return at < end_ && (*at == '"' || *at == '\''); };

  at = skip_spaces(at, end_);
  if (at == end_ || *at == '>') return broken(at);
  const char* const name = at;
  bool needs_cooking = false;
  while (at < end_ && *at != '>' && !is_space(*at)) {
    needs_cooking = needs_cooking || (class_of(*at) & kNeedsCooking) != 0;
    ++at;
  }
  token.text = needs_cooking ? text_.cook_name(offset(name), offset(at))
                             : Span{offset(name), static_cast<std::uint32_t>(at - name)};
  at = skip_spaces(at, end_);
  if (at == end_) return broken(at);
  if (*at == '>') return close(at);
  if (starts_with_ignoring_case(at, end_, "public")) {
    at = skip_spaces(at + 6, end_);
    if (!at_quote()) return broken(at);
    token.has_public_id = true;
    if (!read_quoted(token.public_id)) return broken(at);
    at = skip_spaces(at, end_);
    if (at == end_) return broken(at);
    if (*at == '>') return close(at);
  } else if (starts_with_ignoring_case(at, end_, "system")) {
    at = skip_spaces(at + 6, end_);
  } else {
    return broken(at);
  }
  if (!at_quote()) return broken(at);
  token.has_system_id = true;
  if (!read_quoted(token.system_id)) return broken(at);
  at = skip_spaces(at, end_);
  if (at == end_) return broken(at);
  // Anything else that follows the system identifier is an error, but no reason for quirks.
  close(at);
}

bool Tokenizer::is_end_tag(const char* at, std::string_view name) const {
  if (name.empty() || end_ - at < static_cast<std::ptrdiff_t>(name.size() + 3)) return false;
  if (at[0] != '<' || at[1] != '/') return false;
  if (!starts_with_ignoring_case(at + 2, end_, name)) return false;
  return (class_of(at[2 + name.size()]) & kNameEnd) != 0;
}

const char* Tokenizer::find_raw_end(const char* at, Tag tag) const {
  const std::string_view known = known_tag_name(tag);
  const std::string_view name = known.empty() ? names_.name(text_, tag) : known;
  while (true) {
    at = find_byte(at, end_, '<');
    if (at == end_ || is_end_tag(at, name)) return at;
    ++at;
  }
}

// The script data states (13.2.5.4 and .15 to .31): a `<!--` hides nothing by itself, but inside it `<script`
// hides the next `</script>`, up to `-->`.
const char* Tokenizer::find_script_end(const char* at) const {
  enum class Inside : std::uint8_t { Plain, Escaped, DoubleEscaped };
  Inside inside = Inside::Plain;
  while (true) {
    if (inside == Inside::Plain) {
      at = find_byte(at, end_, '<');
    } else {
      at = find_any<'<', '-', '<', '-'>(at, end_);
    }
    if (at == end_) return end_;
    if (*at == '-') {
      const char* dashes = at;
      while (at < end_ && *at == '-') ++at;
      if (at - dashes >= 2 && at < end_ && *at == '>') inside = Inside::Plain;
      continue;
    }
    if (is_end_tag(at, "script")) {
      if (inside != Inside::DoubleEscaped) return at;
      inside = Inside::Escaped;
      at += 9;
      continue;
    }
    if (inside == Inside::Plain) {
      // The two dashes may at once be those of `-->`.
      if (end_ - at >= 4 && std::memcmp(at, "<!--", 4) == 0) {
        inside = Inside::Escaped;
        at += 2;
      } else {
        ++at;
      }
    } else if (inside == Inside::Escaped && starts_with_ignoring_case(at + 1, end_, "script") &&
               end_ - at > 7 && (class_of(at[7]) & kNameEnd) != 0) {
      inside = Inside::DoubleEscaped;
      at += 8;
    } else {
      ++at;
    }
  }
}

bool Tokenizer::read_raw(Token& token) {
  const State state = state_;
  const char* const start = at_;
  const char* stop = end_;
  if (state == State::ScriptData && end_tag_ == Tag::Script) {
    stop = find_script_end(start);
  } else if (state != State::Plaintext) {
    stop = find_raw_end(start, end_tag_);
  }
  if (state != State::Plaintext) state_ = State::Data;
  if (stop > start) {
    token.kind = TokenKind::Text;
    token.begin = offset(start);
    token.end = offset(stop);
    token.has_zeros = false;
    token.text = plain_or_cooked(start, stop, state == State::Rcdata ? References::Text : References::None,
                                 Zeros::Replace);
    at_ = stop;
    return true;
  }
  return false;
}

bool Tokenizer::read_cdata(Token& token) {
  state_ = State::Data;
  const char* const start = at_;
  const char* close = start;
  while (true) {
    close = find_byte(close, end_, ']');
    if (end_ - close < 3) {
      close = end_;
      break;
    }
    if (close[1] == ']' && close[2] == '>') break;
    ++close;
  }
  at_ = close == end_ ? end_ : close + 3;
  if (close == start) return false;
  token.kind = TokenKind::Text;
  token.begin = offset(start);
  token.end = offset(close);
  token.text = plain_or_cooked(start, close, References::None, Zeros::Keep);
  token.has_zeros = text_.view(token.text).find('\0') != std::string_view::npos;
  return true;
}

}  // namespace raven::read::html
