#!/usr/bin/env bash
# A loop over the outbox with jq: each-order.sh OUTBOX TAKEN [COMMAND …]
#
# Runs COMMAND once for each order with the line "id<tab>intent<tab>causes<tab>subject" on its standard
# input (default: print it). A file is moved to TAKEN only after every one of its orders went well; what
# failed stays in the outbox and comes again with the next call, so COMMAND must bear to see an id twice.
# `.stage/` and other dotted names are not touched: the * of the shell leaves them out.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,7s/^# //p' "$0" >&2; exit 2; }
outbox=$1 taken=$2
shift 2
[ $# -gt 0 ] || set -- cat
mkdir -p "$taken"
shopt -s nullglob
status=0

orders() {
  jq -r 'if .error then [.id, "ERROR", .error.code, ""]
         else [.id, .data.intent.id // "none", ([.data.causes[].id] | join(",")), .subject // ""] end
         | @tsv' "$1"
}

for file in "$outbox"/*.json "$outbox"/*.jsonl; do
  fine=yes
  list=$(orders "$file") || { echo "$file is no result of Suqiu; left where it is" >&2; status=1; continue; }
  while IFS= read -r line; do
    printf '%s\n' "$line" | "$@" || { fine=no; break; }
  done <<<"$list"
  if [ "$fine" = yes ]; then
    target=$taken/${file##*/} number=1
    while [ -e "$target" ]; do number=$((number + 1)); target=$taken/${file##*/}.$number; done
    mv -n -- "$file" "$target"
  else
    echo "$file: stays, the command failed" >&2
    status=1
  fi
done
exit "$status"
