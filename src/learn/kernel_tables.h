// SPDX-License-Identifier: Apache-2.0
#pragma once

/// \file
/// The kernels of this build, one for each file that is compiled for an instruction set of its own
/// (kernel_plain.cpp, kernel_avx2.cpp, kernel_avx512.cpp). Only kernel.cpp asks for them.

#include "learn/kernel.h"

#include <cstdint>

namespace raven::learn {

/// Sixteen numbers, however many the machine takes at once.
using Floats = float __attribute__((vector_size(64)));
using Integers = std::int32_t __attribute__((vector_size(64)));

/// nullptr where the build is not for such a processor.
const KernelFunctions* plain_kernel();
const KernelFunctions* avx2_kernel();
const KernelFunctions* avx512_kernel();

}  // namespace raven::learn
