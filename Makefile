# The two commands of the README are `make run` and `make test`; the rest is for the people who build Daybook.

SWIFT ?= swift
PREFIX ?= /usr/local

.PHONY: run test soak mutants fuzz lint format build release install setup setup-test bench clean

## Builds a release binary and opens the sandbox.
run: release
	@"$$($(SWIFT) build -c release --show-bin-path)/daybook" demo

## Runs every test, the terminal tests included; those by themselves, because they wait for processes and would starve the others.
test: setup-test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip EndToEndTests
	$(SWIFT) test --skip-build --filter EndToEndTests

## Simulates any number of machines: SOAK_SEEDS of them, from SOAK_FIRST on; SOAK_TRACE=1 prints every call.
SOAK_SEEDS ?= 20000
SOAK_FIRST ?= 1
soak: setup-test
	@SOAK_SEEDS=$(SOAK_SEEDS) SOAK_FIRST=$(SOAK_FIRST) $(if $(SOAK_TRACE),SOAK_TRACE=1) Scripts/soak

## Takes one protection away at a time and demands that a test notices: MUTANT=NAME for one of Scripts/mutants.
mutants: setup-test
	Scripts/mutation-check $(MUTANT)

## Lets libFuzzer look for input that traps or hangs: FUZZ_TARGETS, each for FUZZ_SECONDS.
FUZZ_SECONDS ?= 60
fuzz: setup-test
	Scripts/fuzz $(FUZZ_TARGETS) $(FUZZ_SECONDS)

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

build: setup
	$(SWIFT) build

release: setup
	$(SWIFT) build -c release --product daybook

## A stripped binary that needs no Swift on the machine it is copied to (ncurses and libstdc++ stay dynamic).
install: setup
	$(SWIFT) build -c release --product daybook --static-swift-stdlib --scratch-path .build-static
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 "$$($(SWIFT) build -c release --static-swift-stdlib --scratch-path .build-static --show-bin-path)/daybook" "$(DESTDIR)$(PREFIX)/bin/daybook"

## This machine's limits and ours, in the same run, on the disk of the working directory.
bench: release
	@"$$($(SWIFT) build -c release --show-bin-path)/daybook" --dir "$(CURDIR)/.build/bench" bench

setup:
	@Scripts/install-packages build

setup-test:
	@Scripts/install-packages test

clean:
	rm -rf .build .build-static
