// SPDX-License-Identifier: Apache-2.0
// Any bytes as an archive: the walk ends, and no document is over the limit.
#include "read/input/containers.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kLimit = 1 << 16;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::unique_ptr<raven::read::ByteStream> stream = raven::read::ByteStream::over(bytes);
  const std::unique_ptr<raven::read::Container> container =
      raven::read::open_warc({"fuzz.warc", kLimit, {}, {}});
  std::size_t documents = 0;
  while (std::optional<raven::read::RawDocument> raw = container->next(*stream)) {
    if (raw->bytes.size() > kLimit || ++documents > size * 1100 + 16) std::abort();
  }
  return 0;
}
