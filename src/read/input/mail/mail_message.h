// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// One mail as a page: its text and what its headers say (RFC 5322, MIME RFC 2045 to 2049). Newsletters are
/// mails; pages that a browser saved as MHTML (RFC 2557) are written as mails too.
///
///     MailMessage mail = read_mail(bytes);
///     use(mail.facts.title, mail.facts.published, mail.bytes, mail.charset);
///
/// Of the parts that are text and no attachment, HTML is taken where there is some, else all plain text in
/// order. Parts are followed 16 levels deep and up to 1,000 in number; deeper ones are passed over. What is
/// not closed ends with the mail. Never fails. Thread safety: pure.

#include "read/input/record_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace raven::read {

struct MailMessage {
  /// Title: the subject; published: the date. The sender is the site of a mail to a list, else the author.
  RecordFacts facts;
  std::string bytes;    ///< HTML or text with its transfer coding undone; empty if there is neither
  std::string charset;  ///< of `bytes`, as the part says
  BytesKind kind = BytesKind::Text;
  std::vector<Note> notes;
};

MailMessage read_mail(std::string_view bytes);

/// Whether a file begins as a mail or a mailbox does: with headers of which some are a mail's, or a line
/// "From sender date". A name that says
/// so makes fewer headers enough.
enum class MailShape { None, Message, Mailbox };
enum class MailName { Unknown, Mail };
MailShape mail_shape_of(std::string_view head, MailName name);

/// Whether a line parts the mails of a mailbox: "From sender Tue Jun 18 09:12:00 2024" (RFC 4155).
bool is_mailbox_line(std::string_view line);

/// Whether a line is the beginning of a header: a name without blanks, and a colon.
bool is_header_line(std::string_view line);

}  // namespace raven::read
