// SPDX-License-Identifier: Apache-2.0
// Mails: one in a file, or a mailbox (mbox, RFC 4155) with many.
#include "base/ascii.h"
#include "read/input/containers.h"
#include "read/input/mail/mail_message.h"

#include <algorithm>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kLineLook = 1024;  // bytes in which a line that parts mails, and a header, can be told

Error too_large(std::uint64_t limit) {
  return {ErrorCode::TooLarge, "is larger than the limit of " + std::to_string(limit) + " bytes", {}};
}

/// Where the next mail of a mailbox begins in `text`, from `from` on: a line "From …" with a header below.
std::size_t find_mailbox_line(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("\nFrom ", from); at != npos; at = text.find("\nFrom ", at + 1)) {
    const std::size_t end = text.find('\n', at + 1);
    if (end == npos) return npos;
    if (!is_mailbox_line(text.substr(at + 1, end - at - 1))) continue;
    const std::string_view below = text.substr(end + 1);
    if (below.empty() || is_header_line(below.substr(0, std::min(below.find('\n'), kLineLook))))
      return at + 1;
  }
  return npos;
}

/// A mailbox writes ">From" where a line of a mail begins with "From".
std::string unquoted(std::string_view mail) {
  std::string out;
  out.reserve(mail.size());
  std::size_t at = 0;
  while (at < mail.size()) {
    const std::size_t end = std::min(mail.find('\n', at), mail.size() - 1) + 1;
    std::string_view line = mail.substr(at, end - at);
    const std::size_t quotes = line.find_first_not_of('>');
    if (quotes != npos && quotes > 0 && line.substr(quotes).starts_with("From ")) line.remove_prefix(1);
    out += line;
    at = end;
  }
  return out;
}

class Mail final : public Container {
 public:
  explicit Mail(ContainerSettings settings) : settings_(std::move(settings)) {}

  std::optional<RawDocument> next(ByteStream& stream) override {
    if (!stream.fill(1)) return std::nullopt;
    if (record_ == 0) {
      stream.fill(kLineLook);
      is_mailbox_ = is_mailbox_line(stream.window().substr(0, stream.window().find('\n')));
    }
    ++record_;
    // To the next mail, or the end.
    std::size_t end = npos, seen = 0;
    bool is_large = false;
    for (std::size_t want = 64 << 10; end == npos; want = stream.window().size() * 2) {
      const bool more = stream.fill(want);
      const std::string_view window = stream.window();
      if (is_mailbox_) end = find_mailbox_line(window, seen);
      if (end != npos) break;
      if (!more) {
        end = window.size();
        break;
      }
      seen = window.size() - std::min(window.size(), kLineLook);
      if (window.size() > settings_.limit_bytes + kLineLook) {
        is_large = true;
        stream.consume(seen);
        seen = 0;
      }
    }
    if (end > settings_.limit_bytes) is_large = true;
    if (is_large) {
      stream.consume(end);
      return failed_document(settings_, is_mailbox_ ? record_ : 0, too_large(settings_.limit_bytes));
    }
    std::string_view bytes = stream.window().substr(0, end);
    std::string unquoted_bytes;
    if (is_mailbox_) {
      bytes.remove_prefix(std::min(bytes.find('\n') + 1, bytes.size()));
      if (bytes.find("\n>") != npos) {
        unquoted_bytes = unquoted(bytes);
        bytes = unquoted_bytes;
      }
    }
    RawDocument raw = document_of(read_mail(bytes));
    stream.consume(end);
    return raw;
  }

 private:
  RawDocument document_of(MailMessage mail) {
    RawDocument raw;
    raw.hint.facts = std::move(mail.facts);
    raw.hint.notes = std::move(mail.notes);
    raw.hint.kind = mail.kind;
    raw.hint.charset = std::move(mail.charset);
    raw.hint.media_type = mail.kind == BytesKind::Html ? "text/html" : "text/plain";
    raw.hint.uri = raw.hint.facts.url;
    const std::string place = is_mailbox_ ? settings_.path + ":" + std::to_string(record_) : settings_.path;
    if (is_mailbox_) {
      raw.hint.container = settings_.path;
      raw.hint.record = record_;
    }
    if (raw.hint.uri.empty()) raw.hint.uri = place;
    raw.bytes = std::move(mail.bytes);
    complete(raw);
    if (base::trim(raw.bytes).empty()) raw.error = Error{ErrorCode::Empty, "is a mail without text", place};
    return raw;
  }

  ContainerSettings settings_;
  bool is_mailbox_ = false;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_mail(ContainerSettings settings) {
  return std::make_unique<Mail>(std::move(settings));
}

}  // namespace raven::read
