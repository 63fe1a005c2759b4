#!/usr/bin/env bash
# Posts dead letters again, and deletes those that are taken: again.sh FOLDER URL [TOKEN_FILE]
set -euo pipefail
shopt -s nullglob
folder=${1:?usage: again.sh FOLDER URL [TOKEN_FILE]} url=${2:?an address}
# The token comes by a file of headers: what stands in arguments, everybody on the machine sees.
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT
echo 'Content-Type: application/cloudevents+json; charset=UTF-8' >"$headers"
[ -z "${3:-}" ] || printf 'Authorization: Bearer %s\n' "$(head -n 1 "$3")" >>"$headers"

status=0
for event in "$folder"/*.json; do
  if curl --silent --show-error --fail --noproxy '*' --max-time 30 -H "@$headers" --data-binary "@$event" "$url" >/dev/null; then
    rm -f "$event" "$event.why.txt"
  else
    status=1
  fi
done
exit "$status"
