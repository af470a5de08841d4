// SPDX-License-Identifier: Apache-2.0
#include "read/input/mail/mail_message.h"

#include "base/ascii.h"
#include "read/input/archive/record_block.h"
#include "read/input/mail/mail_text.h"
#include "read/input/page_bytes.h"

#include <algorithm>
#include <array>
#include <optional>

namespace raven::read {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostParts = 1000;

/// A head and what stands below it. A part may begin with its blank line: it has no head then.
struct Entity {
  std::string_view head, body;
};

Entity entity_of(std::string_view bytes) {
  if (bytes.starts_with("\r\n")) return {{}, bytes.substr(2)};
  if (bytes.starts_with("\n")) return {{}, bytes.substr(1)};
  const std::size_t end = head_end(bytes);
  if (end == npos) return {bytes, {}};
  return {bytes.substr(0, end), bytes.substr(end)};
}

/// The fields of a head; HeadFields leaves out the first line, which here is a field.
HeadFields fields_of(std::string_view head, std::string& room) {
  room.assign("\n").append(head);
  return HeadFields(room);
}

/// The parts between the lines that begin with two hyphens and the boundary (RFC 2046, 5.1.1).
std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  std::size_t begin = npos;
  for (std::size_t at = body.find(mark); at != npos; at = body.find(mark, at + mark.size())) {
    if (at > 0 && body[at - 1] != '\n') continue;
    const std::size_t line_end = body.find('\n', at);
    const std::string_view tail =
        base::trim(body.substr(at + mark.size(), line_end == npos ? npos : line_end - at - mark.size()));
    if (!tail.empty() && tail != "--") continue;  // another boundary that begins alike
    if (begin != npos) {
      std::string_view part = body.substr(begin, at - begin);
      if (part.ends_with('\n')) part.remove_suffix(1);
      if (part.ends_with('\r')) part.remove_suffix(1);
      parts.push_back(part);
    }
    begin = line_end == npos || tail == "--" ? npos : line_end + 1;
    if (tail == "--" || line_end == npos || parts.size() >= kMostParts) break;
  }
  if (begin != npos && begin < body.size()) parts.push_back(body.substr(begin));
  return parts;
}

struct TextPart {
  std::string bytes, charset;
};

struct Found {
  std::optional<TextPart> html;
  std::vector<TextPart> plain;
};

std::string decoded(std::string_view body, std::string_view coding) {
  if (base::equals_ignoring_case(coding, "quoted-printable")) return from_quoted_printable(body);
  if (base::equals_ignoring_case(coding, "base64")) return from_base64(body);
  return std::string(body);
}

void take_part(std::string_view type, const HeadFields& head, std::string_view body, Found& found) {
  const std::string_view content_type = head["Content-Type"];
  TextPart part{decoded(body, head["Content-Transfer-Encoding"]), parameter(content_type, "charset")};
  if (base::trim(part.bytes).empty()) return;
  if (base::equals_ignoring_case(type, "text/html") ||
      base::equals_ignoring_case(type, "application/xhtml+xml") ||
      (type.empty() && shape_of(part.bytes) == BytesShape::Html)) {
    // Several: what is longest is the letter, the others are greetings and notices of list servers.
    if (!found.html || found.html->bytes.size() < part.bytes.size()) found.html = std::move(part);
    return;
  }
  if (base::equals_ignoring_case(parameter(content_type, "format"), "flowed"))
    part.bytes = unflowed(part.bytes, parameter(content_type, "delsp"));
  found.plain.push_back(std::move(part));
}

Found find_text(std::string_view message) {
  struct Step {
    std::string_view bytes;
    std::size_t depth;
  };
  Found found;
  std::vector<Step> steps{{message, 0}};
  std::size_t count = 0;
  std::string room;
  while (!steps.empty() && count++ < kMostParts) {
    const Step step = steps.back();
    steps.pop_back();
    const Entity entity = entity_of(step.bytes);
    const HeadFields head = fields_of(entity.head, room);
    const std::string_view content_type = head["Content-Type"];
    const std::string_view type = base::trim(content_type.substr(0, content_type.find(';')));
    const bool is_attachment = base::starts_with_ignoring_case(head["Content-Disposition"], "attachment");
    if (is_attachment && step.depth > 0) continue;
    if (base::starts_with_ignoring_case(type, "multipart/")) {
      const std::string boundary = parameter(content_type, "boundary");
      if (boundary.empty() || step.depth >= kDeepest) continue;
      std::vector<std::string_view> parts = parts_of(entity.body, boundary);
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) steps.push_back({*part, step.depth + 1});
    } else if (base::equals_ignoring_case(type, "message/rfc822")) {
      if (step.depth < kDeepest) steps.push_back({entity.body, step.depth + 1});
    } else if (type.empty() || base::starts_with_ignoring_case(type, "text/") ||
               base::equals_ignoring_case(type, "application/xhtml+xml")) {
      const bool is_text = type.empty() || base::equals_ignoring_case(type, "text/plain") ||
                           base::equals_ignoring_case(type, "text/html") || type.find("xhtml") != npos;
      if (is_text) take_part(type, head, entity.body, found);
    }
  }
  return found;
}

void take_head(const HeadFields& head, RecordFacts& facts) {
  facts.basis = "input";
  facts.title = header_text(head["Subject"]);
  facts.published = base::collapse_space(head["Date"]);
  facts.language = head["Content-Language"].substr(0, head["Content-Language"].find(','));
  const auto within_angles = [](std::string_view value) {
    value = base::trim(value);
    if (value.starts_with('<')) value = value.substr(1, std::min(value.find('>'), value.size()) - 1);
    return value;
  };
  facts.id = within_angles(head["Message-ID"]);
  facts.url = within_angles(head["Archived-At"]);  // RFC 5064

  if (const std::string_view saved = head["Snapshot-Content-Location"]; !saved.empty()) {
    // A page that a browser saved: the date is that of saving, the sender the browser.
    facts.url = saved;
    facts.fetched.swap(facts.published);
    facts.id.clear();
    return;
  }
  const MailAddress sender = mail_address(head["From"]);
  const std::string_view list = head["List-Id"];
  const bool is_list = !list.empty() || !head["List-Unsubscribe"].empty() ||
                       base::equals_ignoring_case(head["Precedence"], "bulk") ||
                       base::equals_ignoring_case(head["Precedence"], "list");
  if (!is_list) {
    if (!sender.name.empty()) facts.authors.push_back(sender.name);
    return;
  }
  if (list.find('<') != npos)
    facts.site = mail_address(list).name;  // RFC 2919: "The Courier <news.courier.example>"
  if (facts.site.empty()) facts.site = sender.name;
}

}  // namespace

MailMessage read_mail(std::string_view bytes) {
  MailMessage mail;
  std::string room;
  const Entity entity = entity_of(bytes);
  take_head(fields_of(entity.head, room), mail.facts);
  Found found = find_text(bytes);
  if (found.html) {
    mail.kind = BytesKind::Html;
    mail.bytes = std::move(found.html->bytes);
    mail.charset = std::move(found.html->charset);
  } else if (found.plain.size() == 1) {
    mail.bytes = std::move(found.plain[0].bytes);
    mail.charset = std::move(found.plain[0].charset);
  } else {
    // Parts in several charsets are made one.
    for (const TextPart& part : found.plain) {
      if (!mail.bytes.empty()) mail.bytes += "\n\n";
      mail.bytes += decode_page(part.bytes, part.charset).utf8();
    }
    if (!found.plain.empty()) mail.charset = "utf-8";
  }
  return mail;
}

bool is_header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == npos || colon == 0 || colon > 76) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return base::is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool is_mailbox_line(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 300) return false;
  bool has_time = false, has_year = false;
  for (const std::string_view word : base::split_words(line.substr(5))) {
    const bool is_number = std::all_of(word.begin(), word.end(), base::is_digit);
    if (word.size() == 4 && is_number && (word.starts_with("19") || word.starts_with("20"))) has_year = true;
    if (word.size() >= 4 && word.size() <= 8 && base::is_digit(word[0]) && word.find(':') != npos)
      has_time = true;
  }
  return has_time && has_year;
}

MailShape mail_shape_of(std::string_view head, MailName name) {
  if (is_mailbox_line(head.substr(0, head.find('\n')))) return MailShape::Mailbox;
  static constexpr std::array<std::string_view, 7> kSure = {
      "received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature", "x-mailer"};
  static constexpr std::array<std::string_view, 8> kUsual = {
      "from", "to", "date", "subject", "reply-to", "cc", "content-type", "content-transfer-encoding"};
  std::size_t sure = 0, usual = 0;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    if (end == npos && sure + usual > 0) break;  // cut by the window
    head.remove_prefix(end == npos ? head.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') {
      if (sure + usual == 0 && name == MailName::Unknown) return MailShape::None;
      continue;
    }
    if (!is_header_line(line)) return MailShape::None;
    const std::string field = base::lowered(line.substr(0, line.find(':')));
    sure += static_cast<std::size_t>(std::count(kSure.begin(), kSure.end(), field));
    usual += static_cast<std::size_t>(std::count(kUsual.begin(), kUsual.end(), field));
  }
  const bool is_mail = name == MailName::Mail ? sure + usual > 0 : sure > 0 && usual >= 2;
  return is_mail ? MailShape::Message : MailShape::None;
}

}  // namespace raven::read
