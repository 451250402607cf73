#!/usr/bin/env bash
# What many components hold that were active for an hour: bench/memory.sh [COMPONENTS] [REQUESTS_PER_MINUTE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
components=${1:-1000}
per_minute=${2:-60}
source bench/servers.sh
build
port=$("$client" free-port)
start_server plimsoll "$port"
resident() { awk -v f="$1" '$1 == f ":" { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
echo "idle: $(resident VmRSS) MiB"
sent=$("$client" hour "http://127.0.0.1:$port/" "$components" "$per_minute")
sleep 90 # a checkpoint of all components, and a tick
curl -sf "http://127.0.0.1:$port/api/v1/series?metric=ttft_ms.p95&step=1m&from=$((($(date +%s) - 3600) * 1000))&to=$(($(date +%s) * 1000))" >"$work/series.json"
echo "$components components with $sent requests in an hour; series of one metric: $(($(stat -c %s "$work/series.json") >> 20)) MiB of JSON"
echo "memory_rss_mib=$(resident VmRSS) highest=$(resident VmHWM)"
