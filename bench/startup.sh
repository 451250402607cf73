#!/usr/bin/env bash
# Time from starting the gateway to its first accepted record, and its resident memory ten seconds after the start:
# bench/startup.sh [ROUNDS]. Every round begins on an empty data directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-3}
source bench/servers.sh
build

for round in $(seq "$rounds"); do
  port=$("$client" free-port)
  "$client" startup "http://127.0.0.1:$port/" \
    "$gateway" --urls "http://127.0.0.1:$port" --data "$work/startup-$round" --otlp-http off --otlp-grpc off
done | tee "$work/startup.txt" | while read -r seconds mib; do echo "first record accepted after $seconds s, idle $mib MiB"; done
median() { cut -d' ' -f"$1" "$work/startup.txt" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
echo "startup_seconds=$(median 1) idle_rss_mib=$(median 2)"
