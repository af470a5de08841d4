# SPDX-License-Identifier: Apache-2.0
# The flags of the kernels (src/learn/kernel.h): one source, compiled for each instruction set. Without fused
# multiplication and addition, so that all of them give the same bits; with -O3, since their loops are what the
# network's time goes into. -Wno-psabi: vectors are passed only between functions of one file.
set(RAVEN_KERNEL_FLAGS -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math -Wno-psabi)
set(folder ${PROJECT_SOURCE_DIR}/src/learn)
set_source_files_properties(${folder}/kernel_plain.cpp PROPERTIES COMPILE_OPTIONS "${RAVEN_KERNEL_FLAGS}")
set(avx2 "")
set(avx512 "")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(avx2 -mavx2)
  set(avx512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx512vnni -mprefer-vector-width=512)
endif()
set_source_files_properties(${folder}/kernel_avx2.cpp PROPERTIES COMPILE_OPTIONS "${RAVEN_KERNEL_FLAGS};${avx2}")
set_source_files_properties(${folder}/kernel_avx512.cpp PROPERTIES COMPILE_OPTIONS "${RAVEN_KERNEL_FLAGS};${avx512}")
set_source_files_properties(${folder}/kernel_plain.cpp ${folder}/kernel_avx2.cpp ${folder}/kernel_avx512.cpp
                            PROPERTIES OBJECT_DEPENDS ${folder}/kernel_source.inl)
