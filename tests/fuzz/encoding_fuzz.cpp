// SPDX-License-Identifier: Apache-2.0
// Any bytes in any encoding: the text is valid UTF-8 and every offset leads back into the bytes, in order.
//
// The first byte names the encoding that the server tells; the second, what stands before the bytes: nothing,
// a byte order mark, or a meta element with the encoding of that number.
#include "base/utf8.h"
#include "read/html/decode.h"
#include "read/html/encodings.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

namespace {

namespace html = raven::read::html;

void check(bool holds) {
  if (!holds) std::abort();
}

constexpr std::string_view kEncodings[] = {"",
                                           "utf-8",
                                           "ibm866",
                                           "iso-8859-2",
                                           "iso-8859-3",
                                           "iso-8859-4",
                                           "iso-8859-5",
                                           "iso-8859-6",
                                           "iso-8859-7",
                                           "iso-8859-8",
                                           "iso-8859-8-i",
                                           "iso-8859-10",
                                           "iso-8859-13",
                                           "iso-8859-14",
                                           "iso-8859-15",
                                           "iso-8859-16",
                                           "koi8-r",
                                           "koi8-u",
                                           "macintosh",
                                           "windows-874",
                                           "windows-1250",
                                           "windows-1251",
                                           "windows-1252",
                                           "windows-1253",
                                           "windows-1254",
                                           "windows-1255",
                                           "windows-1256",
                                           "windows-1257",
                                           "windows-1258",
                                           "x-mac-cyrillic",
                                           "gbk",
                                           "gb18030",
                                           "big5",
                                           "euc-jp",
                                           "iso-2022-jp",
                                           "shift_jis",
                                           "euc-kr",
                                           "replacement",
                                           "utf-16be",
                                           "utf-16le",
                                           "x-user-defined"};

void check_decoded(std::string_view bytes, std::string_view charset) {
  const html::Decoded decoded = html::decode(bytes, charset);
  const std::string_view text = decoded.utf8();
  check(raven::base::is_valid_utf8(text));
  std::uint32_t last = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::uint32_t source = decoded.offsets.to_source(static_cast<std::uint32_t>(i));
    check(source >= last && source <= bytes.size());
    last = source;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view charset = kEncodings[data[0] % std::size(kEncodings)];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string_view named = html::encoding_for_label(charset);
  check(charset.empty() || !named.empty());
  html::encoding_for_label(bytes);
  html::declared_encoding(bytes);
  std::string page;
  switch (data[1] % 64) {
    case 61:
      page = "\xEF\xBB\xBF";
      break;
    case 62:
      page = "\xFE\xFF";
      break;
    case 63:
      page = "\xFF\xFE";
      break;
    default:
      if (data[1] % 64 != 0 && data[1] % 64 < std::size(kEncodings))
        page.append("<meta charset=").append(kEncodings[data[1] % 64]).append(">");
  }
  if (page.empty()) {
    check_decoded(bytes, charset);
  } else {
    page.append(bytes);
    check_decoded(page, charset);
  }
  return 0;
}
