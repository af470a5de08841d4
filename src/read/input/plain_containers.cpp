// SPDX-License-Identifier: Apache-2.0
// What needs no format of its own: a whole file as one document, JSON Lines, JSON values; and what all
// containers share.
#include "base/ascii.h"
#include "base/hash.h"
#include "read/input/containers.h"
#include "read/input/page_bytes.h"

namespace raven::read {

void complete(RawDocument& raw) {
  Source& source = raw.source;
  source.uri = raw.hint.uri;
  source.container = raw.hint.container;
  source.record = raw.hint.record;
  source.bytes = raw.bytes.size();
  source.media_type = raw.hint.media_type;
  source.hash = base::hash128_hex(raw.bytes);
  raw.hint.hash = source.hash;
}

RawDocument failed_document(const ContainerSettings& settings, std::uint64_t record, Error error) {
  RawDocument raw;
  raw.source.uri = raw.hint.uri = settings.path;
  if (record > 0) {
    raw.source.container = raw.hint.container = settings.path;
    raw.source.record = raw.hint.record = record;
    raw.source.uri = raw.hint.uri = settings.path + ":" + std::to_string(record);
    if (error.where.empty()) error.where = raw.source.uri;
  }
  if (error.where.empty()) error.where = settings.path;
  raw.error = std::move(error);
  return raw;
}

namespace {

Error too_large(std::uint64_t limit) {
  return {ErrorCode::TooLarge, "is larger than the limit of " + std::to_string(limit) + " bytes", {}};
}

class Single final : public Container {
 public:
  explicit Single(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    if (done_) return std::nullopt;
    done_ = true;
    if (stream.fill(static_cast<std::size_t>(settings_.limit_bytes) + 1))
      return failed_document(settings_, 0, too_large(settings_.limit_bytes));
    RawDocument raw;
    raw.bytes = stream.window();
    stream.consume(raw.bytes.size());
    raw.hint.uri = settings_.path;
    raw.hint.kind = settings_.kind;
    raw.hint.media_type = settings_.media_type;
    const BytesShape shape = shape_of(raw.bytes);
    if (shape == BytesShape::Empty)
      return failed_document(settings_, 0, {ErrorCode::Empty, "holds nothing", {}});
    if (shape == BytesShape::Binary)
      return failed_document(settings_, 0, {ErrorCode::NotText, "is binary, not a page", {}});
    complete(raw);
    return raw;
  }

 private:
  ContainerSettings settings_;
  bool done_ = false;
};

class JsonLines final : public Container {
 public:
  explicit JsonLines(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    for (;;) {
      if (!stream.fill(1)) return std::nullopt;
      ++line_;
      std::size_t looked_at = 0, end = std::string_view::npos;
      bool over = false;
      std::size_t want = 1;
      for (;;) {
        const std::string_view window = stream.window();
        end = window.find('\n', looked_at);
        if (end != std::string_view::npos) break;
        looked_at = window.size();
        if (looked_at > settings_.limit_bytes) {
          over = true;
          stream.consume(looked_at);
          looked_at = 0;
        }
        want = looked_at + (64 << 10);
        if (!stream.fill(want)) {
          const std::size_t all = stream.window().size();
          end = stream.window().find('\n', looked_at);
          if (end == std::string_view::npos) end = all;
          break;
        }
      }
      if (end > settings_.limit_bytes) over = true;
      if (over) {
        stream.consume(end + 1);
        return failed_document(settings_, line_, too_large(settings_.limit_bytes));
      }
      std::string_view line = stream.window().substr(0, end);
      if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (base::trim(line).empty()) {
        stream.consume(end + 1);
        continue;
      }
      RawDocument raw;
      raw.bytes = line;
      stream.consume(end + 1);
      raw.hint.container = settings_.path;
      raw.hint.record = line_;
      raw.hint.uri = settings_.path + ":" + std::to_string(line_);
      raw.hint.kind = BytesKind::Json;
      raw.hint.media_type = "application/json";
      complete(raw);
      return raw;
    }
  }

 private:
  ContainerSettings settings_;
  std::uint64_t line_ = 0;
};

class JsonValues final : public Container {
 public:
  explicit JsonValues(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    // To the next object.
    for (;;) {
      if (!stream.fill(1)) return std::nullopt;
      const std::string_view window = stream.window();
      const std::size_t at = window.find('{');
      if (at != std::string_view::npos) {
        stream.consume(at);
        break;
      }
      stream.consume(window.size());
    }
    ++record_;
    // To its end: brackets counted outside strings.
    std::size_t at = 0;
    std::uint64_t depth = 0;
    bool in_string = false;
    for (;;) {
      if (!stream.fill(at + 1)) {
        stream.consume(stream.window().size());
        return failed_document(settings_, record_, {ErrorCode::Truncated, "ends within a JSON object", {}});
      }
      const std::string_view window = stream.window();
      for (; at < window.size(); ++at) {
        const char c = window[at];
        if (in_string) {
          if (c == '\\')
            ++at;
          else if (c == '"')
            in_string = false;
        } else if (c == '"') {
          in_string = true;
        } else if (c == '{') {
          ++depth;
        } else if (c == '}' && --depth == 0) {
          RawDocument raw;
          raw.bytes = window.substr(0, at + 1);
          stream.consume(at + 1);
          raw.hint.container = settings_.path;
          raw.hint.record = record_;
          raw.hint.uri = settings_.path + ":" + std::to_string(record_);
          raw.hint.kind = BytesKind::Json;
          raw.hint.media_type = "application/json";
          complete(raw);
          return raw;
        }
      }
      if (at > settings_.limit_bytes) {
        stream.consume(stream.window().size());
        return failed_document(settings_, record_, too_large(settings_.limit_bytes));
      }
    }
  }

 private:
  ContainerSettings settings_;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_single(ContainerSettings settings) {
  return std::make_unique<Single>(std::move(settings));
}
std::unique_ptr<Container> open_json_lines(ContainerSettings settings) {
  return std::make_unique<JsonLines>(std::move(settings));
}
std::unique_ptr<Container> open_json_values(ContainerSettings settings) {
  return std::make_unique<JsonValues>(std::move(settings));
}

}  // namespace raven::read
