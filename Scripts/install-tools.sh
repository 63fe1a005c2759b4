#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks. Silent when nothing is missing.
set -euo pipefail

command -v swift >/dev/null || {
  echo "error: no Swift toolchain found; install Swift 6.3 or newer from swift.org and put it on the PATH" >&2
  exit 2
}

missing=()
have() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
for package in libpcre2-dev libzip-dev libxml2-dev libsqlite3-dev libcurl4-openssl-dev pkg-config "$@"; do
  have "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "error: ${missing[*]} missing and neither root nor sudo at hand; install them and try again" >&2
    exit 2
  }
  as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
