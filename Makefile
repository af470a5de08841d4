# The short way in. Everything here is also a CMake preset; see CONTRIBUTING.md.
#   make demo      build, code the sample pages, show the events
#   make test      both builds, every test; ends with "N passed, M failed"
#   make bench     how fast each room and the whole path are
#   make fuzz      each fuzz target for FUZZ_SECONDS (default 60)
#   make train     builds knowledge/models/language.model from the sets in DATA (knowledge/models/README.md)
#   make train-events  builds knowledge/models/events.model from knowledge/corpus/events and knowledge/predicates
#   make format    clang-format over our sources
#   make install   the release build into PREFIX (default /usr/local)
#   make clean     removes build/

PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?=
TRAIN_OPTIONS ?=

.PHONY: all demo test bench fuzz train train-events format install clean packages release

all: release

packages:
	@tools/install_packages.sh

release: packages
	@mkdir -p build
	@cmake --preset release > build/release.log 2>&1 || { cat build/release.log; exit 1; }
	@cmake --build --preset release --parallel $(JOBS)

demo: packages
	@JOBS=$(JOBS) tools/demo.sh

test: packages
	@JOBS=$(JOBS) tools/run_tests.py

bench: packages
	@mkdir -p build
	@cmake --preset bench > build/bench.log 2>&1 || { cat build/bench.log; exit 1; }
	@cmake --build --preset bench --parallel $(JOBS) --target raven_bench
	@build/bench/tests/bench/raven_bench --benchmark_counters_tabular=true

fuzz: packages
	@FUZZ_SECONDS=$(FUZZ_SECONDS) JOBS=$(JOBS) tools/run_fuzz.sh $(FUZZ_TARGETS)

train:
	@test -n "$(DATA)" || { echo "make train DATA=folder"; exit 2; }
	@tools/train/run.sh "$(DATA)" $(TRAIN_OPTIONS)

train-events:
	@cmake --build --preset release --parallel $(JOBS) --target raven_train_type_scorer > build/train.log 2>&1 || { cat build/train.log; exit 1; }
	@build/release/train_type_scorer train knowledge/models/events.model knowledge knowledge/corpus/events/dev.txt \
	  $(sort $(wildcard knowledge/corpus/events/texts/*.txt))

format:
	@git ls-files '*.h' '*.cpp' | xargs clang-format -i

install: release
	@cmake --install build/release --prefix $(PREFIX)

clean:
	@rm -rf build
