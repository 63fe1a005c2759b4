#!/usr/bin/env bash
# Runs the service of the package under a real systemd: test-unit.sh PACKAGE ROOT (as root)
#
# ROOT is a Debian that may be changed; it is booted by systemd-nspawn. Memory limits are not held there
# where this machine's own systemd, or another, has the controllers of the control groups.
set -euo pipefail
cd "$(dirname "$0")/.."
package=${1:?usage: test-unit.sh PACKAGE ROOT} root=${2:?a folder with a Debian}
[ "$(id -u)" -eq 0 ] || { echo "error: run as root: systemd-nspawn needs it" >&2; exit 2; }
Scripts/install-tools.sh systemd-container util-linux
work=$(mktemp -d)
container=
finish() {
  # A first SIGTERM is an orderly end of all services, a second one the end.
  if [ -n "$container" ]; then
    kill "$container" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$container" 2>/dev/null || break; sleep 0.2; done
    kill -KILL "$container" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

cp "$package" "$root/root/suqiu.deb"
chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
  sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends systemd systemd-sysv dbus' >"$work/log" 2>&1 ||
  { tail "$work/log"; exit 1; }
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn --directory="$root" --boot --register=no --keep-unit \
  --console=pipe --resolv-conf=off </dev/null >"$work/console" 2>&1 &
container=$!
leader=
inside() { nsenter -t "$leader" -a /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }
passed=0
holds() { # holds WHAT COMMAND …: a promise, tried
  local what=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1)); echo "ok   $what"
  else
    echo "FAIL $what"; tail -20 "$work/out"; inside journalctl --no-pager -u suqiu -n 20; exit 1
  fi
}
within() { # within SECONDS COMMAND …: until it holds
  local end=$((SECONDS + $1))
  shift
  until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.2; done
}
booted() {
  leader=$(ps -o pid= --ppid "$container" | head -1 | tr -d ' ')
  [ -n "$leader" ] && inside systemctl is-system-running 2>/dev/null | grep -Eq 'running|degraded'
}
property() { inside systemctl show suqiu -P "$1"; }
is() { [ "$(property "$1")" = "$2" ]; }
more_than() { [ "$(property "$1")" -gt "$2" ]; }
drop() { # drop NAME: written beside the inbox and renamed into it, as the user
  inside setpriv --reuid=suqiu --regid=suqiu --init-groups sh -c \
    "cd /var/lib/suqiu/spool && echo 客户反映昨晚打雷后家里停电 >.$1 && mv .$1 inbox/$1"
}
labelled() { inside grep -q '"id":"lightning"' "/var/lib/suqiu/outbox/$1.json"; }
main_status() { inside cat "/proc/$(property MainPID)/status"; }
has_status() { main_status | grep -Pq "$1"; }
drop_in() { # drop_in NAME TEXT
  mkdir -p "$root/etc/systemd/system/suqiu.service.d"
  echo "$2" >"$root/etc/systemd/system/suqiu.service.d/$1.conf"
  inside systemctl daemon-reload
}

holds "a Debian boots" within 60 booted
holds "apt installs the package and starts the service" \
  inside apt-get install -y -qq --no-install-recommends /root/suqiu.deb
holds "it is active once it says that it is ready, and not before" is ActiveState active
holds "it said so itself" bash -c '[ "$1" = notify ] && [ "$2" -gt 0 ]' - "$(property Type)" "$(property WatchdogTimestampMonotonic)"
drop one.txt
holds "an order becomes a result" within 30 labelled one.txt
holds "its only capability is CAP_LEASE, and no new ones come" has_status '^CapEff:\s0*10000000$'
holds "system calls are filtered, new privileges are not to be had" bash -c \
  "grep -Pq '^Seccomp:\s2' <<<\"\$1\" && grep -Pq '^NoNewPrivs:\s1' <<<\"\$1\"" - "$(main_status)"
holds "everything but its own folder is read-only" bash -c \
  "awk '\$5 == \"/\" { r = \$6 } \$5 == \"/var/lib/suqiu\" { w = \$6 } END { exit !(r ~ /^ro/ && w ~ /^rw/) }' <<<\"\$1\"" - \
  "$(inside cat "/proc/$(property MainPID)/mountinfo")"
inside systemd-analyze security suqiu --no-pager | tail -1
holds "systemd rates its exposure as OK (below 3)" bash -c \
  "inside() { nsenter -t $leader -a \"\$@\"; }; inside systemd-analyze security --threshold=30 suqiu --no-pager"
holds "a reload is taken" inside systemctl reload suqiu
holds "and keeps the process" is NRestarts 0
pid=$(property MainPID)
inside systemctl kill -s SIGKILL suqiu
drop two.txt
holds "killed, it is started again" within 30 more_than NRestarts 0
holds "and goes on with what came meanwhile" within 30 labelled two.txt
holds "in another process" bash -c "[ $pid != \$1 ]" - "$(property MainPID)"

drop_in watchdog $'[Service]\nWatchdogSec=2'
inside systemctl restart suqiu
restarts=$(property NRestarts)
sleep 7
holds "a watchdog of two seconds hears from it in time" is NRestarts "$restarts"
inside sh -c "kill -STOP $(property MainPID)"
holds "a daemon that hangs is ended by the watchdog and started again" within 40 more_than NRestarts "$restarts"
drop three.txt
holds "and goes on" within 30 labelled three.txt
rm "$root/etc/systemd/system/suqiu.service.d/watchdog.conf"

inside install -D -m 644 /usr/share/suqiu/hardened.conf /etc/systemd/system/suqiu.service.d/hardened.conf
inside systemctl daemon-reload
inside systemctl restart suqiu
drop four.txt
holds "hardened.conf: without machine code the same label" within 30 labelled four.txt
holds "by the interpreter" inside grep -q '"suqiuengine":"interpreter"' /var/lib/suqiu/outbox/four.txt.json
holds "where results without it say otherwise" bash -c \
  "! grep -q interpreter '$root/var/lib/suqiu/outbox/one.txt.json'"

holds "it stops" inside systemctl stop suqiu
holds "cleanly" is Result success
holds "and says so in its status" inside grep -q '^{"state":"stopped"' /var/lib/suqiu/spool/status.json
drop five.txt
holds "started again, it takes what came meanwhile" inside systemctl start suqiu
holds "as a result" within 30 labelled five.txt
holds "purging stops it and takes the unit away" bash -c \
  "rm '$root'/var/lib/suqiu/outbox/*.json && nsenter -t $leader -a apt-get purge -y -qq suqiu && ! nsenter -t $leader -a systemctl cat suqiu"
echo "$passed passed, 0 failed"
