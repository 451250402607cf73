#!/usr/bin/env bash
# Judged answers a second against a stub judge, and whether a judge that is slow or dead slows ingest: bench/judging.sh [RECORDS] [ROUNDS]
# The rounds alternate between no judge but the heuristic, a stub that answers at once, one that keeps each call for 20 s, and
# an address where nobody listens; the best round of each counts. Each record comes with a prompt and a response.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
records=${1:-200000}
rounds=${2:-2}
modes=(heuristic stub slow dead)
source bench/servers.sh
build

config() { # MODE JUDGE_PORT
  echo "quality: { sample_rate: 0.02, max_in_flight: 64, budget: { calls_per_day: 10000000 }$([ "$1" = heuristic ] || echo ', judge: stub') }"
  [ "$1" = heuristic ] || echo "judges: { stub: { kind: openai, model: stub, base_url: 'http://127.0.0.1:$2/v1', concurrency: 64 } }"
}

declare -A best
judged=
measure() { # MODE
  local port judge result
  port=$("$client" free-port)
  judge=$("$client" free-port)
  config "$1" "$judge" >"$work/judging.yaml"
  start_server plimsoll-judging "$port" --config "$work/judging.yaml"
  "$client" judging "http://127.0.0.1:$port/" 20000 >/dev/null
  case $1 in
    stub) result=$("$client" judging "http://127.0.0.1:$port/" "$records" "http://127.0.0.1:$judge/" 0) ;;
    slow) result=$("$client" judging "http://127.0.0.1:$port/" "$records" "http://127.0.0.1:$judge/" 20000) ;;
    *) result=$("$client" judging "http://127.0.0.1:$port/" "$records") ;;
  esac
  stop_server
  rm -rf "${work:?}/plimsoll-judging-$port"
  echo "$1: $result (records/s, judged, judged/s)"
  set -- "$1" $result
  if [ "$2" -gt "${best[$1]:-0}" ]; then best[$1]=$2; fi
  if [ "$1" = stub ] && [ "$4" -gt "${judged:-0}" ]; then judged=$4; fi
}

for _ in $(seq "$rounds"); do
  for mode in "${modes[@]}"; do measure "$mode"; done
done
ratio() { awk -v a="${best[$1]}" -v b="${best[heuristic]}" 'BEGIN { printf "%.2f", a / b }'; }
echo "judged_per_second=$judged ingest ratio stub=$(ratio stub) slow=$(ratio slow) dead=$(ratio dead)"
