// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Reads one JSON text (RFC 8259) into a flat tree that remembers where every string stands, so that the
/// words of a record can be traced to the bytes of its line. The tolerant way also takes what pages really
/// hold in their ld+json blocks: control characters inside strings, trailing commas, comment wrappers, a cut
/// end.
///
///     JsonText json;
///     if (!json.parse(line, JsonTolerance::Strict)) return json.fault();
///     std::string title = json.text(json.member(json.root(), "title"));
///
/// The bytes must outlive the object. Linear in the input, iterative, depth bounded by memory only
/// (O(input)). Thread safety: distinct objects may be used from distinct threads.

#include "base/origin_map.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

/// Strict: any fault ends the parse. Tolerant: faults are stepped over where a sensible reading exists.
enum class JsonTolerance { Strict, Tolerant };

enum class JsonKind : std::uint8_t { Null, Truth, Number, String, Array, Object };

class JsonText {
 public:
  /// The number of a value in the tree; `kNone` where there is none.
  using Node = std::uint32_t;

  /// Reads `bytes`; false if there is no value in them, or (Strict) any fault.
  bool parse(std::string_view bytes, JsonTolerance tolerance);

  /// What was wrong, as "… at byte N".
  const std::string& fault() const { return fault_; }

  Node root() const { return nodes_.empty() ? kNone : 0; }
  JsonKind kind(Node node) const { return nodes_[node].kind; }
  Node first_child(Node node) const { return node == kNone ? kNone : nodes_[node].first_child; }
  Node next_sibling(Node node) const { return nodes_[node].next; }
  /// One more than the highest node number; nodes stand in the order of the text.
  Node size() const { return static_cast<Node>(nodes_.size()); }

  /// The value of the member called `name`; `kNone` if `object` is no object or has none.
  Node member(Node object, std::string_view name) const;

  /// The bytes between the quotes of the member's name; empty for what is no member.
  std::string_view raw_key(Node node) const;

  /// A string's characters, a number as written; empty for anything else and for `kNone`.
  std::string text(Node node) const;

  /// Appends a string's characters with the way back to the bytes that were parsed, shifted by `shift`.
  void append_text(Node node, base::OriginText& out, std::uint64_t shift = 0) const;

  /// Where the value stands, its quotes not counted.
  SourceSpan span(Node node) const { return source_span(nodes_[node].begin, nodes_[node].end); }

 private:
  struct Value {
    JsonKind kind = JsonKind::Null;
    std::uint32_t begin = 0, end = 0;
    std::uint32_t key_begin = 0, key_end = 0;
    Node next = kNone, first_child = kNone;
  };

  bool fail(const char* what, std::size_t at);
  /// The end of the string that begins after a quote at `at`; the input's size if it has none.
  std::size_t string_end(std::size_t at) const;
  void skip_blank(std::size_t& at) const;

  std::string_view bytes_;
  JsonTolerance tolerance_ = JsonTolerance::Strict;
  std::vector<Value> nodes_;
  std::string fault_;
};

}  // namespace raven::read
