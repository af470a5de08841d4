// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// `--only FACTUALITY`: which events are written. Uncertain events are there unless the user asks for others
/// only.

#include "cli/option_table.h"

#include <raven/record.h>

#include <string>
#include <vector>

namespace raven::cli {

class FactualityFilter {
 public:
  void add_option(OptionTable& options);
  bool takes(const Event& event) const;

 private:
  std::vector<std::string> wanted_;
};

}  // namespace raven::cli
