// SPDX-License-Identifier: Apache-2.0
#include "read/input/input_stream.h"

#include "base/ascii.h"
#include "base/file.h"
#include "read/input/byte_stream.h"
#include "read/input/containers.h"
#include "read/input/input_kind.h"
#include "read/input/json_text.h"

namespace raven::read {
namespace {

struct Input {
  enum class Kind { Given, FolderBegin, InFolder, FolderEnd };
  std::string path;
  Kind kind = Kind::Given;
  std::optional<Error> error;
  std::uint64_t size = 0;
};

void add_counts(PassedOver& sum, const PassedOver& more) {
  sum.files += more.files;
  sum.requests += more.requests;
  sum.revisits += more.revisits;
  sum.descriptions += more.descriptions;
  sum.other_media += more.other_media;
  sum.other_status += more.other_status;
}

}  // namespace

struct InputStream::Parts {
  std::vector<Input> inputs;
  std::size_t at = 0;
  InputFormat format = InputFormat::Auto;
  std::uint64_t limit = 0;
  std::uint64_t total = 0;
  std::uint64_t finished_bytes = 0;
  PassedOver passed_over;
  bool total_known = true;
  std::unique_ptr<ByteStream> stream;
  std::unique_ptr<Container> container;
  ContainerSettings settings;
  bool gave_any = false;         // a document of the input that is open
  bool folder_gave_any = false;  // a document of the folder that is open

  void add(const std::string& path) {
    if (path == "-") {
      inputs.push_back({path, Input::Kind::Given, std::nullopt, 0});
      total_known = false;
      return;
    }
    switch (base::file_kind(path)) {
      case base::FileKind::Missing:
        inputs.push_back(
            {path, Input::Kind::Given, Error{ErrorCode::NotFound, "no such file or folder", path}, 0});
        return;
      case base::FileKind::Folder:
        add_folder(path);
        return;
      default:
        add_file(path, Input::Kind::Given);
    }
  }

  void add_file(std::string path, Input::Kind kind) {
    const std::uint64_t size = base::file_size(path);
    total += size;
    inputs.push_back({std::move(path), kind, std::nullopt, size});
  }

  void add_folder(const std::string& path) {
    Result<std::vector<std::string>> files = base::list_files(path);
    if (!files) {
      inputs.push_back({path, Input::Kind::Given, files.error(), 0});
      return;
    }
    inputs.push_back({path, Input::Kind::FolderBegin, std::nullopt, 0});
    for (std::string& file : *files) add_file(std::move(file), Input::Kind::InFolder);
    inputs.push_back({path, Input::Kind::FolderEnd, std::nullopt, 0});
  }

  RawDocument failed(const std::string& path, Error error) {
    ContainerSettings where;
    where.path = path;
    return failed_document(where, 0, std::move(error));
  }

  std::unique_ptr<Container> choose() {
    const std::string ending = plain_ending(settings.path);
    if (ending == "html" || ending == "htm" || ending == "xhtml" || ending == "shtml")
      settings.media_type = "text/html";
    if (ending == "txt" || ending == "text") settings.media_type = "text/plain";
    const std::string_view head = stream->window().substr(0, kInputHead);
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
        return looks_like_arc(base::trim(head)) ? open_arc(settings) : open_warc(settings);
      case InputFormat::Feed:
        return open_feed(settings);
      case InputFormat::Conllu:
        return open_treebank(settings);
      case InputFormat::Auto:
        break;
    }
    switch (kind_of_input(head, settings.path)) {
      case InputKind::Warc:
        return open_warc(settings);
      case InputKind::Arc:
        return open_arc(settings);
      case InputKind::Feed:
        return open_feed(settings);
      case InputKind::Mail:
        return open_mail(settings);
      case InputKind::JsonLines:
        return open_json_lines(settings);
      case InputKind::JsonObject:
        return first_line_is_whole() ? open_json_lines(settings) : open_json_values(settings);
      case InputKind::Treebank:
        return open_treebank(settings);
      case InputKind::JsonArray:
        return open_json_values(settings);
      case InputKind::Binary:
      case InputKind::Page:
        break;
    }
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
    if (input.kind == Input::Kind::FolderBegin) {
      ++at;
      folder_gave_any = false;
      return std::nullopt;
    }
    if (input.kind == Input::Kind::FolderEnd) {
      ++at;
      if (folder_gave_any) return std::nullopt;
      return failed(input.path, Error{ErrorCode::Empty, "is a folder without pages", input.path});
    }
    if (input.error) {
      ++at;
      return failed(input.path, *input.error);
    }
    Result<std::unique_ptr<ByteStream>> opened = ByteStream::open(input.path);
    if (!opened) {
      ++at;
      finished_bytes += input.size;
      folder_gave_any = true;
      return failed(input.path, opened.error());
    }
    stream = *std::move(opened);
    settings = {input.path, limit, BytesKind::Auto, {}};
    stream->fill(kInputHead);
    gave_any = false;
    if (stream->window().empty()) {
      RawDocument raw = failed(
          input.path, stream->trouble().value_or(Error{ErrorCode::Empty, "holds nothing", input.path}));
      folder_gave_any = true;
      finish();
      return raw;
    }
    if (input.kind == Input::Kind::InFolder && !is_worth_reading(stream->window(), input.path)) {
      ++passed_over.files;
      finished_bytes += input.size;
      stream.reset();
      ++at;
      return std::nullopt;
    }
    container = choose();
    return std::nullopt;
  }

  void finish() {
    if (container) add_counts(passed_over, container->passed_over());
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
        gave_any = folder_gave_any = true;
        return raw;
      }
      const std::string path = settings.path;
      const bool had_any = gave_any;
      const std::optional<Error> trouble = stream->trouble();
      const std::string counts = describe(container->passed_over());
      finish();
      folder_gave_any = folder_gave_any || trouble || !had_any;
      // What was cut short or damaged is told once, after what could be read.
      if (trouble) return failed(path, *trouble);
      if (!had_any)
        return failed(path, Error{ErrorCode::Empty,
                                  counts.empty() ? "holds no page" : "holds no page: " + counts, path});
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
PassedOver InputStream::passed_over() const {
  PassedOver sum = parts_->passed_over;
  if (parts_->container) add_counts(sum, parts_->container->passed_over());
  return sum;
}

}  // namespace raven::read
