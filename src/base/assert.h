// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// RAVEN_ASSERT(condition): for what only a fault of our own can break, never for what input can reach.
/// Checked in the dev build; free elsewhere.

#ifdef RAVEN_ASSERTS
#include <cassert>
#define RAVEN_ASSERT(condition) assert(condition)
#else
#define RAVEN_ASSERT(condition) static_cast<void>(sizeof(!(condition)))
#endif
