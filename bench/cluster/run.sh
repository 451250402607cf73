#!/usr/bin/env bash
# A cluster of 1, 2 and 3 silo processes with one gateway and PostgreSQL, all on this machine: bench/cluster/run.sh [EVENTS].
# For each: records/s accepted and counted, CPU per record of gateway and silos; then how long until everything is counted after
# a silo is killed under load.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
events=${1:-500000}
client=bench/LoadClient/bin/Release/net10.0/load-client
dotnet build bench/LoadClient -c Release -v quiet --nologo
gateway=http://127.0.0.1:8080/
log=$(mktemp)
cluster=""
trap '[ -z "$cluster" ] || { kill "$cluster"; wait "$cluster" || true; }; rm -f "$log"' EXIT

counted() {
  curl -sf "${gateway}api/v1/components" | grep -o '"component":"model-[0-9]*"' | cut -d'"' -f4 | while read -r name; do
    curl -sf "${gateway}api/v1/components/$name" | sed -E 's/.*"requests":([0-9]+).*/\1/'
  done | awk '{ s += $1 } END { print s + 0 }'
}

pids() { sed -nE "s/^$1 [0-9]+: pid ([0-9]+),.*/\1/p" "$log"; }

# Seconds of CPU of the processes so far.
cpu() {
  for pid in "$@"; do cat "/proc/$pid/stat"; done 2>/dev/null | awk -v hz="$(getconf CLK_TCK)" '{ s += $14 + $15 } END { printf "%.2f", s / hz }'
}

start() {
  deploy/local-cluster.sh --silos "$1" --gateways 1 >"$log" 2>&1 &
  cluster=$!
  until grep -q '^ready' "$log"; do
    kill -0 "$cluster" || { cat "$log"; exit 1; }
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
  "$client" ingest plimsoll "$gateway" $((events / 10)) 2 >/dev/null
  base=$(counted)
  read -ra all <<<"$(pids silo | tr '\n' ' ')$(pids gateway | tr '\n' ' ')"
  before=$(cpu "${all[@]}") began=$(date +%s.%N)
  read -r rate _ <<<"$("$client" ingest plimsoll "$gateway" "$events" 2)"
  until [ "$(counted)" -ge $((base + events)) ]; do sleep 0.2; done
  awk -v n="$silos" -v e="$events" -v r="$rate" -v a="$began" -v z="$(date +%s.%N)" -v b="$before" -v c="$(cpu "${all[@]}")" \
    'BEGIN { printf "silos=%d accepted_per_second=%s counted_per_second=%.0f cpu_us_per_record=%.2f\n", n, r, e / (z - a), (c - b) * 1e6 / e }'
  if [ "$silos" = 3 ]; then
    base=$(counted)
    "$client" ingest plimsoll "$gateway" "$events" 2 >/dev/null &
    sleep 0.5
    kill -9 "$(pids silo | sed -n 2p)"
    killed=$(date +%s.%N)
    wait $!
    until [ "$(counted)" -ge $((base + events)) ]; do sleep 0.2; done
    total=$(counted)
    awk -v a="$killed" -v z="$(date +%s.%N)" -v e="$((base + events))" -v t="$total" \
      'BEGIN { printf "silo_killed: all counted after %.1f s, expected=%d counted=%d\n", z - a, e, t }'
  fi
  stop
done
