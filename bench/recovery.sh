#!/usr/bin/env bash
# How long a killed gateway takes to come back: bench/recovery.sh [EVENTS]. No checkpoint covers any of the events, so
# that all of them are read from the journal and applied again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
events=${1:-10000000}
source bench/servers.sh
build
export PLIMSOLL__CHECKPOINTS__INTERVAL=1h PLIMSOLL__JOURNAL__MAX_BYTES=64GiB

port=$("$client" free-port)
start_server plimsoll "$port"
result=$("$client" ingest plimsoll "http://127.0.0.1:$port/" "$events" 1)
read -r rate _ <<<"$result"
echo "$events events sent, $rate/s; journal $(du -sh "$work/plimsoll-$port" | cut -f1), resident $(awk '/VmHWM/ { printf "%.0f MiB", $2 / 1024 }' "/proc/$server/status") at most"
kill -9 "$server"
wait "$server" 2>/dev/null || true
began=$(date +%s.%N)
start_server plimsoll "$port"
ready=$(date +%s.%N)
counted=0
for i in $(seq -f %02g 0 19); do
  requests=$(curl -sf "http://127.0.0.1:$port/api/v1/components/model-$i" | sed -E 's/.*"requests":([0-9]+).*/\1/')
  counted=$((counted + requests))
done
echo "ready again after $(awk -v a="$began" -v b="$ready" 'BEGIN { printf "%.1f", b - a }') s with $counted events"
[ "$counted" = "$events" ]
awk -v a="$began" -v b="$ready" 'BEGIN { printf "recovery_seconds=%.1f\n", b - a }'
