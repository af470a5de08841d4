// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// What stands behind the facades: the rooms of the path, loaded; the file of a store. Private to the engine.

#include "base/knowledge.h"
#include "code/coder.h"
#include "code/scorer/type_scorer.h"
#include "keep/store_file.h"
#include "language/language.h"
#include "read/reader.h"
#include "resolve/resolver.h"

#include <raven/raven.h>

namespace raven {

struct Raven::Parts {
  // The rooms view into the knowledge, so it stands first and does not move.
  std::unique_ptr<base::Knowledge> knowledge;
  read::Reader reader;
  language::Language language;
  resolve::Resolver resolver;
  code::Coder coder;
  code::TypeScorer scorer;  // views into the coder's tables, which stay where they are
};

struct Store::Parts {
  keep::StoreFile file;
};

}  // namespace raven
