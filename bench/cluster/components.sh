#!/usr/bin/env bash
# What many components hold in a cluster, and what their checkpoints write: bench/cluster/components.sh [COMPONENTS] [SILOS].
# An hour of a request a minute for each; then for STEADY_SECONDS (120) a request every ten seconds, so that each has changed at each of its
# checkpoints (every 30 s), the most that a component can cost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
components=${1:-10000}
silos=${2:-3}
source bench/cluster/members.sh
[ -n "${NO_BUILD:-}" ] || build
psql=$(ls -d /usr/lib/postgresql/*/bin/psql | tail -1)

wal() { "$psql" -h 127.0.0.1 -p 15432 -U plimsoll postgres -Atc "SELECT pg_current_wal_lsn() - '0/0'"; }

# The sum of a counter over the silos.
counter() {
  local i
  for ((i = 0; i < silos; i++)); do curl -sf "http://127.0.0.1:$((8090 + i))/metrics"; done |
    awk -v name="$1" 'index($1, name) == 1 { s += $2 } END { printf "%.0f", s }'
}

send() {
  awk -v n="$components" -v ms="$(date +%s%3N)" 'BEGIN {
    for (i = 0; i < n; i++)
      printf "{\"component\":\"model-%04d\",\"timestamp\":%s,\"input_tokens\":%d,\"output_tokens\":%d,\"ttft_ms\":%d,\"total_latency_ms\":%d}\n", i, ms, 100 + i % 700, 20 + i % 90, 90 + i % 300, 900 + i % 4000
  }' | curl -sSf "${entry}api/v1/records" -H 'content-type: application/x-ndjson' --data-binary @- >/dev/null
}

start "$silos"
echo "empty: gateway $(resident $(pids gateway)) MiB, $silos silos $(resident $(pids silo)) MiB"
front=$(cpu $(pids gateway)) silo=$(cpu $(pids silo))
"$client" hour "$entry" "$components" 1 >"$result"
sleep 5
awk -v e="$(cat "$result")" -v g="$(($(cpu $(pids gateway)) - front))" -v s="$(($(cpu $(pids silo)) - silo))" \
  'BEGIN { printf "a delivery for every record, from the start: cpu_us_per_record gateway=%.1f silos=%.1f\n", g * 1e4 / e, s * 1e4 / e }'
sleep 60
echo "$components components, $(cat "$result") requests in an hour: gateway $(resident $(pids gateway)) MiB, $silos silos $(resident $(pids silo)) MiB"

begin=$(date +%s.%N) wal=$(wal) cpu=$(cpu $(pids silo))
commits=$(counter 'plimsoll_gateway_checkpoints_total{outcome="committed"') blocks=$(counter plimsoll_gateway_checkpoint_blocks_total) bytes=$(counter plimsoll_gateway_checkpoint_written_bytes_total)
end=$((SECONDS + ${STEADY_SECONDS:-120}))
while [ "$SECONDS" -lt "$end" ]; do
  send
  sleep 10
done
awk -v s="$(date +%s.%N)" -v b="$begin" -v c="$(($(counter 'plimsoll_gateway_checkpoints_total{outcome="committed"') - commits))" \
  -v n="$(($(counter plimsoll_gateway_checkpoint_blocks_total) - blocks))" -v y="$(($(counter plimsoll_gateway_checkpoint_written_bytes_total) - bytes))" \
  -v w="$(($(wal) - wal))" -v u="$(($(cpu $(pids silo)) - cpu))" 'BEGIN {
    s -= b
    printf "checkpoints_per_second=%.0f blocks_per_checkpoint=%.2f bytes_per_checkpoint=%.0f bytes_per_second=%.0f wal_bytes_per_second=%.0f silo_cpu_percent=%.0f\n", c / s, n / c, y / c, y / s, w / s, u / s }'
echo "then: gateway $(resident $(pids gateway)) MiB, $silos silos $(resident $(pids silo)) MiB"
