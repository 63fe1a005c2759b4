# Suqiu. `make help` tells what each target does.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# An undeclared import is an error, also where the compiler would let it pass.
SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := .build/release/suqiu
DEMO ?= .build/demo

.PHONY: help tools run build test torture integrations spark documents deb check format golden bench clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

tools: ## Install what is missing: the PCRE2 headers and the tools of this Makefile
	@Scripts/install-tools.sh

run: build ## Build, run the daemon on sample orders, show what came out, stay running
	@Scripts/run-demo.sh $(RELEASE) $(DEMO)

build: tools ## Build the release binary, Swift's runtime linked in
	swift build -c release --static-swift-stdlib --product suqiu $(SWIFT_FLAGS)

test: tools ## Run all tests (debug build) and say how long each stage took
	@Scripts/install-tools.sh strace python3 curl jq git chromium chromium-driver
	@Scripts/run-tests.sh $(SWIFT_FLAGS)

torture: ## Kill it, cut its power, fill its disk, flood it (hours; TORTURE_QUICK=1 for minutes)
	@Scripts/torture.sh

integrations: build ## Read the outbox with Python, DuckDB, jq and NATS, and validate it; from PyPI
	@Scripts/integrations.sh $(RELEASE)

spark: build ## Classify on a local Spark and hold it against one machine (Java 17, PyPI)
	@Scripts/integrations.sh $(RELEASE) spark

documents: build ## Run every command of the documents with the release program
	@Scripts/install-tools.sh jq python3 git curl
	@Scripts/run-documents.py $(RELEASE)

deb: build ## Make the Debian package, then try it in a fresh Debian and under its systemd (root)
	@Scripts/install-tools.sh binutils python3
	@Scripts/deb.sh $(RELEASE) .build/deb
	@Scripts/test-deb.sh $(RELEASE)

check: tools ## Lint the Swift sources, then the shipped rules with their examples
	swift format lint --strict --recursive Sources Tests Package.swift
	swift run $(SWIFT_FLAGS) suqiu check Rules

format: ## Format the Swift sources in place
	swift format --in-place --recursive Sources Tests Package.swift

golden: tools ## Write the golden files anew; read the difference before committing
	RECORD_GOLDEN=1 swift test $(SWIFT_FLAGS) || true
	git diff --stat

bench: tools ## Time it beside C programs with PCRE2 and Vectorscan; writes Benchmarks/RESULTS.md
	@Scripts/bench.sh

clean: ## Remove what was built
	rm -rf .build
