// SPDX-License-Identifier: Apache-2.0
#include "read/input/byte_stream.h"

#include "base/file.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace raven::read {
namespace {

constexpr std::size_t kChunk = 256 << 10;
constexpr std::uint64_t kBombBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kBombRatio = 250;
constexpr std::size_t kLargestDictionary = 16 << 20;

constexpr std::string_view kGzipMagic("\x1F\x8B\x08", 3);
constexpr std::string_view kZstdMagic("\x28\xB5\x2F\xFD", 4);
constexpr std::string_view kZstdDictionaryMagic("\x5D\x2A\x4D\x18", 4);

struct ZstdFree {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

struct ByteStream::Codec {
  enum class Kind { Unknown, None, Gzip, Zstd };
  Kind kind = Kind::Unknown;
  z_stream gzip{};
  bool gzip_open = false;
  bool in_member = false;  // a member or frame is begun and not ended
  std::unique_ptr<ZSTD_DCtx, ZstdFree> zstd;

  ~Codec() {
    if (gzip_open) inflateEnd(&gzip);
  }
};

ByteStream::ByteStream() : codec_(std::make_unique<Codec>()) {}

ByteStream::~ByteStream() {
  if (file_ > 0) ::close(file_);
}

Result<std::unique_ptr<ByteStream>> ByteStream::open(const std::string& path) {
  std::unique_ptr<ByteStream> stream(new ByteStream);
  stream->path_ = path;
  if (path == "-") {
    stream->file_ = 0;
    return stream;
  }
  if (base::file_kind(path) == base::FileKind::Folder)
    return Error{ErrorCode::Unreadable, "is a folder", path};
  stream->file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (stream->file_ < 0) return base::error_from_errno(errno, path);
  return stream;
}

std::unique_ptr<ByteStream> ByteStream::over(std::string_view bytes) {
  std::unique_ptr<ByteStream> stream(new ByteStream);
  stream->memory_ = bytes;
  return stream;
}

bool ByteStream::is_compressed() const {
  return codec_->kind == Codec::Kind::Gzip || codec_->kind == Codec::Kind::Zstd;
}

void ByteStream::fail(ErrorCode code, std::string message) {
  if (!trouble_) trouble_ = Error{code, std::move(message), path_};
}

bool ByteStream::read_raw() {
  if (raw_ended_) return false;
  if (raw_begin_ > 0) {
    raw_.erase(0, raw_begin_);
    raw_begin_ = 0;
  }
  const std::size_t had = raw_.size();
  if (file_ < 0) {
    const std::string_view part = memory_.substr(0, kChunk);
    raw_.append(part);
    memory_.remove_prefix(part.size());
  } else {
    raw_.resize(had + kChunk);
    ssize_t got = 0;
    do got = ::read(file_, raw_.data() + had, kChunk);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
      trouble_ = base::error_from_errno(errno, path_);
      got = 0;
    }
    raw_.resize(had + static_cast<std::size_t>(got));
  }
  raw_bytes_ += raw_.size() - had;
  if (raw_.size() == had) raw_ended_ = true;
  return !raw_ended_;
}

bool ByteStream::fill(std::size_t size) {
  if (begin_ > 0 && (begin_ > kChunk || begin_ == buffer_.size())) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  while (buffer_.size() - begin_ < size)
    if (!produce()) return false;
  return true;
}

void ByteStream::consume(std::size_t size) {
  size = std::min(size, buffer_.size() - begin_);
  begin_ += size;
  offset_ += size;
}

bool ByteStream::produce() {
  if (ended_) return false;
  if (codec_->kind == Codec::Kind::Unknown) {
    while (raw_.size() - raw_begin_ < 4 && read_raw()) {
    }
    const std::string_view head = std::string_view(raw_).substr(raw_begin_);
    codec_->kind = head.starts_with(kGzipMagic) ? Codec::Kind::Gzip
                   : head.starts_with(kZstdMagic) || head.starts_with(kZstdDictionaryMagic)
                       ? Codec::Kind::Zstd
                       : Codec::Kind::None;
  }
  const std::size_t had = buffer_.size();
  bool more = false;
  switch (codec_->kind) {
    case Codec::Kind::Gzip:
      more = produce_gzip();
      break;
    case Codec::Kind::Zstd:
      more = produce_zstd();
      break;
    default:
      if (raw_begin_ < raw_.size() || read_raw()) {
        buffer_.append(raw_, raw_begin_, std::string::npos);
        raw_begin_ = raw_.size();
        more = true;
      }
  }
  unpacked_ += buffer_.size() - had;
  if (is_compressed() && unpacked_ > kBombBytes && unpacked_ / kBombRatio > raw_bytes_) {
    fail(ErrorCode::TooLarge, "unpacks to more than " + std::to_string(kBombRatio) + " times its size");
    more = false;
  }
  if (!more) ended_ = true;
  return more;
}

bool ByteStream::produce_gzip() {
  z_stream& gzip = codec_->gzip;
  if (!codec_->gzip_open) {
    if (inflateInit2(&gzip, 15 + 16) != Z_OK) {
      fail(ErrorCode::BadFormat, "cannot be unpacked");
      return false;
    }
    codec_->gzip_open = true;
  }
  const std::size_t had = buffer_.size();
  for (;;) {
    if (raw_begin_ == raw_.size() && !read_raw()) {
      if (codec_->in_member) fail(ErrorCode::Truncated, "ends within a compressed part");
      return buffer_.size() > had;
    }
    if (!codec_->in_member) {
      while (raw_.size() - raw_begin_ < kGzipMagic.size() && read_raw()) {
      }
      const std::string_view rest = std::string_view(raw_).substr(raw_begin_);
      if (!rest.starts_with(kGzipMagic)) {
        // Zeros behind the last member are padding; anything else is damage, passed over.
        const std::size_t next = rest.find(kGzipMagic);
        if (rest.find_first_not_of('\0') != std::string_view::npos)
          fail(ErrorCode::BadFormat, "has bytes between its compressed parts");
        raw_begin_ = next == std::string_view::npos ? raw_.size() - std::min<std::size_t>(2, rest.size())
                                                    : raw_begin_ + next;
        if (next == std::string_view::npos) {
          // The magic may be cut at the buffer's end: its last bytes are kept.
          if (read_raw()) continue;
          raw_begin_ = raw_.size();
          return false;
        }
      }
      codec_->in_member = true;
    }
    buffer_.resize(had + kChunk);
    gzip.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_begin_);
    const uInt given = static_cast<uInt>(raw_.size() - raw_begin_);
    gzip.avail_in = given;
    gzip.next_out = reinterpret_cast<Bytef*>(buffer_.data() + had);
    gzip.avail_out = static_cast<uInt>(kChunk);
    const int code = inflate(&gzip, Z_NO_FLUSH);
    buffer_.resize(had + kChunk - gzip.avail_out);
    raw_begin_ = raw_.size() - gzip.avail_in;
    if (code == Z_STREAM_END) {
      inflateReset(&gzip);
      codec_->in_member = false;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      fail(ErrorCode::BadFormat, "a compressed part is damaged");
      inflateReset(&gzip);
      codec_->in_member = false;
      // The search for the next member, above, must make way even if nothing was taken.
      if (gzip.avail_in == given) ++raw_begin_;
    }
    if (buffer_.size() > had) return true;
  }
}

bool ByteStream::produce_zstd() {
  const std::size_t had = buffer_.size();
  if (!codec_->zstd) {
    codec_->zstd.reset(ZSTD_createDCtx());
    // The first frame of a .warc.zst may hold the dictionary of all others.
    if (std::string_view(raw_).substr(raw_begin_).starts_with(kZstdDictionaryMagic)) {
      while (raw_.size() - raw_begin_ < 8 && read_raw()) {
      }
      std::size_t size = 0;
      for (std::size_t i = 0; i < 4 && raw_begin_ + 4 + i < raw_.size(); ++i)
        size |= static_cast<std::size_t>(static_cast<unsigned char>(raw_[raw_begin_ + 4 + i])) << (8 * i);
      if (size > kLargestDictionary) {
        fail(ErrorCode::TooLarge, "has a dictionary that is too large");
        return false;
      }
      while (raw_.size() - raw_begin_ < 8 + size && read_raw()) {
      }
      if (raw_.size() - raw_begin_ < 8 + size) {
        fail(ErrorCode::Truncated, "ends within its dictionary");
        return false;
      }
      std::string dictionary = raw_.substr(raw_begin_ + 8, size);
      raw_begin_ += 8 + size;
      bool truncated = false;
      if (dictionary.starts_with(kZstdMagic)) {
        Result<std::string> plain = unpack(dictionary, "zstd", kLargestDictionary, truncated);
        if (plain) dictionary = *std::move(plain);
      }
      ZSTD_DCtx_loadDictionary(codec_->zstd.get(), dictionary.data(), dictionary.size());
    }
  }
  for (;;) {
    if (raw_begin_ == raw_.size() && !read_raw()) {
      if (codec_->in_member) fail(ErrorCode::Truncated, "ends within a compressed part");
      return buffer_.size() > had;
    }
    buffer_.resize(had + kChunk);
    ZSTD_inBuffer in{raw_.data() + raw_begin_, raw_.size() - raw_begin_, 0};
    ZSTD_outBuffer out{buffer_.data() + had, kChunk, 0};
    const std::size_t code = ZSTD_decompressStream(codec_->zstd.get(), &out, &in);
    buffer_.resize(had + out.pos);
    raw_begin_ += in.pos;
    if (ZSTD_isError(code)) {
      fail(ErrorCode::BadFormat, "a compressed part is damaged");
      raw_begin_ = raw_.size();
      raw_ended_ = true;
      codec_->in_member = false;
      return buffer_.size() > had;
    }
    codec_->in_member = code != 0;
    if (buffer_.size() > had) return true;
  }
}

Result<std::string> unpack(std::string_view bytes, std::string_view encoding, std::uint64_t limit,
                           bool& truncated) {
  truncated = false;
  std::string out;
  const auto too_large = [&] {
    return Error{ErrorCode::TooLarge, "unpacks to more than " + std::to_string(limit) + " bytes", {}};
  };
  if (encoding == "zstd") {
    const std::unique_ptr<ZSTD_DCtx, ZstdFree> context(ZSTD_createDCtx());
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t code = 1;
    while (in.pos < in.size || code != 0) {
      const std::size_t had = out.size();
      out.resize(had + kChunk);
      ZSTD_outBuffer part{out.data() + had, kChunk, 0};
      const std::size_t before = in.pos;
      code = ZSTD_decompressStream(context.get(), &part, &in);
      out.resize(had + part.pos);
      if (ZSTD_isError(code)) return Error{ErrorCode::BadFormat, "is not zstd as it says", {}};
      if (out.size() > limit) return too_large();
      if (in.pos == in.size && part.pos < kChunk) {
        truncated = code != 0;
        break;
      }
      if (in.pos == before && part.pos == 0) break;
    }
    return out;
  }
  // gzip and zlib are told by their heads; "deflate" is sent without one by some servers.
  const bool has_head =
      bytes.starts_with("\x1F\x8B") ||
      (bytes.size() >= 2 && (bytes[0] & 0x0F) == 8 &&
       ((static_cast<unsigned char>(bytes[0]) << 8) + static_cast<unsigned char>(bytes[1])) % 31 == 0);
  z_stream stream{};
  if (inflateInit2(&stream, has_head ? 15 + 32 : -15) != Z_OK)
    return Error{ErrorCode::BadFormat, "cannot be unpacked", {}};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), UINT32_MAX));
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
  if (out.size() > limit) return too_large();
  truncated = code != Z_STREAM_END;
  if (out.empty() && code != Z_OK && code != Z_STREAM_END)
    return Error{ErrorCode::BadFormat, "is not compressed as it says", {}};
  return out;
}

}  // namespace raven::read
