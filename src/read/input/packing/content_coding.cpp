// SPDX-License-Identifier: Apache-2.0
#include "read/input/packing/content_coding.h"

#include "read/input/packing/unpacker.h"

#include <algorithm>

#include <brotli/decode.h>
#include <zlib.h>

namespace raven::read {
namespace {

constexpr std::size_t kChunk = 128 << 10;

Error too_large(std::uint64_t limit) {
  return {ErrorCode::TooLarge, "unpacks to more than " + std::to_string(limit) + " bytes", {}};
}

/// The zlib wrapper (RFC 1950) is told by its first two bytes; "deflate" is sent without one by some servers.
bool has_zlib_head(std::string_view bytes) {
  return bytes.size() >= 2 && (bytes[0] & 0x0F) == 8 &&
         ((static_cast<unsigned char>(bytes[0]) << 8) + static_cast<unsigned char>(bytes[1])) % 31 == 0;
}

Result<std::string> inflate_all(std::string_view bytes, std::uint64_t limit, bool& truncated) {
  z_stream stream{};
  if (inflateInit2(&stream, has_zlib_head(bytes) ? 15 : -15) != Z_OK)
    return Error{ErrorCode::BadFormat, "cannot be unpacked", {}};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), UINT32_MAX));
  std::string out;
  int code = Z_OK;
  while (code == Z_OK && out.size() <= limit) {
    const std::size_t had = out.size();
    out.resize(had + kChunk);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(kChunk);
    code = inflate(&stream, Z_NO_FLUSH);
    out.resize(had + kChunk - stream.avail_out);
    if (stream.avail_in == 0 && stream.avail_out > 0) break;
  }
  inflateEnd(&stream);
  if (out.size() > limit) return too_large(limit);
  truncated = code != Z_STREAM_END;
  // Text that only claims to be packed inflates to a few stray bytes at most before it fails.
  if (truncated && code != Z_OK && out.size() < bytes.size() / 2)
    return Error{ErrorCode::BadFormat, "is not compressed as it says", {}};
  return out;
}

Result<std::string> brotli_all(std::string_view bytes, std::uint64_t limit, bool& truncated) {
  BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
  if (!state) return Error{ErrorCode::BadFormat, "cannot be unpacked", {}};
  std::string out;
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  BrotliDecoderResult code = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (code == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.size() <= limit) {
    const std::size_t had = out.size();
    out.resize(had + kChunk);
    auto* to = reinterpret_cast<std::uint8_t*>(out.data() + had);
    std::size_t room = kChunk;
    code = BrotliDecoderDecompressStream(state, &left, &in, &room, &to, nullptr);
    out.resize(had + kChunk - room);
  }
  BrotliDecoderDestroyInstance(state);
  if (out.size() > limit) return too_large(limit);
  truncated = code != BROTLI_DECODER_RESULT_SUCCESS;
  // Brotli has no mark of its own: a stream that fails, or ends long before the bytes do, was none.
  const bool ends_early = code == BROTLI_DECODER_RESULT_SUCCESS && left > bytes.size() / 2;
  if (code == BROTLI_DECODER_RESULT_ERROR || ends_early || (truncated && out.empty()))
    return Error{ErrorCode::BadFormat, "is not compressed as it says", {}};
  return out;
}

}  // namespace

Result<std::string> unpack(std::string_view bytes, std::string_view encoding, std::uint64_t limit,
                           bool& truncated) {
  truncated = false;
  if (encoding == "br") return brotli_all(bytes, limit, truncated);
  const Packing packing = packing_of(bytes);
  if (packing == Packing::None) return inflate_all(bytes, limit, truncated);

  const std::unique_ptr<Unpacker> unpacker = make_unpacker(packing);
  std::string out;
  bool whole = false, is_damaged = false;
  while (!bytes.empty()) {
    const std::size_t had = out.size();
    out.resize(had + std::min<std::size_t>(std::max(kChunk, had), 4 << 20));
    const Unpacker::Step step = unpacker->step(bytes, out.data() + had, out.size() - had);
    out.resize(had + step.made);
    bytes.remove_prefix(step.taken);
    if (out.size() > limit) return too_large(limit);
    whole = step.state == Unpacker::State::PartEnded;
    is_damaged = step.state == Unpacker::State::Damaged;
    if (is_damaged) break;
    // What stands behind a whole part and begins none is padding.
    if (whole && packing_of(bytes) != packing) break;
    if (step.taken == 0 && step.made == 0) break;
  }
  truncated = !whole;
  if (out.empty() && is_damaged) return Error{ErrorCode::BadFormat, "is not compressed as it says", {}};
  if (out.empty() && truncated) return Error{ErrorCode::Truncated, "ends within its compressed bytes", {}};
  return out;
}

}  // namespace raven::read
