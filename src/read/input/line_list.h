// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Lists as text: each line that is not blank becomes a paragraph of the article, with its way back.
///
///     read_line_list("https://courier.example/sitemap-1.xml\n", article);
///
/// The bytes must be UTF-8. Thread safety: pure but for `article`.

#include <raven/record.h>

#include <string_view>

namespace raven::read {

void read_line_list(std::string_view utf8, Article& article);

}  // namespace raven::read
