#!/usr/bin/env bash
# Plimsoll beside VictoriaMetrics on the same events: bench/ingest.sh [EVENTS] [ROUNDS]
# The rounds alternate, so that a busy machine is busy for both; the best round of each counts. Of VictoriaMetrics
# the better of the two formats counts in which an event is sent as it happened. Its own JSON import wants the
# numbers of many events gathered into columns by the client beforehand; it stands beside them for reference. After
# each round p50, p95 and p99 per component and minute are asked of all components, in one request.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
events=${1:-1000000}
rounds=${2:-3}
command -v victoria-metrics >/dev/null || { echo "victoria-metrics is not on PATH" >&2; exit 2; }
source bench/servers.sh
build

declare -A best fastest
measure() {
  local port result
  port=$("$client" free-port)
  start_server "$1" "$port"
  result=$("$client" ingest "$1" "http://127.0.0.1:$port/" "$events")
  read -r rate visible sent client_cpu mib <<<"$result"
  printf '%-22s %12s %10s %10s %12s %12s %8s\n' "$1" "$rate" "$visible" "$sent" "$client_cpu" "$(server_cpu)" "$mib"
  query=$("$client" query "$1" "http://127.0.0.1:$port/")
  read -r median least most <<<"$query"
  printf '%-22s %12s median, %s to %s ms for three quantiles per component and minute\n' "" "$median" "$least" "$most"
  stop_server
  rm -rf "${work:?}/$1-$port"
  if [ "$rate" -gt "${best[$1]:-0}" ]; then best[$1]=$rate; fi
  fastest[$1]=$(printf '%s\n%s\n' "$median" "${fastest[$1]:-$median}" | sort -n | head -1)
}

echo "$events events of 12 numbers, 20 components, batches of 1000, one connection; $rounds rounds"
printf '%-22s %12s %10s %10s %12s %12s %8s\n' server events/s "visible s" "sent s" "client cpu s" "server cpu s" MiB
for _ in $(seq "$rounds"); do
  for target in plimsoll victoria-json victoria-prometheus victoria-influx; do
    measure "$target"
  done
done

ratio() { awk -v p="${best[plimsoll]}" -v v="$1" 'BEGIN { printf "%.2f", p / v }'; }

victoria=0
for target in victoria-influx victoria-prometheus; do
  if [ "${best[$target]}" -gt "$victoria" ]; then victoria=${best[$target]} way=$target; fi
done
echo "best: plimsoll ${best[plimsoll]} events/s, $way $victoria events/s"
echo "against columns made by the client (victoria-json, ${best[victoria-json]} events/s): $(ratio "${best[victoria-json]}")"
echo "ingest_ratio victoria-metrics=$(ratio "$victoria")"
echo "query_ratio victoria-metrics=$(awk -v p="${fastest[plimsoll]}" -v v="${fastest[$way]}" 'BEGIN { printf "%.1f", v / p }')"
