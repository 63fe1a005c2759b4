#!/usr/bin/env bash
# Everything that may go wrong with a spool, done to real daemons; hours in full, minutes when short.
#
#   TORTURE_QUICK=1       every part in its short form
#   TORTURE_SUQIU=FILE    tortures this binary instead of building a release one
#   TORTURE_ONLY="a b"    only these parts, by the names below
#   TORTURE_KEEP=1        keeps the folders of a round that went wrong
#
# Parts that need root, loop devices or a missing tool say SKIPPED, loudly, and are counted.
# Exit status: 0 fine · 1 something went wrong · 2 could not run.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/install-tools.sh strace e2fsprogs xfsprogs faketime python3 gcc libc6-dev

if [ -z "${TORTURE_SUQIU:-}" ]; then
  swift build -c release --static-swift-stdlib --product suqiu \
    --explicit-target-dependency-import-check error
  export TORTURE_SUQIU=$PWD/.build/release/suqiu
fi
"$TORTURE_SUQIU" check Scripts/torture/rules >/dev/null || {
  echo "error: $TORTURE_SUQIU does not take the rules in Scripts/torture/rules" >&2
  exit 2
}

declare -A parts=(
  [twins]="twins.py"
  [kill]="kill_loop.py"
  [kill-syscalls]="every_syscall.py kill"
  [fail-syscalls]="every_syscall.py error"
  [full-disk]="full_disk.py"
  [power]="power_loss.py"
  [senders]="senders.py"
  [flood]="flood.py"
  [latency]="latency.py"
  [clock]="clock_jumps.py"
  [worlds]="worlds.py"
  [soak]="soak.py"
  [console]="console_long.py"
  [reload]="a test"
)
order=(twins kill-syscalls fail-syscalls full-disk power senders worlds latency flood clock kill soak console reload)

# A thousand changes of the rules while orders come; a test of the debug build, not a script.
reload() {
  local changes=1000
  [ -z "${TORTURE_QUICK:-}" ] || changes=100
  SUQIU_TORTURE=$changes swift test --no-parallel --filter ReloadTortureTests \
    --explicit-target-dependency-import-check error
}

echo "torture of $("$TORTURE_SUQIU" --version) at $(git rev-parse --short HEAD 2>/dev/null || echo '?')," \
  "$(date -u +%Y-%m-%dT%H:%MZ), $(nproc) cores, $(uname -r)${TORTURE_QUICK:+, short form}"
failed=() skipped=()
for part in ${TORTURE_ONLY:-${order[@]}}; do
  [ -n "${parts[$part]:-}" ] || { echo "error: no part $part; there are: ${order[*]}" >&2; exit 2; }
  began=$SECONDS
  echo "── $part"
  status=0
  if [ "$part" = reload ]; then
    reload || status=$?
  else
    # shellcheck disable=SC2086  # a part is a script and its arguments
    python3 Scripts/torture/${parts[$part]} || status=$?
  fi
  echo "   $part: $((SECONDS - began)) s"
  case $status in
    0) ;;
    77) skipped+=("$part") ;;
    *) failed+=("$part") ;;
  esac
done
[ ${#skipped[@]} -eq 0 ] || echo "SKIPPED, NOT TESTED: ${skipped[*]}"
[ ${#failed[@]} -eq 0 ] || { echo "FAILED: ${failed[*]}" >&2; exit 1; }
echo "all others held"
