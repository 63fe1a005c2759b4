#!/usr/bin/env bash
# Builds and runs every test in debug, prints the seconds of each stage, and fails when the tests
# themselves take longer than 900 seconds.
set -euo pipefail
cd "$(dirname "$0")/.."

limit=900
began=$SECONDS
swift build --build-tests "$@"
built=$((SECONDS - began))

began=$SECONDS
status=0
swift test --skip-build "$@" || status=$?
tested=$((SECONDS - began))

echo "stage build: ${built} s"
echo "stage tests: ${tested} s (limit ${limit} s)"
if [ "$tested" -gt "$limit" ]; then
  echo "error: the tests took longer than ${limit} s; move long forms to make torture" >&2
  exit 1
fi
exit "$status"
