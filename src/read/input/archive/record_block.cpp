// SPDX-License-Identifier: Apache-2.0
#include "read/input/archive/record_block.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace raven::read {
namespace {

constexpr std::size_t kMostLineEnds = 12;  // between two records; the standard has four bytes
constexpr std::size_t npos = std::string_view::npos;

/// Whether a record, or the end of the archive, stands after `at` and some line ends.
bool record_follows(std::string_view window, std::size_t at, bool at_end, const RecordMarks& marks) {
  std::size_t next = at;
  while (next < window.size() && next < at + kMostLineEnds && (window[next] == '\r' || window[next] == '\n'))
    ++next;
  if (next == window.size()) return at_end && marks.find(window.substr(0, at), 1) == npos;
  return marks.find(window.substr(next, marks.size), 0) == 0;
}

}  // namespace

RecordBlock look_at_block(ByteStream& stream, std::optional<std::uint64_t> length, std::uint64_t limit,
                          const RecordMarks& marks) {
  RecordBlock block;
  const std::size_t wanted = length ? static_cast<std::size_t>(std::min(*length, limit)) : 0;
  bool at_end = !stream.fill(wanted + kMostLineEnds + marks.size);
  std::string_view window = stream.window();
  std::size_t taken = std::min(wanted, window.size());
  block.is_cut = window.size() < wanted;
  if (!length || !record_follows(window, taken, at_end, marks)) {
    std::size_t mark = marks.find(window, 0);
    if (mark == npos && !block.is_cut) {
      // Too short: the block goes on to the next record.
      for (std::size_t want = window.size() + (64 << 10); mark == npos && !at_end; want *= 2) {
        const std::size_t seen = window.size() - std::min(window.size(), marks.size);
        at_end = !stream.fill(static_cast<std::size_t>(std::min<std::uint64_t>(want, limit)));
        window = stream.window();
        mark = marks.find(window, seen);
        if (want > limit) break;
      }
    }
    if (mark != npos) {
      block.is_length_wrong = true;
      block.is_cut = false;
      taken = mark;
      // The two line ends before a record belong to neither.
      for (int i = 0; i < 2 && taken > 0 && window[taken - 1] == '\n'; ++i) {
        --taken;
        if (taken > 0 && window[taken - 1] == '\r') --taken;
      }
      // The window may hold more than a document may have: what was unpacked last came in one piece.
      if (taken > limit) {
        taken = static_cast<std::size_t>(limit);
        block.is_cut = true;
      }
    } else if (!block.is_cut) {
      block.is_length_wrong = true;
      taken = static_cast<std::size_t>(std::min<std::uint64_t>(window.size(), limit));
    }
  }
  block.bytes = window.substr(0, taken);
  if (block.is_length_wrong && stream.broke_between(stream.offset(), stream.offset() + taken + 4)) {
    block.is_length_wrong = false;
    block.is_cut = true;
  }
  return block;
}

void skip_block(ByteStream& stream, std::uint64_t length, const RecordMarks& marks) {
  while (length > 0) {
    const bool more = stream.fill(64 << 10);
    const std::string_view window = stream.window();
    if (window.empty()) return;
    const std::size_t mark = marks.find(window, 0);
    if (mark != npos && mark < length) {
      stream.consume(mark);
      return;
    }
    // A mark may be cut by the window's end.
    std::uint64_t part = more && window.size() > marks.size ? window.size() - marks.size : window.size();
    part = std::min(part, length);
    stream.consume(static_cast<std::size_t>(part));
    length -= part;
  }
}

bool find_record(ByteStream& stream, const RecordMarks& marks) {
  for (;;) {
    const bool more = stream.fill(std::max<std::size_t>(marks.size, 4096));
    const std::string_view window = stream.window();
    if (window.empty()) return false;
    std::size_t blank = 0;
    while (blank < window.size() && base::is_space(window[blank])) ++blank;
    if (blank > 0) {
      stream.consume(blank);
      continue;
    }
    // What is no record is passed over up to the next.
    const std::size_t mark = marks.find(window, 0);
    if (mark != npos) {
      stream.consume(mark);
      return true;
    }
    if (!more) {
      stream.consume(window.size());
      return false;
    }
    // A mark may be cut by the window's end: back to the line that may hold it, or as far as it may reach.
    stream.consume(std::max<std::size_t>(1, window.size() - std::min(window.size() - 1, marks.size)));
  }
}

void note_faults(const RecordBlock& block, std::vector<Note>& notes) {
  if (block.is_cut)
    notes.push_back({"record_truncated", "The archive holds only the beginning of this page.", {}});
  if (block.is_length_wrong)
    notes.push_back({"record_length_wrong",
                     "The archive's length of this record was wrong; it was taken up to the next record.",
                     {}});
}

HeadFields::HeadFields(std::string_view text) {
  std::size_t at = text.find('\n');
  first_line_ = base::trim(text.substr(0, at));
  while (at != npos) {
    const std::size_t begin = at + 1;
    at = text.find('\n', begin);
    const std::string_view line = text.substr(begin, at == npos ? at : at - begin);
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t') && !fields_.empty()) {
      // The value goes on: both stand one after another in the text.
      std::string_view& value = fields_.back().second;
      if (!base::trim(line).empty())
        value = base::trim(std::string_view(
            value.data(), static_cast<std::size_t>(line.data() + line.size() - value.data())));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == npos) continue;
    fields_.emplace_back(base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 1)));
  }
}

std::string_view HeadFields::operator[](std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (base::equals_ignoring_case(key, name)) return value;
  return {};
}

std::size_t head_end(std::string_view text) {
  for (std::size_t at = text.find('\n'); at != npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1).starts_with("\r\n")) return at + 3;
    if (text.substr(at + 1).starts_with("\n")) return at + 2;
  }
  return npos;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end || text.empty()) return std::nullopt;
  return value;
}

}  // namespace raven::read
