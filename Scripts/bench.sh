#!/usr/bin/env bash
# Builds suqiu and its C peers, makes the data, measures all on it in one run, prints the table.
#
#   BENCH_QUICK=1      a short pass that only shows that everything works; keeps no results
#   BENCH_RECORD=1     stores the instruction counts anew
#   BENCH_ROUNDS=N     repetitions (5; quick 2)
#   BENCH_SUQIU=FILE   measures this binary instead of building one
#   BENCH_RULES=DIR    the shipped rules (Rules)
#   BENCH_NO_SPOOL=1   leaves the folder way out, which waits for the disk
#   BENCH_NO_CALLGRIND=1  leaves the instruction counts out
#
# Exit status: 0 fine · 1 results differ or instructions moved by more than 10 % · 2 could not run.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/install-tools.sh libvectorscan-dev valgrind

data=.build/bench
mkdir -p "$data/bin"
if [ -n "${BENCH_QUICK:-}" ]; then
  orders=2000 rounds=${BENCH_ROUNDS:-2} seconds=0.15 report=$data/RESULTS-quick.md
  packs=(20 300 3000)
else
  orders=20000 rounds=${BENCH_ROUNDS:-5} seconds=0.8 report=Benchmarks/RESULTS.md
  packs=(20 300 3000 10000)
fi

if [ -z "${BENCH_SUQIU:-}" ]; then
  swift build -c release --static-swift-stdlib --product suqiu \
    --explicit-target-dependency-import-check error >&2
fi

compile() {
  local source=$1
  shift
  # shellcheck disable=SC2046  # several words on purpose
  cc -std=gnu11 -O3 -march=native -Wall -Wextra -Werror -o "$data/bin/$(basename "$source" .c)" \
    "$source" $([ $# -eq 0 ] || pkg-config --cflags --libs "$@")
}
compile Benchmarks/measure/meter.c
compile Benchmarks/peers/plain.c libpcre2-8
compile Benchmarks/peers/vectorscan.c libpcre2-8 libhs
compile Benchmarks/peers/spool.c

spool_options=()
[ -z "${BENCH_QUICK:-}" ] || spool_options+=(--orders 1000 --rounds 2)
[ -n "${BENCH_NO_SPOOL:-}" ] || python3 Benchmarks/measure/spool.py "$data/bin/spool" "${BENCH_SUQIU:-.build/release/suqiu}" "$data" \
  "${spool_options[@]}"

rm -rf "$data/inputs"
python3 Benchmarks/generate/generate.py "$data" --orders "$orders" --packs "${packs[@]}"

options=()
[ -z "${BENCH_QUICK:-}" ] || options+=(--quick)
[ -z "${BENCH_RECORD:-}" ] || options+=(--record)
[ -z "${BENCH_NO_CALLGRIND:-}" ] || options+=(--no-instructions)
exec python3 Benchmarks/measure/measure.py "$data" \
  --suqiu "${BENCH_SUQIU:-.build/release/suqiu}" --rules "${BENCH_RULES:-Rules}" \
  --corpus Corpus/labelled \
  --report "$report" --stored Benchmarks/instructions.tsv \
  --packs "${packs[@]}" --rounds "$rounds" --seconds "$seconds" \
  --commit "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" "${options[@]}"
