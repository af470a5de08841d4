// SPDX-License-Identifier: Apache-2.0
// Any bytes as an archive, WARC or ARC, packed or not: the walk ends, and no document is over the limit.
#include "read/input/containers.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kLimit = 1 << 16;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::unique_ptr<raven::read::ByteStream> stream = raven::read::ByteStream::over(bytes);
  stream->fill(1024);
  const bool is_arc = raven::read::looks_like_arc(stream->window());
  const std::unique_ptr<raven::read::Container> container =
      is_arc ? raven::read::open_arc({"fuzz.arc", kLimit, {}, {}})
             : raven::read::open_warc({"fuzz.warc", kLimit, {}, {}});
  std::size_t documents = 0;
  while (std::optional<raven::read::RawDocument> raw = container->next(*stream)) {
    if (raw->bytes.size() > kLimit || ++documents > size * 1100 + 16) std::abort();
  }
  return 0;
}
