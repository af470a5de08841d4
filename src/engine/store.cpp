// SPDX-License-Identifier: Apache-2.0
#include "engine/parts.h"

namespace raven {

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Access access) {
  RAVEN_TRY(keep::StoreFile file, keep::StoreFile::open(path, access));
  return Store(std::unique_ptr<Parts>(new Parts{std::move(file)}));
}

Result<bool> Store::holds(std::string_view hash) const {
  return parts_->file.holds(hash);
}
Result<std::vector<Keeping>> Store::keep(std::span<const Document> documents) {
  return parts_->file.keep(documents);
}
Result<StoreCounts> Store::counts() const {
  return parts_->file.counts();
}
Result<std::uint64_t> Store::each_document(const DocumentSink& sink) const {
  return parts_->file.each_document(sink);
}
Result<std::uint64_t> Store::query(std::string_view sql, const RowSink& sink) const {
  return parts_->file.query(sql, sink);
}

}  // namespace raven
