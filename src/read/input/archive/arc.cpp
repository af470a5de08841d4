// SPDX-License-Identifier: Apache-2.0
// ARC files, versions 1 and 2. A record is a line and as many bytes as it says; as with WARC, the length is
// believed only if another record follows.
#include "read/input/archive/arc.h"

#include "base/ascii.h"
#include "read/input/archive/archived_page.h"
#include "read/input/archive/record_block.h"
#include "read/input/containers.h"

#include <algorithm>
#include <vector>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLongestLine = 4096;

/// An archive date: YYYYMMDDhhmmss, at least to the day; some crawlers wrote more digits.
bool is_arc_date(std::string_view text) {
  return text.size() >= 8 && text.size() <= 20 && std::all_of(text.begin(), text.end(), base::is_digit) &&
         (text.starts_with("19") || text.starts_with("20"));
}

std::string iso_of(std::string_view digits) {
  std::string iso(digits.substr(0, 4));
  iso.append("-").append(digits.substr(4, 2)).append("-").append(digits.substr(6, 2));
  if (digits.size() >= 14)
    iso.append("T")
        .append(digits.substr(8, 2))
        .append(":")
        .append(digits.substr(10, 2))
        .append(":")
        .append(digits.substr(12, 2))
        .append("Z");
  return iso;
}

bool is_address_like(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_alphanumeric(c) || c == '.' || c == ':' || c == '-';
  });
}

/// Where the scheme of an address ends: letters and "://", or "dns:".
bool begins_as_url(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (base::is_alphanumeric(line[at]) || line[at] == '+' || line[at] == '-')) ++at;
  return at > 0 && (line.substr(at).starts_with("://") || line.starts_with("dns:"));
}

std::size_t find_arc_mark(std::string_view text, std::size_t from) {
  // A line's beginning, from `from` on.
  std::size_t at = from == 0 ? 0 : text.find('\n', from - 1);
  if (at != 0) at = at == npos ? npos : at + 1;
  while (at != npos && at < text.size()) {
    const std::size_t end = text.find('\n', at);
    const std::string_view line = text.substr(at, end == npos ? end : end - at);
    if (line.size() <= kLongestLine && begins_as_url(line) && read_arc_line(line)) return at;
    at = end == npos ? npos : end + 1;
  }
  return npos;
}

constexpr RecordMarks kMarks{find_arc_mark, kLongestLine};

class Arc final : public Container {
 public:
  explicit Arc(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    while (find_record(stream, kMarks)) {
      ++record_;
      if (std::optional<RawDocument> raw = read_record(stream)) return raw;
    }
    return std::nullopt;
  }

 private:
  std::optional<RawDocument> read_record(ByteStream& stream) {
    const std::string_view window = stream.window();
    const std::size_t end = std::min(window.find('\n'), window.size());
    const std::string text(window.substr(0, end));
    const std::optional<ArcLine> line = read_arc_line(text);
    stream.consume(std::min(end + 1, window.size()));
    if (!line) return std::nullopt;
    const bool is_description = line->url.starts_with("filedesc:") || line->url.starts_with("dns:") ||
                                line->url.starts_with("warcinfo:");
    if (line->length && *line->length > settings_.limit_bytes) {
      skip_block(stream, *line->length, kMarks);
      if (!is_description)
        return failed_document(
            settings_, record_,
            {ErrorCode::TooLarge,
             "is larger than the limit of " + std::to_string(settings_.limit_bytes) + " bytes",
             {}});
      ++passed_over_.descriptions;
      return std::nullopt;
    }
    const RecordBlock block = look_at_block(stream, line->length, settings_.limit_bytes, kMarks);
    std::optional<RawDocument> raw;
    if (is_description)
      ++passed_over_.descriptions;
    else
      raw = take(block, *line);
    stream.consume(block.bytes.size());
    return raw;
  }

  std::optional<RawDocument> take(const RecordBlock& block, const ArcLine& line) {
    RawDocument raw;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    raw.hint.uri = line.url;
    raw.hint.facts.fetched = line.fetched;
    note_faults(block, raw.hint.notes);
    const Archived archived = take_archived(block.bytes, line.media_type, settings_.limit_bytes, raw);
    return finish_archived(archived, std::move(raw), settings_.path, passed_over_);
  }

  ContainerSettings settings_;
  std::uint64_t record_ = 0;
};

}  // namespace

std::optional<ArcLine> read_arc_line(std::string_view line) {
  line = base::trim(line);
  if (!begins_as_url(line)) return std::nullopt;
  // The address may hold blanks, so fields are counted from the end.
  std::vector<std::size_t> blanks;  // of the last ten fields
  for (std::size_t at = line.rfind(' '); at != npos && at > 0 && blanks.size() < 9;
       at = line.rfind(' ', at - 1))
    blanks.push_back(at);
  const auto field = [&](std::size_t from_end) {
    const std::size_t begin = blanks[from_end] + 1;
    return line.substr(begin, (from_end == 0 ? line.size() : blanks[from_end - 1]) - begin);
  };
  for (const std::size_t count : {std::size_t{4}, std::size_t{9}}) {  // fields behind the address
    if (blanks.size() < count) break;
    const std::string_view date = field(count - 2);
    if (!is_address_like(field(count - 1)) || !is_arc_date(date)) continue;
    ArcLine result;
    result.url = base::trim(line.substr(0, blanks[count - 1]));
    result.media_type = field(count - 3);
    result.fetched = iso_of(date);
    result.length = whole_number(field(0));
    return result;
  }
  return std::nullopt;
}

bool looks_like_arc(std::string_view head) {
  return read_arc_line(head.substr(0, std::min(head.find('\n'), kLongestLine))).has_value();
}

std::unique_ptr<Container> open_arc(ContainerSettings settings) {
  return std::make_unique<Arc>(std::move(settings));
}

}  // namespace raven::read
