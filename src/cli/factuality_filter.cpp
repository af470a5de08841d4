// SPDX-License-Identifier: Apache-2.0
#include "cli/factuality_filter.h"

#include <algorithm>

namespace raven::cli {

void FactualityFilter::add_option(OptionTable& options) {
  std::vector<std::string> names;
  for (const Factuality value : {Factuality::Asserted, Factuality::Denied, Factuality::Planned,
                                 Factuality::Conditional, Factuality::Alleged, Factuality::Background})
    names.emplace_back(name_of(value));
  options.choices(wanted_, "--only", names,
                  "write only events of this factuality; may be given more than once");
}

bool FactualityFilter::takes(const Event& event) const {
  return wanted_.empty() ||
         std::find(wanted_.begin(), wanted_.end(), name_of(event.factuality)) != wanted_.end();
}

}  // namespace raven::cli
