// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Files for the tests of this folder: written to a folder of the test's own, packed in every way.
///
///     class FeedTest : public InputFiles {};
///     TEST_F(FeedTest, …) { const auto documents = all({write("feed.xml", "<rss>…")}); }

#include "read/input/input_stream.h"
#include "read/read_test_tables.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace raven::read {

/// `bits`: 15 + 16 gzip, 15 zlib, -15 raw deflate.
inline std::string deflated(std::string_view bytes, int bits) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string gzip(std::string_view bytes) {
  return deflated(bytes, 15 + 16);
}

inline std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

/// At most 65,536 bytes as a brotli stream that stores them (RFC 7932, 9.2).
inline std::string stored_brotli(std::string_view bytes) {
  const std::uint32_t head = static_cast<std::uint32_t>((bytes.size() - 1) << 4) | (1u << 20);
  std::string out;
  for (int shift = 0; shift < 24; shift += 8) out += static_cast<char>((head >> shift) & 0xFF);
  return out.append(bytes).append("\x03");
}

class InputFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("raven_read_") + testing::UnitTest::GetInstance()->current_test_info()->name() +
               std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path.string();
  }

  static std::vector<RawDocument> all(std::vector<std::string> inputs, InputFormat format = InputFormat::Auto,
                                      std::uint64_t limit = 1 << 20, PassedOver* passed_over = nullptr) {
    InputStream stream(std::move(inputs), format, limit);
    std::vector<RawDocument> documents;
    while (std::optional<RawDocument> raw = stream.next()) documents.push_back(std::move(*raw));
    EXPECT_EQ(stream.bytes_read(), stream.bytes_total());
    if (passed_over) *passed_over = stream.passed_over();
    return documents;
  }

  static std::vector<std::string> note_codes(const RawDocument& raw) {
    std::vector<std::string> codes;
    for (const Note& note : raw.hint.notes) codes.push_back(note.code);
    return codes;
  }

  std::filesystem::path folder_;
};

/// A record of a WARC file, its length wrong by `wrong`.
inline std::string warc_record(std::string_view uri, std::string_view http, std::string_view body,
                               std::string_view type = "response", int wrong = 0) {
  const std::string block = std::string(http) + std::string(body);
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + std::string(uri) +
         "\r\nWARC-Date: 2024-05-02T00:00:00Z\r\nContent-Type: application/http; "
         "msgtype=response\r\nContent-Length: " +
         std::to_string(static_cast<int>(block.size()) + wrong) + "\r\n\r\n" + block + "\r\n\r\n";
}

inline constexpr std::string_view kTestPage =
    "<!doctype html><title>Talks</title><p>The talks went on in the capital, officials said on Monday "
    "evening.</p>";
inline constexpr std::string_view kTestHttp =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

}  // namespace raven::read
