// SPDX-License-Identifier: Apache-2.0
#include "learn/kernel.h"

#include "base/assert.h"
#include "learn/kernel_tables.h"

namespace raven::learn {
namespace {

bool processor_has(Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::Avx2) return __builtin_cpu_supports("avx2");
  if (kernel == Kernel::Avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
#endif
  return kernel == Kernel::Plain;
}

const KernelFunctions* functions_of(Kernel kernel) {
  switch (kernel) {
    case Kernel::Avx2:
      return avx2_kernel();
    case Kernel::Avx512:
      return avx512_kernel();
    case Kernel::Plain:
      break;
  }
  return plain_kernel();
}

}  // namespace

bool can_run(Kernel kernel) {
  return functions_of(kernel) != nullptr && processor_has(kernel);
}

Kernel best_kernel() {
  if (can_run(Kernel::Avx512)) return Kernel::Avx512;
  return can_run(Kernel::Avx2) ? Kernel::Avx2 : Kernel::Plain;
}

const KernelFunctions& kernel_functions(Kernel kernel) {
  RAVEN_ASSERT(can_run(kernel));
  return *functions_of(kernel);
}

}  // namespace raven::learn
