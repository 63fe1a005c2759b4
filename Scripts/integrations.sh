#!/usr/bin/env bash
# Tests the readers of the outbox with the real programs, a NATS server among them: integrations.sh SUQIU [spark]
#
# What PyPI has goes into an environment of its own below .build; jq, nats-server and, for Spark, Java 17
# come from Debian.
set -euo pipefail
cd "$(dirname "$0")/.."
suqiu=${1:?usage: integrations.sh SUQIU [spark]}
folder=.build/integrations

want=(jq python3 python3-venv nats-server)
[ "${2:-}" = spark ] && ! command -v java >/dev/null && want+=(openjdk-17-jre-headless)
Scripts/install-tools.sh "${want[@]}"

requirements=(Integrations/requirements.txt)
[ "${2:-}" = spark ] && requirements+=(Integrations/spark/requirements.txt)
[ -x "$folder/bin/python" ] || python3 -m venv "$folder"
for file in "${requirements[@]}"; do
  "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$file"
done

if [ "${2:-}" = spark ]; then
  exec "$folder/bin/python" Integrations/spark/test_spark.py "$suqiu"
fi
"$folder/bin/python" Integrations/test_outbox.py "$suqiu"
exec "$folder/bin/python" Integrations/nats/test_nats.py "$suqiu"
