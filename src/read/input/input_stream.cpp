// SPDX-License-Identifier: Apache-2.0
#include "read/input/input_stream.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/hash.h"
#include "read/input/byte_stream.h"
#include "read/input/containers.h"
#include "read/input/json_record.h"
#include "read/input/json_text.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <array>

namespace raven::read {
namespace {

/// A file's name without what its compression added, in lower case.
std::string plain_name(std::string_view path) {
  std::string name =
      base::lowered(path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1));
  for (const std::string_view ending : {".gz", ".zst", ".zstd"})
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  return name;
}

std::string ending_of(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? std::string() : name.substr(dot + 1);
}

/// Whether a file that was found in a folder is worth opening.
bool is_page_name(std::string_view path) {
  static constexpr std::array<std::string_view, 18> kEndings = {
      "html", "htm", "xhtml", "shtml", "txt", "text", "json", "jsonl", "ndjson",
      "warc", "wet", "rss",   "atom",  "xml", "rdf",  "feed", "amp",   ""};
  const std::string ending = ending_of(plain_name(path));
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

struct Input {
  std::string path;
  std::optional<Error> error;
  std::uint64_t size = 0;
};

}  // namespace

struct InputStream::Parts {
  std::vector<Input> inputs;
  std::size_t at = 0;
  InputFormat format = InputFormat::Auto;
  std::uint64_t limit = 0;
  std::uint64_t total = 0;
  std::uint64_t finished_bytes = 0;
  std::uint64_t passed_over = 0;
  bool total_known = true;
  std::unique_ptr<ByteStream> stream;
  std::unique_ptr<Container> container;
  ContainerSettings settings;
  bool gave_any = false;  // a document of the input that is open

  void add(const std::string& path) {
    if (path == "-") {
      inputs.push_back({path, std::nullopt, 0});
      total_known = false;
      return;
    }
    switch (base::file_kind(path)) {
      case base::FileKind::Missing:
        inputs.push_back({path, Error{ErrorCode::NotFound, "no such file or folder", path}, 0});
        return;
      case base::FileKind::Folder:
        add_folder(path);
        return;
      default: {
        const std::uint64_t size = base::file_size(path);
        total += size;
        inputs.push_back({path, std::nullopt, size});
      }
    }
  }

  void add_folder(const std::string& path) {
    Result<std::vector<std::string>> files = base::list_files(path);
    if (!files) {
      inputs.push_back({path, files.error(), 0});
      return;
    }
    std::size_t pages = 0;
    for (std::string& file : *files) {
      if (!is_page_name(file)) {
        ++passed_over;
        continue;
      }
      ++pages;
      const std::uint64_t size = base::file_size(file);
      total += size;
      inputs.push_back({std::move(file), std::nullopt, size});
    }
    if (pages == 0) inputs.push_back({path, Error{ErrorCode::Empty, "is a folder without pages", path}, 0});
  }

  RawDocument failed(const std::string& path, Error error) {
    ContainerSettings where;
    where.path = path;
    return failed_document(where, 0, std::move(error));
  }

  std::unique_ptr<Container> choose() {
    const std::string name = plain_name(settings.path);
    const std::string ending = ending_of(name);
    if (ending == "html" || ending == "htm" || ending == "xhtml" || ending == "shtml")
      settings.media_type = "text/html";
    if (ending == "txt" || ending == "text") settings.media_type = "text/plain";
    switch (format) {
      case InputFormat::Html:
        settings.kind = BytesKind::Html;
        return open_single(settings);
      case InputFormat::Text:
        settings.kind = BytesKind::Text;
        return open_single(settings);
      case InputFormat::JsonLines:
        return open_json_lines(settings);
      case InputFormat::Warc:
        return open_warc(settings);
      case InputFormat::Feed:
        return open_feed(settings);
      case InputFormat::Conllu:
        return open_treebank(settings);
      default:
        break;
    }
    std::string_view head = stream->window().substr(0, 8192);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    head = base::trim(head);
    if (ending == "conllu") return open_treebank(settings);
    if (head.starts_with("WARC/1.") || ending == "warc" || ending == "wet") return open_warc(settings);
    if (ending == "jsonl" || ending == "ndjson") return open_json_lines(settings);
    if (looks_like_json_object(head))
      return first_line_is_whole() ? open_json_lines(settings) : open_json_values(settings);
    if (head.starts_with('[') && (ending == "json" || looks_like_json_object(head.substr(1))))
      return open_json_values(settings);
    if (looks_like_feed(head)) return open_feed(settings);
    return open_single(settings);
  }

  /// Whether the first line is an object by itself, so that the file is JSON Lines.
  bool first_line_is_whole() {
    std::size_t size = 8192, end = std::string_view::npos;
    for (;;) {
      const bool more = stream->fill(size);
      end = stream->window().find('\n');
      if (end != std::string_view::npos || !more || size > limit) break;
      size *= 2;
    }
    JsonText json;
    return json.parse(base::trim(stream->window().substr(0, end)), JsonTolerance::Strict);
  }

  /// Opens the next input; an error or an empty one comes back as a document.
  std::optional<RawDocument> open_next() {
    const Input& input = inputs[at];
    if (input.error) {
      ++at;
      return failed(input.path, *input.error);
    }
    Result<std::unique_ptr<ByteStream>> opened = ByteStream::open(input.path);
    if (!opened) {
      ++at;
      finished_bytes += input.size;
      return failed(input.path, opened.error());
    }
    stream = *std::move(opened);
    settings = {input.path, limit, BytesKind::Auto, {}};
    stream->fill(8192);
    gave_any = false;
    if (stream->window().empty()) {
      RawDocument raw = failed(
          input.path, stream->trouble().value_or(Error{ErrorCode::Empty, "holds nothing", input.path}));
      finish();
      return raw;
    }
    container = choose();
    return std::nullopt;
  }

  void finish() {
    passed_over += container ? container->passed_over() : 0;
    finished_bytes += stream ? stream->raw_bytes() : 0;
    container.reset();
    stream.reset();
    ++at;
  }

  std::optional<RawDocument> next() {
    while (at < inputs.size()) {
      if (!container) {
        if (std::optional<RawDocument> raw = open_next()) return raw;
        continue;
      }
      if (std::optional<RawDocument> raw = container->next(*stream)) {
        gave_any = true;
        return raw;
      }
      const std::string path = settings.path;
      const bool had_any = gave_any;
      const std::optional<Error> trouble = stream->trouble();
      finish();
      // What was cut short or damaged is told once, after what could be read.
      if (trouble) return failed(path, *trouble);
      if (!had_any) return failed(path, Error{ErrorCode::Empty, "holds no page", path});
    }
    return std::nullopt;
  }
};

InputStream::InputStream(std::vector<std::string> inputs, InputFormat format, std::uint64_t limit_bytes)
    : parts_(std::make_unique<Parts>()) {
  parts_->format = format;
  parts_->limit = limit_bytes;
  for (const std::string& input : inputs) parts_->add(input);
}

InputStream::~InputStream() = default;

std::optional<RawDocument> InputStream::next() {
  return parts_->next();
}
std::uint64_t InputStream::bytes_read() const {
  return parts_->finished_bytes + (parts_->stream ? parts_->stream->raw_bytes() : 0);
}
std::uint64_t InputStream::bytes_total() const {
  return parts_->total_known ? parts_->total : 0;
}
std::uint64_t InputStream::passed_over() const {
  return parts_->passed_over + (parts_->container ? parts_->container->passed_over() : 0);
}

// ------------------------------------------------------------------------------------------- containers

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
