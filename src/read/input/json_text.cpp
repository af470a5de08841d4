// SPDX-License-Identifier: Apache-2.0
#include "read/input/json_text.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <array>

namespace raven::read {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Four hex digits at `at`, or -1.
int four_hex(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

struct Escape {
  std::uint32_t length = 1;  // bytes of the input, the backslash included
  char32_t value = 0;
};

/// The escape that begins with the backslash at `at`. What is no escape stands for its own letter.
Escape read_escape(std::string_view raw, std::size_t at) {
  if (at + 1 >= raw.size()) return {1, U'\\'};
  switch (raw[at + 1]) {
    case 'n':
      return {2, U'\n'};
    case 't':
      return {2, U'\t'};
    case 'r':
      return {2, U'\r'};
    case 'b':
      return {2, U'\b'};
    case 'f':
      return {2, U'\f'};
    case 'u':
      break;
    default: {
      const base::CodePoint next = base::decode_utf8(raw, at + 1);
      return {1 + next.length, next.value};
    }
  }
  const int first = four_hex(raw, at + 2);
  if (first < 0) return {2, U'u'};
  if (first < 0xD800 || first > 0xDFFF) return {6, static_cast<char32_t>(first)};
  if (first < 0xDC00 && at + 7 < raw.size() && raw[at + 6] == '\\' && raw[at + 7] == 'u') {
    const int second = four_hex(raw, at + 8);
    if (second >= 0xDC00 && second <= 0xDFFF)
      return {12, static_cast<char32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))};
  }
  return {6, 0xFFFD};  // half of a pair
}

bool is_number_part(char c) {
  return base::is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool is_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && base::is_digit(text[at])) ++at;
    return at > from;
  };
  if (at < text.size() && text[at] == '-') ++at;
  if (!digits()) return false;
  if (at < text.size() && text[at] == '.' && (++at, !digits())) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

}  // namespace

bool JsonText::fail(const char* what, std::size_t at) {
  if (fault_.empty()) fault_ = std::string(what) + " at byte " + std::to_string(at);
  return false;
}

std::size_t JsonText::string_end(std::size_t at) const {
  while (at < bytes_.size() && bytes_[at] != '"') at += bytes_[at] == '\\' ? 2 : 1;
  return std::min(at, bytes_.size());
}

void JsonText::skip_blank(std::size_t& at) const {
  for (;;) {
    while (at < bytes_.size() && base::is_space(bytes_[at])) ++at;
    if (tolerance_ == JsonTolerance::Strict) return;
    const std::string_view rest = bytes_.substr(at);
    const auto past = [&](std::string_view closer) {
      const std::size_t end = rest.find(closer, 2);
      at += end == std::string_view::npos ? rest.size() : end + closer.size();
    };
    if (rest.starts_with("/*"))
      past("*/");
    else if (rest.starts_with("//"))
      past("\n");
    else if (rest.starts_with("<![CDATA["))
      at += 9;
    else if (rest.starts_with("<!--"))
      at += 4;
    else if (rest.starts_with("-->") || rest.starts_with("]]>"))
      at += 3;
    else
      return;
  }
}

bool JsonText::parse(std::string_view bytes, JsonTolerance tolerance) {
  bytes_ = bytes;
  tolerance_ = tolerance;
  nodes_.clear();
  fault_.clear();
  if (bytes.size() >= kNone) return fail("too large", 0);
  const bool strict = tolerance == JsonTolerance::Strict;

  struct Open {
    Node node;
    Node last_child;
  };
  std::vector<Open> open;
  std::uint32_t key_begin = 0, key_end = 0;
  bool has_key = false;
  std::size_t at = 0;
  if (bytes.starts_with("\xEF\xBB\xBF")) at = 3;

  const auto add = [&](JsonKind kind, std::size_t begin, std::size_t end) {
    const Node node = static_cast<Node>(nodes_.size());
    nodes_.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), key_begin,
                      key_end, kNone, kNone});
    key_begin = key_end = 0;
    has_key = false;
    if (!open.empty()) {
      Open& parent = open.back();
      (parent.last_child == kNone ? nodes_[parent.node].first_child : nodes_[parent.last_child].next) = node;
      parent.last_child = node;
    }
    return node;
  };

  // After a value: a comma or the end of what is open.
  bool wants_value = true, after_comma = false;
  for (;;) {
    skip_blank(at);
    if (at >= bytes.size()) {
      if (nodes_.empty()) return fail("no value", at);
      if (!open.empty() && strict) return fail("cut short", at);
      return true;
    }
    const char c = bytes[at];
    const bool in_object = !open.empty() && nodes_[open.back().node].kind == JsonKind::Object;
    if (!open.empty() && (c == '}' || c == ']')) {
      if (strict && ((c == '}') != in_object || has_key || after_comma))
        return fail("unexpected bracket", at);
      nodes_[open.back().node].end = static_cast<std::uint32_t>(++at);
      open.pop_back();
      key_begin = key_end = 0;
      has_key = false;
      wants_value = after_comma = false;
      if (open.empty()) break;
      continue;
    }
    if (!open.empty() && c == ',') {
      if (strict && wants_value) return fail("unexpected comma", at);
      ++at;
      wants_value = after_comma = true;
      continue;
    }
    if (!wants_value && strict) return fail("a comma is missing", at);
    if (in_object && !has_key) {
      if (c != '"') {
        if (strict) return fail("a name is missing", at);
        ++at;
        continue;
      }
      const std::size_t end = string_end(at + 1);
      key_begin = static_cast<std::uint32_t>(at + 1);
      key_end = static_cast<std::uint32_t>(end);
      at = std::min(end + 1, bytes.size());
      skip_blank(at);
      if (at < bytes.size() && bytes[at] == ':') {
        ++at;
        has_key = true;
      } else if (strict) {
        return fail("a colon is missing", at);
      }
      wants_value = true;
      after_comma = false;
      continue;
    }
    after_comma = false;
    if (c == '{' || c == '[') {
      const Node node = add(c == '{' ? JsonKind::Object : JsonKind::Array, at, bytes.size());
      open.push_back({node, kNone});
      ++at;
      wants_value = c == '[';
      if (c == '{') wants_value = true;
      continue;
    }
    if (c == '"') {
      const std::size_t end = string_end(at + 1);
      if (end >= bytes.size() && strict) return fail("a string without end", at);
      add(JsonKind::String, at + 1, end);
      at = std::min(end + 1, bytes.size());
    } else if (is_number_part(c)) {
      const std::size_t begin = at;
      while (at < bytes.size() && is_number_part(bytes[at])) ++at;
      if (strict && !is_number(bytes.substr(begin, at - begin))) return fail("not a number", begin);
      add(JsonKind::Number, begin, at);
    } else {
      const std::string_view rest = bytes.substr(at);
      if (rest.starts_with("true"))
        add(JsonKind::Truth, at, at + 4), at += 4;
      else if (rest.starts_with("false"))
        add(JsonKind::Truth, at, at + 5), at += 5;
      else if (rest.starts_with("null"))
        add(JsonKind::Null, at, at + 4), at += 4;
      else if (rest.starts_with("NaN"))
        add(JsonKind::Null, at, at + 3), at += 3;  // as Python's json writes it
      else if (strict || open.empty())
        return fail("not a value", at);
      else
        ++at;
    }
    wants_value = false;
    if (open.empty() && !nodes_.empty()) break;
  }
  skip_blank(at);
  if (strict && at < bytes.size()) return fail("more than one value", at);
  return true;
}

JsonText::Node JsonText::member(Node object, std::string_view name) const {
  if (object == kNone || nodes_[object].kind != JsonKind::Object) return kNone;
  for (Node child = nodes_[object].first_child; child != kNone; child = nodes_[child].next)
    if (raw_key(child) == name) return child;
  return kNone;
}

std::string_view JsonText::raw_key(Node node) const {
  return bytes_.substr(nodes_[node].key_begin, nodes_[node].key_end - nodes_[node].key_begin);
}

std::string JsonText::text(Node node) const {
  if (node == kNone) return {};
  const Value& value = nodes_[node];
  const std::string_view raw = bytes_.substr(value.begin, value.end - value.begin);
  if (value.kind == JsonKind::Number) return std::string(raw);
  if (value.kind != JsonKind::String) return {};
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t next = std::min(raw.find('\\', at), raw.size());
    out.append(raw.substr(at, next - at));
    at = next;
    if (at == raw.size()) break;
    const Escape escape = read_escape(raw, at);
    base::append_utf8(out, escape.value);
    at += escape.length;
  }
  return base::is_valid_utf8(out) ? out : base::repaired_utf8(out);
}

void JsonText::append_text(Node node, base::OriginText& out, std::uint64_t shift) const {
  if (node == kNone || nodes_[node].kind != JsonKind::String) return;
  const Value& value = nodes_[node];
  const std::string_view raw = bytes_.substr(value.begin, value.end - value.begin);
  const std::uint64_t from = shift + value.begin;
  std::string made;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t next = std::min(raw.find('\\', at), raw.size());
    const std::string_view plain = raw.substr(at, next - at);
    if (base::is_valid_utf8(plain)) {
      out.copy(plain, from + at);
    } else {
      for (base::Utf8Cursor cursor(plain); !cursor.done(); cursor.next()) {
        made.clear();
        base::append_utf8(made, cursor.code_point());
        const std::uint64_t begin = from + at + cursor.offset();
        out.replace(made, source_span(begin, begin + cursor.length()));
      }
    }
    at = next;
    if (at == raw.size()) break;
    const Escape escape = read_escape(raw, at);
    made.clear();
    base::append_utf8(made, escape.value);
    out.replace(made, source_span(from + at, from + at + escape.length));
    at += escape.length;
  }
}

}  // namespace raven::read
