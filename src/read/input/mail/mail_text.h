// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The codings that mail puts around text: quoted-printable and base64 (RFC 2045, 6.7 and 6.8), words of
/// other charsets in headers (RFC 2047), parameters (RFC 2045, 5.1; RFC 2231), flowed lines (RFC 3676).
///
///     header_text("=?utf-8?q?Caf=C3=A9?= in Senn")              // "Café in Senn"
///     parameter("text/plain; charset=\"utf-8\"", "charset")     // "utf-8"
///
/// What is not coded as it says is kept as it stands. Linear. Thread safety: pure functions.

#include <string>
#include <string_view>

namespace raven::read {

std::string from_quoted_printable(std::string_view text);
std::string from_base64(std::string_view text);

/// A header's value as UTF-8 on one line.
std::string header_text(std::string_view value);

/// The value of a parameter of a structured header; empty if it has none.
std::string parameter(std::string_view header, std::string_view name);

/// Joins the lines that were broken for sending only.
std::string unflowed(std::string_view text, std::string_view delete_space);

/// "Ann Lee" <ann@courier.example>, ann@courier.example (Ann Lee), ann@courier.example
struct MailAddress {
  std::string name;  ///< empty if only the address stands there
  std::string address;
};
MailAddress mail_address(std::string_view value);

}  // namespace raven::read
