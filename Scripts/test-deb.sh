#!/usr/bin/env bash
# Installs, upgrades, removes and purges the package in a fresh Debian: test-deb.sh SUQIU (as root)
#
# The Debian is made by debootstrap below .build and kept for the next time. There is no systemd inside: the
# daemon is run by hand as its user, and at the end Scripts/test-unit.sh boots another copy with systemd.
set -euo pipefail
cd "$(dirname "$0")/.."
suqiu=${1:?usage: test-deb.sh SUQIU}
base=${SUQIU_DEBIAN:-.build/debian}
[ "$(id -u)" -eq 0 ] || { echo "error: run as root: debootstrap and chroot need it" >&2; exit 2; }
Scripts/install-tools.sh debootstrap systemd binutils python3

if [ ! -e "$base/complete" ]; then
  rm -rf "$base"
  mkdir -p "$base"
  read -r mirror < <(apt-get indextargets --format '$(SITE)')
  debootstrap --variant=minbase bookworm "$base/root" "$mirror" >"$base/log"
  touch "$base/complete"
fi
work=$(mktemp -d)
root=$work/root
cp -a "$base/root" "$root"
finish() { umount "$root/proc" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
mount -t proc proc "$root/proc"
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp -aL /etc/resolv.conf /etc/hosts "$root/etc/"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }
as_suqiu() { inside setpriv --reuid=suqiu --regid=suqiu --init-groups --no-new-privs "$@"; }
passed=0
holds() { # holds WHAT COMMAND …: a promise, tried
  local what=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1)); echo "ok   $what"
  else
    echo "FAIL $what"; tail -20 "$work/out"; exit 1
  fi
}
lacks() { ! "$@"; }

echo "== the package"
first=$(Scripts/deb.sh "$suqiu" "$work" 0.1.0)
second=$(Scripts/deb.sh "$suqiu" "$work" 0.1.1)
dpkg-deb --info "$first" | grep Depends
cp "$first" "$second" "$root/tmp/"
# A setting of the unit this machine does not know would only be a warning: it fails here.
sed -e 's|/usr/bin/suqiu|/bin/true|' -e '/^Documentation=/d' Packaging/suqiu.service >"$work/suqiu.service"
holds "systemd understands every line of the unit" bash -c \
  "! systemd-analyze verify '$work/suqiu.service' 2>&1 | grep suqiu.service"
systemd-analyze security --offline=true "$work/suqiu.service" | tail -1

echo "== installed"
inside apt-get update -qq >/dev/null 2>&1
holds "apt installs it with what it depends on" \
  inside apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$first")"
holds "its rules hold all their examples" inside suqiu check /etc/suqiu/rules
holds "there is a user without a shell" inside sh -c 'getent passwd suqiu | grep -q nologin'
holds "doctor finds nothing that keeps it from running" as_suqiu suqiu doctor
holds "manual pages name every command" inside sh -c \
  'for c in serve status doctor classify check; do test -s /usr/share/man/man1/suqiu-$c.1.gz || exit 1; done'
holds "man reads them without a complaint" bash -c \
  "for p in '$root'/usr/share/man/man?/suqiu*; do zcat \$p | man --warnings -E UTF-8 -l - 2>&1 >/dev/null | grep . && exit 1; done; true"
holds "bash completes its commands" inside bash -n /usr/share/bash-completion/completions/suqiu
echo '客户反映昨晚打雷后家里停电' >"$root/tmp/order.txt"
as_suqiu sh -c 'cp /tmp/order.txt /var/lib/suqiu/spool/inbox/'
holds "the daemon takes an order as its user" as_suqiu suqiu serve --once
holds "its result is in the outbox" inside grep -q '"id":"lightning"' /var/lib/suqiu/outbox/order.txt.json
holds "others may not read results" lacks inside setpriv --reuid=nobody --regid=nogroup --clear-groups \
  cat /var/lib/suqiu/outbox/order.txt.json
holds "where machine code is forbidden, patterns are interpreted, to the same result" \
  python3 Scripts/without-machine-code.py "$root" /tmp/order.txt

echo "== upgraded"
pack=/etc/suqiu/rules/packs/trips.yaml
echo "# ours" >>"$root$pack"
echo "quiet_ms: 800" >>"$root/etc/suqiu/suqiu.yaml"
inside apt-get install -y -qq "/tmp/$(basename "$second")" >/dev/null 2>&1
holds "what somebody wrote into a rule file is still there" grep -q '^# ours' "$root$pack"
holds "and into the settings" grep -q '^quiet_ms: 800' "$root/etc/suqiu/suqiu.yaml"
holds "the new version is in place" bash -c "chroot '$root' dpkg-query -W -f='\${Version}' suqiu | grep -qx 0.1.1"

echo "== removed and purged"
inside apt-get remove -y -qq suqiu >/dev/null 2>&1
holds "removing keeps rules and orders" test -e "$root$pack" -a -e "$root/var/lib/suqiu/outbox/order.txt.json"
inside apt-get purge -y -qq suqiu >"$work/purge" 2>&1
holds "purging keeps results nobody has taken, and says so" grep -q "still in /var/lib/suqiu" "$work/purge"
inside apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$second")" >/dev/null 2>&1
rm "$root/var/lib/suqiu/outbox/order.txt.json"
inside apt-get purge -y -qq suqiu >/dev/null 2>&1
holds "otherwise purging leaves nothing" bash -c \
  "! find '$root/etc' '$root/usr' '$root/var/lib/suqiu' -path '*suqiu*' 2>/dev/null | grep ."
holds "and no user" lacks inside getent passwd suqiu
echo "$passed passed, 0 failed"

echo "== under systemd"
cp -a "$base/root" "$work/booted"
cp -a /etc/apt/apt.conf.d/. "$work/booted/etc/apt/apt.conf.d/"
cp -aL /etc/resolv.conf /etc/hosts "$work/booted/etc/"
Scripts/test-unit.sh "$first" "$work/booted"
