// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Pages that are made to cost time or memory.
///
///     for (const HostilePage& page : hostile_pages()) read(page.make(1 << 20));

#include "read/input/record_facts.h"

#include <functional>
#include <string>
#include <vector>

namespace raven::hostile {

struct HostilePage {
  std::string name;
  read::BytesKind kind = read::BytesKind::Html;
  /// A page of about so many bytes.
  std::function<std::string(std::size_t)> make;
  /// The charset that the server tells.
  std::string charset;
};

/// All pages, in the order of the path: markup, attributes, text, encodings, metadata, plain text, JSON.
std::vector<HostilePage> hostile_pages();

}  // namespace raven::hostile
