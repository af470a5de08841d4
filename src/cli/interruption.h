// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// Ctrl-C. The first SIGINT or SIGTERM asks the run to end after the documents in flight; the second ends the
/// program at once. SIGPIPE is ignored, so that a reader that went away is an error of `write`.
/// Thread safety: `interrupted` may be asked from any thread.

namespace raven::cli {

void watch_signals();
bool interrupted();

}  // namespace raven::cli
