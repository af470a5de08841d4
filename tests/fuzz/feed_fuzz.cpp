// SPDX-License-Identifier: Apache-2.0
// Any bytes as a feed: the walk ends.
#include "read/input/containers.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::unique_ptr<raven::read::ByteStream> stream = raven::read::ByteStream::over(bytes);
  const std::unique_ptr<raven::read::Container> container =
      raven::read::open_feed({"fuzz.xml", 1 << 20, {}, {}});
  std::size_t documents = 0;
  while (container->next(*stream))
    if (++documents > size + 2) std::abort();
  return 0;
}
