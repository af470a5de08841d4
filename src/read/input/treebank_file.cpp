// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "read/input/containers.h"

namespace raven::read {
namespace {

/// A file of CoNLL-U, one document for each "# newdoc"; a file without one is one document.
class TreebankFile final : public Container {
 public:
  explicit TreebankFile(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    if (!stream.fill(1)) return std::nullopt;
    const std::uint64_t first_line = line_;
    std::string bytes;
    bool over = false;
    while (std::optional<std::string_view> line = next_line(stream)) {
      if (base::trim(*line).starts_with("# newdoc") && !base::trim(bytes).empty()) break;
      if (bytes.size() + line->size() > settings_.limit_bytes) over = true;
      if (!over) bytes += *line;
      stream.consume(line->size());
      ++line_;
    }
    ++record_;
    if (over)
      return failed_document(
          settings_, record_,
          {ErrorCode::TooLarge,
           "is larger than the limit of " + std::to_string(settings_.limit_bytes) + " bytes",
           {}});
    RawDocument raw;
    raw.bytes = std::move(bytes);
    raw.hint.first_line = first_line + 1;
    raw.hint.container = settings_.path;
    raw.hint.record = record_;
    raw.hint.uri = settings_.path + ":" + std::to_string(record_);
    raw.hint.media_type = kTreebankType;
    complete(raw);
    return raw;
  }

 private:
  /// The line at the beginning of the window, with its end; nothing at the end of the file.
  static std::optional<std::string_view> next_line(ByteStream& stream) {
    std::size_t size = 4096;
    for (;;) {
      const bool more = stream.fill(size);
      const std::string_view window = stream.window();
      const std::size_t end = window.find('\n');
      if (end != std::string_view::npos) return window.substr(0, end + 1);
      if (!more) return window.empty() ? std::nullopt : std::optional(window);
      size *= 2;
    }
  }

  ContainerSettings settings_;
  std::uint64_t line_ = 0;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_treebank(ContainerSettings settings) {
  return std::make_unique<TreebankFile>(std::move(settings));
}

}  // namespace raven::read
