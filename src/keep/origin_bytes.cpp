// SPDX-License-Identifier: Apache-2.0
#include "keep/origin_bytes.h"

#include <limits>

namespace raven::keep {
namespace {

constexpr char kForm = 1;

void put(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

// Arithmetic on gaps is modulo 2^64, so that any runs come back as they were, also unsorted ones.
std::uint64_t zigzag(std::uint64_t gap) {
  return (gap << 1) ^ (0 - (gap >> 63));
}
std::uint64_t unzigzag(std::uint64_t code) {
  return (code >> 1) ^ (0 - (code & 1));
}

class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}
  bool done() const { return at_ == bytes_.size(); }
  std::optional<std::uint64_t> take() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (done()) return std::nullopt;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return std::nullopt;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string origin_bytes(const std::vector<OriginRun>& runs) {
  std::string out;
  if (runs.empty()) return out;
  out.reserve(1 + runs.size() * 5);
  out += kForm;
  std::uint64_t text_end = 0;
  std::uint64_t source_end = 0;
  for (const OriginRun& run : runs) {
    put(out, zigzag(run.text.value - text_end));
    put(out, run.text_length);
    put(out, zigzag(run.source.value - source_end));
    put(out, run.source_length);
    text_end = std::uint64_t{run.text.value} + run.text_length;
    source_end = run.source.value + run.source_length;
  }
  return out;
}

std::optional<std::vector<OriginRun>> origins_from(std::string_view bytes) {
  std::vector<OriginRun> runs;
  if (bytes.empty()) return runs;
  if (bytes[0] != kForm) return std::nullopt;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  Taker taker(bytes.substr(1));
  std::uint64_t text_end = 0;
  std::uint64_t source_end = 0;
  while (!taker.done()) {
    const auto text_gap = taker.take();
    const auto text_length = taker.take();
    const auto source_gap = taker.take();
    const auto source_length = taker.take();
    if (!text_gap || !text_length || !source_gap || !source_length) return std::nullopt;
    const std::uint64_t text = text_end + unzigzag(*text_gap);
    const std::uint64_t source = source_end + unzigzag(*source_gap);
    if (text > kMost || *text_length > kMost || *source_length > kMost) return std::nullopt;
    runs.push_back({{static_cast<std::uint32_t>(text)},
                    static_cast<std::uint32_t>(*text_length),
                    {source},
                    static_cast<std::uint32_t>(*source_length)});
    text_end = text + *text_length;
    source_end = source + *source_length;
  }
  return runs;
}

}  // namespace raven::keep
