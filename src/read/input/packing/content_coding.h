// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Unpacks a whole body in memory, as HTTP's Content-Encoding names it (RFC 9110, 8.4.1): gzip, deflate (with
/// and without the zlib wrapper), br (RFC 7932), zstd. Bytes that are not packed as their label says are an
/// error here; who asks decides whether to take them as they are.
///
///     bool truncated = false;
///     RAVEN_TRY(std::string page, unpack(body, "br", 64 << 20, truncated));
///
/// Thread safety: pure.

#include <raven/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace raven::read {

/// At most `limit` bytes come out. TooLarge, BadFormat; what is cut short or damaged on the way gives what
/// there is before, with `truncated` set.
Result<std::string> unpack(std::string_view bytes, std::string_view encoding, std::uint64_t limit,
                           bool& truncated);

}  // namespace raven::read
