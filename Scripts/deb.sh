#!/usr/bin/env bash
# Makes the Debian package: deb.sh SUQIU FOLDER [VERSION]
set -euo pipefail
cd "$(dirname "$0")/.."
suqiu=${1:?usage: deb.sh SUQIU FOLDER [VERSION]} folder=${2:?a folder for the package}
version=${3:-$("$suqiu" --version)}
architecture=$(dpkg --print-architecture)

# What the program links beside the C library, and the package it comes from.
declare -A package=(
  [libpcre2-8.so.0]=libpcre2-8-0 [libsqlite3.so.0]=libsqlite3-0 [libzip.so.4]=libzip4
  [libxml2.so.2]=libxml2 [libcurl.so.4]=libcurl4
  [libstdc++.so.6]=libstdc++6 [libgcc_s.so.1]=libgcc-s1)
depends="adduser, libc6 (>= $(objdump -T "$suqiu" | grep -oP 'GLIBC_\K[0-9.]+' | sort -V | tail -1))"
while read -r library; do
  case $library in libc.so.*|libm.so.*|ld-linux*|libdl.so.*|libpthread.so.*) continue ;; esac
  [ -n "${package[$library]:-}" ] || {
    echo "error: $suqiu links $library, which no package named here brings; build it with --static-swift-stdlib" >&2
    exit 1
  }
  depends+=", ${package[$library]}"
done < <(objdump -p "$suqiu" | awk '$1 == "NEEDED" { print $2 }' | sort)

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
put() { install -D -m "${3:-644}" "$1" "$tree/$2"; }

install -D -m 755 "$suqiu" "$tree/usr/bin/suqiu"
strip --strip-unneeded "$tree/usr/bin/suqiu"
put Packaging/suqiu.service usr/lib/systemd/system/suqiu.service
put Packaging/hardened.conf usr/share/suqiu/hardened.conf
put Packaging/sinks.conf usr/share/suqiu/sinks.conf
put LICENSE usr/share/doc/suqiu/copyright
put README.md usr/share/doc/suqiu/README.md
for page in docs/*.md; do put "$page" "usr/share/doc/suqiu/$page"; done
for file in README.md outbox/reader.py outbox/orders.sql outbox/each-order.sh webhook/receiver.py webhook/again.sh \
  nats/bridge.py; do
  put "Integrations/$file" "usr/share/doc/suqiu/examples/$file"
done

# Rules and settings are conffiles: what somebody changed stays when the package is upgraded.
mkdir -p "$tree/etc/suqiu"
cp -R Rules "$tree/etc/suqiu/rules"
sed -e 's|^# spool: .*|spool: /var/lib/suqiu/spool|' -e 's|^# outbox: .*|outbox: /var/lib/suqiu/outbox|' \
  Packaging/suqiu.yaml >"$tree/etc/suqiu/suqiu.yaml"
find "$tree/etc" -type f -exec chmod 644 {} +
find "$tree/etc" -type d -exec chmod 755 {} +

python3 Packaging/manual.py "$suqiu" "$tree/etc/suqiu/suqiu.yaml" "$tree/usr/share/man"
find "$tree/usr/share/man" -type f -exec gzip -9n {} +
for shell in bash:bash-completion/completions/suqiu zsh:zsh/vendor-completions/_suqiu \
  fish:fish/vendor_completions.d/suqiu.fish; do
  file=$tree/usr/share/${shell#*:}
  mkdir -p "${file%/*}"
  "$suqiu" --generate-completion-script "${shell%%:*}" >"$file"
done
find "$tree" -type d -exec chmod 755 {} +

mkdir "$tree/DEBIAN"
for script in postinst prerm postrm; do install -m 755 "Packaging/debian/$script" "$tree/DEBIAN/$script"; done
(cd "$tree" && find etc -type f | sed 's|^|/|' | LC_ALL=C sort) >"$tree/DEBIAN/conffiles"
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: suqiu
Version: $version
Architecture: $architecture
Maintainer: The Suqiu project <suqiu@localhost>
Section: text
Priority: optional
Depends: $depends
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Description: tags intent, topic and root cause of power-utility work orders
 A daemon watches an inbox folder of free-text work orders and call transcripts,
 applies rules that the people of the desk write, and writes one JSON for each,
 with the words that show every label.
CONTROL
mkdir -p "$folder"
file=$folder/suqiu_${version}_$architecture.deb
dpkg-deb -Zzstd --root-owner-group --build "$tree" "$file" >/dev/null
echo "$file"
