// SPDX-License-Identifier: Apache-2.0
#include "read/input/page_bytes.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "read/input/json_record.h"

#include <algorithm>
#include <array>

namespace raven::read {

std::uint64_t PageBytes::source(std::size_t at) const {
  switch (way_) {
    case Way::Identity:
      return shift_ + at;
    case Way::Decoded:
      return decoded_.offsets.to_source(static_cast<std::uint32_t>(at));
    case Way::Made:
      break;
  }
  if (at >= made_.size()) {
    if (made_.size() == 0) return 0;
    return made_.source(text_span(made_.size() - 1, made_.size())).end.value;
  }
  return made_.source(text_span(at, at + 1)).begin.value;
}

base::OriginText PageBytes::origin_text() const {
  if (way_ == Way::Made) return made_;
  base::OriginText text;
  if (way_ == Way::Identity)
    text.copy(utf8(), shift_);
  else
    append_mapped(text, utf8(), [&](std::size_t at) { return source(at); });
  return text;
}

PageBytes PageBytes::of(base::OriginText text) {
  PageBytes page;
  page.made_ = std::move(text);
  page.way_ = Way::Made;
  page.charset = "utf-8";
  return page;
}

PageBytes decode_page(std::string_view bytes, std::string_view charset) {
  PageBytes page;
  page.decoded_ = html::decode(bytes, charset);
  page.charset = page.decoded_.encoding;
  // Plain ASCII is UTF-8 as well as anything else; only what the page says of itself makes it another.
  if (page.decoded_.basis == html::EncodingBasis::Default && !page.decoded_.is_made) page.charset = "utf-8";
  if (page.decoded_.is_made) {
    page.way_ = PageBytes::Way::Decoded;
  } else if (!page.decoded_.kept.empty()) {
    page.shift_ = static_cast<std::uint64_t>(page.decoded_.kept.data() - bytes.data());  // a byte order mark
  }
  return page;
}

BytesShape shape_of(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE"))
    return BytesShape::Text;  // UTF-16 says so itself
  static constexpr std::array<std::string_view, 14> kMagic = {"%PDF-",
                                                              "PK\x03\x04",
                                                              "\x89PNG",
                                                              "\xFF\xD8\xFF",
                                                              "GIF8",
                                                              "\x1F\x8B",
                                                              "\x28\xB5\x2F\xFD",
                                                              "BZh",
                                                              "\x7F"
                                                              "ELF",
                                                              "Rar!",
                                                              "\xFD"
                                                              "7zXZ",
                                                              "RIFF",
                                                              "OggS",
                                                              "SQLite format 3"};
  if (std::any_of(kMagic.begin(), kMagic.end(),
                  [&](std::string_view magic) { return head.starts_with(magic); }))
    return BytesShape::Binary;
  std::size_t zeros = 0, controls = 0, visible = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0)
      ++zeros;
    else if (byte < 0x20 && !base::is_space(c) && c != '\x1B')
      ++controls;
    else if (byte > 0x20)
      ++visible;
  }
  // Random bytes hold a tenth of control characters; the most damaged page hardly any.
  if (zeros * 20 > head.size() || (zeros + controls) * 25 > head.size() + 24) return BytesShape::Binary;
  if (visible == 0 &&
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return base::is_space(c) || c == '\0'; }))
    return BytesShape::Empty;
  if (head.starts_with("\xEF\xBB\xBF") && bytes.size() == 3) return BytesShape::Empty;
  if (looks_like_json_object(head)) return BytesShape::Json;
  // HTML: a doctype or one of the tags that pages begin with, or markup at the beginning and more of it.
  std::string_view start = head;
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start = base::trim(start);
  static constexpr std::array<std::string_view, 12> kTags = {"<!doctype", "<html", "<head", "<body",
                                                             "<title",    "<meta", "<div",  "<article",
                                                             "<p>",       "<p ",   "<h1",   "<script"};
  for (const std::string_view tag : kTags)
    if (base::starts_with_ignoring_case(start, tag)) return BytesShape::Html;
  const bool begins_with_markup = start.starts_with('<') && start.size() > 3 &&
                                  (base::is_letter(start[1]) || start[1] == '!' || start[1] == '?');
  for (const std::string_view tag : {"<html", "<body", "<!doctype html", "</p>", "</div>"})
    if ((begins_with_markup || tag[1] != '/') &&
        base::find_ignoring_case(head, tag) != std::string_view::npos)
      return BytesShape::Html;
  return BytesShape::Text;
}

}  // namespace raven::read
