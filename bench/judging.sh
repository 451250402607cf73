#!/usr/bin/env bash
# Judged answers a second against a stub judge, and whether a judge slows ingest: bench/judging.sh [SECONDS] [ROUNDS]
# The rounds alternate between nobody who judges, a stub that takes half a second, one that answers at once, one that keeps each call for
# 20 s, and an address where nobody listens; the best round of each counts. Each record comes with a prompt and a response. The timed seconds begin when the
# first sample is taken, so that the judge is asked meanwhile: a round takes four to eight minutes. MODES="none healthy" runs some of it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-10}
rounds=${2:-2}
read -ra modes <<<"${MODES:-none healthy instant slow dead}"
source bench/servers.sh
build

config() { # MODE JUDGE_PORT
  local calls=10000000
  [ "$1" != none ] || calls=1
  echo "quality: { sample_rate: 0.02, max_in_flight: 64, budget: { calls_per_day: $calls }, judge: stub, fixed_set_every: off }"
  echo "judges: { stub: { kind: openai, model: stub, base_url: 'http://127.0.0.1:$2/v1', concurrency: 64 } }"
}

declare -A best
judged=0
measure() { # MODE
  local port judge result stub=()
  port=$("$client" free-port)
  judge=$("$client" free-port)
  config "$1" "$judge" >"$work/judging.yaml"
  start_server plimsoll-judging "$port" --config "$work/judging.yaml"
  case $1 in
    healthy) stub=("http://127.0.0.1:$judge/" 500) ;;
    instant) stub=("http://127.0.0.1:$judge/" 0) ;;
    slow) stub=("http://127.0.0.1:$judge/" 20000) ;;
  esac
  result=$("$client" judging "http://127.0.0.1:$port/" "$seconds" "${stub[@]}")
  echo "$1: $result (records/s, calls, calls/s), $(server_cpu) s of server CPU"
  stop_server
  rm -rf "${work:?}/plimsoll-judging-$port"
  set -- "$1" $result
  if [ "$2" -gt "${best[$1]:-0}" ]; then best[$1]=$2; fi
  if [ "$1" = instant ] && [ "$4" -gt "$judged" ]; then judged=$4; fi
}

for _ in $(seq "$rounds"); do
  for mode in "${modes[@]}"; do measure "$mode"; done
done
ratio() { [ "${best[$1]:-0}" = 0 ] || [ "${best[none]:-0}" = 0 ] || awk -v a="${best[$1]}" -v b="${best[none]}" 'BEGIN { printf "%.2f", a / b }'; }
echo "judged_per_second=$judged ingest ratio healthy=$(ratio healthy) instant=$(ratio instant) slow=$(ratio slow) dead=$(ratio dead)"
