// SPDX-License-Identifier: Apache-2.0
#include "read/input/byte_stream.h"

#include "read/input/input_test_files.h"
#include "read/input/packing/content_coding.h"

#include <random>

#include <bzlib.h>
#include <gtest/gtest.h>
#include <lz4frame.h>
#include <lzma.h>

namespace raven::read {
namespace {

std::string lz4(std::string_view bytes) {
  std::string out(LZ4F_compressFrameBound(bytes.size(), nullptr), '\0');
  out.resize(LZ4F_compressFrame(out.data(), out.size(), bytes.data(), bytes.size(), nullptr));
  return out;
}

std::string xz(std::string_view bytes) {
  std::string out(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                          bytes.size(), reinterpret_cast<std::uint8_t*>(out.data()), &size, out.size());
  out.resize(size);
  return out;
}

std::string bzip2(std::string_view bytes) {
  auto size = static_cast<unsigned>(bytes.size() + bytes.size() / 100 + 600);
  std::string out(size, '\0');
  BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(bytes.data()),
                           static_cast<unsigned>(bytes.size()), 9, 0, 0);
  out.resize(size);
  return out;
}

struct Unpacked {
  std::string bytes;
  std::optional<Error> trouble;
};

Unpacked all_of(std::string_view packed) {
  const std::unique_ptr<ByteStream> stream = ByteStream::over(packed);
  Unpacked all;
  while (stream->fill(1)) {
    all.bytes += stream->window();
    stream->consume(stream->window().size());
  }
  EXPECT_EQ(stream->offset(), all.bytes.size());
  all.trouble = stream->trouble();
  return all;
}

/// Words that do not pack well.
std::string noise(std::size_t size) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < size) text += std::to_string(random()) + "\n";
  return text;
}

TEST(ByteStream, EveryPackingInPartsOneAfterAnother) {
  const std::string one = noise(300000), two = "A short one.\n", all = one + two + one;
  using Pack = std::string (*)(std::string_view);
  for (const Pack pack : {Pack(gzip), Pack(zstd), Pack(lz4), Pack(xz), Pack(bzip2)}) {
    const std::string parts = pack(one) + pack(two) + pack("") + pack(one);
    const Unpacked unpacked = all_of(parts);
    EXPECT_EQ(unpacked.bytes.size(), all.size());
    EXPECT_TRUE(unpacked.bytes == all);
    EXPECT_FALSE(unpacked.trouble) << unpacked.trouble->message;
    // Padding is no fault, other bytes are.
    EXPECT_FALSE(all_of(parts + std::string(512, '\0')).trouble);
    const Unpacked junk = all_of(pack(two) + "some junk that is long enough" + pack(two));
    EXPECT_EQ(junk.bytes, two + two);
    ASSERT_TRUE(junk.trouble);
    EXPECT_EQ(junk.trouble->message, "has bytes between its compressed parts");
    const Unpacked cut = all_of(std::string_view(parts).substr(0, parts.size() - 9));
    ASSERT_TRUE(cut.trouble);
    EXPECT_EQ(cut.trouble->code, ErrorCode::Truncated);
  }
}

TEST(ByteStream, GzipMembersOfAnySize) {
  // In one go, in one go after making room, step by step because packed or unpacked it is too large.
  for (const std::size_t size : {std::size_t{1000}, std::size_t{700000}, std::size_t{3000000}}) {
    const std::string text = noise(size), blank(size * 7, 'x');
    const Unpacked unpacked = all_of(gzip(text) + gzip(blank) + gzip(text));
    EXPECT_TRUE(unpacked.bytes == text + blank + text) << size;
    EXPECT_FALSE(unpacked.trouble);
  }
}

TEST(ByteStream, AClippedPartDoesNotTakeTheNextWithIt) {
  const std::string one = noise(40000), two = "The second part.\n" + noise(5000), three = "The third part.\n";
  using Pack = std::string (*)(std::string_view);
  for (const Pack pack : {Pack(gzip), Pack(zstd), Pack(lz4), Pack(bzip2)}) {
    const std::string first = pack(one);
    for (const std::size_t kept : {first.size() / 2, first.size() - 3}) {
      const std::string clipped = first.substr(0, kept) + pack(two) + pack(three);
      const std::unique_ptr<ByteStream> stream = ByteStream::over(clipped);
      stream->fill(1 << 20);
      const std::string_view all = stream->window();
      EXPECT_TRUE(all.ends_with(two + three)) << kept;
      ASSERT_TRUE(stream->trouble());
      const std::size_t end = all.size() - two.size() - three.size();
      EXPECT_TRUE(stream->broke_between(end, end));
      EXPECT_FALSE(stream->broke_between(end + 1, all.size()));
    }
  }
}

TEST(ByteStream, DamageIsCounted) {
  std::string damaged = gzip(noise(5000));
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  const Unpacked unpacked = all_of(damaged + gzip("Whole.") + damaged);
  EXPECT_NE(unpacked.bytes.find("Whole."), std::string::npos);
  ASSERT_TRUE(unpacked.trouble);
  EXPECT_EQ(unpacked.trouble->message, "a compressed part is damaged (and 1 more)");
}

TEST(ByteStream, ManyFalseBeginningsStayLinear) {
  // Each mark could begin a member; looking back into each is bounded.
  std::string marks;
  for (int i = 0; i < 40000; ++i)
    marks += std::string_view("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03\x4B", 11);
  EXPECT_TRUE(all_of(gzip("One.") + marks).trouble);
}

TEST(ByteStream, ZstdWithADictionaryInFront) {
  const std::string dictionary = noise(2000);
  const auto with_dictionary = [&](std::string_view bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    ZSTD_CCtx* const context = ZSTD_createCCtx();
    out.resize(ZSTD_compress_usingDict(context, out.data(), out.size(), bytes.data(), bytes.size(),
                                       dictionary.data(), dictionary.size(), 3));
    ZSTD_freeCCtx(context);
    return out;
  };
  const std::string one = dictionary.substr(100, 1500), two = dictionary.substr(500, 900) + "end";
  for (const std::string& stored : {dictionary, zstd(dictionary)}) {
    std::string frame("\x5D\x2A\x4D\x18", 4);
    for (int shift = 0; shift < 32; shift += 8) frame += static_cast<char>((stored.size() >> shift) & 0xFF);
    const std::string packed = frame + stored + with_dictionary(one) + with_dictionary(two);
    const Unpacked unpacked = all_of(packed);
    EXPECT_TRUE(unpacked.bytes == one + two);
    EXPECT_FALSE(unpacked.trouble);
    EXPECT_EQ(all_of(std::string_view(packed).substr(0, 300)).trouble->code, ErrorCode::Truncated);
  }
}

TEST(ContentCoding, EachCodingAndEachLie) {
  const std::string page = std::string(kTestPage) + noise(3000);
  bool truncated = false;
  for (const auto& [bytes, coding] :
       std::vector<std::pair<std::string, std::string>>{{gzip(page), "gzip"},
                                                        {deflated(page, 15), "deflate"},
                                                        {deflated(page, -15), "deflate"},
                                                        {zstd(page), "zstd"},
                                                        {stored_brotli(page), "br"}}) {
    const Result<std::string> whole = unpack(bytes, coding, 1 << 20, truncated);
    ASSERT_TRUE(whole) << coding;
    EXPECT_TRUE(*whole == page) << coding;
    EXPECT_FALSE(truncated) << coding;
    const Result<std::string> cut =
        unpack(std::string_view(bytes).substr(0, bytes.size() / 2), coding, 1 << 20, truncated);
    EXPECT_TRUE(truncated) << coding;
    // zstd gives nothing before a block is whole.
    if (cut)
      EXPECT_TRUE(page.starts_with(*cut)) << coding;
    else
      EXPECT_EQ(cut.error().code, ErrorCode::Truncated) << coding;
    EXPECT_EQ(unpack(bytes, coding, 100, truncated).error().code, ErrorCode::TooLarge) << coding;
  }
  for (const std::string_view coding : {"deflate", "br"})
    EXPECT_EQ(unpack(kTestPage, coding, 1 << 20, truncated).error().code, ErrorCode::BadFormat) << coding;
}

}  // namespace
}  // namespace raven::read
