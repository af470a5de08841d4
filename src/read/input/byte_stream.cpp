// SPDX-License-Identifier: Apache-2.0
#include "read/input/byte_stream.h"

#include "base/file.h"
#include "read/input/packing/content_coding.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace raven::read {
namespace {

constexpr std::size_t kChunk = 256 << 10;
constexpr std::uint64_t kBombBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kBombRatio = 250;
constexpr std::size_t kLargestDictionary = 16 << 20;
constexpr std::string_view kZstdDictionaryMark("\x5D\x2A\x4D\x18", 4);
/// A record of a web archive packs to some ten kilobytes; what is larger than this is done step by step.
constexpr std::size_t kWholePacked = 512 << 10;
constexpr std::size_t kWholeRoom = 1 << 20, kLargestWholeRoom = 16 << 20;
/// Up to here a part is kept from its beginning, to look for the next one inside it if it is damaged.
constexpr std::size_t kKeptPart = 4 << 20;
constexpr std::size_t kMostBreaks = 10000;

}  // namespace

ByteStream::ByteStream() = default;

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

std::optional<Error> ByteStream::trouble() const {
  if (!trouble_ || troubles_ < 2) return trouble_;
  Error error = *trouble_;
  error.message += " (and " + std::to_string(troubles_ - 1) + " more)";
  return error;
}

bool ByteStream::broke_between(std::uint64_t begin, std::uint64_t end) const {
  const auto at = std::lower_bound(breaks_.begin(), breaks_.end(), begin);
  return at != breaks_.end() && *at <= end;
}

void ByteStream::fail(ErrorCode code, std::string message) {
  if (!trouble_) trouble_ = Error{code, std::move(message), path_};
  ++troubles_;
}

bool ByteStream::read_raw() {
  if (raw_ended_) return false;
  char* const room = raw_.room(kChunk);
  std::size_t got = 0;
  if (file_ < 0) {
    got = memory_.copy(room, kChunk);
    memory_.remove_prefix(got);
  } else {
    ssize_t count = 0;
    do count = ::read(file_, room, kChunk);
    while (count < 0 && errno == EINTR);
    if (count < 0) {
      trouble_ = base::error_from_errno(errno, path_);
      count = 0;
    }
    got = static_cast<std::size_t>(count);
  }
  raw_.grew(got);
  raw_bytes_ += got;
  if (got == 0) raw_ended_ = true;
  return !raw_ended_;
}

bool ByteStream::fill(std::size_t size) {
  while (buffer_.size() < size)
    if (!produce()) return false;
  return true;
}

void ByteStream::consume(std::size_t size) {
  size = std::min(size, buffer_.size());
  buffer_.drop(size);
  offset_ += size;
}

bool ByteStream::produce() {
  if (ended_) return false;
  if (!is_told_) {
    while (raw_.size() < kPartMark && read_raw()) {
    }
    is_told_ = true;
    packing_ = packing_of(raw_.view());
    if (packing_ == Packing::Gzip) whole_ = std::make_unique<WholeGzip>();
    if (packing_ != Packing::None) {
      unpacker_ = make_unpacker(packing_);
      if (!unpacker_ || !load_dictionary()) {
        ended_ = true;
        return false;
      }
    }
  }
  const std::size_t had = buffer_.size();
  bool more = false;
  if (packing_ != Packing::None) {
    more = produce_part();
  } else if (raw_.size() > 0 || read_raw()) {
    const std::string_view bytes = raw_.view();
    bytes.copy(buffer_.room(bytes.size()), bytes.size());
    buffer_.grew(bytes.size());
    raw_.drop(bytes.size());
    more = true;
  }
  unpacked_ += buffer_.size() - had;
  if (is_compressed() && unpacked_ > kBombBytes && unpacked_ / kBombRatio > raw_bytes_) {
    fail(ErrorCode::TooLarge, "unpacks to more than " + std::to_string(kBombRatio) + " times its size");
    more = false;
  }
  if (!more) ended_ = true;
  return more;
}

bool ByteStream::load_dictionary() {
  // The first frame of a .warc.zst may hold the dictionary of all others.
  if (packing_ != Packing::Zstd || !raw_.view().starts_with(kZstdDictionaryMark)) return true;
  while (raw_.size() < 8 && read_raw()) {
  }
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4 && 4 + i < raw_.size(); ++i)
    size |= static_cast<std::size_t>(static_cast<unsigned char>(raw_.view()[4 + i])) << (8 * i);
  if (size > kLargestDictionary) {
    fail(ErrorCode::TooLarge, "has a dictionary that is too large");
    return false;
  }
  while (raw_.size() < 8 + size && read_raw()) {
  }
  if (raw_.size() < 8 + size) {
    fail(ErrorCode::Truncated, "ends within its dictionary");
    return false;
  }
  std::string dictionary(raw_.view().substr(8, size));
  raw_.drop(8 + size);
  // It may itself be packed, by the specification of zstd in WARC files.
  if (packing_of(dictionary) == Packing::Zstd) {
    bool truncated = false;
    Result<std::string> plain = unpack(dictionary, "zstd", kLargestDictionary, truncated);
    if (plain) dictionary = *std::move(plain);
  }
  unpacker_->use_dictionary(dictionary);
  return true;
}

bool ByteStream::begin_part() {
  for (;;) {
    raw_.drop(used_);
    used_ = 0;
    while (raw_.size() < kPartMark && read_raw()) {
    }
    const std::string_view bytes = raw_.view();
    if (bytes.empty()) return false;
    std::size_t next = 0;
    if (packing_of(bytes) != packing_) {
      // Zeros behind the last part are padding; anything else is damage, passed over.
      next = find_part(packing_, bytes, 0);
      if (!after_break_ && bytes.substr(0, next).find_first_not_of('\0') != std::string_view::npos) {
        fail(ErrorCode::BadFormat, "has bytes between its compressed parts");
        after_break_ = true;
      }
      if (next == std::string_view::npos) {
        // A mark may be cut at the buffer's end: the last bytes are kept.
        raw_.drop(bytes.size() - std::min(bytes.size(), kPartMark - 1));
        if (read_raw()) continue;
        raw_.drop(raw_.size());
        return false;
      }
    }
    raw_.drop(next);
    in_part_ = part_kept_ = true;
    tried_whole_ = after_break_ = false;
    return true;
  }
}

void ByteStream::end_part() {
  in_part_ = false;
  unpacker_->restart();
}

void ByteStream::break_part(ErrorCode code, const char* message) {
  fail(code, message);
  if (breaks_.size() < kMostBreaks) breaks_.push_back(offset_ + buffer_.size());
  end_part();
  after_break_ = true;
  // The damage may have run on into parts that are whole. Going back is bounded, so that bytes that look like
  // one beginning after the other cost no more than a few readings.
  if (part_kept_ && looked_again_ < 2 * raw_bytes_) {
    const std::size_t next = find_part(packing_, raw_.view().substr(0, used_ + kPartMark), 1);
    if (next < used_) {
      looked_again_ += used_ - next;
      used_ = next;
    }
  }
  if (used_ == 0) used_ = 1;
}

bool ByteStream::unpack_whole() {
  tried_whole_ = true;
  while (raw_.size() < kWholePacked && read_raw()) {
  }
  for (std::size_t room = kWholeRoom; room <= kLargestWholeRoom; room *= 4) {
    const Unpacker::Step step = whole_->unpack(raw_.view(), buffer_.room(room), room);
    if (step.state == Unpacker::State::Going) continue;
    if (step.state == Unpacker::State::Damaged) return false;
    buffer_.grew(step.made);
    used_ = step.taken;
    in_part_ = false;
    return true;
  }
  return false;
}

bool ByteStream::produce_part() {
  const std::size_t had = buffer_.size();
  for (;;) {
    if (!in_part_ && !begin_part()) return false;
    if (whole_ && !tried_whole_ && unpack_whole()) {
      if (buffer_.size() > had) return true;
      continue;
    }
    if (used_ == raw_.size()) {
      if (used_ > kKeptPart || !part_kept_) {
        raw_.drop(used_);
        used_ = 0;
        part_kept_ = false;
      }
      if (!read_raw()) {
        break_part(ErrorCode::Truncated, "ends within a compressed part");
        continue;
      }
    }
    const std::string_view in = raw_.view().substr(used_);
    const Unpacker::Step step = unpacker_->step(in, buffer_.room(kChunk), kChunk);
    used_ += step.taken;
    buffer_.grew(step.made);
    if (step.state == Unpacker::State::PartEnded)
      end_part();
    else if (step.state == Unpacker::State::Damaged || (step.taken == 0 && step.made == 0))
      break_part(ErrorCode::BadFormat, "a compressed part is damaged");
    if (buffer_.size() > had) return true;
  }
}

}  // namespace raven::read
