// SPDX-License-Identifier: Apache-2.0
#include "read/input/archive/archived_page.h"

#include "base/ascii.h"
#include "read/input/archive/record_block.h"
#include "read/input/packing/content_coding.h"
#include "read/input/packing/unpacker.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <utility>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int kMostCodings = 4;

std::string_view essence_of(std::string_view content_type) {
  return base::trim(content_type.substr(0, content_type.find(';')));
}

bool is_page_type(std::string_view type) {
  for (const std::string_view page :
       {"text/html", "application/xhtml+xml", "text/plain", "application/vnd.wap.xhtml+xml"})
    if (base::equals_ignoring_case(type, page)) return true;
  return false;
}

/// What servers send when they do not know.
bool is_no_type(std::string_view type) {
  for (const std::string_view none :
       {"", "application/octet-stream", "unk", "no-type", "content/unknown", "unknown/unknown"})
    if (base::equals_ignoring_case(type, none)) return true;
  return false;
}

std::string charset_of(std::string_view content_type) {
  const std::size_t at = base::find_ignoring_case(content_type, "charset=");
  if (at == npos) return {};
  std::string_view charset = content_type.substr(at + 8);
  charset = base::trim(charset.substr(0, charset.find(';')));
  while (!charset.empty() && (charset.front() == '"' || charset.front() == '\'')) charset.remove_prefix(1);
  while (!charset.empty() && (charset.back() == '"' || charset.back() == '\'')) charset.remove_suffix(1);
  return std::string(charset);
}

void note_once(RawDocument& raw, std::string_view code, std::string message) {
  const bool is_told = std::any_of(raw.hint.notes.begin(), raw.hint.notes.end(),
                                   [&](const Note& note) { return note.code == code; });
  if (!is_told) raw.hint.notes.push_back({std::string(code), std::move(message), {}});
}

void note_truncated(RawDocument& raw) {
  note_once(raw, "record_truncated", "The archive holds only the beginning of this page.");
}

/// One archive of 2018 put line ends between head and body.
std::string_view without_line_ends(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  return bytes;
}

struct BodyLabels {
  std::string_view content_type, transfer, codings;
};

Archived take_body(std::string_view body, const BodyLabels& labels, std::uint64_t limit, RawDocument& raw) {
  const std::string_view type = essence_of(labels.content_type);
  if (!is_page_type(type) && !is_no_type(type)) return Archived::OtherMedia;
  raw.hint.media_type = base::lowered(type);
  raw.hint.charset = charset_of(labels.content_type);

  std::string joined;
  if (base::find_ignoring_case(labels.transfer, "chunked") != npos) {
    const Chunks chunks = unchunk(without_line_ends(body), joined);
    if (chunks == Chunks::Cut)
      note_once(raw, "chunks_broken", "The page's transfer chunks break off; it holds what came before.");
    if (chunks == Chunks::Broken)
      note_once(raw, "chunks_broken",
                "The page's transfer chunks are damaged; the rest was taken as it stands.");
    if (chunks != Chunks::NotChunked) body = joined;
  }

  // Codings are undone by what the bytes are; the label is needed only where bytes have no mark.
  const std::string codings = base::lowered(labels.codings);
  const bool says_deflate = codings.find("deflate") != std::string::npos;
  bool says_brotli = codings.find("br") != std::string::npos;
  std::string plain;
  for (int i = 0; i < kMostCodings; ++i) {
    const std::string_view packed = without_line_ends(body);
    const Packing packing = packing_of(packed);
    std::string_view coding;
    if (packing == Packing::Gzip || packing == Packing::Zstd)
      coding = "marked";
    else if (i == 0 && says_deflate)
      coding = "deflate";
    else if (says_brotli)
      coding = "br";
    else
      break;
    bool truncated = false;
    Result<std::string> unpacked = unpack(coding == "deflate" ? body
                                          : coding == "br"    ? body
                                                              : packed,
                                          coding, limit, truncated);
    if (coding == "br") says_brotli = false;
    if (!unpacked) {
      // The label lies, or the packed bytes are damaged from their first one on.
      const bool is_readable = shape_of(body) != BytesShape::Binary && coding != "marked";
      if (is_readable && unpacked.error().code == ErrorCode::BadFormat) continue;
      raw.error = unpacked.error();
      return Archived::Failed;
    }
    if (truncated) note_truncated(raw);
    plain = *std::move(unpacked);
    body = plain;
  }
  if (base::trim(body).empty()) {
    raw.error = Error{ErrorCode::Empty, "holds nothing", {}};
    return Archived::Failed;
  }
  if (!is_page_type(type)) {
    if (shape_of(body) != BytesShape::Html) return Archived::OtherMedia;
    raw.hint.media_type = "text/html";
  }
  if (!plain.empty() && body.data() == plain.data() && body.size() == plain.size())
    raw.bytes = std::move(plain);
  else
    raw.bytes = body;
  return Archived::Page;
}

}  // namespace

Chunks unchunk(std::string_view body, std::string& out) {
  std::size_t at = 0;
  bool any = false;
  for (;;) {
    const std::size_t size_at = at;
    std::size_t size = 0, digits = 0;
    while (at < body.size() && digits < 16) {
      const char c = base::to_lower(body[at]);
      if (base::is_digit(c))
        size = size * 16 + static_cast<std::size_t>(c - '0');
      else if (c >= 'a' && c <= 'f')
        size = size * 16 + static_cast<std::size_t>(c - 'a' + 10);
      else
        break;
      ++at;
      ++digits;
    }
    if (any && size_at == body.size()) return Chunks::Cut;
    const std::size_t line_end = body.find('\n', at);
    bool is_size = digits > 0 && line_end != npos && line_end - at <= 100;
    if (is_size) {
      // Between the size and the line's end stand only blanks and extensions.
      const std::string_view extension = base::trim(body.substr(at, line_end - at));
      is_size = extension.empty() || extension[0] == ';';
    }
    if (!is_size) {
      if (!any) return Chunks::NotChunked;
      if (digits > 0 && at == body.size()) return Chunks::Cut;
      out.append(body.substr(size_at));
      return Chunks::Broken;
    }
    at = line_end + 1;
    any = true;
    if (size == 0) return Chunks::Whole;
    if (size > body.size() - at) {
      out.append(body.substr(at));
      return Chunks::Cut;
    }
    out.append(body.substr(at, size));
    at += size;
    if (body.substr(at).starts_with("\r\n"))
      at += 2;
    else if (body.substr(at).starts_with("\n"))
      at += 1;
  }
}

Archived take_archived(std::string_view block, std::string_view content_type, std::uint64_t limit,
                       RawDocument& raw) {
  const std::string_view message = without_line_ends(block);
  if (!message.starts_with("HTTP/")) {
    if (base::starts_with_ignoring_case(content_type, "application/http")) content_type = {};
    return take_body(block, {content_type, {}, {}}, limit, raw);
  }
  const std::size_t end = head_end(message);
  const HeadFields http(message.substr(0, end));
  const std::vector<std::string_view> words = base::split_words(http.first_line());
  if (words.size() > 1 && words[1][0] != '2') return Archived::OtherStatus;
  if (end == npos) {
    raw.error = Error{ErrorCode::Truncated, "ends within the head of the server's answer", {}};
    return Archived::Failed;
  }
  const std::string_view body = message.substr(end);
  const std::optional<std::uint64_t> length = whole_number(http["Content-Length"]);
  // A page that ends as pages do is whole, whatever the server reckoned.
  if (length && body.size() < *length && is_page_type(essence_of(http["Content-Type"])) &&
      !base::ends_with_ignoring_case(base::trim(body), "</html>"))
    note_truncated(raw);
  return take_body(body, {http["Content-Type"], http["Transfer-Encoding"], http["Content-Encoding"]}, limit,
                   raw);
}

std::optional<RawDocument> finish_archived(Archived archived, RawDocument raw, const std::string& path,
                                           PassedOver& passed_over) {
  switch (archived) {
    case Archived::OtherMedia:
      ++passed_over.other_media;
      return std::nullopt;
    case Archived::OtherStatus:
      ++passed_over.other_status;
      return std::nullopt;
    case Archived::Failed:
      raw.error->where = path + ":" + std::to_string(raw.hint.record);
      break;
    case Archived::Page:
      break;
  }
  complete(raw);
  return raw;
}

}  // namespace raven::read
