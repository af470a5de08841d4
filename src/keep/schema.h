// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The tables of a store and how a store of an older version is brought up to date. docs/store.md is their
/// manual.
///
///     RAVEN_TRY(Done done, bring_up_to_date(database, schema_steps()));
///
/// A step, once released, never changes: what is to be different is a new step. The number of steps is the
/// version of the schema and stands in the file's `user_version`; `application_id` says whose file it is
/// (SQLite file format, section 1.3).

#include "keep/database.h"

#include <raven/result.h>

#include <cstdint>
#include <span>

namespace raven::keep {

/// "Ravn" in ASCII.
inline constexpr std::int64_t kApplicationId = 0x5261766e;

/// The SQL that leads from version n to version n + 1, for each n from 0 on.
std::span<const char* const> schema_steps();

/// Carries out the steps that the file lacks, all in one transaction: it is at the newest version afterwards,
/// or as it was. A file of version 0 (without tables) is marked as a store.
Result<Done> bring_up_to_date(Database& database, std::span<const char* const> steps);

}  // namespace raven::keep
