#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run_fuzz.sh [TARGET...]: builds the fuzz targets and runs each for FUZZ_SECONDS over its corpus. New inputs stay
# under build/; a crash is written there and ends the run with its file named. To keep one for good, give it a name and
# put it in tests/fuzz/corpus/TARGET/, where the ordinary tests replay it.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
cmake --preset fuzz >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }
cmake --build --preset fuzz --parallel "${JOBS:-2}" --target raven_fuzz
[ "$#" -gt 0 ] || set -- $(cd tests/fuzz && ls ./*_fuzz.cpp | sed 's|^\./||; s|_fuzz\.cpp$||')
for target in "$@"; do
  echo "== $target, ${FUZZ_SECONDS:-60} s"
  mkdir -p "build/fuzz/found/$target"
  dictionary=""
  [ ! -f "tests/fuzz/$target.dict" ] || dictionary="-dict=tests/fuzz/$target.dict"
  seeds=""
  [ ! -d "tests/fuzz/corpus/$target" ] || seeds="tests/fuzz/corpus/$target"
  "build/fuzz/tests/fuzz/raven_${target}_fuzz" $dictionary -max_total_time="${FUZZ_SECONDS:-60}" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="build/fuzz/found/$target-" "build/fuzz/found/$target" $seeds
done
