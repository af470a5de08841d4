// SPDX-License-Identifier: Apache-2.0
// A result that may be an error must be looked at.
#include <raven/raven.h>

bool opens() {
#ifdef MISUSE
  raven::Store::open("news.raven", raven::Access::ReadOnly);
  return true;
#else
  return raven::Store::open("news.raven", raven::Access::ReadOnly).ok();
#endif
}
