#!/usr/bin/env bash
# A gateway by itself, and a cluster of 1, 2 and 3 silo processes with one gateway and PostgreSQL, all on this machine:
# bench/cluster/run.sh [EVENTS] [ROUNDS]. Each takes a round to warm up, then ROUNDS more on the same processes; the least CPU
# per record and the highest rate count, as other work on the machine only adds. Then how long until a query shows every
# record when one of three silos is killed under load.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
events=${1:-300000}
rounds=${2:-4}
source bench/cluster/members.sh
[ -n "${NO_BUILD:-}" ] || build

# LABEL URL FRONT_PIDS SILO_PIDS: one line of the best round, and one of the first.
measure() {
  local round front silo rate
  for ((round = 0; round <= rounds; round++)); do
    front=$(cpu $3) silo=$(cpu $4)
    "$client" ingest plimsoll "$2" "$events" 2 "$round" >"$result"
    read -r rate _ <"$result"
    sleep 1
    echo "$round $rate $(($(cpu $3) - front)) $(($(cpu $4) - silo))"
  done | awk -v label="$1" -v us="$(awk -v e="$events" 'BEGIN { print 1e4 / e }')" '
    { total = $3 + $4 }
    $1 == 0 { printf "%s first round: records_per_second=%d cpu_us_per_record=%.2f\n", label, $2, total * us; next }
    $2 > rate { rate = $2 }
    best == "" || total < best { best = total; front = $3; silo = $4 }
    END { printf "%s warm: records_per_second=%d cpu_us_per_record=%.2f gateway=%.2f silos=%.2f\n", label, rate, best * us, front * us, silo * us }'
}

alone=$(mktemp -d)
port=$("$client" free-port)
src/Gateway/bin/Release/net10.0/Plimsoll.Gateway --urls "http://127.0.0.1:$port" --data "$alone" --otlp-http off --otlp-grpc off >/dev/null 2>&1 &
gateway=$!
until curl -sf "http://127.0.0.1:$port/readyz" >/dev/null; do sleep 0.2; done
measure "embedded" "http://127.0.0.1:$port/" "$gateway" ""
kill "$gateway" && wait "$gateway" || true
rm -rf "$alone"

for silos in 1 2 3; do
  start "$silos"
  measure "silos=$silos" "$entry" "$(pids gateway)" "$(pids silo)"
  stop
done

start 3
"$client" ingest plimsoll "$entry" "$events" 2 >"$result" &
load=$!
sleep 0.5
kill -9 "$(pids silo | sed -n 2p)"
killed=$(date +%s.%N)
wait "$load"
awk -v a="$killed" -v z="$(date +%s.%N)" 'BEGIN { printf "silo_killed_all_counted_after_seconds=%.1f\n", z - a }'
