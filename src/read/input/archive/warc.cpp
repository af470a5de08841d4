// SPDX-License-Identifier: Apache-2.0
// Web archives: WARC 1.0 and 1.1 (ISO 28500), the drafts before it, WET. Nothing in a record's head is
// trusted: lengths are checked against the next record's beginning, chunks and encodings against the bytes.
#include "base/ascii.h"
#include "read/input/archive/archived_page.h"
#include "read/input/archive/record_block.h"
#include "read/input/containers.h"

#include <algorithm>

namespace raven::read {
namespace {

constexpr std::size_t kLargestHead = 256 << 10;
constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view kName = "WARC/";

/// A record begins with "WARC/1.0" and a line's end. Within a line, as after a damaged part, a field of the
/// head must follow too.
std::size_t find_warc_mark(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(kName, from); at != npos; at = text.find(kName, at + 1)) {
    std::size_t after = at + kName.size();
    std::size_t digits = 0;
    while (after < text.size() && (base::is_digit(text[after]) || text[after] == '.')) ++after, ++digits;
    if (digits < 3 || digits > 6) continue;
    if (after < text.size() && text[after] != '\r' && text[after] != '\n') continue;
    if (at == 0 || text[at - 1] == '\n') return at;
    std::string_view field = text.substr(std::min(after, text.size()));
    field.remove_prefix(std::min(field.find_first_not_of("\r\n"), field.size()));
    if (field.starts_with("WARC-") || field.starts_with("Content-")) return at;
  }
  return npos;
}

constexpr RecordMarks kMarks{find_warc_mark, 32};

class Warc final : public Container {
 public:
  explicit Warc(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    while (find_record(stream, kMarks)) {
      ++record_;
      if (std::optional<RawDocument> raw = read_record(stream)) return raw;
    }
    return std::nullopt;
  }

 private:
  std::optional<RawDocument> read_record(ByteStream& stream) {
    std::size_t size = 4096, end = npos;
    for (;;) {
      const bool more = stream.fill(size);
      end = head_end(stream.window());
      if (end != npos || !more || size > kLargestHead) break;
      size *= 4;
    }
    // A damaged part may end within a head: it ends where the next record begins.
    const std::size_t other = find_warc_mark(stream.window().substr(0, end), kName.size());
    if (end == npos || other != npos) {
      const bool is_cut = stream.window().size() < size || other != npos;
      stream.consume(other != npos ? other : is_cut ? stream.window().size() : kName.size());
      return failed_document(settings_, record_,
                             {is_cut ? ErrorCode::Truncated : ErrorCode::BadFormat,
                              is_cut ? "ends within a record's head" : "has a record's head without end",
                              {}});
    }
    const std::string head_text(stream.window().substr(0, end));
    const HeadFields head(head_text);
    stream.consume(end);
    const std::optional<std::uint64_t> length = whole_number(head["Content-Length"]);
    const std::string_view type = head["WARC-Type"];
    std::string_view uri = head["WARC-Target-URI"];
    if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
    const bool is_wanted =
        (type == "response" || type == "resource" || type == "conversion" || type.empty()) &&
        !base::starts_with_ignoring_case(uri, "metadata:");
    if (length && *length > settings_.limit_bytes) {
      skip_block(stream, *length, kMarks);
      if (!is_wanted) return pass_over(type);
      return failed_document(
          settings_, record_,
          {ErrorCode::TooLarge,
           "is larger than the limit of " + std::to_string(settings_.limit_bytes) + " bytes",
           {}});
    }
    const RecordBlock block = look_at_block(stream, length, settings_.limit_bytes, kMarks);
    std::optional<RawDocument> raw;
    if (is_wanted)
      raw = take(block, head, uri);
    else
      pass_over(type);
    stream.consume(block.bytes.size());
    return raw;
  }

  std::optional<RawDocument> take(const RecordBlock& block, const HeadFields& head, std::string_view uri) {
    RawDocument raw;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    raw.hint.uri = uri.empty() ? settings_.path + ":" + std::to_string(record_) : std::string(uri);
    raw.hint.facts.fetched = head["WARC-Date"];
    note_faults(block, raw.hint.notes);
    if (!block.is_cut && !head["WARC-Truncated"].empty()) note_faults({{}, true, false}, raw.hint.notes);
    const Archived archived = take_archived(block.bytes, head["Content-Type"], settings_.limit_bytes, raw);
    return finish_archived(archived, std::move(raw), settings_.path, passed_over_);
  }

  std::nullopt_t pass_over(std::string_view type) {
    if (type == "request")
      ++passed_over_.requests;
    else if (type == "revisit")
      ++passed_over_.revisits;
    else
      ++passed_over_.descriptions;
    return std::nullopt;
  }

  ContainerSettings settings_;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_warc(ContainerSettings settings) {
  return std::make_unique<Warc>(std::move(settings));
}

}  // namespace raven::read
