// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The table of errors: one row for each `ErrorCode`, in its order (a test compares the two).

#include <raven/result.h>

#include <span>

namespace raven::base {

std::span<const ErrorMeaning> error_table();

}  // namespace raven::base
