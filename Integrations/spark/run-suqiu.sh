#!/bin/sh
# Runs on an executor, once a partition: unpacks what the job shipped and becomes the filter.
#
#   run-suqiu.sh BUNDLE.tar DIGEST [FLAG …]      rows on standard input, results on standard output
#
# The folder is named by the digest and appears by rename: many partitions may begin at once, and a bundle
# of other rules never meets this one.
set -eu
bundle=$1 digest=$2
shift 2
home=${TMPDIR:-/tmp}/suqiu-spark-$(id -u)/$digest
if [ ! -d "$home" ]; then
  mkdir -p -m 700 "${home%/*}"
  fresh=$(mktemp -d "${home%/*}/.new.XXXXXX")
  tar -xf "$bundle" -C "$fresh"
  # Somebody else may have been first: theirs is the same.
  mv -T "$fresh" "$home" 2>/dev/null || rm -rf "$fresh"
fi
exec "$home/suqiu" classify --jsonl --rules "$home/rules" "$@"
