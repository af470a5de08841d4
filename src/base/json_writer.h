// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Writes JSON (RFC 8259) into a string, members in the order given, commas placed by itself. Text that is
/// not valid UTF-8 is repaired with U+FFFD, so the output always is.
///
///     base::JsonWriter json;
///     json.begin_object();
///     json.member("type", "SUPPORT");
///     json.key("span"); json.begin_array(); json.value(512); json.value(640); json.end_array();
///     json.end_object();
///     std::string line = std::move(json).take();   // {"type":"SUPPORT","span":[512,640]}

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace raven::base {

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  void key(std::string_view name) {
    separate();
    append_json_string(out_, name);
    out_ += ':';
    fresh_ = true;
  }

  void value(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  void value(const char* text) { value(std::string_view(text)); }
  template <std::integral Number>
  void value(Number number) {
    separate();
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    out_.append(buffer, end);
  }
  /// Shortest form that reads back the same; not-a-number and infinities become null.
  void value(double number);
  void truth(std::same_as<bool> auto yes) {
    separate();
    out_ += yes ? "true" : "false";
  }
  void null() {
    separate();
    out_ += "null";
  }

  template <class Value>
  void member(std::string_view name, const Value& content) {
    key(name);
    value(content);
  }
  /// A member that is null when the text is empty.
  void member_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? null() : value(text);
  }

  const std::string& text() const { return out_; }
  std::string take() && { return std::move(out_); }

 private:
  void open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }

  std::string out_;
  bool fresh_ = true;  // nothing stands before the next value in its array or object
};

}  // namespace raven::base
