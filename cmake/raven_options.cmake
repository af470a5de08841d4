# SPDX-License-Identifier: Apache-2.0
# Compiler settings and the libraries that rooms may link by a short name.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(RAVEN_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(RAVEN_WERROR "Warnings are errors" OFF)
option(RAVEN_FUZZ "Build the fuzz targets with libFuzzer (clang only)" OFF)
option(RAVEN_BENCH "Build the benchmarks" OFF)
set(RAVEN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# -O2: the rooms are bound by memory and branches; -O3 measured no faster and builds slower.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(RAVEN_CCACHE ccache)
if(RAVEN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${RAVEN_CCACHE})
endif()

add_library(raven_flags INTERFACE)
target_compile_options(raven_flags INTERFACE -Wall -Wextra -Wshadow=local -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(raven_flags INTERFACE -Wno-unknown-warning-option -Wno-missing-designated-field-initializers -Wshadow)
endif()
if(RAVEN_WERROR)
  target_compile_options(raven_flags INTERFACE -Werror)
endif()
if(RAVEN_SANITIZE)
  # For everything, the test framework's main included: a program half instrumented reports nonsense.
  add_compile_options(-fsanitize=${RAVEN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${RAVEN_SANITIZE})
endif()
if(RAVEN_FUZZ)
  # Coverage of every room is what guides the search.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(raven_flags INTERFACE RAVEN_ASSERTS=1 _GLIBCXX_ASSERTIONS=1)
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# raven_library(short header library [pkg-config name]) makes raven_lib_<short> for raven_room(... LINKS short).
function(raven_library short header library)
  find_path(RAVEN_${short}_INCLUDE ${header} REQUIRED)
  add_library(raven_lib_${short} INTERFACE)
  foreach(name ${library} ${ARGN})
    find_library(RAVEN_${short}_${name} ${name} REQUIRED)
    target_link_libraries(raven_lib_${short} INTERFACE ${RAVEN_${short}_${name}})
  endforeach()
endfunction()

raven_library(xxhash xxhash.h xxhash)
raven_library(icu unicode/ucnv.h icuuc icui18n)
raven_library(simdjson simdjson.h simdjson)
raven_library(expat expat.h expat)
raven_library(deflate libdeflate.h deflate)
raven_library(zstd zstd.h zstd)
raven_library(z zlib.h z)
raven_library(cld2 cld2/public/compact_lang_det.h cld2)
raven_library(sqlite sqlite3.h sqlite3)
raven_library(tbb tbb/parallel_pipeline.h tbb)
raven_library(fmt fmt/format.h fmt)
find_path(RAVEN_cli11_INCLUDE CLI/CLI.hpp REQUIRED)
add_library(raven_lib_cli11 INTERFACE)
