#!/usr/bin/env bash
# A cluster of 1, 2 and 3 silo processes with one gateway and PostgreSQL, all on this machine: bench/cluster/run.sh [EVENTS].
# For each, on an empty cluster: records/s until a query shows all of them, and CPU of gateway and silos per record; then how
# long until a query shows all when one of three silos is killed under load.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
events=${1:-500000}
client=bench/LoadClient/bin/Release/net10.0/load-client
dotnet build bench/LoadClient -c Release -v quiet --nologo >/dev/null
gateway=http://127.0.0.1:8080/
log=$(mktemp) result=$(mktemp)
cluster=""
trap '[ -z "$cluster" ] || { kill "$cluster"; wait "$cluster" || true; }; rm -f "$log" "$result"' EXIT

pids() { sed -nE "s/^$1 [0-9]+: pid ([0-9]+),.*/\1/p" "$log"; }

# Seconds of CPU of the members so far.
cpu() {
  for pid in $(pids silo) $(pids gateway); do cat "/proc/$pid/stat"; done | awk -v hz="$(getconf CLK_TCK)" '{ s += $14 + $15 } END { printf "%.2f", s / hz }'
}

start() {
  : >"$log"
  deploy/local-cluster.sh --silos "$1" --gateways 1 >"$log" 2>&1 &
  cluster=$!
  until grep -q '^ready' "$log"; do
    kill -0 "$cluster" || { cat "$log" >&2; exit 1; }
    sleep 0.5
  done
}

stop() {
  kill "$cluster"
  wait "$cluster" || true
  cluster=""
}

for silos in 1 2 3; do
  start "$silos"
  before=$(cpu)
  "$client" ingest plimsoll "$gateway" "$events" 2 >"$result"
  read -r rate _ <"$result"
  awk -v n="$silos" -v e="$events" -v r="$rate" -v b="$before" -v c="$(cpu)" \
    'BEGIN { printf "silos=%d records_per_second=%s cpu_us_per_record=%.2f\n", n, r, (c - b) * 1e6 / e }'
  stop
done

start 3
"$client" ingest plimsoll "$gateway" "$events" 2 >"$result" &
load=$!
sleep 0.5
kill -9 "$(pids silo | sed -n 2p)"
killed=$(date +%s.%N)
wait "$load"
awk -v a="$killed" -v z="$(date +%s.%N)" 'BEGIN { printf "silo_killed_all_counted_after_seconds=%.1f\n", z - a }'
stop
