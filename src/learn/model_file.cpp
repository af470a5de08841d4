// SPDX-License-Identifier: Apache-2.0
#include "learn/model_file.h"

#include "base/assert.h"
#include "base/hash.h"

namespace raven::learn {
namespace {

// Bytes above 0x7F and a line end tell a transfer that changed bytes from one that did not, as PNG's do.
constexpr std::string_view kMagic("\x8DRavenM\n", 8);
constexpr std::size_t kNameSize = 16;
// magic, checksum (8), size (8), kind (16), version (4), section count (4)
constexpr std::size_t kHeaderSize = 8 + 8 + 8 + kNameSize + 4 + 4;
constexpr std::size_t kChecksumAt = 8;
constexpr std::size_t kChecksummedFrom = 16;
constexpr std::size_t kEntrySize = kNameSize + 8 + 8;
constexpr std::size_t kAlignment = 64;

std::string padded_name(std::string_view name) {
  RAVEN_ASSERT(!name.empty() && name.size() <= kNameSize);
  std::string padded(name);
  padded.resize(kNameSize, '\0');
  return padded;
}

std::string_view name_at(std::string_view bytes, std::size_t at) {
  std::string_view name = bytes.substr(at, kNameSize);
  return name.substr(0, name.find('\0'));
}

}  // namespace

void append_number(std::string& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

Result<ModelFile> ModelFile::parse(std::string_view name, std::string_view bytes, std::string_view kind,
                                   std::uint32_t version) {
  ModelFile file;
  file.name_ = name;
  if (bytes.size() < kHeaderSize || bytes.substr(0, kMagic.size()) != kMagic)
    return file.fault("is not a Raven model");
  const std::string_view written_kind = name_at(bytes, 24);
  if (written_kind != kind)
    return file.fault("is a model of another kind (" + std::string(written_kind) + ", wanted " +
                      std::string(kind) + ")");
  const std::uint64_t written_version = number_at(bytes, 40, 4);
  if (written_version != version)
    return file.fault("has layout " + std::to_string(written_version) + "; this build reads layout " +
                      std::to_string(version));
  const std::uint64_t size = number_at(bytes, 16, 8);
  if (size != bytes.size())
    return file.fault("should have " + std::to_string(size) + " bytes and has " +
                      std::to_string(bytes.size()));
  if (base::hash64(bytes.substr(kChecksummedFrom)) != number_at(bytes, kChecksumAt, 8))
    return file.fault("is damaged: its checksum does not fit");
  const std::uint64_t count = number_at(bytes, 44, 4);
  if (count > (bytes.size() - kHeaderSize) / kEntrySize)
    return file.fault("lists more sections than it can hold");
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = kHeaderSize + i * kEntrySize;
    const std::uint64_t offset = number_at(bytes, entry + kNameSize, 8);
    const std::uint64_t length = number_at(bytes, entry + kNameSize + 8, 8);
    if (offset > bytes.size() || length > bytes.size() - offset)
      return file.fault("has a section that lies outside it");
    file.sections_.emplace_back(name_at(bytes, entry), bytes.substr(offset, length));
  }
  return file;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const auto& [section_name, bytes] : sections_)
    if (section_name == name) return bytes;
  return fault("has no section " + std::string(name));
}

bool ModelFile::has(std::string_view name) const {
  for (const auto& section : sections_)
    if (section.first == name) return true;
  return false;
}

Error ModelFile::fault(std::string message) const {
  return {ErrorCode::BadKnowledge, std::move(message), name_};
}

std::string ModelWriter::finish() && {
  std::size_t offset = kHeaderSize + sections_.size() * kEntrySize;
  const auto aligned = [](std::size_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; };
  std::string entries;
  std::string body;
  const std::size_t body_from = aligned(offset);
  offset = body_from;
  for (const auto& [name, bytes] : sections_) {
    entries += padded_name(name);
    append_number(entries, offset, 8);
    append_number(entries, bytes.size(), 8);
    body += bytes;
    body.resize(aligned(body.size()), '\0');
    offset = body_from + body.size();
  }
  std::string checked;
  append_number(checked, body_from + body.size(), 8);
  checked += padded_name(kind_);
  append_number(checked, version_, 4);
  append_number(checked, sections_.size(), 4);
  checked += entries;
  checked.resize(body_from - kChecksummedFrom, '\0');
  checked += body;
  std::string file(kMagic);
  append_number(file, base::hash64(checked), 8);
  return file + checked;
}

}  // namespace raven::learn
