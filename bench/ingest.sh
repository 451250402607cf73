#!/usr/bin/env bash
# Plimsoll beside VictoriaMetrics, InfluxDB and ClickHouse on the same events: bench/ingest.sh [EVENTS] [ROUNDS]
# The rounds alternate, so that a busy machine is busy for all; the best round of each counts. The ratio to VictoriaMetrics is
# JSON for JSON, each event sent as it happened; beside it stands that to the better of its own text formats (Influx lines,
# Prometheus text), and to columns into which the client has gathered the numbers of many events beforehand. After each round
# p50, p95 and p99 per component and minute are asked of all components, in one request. plimsoll-spans are the same events as
# OTLP spans in protobuf.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
events=${1:-1000000}
rounds=${2:-2}
warm_up=1000000
targets=(plimsoll plimsoll-spans victoria-json victoria-prometheus victoria-influx victoria-columns influxdb clickhouse-json clickhouse-tabs)
texts=(victoria-prometheus victoria-influx)
connections=(1 8)
source bench/servers.sh
build

declare -A best fastest
for target in "${targets[@]}"; do
  available "$target" || echo "$target: left out, its server is not on PATH" >&2
done

measure() {
  local port result key="$1 $2"
  port=$("$client" free-port)
  start_server "$1" "$port"
  "$client" ingest "$1" "http://127.0.0.1:$port/" "$warm_up" "$2" >/dev/null
  result=$("$client" ingest "$1" "http://127.0.0.1:$port/" "$events" "$2" 1)
  read -r rate visible sent client_cpu mib <<<"$result"
  query=$("$client" query "$1" "http://127.0.0.1:$port/")
  read -r median _ _ <<<"$query"
  printf '%-20s %11s %10s %9s %8s %12s %12s %6s %14s\n' "$1" "$2" "$rate" "$visible" "$sent" "$client_cpu" "$(server_cpu)" "$mib" "$median"
  stop_server
  rm -rf "${work:?}/$1-$port"
  if [ "$rate" -gt "${best[$key]:-0}" ]; then best[$key]=$rate; fi
  fastest[$1]=$(printf '%s\n%s\n' "$median" "${fastest[$1]:-$median}" | sort -n | head -1)
}

echo "$events events of 12 numbers, 20 components, batches of 1000, after $warm_up that warm each server up; $rounds rounds"
printf '%-20s %11s %10s %9s %8s %12s %12s %6s %14s\n' server connections events/s "visible s" "sent s" "client cpu s" "server cpu s" MiB "query ms"
for _ in $(seq "$rounds"); do
  for count in "${connections[@]}"; do
    for target in "${targets[@]}"; do
      if available "$target"; then measure "$target" "$count"; fi
    done
  done
done

# best_of CONNECTIONS TARGET…: the highest rate of these. ratio CONNECTIONS TARGET…: Plimsoll's rate over it.
best_of() { local count=$1 target; shift; for target; do echo "${best[$target $count]:-0}"; done | sort -n | tail -1; }
ratio() { awk -v p="${best[plimsoll $1]}" -v v="$(best_of "$@")" 'BEGIN { if (v > 0) printf "%.2f", p / v; else printf "none" }'; }
# The lower of the ratios over all numbers of connections.
lowest() { local count; for count in "${connections[@]}"; do ratio "$count" "$@"; echo; done | sort -n | head -1; }
slower() {
  local target
  for target; do echo "${fastest[$target]:-}"; done | sort -n | awk -v p="${fastest[plimsoll]}" '$1 { printf "%.1f", $1 / p; found = 1; exit } END { if (!found) printf "none" }'
}

for count in "${connections[@]}"; do
  echo "connections=$count plimsoll=${best[plimsoll $count]} ratio victoria-metrics=$(ratio "$count" victoria-json)" \
    "influxdb=$(ratio "$count" influxdb) clickhouse=$(ratio "$count" clickhouse-json clickhouse-tabs);" \
    "against VictoriaMetrics' text formats $(ratio "$count" "${texts[@]}"); against columns made by the client (victoria-columns) $(ratio "$count" victoria-columns)"
done
echo "spans_per_second $(best_of 1 plimsoll-spans) over one connection, $(best_of 8 plimsoll-spans) over eight"
echo "ingest_ratio victoria-metrics=$(lowest victoria-json) victoria-metrics-text=$(lowest "${texts[@]}") influxdb=$(lowest influxdb) clickhouse=$(lowest clickhouse-json clickhouse-tabs)"
echo "query_ratio victoria-metrics=$(slower victoria-json "${texts[@]}") influxdb=$(slower influxdb) clickhouse=$(slower clickhouse-json clickhouse-tabs)"
