#!/usr/bin/env bash
# Builds and runs every test in debug, prints the seconds of each stage, and fails when the tests
# themselves take longer than 900 seconds.
#
# Tests of the daemon and of whole processes wait for real events with deadlines: they run one after
# another, so that on a small machine no test waits for a neighbour.
#
# What failed is told once more at the end: nobody should search it between thousands of lines.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=900
stages=()
status=0
tested=0
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT

stage() {
  local name=$1 began=$SECONDS
  shift
  "$@" 2>&1 | tee -a "$printed" || status=1
  local took=$((SECONDS - began))
  stages+=("stage ${name}: ${took} s")
  [ "$name" = build ] || tested=$((tested + took))
}

stage build swift build --build-tests "$@"
[ "$status" -eq 0 ] || exit 1
stage units swift test --skip-build "$@" --skip 'PipelineTests|EndToEndTests'
stage daemon swift test --skip-build "$@" --no-parallel --filter PipelineTests
stage processes swift test --skip-build "$@" --no-parallel --filter EndToEndTests
stage documents Scripts/run-documents.py "$(swift build --show-bin-path "$@")/suqiu"

printf '%s\n' "${stages[@]}" "all tests: ${tested} s (limit ${limit} s)"
if [ "$status" -ne 0 ]; then
  echo "failed:" >&2
  # With the lines of its message, which may hold what a program printed; of each no more than forty.
  awk '/^✘/ { left = 40 } /^(◇|✔)/ { left = 0 } left-- > 0' "$printed" >&2
  grep -E '^(FAIL|error:)' "$printed" >&2 || true
fi
if [ "$tested" -gt "$limit" ]; then
  echo "error: the tests took longer than ${limit} s; move long forms to make torture" >&2
  exit 1
fi
exit "$status"
