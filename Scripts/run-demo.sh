#!/usr/bin/env bash
# Runs the daemon on the sample orders, shows what came out, and stays until Ctrl-C.
#
# usage: Scripts/run-demo.sh SUQIU FOLDER
#
# Needs nothing but bash and awk. With SUQIU_DEMO_EXIT=1 and no terminal on standard input it leaves
# after the table: 0 when every sample has its result.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 SUQIU FOLDER" >&2
  exit 2
fi
suqiu=$1
demo=$2
cd "$(dirname "$0")/.."
patience=60 # seconds, for the start and for the results

[ -x "$suqiu" ] || { echo "error: $suqiu is not there; \`make build\` builds it" >&2; exit 2; }
mkdir -p "$demo"
demo=$(cd "$demo" && pwd)
rm -rf -- "$demo/spool" "$demo/outbox" "$demo/drop"
mkdir "$demo/drop"
inbox=$demo/spool/inbox
outbox=$demo/outbox
log=$demo/log.jsonl

: >"$log"
"$suqiu" serve --spool "$demo/spool" --outbox "$outbox" --rules Rules 2>>"$log" &
daemon=$!

# SIGTERM lets the daemon finish the orders in hand; whatever ends this script ends it too.
stop() {
  trap - EXIT INT TERM
  kill -TERM "$daemon" 2>/dev/null || true
  wait "$daemon" 2>/dev/null || true
  rm -rf -- "$demo/drop"
}
trap stop EXIT
trap 'echo; echo "stopping"; exit 0' INT TERM

alive() { kill -0 "$daemon" 2>/dev/null; }
fail() {
  echo "error: $1; the log is $log, its end:" >&2
  tail -n 5 "$log" >&2
  exit 1
}

# A pause that a signal can cut short.
nap() { sleep "$1" & wait $! || true; }

began=$SECONDS
until grep -q '"event":"ready"' "$log"; do
  alive || fail "the daemon did not start"
  [ $((SECONDS - began)) -lt $patience ] || fail "the daemon was not ready after $patience s"
  nap 0.1
done

# The way to drop files: copy beside the inbox, then rename in, so that nobody sees half a file.
names=()
for sample in Corpus/samples/*.txt; do
  name=${sample##*/}
  names+=("$name")
  cp -- "$sample" "$demo/drop/$name"
  mv -- "$demo/drop/$name" "$inbox/$name"
done

missing() {
  local name
  for name in "${names[@]}"; do
    [ -e "$outbox/$name.json" ] || echo "$name"
  done
}

began=$SECONDS
while [ -n "$(missing)" ]; do
  alive || fail "the daemon ended"
  [ $((SECONDS - began)) -lt $patience ] || break
  nap 0.1
done

table() { LC_ALL=C awk -v header="$1" -f Scripts/results-table.awk "${@:2}"; }

declare -A shown=()
results=()
for name in "${names[@]}"; do
  [ -e "$outbox/$name.json" ] || continue
  results+=("$outbox/$name.json")
  shown["$name.json"]=1
done
echo
[ ${#results[@]} -eq 0 ] || table 1 "${results[@]}"
echo
left=$(missing)
if [ -n "$left" ]; then
  echo "without a result after $patience s:" >&2
  echo "$left" >&2
  fail "${#results[@]} of ${#names[@]} samples have a result"
fi

if [ "${SUQIU_DEMO_EXIT:-}" = 1 ] && [ ! -t 0 ]; then
  echo "${#results[@]} samples, ${#results[@]} results"
  exit 0
fi

cat <<TEXT
${#results[@]} samples, ${#results[@]} results. The daemon keeps running; Ctrl-C stops it.

  inbox    $inbox
  results  $outbox
  refused  $demo/spool/quarantine
  log      $log

Try, in another terminal:
  echo '客户咨询雷雨天是否会停电' > '$demo/try.txt' && mv '$demo/try.txt' '$inbox/'

TEXT

# New results become rows as they come.
shopt -s nullglob
while alive; do
  nap 1
  for result in "$outbox"/*.json; do
    name=${result##*/}
    [ -z "${shown[$name]:-}" ] || continue
    shown[$name]=1
    table 0 "$result"
  done
done
fail "the daemon ended"
