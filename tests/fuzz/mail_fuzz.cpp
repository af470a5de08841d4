// SPDX-License-Identifier: Apache-2.0
// Any bytes as a mail or a mailbox: the walk ends, nothing is larger than what it came from, headers are
// UTF-8.
#include "base/utf8.h"
#include "read/input/containers.h"
#include "read/input/mail/mail_message.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::unique_ptr<raven::read::ByteStream> stream = raven::read::ByteStream::over(bytes);
  const std::unique_ptr<raven::read::Container> container =
      raven::read::open_mail({"fuzz.mbox", 1 << 16, {}, {}});
  std::size_t documents = 0;
  while (std::optional<raven::read::RawDocument> raw = container->next(*stream)) {
    if (++documents > size * 1100 + 2) std::abort();
    if (!raven::base::is_valid_utf8(raw->hint.facts.title)) std::abort();
    if (!raven::base::is_valid_utf8(raw->hint.facts.site)) std::abort();
  }
  static_cast<void>(raven::read::mail_shape_of(bytes, raven::read::MailName::Unknown));
  // Decoding shrinks; making several charsets one may take three bytes for one.
  if (raven::read::read_mail(bytes).bytes.size() > 3 * size + 4096) std::abort();
  return 0;
}
