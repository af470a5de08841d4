// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// An article's way back to its source as few bytes: what the column `page.origins` holds. A page has
/// thousands of runs, each a step on from the one before, so that four short numbers tell it.
///
///     std::string bytes = origin_bytes(article.origins);
///     std::optional<std::vector<OriginRun>> runs = origins_from(bytes);
///
/// Form: a byte 1 (the form's number), then for each run the text's gap since the last run's end, its text
/// length, the source's gap and its source length; lengths as LEB128, gaps as LEB128 of their zigzag (DWARF
/// 5, section 7.6). No runs are no bytes. Thread safety: pure functions.

#include <raven/record.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raven::keep {

std::string origin_bytes(const std::vector<OriginRun>& runs);

/// Nothing if the bytes do not follow the form.
std::optional<std::vector<OriginRun>> origins_from(std::string_view bytes);

}  // namespace raven::keep
