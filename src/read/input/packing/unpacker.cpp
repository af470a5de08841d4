// SPDX-License-Identifier: Apache-2.0
#include "read/input/packing/unpacker.h"

#include <algorithm>
#include <cstdint>

#include <bzlib.h>
#include <libdeflate.h>
#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

namespace raven::read {
namespace {

using Step = Unpacker::Step;
using State = Unpacker::State;

constexpr std::string_view kGzip("\x1F\x8B\x08", 3);
constexpr std::string_view kZstd("\x28\xB5\x2F\xFD", 4);
constexpr std::string_view kZstdDictionary("\x5D\x2A\x4D\x18", 4);
constexpr std::string_view kLz4("\x04\x22\x4D\x18", 4);
constexpr std::string_view kXz("\xFD\x37\x7A\x58\x5A\x00", 6);
constexpr std::string_view kBzip2("BZh");
constexpr std::string_view kBzip2Block("\x31\x41\x59\x26\x53\x59", 6);  // after the digit of its size
constexpr std::string_view kBzip2Empty("\x17\x72\x45\x38\x50\x90", 6);
constexpr std::uint64_t kXzMemory = 128 << 20;

class GzipUnpacker final : public Unpacker {
 public:
  GzipUnpacker() { is_open_ = inflateInit2(&stream_, 15 + 16) == Z_OK; }
  ~GzipUnpacker() override {
    if (is_open_) inflateEnd(&stream_);
  }
  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!is_open_) return {0, 0, State::Damaged};
    const auto given = static_cast<uInt>(std::min<std::size_t>(in.size(), UINT32_MAX));
    const auto space = static_cast<uInt>(std::min<std::size_t>(room, UINT32_MAX));
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = given;
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = space;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    Step step{given - stream_.avail_in, space - stream_.avail_out, State::Going};
    if (code == Z_STREAM_END)
      step.state = State::PartEnded;
    else if (code != Z_OK && code != Z_BUF_ERROR)
      step.state = State::Damaged;
    return step;
  }
  void restart() override { inflateReset(&stream_); }

 private:
  z_stream stream_{};
  bool is_open_ = false;
};

class ZstdUnpacker final : public Unpacker {
 public:
  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!context_) return {0, 0, State::Damaged};
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out, room, 0};
    const std::size_t code = ZSTD_decompressStream(context_.get(), &to, &from);
    Step step{from.pos, to.pos, State::Going};
    if (ZSTD_isError(code))
      step.state = State::Damaged;
    else if (code == 0)
      step.state = State::PartEnded;
    return step;
  }
  void restart() override { ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only); }
  void use_dictionary(std::string_view bytes) override {
    ZSTD_DCtx_loadDictionary(context_.get(), bytes.data(), bytes.size());
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
};

class Lz4Unpacker final : public Unpacker {
 public:
  Lz4Unpacker() {
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context_, LZ4F_VERSION))) context_ = nullptr;
  }
  ~Lz4Unpacker() override { LZ4F_freeDecompressionContext(context_); }
  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!context_) return {0, 0, State::Damaged};
    std::size_t taken = in.size(), made = room;
    const std::size_t code = LZ4F_decompress(context_, out, &made, in.data(), &taken, nullptr);
    if (LZ4F_isError(code)) return {taken, 0, State::Damaged};
    return {taken, made, code == 0 ? State::PartEnded : State::Going};
  }
  void restart() override { LZ4F_resetDecompressionContext(context_); }

 private:
  LZ4F_dctx* context_ = nullptr;
};

class XzUnpacker final : public Unpacker {
 public:
  XzUnpacker() { restart(); }
  ~XzUnpacker() override { lzma_end(&stream_); }
  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!is_open_) return {0, 0, State::Damaged};
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(out);
    stream_.avail_out = room;
    const lzma_ret code = lzma_code(&stream_, LZMA_RUN);
    Step step{in.size() - stream_.avail_in, room - stream_.avail_out, State::Going};
    if (code == LZMA_STREAM_END)
      step.state = State::PartEnded;
    else if (code != LZMA_OK && code != LZMA_BUF_ERROR)
      step.state = State::Damaged;
    return step;
  }
  void restart() override { is_open_ = lzma_stream_decoder(&stream_, kXzMemory, 0) == LZMA_OK; }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool is_open_ = false;
};

class Bzip2Unpacker final : public Unpacker {
 public:
  Bzip2Unpacker() { restart(); }
  ~Bzip2Unpacker() override {
    if (is_open_) BZ2_bzDecompressEnd(&stream_);
  }
  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!is_open_) return {0, 0, State::Damaged};
    const auto given = static_cast<unsigned>(std::min<std::size_t>(in.size(), UINT32_MAX));
    const auto space = static_cast<unsigned>(std::min<std::size_t>(room, UINT32_MAX));
    stream_.next_in = const_cast<char*>(in.data());
    stream_.avail_in = given;
    stream_.next_out = out;
    stream_.avail_out = space;
    const int code = BZ2_bzDecompress(&stream_);
    Step step{given - stream_.avail_in, space - stream_.avail_out, State::Going};
    if (code == BZ_STREAM_END)
      step.state = State::PartEnded;
    else if (code != BZ_OK)
      step.state = State::Damaged;
    return step;
  }
  void restart() override {
    if (is_open_) BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    is_open_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
  }

 private:
  bz_stream stream_{};
  bool is_open_ = false;
};

std::string_view mark_of(Packing packing) {
  switch (packing) {
    case Packing::Gzip:
      return kGzip;
    case Packing::Zstd:
      return kZstd;
    case Packing::Lz4:
      return kLz4;
    case Packing::Xz:
      return kXz;
    case Packing::Bzip2:
      return kBzip2;
    case Packing::None:
      break;
  }
  return {};
}

/// Whether the bytes after the mark can be those of a part.
bool is_part(Packing packing, std::string_view bytes) {
  switch (packing) {
    case Packing::Gzip:  // reserved flags are zero (RFC 1952, 2.3.1.2)
      return bytes.size() > 3 && (static_cast<unsigned char>(bytes[3]) & 0xE0) == 0;
    case Packing::Zstd:  // the reserved bit is zero (RFC 8878, 3.1.1.1.1.4)
      return bytes.size() > 4 && (static_cast<unsigned char>(bytes[4]) & 0x08) == 0;
    case Packing::Lz4:  // version 01, reserved bit zero
      return bytes.size() > 4 && (static_cast<unsigned char>(bytes[4]) & 0xC2) == 0x40;
    case Packing::Bzip2:
      return bytes.size() >= kPartMark && bytes[3] >= '1' && bytes[3] <= '9' &&
             (bytes.substr(4, 6) == kBzip2Block || bytes.substr(4, 6) == kBzip2Empty);
    default:
      return true;
  }
}

}  // namespace

Packing packing_of(std::string_view head) {
  for (const Packing packing : {Packing::Gzip, Packing::Zstd, Packing::Lz4, Packing::Xz, Packing::Bzip2})
    if (head.starts_with(mark_of(packing)) && is_part(packing, head)) return packing;
  if (head.starts_with(kZstdDictionary)) return Packing::Zstd;
  return Packing::None;
}

std::size_t find_part(Packing packing, std::string_view bytes, std::size_t from) {
  const std::string_view mark = mark_of(packing);
  for (std::size_t at = bytes.find(mark, from); at != std::string_view::npos; at = bytes.find(mark, at + 1))
    if (is_part(packing, bytes.substr(at))) return at;
  return std::string_view::npos;
}

std::unique_ptr<Unpacker> make_unpacker(Packing packing) {
  switch (packing) {
    case Packing::Gzip:
      return std::make_unique<GzipUnpacker>();
    case Packing::Zstd:
      return std::make_unique<ZstdUnpacker>();
    case Packing::Lz4:
      return std::make_unique<Lz4Unpacker>();
    case Packing::Xz:
      return std::make_unique<XzUnpacker>();
    case Packing::Bzip2:
      return std::make_unique<Bzip2Unpacker>();
    case Packing::None:
      break;
  }
  return nullptr;
}

struct WholeGzip::Machine {
  libdeflate_decompressor* deflate = libdeflate_alloc_decompressor();
  ~Machine() { libdeflate_free_decompressor(deflate); }
};

WholeGzip::WholeGzip() : machine_(std::make_unique<Machine>()) {}
WholeGzip::~WholeGzip() = default;

Step WholeGzip::unpack(std::string_view in, char* out, std::size_t room) {
  Step step{0, 0, State::Damaged};
  if (!machine_->deflate) return step;
  switch (libdeflate_gzip_decompress_ex(machine_->deflate, in.data(), in.size(), out, room, &step.taken,
                                        &step.made)) {
    case LIBDEFLATE_SUCCESS:
      step.state = State::PartEnded;
      break;
    case LIBDEFLATE_INSUFFICIENT_SPACE:
      return {0, 0, State::Going};
    default:
      return {0, 0, State::Damaged};
  }
  return step;
}

}  // namespace raven::read
