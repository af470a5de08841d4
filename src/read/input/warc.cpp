// SPDX-License-Identifier: Apache-2.0
// Web archives: WARC 1.0 and 1.1 (ISO 28500), WET. Nothing in a record's head is trusted: lengths are checked
// against the next record's beginning, chunks and encodings against the bytes.
#include "base/ascii.h"
#include "read/input/containers.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace raven::read {
namespace {

constexpr std::size_t kLargestHead = 256 << 10;
constexpr std::string_view kMark = "WARC/1.";

/// Named fields of a head (WARC or HTTP), looked up without case.
class Head {
 public:
  /// Reads the lines after the first one.
  explicit Head(std::string_view text) {
    std::size_t at = text.find('\n');
    first_line_ = base::trim(text.substr(0, at));
    while (at != std::string_view::npos) {
      const std::size_t begin = at + 1;
      at = text.find('\n', begin);
      const std::string_view line = text.substr(begin, at == std::string_view::npos ? at : at - begin);
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      fields_.emplace_back(base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 1)));
    }
  }
  std::string_view first_line() const { return first_line_; }
  std::string_view operator[](std::string_view name) const {
    for (const auto& [key, value] : fields_)
      if (base::equals_ignoring_case(key, name)) return value;
    return {};
  }

 private:
  std::string_view first_line_;
  std::vector<std::pair<std::string_view, std::string_view>> fields_;
};

/// The end of a head: after its blank line; npos if there is none in `text`.
std::size_t head_end(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1).starts_with("\r\n")) return at + 3;
    if (text.substr(at + 1).starts_with("\n")) return at + 2;
  }
  return std::string_view::npos;
}

/// Where the next record begins in `text` (at the beginning of a line), from `from` on.
std::size_t find_mark(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(kMark, from); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
    const bool line_begins = at == 0 || text[at - 1] == '\n';
    const std::size_t after = at + kMark.size();
    if (line_begins && after < text.size() && base::is_digit(text[after])) return at;
  }
  return std::string_view::npos;
}

std::uint64_t number_of(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

enum class Chunks { Whole, Cut, NotChunked };

/// Undoes chunked transfer coding (RFC 9112, 7.1).
Chunks unchunk(std::string_view body, std::string& out) {
  std::size_t at = 0;
  bool any = false;
  for (;;) {
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
    const std::size_t line_end = body.find('\n', at);
    if (digits == 0 || line_end == std::string_view::npos || line_end - at > 100) {
      if (!any) return Chunks::NotChunked;
      return Chunks::Cut;
    }
    // Between the size and the line's end stand only blanks and extensions.
    const std::string_view extension = base::trim(body.substr(at, line_end - at));
    if (!extension.empty() && extension[0] != ';') return any ? Chunks::Cut : Chunks::NotChunked;
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

class Warc final : public Container {
 public:
  explicit Warc(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    for (;;) {
      if (!find_record(stream)) return std::nullopt;
      ++record_;
      std::optional<RawDocument> raw = read_record(stream);
      if (raw) return raw;
      ++passed_over_;
    }
  }

 private:
  /// Moves to the next record's first byte; false at the end.
  bool find_record(ByteStream& stream) {
    for (;;) {
      if (!stream.fill(kMark.size() + 1) && stream.window().empty()) return false;
      const std::string_view window = stream.window();
      std::size_t blank = 0;
      while (blank < window.size() && base::is_space(window[blank])) ++blank;
      if (blank > 0) {
        stream.consume(blank);
        continue;
      }
      if (window.starts_with(kMark)) return true;
      // Lost: to the next line that begins a record.
      const std::size_t mark = find_mark(window.substr(1), 0);
      if (mark != std::string_view::npos && (window[mark] == '\n')) {
        stream.consume(mark + 1);
        continue;
      }
      const std::size_t keep = std::min<std::size_t>(window.size(), kMark.size() + 2);
      stream.consume(window.size() - keep);
      if (!stream.fill(keep + 1)) return false;
    }
  }

  std::optional<RawDocument> read_record(ByteStream& stream) {
    // The head.
    std::size_t size = 4096, end = std::string_view::npos;
    for (;;) {
      const bool more = stream.fill(size);
      end = head_end(stream.window());
      if (end != std::string_view::npos || !more || size > kLargestHead) break;
      size *= 4;
    }
    if (end == std::string_view::npos) {
      const bool at_end = stream.window().size() < size;
      stream.consume(std::min<std::size_t>(stream.window().size(), kMark.size()));
      if (!at_end) return std::nullopt;
      stream.consume(stream.window().size());
      return failed_document(settings_, record_, {ErrorCode::Truncated, "ends within a record's head", {}});
    }
    const std::string head_text(stream.window().substr(0, end));
    const Head head(head_text);
    stream.consume(end);
    const std::uint64_t length = number_of(head["Content-Length"]);
    const std::string_view type = head["WARC-Type"];
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    if (!wanted || length > settings_.limit_bytes) {
      skip(stream, length);
      if (!wanted) return std::nullopt;
      return failed_document(
          settings_, record_,
          {ErrorCode::TooLarge,
           "is larger than the limit of " + std::to_string(settings_.limit_bytes) + " bytes",
           {}});
    }

    // The block, with its length checked against what follows.
    const auto block_size = static_cast<std::size_t>(length);
    stream.fill(block_size + 16);
    std::string_view window = stream.window();
    std::size_t taken = std::min(block_size, window.size());
    bool cut = window.size() < block_size, wrong_length = false;
    if (!record_follows(window, taken)) {
      std::size_t mark = find_mark(window, 0);
      if (mark == std::string_view::npos && !cut) {
        // Too short: the block goes on to the next record.
        for (std::size_t want = window.size() + (64 << 10);
             mark == std::string_view::npos && want <= settings_.limit_bytes; want *= 2) {
          const bool more = stream.fill(want);
          window = stream.window();
          mark = find_mark(window, 0);
          if (!more) break;
        }
      }
      if (mark != std::string_view::npos) {
        wrong_length = true;
        cut = false;
        taken = mark;
        // The two line ends before a record belong to neither.
        for (int i = 0; i < 2 && taken > 0 && window[taken - 1] == '\n'; ++i) {
          --taken;
          if (taken > 0 && window[taken - 1] == '\r') --taken;
        }
      } else if (!cut) {
        wrong_length = true;
        taken = window.size();
      }
    }
    const std::string block(window.substr(0, taken));
    stream.consume(taken);

    RawDocument raw;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    std::string_view uri = head["WARC-Target-URI"];
    if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
    raw.hint.uri = uri.empty() ? settings_.path + ":" + std::to_string(record_) : std::string(uri);
    raw.hint.facts.fetched = head["WARC-Date"];
    if (cut || !head["WARC-Truncated"].empty())
      raw.hint.notes.push_back(
          {"record_truncated", "The archive holds only the beginning of this page.", {}});
    if (wrong_length)
      raw.hint.notes.push_back(
          {"record_length_wrong",
           "The archive's length of this record was wrong; it was taken up to the next record.",
           {}});

    std::string_view content_type = head["Content-Type"];
    std::string_view payload = block;
    std::string http_head_text;
    if (base::starts_with_ignoring_case(content_type, "application/http") || block.starts_with("HTTP/")) {
      const std::size_t http_end = head_end(block);
      if (http_end == std::string_view::npos) return std::nullopt;
      http_head_text = block.substr(0, http_end);
      payload.remove_prefix(http_end);
      const Head http(http_head_text);
      const std::vector<std::string_view> words = base::split_words(http.first_line());
      if (words.size() > 1 && words[1][0] != '2') return std::nullopt;
      content_type = http["Content-Type"];
      if (!is_page_type(content_type)) return std::nullopt;
      return finish(std::move(raw), payload, content_type, http["Transfer-Encoding"],
                    http["Content-Encoding"]);
    }
    if (!is_page_type(content_type)) return std::nullopt;
    return finish(std::move(raw), payload, content_type, {}, {});
  }

  static bool is_page_type(std::string_view type) {
    type = base::trim(type.substr(0, type.find(';')));
    return base::equals_ignoring_case(type, "text/html") ||
           base::equals_ignoring_case(type, "application/xhtml+xml") ||
           base::equals_ignoring_case(type, "text/plain");
  }

  std::optional<RawDocument> finish(RawDocument raw, std::string_view payload, std::string_view content_type,
                                    std::string_view transfer, std::string_view encoding) {
    raw.hint.media_type = base::lowered(base::trim(content_type.substr(0, content_type.find(';'))));
    if (const std::size_t at = base::find_ignoring_case(content_type, "charset=");
        at != std::string_view::npos) {
      std::string_view charset = content_type.substr(at + 8);
      charset = base::trim(charset.substr(0, charset.find(';')));
      while (!charset.empty() && (charset.front() == '"' || charset.front() == '\''))
        charset.remove_prefix(1);
      while (!charset.empty() && (charset.back() == '"' || charset.back() == '\'')) charset.remove_suffix(1);
      raw.hint.charset = charset;
    }
    std::string whole;
    if (base::find_ignoring_case(transfer, "chunked") != std::string_view::npos) {
      switch (unchunk(payload, whole)) {
        case Chunks::Cut:
          raw.hint.notes.push_back(
              {"chunks_broken", "The page's transfer chunks break off; it holds what came before.", {}});
          payload = whole;
          break;
        case Chunks::Whole:
          payload = whole;
          break;
        case Chunks::NotChunked:
          break;
      }
    }
    std::string plain;
    const std::string coding = base::lowered(base::trim(encoding));
    const bool is_gzip = payload.starts_with("\x1F\x8B"), is_zstd = payload.starts_with("\x28\xB5\x2F\xFD");
    if (is_gzip || is_zstd || coding == "deflate") {
      bool truncated = false;
      Result<std::string> unpacked =
          unpack(payload, is_zstd ? "zstd" : "gzip", settings_.limit_bytes, truncated);
      if (unpacked) {
        plain = *std::move(unpacked);
        payload = plain;
        if (truncated)
          raw.hint.notes.push_back(
              {"record_truncated", "The archive holds only the beginning of this page.", {}});
      } else if (coding != "deflate") {
        return failed(std::move(raw), unpacked.error());
      }
    } else if (coding == "br" && !payload.empty() && payload.find('<') == std::string_view::npos) {
      return failed(std::move(raw), {ErrorCode::Unsupported, "is compressed with brotli", {}});
    }
    raw.bytes = payload;
    if (base::trim(raw.bytes).empty()) return failed(std::move(raw), {ErrorCode::Empty, "holds nothing", {}});
    complete(raw);
    return raw;
  }

  std::optional<RawDocument> failed(RawDocument raw, Error error) {
    error.where = settings_.path + ":" + std::to_string(record_);
    complete(raw);
    raw.error = std::move(error);
    return raw;
  }

  /// Whether a record or the end of the archive stands after `at` and some line ends.
  static bool record_follows(std::string_view window, std::size_t at) {
    std::size_t next = at;
    while (next < window.size() && next < at + 12 && (window[next] == '\r' || window[next] == '\n')) ++next;
    if (next == window.size())
      return window.size() < at + 16 && (next > at || at == window.size()) &&
             find_mark(window.substr(0, at), 1) == std::string_view::npos;
    return window.substr(next).starts_with(kMark.substr(0, std::min(kMark.size(), window.size() - next)));
  }

  static void skip(ByteStream& stream, std::uint64_t length) {
    while (length > 0) {
      if (!stream.fill(1)) return;
      const std::uint64_t part = std::min<std::uint64_t>(length, stream.window().size());
      stream.consume(static_cast<std::size_t>(part));
      length -= part;
    }
  }

  ContainerSettings settings_;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_warc(ContainerSettings settings) {
  return std::make_unique<Warc>(std::move(settings));
}

}  // namespace raven::read
