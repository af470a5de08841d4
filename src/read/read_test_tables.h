// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The built-in tables and a reader over them, for the tests of this room.
///
///     Document document = test_reader().read("…", {});
///
/// Made once for each program; the tests run in one thread.

#include "base/calendar.h"
#include "base/knowledge.h"
#include "read/reader.h"
#include "read/reading_tables.h"

#include <gtest/gtest.h>

namespace raven::read {

/// 2026-11-24: the reader's clock in all tests.
inline base::Day test_today() {
  return *base::make_day(2026, 11, 24);
}

inline const ReadingTables& test_tables() {
  static const base::Knowledge knowledge;
  static const Result<ReadingTables> tables = ReadingTables::make(knowledge);
  EXPECT_TRUE(tables.ok());
  return *tables;
}

inline const Reader& test_reader() {
  static const base::Knowledge knowledge;
  static const Result<Reader> reader = Reader::make(knowledge, {.today = test_today()});
  EXPECT_TRUE(reader.ok());
  return *reader;
}

}  // namespace raven::read
